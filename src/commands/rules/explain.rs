//! `tillsyn rules explain`: why a rule fired, stayed silent or could not tell, thing by thing.

mod asked;
mod claims;
mod heading;
mod near;
mod print;
mod reads;
mod summary;
mod unseen;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use serde::Serialize;
use tillsyn::check::Checker;
use tillsyn::remembered::Remembered;
use tillsyn::report::Report;
use tillsyn::rule::{Explained, Rule};

use asked::Asked;
use summary::Standing;

use crate::Format;
use crate::commands::store::remembered;
use crate::commands::{Against, BROKEN, Book, Data};

#[derive(Args)]
pub struct Arguments {
    /// The report
    #[arg(value_name = "REPORT")]
    report: PathBuf,
    /// A rule's id, or the beginning of one ("statistics/"); without it all rules in a line each, and with --at those that
    /// fired at length
    #[arg(value_name = "RULE")]
    rule: Option<String>,
    /// Words that belong to those of --at, and that the shell took apart
    #[arg(hide = true)]
    apart: Vec<String>,
    /// Only what the rules made of a passage that has these words
    #[arg(long, value_name = "WORDS", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    at: Option<String>,
    /// Every rule at length, not only those that fired, and every value that a script read, not only the last
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

impl Arguments {
    /// Whether it is told at length what a rule made of the things: of all rules nobody would read it.
    fn at_length(&self, standing: Standing) -> bool {
        let named = self.all || self.rule.is_some() || self.format == Format::Json;
        named || self.at.is_some() && standing == Standing::Fired
    }
}

pub fn run(arguments: &Arguments) -> ExitCode {
    if let Some(first) = arguments.apart.first() {
        anstream::eprintln!("{}", taken_apart(arguments, first));
        return ExitCode::from(BROKEN);
    }
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
        anstream::eprintln!("{}", no_such_rule(arguments, &checker));
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
    let mut bare = Bare::new();
    let mut shipped = false;
    // Of each report in the file, why nothing looked at the words.
    let mut unseen = Vec::new();
    let read = checker.understand_after(&arguments.report, &past, &mut |document, report| {
        let report = Arc::new(report);
        let rules: Vec<&Rule> = checker.rules().iter().filter(chosen).collect();
        let words = arguments
            .at
            .as_deref()
            .map(|words| near::meant(document, unquoted(words), arguments.format));
        if let Some(words) = words.as_deref().filter(|_| arguments.format == Format::Text) {
            if arguments.rule.is_none() {
                let told = heading::tell(document, &checker, &report, words)
                    || near::tell_many(document, words, &arguments.report);
                if told {
                    shown += 1;
                    return;
                }
            }
            claims::print(&report, &checker.untold(document, &report), words);
        }
        let asked = words
            .as_deref()
            .map(|words| Asked::of(document, &report, words, arguments.all));
        if let Some(asked) = asked.as_ref().filter(|_| arguments.format == Format::Text) {
            asked.tell_rows();
        }
        let mut looked: Vec<(&Rule, OfRule)> = rules
            .iter()
            .filter_map(|rule| Some((*rule, of_rule(&checker, rule, &report, asked.as_ref())?)))
            .collect();
        // Among many rules those that have something to say are asked for first of all.
        if arguments.rule.is_none() {
            looked.sort_by_key(|(_, own)| Standing::of(own));
        }
        let text = arguments.format == Format::Text && !looked.is_empty();
        if let Some(words) = words.as_deref().filter(|_| text) {
            heading::note(document, words);
        }
        if arguments.rule.is_none() && arguments.format == Format::Text {
            summary::print(&looked, rules.len(), arguments);
        }
        let at_length = looked
            .iter()
            .filter(|(_, own)| arguments.at_length(Standing::of(own)));
        for (rule, own) in at_length {
            tell(arguments, rule, own, asked.as_ref(), &mut bare);
            shipped |= rule.shipped;
        }
        shown += looked.iter().map(|(_, own)| own.things.len()).sum::<usize>();
        if let Some(words) = words.as_deref().filter(|_| looked.is_empty()) {
            unseen.push(unseen::why(document, &report, &rules, words));
        }
    });
    if let Err(error) = read {
        anstream::eprintln!("{error}");
        return ExitCode::from(BROKEN);
    }
    print_meanings(&bare);
    if shipped && arguments.format == Format::Text {
        anstream::println!(
            "Scripts of the folder `rules/` are shipped in the program: `tillsyn rules export DIR` writes them to DIR, to be read and changed."
        );
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

/// Words that were copied with the quotation marks and the sign of a cut around them.
fn unquoted(words: &str) -> &str {
    match words.trim_matches(['“', '”', '"', '…', ' ']) {
        "" => words,
        own => own,
    }
}

/// What was asked and answered by yes, no or nothing alone, with what it means.
type Bare = BTreeMap<String, &'static str>;

/// What a bare answer says: nothing in the report is known to have decided it.
fn print_meanings(bare: &Bare) {
    if bare.is_empty() {
        return;
    }
    anstream::println!("What is asked by");
    for (asked, meaning) in bare {
        anstream::println!("  {asked}: {meaning}");
    }
}

fn taken_apart(arguments: &Arguments, first: &str) -> String {
    match &arguments.at {
        Some(words) => format!(
            "`{first}` is one word too many: words that belong together stand in quotation marks: --at \"{words} {}\"",
            arguments.apart.join(" ")
        ),
        None => format!(
            "`{first}` is one word too many: first comes the report, then the id of one rule; a name with spaces stands in quotation marks"
        ),
    }
}

fn no_such_rule(arguments: &Arguments, checker: &Checker) -> String {
    let named = arguments.rule.as_deref().unwrap_or_default();
    let ids = || checker.rules().iter().map(|rule| rule.id.as_str());
    let remedy = match (super::meant(named, ids), &arguments.at) {
        (Some(id), _) => format!("did you mean `{id}`?"),
        // The second of several words is easily taken for the rule.
        (None, Some(words)) if !named.contains('/') => {
            format!(
                "if it belongs to the words of --at, put them in quotation marks: --at \"{words} {named}\""
            )
        }
        (None, _) => "`tillsyn rules list` shows the ids (pack/name)".to_string(),
    };
    format!("there is no rule `{named}` in these folders: {remedy}")
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

/// What one rule made of a report; None where it is asked for words at which it did not look.
fn of_rule<'a>(
    checker: &Checker,
    rule: &'a Rule,
    report: &'a Arc<Report>,
    asked: Option<&Asked>,
) -> Option<OfRule<'a>> {
    let mut things = checker.explain(rule, report);
    if let Some(asked) = asked {
        things.retain_mut(|thing| asked.keep(thing));
        if things.is_empty() {
            return None;
        }
    }
    Some(OfRule {
        file: &report.source.file,
        rule: &rule.id,
        earlier: rule.of_history.then(|| {
            let all = report.earlier.iter();
            all.map(|own| own.report.source.file.as_str()).collect()
        }),
        things,
    })
}

fn tell(arguments: &Arguments, rule: &Rule, own: &OfRule, asked: Option<&Asked>, bare: &mut Bare) {
    match arguments.format {
        Format::Text => print::rule(own, rule, asked, arguments.all, bare),
        Format::Json => match serde_json::to_string(own) {
            Ok(json) => anstream::println!("{json}"),
            Err(error) => anstream::eprintln!("cannot be written: {error}"),
        },
    }
}
