//! `tillsyn rules explain`: why a rule fired, stayed silent or could not tell, thing by thing.

mod reads;
mod unseen;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use serde::Serialize;
use tillsyn::backtest::UNTRIED_HISTORY;
use tillsyn::check::Checker;
use tillsyn::finding::Evidence;
use tillsyn::problem::nearest;
use tillsyn::remembered::Remembered;
use tillsyn::report::Report;
use tillsyn::rule::{Explained, Outcome, Rule};
use tillsyn::texts;
use tillsyn::write::{counted, place};

use crate::Format;
use crate::commands::store::remembered;
use crate::commands::{Against, BROKEN, Book, Data};

#[derive(Args)]
pub struct Arguments {
    /// The report
    #[arg(value_name = "REPORT")]
    report: PathBuf,
    /// A rule's id, or the beginning of one ("statistics/"); without it all rules
    #[arg(value_name = "RULE")]
    rule: Option<String>,
    /// Only what the rules made of a passage that has these words
    #[arg(long, value_name = "WORDS", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    at: Option<String>,
    /// Every value that a script read, not only the last
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    against: Against,
    /// In which the earlier reports are looked for that --earlier does not name
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    book: Book,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// One rule on one report.
#[derive(Serialize)]
struct OfRule<'a> {
    file: &'a str,
    rule: &'a str,
    /// Names of the earlier reports that the report was held against, where the rule asks for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    earlier: Option<Vec<&'a str>>,
    things: Vec<Explained>,
}

/// Values shown of one thing: those read right before the script returned decide.
const SHOWN: usize = 12;

pub fn run(arguments: &Arguments) -> ExitCode {
    let Some(mut checker) = arguments.book.checker() else {
        return ExitCode::from(BROKEN);
    };
    checker.follow_lines();
    let chosen = |rule: &&Rule| {
        arguments
            .rule
            .as_ref()
            .is_none_or(|only| rule.id.starts_with(only.as_str()))
    };
    if !checker.rules().iter().any(|rule| chosen(&rule)) {
        let ids = checker.rules().iter().map(|rule| rule.id.as_str());
        let meant = arguments.rule.as_deref().and_then(|named| nearest(named, ids));
        anstream::eprintln!(
            "there is no such rule in these folders: {}",
            match meant {
                Some(id) => format!("did you mean `{id}`?"),
                None => "`tillsyn rules list` shows the ids (pack/name)".to_string(),
            }
        );
        return ExitCode::from(BROKEN);
    }
    let Some(past) = arguments.against.past(&checker) else {
        return ExitCode::from(BROKEN);
    };
    let recalled = match of_store(arguments) {
        Ok(remembered) => checker.recall_all(&remembered),
        Err(error) => {
            anstream::eprintln!("{error}");
            return ExitCode::from(BROKEN);
        }
    };
    let past = |report: &Report| recalled.of(report).and(&past);
    let mut shown = 0;
    // Of each report in the file, why nothing looked at the words.
    let mut unseen = Vec::new();
    let read = checker.understand_after(&arguments.report, &past, &mut |document, report| {
        let report = Arc::new(report);
        let rules: Vec<&Rule> = checker.rules().iter().filter(chosen).collect();
        if let Some(words) = arguments.at.as_ref().filter(|_| arguments.format == Format::Text) {
            print_claims(&report, words);
        }
        let before = shown;
        for rule in &rules {
            shown += of_rule(arguments, &checker, rule, &report);
        }
        if let Some(words) = arguments.at.as_ref().filter(|_| shown == before) {
            unseen.push(unseen::why(document, &report, &rules, words));
        }
    });
    if let Err(error) = read {
        anstream::eprintln!("{error}");
        return ExitCode::from(BROKEN);
    }
    if let Some(first) = unseen.first().filter(|_| shown == 0) {
        // Where a file has many reports, the first that has the words tells the most.
        let there = unseen.iter().find(|told| told.starts_with("None of the rules"));
        let told = format!(
            "{}\n`tillsyn read {}` shows all that was read.",
            there.unwrap_or(first),
            arguments.report.display()
        );
        match arguments.format {
            Format::Text => anstream::println!("{told}"),
            Format::Json => anstream::eprintln!("{told}"),
        }
    }
    ExitCode::SUCCESS
}

/// What the store remembers of earlier reports, unless they are named. Nobody need have a store.
fn of_store(arguments: &Arguments) -> Result<Remembered, String> {
    if !arguments.against.earlier.is_empty() {
        return Ok(Remembered::default());
    }
    let store = arguments.data.store_if_any()?;
    store.map_or_else(
        || Ok(Remembered::default()),
        |mut store| remembered(&mut store, &arguments.report),
    )
}

/// What the sentences with these words were taken to say, and by which of their words.
fn print_claims(report: &Report, words: &str) {
    for statement in report.statements.iter().filter(|own| has(&own.text, words)) {
        let claims = statement
            .claims
            .iter()
            .map(|(claim, by)| format!("{} (“{by}”)", claim.name()));
        let claims: Vec<String> = claims.collect();
        let told = if claims.is_empty() {
            "nothing".to_string()
        } else {
            claims.join(", ")
        };
        anstream::println!("“{}” is taken to claim: {told}\n", statement.text);
    }
}

