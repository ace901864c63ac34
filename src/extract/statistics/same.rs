//! Which statistics give the same quantity: same noun, same action, same places, and periods that do not differ.

mod tables;
mod transposed;

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::words::Sentence;
use crate::report::{Counted, Dimension, Statistic};
pub use transposed::is_swapped;

/// What makes a total comparable with another.
struct Identity {
    noun: String,
    actions: Vec<String>,
    places: Vec<String>,
    /// What else its sentence names: what was received, what the training was in.
    rest: Vec<String>,
    /// Stems of the trainings in which they took part.
    taught: Vec<String>,
    /// Stems of the trainings that its sentence speaks of.
    trains: Vec<String>,
    /// Only its passage says that it is the whole, not its sentence.
    weak: bool,
    /// Nothing says that it is the whole, and nothing that it is less.
    plain: bool,
    /// Stands in the summary.
    summary: bool,
    /// Only its parts say that it is a whole: of what, its other words must tell.
    split: bool,
    /// "141 people (9 women and 132 men)": neither noun nor a word for the whole tells of what.
    bare: bool,
}

/// Hundredths: how near two totals come, and how near where only a passage says that they are totals.
const ALIKE: i64 = 60;
const CLOSE: i64 = 83;
/// What all words for finding a case are called.
const FOUND: &str = "found";

/// Gives statistics of one quantity a common `same_as`. Only figures that claim to be the whole are compared:
/// two trainings of different size do not conflict.
pub fn group(reader: &Reader, statistics: &mut [Statistic]) {
    both(reader, statistics);
    let identities: Vec<Option<Identity>> = statistics
        .iter()
        .map(|statistic| identity(reader, statistics, statistic))
        .collect();
    for later in 0..statistics.len() {
        let Some(own) = &identities[later] else { continue };
        let earlier = (0..later).find(|earlier| {
            identities[*earlier].as_ref().is_some_and(|other| {
                let least = if own.weak || other.weak { CLOSE } else { ALIKE };
                comparable(own, other) && alike(&statistics[*earlier], &statistics[later], least)
            }) && statistics[later].same_as.is_empty()
                && statistics[*earlier].quote != statistics[later].quote
                // Columns of one row stand for different years or sites.
                && !statistics[*earlier].quote.location.is_in_row_of(&statistics[later].quote.location)
                && periods_agree(&statistics[*earlier], &statistics[later])
        });
        if let Some(earlier) = earlier {
            if statistics[earlier].same_as.is_empty() {
                statistics[earlier].same_as = format!("{} {} #{earlier}", own.noun, own.actions.join(" "));
            }
            statistics[later].same_as = statistics[earlier].same_as.clone();
        }
    }
    tables::with_tables(reader, statistics, &identities);
    transposed::group(reader, statistics);
}

fn identity(reader: &Reader, statistics: &[Statistic], statistic: &Statistic) -> Option<Identity> {
    let compared = matches!(
        statistic.counted,
        Counted::People | Counted::Households | Counted::Cases | Counted::Contacts
    );
    if !compared || statistic.part || statistic.context || statistic.planned || statistic.indicator.is_some()
    {
        return None;
    }
    let sentence = reader.sentence(&statistic.quote.text);
    // A marker speaks of the only figure of its sentence; of several only the marked total is the whole.
    let beside: Vec<&Statistic> = statistics
        .iter()
        .filter(|other| {
            other.quote == statistic.quote
                && other.written != statistic.written
                && other.counted == statistic.counted
        })
        .collect();
    let alone = beside.is_empty();
    let split = !alone && is_split(statistic) && beside.iter().all(|other| other.part);
    let said = statistic.total
        || alone && (spans(statistic) || spans_years(&sentence) || sentence.has(List::WholeWords));
    let whole = said || split || (alone && is_split(statistic));
    let summed_up = reader.is_in_summary(&statistic.quote.location);
    let weak = !whole && alone && (statistic.whole_in_passage || summed_up);
    let earlier = sentence.has(List::EarlierWords);
    let plain = !(whole || weak) && alone && is_plain(&sentence, statistic);
    // "387 completed the whole course; the others left".
    let left = sentence.has(List::Remainders) && !statistic.total;
    if !(whole || weak || plain) || earlier || left {
        return None;
    }
    let mut actions: Vec<String> = sentence
        .all(List::PeopleActions)
        .map(|hit| &sentence.tokens[hit.start].stem)
        .filter(|stem| {
            !sentence
                .all(List::Detection)
                .any(|hit| sentence.tokens[hit.start].stem == **stem)
        })
        .cloned()
        .chain(sentence.first(List::Detection).map(|_| FOUND.to_string()))
        .collect();
    actions.sort();
    actions.dedup();
    let until = end_of_clause(&sentence, statistic);
    let mut places: Vec<String> = sentence.tokens[..until]
        .iter()
        .enumerate()
        .filter(|(index, token)| {
            *index > 0
                && token.capital
                && token.is_word()
                && !sentence.at(List::Months, *index)
                && !sentence.ends(List::AgentWords, *index)
                && sentence.hits.iter().all(|hit| hit.start != *index)
        })
        .map(|(_, token)| token.lower.clone())
        .collect();
    places.sort();
    places.dedup();
    let rest = rest(&sentence, statistic, &places);
    let noun = reader.sentence(&statistic.noun);
    // "4,628 people" and "4,862 migrant workers" who got legal aid are the same.
    let noun = if noun.has(List::AnyPeople) {
        String::new()
    } else {
        noun.tokens.last().map(|token| token.singular.clone())?
    };
    Some(Identity {
        bare: !said && noun.is_empty(),
        noun,
        actions,
        places,
        rest,
        trains: sentence
            .all(List::TrainingWords)
            .map(|hit| sentence.tokens[hit.end - 1].stem.clone())
            .collect(),
        taught: taught(&sentence),
        weak: weak || plain,
        plain,
        summary: summed_up,
        split: split && !statistic.total,
    })
}

