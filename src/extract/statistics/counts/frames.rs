//! What a number counts where its noun does not follow it.

use super::Count;
use super::bare::nameless;
use super::labels::{after_colon, after_label, in_brackets, spoken_of};
use super::noun::{Noun, by_ending, is_attributive, is_place, last_of_compound, longest_noun, noun_after};
use super::sex::is_of_one_sex;
use crate::extract::lexicon::{Hit, List, THINGS};
use crate::extract::numbers::NumberToken;
use crate::extract::words::Sentence;
use crate::report::Counted;

/// Words between a verb or preposition and its number: "a staff of about 218".
const GAP: usize = 2;

/// Words from the beginning of a part of the sentence in which its subject starts.
const BEGINNING: usize = 3;

/// "91, or 78 per cent, were assisted": people by the verb, when the sentence counts people before.
pub fn passive_people(sentence: &Sentence, number: &NumberToken, found: &[Count]) -> Option<Noun> {
    let window = number.end..(number.end + 8).min(sentence.tokens.len());
    let verb = window
        .clone()
        .find(|index| sentence.at(List::PeopleActions, *index))?;
    let auxiliary = window
        .clone()
        .take_while(|index| *index < verb)
        .find(|index| sentence.starts(List::Auxiliaries, *index))?;
    // "Soldiers from eight African countries were trained": what is counted stands there.
    let counts_places = (number.end..auxiliary).any(|at| is_place(sentence, at));
    let numbers_between = sentence
        .numbers
        .iter()
        .any(|other| other.start > number.start && other.start < verb && !other.percent);
    let people = found
        .iter()
        .rev()
        .find(|count| matches!(count.counted, Counted::People | Counted::Cases))?;
    // "The target of 480 was reached".
    let aimed = sentence
        .all(List::ColumnTarget)
        .any(|aim| aim.end <= number.start && number.start - aim.end < GAP);
    // "Of 40 cases five were referred": people are helped, cases go their way.
    let helped = [List::HelpWords, List::ProtectionWords, List::PersonObjects]
        .into_iter()
        .any(|list| sentence.at(list, verb));
    let counted = if helped { Counted::People } else { people.counted };
    (!counts_places && !aimed && !numbers_between).then(|| Noun {
        counted,
        start: people.noun_end - 1,
        end: people.noun_end,
        one_sex: people.part,
    })
}

/// "550 trained (41% of target)", "12,000 people targeted; 9,600 reached through sessions": what was done to people stands
/// for them, at the beginning of a part of the sentence.
pub fn participle(sentence: &Sentence, number: &NumberToken, found: &[Count]) -> Option<Noun> {
    // "Twelve were referred: nine graduated": some of those before.
    let people = |count: &Count| count.counted == Counted::People;
    // "About 50 trained", "a further 50 trained".
    let before = [List::Approximate, List::FurtherWords]
        .into_iter()
        .find_map(|list| sentence.all(list).find(|hit| hit.end == number.start));
    let start = before.map_or(number.start, |hit| hit.start);
    let start = start - usize::from(start > 0 && sentence.ends(List::Articles, start));
    let begins = start
        .checked_sub(1)
        .is_none_or(|before| match token(sentence, before) {
            ";" => true,
            ":" | "(" | "," | "–" | "—" | "•" => !found.iter().any(people),
            _ => false,
        });
    let act = |list: List| sentence.all(list).find(|hit| hit.start == number.end);
    let passive = sentence.is_passive(token(sentence, number.end));
    let hit = act(List::PersonObjects)
        .or_else(|| act(List::PeopleActions).filter(|_| found.last().is_some_and(people)))?;
    (begins && passive).then_some(Noun {
        counted: Counted::People,
        start: hit.start,
        end: hit.end,
        one_sex: false,
    })
}

