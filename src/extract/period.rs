//! Periods: "July 2004 – June 2006", "2002-09-01 to 2004-02-29", "2005".

mod stated;

use jiff::civil::Date;
use rust_decimal::Decimal;
pub use stated::stated;

use super::Reader;
use super::lexicon::{Hit, List};
use super::words::Sentence;
use crate::document::{BlockKind, Passage};
use crate::report::Period;

/// Passages in which a report says what it is.
const COVER: usize = 8;
/// Tokens before "project" and "this report covers".
const SUBJECT: usize = 3;
/// Tokens from "the report covers" and "annual report" to its year.
const YEAR_REACH: usize = 4;

/// First and last day of the month or year that a sentence names, in order of mention.
pub fn dates(sentence: &Sentence) -> Vec<(Date, Date)> {
    dates_within(sentence, 0..sentence.tokens.len())
}

fn dates_within(sentence: &Sentence, tokens: std::ops::Range<usize>) -> Vec<(Date, Date)> {
    let mut found = Vec::new();
    for (index, token) in sentence.tokens[..tokens.end]
        .iter()
        .enumerate()
        .skip(tokens.start)
    {
        if let Some(date) = numeric(sentence, index) {
            found.push((date, date));
            continue;
        }
        let Some(year) = year(&token.lower) else { continue };
        let after = |offset: usize| {
            sentence
                .tokens
                .get(index + offset)
                .map_or("", |token| token.lower.as_str())
        };
        let iso = (after(1) == "-" && after(3) == "-")
            .then(|| (after(2).parse::<i8>().ok(), after(4).parse::<i8>().ok()));
        if let Some((Some(month), Some(day))) = iso {
            found.extend(Date::new(year, month, day).ok().map(|date| (date, date)));
            continue;
        }
        let month = month(sentence, index.saturating_sub(3)..index);
        let Some(first) = Date::new(year, month.unwrap_or(1), 1).ok() else {
            continue;
        };
        let last = if month.is_some() {
            first.last_of_month()
        } else {
            first.last_of_year()
        };
        if let Some(start) = range_start(sentence, index, first).filter(|_| found.is_empty()) {
            found.push((start, start.last_of_month()));
        }
        found.push((first, last));
    }
    found
}

/// The date that ends with this token: "01.09.2023", "01/09/2023", "1-9-2023". The day comes first where both could be.
fn numeric(sentence: &Sentence, end: usize) -> Option<Date> {
    if !sentence.tokens[end].is_number() {
        return None;
    }
    let lower = |at: usize| sentence.tokens[at].lower.as_str();
    let parts: Vec<&str> = match lower(end).split('.').collect::<Vec<_>>() {
        parts if parts.len() == DATE => parts,
        _ if end + 2 < 2 * DATE
            || !matches!(lower(end - 1), "/" | "-" | ".")
            || lower(end - 1) != lower(end - 3) =>
        {
            return None;
        }
        _ => vec![lower(end - 4), lower(end - 2), lower(end)],
    };
    let (first, second) = (parts[0].parse().ok()?, parts[1].parse().ok()?);
    let year = year(parts[2])?;
    Date::new(year, second, first)
        .or_else(|_| Date::new(year, first, second))
        .ok()
}

/// Parts of a date in digits.
const DATE: usize = 3;

/// "1 January – 31 December 2023": the year of the end is that of the beginning too.
fn range_start(sentence: &Sentence, year: usize, end: Date) -> Option<Date> {
    let mut months = sentence
        .all(List::Months)
        .filter(|hit| hit.start < year)
        .filter_map(|hit| i8::try_from(hit.value?).ok());
    let first = months.next()?;
    let start = Date::new(end.year(), first, 1).ok()?;
    (months.next().is_some() && start < end).then_some(start)
}

/// A year of four digits of our time, as a date or a heading names it.
pub fn year(text: &str) -> Option<i16> {
    (text.len() == 4)
        .then(|| text.parse().ok())
        .flatten()
        .filter(|year| (1950..=2100).contains(year))
}

