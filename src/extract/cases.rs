//! People and cases taken into a trial, an investigation, a referral or a placement, and whether their end is told.

mod ends;
mod others;
mod passing;

use rust_decimal::Decimal;

use super::lexicon::{Hit, List};
use super::statistics::counts::{Count, counts};
use super::words::Sentence;
use super::{Reader, Role};
use crate::document::Passage;
use crate::report::{Counted, Process, Statement};
use passing::{filed_for, is_condition, is_denied, passed_on, passed_to_body};

/// Words between a verb of passing on and the cases that are passed on: "lodged 17 further appeals".
const REACH: usize = 5;
/// Words between a verb and its object: "opened a new file".
const OBJECT: usize = 3;
/// Sentences back to the one that counts what "all of them" were.
const BACK: usize = 2;

/// Every statement that counts people or cases in a process.
pub fn processes(reader: &Reader, statements: &[Statement]) -> Vec<Process> {
    let told: Vec<Told> = statements
        .iter()
        .map(|statement| {
            let sentence = reader.sentence(&statement.text);
            let counts = counts(&sentence)
                .iter()
                .filter(|own| !own.bare)
                .cloned()
                .collect();
            Told {
                statement,
                sentence,
                counts,
            }
        })
        .collect();
    let groups: Vec<Option<Group>> = (0..told.len()).map(|index| group(reader, &told, index)).collect();
    let mut found = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        let Some(group) = group else { continue };
        let tells_end = |other: usize| ends::tells_end(&told, index, group, other, groups[other].as_ref());
        let statement = told[index].statement;
        let end_told = (0..told.len()).any(tells_end);
        let of_few = |other: usize| ends::ends_for_few(&told, index, group, other);
        found.push(Process {
            quote: Passage::new(&statement.text, statement.location.clone()),
            name: group.process.clone(),
            end_told,
            end_of_few: !end_told && (0..told.len()).any(of_few),
        });
    }
    found
}

struct Told<'a> {
    statement: &'a Statement,
    sentence: Sentence,
    counts: Vec<Count>,
}

impl Told<'_> {
    /// What it counts under a noun that stands in it, other than things.
    fn groups(&self) -> impl Iterator<Item = &Count> {
        self.counts.iter().filter(|count| is_group(count))
    }
}

fn is_group(count: &Count) -> bool {
    matches!(
        count.counted,
        Counted::People | Counted::Cases | Counted::Households
    )
}

/// Those who were taken into a process.
struct Group {
    process: String,
    /// It is a treatment or care: cure, death and giving up are told in rates, of all who were treated.
    treated: bool,
    counts: Vec<Count>,
    /// The number of which they are a part: the fourteen of "the two most serious".
    whole: Decimal,
}

fn largest(counts: &[Count]) -> Decimal {
    counts
        .iter()
        .map(|count| count.number.high)
        .max()
        .unwrap_or_default()
}

impl Group {
    fn largest(&self) -> Decimal {
        largest(&self.counts)
    }

    fn has_noun(&self, noun: &str) -> bool {
        self.counts.iter().any(|count| count.noun_stem == noun)
    }

    fn counts_cases(&self) -> bool {
        self.counts.iter().any(|count| count.counted == Counted::Cases)
    }
}

/// The group that a statement takes into a process: its own, or that of the sentence before ("all of them were …").
fn group(reader: &Reader, told: &[Told], index: usize) -> Option<Group> {
    let Told {
        statement, sentence, ..
    } = &told[index];
    let role = reader.role_of(&statement.location);
    let elsewhere = matches!(role, Role::Context | Role::Plan | Role::Expected | Role::Future);
    if elsewhere || sentence.has(List::Context) {
        return None;
    }
    // "174 cases of cholera were reported": an illness is no process, but its treatment is one.
    if sentence.has(List::Illnesses) && sentence.has(List::AnyCases) && !sentence.has(List::CaseTreatment) {
        return None;
    }
    let own: Vec<Count> = told[index].groups().cloned().collect();
    // "Two advisers were placed with the secretariat".
    let staff = |count: &Count| sentence.at(List::ProjectStaff, count.noun_end - 1);
    if !own.is_empty() && own.iter().all(staff) {
        return None;
    }
    let bare = own.is_empty();
    let before = antecedent_people(told, index);
    let (hit, counts, whole) = if let Some((hit, counts)) = before {
        let whole = largest(&counts);
        (hit, counts, whole)
    } else if let Some(hit) = unnumbered(sentence).filter(|_| own.is_empty()) {
        (hit, Vec::new(), Decimal::ZERO)
    } else if own.is_empty() {
        let hit = passed_to_body(sentence).or_else(|| filed_for(sentence))?;
        // "Three shelters have been brought up to the standard of the agencies".
        let of_things = |count: &Count| count.start < hit.start;
        if told[index].counts.iter().any(of_things) {
            return None;
        }
        let (counts, whole) = antecedent(told, index, hit)?;
        (hit, counts, whole)
    } else {
        let known = sentence
            .all(List::CaseProcess)
            .find(|hit| !comes_to_us(sentence, hit) && !is_condition(sentence, hit));
        let whole = largest(&own);
        let known = known.or_else(|| in_care(sentence));
        (known.or_else(|| passed_on(sentence, &own))?, own, whole)
    };
    // "Four magistrates were transferred to other districts" is a post, and "fewer files are sent back" a habit.
    let posted = |count: &Count| {
        sentence.at(List::CaseBodies, count.noun_end - 1) && !sentence.has(List::ConvictionWords)
    };
    let moved = sentence.at(List::CaseTransfer, hit.start) && !counts.is_empty() && counts.iter().all(posted);
    let habit = sentence
        .all(List::Falling)
        .any(|few| few.end <= hit.start && hit.start - few.end <= OBJECT);
    if moved || bare && habit {
        return None;
    }
    // "Handed over to the court so that they will be tried" is done, "will be handed over" is not.
    let planned = sentence.all(List::PlanWords).any(|plan| plan.start < hit.start);
    (!planned && !is_denied(sentence, hit)).then(|| Group {
        process: sentence.written(hit).to_string(),
        treated: matches!(hit.list, List::CaseTreatment | List::CaseCare),
        counts: cases_or_all(counts),
        whole,
    })
}

