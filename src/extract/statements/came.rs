//! What came of the work, told by a word for an effect or by a share of those whom it is for: where it is counted somebody
//! saw it, and else it is only asserted.

use rust_decimal::Decimal;

use super::changes::quantities;
use crate::extract::activities::effect_verb;
use crate::extract::activities::tells::parts::told_share;
use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::NumberToken;
use crate::extract::words::Sentence;
use crate::report::Claim;

/// "78 children were reintegrated", "has helped 40 women to open a shop", "91 per cent of the pupils can read": seen in those
/// who are counted. `act`: beside what the project did a share may be of its work.
pub fn counted(sentence: &Sentence, act: Option<&Hit>) -> Option<(Claim, Hit)> {
    if sentence.has(List::Future) {
        return None;
    }
    let effect = effect_verb(sentence).filter(|_| figures(sentence).next().is_some());
    // "Seven per cent of the grants ($77 million)" is a part of the money, "91 per cent live in poverty" is why work is done.
    let other =
        sentence.has(List::Context) || sentence.numbers.iter().any(|number| sentence.is_money(number));
    let share = || {
        told_share(sentence)
            .filter(|share| act.is_none() && !other && !sentence.ends(List::OnlyWords, share.start))
            .map(of_number)
    };
    let hit = effect.copied().or_else(share)?;
    Some((Claim::Outcome, hit))
}

/// "The training has changed their lives": nobody is counted.
pub fn effect_alone(sentence: &Sentence) -> Option<(Claim, Hit)> {
    let effect = effect_verb(sentence).filter(|_| figures(sentence).next().is_none());
    effect.map(|hit| (Claim::Assertion, *hit))
}

fn of_number(number: &NumberToken) -> Hit {
    Hit {
        list: List::Percent,
        start: number.start,
        end: number.end,
        value: None,
    }
}

/// What counts something: neither "one of them" nor the number of a name, "COVID-19", "form IN/285".
fn figures(sentence: &Sentence) -> impl Iterator<Item = &NumberToken> {
    quantities(sentence).filter(|number| {
        let one = number.in_words && number.number.high <= Decimal::ONE;
        let joined = number.start.checked_sub(1).is_some_and(|before| {
            let mark = sentence.tokens[before].lower.as_str();
            matches!(mark, "-" | "/" | "‑") && before > 0 && sentence.tokens[before - 1].is_word()
        });
        // "Children under five were": an age.
        let next = sentence.tokens.get(number.end);
        let alone = next.is_none_or(|next| !next.is_word() || next.is_small);
        let age = number.in_words && alone && !sentence.starts(List::OfWords, number.end);
        !one && !joined && !age
    })
}
