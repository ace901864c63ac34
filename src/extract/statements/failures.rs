//! Which words of failing tell that the project's work fell short: not what others lack, what was so before, or what happily
//! did not happen.

use super::account::negation_before;
use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;

/// Words of a clause between a relative and what it tells: "the children who have not yet received".
const RELATIVE: usize = 6;
/// Words after a denial among which its verb stands: "has not yet been fully completed".
const VERB: usize = 4;
/// Words at the beginning of a sentence that tell when it was so.
const TIME: usize = 3;

/// Those whom a relative clause describes.
pub const DESCRIBED: [List; 7] = [
    List::People,
    List::Households,
    List::ThoseReached,
    List::Places,
    List::Facilities,
    List::Organisations,
    List::SubjectPronouns,
];
/// Doing, delivering and reaching: what a project does not do of these it owed.
const DEEDS: [List; 6] = [
    List::AchievedWords,
    List::ActivityVerbs,
    List::OutputVerbs,
    List::WorkWords,
    List::Participles,
    List::CompletionWords,
];

/// `owned`: the sentence is a result's own account, so that whoever fails in it fails the result.
pub fn failure(sentence: &Sentence, owned: bool) -> Option<&Hit> {
    [List::ShortfallWords, List::HinderWords]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .find(|hit| is_of_work(sentence, hit, owned) && fails(sentence, hit, owned))
}

fn fails(sentence: &Sentence, hit: &Hit, owned: bool) -> bool {
    // What comes "after the project" is late only where it was promised.
    if sentence.starts(List::AfterWords, hit.start) {
        return owned;
    }
    let mut denials = sentence.all(List::Denials);
    if denials.any(|denial| denial.start == hit.start && denial.end == hit.end) {
        return !is_no_denial(sentence, hit) && (owned || denies_deed(sentence, hit));
    }
    // Where a language says both, "aucun … n'a été", one negation does not undo the other.
    let itself = (hit.start..hit.end).any(|at| sentence.at(List::Negations, at));
    let before = negation_before(sentence, hit.start);
    itself || !before.is_some_and(|not| goes_on(sentence, not.end, hit.start))
}

/// Whether a word stands in what is told of the work now: in no aside on whom or what is meant, in no condition, in no name,
/// before no box to tick, and in nothing from before the work.
pub fn is_of_work(sentence: &Sentence, hit: &Hit, owned: bool) -> bool {
    !describes(sentence, hit)
        && !is_condition(sentence, hit)
        && !is_name(sentence, hit)
        && !sentence.text.contains('☐')
        && (owned || !begins_before(sentence, &[List::ColumnBaseline, List::EarlierWords]))
}

/// "748 prisoners awaiting trial were visited", "inmates who have not yet been tried": who they are, not what is still to come.
fn describes(sentence: &Sentence, hit: &Hit) -> bool {
    let waits = sentence.at(List::WaitingWords, hit.start);
    let near = hit.start.saturating_sub(RELATIVE)..hit.start;
    let mut relatives = sentence.all(List::Relatives);
    let relative = relatives.any(|relative| {
        let described = DESCRIBED
            .into_iter()
            .any(|list| sentence.ends(list, relative.start));
        described && near.contains(&relative.start) && goes_on(sentence, relative.end, hit.start)
    });
    waits && sentence.ends(List::People, hit.start)
        || sentence.ends(List::HumanRelatives, hit.start)
        || relative
}

/// Whether a relative is of the somebody or the place right before it: "the women who", and not "the training of women which".
pub fn is_described(sentence: &Sentence, lists: &[List], relative: usize) -> bool {
    let mut named = lists.iter().flat_map(|list| sentence.all(*list));
    named.any(|hit| hit.end == relative && !sentence.ends(List::OfWords, hit.start))
}

/// "When it was cancelled, the team sold the goods over the net."
fn is_condition(sentence: &Sentence, hit: &Hit) -> bool {
    let pause = (hit.end..sentence.tokens.len()).any(|at| is_pause(sentence, at));
    pause && sentence.starts(List::WhenWords, 0) && goes_on(sentence, 0, hit.start)
}

/// "Before the project 42 per cent had never saved."
pub fn begins_before(sentence: &Sentence, lists: &[List]) -> bool {
    (0..TIME).any(|at| lists.iter().any(|list| sentence.starts(*list, at)))
}

/// "Food Without Delay", "our Empower Tanzania staff".
pub fn is_name(sentence: &Sentence, hit: &Hit) -> bool {
    let capital = |at: usize| sentence.tokens.get(at).is_some_and(|token| token.capital);
    hit.start > 0 && capital(hit.start) && (capital(hit.start - 1) || capital(hit.end))
}

/// "Has not only", and what it is good to be spared: "did not break up".
fn is_no_denial(sentence: &Sentence, denial: &Hit) -> bool {
    let mut after = denial.end..denial.end + VERB;
    sentence.starts(List::OnlyWords, denial.end) || after.any(|at| sentence.starts(List::SparedWords, at))
}

/// "Was not built", "has not yet been reached", and neither "was not big" nor "did not know".
fn denies_deed(sentence: &Sentence, denial: &Hit) -> bool {
    (denial.end..denial.end + VERB).any(|at| {
        DEEDS.into_iter().any(|list| sentence.starts(list, at)) && goes_on(sentence, denial.end, at)
    })
}

/// No mark parts one token from another.
pub fn goes_on(sentence: &Sentence, from: usize, to: usize) -> bool {
    !(from..to).any(|at| is_pause(sentence, at))
}

fn is_pause(sentence: &Sentence, at: usize) -> bool {
    matches!(
        sentence.tokens[at].lower.as_str(),
        "," | ";" | ":" | "." | "(" | ")"
    )
}
