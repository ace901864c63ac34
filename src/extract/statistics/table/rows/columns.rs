//! What the columns of a table of people hold, by their headers.

use crate::document::Table;
use crate::extract::Reader;
use crate::extract::lexicon::List;
use crate::extract::period::period_in;
use crate::extract::words::Sentence;

/// What a column's header says.
pub(super) struct Column {
    /// The upper header, that of a group of columns.
    pub(super) group: String,
    /// Its own header but for the words for sexes and totals: "voters" of "Voters: women" and "Voters: total".
    pub(super) about: String,
    pub(super) whole: Sentence,
    pub(super) head: Sentence,
    pub(super) sex: Option<List>,
    /// Its own header speaks of people, not of events or money.
    pub(super) people: bool,
    pub(super) total: bool,
    /// "Both", "of both spouses": the whole where no other column is.
    pub(super) joint: bool,
    /// The header above it names one sex: all its numbers are of women, or of men.
    pub(super) one_sex: bool,
    /// Of households by the sex of their head: no split of people.
    pub(super) households: bool,
}

pub(super) fn read(reader: &Reader, texts: &[&str]) -> Column {
    let leaf = reader.sentence(texts.last().copied().unwrap_or_default());
    let whole = reader.sentence(&texts.join(" "));
    let sex = [List::Female, List::Male]
        .into_iter()
        .find(|list| leaf.has(*list));
    let others = [
        List::Events,
        List::Currency,
        List::Organisations,
        List::Products,
        List::Households,
    ];
    Column {
        group: if texts.len() > 1 {
            texts[0].to_string()
        } else {
            String::new()
        },
        about: about(&leaf),
        people: whole.has(List::People)
            && !others.into_iter().any(|list| whole.has(list))
            && whole.tokens.len() <= 8,
        total: [List::Total, List::Counting]
            .into_iter()
            .any(|list| leaf.has(list)),
        joint: [List::BothWords, List::BothSexes]
            .into_iter()
            .any(|list| leaf.has(list)),
        households: whole.has(List::Households),
        one_sex: sex.is_none() && (whole.has(List::Female) != whole.has(List::Male)),
        sex,
        head: leaf,
        whole,
    }
}

/// What sorts the columns of one table by what they count.
const SORTING: [List; 6] = [
    List::Female,
    List::Male,
    List::Total,
    List::Counting,
    List::BothWords,
    List::BothSexes,
];

fn about(head: &Sentence) -> String {
    let sorts = |at: usize| {
        SORTING
            .into_iter()
            .any(|list| head.all(list).any(|hit| (hit.start..hit.end).contains(&at)))
    };
    let words = head.tokens.iter().enumerate();
    let own = words.filter(|(at, token)| token.is_word() && !sorts(*at));
    own.map(|(_, token)| token.lower.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

/// "Result", "Quantity", "2024": a column of values, whatever its rows count.
pub(super) fn is_of_values(column: &Column) -> bool {
    let others = [
        List::ColumnTarget,
        List::ColumnBaseline,
        List::Percent,
        List::PercentageWords,
        List::Currency,
    ];
    let values = [List::ValueWords, List::ColumnActual];
    let named = values.into_iter().any(|list| column.whole.has(list)) || period_in(&column.whole).is_known();
    let short = column.whole.tokens.len() <= SHORT_HEADER;
    short
        && (named || column.whole.tokens.is_empty())
        && !others.into_iter().any(|list| column.whole.has(list))
}

/// Words of a header that says no more than that values stand below.
const SHORT_HEADER: usize = 4;

/// Whether a column, the caption or the heading speaks of money.
pub(super) fn is_of_money(reader: &Reader, table: &Table, columns: &[Column]) -> bool {
    let caption = table.caption.iter().map(|caption| caption.text.as_str());
    let heading = table
        .cells()
        .first()
        .and_then(|cell| cell.location.section.last());
    let above = caption
        .chain(heading.map(String::as_str))
        .map(|text| reader.sentence(text));
    let headers = columns.iter().map(|column| column.whole.clone());
    headers.chain(above).any(|text| {
        [List::Currency, List::HeadingFinance, List::SpendingWords]
            .into_iter()
            .any(|list| text.has(list))
    })
}
