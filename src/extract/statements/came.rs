//! What came of the work, told by a word for an effect: beside a figure somebody saw it, and else it is only asserted.

use rust_decimal::Decimal;

use super::changes::quantities;
use crate::extract::activities::effect_verb;
use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::NumberToken;
use crate::extract::words::Sentence;
use crate::report::Claim;

/// "78 children were reintegrated", "has helped 40 women to open a shop": seen in those who are counted.
pub fn counted(sentence: &Sentence) -> Option<(Claim, &Hit)> {
    let seen = figures(sentence).next().is_some() && !sentence.has(List::Future);
    let effect = effect_verb(sentence).filter(|_| seen);
    effect.map(|hit| (Claim::Outcome, hit))
}

/// "The training has changed their lives": nobody is counted. "The costs came to 98 per cent of the budget" is none.
pub fn effect_alone(sentence: &Sentence) -> Option<(Claim, &Hit)> {
    let told = figures(sentence).next().is_some() || sentence.tells_money();
    let effect = effect_verb(sentence).filter(|_| !told);
    effect.map(|hit| (Claim::Assertion, hit))
}

/// What counts something: neither "one of them", nor the number of a name, "COVID-19", "form IN/285", nor the mark of an item,
/// "(6)". Where money is told, its figures and the shares of it are of the budget.
fn figures(sentence: &Sentence) -> impl Iterator<Item = &NumberToken> {
    let money = sentence.tells_money();
    quantities(sentence).filter(move |number| {
        let of_money = money && (number.percent || sentence.is_money(number));
        let word = |at: usize| sentence.tokens.get(at).map(|token| token.lower.as_str());
        let marks_item = number.start <= 1 && word(number.end) == Some(")");
        let one = number.in_words && number.number.high <= Decimal::ONE;
        let joined = number.start.checked_sub(1).is_some_and(|before| {
            let mark = sentence.tokens[before].lower.as_str();
            matches!(mark, "-" | "/" | "‑") && before > 0 && sentence.tokens[before - 1].is_word()
        });
        // "Children under five were": an age.
        let next = sentence.tokens.get(number.end);
        let alone = next.is_none_or(|next| !next.is_word() || next.is_small);
        let age = number.in_words && alone && !sentence.starts(List::OfWords, number.end);
        !one && !joined && !age && !of_money && !marks_item
    })
}
