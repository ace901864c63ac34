//! Handles onto one shared report, a file for each. Their properties are registered one by one, so that a misspelt
//! one is an error, never a missing value.

mod activity;
mod agreement;
mod amount;
mod breakdown;
mod budget;
mod comparison;
mod contents;
mod contradiction;
mod cost;
mod course;
mod element;
mod figure;
mod gender;
mod indicator;
mod moved;
mod past;
mod period;
mod ratio;
mod remark;
mod report;
mod result;
mod section;
mod statement;
mod statistic;
mod sum;
mod trafficking;

use std::sync::Arc;

use jiff::civil::Date;
use serde_json::Value;

pub use activity::ActivityRef;
pub use agreement::AgreementRef;
pub use breakdown::dimension;
pub use budget::BudgetSumRef;
pub use comparison::{ComparisonRef, EstimateRef};
pub use contents::ContentsRef;
pub use contradiction::ContradictionRef;
pub use course::{ProcessRef, SeriesRef, VerdictRef};
pub use element::{ElementRef, attribute, element};
pub use figure::{FigureRef, PassageRef};
pub use gender::GenderRef;
pub use indicator::IndicatorRef;
pub use past::ValueRef;
pub use period::PeriodRef;
pub use ratio::RatioRef;
pub use remark::{Remarks, remarks};
pub use report::ReportRef;
pub use result::ResultRef;
pub use section::SectionRef;
pub use statement::{StatementRef, claim};
pub use statistic::StatisticRef;
pub use sum::SumRef;

use super::{Api, List, Meant, Thing, Why};
use crate::document::Passage;
use crate::report::{Claim, Figure, Report};

/// One rule's own handle onto the report that all rules share. The handles are counted at every step of a script, and rules
/// that run at the same time would wait for each other at one common count.
pub type Handle = Arc<Arc<Report>>;

/// Words of a text that messages show.
const MAX_WORDS: usize = 14;
/// With fewer nobody would know the text again.
const MIN_WORDS: usize = 5;

pub fn register(api: &mut Api) {
    report::register(api);
    section::register(api);
    agreement::register(api);
    amount::register(api);
    budget::register(api);
    cost::register(api);
    gender::register(api);
    trafficking::register(api);
    result::register(api);
    indicator::register(api);
    period::register(api);
    figure::register(api);
    statistic::register(api);
    breakdown::register(api);
    statement::register(api);
    activity::register(api);
    contents::register(api);
    contradiction::register(api);
    sum::register(api);
    course::register(api);
    ratio::register(api);
    comparison::register(api);
    element::register(api);
    past::register(api);
    moved::register(api);
    remark::register(api);
}

/// Between the headings over a thing, the outermost first.
const OVER: &str = " › ";

/// Under which headings a thing stands: many reports are divided by place or by year.
fn headings<T: Thing>(api: &mut Api) {
    api.property(
        "headings",
        "The headings over it, the outermost first, with “›” between them: “3. Results › Banfara”.",
        |it: &T| it.passage().location.section.join(OVER),
    );
}

fn statements(report: &Handle, indices: &[usize]) -> List<StatementRef> {
    let handle = |index: &usize| StatementRef(Arc::clone(report), *index);
    indices.iter().map(handle).collect()
}

fn passages(report: &Handle, passages: &[Passage]) -> List<PassageRef> {
    let handle = |passage: &Passage| PassageRef(passage.clone(), Some(Arc::clone(report)));
    passages.iter().map(handle).collect()
}

fn days_between(from: Date, until: Date) -> Option<i64> {
    let span = from.until(until).ok()?;
    Some(span.get_days().into())
}

/// The wording of a result, where there is one.
fn result_text(report: &Handle, index: Option<usize>) -> Option<Passage> {
    let own = report.results.get(index?)?;
    Some(Passage::new(&own.text, own.location.clone()))
}

fn sentence(report: &Handle, index: usize) -> Option<Passage> {
    let own = report.statements.get(index)?;
    Some(Passage::new(&own.text, own.location.clone()))
}

fn passage_of(figure: &Figure) -> Passage {
    Passage::new(&figure.text, figure.location.clone())
}

/// Which of some sentences makes a claim; where none does, how many there are.
fn claimed(report: &Handle, indices: &[usize], claim: Claim) -> Why {
    let claims = |index: &&usize| {
        let own = report.statements.get(**index);
        own.is_some_and(|own| own.claims(claim))
    };
    match (indices.iter().find(claims), indices.len()) {
        (Some(own), _) => sentence(report, *own).into(),
        (None, 0) => "no sentence was taken to speak of it".into(),
        (None, 1) => "the one sentence on it does not".into(),
        (None, count) => format!("none of the {count} sentences on it").into(),
    }
}

/// What a result or an indicator is about: its code and its words.
fn code_and_text(code: Option<&str>, text: &str) -> String {
    format!("{} {text}", code.unwrap_or_default())
}

/// The beginning of a text, for messages: not within a bracket or a quotation, but where that is nearly all of it.
fn short(text: &str) -> Value {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= MAX_WORDS {
        return words.join(" ").into();
    }
    let kept = &words[..MAX_WORDS];
    let whole = opened(kept).filter(|at| *at >= MIN_WORDS);
    let kept = &kept[..whole.unwrap_or(MAX_WORDS)];
    let end = |sign: char| matches!(sign, ',' | ';' | ':' | '–');
    format!("{} …", kept.join(" ").trim_end_matches(end).trim_end()).into()
}

/// The word with the outermost bracket or quotation mark that is still open at the end.
fn opened(words: &[&str]) -> Option<usize> {
    let mut open = Vec::new();
    for (at, word) in words.iter().enumerate() {
        for sign in word.chars() {
            match sign {
                '(' | '[' | '“' | '«' => open.push(at),
                ')' | ']' | '”' | '»' => drop(open.pop()),
                _ => {}
            }
        }
    }
    open.first().copied()
}
