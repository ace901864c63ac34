//! What a summary says otherwise than the report: "fourteen committees of defenders work" and "twelve committees of defenders
//! have been set up".

use std::sync::Arc;

use foldhash::{HashMap, HashSet};
use rust_decimal::Decimal;

use super::super::super::Reader;
use super::super::same::is_swapped;
use super::told::sums_up;
use super::{Quantity, Source, all_stems, may_be_of_one_time, near, shared};
use crate::document::BlockKind;

/// Hundredths: how near a slip comes to what was meant.
const SLIP: i64 = 80;
/// Digits that show a slip by themselves, and where the noun is the same.
const LONG: usize = 4;
const SHORT: usize = 3;
/// Words of a name that no other thing has.
const NAMED: usize = 3;

/// Whatever numbers a report gives, each with the words of its sentence or row.
#[derive(Default)]
pub struct Mentions(HashMap<Decimal, Vec<Mention>>);

struct Mention {
    words: Arc<HashSet<String>>,
    summary: bool,
}

impl Mentions {
    pub fn of(reader: &Reader) -> Self {
        let mut found = Mentions::default();
        for block in &reader.document.blocks {
            // A framework in the summary is the report's own.
            let summary = reader.is_in_summary(&block.location) && block.text().is_some();
            let mut add = |text: &str| {
                let sentences = reader.sentences(text);
                for sentence in sentences.iter().filter(|own| !own.numbers.is_empty()) {
                    let summary = summary || sums_up(sentence);
                    let words = Arc::new(all_stems(sentence));
                    for number in &sentence.numbers {
                        found.0.entry(number.number.low).or_default().push(Mention {
                            words: Arc::clone(&words),
                            summary,
                        });
                    }
                }
            };
            match &block.kind {
                BlockKind::Table(table) => (0..table.rows()).for_each(|row| add(&table.row(row).text)),
                _ => block.text().into_iter().for_each(add),
            }
        }
        found
    }

    /// Whether a number is told of one of these things, within a summary or outside it.
    fn tell(&self, number: Decimal, things: &HashSet<String>, summary: bool) -> bool {
        self.0.get(&number).into_iter().flatten().any(|mention| {
            mention.summary == summary && things.iter().any(|thing| mention.words.contains(thing))
        })
    }
}

/// Whether one stands in a summary, the other in the report, and the report knows nothing of the first.
pub fn conflict(
    one: &Quantity,
    other: &Quantity,
    compounds: bool,
    rare: impl Fn(&String) -> bool,
    mentions: &Mentions,
) -> bool {
    if one.summary == other.summary || one.number == other.number {
        return false;
    }
    let (summary, own) = if one.summary { (one, other) } else { (other, one) };
    if own.source == Source::Item || summary.source == Source::Item {
        return false;
    }
    if !may_be_of_one_time(one, other) || is_known(summary, own, mentions) {
        return false;
    }
    // "Peer-reviewed articles published: 17" is what the summary says of fourteen, word for word.
    let labelled = own.source == Source::Indicator
        && own.words.len() >= NAMED
        && shared(&own.words, &summary.words, compounds).count() == own.words.len()
        && shared(&own.words, &summary.things, compounds).next().is_some();
    if labelled && near(one, other, SLIP) {
        return true;
    }
    let things = shared(&summary.things, &own.words, compounds).count();
    let said = things == summary.things.len();
    // What became of them, beside what they are called.
    let told = shared(&summary.words, &own.words, compounds)
        .filter(|word| rare(word) && !summary.things.contains(*word) && !own.things.contains(*word))
        .count();
    let digits = summary.number.normalize().to_string().len();
    if are_swapped(one.number, other.number) {
        // Of four digits none changes places by chance.
        let people = one.people && other.people && digits >= LONG;
        return people || (said && (told > 0 || digits >= SHORT));
    }
    // "In 2022 nine agreements were signed" is not all that the summary speaks of.
    let dated = own.years.is_empty() || own.years == summary.years;
    said && dated && near(one, other, SLIP) && (told > 0 || things >= NAMED)
}

/// 64 and 46 are slips where the rest is the same.
fn are_swapped(one: Decimal, other: Decimal) -> bool {
    let digits = |number: Decimal| number.normalize().to_string().into_bytes();
    let reversed = digits(one).into_iter().rev().eq(digits(other));
    is_swapped(one, other) || (reversed && digits(one).len() == 2)
}

/// The report gives the summary's figure as well, or the summary that of the report.
fn is_known(summary: &Quantity, own: &Quantity, mentions: &Mentions) -> bool {
    mentions.tell(own.number, &summary.things, true) || mentions.tell(summary.number, &summary.things, false)
}
