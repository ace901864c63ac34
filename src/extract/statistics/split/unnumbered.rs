//! A sex that is told without a number: by a share, by halves, or by the reason why it is not known.

use crate::document::Passage;
use crate::extract::lexicon::{Hit, List};
use crate::extract::statistics::counts::{self, Count};
use crate::extract::words::Sentence;
use crate::report::{Breakdown, Counted, Dimension, Disaggregation, SeenIn};

/// Words from "equally", "half" to "the sexes", and from a share to its whole.
const REACH: usize = 3;

fn told(value: String, place: &Passage) -> Disaggregation {
    Disaggregation {
        dimension: Dimension::Sex,
        value,
        number: None,
        seen_in: SeenIn::Sentence,
        location: place.location.clone(),
    }
}

/// "About equally divided between the sexes", "half of each sex".
pub fn halves(sentence: &Sentence, from: usize, until: usize, place: &Passage) -> Option<Disaggregation> {
    let inside = |start: usize| start >= from && start < until;
    let split = sentence.all(List::BothSexes).find(|hit| {
        inside(hit.start)
            && sentence
                .all(List::Shares)
                .any(|share| inside(share.start) && share.start < hit.start && hit.start <= share.end + REACH)
    })?;
    Some(told(sentence.written(split).to_string(), place))
}

/// "Women made up 41 per cent of the 392 participants", "every second of the 396 participants was a woman".
pub fn share_of_whole(sentence: &Sentence, own: &Count, place: &Passage) -> Option<Disaggregation> {
    let percents = sentence.numbers.iter().filter(|number| number.percent);
    let shares = sentence.all(List::Shares);
    let linked = |end: usize| {
        let of = |at: usize| sentence.starts(List::OfWords, at) || sentence.starts(List::OutOf, at);
        end <= own.start && own.start - end <= REACH && (end..own.start).any(of)
    };
    let shared = percents.map(|number| number.end).any(linked) || shares.map(|hit| hit.end).any(linked);
    // "90 % of the 396 participants know of women's rights" tells nothing of those counted.
    let verb = sentence.all(List::Auxiliaries).find(|hit| hit.start == own.end);
    let places = [0, verb.map_or(0, |verb| verb.end)];
    let near = |hit: &&Hit| {
        places
            .iter()
            .any(|place| (*place..=place + 1).contains(&hit.start))
    };
    let sex = [List::Female, List::Male]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .filter(|hit| !sentence.tokens[hit.end - 1].lower.ends_with("'s"))
        .find(near)?;
    shared.then(|| told(sentence.written(sex).to_string(), place))
}

/// "Three women among nine members", "trois femmes sur neuf membres".
pub fn numbered_among(sentence: &Sentence, own: &Count, place: &Passage) -> Option<Disaggregation> {
    let links = [List::AmongWords, List::OfWords, List::OutOf, List::ShareLinks];
    let link = links
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .find(|hit| hit.end <= own.start && own.start - hit.end <= 1)?;
    let sex = [List::Female, List::Male]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .find(|hit| hit.end == link.start)?;
    let numbered = sentence.numbers.iter().any(|number| {
        number.end <= sex.start && sex.start - number.end <= 1 && number.number.high < own.number.low
    });
    numbered.then(|| told(sentence.written(sex).to_string(), place))
}

/// "34 of the 96 participants were female", "nine of ten winners in 2021 were men".
pub fn said_of_share(sentence: &Sentence, own: &Count, place: &Passage) -> Option<Disaggregation> {
    let sex = [List::Female, List::Male]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .find(|hit| hit.start >= own.noun_end)
        .filter(|_| counts::is_said_of_share(sentence, own))?;
    Some(told(sentence.written(sex).to_string(), place))
}

/// "The proportion of women among the 512 candidates".
pub fn share_among(sentence: &Sentence, own: &Count, place: &Passage) -> Option<Disaggregation> {
    let among = sentence
        .all(List::AmongWords)
        .find(|hit| hit.end <= own.start && own.start - hit.end <= 1)?;
    let sex = [List::Female, List::Male]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .find(|hit| hit.end <= among.start && among.start - hit.end <= 1)?;
    let share = sentence
        .all(List::PercentageWords)
        .any(|hit| hit.end <= sex.start && sex.start - hit.end <= REACH);
    share.then(|| told(sentence.written(sex).to_string(), place))
}

/// "The platform does not register the sex of followers": why it is not known is told.
pub fn said_unknown(sentences: &[Sentence], own: &Count, place: &Passage) -> Option<Breakdown> {
    let sex = |sentence: &Sentence| {
        let mut words = sentence
            .all(List::SexSplit)
            .filter(|hit| hit.end == hit.start + 1);
        let alone = |hit: &Hit| {
            let mut longer = sentence.all(List::SexSplit);
            !longer
                .any(|other| other.end - other.start > 1 && other.start <= hit.start && hit.end <= other.end)
        };
        words
            .find(|hit| alone(hit))
            .map(|hit| sentence.written(hit).to_string())
    };
    let value = sentences
        .iter()
        .filter(|sentence| sentence.has(List::Negations))
        .find_map(sex)
        .filter(|_| own.counted == Counted::People)?;
    let part = told(value, place);
    Some(Breakdown {
        dimension: Dimension::Sex,
        parts: vec![part],
        complete: false,
    })
}
