//! "54.2 % female (1,141) and 45.8 % male (966) patients": numbers of women and of men whose sum is told elsewhere.

use rust_decimal::Decimal;

use crate::document::Passage;
use crate::extract::Reader;
use crate::extract::lexicon::List;
use crate::extract::numbers::NumberToken;
use crate::extract::statistics::breakdown_by_sex;
use crate::extract::words::Sentence;
use crate::report::{Breakdown, Dimension, Disaggregation, SeenIn};

/// The sums of all sentences of the running text that give one number for each sex.
pub fn sums(reader: &Reader) -> Vec<(Decimal, Breakdown)> {
    let blocks = reader.document.blocks.iter();
    let texts = blocks.filter_map(|block| Some((block.text()?, &block.location)));
    texts
        .flat_map(|(text, location)| {
            let sentences = reader.sentences(text).to_vec();
            sentences
                .into_iter()
                .filter_map(move |sentence| of_sentence(&sentence, &Passage::new(text, location.clone())))
        })
        .collect()
}

fn of_sentence(sentence: &Sentence, place: &Passage) -> Option<(Decimal, Breakdown)> {
    let women = sentence.first(List::Female)?;
    let men = sentence.first(List::Male)?;
    let numbers: Vec<&NumberToken> = sentence
        .numbers
        .iter()
        .filter(|number| !number.percent && !number.in_words && !sentence.is_year(number))
        .collect();
    // Beside shares in per cent and in words such a number is the count itself.
    let [first, second] = numbers[..] else { return None };
    let mut parts = [
        part(sentence.written(women), first, place),
        part(sentence.written(men), second, place),
    ];
    if men.start < women.start {
        parts[0].number = Some(second.number.low);
        parts[1].number = Some(first.number.low);
    }
    let sum = first.number.low + second.number.low;
    let breakdown = breakdown_by_sex(parts.to_vec()).pop()?;
    Some((sum, breakdown))
}

fn part(written: &str, number: &NumberToken, place: &Passage) -> Disaggregation {
    Disaggregation {
        dimension: Dimension::Sex,
        value: written.to_string(),
        number: Some(number.number.low),
        seen_in: SeenIn::Sentence,
        location: place.location.clone(),
    }
}
