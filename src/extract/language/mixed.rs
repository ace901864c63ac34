//! Sentences in another language than the report's: each is read with the lists of its own.

use std::collections::HashSet;

use foldhash::HashMap;

use super::{MIN_FUNCTION, PLAIN};
use crate::extract::lexicon::{Lexicon, Lexicons};
use crate::extract::words::{Sentence, Token, Vocabulary, first_token};

/// A sentence of fewer words is a label or a name, and tells no language.
const MIN_WORDS: usize = 5;

/// So many more words of a sentence must be known in another language.
const MORE_KNOWN: usize = 2;

/// The languages that have word lists and are not the report's own, with the words that were met in each.
pub struct Others<'a>(Vec<(&'a Lexicon, Vocabulary)>);

/// How much of a sentence a language knows: words of its lists, and small words among them.
#[derive(Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Known {
    words: usize,
    small: usize,
}

impl<'a> Others<'a> {
    pub fn than(own: &str, lexicons: &'a Lexicons) -> Self {
        let others = lexicons.languages().filter(|language| *language != own);
        Others(
            others
                .map(|language| (lexicons.language(language), Vocabulary::default()))
                .collect(),
        )
    }

    /// The first word, number or mark of a text, in each language.
    pub fn first_tokens<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Token> + 't {
        let languages = self.0.iter();
        languages.filter_map(move |(lexicon, vocabulary)| first_token(text, lexicon, vocabulary))
    }

    /// The sentence in the language that it is plainly in, where that is another than it was read in.
    pub fn read_anew(&self, sentence: &Sentence, own: &Lexicon) -> Option<Sentence> {
        let mut words: HashMap<&str, (bool, bool)> = HashMap::default();
        let mut count = 0;
        for token in sentence.tokens.iter().filter(|token| token.is_word()) {
            count += 1;
            words.insert(
                &sentence.text[token.start..token.end],
                (token.is_listed, token.is_small),
            );
        }
        let own_known = known(words.values().copied());
        let plain = own_known.small * PLAIN >= count && own.grammar.writes(&sentence.text);
        let few_unknown = words.len() < own_known.words + MORE_KNOWN;
        if count < MIN_WORDS || few_unknown || plain {
            return None;
        }
        let written: HashSet<&str> = words.into_keys().collect();
        let mut known: Vec<(Known, &(&Lexicon, Vocabulary))> = self
            .0
            .iter()
            .filter(|(lexicon, _)| lexicon.grammar.writes(&sentence.text))
            .map(|other| {
                let (lexicon, vocabulary) = other;
                let words = written.iter().map(|word| vocabulary.word(word, lexicon));
                (known(words.map(|word| (word.is_listed, word.is_small))), other)
            })
            .collect();
        known.sort_by_key(|(known, _)| std::cmp::Reverse(*known));
        let (best, (lexicon, vocabulary)) = known.first()?;
        let alone = known.get(1).is_none_or(|(second, _)| second < best);
        let shows =
            best.small >= MIN_FUNCTION.max(own_known.small) && best.words >= own_known.words + MORE_KNOWN;
        (alone && shows).then(|| Sentence::new(&sentence.text, lexicon, vocabulary))
    }
}

fn known(words: impl Iterator<Item = (bool, bool)>) -> Known {
    words.fold(Known::default(), |known, (listed, small)| Known {
        words: known.words + usize::from(listed),
        small: known.small + usize::from(small),
    })
}
