//! Results frameworks and logframes in tables: what each row says of which result.

mod carried;
mod dated;
mod due;
mod headers;
mod heading;
mod kinds;
mod numbered;
mod periods;
mod sexes;
mod shares;
mod slots;
mod stroke;
mod values;

use super::super::Reader;
use super::super::lexicon::List;
use super::prose::split_code;
use super::wording;
use super::{is_blank, levels, own_target};
use crate::document::{Cell, Passage, Table};
use crate::report::{Figure, Indicator, IndicatorPeriod, Kind, Observes, ResultLevel, ResultStatement};
use headers::Role;
pub use headers::{Layout, layout};
pub use kinds::{is_framework, is_plan, may_be_survey, sets_targets};
use periods::Slot;
pub use values::says_none;

/// The results that a table reports on; none when it is no framework.
pub fn results(reader: &Reader, table: &Table) -> Vec<ResultStatement> {
    let Some(layout) = layout(reader, table) else {
        return Vec::new();
    };
    let mut rows = Rows {
        reader,
        table,
        layout: &layout,
        level: ResultLevel::Unspecified,
        heading: None,
        found: Vec::new(),
        plans_add_up: false,
    };
    rows.plans_add_up = rows.has_plans_that_add_up();
    for row in 0..layout.header_row {
        if let Some(heading) = rows.heading_at(row) {
            rows.heading(row, &heading);
        }
    }
    for row in (layout.first_row..table.rows()).filter(|row| !layout.is_header_again(table, *row)) {
        match rows.heading_at(row).filter(|_| !rows.is_left_blank(row)) {
            Some(heading) => rows.heading(row, &heading),
            None => rows.row(row),
        }
    }
    if !layout.has(|role| role == Role::Target) {
        own_target::set(reader, &mut rows.found);
    }
    let reports = layout.reports();
    rows.found
        .into_iter()
        .map(|result| {
            if layout.mixed {
                indicator_of_number(result)
            } else {
                result
            }
        })
        .map(|result| ResultStatement {
            plan_only: !reports,
            expected: layout.expected
                || levels::of_label(&reader.sentence(&result.text)) != ResultLevel::Unspecified,
            ..result
        })
        .collect()
}

/// "Results and indicators": "2. Share of teachers who …" is an indicator of the second result.
fn indicator_of_number(mut result: ResultStatement) -> ResultStatement {
    let text = result.text.clone();
    let numbered = text.split_once('.').filter(|(code, rest)| {
        code.chars().all(|c| c.is_ascii_digit()) && !code.is_empty() && rest.starts_with(' ')
    });
    let Some((code, _)) = numbered else { return result };
    result.code = Some(code.to_string());
    result.indicator_only = true;
    result.framed = true;
    for indicator in &mut result.indicators {
        indicator.implied = false;
    }
    result
}

struct Rows<'a> {
    reader: &'a Reader<'a>,
    table: &'a Table,
    layout: &'a Layout,
    level: ResultLevel,
    /// Result that a heading row states, to which rows with only an indicator belong.
    heading: Option<usize>,
    found: Vec<ResultStatement>,
    /// "Plan year 1 | Plan year 2" add up to the project's target.
    plans_add_up: bool,
}

