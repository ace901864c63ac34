//! Time of the rule engine: `cargo bench --bench rules`.
//!
//! Loads many rules, runs many rules on many indicators, and shows how long each hostile script takes to be stopped.

#[path = "../tests/scripts/mod.rs"]
mod scripts;

use std::sync::Arc;
use std::time::{Duration, Instant};

use rust_decimal::Decimal;
use tillsyn::document::Location;
use tillsyn::report::{Figure, Indicator, IndicatorPeriod, Number, Report, ResultStatement};
use tillsyn::rule::{RuleBook, evaluate};
use tillsyn::rules_folder::RulesFolder;

const MANIFEST: &str = "title = \"T\"\nlevel = \"error\"\nsource = \"S\"\nwhy = \"W\"\n\
    message.en = \"{indicator}: {actual} of {target}\"\nask.en = \"A\"\n[params.tolerance]\ndefault = 0.1\nabout = \"T\"\n";
const SCRIPT: &str = "fn check_indicator(indicator, params) {
    let period = indicator.latest;
    if period == () || !period.target.is_number || !period.actual.is_number { return; }
    let target = period.target.low;
    let actual = period.actual.high;
    if actual < target - target * params.tolerance {
        return finding(indicator).detail(\"target\", target).detail(\"actual\", actual);
    }
}
";

fn rules(count: usize) -> RulesFolder {
    let files = (0..count).flat_map(|rule| {
        [
            (format!("pack/rule{rule}.toml"), MANIFEST),
            (format!("pack/rule{rule}.rhai"), SCRIPT),
            (format!("pack/rule{rule}.md"), "# T\n"),
        ]
    });
    RulesFolder::from_files(files)
}

/// Results with ten indicators each, of which one in a hundred falls short.
fn report(indicators: usize) -> Arc<Report> {
    let figure = |number: usize| Figure {
        text: number.to_string(),
        number: Some(Number::exact(Decimal::from(number))),
        location: Location::default(),
        percent: false,
    };
    let indicator = |index: usize| Indicator {
        text: format!("Number of people trained in district {index}"),
        periods: vec![IndicatorPeriod {
            target: Some(figure(100)),
            actual: Some(figure(if index.is_multiple_of(100) { 10 } else { 120 })),
            ..IndicatorPeriod::default()
        }],
        ..Indicator::default()
    };
    let results = (0..indicators / 10).map(|result| ResultStatement {
        text: format!("Result {result}"),
        indicators: (0..10).map(|index| indicator(result * 10 + index)).collect(),
        ..ResultStatement::default()
    });
    Arc::new(Report {
        results: results.collect(),
        ..Report::default()
    })
}

/// The median of some runs.
fn time<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let begun = Instant::now();
            std::hint::black_box(work());
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[runs / 2]
}

fn load(folder: &RulesFolder) -> RuleBook {
    RuleBook::load(folder, None).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn main() {
    let folder = rules(200);
    println!("load 200 rules: {:?} (at most 10 ms)", time(11, || load(&folder)));
    let shipped = RulesFolder::embedded();
    println!("load the shipped rules: {:?}", time(11, || load(&shipped)));
    let book = load(&rules(100));
    let report = report(1_000);
    println!(
        "100 rules on 1,000 indicators: {:?} (at most 100 ms)",
        time(11, || evaluate(&book, &report))
    );
    let report = scripts::report(1);
    let mut slowest: Vec<(Duration, &str)> = scripts::running()
        .into_iter()
        .map(|(name, body, _)| {
            let book = scripts::book(&format!("{}{}", scripts::RECURSIVE, scripts::on_statistic(&body)));
            (time(1, || evaluate(&book, &report)), name)
        })
        .collect();
    slowest.sort_unstable();
    println!(
        "{} hostile scripts (deadline 250 ms, at most 350 ms), the slowest:",
        slowest.len()
    );
    for (time, name) in slowest.iter().rev().take(8) {
        println!("  {name}: {time:?}");
    }
}
