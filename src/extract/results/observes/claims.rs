//! The words of a wording that tell of a delivery or of a change, and which of them decides.

use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;
use crate::report::Observes;

/// A word of a delivery or of a change.
pub(super) struct Claim {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) observes: Observes,
}

pub(super) fn claims(sentence: &Sentence, from: usize, until: usize) -> Vec<Claim> {
    let mut found: Vec<Claim> = [
        (List::DeliveryWords, Observes::Delivery),
        (List::ChangeWords, Observes::Change),
        (List::ChangeUse, Observes::Change),
    ]
    .into_iter()
    .flat_map(|(list, observes)| {
        sentence
            .all(list)
            .filter(|hit| hit.start >= from && hit.start < until)
            // "Organisations" organise nothing, a "water users' group" is a name.
            .filter(|hit| !sentence.at(List::Organisations, hit.start))
            .filter(|hit| !(sentence.at(List::People, hit.start) && names_group(sentence, hit)))
            // "Pregnant women" are who is meant.
            .filter(|hit| !(sentence.at(List::Female, hit.start) && sentence.starts(List::People, hit.end)))
            .map(move |hit| Claim {
                start: hit.start,
                end: hit.end,
                observes,
            })
    })
    .collect();
    // "Attendance" is more than "attend": of two readings of one word the change is meant.
    found.sort_by_key(|claim| {
        (
            claim.start,
            usize::MAX - claim.end,
            claim.observes == Observes::Delivery,
        )
    });
    // "Cases (teenage pregnancies) followed up": what stands in brackets tells only where nothing else does.
    if found.iter().any(|claim| !sentence.in_brackets(claim.start)) {
        found.retain(|claim| !sentence.in_brackets(claim.start));
    }
    let mut end = 0;
    found.retain(|claim| {
        let outside = claim.end > end;
        end = end.max(claim.end);
        outside
    });
    found
}

/// "Users" in "water users' group".
fn names_group(sentence: &Sentence, hit: &Hit) -> bool {
    let owner = sentence
        .tokens
        .get(hit.end)
        .is_some_and(|next| matches!(next.lower.as_str(), "'" | "’"));
    hit.end == hit.start + 1 && sentence.starts(List::Organisations, hit.end + usize::from(owner))
}

/// The first claim, unless what it names is the matter of a delivery: "skills training", "good practices documented".
pub(super) fn first(sentence: &Sentence, claims: &[Claim]) -> Option<Observes> {
    let first = claims.first()?;
    let closes = sentence.at(List::NounStops, first.end - 1) || sentence.at(List::OfWords, first.end - 1);
    let matter = sentence.head_last() && !closes && !sentence.at(List::ChangeVerbs, first.start);
    // "Level of completion", "degree of establishment": of what is delivered.
    let weak = sentence.at(List::WeakChange, first.start);
    let next = claims
        .get(1)
        .filter(|next| next.start == first.end)
        .filter(|next| match next.observes {
            Observes::Delivery => weak || matter,
            // "Beneficiaries surveyed demonstrating safer behaviour"
            _ => sentence.at(List::ChangeUse, next.start),
        });
    if next.is_none() && matter && names_thing(sentence, first.end) {
        return Some(Observes::Delivery);
    }
    Some(next.unwrap_or(first).observes)
}

/// "Preparedness plan", "awareness campaigns": what is made or held, on a matter of change.
fn names_thing(sentence: &Sentence, at: usize) -> bool {
    let things = [List::Deliverables, List::Products, List::Events];
    things.iter().any(|list| sentence.starts(*list, at)) && !sentence.starts(List::Norms, at)
}

/// A participle that tells what became of a thing, and no quality: not "improved".
pub(super) fn is_done(sentence: &Sentence, claim: &Claim) -> bool {
    sentence.is_passive(&sentence.tokens[claim.start].lower) && !sentence.at(List::ChangeVerbs, claim.start)
}
