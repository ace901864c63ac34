//! What each column of a table of activities holds, by its header and by what stands below.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::document::{Cell, Table};
use crate::extract::Reader;
use crate::extract::header::header_texts;
use crate::extract::lexicon::List;
use crate::extract::words::Sentence;
use crate::report::TimeUnit;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// "Training", "Title of seminar".
    Name,
    /// "Topic", where something else says that trainings are meant.
    Topic,
    People,
    /// "Number", "Total": of those whom other columns name.
    Number,
    Women,
    Men,
    /// "Participants (women/men)": two numbers to a cell, in the order of the header.
    Pair {
        women_first: bool,
    },
    /// "Days", "Hours"; without a unit the cells give it: "Duration".
    Length(Option<TimeUnit>),
    /// How often each was held.
    Sessions,
    /// "Target group".
    Audience,
    Other,
}

/// Words of a header.
const HEADER: usize = 8;
/// Words of a cell that is a number: "42 participants", "3 days".
const NUMBER: usize = 3;

/// A table with one of these in a header sets something out, plans or pays it, or tells whom a study asked.
const OTHERS: [List; 11] = [
    List::ColumnBaseline,
    List::ColumnIndicator,
    List::ColumnProblem,
    List::ColumnStudy,
    List::ExpectedWords,
    List::Future,
    List::WorkPlans,
    List::HeadingFinance,
    List::SpendingWords,
    List::DataCollection,
    List::ColumnTarget,
];

const LENGTHS: [(List, TimeUnit); 5] = [
    (List::LengthMinutes, TimeUnit::Minute),
    (List::LengthHours, TimeUnit::Hour),
    (List::LengthDays, TimeUnit::Day),
    (List::LengthWeeks, TimeUnit::Week),
    (List::LengthMonths, TimeUnit::Month),
];

/// What a header calls those who came.
const PEOPLE: [List; 3] = [List::People, List::Headcounts, List::ColumnAttended];

/// The columns, with their headers.
pub struct Columns {
    pub kinds: Vec<Column>,
    pub heads: Vec<Sentence>,
}

/// None where the headers are those of another table.
pub fn columns(reader: &Reader, table: &Table, head: &Range<usize>) -> Option<Columns> {
    let heads: Vec<Sentence> = (0..table.columns())
        .map(|column| reader.sentence(&header_texts(table, head.clone(), column).join(" ")))
        .collect();
    let other = |head: &Sentence| {
        head.tokens.len() > HEADER * 2
            || !head.has(List::ColumnAudience) && OTHERS.into_iter().any(|list| head.has(list))
            || head.has(List::Currency) && head.tokens.len() > 1
    };
    if heads.iter().any(other) {
        return None;
    }
    let kinds = heads.iter().enumerate();
    let kinds = kinds
        .map(|(at, own)| kind(own, holds_numbers(reader, table, head.end, at)))
        .collect();
    let columns = Columns { kinds, heads };
    columns.count_people().then_some(columns)
}

impl Columns {
    pub fn has(&self, kind: Column) -> bool {
        self.kinds.contains(&kind)
    }

    pub fn of(&self, wanted: impl Fn(Column) -> bool) -> impl Iterator<Item = usize> {
        let kinds = self.kinds.iter().enumerate();
        kinds.filter(move |(_, kind)| wanted(**kind)).map(|(at, _)| at)
    }

    /// "Number" alone may be of anything.
    fn count_people(&self) -> bool {
        let sexes = self.has(Column::Women) && self.has(Column::Men);
        sexes
            || self.are_pairs()
            || self.has(Column::People)
            || self.has(Column::Number) && self.has(Column::Audience)
    }

    fn are_pairs(&self) -> bool {
        self.kinds.iter().any(|kind| matches!(kind, Column::Pair { .. }))
    }

    /// Some columns are of women or of men.
    pub fn are_sexed(&self) -> bool {
        self.has(Column::Women) || self.has(Column::Men) || self.are_pairs()
    }

    /// What the header of those who came calls them: the "pax" of "# of pax".
    pub fn noun(&self) -> String {
        let column = self
            .of(|kind| matches!(kind, Column::People | Column::Number))
            .next();
        let head = column.map(|column| &self.heads[column]);
        let named = head.and_then(|head| {
            let hit = PEOPLE.into_iter().find_map(|list| head.first(list))?;
            Some(head.written(hit))
        });
        named
            .or(head.map(|head| head.text.as_str()))
            .unwrap_or_default()
            .to_lowercase()
    }

    /// The column that names what was held.
    pub fn name(&self) -> Option<usize> {
        let of = |kind: Column| self.kinds.iter().position(|own| *own == kind);
        of(Column::Name).or_else(|| of(Column::Topic))
    }