/// "Took part in the training": they were trained.
fn taught(sentence: &Sentence) -> Vec<String> {
    if !sentence.has(List::TakingPart) {
        return Vec::new();
    }
    let trainings = sentence.all(List::TrainingWords);
    trainings
        .map(|hit| sentence.tokens[hit.end - 1].stem.clone())
        .collect()
}

/// "In 2023, 387 teachers took part in the training", under a heading that names no place, part or group.
fn is_plain(sentence: &Sentence, statistic: &Statistic) -> bool {
    let narrower = [
        List::FurtherWords,
        List::BesidesWords,
        List::FirstPeriods,
        List::NextPeriods,
        List::Months,
        List::OrdinalNumbers,
        List::Ordinals,
        List::Remainders,
        List::SexPronouns,
        List::Female,
        List::Male,
        List::Age,
        List::OnlyWords,
        List::EachWords,
        List::PerWords,
        List::LaterWords,
        List::Future,
        List::SampleWords,
        List::Negations,
        List::Approximate,
    ];
    let named = |heading: &String| {
        let mut words = heading.split_whitespace().skip(1);
        let digits = heading.chars().any(|c| c.is_ascii_digit());
        digits || words.any(|word| word.starts_with(char::is_uppercase))
    };
    // Above all others stands the title of the report.
    let section = &statistic.quote.location.section;
    let section = &section[usize::from(section.len() > 1)..];
    let one = sentence
        .numbers
        .iter()
        .filter(|number| !sentence.is_year(number))
        .count()
        == 1;
    let in_table = statistic.quote.location.table.is_some();
    one && !in_table
        && !statistic.of_whole
        && statistic.number.low >= Decimal::from(TELLING)
        && !section.iter().any(named)
        && !narrower.into_iter().any(|list| sentence.has(list))
}

/// Of fewer there are often several groups of nearly one size.
const TELLING: i64 = 50;

/// The pause after a figure: "of whom 20 from Kibwele" speaks of some of them.
fn end_of_clause(sentence: &Sentence, statistic: &Statistic) -> usize {
    let own = sentence
        .numbers
        .iter()
        .find(|number| number.number == statistic.number);
    let from = own.map_or(sentence.tokens.len(), |number| number.end);
    let pause = |at: &usize| matches!(sentence.tokens[*at].lower.as_str(), "," | ";" | ":");
    (from..sentence.tokens.len())
        .find(pause)
        .unwrap_or(sentence.tokens.len())
}

/// "Over the three years".
pub fn spans_years(sentence: &Sentence) -> bool {
    sentence.numbers.iter().any(|number| {
        let years = !number.percent && sentence.starts(List::YearUnits, number.end);
        years && number.number.low > Decimal::ONE
    })
}

/// Content words that are neither the noun nor the action, nor say when, where, by whom or that it is the whole.
fn rest(sentence: &Sentence, statistic: &Statistic, places: &[String]) -> Vec<String> {
    let said = [
        List::PeopleActions,
        List::Detection,
        List::Total,
        List::WholeWords,
        List::PromiseSources,
        List::Approximate,
        List::PeriodLabels,
        List::Time,
        List::Months,
        List::NumberWords,
        List::Function,
        List::Relatives,
        List::People,
    ];
    let agent = sentence
        .first(List::AgentWords)
        .map_or(sentence.tokens.len(), |hit| hit.start);
    sentence.tokens[..agent]
        .iter()
        .enumerate()
        .filter(|(at, token)| {
            let long = token.is_word() && token.lower.chars().count() > 3;
            long && !places.contains(&token.lower) && !said.into_iter().any(|list| sentence.at(list, *at))
        })
        .map(|(_, token)| token.stem.clone())
        .filter(|stem| !statistic.noun.to_lowercase().contains(stem.as_str()))
        .collect()
}

