//! Which numbers are counts: not years, dates, amounts, percentages, codes or pages.

use rust_decimal::Decimal;

use super::frames::is_just_before;
use super::noun::is_place;
use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::NumberToken;
use crate::extract::words::Sentence;

/// A larger number is an identifier.
pub const MANKIND: i64 = 2_000_000_000;
/// The world has agreed on so many goals.
const GLOBAL_GOALS: i64 = 17;
/// Larger groups are no size that each has.
const EACH: i64 = 50;
/// Tokens from "each" to the size of it.
const EACH_REACH: usize = 8;

/// "Résultats 2024 notables": where adjectives follow, a year after the first word may be that word's.
fn dates_title(sentence: &Sentence, number: &NumberToken) -> bool {
    let first = &sentence.tokens[0];
    let acts = [List::PeopleActions, List::ActivityVerbs, List::OutputVerbs]
        .into_iter()
        .any(|list| sentence.at(list, 0));
    !sentence.head_last() && number.start == 1 && first.is_word() && first.capital && !acts
}

/// Whether a number is a count: no year, date, amount, percentage, code or page.
pub fn counts_something(sentence: &Sentence, number: &NumberToken) -> bool {
    let token = |index: usize| {
        sentence
            .tokens
            .get(index)
            .map_or("", |token| token.lower.as_str())
    };
    let before = number.start.checked_sub(1).map_or("", token);
    let before_two = number.start.checked_sub(2).map_or("", token);
    let after = token(number.end);
    let year = sentence.is_year(number);
    let year_counts = year
        && (sentence.starts(List::People, number.end)
            && !sentence.ends(List::YearWords, number.start)
            && !is_year_group(sentence, number)
            && !dates_title(sentence, number)
            || follows_label(sentence, number));
    // "By December 312 …" is no date.
    let month_near = (year || number.number.low <= Decimal::from(31))
        && (sentence.month_follows(number.end)
            || (number.start > 0 && sentence.at(List::Months, number.start - 1)));
    // "Contacts went up through the year: 211 calls".
    let counts_a_noun = super::NOUNS
        .iter()
        .any(|(list, _)| sentence.starts(*list, number.end));
    let referenced = number.start > 0
        && sentence.all(List::References).any(|hit| {
            hit.end == number.start
                || (hit.end + 1 == number.start
                    && (before == "."
                        || (before == ":" && !counts_a_noun && !sentence.starts(List::People, 0))))
        });
    // "grades 8 and 9": what holds for the first holds for the second.
    let referenced = referenced
        || (sentence.ends(List::AndWords, number.start)
            && sentence
                .numbers
                .iter()
                .any(|first| first.end + 1 == number.start && sentence.ends(List::References, first.start)));
    // Where adjectives follow, so would a number that belongs to the noun before: "volvieron a clase 117 niñas".
    // "At national level 38 persons were convicted": no level has persons.
    let own_noun = match sentence.head_last() {
        true => sentence.starts(List::AnyPeople, number.end),
        false => sentence.starts(List::People, number.end),
    };
    // "L'ODD 5 femmes et filles".
    let goal =
        sentence.ends(List::GlobalGoals, number.start) && number.number.high <= Decimal::from(GLOBAL_GOALS);
    let referenced = goal || referenced && !own_noun && !follows_time(sentence, number);
    let list_number =
        number.start == 0 && matches!(after, "." | ")" | ":") && labelled(sentence, number).is_none();
    // "R3.1".
    let coded = before == "." && sentence.tokens[number.start - 1].end == sentence.tokens[number.start].start;
    let code = coded
        || (matches!(before, "/" | "_" | "+" | "#") && !follows_sex(sentence, number))
        || matches!(after, "/" | "_")
        || (before == "-" && before_two.chars().any(char::is_alphanumeric) && !follows_sex(sentence, number));
    let ordinal = sentence.starts(List::OrdinalMarks, number.end)
        || (after == "-" && sentence.starts(List::OrdinalMarks, number.end + 1));
    // "150 day-labourers".
    let time = sentence
        .all(List::Time)
        .filter(|hit| hit.start == number.end)
        .map(|hit| hit.end)
        .max();
    let person = sentence
        .all(List::People)
        .filter(|hit| hit.start == number.end)
        .map(|hit| hit.end)
        .max();
    let labourers =
        person > time || token(number.end + 1) == "-" && sentence.starts(List::People, number.end + 2);
    let unit = sentence.at(List::Time, number.end) && !labourers
        || (after == "-" && sentence.at(List::Time, number.end + 1))
        || (number.end < sentence.tokens.len() && is_place(sentence, number.end));
    // "A mother of five".
    let parent = number.start >= 2
        && sentence.ends(List::OfWords, number.start)
        && [List::Female, List::Male]
            .into_iter()
            .any(|list| sentence.ends(list, number.start - 1));
    // "between 16 and 24" are ages, "did not reach 50 members" is no count.
    // "Aged 10 to 17", but not "in three years 460 people".
    let aged = number.start > 0
        && sentence.ends(List::Age, number.start)
        && !sentence.at(List::Time, number.start - 1)
        && !sentence.at(List::People, number.start - 1);
    // "Children below the age of two and pregnant women", but not "un grupo mayor de 30 mujeres".
    let of_years = sentence.ends(List::AgeBeginnings, number.start) && !own_noun;
    let ages = parent
        || aged
        || of_years
        || is_share_in_words(sentence, number)
        || is_base_of_share(sentence, number)
        || is_age(sentence, number)
        || is_age_from(sentence, number)
        || sentence.at(List::Age, number.start);
    let negated = sentence
        .all(List::Negations)
        .any(|hit| hit.end <= number.start && number.start - hit.end <= 1);
    let one_of = number.in_words && number.number.high <= Decimal::ONE;
    let rate = sentence.ends(List::PerWords, number.start) || is_base_of_rate(sentence, number);
    // The rest of a number that a space broke: "1,117, 077".
    let broken = sentence.tokens[number.start].lower.starts_with('0');
    !(number.percent
        || (year && !year_counts)
        || (month_near && !year_counts)
        || sentence.is_money(number)
        || referenced
        || list_number
        || code
        || ordinal
        || unit
        || one_of
        || rate
        || ages
        || negated
        || broken
        || is_size(sentence, number))
        && number.number.low > Decimal::ZERO
        && number.number.low < Decimal::from(MANKIND)
        && number.number.low.fract().is_zero()
}

