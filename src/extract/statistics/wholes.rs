//! Counts that are parts of a whole which is told with them, or that point back to it: who is asked about is the whole.

use rust_decimal::Decimal;

use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::words::Sentence;
use super::counts::{self, Count};
use crate::report::{Breakdown, Counted, Dimension, Statistic};

/// "96 people: 60 tea growers, 20 with macadamia and 16 with groundnuts", "44 promoters (19 in the north and 25 in the
/// south)": the numbers right after a whole that make it up.
pub fn is_part(sentence: &Sentence, before: &[Count], count: &Count) -> bool {
    before
        .iter()
        .filter(|whole| whole.counted == Counted::People && !whole.of_whole)
        .any(|whole| parts(sentence, whole).contains(&count.start))
}

/// Where the numbers stand that follow a whole and make it up exactly.
fn parts(sentence: &Sentence, whole: &Count) -> Vec<usize> {
    let plain = |number: &&NumberToken| {
        number.start > whole.start && !number.percent && counts::counts_something(sentence, number)
    };
    let mut sum = Decimal::ZERO;
    let mut found = Vec::new();
    for number in sentence.numbers.iter().filter(plain) {
        sum += number.number.low;
        found.push(number.start);
        if sum >= whole.number.low {
            break;
        }
    }
    if sum != whole.number.low || found.len() < 2 {
        found.clear();
    }
    found
}

/// "Of the 2,507 pupils 845 are counted already, so another 1,662": what is left when one number is taken from the whole.
pub fn is_difference(sentence: &Sentence, before: &[Count], count: &Count) -> bool {
    let numbers = || {
        let earlier = sentence.numbers.iter().filter(|number| number.end <= count.start);
        earlier.filter(|number| !number.percent && counts::counts_something(sentence, number))
    };
    before
        .iter()
        .filter(|whole| whole.counted == Counted::People && whole.number.low > count.number.low)
        .any(|whole| {
            let mut taken = numbers().filter(|number| number.start > whole.start);
            taken.any(|number| number.number.low + count.number.low == whole.number.low)
        })
}

/// "The total is thus 7,866 (3,794 women and 4,072 men)": the counts before it in the passage that make it up are split
/// with it.
pub fn split_with_total(passage: &mut [Statistic]) {
    for at in 1..passage.len() {
        let (before, total) = passage.split_at_mut(at);
        let Some(split) = whole_split(&total[0]) else {
            continue;
        };
        let whole = total[0].number.low;
        let open: Vec<usize> = (0..before.len())
            .filter(|index| is_open(&before[*index]))
            .collect();
        let sums = |own: &Vec<usize>| {
            let sum: Decimal = own.iter().map(|index| before[*index].number.low).sum();
            sum == whole
        };
        let parts = runs(&open).chain(pairs(&open)).find(sums);
        for index in parts.unwrap_or_default() {
            before[index].breakdowns.push(split.clone());
        }
    }
}

/// "238,443 people were reached (girls, boys, women, men) … 9,623 by campaigns": where the account of a data record
/// splits all who were reached, the counts of those whom single activities reached are shares of them.
pub fn split_with_all_reached(passage: &mut [Statistic]) {
    let reached = |own: &Statistic| !(own.part || own.context || own.planned);
    let open: Vec<usize> = (0..passage.len())
        .filter(|index| is_open(&passage[*index]) && reached(&passage[*index]))
        .collect();
    let sum: Decimal = open.iter().map(|index| passage[*index].number.low).sum();
    let mut all = passage.iter().filter(|own| own.total && own.number.low >= sum);
    let Some(split) = all.find_map(split_by_sex) else {
        return;
    };
    for index in open {
        passage[index].breakdowns.push(split.clone());
    }
}

/// The split of a total by sex, as one that does not make up its parts.
fn whole_split(total: &Statistic) -> Option<Breakdown> {
    let split = total
        .breakdowns
        .iter()
        .find(|own| own.dimension == Dimension::Sex && own.complete)?;
    Some(Breakdown {
        complete: false,
        ..split.clone()
    })
}

/// The numbers of women and of men among them, whether or not these are all.
fn split_by_sex(total: &Statistic) -> Option<Breakdown> {
    let numbered = |own: &&Breakdown| own.parts.iter().filter(|part| part.number.is_some()).count() > 1;
    let mut by_sex = total
        .breakdowns
        .iter()
        .filter(|own| own.dimension == Dimension::Sex);
    let split = by_sex.find(numbered)?;
    Some(Breakdown {
        complete: false,
        ..split.clone()
    })
}

fn is_open(statistic: &Statistic) -> bool {
    statistic.counted == Counted::People && !statistic.is_split_by_sex()
}

/// Two or more that follow one another.
fn runs(open: &[usize]) -> impl Iterator<Item = Vec<usize>> {
    (0..open.len()).flat_map(move |from| (from + 2..=open.len()).map(move |until| open[from..until].to_vec()))
}

fn pairs(open: &[usize]) -> impl Iterator<Item = Vec<usize>> {
    (0..open.len()).flat_map(move |one| (one + 1..open.len()).map(move |two| vec![open[one], open[two]]))
}

/// "Nine reports were received. … The nine young people go on": the article points back to those who were counted.
pub fn is_spoken_of_again(before: &[Sentence], sentence: &Sentence, count: &Count) -> bool {
    let definite = sentence.ends(List::Articles, count.start);
    let first = count.start == 1;
    definite
        && count.counted == Counted::People
        && before.iter().flat_map(counts::counts).any(|other| {
            let alike = first || other.noun_stem == count.noun_stem;
            let counted = matches!(other.counted, Counted::People | Counted::Cases);
            other.number == count.number && counted && alike
        })
}

/// Some of those whom a number before counted, under their noun.
pub fn is_share_of(count: &Count, whole: &Count) -> bool {
    count.counted == whole.counted
        && count.noun_stem == whole.noun_stem
        && count.number.high <= whole.number.low
}
