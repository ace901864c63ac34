//! What the rules made of a passage, all of them in a few lines, before each is told of.

use std::collections::BTreeSet;

use tillsyn::rule::{Outcome, Rule};
use tillsyn::write::counted;

use super::OfRule;

/// `all`: of how many rules it was asked.
pub fn print(looked: &[(&Rule, OfRule)], all: usize) {
    if looked.is_empty() {
        return;
    }
    anstream::println!(
        "{} of {all} looked at these words.",
        counted(looked.len(), "rule")
    );
    let mut spoke = BTreeSet::new();
    let mut tell = |name: &str, is: fn(&Outcome) -> bool| {
        let of = |own: &OfRule| own.things.iter().filter(|thing| is(&thing.outcome)).count();
        let rules = looked.iter().filter(|(_, own)| of(own) > 0);
        let rules: Vec<&str> = rules.map(|(rule, _)| rule.id.as_str()).collect();
        if !rules.is_empty() {
            anstream::println!("  {name}: {}", rules.join(", "));
        }
        spoke.extend(rules);
    };
    tell("fired on them", fired);
    tell("could not tell", |outcome| {
        matches!(outcome, Outcome::CouldNotTell(_))
    });
    tell("failed", |outcome| matches!(outcome, Outcome::Failed(_)));
    tell(
        "fired on something else of the report, having read them",
        |outcome| matches!(outcome, Outcome::Fired(findings) if findings.is_empty()),
    );
    let silent = looked.len() - spoke.len();
    if silent > 0 {
        anstream::println!("  silent: {}", counted(silent, "rule"));
    }
    anstream::println!("What each of them made of the words:\n");
}

fn fired(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Fired(findings) if !findings.is_empty())
}
