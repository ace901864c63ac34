//! What a heading does for what stands below it, for those who ask with its words alone.

use std::sync::Arc;

use tillsyn::check::Checker;
use tillsyn::document::{BlockKind, Document, Location, spaced};
use tillsyn::finding::Finding;
use tillsyn::report::Report;
use tillsyn::write::counted;

use super::asked::has;
use super::print::at;
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
        count => anstream::println!(
            "  {} {} what stands there:",
            counted(count, "finding"),
            if count == 1 { "quotes" } else { "quote" }
        ),
    }
    let told = told_once(&found);
    for (line, count) in told.iter().take(FINDINGS) {
        match count {
            1 => anstream::println!("    {line}"),
            _ => anstream::println!("    {line} ({count} times)"),
        }
    }
    if told.len() > FINDINGS {
        let more: usize = told[FINDINGS..].iter().map(|(_, count)| count).sum();
        anstream::println!("    and {more} more");
    }
    anstream::println!(
        "  --at with words of a sentence, a row or a number below it shows what the rules made of that; with the id of a rule before --at, what that rule made of the heading.\n"
    );
}

/// What the rules find there, as a check tells it.
fn findings(checker: &Checker, report: &Arc<Report>, below: &dyn Fn(&Location) -> bool) -> Vec<Finding> {
    let mut found = checker.findings(report);
    found.retain(|finding| finding.evidence.iter().any(|own| below(&own.location)));
    found
}

/// Findings, each line with how often it is told.
fn told_once(found: &[Finding]) -> Vec<(String, usize)> {
    let mut told: Vec<(String, usize)> = Vec::new();
    for finding in found {
        let line = format!("{} {}: {}", finding.level.as_str(), finding.rule, finding.message);
        match told.iter_mut().find(|(own, _)| *own == line) {
            Some((_, count)) => *count += 1,
            None => told.push((line, 1)),
        }
    }
    told
}

/// Says that the words are of a heading, for those who go on to what the rules made of it.
pub fn note(document: &Document, words: &str) {
    for block in &document.blocks {
        match &block.kind {
            BlockKind::Heading { text, .. } if has(text, words) => anstream::println!(
                "“{}” is a heading{}: rules read it as what stands over their things, and as no sentence.\n",
                text.trim(),
                at(&block.location)
            ),
            _ => {}
        }
    }
}
