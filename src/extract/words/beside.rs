//! What a number is by what stands beside it.

use super::Sentence;
use crate::extract::lexicon::List;
use crate::extract::numbers::NumberToken;

impl Sentence {
    /// "1 de julio", "1 July": a month follows, perhaps after a small word.
    pub fn month_follows(&self, token: usize) -> bool {
        self.starts(List::Months, token)
            || (self.starts(List::OfWords, token) && self.starts(List::Months, token + 1))
    }

    /// "12 March", "March 2019": a number of a date.
    pub fn is_beside_month(&self, number: &NumberToken) -> bool {
        self.month_follows(number.end) || self.ends(List::Months, number.start)
    }

    /// A number that is written as a year: "2023".
    pub fn is_year(&self, number: &NumberToken) -> bool {
        number.is_year(&self.tokens)
    }

    /// A number with a currency before or after it.
    pub fn is_money(&self, number: &NumberToken) -> bool {
        let named = |at: usize| self.at(List::Currency, at) || self.is_currency_sign(at);
        // "12,1 millones de pesos".
        let of = self.starts(List::OfWords, number.end) && self.at(List::Currency, number.end + 1);
        named(number.end) || of || number.start.checked_sub(1).is_some_and(named)
    }

    pub fn tells_money(&self) -> bool {
        self.numbers.iter().any(|number| self.is_money(number))
    }

    pub fn is_currency_sign(&self, at: usize) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| matches!(token.lower.as_str(), "$" | "€" | "£"))
    }
}
