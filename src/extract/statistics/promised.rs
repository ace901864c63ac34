//! What a list promises and nobody has reached yet.

use super::super::Reader;
use super::super::lexicon::List;
use super::super::words::{Sentence, Token};
use crate::document::{Block, BlockKind, Table};
use crate::extract::header::header;

/// Words of a line over a table.
const CAPTION: usize = 25;

/// An item below "the project should reach the following results:".
pub fn is_promised(reader: &Reader, index: usize) -> bool {
    let blocks = &reader.document.blocks;
    let item = |block: &Block| matches!(block.kind, BlockKind::ListItem { .. });
    let above = blocks[..index].iter().rfind(|block| !item(block));
    let text = above
        .filter(|_| item(&blocks[index]))
        .and_then(Block::text)
        .unwrap_or_default();
    let Some(last) = reader
        .sentences(text)
        .last()
        .cloned()
        .filter(|_| text.trim_end().ends_with(':'))
    else {
        return false;
    };
    // "Of what was planned these were done:" tells what was done.
    let planned = last
        .all(List::PlanWords)
        .any(|hit| !last.at(List::ExpectedWords, hit.start));
    // "The targets were these:".
    let targets = last.has(List::ColumnTarget) && !last.has(List::ColumnActual);
    (planned || targets || last.has(List::PromiseWords)) && !last.has(List::AchievedWords)
}

/// A table under "Table 2: Planned beneficiaries", or with columns such as "Children to benefit", and nothing reached in it.
pub fn is_promised_table(reader: &Reader, index: usize, table: &Table) -> bool {
    let caption = index
        .checked_sub(1)
        .and_then(|before| reader.document.blocks[before].text())
        .filter(|text| text.split_whitespace().count() <= CAPTION)
        .map(|text| reader.sentence(text));
    let header = header(table);
    let headers: Vec<Sentence> = table
        .cells()
        .iter()
        .filter(|cell| header.contains(&cell.row))
        .map(|cell| reader.sentence(&cell.text))
        .collect();
    let done = |own: &Sentence| {
        [List::ColumnActual, List::AchievedWords, List::HeadingAchieved]
            .into_iter()
            .any(|list| own.has(list))
    };
    let planned = |own: &Sentence| {
        [List::ExpectedWords, List::ColumnTarget, List::HeadingExpected]
            .into_iter()
            .any(|list| own.has(list))
    };
    let titled = caption.as_ref().is_some_and(planned);
    let told = caption.iter().chain(&headers).any(done);
    // "The following courses will be held:", "Work plan 2025", "Expected participants": what the headers call the rows is no account.
    let ahead = |own: &Sentence| own.has(List::Future) || own.has(List::WorkPlans) && !done(own);
    let ahead = caption.as_ref().is_some_and(ahead);
    let expected = |own: &Sentence| own.has(List::People) && own.has(List::ExpectedWords);
    let reached = |own: &Sentence| own.has(List::ColumnActual) || own.has(List::AchievedWords);
    let open = (ahead || headers.iter().any(expected)) && !headers.iter().any(reached);
    (titled || headers.iter().any(is_to_be_reached)) && !told || open
}

/// "Children to benefit", "women to be trained", and not "number of sponsored pupils".
fn is_to_be_reached(header: &Sentence) -> bool {
    header.all(List::InfinitiveMarks).any(|mark| {
        let passive =
            header.starts(List::BeWords, mark.end) && header.starts(List::PeopleActions, mark.end + 1);
        let done = |word: &Token| header.is_past(&word.lower) || header.is_passive(&word.lower);
        let told = header.tokens.get(mark.end).is_some_and(done);
        passive || !told && header.starts(List::PeopleActions, mark.end) && header.is_infinitive(mark.end)
    })
}
