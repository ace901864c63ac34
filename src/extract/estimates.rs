//! Estimates and figures of whole populations, and whether the report says where they come from.

mod facts;
mod in_words;
mod multitudes;
mod own_count;
mod population;
mod shares;
mod sources;

use rust_decimal::Decimal;

use super::lexicon::{Hit, List, RESULT_NAMES};
use super::numbers::NumberToken;
use super::statistics::counts;
use super::statistics::promised::is_promised;
use super::words::Sentence;
use super::{Reader, Role};
use crate::document::{Block, BlockKind, Passage};
use crate::report::{Counted, Estimate, Origin, ResultStatement};
use in_words::{part_of_area, share_in_words};
use own_count::is_own_count;
pub use shares::is_share_of_money;
use shares::{is_of_area, is_share_of_people, national_share, rate};
use sources::source;
pub use sources::{cites, names_source};

/// Smaller numbers are a project's own.
const LARGE: i64 = 1000;
/// Tokens between a percentage and the people that it is of.
const OF_REACH: usize = 5;
/// Words of a line that names the source of what stands below it.
const LABEL_WORDS: usize = 8;
/// Tokens from the label of a result to its colon: "*Outcome 1*:".
const LABEL_MARK: usize = 4;
/// Fewer inhabitants are those of a place that the project knows.
const LOCAL: i64 = 5000;
/// What a rounded number of people is rounded to.
const ROUND: i64 = 500;

/// The estimates, and the heading of a list of sources where there is one.
pub fn estimates(reader: &Reader, results: &[ResultStatement]) -> (Vec<Estimate>, Option<Passage>) {
    let mut found = Vec::new();
    let blocks = &reader.document.blocks;
    for (index, block) in blocks.iter().enumerate() {
        let context = reader.role(index) == Role::Context || is_told_before(reader, index);
        let planned = !context
            && matches!(
                reader.role(index),
                Role::Expected | Role::Plan | Role::Future | Role::Finance
            );
        let planned = planned || is_promised(reader, index);
        let after = blocks.get(index + 1).filter(|next| facts::is_note(reader, next));
        let before = index.checked_sub(1).map(|before| &blocks[before]);
        let label = || before.filter(|before| is_label(reader, before));
        let note = after.or_else(label).and_then(Block::text);
        match running_text(block) {
            Some(text) if !planned && !states_a_result(reader, results, text) => {
                found.extend(in_passage(reader, text, block, note, context));
            }
            _ => {}
        }
    }
    found.extend(facts::of_tables(reader));
    for estimate in found.iter_mut().filter(|own| own.source.is_none()) {
        estimate.source = derived_elsewhere(reader, estimate).map(Origin::Elsewhere);
    }
    let sources = blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Heading { text, .. } if reader.sentence(text).has(List::HeadingSources) => {
            Some(Passage::new(text, block.location.clone()))
        }
        _ => None,
    });
    (found, sources)
}

/// "With three to four members per family this makes 3,600 to 4,800 people", where the same figure stands again.
fn derived_elsewhere(reader: &Reader, estimate: &Estimate) -> Option<String> {
    let own = reader.sentence(&estimate.quote.text);
    let large = |number: &&NumberToken| !number.percent && number.number.low >= Decimal::from(LARGE);
    let values: Vec<Decimal> = own
        .numbers
        .iter()
        .filter(large)
        .map(|number| number.number.high)
        .collect();
    if values.is_empty() {
        return None;
    }
    reader
        .passages()
        .filter(|(_, passage)| passage.location != estimate.quote.location)
        .find_map(|(_, passage)| {
            let sentences = reader.sentences(&passage.text);
            let based = |sentence: &Sentence| {
                let per = sentence.has(List::PerWords) && sentence.numbers.len() > 2;
                let same = sentence
                    .numbers
                    .iter()
                    .any(|number| values.contains(&number.number.high));
                // A round number may be of anything.
                let words = sentence.content();
                let alike = own.content().iter().filter(|word| words.contains(word)).count() > 1;
                same && alike && (per || names_source(sentence))
            };
            let sentence = sentences.iter().find(|own| based(own))?;
            Some(sentence.text.trim().to_string())
        })
}

