//! What people were given: services, goods, cash, messages. Each sentence that counts those whom something reached, with
//! what the report says to have changed for them.

use foldhash::{HashMap, HashSet};
use rust_decimal::Decimal;

use super::effects::{asserts_effect, has_effect_verb};
use super::elsewhere::turns_to_others;
use super::marks::participants_in;
use super::tells::{came_after, came_before};
use super::{
    Paragraph, Told, is_a_place, is_no_training, outset, repeats_the_body, sums_up, tells_of_a_part,
    tells_qualities,
};
use crate::document::{BlockKind, Location};
use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::NumberToken;
use crate::extract::words::Sentence;
use crate::extract::{Reader, Role};
use crate::report::{Activity, ActivityKind, Claim, Counted, Report, ResultLevel, Statement, Statistic};

/// Words between a number and those whom it counts: "392 young rural women".
const NOUN: usize = 4;
/// Marks among them: "5,200+: community health volunteers".
const MARKS: usize = 2;
/// Words between those who were counted and what they were given.
const AFTER: usize = 8;
/// Words between what was given and the number: "gave out cash to more than 48,000 people".
const BEFORE: usize = 6;
/// Fewer people than these are no public.
const SMALL: Decimal = Decimal::TEN;
/// Who speaks of hundreds has at least so many.
const CROWD: Decimal = Decimal::ONE_HUNDRED;
/// Paragraphs in which a word may stand before it tells nothing of what is spoken of.
const COMMON: usize = 6;
/// A short report is on few things: of so many paragraphs one may hold a word that tells them apart.
const SHARE: usize = 4;
/// … and a short one may speak of it so many times.
const FEW: usize = 3;
/// Words at the beginning of a sentence.
const OPENING: usize = 4;
/// Words that a passage elsewhere must share to be on the same matter.
const ALIKE: usize = 2;

/// How much a sentence says was given.
struct Given {
    people: Option<Decimal>,
    /// Books, kits, rations.
    things: Option<Decimal>,
}

/// A paragraph, an item of a list, a cell.
struct Unit<'a> {
    paragraph: Paragraph<'a>,
    /// Its sentences that give something to people.
    gives: Vec<(usize, Given)>,
    /// It counts people, whatever it says of them.
    counts: bool,
    /// Its sentences that tell a change.
    tells: Vec<usize>,
    /// Those of them that observe it: what is only asserted is told of what stands beside it.
    observes: Vec<usize>,
    words: HashSet<String>,
    people: HashSet<String>,
}

/// `known`: the sentences that tell of trainings and campaigns are asked about as such.
pub fn services(reader: &Reader, report: &Report, known: &[Activity]) -> Vec<Activity> {
    let known: HashSet<usize> = known
        .iter()
        .flat_map(|own| own.statements.iter().copied())
        .collect();
    let units = units(reader, report);
    let rare = Rare::of(&units);
    let places = units
        .iter()
        .enumerate()
        .filter(|(_, unit)| !unit.gives.is_empty());
    let mut places: Vec<usize> = places.map(|(at, _)| at).collect();
    let in_body = |at: &usize| !repeats_the_body(reader, units[*at].paragraph.location);
    if places.iter().any(in_body) {
        places.retain(in_body);
    }
    // "Taken together, 260 people received help", after what was told of each result.
    let expected = expects_results(report);
    let mut found = Vec::new();
    for at in places {
        for (statement, given) in &units[at].gives {
            let summed = || sums_up(&reader.sentence(&report.statements[*statement].text));
            if known.contains(statement) || is_of_result(report, *statement) || expected && summed() {
                continue;
            }
            let (changes, possible_effects) = changes(reader, &units, at, &rare);
            found.push(Activity {
                kind: ActivityKind::Service,
                statements: vec![*statement],
                people: given.people,
                volume: given.things,
                changes,
                possible_effects,
                ..Activity::default()
            });
        }
    }
    found
}

