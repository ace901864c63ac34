//! Sentences and their tokens, with the lexicon's words and the numbers found in them.

mod beside;
pub mod quotes;
mod sentences;
pub mod tokens;

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::answers::Answers;
use super::grammar::Grammar;
use super::lexicon::{ByList, Glance, Hit, Lexicon, List, Matches};
use super::numbers::{NumberToken, numbers};
use super::statistics::counts::Count;
pub use sentences::sentences;

#[derive(Debug, Clone)]
pub struct Token {
    /// Byte offsets in the sentence.
    pub start: usize,
    pub end: usize,
    word: Arc<Word>,
}

impl Token {
    /// The same for tokens of a sentence that are written alike.
    pub fn id(&self) -> *const Word {
        Arc::as_ptr(&self.word)
    }
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
    is_word: bool,
    is_number: bool,
    /// A hyphen, which does not part the words of a phrase.
    pub joins: bool,
    /// "The", "of": by them a language is known.
    pub is_small: bool,
    is_listed: bool,
    pub matches: Matches,
}

/// Words met before, by their writing: a report repeats its words, and finding a stem and what lists know of it takes
/// time.
#[derive(Default)]
pub struct Vocabulary(Answers<String, Arc<Word>>);

impl Vocabulary {
    pub fn word(&self, written: &str, lexicon: &Lexicon) -> Arc<Word> {
        self.0.get(written, || Arc::new(Word::new(written, lexicon)))
    }
}

/// What a language knows of a word that is looked at for its language alone.
pub fn glance(written: &str, lexicon: &Lexicon) -> Glance {
    let forms = Forms::of(written, &lexicon.grammar);
    lexicon.glance(&forms.lower, &forms.stem, forms.singular())
}

/// The forms by which the lists know a word.
struct Forms {
    lower: String,
    stem: String,
    /// Where it is not the stem.
    singular: Option<String>,
}

impl Forms {
    fn of(written: &str, grammar: &Grammar) -> Self {
        let mut lower = written.to_lowercase();
        if !lower.is_ascii() {
            lower = lower.replace('’', "'").replace('ё', "е");
        }
        let bare = lower.strip_suffix("'s").unwrap_or(&lower);
        let (stem, singular) = if written.starts_with(char::is_alphabetic) {
            grammar.stem_and_singular(bare)
        } else {
            (lower.clone(), Some(grammar.singular(bare)))
        };
        Forms {
            lower,
            stem,
            singular,
        }
    }

    fn singular(&self) -> &str {
        self.singular.as_ref().unwrap_or(&self.stem)
    }
}

impl Word {
    fn new(written: &str, lexicon: &Lexicon) -> Self {
        let forms = Forms::of(written, &lexicon.grammar);
        let matches = lexicon.matches(&forms.lower, &forms.stem, forms.singular());
        let Glance { is_small, is_listed } = matches.glance();
        let Forms {
            lower,
            stem,
            singular,
        } = forms;
        Word {
            is_small,
            is_listed,
            matches,
            capital: written.starts_with(char::is_uppercase),
            is_word: lower.starts_with(char::is_alphabetic),
            is_number: lower.starts_with(|c: char| c.is_ascii_digit()),
            joins: matches!(lower.as_str(), "-" | "‑" | "/"),
            singular: singular.unwrap_or_else(|| stem.clone()),
            stem,
            lower,
        }
    }

    pub fn glance(&self) -> Glance {
        Glance {
            is_small: self.is_small,
            is_listed: self.is_listed,
        }
    }

    pub fn is_word(&self) -> bool {
        self.is_word
    }

    pub fn is_number(&self) -> bool {
        self.is_number
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
pub struct Sentence(Arc<Parsed>);

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
    by_list: ByList,
    pub numbers: Vec<NumberToken>,
    grammar: Arc<Grammar>,
    /// Many ask what the numbers count.
    pub(super) counts: OnceLock<Vec<Count>>,
    /// Words that carry meaning.
    content: OnceLock<Box<[Arc<Word>]>>,
}

impl Sentence {
    pub fn new(text: &str, lexicon: &Lexicon, vocabulary: &Vocabulary) -> Self {
        let tokens = tokens::all(text, lexicon, vocabulary);
        let hits = lexicon.hits(&tokens);
        let numbers = numbers(text, &tokens, &hits);
        Sentence(Arc::new(Parsed {
            text: text.to_string(),
            by_list: ByList::of(&hits),
            tokens,
            hits,
            numbers,
            counts: OnceLock::new(),
            grammar: Arc::clone(&lexicon.grammar),
            content: OnceLock::new(),
        }))
    }

    pub fn has(&self, list: List) -> bool {
        self.by_list.has(list)
    }

    pub fn first(&self, list: List) -> Option<&Hit> {
        self.all(list).next()
    }