/// "Background and expected results": its paragraphs are the first, its list the second.
fn is_told_before(reader: &Reader, index: usize) -> bool {
    let block = &reader.document.blocks[index];
    let heading = block.location.section.last();
    matches!(block.kind, BlockKind::Paragraph { .. })
        && matches!(reader.role(index), Role::Expected | Role::Plan)
        && heading.is_some_and(|heading| reader.sentence(heading).has(List::HeadingContext))
}

/// "Specific objective: 5,000 displaced children live …": what is to be reached is no estimate.
fn states_a_result(reader: &Reader, results: &[ResultStatement], text: &str) -> bool {
    let labelled = reader.may_begin(text, &RESULT_NAMES) && is_labelled(&reader.sentence(text));
    labelled || results.iter().any(|result| result.text == text.trim())
}

fn is_labelled(sentence: &Sentence) -> bool {
    let mark = |at: usize| {
        sentence
            .tokens
            .get(at)
            .is_some_and(|token| matches!(token.lower.as_str(), ":" | "." | "–" | "—"))
    };
    RESULT_NAMES
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .filter(|hit| sentence.tokens[..hit.start].iter().all(|token| !token.is_word()))
        .any(|hit| (hit.end..hit.end + LABEL_MARK).any(mark))
}

fn running_text(block: &Block) -> Option<&str> {
    match &block.kind {
        BlockKind::Paragraph { text } | BlockKind::ListItem { text, .. } => Some(text),
        _ => None,
    }
}

/// A line such as "Fact sheet, Swedish Government" above the figure.
fn is_label(reader: &Reader, block: &Block) -> bool {
    let Some(text) = block.text().filter(|text| !text.trim_end().ends_with(['.', ':'])) else {
        return false;
    };
    // Only numbers may be one and have gaps.
    let words = text
        .split_whitespace()
        .filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()));
    if words.count() > LABEL_WORDS {
        return false;
    }
    let sentence = reader.sentence(text);
    // A heading is capitalised for other reasons, too.
    let heading = matches!(block.kind, BlockKind::Heading { .. });
    let names = sentence.tokens.iter().filter(|token| token.capital).count();
    sentence.tokens.len() <= LABEL_WORDS && (sentence.has(List::SourceWords) || (!heading && names >= 2))
}

fn in_passage(
    reader: &Reader,
    text: &str,
    block: &Block,
    note: Option<&str>,
    context: bool,
) -> Vec<Estimate> {
    let sentences = reader.sentences(text);
    let mut found = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let number = estimated(sentence)
            .filter(|number| context || !is_own_count(sentence, number))
            .or_else(|| rounded(sentence, context).filter(|_| context || is_national(sentence)))
            .or_else(|| national_share(sentence))
            .or_else(|| large_of_country(sentence))
            .or_else(|| multitudes::multitude(sentence))
            .or_else(|| {
                rate(sentence, context).filter(|_| context || is_national(sentence) || is_of_area(sentence))
            });
        // "33 % of their annual budget" is no figure of a population.
        let number = number.filter(|own| !own.percent || !is_share_of_money(sentence, own));
        let written = number.map(|number| written(sentence, number));
        let Some(written) = written.or_else(|| {
            let of_all = context || is_national(sentence) || sentence.has(List::EstimateWords);
            let of_things = || part_of_area(sentence).filter(|_| context);
            share_in_words(sentence)
                .filter(|_| of_all)
                .or_else(of_things)
                .or_else(|| population::share_in_a_state(sentence))
        }) else {
            continue;
        };
        found.push(Estimate {
            written,
            source: note
                .map(|note| Origin::Note(note.trim().to_string()))
                .or_else(|| named_near(&sentences, index)),
            quote: Passage::new(&sentence.text, block.location.clone()),
        });
    }
    found
}

