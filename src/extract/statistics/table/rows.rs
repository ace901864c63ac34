//! Rows that count people: by their own label or by the column's header, with the sexes in sibling columns or rows.

use std::ops::Range;

use rust_decimal::Decimal;

use super::super::breakdown_by_sex;
use super::ages::Ages;
use super::sexes::{self, is_sex, names_sex};
use super::value;
use crate::document::{Cell, Passage, Table};
use crate::extract::Reader;
use crate::extract::header::header_texts;
use crate::extract::lexicon::{Hit, List};
use crate::extract::period::period_in;
use crate::extract::statistics::counts::{Noun, is_attributive};
use crate::extract::words::Sentence;
use crate::report::{Breakdown, Counted, Dimension, Disaggregation, Number, Period, SeenIn, Statistic};

/// What a column's header says.
struct Column {
    /// The upper header, that of a group of columns.
    group: String,
    /// Its own header but for the words for sexes and totals: "voters" of "Voters: women" and "Voters: total".
    about: String,
    whole: Sentence,
    head: Sentence,
    sex: Option<List>,
    /// Its own header speaks of people, not of events or money.
    people: bool,
    total: bool,
    /// "Both", "of both spouses": the whole where no other column is.
    joint: bool,
    /// The header above it names one sex: all its numbers are of women, or of men.
    one_sex: bool,
    /// Of households by the sex of their head: no split of people.
    households: bool,
}

pub fn statistics(reader: &Reader, table: &Table, header: Range<usize>) -> Vec<Statistic> {
    let header = if has_no_header(reader, table) {
        0..0
    } else {
        header
    };
    let columns: Vec<Column> = (0..table.columns())
        .map(|column| read(reader, &header_texts(table, header.clone(), column)))
        .collect();
    let labels: Vec<Sentence> = (0..table.rows())
        .map(|row| reader.sentence(table.cell(row, 0).map_or("", |cell| cell.text.trim())))
        .collect();
    let channels = columns
        .first()
        .is_some_and(|column| column.whole.has(List::ChannelWords));
    let split = (header.end..table.rows())
        .filter(|row| is_split(reader, table, *row, &columns))
        .count();
    let sexed_rows = labels[header.end.min(labels.len())..].iter().any(is_sex);
    let money = is_of_money(reader, table, &columns);
    let ages = Ages::read(reader, table, columns.iter().map(|column| &column.whole), &labels);
    (header.end..table.rows())
        .flat_map(|row| {
            let label = &labels[row];
            let kind = Rows {
                sexed: sexed_rows,
                money,
                channels,
                // One such row may be of something else.
                split: split >= SPLIT_ROWS && !begins_with_a_thing(label),
            };
            let one_sex = sexes::is_of_one_sex(reader, table, row);
            let mut found = of_row(reader, table, row, &columns, label, &kind);
            for own in &mut found {
                own.part |= one_sex;
                own.breakdowns.extend(ages.of(row, own.number).cloned());
            }
            found
        })
        .map(|mut statistic| {
            let noun = reader.sentence(&statistic.noun);
            statistic.unit = noun
                .tokens
                .last()
                .map_or_else(String::new, |token| token.singular.clone());
            statistic.may_be_minors = noun.has(List::MayBeMinors);
            statistic
        })
        .collect()
}

/// "Direct beneficiaries | 26,539" is the first of a table of labels and values, and no header.
fn has_no_header(reader: &Reader, table: &Table) -> bool {
    let years = |cell: &Cell| period_in(&reader.sentence(&cell.text)).is_known();
    table.columns() == 2
        && table
            .cell(0, 1)
            .is_some_and(|cell| value(reader, cell).is_some() && !years(cell))
}

