//! Runs every rule of a book on a report.

use std::sync::Arc;
use std::time::Duration;

use rayon::prelude::*;
use rhai::Dynamic;

use super::api::{
    ActivityRef, ComparisonRef, ContentsRef, Draft, ElementRef, EstimateRef, Handle, IndicatorRef, RatioRef,
    Remarks, ReportRef, ResultRef, SectionRef, StatementRef, StatisticRef, Thing, Unsure, remarks, words_of,
};
use super::call::Caller;
use super::compose::findings;
use super::deadline::Deadline;
use super::inspect::FINDINGS;
use super::load::{Rule, RuleBook};
use super::mistakes::named;
use super::silence::{self, Follower};
use super::{engine, trace};
use crate::document::Location;
use crate::finding::{CouldNotTell, Finding, RuleError};
use crate::problem::Problem;
use crate::report::Report;
use crate::rules_folder::RulesFolder;
use crate::texts::{self, OWN};

/// All calls of one rule for one report may have this much of the processor together.
const PATIENCE: Duration = Duration::from_secs(5);

/// What it means that a rule was stopped.
const UNJUDGED: &str = "the rest of the report was not judged by this rule";

/// What the rules said of one report. Findings are in order of place in the report.
#[derive(Debug, Clone, Default)]
pub struct Verdict {
    pub findings: Vec<Finding>,
    pub could_not_tell: Vec<CouldNotTell>,
    pub rule_errors: Vec<RuleError>,
}

/// What one rule's script said of one report.
#[derive(Default)]
pub struct Said {
    pub drafts: Vec<Draft>,
    pub unsure: Vec<Unsure>,
    pub faults: Faults,
}

/// What went wrong in one rule: a fault that comes up on many things is told once, as it first came up.
#[derive(Default)]
pub struct Faults(pub Vec<Fault>);

/// How it first came up, on how many things, and the words of the first of them.
pub struct Fault {
    pub problem: Problem,
    items: usize,
    on: Option<String>,
}

impl Faults {
    pub fn add(&mut self, problem: Problem) {
        self.add_on(problem, || None);
    }

    /// `on`: the words of the thing on which it came up, asked for the first time only.
    fn add_on(&mut self, problem: Problem, on: impl FnOnce() -> Option<String>) {
        let same = |other: &Problem| {
            let place = (&problem.path, problem.line, problem.column);
            place == (&other.path, other.line, other.column)
                && (problem.line.is_some() || problem.message == other.message)
        };
        match self.0.iter_mut().find(|other| same(&other.problem)) {
            Some(fault) => fault.items += 1,
            None => self.0.push(Fault {
                problem,
                items: 1,
                on: on(),
            }),
        }
    }
}

/// Runs every rule of the book on a report.
pub fn evaluate(book: &RuleBook, report: &Arc<Report>) -> Verdict {
    let mut verdict = of_report(book, report);
    let late: Vec<&Rule> = book.rules.iter().filter(|rule| rule.judges_findings()).collect();
    if !late.is_empty() {
        let remarks = Remarks {
            own: verdict.findings.clone().into(),
            before: last_before(book, report),
        };
        for rule in late {
            verdict.add(judge(book, rule, report, &remarks));
        }
    }
    verdict.findings.sort_by_cached_key(|finding| {
        (
            !finding.whole_report,
            finding.evidence.first().map(|evidence| place(&evidence.location)),
            std::cmp::Reverse(finding.level),
            finding.rule.clone(),
        )
    });
    verdict
}

/// Runs one rule of the book on a report; findings in the order in which its script made them.
pub fn evaluate_one(book: &RuleBook, rule: &Rule, report: &Arc<Report>) -> Verdict {
    judge(book, rule, report, &remarks_for(book, rule, report))
}

impl Verdict {
    fn add(&mut self, other: Verdict) {
        self.findings.extend(other.findings);
        self.could_not_tell.extend(other.could_not_tell);
        self.rule_errors.extend(other.rule_errors);
    }
}

impl Rule {
    /// What it says depends on what all other rules find.
    pub fn judges_findings(&self) -> bool {
        self.checks.contains(&FINDINGS)
    }
}

/// What the rules say that look at the report itself.
fn of_report(book: &RuleBook, report: &Arc<Report>) -> Verdict {
    let none = Remarks::default();
    let early = |rule: &&Rule| !rule.judges_findings();
    // What scripts read is recorded on one thread.
    let judged: Vec<Verdict> = if trace::recording() {
        let rules = book.rules.iter().filter(early);
        rules.map(|rule| judge(book, rule, report, &none)).collect()
    } else {
        let rules = book.rules.par_iter().filter(early);
        rules.map(|rule| judge(book, rule, report, &none)).collect()
    };
    let mut verdict = Verdict::default();
    judged.into_iter().for_each(|one| verdict.add(one));
    verdict
}