/// The source that a sentence with a figure names, or one beside it.
fn named_near(sentences: &[Sentence], index: usize) -> Option<Origin> {
    let own = source(&sentences[index]).map(|words| Origin::Words(words.to_string()));
    // A neighbour with a figure of its own names the source of that figure.
    let lends = |own: &&Sentence| names_source(own) && !own.numbers.iter().any(is_figure);
    let beside = || {
        let before = index.checked_sub(1).map(|before| &sentences[before]);
        before.into_iter().chain(sentences.get(index + 1)).find(lends)
    };
    // "The figure is taken from the register of 2021."
    let later = || {
        let mut later = sentences[index + 1..].iter();
        later.find(|later| later.has(List::FigureWords) && names_source(later))
    };
    let told = |own: &Sentence| Origin::Beside(own.text.trim().to_string());
    own.or_else(|| beside().or_else(later).map(told))
}

/// "Una de cada diez": a share in words as a whole.
fn written(sentence: &Sentence, number: &NumberToken) -> String {
    let whole = sentence.numbers.iter().find(|whole| whole.start > number.end);
    match whole.filter(|_| counts::is_share_in_words(sentence, number)) {
        Some(whole) => sentence.between(number.start, whole.end).to_string(),
        None => super::ratios::written(sentence, number),
    }
}

/// The large number or the percentage of people in a sentence that estimates or tells of a population.
fn estimated(sentence: &Sentence) -> Option<&NumberToken> {
    let estimate = sentence.has(List::EstimateWords);
    let hit = sentence
        .first(List::Context)
        .or_else(|| sentence.first(List::EstimateWords))?;
    if sentence.has(List::Future) {
        return None;
    }
    // "An estimated 70 per cent of the wells", "it is estimated that nine out of ten children".
    let share = sentence.numbers.iter().find(|number| {
        let of = sentence.starts(List::OfWords, number.end);
        (number.percent && of && !is_share_of_money(sentence, number))
            || counts::is_share_in_words(sentence, number)
    });
    if let Some(share) = share.filter(|_| estimate) {
        return Some(share);
    }
    sentence
        .numbers
        .iter()
        .filter(|number| {
            let large = is_large(sentence, number) && counts::counts_something(sentence, number);
            let figure = !number.in_words || number.number.low >= Decimal::from(LARGE);
            figure && (is_share_of_people(sentence, number) || large)
        })
        // "The village has 2,400 inhabitants" is seen on the spot.
        .filter(|number| estimate || number.percent || number.number.high >= Decimal::from(LOCAL))
        .filter(|number| estimate || !is_counted_in_parts(sentence, number))
        .min_by_key(|number| number.start.abs_diff(hit.start))
}

/// "10,860 persons: 3,410 women, 3,250 men, …": to the last person, by whoever kept the list.
fn is_counted_in_parts(sentence: &Sentence, number: &NumberToken) -> bool {
    let round = (number.number.low % Decimal::ONE_HUNDRED).is_zero();
    let counts = counts::counts(sentence);
    !round
        && counts
            .iter()
            .any(|count| count.start == number.start && count.total)
}

/// "40,000 children do not attend school" is no deed of the project.
pub fn tells_deed(sentence: &Sentence) -> bool {
    // "In a non-exhaustive count" denies nothing.
    let prefix = |hit: &Hit| sentence.tokens.get(hit.end).is_some_and(|next| next.joins);
    sentence.has(List::PeopleActions) && sentence.all(List::Negations).all(prefix)
}

/// "In the country", "every year".
pub fn is_national(sentence: &Sentence) -> bool {
    sentence.has(List::EveryYear) || sentence.has(List::CountryWords)
}

