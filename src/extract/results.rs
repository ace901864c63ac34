//! Expected results with their indicators, targets and actuals: from frameworks in tables, from labelled prose and lists.

mod against;
mod agents;
mod aim_parts;
mod aims;
mod blank;
mod direction;
mod forgotten;
mod head;
mod inline;
mod levels;
mod matter;
mod name;
mod observes;
mod offers;
mod owed;
mod own_target;
mod predicate;
mod promised_change;
mod promises;
mod prose;
mod quantity;
mod result_parts;
mod segments;
mod siblings;
mod subject;
mod table;
mod told;
mod wording;

use super::Reader;
use super::lexicon::{Hit, List};
use super::words::Sentence;
use crate::document::{BlockKind, Passage};
use crate::report::{Figure, Indicator, IndicatorPeriod, Kind, ResultLevel, ResultStatement};
use name::Match;

pub use matter::{Matter, Title};
pub use name::Name;
pub use owed::account_goes_on;
pub use promises::names_agreed_works;
pub use table::{Layout, is_framework, is_plan, layout};
pub use told::{Index, has_words_of, is_reported, is_told, may_tell};
pub use wording::{is_measurable, understand};

/// Whether a heading names a result by its number: "Specific objective 3 – Legal defence".
pub fn names_numbered(reader: &Reader, heading: &str) -> bool {
    name::name(reader, heading).is_some_and(|name| name.code().is_some() && !name.plain && !name.part)
}

/// All results of a document. Where prose announces a result that a table then reports on, the table's stands.
pub fn results(reader: &Reader) -> Vec<ResultStatement> {
    let mut found: Vec<ResultStatement> = Vec::new();
    let tables = reader
        .document
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        });
    // Beside a framework with targets, a table of values alone is data and no second framework.
    let framed = tables.clone().any(|table| table::sets_targets(reader, table));
    for table in tables {
        if !(framed && table::may_be_survey(reader, table)) {
            for result in table::results(reader, table) {
                merge(reader, &mut found, result);
            }
        }
    }
    for result in prose::results(reader, &found) {
        merge(reader, &mut found, result);
    }
    let mut found = adopt(reader, found);
    found.retain(|result| !is_form(reader, result));
    frame(&mut found, true);
    let inline = inline::results(reader, &found);
    found.extend(inline);
    let open = |own: &ResultStatement| !owed::account_goes_on(reader, own, &[]);
    let mut forgotten = forgotten::forgotten(reader, &found);
    forgotten.retain(open);
    found.retain(|known| !forgotten.iter().any(|own| forgotten::is_replaced(known, own)));
    found.extend(forgotten);
    // An evaluation and a proposal owe no account.
    if matches!(reader.kind, Kind::Interim | Kind::Final | Kind::Other) {
        for unaccounted in [
            aims::unanswered,
            aim_parts::left_out,
            offers::left_out,
            siblings::silent,
            result_parts::left_out,
        ] {
            let left_out = unaccounted(reader, &found);
            found.extend(left_out.into_iter().filter(open));
        }
    }
    let blanks = blank::blanks(reader, &found);
    found.extend(blanks);
    for result in &mut found {
        complete(reader, result);
    }
    found
}

/// "Output #1:" of a form that nobody filled in.
fn is_form(reader: &Reader, result: &ResultStatement) -> bool {
    let bare = name::name(reader, &result.text).is_some_and(|name| name.bare && !name.plain);
    let open = result.text.trim_end().ends_with(':');
    bare && open && result.indicators.is_empty() && result.progress.is_empty()
}

/// Fewer results with indicators of their own in a section make no framework.
const FRAMED: usize = 2;

/// "Result 1. … Indicator: … Result 5. …": where the results of a section give their indicators, one without them lacks
/// them. `alike`: among those of one level, for the outputs may have none where all outcomes have.
fn frame(found: &mut [ResultStatement], alike: bool) {
    let named = |result: &ResultStatement| result.indicators.iter().any(|indicator| !indicator.implied);
    let place = |result: &ResultStatement| {
        let level = if alike {
            result.level
        } else {
            ResultLevel::Unspecified
        };
        (result.location.section.clone(), level)
    };
    let sections: Vec<_> = found
        .iter()
        .filter(|result| result.expected && named(result))
        .map(place)
        .collect();
    let labelled: Vec<_> = found
        .iter()
        .filter(|result| result.expected && result.level != ResultLevel::Activity)
        .map(place)
        .collect();
    for result in found.iter_mut().filter(|result| result.expected) {
        let own_place = place(result);
        let here = |all: &[_]| all.iter().filter(|place| **place == own_place).count();
        let (own, all) = (here(&sections), here(&labelled));
        let numbered = result.code.is_some() && !result.text.trim_end().ends_with(':');
        result.framed |= (numbered || !alike) && own >= FRAMED && own * 2 > all;
    }
}

