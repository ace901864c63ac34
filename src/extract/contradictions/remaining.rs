//! "In three villages it has not been started. It will be started in the remaining two": what is left is told twice.

use super::super::lexicon::List;
use super::super::words::Sentence;
use super::Told;
use super::mention::{Mention, mentions};
use crate::report::Contradiction;

/// Words beside what is counted that two sentences on one matter share.
const SHARED: usize = 2;

pub fn contradictions(told: &Told) -> Vec<Contradiction> {
    let pairs = told.sentences.windows(2);
    pairs
        .filter_map(|pair| {
            let [before, sentence] = pair else { return None };
            let ahead = [List::Future, List::IntentionWords]
                .into_iter()
                .any(|list| sentence.has(list));
            if !before.has(List::Negations) || !ahead || before.has(List::Remainders) {
                return None;
            }
            let left = mentions(sentence)
                .into_iter()
                .find(|own| sentence.ends(List::Remainders, own.start))?;
            let open = only(mentions(before), &left)?;
            let whole = open.number + left.number;
            let known =
                |sentence: &Sentence| sentence.numbers.iter().any(|number| number.number.low == whole);
            let split = told.sentences.iter().any(known);
            let other = open.number != left.number && !split && !open.approximate && !left.approximate;
            (other && is_of_one_matter(before, sentence, &left)).then(|| Contradiction {
                first: open.written(before),
                second: left.written(sentence),
                quote: told.quote(sentence),
                other: told.quote(before),
            })
        })
        .collect()
}

/// The one number of such things.
fn only(all: Vec<Mention>, left: &Mention) -> Option<Mention> {
    let mut same = all.into_iter().filter(|own| own.is_of_the_things(left));
    same.next().filter(|_| same.next().is_none())
}

fn is_of_one_matter(before: &Sentence, sentence: &Sentence, left: &Mention) -> bool {
    let told = before.content();
    let shared = sentence
        .content_stems()
        .filter(|word| told.contains(word) && !left.things.iter().any(|thing| thing == word));
    shared.count() >= SHARED
}
