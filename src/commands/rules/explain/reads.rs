//! The values that a script read of a thing, a line for each, and which of them decided.

mod from;
mod words;

use std::collections::{HashMap, HashSet};

use tillsyn::rule::{Explained, Outcome, Read};

/// Words that were looked for in vain are told together from so many on, and the first few of them by name.
const TOGETHER: usize = 3;
const NAMED: usize = 5;

/// A value as it is shown.
pub struct Line {
    pub text: String,
    /// Of which of the many things that a rule goes through it was asked; empty where there is one alone.
    pub of: String,
    /// Where this stands, and where the value was read: “ — line 12: “…””; behind it the line of the script that asked.
    pub place: String,
    pub from: String,
    /// What was asked and what that means, where the answer says no more than yes, no or that it is missing.
    pub bare: Option<(String, &'static str)>,
    /// It decided what came of the thing.
    pub decided: bool,
}

/// `part`: of a rule that goes through the report as a whole, what it read where certain words stand; `places`: with the line
/// of the script that asked.
pub fn lines(thing: &Explained, part: bool, places: bool) -> Vec<Line> {
    let decisive = decisive(thing, part);
    let reads = &thing.reads;
    let mut told = Vec::new();
    let mut at = 0;
    let whole = thing.check == "check_report";
    let mut of = String::new();
    let mut place = String::new();
    while at < reads.len() {
        if only_looked_through(&reads[at..]) {
            at += 1;
            continue;
        }
        let (searched, line_of_words) = words::in_vain(&reads[at..]);
        if let Some(text) = line_of_words {
            at += searched;
            of = String::new();
            told.push(Line {
                text,
                of: String::new(),
                place: String::new(),
                from: String::new(),
                bare: None,
                decided: decisive.contains(&(at - 1)),
            });
            continue;
        }
        if whole && !matches!(reads[at].of, "" | "Report") {
            of = short(&reads[at].thing);
            place = super::print::at(&reads[at].place);
        }
        let vain = in_vain(&reads[at..]);
        let (text, bare, count) = match together(&reads[at..at + vain]) {
            Some(text) => (text, None, vain),
            None => (line(&reads[at]), bare(&reads[at]), 1),
        };
        let from = if count == 1 {
            from::told(&reads[at], thing)
        } else {
            None
        };
        let asked_on = reads[at].line.filter(|_| places && count == 1);
        let asked_on = asked_on.map(|line| format!("  (line {line})"));
        let from = format!("{}{}", from.unwrap_or_default(), asked_on.unwrap_or_default());
        at += count;
        told.push(Line {
            text,
            of: of.clone(),
            place: place.clone(),
            from,
            bare,
            decided: decisive.contains(&(at - 1)),
        });
    }
    if places { told } else { each_once(told) }
}

/// What a script asks of the same thing again has the same answer: told where it was asked last, next to what it led to.
fn each_once(told: Vec<Line>) -> Vec<Line> {
    let mut seen = HashSet::new();
    let mut once: Vec<Line> = told
        .into_iter()
        .rev()
        .filter(|line| seen.insert((line.of.clone(), line.text.clone(), line.from.clone())))
        .collect();
    once.reverse();
    once
}

/// A text that is asked for to be looked through at once stands in the line of that.
pub fn only_looked_through(reads: &[Read]) -> bool {
    let [text, next, ..] = reads else { return false };
    next.of.is_empty()
        && !text.of.is_empty()
        && next.property.contains(&text.value)
        && text.value.len() > 2
        && text.value.starts_with('“')
}

/// Letters of a thing that are enough to know it by.
const SHORT: usize = 100;

fn short(text: &str) -> String {
    cut(text, SHORT)
}

/// In one line of at most so many letters.
pub fn cut(text: &str, letters: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(letters) {
        Some((end, _)) => format!("{} …", &text[..text[..end].rfind(' ').unwrap_or(end)]),
        None => text,
    }
}

fn line(read: &Read) -> String {
    format!("{} is {}", asked(read), read.value)
}

fn asked(read: &Read) -> String {
    match read.of {
        "" => read.property.clone(),
        of => format!("{}.{}", of.to_lowercase(), read.property),
    }
}

fn bare(read: &Read) -> Option<(String, &'static str)> {
    let alone = matches!(read.value.as_str(), "yes" | "no" | "missing") && !read.meaning.is_empty();
    alone.then(|| (asked(read), read.meaning))
}

/// A word that was looked for in a text: `“victims”.contains(` and `officer`.
fn sought(read: &Read) -> Option<(&str, &str)> {
    let (question, word) = read.property.split_once("(\"").filter(|_| read.of.is_empty())?;
    Some((question, word.strip_suffix("\")")?))
}

/// How many words in a row were looked for in the same text and are not there.
fn in_vain(reads: &[Read]) -> usize {
    let question = |read: &Read| sought(read).map(|(question, _)| question.to_string());
    let Some(first) = reads.first().and_then(question) else {
        return 0;
    };
    let same = |read: &&Read| read.value == "no" && question(read).as_ref() == Some(&first);
    reads.iter().take_while(same).count()
}

fn together(reads: &[Read]) -> Option<String> {
    let (question, _) = sought(reads.first()?).filter(|_| reads.len() >= TOGETHER)?;
    let words = reads
        .iter()
        .filter_map(sought)
        .map(|(_, word)| format!("“{word}”"));
    let named: Vec<String> = words.take(NAMED).collect();
    let more = match reads.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Some(format!("{question}(…) is no for {}{more}", named.join(", ")))
}

/// The values that decided, by their places. Where a rule fired, none of those did that could have kept it from that.
fn decisive(thing: &Explained, part: bool) -> Vec<usize> {
    let fired = matches!(&thing.outcome, Outcome::Fired(findings) if !findings.is_empty());
    let whole = thing.check == "check_report";
    if whole && !(part && fired) {
        last_of_each(&thing.reads)
    } else if fired {
        Vec::new()
    } else {
        thing.reads.len().checked_sub(1).into_iter().collect()
    }
}

/// The last value that was asked of each part of the report, after which the rule went on to the next part: another one, or
/// one of which the first question is asked again.
fn last_of_each(reads: &[Read]) -> Vec<usize> {
    let mut last = Vec::new();
    // By type: the first question to the part that is looked at, and the last one so far.
    let mut open: HashMap<&str, (&Read, usize)> = HashMap::new();
    for (at, read) in reads.iter().enumerate() {
        if matches!(read.of, "" | "Report") {
            continue;
        }
        let (first, latest) = open.entry(read.of).or_insert((read, at));
        let again = first.property == read.property && first.line == read.line;
        if at != *latest && (again || first.thing != read.thing) {
            last.push(*latest);
            *first = read;
        }
        *latest = at;
    }
    last.extend(open.into_values().map(|(_, at)| at));
    // The words that were looked for in what was asked are the end of the question.
    for at in &mut last {
        let searched = reads[*at + 1..].iter().take_while(|read| read.of.is_empty());
        *at += searched.count();
    }
    last
}
