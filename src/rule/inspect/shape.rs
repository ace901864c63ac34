//! The functions of a script that are to be called: whether there is one, and of what name.

use std::path::Path;

use rhai::AST;
use strsim::damerau_levenshtein;

use super::CHECKED;
use crate::problem::{Problem, nearest};

/// Letters that are mistyped in a name that is known; what differs in more is another word.
const SLIP: usize = 2;

/// What people call the things that a rule is called with.
const MEANT: [(&str, &[&str]); 8] = [
    (
        "check_statement",
        &["sentence", "text", "paragraph", "line", "claim"],
    ),
    (
        "check_activity",
        &["training", "campaign", "service", "course", "workshop"],
    ),
    (
        "check_statistic",
        &[
            "number", "figure", "people", "person", "count", "row", "cell", "table",
        ],
    ),
    ("check_section", &["heading", "chapter"]),
    ("check_result", &["outcome", "output", "goal", "objective"]),
    ("check_indicator", &["target", "baseline"]),
    ("check_report", &["document", "file"]),
    ("check_ratio", &["percentage", "percent", "share"]),
];

/// The check functions that a script defines.
pub fn checks(ast: &AST) -> Vec<&'static str> {
    CHECKED
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| ast.iter_functions().any(|function| function.name == *name))
        .collect()
}

/// A rule must define something to call, and to call it with what it takes.
pub fn shape_problems(ast: &AST, (path, text): (&Path, &str)) -> Vec<Problem> {
    let mut found = Vec::new();
    let names = CHECKED.map(|(name, _)| name);
    let own_checks = checks(ast);
    let misspelt = ast.iter_functions().find(|function| {
        let begins = function.name.to_lowercase().starts_with("check");
        // A function of one's own may be called anything beside one that is called.
        let near = own_checks.is_empty() && slip(function.name).is_some();
        (begins || near) && !names.contains(&function.name)
    });
    if let Some(function) = &misspelt {
        let head = format!("fn {}", function.name);
        let line = text.lines().position(|line| line.contains(&head));
        let problem = Problem::new(path, format!("`{}` is not called by anything", function.name));
        let problem = problem.at(text, line.map_or(1, |line| line + 1), None);
        found.push(problem.remedy(match meant(function.name) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("a rule defines one of {}", names.join(", ")),
        }));
    }
    if own_checks.is_empty() && misspelt.is_none() {
        found.push(
            Problem::new(path, "the script defines no function to call")
                .remedy(format!("define one of {}", names.join(", "))),
        );
    }
    for function in ast
        .iter_functions()
        .filter(|function| names.contains(&function.name) && function.params.len() != 2)
    {
        found.push(Problem::new(
            path,
            format!(
                "`{}` must take two things: what it checks, and `params`",
                function.name
            ),
        ));
    }
    found
}

/// The check function that was meant: misspelt, of many (`check_activities`), or called after what people call its thing.
fn meant(name: &str) -> Option<String> {
    slip(name).or_else(|| {
        let single = single(&name.to_lowercase());
        let thing = single.strip_prefix("check")?.trim_matches('_');
        let own = MEANT.iter().find(|(_, words)| words.contains(&thing));
        own.map(|(function, _)| (*function).to_string())
    })
}

fn slip(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    [single(&lower), lower].into_iter().find_map(|name| {
        let near = nearest(&name, CHECKED.iter().map(|(own, _)| *own))?;
        (damerau_levenshtein(&name, &near) <= SLIP).then_some(near)
    })
}

/// "check_activities" of one.
fn single(name: &str) -> String {
    match (name.strip_suffix("ies"), name.strip_suffix('s')) {
        (Some(begin), _) => format!("{begin}y"),
        (_, Some(begin)) => begin.to_string(),
        _ => name.to_string(),
    }
}