    pub fn all(&self, list: List) -> impl Iterator<Item = &Hit> {
        let places = self.by_list.of_list(list).iter();
        places.map(|at| &self.hits[*at as usize])
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

    /// "Utbildats": something was done, without a "were".
    pub fn passive_alone(&self, lower: &str) -> bool {
        self.grammar.passive_alone(lower)
    }

    /// "Financent": the word before it names who acts.
    pub fn is_finite(&self, subject: &str, lower: &str) -> bool {
        self.grammar.is_finite(subject, lower)
    }

    /// "Sålde": a verb that tells what was done, where its ending says so.
    pub fn is_past(&self, lower: &str) -> bool {
        self.grammar.is_past(lower)
    }

    /// "Publica": perhaps a verb of one that acts.
    pub fn may_be_single(&self, lower: &str) -> bool {
        self.grammar.may_be_single(lower)
    }

    /// "Provide": no participle.
    pub fn in_present(&self, lower: &str) -> bool {
        self.grammar.in_present(lower)
    }

    /// How the language of the sentence inflects its words.
    pub fn grammar(&self) -> &Grammar {
        &self.grammar
    }

    /// Nouns are written together.
    pub fn compounds(&self) -> bool {
        self.grammar.compounds
    }

    /// "Achieved in %", "share of target".
    pub fn names_percentage(&self) -> bool {
        self.has(List::PercentageWords) || self.tokens.iter().any(|token| token.lower == "%")
    }

    /// A verb by its form, where nothing names it a noun.
    pub fn is_infinitive(&self, token: usize) -> bool {
        let noun = NOUN_LISTS.iter().any(|list| self.at(*list, token));
        let marked = self.ends(List::InfinitiveMarks, token);
        let counted = self.starts(List::Articles, token + 1)
            || self.numbers.iter().any(|number| number.start == token + 1);
        let word = self.tokens.get(token);
        !noun && word.is_some_and(|word| self.grammar.is_infinitive(&word.lower, marked, counted))
    }

    /// "Renforcer les comités": what is to be done.
    pub fn opens_with_infinitive(&self) -> bool {
        let first = self.tokens.first();
        let unmarked = first.is_some_and(|first| self.grammar.opens_as_infinitive(&first.lower));
        self.is_infinitive(0) || unmarked
    }

    /// "We supported 105 survivors": whatever the heading above it says, that was done.
    pub fn tells_what_we_did(&self) -> bool {
        let persons = self.all(List::FirstPersons);
        let mut verbs = persons.filter_map(|hit| Some((hit.end, self.tokens.get(hit.end)?)));
        let planned = self.has(List::Future) || self.has(List::PlanWords);
        !planned
            && verbs.any(|(at, token)| self.grammar.is_past(&token.lower) && !self.at(List::PromiseVerbs, at))
    }

    /// The first verb in the future that its ending tells.
    pub fn future_verb(&self) -> Option<usize> {
        let future = |token: &Token| !token.capital && self.grammar.is_future(&token.lower);
        self.tokens.iter().position(future)
    }

    /// Adjectives are known by their ending.
    pub fn adjectives_end_alike(&self) -> bool {
        self.grammar.adjectives_end_alike
    }

    /// Whether a word of a list begins at a token.
    pub fn starts(&self, list: List, token: usize) -> bool {
        self.all(list).any(|hit| hit.start == token)
    }

    /// Where those begin of whom an "of" at a token is said, behind their article: "members of the community".
    pub fn behind_of(&self, token: usize) -> Option<usize> {
        let of = self.all(List::OfWords).find(|of| of.start == token)?;
        Some(of.end + usize::from(self.starts(List::Articles, of.end)))
    }

    /// Whether a word of a list ends before a token.
    pub fn ends(&self, list: List, token: usize) -> bool {
        self.all(list).any(|hit| hit.end == token)
    }

    /// The words of a hit as written.
    pub fn written(&self, hit: &Hit) -> &str {
        self.between(hit.start, hit.end)
    }

    /// "(81 %": the share with which a bracket begins at a token.
    pub fn share_in_bracket(&self, at: usize) -> Option<&NumberToken> {
        let opens = self.tokens.get(at).is_some_and(|token| token.lower == "(");
        let mut shares = self.numbers.iter().filter(|number| number.percent);
        shares.find(|share| opens && share.start == at + 1)
    }

    /// Whether a bracket is open before a token; one that closes an item's letter, "a)", opens none.
    pub fn in_brackets(&self, token: usize) -> bool {
        let depth = self.tokens[..token]
            .iter()
            .fold(0_usize, |depth, before| match before.lower.as_str() {
                "(" => depth + 1,
                ")" => depth.saturating_sub(1),
                _ => depth,
            });
        depth > 0
    }

    /// What stands from one token to another as written, the end excluded; `from` is before `to`.
    pub fn between(&self, from: usize, to: usize) -> &str {
        &self.text[self.tokens[from].start..self.tokens[to - 1].end]
    }

    /// Stems of the words that carry meaning.
    pub fn content(&self) -> Vec<&str> {
        self.content_stems().collect()
    }

    /// The same one by one.
    pub fn content_stems(&self) -> impl Iterator<Item = &str> {
        let words = self.content.get_or_init(|| self.find_content());
        words.iter().map(|word| word.stem.as_str())
    }

    fn find_content(&self) -> Box<[Arc<Word>]> {
        let mut small = vec![false; self.tokens.len()];
        for hit in self.all(List::Function) {
            small[hit.start..hit.end].fill(true);
        }
        let means = |token: &Token| token.is_word() && token.lower.chars().nth(2).is_some();
        let tokens = self.tokens.iter().zip(small);
        let content = tokens.filter(|(token, small)| !small && means(token));
        content.map(|(token, _)| Arc::clone(&token.word)).collect()
    }
}
