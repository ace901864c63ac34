//! Which numbers of a sentence count something, and what.

mod bare;
mod brackets;
mod frames;
mod labels;
mod noun;
mod number;
mod sex;
mod unnamed;

use rust_decimal::Decimal;

use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::words::Sentence;
use crate::report::{Counted, Number};
use bare::bare_people;
pub use frames::ends_phrase;
use frames::{collective_before, named_before, neighbour, participle, passive_people};
pub use noun::{NOUNS, Noun, is_attributive, noun_after};
pub use number::{MANKIND, counts_something, is_share_in_words};
pub use sex::{children_joined, is_said_of_share};
use unnamed::unnamed_people;

/// A number that counts something.
#[derive(Debug, Clone, PartialEq)]
pub struct Count {
    pub number: Number,
    pub written: String,
    pub counted: Counted,
    pub noun: String,
    pub noun_stem: String,
    /// Token after the noun, wherever it stands.
    pub noun_end: usize,
    /// Words from the number to the noun and the verb that follows.
    pub subject: String,
    /// Token indices of number (start) and noun (end).
    pub start: usize,
    pub end: usize,
    /// Names a sex itself ("86 women", "12 female judges").
    pub part: bool,
    /// Marked as the whole ("in all", "a total of").
    pub total: bool,
    /// The noun stands elsewhere in the sentence ("1,354 and 2,094 calls").
    pub elided: bool,
    /// Whoever is called so is an adult, or is a child.
    pub tells_age: bool,
    /// A part of a whole that follows it: the 136 of "136 of 164 women".
    pub of_whole: bool,
    /// No noun names those who are counted.
    pub bare: bool,
}

pub fn counts(sentence: &Sentence) -> &[Count] {
    sentence.counts.get_or_init(|| find_counts(sentence))
}

fn find_counts(sentence: &Sentence) -> Vec<Count> {
    let mut found: Vec<Count> = Vec::new();
    for number in &sentence.numbers {
        if !counts_something(sentence, number) {
            continue;
        }
        // "In nine the judge refused the claim", "en siete la víctima ya recibió el pago".
        let parted = sentence.starts(List::Articles, number.end);
        // "Hoy son 27,948 las personas beneficiarias" counts them.
        let told = parted && sentence.ends(List::BeWords, number.start);
        let parted = parted && !told;
        let noun = noun_after(sentence, number.end + usize::from(told))
            .or_else(|| noun_after(sentence, after_own_share(sentence, number)?))
            .or_else(|| noun_after(sentence, number::labelled(sentence, number)?))
            .filter(|_| !is_of_more_groups(sentence, number, &found))
            .filter(|noun| !parted && !is_in_some_of_the_things(sentence, number, noun, &found))
            .or_else(|| passive_people(sentence, number, &found))
            .or_else(|| unnamed_people(sentence, number))
            .or_else(|| participle(sentence, number, &found));
        match noun {
            Some(noun) if is_rate(sentence, noun.end) => {}
            Some(noun) => {
                let mut own = count(sentence, number, noun, false);
                own.part |= is_among_one_sex(sentence, number, &found)
                    || is_inside_one_sex(sentence, number, &found)
                    || sex::is_subject_of_share(sentence, number)
                    || sex::is_in_group(sentence, number)
                    || sex::is_bracketed_after(sentence, number)
                    || sex::is_apposed(sentence, own.noun_end)
                    || sex::are_those_asked(sentence, own.noun_end);
                found.push(own);
            }
            None => {
                // "1,354 and 2,094 calls", "3,500 in all": the noun of a neighbour.
                let noun = named_before(sentence, number).or_else(|| neighbour(sentence, number, &found));
                if let Some(noun) = noun {
                    found.push(count(sentence, number, noun, true));
                } else if let Some(noun) = bare_people(sentence, number, &found) {
                    found.push(count(sentence, number, noun, false));
                }
            }
        }
    }
    mark_sums(sentence, &mut found);
    mark_kinds_of_the_listed(sentence, &mut found);
    mark_ages_of_one_sex(&mut found);
    mark_ages_of_the_split(sentence, &mut found);
    mark_pairs_of_forms(sentence, &mut found);
    brackets::mark_other_splits(sentence, &mut found);
    found
}

/// "80 groups of adults and 60 of children": sixty more groups.
fn is_of_more_groups(sentence: &Sentence, number: &NumberToken, found: &[Count]) -> bool {
    let groups = |count: &Count| {
        count.counted != Counted::People
            && sentence.starts(List::OfWords, count.noun_end)
            && count.end <= number.start
    };
    sentence.starts(List::OfWords, number.end)
        && !sentence.starts(List::Articles, number.end + 1)
        && sentence.ends(List::AndWords, number.start)
        && found.last().is_some_and(groups)
}