/// Prints what one rule made of a report, and says of how many things.
fn of_rule(arguments: &Arguments, checker: &Checker, rule: &Rule, report: &Arc<Report>) -> usize {
    let mut things = checker.explain(rule, report);
    if let Some(words) = &arguments.at {
        things.retain_mut(|thing| keep(thing, words));
        if things.is_empty() {
            return 0;
        }
    }
    let count = things.len();
    let own = OfRule {
        file: &report.source.file,
        rule: &rule.id,
        earlier: rule.of_history.then(|| {
            let all = report.earlier.iter();
            all.map(|own| own.report.source.file.as_str()).collect()
        }),
        things,
    };
    match arguments.format {
        Format::Text => print(&own, rule, arguments.all),
        Format::Json => match serde_json::to_string(&own) {
            Ok(json) => anstream::println!("{json}"),
            Err(error) => anstream::eprintln!("cannot be written: {error}"),
        },
    }
    count
}

/// Whether a thing has the words. A rule that looks at the whole report goes through its parts: then what it read of the
/// parts that have the words is kept, and what it said of them.
fn keep(thing: &mut Explained, words: &str) -> bool {
    if has(&thing.thing.quote, words) {
        return true;
    }
    thing
        .reads
        .retain(|read| has(&read.thing, words) || has(&read.value, words));
    if thing.reads.is_empty() {
        return false;
    }
    if let Outcome::Fired(findings) = &mut thing.outcome {
        findings.retain(|finding| finding.evidence.iter().any(|own| has(&own.quote, words)));
    }
    thing.line = None;
    true
}

fn has(text: &str, words: &str) -> bool {
    let normal = |text: &str| {
        text.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase()
    };
    normal(text).contains(&normal(words))
}

fn print(own: &OfRule, rule: &Rule, all: bool) {
    let count = |is: fn(&Outcome) -> bool| own.things.iter().filter(|thing| is(&thing.outcome)).count();
    anstream::println!(
        "{}: {} looked at {}: fired on {}, silent on {}, could not tell on {}, failed on {}",
        own.file,
        own.rule,
        counted(own.things.len(), "thing"),
        count(|outcome| matches!(outcome, Outcome::Fired(_))),
        count(|outcome| matches!(outcome, Outcome::Silent)),
        count(|outcome| matches!(outcome, Outcome::CouldNotTell(_))),
        count(|outcome| matches!(outcome, Outcome::Failed(_)))
    );
    match own.earlier.as_deref() {
        None => {}
        Some([]) => anstream::println!("  {UNTRIED_HISTORY} (--earlier FILE names one)"),
        Some(earlier) => anstream::println!("  held against {}", earlier.join(", ")),
    }
    for (name, value) in rule.settings() {
        anstream::println!("  params.{name} is {value}");
    }
    if rule.shipped {
        anstream::println!(
            "  {} is shipped in the program: `tillsyn rules export DIR` writes it to DIR/{}.rhai, to be read and changed",
            rule.script.display(),
            rule.id
        );
    }
    for thing in &own.things {
        print_thing(thing, rule, all);
    }
    anstream::println!();
}

fn print_thing(thing: &Explained, rule: &Rule, all: bool) {
    let part = thing.line.is_none() && !thing.reads.is_empty();
    if part {
        anstream::println!("\n  It goes through the report as a whole; where these words stand:");
    } else {
        anstream::println!("\n  {}{}", quoted(&thing.thing), at(&thing.thing));
    }
    match &thing.outcome {
        Outcome::Fired(findings) if findings.is_empty() => {
            anstream::println!("    it fired on the report; its finding does not quote this passage");
        }
        Outcome::Fired(findings) => findings
            .iter()
            .for_each(|finding| anstream::println!("    fired: {}", finding.message)),
        Outcome::Silent => anstream::println!("    silent"),
        Outcome::CouldNotTell(reasons) => reasons
            .iter()
            .for_each(|why| anstream::println!("    could not tell: {why}")),
        Outcome::Failed(problems) => problems
            .iter()
            .for_each(|problem| anstream::println!("    failed: {problem}")),
    }
    let lines = reads::lines(thing, part);
    let left_out = if all { 0 } else { lines.len().saturating_sub(SHOWN) };
    if left_out > 0 {
        anstream::println!("      … {} before (--all shows all)", counted(left_out, "value"));
    }
    for line in &lines[left_out..] {
        anstream::println!("      {line}");
    }
    if part {
        anstream::println!("    lines of {}", rule.script.display());
    }
    if let Some(line) = thing.line {
        anstream::println!(
            "    the script ended at {}:{line}: {}",
            rule.script.display(),
            thing.written
        );
    }
}

fn quoted(thing: &Evidence) -> String {
    match thing.quote.as_str() {
        "" => "(nothing to quote)".to_string(),
        quote => format!("“{quote}”"),
    }
}

fn at(thing: &Evidence) -> String {
    match place(&thing.location, texts::DEFAULT) {
        place if place.is_empty() => String::new(),
        place => format!(" — {place}"),
    }
}