/// Results are expected, each of which is asked what changed.
fn expects_results(report: &Report) -> bool {
    let mut results = report.results.iter();
    results.any(|result| result.expected && result.level != ResultLevel::Activity)
}

/// It stands in the account of a result, which is asked itself.
fn is_of_result(report: &Report, statement: usize) -> bool {
    let result = report.statements[statement].result.map(|at| &report.results[at]);
    result.is_some_and(|result| result.level != ResultLevel::Activity)
}

fn units<'a>(reader: &Reader, report: &'a Report) -> Vec<Unit<'a>> {
    let blocks = reader.document.blocks.iter();
    let items = blocks.filter(|block| matches!(block.kind, BlockKind::ListItem { .. }));
    let items: HashSet<&Location> = items.map(|block| &block.location).collect();
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for (index, statement) in report.statements.iter().enumerate() {
        let told = Told {
            statement: index,
            sentence: reader.sentence(&statement.text),
        };
        match paragraphs
            .last_mut()
            .filter(|last| *last.location == statement.location)
        {
            Some(last) => last.sentences.push(told),
            None => paragraphs.push(Paragraph {
                location: &statement.location,
                role: role(reader, report, &statement.location),
                is_headed_campaign: false,
                is_item: items.contains(&statement.location),
                sentences: vec![told],
            }),
        }
    }
    let counted = Counts::of(report);
    let at_large = at_large(report);
    let account = |own: &Paragraph| matches!(own.role, Role::Achieved | Role::Other);
    paragraphs
        .into_iter()
        .filter(account)
        .map(|own| Unit::of(report, &counted, &at_large, own))
        .collect()
}

/// Where the population at large is counted: what is told there has not come of the work.
fn at_large(report: &Report) -> HashSet<&Location> {
    let context = |statistic: &&Statistic| statistic.context && !statistic.planned;
    let statistics = report.statistics.iter().filter(context);
    statistics.map(|statistic| &statistic.quote.location).collect()
}

/// What a section is for. The title stands over all of a report: "About us", "Achievements and challenges".
fn role(reader: &Reader, report: &Report, place: &Location) -> Role {
    let title = report.title.as_ref().map(|title| title.text.as_str());
    match place.section.split_first() {
        Some((first, rest)) if title == Some(first.as_str()) => reader.section_role(rest),
        _ => reader.role_of(place),
    }
}

/// How many people each sentence counts, by what the report's figures say.
struct Counts<'a>(HashMap<(&'a Location, &'a str), Vec<Decimal>>);

impl<'a> Counts<'a> {
    fn of(report: &'a Report) -> Self {
        let mut found: HashMap<(&Location, &str), Vec<Decimal>> = HashMap::default();
        for statistic in &report.statistics {
            if matches!(statistic.counted, Counted::People | Counted::Households) {
                let quote = &statistic.quote;
                let here = found.entry((&quote.location, quote.text.as_str())).or_default();
                here.push(statistic.number.high);
            }
        }
        Counts(found)
    }

    fn count(&self, statement: &Statement, number: &NumberToken) -> bool {
        let here = self.0.get(&(&statement.location, statement.text.as_str()));
        here.is_some_and(|numbers| numbers.contains(&number.number.high))
    }
}