impl Rows<'_> {
    fn filled(&self, row: usize, wanted: fn(Role) -> bool) -> Option<&Cell> {
        self.layout
            .of(self.table, row, wanted)
            .map(|(_, cell)| cell)
            .find(|cell| !cell.text.trim().is_empty())
    }

    fn row(&mut self, row: usize) {
        let table = self.table;
        let named = self.named_indicator(row);
        let result = self
            .layout
            .of(table, row, |role| matches!(role, Role::Result(_)))
            .filter(|(_, cell)| !cell.text.trim().is_empty())
            .last()
            .map(|(column, cell)| (column.role, cell.clone()));
        if let Some(parts) =
            self.sex_of_the_row_above(row, result.as_ref().map(|(_, cell)| cell), named.as_ref())
        {
            let last = self
                .found
                .last_mut()
                .and_then(|result| result.indicators.last_mut());
            if let Some(last) = last {
                last.disaggregations.push(parts);
            }
            // "– of whom women | 360 | 288": with a target of its own it is judged by itself.
            let aimed = self.slots(row, Role::Target).iter().any(Slot::is_number);
            if let Some(cell) = named.filter(|_| aimed) {
                self.cells(row, Some(&cell), self.found.len() - 1);
            }
            return;
        }
        let indicator = named.or_else(|| self.indicator_above(row));
        if let Some(above) =
            self.same_at_another_time(row, result.as_ref().map(|(_, cell)| cell), indicator.as_ref())
        {
            return self.cells(row, indicator.as_ref(), above);
        }
        if let Some(above) = result.as_ref().and_then(|(_, cell)| self.above_by_words(cell)) {
            return self.cells(row, indicator.as_ref(), above);
        }
        // A header that returns further down is no result.
        let repeated = result.as_ref().is_some_and(|(_, cell)| {
            let sentence = self.reader.sentence(&cell.text);
            sentence.has(List::HeadingExpected) && sentence.tokens.len() <= 4
        });
        if repeated {
            return;
        }
        let level = self
            .filled(row, |role| matches!(role, Role::Code | Role::Level))
            .map_or(ResultLevel::Unspecified, |cell| {
                levels::of_label(&self.reader.sentence(&cell.text))
            });
        let numbered = result.as_ref().and_then(|(_, cell)| self.above_by_number(cell));
        if let (Some(above), Some(named)) = (numbered, &indicator) {
            return self.cells(row, Some(named), above);
        }
        match (result, &indicator) {
            // Under a heading the column of results holds its indicators.
            (Some((_, cell)), None) if !self.is_left_blank(row) && self.belongs_to_heading(&cell, level) => {
                let heading = self.heading.unwrap_or_default();
                return self.cells(row, Some(&cell), heading);
            }
            (Some((role, cell)), _) => self.result(row, role, &cell, level),
            // What was reached may go on below, in a row of its own.
            (None, None) => {}
            (None, Some(cell)) => match self.heading {
                Some(heading) if level == ResultLevel::Unspecified || level == self.found[heading].level => {
                    return self.cells(row, Some(&cell.clone()), heading);
                }
                _ if self.found.is_empty()
                    || level != ResultLevel::Unspecified
                    || !self.layout.has(|role| matches!(role, Role::Result(_))) =>
                {
                    let level = if level == ResultLevel::Unspecified {
                        self.level
                    } else {
                        level
                    };
                    // The result may stand in full in the column of codes.
                    let coded = self
                        .filled(row, |role| role == Role::Code)
                        .filter(|code| code.text.split_whitespace().count() > 3);
                    let code = self
                        .filled(row, |role| role == Role::Code)
                        .map(|code| clean(&code.text));
                    let mut result = new_result(self.reader, coded.unwrap_or(cell), level);
                    result.code = result.code.or(code.filter(|_| coded.is_none()));
                    result.indicator_only = coded.is_none() && result.level == ResultLevel::Unspecified;
                    self.found.push(result);
                }
                _ => {}
            },
        }
        if let Some(last) = self.found.len().checked_sub(1) {
            self.cells(row, indicator.as_ref(), last);
        }
    }

    fn belongs_to_heading(&self, cell: &Cell, level: ResultLevel) -> bool {
        let own = levels::of_label(&self.reader.sentence(&cell.text));
        self.heading.is_some()
            && own == ResultLevel::Unspecified
            && level == ResultLevel::Unspecified
            && self.layout.has_values()
    }

    fn result(&mut self, row: usize, role: Role, cell: &Cell, coded: ResultLevel) {
        if self
            .found
            .last()
            .is_some_and(|last| last.text == clean(&cell.text))
        {
            return;
        }
        if self.goes_on(row, cell) {
            if let Some(last) = self.found.last_mut() {
                last.text = format!("{} {}", last.text, clean(&cell.text));
            }
            return;
        }
        let own = match role {
            Role::Result(own) if own != ResultLevel::Unspecified => own,
            _ if coded != ResultLevel::Unspecified => coded,
            _ => self.level,
        };
        let stated = self
            .filled(row, |role| role == Role::Level)
            .map_or(own, |cell| levels::named_in(&self.reader.sentence(&cell.text)));
        let code = self
            .filled(row, |role| role == Role::Code)
            .map(|cell| cell.text.trim().to_string());
        let mut result = new_result(self.reader, cell, stated);
        result.framed = self.layout.has(|role| role == Role::Indicator);
        result.code = result.code.or(code);
        self.found.push(result);
    }

    /// Converters break a row where the page ends: a sentence that began above ends here.
    fn goes_on(&self, row: usize, cell: &Cell) -> bool {
        let begins = |text: &str, is: fn(char) -> bool| text.trim_start().starts_with(is);
        let open = self.found.last().is_some_and(|last| {
            last.location
                .row
                .is_some_and(|above| cell.location.row.is_some_and(|own| own > above))
                && begins(&last.text, char::is_uppercase)
                && !last.text.ends_with(['.', ';', ':', '!', '?', ')'])
        });
        let own = self
            .filled(row, |role| {
                matches!(role, Role::Indicator | Role::Target | Role::Baseline)
            })
            .is_some();
        open && !own && begins(&cell.text, char::is_lowercase)
    }

    fn cells(&mut self, row: usize, indicator: Option<&Cell>, result: usize) {
        let (reader, table, layout) = (self.reader, self.table, self.layout);
        let told = |role: Role| matches!(role, Role::Actual | Role::Comment | Role::Split);
        let mut progress = Vec::new();
        let mut comments = Vec::new();
        for (column, cell) in layout.of(table, row, told) {
            if is_blank(&reader.sentence(&cell.text)) {
                continue;
            }
            let passage = Passage::new(cell.text.trim(), cell.location.clone());
            let repeated = cell.row < row;
            let least = layout.words_of_account(column.role);
            if !repeated && column.role != Role::Split && cell.text.split_whitespace().count() >= least {
                progress.push(passage.clone());
            }
            if column.role != Role::Actual {
                comments.push(passage);
            }
        }
        let mut baseline = layout
            .of(table, row, |role| role == Role::Baseline)
            .find_map(|(_, cell)| values::figure(reader, cell))
            .or_else(|| values::start_of_change(reader, table, row));
        let columns = layout.times(table, row);
        let columns =
            columns.filter_map(|(label, cell)| Some((label.to_string(), values::reached(reader, cell)?)));
        let columns: Vec<(String, Figure)> = columns.collect();
        let (targets, mut actuals) = (self.slots(row, Role::Target), self.slots(row, Role::Actual));
        periods::whole_by_latest(&mut actuals, &columns);
        // Where neither indicator nor target is fixed, nothing was to be filled in.
        let open = indicator.is_some_and(|cell| self.is_open(row, cell));
        let blank = !open && actuals.iter().any(|slot| slot.figure.is_none());
        let named = indicator.map(|cell| (clean(&cell.text), cell.location.clone()));
        let wording = named.as_ref().map_or(&self.found[result].text, |(text, _)| text);
        // A target of the year under report asks for that year's count alone.
        let whole = reader.kind == Kind::Final || targets.iter().all(|target| !target.period);
        let moments = || {
            actuals
                .iter()
                .filter_map(|slot| slot.label.as_deref())
                .any(|label| dated::is_moment(reader, label))
        };
        let adds_up = whole && wording::adds_up(&reader.sentence(wording)) && !moments();
        let (mut periods, mut parts) = periods::pair(targets, actuals, adds_up, self.plans_add_up);
        values::settle_none(reader, &mut baseline, &mut periods);
        let again = indicator.filter(|_| self.time_of(row).is_some());
        self.date(row, &mut periods);
        parts.extend(self.parts(row));
        parts.extend(self.sex_of_row(row));
        let told = self
            .layout
            .of(self.table, row, |role| matches!(role, Role::Split | Role::Actual));
        // "Persons (f/m)" may stand in a column of units.
        let units = layout.unnamed(table, row).map(|cell| cell.text.as_str());
        let named_for: Vec<&str> = [wording.as_str()].into_iter().chain(units).collect();
        parts.extend(stroke::sexes(reader, told, &named_for));
        if let Some(cell) = indicator.filter(|_| parts.is_empty()) {
            parts.extend(stroke::in_wording(reader, wording, cell));
        }
        match periods.last_mut() {
            Some(last) => last.comments.extend(comments),
            None if !comments.is_empty() => periods.push(IndicatorPeriod {
                comments,
                ..IndicatorPeriod::default()
            }),
            None => {}
        }
        let due_later = self.is_due_later(row);
        let has_values = baseline.is_some() || periods.iter().any(|period| period.target.is_some());
        let result = &mut self.found[result];
        result.progress.extend(progress);
        result.progress_left_blank |= blank;
        result.due_later |= due_later;
        if named.is_none() && !has_values {
            return;
        }
        let earlier = result
            .indicators
            .last_mut()
            .filter(|last| again.is_some_and(|cell| last.text == clean(&cell.text)));
        if let Some(last) = earlier {
            return dated::add(last, periods, parts, baseline);
        }
        let aimed = periods.iter().any(|period| period.target.is_some());
        let share = (!aimed)
            .then(|| shares::of_target(reader, layout, table, row))
            .flatten();
        let implied = named.is_none();
        let running = layout.is_running_count();
        let (text, location) = named.unwrap_or_else(|| (result.text.clone(), result.location.clone()));
        result.indicators.push(Indicator {
            code: split_code(&text).0.filter(|_| !implied),
            text,
            location,
            implied,
            placeholder: open,
            baseline,
            periods,
            columns,
            disaggregations: parts,
            observes: if running {
                Observes::Delivery
            } else {
                Observes::Unclear
            },
            ..Indicator::default()
        });
        let of_target = share.and_then(|share| shares::indicator(result.indicators.last()?, share));
        result.indicators.extend(of_target);
    }
}

fn new_result(reader: &Reader, cell: &Cell, level: ResultLevel) -> ResultStatement {
    let text = clean(&cell.text);
    let stated = levels::of_label(&reader.sentence(&text));
    ResultStatement {
        level: if stated == ResultLevel::Unspecified {
            level
        } else {
            stated
        },
        code: split_code(&text).0,
        text,
        location: cell.location.clone(),
        ..ResultStatement::default()
    }
}

fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
