//! Whether an account takes up what a plan lists.

use rust_decimal::Decimal;

use super::super::super::Reader;
use super::super::super::lexicon::List;
use super::super::super::statements::tells_act;
use super::super::super::statistics::counts;
use super::super::super::words::Sentence;
use super::alike::{BEGINNING, Found};
use super::objects::{objects, phrase, phrase_tokens};
use super::{SHARED, is_account, is_in_name};
use crate::report::{Counted, ResultStatement};

/// Passages in which a word stands that is not all over the report.
const RARE: usize = 4;

/// Where one of these stands something did not go as planned.
const SETTLED: [List; 3] = [List::InsteadWords, List::ShortfallWords, List::HinderWords];

/// How far an account takes up what a plan lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenUp {
    Yes,
    /// A word of it stands there, and may be of something else.
    Perhaps,
    No,
}

/// Whether the account takes up what a plan lists: its thing, half of its words, or some of them where something was
/// put off or done in its place. A word that is all over the report tells nothing alone.
pub fn is_taken_up(reader: &Reader, promise: &ResultStatement) -> Option<TakenUp> {
    let sentence = reader.sentence(unlettered(&promise.text));
    let sentence = reader.sentence(behind_opening(&sentence));
    let clause = sentence.starts(List::ThatWords, 0) || sentence.has(List::PlanWords);
    let last = sentence.head_last() && !clause;
    let head = |thing: &Vec<String>| if last { thing.last() } else { thing.first() }.cloned();
    let named = phrase(&sentence, 0);
    let acts = [List::ActivityVerbs, List::OutputVerbs];
    let act = phrase_tokens(&sentence, 0)
        .first()
        .is_some_and(|at| acts.into_iter().any(|list| sentence.at(list, *at)) || sentence.is_infinitive(*at));
    // "Installation of a laboratory", "install a laboratory": of the laboratory.
    let things = objects(&sentence).into_iter().take(usize::from(act));
    // "That the mission organises a study visit": of the visit.
    let done = clause.then(|| {
        let verbs = acts.into_iter().flat_map(|list| sentence.all(list));
        let verb = verbs.filter(|hit| hit.start > 0).min_by_key(|hit| hit.start)?;
        Some(phrase(&sentence, verb.end)).filter(|thing| !thing.is_empty())
    });
    let things: Vec<Vec<String>> = things.chain(done.flatten()).collect();
    // To have printed something else is not to have printed the handbook.
    let named = Some(named).filter(|_| !act || things.is_empty());
    let heads: Vec<String> = things
        .into_iter()
        .chain(named)
        .filter_map(|thing| head(&thing))
        .filter(|head| !is_capital(&sentence, head))
        .collect();
    let words: Vec<&str> = sentence
        .content()
        .into_iter()
        .filter(|word| !is_name(&sentence, word))
        .collect();
    if heads.is_empty() || words.is_empty() {
        return None;
    }
    let all: Vec<&str> = words
        .iter()
        .copied()
        .chain(heads.iter().map(String::as_str))
        .collect();
    let mut said = reader.index().passages_with(&all);
    said.retain(|found| is_account(reader, promise, found.block, found.sentence));
    let is_rare = |at: usize| said.iter().filter(|found| found.has[at]).count() <= RARE;
    let rare: Vec<bool> = (0..all.len()).map(is_rare).collect();
    let own: Vec<usize> = (0..words.len()).filter(|at| rare[*at]).collect();
    let tells = |found: &Found| {
        let passage = found.sentence;
        let shared = found.has[..words.len()].iter().filter(|has| **has).count();
        let part = shared >= SHARED && shared * 3 >= words.len();
        let most = shared >= SHARED && shared * 2 >= words.len();
        let other = |head: usize| shared < SHARED && words.len() > SHARED && is_in_name(passage, all[head]);
        let thing = |head: usize| (rare[head] || part) && found.has[head] && !other(head);
        let things = !passage.has(List::PlanWords) && (words.len()..all.len()).any(thing);
        let ended = SETTLED.into_iter().any(|list| passage.has(list));
        let some = || own.iter().any(|word| found.has[*word]);
        let named = || shared >= SHARED || (words.len()..all.len()).any(|head| found.has[head]);
        most || things || words.len() <= SHARED && some() || ended && some() && named()
    };
    Some(
        if said.iter().any(tells) || counts_as_many(reader, promise, &sentence) {
            TakenUp::Yes
        } else if own.iter().any(|word| said.iter().any(|found| found.has[*word])) {
            TakenUp::Perhaps
        } else {
            TakenUp::No
        },
    )
}

/// "Help 25,000 smallholders" is taken up by "the services reached 48,329 growers": so many people, whatever they are called.
pub fn counts_as_many(reader: &Reader, promise: &ResultStatement, sentence: &Sentence) -> bool {
    let people = |sentence: &Sentence| {
        let counts = counts::counts(sentence);
        let people = counts.iter().filter(|count| count.counted == Counted::People);
        people.map(|count| count.number.high).max()
    };
    let Some(promised) = people(sentence).filter(|number| *number >= Decimal::from(MANY)) else {
        return false;
    };
    let many = |told: &Sentence| {
        tells_act(told) && people(told).is_some_and(|number| number * Decimal::TWO >= promised)
    };
    reader.passages().any(|(block, passage)| {
        let sentences = reader.sentences(&passage.text);
        sentences
            .iter()
            .any(|told| is_account(reader, promise, block, told) && many(told))
    })
}

/// So many people are the whole of those whom a project reached.
const MANY: i64 = 100;

/// "Under result 4, staff are supervised", "Thirdly, a survey": of the staff and of the survey.
fn behind_opening(sentence: &Sentence) -> &str {
    let comma = sentence
        .tokens
        .iter()
        .take(OPENING)
        .position(|token| matches!(token.lower.as_str(), "," | ":"));
    let opens = sentence.starts(List::NounStops, 0) || sentence.starts(List::OrdinalNumbers, 0);
    let next = comma.filter(|_| opens).and_then(|at| sentence.tokens.get(at + 1));
    next.map_or(&sentence.text, |next| &sentence.text[next.start..])
}

/// Tokens to the comma behind "Under result 4 of the plan".
const OPENING: usize = 8;

/// "(iii) a survey", "b) a survey".
fn unlettered(text: &str) -> &str {
    let mark = text.find(')').filter(|at| *at <= BEGINNING);
    mark.map_or(text, |at| text[at + 1..].trim_start())
}

/// Of a place or a person, or a number.
fn is_name(sentence: &Sentence, stem: &str) -> bool {
    let at = sentence.tokens.iter().position(|token| token.stem == stem);
    at.is_some_and(|at| sentence.at(List::Places, at) || sentence.at(List::NumberWords, at))
        || is_capital(sentence, stem)
}

fn is_capital(sentence: &Sentence, stem: &str) -> bool {
    let at = sentence.tokens.iter().position(|token| token.stem == stem);
    at.is_some_and(|at| at > 0 && sentence.tokens[at].capital)
}