impl<'a> Unit<'a> {
    fn of(
        report: &Report,
        counted: &Counts,
        at_large: &HashSet<&Location>,
        paragraph: Paragraph<'a>,
    ) -> Self {
        let is_line = paragraph.location.table.is_none() && outset::is_caption(&paragraph);
        let mut gives = Vec::new();
        let mut tells = Vec::new();
        let mut observes = Vec::new();
        for told in &paragraph.sentences {
            let statement = &report.statements[told.statement];
            let given = given(statement, &told.sentence, counted, is_line);
            if is_change(statement, &told.sentence, given.is_some()) {
                tells.push(told.statement);
                if !is_only_asserted(statement, &told.sentence) {
                    observes.push(told.statement);
                }
            }
            gives.extend(given.map(|given| (told.statement, given)));
        }
        // "Great strides were made. Achievements are:" leads to what is told below.
        let leads = paragraph
            .sentences
            .last()
            .is_some_and(|told| told.sentence.text.ends_with(':'));
        if leads {
            tells.clear();
        }
        if leads || gives.is_empty() && at_large.contains(paragraph.location) {
            observes.clear();
        }
        let sentences = || paragraph.sentences.iter().map(|told| &told.sentence);
        let words = sentences()
            .flat_map(|own| own.content())
            .map(String::from)
            .collect();
        let people = sentences().flat_map(participants_in).collect();
        let counts = sentences().any(counts_people);
        Unit {
            paragraph,
            gives,
            counts,
            tells,
            observes,
            words,
            people,
        }
    }

    fn section(&self) -> &[String] {
        &self.paragraph.location.section
    }
}

/// How many people a sentence says were reached or given something, or how many things were handed out, at the most.
fn given(statement: &Statement, sentence: &Sentence, counted: &Counts, is_line: bool) -> Option<Given> {
    // A heading alone makes no plan: its section was looked at.
    let other =
        |(claim, words): &(Claim, String)| matches!(claim, Claim::Plan | Claim::Lesson) && !words.is_empty();
    if statement.claims.iter().any(other) || statement.text.ends_with('?') {
        return None;
    }
    let served: Vec<&Hit> = served(sentence).collect();
    if served.iter().all(|hit| hit.list == List::TrainingWords) && is_no_training_held(sentence, is_line) {
        return None;
    }
    let near = |from: usize, to: usize| {
        served.iter().any(|hit| {
            let after = hit.end > to && distance(sentence, to, hit.start) <= AFTER;
            let before = hit.end <= from && distance(sentence, hit.end, from) <= BEFORE;
            after || before
        })
    };
    let reached = plain_numbers(sentence).filter(|number| {
        let noun = noun_after(sentence, &PEOPLE, number.end);
        let ends = noun.map_or(number.end, |noun| noun.end);
        let directly = served.iter().any(|hit| hit.start == number.end);
        let counts = noun.is_some() || directly || counted.count(statement, number);
        counts && near(number.start, ends)
    });
    let crowd = sentence.all(List::CrowdWords).any(|crowd| {
        let noun = noun_after(sentence, &PEOPLE, crowd.end);
        noun.is_some_and(|noun| near(crowd.start, noun.end))
    });
    let people = reached
        .map(|number| number.number.high)
        .chain(crowd.then_some(CROWD));
    let handed = plain_numbers(sentence).filter(|number| {
        if noun_after(sentence, &PEOPLE, number.end).is_some() {
            return false;
        }
        let noun = noun_after(sentence, &[List::Products], number.end);
        noun.is_some_and(|noun| near(number.start, noun.end))
    });
    let given = Given {
        people: people.max(),
        things: handed.map(|number| number.number.high).max(),
    };
    (given.people.is_some() || given.things.is_some()).then_some(given)
}

/// It is only begun, described, or who somebody is; or a line under a picture.
fn is_no_training_held(sentence: &Sentence, is_line: bool) -> bool {
    is_line
        || outset::is_only_begun(sentence)
        || outset::is_only_prepared(sentence)
        || outset::describes_work(sentence)
        || tells_qualities(sentence)
        || tells_of_a_part(sentence)
        || came_after(sentence)
        || came_before(sentence)
}

const PEOPLE: [List; 2] = [List::People, List::Households];

/// Numbers that may count people or things.
fn plain_numbers(sentence: &Sentence) -> impl Iterator<Item = &NumberToken> {
    sentence.numbers.iter().filter(|number| {
        let plain = !number.percent && !sentence.is_year(number) && !sentence.is_money(number);
        plain && number.number.high >= SMALL
    })
}

