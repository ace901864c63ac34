//! Trainings and campaigns that were held several times or for many, where nobody counted how often.

use rust_decimal::Decimal;

use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;

/// Words between "multiple", "for all the" and a training.
const MANY: usize = 4;
/// Villages, schools in which something was held.
const MANY_PLACES: Decimal = Decimal::TEN;

/// "Multiple rallies and campaigns were held", "trainings were conducted for all the councillors", "campaigns in 98 villages".
pub(super) fn is_repeated(sentence: &Sentence) -> bool {
    let in_many = sentence.numbers.iter().any(|number| {
        let place = |at: usize| {
            [List::Places, List::Facilities, List::Organisations]
                .into_iter()
                .any(|list| sentence.starts(list, at))
        };
        number.number.low >= MANY_PLACES && !number.percent && (number.end..=number.end + 1).any(place)
    });
    in_many
        || reaches_groups(sentence)
        || [List::TrainingWords, List::CampaignWords]
            .into_iter()
            .flat_map(|list| sentence.all(list))
            .any(|held| {
                let near = held.start.saturating_sub(MANY)..=held.end + MANY;
                sentence
                    .all(List::ManyWords)
                    .any(|many| near.contains(&many.start))
            })
}

/// Groups that are listed as those trained.
const GROUPS: usize = 3;
/// Words of one item of a list.
const ITEM: usize = 5;

/// "Training was given to government engineers, masons and radio stations": several groups, and nobody counted them.
fn reaches_groups(sentence: &Sentence) -> bool {
    let mut groups: Vec<&Hit> = [List::People, List::Organisations]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .collect();
    groups.sort_by_key(|hit| hit.start);
    groups.dedup_by_key(|hit| hit.start);
    let joined = |pair: &[&Hit]| {
        let mut between = pair[0].end..pair[1].start;
        let parted = |at: usize| sentence.tokens[at].lower == "," || sentence.starts(List::AndWords, at);
        between.len() <= ITEM && between.any(parted)
    };
    // "Trained by lawyers, nurses and teachers".
    let by = |own: &[&Hit]| {
        let near = own[0].start.saturating_sub(ITEM)..own[GROUPS - 1].start;
        sentence
            .all(List::AgentWords)
            .any(|agent| near.contains(&agent.start))
    };
    sentence.has(List::TrainingWords)
        && groups
            .windows(GROUPS)
            .any(|own| !by(own) && own.windows(2).all(joined))
}
