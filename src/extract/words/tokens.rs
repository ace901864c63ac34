//! Where words and numbers begin and end in a text.

use super::{Token, Vocabulary};
use crate::extract::grammar::Grammar;
use crate::extract::lexicon::Lexicon;

/// Words (with inner apostrophes), numbers (with inner separators) and single punctuation marks.
pub(super) fn all(text: &str, lexicon: &Lexicon, vocabulary: &Vocabulary) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 5);
    found.extend(tokens(text, lexicon, vocabulary));
    found
}

fn tokens(text: &str, lexicon: &Lexicon, vocabulary: &Vocabulary) -> impl Iterator<Item = Token> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let token = token_at(text, at, lexicon, vocabulary)?;
        at = token.end;
        Some(token)
    })
}

/// The tokens of a text to its first word.
pub fn up_to_first_word(
    text: &str,
    lexicon: &Lexicon,
    vocabulary: &Vocabulary,
) -> impl Iterator<Item = Token> {
    let mut met = false;
    tokens(text, lexicon, vocabulary).take_while(move |token| !std::mem::replace(&mut met, token.is_word()))
}

pub fn first_token(text: &str, lexicon: &Lexicon, vocabulary: &Vocabulary) -> Option<Token> {
    token_at(text, 0, lexicon, vocabulary)
}

/// The first token at an offset or after it.
fn token_at(text: &str, from: usize, lexicon: &Lexicon, vocabulary: &Vocabulary) -> Option<Token> {
    let (gap, first) = text[from..].char_indices().find(|(_, c)| !c.is_whitespace())?;
    let start = from + gap;
    let after = start + first.len_utf8();
    let end = if first.is_alphabetic() {
        end_of_word(text, start, after, &lexicon.grammar)
    } else if first.is_ascii_digit() {
        end_of_number(text, after)
    } else {
        after
    };
    let word = vocabulary.word(&text[start..end], lexicon);
    Some(Token { start, end, word })
}

/// "193M/670F", "193H, 670F": of two numbers side by side each ends in the letter of one sex.
fn names_a_sex(letter: char, before: &str, after: &str) -> bool {
    let pair = |other: char| {
        let letters = [letter, other].map(|letter| letter.to_uppercase().next().unwrap_or(letter));
        let [one, two] = letters;
        SEXES.iter().any(|own| *own == (one, two) || *own == (two, one))
    };
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    let number = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '.' | ',' | '\u{a0}' | '\u{202f}');
    let between = |c: char| c.is_whitespace() || matches!(c, '/' | ',' | ';' | '+' | '&' | '-' | '–');
    let next = || {
        let rest = after.trim_start_matches(between);
        let letters = rest.trim_start_matches(number);
        let other = letters.chars().next();
        rest.starts_with(|c: char| c.is_ascii_digit())
            && other.is_some_and(|other| pair(other) && ends(&letters[other.len_utf8()..]))
    };
    let last = || {
        let rest = before.trim_end_matches(number).trim_end_matches(between);
        let other = rest.chars().next_back();
        let digits = other.map(|other| &rest[..rest.len() - other.len_utf8()]);
        other.is_some_and(pair) && digits.is_some_and(|digits| digits.ends_with(|c: char| c.is_ascii_digit()))
    };
    // "44 (25f)"; M is for millions and metres, too.
    let alone = || {
        let women = matches!(letter, 'f' | 'F' | 'ж' | 'Ж');
        let opens = before
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .ends_with('(');
        women && opens && after.starts_with(')')
    };
    // "30km" is of no men and women.
    let numbered = before.ends_with(|c: char| c.is_ascii_digit());
    letter.is_alphabetic() && numbered && ends(after) && (next() || last() || alone())
}

/// The letters of the two sexes in the languages that are read.
const SEXES: [(char, char); 9] = [
    ('M', 'F'),
    ('M', 'W'),
    ('H', 'F'),
    ('H', 'M'),
    ('K', 'M'),
    ('P', 'F'),
    ('B', 'G'),
    ('М', 'Ж'),
    ('Д', 'М'),
];

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// An apostrophe belongs to the word when a letter follows; letters that it parts from the next word ("d'") end there.
fn end_of_word(text: &str, start: usize, mut end: usize, grammar: &Grammar) -> usize {
    let mut rest = text[end..].chars();
    while let Some(c) = rest.next() {
        let parts = is_apostrophe(c);
        let joins = parts && rest.as_str().starts_with(char::is_alphabetic);
        if !(joins || c.is_alphanumeric()) {
            break;
        }
        let before = end;
        end += c.len_utf8();
        if parts && grammar.elides(&text[start..before].to_lowercase()) {
            break;
        }
    }
    end
}

/// "51,711¹": the mark of a footnote.
fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// A separator belongs to the number when a digit follows; a space or apostrophe only when exactly three digits do.
fn end_of_number(text: &str, mut end: usize) -> usize {
    while let Some(c) = text[end..].chars().next() {
        let after = &text[end + c.len_utf8()..];
        let continues = match c {
            _ if names_a_sex(c, &text[..end], after) || is_superscript(c) => false,
            _ if c.is_alphanumeric() => true,
            '.' | ',' => after.starts_with(|c: char| c.is_ascii_digit()),
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}' | '\'' | '’' => {
                let digits = after.bytes().take_while(u8::is_ascii_digit).count();
                let before = text[..end].bytes().rev().take_while(u8::is_ascii_digit).count();
                digits == 3 && before <= 3 && !after[digits..].starts_with(char::is_alphabetic)
            }
            _ => false,
        };
        if !continues {
            break;
        }
        end += c.len_utf8();
    }
    end
}
