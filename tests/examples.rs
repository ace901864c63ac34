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
}

/// Two that fire, two near misses, and one in which there is nothing to judge or that it cannot tell.
#[test]
fn every_shipped_rule_has_examples_of_all_its_answers() {
    let folder = RulesFolder::embedded();
    let checker = Checker::load(&folder, None).expect("the shipped rules load");
    let examples = examples(&folder).expect("known expectations");
    let mut lacking = Vec::new();
    for rule in checker.rules() {
        let own = || examples.iter().filter(|example| example.rule == rule.id);
        let count = |expectation| {
            own()
                .filter(|example| example.expectation == expectation && !example.value_missing)
                .count()
        };
        let missing = own().filter(|example| example.value_missing).count();
        for (kind, found, least) in [
            ("fire", count(Expectation::Fires), 2),
            ("stay silent", count(Expectation::Silent), 2),
            (
                "miss a value or cannot be told",
                missing + count(Expectation::CouldNotTell),
                1,
            ),
        ] {
            if found < least {
                lacking.push(format!("{}: {found} of {least} examples that {kind}", rule.id));
            }
        }
    }
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}
