//! Sentences in another language than the report's: each is read with the lists of its own.

use std::cell::RefCell;
use std::rc::Rc;

use foldhash::HashMap;

use super::{MIN_FUNCTION, PLAIN};
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
    glances: RefCell<HashMap<String, Rc<[Glance]>>>,
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
        let others = lexicons.languages().filter(|language| *language != own);
        Others {
            languages: others
                .map(|language| (lexicons.language(language), Vocabulary::default()))
                .collect(),
            glances: RefCell::default(),
        }
    }

    fn glances(&self, written: &str) -> Rc<[Glance]> {
        if let Some(known) = self.glances.borrow().get(written) {
            return Rc::clone(known);
        }
        let languages = self.languages.iter();
        let found: Rc<[Glance]> = languages.map(|(lexicon, _)| glance(written, lexicon)).collect();
        self.glances
            .borrow_mut()
            .insert(written.to_string(), Rc::clone(&found));
        found
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
        let mut each = vec![Known::default(); self.languages.len()];
        for word in words {
            let glances = self.glances(&sentence.text[word.start..word.end]);
            each.iter_mut()
                .zip(&*glances)
                .for_each(|(known, glance)| known.add(*glance));
        }
        let mut known: Vec<(Known, &(&Lexicon, Vocabulary))> = each
            .into_iter()
            .zip(&self.languages)
            .filter(|(_, (lexicon, _))| lexicon.grammar.writes(&sentence.text))
            .collect();
        known.sort_by_key(|(known, _)| std::cmp::Reverse(*known));
        let (best, (lexicon, vocabulary)) = known.first()?;
        let alone = known.get(1).is_none_or(|(second, _)| second < best);
        let shows =
            best.small >= MIN_FUNCTION.max(own_known.small) && best.words >= own_known.words + MORE_KNOWN;
        (alone && shows).then(|| Sentence::new(&sentence.text, lexicon, vocabulary))
    }
}
