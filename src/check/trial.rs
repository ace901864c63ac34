//! How the examples in the pages of the rules came out.

use std::path::PathBuf;

use crate::problem::Problem;
use crate::rule::{Example, Expectation};
use crate::rules_folder::RulesFolder;

/// Lines of an example that are shown when it fails.
const SHOWN: usize = 12;

/// How examples came out.
#[derive(Debug, Default)]
pub struct Trial {
    pub tried: usize,
    /// Those that came out otherwise than their page says, as problems of the page.
    pub failed: Vec<Problem>,
    /// How these came out, where the rule gave an answer.
    pub came_out: Vec<CameOut>,
    /// Rules whose page has no example, as problems of the page.
    pub untried: Vec<Problem>,
}

/// What a rule made of an example, whatever its page says.
#[derive(Debug)]
pub struct CameOut {
    pub page: PathBuf,
    /// Of the example's first line, from 1.
    pub line: usize,
    pub outcome: Expectation,
}

/// A rule that nothing tries.
pub(super) fn untried(folder: &RulesFolder, rule: &str) -> Problem {
    Problem::new(folder.path(&format!("{rule}.md")), "this page has no example: nothing tries the rule").remedy(
        "write one on which it fires, and one on which it stays silent: `tillsyn rules docs how-to` shows how",
    )
}

/// An example that came out otherwise than its page says, with the difference; the error is why the rule gave no answer.
pub(super) fn failed(
    folder: &RulesFolder,
    example: &Example,
    answer: Result<(Expectation, String), String>,
) -> Problem {
    let page = format!("{}.md", example.rule);
    let outcome = answer.as_ref().ok().map(|(outcome, _)| *outcome);
    let came_out = match answer {
        Ok((outcome, words)) if words.is_empty() => format!("the rule {}", outcome.told()),
        Ok((outcome, words)) => format!("the rule {}: {words}", outcome.told()),
        Err(message) => format!("it failed: {message}"),
    };
    let message = format!(
        "this example should say that the rule {}, but {came_out}",
        example.expectation.told()
    );
    let mut problem = Problem::new(folder.path(&page), message)
        .at(folder.text(&page).unwrap_or_default(), example.line, None)
        .remedy("change the rule, or the example when the rule is right");
    problem.snippet = Some(difference(example, outcome));
    problem
}

/// The example as its page should have it for the rule to be right.
fn difference(example: &Example, outcome: Option<Expectation>) -> String {
    let fence = |sign: &str, outcome: Expectation| format!("{sign}```report {}", outcome.word());
    let expected = outcome.map_or(" ", |_| "-");
    let mut lines = vec![fence(expected, example.expectation)];
    lines.extend(outcome.map(|outcome| fence("+", outcome)));
    let text = example.text.trim_end();
    lines.extend(text.lines().take(SHOWN).map(|line| format!(" {line}")));
    let more = text.lines().nth(SHOWN).is_some();
    lines.push(if more { " …" } else { " ```" }.to_string());
    lines.join("\n")
}
