//! The noun that a number counts, where it follows the number.

use super::frames::ends_phrase;
use crate::extract::lexicon::List;
use crate::extract::words::Sentence;
use crate::report::Counted;

/// The lists of nouns that name what a number counts.
pub const NOUNS: [(List, Counted); 7] = [
    (List::People, Counted::People),
    (List::Households, Counted::Households),
    (List::Cases, Counted::Cases),
    (List::Events, Counted::Events),
    (List::Products, Counted::Products),
    (List::Contacts, Counted::Contacts),
    (List::Organisations, Counted::Organisations),
];

/// How many words may stand between a number and its noun ("25 highly motivated young social workers").
const REACH: usize = 6;
/// Words before a noun in languages where adjectives follow it.
const REACH_OF_ENDINGS: usize = 1;

/// Tokens from a verb for things to the end of the number, over an enumeration.
const THINGS_REACH: usize = 10;

/// A noun that can be counted, as token indices.
#[derive(Clone)]
pub struct Noun {
    pub counted: Counted,
    pub start: usize,
    pub end: usize,
    /// Taken from an earlier number that was of one sex: so is this.
    pub one_sex: bool,
}

/// The first countable noun after the number, before anything that ends the noun phrase.
pub fn noun_after(sentence: &Sentence, from: usize) -> Option<Noun> {
    // "In 142 of them the owner is a woman": what follows begins anew.
    let pointed = sentence.all(List::SexPronouns).find(|hit| hit.start == from);
    if pointed.is_some_and(|hit| sentence.starts(List::Articles, hit.end)) {
        return None;
    }
    // "340 attended the open day".
    let did = sentence.all(List::PersonSubjects).find(|hit| hit.start == from);
    if did.is_some_and(|did| sentence.starts(List::Articles, did.end) || ends_phrase(sentence, did.end)) {
        return None;
    }
    let mut index = from;
    // "6 of the 14 victims": the noun comes after the second number.
    let mut seen_of = false;
    let things = counts_things(sentence, from);
    while index < sentence.tokens.len() && index < from + REACH + usize::from(seen_of) {
        let near = sentence.head_last() || index <= from + REACH_OF_ENDINGS;
        let noun = longest_noun(sentence, index)
            .or_else(|| by_ending(sentence, index).filter(|_| near && !things))
            .filter(|noun| !is_attributive(sentence, noun));
        if let Some(noun) = noun {
            let noun = last_of_compound(sentence, noun);
            let noun = people_behind(sentence, &noun).unwrap_or(noun);
            if let Some(people) = cases_of_people(sentence, &noun) {
                return Some(people);
            }
            // "64 community child protection workers": the last of the compound may describe another, too.
            let last = Noun {
                start: noun.end - 1,
                ..noun.clone()
            };
            if noun.end - noun.start > 1 && sentence.head_last() && is_attributive(sentence, &last) {
                index = noun.end;
                continue;
            }
            // "Пять отозваны заявителями": what was done ends the number's phrase, and who did it stands behind.
            let agents = noun.counted == Counted::People
                && sentence.adjectives_end_alike()
                && (from..index).any(|at| is_short_participle(&sentence.tokens[at].lower));
            return (!agents && !describes_a_place(sentence, &noun)).then_some(noun);
        }
        if let Some(last) =
            joined_adjective(sentence, index).filter(|_| !sentence.starts(List::NounStops, index))
        {
            index = last + 1;
            continue;
        }
        let token = &sentence.tokens[index];
        match token.lower.as_str() {
            _ if sentence.starts(List::OfWords, index) => {
                // "14 huelgas de maestros" counts strikes.
                let after_noun = index > from && !sentence.head_last();
                if after_noun || index > from + 1 {
                    return None;
                }
                seen_of = true;
            }
            // "Siete de estas diez la víctima": what follows begins anew.
            _ if seen_of && sentence.starts(List::Articles, index) && ends_a_number(sentence, index) => {
                return None;
            }
            _ if seen_of && sentence.starts(List::Articles, index) => {}
            "-" | "‑" => {}
            _ if sentence.starts(List::AndWords, index)
                && index > from
                && sentence.tokens[index - 1].is_word()
                && !joins_a_thing(sentence, index) => {}
            _ if !(token.is_word() || (seen_of && token.is_number()))
                || sentence.starts(List::NounStops, index) =>
            {
                return None;
            }
            _ if !may_describe(sentence, index) || is_thing(sentence, index) => return None,
            _ if sentence.at(List::Currency, index)
                || sentence.at(List::Time, index)
                || is_place(sentence, index) =>
            {
                return None;
            }
            _ => {}
        }
        index += 1;
    }
    None
}

