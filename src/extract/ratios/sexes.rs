//! "342 young people took part, 61 per cent of them women", where another place gives the women and men of the 342.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::statistics::counts;
use super::super::words::Sentence;
use super::written;
use crate::report::{Dimension, Ratio, RatioKind, Statistic};

/// Below this, two equal numbers of people may well be of different people.
const TELLING: i64 = 20;
/// Tokens from a percentage to its sex: "61 per cent of them women".
const REACH: usize = 4;

/// Shares of women or of men that a count elsewhere, of as many people, contradicts or bears out.
pub fn shares(reader: &Reader, statistics: &[Statistic]) -> Vec<Ratio> {
    statistics
        .iter()
        .filter(|own| !own.part && own.quote.location.table.is_none() && is_telling(own))
        .filter_map(|own| share(reader, statistics, own))
        .collect()
}

fn is_telling(own: &Statistic) -> bool {
    own.number.low == own.number.high && own.number.low >= Decimal::from(TELLING)
}

fn share(reader: &Reader, statistics: &[Statistic], own: &Statistic) -> Option<Ratio> {
    let sentence = reader.sentence(&own.quote.text);
    let (share, sex) = told(&sentence, own)?;
    let mut counted = statistics
        .iter()
        .filter(|other| other.quote.location != own.quote.location && other.number == own.number)
        .filter_map(|other| Some((of_sex(reader, other, sex)?, &other.quote)));
    let (part, at) = counted.next()?;
    // Where others of as many are split otherwise, nobody knows which are meant.
    let agreed = counted.all(|(other, _)| other == part);
    agreed.then(|| Ratio {
        kind: RatioKind::Share,
        value: share.number,
        written: written(&sentence, share),
        figures: Some((part, own.number.low)),
        quote: own.quote.clone(),
        figures_at: Some(at.clone()),
        ..Ratio::default()
    })
}

/// The only percentage of a sentence, said of the people counted before it, and of which sex it is.
fn told<'a>(sentence: &'a Sentence, own: &Statistic) -> Option<(&'a NumberToken, List)> {
    let mut percents = sentence.numbers.iter().filter(|number| number.percent);
    let share = percents.next().filter(|_| percents.next().is_none())?;
    let counts = counts::counts(sentence);
    let last = counts.iter().rfind(|count| count.end <= share.start)?;
    let near = share.end..share.end + REACH;
    let pronoun = |from: usize, to: usize| {
        let mut hits = sentence.all(List::SexPronouns);
        hits.any(|hit| from <= hit.start && hit.end <= to)
    };
    let bracket = share.start > 0 && sentence.tokens[share.start - 1].lower == "(";
    let of_them = bracket || pronoun(last.end, share.start) || pronoun(share.end, near.end);
    let sexes: Vec<List> = [List::Female, List::Male]
        .into_iter()
        .filter(|list| sentence.all(*list).any(|hit| near.contains(&hit.start)))
        .collect();
    let [sex] = sexes[..] else { return None };
    (of_them && last.number == own.number).then_some((share, sex))
}

/// How many of one sex are told, where both make up the whole.
fn of_sex(reader: &Reader, statistic: &Statistic, sex: List) -> Option<Decimal> {
    let split = statistic
        .breakdowns
        .iter()
        .find(|own| own.dimension == Dimension::Sex)?;
    let numbers: Option<Vec<Decimal>> = split.parts.iter().map(|part| part.number).collect();
    let numbers = numbers.filter(|numbers| numbers.iter().sum::<Decimal>() == statistic.number.low)?;
    let at = split
        .parts
        .iter()
        .position(|part| reader.sentence(&part.value).has(sex))?;
    numbers.get(at).copied()
}
