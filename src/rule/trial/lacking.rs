//! Pages whose examples leave a side of the rule untried.

use std::path::Path;

use super::{Expectation, of_page, page};
use crate::problem::Problem;

const BOTH: &str =
    "write one on which it fires, and one on which it stays silent: `tillsyn rules docs how-to` shows how";
const SILENT: &str =
    "write one much like those on which it fires, in which nothing is amiss: ```report silent";
const FIRES: &str = "write one in which what the rule asks for is lacking: ```report fires";

/// What no example of a page tries. The rule may be right all the same, and with every example coming out as written
/// nobody would know that nothing was proven.
pub fn lacking(path: &Path, text: &str, script: &str) -> Option<Problem> {
    // What was meant as an example is told as a mistake, with its line.
    if !page::mistakes(text).is_empty() {
        return None;
    }
    let examples = of_page("", text);
    let lacks = |kind: Expectation| examples.iter().all(|own| own.expectation != kind);
    let fires = lacks(Expectation::Fires) && script.contains("finding(");
    let silent = lacks(Expectation::Silent);
    let (what, remedy) = match (examples.is_empty(), fires, silent) {
        (true, ..) => ("this page has no example: nothing tries the rule", BOTH),
        (_, true, true) => (
            "no example fires, and none stays silent: nothing shows that the rule tells the two apart",
            BOTH,
        ),
        (_, true, false) => (
            "no example fires: a rule that never finds anything would pass",
            FIRES,
        ),
        (_, false, true) => (
            "no example stays silent: a rule that finds fault with everything would pass",
            SILENT,
        ),
        (_, false, false) => return None,
    };
    Some(Problem::new(path, what).remedy(remedy))
}