/// What the same rules find in the last earlier report.
fn last_before(book: &RuleBook, report: &Report) -> Arc<[Finding]> {
    let last = report.earlier.last();
    last.map(|compared| of_report(book, &compared.report).findings.into())
        .unwrap_or_default()
}

/// What a rule that judges findings is told; nothing for any other.
pub fn remarks_for(book: &RuleBook, rule: &Rule, report: &Arc<Report>) -> Remarks {
    if rule.judges_findings() {
        all_remarks(book, report)
    } else {
        Remarks::default()
    }
}

/// The findings of the other rules on the report, and on the last one before it.
pub fn all_remarks(book: &RuleBook, report: &Arc<Report>) -> Remarks {
    Remarks {
        own: of_report(book, report).findings.into(),
        before: last_before(book, report),
    }
}

/// What one rule says of a report.
fn judge(book: &RuleBook, rule: &Rule, report: &Arc<Report>, remarks: &Remarks) -> Verdict {
    if report.language_unsupported && rule.manifest.needs_words {
        return Verdict {
            could_not_tell: vec![no_words(rule, report)],
            ..Verdict::default()
        };
    }
    let mut said = run(book, rule, report, remarks);
    let findings = findings(rule, report.kind, &said.drafts, &mut said.faults);
    let errors = said.faults.0.into_iter().map(|fault| RuleError {
        rule: rule.id.clone(),
        problem: fault.problem,
        items: fault.items,
        on: fault.on,
    });
    Verdict {
        findings,
        could_not_tell: doubts(rule, said.unsure),
        rule_errors: errors.collect(),
    }
}

/// The same reason is given once, with every place that it is given for.
fn doubts(rule: &Rule, unsure: Vec<Unsure>) -> Vec<CouldNotTell> {
    let mut found: Vec<CouldNotTell> = Vec::new();
    for one in unsure {
        let why = rule.reason(one.why);
        let Some(same) = found.iter_mut().find(|own| own.why == why) else {
            found.push(CouldNotTell {
                rule: rule.id.clone(),
                why,
                evidence: one.evidence,
            });
            continue;
        };
        for evidence in one.evidence {
            if !same.evidence.contains(&evidence) {
                same.evidence.push(evidence);
            }
        }
    }
    found
}

fn no_words(rule: &Rule, report: &Report) -> CouldNotTell {
    let language = report.language.as_deref().unwrap_or_default();
    let why = if RulesFolder::ships_words_of(language) {
        &OWN.report.not_laid_over_shipped
    } else {
        &OWN.report.no_word_lists
    };
    CouldNotTell {
        rule: rule.id.clone(),
        why: texts::told(why, &rule.language, &[("language", &language)]),
        evidence: Vec::new(),
    }
}

/// Sorts places in reading order: by line, else by the numbers in the path.
fn place(location: &Location) -> Vec<u64> {
    let mut key = vec![
        u64::from(location.line.unwrap_or(0)),
        u64::from(location.page.unwrap_or(0)),
    ];
    let numbers = location.path.iter().flat_map(|path| {
        path.split(|c: char| !c.is_ascii_digit())
            .filter_map(|number| number.parse::<u64>().ok())
    });
    key.extend(numbers);
    key.extend([location.table, location.row, location.column].map(|part| u64::from(part.unwrap_or(0))));
    key
}

fn run(book: &RuleBook, rule: &Rule, report: &Arc<Report>, remarks: &Remarks) -> Said {
    let mut said = Said::default();
    let learnt = || silence::learn(&rule.ast, &rule.checks, &book.readers);
    let silence = rule.silence.get_or_init(learnt);
    let mut deadline = Deadline::within(PATIENCE);
    let held = engine::held();
    let mut caller = Caller::new(&book.engine, &rule.ast);
    // Who records what scripts read wants to see all of it.
    let follower = (!trace::recording()).then(|| Follower::new(silence, &rule.params));
    let follower = follower.flatten();
    for check in &rule.checks {
        for thing in things(check, report, remarks) {
            let silent = follower
                .as_ref()
                .is_some_and(|follower| follower.is_silent(check, &thing));
            if !silent && !call(book, rule, &mut caller, check, thing, &mut said) {
                return said;
            }
            let excess = if engine::held() - held > engine::MEMORY_BOUND {
                "the rule says too much of this report"
            } else if deadline.has_passed() {
                "the rule takes too long over this report"
            } else {
                continue;
            };
            said.faults
                .add(Problem::new(&rule.script, format!("{excess}; {UNJUDGED}")));
            return said;
        }
    }
    said
}

