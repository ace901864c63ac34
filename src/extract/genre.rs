//! Whether a text only brings news of the work: a news item, a page for givers, a bulletin, a list of milestones. Nobody
//! draws lessons there, and from its silence nothing follows.

use super::Reader;
use super::lexicon::List;
use super::words::Sentence;
use crate::document::{Block, BlockKind, Passage};
use crate::report::Kind;

/// Lines at the beginning among which the place and the day may stand.
const COVER_BLOCKS: usize = 4;
/// Tokens of a line that names what the text is.
const COVER_LINE: usize = 20;
/// Tokens from the place to the month: "PORT-AU-PRINCE, 26 July".
const DATELINE: usize = 8;
/// Headings of an article, its title among them.
const HEADINGS: usize = 1;
/// Sentences that pass on what others said: one may stand in any report.
const REPORTED: usize = 2;

pub fn is_notice(reader: &Reader, title: Option<&Passage>, kind: Kind) -> bool {
    if matches!(
        kind,
        Kind::Final | Kind::Evaluation | Kind::Proposal | Kind::Activity
    ) {
        return false;
    }
    let lines: Vec<&str> = reader.document.blocks.iter().filter_map(Block::text).collect();
    let opening = title.map(|title| title.text.as_str()).into_iter();
    let opening = opening.chain(lines.first().copied());
    let names_itself = opening.map(|line| reader.sentence(line)).any(|line| {
        line.tokens.len() <= COVER_LINE && line.has(List::KindNotice) && !line.has(List::KindAnnual)
    });
    names_itself
        || lines
            .iter()
            .take(COVER_BLOCKS)
            .any(|line| is_dateline(reader, line))
        || kind == Kind::Other && is_article(reader, &lines)
}

/// "PORT-AU-PRINCE, July 26", "KATHMANDU, 3 May 2015 – The agency …": the place in capitals, and a day.
fn is_dateline(reader: &Reader, line: &str) -> bool {
    let place = line.split([',', '(']).next().unwrap_or_default();
    let letters = place.chars().filter(|letter| letter.is_alphabetic()).count();
    let capital = letters > 2 && place.len() < line.len() && !place.chars().any(char::is_lowercase);
    if !capital {
        return false;
    }
    let sentence = reader.sentence(line);
    let day = |at: usize| sentence.numbers.iter().any(|number| number.start == at);
    sentence
        .all(List::Months)
        .any(|month| month.start <= DATELINE && (day(month.end) || month.start > 0 && day(month.start - 1)))
}

/// Running text without headings that passes on what others said, and does not tell of work that has come to its end.
fn is_article(reader: &Reader, lines: &[&str]) -> bool {
    let headings = reader
        .document
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Heading { .. }));
    if headings.count() > HEADINGS {
        return false;
    }
    let mut reported = 0;
    for line in lines {
        for sentence in reader.sentences(line).iter() {
            if sentence.has(List::ProjectEnds) {
                return false;
            }
            reported += usize::from(passes_on(sentence)) + usize::from(speaks_itself(sentence));
        }
    }
    reported >= REPORTED
}

/// "The agency said that …"; what a share of those asked said is a survey's.
fn passes_on(sentence: &Sentence) -> bool {
    let share = sentence.numbers.iter().any(|number| number.percent);
    sentence.has(List::ReportedSpeech) && !share && !sentence.has(List::DataCollection)
}

/// "“Getting water wore us out”": a person's own words.
fn speaks_itself(sentence: &Sentence) -> bool {
    let marks = ['“', '”', '«', '»', '"', '„'];
    let mut quoted = false;
    sentence.tokens.iter().enumerate().any(|(at, token)| {
        quoted ^= token.lower.chars().all(|letter| marks.contains(&letter));
        quoted && sentence.at(List::OwnVoice, at)
    })
}
