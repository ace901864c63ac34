//! Whether an indicator's figure should rise or fall.

use super::super::Reader;
use super::super::lexicon::{Hit, List};
use super::super::words::Sentence;
use super::agents::done;
use crate::report::{Indicator, Measure, Number};

/// Whether more is better, and for a figure that should fall the words or values that say so.
///
/// Publishers set `ascending` carelessly: an indicator falls only when its own figures or its wording say so.
pub fn direction(
    reader: &Reader,
    sentence: &Sentence,
    indicator: &Indicator,
) -> (Option<bool>, Option<String>) {
    let baseline = indicator.baseline.as_ref().and_then(|figure| figure.number);
    let target = indicator
        .periods
        .iter()
        .rev()
        .find_map(|period| period.target.as_ref()?.number);
    let falling = sentence.first(List::Falling);
    // Nothing stands for a target where none was set: what is meant to rise does not fall to it.
    let unset =
        |target: &Number| target.high.is_zero() && indicator.ascending == Some(true) && falling.is_none();
    let both = baseline.zip(target);
    if let Some((baseline, target)) = both.filter(|(own, target)| target.high < own.low && !unset(target)) {
        let told = format!("{} → {}", baseline.low.normalize(), target.high.normalize());
        return (Some(false), Some(told));
    }
    let mut targets = indicator
        .periods
        .iter()
        .filter_map(|period| period.target.as_ref());
    let bound = targets.find(|target| reader.sentence(&target.text).has(List::AtMost));
    if let Some(bound) = bound {
        return (Some(false), Some(bound.text.clone()));
    }
    if both.is_some_and(|(baseline, target)| target.low > baseline.high) {
        return (Some(true), None);
    }
    // "Should go down", beside the figures.
    let mut comments = indicator.periods.iter().flat_map(|period| &period.comments);
    let told = comments.find(|comment| reader.sentence(&comment.text).has(List::LowerIsBetter));
    if let Some(told) = told {
        return (Some(false), Some(told.text.clone()));
    }
    let written = |hit: &Hit| Some(sentence.written(hit).to_string());
    match indicator.ascending {
        Some(true) => (Some(true), None),
        Some(false) if falling.is_some() => (Some(false), falling.and_then(written)),
        _ => match harm(sentence).filter(|_| indicator.measure != Measure::Money) {
            Some(hit) => (Some(false), written(hit)),
            None => (None, None),
        },
    }
}

/// What the figure measures, where nobody wants more of it: "number of deaths", "average waiting time", "incidents of
/// violence", but neither "reduction in deaths" nor "survivors of violence", "cases of violence reported", "violence
/// prevention plans".
fn harm(sentence: &Sentence) -> Option<&Hit> {
    let harms = sentence
        .all(List::Harms)
        .filter(|hit| sentence.starts(List::Falling, hit.start));
    let harm = harms.min_by_key(|hit| hit.start)?;
    let is_harm = |at: usize| sentence.at(List::Harms, at);
    let changes = [List::Increase, List::ChangeVerbs, List::Falling];
    let changed = |at: usize| changes.into_iter().any(|list| sentence.starts(list, at));
    let settled = |at: usize| done(sentence, at) || sentence.starts(List::CaseEnd, at);
    let other = (0..sentence.tokens.len())
        .any(|at| !is_harm(at) && (changed(at) || settled(at) || acts(sentence, at)));
    (!other && heads(sentence, harm) && !is_adjunct(sentence, harm)).then_some(harm)
}

/// "Organisations working against violence": what somebody does is counted, and not the harm.
fn acts(sentence: &Sentence, at: usize) -> bool {
    let deeds = [
        List::Relatives,
        List::DeliveryWords,
        List::TrainingWords,
        List::CampaignWords,
        List::TakingPart,
    ];
    deeds.into_iter().any(|list| sentence.starts(list, at))
}

/// Before the harm stands nothing else that is counted: "number of", "rate of", "average", "maternal", "incidents of".
fn heads(sentence: &Sentence, harm: &Hit) -> bool {
    let measures = [
        List::Counting,
        List::PercentageWords,
        List::MeasureWords,
        List::RateWords,
        List::Averages,
        List::AnyCases,
        List::Harms,
        List::Total,
    ];
    let plain = |at: usize| measures.iter().any(|list| sentence.at(*list, at));
    let link = |at: usize| sentence.starts(List::OfWords, at) || sentence.starts(List::Articles, at);
    // "Women experiencing violence", "ending violence": what somebody lives through or does.
    let follows = |at: usize, marks: &[&str]| {
        let next = sentence.tokens.get(at + 1);
        next.is_some_and(|next| marks.contains(&next.lower.as_str()))
    };
    let people = |at: usize| {
        let token = &sentence.tokens[at];
        let several = sentence.at(List::People, at) && token.lower != token.singular;
        several && !follows(at, &["'", "’"]) || sentence.acts(&token.lower)
    };
    // "Under-five mortality".
    let joined = |at: usize| follows(at, &["-", "‑"]);
    let mut named = false;
    for at in 0..harm.start {
        // "Survivors of violence", "costs of the centre for the fight against violence".
        if people(at) && !plain(at)
            || sentence.starts(List::OfWords, at) && named
            || sentence.starts(List::NounStops, at) && !link(at) && !joined(at)
        {
            return false;
        }
        if link(at) {
            continue;
        }
        named = sentence.tokens[at].is_word() && !plain(at) && !sentence.at(List::AdjectiveEndings, at);
    }
    // "Maternal deaths", "school drop-outs": where the head stands last, a word before it describes it.
    !named || sentence.head_last()
}

/// "Violence prevention", "mortality audits": another noun follows that is what is counted.
fn is_adjunct(sentence: &Sentence, harm: &Hit) -> bool {
    let Some(next) = sentence.tokens.get(harm.end).filter(|next| next.is_word()) else {
        return false;
    };
    let measures = [
        List::MeasureWords,
        List::RateWords,
        List::NounStops,
        List::OfWords,
        List::AmongWords,
    ];
    let measured = measures.into_iter().any(|list| sentence.at(list, harm.end));
    sentence.head_last() && !measured && !next.lower.ends_with("ly")
}
