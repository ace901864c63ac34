//! A rule under trial, a good one beside it, and a report for both.

use std::sync::Arc;

use rust_decimal::Decimal;
use tillsyn::document::{Location, Passage};
use tillsyn::report::{Counted, Number, Report, Statistic};
use tillsyn::rules_folder::RulesFolder;

pub const MANIFEST: &str = "title = \"T\"\nlevel = \"error\"\nsource = \"S\"\nwhy = \"W\"\nmessage.en = \"{number} {noun}\"\nask.en = \"A\"\n[params.limit]\ndefault = 5\nabout = \"L\"\n";
pub const GOOD: &str =
    "fn check_statistic(statistic, params) { if statistic.number > params.limit { finding(statistic) } }";

/// A folder with the rule under trial and a good one beside it.
pub fn folder(script: &str) -> RulesFolder {
    RulesFolder::from_files([
        ("trial/pack.toml", "name = \"Trial\"\ndescription = \"D\"\n"),
        ("trial/tried.toml", MANIFEST),
        ("trial/tried.rhai", script),
        ("trial/tried.md", "# T\n"),
        ("trial/good.toml", MANIFEST),
        ("trial/good.rhai", GOOD),
        ("trial/good.md", "# T\n"),
        ("lib/helpers.rhai", "fn helped(s) {\n    s.noun\n}\n"),
    ])
}

/// So many statistics of 1,000 people and more, all on one line.
pub fn report(count: i64, line: u32) -> Arc<Report> {
    let location = Location {
        line: Some(line),
        ..Location::default()
    };
    let statistic = |number: i64| Statistic {
        number: Number::exact(Decimal::from(number)),
        written: number.to_string(),
        noun: "victims".into(),
        subject: format!("{number} victims"),
        counted: Counted::People,
        quote: Passage::new(format!("{number} victims were assisted."), location.clone()),
        ..Statistic::default()
    };
    Arc::new(Report {
        statistics: (0..count).map(|index| statistic(1_000 + index)).collect(),
        ..Report::default()
    })
}
