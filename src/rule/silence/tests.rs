mod made;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use rhai::{AST, Dynamic, Engine, Map};
use rust_decimal::Decimal;

use made::{indicator, script};

use super::{Follower, Helpers, learn};
use crate::report::{Figure, Indicator, IndicatorPeriod, Number, Report, ResultStatement};
use crate::rule::api::Remarks;
use crate::rule::call::Caller;
use crate::rule::{engine, evaluate, inspect};

const CHECK: &str = "check_indicator";

/// Functions that every tried script can call.
const OWN: &str = "
    fn is_much(x, params) { x > params.limit }
    fn is_said(x, words) { for word in words { if x.contains(word) { return true; } } false }
    fn either(x, y) { if x.is_empty() { y } else { x } }
    fn again(x) { again(x) }
    ";

/// Scripts with the engine that runs them, as a rules folder has them.
struct Tried {
    engine: Engine,
    scripts: Vec<(String, AST)>,
    helpers: Helpers,
}

impl Tried {
    /// Scripts that cannot be read are left out.
    fn new(scripts: impl IntoIterator<Item = String>) -> Self {
        let (mut engine, reference, readers) = engine::sandbox();
        let known = inspect::Known::of(&engine, &reference);
        let parameters: BTreeSet<&str> = ["limit", "share", "words", "name"].into();
        let mut compiled = Vec::new();
        for (index, script) in scripts.into_iter().enumerate() {
            let Ok(mut ast) = engine.compile(&script) else {
                continue;
            };
            let path = format!("trial/{index}.rhai");
            ast.set_source(&path);
            // What it finds is no matter here; where a script asks for what is missing is noted on the way.
            inspect::problems(&ast, &known, &parameters, Path::new(&path), &script);
            compiled.push((script, ast));
        }
        known.asked.tell(&mut engine);
        Tried {
            engine,
            scripts: compiled,
            helpers: Helpers::new(readers, std::iter::empty()),
        }
    }

    /// What is known beforehand of every script and indicator, with what the engine says of them.
    fn outcomes(&self, report: &Arc<Report>) -> Vec<(&str, bool, Result<Dynamic, String>)> {
        let params = params();
        let mut outcomes = Vec::new();
        for (script, ast) in &self.scripts {
            let silence = learn(ast, &[CHECK], &self.helpers);
            let follower = Follower::new(&silence, &params).expect("small parameters");
            let mut caller = Caller::new(&self.engine, ast);
            for thing in evaluate::things(CHECK, report, &Remarks::default()) {
                let silent = follower.is_silent(CHECK, &thing);
                let given = caller.call(CHECK, [thing, Dynamic::from_map(params.clone())]);
                outcomes.push((script.as_str(), silent, given.map_err(|error| error.to_string())));
            }
        }
        outcomes
    }
}

fn params() -> Map {
    let words: rhai::Array = vec!["change".into(), "trained".into()];
    let all: [(&str, Dynamic); 4] = [
        ("limit", 10.into()),
        ("share", Dynamic::from_decimal(Decimal::new(1, 1))),
        ("words", words.into()),
        ("name", "people".into()),
    ];
    all.into_iter()
        .map(|(name, value)| (name.into(), value))
        .collect()
}

fn figure(text: &str, number: Option<i64>) -> Figure {
    Figure {
        text: text.to_string(),
        number: number.map(|number| Number::exact(Decimal::from(number))),
        ..Figure::default()
    }
}

fn report_of(indicators: Vec<Indicator>) -> Arc<Report> {
    Arc::new(Report {
        results: vec![ResultStatement {
            text: "Villages are safe".to_string(),
            indicators,
            ..ResultStatement::default()
        }],
        ..Report::default()
    })
}

/// Of 100 who were to be trained 120 were.
fn trained() -> Indicator {
    Indicator {
        text: "Number of people trained".to_string(),
        periods: vec![IndicatorPeriod {
            target: Some(figure("100", Some(100))),
            actual: Some(figure("120", Some(120))),
            ..IndicatorPeriod::default()
        }],
        ..Indicator::default()
    }
}

