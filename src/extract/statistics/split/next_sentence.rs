//! The split of a number in the sentence after it: "Of these, 27 were women."

use rust_decimal::Decimal;

use super::{comes_near, near, sexed_numbers};
use crate::document::Passage;
use crate::extract::lexicon::List;
use crate::extract::statistics::breakdown_by_sex;
use crate::extract::statistics::counts::Count;
use crate::extract::words::Sentence;
use crate::report::{Breakdown, Counted, SeenIn, Statistic};

/// "Of these, 27 were women.": the split of the last number of people in the sentence before.
pub fn next_sentence(
    sentence: &Sentence,
    counts: &[Count],
    place: &Passage,
    previous: &[usize],
    found: &mut [Statistic],
) {
    let sexed = sentence.has(List::Female) || sentence.has(List::Male);
    let pronoun = sentence.all(List::SexPronouns).any(|hit| hit.start <= 2);
    // "The course has a part on how to call on girls and boys equally".
    let tells_number = !sentence.numbers.is_empty();
    // "20 women of the earlier project came to the refresher course".
    let others = sentence.has(List::EarlierWords) && !pronoun;
    let linked = pronoun
        || (counts.iter().all(|count| count.part) && tells_number)
        || [List::Female, List::Male, List::Shares]
            .into_iter()
            .any(|list| sentence.starts(list, 0));
    if !sexed || others {
        return;
    }
    let parts = sexed_numbers(sentence, 0, sentence.tokens.len(), place, SeenIn::Sentence);
    let sum: Decimal = parts.iter().filter_map(|part| part.number).sum();
    let open = |index: &&usize| {
        let statistic = &found[**index];
        matches!(statistic.counted, Counted::People | Counted::Cases)
            && !statistic.part
            && !statistic.is_split_by_sex()
    };
    // "By then all had been heard (women 107, men 105)", "214 of the 251 judges took a course. That is 92 women and 122 men":
    // of whom it is the sum tells.
    let summed = |index: &&usize| parts.len() == 2 && sum == found[**index].number.low;
    let target = previous
        .iter()
        .rev()
        .find(|index| open(index) && summed(index))
        .or_else(|| previous.iter().rev().find(|index| open(index) && linked));
    if let Some(index) = target {
        // "96 of them were minors (41 girls and 55 boys)": the split of a number of its own.
        let of_its_own = sentence
            .numbers
            .iter()
            .any(|number| !number.percent && number.number.low == sum);
        if parts.len() == 2 && of_its_own {
            return;
        }
        let number = found[*index].number;
        // "In April, 13 health workers were trained. In May, 30 women …": more than the whole are others.
        if parts.len() == 1 && sum > number.high {
            return;
        }
        // "In the visits to Mbasera six women and five men took part": others than the 27 of the sentence before.
        let all_told = parts.len() == 2 && parts.iter().all(|part| part.number.is_some());
        if all_told && !pronoun && !comes_near(sum, number) {
            return;
        }
        let mut breakdowns = near(breakdown_by_sex(parts), number);
        // "12,480 women, 9,360 men and 9,360 children": a third group makes up the whole with them.
        let third = sentence
            .numbers
            .iter()
            .any(|own| !own.percent && sum + own.number.low == number.low);
        breakdowns
            .iter_mut()
            .for_each(|breakdown| breakdown.complete &= !third);
        // The 251 of "214 of the 251 judges" are known by those 214.
        let whole = previous
            .iter()
            .find(|other| **other > *index && found[*index].of_whole);
        if let Some(whole) = whole {
            let of_some = breakdowns.iter().map(|breakdown| Breakdown {
                complete: false,
                ..breakdown.clone()
            });
            found[*whole].breakdowns.extend(of_some);
        }
        found[*index].breakdowns.extend(breakdowns);
    }
}
