//! How many were reached, and who they are: more of them is no effect.

use crate::extract::lexicon::List;
use crate::extract::words::Sentence;

/// Words between a share and those of whom it is: "65% of our overall beneficiaries".
const SHARED: usize = 6;

/// "The number of participants doubled", "65% of the beneficiaries came from schools": how many were reached, or who they
/// are, is no effect.
pub fn grows_reach(sentence: &Sentence) -> bool {
    let any = |lists: &[List]| lists.iter().any(|list| sentence.has(*list));
    if opens_with_reach(sentence) {
        return true;
    }
    let theirs = [
        List::OutcomeVerbs,
        List::StartingVerbs,
        List::BeforeWords,
        List::AfterWords,
    ];
    if any(&theirs) {
        return false;
    }
    let percents = || sentence.numbers.iter().filter(|number| number.percent);
    // "Services were provided to 4,000 people, a 14% increase".
    let more = percents().any(|share| {
        let mut given = [List::OutputVerbs, List::ServedWords]
            .into_iter()
            .flat_map(|list| sentence.all(list));
        sentence.starts(List::Increase, share.end) && given.any(|hit| hit.start < share.start)
    });
    let measured = [List::ChangeVerbs, List::Increase];
    let reached = |at: usize| {
        [List::ThoseReached, List::Events]
            .into_iter()
            .any(|list| sentence.starts(list, at))
    };
    // "The proportion of participants from conferences increased".
    let portion = [List::Counting, List::PercentageWords]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|named| named.start < SHARED && (named.end..named.end + 2).any(reached));
    if more || any(&measured) && portion {
        return true;
    }
    if any(&[List::ChangeNouns, List::EffectVerbs]) {
        return false;
    }
    let grows = measured
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| (hit.start.saturating_sub(SHARED)..hit.end + SHARED).any(reached));
    let parted = percents().any(|number| {
        let whole = number.end + 1..number.end + SHARED;
        sentence.starts(List::OfWords, number.end) && whole.into_iter().any(reached)
    });
    grows || parted && sentence.has(List::BeWords)
}

/// "Reached 74,000 new farmers, an increase of 393 per cent over the year before".
fn opens_with_reach(sentence: &Sentence) -> bool {
    let served = [List::ServedWords, List::OutputVerbs]
        .into_iter()
        .any(|list| sentence.at(list, 0));
    let mut percents = sentence.numbers.iter().filter(|number| number.percent);
    served
        && percents.any(|share| {
            let of = sentence.all(List::OfWords).find(|of| of.end == share.start);
            of.is_some_and(|of| sentence.ends(List::Increase, of.start))
        })
}
