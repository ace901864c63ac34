//! What the rules made of a passage or a report, a line for each with what decided, before any is told of at length.

use tillsyn::rule::{Explained, Outcome, Rule};
use tillsyn::write::counted;

use super::reads::{self, cut};
use super::{Arguments, OfRule};

/// Letters of a line that are told of what decided; a rule that is named tells the rest.
const LONGEST: usize = 110;
/// … and of the passage that a message quotes.
const QUOTED: usize = 45;

/// What came of a rule, in the order in which rules are told of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    Fired,
    CouldNotTell,
    Failed,
    /// On the report, without a word of the passage that is asked for.
    FiredElsewhere,
    Silent,
    /// It needs an earlier report, and there is none.
    NotTried,
    /// Nothing was read that it is called with.
    NothingToSee,
}

impl Standing {
    pub fn of(own: &OfRule) -> Self {
        let all = own.things.iter().map(Self::of_thing);
        match all.min() {
            None => Standing::NothingToSee,
            Some(Standing::Silent) if own.earlier.as_ref().is_some_and(Vec::is_empty) => Standing::NotTried,
            Some(first) => first,
        }
    }

    fn of_thing(thing: &Explained) -> Self {
        match &thing.outcome {
            Outcome::Fired(findings) if findings.is_empty() => Standing::FiredElsewhere,
            Outcome::Fired(_) => Standing::Fired,
            Outcome::CouldNotTell(_) => Standing::CouldNotTell,
            Outcome::Failed(_) => Standing::Failed,
            Outcome::Silent => Standing::Silent,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Standing::Fired => "fired",
            Standing::CouldNotTell => "could not tell",
            Standing::Failed => "failed",
            Standing::FiredElsewhere => "fired elsewhere",
            Standing::Silent => "silent",
            Standing::NotTried => "not tried",
            Standing::NothingToSee => "nothing to see",
        }
    }
}

/// `all`: of how many rules it was asked.
pub fn print(looked: &[(&Rule, OfRule)], all: usize, arguments: &Arguments) {
    if looked.is_empty() {
        return;
    }
    let asked = match &arguments.at {
        Some(_) => format!("{} of {all} looked at these words", counted(looked.len(), "rule")),
        None => format!("What {} made of the report", counted(all, "rule")),
    };
    anstream::println!("{asked}. Beside each stands what decided:");
    let ids = looked.iter().map(|(rule, _)| rule.id.len());
    let width = ids.max().unwrap_or_default();
    for (rule, own) in looked {
        let standing = Standing::of(own);
        let why = cut(&why(rule, own, standing), LONGEST);
        anstream::println!("  {:<15}  {:<width$}  {why}", standing.name(), rule.id);
    }
    let words = arguments.at.as_ref();
    let words = words.map_or_else(String::new, |words| format!(" --at \"{words}\""));
    let report = arguments.report.display();
    anstream::println!(
        "`tillsyn rules explain {report} RULE{words}` tells of one rule at length, and --all of each of them.\n"
    );
}

/// What decided, in a line: of many things of a report, what did so most often.
fn why(rule: &Rule, own: &OfRule, standing: Standing) -> String {
    match standing {
        Standing::NotTried => return "there is no earlier report (--earlier FILE names one)".to_string(),
        Standing::NothingToSee => return format!("the report has none of {}", rule.looks_at().join(", ")),
        _ => {}
    }
    let things = own
        .things
        .iter()
        .filter(|thing| Standing::of_thing(thing) == standing);
    let mut told: Vec<(String, usize)> = Vec::new();
    for reason in things.flat_map(reasons) {
        match told.iter_mut().find(|(own, _)| *own == reason) {
            Some((_, count)) => *count += 1,
            None => told.push((reason, 1)),
        }
    }
    // Of those that are equal the first.
    told.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let first = told
        .first()
        .map_or_else(String::new, |(reason, _)| reason.clone());
    match told.len() {
        ..=1 => first,
        many => format!("{first} (and {} more)", many - 1),
    }
}

fn reasons(thing: &Explained) -> Vec<String> {
    match &thing.outcome {
        Outcome::Fired(findings) if !findings.is_empty() => {
            findings.iter().map(|finding| brief(&finding.message)).collect()
        }
        Outcome::CouldNotTell(reasons) => reasons.clone(),
        Outcome::Failed(problems) => problems.iter().map(|own| own.message.clone()).collect(),
        Outcome::Fired(_) | Outcome::Silent => {
            let lines = reads::lines(thing, thing.check == "check_report", false);
            // Of a rule that asked the report alone, the last answer.
            let last = lines.len().saturating_sub(1);
            let any = lines.iter().any(|line| line.decided);
            let decided = lines
                .into_iter()
                .enumerate()
                .filter(|(at, line)| line.decided || !any && *at == last);
            decided.map(|(_, line)| line.text).collect()
        }
    }
}

/// A message with its first quotation cut: what is said of it stands behind.
fn brief(message: &str) -> String {
    let quoted = message.split_once('“').and_then(|(before, rest)| {
        let (quote, after) = rest.split_once('”')?;
        Some((before, quote, after))
    });
    match quoted {
        Some((before, quote, after)) => format!("{before}“{}”{after}", cut(quote, QUOTED)),
        None => message.to_string(),
    }
}