    /// A column does so, or names the topics of the trainings of which the table's other words speak.
    pub fn name_activities(&self, above: &[Sentence]) -> bool {
        let told = || above.iter().chain(&self.heads).any(names_training);
        self.has(Column::Name) || self.has(Column::Topic) && told()
    }

    /// What is named is a training, a campaign or an event, and not any activity.
    pub fn name_training(&self) -> bool {
        let topic = !self.has(Column::Name);
        topic || self.name().is_some_and(|at| names_training(&self.heads[at]))
    }

    pub fn tell_when_or_how_long(&self) -> bool {
        let length = self.kinds.iter().any(|kind| matches!(kind, Column::Length(_)));
        length || self.heads.iter().any(|head| head.has(List::ColumnTime))
    }
}

fn names_training(head: &Sentence) -> bool {
    let lists = [List::TrainingWords, List::CampaignWords, List::ColumnTraining];
    // "Main activity" is in the list of events.
    let mut events = head.all(List::Events);
    lists.into_iter().any(|list| head.has(list)) || events.any(|hit| !head.at(List::LevelActivity, hit.start))
}

fn kind(head: &Sentence, numbers: bool) -> Column {
    let has = |lists: &[List]| lists.iter().any(|list| head.has(*list));
    let unit = LENGTHS.into_iter().find(|(list, _)| head.has(*list));
    let long = head.tokens.len() > HEADER;
    if has(&[
        List::Percent,
        List::PercentageWords,
        List::Households,
        List::PerWords,
        List::Averages,
    ]) || long
    {
        return Column::Other;
    }
    if numbers {
        // "Participant days" are no people.
        if unit.is_some() || head.has(List::ColumnLength) {
            return if has(&PEOPLE) {
                Column::Other
            } else {
                Column::Length(unit.map(|(_, unit)| unit))
            };
        }
        if has(&[List::ProjectStaff]) {
            return Column::Other;
        }
        let sex = |list: List| head.first(list).map(|hit| hit.start);
        return match (sex(List::Female), sex(List::Male)) {
            (Some(_), None) => Column::Women,
            (None, Some(_)) => Column::Men,
            (Some(women), Some(men)) if head.tokens.iter().any(|token| token.joins) => Column::Pair {
                women_first: women < men,
            },
            _ if counts_sessions(head) => Column::Sessions,
            _ if has(&PEOPLE) => Column::People,
            _ if has(&[
                List::Organisations,
                List::Products,
                List::Facilities,
                List::ColumnCode,
            ]) && !has(&[List::Total, List::Counting]) =>
            {
                Column::Other
            }
            _ if has(&[List::Total, List::Counting, List::ValueWords, List::BothSexes]) => Column::Number,
            _ => Column::Other,
        };
    }
    // "Type of activity", "title of seminar": named by the words behind it.
    if unit.is_some() || head.has(List::ColumnLength) {
        return Column::Length(None);
    }
    if has(&[List::ColumnAudience]) {
        return Column::Audience;
    }
    if names_training(head) || head.has(List::LevelActivity) {
        return Column::Name;
    }
    if head.has(List::ColumnTopic) {
        return Column::Topic;
    }
    if has(&PEOPLE) {
        Column::Audience
    } else {
        Column::Other
    }
}

/// "Number of trainings", "workshops"; "participants of the trainings" are people.
fn counts_sessions(head: &Sentence) -> bool {
    let lists = [List::TrainingWords, List::Events, List::CampaignWords];
    let session = lists
        .into_iter()
        .flat_map(|list| head.all(list))
        .map(|hit| hit.start)
        .min();
    // "Trained" is a word for trainings too.
    let people = PEOPLE
        .into_iter()
        .flat_map(|list| head.all(list))
        .map(|hit| hit.start)
        .min();
    session.is_some_and(|session| people.is_none_or(|people| session < people))
}

/// Most of the cells below a header that are filled are numbers.
fn holds_numbers(reader: &Reader, table: &Table, from: usize, column: usize) -> bool {
    let cells = (from..table.rows()).filter_map(|row| table.cell(row, column));
    let filled: Vec<&Cell> = cells
        .filter(|cell| cell.text.chars().any(char::is_alphanumeric))
        .collect();
    let numbers = filled
        .iter()
        .filter(|cell| number(reader, cell).is_some())
        .count();
    numbers * 2 > filled.len()
}

/// The number that a cell gives: "42", "42 participants", "3 days". The 12 of "12 May" is a date.
pub fn number(reader: &Reader, cell: &Cell) -> Option<Decimal> {
    let sentence = reader.sentence(cell.text.trim());
    let first = sentence.numbers.first().filter(|number| number.start == 0)?;
    let words = sentence.tokens.iter().filter(|token| token.is_word()).count();
    let dated = sentence.has(List::Months) || super::super::period::period_in(&sentence).is_known();
    let other = first.percent || dated || sentence.is_money(first) || words > NUMBER;
    (!other).then_some(first.number.high)
}
