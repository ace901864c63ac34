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

/// An example that came out otherwise than its page says; the error is why the rule gave no answer. The rule is mended
/// for the most part, and the example stands as the page has it.
pub(super) fn failed(
    folder: &RulesFolder,
    example: &Example,
    answer: Result<(Expectation, String), String>,
) -> Problem {
    let page = format!("{}.md", example.rule);
    let expected = example.expectation;
    let (message, remedy) = match answer {
        Ok((outcome, words)) => {
            let colon = if words.is_empty() { "" } else { ": " };
            (
                format!(
                    "on this example the rule must {}, and it {}{colon}{words}",
                    expected.demanded(),
                    outcome.told()
                ),
                remedy(expected, outcome),
            )
        }
        Err(why) => (
            format!(
                "on this example the rule must {}, and it failed: {why}",
                expected.demanded()
            ),
            "mend the script where it failed".to_string(),
        ),
    };
    let mut problem = Problem::new(folder.path(&page), message)
        .at(folder.text(&page).unwrap_or_default(), example.line, None)
        .remedy(remedy);
    problem.snippet = Some(shown(example));
    problem
}

/// First what is to be done to the rule, then what if it is right as it is.
fn remedy(expected: Expectation, outcome: Expectation) -> String {
    let change = match expected {
        Expectation::Fires => "it returns finding(…) here",
        Expectation::Silent => "it returns nothing here",
        Expectation::CouldNotTell => "it returns could_not_tell(…) here",
    };
    let rightly = match outcome {
        Expectation::Fires => "fires",
        Expectation::Silent => "is silent",
        Expectation::CouldNotTell => "cannot tell",
    };
    format!(
        "change the script so that {change}; only if the rule rightly {rightly}, write `report {}` in the page",
        outcome.word()
    )
}

/// The example as it stands in the page.
fn shown(example: &Example) -> String {
    let missing = if example.value_missing {
        " missing-value"
    } else {
        ""
    };
    let mut lines = vec![format!("```report {}{missing}", example.expectation.word())];
    let text = example.text.trim_end();
    lines.extend(text.lines().take(SHOWN).map(String::from));
    let more = text.lines().nth(SHOWN).is_some();
    lines.push(if more { "…" } else { "```" }.to_string());
    lines.join("\n")
}