/// Whether a column, the caption or the heading speaks of money.
fn is_of_money(reader: &Reader, table: &Table, columns: &[Column]) -> bool {
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

/// What the rows of a table have in common.
struct Rows {
    /// Their labels are sexes.
    sexed: bool,
    /// Among their columns is one of money: what a row of people cost may stand in the others.
    money: bool,
    /// Their labels say from where people came, and are no people.
    channels: bool,
    /// Others have the numbers of women and men in columns, and so should this.
    split: bool,
}

/// Rows with women and men from which on a row without them lacks them.
const SPLIT_ROWS: usize = 2;

fn is_split(reader: &Reader, table: &Table, row: usize, columns: &[Column]) -> bool {
    let filled = |sex: List| {
        columns.iter().enumerate().any(|(at, column)| {
            let own = column.sex == Some(sex) && !column.households;
            own && table
                .cell(row, at)
                .is_some_and(|cell| cell.row == row && value(reader, cell).is_some())
        })
    };
    filled(List::Female) && filled(List::Male)
}

/// "Wells dug" in a table of women and men is no number of people.
fn begins_with_a_thing(label: &Sentence) -> bool {
    let mut things = THINGS.into_iter().chain([List::Counting]);
    things.any(|list| label.starts(list, 0) || label.starts(list, 1))
}

/// What rows count that are no people.
const THINGS: [List; 6] = [
    List::Products,
    List::Organisations,
    List::Households,
    List::Currency,
    List::Cases,
    List::Contacts,
];

fn read(reader: &Reader, texts: &[&str]) -> Column {
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

fn of_row(
    reader: &Reader,
    table: &Table,
    row: usize,
    columns: &[Column],
    label: &Sentence,
    rows: &Rows,
) -> Vec<Statistic> {
    let values: Vec<Option<(Decimal, &Cell)>> = (0..columns.len())
        .map(|column| {
            let cell = table
                .cell(row, column)
                .filter(|cell| cell.row == row && cell.column == column)
                .filter(|cell| !reader.sentence(&cell.text).has(List::Currency))?;
            Some((value(reader, cell)?, cell))
        })
        .collect();
    let people_row = names_people(label) && !rows.channels;
    if is_no_count(label) || is_population(label) {
        return Vec::new();
    }
    let sexes = |wanted: &dyn Fn(&Column) -> bool| sex_parts(columns, &values, wanted);
    let summed = columns.iter().any(|column| column.total);
    let mut found: Vec<Statistic> = Vec::new();
    let mut groups: Vec<(&str, &str)> = Vec::new();
    for (column, own) in columns.iter().enumerate().skip(1) {
        let Some((number, cell)) = values[column] else {
            continue;
        };
        let of_same =
            sexes(&|other| other.group == own.group && other.about == own.about && !own.about.is_empty());
        let group = (
            own.group.as_str(),
            if of_same.is_empty() {
                ""
            } else {
                own.about.as_str()
            },
        );
        let filled = |parts: &Vec<Disaggregation>| !parts.is_empty();
        let parts = Some(of_same)
            .filter(filled)
            .or_else(|| {
                let in_group = sexes(&|other| other.group == own.group && !own.group.is_empty());
                Some(in_group).filter(filled)
            })
            .unwrap_or_else(|| sexes(&|_| true));
        let total = own.total || (own.joint && !summed);
        let counts = own.people && !(own.joint && summed)
            || (total && (people_row || rows.split || !parts.is_empty()));
        // Of several columns of people in one group the first is the row's number.
        if own.sex.is_some() || own.households || !counts || groups.contains(&group) {
            continue;
        }
        // "Identified | of whom women | of whom men | children (included)": a part of the whole is none of its own.
        if !own.total && parts.iter().any(|part| part.number > Some(number)) {
            continue;
        }
        groups.push(group);
        let mut breakdowns = breakdown_by_sex(parts);
        for breakdown in &mut breakdowns {
            breakdown.complete &= !lacks_column(breakdown, number, columns, &values);
        }
        if rows.sexed && breakdowns.is_empty() {
            breakdowns = vec![sibling_rows(cell)];
        }
        found.push(Statistic {
            breakdowns,
            ..counted(table, own, label, number, cell)
        });
    }
    if found.is_empty() && people_row && heads_with_people(label) && !rows.money {
        let last = (1..columns.len())
            .rev()
            .find(|column| is_of_values(&columns[*column]) && values[*column].is_some());
        let told =
            last.and_then(|column| values[column].map(|(number, cell)| (&columns[column], number, cell)));
        found.extend(told.map(|(column, number, cell)| Statistic {
            breakdowns: if rows.sexed {
                vec![sibling_rows(cell)]
            } else {
                breakdown_by_sex(sexes(&|_| true))
            },
            ..counted(table, column, label, number, cell)
        }));
    }
    found
}

/// People counted in a cell.
fn counted(table: &Table, column: &Column, label: &Sentence, number: Decimal, cell: &Cell) -> Statistic {
    let noun = [&column.head, label].into_iter().find_map(|sentence| {
        // "Rights of the child" is what was taught.
        let matter = |at: usize| sentence.starts(List::OfWords, at) || sentence.starts(List::NounStops, at);
        let hit = sentence.first(List::People)?;
        (!(0..hit.start).any(matter)).then(|| sentence.written(hit).to_string())
    });
    Statistic {
        number: Number::exact(number),
        written: cell.text.trim().to_string(),
        noun: noun.unwrap_or_else(|| column.head.text.to_lowercase()),
        counted: Counted::People,
        period: period(&column.whole, label),
        subject: format!("{} {}", label.text, cell.text.trim()),
        quote: Passage::new(table.row(cell.row).text, cell.location.clone()),
        part: column.one_sex || names_sex(label),
        ..Statistic::default()
    }
}

/// "Result", "Quantity", "2024": a column of values, whatever its rows count.
fn is_of_values(column: &Column) -> bool {
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

/// "Teachers trained", "number of direct beneficiaries": not "trainings for teachers", "births by trained staff".
fn heads_with_people(label: &Sentence) -> bool {
    let others = [List::Events, List::OwnStaff, List::Scores];
    let Some(people) = label.first(List::People) else {
        return false;
    };
    let small = [
        List::Counting,
        List::Total,
        List::OfWords,
        List::Articles,
        List::ValueWords,
    ];
    let before = (0..people.start).filter(|at| !small.into_iter().any(|list| label.at(list, *at)));
    let described = if label.head_last() { DESCRIBED } else { 0 };
    before.count() <= described && !THINGS.into_iter().chain(others).any(|list| label.has(list))
}

/// Words that describe people before their noun: "newly trained health workers".
const DESCRIBED: usize = 3;

/// Whether a row's label names people.
fn names_people(label: &Sentence) -> bool {
    // "Оказано юристами", "Appeals lodged by lawyers": who did it is not counted.
    let done_by = label.has(List::AgentWords)
        || !label.head_last()
            && [List::OutputVerbs, List::ActivityVerbs, List::DeliveryWords]
                .into_iter()
                .any(|list| label.starts(list, 0));
    // "Peer-reviewed articles" are no peers.
    let people = label.all(List::People).any(|hit| {
        let noun = Noun {
            counted: Counted::People,
            start: hit.start,
            end: hit.end,
            one_sex: false,
        };
        !is_attributive(label, &noun)
    });
    people && label.tokens.len() <= 8 && !done_by
}

/// "People in need": whom nothing has reached.
fn is_population(label: &Sentence) -> bool {
    let suffers = |people: &Hit| {
        let mut conditions = label.all(List::Conditions);
        conditions.any(|hit| hit.start >= people.end && hit.start - people.end <= SUFFERING)
    };
    let reached = label.has(List::PeopleActions) || label.has(List::PersonObjects);
    !reached && label.all(List::AnyPeople).any(suffers)
}

/// Words from people to what they suffer from.
const SUFFERING: usize = 2;

/// Of percentages the whole is no sum, "students per tutor" is a rate, and "role players" in the list of those who are no
/// persons stay so under "Number of participants".
fn is_no_count(label: &Sentence) -> bool {
    let whole = (0, label.tokens.len());
    let rate = [List::PerWords, List::Percent, List::PercentageWords];
    let no_person = |hit: &Hit| (hit.start, hit.end) == whole;
    rate.into_iter().any(|list| label.has(list)) || label.all(List::NoPerson).any(no_person)
}

/// "Women | Men | Couples | Total": with another column the sexes make up the whole, and couples are no whole.
fn lacks_column(
    breakdown: &Breakdown,
    whole: Decimal,
    columns: &[Column],
    values: &[Option<(Decimal, &Cell)>],
) -> bool {
    let sum = breakdown.sum();
    let others = columns
        .iter()
        .zip(values)
        .filter(|(column, _)| column.sex.is_none());
    let missing = whole - sum;
    others
        .flat_map(|(_, value)| value)
        .any(|(other, _)| *other == missing && missing > Decimal::ZERO || *other == whole + sum)
}

/// "2021" above the column, or before the row.
fn period(head: &Sentence, label: &Sentence) -> Period {
    let own = period_in(head);
    if own.is_known() { own } else { period_in(label) }
}

/// Women and girls, men and boys, each summed over the columns that are wanted.
fn sex_parts(
    columns: &[Column],
    values: &[Option<(Decimal, &Cell)>],
    wanted: &dyn Fn(&Column) -> bool,
) -> Vec<Disaggregation> {
    [List::Female, List::Male]
        .into_iter()
        .filter_map(|sex| {
            let own = columns
                .iter()
                .zip(values)
                .filter(|(column, _)| column.sex == Some(sex) && !column.households && wanted(column));
            let cells: Vec<(&Column, Decimal, &Cell)> = own
                .filter_map(|(column, value)| value.map(|(number, cell)| (column, number, cell)))
                .collect();
            let (first, _, cell) = cells.first()?;
            Some(Disaggregation {
                dimension: Dimension::Sex,
                value: first.head.text.clone(),
                number: Some(cells.iter().map(|(_, number, _)| *number).sum()),
                seen_in: SeenIn::Table,
                location: cell.location.clone(),
            })
        })
        .collect()
}

fn sibling_rows(cell: &Cell) -> Breakdown {
    Breakdown {
        dimension: Dimension::Sex,
        parts: vec![Disaggregation {
            dimension: Dimension::Sex,
            value: "rows by sex".into(),
            number: None,
            seen_in: SeenIn::Table,
            location: cell.location.clone(),
        }],
        complete: false,
    }
}