/// "Unemployed graduates, whole country (approx.): 310,000".
fn large_of_country(sentence: &Sentence) -> Option<&NumberToken> {
    let vague = sentence.has(List::Approximate) || sentence.has(List::EstimateWords);
    if !vague || !sentence.has(List::CountryWords) || tells_deed(sentence) || sentence.has(List::Future) {
        return None;
    }
    sentence.numbers.iter().find(|number| {
        let round = (number.number.low % Decimal::from(ROUND)).is_zero();
        round && number.number.low >= Decimal::from(LOCAL) && is_large(sentence, number)
    })
}

/// "Will be reached", and not "350,000 girls left school, and many of them will never return".
fn is_ahead(sentence: &Sentence) -> bool {
    let first = sentence.numbers.first().map_or(0, |number| number.end);
    sentence.all(List::Future).any(|hit| {
        let apart = (first..hit.start).any(|at| {
            sentence.starts(List::AndWords, at)
                && sentence
                    .all(List::SexPronouns)
                    .any(|them| them.start > at && them.end <= hit.start)
        });
        !apart
    })
}

/// "Nearly 9,000 children sleep in the streets", said of the country and not of what the project did.
fn rounded(sentence: &Sentence, context: bool) -> Option<&NumberToken> {
    if tells_deed(sentence) || is_ahead(sentence) {
        return None;
    }
    // "Nearly 40 per cent of the children under five have no certificate".
    let about = sentence.numbers.iter().find(|number| {
        // "About 70 per cent of the Karvians": of whomever, it is an estimate.
        let aimed = [
            List::AtLeast,
            List::PlanWords,
            List::IntentionWords,
            List::ObjectiveWords,
        ]
        .into_iter()
        .any(|list| sentence.all(list).any(|hit| hit.start <= number.end + OF_REACH));
        let of_any = context && !aimed && number.percent && sentence.starts(List::OfWords, number.end);
        number.number.approximate
            && (is_share_of_people(sentence, number) || of_any && !sentence.has(List::OwnAgents))
            && !is_share_of_money(sentence, number)
    });
    if about.is_some() {
        return about;
    }
    sentence.numbers.iter().find(|number| {
        // "10,000 of those who leave every year".
        let of = sentence.starts(List::OfWords, number.end);
        let people = counts::noun_after(sentence, number.end).map_or(of, |noun| {
            matches!(noun.counted, Counted::People | Counted::Households)
        });
        let round = (number.number.low % Decimal::from(ROUND)).is_zero();
        // "The country is losing some 130,000 hectares of forest annually".
        let lost = number.number.approximate
            && sentence.has(List::EveryYear)
            && !sentence.is_money(number)
            && ![List::ActivityVerbs, List::OutputVerbs]
                .into_iter()
                .any(|list| sentence.has(list));
        round
            && ((people && is_large(sentence, number)) || (lost && number.number.low >= Decimal::from(LARGE)))
    })
}

/// A number that is no year.
fn is_figure(number: &NumberToken) -> bool {
    let years = Decimal::from(1900)..=Decimal::from(2100);
    number.percent || !years.contains(&number.number.low)
}

/// Thousands of people, or of anything that is estimated.
fn is_large(sentence: &Sentence, number: &NumberToken) -> bool {
    // "A population of 48,200" needs no noun after it.
    let people = counts::noun_after(sentence, number.end)
        .is_none_or(|noun| matches!(noun.counted, Counted::People | Counted::Households));
    // "Our line took an estimated 4,000 calls": its own books are the source.
    let own = sentence.has(List::OwnAgents)
        && counts::noun_after(sentence, number.end).is_some_and(|noun| noun.counted == Counted::Contacts);
    let stated = people || sentence.has(List::EstimateWords) && !own;
    !number.percent
        && stated
        && !sentence.is_money(number)
        && !sentence.is_year(number)
        && number.number.low >= Decimal::from(LARGE)
}