/// How often each check function of a rule is called for a report.
pub fn calls(book: &RuleBook, rule: &Rule, report: &Arc<Report>) -> Vec<(&'static str, usize)> {
    let remarks = remarks_for(book, rule, report);
    let checks = rule.checks.iter();
    checks
        .map(|check| (*check, things(check, report, &remarks).count()))
        .collect()
}

/// What a check function is called with, made one by one as they are asked for: to make them all beforehand costs memory,
/// and memory costs time.
pub fn things<'a>(
    check: &str,
    report: &'a Arc<Report>,
    told: &Remarks,
) -> Box<dyn Iterator<Item = Dynamic> + 'a> {
    let own: Handle = Arc::new(Arc::clone(report));
    let gender = &report.gender;
    match check {
        "check_report" => each(own, 0..1, |report, _| ReportRef(report)),
        "check_section" => each(own, 0..report.sections.len(), SectionRef),
        "check_result" => each(own, 0..report.results.len(), ResultRef),
        "check_indicator" => each(own, IndicatorRef::places(report), |report, (result, index)| {
            IndicatorRef(report, result, index)
        }),
        "check_statistic" => each(own, 0..report.statistics.len(), StatisticRef),
        "check_activity" => each(own, 0..report.activities.len(), ActivityRef),
        "check_contents" => each(own, 0..gender.contents.len(), ContentsRef),
        "check_ratio" => each(own, 0..report.ratios.len(), RatioRef),
        "check_comparison" => each(own, 0..report.comparisons.len(), ComparisonRef),
        "check_estimate" => each(own, 0..report.estimates.len(), EstimateRef),
        "check_element" => each(own, 0..report.elements.len(), ElementRef),
        FINDINGS => Box::new(remarks(&own, told).into_iter().map(Dynamic::from)),
        _ => each(own, 0..report.statements.len(), StatementRef),
    }
}

fn each<'a, I, T: Thing>(
    report: Handle,
    places: impl Iterator<Item = I> + 'a,
    thing: impl Fn(Handle, I) -> T + 'a,
) -> Box<dyn Iterator<Item = Dynamic> + 'a> {
    Box::new(places.map(move |place| Dynamic::from(thing(Arc::clone(&report), place))))
}

/// Calls a check function with one thing and says whether the rule may go on to the next.
pub fn call(
    book: &RuleBook,
    rule: &Rule,
    caller: &mut Caller,
    check: &str,
    thing: Dynamic,
    said: &mut Said,
) -> bool {
    // `into()` would sort the parameters anew.
    let own = thing.clone();
    match caller.call(check, [thing, Dynamic::from_map(rule.params.clone())]) {
        Ok(value) => {
            if let Err(kind) = collect(value, said) {
                let kind = named(book.engine.map_type_name(kind));
                said.faults.add(
                    Problem::new(&rule.script, format!("`{check}` returned {kind}"))
                        .remedy("return nothing, finding(…), could_not_tell(…) or an array of these"),
                );
            }
            true
        }
        Err(error) => {
            let mut problem = engine::runtime_problem(&book.helpers, &rule.script, &rule.text, &error);
            // A script that never ends would take its whole time for each thing of the report.
            let exhausted = error.is_system_exception() && !engine::is_only_missing(&error);
            if exhausted {
                problem.message = format!("{}; {UNJUDGED}", problem.message);
            }
            said.faults.add_on(problem, || words_of(&own));
            !exhausted
        }
    }
}

/// The error is the type of a value that says nothing of the report.
fn collect(value: Dynamic, said: &mut Said) -> Result<(), &'static str> {
    if value.is_unit() {
        return Ok(());
    }
    if value.is_array() {
        let items = value.into_array().unwrap_or_default();
        return items.into_iter().try_for_each(|item| collect(item, said));
    }
    let value = match value.try_cast_result::<Draft>() {
        Ok(draft) => {
            said.drafts.push(draft);
            return Ok(());
        }
        Err(value) => value,
    };
    let unsure = value.try_cast_result::<Unsure>();
    unsure
        .map(|unsure| said.unsure.push(unsure))
        .map_err(|value| value.type_name())
}
