//! The comparison as a page.

use std::fmt::Write;

use super::{Backtest, Difference, Line, ORDER, Told, WHOLE};
use crate::texts;
use crate::write::{counted, place};

/// The page in Markdown.
pub fn page(backtest: &Backtest) -> String {
    let mut page = String::new();
    page.push_str("# What a change of the rules does\n\n");
    let _ = writeln!(
        page,
        "{} {} judged by {} before and by {} now. The findings of {} differ.\n",
        counted(backtest.reports, "report"),
        if backtest.reports == 1 { "was" } else { "were" },
        backtest.before.named(),
        backtest.now.named(),
        backtest.different.len()
    );
    if let Some(told) = &backtest.other_profile {
        let _ = writeln!(page, "**Mind:** {told}.\n");
    }
    if let Some(told) = backtest.told_not_judging() {
        let _ = writeln!(page, "**Mind:** {told}.\n");
    }
    if let Some(told) = backtest.told_profile() {
        let _ = writeln!(page, "Note: {}.\n", escaped(&told));
    }
    if let Some(told) = backtest.told_left_out() {
        let _ = writeln!(page, "Files {}.\n", escaped(&told));
    }
    let _ = writeln!(page, "Earlier reports: {}.\n", backtest.tried_history());
    let _ = writeln!(page, "The table has the {ORDER}.\n");
    page.push_str("| Rule | Before | Now | Added | Removed | Changed |\n|---|--:|--:|--:|--:|--:|\n");
    for (rule, counts) in backtest.ordered() {
        let _ = writeln!(
            page,
            "| {rule} | {} | {} | {} | {} | {} |",
            counts.before, counts.now, counts.added, counts.removed, counts.changed
        );
    }
    for report in &backtest.different {
        let _ = writeln!(page, "\n## {}\n", escaped(&report.named()));
        report.lines.iter().for_each(|one| line(&mut page, one));
    }
    if !backtest.gone.is_empty() {
        page.push_str("\n## Not compared\n\n");
    }
    for file in &backtest.gone {
        let _ = writeln!(page, "- {}", escaped(file));
    }
    if !backtest.problems.is_empty() {
        page.push_str("\n## Problems\n\n");
    }
    for problem in &backtest.problems {
        let _ = writeln!(page, "- {}", escaped(problem));
    }
    for told in backtest.told_silent() {
        let _ = writeln!(page, "\n{}.", escaped(&told));
    }
    page
}

fn line(page: &mut String, line: &Line) {
    let told = |page: &mut String, sign: &str, told: &Told| {
        let _ = writeln!(
            page,
            "- **{sign}** {} ({}): {}",
            line.rule,
            told.level.as_str(),
            escaped(&told.message)
        );
        if let Some(evidence) = told.evidence.as_ref().filter(|own| own.quote.is_empty()) {
            let place = place(&evidence.location, texts::DEFAULT);
            let _ = writeln!(page, "  - {WHOLE} {}", escaped(&place));
        } else if let Some(evidence) = &told.evidence {
            let place = place(&evidence.location, texts::DEFAULT);
            let _ = writeln!(page, "  - “{}” {}", escaped(&evidence.quote), escaped(&place));
        }
    };
    match &line.difference {
        Difference::Added { now } => told(page, "added", now),
        Difference::Removed { before } => told(page, "removed", before),
        Difference::Changed { before, now } => {
            told(page, "changed", before);
            let _ = writeln!(page, "  - {}", escaped(&now.otherwise_than(before)));
        }
        Difference::Gathered { before, now } => {
            told(
                page,
                &format!("{} told as one", counted(before.len(), "finding")),
                now,
            );
            before.iter().for_each(|own| told(page, "before", own));
        }
        Difference::Parted { before, now } => {
            told(page, &format!("one finding told as {}", now.len()), before);
            now.iter().for_each(|own| told(page, "now", own));
        }
    }
}

/// Texts of reports are no Markdown, and stand in one line.
fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&'
        ) {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}