/// A bare number joined to a counted one by "and", or marked as their total.
pub fn neighbour(sentence: &Sentence, number: &NumberToken, found: &[Count]) -> Option<Noun> {
    let total = sentence
        .all(List::Total)
        .any(|hit| hit.start == number.end || (hit.end <= number.start && number.start - hit.end <= 1));
    let joined_after = (sentence.starts(List::AndWords, number.end)
        || matches!(token(sentence, number.end), "+" | ","))
        && sentence
            .tokens
            .get(number.end + 1)
            .is_some_and(|next| next.is_number());
    if joined_after {
        return noun_after(sentence, number.end + 2);
    }
    // "12 rangers and 30 role players": what is counted stands there.
    let after_and = !sentence.starts(List::NoPerson, number.end)
        && !counts_of_things(sentence, number)
        && [List::AndWords, List::FurtherWords]
            .into_iter()
            .any(|list| sentence.ends(list, number.start));
    // "132 officers (51 women and 81 men), and in 2024 a further 121 (54 women and 67 men)": either is split of its own.
    let outside = |count: &&Count| !sentence.in_brackets(count.start);
    let own_bracket = token(sentence, number.end) == "(" && !sentence.in_brackets(number.start);
    let before_bracket = found.iter().rfind(outside).filter(|_| own_bracket);
    let earlier = before_bracket.or(found.last())?;
    (total || after_and).then(|| Noun {
        counted: earlier.counted,
        start: earlier.noun_end - 1,
        end: earlier.noun_end,
        one_sex: earlier.part,
    })
}

/// "And 16 of 30 school latrine blocks": what the whole counts stands behind it.
fn counts_of_things(sentence: &Sentence, number: &NumberToken) -> bool {
    let of = sentence.all(List::OfWords).find(|hit| hit.start == number.end);
    let whole = of.and_then(|of| {
        let mut numbers = sentence.numbers.iter();
        numbers.find(|whole| whole.start >= of.end && whole.start <= of.end + 1)
    });
    whole.is_some_and(|whole| {
        let next = sentence.tokens.get(whole.end);
        let passive = next.is_some_and(|next| sentence.is_passive(&next.lower));
        !passive && !ends_phrase(sentence, whole.end)
    })
}

/// People who are named before their number.
pub fn named_before(sentence: &Sentence, number: &NumberToken) -> Option<Noun> {
    collective(sentence, number)
        .or_else(|| numbered(sentence, number))
        .or_else(|| apposed(sentence, number))
        .or_else(|| after_colon(sentence, number))
        .or_else(|| after_label(sentence, number))
        .or_else(|| in_brackets(sentence, number))
        .or_else(|| partitive(sentence, number))
}

/// "Of the children, 4,590 have been taken into the programme": some of those who are named first.
fn partitive(sentence: &Sentence, number: &NumberToken) -> Option<Noun> {
    let comma = number.start.checked_sub(1)?;
    let among = sentence.starts(List::OfWords, 0) || sentence.starts(List::PeopleAmong, 0);
    let opens = among && token(sentence, comma) == ",";
    let treated = (number.end..=number.end + GAP).any(|at| sentence.at(List::BeWords, at));
    let alone = sentence.starts(List::Auxiliaries, number.end) && treated
        || [List::PersonSubjects, List::BareActs]
            .into_iter()
            .any(|list| sentence.starts(list, number.end));
    (opens && alone).then(|| subject_before(sentence, comma))?
}

/// "A staff of 218", "an audience of 800".
fn collective(sentence: &Sentence, number: &NumberToken) -> Option<Noun> {
    let before = |list| collective_before(sentence, number, list);
    let thing = THINGS.iter().any(|list| sentence.starts(*list, number.end));
    // A crew consists of nothing but people, a group of anything.
    let people = before(List::Collectives).filter(|_| !thing || ends_phrase(sentence, number.end));
    let hit = people.or_else(|| before(List::Gatherings).filter(|_| ends_phrase(sentence, number.end)))?;
    Some(Noun {
        counted: Counted::People,
        start: hit.start,
        end: hit.end,
        one_sex: false,
    })
}

