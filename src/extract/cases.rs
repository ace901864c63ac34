//! People and cases taken into a trial, an investigation, a referral or a placement, and whether their end is told.

use rust_decimal::Decimal;

use super::lexicon::{Hit, List};
use super::statistics::counts::{Count, counts};
use super::words::Sentence;
use super::{Reader, Role};
use crate::document::Passage;
use crate::report::{Counted, Process, Statement};

/// Words between a verb of passing on and the cases that are passed on: "lodged 17 further appeals".
const REACH: usize = 5;
/// Sentences back to the one that counts what "all of them" were.
const BACK: usize = 2;
/// Words in which the object of a verb names whom it is done to.
const OBJECT: usize = 3;
/// Tokens at the beginning of a sentence: "The lawyers also".
const OPENING: usize = 4;
/// A smaller number may return by chance.
const TELLING: i64 = 10;

/// Every statement that counts people or cases in a process.
pub fn processes(reader: &Reader, statements: &[Statement]) -> Vec<Process> {
    let told: Vec<Told> = statements
        .iter()
        .map(|statement| {
            let sentence = reader.sentence(&statement.text);
            let counts = counts(&sentence);
            Told {
                statement,
                sentence,
                counts,
            }
        })
        .collect();
    let mut found = Vec::new();
    for index in 0..told.len() {
        let Some(group) = group(reader, &told, index) else {
            continue;
        };
        let end_told = (0..told.len()).any(|other| tells_end(&told, index, &group, other));
        let statement = told[index].statement;
        found.push(Process {
            quote: Passage::new(&statement.text, statement.location.clone()),
            name: group.process,
            end_told,
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

    /// Whether it counts the whole group again, under its noun or one for anybody.
    fn repeats(&self, group: &Group) -> bool {
        self.counts.iter().any(|own| {
            let number = own.number.low;
            let anybody = own.elided || self.sentence.at(List::AnyPeople, own.end - 1);
            let same = anybody || may_be_of(group, self, own);
            same && number >= Decimal::from(TELLING) && number == group.largest()
        })
    }
}

fn is_group(count: &Count) -> bool {
    matches!(count.counted, Counted::People | Counted::Cases)
}

/// Those who were taken into a process.
struct Group {
    process: String,
    counts: Vec<Count>,
}

impl Group {
    fn largest(&self) -> Decimal {
        self.counts
            .iter()
            .map(|count| count.number.high)
            .max()
            .unwrap_or_default()
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
    if statement.negated || elsewhere || sentence.has(List::Context) {
        return None;
    }
    let own: Vec<Count> = told[index].groups().cloned().collect();
    // "Two advisers were placed with the secretariat".
    let staff = |count: &Count| sentence.at(List::ProjectStaff, count.noun_end - 1);
    if !own.is_empty() && own.iter().all(staff) {
        return None;
    }
    let (hit, counts) = if own.is_empty() {
        (passed_to_body(sentence)?, antecedent(told, index)?)
    } else {
        let known = sentence.first(List::CaseProcess);
        (known.or_else(|| passed_on(sentence, &own))?, own)
    };
    // "Handed over to the court so that they will be tried" is done, "will be handed over" is not.
    let planned = sentence.all(List::PlanWords).any(|plan| plan.start < hit.start);
    (!planned).then(|| Group {
        process: sentence.written(hit).to_string(),
        counts: cases_or_all(counts),
    })
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

/// "Filed 12 complaints", "12 files were handed to the court", "lodged appeals on behalf of 17 people".
fn passed_on<'a>(sentence: &'a Sentence, own: &[Count]) -> Option<&'a Hit> {
    let named = sentence
        .all(List::CaseTransfer)
        .filter(|hit| is_told(sentence, hit))
        .find(|hit| {
            sentence
                .all(List::Cases)
                .any(|cases| cases.start >= hit.end && cases.start - hit.end <= REACH)
        });
    let cases = own.iter().any(|count| count.counted == Counted::Cases);
    // "For 236 of them a request for release was submitted to the courts".
    let filed = |verb: &Hit| {
        let near = |hit: &Hit| {
            hit.end <= verb.start && verb.start - hit.end <= 2 * REACH
                || verb.end <= hit.start && hit.start - verb.end <= REACH
        };
        sentence.all(List::CaseFilings).any(near)
    };
    named.or_else(|| {
        passed_to_body(sentence).filter(|verb| {
            cases || filed(verb) || own.iter().any(|people| are_handed_over(sentence, people, verb))
        })
    })
}

/// "27 victims were identified and handed over to the agency", but not "12 officials and the manual was submitted to
/// the ministry".
fn are_handed_over(sentence: &Sentence, people: &Count, verb: &Hit) -> bool {
    let another = |at: usize| {
        sentence.starts(List::AndWords, at) && sentence.starts(List::Articles, at + 1)
            || [List::Products, List::Deliverables, List::Events]
                .into_iter()
                .any(|list| sentence.starts(list, at))
    };
    // "Developed with two experts and handed over": they are none of it.
    let beside = people.start > 0
        && sentence.ends(List::NounStops, people.start)
        && !sentence.ends(List::OfWords, people.start);
    !beside
        && people.end <= verb.start
        && people.counted == Counted::People
        && sentence.is_passive(&sentence.tokens[verb.start].lower)
        && !sentence.at(List::Actors, people.end - 1)
        && !(people.end..verb.start).any(another)
}

/// The verb by which something goes to those who must answer: "passed on to the Human Rights Commission".
fn passed_to_body(sentence: &Sentence) -> Option<&Hit> {
    sentence
        .all(List::CaseTransfer)
        .filter(|hit| is_told(sentence, hit))
        .find(|hit| {
            sentence
                .all(List::CaseBodies)
                .any(|body| body.start >= hit.end && body.start - hit.end <= 2 * REACH)
        })
}

/// "How to file a complaint" files none; "we helped nine members to file one" does.
fn is_told(sentence: &Sentence, verb: &Hit) -> bool {
    let helped = |hit: &Hit| hit.end <= verb.start && verb.start - hit.end <= REACH;
    !sentence.ends(List::InfinitiveMarks, verb.start) || sentence.all(List::HelpWords).any(helped)
}

/// The cases of a sentence shortly before in the same passage.
fn antecedent(told: &[Told], index: usize) -> Option<Vec<Count>> {
    let here = &told[index].statement.location;
    let before = told[index.saturating_sub(BACK)..index].iter().rev();
    let counted = before
        .take_while(|other| other.statement.location == *here)
        .find(|other| other.groups().next().is_some())?;
    let counts = cases_or_all(counted.groups().cloned().collect());
    (counts[0].counted == Counted::Cases).then_some(counts)
}

/// Whether a sentence tells the end of a group: its own sentence, one that continues it, or one that names it again.
fn tells_end(told: &[Told], index: usize, group: &Group, other: usize) -> bool {
    let (one, two) = (&told[index], &told[other]);
    let next = other > index && other - index <= BACK;
    if next && one.statement.location == two.statement.location && accounts_for_all(two, group) {
        return true;
    }
    if !ends(&two.sentence) {
        return false;
    }
    if index == other || two.repeats(group) {
        return true;
    }
    let same_place = one.statement.location == two.statement.location;
    // A row is of one matter; a section on a result has a group in every passage.
    let row = one.statement.location.table.is_some();
    let same_result = row && one.statement.result.is_some() && one.statement.result == two.statement.result;
    if takes_others(two, group) || speaks_of_others(two, group) {
        return false;
    }
    let follows = same_place && other > index;
    let kindred = two.groups().next().is_none()
        || two.groups().any(|count| {
            count.number.low <= group.largest()
                && (may_be_of(group, two, count)
                    || (follows
                        && (is_anybody(two, count)
                            || !group.counts_cases() && count.counted == Counted::Cases)))
        });
    if follows {
        return kindred;
    }
    let same_process = two
        .sentence
        .all(List::CaseProcess)
        .any(|hit| two.sentence.written(hit).eq_ignore_ascii_case(&group.process));
    kindred && (same_result || same_process || names(group, two))
}

/// "Took charge of the certificates" ends nothing for anybody.
fn ends(sentence: &Sentence) -> bool {
    let of_things = |hit: &Hit| {
        let object = hit.end + 1..hit.end + 1 + OBJECT;
        sentence.at(List::PeopleActions, hit.end - 1)
            && sentence.starts(List::Articles, hit.end)
            && !object
                .clone()
                .any(|at| sentence.starts(List::People, at) || sentence.starts(List::Cases, at))
    };
    sentence.all(List::CaseEnd).any(|hit| !of_things(hit))
}

/// "Ten of them", "the 14 women": whoever was spoken of, unlike "the 11 unaccompanied children".
fn is_anybody(two: &Told, count: &Count) -> bool {
    let noun = [List::AnyPeople, List::Female, List::Male];
    count.counted == Counted::People
        && (count.elided || noun.into_iter().any(|list| two.sentence.at(list, count.end - 1)))
}

/// A part of a group has its noun or one for any cases.
fn may_be_of(group: &Group, two: &Told, count: &Count) -> bool {
    group.has_noun(&count.noun_stem) || two.sentence.at(List::AnyCases, count.end - 1)
}

/// Whether a sentence takes a group of its own into a process: the end that it tells is theirs.
fn takes_others(two: &Told, group: &Group) -> bool {
    let own = two.sentence.has(List::CaseProcess);
    own && two.groups().next().is_some() && !two.groups().any(|count| group.has_noun(&count.noun_stem))
}

/// "Besides, the lawyers had 52 cases of alimony": another matter than that of the 164 women before.
fn speaks_of_others(two: &Told, group: &Group) -> bool {
    let besides = two.sentence.first(List::BesidesWords);
    let own = || two.groups().any(|count| !count.elided && !is_anybody(two, count));
    !group.counts_cases()
        && besides.is_some_and(|hit| hit.start < OPENING)
        && own()
        && !two.groups().any(|count| group.has_noun(&count.noun_stem))
}

/// "16 of them went back to their parents, two live with a foster family, and one is still in the centre": of 19.
fn accounts_for_all(two: &Told, group: &Group) -> bool {
    let parts: Vec<Decimal> = two
        .sentence
        .numbers
        .iter()
        .filter(|number| !number.percent)
        .map(|number| number.number.low)
        .filter(|number| *number <= group.largest())
        .collect();
    parts.len() >= 2 && parts.iter().sum::<Decimal>() == group.largest()
}

/// Whether a sentence elsewhere names the cases.
fn names(group: &Group, two: &Told) -> bool {
    let tokens = &two.sentence.tokens;
    let of_law = [List::CaseProcess, List::CaseBodies]
        .into_iter()
        .any(|list| two.sentence.has(list));
    let any = two.sentence.has(List::AnyCases) && (of_law || two.groups().next().is_some());
    any || (group.counts_cases() && tokens.iter().any(|token| group.has_noun(&token.singular)))
}
