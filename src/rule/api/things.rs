//! Handles onto one shared report, a file for each. Their properties are registered one by one, so that a misspelt
//! one is an error, never a missing value.

mod comparison;
mod course;
mod figure;
mod indicator;
mod ratio;
mod report;
mod result;
mod statement;
mod statistic;

use std::sync::Arc;

use rhai::{Array, Dynamic, Engine};
use serde_json::Value;

pub use comparison::{ComparisonRef, EstimateRef};
pub use course::{ProcessRef, SeriesRef};
pub use figure::{FigureRef, PassageRef};
pub use indicator::IndicatorRef;
pub use ratio::RatioRef;
pub use report::{ReportRef, SectionRef};
pub use result::ResultRef;
pub use statement::{StatementRef, claim};
pub use statistic::{StatisticRef, dimension};

use crate::document::Passage;
use crate::report::Report;

/// Words of a text that messages show.
const MAX_WORDS: usize = 14;

pub fn register(engine: &mut Engine) {
    report::register(engine);
    result::register(engine);
    indicator::register(engine);
    figure::register(engine);
    statistic::register(engine);
    statement::register(engine);
    course::register(engine);
    ratio::register(engine);
    comparison::register(engine);
}

/// Handles of one kind as a script's array.
fn array<T: Clone + Send + Sync + 'static>(items: impl Iterator<Item = T>) -> Array {
    items.map(Dynamic::from).collect()
}

fn statements(report: &Arc<Report>, indices: &[usize]) -> Array {
    array(
        indices
            .iter()
            .map(|index| StatementRef(Arc::clone(report), *index)),
    )
}

fn passages(passages: &[Passage]) -> Array {
    array(passages.iter().cloned().map(PassageRef))
}

fn texts(texts: &[String]) -> Array {
    texts.iter().cloned().map(Dynamic::from).collect()
}

/// What a result or an indicator is about: its code and its words.
fn code_and_text(code: Option<&str>, text: &str) -> String {
    format!("{} {text}", code.unwrap_or_default())
}

/// The beginning of a text, for messages.
fn short(text: &str) -> Value {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= MAX_WORDS {
        words.join(" ").into()
    } else {
        format!("{} …", words[..MAX_WORDS].join(" ")).into()
    }
}
