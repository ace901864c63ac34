//! Which rules fail on one report after the other: they are shown as failing, and go on being tried.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::finding::RuleError;

/// A rule that failed on this many reports in a row is failing.
pub const FAILING_AFTER: usize = 3;

/// For each rule that failed on the last report it judged, on how many in a row.
#[derive(Debug, Default)]
pub struct Health(Mutex<BTreeMap<String, usize>>);

impl Health {
    /// Counts one report: the rules that judged it, and what went wrong, which is told how often it did so before.
    pub fn note<'a>(&self, judged: impl Iterator<Item = &'a str>, errors: &mut [RuleError]) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for rule in judged {
            if !errors.iter().any(|error| error.rule == rule) {
                if counts.remove(rule).is_some_and(|count| count >= FAILING_AFTER) {
                    log::info!("rule {rule} works again");
                }
                continue;
            }
            let count = counts.entry(rule.to_string()).or_default();
            *count += 1;
            let own = errors.iter_mut().filter(|error| error.rule == rule);
            own.for_each(|error| error.reports_in_a_row = *count);
            if *count == FAILING_AFTER {
                log::error!("rule {rule} is failing: it failed on {count} reports in a row");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FAILING_AFTER, Health};
    use crate::finding::RuleError;
    use crate::problem::Problem;

    #[test]
    fn failures_in_a_row_are_counted_and_a_report_that_goes_well_ends_them() {
        let health = Health::default();
        let judge = |fails: bool| {
            let mut errors = Vec::new();
            if fails {
                errors.push(RuleError {
                    rule: "p/r".to_string(),
                    problem: Problem::new("p/r.rhai", "broken"),
                    items: 1,
                    reports_in_a_row: 1,
                });
            }
            health.note(["p/other", "p/r"].into_iter(), &mut errors);
            errors.first().map_or(0, |error| error.reports_in_a_row)
        };
        let counts: Vec<usize> = [true, true, true, false, true].map(judge).into();
        assert_eq!(counts, [1, 2, FAILING_AFTER, 0, 1]);
    }
}