fn known_to_be_silent(body: &str, indicator: Indicator) -> bool {
    let tried = Tried::new([format!("fn check_indicator(it, params) {{ {body} }} {OWN}")]);
    let outcomes = tried.outcomes(&report_of(vec![indicator]));
    let [(script, silent, given)] = &outcomes[..] else {
        panic!("{body} is one script that can be read");
    };
    assert_right(script, *silent, given);
    *silent
}

fn assert_right(script: &str, silent: bool, given: &Result<Dynamic, String>) {
    let says_nothing = given
        .as_ref()
        .is_ok_and(|given| given.is_unit() || given.as_array_ref().is_ok_and(|given| given.is_empty()));
    assert!(!silent || says_nothing, "{script}\ngives {given:?}");
}

#[test]
fn what_ends_early_is_known_to_be_silent_whatever_follows() {
    for body in [
        "if it.has_target { return; } loop { finding(it) }",
        "if it.latest == () || it.latest.target.high <= it.latest.actual.low { return; } finding(it)",
        "if it.latest.actual.high < it.latest.target.low * (1 - params.share) { finding(it) }",
        "let short = if it.implied { it.text.len() } else { 7 }; if short > 7 { finding(it) }",
        "if is_much(it.periods.len(), params) { return finding(it); }",
        "if !is_said(it.text, params.words) { finding(it) }",
        "let found = []; for one in it.periods { if !one.actual.is_known { found.push(one); } } found",
        "for one in it.periods { if one.actual.is_number { continue; } return finding(it); }",
        "let words = (it.text + \" by the state\").split(\" \"); if words.len() > 7 { finding(it) }",
        "if it.observes in [\"delivery\", \"unclear\"] { return; } finding(it)",
        "let count = 1; { let count = 5; } count += 1; if count == 2 { return; } finding(it)",
    ] {
        assert!(known_to_be_silent(body, trained()), "{body}");
    }
}

#[test]
fn what_says_something_or_fails_is_for_the_engine() {
    for body in [
        "finding(it)",
        "if it.has_target { return could_not_tell(it, \"why\"); }",
        // Silent, and not known to be.
        "if it.periods.some(|own| own.actual.is_number) { return; } finding(it)",
        "loop { break; }",
        "return 5;",
        "it.text",
        "[it]",
        // Errors.
        "if it.baseline.value > 5 { finding(it) }",
        "if it.latest.target > 5 { finding(it) }",
        "if it.baseline == () { finding(it) }",
        "let nothing = (); if nothing > 5 { finding(it) }",
        "let nothing = (); if nothing == it.text { finding(it) }",
        "if it.text == 5 { finding(it) }",
        "if it.text { finding(it) }",
        "if params.nothing { finding(it) }",
        "let much = 9223372036854775807; if much + 1 == 0 { finding(it) }",
        "if it.claims(\"a word that there is not\") { finding(it) }",
        "again(it)",
        "throw it.text",
    ] {
        assert!(!known_to_be_silent(body, trained()), "{body}");
    }
}

#[test]
fn what_reads_more_than_little_is_for_the_engine() {
    let indicator = Indicator {
        text: "long ".repeat(10_000),
        ..trained()
    };
    assert!(!known_to_be_silent(
        "if it.text == \"\" { finding(it) }",
        indicator
    ));
    let long = "for one in it.periods { for two in it.periods { for three in it.periods { } } }";
    let periods = vec![IndicatorPeriod::default(); 100];
    assert!(!known_to_be_silent(long, Indicator { periods, ..trained() }));
}

proptest! {
    // One engine runs all scripts of a case: to make it takes longer than to run them.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_known_to_be_silent_says_nothing_in_the_engine(
        scripts in prop::collection::vec(script(), 40),
        indicators in prop::collection::vec(indicator(), 4),
    ) {
        let tried = Tried::new(scripts);
        let outcomes = tried.outcomes(&report_of(indicators));
        for (script, silent, given) in &outcomes {
            assert_right(script, *silent, given);
        }
    }
}
