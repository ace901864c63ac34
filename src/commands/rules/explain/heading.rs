//! What a heading does for what stands below it, for those who ask with its words alone.

use std::sync::Arc;

use tillsyn::check::Checker;
use tillsyn::document::{BlockKind, Document, Location, spaced};
use tillsyn::finding::Finding;
use tillsyn::report::Report;
use tillsyn::rule::Outcome;
use tillsyn::write::counted;

use super::asked::has;
use super::at;
use super::unseen::role_of;

/// Findings that are told of one by one.
const FINDINGS: usize = 8;

/// Tells of each heading that is called so; false where none is.
pub fn tell(document: &Document, checker: &Checker, report: &Arc<Report>, words: &str) -> bool {
    let headings = document.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading { text, .. } if is_called(text, words) => Some((text.trim(), &block.location)),
        _ => None,
    });
    let mut any = false;
    for (text, location) in headings {
        any = true;
        one(checker, report, text, location);
    }
    any
}

/// The words are most of the heading: one of many words tells little of it.
fn is_called(heading: &str, words: &str) -> bool {
    let count = |text: &str| spaced(text).split_whitespace().count();
    has(heading, words) && 2 * count(words) >= count(heading)
}

fn one(checker: &Checker, report: &Arc<Report>, heading: &str, location: &Location) {
    anstream::println!("“{heading}” is a heading{}", at(location));
    match role_of(heading, report) {
        Some(role) => anstream::println!("  What stands below it is taken to tell of {role}."),
        None => anstream::println!(
            "  Its words say nothing of what stands below it, which is read by its own words alone."
        ),
    }
    let below = |location: &Location| location.section.iter().any(|own| own.trim() == heading);
    let sentences = report
        .statements
        .iter()
        .filter(|own| below(&own.location))
        .count();
    let numbers = report
        .statistics
        .iter()
        .filter(|own| below(&own.quote.location))
        .count();
    anstream::println!(
        "  Below it were read {} and {}.",
        counted(sentences, "sentence"),
        counted(numbers, "number")
    );
    let found = findings(checker, report, &below);
    match found.len() {
        0 => anstream::println!("  No finding quotes what stands there."),
        count => anstream::println!("  {} there:", counted(count, "finding")),
    }
    for finding in found.iter().take(FINDINGS) {
        anstream::println!(
            "    {} {}: {}",
            finding.level.as_str(),
            finding.rule,
            finding.message
        );
    }
    if found.len() > FINDINGS {
        anstream::println!("    and {} more", found.len() - FINDINGS);
    }
    anstream::println!(
        "  --at with words of a sentence, a row or a number below it shows what the rules made of that; with the id of a rule before --at, what that rule made of the heading.\n"
    );
}

/// What the rules find there; each is told at its first quotation.
fn findings(checker: &Checker, report: &Arc<Report>, below: &dyn Fn(&Location) -> bool) -> Vec<Finding> {
    let things = checker
        .rules()
        .iter()
        .flat_map(|rule| checker.explain(rule, report));
    let mut found: Vec<Finding> = things
        .flat_map(|thing| match thing.outcome {
            Outcome::Fired(findings) => findings,
            _ => Vec::new(),
        })
        .collect();
    found.retain(|finding| finding.evidence.first().is_some_and(|own| below(&own.location)));
    found
}
