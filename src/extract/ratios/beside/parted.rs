//! "Of the 75 councillors 15 are women. Women are thus one third": a share of the two counts before it.

use rust_decimal::Decimal;

use super::super::super::lexicon::List;
use super::super::super::quantities::{Quantity, Unit};
use super::super::super::words::Sentence;
use super::super::prose::is_of_all_others;
use super::{Own, Told, is_held_against, is_of_others, written};
use crate::report::{Number, Ratio, RatioKind};

/// Percentage points by which people are wrong.
const NEAR: i64 = 35;
/// Tokens from a word that names a share to its number.
const REACH: usize = 8;

pub fn shares(told: &Told, at: usize) -> Vec<Ratio> {
    let sentence = &told.sentences[at];
    let mut shares = told.quantities[at].iter().filter(|own| own.unit == Unit::Share);
    // Of several shares each has a whole of its own.
    let (Some(share), None) = (shares.next(), shares.next()) else {
        return Vec::new();
    };
    if let Some(own) = of_named_whole(told, at, share) {
        return vec![own];
    }
    let near = Decimal::from(NEAR);
    let exact = !share.approximate && share.value < Decimal::ONE_HUNDRED && share.value > Decimal::ZERO;
    if !exact
        || is_held_against(sentence, share.end)
        || is_changed(sentence, share)
        || names_its_whole(sentence, share)
        || is_of_all_others(sentence, share.start..share.end)
    {
        return Vec::new();
    }
    let before = told.before(at, share.start);
    let mut counted = told.bearing(&before);
    counted.retain(|own| own.quantity.unit != Unit::Time);
    let [one, other] = counted[..] else {
        return Vec::new();
    };
    let shares_before = before.len() > counted.len();
    let (part, whole) = if one.quantity.value < other.quantity.value {
        (one, other)
    } else {
        (other, one)
    };
    let alike = are_alike(told, part, whole);
    let exact = !part.quantity.approximate && !whole.quantity.approximate;
    let between = &told.sentences[one.at.min(other.at)..at];
    if is_of_another_whole(told, sentence, share, whole) || are_ends_of_a_change(told, one, other) {
        return Vec::new();
    }
    let joined = is_concluded(between, sentence, share)
        && !are_siblings(told, one, other)
        && !between.iter().any(is_course)
        && !told.sentences[one.at..at].iter().any(is_of_others);
    if shares_before || !alike || !exact || !joined || is_explained(told, share.value) {
        return Vec::new();
    }
    let (part_value, whole_value) = (part.quantity.value, whole.quantity.value);
    let computed = part_value * Decimal::ONE_HUNDRED / whole_value;
    if part_value >= whole_value
        || (computed - share.value).abs() <= share.rounding
        || (computed - share.value).abs() > near
    {
        return Vec::new();
    }
    vec![Ratio {
        kind: RatioKind::Share,
        value: Number::exact(share.value.normalize()),
        written: written(sentence, share),
        figures: Some((part_value, whole_value)),
        quote: told.place(at),
        figures_at: (other.at != at || one.at != at).then(|| told.place(one.at)),
        ..Ratio::default()
    }]
}

/// "A quarter of the 240 families, that is 75 families".
fn of_named_whole(told: &Told, at: usize, share: &Quantity) -> Option<Ratio> {
    let sentence = &told.sentences[at];
    let behind: Vec<&Quantity> = told.quantities[at]
        .iter()
        .filter(|own| own.start >= share.end && !own.article)
        .collect();
    let [whole, part] = behind[..] else { return None };
    let of = sentence.starts(List::OfWords, share.end) && whole.start - share.end <= 3;
    let concludes = [List::ThatIs, List::ConclusionAdverbs]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| hit.start >= whole.end && hit.end <= part.start && part.start - hit.end <= 2);
    let exact = [share, whole, part].into_iter().all(|own| !own.approximate);
    let counted = whole.unit == part.unit && !matches!(whole.unit, Unit::Share | Unit::Time);
    let computed = (part.value * Decimal::ONE_HUNDRED).checked_div(whole.value)?;
    let off = (computed - share.value).abs();
    let meant = part.value < whole.value && off > Decimal::TWO && off <= Decimal::from(NEAR);
    (of && concludes && exact && counted && meant).then(|| Ratio {
        kind: RatioKind::Share,
        value: Number::exact(share.value.normalize()),
        written: written(sentence, share),
        figures: Some((part.value, whole.value)),
        quote: told.place(at),
        ..Ratio::default()
    })
}

/// "Went up from 120 to 156": neither is a part of the other.
fn are_ends_of_a_change(told: &Told, one: &Own, other: &Own) -> bool {
    let sentence = &told.sentences[one.at];
    let first = if one.quantity.start < other.quantity.start {
        one
    } else {
        other
    };
    let (from, to) = (first.quantity.start, first.quantity.end);
    one.at == other.at && sentence.ends(List::FromWords, from) && sentence.starts(List::ToWords, to)
}

/// A rise or fall by so much is no part.
fn is_changed(sentence: &Sentence, share: &Quantity) -> bool {
    [List::Increase, List::GrowthNouns]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| hit.end <= share.start && share.start - hit.end <= 3 || hit.start == share.end)
}

/// "45 % of the 200 households", "45 % (90 of 200)".
fn names_its_whole(sentence: &Sentence, share: &Quantity) -> bool {
    let numbers = sentence.numbers.iter();
    numbers
        .filter(|own| !own.percent && own.start >= share.end)
        .any(|own| {
            let between = share.end..own.start;
            between.len() <= REACH
                && (between
                    .clone()
                    .any(|at| sentence.starts(List::OfWords, at) || sentence.tokens[at].lower == "("))
        })
}