/// Rows that hold an indicator alone belong to the result that their code names ("OS 2-b"), or in whose section their
/// table stands.
fn adopt(reader: &Reader, found: Vec<ResultStatement>) -> Vec<ResultStatement> {
    let (rows, mut stated): (Vec<ResultStatement>, Vec<ResultStatement>) =
        found.into_iter().partition(is_row);
    for row in rows {
        let code = row.code.as_deref();
        let heading = row.location.section.iter().rev().map(|heading| &**heading);
        let named = |label: &str| {
            if row.framed && !label.is_empty() && label.chars().all(|c| c.is_ascii_digit()) {
                return stated
                    .iter()
                    .position(|result| is_numbered(reader, result, label));
            }
            let own = name::name(reader, label).filter(|own| own.code().is_some() && !own.plain)?;
            stated.iter().position(|result| {
                let other = name::of_result(reader, result);
                other.is_some_and(|other| !other.plain && own.compare(&other) == Match::Same)
            })
        };
        let named = code.into_iter().chain(heading).find_map(named);
        match named.or_else(|| lettered(reader, &row, &stated)) {
            Some(at) => join(&mut stated[at], row, false),
            None => stated.push(row),
        }
    }
    stated
}

/// "O1.a Share of complaints …" is the first indicator of "Outcome 1".
fn lettered(reader: &Reader, row: &ResultStatement, stated: &[ResultStatement]) -> Option<usize> {
    let own = name::name(reader, &row.text).filter(|own| !own.plain && row.indicator_only)?;
    let code = own.code().filter(|code| !code.contains('.'))?;
    stated
        .iter()
        .position(|result| result.expected && is_numbered(reader, result, code))
}

fn is_row(result: &ResultStatement) -> bool {
    let own = |indicator: &Indicator| !indicator.implied && indicator.text == result.text;
    !result.indicators.is_empty() && result.indicators.iter().all(own) && result.location.table.is_some()
}

/// "Result 2: …", but not "Output 2".
fn is_numbered(reader: &Reader, result: &ResultStatement, code: &str) -> bool {
    let below = matches!(result.level, ResultLevel::Output | ResultLevel::Activity);
    name::of_result(reader, result).is_some_and(|own| !below && own.code() == Some(code))
}

/// The same expected result may stand in a list, over a section of the account and in a table, in other or shorter
/// words: it is one, with all that was said. Its name decides first, and where that does not tell, its words.
fn merge(reader: &Reader, found: &mut Vec<ResultStatement>, new: ResultStatement) {
    let named: Vec<Match> = found.iter().map(|old| compare(reader, old, &new)).collect();
    if let Some(at) = numbered_alone(reader, found, &new).filter(|_| !named.contains(&Match::Same)) {
        return join(&mut found[at], new, true);
    }
    if let Some(at) = named.iter().position(|named| *named == Match::Same) {
        return join(&mut found[at], new, true);
    }
    let said = reader.sentence(&new.text);
    let words = said.content();
    let alike = |old: &ResultStatement| similarity(&reader.sentence(&old.text).content(), &words) >= 0.6;
    let twin = found
        .iter()
        .zip(named)
        .position(|(old, named)| named == Match::Open && !told_apart(old, &new) && alike(old));
    match twin {
        Some(at) => join(&mut found[at], new, false),
        None => found.push(new),
    }
}

/// The row of a framework that gives no more of its result than the number: "2" for "Objective 2: …".
fn numbered_alone(reader: &Reader, found: &[ResultStatement], new: &ResultStatement) -> Option<usize> {
    let own = name::name(reader, &new.text)?;
    let top = matches!(new.level, ResultLevel::Output | ResultLevel::Activity);
    let code = own
        .code()
        .filter(|code| !top && !own.plain && !code.contains('.'))?;
    let alone =
        |old: &ResultStatement| old.location.table.is_some() && old.text.trim_end_matches('.') == code;
    found.iter().position(alone)
}

