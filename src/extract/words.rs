//! Sentences and their tokens, with the lexicon's words and the numbers found in them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Deref;
use std::rc::Rc;

use super::grammar::Grammar;
use super::lexicon::{Hit, Lexicon, List};
use super::numbers::{NumberToken, numbers};

#[derive(Debug, Clone)]
pub struct Token {
    /// Byte offsets in the sentence.
    pub start: usize,
    pub end: usize,
    word: Rc<Word>,
}

impl Deref for Token {
    type Target = Word;

    fn deref(&self) -> &Word {
        &self.word
    }
}

/// A word, a number or a punctuation mark, wherever it stands.
#[derive(Debug)]
pub struct Word {
    pub lower: String,
    pub stem: String,
    /// The word without the ending of a plural.
    pub singular: String,
    pub capital: bool,
}

/// Words met before, by their writing: a report repeats its words, and finding a stem takes time.
pub type Vocabulary = RefCell<HashMap<String, Rc<Word>>>;

impl Word {
    fn new(written: &str, grammar: &Grammar) -> Self {
        let lower = written.to_lowercase().replace('’', "'").replace('ё', "е");
        let bare = lower.strip_suffix("'s").unwrap_or(&lower);
        let stem = if written.starts_with(char::is_alphabetic) {
            grammar.stem(bare)
        } else {
            lower.clone()
        };
        Word {
            singular: grammar.singular(bare),
            capital: written.starts_with(char::is_uppercase),
            stem,
            lower,
        }
    }

    pub fn is_word(&self) -> bool {
        self.lower.chars().next().is_some_and(char::is_alphabetic)
    }

    pub fn is_number(&self) -> bool {
        self.lower.chars().next().is_some_and(|c| c.is_ascii_digit())
    }
}

/// What these hold is no verb.
const NOUN_LISTS: [List; 5] = [
    List::People,
    List::Places,
    List::Events,
    List::Products,
    List::Households,
];

/// A sentence, its tokens and what is known of them. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Sentence(Rc<Parsed>);

impl Deref for Sentence {
    type Target = Parsed;

    fn deref(&self) -> &Parsed {
        &self.0
    }
}

#[derive(Debug, Default)]
pub struct Parsed {
    pub text: String,
    pub tokens: Vec<Token>,
    pub hits: Vec<Hit>,
    pub numbers: Vec<NumberToken>,
    grammar: Grammar,
}

impl Sentence {
    pub fn new(text: &str, lexicon: &Lexicon, vocabulary: &Vocabulary) -> Self {
        let tokens = tokenize(text, &lexicon.grammar, vocabulary);
        let hits = lexicon.hits(&tokens);
        let numbers = numbers(text, &tokens, &hits);
        Sentence(Rc::new(Parsed {
            text: text.to_string(),
            tokens,
            hits,
            numbers,
            grammar: lexicon.grammar.clone(),
        }))
    }

    pub fn has(&self, list: List) -> bool {
        self.first(list).is_some()
    }

    pub fn first(&self, list: List) -> Option<&Hit> {
        self.all(list).next()
    }

    pub fn all(&self, list: List) -> impl Iterator<Item = &Hit> {
        self.hits.iter().filter(move |hit| hit.list == list)
    }

    pub fn at(&self, list: List, token: usize) -> bool {
        self.all(list).any(|hit| hit.start <= token && token < hit.end)
    }

    /// Of nouns side by side the last is meant: "school children".
    pub fn head_last(&self) -> bool {
        self.grammar.head_last
    }

    /// "Providing": the noun before it is the one who acts.
    pub fn acts(&self, lower: &str) -> bool {
        self.grammar.acting.iter().any(|ending| lower.ends_with(ending))
    }

    /// "Provided": something was done to the noun before it.
    pub fn is_passive(&self, lower: &str) -> bool {
        self.grammar.passive.iter().any(|ending| lower.ends_with(ending))
    }

    /// "Provide": no participle.
    pub fn in_present(&self, lower: &str) -> bool {
        self.grammar.in_present(lower)
    }

    /// Nouns are written together.
    pub fn compounds(&self) -> bool {
        self.grammar.compounds
    }

    /// A verb by its form, where nothing names it a noun.
    pub fn is_infinitive(&self, token: usize) -> bool {
        let noun = NOUN_LISTS.iter().any(|list| self.at(*list, token));
        let marked = self.ends(List::InfinitiveMarks, token);
        let counted = self.starts(List::Articles, token + 1)
            || self.numbers.iter().any(|number| number.start == token + 1);
        let word = self.tokens.get(token).filter(|_| !noun);
        word.is_some_and(|word| self.grammar.is_infinitive(&word.lower, marked, counted))
    }

    /// The first verb in the future that its ending tells.
    pub fn future_verb(&self) -> Option<usize> {
        self.tokens
            .iter()
            .position(|token| !token.capital && self.grammar.is_future(&token.lower))
    }

    /// Adjectives are known by their ending.
    pub fn adjectives_end_alike(&self) -> bool {
        self.grammar.adjectives_end_alike
    }

    /// Whether a word of a list begins at a token.
    pub fn starts(&self, list: List, token: usize) -> bool {
        self.all(list).any(|hit| hit.start == token)
    }

    /// Whether a word of a list ends before a token.
    pub fn ends(&self, list: List, token: usize) -> bool {
        self.all(list).any(|hit| hit.end == token)
    }