/// "491 (81 %) members": what is counted stands behind the share in brackets.
fn after_own_share(sentence: &Sentence, number: &NumberToken) -> Option<usize> {
    let share = sentence.share_in_bracket(number.end)?;
    let closed = sentence
        .tokens
        .get(share.end)
        .is_some_and(|token| token.lower == ")");
    closed.then_some(share.end + 1)
}

/// "Of 250 lessons … in 171 girls and boys were asked": a number after "in" that begins a clause takes up the things before.
fn is_in_some_of_the_things(sentence: &Sentence, number: &NumberToken, noun: &Noun, found: &[Count]) -> bool {
    let begins = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| sentence.tokens.get(at));
        let mark = before.is_none_or(|token| matches!(token.lower.as_str(), "," | ";" | ":" | "–" | "—"));
        mark || sentence.ends(List::AndWords, at)
    };
    let things = |count: &Count| {
        let thing = matches!(
            count.counted,
            Counted::Cases | Counted::Events | Counted::Products | Counted::Contacts
        );
        thing && count.number.low > number.number.high
    };
    let mut within = sentence.all(List::InWords);
    noun.counted == Counted::People
        && within.any(|hit| hit.end == number.start && begins(hit.start))
        && found.iter().any(things)
}

/// "Five people per household", not "each third of them".
fn is_rate(sentence: &Sentence, at: usize) -> bool {
    sentence.starts(List::PerWords, at) && !sentence.starts(List::Shares, at)
}

/// "1,036 pregnant women, 865 adults and 171 minors": what makes up a number of one sex is of that sex.
fn mark_ages_of_one_sex(found: &mut [Count]) {
    for index in 0..found.len() {
        let (before, after) = found.split_at_mut(index + 1);
        let whole = &before[index];
        let parts: Vec<&mut Count> = after
            .iter_mut()
            .filter(|count| count.counted == Counted::People && count.number.low < whole.number.low)
            .collect();
        let sum: Decimal = parts.iter().map(|part| part.number.low).sum();
        if whole.part && parts.len() >= 2 && sum == whole.number.low {
            parts.into_iter().for_each(|part| part.part = true);
        }
    }
}

/// "640 apprentices (352 women, 288 men), of whom 148 minors and 492 adults": a whole that is split by sex, and by age once
/// more.
fn mark_ages_of_the_split(sentence: &Sentence, found: &mut [Count]) {
    for index in 0..found.len() {
        let (before, after) = found.split_at_mut(index + 1);
        let whole = before[index].number.low;
        let sum = |parts: &[&mut Count]| parts.iter().map(|part| part.number.low).sum::<Decimal>();
        let (sexed, others): (Vec<&mut Count>, Vec<&mut Count>) = after
            .iter_mut()
            .filter(|count| count.counted == Counted::People && count.number.low < whole)
            .partition(|count| count.part);
        let aged = others
            .iter()
            .all(|count| sentence.at(List::Age, count.noun_end - 1));
        if aged && others.len() >= 2 && sum(&others) == whole && sum(&sexed) == whole {
            others.into_iter().for_each(|part| part.part = true);
        }
    }
}

/// "22 socias y 5 socios": beside the form for women the other form means men.
fn mark_pairs_of_forms(sentence: &Sentence, found: &mut [Count]) {
    for index in 1..found.len() {
        let (one, other) = (&found[index - 1], &found[index]);
        let joined = other
            .start
            .checked_sub(one.end)
            .is_some_and(|gap| gap <= PAIR_REACH)
            && (one.end..other.start).any(|at| sentence.starts(List::AndWords, at));
        let forms = sex::are_forms_of_one_trade(sentence, one.noun_end - 1, other.noun_end - 1);
        if joined && forms && one.counted == Counted::People && (one.part || other.part) {
            found[index - 1].part = true;
            found[index].part = true;
        }
    }
}

/// Tokens between two counts of one trade: "and", "y de".
const PAIR_REACH: usize = 2;

/// "186 men, among them 22 mayors": some of those who are of one sex.
fn is_among_one_sex(sentence: &Sentence, number: &NumberToken, found: &[Count]) -> bool {
    let linked = sentence
        .all(List::SexPronouns)
        .any(|hit| hit.end <= number.start && number.start - hit.end <= 2);
    let before = |list| sentence.all(list).any(|hit| hit.start < number.start);
    let one_sex = before(List::Female) != before(List::Male);
    linked && one_sex && found.last().is_some_and(|last| last.part)
}

