//! Rows of a table that are of women alone, or of men alone, by what their cells say.

use crate::document::Table;
use crate::extract::Reader;
use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;

/// "Women", "of whom men"; not "Legal awareness for women".
pub fn is_sex(label: &Sentence) -> bool {
    let small = [
        List::Female,
        List::Male,
        List::People,
        List::Function,
        List::Counting,
        List::Total,
        List::Percent,
        List::PercentageWords,
    ];
    let owned = label.tokens.iter().any(|token| token.lower.ends_with("'s"));
    let words = label
        .tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| token.is_word());
    let mut plain = words.map(|(at, _)| small.into_iter().any(|list| label.at(list, at)));
    (label.has(List::Female) || label.has(List::Male)) && !owned && plain.all(|plain| plain)
}

/// "Women and children" are of no one sex.
pub fn names_sex(label: &Sentence) -> bool {
    let others = label.all(List::AndWords).any(|and| {
        label.starts(List::People, and.end)
            && ![List::Female, List::Male]
                .into_iter()
                .any(|list| label.at(list, and.end))
            || label.ends(List::People, and.start)
                && ![List::Female, List::Male]
                    .into_iter()
                    .any(|list| label.ends(list, and.start))
    });
    !others
        && [List::Female, List::Male, List::OneSexForms, List::OneSexEndings]
            .into_iter()
            .any(|list| label.has(list))
}

/// "Injecting drug users | men | 412", "Sewing | Training for women | 180".
pub fn is_of_one_sex(reader: &Reader, table: &Table, row: usize) -> bool {
    let cells =
        (1..table.columns()).filter_map(|column| table.cell(row, column).filter(|cell| cell.row == row));
    cells.map(|cell| reader.sentence(&cell.text)).any(|cell| {
        (is_sex(&cell) || is_for_one_sex(&cell)) && cell.has(List::Female) != cell.has(List::Male)
    })
}

fn is_for_one_sex(cell: &Sentence) -> bool {
    let meant = |hit: &Hit| cell.ends(List::Aiming, hit.start);
    [List::Female, List::Male]
        .into_iter()
        .any(|list| cell.all(list).any(meant))
}
