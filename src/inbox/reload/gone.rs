//! A file of a rule that was there when the rules were read last, and is not any more.

use std::path::Path;

use crate::problem::Problem;
use crate::rules_folder::RulesFolder;

/// What is told of a file that nobody wrote yet sends whoever deleted it to write it anew.
pub fn told_as_gone(problem: Problem, before: &RulesFolder) -> Problem {
    let of_before = || {
        before
            .files()
            .any(|(inside, _)| before.path(inside) == problem.path)
    };
    if problem.line.is_some() || problem.path.exists() || !of_before() {
        return problem;
    }
    let others = others(&problem.path);
    let message = "this file is gone: it was there before".to_string();
    // One that only lies under another name is best given its own again.
    let renamed = problem.remedy.clone().filter(|own| own.starts_with("rename "));
    let remedy = renamed.unwrap_or_else(|| match others.as_slice() {
        [] => "put it back".to_string(),
        [one] => format!("put it back, or delete {one} too: then there is no such rule any more"),
        others => format!(
            "put it back, or delete the other two, {}: then there is no such rule any more",
            others.join(" and ")
        ),
    });
    Problem { message, ..problem }.remedy(remedy)
}

/// Names of the rule's files that are still there.
fn others(path: &Path) -> Vec<String> {
    let kinds = ["toml", "rhai", "md"].map(|kind| path.with_extension(kind));
    let there = kinds.iter().filter(|own| own.exists());
    let names = there.filter_map(|own| own.file_name());
    names.map(|name| name.to_string_lossy().into_owned()).collect()
}