    /// "1 de julio", "1 July": a month follows, perhaps after a small word.
    pub fn month_follows(&self, token: usize) -> bool {
        self.starts(List::Months, token)
            || (self.starts(List::OfWords, token) && self.starts(List::Months, token + 1))
    }

    /// The words of a hit as written.
    pub fn written(&self, hit: &Hit) -> &str {
        &self.text[self.tokens[hit.start].start..self.tokens[hit.end - 1].end]
    }

    /// Stems of the words that carry meaning.
    pub fn content(&self) -> Vec<&str> {
        self.tokens
            .iter()
            .enumerate()
            .filter(|(index, token)| {
                token.is_word() && token.lower.chars().count() > 2 && !self.at(List::Function, *index)
            })
            .map(|(_, token)| token.stem.as_str())
            .collect()
    }
}

/// Words (with inner apostrophes), numbers (with inner separators) and single punctuation marks.
fn tokenize(text: &str, grammar: &Grammar, vocabulary: &Vocabulary) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut vocabulary = vocabulary.borrow_mut();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut index = 0;
    while index < chars.len() {
        let (start, first) = chars[index];
        let mut next = index + 1;
        if first.is_whitespace() {
            index = next;
            continue;
        }
        if first.is_alphabetic() {
            while next < chars.len() && continues_word(&chars, next) {
                next += 1;
                if is_apostrophe(chars[next - 1].1) && elides(text, &chars[index..next], grammar) {
                    break;
                }
            }
        } else if first.is_ascii_digit() {
            while next < chars.len() && continues_number(&chars, next) {
                next += 1;
            }
        }
        let end = chars.get(next).map_or(text.len(), |(offset, _)| *offset);
        let written = &text[start..end];
        let word = match vocabulary.get(written) {
            Some(known) => Rc::clone(known),
            None => {
                let new = Rc::new(Word::new(written, grammar));
                vocabulary.insert(written.to_string(), Rc::clone(&new));
                new
            }
        };
        tokens.push(Token { start, end, word });
        index = next;
    }
    tokens
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Whether the letters before an apostrophe are a word of their own ("d'").
fn elides(text: &str, word: &[(usize, char)], grammar: &Grammar) -> bool {
    let (start, end) = (word[0].0, word[word.len() - 1].0);
    grammar.elides(&text[start..end].to_lowercase())
}

fn continues_word(chars: &[(usize, char)], at: usize) -> bool {
    let c = chars[at].1;
    c.is_alphanumeric()
        || (is_apostrophe(c) && chars.get(at + 1).is_some_and(|(_, next)| next.is_alphabetic()))
}

/// A separator belongs to the number when a digit follows; a space or apostrophe only when exactly three digits do.
fn continues_number(chars: &[(usize, char)], at: usize) -> bool {
    let c = chars[at].1;
    let digits = chars[at + 1..]
        .iter()
        .take_while(|(_, c)| c.is_ascii_digit())
        .count();
    match c {
        _ if c.is_alphanumeric() => true,
        '.' | ',' => digits > 0,
        ' ' | '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}' | '\'' | '’' => {
            let before = chars[..at]
                .iter()
                .rev()
                .take_while(|(_, c)| c.is_ascii_digit())
                .count();
            let after = chars.get(at + 1 + digits).map(|(_, c)| *c);
            digits == 3 && before <= 3 && !after.is_some_and(|c| c.is_alphabetic())
        }
        _ => false,
    }
}

/// Splits running text into sentences; line feeds always end one.
pub fn sentences<'a>(text: &'a str, lexicon: &Lexicon) -> Vec<&'a str> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut start = 0;
        for (offset, c) in line.char_indices() {
            if matches!(c, '.' | '!' | '?') && ends_sentence(line, offset, lexicon) {
                let mut end = offset + c.len_utf8();
                while let Some(next) = line[end..]
                    .chars()
                    .next()
                    .filter(|c| matches!(c, ')' | '"' | '”' | '’'))
                {
                    end += next.len_utf8();
                }
                push_sentence(&line[start.min(end)..end], &mut found);
                start = end;
            }
        }
        if start < line.len() {
            push_sentence(&line[start..], &mut found);
        }
    }
    found
}

fn push_sentence<'a>(text: &'a str, found: &mut Vec<&'a str>) {
    let text = text.trim();
    if text.chars().any(char::is_alphanumeric) {
        found.push(text);
    }
}

fn ends_sentence(line: &str, offset: usize, lexicon: &Lexicon) -> bool {
    let after = &line[offset + 1..];
    let rest = after.trim_start_matches([')', '"', '”', '’']);
    if rest.is_empty() {
        return true;
    }
    if !rest.starts_with(char::is_whitespace) {
        return false;
    }
    let next = rest.trim_start().chars().next();
    if !next.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '(' | '‘'))
    {
        return false;
    }
    let word = line[..offset]
        .rsplit(|c: char| c.is_whitespace() || c == '(')
        .next()
        .unwrap_or("");
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let number_at_start = line[..offset].trim_start().len() == word.len()
        && word.chars().all(|c| c.is_ascii_digit() || c == '.');
    let lower = word.to_lowercase();
    !(initial || number_at_start || lexicon.is_abbreviation(&lower))
}
