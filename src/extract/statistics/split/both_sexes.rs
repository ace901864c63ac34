//! "54.2 % female (1,141) and 45.8 % male (966) patients": numbers of women and of men whose sum is told elsewhere.

use rust_decimal::Decimal;

use crate::document::Location;
use crate::extract::Reader;
use crate::extract::lexicon::List;
use crate::extract::numbers::NumberToken;
use crate::extract::statistics::breakdown_by_sex;
use crate::extract::words::Sentence;
use crate::report::{Breakdown, Dimension, Disaggregation, SeenIn};

/// The sums of all sentences of the running text that give one number for each sex.
pub fn sums(reader: &Reader) -> Vec<(Decimal, Breakdown)> {
    let mut found = Vec::new();
    for block in &reader.document.blocks {
        let Some(text) = block.text() else { continue };
        let sentences = reader.sentences(text);
        let told = sentences
            .iter()
            .filter_map(|sentence| of_sentence(sentence, &block.location));
        found.extend(told);
    }
    found
}

fn of_sentence(sentence: &Sentence, place: &Location) -> Option<(Decimal, Breakdown)> {
    let women = sentence.first(List::Female)?;
    let men = sentence.first(List::Male)?;
    // Beside shares in per cent and in words a number is the count itself.
    let numbers: Vec<&NumberToken> = sentence
        .numbers
        .iter()
        .filter(|number| !number.percent && !number.in_words && !sentence.is_year(number))
        .collect();
    let [first, second] = numbers[..] else { return None };
    let (of_women, of_men) = if women.start < men.start {
        (first, second)
    } else {
        (second, first)
    };
    let parts = vec![
        part(sentence.written(women), of_women, place),
        part(sentence.written(men), of_men, place),
    ];
    let sum = first.number.low + second.number.low;
    Some((sum, breakdown_by_sex(parts).pop()?))
}

fn part(written: &str, number: &NumberToken, place: &Location) -> Disaggregation {
    Disaggregation {
        dimension: Dimension::Sex,
        value: written.to_string(),
        number: Some(number.number.low),
        seen_in: SeenIn::Sentence,
        location: place.clone(),
    }
}
