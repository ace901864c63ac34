//! Whether the noun that is counted tells a sex itself.

use super::noun::Noun;
use crate::extract::lexicon::List;
use crate::extract::numbers::NumberToken;
use crate::extract::words::Sentence;

/// Letters that a noun for women shares with that for men: "alumnas y alumnos".
const SHARED: usize = 4;

/// "86 women", "12 female judges", "66 tejedoras"; not "250 women and men".
pub fn is_told(sentence: &Sentence, number: &NumberToken, noun: &Noun, elided: bool) -> bool {
    if elided {
        // "… and five are men".
        let next = number.end + usize::from(sentence.starts(List::Auxiliaries, number.end));
        return [List::Female, List::Male]
            .into_iter()
            .any(|list| sentence.at(list, next));
    }
    if end_of_both(sentence, number.end, noun.end).is_some() {
        return false;
    }
    let mut span = number.end.min(noun.start)..noun.end.max(number.end);
    let head = if sentence.head_last() {
        noun.end - 1
    } else {
        noun.start
    };
    span.any(|at| sentence.at(List::Female, at) || sentence.at(List::Male, at))
        || is_of_one_sex(sentence, head)
}

/// "All 48 weavers are women", "… were exclusively male".
pub fn is_said(sentence: &Sentence, noun_end: usize) -> bool {
    let dash = sentence
        .tokens
        .get(noun_end)
        .is_some_and(|token| matches!(token.lower.as_str(), "–" | "—"));
    if !(dash || sentence.starts(List::Auxiliaries, noun_end)) {
        return false;
    }
    let all = sentence.all(List::Shares).find(|hit| hit.start == noun_end + 1);
    let at = all.map_or(noun_end + 1, |hit| hit.end);
    let one = |list| sentence.starts(list, at);
    (one(List::Female) || one(List::Male)) && end_of_both(sentence, at, at + 1).is_none()
}

/// Where a pair for both sexes ends: "250 women and men", "niñas y niños", "alumnas y alumnos".
pub fn end_of_both(sentence: &Sentence, from: usize, until: usize) -> Option<usize> {
    (from..until).find_map(|at| {
        let next = at + 1;
        let joined = sentence.starts(List::AndWords, next)
            || sentence.tokens.get(next).is_some_and(|token| token.lower == "/");
        let other = next + 1;
        let pair = [(List::Female, List::Male), (List::Male, List::Female)]
            .into_iter()
            .any(|(one, two)| sentence.at(one, at) && sentence.starts(two, other));
        let forms = is_of_one_sex(sentence, at) && is_same_trade(sentence, at, other);
        (joined && (pair || forms)).then_some(other + 1)
    })
}

/// Names of trades and kin in a form for one sex; as adjectives such forms say nothing ("personas refugiadas").
pub fn is_of_one_sex(sentence: &Sentence, at: usize) -> bool {
    sentence.at(List::OneSexForms, at) || sentence.at(List::OneSexEndings, at)
}

fn is_same_trade(sentence: &Sentence, one: usize, other: usize) -> bool {
    let beginning = |at: usize| {
        let token = sentence.tokens.get(at)?;
        Some(token.lower.chars().take(SHARED).collect::<String>())
    };
    beginning(one).is_some() && beginning(one) == beginning(other)
}