/// "A staff of" before the number.
pub fn collective_before<'a>(sentence: &'a Sentence, number: &NumberToken, list: List) -> Option<&'a Hit> {
    let of = sentence
        .all(List::ConsistingOf)
        .find(|hit| is_just_before(sentence, hit.end, number))?;
    sentence.all(list).find(|hit| hit.end == of.start)
}

/// "The number of callers was 3,118", "the beneficiaries totalled 3,204".
fn numbered(sentence: &Sentence, number: &NumberToken) -> Option<Noun> {
    let before = |list| {
        sentence
            .all(list)
            .find(move |hit| is_just_before(sentence, hit.end, number))
    };
    let counting = sentence
        .all(List::Counting)
        .filter(|hit| hit.end < number.start)
        .last();
    if let (Some(counting), Some(verb)) = (counting, before(List::Auxiliaries).or(before(List::Numbering))) {
        return noun_after(sentence, counting.end)
            .filter(|noun| noun.counted == Counted::People && noun.end <= verb.start)
            .map(|noun| of_one_sex(sentence, noun));
    }
    if let Some(noun) = subject_of_be(sentence, number) {
        return Some(noun);
    }
    let verb = before(List::Numbering).filter(|_| ends_phrase(sentence, number.end))?;
    let comma = verb.start - usize::from(verb.start > 0 && token(sentence, verb.start - 1) == ",");
    subject_before(sentence, comma)
}

/// "The patients on treatment were 388", "attendance has climbed to 780".
fn subject_of_be(sentence: &Sentence, number: &NumberToken) -> Option<Noun> {
    let before = |list: List| {
        let mut hits = sentence.all(list);
        hits.any(|hit| is_just_before(sentence, hit.end, number) && hit.start > 0)
    };
    let exact = number.number.low == number.number.high;
    let alone = exact && ends_phrase(sentence, number.end) && !sentence.starts(List::SexPronouns, number.end);
    let turnout = sentence
        .all(List::Headcounts)
        .find(|hit| hit.start <= GAP && hit.end < number.start);
    let mark = number.start.checked_sub(1).map_or("", |at| token(sentence, at));
    let counted = matches!(mark, "–" | "—" | ":")
        || [List::BeWords, List::Numbering, List::ToWords]
            .into_iter()
            .any(before);
    if turnout.is_some() && alone && counted {
        return Some(nameless(sentence, number));
    }
    // "Пчеловодов в кооперативе теперь 64".
    let only = number.end + 1 >= sentence.tokens.len() && sentence.numbers.len() == 1;
    if sentence.adjectives_end_alike() && only && alone {
        return spoken_of(sentence, number.start).filter(|noun| noun.start <= 1);
    }
    // "The trainees are now 46".
    let closed = matches!(token(sentence, number.end), "" | "." | "," | ";" | "!");
    let large = number.number.low >= rust_decimal::Decimal::TEN;
    let be = (1..=GAP)
        .filter_map(|gap| number.start.checked_sub(gap))
        .find(|at| sentence.at(List::BeWords, *at))?;
    (alone && closed && large)
        .then(|| spoken_of(sentence, be))?
        .filter(|noun| noun.start <= GAP)
}

