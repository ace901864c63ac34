//! What the lists of a language know of a word.

use super::List;
use super::phrases::{Pattern, Symbol};

/// What a lexicon knows of a word, wherever the word stands.
#[derive(Debug, Default)]
pub struct Matches {
    forms: Symbols,
    /// Lists of which the word is a phrase by itself, each once, as the lists order them.
    pub(super) alone: Box<[Placed<Opening>]>,
    /// Phrases that begin with the word and go on, by the form of their second word: a word that is in many of them has
    /// few behind it.
    longer: Box<[(More, Placed<Opening>)]>,
    /// Lists that know the word by its ending.
    pub(super) endings: Box<[List]>,
}

/// The forms of a word that a phrase names.
#[derive(Debug, Default)]
pub(super) struct Symbols {
    pub lower: Option<Symbol>,
    pub stem: Option<Symbol>,
    pub singular: Option<Symbol>,
}

/// Something with its place in the order of the lists.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed<T> {
    pub place: usize,
    pub own: T,
}

impl<T: Copy> Placed<T> {
    pub fn with<U>(&self, make: impl Fn(T) -> U) -> Placed<U> {
        Placed {
            place: self.place,
            own: make(self.own),
        }
    }
}

/// What tells whether a word is one of a language.
#[derive(Debug, Clone, Copy)]
pub struct Glance {
    /// "The", "of": by them a language is known.
    pub is_small: bool,
    /// It is in a list by itself.
    pub is_listed: bool,
}

impl Glance {
    /// Of a word by the lists of which it is a phrase by itself, and whether its ending is in one.
    pub(super) fn of(mut lists: impl Iterator<Item = List>, ends_as_known: bool) -> Self {
        let Some(first) = lists.next() else {
            return Glance {
                is_small: false,
                is_listed: ends_as_known,
            };
        };
        Glance {
            is_small: first == List::Function || lists.any(|list| list == List::Function),
            is_listed: true,
        }
    }
}

/// A list with a phrase that begins with a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opening {
    pub list: List,
    pub value: Option<i64>,
}

/// The rest of a phrase that has more words.
#[derive(Debug)]
pub(super) struct More {
    /// The form by which the second word is known.
    pub second: Symbol,
    pub phrase: u32,
}

impl Matches {
    pub(super) fn of(
        forms: Symbols,
        openings: impl Iterator<Item = (Opening, Option<More>)>,
        endings: Box<[List]>,
    ) -> Self {
        let mut alone: Vec<Placed<Opening>> = Vec::new();
        let mut longer = Vec::new();
        for (place, (own, more)) in openings.enumerate() {
            let opening = Placed { place, own };
            match more {
                Some(more) => longer.push((more, opening)),
                None if alone.iter().any(|known| known.own.list == own.list) => {}
                None => alone.push(opening),
            }
        }
        longer.sort_unstable_by_key(|(more, opening)| (more.second, opening.place));
        Matches {
            forms,
            alone: alone.into(),
            longer: longer.into(),
            endings,
        }
    }

    /// Whether a phrase of one of the lists begins with the word.
    pub fn begin(&self, lists: &[List]) -> bool {
        let mut longer = self.longer.iter().map(|(_, opening)| opening);
        let begins = |opening: &Placed<Opening>| lists.contains(&opening.own.list);
        self.alone.iter().any(begins) || longer.any(begins)
    }

    pub fn glance(&self) -> Glance {
        let lists = self.alone.iter().map(|opening| opening.own.list);
        Glance::of(lists, !self.endings.is_empty())
    }

    /// The phrases that begin with the word and whose second word may be another.
    pub(super) fn going_on<'a>(
        &'a self,
        second: &'a Matches,
    ) -> impl Iterator<Item = &'a (More, Placed<Opening>)> {
        let Symbols {
            lower,
            stem,
            singular,
        } = second.forms;
        let stem = stem.filter(|stem| Some(*stem) != lower);
        let singular = singular.filter(|singular| Some(*singular) != lower && Some(*singular) != stem);
        let forms = [lower, stem, singular].into_iter().flatten();
        forms.filter(|_| !self.longer.is_empty()).flat_map(move |form| {
            let from = self.longer.partition_point(|(more, _)| more.second < form);
            let longer = self.longer[from..].iter();
            longer.take_while(move |(more, _)| more.second == form)
        })
    }

    pub(super) fn is(&self, pattern: &Pattern, lower: &str) -> bool {
        match pattern {
            Pattern::Exact(word) => self.forms.lower == Some(*word),
            Pattern::Stem(stem) => self.forms.stem == Some(*stem),
            Pattern::Noun { stem, beginning } => {
                self.forms.singular == Some(*stem) && lower.starts_with(&**beginning)
            }
        }
    }
}