/// "Nine in ten farmers" counts nobody.
fn counts_people(sentence: &Sentence) -> bool {
    let mut numbers = plain_numbers(sentence).filter(|number| number.number.high > SMALL);
    numbers.any(|number| noun_after(sentence, &PEOPLE, number.end).is_some())
}

/// The words by which people are given something, but for what is only meant.
fn served(sentence: &Sentence) -> impl Iterator<Item = &Hit> {
    let meant = |hit: &Hit| hit.list == List::ServedWords && sentence.ends(List::InfinitiveMarks, hit.start);
    // In French one word is "nobody" and "person".
    let denied = |hit: &Hit| {
        let before = hit.start.checked_sub(1);
        before.is_some_and(|at| sentence.at(List::Negations, at) && !sentence.at(List::People, at))
    };
    let training = |hit: &Hit| {
        hit.list != List::TrainingWords || !(is_a_place(sentence, hit) || is_no_training(sentence, hit))
    };
    [List::ServedWords, List::ServiceNouns, List::TrainingWords]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .filter(move |hit| !meant(hit) && !denied(hit) && training(hit))
}

/// What a number counts, unless it is the project's own staff.
fn noun_after<'a>(sentence: &'a Sentence, lists: &[List], from: usize) -> Option<&'a Hit> {
    let near = from..from + NOUN + MARKS;
    let own = |hit: &Hit| {
        let staff = [List::ProjectStaff, List::OwnStaff].into_iter();
        staff.into_iter().any(|list| sentence.at(list, hit.start)) && !sentence.at(List::AnyPeople, hit.start)
    };
    let hits = lists.iter().flat_map(|list| sentence.all(*list));
    hits.filter(|hit| near.contains(&hit.start) && !own(hit))
        .find(|hit| distance(sentence, from, hit.start) <= NOUN && !counts_between(sentence, from, hit.start))
}

/// "1,377 calls from 902 callers": the noun is another number's.
fn counts_between(sentence: &Sentence, from: usize, to: usize) -> bool {
    sentence
        .numbers
        .iter()
        .any(|number| (from..to).contains(&number.start))
}

/// Words from one place to another, those in brackets aside. What a semicolon parts is far apart.
fn distance(sentence: &Sentence, from: usize, to: usize) -> usize {
    let between = from..to.min(sentence.tokens.len());
    if between.clone().any(|at| sentence.tokens[at].lower == ";") {
        return usize::MAX;
    }
    let counts = |at: &usize| sentence.tokens[*at].is_word() && !sentence.in_brackets(*at);
    between.filter(counts).count()
}

/// Use, change or their assertion. How many of whom were served is none.
fn is_change(statement: &Statement, sentence: &Sentence, serves: bool) -> bool {
    if statement.claims(Claim::Plan) {
        return false;
    }
    let served = |word: &str| {
        let mut hits = [List::ServedWords, List::BeWords, List::LaterWords]
            .into_iter()
            .flat_map(|list| sentence.all(list));
        serves && hits.any(|hit| word.contains(sentence.written(hit)))
    };
    let observed = statement.claims.iter().any(|(claim, word)| {
        matches!(claim, Claim::Outcome | Claim::Impact | Claim::Assertion) && !served(word)
    });
    if observed
        || has_effect_verb(sentence)
        || serves && is_better(sentence)
        || !serves && came_of_a_part(sentence)
    {
        return true;
    }
    // "44.5% girls" says who they are, and "15 % of the total" of a budget nothing of anybody.
    let money = sentence.numbers.iter().any(|number| sentence.is_money(number));
    let sexed = sentence.has(List::Female) || sentence.has(List::Male);
    let parted = sexed
        && sentence
            .numbers
            .iter()
            .any(|number| number.percent && sentence.in_brackets(number.start));
    !serves && !money && !parted && asserts_effect(statement, sentence)
}

