//! The words of `--at`, and what of a report has them.

use tillsyn::document::{Document, Location, spaced};
use tillsyn::finding::{Evidence, Finding};
use tillsyn::report::Report;
use tillsyn::rule::{Explained, Outcome, Read};

use super::print::at;
use super::unseen;

/// Words as somebody gives them, or copies them from a finding.
pub struct Asked<'a> {
    words: &'a str,
    /// Rows of tables that have them, where they stand in no one cell, sentence or heading.
    rows: Vec<(String, Location)>,
    /// Sentences and passages that have them: a finding quotes long ones in part.
    passages: Vec<(String, Location)>,
    /// Of a rule that goes through the whole report, everything that it read is asked for.
    all: bool,
}

impl<'a> Asked<'a> {
    pub fn of(document: &Document, report: &Report, words: &'a str, all: bool) -> Self {
        let sentences = report.statements.iter();
        let sentences = sentences.map(|own| (own.text.clone(), own.location.clone()));
        let stretches = document.blocks.iter().flat_map(unseen::stretches);
        let stretches = stretches.map(|own| (own.text, own.location));
        let mut passages: Vec<_> = sentences.chain(stretches).collect();
        passages.retain(|(text, _)| has(text, words));
        Asked {
            words,
            rows: unseen::rows_alone(document, words),
            passages,
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

    /// Whether the words are of what is quoted.
    pub fn is_of(&self, own: &Evidence) -> bool {
        let begun = |(text, place): &(String, Location)| {
            let cut = own.quote.strip_suffix(CUT);
            *place == own.location && cut.is_some_and(|begun| text.trim().starts_with(begun))
        };
        has(&own.quote, self.words)
            || self.rows.iter().any(|(_, row)| row.is_in_row_of(&own.location))
            || self.passages.iter().any(begun)
    }

    /// Whether a thing has the words, or the rule read them on its way. Then what it read of them is kept, and of a rule that
    /// goes through the whole report what it said of them. A finding may quote more than the thing that it is about.
    pub fn keep(&self, thing: &mut Explained) -> bool {
        if self.is_of(&thing.thing) {
            return true;
        }
        let quotes = |finding: &Finding| finding.evidence.iter().any(|own| self.is_of(own));
        let quoted = matches!(&thing.outcome, Outcome::Fired(findings) if findings.iter().any(quotes));
        // The report is called by its title.
        let of_part = |read: &Read| read.of != "Report" && has(&read.thing, self.words);
        let concerned = |read: &Read| of_part(read) || has(&read.value, self.words);
        if !quoted && !thing.reads.iter().any(concerned) {
            return false;
        }
        let whole = thing.check == "check_report";
        if let Outcome::Fired(findings) = &mut thing.outcome
            && whole
        {
            findings.retain(quotes);
        }
        if !self.all {
            let last = thing.reads.len().saturating_sub(1);
            let mut at = 0..;
            // What a thing was left with decided, whatever it was of.
            thing
                .reads
                .retain(|read| at.next() == Some(last) && !whole || concerned(read));
            if whole {
                thing.line = None;
            }
        }
        true
    }
}

/// What a quotation that was cut ends with.
const CUT: char = '…';

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