/// The month that the last of these tokens names.
fn month(sentence: &Sentence, tokens: std::ops::Range<usize>) -> Option<i8> {
    let hit = sentence
        .all(List::Months)
        .filter(|hit| tokens.contains(&hit.start))
        .max_by_key(|hit| hit.start)?;
    hit.value.and_then(|value| i8::try_from(value).ok())
}

/// The period that a sentence speaks of; unknown when it names none.
pub fn period_in(sentence: &Sentence) -> Period {
    let dates = dates(sentence);
    match (dates.first(), dates.last()) {
        (Some((start, _)), Some((_, end))) if start <= end => Period {
            start: Some(*start),
            end: Some(*end),
        },
        _ => Period::default(),
    }
}

/// The report's period: the first two dates on a line about the period, else in the title.
pub fn report_period(reader: &Reader) -> Period {
    *reader.report_period.get_or_init(|| find_report_period(reader))
}

fn find_report_period(reader: &Reader) -> Period {
    let title = reader.document.title.iter().map(|title| title.text.as_str());
    let by_sentence = sentences(reader).filter_map(|sentence| labelled(&sentence, List::Period));
    // "Final report to Sida, 1 January 2021 – 31 December 2024".
    let named = first_lines(reader).take(COVER).filter_map(|line| {
        let sentence = reader.sentence(&line.text);
        [List::KindFinal, List::KindInterim]
            .into_iter()
            .find_map(|list| labelled(&sentence, list))
    });
    // Beside the project's whole time the part that the report tells of is its own.
    let reporting =
        first_lines(reader).filter_map(|line| labelled(&reader.sentence(&line.text), List::ReportingPeriod));
    reporting
        .chain(covered_from_the_start(reader, project_period(reader)))
        .chain(year_covered(reader))
        .chain(first_lines(reader).filter_map(|line| labelled(&reader.sentence(&line.text), List::Period)))
        .chain(by_sentence)
        .chain(named)
        .chain(title.map(|title| period_in(&reader.sentence(title))))
        .chain(year_of_report(reader))
        .chain(project_period(reader))
        .find(Period::is_known)
        .unwrap_or_default()
}

/// The calendar year by whose targets a report on a part of it, or on all of it, is to be judged: "Results, March 2018"
/// beside "Appeal 2018", "Situation report, January to December 2021".
pub fn year_of_targets(reader: &Reader, told: &Period) -> Option<Period> {
    let (start, end) = (told.start?, told.end?);
    (start.year() == end.year() && names_targets_of_year(reader)).then(|| Period {
        start: Some(start.first_of_year()),
        end: Some(end.last_of_year()),
    })
}

/// How much of the year had passed, where a title or a header tells its months and no year: "Reached January – October".
pub fn part_of_year(reader: &Reader) -> Option<Decimal> {
    let headers = reader.document.blocks.iter().flat_map(|block| match &block.kind {
        BlockKind::Heading { text, .. } => vec![text.as_str()],
        BlockKind::Table(table) => {
            let cells = (0..table.columns()).filter_map(|column| table.cell(0, column));
            cells.map(|cell| cell.text.as_str()).collect()
        }
        _ => Vec::new(),
    });
    let title = reader.document.title.iter().map(|title| title.text.as_str());
    let last = title
        .chain(headers)
        .filter_map(|text| months_from_january(&reader.sentence(text)))
        .max()
        .filter(|last| *last < i64::from(LATE))?;
    names_targets_of_year(reader).then(|| Decimal::from(last) / Decimal::from(LATE))
}