/// "2,314: people trained": where what is counted begins. A small number is that of an item in a list.
pub fn labelled(sentence: &Sentence, number: &NumberToken) -> Option<usize> {
    let next = sentence
        .tokens
        .get(number.end)
        .map_or("", |next| next.lower.as_str());
    // "5481 — direct beneficiaries"; "2015 — the youth club opens" tells when.
    let dash = matches!(next, "—" | "–") && !sentence.is_year(number);
    let large = number.number.low >= Decimal::from(ITEMS);
    (number.start == 0 && (next == ":" || dash) && large).then_some(number.end + 1)
}

/// Lists have seldom so many items.
const ITEMS: i64 = 30;

/// "Beneficiaries: 2000": a round number after a label for people.
fn follows_label(sentence: &Sentence, number: &NumberToken) -> bool {
    let colon = number
        .start
        .checked_sub(1)
        .filter(|at| sentence.tokens[*at].lower == ":");
    let round = (number.number.low % Decimal::from(ROUND)).is_zero();
    round && colon.is_some_and(|colon| sentence.ends(List::People, colon))
}

/// To this numbers of people are rounded, and years seldom.
const ROUND: i64 = 50;

/// "The 2022 and 2023 graduates", "the 2023 intake": a number that can be no other than a year names a group.
fn is_year_group(sentence: &Sentence, number: &NumberToken) -> bool {
    let joined = |other: &NumberToken| {
        let next = sentence
            .tokens
            .get(other.end)
            .map_or("", |token| token.lower.as_str());
        let linked = sentence.starts(List::AndWords, other.end) || matches!(next, "," | "-" | "–" | "/");
        sentence.is_year(other) && linked && other.end + 1 == number.start
    };
    let named = sentence.head_last() && sentence.ends(List::Articles, number.start);
    let round = (number.number.low % Decimal::TEN).is_zero();
    sentence.numbers.iter().any(joined) || (named && !round)
}

/// "193 men/670 women", "193 M + 670 F".
fn follows_sex(sentence: &Sentence, number: &NumberToken) -> bool {
    number.start >= 2
        && [List::Female, List::Male]
            .into_iter()
            .any(|list| sentence.ends(list, number.start - 1))
}

/// "At the end of the year 24 students were registered", "this year 38 girls": with an article the word for a time is no
/// label of the number.
fn follows_time(sentence: &Sentence, number: &NumberToken) -> bool {
    if sentence.ends(List::NamedTimes, number.start) {
        return sentence.tokens.get(number.end).is_some_and(|next| next.is_word());
    }
    let Some(time) = number.start.checked_sub(1) else {
        return false;
    };
    sentence.at(List::Time, time)
        && sentence.ends(List::Articles, time)
        && sentence.all(List::YearWords).any(|hit| hit.end + 1 == time)
        && sentence.tokens.get(number.end).is_some_and(|next| next.is_word())
}