/// "4,000 law enforcement officers", "70 school management committee members": a thing in the singular, words that describe,
/// and people in the plural, who alone are counted.
fn people_behind(sentence: &Sentence, thing: &Noun) -> Option<Noun> {
    let describes = thing.counted != Counted::People
        && is_singular(sentence, thing.end - 1)
        && !sentence.at(List::SameInPlural, thing.end - 1);
    let word = |at: usize| {
        let token = &sentence.tokens[at];
        is_singular(sentence, at)
            && is_described_next(sentence, at)
            && !sentence.is_passive(&token.lower)
            && !sentence.starts(List::Auxiliaries, at)
    };
    if !describes {
        return None;
    }
    let reach = (thing.end + 1..sentence.tokens.len()).take(COMPOUND_REACH);
    let last = reach
        .take_while(|at| word(at - 1))
        .find(|at| is_plural(sentence, *at))?;
    let people = longest_noun(sentence, last).or_else(|| by_ending(sentence, last))?;
    (people.counted == Counted::People).then_some(Noun {
        start: thing.start,
        ..people
    })
}

/// Words that may stand between a thing and the people whom it describes, and these.
const COMPOUND_REACH: usize = 3;

/// "Community-based": where a word ends whose parts a hyphen joins, and of which the last names nobody.
fn joined_adjective(sentence: &Sentence, at: usize) -> Option<usize> {
    let [first, hyphen, last] = sentence.tokens.get(at..at + 3)? else {
        return None;
    };
    let joined = hyphen.joins && first.end == hyphen.start && hyphen.end == last.start;
    let describes = last.is_word() && longest_noun(sentence, at + 2).is_none();
    (joined && first.is_word() && describes).then_some(at + 2)
}

/// "18 cases of disabled children" are as many children; those of child abuse or of malaria are cases.
fn cases_of_people(sentence: &Sentence, noun: &Noun) -> Option<Noun> {
    let of =
        noun.counted == Counted::Cases && sentence.head_last() && sentence.starts(List::OfWords, noun.end);
    if !of {
        return None;
    }
    let first = noun.end + 1;
    let people = (first..first + CASES_REACH).find_map(|at| longest_noun(sentence, at))?;
    let described = (first..people.start).all(|at| sentence.tokens[at].is_word());
    let last = !is_attributive(sentence, &people) && !is_described_next(sentence, people.end);
    (people.counted == Counted::People && described && last).then_some(people)
}

/// Words between "cases of" and people: "disabled young children".
const CASES_REACH: usize = 3;

/// "Отозваны", "передано"; "государственных" describes its noun.
fn is_short_participle(lower: &str) -> bool {
    [
        "аны", "ены", "яны", "ано", "ено", "яно", "ана", "ена", "яна", "ыты", "ыто", "яты", "ято",
    ]
    .iter()
    .any(|ending| lower.ends_with(ending))
}

fn ends_a_number(sentence: &Sentence, at: usize) -> bool {
    sentence.numbers.iter().any(|number| number.end == at)
}

/// "74 barber shops and hairdressers" counts the shops first; "12 arts and crafts teachers" counts teachers.
fn joins_a_thing(sentence: &Sentence, and: usize) -> bool {
    sentence.head_last()
        && !sentence.compounds()
        && is_plural(sentence, and - 1)
        && longest_noun(sentence, and + 1)
            .or_else(|| by_ending(sentence, and + 1))
            .is_some_and(|noun| is_plural(sentence, noun.end - 1) && !is_described_next(sentence, noun.end))
}

