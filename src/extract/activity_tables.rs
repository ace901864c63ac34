//! Tables of what was held, one training or activity to a row: "Training | Place | Participants | Days". A framework, a
//! budget, a plan and a list of persons are none.

mod columns;
mod rows;

use super::header::header;
use super::lexicon::List;
use super::words::Sentence;
use super::{Reader, Role};
use crate::document::{BlockKind, Location, Passage, Table};
use crate::report::{ActivityKind, Number, Period, TimeUnit};
use columns::columns;
use rust_decimal::Decimal;

/// A table of activities.
pub struct ActivityTable {
    /// Its block in the document.
    pub block: usize,
    pub rows: Vec<ActivityRow>,
    /// Where its rows stand that add up others.
    pub totals: Vec<Location>,
    /// … and those of what was called off or lies ahead.
    pub not_held: Vec<Location>,
    /// What the header calls those who took part.
    pub noun: String,
    /// Some of its columns are of women or of men.
    pub sexed: bool,
}

/// What one row says of one activity.
#[derive(Clone)]
pub struct ActivityRow {
    pub row: usize,
    /// The row's cells side by side, at the place of its first.
    pub quote: Passage,
    pub name: String,
    /// The column that names it.
    pub name_column: usize,
    pub kind: ActivityKind,
    /// The word that decides the kind, as written.
    pub word: String,
    /// The cell that says for whom it was.
    pub audience: String,
    pub people: Decimal,
    /// The column of those people, where it is one.
    pub counted_in: Option<usize>,
    pub women: Option<Sexed>,
    pub men: Option<Sexed>,
    pub sessions: Option<Decimal>,
    pub length: Option<(Number, TimeUnit, String)>,
    pub held: Period,
}

/// Those of one sex, and the header of their column.
#[derive(Clone)]
pub struct Sexed {
    pub number: Decimal,
    pub head: String,
}

impl ActivityTable {
    /// The most people that one of its rows counts.
    pub fn most(&self) -> Decimal {
        self.rows.iter().map(|row| row.people).max().unwrap_or_default()
    }
}

/// All such tables of a document.
pub fn tables(reader: &Reader) -> Vec<ActivityTable> {
    let blocks = reader.document.blocks.iter().enumerate();
    blocks
        .filter_map(|(block, own)| match &own.kind {
            BlockKind::Table(table) => read(reader, block, table),
            _ => None,
        })
        .collect()
}

fn read(reader: &Reader, block: usize, table: &Table) -> Option<ActivityTable> {
    if !matches!(reader.role(block), Role::Achieved | Role::Other) {
        return None;
    }
    let head = header(table);
    let columns = columns(reader, table, &head)?;
    let above = above(reader, block, table);
    if above.iter().any(lies_ahead)
        || !columns.name_activities(&above)
        || super::results::is_framework(reader, table)
        || super::statistics::promised::is_promised_table(reader, block, table)
    {
        return None;
    }
    let rows::Found {
        rows,
        totals,
        not_held,
    } = rows::rows(reader, table, head.end, &columns, &above);
    let places = |rows: Vec<usize>| rows.into_iter().map(|row| table.row(row).location).collect();
    let named = rows.iter().filter(|row| !row.word.is_empty()).count();
    // "Main activity | Men | Women: Farming, fishing" is what people live on.
    let held = columns.name_training() || columns.tell_when_or_how_long() || named * 2 >= rows.len();
    let any = !rows.is_empty() || !not_held.is_empty();
    (any && held).then(|| ActivityTable {
        block,
        rows,
        totals: places(totals),
        not_held: places(not_held),
        noun: columns.noun(),
        sexed: columns.are_sexed(),
    })
}

/// Words of a line over a table.
const LINE: usize = 40;

/// Its caption, the line over it and its heading.
fn above(reader: &Reader, block: usize, table: &Table) -> Vec<Sentence> {
    let blocks = &reader.document.blocks;
    let line = block.checked_sub(1).and_then(|before| blocks[before].text());
    let caption = table.caption.as_ref().map(|caption| caption.text.as_str());
    let heading = blocks[block].location.section.last().map(String::as_str);
    let short = |text: &&str| text.split_whitespace().count() <= LINE;
    let all = [caption, line.filter(short), heading].into_iter().flatten();
    all.map(|text| reader.sentence(text)).collect()
}

/// "The following trainings are planned for 2025"; not "the planned trainings were all held".
fn lies_ahead(line: &Sentence) -> bool {
    let done = [List::ActivityVerbs, List::OutputVerbs, List::AchievedWords]
        .into_iter()
        .any(|list| {
            line.all(list)
                .any(|hit| !line.at(List::PlanWords, hit.start) && !line.at(List::TrainingWords, hit.start))
        });
    let ahead = [List::PlanWords, List::WorkPlans, List::HeadingFuture]
        .into_iter()
        .any(|list| line.has(list));
    line.has(List::DataCollection) || line.has(List::Future) || ahead && !done
}
