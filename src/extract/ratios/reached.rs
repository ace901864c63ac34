//! "Of 269,000 people in the district we reached over 8 % of them", and 33,237 people reached in all: the share of a population
//! whose part stands elsewhere in the section.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::statistics::counts::counts;
use super::super::words::Sentence;
use super::prose::plain_numbers;
use super::written;
use crate::document::Passage;
use crate::report::{Counted, Number, Ratio, RatioKind};

/// Smaller populations are groups of which many parts are told.
const POPULATION: i64 = 5000;

pub fn of_population(reader: &Reader, passages: &[Passage]) -> Vec<Ratio> {
    let mut found = Vec::new();
    for passage in passages {
        for sentence in reader.sentences(&passage.text).iter() {
            let Some((whole, share)) = share_of_population(sentence) else {
                continue;
            };
            let section = &passage.location.section;
            let beside = passages.iter().filter(|own| own.location.section == *section);
            let Some((part, place)) = reached(reader, beside, whole) else {
                continue;
            };
            let computed = part * Decimal::ONE_HUNDRED / whole;
            // "Over 8 %" is right of 8.6.
            let bound = [List::AtLeast, List::AtMost, List::Approximate]
                .into_iter()
                .any(|list| sentence.ends(list, share.start));
            let far = (computed - share.number.low).abs() * Decimal::TWO > share.number.low;
            found.extend((!bound || far).then(|| Ratio {
                kind: RatioKind::Share,
                value: Number::exact(share.number.low),
                written: written(sentence, share),
                figures: Some((part, whole)),
                quote: Passage::new(&sentence.text, passage.location.clone()),
                figures_at: Some(place),
                ..Ratio::default()
            }));
        }
    }
    found
}

/// "With a total of 269,000 people in the district, we reached 8 % of them".
fn share_of_population(sentence: &Sentence) -> Option<(Decimal, &NumberToken)> {
    let mut shares = sentence.numbers.iter().filter(|number| number.percent);
    let share = shares.next().filter(|_| shares.next().is_none())?;
    let of_them = sentence.all(List::SexPronouns).any(|hit| hit.start == share.end);
    let acted = sentence
        .all(List::PeopleActions)
        .any(|hit| hit.end <= share.start);
    let all = plain_numbers(sentence);
    let mut large = all
        .iter()
        .filter(|number| number.number.low >= Decimal::from(POPULATION));
    let whole = large.next().filter(|_| large.next().is_none())?;
    (of_them && acted && whole.end <= share.start).then_some((whole.number.low, share))
}

/// The one number of people that is marked as a total, and is less than the population.
fn reached<'a>(
    reader: &Reader,
    passages: impl Iterator<Item = &'a Passage>,
    whole: Decimal,
) -> Option<(Decimal, Passage)> {
    let mut found: Vec<(Decimal, Passage)> = Vec::new();
    for passage in passages {
        for sentence in reader.sentences(&passage.text).iter() {
            let totals = counts(sentence).iter().filter(|own| {
                own.counted == Counted::People
                    && own.total
                    && !own.number.approximate
                    && own.number.low < whole
            });
            let place = Passage::new(&sentence.text, passage.location.clone());
            let acted = sentence.has(List::PeopleActions);
            found.extend(
                totals
                    .filter(|_| acted)
                    .map(|own| (own.number.low, place.clone())),
            );
        }
    }
    let [only] = &found[..] else { return None };
    Some(only.clone())
}