/// "160 children with severe malnutrition were admitted for treatment", "50 survivors were taken into care".
fn in_care(sentence: &Sentence) -> Option<&Hit> {
    let needy = sentence.has(List::Victims) || sentence.has(List::Illnesses);
    sentence
        .first(List::CaseTreatment)
        .or_else(|| sentence.first(List::CaseCare).filter(|_| needy))
}

/// "The number of cases that were referred to the police rose": cases without their number.
fn unnumbered(sentence: &Sentence) -> Option<&Hit> {
    let counting = sentence.first(List::Counting).filter(|hit| hit.start < OBJECT)?;
    let cases = [List::Cases, List::AnyCases]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .find(|hit| hit.start >= counting.end && hit.start - counting.end < OBJECT)?;
    sentence.all(List::CaseProcess).find(|hit| {
        let near = hit.start >= cases.end && hit.start - cases.end <= OBJECT;
        near && sentence.is_passive(&sentence.tokens[hit.start].lower) && !comes_to_us(sentence, hit)
    })
}

/// "97 were referred by a state body": they came in, and went nowhere.
fn comes_to_us(sentence: &Sentence, process: &Hit) -> bool {
    // "17 cases were reported to the police by the guardians": the verb says where they went.
    if !(process.start..process.end).any(|at| sentence.at(List::CaseTransfer, at)) {
        return false;
    }
    let goes_on = |list| sentence.all(list).any(|hit| hit.start > process.end);
    sentence.starts(List::AgentWords, process.end) && !goes_on(List::ToWords)
}

/// Where cases are counted, those whom they concern are not the group.
fn cases_or_all(counts: Vec<Count>) -> Vec<Count> {
    let cases: Vec<Count> = counts
        .iter()
        .filter(|count| count.counted == Counted::Cases)
        .cloned()
        .collect();
    if cases.is_empty() { counts } else { cases }
}

/// "Nineteen were found to be victims. With their consent they were referred to the agency": the people of the sentence
/// before, where a pronoun stands for them and whoever is counted behind it is a part of them.
fn antecedent_people<'a>(told: &'a [Told], index: usize) -> Option<(&'a Hit, Vec<Count>)> {
    let Told {
        statement, sentence, ..
    } = &told[index];
    let hit = sentence.all(List::CaseProcess).find(|hit| {
        let passive = sentence.is_passive(&sentence.tokens[hit.start].lower);
        passive && !comes_to_us(sentence, hit) && !is_condition(sentence, hit)
    })?;
    let pronoun = sentence
        .all(List::SubjectPronouns)
        .any(|hit_before| hit_before.end <= hit.start && hit.start - hit_before.end <= OBJECT);
    let body = sentence.all(List::CaseBodies).any(|body| body.start >= hit.end);
    let own = told[index]
        .counts
        .iter()
        .any(|count| count.start < hit.start || !(count.elided || count.of_whole));
    if !body || own {
        return None;
    }
    let before = told[..index]
        .last()
        .filter(|before| before.statement.location == statement.location)?;
    let counts: Vec<Count> = before.groups().cloned().collect();
    let people = |count: &Count| {
        let noun = count.noun_end - 1;
        let acting = [List::ProjectStaff, List::Actors]
            .into_iter()
            .any(|list| before.sentence.at(list, noun));
        count.counted == Counted::People && !acting
    };
    // "Officers found 27 children. All 27 were taken home and referred to the welfare office".
    let every = sentence
        .all(List::EveryWords)
        .find(|every| every.start == 0)
        .and_then(|every| sentence.numbers.iter().find(|number| number.start == every.end));
    let all = every.is_some_and(|every| every.number.low == largest(&counts));
    let same = pronoun || all;
    (same && !counts.is_empty() && counts.iter().all(people)).then_some((hit, counts))
}

/// The cases of a sentence shortly before in the same passage, or as many of them as are named ("the other 23"), and how
/// many they all were.
fn antecedent(told: &[Told], index: usize, verb: &Hit) -> Option<(Vec<Count>, Decimal)> {
    let Told {
        statement, sentence, ..
    } = &told[index];
    let here = &statement.location;
    let before = told[index.saturating_sub(BACK)..index].iter().rev();
    let counted = before
        .take_while(|other| other.statement.location == *here)
        .find(|other| other.groups().next().is_some())?;
    let mut counts = cases_or_all(counted.groups().cloned().collect());
    let named = sentence
        .numbers
        .iter()
        .find(|number| number.start < verb.start && !number.percent && !sentence.is_year(number));
    // "For 236 of them a request was submitted".
    let subject = sentence.all(List::CaseFilings).any(|hit| hit.end <= verb.start);
    let filed = subject || named.is_some() && sentence.has(List::CaseFilings);
    if counts[0].counted != Counted::Cases && !filed {
        return None;
    }
    let whole = largest(&counts);
    if let Some(named) = named {
        counts.truncate(1);
        counts[0].number = named.number;
    }
    Some((counts, whole))
}
