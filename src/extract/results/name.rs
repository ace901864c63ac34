//! What names a result wherever the report speaks of it: the level word and the code of "Outcome 2", "Delmål 1", "R2.3".

use super::super::Reader;
use super::super::lexicon::{List, RESULT_NAMES};
use super::super::words::Sentence;
use super::levels;
use crate::report::{ResultLevel, ResultStatement};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    level: ResultLevel,
    code: Option<String>,
    /// Nothing follows the label: the result itself stands elsewhere.
    pub bare: bool,
    /// No level word: "1.1 Boreholes".
    pub plain: bool,
    /// A part of the project, "Component A", which need not be a result.
    pub part: bool,
}

/// Whether two statements name one result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    Same,
    Other,
    /// The names do not tell: the words must.
    Open,
}

/// Letters that stand for a level word.
const LETTERS: [(&str, ResultLevel); 10] = [
    ("r", ResultLevel::Unspecified),
    ("re", ResultLevel::Unspecified),
    ("er", ResultLevel::Unspecified),
    ("o", ResultLevel::Unspecified),
    ("oo", ResultLevel::Unspecified),
    ("oe", ResultLevel::Outcome),
    ("os", ResultLevel::Outcome),
    ("so", ResultLevel::Outcome),
    ("oc", ResultLevel::Outcome),
    ("op", ResultLevel::Output),
];

pub fn name(reader: &Reader, text: &str) -> Option<Name> {
    reader.names.get(text, || find_name(reader, text))
}

fn find_name(reader: &Reader, text: &str) -> Option<Name> {
    in_brackets(text)
        .and_then(|inside| at_start(reader, inside))
        .filter(|own| own.code.is_some() && !own.plain && own.bare)
        .map(|own| Name { bare: false, ..own })
        .or_else(|| at_start(reader, text))
}

/// The name of a result, which may stand in a column of its own: "Outcome 1 | Farmers earn more".
pub fn of_result(reader: &Reader, result: &ResultStatement) -> Option<Name> {
    name(reader, &result.text).or_else(|| {
        let code = result.code.as_deref().and_then(code_of)?;
        (result.level != ResultLevel::Unspecified).then_some(Name {
            level: result.level,
            code: Some(code),
            bare: false,
            plain: false,
            part: false,
        })
    })
}

/// "3.1 Status and rights (Outcome 1)", "Households have power (Objective 2)."
fn in_brackets(text: &str) -> Option<&str> {
    let text = text.trim_end().trim_end_matches('.').strip_suffix([')', ']'])?;
    text.rfind(['(', '['])
        .filter(|open| *open > 0)
        .map(|open| &text[open + 1..])
}

fn at_start(reader: &Reader, text: &str) -> Option<Name> {
    let text = unnumbered(reader, text);
    if !may_begin(reader, text) {
        return None;
    }
    let sentence = reader.sentence(text);
    let first = sentence.tokens.first()?;
    let (level, code, end) = if let Some((level, code)) = lettered(&first.lower) {
        // "R 2.3"
        let apart = sentence
            .tokens
            .get(1)
            .filter(|next| code.is_none() && next.is_number());
        let end = 1 + usize::from(apart.is_some());
        let code = code.or_else(|| apart.map(|next| next.lower.clone()));
        match (code, below(&sentence, end)) {
            (Some(code), Some(number)) => (level, Some(format!("{code}.{number}")), end + 2),
            (code, _) => (level, code, end),
        }
    } else if first.is_number() {
        let code = code_of(&first.lower).filter(|code| code.contains('.'))?;
        return Some(Name {
            level: ResultLevel::Unspecified,
            code: Some(code),
            bare: !says_more(&sentence, 1),
            plain: true,
            part: false,
        });
    } else {
        let hit = label(&sentence)?;
        let hit = behind_sign(&sentence, hit);
        let number = (0..=hit).find(|at| sentence.tokens.get(*at).is_some_and(|token| token.is_number()));
        let code = number.and_then(|at| code_of(&sentence.tokens[at].lower));
        let sign = sign_at(&sentence, hit).filter(|_| number.is_none());
        let end = number.or(sign.as_ref().map(|_| hit)).map_or(hit, |at| at + 1);
        (levels::of_label(&sentence), code.or(sign), end)
    };
    let bare = !says_more(&sentence, end);
    (code.is_some() || bare).then_some(Name {
        level,
        code,
        bare,
        plain: false,
        part: sentence.starts(List::PartLabels, 0),
    })
}

/// Whether the first word of a text lets it begin with a name.
fn may_begin(reader: &Reader, text: &str) -> bool {
    reader.first_tokens(text).any(|first| {
        first.is_number() || lettered(&first.lower).is_some() || first.matches.begin(&RESULT_NAMES)
    })
}

