//! What was found to check in a report.

use crate::finding::Coverage;
use crate::report::{Counted, Indicator, Report, ResultLevel, ResultStatement};

pub(super) fn coverage(report: &Report) -> Coverage {
    let people: Vec<_> = report
        .statistics
        .iter()
        .filter(|statistic| statistic.counted == Counted::People && !statistic.part && !statistic.context)
        .collect();
    let by_sex = people
        .iter()
        .filter(|statistic| statistic.is_split_by_sex())
        .count();
    let indicators = || {
        report
            .results
            .iter()
            .flat_map(|result| result.indicators.iter().map(move |indicator| (result, indicator)))
    };
    let mut coverage = Coverage {
        results: report.results.len(),
        indicators: indicators().filter(|(result, own)| counts(result, own)).count(),
        people_statistics: people.len(),
        people_statistics_by_sex: by_sex,
        ..Coverage::default()
    };
    for (result, indicator) in indicators() {
        let level = match result.level {
            ResultLevel::Impact => "impact",
            ResultLevel::Outcome => "outcome",
            ResultLevel::Output => "output",
            ResultLevel::Activity => "activity",
            ResultLevel::Unspecified => "unspecified",
        };
        if counts(result, indicator) {
            *coverage.indicators_by_level.entry(level.to_string()).or_default() += 1;
        }
        match target_met(indicator) {
            Some(true) => coverage.targets_met += 1,
            Some(false) => coverage.targets_missed += 1,
            None => {}
        }
    }
    coverage
}

/// A share of the target that stands beside an indicator's value is no second indicator.
fn counts(result: &ResultStatement, own: &Indicator) -> bool {
    let stated = |other: &Indicator| !other.implied && other.text == own.text;
    !own.implied || !result.indicators.iter().any(stated)
}

/// Whether the last period with both numbers reached its target, the indicator's direction respected.
fn target_met(indicator: &Indicator) -> Option<bool> {
    indicator.periods.iter().rev().find_map(|period| {
        let target = period.target.as_ref()?.number?;
        let actual = period.actual.as_ref()?.number?;
        Some(if indicator.ascending == Some(false) {
            actual.low <= target.high
        } else {
            actual.high >= target.low
        })
    })
}
