//! Numbers in text: digits with any separators, words, scales, ranges and approximations.

pub mod digits;
mod fractions;
mod ranges;
mod words;

pub use fractions::HALF;

use rust_decimal::Decimal;

use super::lexicon::{Hit, List};
use super::words::Token;
use crate::document::Location;
use crate::report::{Figure, Number};

/// A number in a sentence: token indices, the end excluded.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberToken {
    pub start: usize,
    pub end: usize,
    pub number: Number,
    pub percent: bool,
    /// Written in words: "two".
    pub in_words: bool,
}

impl NumberToken {
    /// Of four digits, as years of our time are.
    pub fn is_year(&self, tokens: &[Token]) -> bool {
        let years = Decimal::from(1900)..=Decimal::from(2100);
        !self.in_words && tokens[self.start].lower.len() == 4 && years.contains(&self.number.low)
    }
}

/// What makes numbers of words, or something else of numbers; and the letters of "39 F, 15 M" and "200 m from".
const NUMERIC: [List; 13] = [
    List::Female,
    List::Male,
    List::NumberWords,
    List::Scales,
    List::Fractions,
    List::Percent,
    List::RangeWords,
    List::OfWords,
    List::AndWords,
    List::HalfMore,
    List::Approximate,
    List::FromWords,
    List::PhysicalUnits,
];

/// All numbers of a sentence. A range becomes one number; "%" and "per cent" are noted.
pub fn numbers(text: &str, tokens: &[Token], hits: &[Hit]) -> Vec<NumberToken> {
    let mut found: Vec<NumberToken> = Vec::new();
    // "Handed over 43": the word belongs to the verb.
    let of_verb = |own: &Hit| {
        let longer = |hit: &Hit| hit.start < own.start && hit.end == own.end && !NUMERIC.contains(&hit.list);
        own.list == List::Approximate && hits.iter().any(longer)
    };
    let begins = |hit: &Hit| hit.list == List::NumberWords;
    // A fraction may be a sign.
    let may_begin = |token: &Token| token.is_number() || !token.lower.is_ascii();
    if !(tokens.iter().any(|token| token.is_number()) || hits.iter().any(begins) || fractions::has_sign(text))
    {
        return found;
    }
    let all = hits;
    let hits: &[Hit] = &hits
        .iter()
        .filter(|hit| NUMERIC.contains(&hit.list) && !of_verb(hit))
        .copied()
        .collect::<Vec<_>>();
    let words = hits.iter().filter(|hit| begins(hit));
    let in_words: Vec<usize> = words.map(|hit| hit.start).collect();
    let mut index = 0;
    while index < tokens.len() {
        if !may_begin(&tokens[index]) && !in_words.contains(&index) {
            index += 1;
            continue;
        }
        if let Some(fraction) = fractions::fraction(tokens, hits, index) {
            let token = of_fraction(tokens, hits, index, &fraction);
            index = token.end;
            found.push(token);
            continue;
        }
        let Some((value, in_words)) = value_of(tokens, hits, index) else {
            index += 1;
            continue;
        };
        let (value, end) = match in_words {
            Some(end) => words::composed(tokens, hits, end, value),
            None => (value, index + 1),
        };
        let mut token = NumberToken {
            start: index,
            end,
            number: Number::exact(value),
            percent: false,
            in_words: in_words.is_some(),
        };
        fractions::and_a_half(hits, &mut token);
        let dated = is_year_behind(found.last(), tokens, &token);
        let joined = ranges::is_joined_by_word(hits, token.end);
        let change = || ranges::begins_change(all, token.start) && !has_unit(tokens, hits, token.end + 2);
        if !(joined && (dated || change())) {
            ranges::extend(text, tokens, hits, &mut token);
            fractions::and_a_half(hits, &mut token);
        }
        scale(tokens, hits, &mut token);
        percent(tokens, hits, &mut token);
        token.number.approximate = is_approximate(tokens, hits, token.start);
        and_more(tokens, &mut token);
        index = token.end;
        found.push(token);
    }
    found
}

/// A share counts as a percentage: "two thirds of the teachers" are no two teachers.
fn of_fraction(tokens: &[Token], hits: &[Hit], start: usize, fraction: &fractions::Fraction) -> NumberToken {
    let value = if fraction.share {
        (fraction.value * Decimal::ONE_HUNDRED).round_dp(1)
    } else {
        fraction.value
    };
    let mut token = NumberToken {
        start,
        end: fraction.end,
        number: Number::exact(value.normalize()),
        percent: fraction.share,
        in_words: !tokens[start].is_number(),
    };
    scale(tokens, hits, &mut token);
    percent(tokens, hits, &mut token);
    token.number.approximate = is_approximate(tokens, hits, start);
    token
}

/// "about 400", "approx. 400", ">400".
fn is_approximate(tokens: &[Token], hits: &[Hit], start: usize) -> bool {
    let sign = start.checked_sub(1).is_some_and(|before| {
        matches!(
            tokens[before].lower.as_str(),
            ">" | "<" | "≥" | "≤" | "~" | "≈" | "±"
        )
    });
    sign || hits
        .iter()
        .any(|hit| hit.list == List::Approximate && hit.end <= start && start - hit.end <= 1)
}