/// "1.240 composteras domiciliarias", "24 mystery shoppers": what a list names a thing is the noun, where adjectives
/// follow it or it has several words.
fn is_thing(sentence: &Sentence, at: usize) -> bool {
    let mut named = sentence.all(List::NoPerson).filter(|hit| hit.start == at);
    named.any(|hit| !sentence.head_last() || hit.end > at + 1)
}

/// "Bought 12 excavators and 31 compactors": between a verb for things and the number stands no preposition.
fn counts_things(sentence: &Sentence, from: usize) -> bool {
    let plain = |at: usize| {
        let enumerated = sentence.starts(List::AndWords, at) || sentence.tokens[at].lower == ",";
        let word = sentence.tokens[at].is_word() || sentence.tokens[at].is_number();
        enumerated || (word && !sentence.starts(List::NounStops, at))
    };
    sentence
        .all(List::ThingVerbs)
        .any(|verb| verb.end <= from && from - verb.end <= THINGS_REACH && (verb.end..from).all(plain))
}

/// Where adjectives are known by their ending, another word is the noun itself: "14 забастовок учителей".
fn may_describe(sentence: &Sentence, at: usize) -> bool {
    !sentence.adjectives_end_alike() || sentence.hits.iter().any(|hit| hit.start <= at && at < hit.end)
}

/// "12 villages", but not "12 village chiefs", nor "12 village-based midwives".
pub fn is_place(sentence: &Sentence, at: usize) -> bool {
    sentence.at(List::Places, at)
        && !(is_singular(sentence, at) && is_described_next(sentence, at + 1))
        && joined_adjective(sentence, at).is_none()
}

/// Where the noun of a number in the singular can only describe another: "240 community health workers".
fn is_singular(sentence: &Sentence, at: usize) -> bool {
    let token = &sentence.tokens[at];
    sentence.head_last() && !sentence.compounds() && token.lower == token.singular
}

fn is_described_next(sentence: &Sentence, at: usize) -> bool {
    sentence.tokens.get(at).is_some_and(|next| next.is_word()) && !sentence.starts(List::NounStops, at)
}

pub fn longest_noun(sentence: &Sentence, index: usize) -> Option<Noun> {
    NOUNS
        .iter()
        .filter_map(|(list, counted)| {
            let hit = sentence
                .all(*list)
                .filter(|hit| hit.start == index)
                .max_by_key(|hit| hit.end)?;
            Some(Noun {
                counted: *counted,
                start: hit.start,
                end: hit.end,
                one_sex: false,
            })
        })
        .max_by_key(|noun| (noun.end, noun.counted == Counted::People))
}

/// A word that no list names and that ends as persons do: "tinsmiths".
pub fn by_ending(sentence: &Sentence, index: usize) -> Option<Noun> {
    let person = [List::PersonEndings, List::OneSexForms, List::OneSexEndings]
        .into_iter()
        .any(|list| sentence.starts(list, index));
    person.then_some(Noun {
        counted: Counted::People,
        start: index,
        end: index + 1,
        one_sex: false,
    })
}

/// "54 IDP sites" counts sites.
fn describes_a_place(sentence: &Sentence, noun: &Noun) -> bool {
    let last = &sentence.tokens[noun.end - 1];
    sentence.head_last()
        && last.lower == last.singular
        && sentence.at(List::Places, noun.end)
        && sentence
            .tokens
            .get(noun.end)
            .is_some_and(|place| place.lower != place.singular)
}

