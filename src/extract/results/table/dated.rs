//! Rows that are of one year or period each: "Indicator | Year | Target | Actual".

use super::headers::Role;
use super::{Rows, clean};
use crate::document::Cell;
use crate::extract::Reader;
use crate::extract::lexicon::List;
use crate::report::{Disaggregation, Figure, Indicator, IndicatorPeriod, year_in};

impl Rows<'_> {
    /// The year, period or date that stands in a column of its own.
    pub(super) fn time_of(&self, row: usize) -> Option<String> {
        self.filled(row, |role| role == Role::Time)
            .map(|cell| clean(&cell.text))
    }

    /// The time of a row is that of its values, where their own headers give none.
    pub(super) fn date(&self, row: usize, periods: &mut [IndicatorPeriod]) {
        let (Some(time), [period]) = (self.time_of(row), periods) else {
            return;
        };
        if year_in(period.label.as_deref().unwrap_or_default()).is_none() {
            period.label = Some(time);
        }
    }

    /// The result above whose last indicator this row gives again, for another year.
    pub(super) fn same_at_another_time(
        &self,
        row: usize,
        result: Option<&Cell>,
        indicator: Option<&Cell>,
    ) -> Option<usize> {
        self.time_of(row)?;
        let last = self.found.len().checked_sub(1)?;
        let own = &self.found[last];
        let same = result.is_none_or(|cell| clean(&cell.text) == own.text);
        let again = own.indicators.last()?.text == clean(&indicator?.text);
        (same && again).then_some(last)
    }
}

/// Further periods of an indicator, in the order of their years.
pub fn add(
    indicator: &mut Indicator,
    periods: Vec<IndicatorPeriod>,
    parts: Vec<Disaggregation>,
    baseline: Option<Figure>,
) {
    let year = |period: &IndicatorPeriod| year_in(period.label.as_deref().unwrap_or_default());
    indicator.periods.extend(periods);
    if indicator.periods.iter().all(|period| year(period).is_some()) {
        indicator.periods.sort_by_key(year);
    }
    indicator.disaggregations.extend(parts);
    indicator.baseline = indicator.baseline.take().or(baseline);
}

/// "Dec 2023": what had been reached by then, not in it.
pub fn is_moment(reader: &Reader, label: &str) -> bool {
    let label = reader.sentence(label);
    let months = label.all(List::Months).count();
    months == 1 && label.numbers.len() <= DATE && !label.has(List::RangeWords)
}

/// Numbers of a date: "31 December 2023".
const DATE: usize = 2;
