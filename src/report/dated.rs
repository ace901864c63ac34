//! The targets and actual values of an indicator with the period that each is of, wherever the report gives them.

use rust_decimal::Decimal;

use super::{Figure, Indicator, IndicatorPeriod, Measure, Number, Period, Report, year_in};
use crate::document::spaced;

/// Digits from which on a number that ends in noughts is taken for a rounded one, and how many noughts.
const ROUNDED: Decimal = Decimal::from_parts(1000, 0, 0, false, 0);
const NOUGHTS: u32 = 2;
/// Before the period of a value that is counted from the project's beginning.
const UNTIL: &str = "until";
/// How near "about 400" comes, in hundredths.
const ABOUT: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// A value and its period.
#[derive(Debug, Clone, PartialEq)]
pub struct Dated {
    /// "2023", "2023-01-01 – 2023-06-30", "y1"; empty: of the project as a whole.
    pub period: String,
    /// The value is surely of this period alone, and what the period is called does not depend on the report.
    pub certain: bool,
    pub figure: Figure,
}

impl Report {
    /// The targets of an indicator.
    pub fn targets(&self, indicator: &Indicator) -> Vec<Dated> {
        let target = |period: &IndicatorPeriod| {
            let figure = period.target.clone()?;
            let named = named(period);
            Some(Dated {
                certain: named.is_none() || is_dated(period),
                period: named.unwrap_or_default(),
                figure,
            })
        };
        indicator.periods.iter().filter_map(target).collect()
    }

    /// What was reached, period by period: in columns of their own, in a series of the same row, and where only the
    /// report says what time it tells of.
    pub fn actuals(&self, indicator: &Indicator) -> Vec<Dated> {
        let mut found = self.of_columns(indicator);
        let sums = found.len() > 1;
        let own = indicator.periods.iter().filter_map(|period| {
            let figure = period
                .actual
                .clone()
                .filter(|own| !(sums && own.text.contains(" + ")))?;
            let dated = named(period).filter(|name| name.contains(|c: char| c.is_ascii_digit()));
            let (name, certain) = match dated {
                Some(name) => (name, is_dated(period)),
                None => {
                    let own = period.label.is_none() && (figure.cumulative || self.is_of_own_time(indicator));
                    (self.told()?, own)
                }
            };
            Some(Dated {
                period: if figure.cumulative {
                    format!("{UNTIL} {name}")
                } else {
                    name
                },
                certain,
                figure,
            })
        });
        for value in own {
            if !found
                .iter()
                .any(|other: &Dated| other.figure.location == value.figure.location)
            {
                found.push(value);
            }
        }
        found
    }

    /// The columns of the row, and what a series of the same row gives.
    fn of_columns(&self, indicator: &Indicator) -> Vec<Dated> {
        let place = &indicator.location;
        let row = place.table.zip(place.row);
        let series = self.series.iter().filter(|series| {
            let other = &series.quote.location;
            row.is_some() && other.table.zip(other.row) == row && other.sheet == place.sheet
        });
        let points = series.flat_map(|series| &series.points).map(|point| {
            let figure = Figure {
                number: Some(point.number),
                percent: false,
                cumulative: false,
                text: point.number.low.normalize().to_string(),
                location: point.location.clone(),
            };
            (&point.period, figure)
        });
        let columns = indicator
            .columns
            .iter()
            .map(|(label, figure)| (label, figure.clone()));
        let mut found: Vec<Dated> = Vec::new();
        for (label, figure) in columns.chain(points) {
            if !found.iter().any(|other| other.figure.location == figure.location) {
                found.push(Dated {
                    period: plain(label),
                    certain: year_in(label).is_some(),
                    figure,
                });
            }
        }
        found
    }

    /// What time the report tells of.
    fn told(&self) -> Option<String> {
        let own = [self.reporting_period, self.period];
        own.into_iter().find_map(|period| called(&period))
    }

    /// A count may run from the project's beginning, which is the report's own time only in its first report. A share
    /// or a score is that of the end.
    fn is_of_own_time(&self, indicator: &Indicator) -> bool {
        let told = if self.reporting_period.start.is_some() {
            self.reporting_period.start
        } else {
            self.period.start
        };
        let state = matches!(
            indicator.measure,
            Measure::Percentage | Measure::Index | Measure::Qualitative
        );
        state || (told.is_some() && self.project_period.start == told)
    }
}

/// What a period is called; none where nothing names it.
fn named(period: &IndicatorPeriod) -> Option<String> {
    called(&period.period).or_else(|| {
        let label = plain(period.label.as_deref()?);
        (!label.is_empty()).then_some(label)
    })
}

fn is_dated(period: &IndicatorPeriod) -> bool {
    called(&period.period).is_some() || period.label.as_deref().and_then(year_in).is_some()
}

fn called(period: &Period) -> Option<String> {
    let (start, end) = (period.start?, period.end?);
    let year = start == start.first_of_year() && end == start.last_of_year();
    Some(if year {
        start.year().to_string()
    } else {
        format!("{start} – {end}")
    })
}

fn plain(label: &str) -> String {
    spaced(label).trim().to_string()
}

impl Figure {
    /// The same value, as far as both are written out: one may be rounded.
    pub fn agrees(&self, other: &Figure) -> bool {
        let (Some(one), Some(two)) = (&self.number, &other.number) else {
            return self.number.is_none()
                && other.number.is_none()
                && spaced(&self.text) == spaced(&other.text);
        };
        if self.percent != other.percent {
            // A share may be written as 0.45.
            let (percent, share) = if self.percent { (one, two) } else { (two, one) };
            return percent.low == share.low || percent.low == share.low * Decimal::ONE_HUNDRED;
        }
        let overlap = one.low <= two.high && two.low <= one.high;
        overlap || rounded(one, two) || rounded(two, one)
    }
}

/// The first is the second, rounded.
fn rounded(one: &Number, other: &Number) -> bool {
    let (coarse, fine) = (one.low.normalize(), other.low.normalize());
    if coarse.scale() < fine.scale() {
        let cut = fine.round_dp_with_strategy(
            coarse.scale(),
            rust_decimal::RoundingStrategy::MidpointAwayFromZero,
        );
        if cut == coarse {
            return true;
        }
    }
    if one.approximate && (coarse - fine).abs() <= coarse.abs() * ABOUT {
        return true;
    }
    let mut unit = Decimal::ONE;
    let mut noughts = 0;
    while coarse != Decimal::ZERO && (coarse % (unit * Decimal::TEN)).is_zero() {
        unit *= Decimal::TEN;
        noughts += 1;
    }
    coarse.abs() >= ROUNDED && noughts >= NOUGHTS && (coarse - fine).abs() * Decimal::TWO <= unit
}
