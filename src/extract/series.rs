//! Figures of the same thing in consecutive periods: in the columns or rows of a table, or by year in sentences,
//! or as what something rose from and fell to.

use std::ops::RangeInclusive;

mod by_noun;
mod changes;
mod comments;
mod latest;
mod periods;
mod prose;
mod table;
mod toward;
mod yearly;

pub use self::periods::is_period;
use super::lexicon::List;
use super::words::Sentence;
use super::{Reader, Role};
use crate::document::BlockKind;
use crate::report::{Point, ResultStatement, Series, Statement};

/// What can be a year.
const YEARS: RangeInclusive<i32> = 1990..=2100;

/// A series, and the words by which it is spoken of.
struct Course {
    series: Series,
    /// The header of its row or column, and of the columns that it stands in.
    label: String,
    group: String,
    /// Stems that name it and no series beside it.
    own: Vec<String>,
    /// Stems that name a series beside it.
    others: Vec<String>,
    /// Stems of what its table is of.
    topic: Vec<String>,
    /// What stands beside it, and may speak of it without its name.
    beside: Vec<Sentence>,
    in_prose: bool,
}

pub fn series(reader: &Reader, statements: &[Statement], results: &[ResultStatement]) -> Vec<Series> {
    let mut found = Vec::new();
    for (index, block) in reader.document.blocks.iter().enumerate() {
        // What is told of the country before the project began is no course of it.
        if matches!(
            reader.role(index),
            Role::Finance | Role::Plan | Role::Expected | Role::Context
        ) {
            continue;
        }
        match &block.kind {
            BlockKind::Heading { .. } => {}
            BlockKind::Table(table) => found.extend(table::courses(reader, table, &beside(reader, index))),
            _ => {
                let Some(sentences) = told_together(reader, index) else {
                    continue;
                };
                let dated = prose::courses(&sentences, &block.location);
                let told = |change: &Course| {
                    dated
                        .iter()
                        .any(|course| course.series.quote.text.contains(&change.series.quote.text))
                };
                let changes = changes::courses(&sentences, &block.location);
                found.extend(changes.into_iter().filter(|change| !told(change)));
                let known = |own: &Course| dated.iter().any(|course| shares_a_point(course, own));
                let by_noun = by_noun::courses(&sentences, &block.location);
                found.extend(by_noun.into_iter().filter(|own| !known(own)));
                found.extend(dated);
            }
        }
    }
    let accounts = reader.document.blocks.iter().enumerate().filter(|(index, _)| {
        !matches!(
            reader.role(*index),
            Role::Finance | Role::Plan | Role::Expected | Role::Context
        )
    });
    found.extend(yearly::courses(reader, accounts.map(|(_, block)| block)));
    let told = comments::Told::of(reader, statements);
    for course in &mut found {
        comments::explain(reader, course, &told);
        if course.in_prose {
            toward::mark_told(results, &mut course.series.points);
        }
    }
    found.into_iter().map(|course| course.series).collect()
}

/// Whether a figure of one year stands in both.
fn shares_a_point(one: &Course, other: &Course) -> bool {
    let same = |own: &Point| {
        let mut points = other.series.points.iter();
        points.any(|point| point.period == own.period && point.number == own.number)
    };
    one.series.points.iter().any(same)
}

/// The sentences of a block; of items one below the other ("- 2017: 311 visits"), all with the first.
fn told_together(reader: &Reader, index: usize) -> Option<Vec<Sentence>> {
    let blocks = &reader.document.blocks;
    let is_item = |at: usize| matches!(blocks[at].kind, BlockKind::ListItem { .. });
    if is_item(index) && index > 0 && is_item(index - 1) {
        return None;
    }
    let last = (index..blocks.len())
        .take_while(|at| *at == index || (is_item(index) && is_item(*at)))
        .last()?;
    let texts = (index..=last).filter_map(|at| blocks[at].text());
    Some(texts.flat_map(|text| reader.sentences(text).to_vec()).collect())
}

/// The text directly before and after a block, and what it stands under.
struct Beside {
    title: String,
    notes: [String; 3],
}

fn beside(reader: &Reader, index: usize) -> Beside {
    let block = |at: Option<usize>| at.and_then(|at| reader.document.blocks.get(at));
    let note = |at: Option<usize>| {
        let block = block(at).filter(|block| !matches!(block.kind, BlockKind::Heading { .. }));
        block
            .and_then(|block| block.text())
            .unwrap_or_default()
            .to_string()
    };
    let before = index.checked_sub(1);
    let title = block(before).and_then(|block| block.text()).unwrap_or_default();
    // "Table 1. Visits, by year" stands between a table and what is said of it.
    let captioned =
        !title.trim_end().ends_with(['.', ':', '?']) && reader.sentence(title).starts(List::TableWords, 0);
    let above = before.filter(|_| captioned).and_then(|at| at.checked_sub(1));
    Beside {
        title: title.to_string(),
        notes: [note(above), note(before), note(Some(index + 1))],
    }
}

/// What nobody wants more of: "deaths", "conflicts", but not "conflicts settled".
fn should_fall(sentence: &Sentence) -> bool {
    sentence.has(List::Falling) || sentence.has(List::Harms) && !sentence.has(List::CaseEnd)
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse().is_ok_and(|year: i32| YEARS.contains(&year))
}