/// "1,300+ people"; in "6+2" and "6 + 2" the sign adds.
fn and_more(tokens: &[Token], token: &mut NumberToken) {
    let touches = |at: usize| tokens.get(at).is_some_and(|own| own.start == tokens[at - 1].end);
    let sign = tokens.get(token.end).is_some_and(|own| own.lower == "+") && touches(token.end);
    let adds = tokens.get(token.end + 1).is_some_and(|next| next.is_number());
    if sign && !adds {
        token.number.approximate = true;
        token.end += 1;
    }
}

/// The number that begins at a token; of one in words also the token after it ("soixante et onze").
fn value_of(tokens: &[Token], hits: &[Hit], index: usize) -> Option<(Decimal, Option<usize>)> {
    let token = &tokens[index];
    if token.is_number() {
        let glued = index > 0
            && tokens[index - 1].end == token.start
            && matches!(tokens[index - 1].lower.as_str(), "/" | "_");
        // "193 men/670 women", "193M/670F".
        let sexed = |hit: &Hit| matches!(hit.list, List::Female | List::Male) && hit.end + 1 == index;
        return if glued && !hits.iter().any(sexed) {
            None
        } else {
            digits::parse(&token.lower)
                .or_else(|| digits::thousands(&token.lower))
                .map(|value| (value, None))
        };
    }
    value_at(hits, List::NumberWords, index).map(|(value, end)| (Decimal::from(value), Some(end)))
}

fn in_words(hits: &[Hit], index: usize) -> Option<Decimal> {
    value_at(hits, List::NumberWords, index).map(|(value, _)| Decimal::from(value))
}

/// The value of a word of a list that begins at a token, and the token after it.
fn value_at(hits: &[Hit], list: List, index: usize) -> Option<(i64, usize)> {
    hits.iter()
        .find(|hit| hit.list == list && hit.start == index)
        .and_then(|hit| Some((hit.value?, hit.end)))
}

/// Tokens between an amount and its year: "18,400 ha of forest in 2019".
const TO_YEAR: usize = 5;

/// "From 252 in 2020 to 16,999": a year and an amount are no range.
fn is_year_behind(before: Option<&NumberToken>, tokens: &[Token], own: &NumberToken) -> bool {
    let amount = before.filter(|before| before.end < own.start && own.start - before.end <= TO_YEAR);
    own.is_year(tokens) && amount.is_some_and(|amount| !amount.is_year(tokens))
}

fn scale(tokens: &[Token], hits: &[Hit], token: &mut NumberToken) {
    let Some((factor, end)) = value_at(hits, List::Scales, token.end) else {
        return;
    };
    if is_letter_of_sex(tokens, hits, token.end) || is_letter_of_metres(tokens, hits, token.end) {
        return;
    }
    let factor = Decimal::from(factor);
    if let (Some(low), Some(high)) = (
        token.number.low.checked_mul(factor),
        token.number.high.checked_mul(factor),
    ) {
        token.number = Number {
            low,
            high,
            approximate: true,
        };
        token.end = end;
    }
}

/// The M of "39 F, 15 M" is no million: another letter for a sex stands after a number, too.
fn is_letter_of_sex(tokens: &[Token], hits: &[Hit], at: usize) -> bool {
    let letter = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| token.lower.chars().count() == 1)
    };
    let sexed = |at: usize| {
        hits.iter()
            .any(|hit| matches!(hit.list, List::Female | List::Male) && hit.start == at)
    };
    letter(at)
        && sexed(at)
        && (1..tokens.len())
            .any(|other| other != at && letter(other) && sexed(other) && tokens[other - 1].is_number())
}

/// "200 m from the market", "200 m and 1 km": no millions.
fn is_letter_of_metres(tokens: &[Token], hits: &[Hit], at: usize) -> bool {
    let letter = tokens.get(at).is_some_and(|token| token.lower == "m");
    let follows = |hit: &Hit| hit.list == List::FromWords && hit.start == at + 1;
    let number = |hit: &Hit| {
        hit.start
            .checked_sub(1)
            .is_some_and(|before| tokens[before].is_number())
    };
    let measured = |hit: &Hit| hit.list == List::PhysicalUnits && hit.start != at && number(hit);
    letter && hits.iter().any(|hit| follows(hit) || measured(hit))
}

/// "From 11 to 29 per cent", "from 40 to 70 thousand": what follows holds of both.
fn has_unit(tokens: &[Token], hits: &[Hit], at: usize) -> bool {
    let units = [List::Percent, List::Scales];
    let sign = tokens.get(at).is_some_and(|next| next.lower == "%");
    sign || hits
        .iter()
        .any(|hit| units.contains(&hit.list) && hit.start == at)
}

fn percent(tokens: &[Token], hits: &[Hit], token: &mut NumberToken) {
    let sign = tokens.get(token.end).filter(|next| next.lower == "%");
    let word = hits
        .iter()
        .find(|hit| hit.list == List::Percent && hit.start == token.end);
    let end = match (sign, word) {
        (Some(_), _) => token.end + 1,
        (None, Some(hit)) => hit.end,
        (None, None) => return,
    };
    token.percent = true;
    token.end = end;
}

