//! Which rules fail on one report after the other: they are shown as failing, and go on being tried.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::finding::RuleError;

/// A rule that failed on this many reports in a row is failing.
const FAILING_AFTER: usize = 3;

/// For each rule that failed on the last report it judged, on how many in a row.
#[derive(Debug, Default)]
pub struct Health(Mutex<BTreeMap<String, usize>>);

impl Health {
    /// Counts one report: the rules that judged it, and what went wrong. It is told in the log and not in the result,
    /// which must be the same whatever was judged before.
    pub fn note<'a>(&self, judged: impl Iterator<Item = &'a str>, errors: &[RuleError]) {
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
        let error = RuleError {
            rule: "p/r".to_string(),
            problem: Problem::new("p/r.rhai", "broken"),
            items: 1,
            on: None,
        };
        let judge = |fails: bool| {
            let errors = if fails { vec![error.clone()] } else { Vec::new() };
            health.note(["p/other", "p/r"].into_iter(), &errors);
            health
                .0
                .lock()
                .expect("no panic")
                .get("p/r")
                .copied()
                .unwrap_or_default()
        };
        let counts: Vec<usize> = [true, true, true, false, true].map(judge).into();
        assert_eq!(counts, [1, 2, FAILING_AFTER, 0, 1]);
    }
}
