//! Time of the rule engine: `cargo bench --bench rules`, some ten seconds; `cargo bench --bench rules -- indicators` measures
//! only what has that word in its name, which is what a profiler wants to see.
//!
//! Loads many rules, runs many rules on many indicators, saves a rule under a running daemon, and shows how long hostile
//! scripts take to be stopped. A machine that does other work at the same time shows longer times.

#[path = "../tests/scripts/mod.rs"]
mod scripts;
mod timed;

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rust_decimal::Decimal;
use tillsyn::document::Location;
use tillsyn::report::{Figure, Indicator, IndicatorPeriod, Number, Report, ResultStatement};
use tillsyn::rule::{RuleBook, evaluate};
use tillsyn::rules_folder::RulesFolder;
use timed::median;

/// Odd, so that there is a median.
const RUNS: usize = 9;

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

/// So many rules that each compare what was reached with what was planned: fourteen questions to the report at every
/// indicator.
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

/// So many rules, copies of the shipped ones that judge indicators, of which most are done after a question or two.
fn shipped_rules(count: usize) -> RulesFolder {
    let shipped = RulesFolder::embedded();
    let text = |path: String| shipped.text(&path).unwrap_or_default().to_string();
    let names: Vec<&str> = shipped
        .files()
        .filter(|(_, script)| script.contains("fn check_indicator"))
        .filter_map(|(path, _)| path.strip_suffix(".rhai"))
        .collect();
    let copies = names
        .iter()
        .cycle()
        .take(count)
        .enumerate()
        .flat_map(|(copy, name)| {
            [
                (format!("pack/rule{copy}.toml"), text(format!("{name}.toml"))),
                (format!("pack/rule{copy}.rhai"), text(format!("{name}.rhai"))),
                (format!("pack/rule{copy}.md"), "# T\n".to_string()),
            ]
        });
    let helpers = shipped.files().filter(|(path, _)| path.starts_with("lib/"));
    let helpers = helpers.map(|(path, text)| (path.to_string(), text.to_string()));
    RulesFolder::from_files(copies.chain(helpers))
}

/// Results with ten indicators each, of which one in a hundred falls short.
fn report(indicators: usize) -> Arc<Report> {
    let figure = |number: usize| Figure {
        cumulative: false,
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

fn show(what: &str, time: Duration, most: &str) {
    println!("{what:<56} {:>8.1} ms  ({most})", time.as_secs_f64() * 1e3);
}

fn load(folder: &RulesFolder) -> RuleBook {
    RuleBook::load(folder, None).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// A running daemon, ended when it is dropped.
struct Daemon(Child);

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// From the saving of a rule until the daemon says that the new rule book is in force.
fn reload() -> Duration {
    let folder = tempfile::tempdir().expect("a folder");
    let rules = folder.path().join("rules");
    for (path, text) in RulesFolder::embedded().files() {
        let path = rules.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    let inbox = folder.path().join("inbox");
    std::fs::create_dir(&inbox).expect("an inbox");
    let child = Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .arg("watch")
        .arg(&inbox)
        .arg("--out")
        .arg(folder.path().join("out"))
        .arg("--rules")
        .arg(&rules)
        .stderr(Stdio::piped())
        .spawn();
    let mut daemon = Daemon(child.expect("the daemon starts"));
    let mut log = BufReader::new(daemon.0.stderr.take().expect("a log")).lines();
    let mut wait_for = |words: &str| {
        let said = log.find(|line| line.as_ref().is_ok_and(|line| line.contains(words)));
        said.expect("the daemon goes on").expect("a line");
    };
    wait_for("watching");
    let helper = rules.join("lib/saved.rhai");
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|run| {
            let begun = Instant::now();
            std::fs::write(&helper, format!("fn saved() {{ {run} }}\n")).expect("a file");
            wait_for("is in force");
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[RUNS / 2]
}

/// Whether something is to be measured: all is, unless a word was given that its name has not.
fn wanted(what: &str) -> bool {
    let mut words = std::env::args().skip(1).filter(|word| !word.starts_with("--"));
    words.next().is_none_or(|word| what.contains(&word))
}

/// Takes the time of some work and shows it.
fn measure<T>(what: &str, most: &str, work: impl FnMut() -> T) {
    if wanted(what) {
        show(what, median(RUNS, work), most);
    }
}

fn main() {
    let folder = rules(200);
    measure("load 200 rules", "at most 10 ms", || load(&folder));
    let shipped = RulesFolder::embedded();
    measure("load the shipped rules", "no bound", || load(&shipped));
    let report = report(1_000);
    for (what, folder) in [
        ("100 comparing rules on 1,000 indicators", rules(100)),
        ("100 shipped rules on 1,000 indicators", shipped_rules(100)),
    ] {
        let book = load(&folder);
        measure(what, "at most 100 ms", || evaluate(&book, &report));
    }
    let saved = "a rule saved until it is in force";
    if wanted(saved) {
        show(saved, reload(), "at most 300 ms");
    }
    if wanted("hostile scripts") {
        hostile();
    }
}

fn hostile() {
    let report = scripts::report(1);
    let mut times: Vec<(Duration, &str)> = scripts::running()
        .into_iter()
        .map(|(name, body, _)| {
            let book = scripts::book(&format!("{}{}", scripts::RECURSIVE, scripts::on_statistic(&body)));
            let begun = Instant::now();
            std::hint::black_box(evaluate(&book, &report));
            (begun.elapsed(), name)
        })
        .collect();
    times.sort_unstable();
    println!("the slowest of {} hostile scripts:", times.len());
    for (time, name) in times.iter().rev().take(5) {
        show(&format!("  {name}"), *time, "at most 350 ms");
    }
}