/// The value of a table cell or an attribute: its number when it starts with one, or when it is short and has just one.
pub fn figure(text: &str, location: &Location, sentence: &super::words::Sentence) -> Figure {
    let referred = |number: &NumberToken| {
        let named = [List::References, List::TableWords].into_iter().any(|list| {
            sentence
                .all(list)
                .any(|hit| hit.end <= number.start && number.start - hit.end <= 1)
        });
        // "See 3.2", "см. Г.3": behind it stands a place, whatever its number.
        let pointed = sentence
            .all(List::SeeWords)
            .any(|hit| hit.start == 0 && hit.end <= number.start);
        named || pointed
    };
    let first = sentence.numbers.first().filter(|number| {
        let words_before = sentence.tokens[..number.start]
            .iter()
            .filter(|token| token.is_word())
            .count();
        let approximate = number.number.approximate;
        !referred(number)
            && (words_before == 0
                || (approximate && words_before <= 2)
                || (sentence.numbers.len() == 1 && sentence.tokens.len() <= 6))
    });
    // "31 of 46 (76 %)": the share is the value, the numbers are its reason.
    let share = sentence.numbers.iter().find(|number| number.percent);
    let of_whole =
        sentence.numbers.windows(2).next().is_some_and(|pair| {
            sentence.starts(List::OfWords, pair[0].end) && pair[1].start <= pair[0].end + 2
        });
    let first = share.filter(|_| of_whole).or(first);
    Figure {
        cumulative: false,
        number: first.map(|number| number.number),
        percent: first.is_some_and(|number| number.percent),
        text: text.trim().to_string(),
        location: location.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::Lexicons;
    use super::super::words::{Sentence, Vocabulary};
    use crate::rules_folder::RulesFolder;

    /// The numbers of a sentence in short: "8–14", "~50%".
    fn read(text: &str) -> Vec<String> {
        let lexicons = Lexicons::load(&RulesFolder::embedded()).expect("the lexicon is sound");
        let sentence = Sentence::new(text, lexicons.language("en"), &Vocabulary::default());
        sentence
            .numbers
            .iter()
            .map(|token| {
                let (low, high) = (token.number.low.normalize(), token.number.high.normalize());
                let range = if low == high {
                    low.to_string()
                } else {
                    format!("{low}–{high}")
                };
                let about = if token.number.approximate { "~" } else { "" };
                let percent = if token.percent { "%" } else { "" };
                format!("{about}{range}{percent}")
            })
            .collect()
    }

    #[test]
    fn numbers_are_read_as_reports_write_them() {
        for (text, expected) in [
            ("1,354 and 2,094 calls", vec!["1354", "2094"]),
            ("12 400 calls", vec!["12400"]),
            (
                "12\u{a0}400 calls, 1\u{2009}000\u{2009}000 leaflets",
                vec!["12400", "1000000"],
            ),
            ("12\u{202f}400 calls", vec!["12400"]),
            ("12’400 calls and 3'500 visits", vec!["12400", "3500"]),
            ("USD 1.000.000 or 4.000.000,50", vec!["1000000", "4000000.5"]),
            ("3,4 metres and 3.4 litres", vec!["3.4", "3.4"]),
            ("3,4 million leaflets", vec!["3400000"]),
            ("3–4 million leaflets", vec!["3000000–4000000"]),
            ("two teachers and twelve schools", vec!["2", "12"]),
            ("8–14 victims", vec!["8–14"]),
            ("8 - 14 victims, 8‑14 more", vec!["8–14", "8–14"]),
            ("two to three visits", vec!["2–3"]),
            ("approx. 400 people", vec!["~400"]),
            ("over 400 people, about fifty", vec!["~400", "~50"]),
            ("ninety-six people, twenty two men", vec!["96", "22"]),
            (">400,000 people", vec!["~400000"]),
            ("1,300+ people, 80%+ of them", vec!["~1300", "~80%"]),
            ("3.2k people and 12K others", vec!["3200", "12000"]),
            ("6+2 schools, 3 + 4 of them", vec!["6", "2", "3", "4"]),
            ("51,711¹ children, 91,989⁽²⁾ others", vec!["51711", "91989"]),
            ("≥ 30 schools and ~ 20 clinics", vec!["~30", "~20"]),
            (
                "50 per cent, 50 percent, 12.5% and 12,5 %",
                vec!["50%", "50%", "12.5%", "12.5%"],
            ),
            ("40–50% of them", vec!["40–50%"]),
            ("½ of the schools", vec!["50%"]),
            ("2½ years", vec!["2.5"]),
            (
                "two and a half days, 2 to 3 and a half hours",
                vec!["2.5", "2–3.5"],
            ),
            ("1/2 of the women", vec!["50%"]),
            ("two thirds of the teachers", vec!["66.7%"]),
            ("about three-quarters of the teachers", vec!["~75%"]),
            ("in 2004 250 people came", vec!["2004", "250"]),
            ("one of five groups", vec!["1", "5"]),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
