//! The words of one language's lists, and which of their phrases may begin with a word.

use std::collections::HashSet;
use std::sync::Arc;

use foldhash::HashMap;

use super::List;
use super::endings::last_letter;
use super::files::Word;
use super::matches::{Glance, Matches, More, Opening, Symbols};
use crate::extract::grammar::Grammar;

/// Bytes of the first and of the last part of a compound.
const MIN_COMPOUND: usize = 3;
const MIN_HEAD: usize = 4;
/// Letters at the end of a noun that inflection may change, and letters that always stay.
const MAX_ENDING: usize = 2;
const MIN_BEGINNING: usize = 3;

/// The lists of one language.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    pub grammar: Arc<Grammar>,
    /// Every stem and form that a phrase names, by number: numbers are compared faster than letters.
    symbols: HashMap<Box<str>, Symbol>,
    phrases: Vec<Phrase>,
    /// Phrases by their first word: as written, by its stem, as a noun.
    exact: Openings,
    stems: Openings,
    nouns: Openings,
    /// Asked for at every full stop, in lower case.
    abbreviations: HashSet<String>,
    /// Ends of words that tell what a word names, by their last letter.
    pub(super) endings: HashMap<char, Vec<(String, List)>>,
}

pub(super) type Symbol = u32;
/// Indices of phrases.
type Openings = HashMap<Symbol, Vec<u32>>;

#[derive(Debug, Clone)]
struct Phrase {
    first: Pattern,
    rest: Box<[Pattern]>,
    list: List,
    value: Option<i64>,
}

/// How a word of a phrase is recognised.
#[derive(Debug, Clone)]
pub(super) enum Pattern {
    /// As written.
    Exact(Symbol),
    Stem(Symbol),
    /// In singular and plural: same stem, and the same beginning, so that "ledare" is not "leds".
    Noun {
        stem: Symbol,
        beginning: Box<str>,
    },
}

impl Pattern {
    fn form(&self) -> Symbol {
        match self {
            Pattern::Exact(form) | Pattern::Stem(form) | Pattern::Noun { stem: form, .. } => *form,
        }
    }
}

/// A word as a text has it: "n.a" is three tokens, each to be met as it stands where the word is ("=n.a").
fn tokens(word: &str) -> Vec<String> {
    let (exact, word) = match word.strip_prefix('=') {
        Some(word) if !word.is_empty() => ("=", word),
        _ => ("", word),
    };
    let of_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let runs = word.split_inclusive(|c: char| !of_word(c)).flat_map(|run| {
        let end = run.char_indices().last().filter(|(_, c)| !of_word(*c));
        let (letters, sign) = run.split_at(end.map_or(run.len(), |(at, _)| at));
        [letters, sign]
    });
    runs.filter(|run| !run.is_empty())
        .map(|run| format!("{exact}{run}"))
        .collect()
}

impl Lexicon {
    /// Of a language by its ISO 639-1 code.
    pub(super) fn of(language: &str, words: impl IntoIterator<Item = Word>) -> Self {
        let mut lexicon = Lexicon {
            grammar: Arc::new(Grammar::of(language)),
            ..Lexicon::default()
        };
        let mut forms = Forms::default();
        for word in words {
            lexicon.add(&word.text, word.list, word.value, &mut forms);
        }
        lexicon
    }

