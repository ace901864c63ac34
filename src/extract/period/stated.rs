//! Where a report says what time it tells of: by two dates, or by the years that the project lasted.

use rust_decimal::Decimal;

use super::{first_lines, period_in};
use crate::document::Passage;
use crate::extract::Reader;
use crate::extract::activities::years_told;
use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;
use crate::report::{Period, PeriodStated};

/// Tokens between the project and its length: "the project ran for three years".
const REACH: usize = 4;

pub fn stated(reader: &Reader, period: &Period) -> Option<PeriodStated> {
    if period.is_known() {
        let dated = |text: &str| period_in(&reader.sentence(text)) == *period;
        let passage = lines(reader).find(|line| dated(&line.text))?;
        return Some(PeriodStated { passage, years: None });
    }
    lines(reader).find_map(|line| {
        let sentences = reader.sentences(&line.text);
        sentences.iter().find_map(|sentence| {
            Some(PeriodStated {
                years: Some(years_of_project(sentence)?),
                passage: Passage::new(&sentence.text, line.location.clone()),
            })
        })
    })
}

fn lines<'a>(reader: &'a Reader) -> impl Iterator<Item = Passage> + 'a {
    reader.document.title.iter().cloned().chain(first_lines(reader))
}

/// "This three-year project", "the programme ran for 3 years", "Duration: two years"; not "three years after the project".
fn years_of_project(sentence: &Sentence) -> Option<Decimal> {
    let (years, tokens) = years_told(sentence)?;
    let own = |hit: &&Hit| !sentence.at(List::FirstPersons, hit.start);
    let projects = sentence.all(List::PromiseSources).filter(own);
    let mut named = projects.chain(sentence.all(List::Period));
    let beside = named
        .any(|hit| hit.start == tokens.end || tokens.start >= hit.end && tokens.start - hit.end <= REACH);
    beside.then_some(years)
}
