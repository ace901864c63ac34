//! Percentages of a group, which no part of it can exceed.

use std::ops::Range;

use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::statistics::counts;
use super::super::words::Sentence;
use super::{can_exceed_within, is_held_against_within};

/// What a share may go beyond.
const EXCEEDED: [List; 6] = [
    List::Exceedable,
    List::ColumnTarget,
    List::ColumnBaseline,
    List::Increase,
    List::EarlierWords,
    List::Currency,
];
/// Tokens from a percentage over what it is of: "of the households of the district".
const WHOLE_REACH: usize = 6;

/// "122 % of the cases" – not of a target or of last year's.
pub fn is_of_a_group(sentence: &Sentence, share: &NumberToken) -> bool {
    let share = &NumberToken {
        end: share.end + usize::from(is_bracketed(sentence, share)),
        ..share.clone()
    };
    let of = usize::from(sentence.starts(List::OfWords, share.end));
    let after = counts::noun_after(sentence, share.end + of).filter(|noun| of > 0 || noun.start == share.end);
    // "Referrals in are 140 per cent of the referrals out": two flows, and neither is a part of the other.
    let flows = after.as_ref().is_some_and(|noun| {
        let named = &sentence.tokens[noun.end - 1].singular;
        let counted = sentence.numbers.iter().any(|number| number.end <= share.start);
        let before = &sentence.tokens[clause(sentence, share).start..share.start];
        !counted && before.iter().any(|token| token.singular == *named)
    });
    let group = (after.is_some() && !flows) || (of > 0 && is_collective(sentence, share.end + of));
    // "Of those registered 145 began a treatment, or 104 per cent"; "the registration rate was 107 per cent".
    let concluded = sentence
        .all(List::ThatIs)
        .any(|hit| hit.end == share.start && sentence.numbers.iter().any(|number| number.end <= hit.start));
    // "Reached 112 % of the households" is no change.
    let exceeds = |tokens: Range<usize>| {
        if of > 0 && group {
            // "125 % of the dropouts": those fell out, and nothing fell.
            is_held_against_within(sentence, tokens.start..share.end)
                || EXCEEDED
                    .into_iter()
                    .flat_map(|list| sentence.all(list))
                    .any(|hit| tokens.contains(&hit.start))
        } else {
            can_exceed_within(sentence, tokens)
        }
    };
    let rate = sentence.all(List::RateWords).any(|hit| hit.end <= share.start);
    (group || concluded || rate || is_led_by_a_group(sentence, share) || is_said_of_some(sentence, share))
        && !exceeds(clause(sentence, share))
        && !is_ahead(sentence, clause(sentence, share))
}

/// "103 % of them are satisfied", "106 % of the scheme's land is under crop", "112 per cent said": those of whom something is
/// said.
fn is_said_of_some(sentence: &Sentence, share: &NumberToken) -> bool {
    let verb = |at: usize| {
        [List::Auxiliaries, List::SayingWords, List::BeWords]
            .into_iter()
            .any(|list| sentence.starts(list, at))
    };
    let compared = [List::ComparedWith, List::EarlierWords]
        .into_iter()
        .any(|list| sentence.has(list));
    let of = sentence.starts(List::OfWords, share.end);
    let them = of && (share.end + 1..=share.end + 2).any(|at| sentence.starts(List::SexPronouns, at))
        || sentence.all(List::SexPronouns).any(|hit| hit.start == share.end);
    let definite = of && sentence.starts(List::Articles, share.end + 1);
    let told = definite && (share.end + 2..share.end + PREDICATE).any(verb);
    !compared && (them || told || verb(share.end))
}

/// Tokens from a share to what is said of its whole.
const PREDICATE: usize = 9;

/// "One hundred and twelve per cent (112 %) of the".
fn is_bracketed(sentence: &Sentence, share: &NumberToken) -> bool {
    let mark = |at: Option<usize>| {
        at.and_then(|at| sentence.tokens.get(at))
            .map(|token| token.lower.as_str())
    };
    mark(share.start.checked_sub(1)) == Some("(") && mark(Some(share.end)) == Some(")")
}

