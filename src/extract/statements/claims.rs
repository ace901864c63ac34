//! What a sentence claims. A sentence has one main claim (a lesson, a plan, what was done, what changed); beside what was
//! done stand shortfall, reason and estimate.

use super::account::{act, tells_no_account};
use super::changes::{asserted, is_long, observed, quantities};
use super::deviations::{explains_figure, reason, shortfall};
use super::lessons::lesson;
use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;
use crate::report::Claim;

/// `owned`: the sentence is a result's own account, so that whoever acts in it acts for the project.
/// `told_of_result`: it stands in a result's own place, and not only shares its words.
pub fn claims(sentence: &Sentence, owned: bool, told_of_result: bool) -> Vec<(Claim, String)> {
    let claim = |claim: Claim, hit: &Hit| (claim, sentence.written(hit).to_string());
    if let Some(hit) = lesson(sentence) {
        return vec![claim(Claim::Lesson, hit)];
    }
    let estimate = [List::EstimateWords, List::GuessWords]
        .into_iter()
        .find_map(|list| sentence.first(list));
    let mut found: Vec<(Claim, String)> = estimate
        .map(|hit| claim(Claim::Estimate, hit))
        .into_iter()
        .collect();
    if tells_no_account(sentence, owned) {
        return found;
    }
    let done = act(sentence);
    let fell_short = shortfall(sentence, told_of_result).filter(|_| !is_long(sentence));
    let planned = plan(sentence, done).filter(|plan| fell_short.is_none_or(|hit| plan.start <= hit.start));
    if let Some(hit) = planned {
        found.push(claim(Claim::Plan, &hit));
        // "will be published after the project": of an expected result that is too late.
        found.extend(
            sentence
                .first(List::ShortfallWords)
                .filter(|_| owned)
                .map(|hit| claim(Claim::Shortfall, hit)),
        );
        return found;
    }
    let reason = reason(sentence, fell_short);
    if let Some(hit) = fell_short {
        found.push(claim(Claim::Shortfall, hit));
    }
    if let Some(hit) = reason {
        found.push(claim(Claim::Reason, hit));
    }
    let main = match fell_short {
        // What was delivered beside a shortfall has a number: "14 were built, two fewer than agreed".
        Some(_) => done.filter(|_| quantities(sentence).next().is_some()),
        None if explains_figure(sentence, reason) => None,
        None => observed(sentence, done.map(|(_, hit)| hit))
            .filter(|_| estimate.is_none())
            .or_else(|| asserted(sentence, done.map(|(_, hit)| hit)))
            .or(done),
    };
    found.extend(main.map(|(main, hit)| claim(main, hit)));
    found
}

/// What is meant to come, unless the sentence first says what was done ("were trained in order to …").
fn plan(sentence: &Sentence, done: Option<(Claim, &Hit)>) -> Option<Hit> {
    let future = sentence.future_verb().map(|start| Hit {
        list: List::IntentionWords,
        start,
        end: start + 1,
        value: None,
    });
    sentence
        .first(List::IntentionWords)
        .cloned()
        .into_iter()
        .chain(future)
        .min_by_key(|hit| hit.start)
        .filter(|hit| {
            done.is_none_or(|(_, act)| hit.start < act.start || is_its_time(sentence, act.start, hit.start))
        })
}

/// "Once the cases are reviewed, they will be …": the first clause says when, and not what was done.
fn is_its_time(sentence: &Sentence, act: usize, plan: usize) -> bool {
    let comma = sentence.tokens.iter().position(|token| token.lower == ",");
    sentence.starts(List::WhenWords, 0) && comma.is_some_and(|comma| act < comma && comma < plan)
}