/// "3,1 pour 100 apprentis", "accidents, per 1,000 workers": a round number after a figure or a comma.
fn is_base_of_rate(sentence: &Sentence, number: &NumberToken) -> bool {
    let round = [100, 1_000, 10_000, 100_000]
        .map(Decimal::from)
        .contains(&number.number.low);
    let link = sentence
        .all(List::RateBases)
        .filter(|hit| round && hit.end == number.start)
        .filter_map(|hit| hit.start.checked_sub(1));
    link.into_iter().any(|before| {
        sentence.tokens[before].is_number() || matches!(sentence.tokens[before].lower.as_str(), "," | "(")
    })
}

/// "Groups of 20 to 25 participants", "the hall seats 350 people".
fn is_size(sentence: &Sentence, number: &NumberToken) -> bool {
    let sized = |number: &NumberToken| {
        sentence
            .all(List::SizeWords)
            .any(|hit| is_just_before(sentence, hit.end, number))
    };
    let lower = sentence
        .numbers
        .iter()
        .find(|lower| lower.end + 1 == number.start && sentence.starts(List::ToWords, lower.end));
    // "Classes of 24 pupils (13 girls, 11 boys)" were met.
    let split = sentence.has(List::Female) && sentence.has(List::Male);
    !split && (sized(number) || lower.is_some_and(sized) || is_of_each(sentence, number))
}

/// "In each scheme a committee of nine members is elected".
fn is_of_each(sentence: &Sentence, number: &NumberToken) -> bool {
    sentence.all(List::EachWords).any(|hit| {
        let between = hit.end..number.start;
        let plain = between.clone().all(|at| sentence.tokens[at].is_word());
        // "Every year 45 officers are trained".
        let time = between.clone().any(|at| sentence.at(List::Time, at));
        let near = !between.is_empty() && between.len() <= EACH_REACH;
        plain && near && !time && number.number.high <= Decimal::from(EACH)
    })
}

/// The seven of "one in seven young people".
fn is_base_of_share(sentence: &Sentence, number: &NumberToken) -> bool {
    sentence.numbers.iter().any(|part| {
        let linked = |hit: &Hit| hit.start == part.end && hit.end == number.start;
        part.in_words == number.in_words
            && part.number.high < number.number.low
            && number.number.low <= Decimal::TEN
            && sentence.all(List::ShareLinks).any(linked)
    })
}

/// "Seven farmers out of ten", "siete de cada diez familias".
pub fn is_share_in_words(sentence: &Sentence, number: &NumberToken) -> bool {
    if !sentence.has(List::OutOf) {
        return false;
    }
    let tens = [Decimal::TEN, Decimal::ONE_HUNDRED];
    sentence.numbers.iter().any(|whole| {
        let linked = |hit: &Hit| hit.start >= number.end && hit.end == whole.start;
        let counted = whole.in_words == number.in_words;
        tens.contains(&whole.number.low)
            && counted
            && number.number.low < whole.number.low
            && whole.start > number.end
            && whole.start <= number.end + 5
            && sentence.all(List::OutOf).any(linked)
    })
}

/// "Farmers (18+)", "women 15+".
fn is_age_from(sentence: &Sentence, number: &NumberToken) -> bool {
    let open = sentence.tokens[number.end - 1].lower == "+";
    let alone = !sentence.tokens.get(number.end).is_some_and(|next| next.is_word());
    let bracket = usize::from(number.start > 0 && sentence.tokens[number.start - 1].lower == "(");
    let people = sentence.ends(List::People, number.start - bracket);
    open && alone && people && number.number.high < Decimal::ONE_HUNDRED
}

/// The ends of "between 16 and 24", "between the ages of 6 and 17", where no noun follows.
fn is_age(sentence: &Sentence, number: &NumberToken) -> bool {
    let hundred = Decimal::ONE_HUNDRED;
    sentence.all(List::BetweenWords).any(|hit| {
        let mut numbers = sentence.numbers.iter();
        let low = numbers.find(|end| end.start >= hit.end && end.start <= hit.end + 3);
        let joined = |low: &NumberToken, high: &NumberToken| {
            sentence.starts(List::AndWords, low.end) && high.start == low.end + 1
        };
        let Some((low, high)) = low.zip(numbers.next()).filter(|(low, high)| joined(low, high)) else {
            return false;
        };
        let bare = !sentence.tokens.get(high.end).is_some_and(|token| token.is_word());
        bare && high.number.high < hundred && (low.start == number.start || high.start == number.start)
    })
}
