//! "In 2012 there were 22 projects with 873 works. … In 2014 42 works were built": each year with several things, of which one
//! is counted again and is fewer.

use std::collections::BTreeMap;

use super::super::lexicon::List;
use super::super::statistics::counts::counts;
use super::super::words::Sentence;
use super::comments::{gives_reason, speaks_of_change, tells_event};
use super::{Course, is_year, should_fall};
use crate::document::{Location, Passage};
use crate::report::{Point, Series};

/// Tokens with which a sentence opens that tells its year: "In the year 2012".
const OPENING: usize = 4;

pub fn courses(sentences: &[Sentence], place: &Location) -> Vec<Course> {
    let mut by_noun: BTreeMap<String, Vec<(Point, &Sentence)>> = BTreeMap::new();
    for sentence in sentences {
        let other = [List::Context, List::PlanWords, List::SampleWords, List::Future];
        let Some(year) = year(sentence).filter(|_| !other.into_iter().any(|list| sentence.has(list))) else {
            continue;
        };
        let all = counts(sentence);
        for count in all {
            let alone = all.iter().filter(|own| own.noun_stem == count.noun_stem).count() == 1;
            let exact = count.number.low == count.number.high && !count.number.approximate;
            if !alone || !exact || count.part || count.of_whole || count.elided {
                continue;
            }
            let point = Point {
                period: year.clone(),
                number: count.number,
                location: place.clone(),
                explained: gives_reason(sentence, speaks_of_change(sentence)) || tells_event(sentence),
            };
            by_noun
                .entry(count.noun_stem.clone())
                .or_default()
                .push((point, sentence));
        }
    }
    by_noun
        .into_iter()
        // More of what a project builds and sells is what it is for.
        .filter(|(_, told)| {
            let pairs = || told.windows(2).map(|pair| (&pair[0].0, &pair[1].0));
            told.windows(2).all(|pair| do_the_same(pair[0].1, pair[1].1))
                && pairs().all(|(before, own)| before.period < own.period)
                && pairs().any(|(before, own)| own.number.high < before.number.low)
        })
        .map(|(noun, told)| {
            let text: Vec<&str> = told.iter().map(|(_, sentence)| sentence.text.as_str()).collect();
            let text = text.join(" ");
            Course {
                series: Series {
                    subject: text.clone(),
                    should_fall: told.iter().any(|(_, sentence)| should_fall(sentence)),
                    points: told.into_iter().map(|(point, _)| point).collect(),
                    quote: Passage::new(text, place.clone()),
                },
                label: String::new(),
                group: String::new(),
                own: vec![noun],
                others: Vec::new(),
                topic: Vec::new(),
                beside: sentences.to_vec(),
                in_prose: true,
            }
        })
        .collect()
}

/// The one year of a sentence, with which it opens.
fn year(sentence: &Sentence) -> Option<String> {
    let mut years = sentence
        .tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| is_year(&token.lower));
    let (at, year) = years.next().filter(|_| years.next().is_none())?;
    let since = sentence.ends(List::SinceWords, at);
    (at < OPENING && !since).then(|| year.lower.clone())
}

/// Letters that words for one deed share: "construcción", "construyeron".
const DEED: usize = 5;

/// Schools that were visited are not those that were built.
fn do_the_same(one: &Sentence, other: &Sentence) -> bool {
    let begin = |word: &str| word.chars().take(DEED).collect::<String>();
    let deeds = |sentence: &Sentence| -> Vec<String> {
        [
            List::OutputVerbs,
            List::ActivityVerbs,
            List::PeopleActions,
            List::DeliveryWords,
        ]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .flat_map(|hit| hit.start..hit.end)
        .map(|at| begin(&sentence.tokens[at].lower))
        .filter(|word| word.chars().count() == DEED)
        .collect()
    };
    let says =
        |sentence: &Sentence, word: &String| sentence.tokens.iter().any(|token| begin(&token.lower) == *word);
    deeds(one).iter().any(|word| says(other, word)) || deeds(other).iter().any(|word| says(one, word))
}
