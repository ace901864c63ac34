//! Scripts that are broken or hostile end with a message in plain words, and the other rules go on.

use std::sync::Arc;

use rust_decimal::Decimal;
use tillsyn::document::{Location, Passage};
use tillsyn::report::{Counted, Number, Report, Statistic};
use tillsyn::rule::{RuleBook, Verdict, evaluate};
use tillsyn::rules_folder::RulesFolder;

const MANIFEST: &str = "title = \"T\"\nlevel = \"error\"\nsource = \"S\"\nwhy = \"W\"\nmessage.en = \"{number} {noun}\"\nask.en = \"A\"\n[params.limit]\ndefault = 5\nabout = \"L\"\n";
const GOOD: &str =
    "fn check_statistic(statistic, params) { if statistic.number > params.limit { finding(statistic) } }";

/// A folder with the rule under trial and a good one beside it.
fn folder(script: &str) -> RulesFolder {
    RulesFolder::from_files([
        ("trial/pack.toml", "name = \"Trial\"\ndescription = \"D\"\n"),
        ("trial/tried.toml", MANIFEST),
        ("trial/tried.rhai", script),
        ("trial/tried.md", "# T\n"),
        ("trial/good.toml", MANIFEST),
        ("trial/good.rhai", GOOD),
        ("trial/good.md", "# T\n"),
    ])
}

fn report(count: i64, line: u32) -> Arc<Report> {
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

fn judge(script: &str) -> Verdict {
    let book = RuleBook::load(&folder(script), None).unwrap_or_else(|problems| panic!("{problems:?}"));
    evaluate(&book, &report(1, 1))
}

#[test]
fn hostile_and_failing_scripts_are_told_in_plain_words_and_the_good_rule_still_judges() {
    for (script, message) in [
        ("fn check_statistic(s, params) { loop { } }", "never ends"),
        (
            "fn again(x) { again(x + 1) } fn check_statistic(s, params) { again(1); }",
            "without end",
        ),
        (
            "fn check_statistic(s, params) { let t = \"aaaaaaaa\"; loop { t += t; } }",
            "too l",
        ),
        (
            "fn check_statistic(s, params) { let a = []; loop { a.push(1); } }",
            "too l",
        ),
        (
            "fn check_statistic(s, params) { Fn(\"sleep\").call(10); }",
            "not allowed",
        ),
        ("fn check_statistic(s, params) { 42 }", "returned a value"),
        ("fn check_statistic(s, params) { s.number / 0 }", "zero"),
        (
            "fn check_statistic(s, params) { finding(s).variant(\"none\") }",
            "no [variant.none]",
        ),
        (
            "fn check_statistic(s, params) { throw \"broken on purpose\"; }",
            "broken on purpose",
        ),
    ] {
        let verdict = judge(script);
        assert_eq!(verdict.rule_errors.len(), 1, "{script}");
        let error = &verdict.rule_errors[0];
        assert_eq!(error.rule, "trial/tried");
        assert!(
            error.problem.to_string().to_lowercase().contains(message),
            "{script}: {}",
            error.problem
        );
        assert_eq!(verdict.findings.len(), 1, "the good rule judged beside: {script}");
    }
}

#[test]
fn mistakes_are_found_at_load_all_at_once_with_their_place_and_remedy() {
    let files = folder("fn check_statistic(s, params) { if s.numbr > params.limt { findng(s) } }");
    let problems = RuleBook::load(&files, None).err().expect("problems");
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let all = told.join("\n");
    for expected in [
        "unknown property `numbr`",
        "did you mean `number`",
        "unknown parameter `limt`",
        "did you mean `limit`",
        "unknown function `findng`",
        "did you mean `finding`",
    ] {
        assert!(all.contains(expected), "{expected}\n{all}");
    }
    assert!(
        told.iter().all(|problem| problem.contains("tried.rhai:1:")),
        "{all}"
    );
    for (script, expected) in [
        ("fn check_statistic(s, params) { finding(s }", "tried.rhai:1:"),
        (
            "fn check_statistic(s, params) { s.noun == “victims” }",
            "curly quotation marks",
        ),
        ("fn check_statistics(s, params) { }", "not called by anything"),
        ("fn check_statistic(s) { }", "must take two things"),
        ("import \"os\" as os; fn check_statistic(s, params) { }", "import"),
        ("fn check_statistic(s, params) { eval(\"1\") }", "eval"),
    ] {
        let problems = RuleBook::load(&folder(script), None)
            .err()
            .unwrap_or_else(|| panic!("{script} was taken"));
        let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(all.join("\n").contains(expected), "{script}: {all:?}");
    }
}

#[test]
fn manifests_with_unknown_keys_or_without_english_are_refused() {
    for (manifest, expected) in [
        (MANIFEST.replace("why", "wyh"), "wyh"),
        (MANIFEST.replace("ask.en", "ask.sv"), "no ask.en"),
        (MANIFEST.replace("\"error\"", "\"fatal\""), "fatal"),
    ] {
        let files = RulesFolder::from_files([
            ("p/r.toml", manifest.as_str()),
            ("p/r.rhai", GOOD),
            ("p/r.md", "# T\n"),
        ]);
        let problems = RuleBook::load(&files, None).err().expect("a problem");
        assert!(
            problems
                .iter()
                .any(|problem| problem.to_string().contains(expected) && problem.path.ends_with("p/r.toml")),
            "{problems:?}"
        );
    }
}

#[test]
fn a_message_that_needs_a_detail_nobody_gives_is_a_rule_error() {
    let manifest = MANIFEST.replace("{noun}", "{surprise}");
    let files = RulesFolder::from_files([
        ("p/r.toml", manifest.as_str()),
        ("p/r.rhai", GOOD),
        ("p/r.md", "# T\n"),
    ]);
    let book = RuleBook::load(&files, None).unwrap_or_else(|problems| panic!("{problems:?}"));
    let verdict = evaluate(&book, &report(1, 1));
    assert!(
        verdict.rule_errors[0]
            .problem
            .to_string()
            .contains(".detail(\"surprise\"")
    );
}

#[test]
fn many_findings_alike_become_one_and_fingerprints_survive_a_move() {
    let book = RuleBook::load(&folder(GOOD), None).unwrap_or_else(|problems| panic!("{problems:?}"));
    let many = evaluate(&book, &report(9, 1));
    assert!(
        many.findings
            .iter()
            .all(|finding| finding.details["count"] == 9 && finding.evidence.len() == 9)
    );
    let before = evaluate(&book, &report(1, 1)).findings;
    let after = evaluate(&book, &report(1, 77)).findings;
    assert_eq!(before[0].fingerprint, after[0].fingerprint);
    assert_ne!(before[0].evidence[0].location, after[0].evidence[0].location);
    assert_eq!(before[0].message, "1,000 victims");
}