/// The last of the months of "January – October", where no year stands beside them.
fn months_from_january(sentence: &Sentence) -> Option<i64> {
    let mut months = sentence.all(List::Months);
    let (first, last) = (months.next()?, months.next()?);
    let range = first.end..last.start;
    let joined = !range.is_empty()
        && range
            .into_iter()
            .all(|at| !sentence.tokens[at].is_word() || sentence.starts(List::RangeWords, at));
    let dated = sentence.tokens.iter().any(|token| year(&token.lower).is_some());
    let (first, last) = (first.value?, last.value?);
    (joined && !dated && first == 1 && last > first).then_some(last)
}

/// "Target for the year", "Appeal 2018", "Dashboard".
fn names_targets_of_year(reader: &Reader) -> bool {
    let update = first_lines(reader)
        .take(UPDATE)
        .any(|line| reader.sentence(&line.text).has(List::PeriodicUpdates));
    let mut texts = reader.document.blocks.iter().flat_map(super::passages_of);
    update
        || texts.any(|line| {
            let mut parts = line.text.split(" | ");
            parts.any(|part| reader.sentence(part).has(List::YearTargets))
        })
}

/// Lines of a title.
const UPDATE: usize = 2;

/// From this month on a year's targets may be taken for due.
const LATE: i8 = 12;

/// The project's own period and the one that the report covers, where each is stated in a sentence of its own.
pub fn stated_periods(reader: &Reader) -> (Period, Period) {
    let project = project_period(reader);
    let covered = sentences(reader)
        .find_map(|sentence| labelled(&sentence, List::ReportingPeriod))
        .or_else(|| covered_from_the_start(reader, project))
        .or_else(|| year_covered(reader))
        .or_else(|| year_of_report(reader));
    (project.unwrap_or_default(), covered.unwrap_or_default())
}

fn project_period(reader: &Reader) -> Option<Period> {
    let by_label = sentences(reader).find_map(|sentence| labelled(&sentence, List::ProjectPeriod));
    by_label.or_else(|| sentences(reader).find_map(|sentence| lasting(&sentence)))
}

/// "The project is of thirty-six months, from 1 March 2023 to 28 February 2026", "Agreement of four years, 2022 to 2025".
fn lasting(sentence: &Sentence) -> Option<Period> {
    let named = sentence
        .first(List::PromiseSources)
        .is_some_and(|hit| hit.start <= SUBJECT);
    let long = sentence
        .all(List::Time)
        .any(|hit| sentence.numbers.iter().any(|number| number.end == hit.start));
    let told = named && long && sentence.tokens.len() <= 40 && dates(sentence).len() >= 2;
    told.then(|| period_in(sentence)).filter(Period::is_known)
}

/// "This report covers everything from the beginning up to 28 February 2025", "Cut-off date: 31 December 2023".
fn covered_from_the_start(reader: &Reader, project: Option<Period>) -> Option<Period> {
    let start = project?.start?;
    sentences(reader).find_map(|sentence| {
        let told = |list: List| sentence.first(list).filter(|hit| hit.start <= SUBJECT);
        let cut = told(List::CutOff);
        let label = cut.or_else(|| told(List::ReportingPeriod))?;
        let begun = cut.is_some() || sentence.all(List::ColumnStart).any(|hit| hit.start >= label.end);
        match dates(&sentence)[..] {
            [(_, end)] if begun && start < end => Some(Period {
                start: Some(start),
                end: Some(end),
            }),
            _ => None,
        }
    })
}

/// "Annual report 2022", "Årsrapport för 2023".
fn year_of_report(reader: &Reader) -> Option<Period> {
    first_lines(reader).take(COVER).find_map(|line| {
        let sentence = reader.sentence(&line.text);
        let hit = sentence.first(List::KindAnnual)?;
        let near = |at: usize| at < hit.end + YEAR_REACH && at + 2 >= hit.start;
        let beside =
            (0..sentence.tokens.len()).any(|at| near(at) && year(&sentence.tokens[at].lower).is_some());
        let dates = dates(&sentence);
        let [(start, end)] = dates.as_slice() else {
            return None;
        };
        let whole = *start == start.first_of_year() && *end == start.last_of_year();
        (beside && whole).then_some(Period {
            start: Some(*start),
            end: Some(*end),
        })
    })
}