    fn add(&mut self, text: &str, list: List, value: Option<i64>, forms: &mut Forms) {
        if list == List::Abbreviations {
            self.abbreviations.insert(text.to_string());
            return;
        }
        if list.holds_endings() {
            let ending = (text.to_string(), list);
            self.endings.entry(last_letter(text)).or_default().push(ending);
            return;
        }
        // As in a text, what only joins two words counts for nothing: "women/men", "re-opened".
        let words = text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '/'));
        let mut patterns = words
            .flat_map(tokens)
            .map(|word| self.pattern(&word, list, forms));
        let Some(first) = patterns.next() else { return };
        let rest = patterns.collect();
        let number = self.phrases.len() as u32;
        let openings = match first {
            Pattern::Exact(_) => &mut self.exact,
            Pattern::Stem(_) => &mut self.stems,
            Pattern::Noun { .. } => &mut self.nouns,
        };
        openings.entry(first.form()).or_default().push(number);
        self.phrases.push(Phrase {
            first,
            rest,
            list,
            value,
        });
    }

    fn pattern(&mut self, word: &str, list: List, forms: &mut Forms) -> Pattern {
        if let Some(exact) = word.strip_prefix('=') {
            return Pattern::Exact(self.symbol(&exact.to_lowercase()));
        }
        let lower = word.to_lowercase();
        if !list.holds_nouns() {
            return Pattern::Stem(self.form(lower, &mut forms.stems, Grammar::stem));
        }
        let kept = lower
            .chars()
            .count()
            .saturating_sub(MAX_ENDING)
            .max(MIN_BEGINNING);
        let end = lower.char_indices().nth(kept).map_or(lower.len(), |(at, _)| at);
        Pattern::Noun {
            beginning: lower[..end].into(),
            stem: self.form(lower, &mut forms.singulars, Grammar::singular),
        }
    }

    fn form(
        &mut self,
        lower: String,
        known: &mut HashMap<String, Symbol>,
        find: impl Fn(&Grammar, &str) -> String,
    ) -> Symbol {
        if let Some(known) = known.get(&lower) {
            return *known;
        }
        let form = find(&self.grammar, &lower);
        let symbol = self.symbol(&form);
        known.insert(lower, symbol);
        symbol
    }

    fn symbol(&mut self, text: &str) -> Symbol {
        if let Some(known) = self.symbols.get(text) {
            return *known;
        }
        let new = self.symbols.len() as Symbol;
        self.symbols.insert(text.into(), new);
        new
    }

    /// What the lists know of a word, by its forms.
    pub fn matches(&self, lower: &str, stem: &str, singular: &str) -> Matches {
        let symbols = self.symbols_of(lower, stem, singular);
        let [lower_symbol, stem_symbol, singular_symbol] = symbols;
        let phrases = self.begun(symbols, lower, singular);
        let forms = Symbols {
            lower: lower_symbol,
            stem: stem_symbol,
            singular: singular_symbol,
        };
        Matches::of(
            forms,
            phrases.map(|number| self.opening(number)),
            self.endings_of(lower),
        )
    }

    /// What tells whether a word, by its forms, is one of the language.
    pub fn glance(&self, lower: &str, stem: &str, singular: &str) -> Glance {
        let phrases = self.begun(self.symbols_of(lower, stem, singular), lower, singular);
        let phrases = phrases.map(|number| &self.phrases[number as usize]);
        let alone = phrases.filter(|phrase| phrase.rest.is_empty());
        Glance::of(alone.map(|phrase| phrase.list), self.ends_as_known(lower))
    }

    fn symbols_of(&self, lower: &str, stem: &str, singular: &str) -> [Option<Symbol>; 3] {
        let lower_symbol = self.symbols.get(lower).copied();
        let of = |form: &str| match form == lower {
            true => lower_symbol,
            false => self.symbols.get(form).copied(),
        };
        [lower_symbol, of(stem), of(singular)]
    }

    /// The phrases that begin with a word, as the lists order them.
    fn begun<'a>(
        &'a self,
        [lower_symbol, stem_symbol, singular_symbol]: [Option<Symbol>; 3],
        lower: &'a str,
        singular: &str,
    ) -> impl Iterator<Item = u32> + 'a {
        let begun = |openings: &'a Openings, symbol: Option<Symbol>| -> &'a [u32] {
            let known = symbol.and_then(|symbol| openings.get(&symbol));
            known.map_or(&[], Vec::as_slice)
        };
        let list_of = |number: &u32| self.phrases[*number as usize].list;
        let noun_begins = move |number: &u32, lower: Option<&str>| match &self.phrases[*number as usize].first
        {
            Pattern::Noun { beginning, .. } => lower
                .and_then(|lower| lower.strip_prefix(&**beginning))
                .is_some_and(|rest| list_of(number) != List::People || !self.grammar.makes_adjective(rest)),
            _ => false,
        };
        let whole = begun(&self.nouns, singular_symbol);
        let head = self.head_of_compound(singular, singular_symbol);
        let inside = begun(&self.nouns, head.map(|(_, symbol)| symbol));
        let rest = head.and_then(|(at, _)| lower.get(at..));
        let whole = whole
            .iter()
            .filter(move |number| noun_begins(number, Some(lower)));
        let inside = inside.iter().filter(move |number| noun_begins(number, rest));
        begun(&self.stems, stem_symbol)
            .iter()
            .chain(begun(&self.exact, lower_symbol))
            .chain(whole)
            .chain(inside)
            .copied()
    }

    /// The words of a phrase after its first.
    pub(super) fn rest(&self, phrase: u32) -> &[Pattern] {
        &self.phrases[phrase as usize].rest
    }

    fn opening(&self, number: u32) -> (Opening, Option<More>) {
        let phrase = &self.phrases[number as usize];
        let opening = Opening {
            list: phrase.list,
            value: phrase.value,
        };
        let more = phrase.rest.first().map(|second| More {
            second: second.form(),
            phrase: number,
        });
        (opening, more)
    }

    /// "byinvånare" → "invånare": where words are written together the last names what is meant.
    fn head_of_compound(&self, noun: &str, whole: Option<Symbol>) -> Option<(usize, Symbol)> {
        if !self.grammar.compounds || whole.is_some_and(|symbol| self.nouns.contains_key(&symbol)) {
            return None;
        }
        noun.char_indices()
            .map(|(at, _)| at)
            .filter(|at| *at >= MIN_COMPOUND && noun.len() - at >= MIN_HEAD)
            .find_map(|at| {
                let symbol = *self.symbols.get(&noun[at..])?;
                self.nouns.contains_key(&symbol).then_some((at, symbol))
            })
    }

    pub fn is_abbreviation(&self, lower: &str) -> bool {
        self.abbreviations.contains(lower)
    }
}

/// Forms found while the lists are read: lists repeat their words, and finding a stem takes time.
#[derive(Default)]
struct Forms {
    stems: HashMap<String, Symbol>,
    singulars: HashMap<String, Symbol>,
}
