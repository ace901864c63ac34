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

/// "Women and men were equally represented among the 40 jurors", "40 jurors, half and half": of the only people counted.
pub fn even(sentence: &Sentence, counts: &[Count], place: &Passage) -> Option<Disaggregation> {
    let both = sentence.has(List::Female) && sentence.has(List::Male);
    let sexes = both
        || [List::BothSexes, List::SexSplit, List::Gender]
            .into_iter()
            .any(|list| sentence.has(list));
    let people = counts
        .iter()
        .filter(|count| count.counted == Counted::People && !count.part);
    let split = sentence.first(List::EvenSplits).filter(|_| sexes);
    let split = split.or_else(|| none_of_one_sex(sentence));
    let split = split.filter(|_| people.count() == 1)?;
    Some(told(sentence.written(split).to_string(), place))
}

/// "31 deminers (no women)", "among the 31 not a woman".
fn none_of_one_sex(sentence: &Sentence) -> Option<&Hit> {
    let none = |sex: &&Hit| {
        let owner = sentence.tokens[sex.end - 1].lower.ends_with("'s");
        let near = sentence
            .all(List::NoneOfThem)
            .any(|hit| (hit.end..=hit.end + 1).contains(&sex.start));
        near && !owner
    };
    let mut sexes = sentence.all(List::Female).chain(sentence.all(List::Male));
    sexes.find(none)
}

/// "130 exploitants, dont 41 exploitantes", "les exploitantes représentant le quart": where a language has a form for
/// women, it tells of women beside the form for all.
pub fn form_of_women(
    sentence: &Sentence,
    own: &Count,
    until: usize,
    place: &Passage,
) -> Option<Disaggregation> {
    if sentence.head_last() || own.elided {
        return None;
    }
    let noun = &sentence.tokens[own.noun_end - 1].lower;
    let beginning = |word: &str| word.chars().take(STEM).collect::<String>();
    let form = |at: &usize| {
        let word = &sentence.tokens[*at].lower;
        let women = sentence
            .grammar()
            .of_women
            .iter()
            .any(|ending| word.ends_with(ending));
        women && word != noun && beginning(word) == beginning(noun) && word.chars().count() > STEM
    };
    let at = (own.end..until).find(form)?;
    let numbered = sentence.numbers.iter().any(|number| number.end == at);
    let near = |start: usize| start > at && start - at <= REACH;
    let shared = sentence.all(List::Shares).any(|share| near(share.start))
        || sentence
            .numbers
            .iter()
            .any(|number| number.percent && near(number.start));
    (numbered || shared).then(|| told(sentence.tokens[at].lower.clone(), place))
}

/// Letters that both forms of a noun share.
const STEM: usize = 5;

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
    let word = |at: usize| sentence.tokens[at].is_word() && !sentence.starts(List::NounStops, at);
    let links = [List::AmongWords, List::OfWords, List::OutOf, List::ShareLinks];
    // "Chez un frère se réunissent plus de 60 personnes": "de" belongs to "plus".
    let of_about = |hit: &Hit| {
        let mut about = sentence.all(List::Approximate);
        about.any(|about| about.start < hit.start && hit.end <= about.end)
    };
    let link = links
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .find(|hit| hit.end <= own.start && own.start - hit.end <= 1 && !of_about(hit))?;
    let sex = [List::Female, List::Male]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .find(|hit| {
            hit.end <= link.start && link.start - hit.end <= REACH && (hit.end..link.start).all(word)
        })?;
    let none = sentence.all(List::NoneWords).any(|hit| hit.end == sex.start);
    let numbered = none
        || sentence.numbers.iter().any(|number| {
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