/// "541 girls and women (194 minors, 347 adults)": the parts in a bracket are of the sex before it.
fn is_inside_one_sex(sentence: &Sentence, number: &NumberToken, found: &[Count]) -> bool {
    let linked = sentence
        .all(List::SexPronouns)
        .any(|hit| hit.end <= number.start && number.start - hit.end <= 1);
    let open = sentence.tokens[..number.start]
        .iter()
        .rposition(|token| token.lower == "(");
    let closed = sentence.tokens[..number.start]
        .iter()
        .rposition(|token| token.lower == ")");
    let Some(open) = open.filter(|open| closed.is_none_or(|closed| closed < *open)) else {
        return false;
    };
    // "(3,288 girls and 3,124 boys, of whom 2,017 under five)".
    let split = found.iter().any(|count| count.start > open && count.part);
    (linked && split)
        || found
            .iter()
            .rfind(|count| count.end <= open)
            // "(17 women and 24 men) and in design (28 participants, …": the bracket before is closed.
            .is_some_and(|count| count.part && !sentence.in_brackets(count.start))
}

/// "260 victims were assisted: 179 … and 81 …": a number that the others of its sentence make up exactly is their total.
fn mark_sums(sentence: &Sentence, found: &mut [Count]) {
    for count in found.iter_mut() {
        let others: Vec<Decimal> = sentence
            .numbers
            .iter()
            .filter(|number| {
                number.start > count.start && !number.percent && number.number.low < count.number.low
            })
            .map(|number| number.number.low)
            .collect();
        count.total |= others.len() >= 2 && others.iter().sum::<Decimal>() == count.number.low;
    }
}

/// Parts that a colon lists.
const LISTED: usize = 3;
/// Parts that a comma lists.
const PAIR: usize = 2;

/// "318 households had a business: 121 groceries, 58 tailors, …", "480 households, 300 displaced and 180 host": what a
/// colon or a comma lists of a whole is of its kind.
fn mark_kinds_of_the_listed(sentence: &Sentence, found: &mut [Count]) {
    let colon = sentence.tokens.iter().position(|token| token.lower == ":");
    let comma = || sentence.tokens.iter().position(|token| token.lower == ",");
    if let Some(colon) = colon {
        mark_kinds_after(sentence, found, colon, LISTED);
    } else if let Some(comma) = comma() {
        mark_kinds_after(sentence, found, comma, PAIR);
    }
}

fn mark_kinds_after(sentence: &Sentence, found: &mut [Count], mark: usize, least: usize) {
    let listed = sentence
        .numbers
        .iter()
        .filter(|number| number.start > mark && !number.percent);
    let (parts, sum) = listed.fold((0, Decimal::ZERO), |(parts, sum), number| {
        (parts + 1, sum + number.number.low)
    });
    let whole = found
        .iter()
        .rfind(|count| count.start < mark)
        .filter(|whole| parts >= least && whole.number.low == sum)
        .map(|whole| whole.counted);
    let Some(counted) = whole.filter(|counted| *counted != Counted::People) else {
        return;
    };
    for part in found.iter_mut().filter(|count| count.start > mark && !count.part) {
        part.counted = counted;
    }
}

fn count(sentence: &Sentence, number: &NumberToken, noun: Noun, elided: bool) -> Count {
    let text = |from: usize, to: usize| sentence.between(from, to).to_string();
    // "674 female and 532 male members": the noun stands elsewhere, the sex does not.
    let sexed = noun.one_sex
        || sex::is_told(sentence, number, &noun, elided)
        || (!elided && sex::is_said(sentence, noun.end));
    let head = if sentence.head_last() {
        noun.end - 1
    } else {
        noun.start
    };
    let last = (number.end.max(noun.end) + 4).min(sentence.tokens.len());
    let from = number.start.saturating_sub(3);
    let total = sentence.all(List::Total).any(|hit| {
        let after = hit.start >= number.end && hit.start <= noun.end.max(number.end) + 2 && !elided
            || hit.start == number.end;
        let before = hit.end <= number.start && number.start - hit.end <= 2;
        after || before
    });
    let bare = sentence
        .numbers
        .iter()
        .any(|own| own.start <= noun.start && noun.end <= own.end);
    Count {
        number: number.number,
        written: text(number.start, number.end),
        counted: noun.counted,
        // "5,900 girls and boys".
        noun: if bare {
            sentence.grammar().people.to_string()
        } else {
            text(
                noun.start,
                sex::end_of_both(sentence, noun.start, noun.end).unwrap_or(noun.end),
            )
        },
        bare,
        noun_stem: sentence.tokens[head].singular.clone(),
        noun_end: noun.end,
        subject: text(from, last),
        start: number.start,
        end: if elided {
            number.end
        } else {
            sex::end_of_both(sentence, number.end, noun.end).unwrap_or(noun.end)
        },
        tells_age: collective_before(sentence, number, List::Collectives).is_some()
            || ![List::AnyAge, List::MayBeMinors]
                .into_iter()
                .any(|list| sentence.at(list, head)),
        part: sexed,
        total,
        elided,
        of_whole: sentence.starts(List::OfWords, number.end)
            && sentence
                .numbers
                .iter()
                .any(|whole| whole.start > number.end && whole.start <= number.end + 2),
    }
}
