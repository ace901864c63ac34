//! The public is told something where nobody is counted: by radio, from loudspeakers, in every market.

use rust_decimal::Decimal;

use super::deeds::may_tell_deed;
use super::works::acts;
use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::NumberToken;
use crate::extract::words::Sentence;
use crate::report::Statement;

/// What goes out to the public is heard so many times at the least.
const AGAIN: Decimal = Decimal::TEN;
/// Villages, schools, stations that are several.
const SEVERAL: Decimal = Decimal::from_parts(4, 0, 0, false, 0);
/// Places by which a campaign that counts nobody is of some size.
const CAMPAIGN: Decimal = Decimal::TEN;
/// Words between a number and its place: "seven shopping malls".
const NAME: usize = 3;

/// How often at the least the public was told something.
pub(super) fn outreach(statement: &Statement, sentence: &Sentence) -> Option<Decimal> {
    let means = || means(sentence);
    let several = several_places(sentence);
    let public = [
        List::Broadcasts,
        List::WholeAreas,
        List::RecurringWords,
        List::CrowdWords,
        List::Audiences,
    ];
    let public = || public.into_iter().any(|list| sentence.has(list)) || every_place(sentence);
    let tells = sentence.has(List::ImpartingWords);
    let done = tells || acts(sentence).next().is_some();
    let goes_out = match means() {
        0 => tells && several && (sentence.has(List::People) || sentence.has(List::InWords)),
        1 => several || done && public() || tells && sentence.has(List::Places),
        _ => done || several || public(),
    };
    (goes_out && may_tell_deed(statement, sentence)).then_some(AGAIN)
}

/// By how many things the public was addressed.
fn means(sentence: &Sentence) -> usize {
    let mut starts: Vec<usize> = [List::OutreachWords, List::CampaignWords]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .map(|hit: &Hit| hit.end)
        .collect();
    starts.sort_unstable();
    starts.dedup();
    starts.len()
}

const PLACES: [List; 3] = [List::Places, List::Facilities, List::Organisations];

/// "In every village", "at all the stations".
fn every_place(sentence: &Sentence) -> bool {
    [List::EveryWords, List::ManyWords]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|every| {
            let near = every.end..every.end + NAME;
            near.into_iter()
                .any(|at| PLACES.into_iter().any(|list| sentence.starts(list, at)))
        })
}

fn several_places(sentence: &Sentence) -> bool {
    let place = |number: &NumberToken| {
        (number.end..number.end + NAME).any(|at| PLACES.into_iter().any(|list| sentence.starts(list, at)))
    };
    let least = if sentence.has(List::CampaignWords) {
        CAMPAIGN
    } else {
        SEVERAL
    };
    let mut numbers = sentence.numbers.iter();
    numbers.any(|number| {
        let told = number.percent || sentence.is_year(number) || sentence.is_money(number);
        !told && number.number.high >= least && place(number)
    })
}
