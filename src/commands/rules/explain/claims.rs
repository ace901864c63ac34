//! What the sentences that are asked for were taken to say.

mod activity;
mod numbers;

use tillsyn::report::{Claim, Report, Statement, Untold};

use super::asked::has;

/// What a quotation begins with.
const QUOTED: [char; 8] = ['“', '«', '„', '"', '”', '‘', '–', '-'];

/// What the sentences with these words were taken to say, and by which of their words.
/// `untold`: the sentences that name a training or a campaign and tell of none.
pub fn print(report: &Report, untold: &[Untold], words: &str) {
    for statement in report.statements.iter().filter(|own| has(&own.text, words)) {
        let claims = statement.claims.iter().map(|(claim, by)| match by.as_str() {
            "" => format!("{} (by the section in which it stands)", claim.name()),
            by => format!("{} (“{by}”)", claim.name()),
        });
        let claims: Vec<String> = claims.collect();
        let told = if claims.is_empty() {
            "nothing".to_string()
        } else {
            claims.join(", ")
        };
        anstream::println!("“{}” is taken to claim: {told}", statement.text);
        if statement.text.starts_with(QUOTED) {
            anstream::println!("  It begins as a quotation: its “we” is taken for that of whoever is quoted");
        }
        if let Some(told) = activity::told(report, untold, statement) {
            anstream::println!("  {told}");
        }
        tell_estimates(report, statement);
        numbers::told(report, statement)
            .iter()
            .for_each(|told| anstream::println!("  {told}"));
        anstream::println!();
    }
    tell_results(report, words);
}

/// What was taken for an expected result, and what made it one.
fn tell_results(report: &Report, words: &str) {
    let named = report.results.iter().filter(|own| has(&own.text, words));
    for result in named.filter(|own| !own.indicator_only) {
        let by = match result.stated_by.as_str() {
            _ if result.location.table.is_some() || result.location.sheet.is_some() => {
                "the table in which it stands".to_string()
            }
            "" if result.unanswered => "its own words, an aim or a part of the work".to_string(),
            "" => "its own words, which name or promise it".to_string(),
            above => format!("what stands above it: “{above}”"),
        };
        let open = if result.unanswered {
            "; nothing in the report was seen to answer it"
        } else {
            ""
        };
        anstream::println!(
            "“{}” is taken for an expected result, by {by}{open}\n",
            result.text
        );
    }
}

/// A sentence may speak of an estimate, and a figure be one: rules are called with the second.
fn tell_estimates(report: &Report, statement: &Statement) {
    let own = report.estimates.iter().filter(|own| {
        own.quote.location == statement.location && statement.text.contains(own.quote.text.trim())
    });
    let figures: Vec<String> = own.map(|own| format!("“{}”", own.written.trim())).collect();
    let speaks = statement
        .claims
        .iter()
        .any(|(claim, _)| *claim == Claim::Estimate);
    if !figures.is_empty() {
        anstream::println!(
            "  Its figure {} is taken for one that is estimated or of a whole population: rules on estimates (check_estimate) are called with it",
            figures.join(", ")
        );
    } else if speaks {
        anstream::println!(
            "  It speaks of an estimate, and none of its figures is taken for one that is estimated or of a whole population: rules on estimates (check_estimate) are not called with it"
        );
    }
}
