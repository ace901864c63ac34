//! What a rule made of the things of a report, as text for a person.

use tillsyn::backtest::UNTRIED_HISTORY;
use tillsyn::document::Location;
use tillsyn::rule::{Explained, Outcome, Rule};
use tillsyn::texts;
use tillsyn::write::{counted, place};

use super::asked::Asked;
use super::{Bare, OfRule, reads};

/// Values shown of one thing: those read right before the script returned decide.
const SHOWN: usize = 12;

const DECISIVE: &str = "  ← this decided";

pub fn rule(own: &OfRule, rule: &Rule, asked: Option<&Asked>, all: bool, bare: &mut Bare) {
    let count = |is: fn(&Outcome) -> bool| own.things.iter().filter(|thing| is(&thing.outcome)).count();
    let counts = [
        ("fired on", count(|outcome| matches!(outcome, Outcome::Fired(_)))),
        ("silent on", count(|outcome| matches!(outcome, Outcome::Silent))),
        (
            "could not tell on",
            count(|outcome| matches!(outcome, Outcome::CouldNotTell(_))),
        ),
        (
            "failed on",
            count(|outcome| matches!(outcome, Outcome::Failed(_))),
        ),
    ];
    let counts = counts.iter().filter(|(_, count)| *count > 0);
    let counts: Vec<String> = counts.map(|(what, count)| format!("{what} {count}")).collect();
    let things = counted(own.things.len(), "thing");
    let colon = if counts.is_empty() { "" } else { ": " };
    anstream::println!(
        "{}: {} looked at {things}{colon}{}",
        own.file,
        own.rule,
        counts.join(", ")
    );
    match own.earlier.as_deref() {
        None => {}
        Some([]) => anstream::println!("  {UNTRIED_HISTORY} (--earlier FILE names one)"),
        Some(earlier) => anstream::println!("  held against {}", earlier.join(", ")),
    }
    for (name, value) in rule.settings() {
        anstream::println!("  params.{name} is {value}");
    }
    if own.things.is_empty() {
        anstream::println!(
            "  Nothing was read in this report that it is called with: {}. `tillsyn read` shows what was read.",
            rule.looks_at().join(", ")
        );
    }
    for mut passage in by_passage(&own.things) {
        // Two that are alike in all are told once.
        passage.dedup_by(|one, before| alike(one, before));
        for (at, thing) in passage.iter().enumerate() {
            print_thing(thing, rule, asked, all, bare, (passage.len() > 1, at == 0));
        }
    }
    anstream::println!();
}

/// The things, those of one passage together, in the order in which the passages were looked at first.
fn by_passage(things: &[Explained]) -> Vec<Vec<&Explained>> {
    let mut found: Vec<Vec<&Explained>> = Vec::new();
    for thing in things {
        let same = |own: &&mut Vec<&Explained>| {
            let first = &own[0].thing;
            !first.quote.is_empty()
                && (&first.quote, &first.location, &first.file)
                    == (&thing.thing.quote, &thing.thing.location, &thing.thing.file)
        };
        match found.iter_mut().find(same) {
            Some(own) => own.push(thing),
            None => found.push(vec![thing]),
        }
    }
    found
}

fn alike(one: &Explained, other: &Explained) -> bool {
    let told = |own: &Explained| serde_json::to_string(own).ok();
    told(one) == told(other)
}

/// `shared`: several things are of its passage; `first`: it is the first of them.
fn print_thing(
    thing: &Explained,
    rule: &Rule,
    asked: Option<&Asked>,
    all: bool,
    bare: &mut Bare,
    (shared, first): (bool, bool),
) {
    let whole = thing.check == "check_report";
    let part = whole && thing.line.is_none() && !thing.reads.is_empty();
    let by_the_way = !whole && asked.is_some_and(|asked| !asked.is_of(&thing.thing));
    if part {
        anstream::println!("\n  It goes through the report as a whole; where these words stand:");
    } else if first {
        anstream::println!("\n  {}{}", quoted(thing), at(&thing.thing.location));
    }
    if shared && !thing.taken_for.is_empty() {
        anstream::println!("    as {}:", thing.taken_for);
    }
    print_outcome(&thing.outcome);
    if by_the_way {
        anstream::println!(
            "    on its way the rule read the words that are asked for; what it asked last stands at the end:"
        );
    }
    print_reads(thing, part, by_the_way, all, bare);
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

fn print_outcome(outcome: &Outcome) {
    match outcome {
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
}

fn print_reads(thing: &Explained, part: bool, by_the_way: bool, all: bool, bare: &mut Bare) {
    let lines = reads::lines(thing, part, part || by_the_way);
    let left_out = if all { 0 } else { lines.len().saturating_sub(SHOWN) };
    if left_out > 0 {
        anstream::println!("      … {} before (--all shows all)", counted(left_out, "value"));
    }
    let mut of = String::new();
    for line in lines.into_iter().skip(left_out) {
        if line.of != of && !line.of.is_empty() {
            anstream::println!("      of “{}”{}:", line.of, line.place);
        }
        of.clone_from(&line.of);
        let mark = if line.decided { DECISIVE } else { "" };
        anstream::println!("      {}{}{mark}", line.text, line.from);
        bare.extend(line.bare);
    }
}

fn quoted(thing: &Explained) -> String {
    match (thing.thing.quote.as_str(), thing.check) {
        ("", "check_report") => "The report as a whole".to_string(),
        ("", "check_finding") => "A finding on the report as a whole".to_string(),
        ("", "check_section") => "What stands above the first heading".to_string(),
        ("", _) => "A thing that has no words of its own in the report".to_string(),
        (quote, _) => format!("“{quote}”"),
    }
}

pub fn at(location: &Location) -> String {
    match place(location, texts::DEFAULT) {
        place if place.is_empty() => String::new(),
        place => format!(" — {place}"),
    }
}