/// "36 % of those who are interviewed", "half of the pupils": not of the schools that were counted.
fn is_of_another_whole(told: &Told, sentence: &Sentence, share: &Quantity, whole: &Own) -> bool {
    let close = usize::from(
        sentence
            .tokens
            .get(share.end)
            .is_some_and(|token| token.lower == ")"),
    );
    let Some(of) = sentence
        .all(List::OfWords)
        .find(|hit| hit.start == share.end + close)
    else {
        return false;
    };
    let pronoun = sentence
        .all(List::SexPronouns)
        .find(|hit| hit.start == of.start || hit.start == of.end);
    // "They are thus 18 % of the intake".
    if pronoun.is_none() && sentence.all(List::SexPronouns).any(|hit| hit.start <= 1) {
        return false;
    }
    if let Some(pronoun) = pronoun {
        return sentence.starts(List::Relatives, pronoun.end);
    }
    let tokens = &told.sentences[whole.at].tokens;
    let counted = &tokens[whole.quantity.end..(whole.quantity.end + NOUN).min(tokens.len())];
    let named = (of.end..(of.end + NOUN).min(sentence.tokens.len())).any(|at| {
        let group = [
            List::Collectives,
            List::WholeGroups,
            List::Total,
            List::SexPronouns,
            List::EveryWords,
        ]
        .into_iter()
        .any(|list| sentence.at(list, at));
        group
            || counted.iter().any(|token| {
                token.is_word() && token.stem == sentence.tokens[at].stem && token.stem.len() > 3
            })
    });
    !named
}

/// Words of a noun with what stands before it.
const NOUN: usize = 4;

/// Both count, or both are sums of one kind.
fn are_alike(told: &Told, part: &Own, whole: &Own) -> bool {
    let (one, other) = (part.quantity.unit, whole.quantity.unit);
    let bare = |own: &Own| {
        own.quantity.unit == Unit::Count
            && super::super::super::sums::is_bare(&told.sentences[own.at], &own.quantity)
    };
    let timed = one == Unit::Time || other == Unit::Time;
    (one == other || bare(part) || bare(whole)) && !timed
}

/// "Thus", "of them", "a rate of", "that is": the share follows from what was told.
fn is_concluded(before_sentences: &[Sentence], sentence: &Sentence, share: &Quantity) -> bool {
    let concludes = [List::ThatIs, List::ConsequenceWords, List::ConclusionAdverbs]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| hit.start < share.end + REACH);
    let near = |list: List| {
        sentence.all(list).any(|hit| {
            let before = hit.end <= share.start && share.start - hit.end <= REACH;
            before || hit.start >= share.end && hit.start - share.end <= 2
        })
    };
    let of_them = near(List::SexPronouns) && near(List::OfWords);
    let rate = near(List::RateWords) || near(List::ShareNouns) || near(List::PercentageWords);
    // "Absenteeism of 24 %", "collection: 75 %".
    let article = usize::from(sentence.ends(List::Articles, share.start));
    let led = share.start.checked_sub(1 + article).is_some_and(|before| {
        let mark = sentence.tokens[before].lower == ":" || sentence.at(List::OfWords, before);
        let noun = before.checked_sub(1).map(|at| sentence.tokens[at].stem.as_str());
        let roots = roots(before_sentences);
        mark && before <= REACH && noun.is_some_and(|noun| roots.iter().any(|root| noun.starts_with(root)))
    });
    concludes || of_them || rate || led
}

/// The first letters of what was told: "absent", "absenteeism".
fn roots(sentences: &[Sentence]) -> Vec<String> {
    let words = sentences.iter().flat_map(|sentence| sentence.content_stems());
    words
        .filter(|word| word.chars().count() >= ROOT)
        .map(|word| word.chars().take(ROOT).collect())
        .collect()
}

/// Letters by which two words are of one root.
const ROOT: usize = 5;

/// "263 women and 90 girls": neither is a part of the other.
fn are_siblings(told: &Told, one: &Own, other: &Own) -> bool {
    let (first, second) = if (one.at, one.quantity.start) < (other.at, other.quantity.start) {
        (one, other)
    } else {
        (other, one)
    };
    let sentence = &told.sentences[first.at];
    let between = first.quantity.end..second.quantity.start;
    let of_them = sentence
        .all(List::SexPronouns)
        .any(|hit| hit.start == second.quantity.end);
    first.at == second.at
        && !of_them
        && between.len() <= 3
        && between.into_iter().any(|at| sentence.starts(List::AndWords, at))
        && !sentence.starts(List::OfWords, 0)
}

/// "Fell from 151 to 63", "on average 9,300 each": no part and no whole.
fn is_course(sentence: &Sentence) -> bool {
    [List::GrowthNouns, List::Averages]
        .into_iter()
        .any(|list| sentence.has(list))
        || {
            let led = |list: List| {
                sentence
                    .numbers
                    .iter()
                    .any(|number| !sentence.is_year(number) && sentence.ends(list, number.start))
            };
            led(List::FromWords) && led(List::ToWords) && sentence.has(List::ChangeVerbs)
        }
}

/// Two other figures of the passage come to just so much.
fn is_explained(told: &Told, share: Decimal) -> bool {
    let values = told.values();
    let close = |computed: Decimal| (computed - share).abs() <= Decimal::ONE;
    values.iter().any(|part| {
        values.iter().any(|whole| {
            let computed = part
                .checked_mul(Decimal::ONE_HUNDRED)
                .and_then(|part| part.checked_div(*whole));
            computed.is_some_and(|own| {
                close(own) || close(Decimal::ONE_HUNDRED - own) || close(own - Decimal::ONE_HUNDRED)
            })
        })
    })
}
