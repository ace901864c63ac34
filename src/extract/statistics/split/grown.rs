//! Women who are counted beside a number, or among it, and do not split it.

use crate::extract::lexicon::{Hit, List};
use crate::extract::statistics::counts::Count;
use crate::extract::words::Sentence;
use crate::report::Disaggregation;

/// "250,000 children below five and 26,800 women", "124 enfants : 87 sont venus avec leur mère": no child is a woman;
/// "30,400 people (1,130 pregnant women included)" tells how many are with child, and not how many are women.
pub fn are_others(sentence: &Sentence, own: &Count, until: usize, parts: &[Disaggregation]) -> bool {
    let [part] = parts else {
        return false;
    };
    let after = |hit: &&Hit| own.noun_end <= hit.start && hit.end <= until;
    let women = || sentence.all(List::Female).filter(after);
    let alone = women().next().is_some() && !sentence.all(List::Male).any(|hit| after(&hit));
    let child = (own.start..own.noun_end).any(|at| sentence.starts(List::Young, at));
    let grown = || women().all(|hit| is_grown(sentence, hit));
    let with_child = || women().all(|hit| is_with_child(sentence, hit));
    alone && part.number.is_some() && (child && grown() || with_child())
}

fn is_grown(sentence: &Sentence, women: &Hit) -> bool {
    sentence.at(List::GrownWomen, women.start) || is_with_child(sentence, women)
}

/// "Pregnant women", "femmes enceintes", "women who are breastfeeding".
fn is_with_child(sentence: &Sentence, women: &Hit) -> bool {
    let near = women.start.saturating_sub(NEAR)..women.end + NEAR;
    sentence
        .all(List::Motherhood)
        .any(|hit| near.contains(&hit.start))
}

/// Tokens between women and "pregnant".
const NEAR: usize = 2;
