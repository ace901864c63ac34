//! Every example in every rule's page must come out as the page says.

use tillsyn::check::Checker;
use tillsyn::rule::{Expectation, examples};
use tillsyn::rules_folder::RulesFolder;

#[test]
fn every_example_of_every_shipped_rule_comes_out_as_its_page_says() {
    let folder = RulesFolder::embedded();
    let checker = Checker::load(&folder, None).unwrap_or_else(|problems| {
        panic!(
            "{}",
            problems
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("\n")
        )
    });
    let examples = examples(&folder).expect("the pages' examples have known expectations");
    let wrong: Vec<String> = examples
        .iter()
        .filter_map(|example| match checker.try_example(example) {
            Ok(outcome) if outcome == example.expectation => None,
            other => Some(format!(
                "rules/{}.md:{}: expected {:?}, got {other:?}",
                example.rule, example.line, example.expectation
            )),
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {} examples:\n{}",
        wrong.len(),
        examples.len(),
        wrong.join("\n")
    );
    for rule in checker.rules() {
        for (expectation, least) in [(Expectation::Fires, 2), (Expectation::Silent, 2)] {
            let count = examples
                .iter()
                .filter(|example| example.rule == rule.id && example.expectation == expectation)
                .count();
            assert!(
                count >= least,
                "{} has {count} examples of {expectation:?}",
                rule.id
            );
        }
    }
}