/// "Religious leaders, 47 in number,", "nuns from the convent, six of them,".
fn apposed(sentence: &Sentence, number: &NumberToken) -> Option<Noun> {
    let after = [List::InNumber, List::Total, List::SexPronouns]
        .into_iter()
        .any(|list| sentence.starts(list, number.end));
    let before = [List::InNumber, List::Total]
        .into_iter()
        .find_map(|list| sentence.all(list).find(|hit| hit.end == number.start));
    let marked = after || before.is_some();
    let first = before.map_or(number.start, |hit| hit.start);
    // "Survivors of the quake, some 4,700 in all".
    let about = sentence.all(List::Approximate).find(|hit| hit.end == first);
    let first = about.map_or(first, |hit| hit.start);
    // "Seed collectors: there are 58 of them".
    let there = sentence.all(List::ThereAre).find(|hit| hit.end == first);
    let comma = there.map_or(first, |hit| hit.start).checked_sub(1)?;
    let apart = matches!(token(sentence, comma), "," | "(" | ":" | "–" | "—" | "-");
    let named = || subject_before(sentence, comma).or_else(|| spoken_of(sentence, comma));
    let noun = (marked && apart).then(named)??;
    // "Eight of whom were women".
    let of_one_sex = sentence
        .all(List::SexPronouns)
        .filter(|hit| hit.start == number.end)
        .any(|hit| {
            let told = hit.end + usize::from(sentence.starts(List::Auxiliaries, hit.end));
            sentence.at(List::Female, told) || sentence.at(List::Male, told)
        });
    Some(Noun {
        one_sex: noun.one_sex || of_one_sex,
        ..noun
    })
}

/// The noun that the part of the sentence before a token begins with, when it names people.
pub fn subject_before(sentence: &Sentence, end: usize) -> Option<Noun> {
    let start = sentence.tokens[..end]
        .iter()
        .rposition(|token| matches!(token.lower.as_str(), "," | ";" | ":" | "(" | ")"))
        .map_or(0, |mark| mark + 1);
    let noun = (start..end.min(start + BEGINNING)).find_map(|at| {
        longest_noun(sentence, at)
            .or_else(|| by_ending(sentence, at))
            .filter(|noun| !is_attributive(sentence, noun))
    })?;
    let noun = last_of_compound(sentence, noun);
    // "Thirty growers, eight of whom": the noun has a number of its own.
    let numbered = sentence
        .numbers
        .iter()
        .any(|own| own.start >= start && own.start < noun.end);
    // "Female participants: 1,834".
    let described = Noun {
        start,
        ..noun.clone()
    };
    let one_sex = names_one_sex(sentence, &described);
    (noun.counted == Counted::People && noun.end <= end && !numbered).then_some(Noun { one_sex, ..noun })
}

pub fn of_one_sex(sentence: &Sentence, noun: Noun) -> Noun {
    let one_sex = names_one_sex(sentence, &noun);
    Noun { one_sex, ..noun }
}

pub fn names_one_sex(sentence: &Sentence, noun: &Noun) -> bool {
    let any = |list| (noun.start..noun.end).any(|at| sentence.at(list, at));
    let form = (noun.start..noun.end).any(|at| is_of_one_sex(sentence, at));
    match (any(List::Female), any(List::Male)) {
        (true, true) => false,
        (female, male) => female || male || form,
    }
}

/// Nothing that could be a noun follows: the number stands alone.
pub fn ends_phrase(sentence: &Sentence, at: usize) -> bool {
    let Some(next) = sentence.tokens.get(at) else {
        return true;
    };
    let small = [
        List::NounStops,
        List::Auxiliaries,
        List::AndWords,
        List::PersonSubjects,
        List::SexPronouns,
        List::Total,
        List::InNumber,
    ]
    .into_iter()
    .any(|list| sentence.starts(list, at));
    small || !(next.is_word() || next.is_number() || matches!(next.lower.as_str(), "-" | "/" | "%"))
}

/// Only "about" and articles stand between a word and the number.
pub fn is_just_before(sentence: &Sentence, end: usize, number: &NumberToken) -> bool {
    end <= number.start
        && number.start - end <= GAP
        && (end..number.start).all(|at| sentence.at(List::Approximate, at) || sentence.at(List::Articles, at))
}

pub fn token(sentence: &Sentence, at: usize) -> &str {
    sentence.tokens.get(at).map_or("", |token| token.lower.as_str())
}