/// "4.1 Outcome 2 – Schools": the number of the section before the label is none of the result.
pub fn unnumbered<'a>(reader: &Reader, text: &'a str) -> &'a str {
    let rest = text
        .trim_start()
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')'))
        .trim_start();
    if !may_begin(reader, rest) {
        return text;
    }
    let sentence = reader.sentence(rest);
    let labelled = sentence.tokens.first().is_some_and(|first| {
        lettered(&first.lower).is_some_and(|(_, code)| code.is_some())
            || label(&sentence)
                .map(|end| behind_sign(&sentence, end))
                .is_some_and(|end| {
                    sentence.tokens[..=end.min(sentence.tokens.len() - 1)]
                        .iter()
                        .any(|token| token.is_number())
                })
    });
    if labelled { rest } else { text }
}

/// "Result no. 4", "Outcome #2", "Результат № 3", "Output (1)": what stands before the number, if one follows.
fn behind_sign(sentence: &Sentence, label: usize) -> usize {
    let mark = |at: usize, marks: &[&str]| {
        let token = sentence.tokens.get(at);
        token.is_some_and(|token| marks.contains(&token.lower.as_str()))
    };
    let is_number = |at: usize| sentence.tokens.get(at).is_some_and(|token| token.is_number());
    if mark(label, &["(", "["]) && is_number(label + 1) && mark(label + 2, &[")", "]"]) {
        return label + 1;
    }
    let named = sentence
        .all(List::ColumnCode)
        .filter(|hit| hit.start == label)
        .map(|hit| hit.end)
        .max();
    let mut at = named.unwrap_or(label + usize::from(mark(label, &["#", "№", "n"])));
    while at > label && mark(at, &[".", "°", "º", "o"]) {
        at += 1;
    }
    if at > label && is_number(at) { at } else { label }
}

/// The letter or Roman number of "Component A. …", "Outcome II: …"; before other words a capital letter is a word or a name.
fn sign_at(sentence: &Sentence, at: usize) -> Option<String> {
    let token = sentence.tokens.get(at)?;
    let written = sentence.between(at, at + 1);
    let alone = sentence
        .tokens
        .get(at + 1)
        .is_none_or(|next| !next.is_word() && !next.is_number());
    let capital = written.chars().all(char::is_uppercase);
    let roman = ROMAN.iter().position(|number| *number == token.lower);
    let letter = written.chars().count() == 1;
    (alone && capital && (letter || roman.is_some()))
        .then(|| roman.map_or_else(|| token.lower.clone(), |number| (number + 1).to_string()))
}

/// The numbers of the parts that a project may have.
const ROMAN: [&str; 10] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];

/// The end of the longest level word at the start.
fn label(sentence: &Sentence) -> Option<usize> {
    RESULT_NAMES
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .filter(|hit| hit.start == 0)
        .map(|hit| hit.end)
        .max()
}

/// The tokens of "R1.1" are "R1", "." and "1".
fn below(sentence: &Sentence, dot: usize) -> Option<String> {
    let (before, mark, number) = (
        sentence.tokens.get(dot.checked_sub(1)?)?,
        sentence.tokens.get(dot)?,
        sentence.tokens.get(dot + 1)?,
    );
    let joined = mark.lower == "." && before.end == mark.start && mark.end == number.start;
    (joined && number.is_number()).then(|| number.lower.clone())
}

/// "r2.3" → 2.3
fn lettered(lower: &str) -> Option<(ResultLevel, Option<String>)> {
    let letters = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let level = LETTERS.iter().find(|(own, _)| *own == letters)?.1;
    Some((level, code_of(&lower[letters.len()..])))
}

fn code_of(text: &str) -> Option<String> {
    let code = text.trim_end_matches(['.', ':', ')']);
    let digits = code.chars().all(|c| c.is_ascii_digit() || c == '.') && !code.is_empty();
    (digits && code.len() <= 8).then(|| code.to_string())
}

fn says_more(sentence: &Sentence, from: usize) -> bool {
    sentence.tokens[from.min(sentence.tokens.len())..]
        .iter()
        .any(|token| token.is_word() || token.is_number())
}

impl Name {
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    pub fn compare(&self, other: &Name) -> Match {
        match (&self.code, &other.code) {
            (Some(one), Some(two)) if self.plain || other.plain => {
                // "Output 1.1" and "1.1": a code of two parts is one result's alone.
                if one == two { Match::Same } else { Match::Open }
            }
            (Some(one), Some(two)) if self.level == other.level => {
                if one == two {
                    Match::Same
                } else {
                    Match::Other
                }
            }
            (Some(_), Some(_)) => Match::Open,
            // "SO" in the framework, "Specific objective: …" in the text.
            (None, None) if self.bare != other.bare && self.level == other.level => Match::Same,
            _ => Match::Open,
        }
    }
}
