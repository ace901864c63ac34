//! What those who were taught have done for others: the use of a training, told in its own sentence.

use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::NumberToken;
use crate::extract::words::Sentence;

/// Words at the beginning of a sentence among which its subject stands.
const SUBJECT: usize = 6;
/// Words between a helping verb and the training: "have received a training".
const GIVEN: usize = 3;
/// Words behind what they did among which it is said for how many.
const WHOM: usize = 6;

/// "Trained midwives helped at 72 births", "the women who were trained passed it on to 102 others": and neither "we trained 30
/// teachers and visited 40 schools" nor "volunteers trained 300 farmers".
pub(super) fn taught_act(sentence: &Sentence) -> bool {
    let other = [List::Future, List::ExpectedWords, List::FirstPersons];
    if other.into_iter().any(|list| sentence.has(list)) {
        return false;
    }
    let taught = |act: &Hit| {
        // "40 teachers were trained, who have taught 1,200 pupils".
        let whose = sentence.ends(List::Relatives, act.start);
        sentence
            .all(List::TrainingWords)
            .any(|training| training.end <= act.start && (whose || are_taught(sentence, training)))
    };
    sentence
        .all(List::ActsForOthers)
        .any(|act| !is_denied(sentence, act) && reaches_many(sentence, act) && taught(act))
}

/// "Were treated", "were trained and visited by advisers", "to help with", "not visited".
fn is_denied(sentence: &Sentence, act: &Hit) -> bool {
    sentence.starts(List::AgentWords, act.end)
        || [List::BeWords, List::InfinitiveMarks, List::Negations]
            .into_iter()
            .any(|list| sentence.ends(list, act.start))
}

fn reaches_many(sentence: &Sentence, act: &Hit) -> bool {
    let within = act.end..act.end + WHOM;
    let counts = |number: &NumberToken| {
        within.contains(&number.start) && !sentence.is_money(number) && !sentence.is_year(number)
    };
    sentence.numbers.iter().any(counts)
}

/// "Trained midwives", "las mujeres capacitadas", "midwives have received training", "teams were trained".
fn are_taught(sentence: &Sentence, training: &Hit) -> bool {
    let people = [List::People, List::Organisations, List::ThoseReached];
    let starts = |at: usize| people.into_iter().any(|list| sentence.starts(list, at));
    let ends = |at: usize| people.into_iter().any(|list| sentence.ends(list, at));
    let near = training.start.saturating_sub(GIVEN)..=training.start;
    let given = [List::BeWords, List::ServedWords, List::TakingPart];
    let mut whole = sentence
        .all(List::OutputVerbs)
        .filter(|hit| hit.end - hit.start > 1);
    // "Have received training", "har fått utbildning".
    let passive = near
        .into_iter()
        .any(|at| given.into_iter().any(|list| sentence.ends(list, at)))
        || whole.any(|hit| hit.start < training.start && training.start < hit.end);
    let mut named = (0..training.start.min(SUBJECT)).filter(|at| starts(*at));
    if passive && named.next().is_some() {
        return true;
    }
    if training.start >= SUBJECT {
        return false;
    }
    if sentence.head_last() {
        let opens = training.start == 0 && starts(training.end);
        let passive = sentence.is_passive(&sentence.tokens[training.start].lower);
        passive && opens || super::is_quality(sentence, training)
    } else {
        ends(training.start)
    }
}