/// "Of the 96 cases that went to court, 71 ended with a contract"; how many are women says who they are.
fn came_of_a_part(sentence: &Sentence) -> bool {
    let of = [List::OfWords, List::AmongWords]
        .into_iter()
        .any(|list| sentence.starts(list, 0));
    let mut numbers = plain_numbers(sentence);
    let whole = numbers.next().filter(|number| of && number.start < OPENING);
    // "Of these, 196 were identified as …".
    let whole = whole.filter(|number| !sentence.at(List::BeWords, number.end));
    whole.is_some_and(|whole| {
        numbers.any(|part| {
            let near = part.end..part.end + NOUN;
            let sexed = [List::Female, List::Male]
                .into_iter()
                .any(|list| near.clone().any(|at| sentence.at(list, at)));
            part.number.high < whole.number.high && !sexed
        })
    })
}

/// Without any observation, of the population, or of the organisation itself.
fn is_only_asserted(statement: &Statement, sentence: &Sentence) -> bool {
    let own = sentence.all(List::OwnBodies).any(|hit| hit.start < OPENING);
    let context = sentence.has(List::Context) || own && sentence.numbers.is_empty();
    context || statement.claims(Claim::Assertion) && !has_effect_verb(sentence)
}

/// "Were given better skills".
fn is_better(sentence: &Sentence) -> bool {
    sentence.all(List::BetterWords).any(|better| {
        let number = sentence
            .numbers
            .iter()
            .any(|number| (better.end..better.end + 2).contains(&number.start));
        let mut served = sentence.all(List::ServedWords);
        !number && served.any(|hit| hit.end <= better.start && better.start - hit.end < 2)
    })
}

/// Words that tell the matters of a report apart.
struct Rare(HashSet<String>);

impl Rare {
    fn of(units: &[Unit]) -> Self {
        let mut counts: HashMap<&str, usize> = HashMap::default();
        for word in units.iter().flat_map(|unit| &unit.words) {
            *counts.entry(word.as_str()).or_default() += 1;
        }
        let most = (units.len() / SHARE).clamp(FEW, COMMON);
        let rare = counts.into_iter().filter(|(_, count)| *count <= most);
        Rare(rare.map(|(word, _)| word.to_string()).collect())
    }

    fn shared(&self, one: &Unit, other: &Unit) -> usize {
        let both = one.words.intersection(&other.words);
        both.filter(|word| self.0.contains(*word)).count()
    }
}

/// What changed for those whom a passage counts, and what may have.
fn changes(reader: &Reader, units: &[Unit], at: usize, rare: &Rare) -> (Vec<usize>, Vec<usize>) {
    let own = &units[at];
    let mut told = own.tells.clone();
    let mut possible = Vec::new();
    for (place, unit) in units.iter().enumerate() {
        if place == at || unit.tells.is_empty() {
            continue;
        }
        let same_people = unit.people.iter().any(|noun| own.people.contains(noun));
        let shared = rare.shared(own, unit);
        // What stands beside others who are counted is told of them.
        let others = !unit.gives.is_empty() || unit.counts;
        let same_section = unit.section() == own.section();
        let follows = place == at + 1 && same_section && !others && !turns_to_others(&unit.paragraph);
        // The title alone is over everything.
        let in_table = unit.paragraph.location.table.is_some();
        let beside = same_section && own.section().len() > 1 && !others && !in_table;
        let theirs = same_people || unit.people.is_empty() || !unit.observes.is_empty();
        if follows && theirs || beside && shared > 0 {
            told.extend(&unit.tells);
        } else if shared >= ALIKE && (!others || same_people) {
            told.extend(&unit.observes);
        } else if !others && (same_people || is_headed_changes(reader, unit)) {
            possible.extend(&unit.observes);
        }
    }
    (told, possible)
}

/// "What changed", over changes alone: an "impact" often heads what was handed out.
fn is_headed_changes(reader: &Reader, unit: &Unit) -> bool {
    unit.section().last().is_some_and(|heading| {
        let heading = reader.sentence(heading);
        let mut hits = heading.all(List::HeadingChanges);
        hits.any(|hit| hit.end - hit.start > 1)
    })
}