/// "both 260 and 309 victims": the report itself gives two values for one thing.
fn both(reader: &Reader, statistics: &mut [Statistic]) {
    for index in 1..statistics.len() {
        let (one, other) = (&statistics[index - 1], &statistics[index]);
        if one.quote != other.quote || one.unit != other.unit || one.number == other.number {
            continue;
        }
        let sentence = reader.sentence(&one.quote.text);
        let twice = sentence.all(List::BothWords).any(|hit| {
            let value = |at: usize| sentence.numbers.iter().find(|number| number.start == at);
            let first = value(hit.end).filter(|number| number.number == one.number);
            first.is_some_and(|first| {
                sentence.starts(List::AndWords, first.end)
                    && value(first.end + 1).is_some_and(|second| second.number == other.number)
            })
        });
        if twice {
            let name = format!("{} both #{index}", one.unit);
            statistics[index - 1].same_as.clone_from(&name);
            statistics[index].same_as = name;
        }
    }
}

/// Whether the smaller is at least so many hundredths of the larger: figures of another order are of something else.
fn alike(one: &Statistic, other: &Statistic, least: i64) -> bool {
    let (low, high) = (
        one.number.low.min(other.number.low),
        one.number.high.max(other.number.high),
    );
    low * Decimal::ONE_HUNDRED >= high * Decimal::from(least)
}

/// Whoever splits a figure takes it for a whole; that its sentence speaks of ages says less.
fn is_split(statistic: &Statistic) -> bool {
    statistic
        .breakdowns
        .iter()
        .filter(|breakdown| breakdown.dimension != Dimension::Age)
        // "328 men, women and young people" tells of no part how many it is.
        .any(|breakdown| breakdown.parts.iter().any(|part| part.number.is_some()))
}

/// Counted over a stated stretch of time: more than a year or month by name.
fn spans(statistic: &Statistic) -> bool {
    let dates = statistic.period.start.zip(statistic.period.end);
    dates.is_some_and(|(start, end)| start.last_of_month() < end && start.last_of_year() != end)
}

fn comparable(one: &Identity, other: &Identity) -> bool {
    let places = one.places == other.places || one.places.is_empty() || other.places.is_empty();
    let told = one.rest.iter().any(|word| other.rest.contains(word));
    if (one.split || other.split) && (one.split == other.split || !told) {
        return false;
    }
    // Two of one summary are two things that it sums up, where neither says that it is the whole.
    if one.summary && other.summary && one.weak && other.weak {
        return false;
    }
    if (one.bare || other.bare) && !told {
        return false;
    }
    // Without a word for the whole it is that of the summary only where it says nothing more.
    let said_no_more = |plain: &Identity, whole: &Identity| {
        whole.summary
            && !whole.plain
            && !plain.noun.is_empty()
            && plain.noun == whole.noun
            && plain.places == whole.places
            && plain
                .rest
                .iter()
                .all(|word| whole.rest.contains(word) || plain.trains.contains(word))
    };
    if one.plain && !said_no_more(one, other) || other.plain && !said_no_more(other, one) {
        return false;
    }
    let nouns = one.noun == other.noun || one.noun.is_empty() || other.noun.is_empty();
    // Those who got seed are not those who got tools.
    let apart = !one.rest.is_empty()
        && !other.rest.is_empty()
        && !one.rest.iter().any(|word| other.rest.contains(word));
    let same = |these: &[String], those: &[String]| {
        these
            .iter()
            .any(|one| those.iter().any(|other| is_one_verb(one, other)))
    };
    let acted = same(&one.actions, &other.actions)
        || same(&one.taught, &other.actions)
        || same(&one.actions, &other.taught);
    nouns && places && !apart && acted
}

/// Letters that forms of one verb share: "deltog", "deltagit".
const VERB_LETTERS: usize = 4;

fn is_one_verb(one: &str, other: &str) -> bool {
    let alike = one
        .chars()
        .zip(other.chars())
        .take_while(|(one, other)| one == other);
    one == other || alike.count() >= VERB_LETTERS
}

fn periods_agree(one: &Statistic, other: &Statistic) -> bool {
    !one.period.is_known() || !other.period.is_known() || one.period == other.period
}
