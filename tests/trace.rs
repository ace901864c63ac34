//! What scripts read can be recorded, each value in a form that a person can read.

use std::sync::Arc;

use rust_decimal::Decimal;
use tillsyn::document::Passage;
use tillsyn::report::{
    Counted, Figure, Indicator, IndicatorPeriod, Number, Report, ResultStatement, Statistic,
};
use tillsyn::rule::{RuleBook, evaluate, record};
use tillsyn::rules_folder::RulesFolder;

const MANIFEST: &str =
    "title = \"T\"\nlevel = \"error\"\nsource = \"S\"\nwhy = \"W\"\nmessage.en = \"M\"\nask.en = \"A\"\n";

fn book(script: &str) -> RuleBook {
    let folder = RulesFolder::from_files([
        ("trial/tried.toml", MANIFEST),
        ("trial/tried.rhai", script),
        ("trial/tried.md", "# T\n"),
    ]);
    RuleBook::load(&folder, None).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn report() -> Arc<Report> {
    let target = Figure {
        number: Some(Number::exact(Decimal::from(400))),
        text: "400 families".into(),
        ..Figure::default()
    };
    let indicator = Indicator {
        text: "Number of families".into(),
        periods: vec![IndicatorPeriod {
            target: Some(target),
            ..IndicatorPeriod::default()
        }],
        ..Indicator::default()
    };
    let text =
        "Families have safe water all the year round, close to their homes, and at a price they can pay";
    Arc::new(Report {
        results: vec![ResultStatement {
            text: text.into(),
            indicators: vec![indicator],
            ..ResultStatement::default()
        }],
        statistics: vec![Statistic {
            number: Number::exact(Decimal::new(2500, 1)),
            counted: Counted::People,
            quote: Passage::new("250 people came.", Default::default()),
            ..Statistic::default()
        }],
        ..Report::default()
    })
}

#[test]
fn values_are_noted_in_the_order_in_which_the_script_reads_them() {
    let script = "fn check_indicator(it, params) { let last = it.latest; let a = last.target.is_number && last.actual.is_known; \
                  if last.target.value > 1 && it.result.text != \"\" && it.result.indicators.len() > 0 && it.baseline.text == \"\" && \
                  !it.disaggregated_by(\"sex\") { finding(it) } }\n\
                  fn check_statistic(it, params) { if it.counts_people && it.number == 250 && it.counted == \"people\" { finding(it) } }";
    let book = book(script);
    let (verdict, reads) = record(|| evaluate(&book, &report()));
    assert_eq!(verdict.findings.len(), 2, "{:?}", verdict.rule_errors);
    let told: Vec<String> = reads
        .iter()
        .map(|read| format!("{}.{} = {}", read.of, read.property, read.value))
        .collect();
    insta::assert_snapshot!("reads", told.join("\n"));
}

#[test]
fn nothing_is_kept_where_nobody_records() {
    let book = book("fn check_indicator(it, params) { if it.has_target { finding(it) } }");
    evaluate(&book, &report());
    let ((), reads) = record(|| ());
    assert!(reads.is_empty());
}
