//! "Total direct population: 82,074", and a goal to better the lives of 60,877 people: for how many the project is.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::statistics::counts::counts;
use super::super::words::Sentence;
use super::Told;
use crate::document::{BlockKind, Passage};
use crate::report::{Contradiction, Counted};

/// Of fewer people a goal speaks by chance.
const LEAST: i64 = 100;
/// Hundredths: what comes nearer is the same, rounded.
const CLOSE: i64 = 95;
/// Tokens of a label.
const LABEL: usize = 6;
/// Cells of a row that is a label and its value.
const LABELLED: usize = 2;

pub fn contradictions(reader: &Reader, told: &[Told]) -> Vec<Contradiction> {
    let fields = fields(reader, told);
    let [(reached, written, place)] = &fields[..] else {
        return Vec::new();
    };
    let goals = told.iter().flat_map(|own| {
        let sentences = own.sentences.iter();
        sentences.filter_map(move |sentence| Some((own, sentence, goal(sentence)?)))
    });
    let mut other = goals.filter(|(_, _, (meant, _))| {
        let (low, high) = (meant.min(reached), meant.max(reached));
        low * Decimal::ONE_HUNDRED < high * Decimal::from(CLOSE)
    });
    let found = other.next().map(|(own, sentence, (_, told))| Contradiction {
        first: told,
        second: written.clone(),
        quote: place.clone(),
        other: own.quote(sentence),
    });
    found.into_iter().collect()
}

/// "The final goal of the project was to make the lives of 60,877 people better": the one number of people of it.
fn goal(sentence: &Sentence) -> Option<(Decimal, String)> {
    let meant = sentence.has(List::ObjectiveWords) || sentence.has(List::AimWords);
    if !meant || !sentence.has(List::PromiseSources) || sentence.has(List::IndirectReach) {
        return None;
    }
    let all = counts(sentence);
    let mut people = all.iter().filter(|count| count.counted == Counted::People);
    let own = people.next().filter(|_| people.next().is_none())?;
    let exact = own.number.low == own.number.high && !own.number.approximate && !own.part;
    let large = own.number.low >= Decimal::from(LEAST) && !own.of_whole;
    (exact && large).then(|| (own.number.low, sentence.between(own.start, own.end).to_string()))
}

/// Labels of those whom the project reaches directly, with one number each.
fn fields(reader: &Reader, told: &[Told]) -> Vec<(Decimal, String, Passage)> {
    let mut found = Vec::new();
    for block in &reader.document.blocks {
        let BlockKind::Table(table) = &block.kind else {
            continue;
        };
        for row in (0..table.rows()).filter(|_| table.columns() == LABELLED) {
            let (Some(label), Some(value)) = (table.cell(row, 0), table.cell(row, 1)) else {
                continue;
            };
            let sentence = reader.sentence(&value.text);
            let [number] = &sentence.numbers[..] else { continue };
            let bare = sentence.tokens.len() == number.end && number.start == 0 && !number.percent;
            let named = is_label(&reader.sentence(&label.text)) && number.number.low >= Decimal::from(LEAST);
            if bare && named {
                let place = Passage::new(table.row(row).text, value.location.clone());
                found.push((number.number.low, place.text.clone(), place));
            }
        }
    }
    for own in told {
        let [sentence] = &own.sentences[..] else { continue };
        let [number] = &sentence.numbers[..] else { continue };
        let Some(colon) = sentence.tokens.iter().position(|token| token.lower == ":") else {
            continue;
        };
        let bare = number.start == colon + 1 && number.end == sentence.tokens.len();
        let label = reader.sentence(sentence.between(0, colon.max(1)));
        if bare && is_label(&label) && number.number.low >= Decimal::from(LEAST) {
            found.push((number.number.low, sentence.text.clone(), own.quote(sentence)));
        }
    }
    found
}

fn is_label(label: &Sentence) -> bool {
    let people = [List::People, List::Populations]
        .into_iter()
        .any(|list| label.has(list));
    let direct = label.has(List::DirectReach) && !label.has(List::IndirectReach);
    let sexed = label.has(List::Female) || label.has(List::Male);
    people && direct && !sexed && label.tokens.len() <= LABEL
}
