//! Why a rule fired on a thing or not: what its script read on the way, and the line on which it returned.

use std::sync::Arc;

use rhai::debugger::DebuggerCommand;
use rhai::{ASTNode, Dynamic, Engine, Stmt};
use serde::Serialize;

use super::api::{
    ActivityRef, CUT, ComparisonRef, ContentsRef, ElementRef, EstimateRef, IndicatorRef, RatioRef, ResultRef,
    SectionRef, StatementRef, StatisticRef, Thing,
};
use super::call::{Caller, FIRST_LEVEL};
use super::compose::findings;
use super::evaluate::{Faults, Said, call, remarks_for, things};
use super::inspect::FINDINGS;
use super::load::{Rule, RuleBook};
use super::reference::finding;
use super::trace::{self, Read, record};
use crate::document::Location;
use crate::finding::{Evidence, Finding};
use crate::problem::Problem;
use crate::report::{Kind, Report};

/// What a rule made of one thing of a report.
#[derive(Debug, Clone, Serialize)]
pub struct Explained {
    /// "check_indicator".
    pub check: &'static str,
    /// The thing itself, as the report says it.
    pub thing: Evidence,
    /// As what it was looked at, for a person: "an indicator", "the number 25 women".
    pub taken_for: String,
    pub outcome: Outcome,
    /// In order; the last were read right before the script returned.
    pub reads: Vec<Read>,
    /// Of the rule's script, from 1.
    pub line: Option<usize>,
    /// That line as written.
    pub written: String,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Fired(Vec<Finding>),
    Silent,
    /// With the reasons.
    CouldNotTell(Vec<String>),
    Failed(Vec<Problem>),
}

impl Rule {
    /// What it is called with, for a person: "indicators", "the report as a whole".
    pub fn looks_at(&self) -> Vec<&'static str> {
        let named = |check: &&'static str| {
            let kind = THINGS.iter().find(|(own, _)| own == check);
            kind.map_or(*check, |(_, words)| words)
        };
        self.checks.iter().map(named).collect()
    }
}

/// What check functions are called with, in plain words.
const THINGS: [(&str, &str); 13] = [
    ("check_report", "the report as a whole"),
    ("check_section", "sections"),
    ("check_result", "expected results"),
    ("check_indicator", "indicators"),
    ("check_statistic", "numbers and what they count"),
    ("check_statement", "sentences"),
    ("check_activity", "trainings, campaigns and services"),
    ("check_contents", "what a training or campaign was about"),
    ("check_ratio", "shares and ratios"),
    ("check_comparison", "comparisons of two years or groups"),
    (
        "check_estimate",
        "figures that are estimated or of a whole population",
    ),
    ("check_element", "elements of IATI data"),
    (FINDINGS, "what other rules found"),
];

impl RuleBook {
    /// Makes the book note on which line of its own script a rule is. Rules run slower for it.
    pub fn follow_lines(&mut self) {
        // Books that were loaded together judge, and are not followed.
        if let Some(engine) = Arc::get_mut(&mut self.engine) {
            follow(engine);
        }
    }
}

#[expect(
    deprecated,
    reason = "the engine calls its debugger volatile, and has no other way to tell the line"
)]
fn follow(engine: &mut Engine) {
    engine.register_debugger(
        |_, debugger| debugger,
        |context, _, node, _, position| {
            // Of the check function itself, not of the helpers that it calls, nor the end of a block.
            let own =
                !matches!(node, ASTNode::Stmt(Stmt::Noop(_))) && context.call_level() <= FIRST_LEVEL + 1;
            if let Some(line) = position.line().filter(|_| own) {
                trace::at_line(Some(line));
            }
            Ok(DebuggerCommand::StepInto)
        },
    );
}

/// Runs one rule on every thing that it checks. The book must follow lines.
pub fn explain(book: &RuleBook, rule: &Rule, report: &Arc<Report>) -> Vec<Explained> {
    let mut explained = Vec::new();
    let mut caller = Caller::new(&book.engine, &rule.ast);
    let remarks = remarks_for(book, rule, report);
    for check in &rule.checks {
        for thing in things(check, report, &remarks) {
            let mut said = Said::default();
            let place = quoted(&book.engine, &thing);
            let taken_for = taken_for(check, &thing);
            trace::at_line(None);
            let (_, reads) = record(|| call(book, rule, &mut caller, check, thing, &mut said));
            let line = trace::line();
            explained.push(Explained {
                check,
                thing: place,
                taken_for,
                outcome: outcome(rule, report.kind, said),
                reads,
                line,
                written: line
                    .and_then(|line| rule.text.lines().nth(line - 1))
                    .unwrap_or_default()
                    .trim()
                    .to_string(),
            });
        }
    }
    explained
}

/// The words and the place of a thing, as a finding on it would quote them, and uncut.
fn quoted(engine: &Engine, thing: &Dynamic) -> Evidence {
    let own = finding(engine, thing).and_then(|draft| draft.evidence.into_iter().next());
    let Some(mut own) = own else {
        return Evidence {
            quote: String::new(),
            file: None,
            location: Location::default(),
        };
    };
    if own.quote.ends_with(CUT) {
        let whole = WORDS.iter().find_map(|words| words(thing));
        own.quote = whole.map_or(own.quote, |whole| whole.trim().to_string());
    }
    own
}

/// What tells a thing from another in the same passage.
fn taken_for(check: &str, thing: &Dynamic) -> String {
    if let Some(own) = thing.read_lock::<StatisticRef>() {
        return own.told_apart();
    }
    if let Some(own) = thing.read_lock::<RatioRef>() {
        return own.told_apart();
    }
    if let Some(own) = thing.read_lock::<ActivityRef>() {
        return own.told_apart();
    }
    let kind = match check {
        "check_section" => "a section",
        "check_result" => "an expected result",
        "check_indicator" => "an indicator",
        "check_statement" => "a sentence",
        "check_contents" => "what a training or campaign was about",
        "check_comparison" => "a comparison",
        "check_estimate" => "an estimate or a figure of a whole population",
        "check_element" => "an element of the data",
        FINDINGS => "what another rule found",
        _ => "",
    };
    kind.to_string()
}

/// All words of a thing, by what it is.
const WORDS: [fn(&Dynamic) -> Option<String>; 11] = [
    words::<SectionRef>,
    words::<ResultRef>,
    words::<IndicatorRef>,
    words::<StatisticRef>,
    words::<StatementRef>,
    words::<ActivityRef>,
    words::<ContentsRef>,
    words::<RatioRef>,
    words::<ComparisonRef>,
    words::<EstimateRef>,
    words::<ElementRef>,
];

fn words<T: Thing>(thing: &Dynamic) -> Option<String> {
    thing.read_lock::<T>().map(|own| own.passage().text)
}

fn outcome(rule: &Rule, kind: Kind, said: Said) -> Outcome {
    let mut faults = said.faults;
    let fired = findings(rule, kind, &said.drafts, &mut faults);
    if !faults.is_empty() {
        return Outcome::Failed(faults.into_problems());
    }
    if !fired.is_empty() {
        return Outcome::Fired(fired);
    }
    if !said.unsure.is_empty() {
        return Outcome::CouldNotTell(
            said.unsure
                .into_iter()
                .map(|unsure| rule.reason(unsure.why))
                .collect(),
        );
    }
    Outcome::Silent
}

impl Faults {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn into_problems(self) -> Vec<Problem> {
        self.0.into_iter().map(|fault| fault.problem).collect()
    }
}