/// "The report covers the calendar year 2023; figures for 2022 are given for comparison": the one year after the label.
fn year_covered(reader: &Reader) -> Option<Period> {
    sentences(reader).find_map(|sentence| year_after_label(&sentence))
}

fn year_after_label(sentence: &Sentence) -> Option<Period> {
    let label = sentence
        .first(List::ReportingPeriod)
        .filter(|hit| hit.start <= 12)?;
    let end = (label.end + YEAR_REACH).min(sentence.tokens.len());
    let at = (label.end..end).find(|at| year(&sentence.tokens[*at].lower).is_some())?;
    let alone = month(sentence, label.end..at).is_none()
        && sentence
            .tokens
            .get(at + 1)
            .is_none_or(|next| matches!(next.lower.as_str(), "." | ";" | "," | ")"));
    let first = Date::new(year(&sentence.tokens[at].lower)?, 1, 1).ok()?;
    alone.then(|| Period {
        start: Some(first),
        end: Some(first.last_of_year()),
    })
}

fn sentences<'a>(reader: &'a Reader) -> impl Iterator<Item = Sentence> + 'a {
    let read = || first_lines(reader).flat_map(|line| reader.sentences(&line.text).to_vec());
    reader
        .first_sentences
        .get_or_init(|| read().collect())
        .iter()
        .cloned()
}

fn first_lines<'a>(reader: &'a Reader) -> impl Iterator<Item = Passage> + 'a {
    reader.document.blocks.iter().take(60).flat_map(|block| {
        let lines = super::passages_of(block);
        if matches!(block.kind, BlockKind::Table(_)) {
            return lines;
        }
        // "Agreement of four years | Period covered: … | Submitted …"
        let parts = lines.iter().flat_map(|line| {
            let parts = line.text.split(" | ");
            parts.map(|part| Passage::new(part, line.location.clone()))
        });
        parts.collect()
    })
}

/// The two dates that a sentence names after a word for a period; in a form those after its own label, as others stand
/// before it: "Programme: Voice and Livelihood 2023–2026 Reporting period: 1 January – 31 December 2024".
fn labelled(sentence: &Sentence, list: List) -> Option<Period> {
    filled_in(sentence, list).or_else(|| {
        let near = sentence
            .first(list)
            .is_some_and(|hit| hit.start <= 12 && !is_of_earlier(sentence, hit))
            && sentence.tokens.len() <= 40;
        (near && dates(sentence).len() >= 2)
            .then(|| period_in(sentence))
            .filter(Period::is_known)
    })
}

/// "The evaluation of the previous programme period (2019–2022)" tells of another project.
fn is_of_earlier(sentence: &Sentence, label: &Hit) -> bool {
    let beside =
        |hit: &Hit| (hit.start + 3 >= label.start && hit.end <= label.start) || hit.start == label.end;
    let within = |hit: &Hit| (label.start..label.end).contains(&hit.start);
    sentence
        .all(List::EarlierWords)
        .any(|hit| beside(hit) || within(hit))
}

/// Tokens of two dates in a form: "1 March 2022 – 29 February 2024".
const FORM_REACH: usize = 12;

/// "Donor: … Agreement period: 1 March 2022 – 29 February 2024": the lines of a form that run together.
fn filled_in(sentence: &Sentence, list: List) -> Option<Period> {
    let colon = |at: usize| sentence.tokens.get(at).is_some_and(|token| token.lower == ":");
    let label = sentence.all(list).find(|hit| colon(hit.end))?;
    let end = (label.end + FORM_REACH).min(sentence.tokens.len());
    match dates_within(sentence, label.end..end)[..] {
        [(start, _), (_, end), ..] if start < end => Some(Period {
            start: Some(start),
            end: Some(end),
        }),
        _ => None,
    }
}
