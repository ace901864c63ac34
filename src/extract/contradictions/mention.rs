//! A number of things in a sentence, and what they are called.

use rust_decimal::Decimal;

use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::words::Sentence;

/// Words of what is counted.
const NOUN: usize = 4;

pub struct Mention {
    pub number: Decimal,
    /// Token indices of the number (start) and of what is counted (end).
    pub start: usize,
    pub end: usize,
    /// Stems of what is counted and of the words behind, in their order.
    pub things: Vec<String>,
    /// Of each, whether it is in the plural.
    plural: Vec<bool>,
    /// Said to be about so many.
    pub approximate: bool,
}

impl Mention {
    /// The same things: the name that begins here, up to its plural, stands there as well ("20 committees" of "30 village
    /// committees").
    pub fn is_of_the_things(&self, other: &Mention) -> bool {
        let words: Vec<&str> = other.things.iter().map(String::as_str).collect();
        self.is_named_in(&words)
    }

    /// The name that begins here, up to its plural, stands among these words.
    pub fn is_named_in(&self, words: &[&str]) -> bool {
        let Some(end) = self.plural.iter().position(|plural| *plural) else {
            return false;
        };
        let name = &self.things[..=end];
        words.windows(name.len()).any(|words| words == name)
    }

    /// Words of the name, up to its plural.
    pub fn name_length(&self) -> usize {
        self.plural
            .iter()
            .position(|plural| *plural)
            .map_or(0, |end| end + 1)
    }

    /// The word in the plural, with which the name ends.
    pub fn head(&self) -> Option<&str> {
        let end = self.plural.iter().position(|plural| *plural)?;
        Some(&self.things[end])
    }

    /// "42 wells", as written.
    pub fn written(&self, sentence: &Sentence) -> String {
        sentence.between(self.start, self.end).to_string()
    }
}

/// The whole numbers of a sentence that count something with a name.
pub fn mentions(sentence: &Sentence) -> Vec<Mention> {
    let counted = sentence
        .numbers
        .iter()
        .filter(|number| counts_things(sentence, number));
    counted
        .filter_map(|number| {
            let end = end_of_phrase(sentence, number);
            let words: Vec<usize> = (number.end..end)
                .filter(|at| {
                    let token = &sentence.tokens[*at];
                    token.is_word() && token.lower.chars().count() > 2
                })
                .collect();
            let tokens = words.iter().map(|at| &sentence.tokens[*at]);
            let (things, plural): (Vec<String>, Vec<bool>) = tokens
                .map(|token| (token.stem.clone(), token.lower != token.singular))
                .unzip();
            let named = plural.iter().position(|plural| *plural);
            (!things.is_empty()).then_some(Mention {
                number: number.number.low,
                start: number.start,
                // As far as its name: "20 committees meet".
                end: named.map_or(end, |at| words[at] + 1),
                things,
                plural,
                approximate: number.number.approximate,
            })
        })
        .collect()
}

fn counts_things(sentence: &Sentence, number: &NumberToken) -> bool {
    let follows = [
        List::Time,
        List::Months,
        List::PercentagePoints,
        List::OrdinalMarks,
        List::Scales,
    ];
    let value = number.number;
    value.low == value.high
        && value.low.is_integer()
        && value.low > Decimal::ONE
        && !number.percent
        && !sentence.is_year(number)
        && !sentence.is_money(number)
        && !follows.into_iter().any(|list| sentence.starts(list, number.end))
        && !sentence.ends(List::References, number.start)
}

fn end_of_phrase(sentence: &Sentence, number: &NumberToken) -> usize {
    let glued = |at: usize| {
        let tokens = &sentence.tokens;
        at > number.end && tokens[at].lower == "-" && tokens[at].start == tokens[at - 1].end
    };
    let ends = |at: &usize| {
        // "S-NFI partners".
        !(sentence.tokens[*at].is_word() || glued(*at))
            || [
                List::NounStops,
                List::Auxiliaries,
                List::AndWords,
                List::OfWords,
                List::Relatives,
            ]
            .into_iter()
            .any(|list| sentence.starts(list, *at))
    };
    let last = sentence.tokens.len().min(number.end + NOUN);
    (number.end..last).find(ends).unwrap_or(last)
}
