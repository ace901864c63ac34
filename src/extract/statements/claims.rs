//! What a sentence claims. A sentence has one main claim (a lesson, a plan, what was done, what changed); beside what was
//! done stand shortfall, reason and estimate.

use super::account::{act, tells_no_account};
use super::came::{counted, effect_alone};
use super::changes::{asserted, is_long, moved, observed, quantities, tells_no_change};
use super::deviations::{explains_figure, reason, shortfall};
use super::failures::{goes_on, is_described};
use super::lessons::lesson;
use super::named::names_indicator;
use super::taken_up::brought_about;
use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;
use crate::report::Claim;

/// Words between what says for what and what is to be then: "so that people in poverty will".
const PURPOSE: usize = 6;

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
        // "The project enabled the council to revise the law on water" tells of a law, and of what came of the work.
        let led = brought_about(sentence)
            .filter(|led| plan(sentence, None).is_none_or(|plan| led.start < plan.start));
        found.extend(led.map(|led| claim(Claim::Outcome, led)));
        return found;
    }
    // In a result's own place a name with a number is its value: "Number of girls enrolled 340".
    let valued = told_of_result && quantities(sentence).next().is_some();
    if names_indicator(sentence) && !valued {
        return found;
    }
    let done = act(sentence);
    let fell_short = shortfall(sentence, told_of_result).filter(|_| !is_long(sentence));
    // "It aimed to reach 500 families, and reached 300".
    let aimed = |plan: &Hit| plan.list == List::PastAims;
    let planned = plan(sentence, done)
        .filter(|plan| fell_short.is_none_or(|hit| !aimed(plan) && plan.start <= hit.start));
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
        // What was delivered or changed beside a shortfall has a number: "14 were built, two fewer than agreed".
        Some(_) => moved(sentence).or_else(|| done.filter(|_| quantities(sentence).next().is_some())),
        None if explains_figure(sentence, reason) => None,
        None => changed(sentence, done.map(|(_, hit)| hit), estimate.is_some()).or(done),
    };
    // "They were trained in sewing, and 40 now have a shop": the work, and what came of it.
    let first = done.zip(main).filter(|((_, act), (_, change))| {
        fell_short.is_none() && act.end <= change.start && !goes_on(sentence, act.end, change.start)
    });
    found.extend(first.map(|((done, hit), _)| claim(done, hit)));
    found.extend(main.map(|(main, hit)| claim(main, hit)));
    found
}

/// What came of the work: seen, or else only asserted.
fn changed<'a>(sentence: &'a Sentence, act: Option<&Hit>, estimated: bool) -> Option<(Claim, &'a Hit)> {
    observed(sentence, act)
        .filter(|_| !estimated)
        .or_else(|| counted(sentence).filter(|_| !tells_no_change(sentence)))
        .or_else(|| asserted(sentence, act).filter(|_| !estimated))
        .or_else(|| effect_alone(sentence).filter(|_| act.is_none()))
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
        .all(List::IntentionWords)
        .copied()
        .chain(future)
        // "The project aimed to build": whether it did is told elsewhere.
        .chain(sentence.all(List::PastAims).copied())
        .filter(|hit| is_of_project(sentence, hit))
        .min_by_key(|hit| hit.start)
        .filter(|hit| {
            done.is_none_or(|(_, act)| hit.start < act.start || is_its_time(sentence, act.start, hit.start))
        })
}

/// Neither whom somebody is, "men who want to work for it", what for, "so that they will", of their own will, nor a question.
fn is_of_project(sentence: &Sentence, hit: &Hit) -> bool {
    let whom = [List::People, List::SubjectPronouns];
    let mut relatives = sentence.all(List::Relatives);
    let relative =
        relatives.any(|relative| relative.end == hit.start && is_described(sentence, &whom, relative.start));
    let purpose = sentence
        .all(List::PurposeWords)
        .any(|purpose| purpose.end <= hit.start && hit.start - purpose.end <= PURPOSE);
    // "Restore hope to communities".
    let given = hit.end - hit.start > 1
        && [List::People, List::Places]
            .into_iter()
            .any(|list| sentence.starts(list, hit.end));
    !(relative
        || purpose
        || given
        || sentence.starts(List::HumanRelatives, hit.start.wrapping_sub(1))
        || sentence.at(List::OwnAccord, hit.start)
        || sentence.at(List::ThatIs, hit.start)
        || sentence.text.ends_with('?'))
}

/// "Once the cases are reviewed, they will be …": the first clause says when, and not what was done.
fn is_its_time(sentence: &Sentence, act: usize, plan: usize) -> bool {
    let comma = sentence.tokens.iter().position(|token| token.lower == ",");
    sentence.starts(List::WhenWords, 0) && comma.is_some_and(|comma| act < comma && comma < plan)
}
