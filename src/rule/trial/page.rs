//! What in a rule's page was meant as an example and is none: nobody tries it, and the page passes for right.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use super::{Expectation, MISSING_VALUE, OWN, REPORT, expectation};
use crate::problem::nearest;

const AFTER: &str = "after the three backticks";

/// Where, what is wrong, and what to do.
pub type Mistake = (usize, String, String);

/// How the first line of an example can go on.
fn beginnings() -> String {
    format!(
        "write `report fires`, `report silent`, `report silent missing-value` or `report could-not-tell` {AFTER}"
    )
}

/// Everything in a page that would vanish, with its offset.
pub fn mistakes(text: &str) -> Vec<Mistake> {
    let mut found = Vec::new();
    let mut blocks = Vec::new();
    for (event, range) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let wrong = of_info(&info).or_else(|| of_body(&info, &text[range.clone()]));
                found.extend(wrong.map(|(what, remedy)| (range.start, what, remedy)));
                blocks.push((range, expectation(&info).and_then(Result::ok)));
            }
            // What is commented out is left out on purpose.
            Event::Start(Tag::HtmlBlock) => blocks.push((range, None)),
            _ => {}
        }
    }
    found.extend(outside(text, &blocks));
    found.sort_by_key(|(offset, ..)| *offset);
    found
}

/// A block whose first line says something else than it was meant to.
fn of_info(info: &str) -> Option<(String, String)> {
    match expectation(info) {
        Some(Ok(_)) => return None,
        Some(Err(word)) => return Some((format!("unknown expectation `{word}`"), beginnings())),
        None if OWN.contains(&info) => return None,
        None => {}
    }
    let lower = info.to_lowercase();
    let Some(first) = lower.split_whitespace().next() else {
        return Some((
            "this block does not say what it is, and is not tried".to_string(),
            format!("{}, or `text` if it is no example", beginnings()),
        ));
    };
    let what = format!("`{info}` begins no block that is read");
    match nearest(first, OWN.into_iter().chain([REPORT])) {
        Some(own) if own != REPORT => Some((what, format!("write `{own}` and nothing else {AFTER}"))),
        Some(_) => Some((what, beginnings())),
        None if Expectation::ALL.iter().any(|own| lower.contains(own.word())) => Some((what, beginnings())),
        None => None,
    }
}

/// A block that takes in what comes after it, or that has nothing in it.
fn of_body(info: &str, block: &str) -> Option<(String, String)> {
    let fence = |line: &str| {
        let line = line.trim_start();
        let sign = line.chars().next().filter(|sign| ['`', '~'].contains(sign))?;
        let rest = line.trim_start_matches(sign);
        Some((sign, line.len() - rest.len(), rest.trim().to_string()))
    };
    let mut lines = block.lines();
    let (sign, length, _) = fence(lines.next()?)?;
    let begins = |line: &str| {
        fence(line).is_some_and(|(own, count, info)| {
            own == sign && count >= length && (OWN.contains(&&*info) || expectation(&info).is_some())
        })
    };
    let closes = |line: &&str| {
        fence(line).is_some_and(|(own, count, info)| own == sign && count >= length && info.is_empty())
    };
    if lines.clone().any(begins) {
        return Some((
            "this block takes in the next one: it is not closed".to_string(),
            "write a line of three backticks (```) where it ends".to_string(),
        ));
    }
    let is_empty = lines.all(|line| line.trim().is_empty() || closes(&line));
    (is_empty && expectation(info).is_some()).then(|| {
        (
            "there is no report in this example".to_string(),
            "put the report before the three backticks that close the block".to_string(),
        )
    })
}

/// Lines that say what a rule must answer, and stand in no block.
fn outside(text: &str, blocks: &[(Range<usize>, Option<Expectation>)]) -> Vec<Mistake> {
    let mut found = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let begin = offset;
        offset += line.len();
        let Some(announced) = announced(line) else {
            continue;
        };
        if blocks.iter().any(|(range, _)| range.contains(&begin)) {
            continue;
        }
        let mut next = blocks.iter().filter(|(range, _)| range.start >= begin);
        let next = next.find_map(|(_, expectation)| *expectation);
        if line.starts_with('#') && next != Some(announced.expected) {
            found.push((
                begin,
                "no example follows this heading".to_string(),
                announced.remedy(),
            ));
        } else if announced.is_report && !line.starts_with('#') {
            found.push((
                begin,
                "this example stands in no block, and is not tried".to_string(),
                announced.remedy(),
            ));
        }
    }
    found
}

/// What a line says of the example that is to follow.
struct Announced {
    /// The word `report` is in it.
    is_report: bool,
    expected: Expectation,
    value_missing: bool,
}

impl Announced {
    fn remedy(&self) -> String {
        let missing = if self.value_missing {
            format!(" {MISSING_VALUE}")
        } else {
            String::new()
        };
        format!(
            "begin it with a line ```{REPORT} {}{missing} (three backticks, no apostrophes and no accents), then the report, and end it with a line ```",
            self.expected.word()
        )
    }
}

/// "Report fires", "''' report could not tell", "´´´report silent missing-value", "## Silent".
fn announced(line: &str) -> Option<Announced> {
    let line = line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_report = |word: &&&str| nearest(word, [REPORT].into_iter()).is_some();
    let rest = match words.first().filter(is_report) {
        Some(_) => &words[1..],
        None => &words[..],
    };
    let named = rest.join("-");
    let (named, value_missing) = match named.strip_suffix(&format!("-{MISSING_VALUE}")) {
        Some(named) => (named, true),
        None => (named.as_str(), false),
    };
    let expected = Expectation::ALL.into_iter().find(|own| own.word() == named);
    Some(Announced {
        is_report: rest.len() < words.len(),
        expected: expected?,
        value_missing,
    })
}
