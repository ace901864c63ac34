//! Sentences in another language than the report's: each is read with the lists of its own.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::{MIN_FUNCTION, PLAIN};
use crate::extract::answers::Answers;
use crate::extract::lexicon::{Glance, Lexicon, Lexicons};
use crate::extract::words::tokens::first_token;
use crate::extract::words::{Sentence, Token, Vocabulary, glance};

/// A sentence of fewer words is a label or a name, and tells no language.
const MIN_WORDS: usize = 5;

/// So many more words of a sentence must be known in another language.
const MORE_KNOWN: usize = 2;

/// The languages that have word lists and are not the report's own, with the words that were met in each.
pub struct Others<'a> {
    languages: Vec<(&'a Lexicon, Vocabulary)>,
    /// What each of the languages knows of a word, by its writing.
    glances: Answers<String, Arc<[OnceLock<Glance>]>>,
}

/// How much of a sentence a language knows: words of its lists, and small words among them.
#[derive(Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Known {
    words: usize,
    small: usize,
}

impl Known {
    fn add(&mut self, word: Glance) {
        self.words += usize::from(word.is_listed);
        self.small += usize::from(word.is_small);
    }
}

impl<'a> Others<'a> {
    pub fn than(own: &str, lexicons: &'a Lexicons) -> Self {
        let others: Vec<&str> = lexicons.languages().filter(|language| *language != own).collect();
        Others {
            // A run that reads one report makes the lists of each language here, which takes longer than to read the report.
            languages: others
                .into_par_iter()
                .map(|language| (lexicons.language(language), Vocabulary::default()))
                .collect(),
            glances: Answers::default(),
        }
    }

    fn glances(&self, written: &str) -> Arc<[OnceLock<Glance>]> {
        self.glances.get(written, || {
            self.languages.iter().map(|_| OnceLock::new()).collect()
        })
    }

    /// The first word, number or mark of a text, in each language.
    pub fn first_tokens<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Token> + 't {
        let languages = self.languages.iter();
        languages.filter_map(move |(lexicon, vocabulary)| first_token(text, lexicon, vocabulary))
    }

    /// The sentence in the language that it is plainly in, where that is another than it was read in.
    pub fn read_anew(&self, sentence: &Sentence, own: &Lexicon) -> Option<Sentence> {
        let count = sentence.tokens.iter().filter(|token| token.is_word()).count();
        if count < MIN_WORDS {
            return None;
        }
        let words = sentence.tokens.iter().filter(|token| token.is_word());
        let mut words: Vec<&Token> = words.collect();
        words.sort_unstable_by_key(|token| token.id());
        words.dedup_by_key(|token| token.id());
        let mut own_known = Known::default();
        words.iter().for_each(|word| own_known.add(word.glance()));
        let plain = own_known.small * PLAIN >= count && own.grammar.writes(&sentence.text);
        let few_unknown = words.len() < own_known.words + MORE_KNOWN;
        if few_unknown || plain {
            return None;
        }
        let needed = Known {
            words: own_known.words + MORE_KNOWN,
            small: MIN_FUNCTION.max(own_known.small),
        };
        let mut known = self.counted(&words, &sentence.text, needed);
        known.sort_by_key(|(known, _)| std::cmp::Reverse(*known));
        let (best, (lexicon, vocabulary)) = known.first()?;
        let alone = known.get(1).is_none_or(|(second, _)| second < best);
        let shows = best.small >= needed.small && best.words >= needed.words;
        (alone && shows).then(|| Sentence::new(&sentence.text, lexicon, vocabulary))
    }

    /// How much of these words of a text each language knows that it may be in; a language is given up as soon as too few
    /// words are left for it, for to look at a word in another language takes long.
    fn counted(
        &self,
        words: &[&Token],
        text: &str,
        needed: Known,
    ) -> Vec<(Known, &(&'a Lexicon, Vocabulary))> {
        let written = |at: &usize| self.languages[*at].0.grammar.writes(text);
        let languages = (0..self.languages.len()).filter(written);
        let mut counted: Vec<(Known, usize)> = languages.map(|at| (Known::default(), at)).collect();
        for (at, word) in words.iter().enumerate() {
            let left = words.len() - at;
            counted.retain(|(known, _)| known.words + left >= needed.words);
            if counted.iter().all(|(known, _)| known.small + left < needed.small) {
                return Vec::new();
            }
            let word = &text[word.start..word.end];
            let glances = self.glances(word);
            for (known, language) in &mut counted {
                known.add(*glances[*language].get_or_init(|| glance(word, self.languages[*language].0)));
            }
        }
        let counted = counted.into_iter();
        counted.map(|(known, at)| (known, &self.languages[at])).collect()
    }
}