fn compare(reader: &Reader, old: &ResultStatement, new: &ResultStatement) -> Match {
    let (Some(one), Some(two)) = (name::of_result(reader, old), name::of_result(reader, new)) else {
        return Match::Open;
    };
    let act = old.level == ResultLevel::Activity || new.level == ResultLevel::Activity;
    let both_stated = !one.bare && !two.bare;
    let one_table = old.location.table.is_some() && old.location.table == new.location.table;
    match one.compare(&two) {
        // Two countries in one framework may each have an "Outcome 1".
        Match::Same if (one_table && both_stated) || (act && (one.plain || two.plain)) => Match::Open,
        named => named,
    }
}

/// `named`: in whatever words the other statement gives it, the fuller one is what was promised.
fn join(old: &mut ResultStatement, new: ResultStatement, named: bool) {
    let fuller = new.text.len() > old.text.len();
    if fuller && (named || (old.progress.is_empty() && !new.progress.is_empty())) {
        old.location = new.location;
        if named {
            old.text = new.text;
        }
    }
    old.progress.extend(new.progress);
    old.indicators.extend(new.indicators);
    old.plan_only &= new.plan_only;
    old.progress_left_blank &= new.progress_left_blank || old.progress.is_empty();
    old.expected |= new.expected;
    old.framed |= new.framed;
    old.indicator_only &= new.indicator_only;
    if old.level == ResultLevel::Unspecified {
        old.level = new.level;
    }
}

/// "4. One Health policy report" and "10. One Health reporting system": two of one list.
fn told_apart(one: &ResultStatement, other: &ResultStatement) -> bool {
    let coded = one.code.is_some() && other.code.is_some() && one.code != other.code;
    // "Refugee households that receive cash" and "long-standing refugee households that receive cash".
    let set = |result: &ResultStatement| {
        let mut periods = result.indicators.iter().flat_map(|indicator| &indicator.periods);
        let number = |figure: &Option<Figure>| figure.as_ref().is_some_and(|figure| figure.number.is_some());
        periods.any(|period| number(&period.target) && number(&period.actual))
    };
    let measured = set(one) && set(other) && one.text != other.text;
    one.location.table.is_some() && one.location.table == other.location.table && (coded || measured)
}

/// Share of the shorter text's words that both have.
pub fn similarity(one: &[&str], other: &[&str]) -> f64 {
    let shorter = one.len().min(other.len());
    if shorter < 3 {
        return if one == other && shorter > 0 { 1.0 } else { 0.0 };
    }
    let shared = one.iter().filter(|word| other.contains(word)).count();
    shared as f64 / one.len().max(other.len()) as f64
}

/// Adds what a result's own words say: implied indicator, measures, what is observed.
fn complete(reader: &Reader, result: &mut ResultStatement) {
    if result.indicators.is_empty() {
        let implied = promised_change::implied(reader, result).or_else(|| quantity::implied(reader, result));
        result.indicators.extend(implied);
    }
    if let Some(name) = name::name(reader, &result.text) {
        result.code = name.code().map(str::to_string).or(result.code.take());
    }
    result.names_gender = super::gender::named_in(&reader.sentence(&result.text));
    for indicator in &mut result.indicators {
        understand(reader, indicator);
    }
    let open: Vec<_> = result
        .indicators
        .iter()
        .map(|own| own_target::unanswered(reader, result, own))
        .collect();
    for (indicator, open) in result.indicators.iter_mut().zip(open) {
        indicator.own_target_open = open;
    }
    if result.level == ResultLevel::Unspecified {
        result.level = levels::of_label(&reader.sentence(&result.text));
    }
}

/// A cell or line that gives no value: empty, a dash, "n/a", "tbc".
pub fn is_blank(sentence: &Sentence) -> bool {
    let words = sentence
        .tokens
        .iter()
        .filter(|token| token.is_word() || token.is_number())
        .count();
    let outside =
        |hit: &Hit| {
            sentence.tokens.iter().enumerate().any(|(at, token)| {
                (token.is_word() || token.is_number()) && !(hit.start..hit.end).contains(&at)
            })
        };
    words == 0 || sentence.all(List::Blank).any(|hit| !outside(hit))
}

/// An indicator with a single period, as tables and prose give it.
fn single_period(
    target: Option<Figure>,
    actual: Option<Figure>,
    comments: Vec<Passage>,
) -> Vec<IndicatorPeriod> {
    if target.is_none() && actual.is_none() && comments.is_empty() {
        return Vec::new();
    }
    vec![IndicatorPeriod {
        target,
        actual,
        comments,
        ..IndicatorPeriod::default()
    }]
}
