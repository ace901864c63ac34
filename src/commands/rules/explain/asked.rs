//! The words of `--at`, and what of a report has them.

use tillsyn::document::{Document, Location, spaced};
use tillsyn::finding::{Evidence, Finding};
use tillsyn::rule::{Explained, Outcome, Read};

use super::{at, unseen};

/// Words as somebody gives them, or copies them from a finding.
pub struct Asked<'a> {
    words: &'a str,
    /// Rows of tables that have them, where they stand in no one cell, sentence or heading.
    rows: Vec<(String, Location)>,
    /// Of a rule that goes through the whole report, everything that it read is asked for.
    all: bool,
}

impl<'a> Asked<'a> {
    pub fn of(document: &Document, words: &'a str, all: bool) -> Self {
        Asked {
            words,
            rows: unseen::rows_alone(document, words),
            all,
        }
    }

    /// Tells which rows are meant.
    pub fn tell_rows(&self) {
        for (text, location) in &self.rows {
            anstream::println!(
                "These words stand in a row of a table: “{text}”{}\n",
                at(location)
            );
        }
    }

    fn is_of(&self, own: &Evidence) -> bool {
        has(&own.quote, self.words) || self.rows.iter().any(|(_, row)| same_row(row, &own.location))
    }

    /// Whether a thing has the words. A rule that looks at the whole report goes through its parts: then what it read of the
    /// parts that have the words is kept, and what it said of them. A finding may quote more than the thing that it is about.
    pub fn keep(&self, thing: &mut Explained) -> bool {
        if self.is_of(&thing.thing) {
            return true;
        }
        let quotes = |finding: &Finding| finding.evidence.iter().any(|own| self.is_of(own));
        let quoted = matches!(&thing.outcome, Outcome::Fired(findings) if findings.iter().any(quotes));
        let concerned = |read: &Read| has(&read.thing, self.words) || has(&read.value, self.words);
        if !quoted && !thing.reads.iter().any(concerned) {
            return false;
        }
        if let Outcome::Fired(findings) = &mut thing.outcome {
            findings.retain(quotes);
        }
        if !self.all {
            thing.reads.retain(concerned);
            thing.line = None;
        }
        true
    }
}

pub fn same_row(one: &Location, other: &Location) -> bool {
    let row = |own: &Location| (own.table, own.row);
    one.row.is_some() && row(one) == row(other) && one.sheet == other.sheet
}

/// “the” is not asked for in “mother”; of a plural the singular is enough.
fn begins_at_a_word(text: &str, words: &str) -> bool {
    let letter = |at: usize| text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    let inner = !words.starts_with(char::is_alphanumeric);
    text.match_indices(words).any(|(at, _)| inner || !letter(at))
}

/// Whether a text has words that are given as it writes them, or as a finding quotes them: what stands between the cells of
/// a row, or where a quotation was cut, is no part of them.
pub fn has(text: &str, words: &str) -> bool {
    let normal = |text: &str| {
        text.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase()
    };
    let marks = ['“', '”', '"', '…', ' '];
    let alone = spaced(words);
    begins_at_a_word(&normal(text), &normal(words.trim_matches(marks)))
        || alone.split_whitespace().nth(1).is_some() && spaced(text).contains(&alone)
}
