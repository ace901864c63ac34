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
        || is_on_many_topics(sentence)
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

/// Topics, each of which had a course of its own.
const TOPICS: usize = 4;
/// Words between a course and the first of its topics: "courses and study circles on".
const TO_TOPIC: usize = 5;

/// "Courses were held on hygiene, nutrition, bookkeeping and administration".
fn is_on_many_topics(sentence: &Sentence) -> bool {
    let several = |hit: &&Hit| {
        let noun = &sentence.tokens[hit.end - 1];
        noun.singular != noun.lower
    };
    let topics = |hit: &Hit| {
        let near = hit.end..hit.end + TO_TOPIC;
        let on = near.into_iter().find(|at| sentence.at(List::SubjectMarks, *at));
        on.is_some_and(|on| items(sentence, on + 1) >= TOPICS)
    };
    sentence.all(List::TrainingWords).filter(several).any(topics)
}

/// Short items of a list that begins at a token.
fn items(sentence: &Sentence, from: usize) -> usize {
    let mut begun = from;
    let mut items = 1;
    for at in from..sentence.tokens.len() {
        if at - begun > ITEM {
            break;
        }
        if sentence.tokens[at].lower == "," || sentence.at(List::AndWords, at) {
            begun = at + 1;
            items += 1;
        }
    }
    items
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