/// "Four child-friendly centres", "60 individual systems": the noun describes another.
pub fn is_attributive(sentence: &Sentence, noun: &Noun) -> bool {
    let token = |at: usize| sentence.tokens.get(at);
    let hyphen = token(noun.end).is_some_and(|next| matches!(next.lower.as_str(), "-" | "‑"))
        && token(noun.end + 1).is_some_and(|token| token.is_word());
    // "Couples' dialogue sessions".
    let owned = token(noun.end).is_some_and(|next| matches!(next.lower.as_str(), "'" | "’"))
        && token(noun.end + 1).is_some_and(|token| token.is_word());
    let people = sentence.at(List::People, noun.start);
    let described = people
        && is_singular(sentence, noun.end - 1)
        && longest_noun(sentence, noun.end).is_none()
        && !sentence.starts(List::PeopleActions, noun.end)
        && (is_plural(sentence, noun.end)
            || (!sentence.at(List::SameInPlural, noun.end - 1)
                && is_described_next(sentence, noun.end)
                && !sentence.starts(List::PersonSubjects, noun.end)
                && is_plural(sentence, noun.end + 1)));
    // "64 child protection workers": what is done stands between two nouns of which the last is meant.
    let of_workers = || {
        let person = |at: usize| longest_noun(sentence, at).or_else(|| by_ending(sentence, at));
        let act = token(noun.end).is_some_and(|act| act.is_word() && !sentence.is_passive(&act.lower));
        sentence.starts(List::PeopleActions, noun.end)
            && act
            && is_plural(sentence, noun.end + 1)
            && person(noun.end + 1).is_some_and(|last| last.counted == Counted::People)
    };
    // "80 adult and 60 youth groups", "47 bodies obtained official status": in English many are no "adult" or "official".
    let ends = [
        List::NounStops,
        List::Auxiliaries,
        List::PeopleActions,
        List::PersonSubjects,
    ];
    let next = |at: usize| {
        let word = token(at).is_some_and(|token| token.is_word() && !sentence.is_passive(&token.lower));
        word && !ends.into_iter().any(|list| sentence.starts(list, at))
    };
    let again = sentence.starts(List::AndWords, noun.end)
        && token(noun.end + 1).is_some_and(|token| token.is_number());
    let adjective = people
        && sentence.head_last()
        && !sentence.compounds()
        && noun.end - noun.start == 1
        && is_singular(sentence, noun.start)
        && !sentence.at(List::SameInPlural, noun.start)
        && longest_noun(sentence, noun.end).is_none()
        && (again || next(noun.end));
    let workers = people && is_singular(sentence, noun.end - 1) && of_workers();
    hyphen || owned || described || adjective || workers || people && describes_a_body(sentence, noun)
}

/// "12 child protection teams": what is done stands between those for whom and the bodies that are counted.
fn describes_a_body(sentence: &Sentence, noun: &Noun) -> bool {
    let act = sentence.tokens.get(noun.end).is_some_and(|act| {
        act.is_word() && !sentence.is_passive(&act.lower) && !sentence.is_past(&act.lower)
    });
    is_singular(sentence, noun.end - 1)
        && !sentence.at(List::SameInPlural, noun.end - 1)
        && act
        && sentence.starts(List::PeopleActions, noun.end)
        && is_plural(sentence, noun.end + 1)
}

fn is_plural(sentence: &Sentence, at: usize) -> bool {
    sentence.tokens.get(at).is_some_and(|next| {
        next.is_word()
            && next.lower.ends_with('s')
            && next.lower != next.singular
            && !sentence.starts(List::NounStops, at)
    })
}

/// Of nouns side by side the last is counted (in Romance languages the first): "12 police officers", "20 school teachers", "3 training sessions".
pub fn last_of_compound(sentence: &Sentence, first: Noun) -> Noun {
    let mut noun = first;
    let next_to = |noun: &Noun| {
        longest_noun(sentence, noun.end)
            .or_else(|| by_ending(sentence, noun.end).filter(|_| sentence.head_last()))
    };
    while let Some(next) = next_to(&noun) {
        noun = if sentence.head_last() {
            Noun {
                start: noun.start,
                ..next
            }
        } else {
            Noun {
                end: next.end,
                ..noun
            }
        };
    }
    noun
}
