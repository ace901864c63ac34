//! Whether a sentence treats gender or women, or only comes upon them: as the background, a topic among others, one person.

use super::super::Reader;
use super::super::estimates::tells_deed;
use super::super::lexicon::{Hit, List};
use super::super::numbers::NumberToken;
use super::super::words::Sentence;
use crate::report::Statement;

/// Tokens from a topic to the comma or "and" beside it.
const ITEM: usize = 4;
/// Commas of a list of topics.
const LISTED: usize = 2;
/// Words between a number and the sex that it counts: "66 per cent of the men".
const COUNT_REACH: usize = 3;

/// Tokens between women and what tells that they are with child: "women who are pregnant", "pregnant or lactating women".
const STATE_REACH: usize = 3;

/// Words of meaning that are not written large: a sentence, and no heading.
const PLAIN: usize = 3;

pub fn treats(sentence: &Sentence) -> bool {
    let people = sentence
        .all(List::Female)
        .any(|hit| !is_in_name(sentence, hit) && !is_of_health(sentence, hit));
    let women = people && uncounted(sentence, List::Female) && !is_of_one(sentence);
    let named = sentence.has(List::Gender) || women;
    // "Of this total, how many were female?" is what a form asks.
    let asked = sentence.text.trim_end().ends_with('?');
    named && !asked && !is_background(sentence) && !is_one_topic(sentence)
}

/// Gender or women named once in a report, or gender and never a woman: they are met with, and not treated.
pub fn is_in_passing<'a>(reader: &Reader, mentions: impl Iterator<Item = &'a Statement>) -> bool {
    let (mut named, mut women) = (0, false);
    for statement in mentions {
        let sentence = reader.sentence(&statement.text);
        let headings = statement.location.section.iter();
        let headed = headings
            .map(|heading| reader.sentence(heading))
            .any(|heading| treats(&heading));
        let female = sentence.all(List::Female).count();
        named += sentence.all(List::Gender).count() + female + usize::from(headed);
        women |= sentence
            .all(List::Female)
            .any(|hit| !stands_beside_men(&sentence, hit));
    }
    named < TWICE || !women
}

const TWICE: usize = 2;

/// "Niños, niñas y adolescentes", "women and men": everybody is meant.
fn stands_beside_men(sentence: &Sentence, women: &Hit) -> bool {
    let joins = |at: usize| {
        sentence.starts(List::AndWords, at) || matches!(sentence.tokens[at].lower.as_str(), "," | "/")
    };
    sentence.all(List::Male).any(|men| {
        let (first, second) = match men.start < women.start {
            true => (men, women),
            false => (women, men),
        };
        second.start == first.end + 1 && joins(first.end)
    })
}

/// A sex named otherwise than as the noun of a number.
pub fn uncounted(sentence: &Sentence, list: List) -> bool {
    sentence.all(list).any(|hit| {
        let abbreviation = sentence.tokens[hit.start].lower.chars().count() == 1;
        !abbreviation && !is_counted(sentence, hit) && !is_second_of_counted(sentence, hit)
    })
}

/// "86 women", "66 per cent of the men", "men 0.63, women 0.58"; of "73 groups for men" the groups are counted.
fn is_counted(sentence: &Sentence, hit: &Hit) -> bool {
    let grouped = |number: &NumberToken| {
        [List::Organisations, List::Events]
            .into_iter()
            .flat_map(|list| sentence.all(list))
            .any(|thing| thing.start >= number.end && thing.end <= hit.start)
    };
    sentence.numbers.iter().any(|number| {
        let before = number.end <= hit.start && hit.start - number.end <= COUNT_REACH;
        (before && !grouped(number)) || is_value(sentence, hit.end, number)
    })
}

/// "30 young people, both boys and girls": what counts the one counts the other.
fn is_second_of_counted(sentence: &Sentence, hit: &Hit) -> bool {
    let joined = hit.start >= 2
        && (sentence.ends(List::AndWords, hit.start) || sentence.tokens[hit.start - 1].lower == "/");
    joined
        && [List::Female, List::Male]
            .into_iter()
            .flat_map(|list| sentence.all(list))
            .any(|first| first.list != hit.list && first.end == hit.start - 1 && is_counted(sentence, first))
}

/// Directly, or after a sign: "men 0.63", "women: 31".
fn is_value(sentence: &Sentence, name_end: usize, number: &NumberToken) -> bool {
    number.start >= name_end
        && number.start - name_end <= 1
        && sentence.tokens[name_end..number.start]
            .iter()
            .all(|token| !token.is_word())
}

/// "Hunger has increased, and women and children were hit hardest", where nothing tells what was done.
fn is_background(sentence: &Sentence) -> bool {
    let acted = [List::OutputVerbs, List::ActivityVerbs]
        .into_iter()
        .any(|list| sentence.has(list));
    sentence.has(List::Hardship) && !acted && !tells_deed(sentence)
}

/// "A speech on equality, forests and loans", "training in gender, organisation and leadership".
fn is_one_topic(sentence: &Sentence) -> bool {
    let parts = |at: usize| {
        let mark = sentence.tokens[at].lower == ",";
        mark || sentence.starts(List::AndWords, at)
    };
    let all = 0..sentence.tokens.len();
    let listed = all.clone().filter(|at| parts(*at)).count() >= LISTED;
    let spoken = sentence
        .first(List::SpeechWords)
        .or_else(|| sentence.first(List::ContentWords));
    let taught = sentence.first(List::TrainingWords);
    let item = |hit: &Hit, mark: Option<&Hit>| {
        let beside = hit.start.saturating_sub(ITEM)..(hit.end + ITEM).min(sentence.tokens.len());
        mark.is_some_and(|mark| mark.end <= hit.start) && beside.into_iter().any(parts)
    };
    let women = sentence.all(List::Female).all(|hit| item(hit, spoken));
    let gender = sentence
        .all(List::Gender)
        .all(|hit| item(hit, spoken) || item(hit, taught));
    listed && women && gender
}

/// "The office of Women's Voice": the name of an organisation, in words that are not all written large.
fn is_in_name(sentence: &Sentence, women: &Hit) -> bool {
    let capital = |at: usize| sentence.tokens.get(at).is_some_and(|token| token.capital);
    let small =
        |at: &usize| sentence.tokens[*at].is_word() && !capital(*at) && !sentence.tokens[*at].is_small;
    let beside = capital(women.end) || women.start > 1 && capital(women.start - 1);
    let plain = (0..sentence.tokens.len()).filter(small).count();
    women.start > 0 && capital(women.start) && beside && plain >= PLAIN
}

/// "Pregnant women and breastfeeding mothers were given iron": a matter of health, and not of equality.
fn is_of_health(sentence: &Sentence, women: &Hit) -> bool {
    sentence
        .all(List::Motherhood)
        .any(|state| state.start <= women.end + STATE_REACH && women.start <= state.end + STATE_REACH)
}

/// "A woman answers", "my wife used to laugh", "the mother of Awa": the story of one.
fn is_of_one(sentence: &Sentence) -> bool {
    let called = |hit: &Hit| {
        let name = |at: usize| sentence.tokens.get(at).is_some_and(|token| token.capital);
        let of = sentence.starts(List::OfWords, hit.end) && name(hit.end + 1);
        of || hit.start > 0 && name(hit.start - 1) && sentence.tokens[hit.start - 1].lower.ends_with("'s")
    };
    let one = |hit: &Hit| {
        let word = &sentence.tokens[hit.start];
        (sentence.ends(List::OfOne, hit.start) || called(hit)) && word.lower == word.singular
    };
    let mut named = sentence.all(List::Female);
    named.all(one)
}
