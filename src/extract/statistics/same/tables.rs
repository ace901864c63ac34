//! Totals of tables and values of indicators, held against what sentences say of the same.

use rust_decimal::Decimal;

use super::{CLOSE, Identity, alike};
use crate::document::BlockKind;
use crate::extract::Reader;
use crate::extract::lexicon::List;
use crate::extract::words::Sentence;
use crate::report::{Counted, Dimension, Statistic};

/// "In all 640 farmers received loans", and a table of farmers who received loans with another total.
pub fn with_tables(reader: &Reader, statistics: &mut [Statistic], identities: &[Option<Identity>]) {
    for table in 0..statistics.len() {
        let reported = is_table_total(&statistics[table]) || is_of_indicator(&statistics[table]);
        if !reported || !statistics[table].same_as.is_empty() {
            continue;
        }
        let told_as = reader.sentence(&statistics[table].quote.text);
        let column = reader.sentence(&statistics[table].noun);
        // Those of one sex are not all of them.
        let one_sex =
            is_table_total(&statistics[table]) && column.has(List::Female) != column.has(List::Male);
        if one_sex || (is_of_indicator(&statistics[table]) && is_money(&told_as)) {
            continue;
        }
        let trains = is_of_indicator(&statistics[table])
            && told_as.has(List::TrainingWords)
            && !told_as.has(List::OutcomeVerbs);
        let words = table_words(reader, &statistics[table]);
        let own = statistics[table].quote.location.table;
        let told = |number: Decimal| {
            statistics
                .iter()
                .any(|other| other.quote.location.table == own && other.number.low == number)
        };
        let conflict = (0..statistics.len()).find(|prose| {
            let (one, other) = (&statistics[*prose], &statistics[table]);
            let named = identities[*prose].as_ref().is_some_and(|identity| {
                let action = identity.actions.iter().any(|action| words.contains(action));
                // "Officers went through the course" tells of the officers "who completed the course".
                let taught = trains && identity.actions.is_empty();
                let same = action || (taught && identity.trains.iter().any(|word| words.contains(word)));
                !identity.weak && identity.places.is_empty() && words.contains(&identity.noun) && same
            });
            let apart = || one.number.low != other.number.low && !told(one.number.low);
            let some = || {
                is_of_indicator(other)
                    && other.number.low < one.number.low
                    && leaves_out(&told_as, &reader.sentence(&one.quote.text))
            };
            one.quote.location.table.is_none() && named && apart() && alike(one, other, CLOSE) && !some()
        });
        if let Some(prose) = conflict {
            let key = format!("table #{table}");
            statistics[prose].same_as.clone_from(&key);
            statistics[table].same_as = key;
        }
    }
}

/// Words of an indicator that a sentence may leave unsaid: "number of".
const UNSAID: usize = 1;

/// "Workers at work one year after the training" are some of the "92 workers trained".
fn leaves_out(indicator: &Sentence, told: &Sentence) -> bool {
    let said = told.content();
    let unsaid = indicator
        .content()
        .into_iter()
        .filter(|word| !said.contains(word));
    unsaid.count() > UNSAID
}

/// "Median earnings of graduates, ZMW".
fn is_money(indicator: &Sentence) -> bool {
    let code = indicator.tokens.last().is_some_and(|last| {
        let written = &indicator.text[last.start..last.end];
        written.len() == 3 && written.bytes().all(|byte| byte.is_ascii_uppercase())
    });
    code || indicator.has(List::Currency)
}

/// The sum of a column.
pub fn is_table_total(statistic: &Statistic) -> bool {
    let summed = statistic
        .breakdowns
        .iter()
        .any(|breakdown| breakdown.dimension == Dimension::Other && breakdown.complete);
    summed && statistic.quote.location.table.is_some() && statistic.counted == Counted::Other
}

/// What an indicator's people came to in the end.
pub fn is_of_indicator(statistic: &Statistic) -> bool {
    statistic.indicator.is_some()
        && !statistic.part
        && !statistic.planned
        && statistic.quote.location.table.is_some()
}

/// Stems of what a table's column is of: its header, the caption, the heading above.
pub fn table_words(reader: &Reader, statistic: &Statistic) -> Vec<String> {
    let place = &statistic.quote.location;
    let caption = reader.document.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Table(table) if block.location.table == place.table => {
            table.caption.as_ref().map(|caption| caption.text.as_str())
        }
        _ => None,
    });
    let heading = place.section.last().map(|heading| &**heading);
    // An indicator says itself what it counts.
    let (caption, heading) = if is_of_indicator(statistic) {
        (Some(statistic.quote.text.as_str()), None)
    } else {
        (caption, heading)
    };
    [Some(statistic.noun.as_str()), caption, heading]
        .into_iter()
        .flatten()
        .flat_map(|text| {
            let sentence = reader.sentence(text);
            let words: Vec<String> = sentence
                .tokens
                .iter()
                .flat_map(|token| [token.stem.clone(), token.singular.clone()])
                .collect();
            words
        })
        .collect()
}