/// "Of the membership", "of the villages": a whole that is named by one word for all of it, or by its places.
fn is_collective(sentence: &Sentence, from: usize) -> bool {
    let words = (from..(from + COLLECTIVE).min(sentence.tokens.len()))
        .take_while(|at| sentence.tokens[*at].is_word() && !sentence.starts(List::OfWords, *at));
    words.into_iter().any(|at| {
        let token = &sentence.tokens[at];
        let places = sentence.at(List::Places, at) && token.lower != token.singular;
        let named = [List::Collectives, List::Populations, List::WholeGroups];
        places || named.into_iter().any(|list| sentence.starts(list, at))
    })
}

/// Tokens from "of" over the word for a whole: "of the registered electorate".
const COLLECTIVE: usize = 3;

/// "330 of the 300 pupils (110 per cent)".
pub fn is_of_counted(sentence: &Sentence, share: &NumberToken) -> bool {
    // "…, which gives a completion rate of": what the rate is called tells nothing of the whole.
    let said = sentence.all(List::ThatIs).find(|hit| hit.end <= share.start);
    let tokens = clause(sentence, share).start..said.map_or(share.end, |hit| hit.start);
    super::names_a_whole(sentence)
        && !can_exceed_within(sentence, tokens.clone())
        && !is_ahead(sentence, tokens)
}

fn is_ahead(sentence: &Sentence, tokens: Range<usize>) -> bool {
    sentence.all(List::Future).any(|hit| tokens.contains(&hit.start))
}

/// "Of the children enrolled in grade 7, 104 per cent sat for the exam".
fn is_led_by_a_group(sentence: &Sentence, share: &NumberToken) -> bool {
    let of = [List::OfWords, List::OutOf]
        .into_iter()
        .any(|list| sentence.starts(list, 0));
    let start = share.start - usize::from(sentence.ends(List::Articles, share.start));
    let pause = start
        .checked_sub(1)
        .is_some_and(|before| sentence.tokens[before].lower == ",");
    // "Из зачисленных учеников 106 процентов": no mark is needed where nothing else is counted.
    let alone = sentence.numbers.iter().all(|number| number.start >= share.start)
        && !sentence.starts(List::OfWords, share.end);
    let named = counts::NOUNS
        .iter()
        .flat_map(|(list, _)| sentence.all(*list))
        .any(|hit| hit.end <= share.start);
    of && (pause || alone) && named
}

/// What is said before a percentage, after any other percentage, and of what it is.
fn clause(sentence: &Sentence, share: &NumberToken) -> Range<usize> {
    let percents = sentence.numbers.iter().filter(|number| number.percent);
    let other = percents
        .map(|number| number.end)
        .filter(|end| *end <= share.start);
    let mark = sentence.tokens[..share.start]
        .iter()
        .rposition(|token| matches!(token.lower.as_str(), ":" | ";"));
    let joined = (0..share.start).rev().find(|at| begins_clause(sentence, *at));
    let from = other.max().max(mark).max(joined).unwrap_or(0);
    let end = share.end + WHOLE_REACH;
    // "118 % of the households, and the target …": something else begins.
    let next = (share.end..end).find(|at| {
        let and = sentence.starts(List::AndWords, *at) && sentence.starts(List::Articles, at + 1);
        and || begins_clause(sentence, *at)
            || sentence.tokens.get(*at).is_some_and(|token| token.lower == ";")
    });
    from..next.unwrap_or(end)
}

/// "…, and": what follows is told of another subject, unless a verb stands right behind: "reached, and trained, …".
fn begins_clause(sentence: &Sentence, at: usize) -> bool {
    let comma = at > 0
        && sentence
            .tokens
            .get(at - 1)
            .is_some_and(|token| token.lower == ",");
    let verb = [List::PeopleActions, List::ChangeVerbs, List::Auxiliaries]
        .into_iter()
        .any(|list| sentence.starts(list, at + 1));
    comma && sentence.starts(List::AndWords, at) && !verb
}
