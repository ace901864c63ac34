//! Targets and actuals inside the wording: "about 400 victims will have received assistance … 260 in all".

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::statistics::counts::{Count, counts};
use super::super::words::Sentence;
use super::single_period;
use crate::document::Passage;
use crate::report::{Counted, Figure, Indicator, Number, ResultStatement};

/// The indicator that a result's own figures amount to, when it names none.
pub fn implied(reader: &Reader, result: &ResultStatement) -> Option<Indicator> {
    let sentence = reader.sentence(&result.text);
    let wanted = counts(&sentence)
        .iter()
        .find(|count| count.counted != Counted::Other && count.number.high > Decimal::ONE);
    let rising = rising_noun(&sentence)
        .map(|noun| (reached(reader, result, &noun), noun))
        .filter(|((actual, baseline), _)| actual.is_some() && baseline.is_some());
    let ((actual, baseline), wanted) = match (rising, wanted) {
        (Some((figures, _)), _) => (figures, None),
        (None, Some(wanted)) => (reached(reader, result, &wanted.noun_stem), Some(wanted)),
        (None, None) => return None,
    };
    let target = match &wanted {
        Some(count) => figure(count, &Passage::new(&result.text, result.location.clone())),
        // More than before is what was promised: anything above the baseline meets it.
        None => Figure {
            number: baseline.as_ref()?.number,
            ..word_target(&sentence, result)
        },
    };
    Some(Indicator {
        text: result.text.clone(),
        location: result.location.clone(),
        implied: true,
        baseline,
        periods: single_period(Some(target), actual, Vec::new()),
        ..Indicator::default()
    })
}

fn word_target(sentence: &Sentence, result: &ResultStatement) -> Figure {
    let text = sentence
        .first(List::Increase)
        .map_or("", |hit| sentence.written(hit));
    Figure {
        text: text.to_string(),
        location: result.location.clone(),
        ..Figure::default()
    }
}

/// "Increased number of consultations": what shall rise.
fn rising_noun(sentence: &Sentence) -> Option<String> {
    let increase = sentence.first(List::Increase)?;
    let number = sentence.first(List::Counting)?.start;
    if number.abs_diff(increase.start) > 12 {
        return None;
    }
    let nouns = [
        List::People,
        List::Cases,
        List::Contacts,
        List::Organisations,
        List::Products,
        List::Events,
    ];
    sentence
        .hits
        .iter()
        .filter(|hit| hit.start > number && nouns.contains(&hit.list))
        .min_by_key(|hit| hit.start)
        .map(|hit| sentence.tokens[hit.end - 1].singular.clone())
}

/// The total that progress gives for a noun, and the earlier value it compares with.
fn reached(reader: &Reader, result: &ResultStatement, noun: &str) -> (Option<Figure>, Option<Figure>) {
    let mut candidates: Vec<(Count, Passage, bool)> = Vec::new();
    let mut baseline = None;
    for passage in &result.progress {
        for sentence in reader.sentences(&passage.text).iter() {
            let place = Passage::new(&sentence.text, passage.location.clone());
            for count in counts(sentence) {
                let related = count.noun_stem == noun || same_kind(count, noun);
                if !related || count.part {
                    continue;
                }
                if earlier(sentence, count) {
                    baseline = Some(figure(count, &place));
                } else {
                    let total = count.total;
                    candidates.push((count.clone(), place.clone(), total));
                }
            }
        }
    }
    let chosen = candidates
        .iter()
        .find(|(_, _, total)| *total)
        .or(match candidates.as_slice() {
            [only] => Some(only),
            _ => None,
        });
    (chosen.map(|(count, place, _)| figure(count, place)), baseline)
}

/// Calls and consultations of one hotline count the same thing.
fn same_kind(count: &Count, noun: &str) -> bool {
    count.counted == Counted::Contacts && matches!(noun, "consultation" | "call")
}

/// "the previous project served 3,705"
fn earlier(sentence: &Sentence, count: &Count) -> bool {
    let from = count.start.saturating_sub(10);
    let to = (count.end + 8).min(sentence.tokens.len());
    sentence
        .all(List::EarlierWords)
        .any(|hit| hit.start >= from && hit.start < to)
}

fn figure(count: &Count, place: &Passage) -> Figure {
    Figure {
        cumulative: false,
        number: Some(Number {
            approximate: count.number.approximate,
            ..count.number
        }),
        percent: false,
        text: count.written.clone(),
        location: place.location.clone(),
    }
}
