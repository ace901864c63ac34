//! Finds misspelt properties, functions and parameters in a script before it ever runs.

use std::collections::BTreeSet;
use std::path::Path;

use rhai::{AST, ASTNode, Engine, Expr, Position, Stmt};

use super::api::PROPERTIES;
use super::load::Manifest;
use crate::problem::Problem;

/// The functions that a rule can define, each called for every thing of its kind.
pub const CHECKS: [&str; 6] = [
    "check_report",
    "check_section",
    "check_result",
    "check_indicator",
    "check_statistic",
    "check_statement",
];

/// The names that scripts can use.
pub struct Known {
    functions: BTreeSet<String>,
    properties: BTreeSet<String>,
}

impl Known {
    pub fn of(engine: &Engine) -> Self {
        let functions = engine
            .gen_fn_signatures(true)
            .iter()
            .filter_map(|signature| signature.split('(').next())
            .map(|name| name.rsplit(' ').next().unwrap_or(name).to_string())
            .chain(
                [
                    "type_of",
                    "is_def_var",
                    "is_def_fn",
                    "Fn",
                    "call",
                    "curry",
                    "is_shared",
                ]
                .map(String::from),
            )
            .collect();
        Known {
            functions,
            properties: PROPERTIES.iter().map(|name| (*name).to_string()).collect(),
        }
    }
}

/// The check functions that a script defines.
pub fn checks(ast: &AST) -> Vec<&'static str> {
    CHECKS
        .into_iter()
        .filter(|name| ast.iter_functions().any(|function| function.name == *name))
        .collect()
}

/// Every unknown name, and the absence of anything to call.
pub fn problems(ast: &AST, known: &Known, manifest: &Manifest, path: &Path, text: &str) -> Vec<Problem> {
    let mut found = shape_problems(ast, path);
    let own: BTreeSet<&str> = ast.iter_functions().map(|function| function.name).collect();
    ast.walk(&mut |nodes| {
        let expression = match nodes.last() {
            Some(ASTNode::Expr(expression)) => Some(*expression),
            Some(ASTNode::Stmt(Stmt::FnCall(call, position))) => {
                found.extend(unknown_function(
                    call.name.as_str(),
                    *position,
                    known,
                    &own,
                    path,
                    text,
                ));
                None
            }
            _ => None,
        };
        match expression {
            Some(Expr::FnCall(call, position) | Expr::MethodCall(call, position)) => {
                found.extend(unknown_function(
                    call.name.as_str(),
                    *position,
                    known,
                    &own,
                    path,
                    text,
                ));
            }
            Some(Expr::Dot(pair, ..)) => {
                found.extend(unknown_parameter(&pair.lhs, &pair.rhs, manifest, path, text))
            }
            Some(Expr::Property(property, position)) => {
                let name = property.2.as_str();
                if !known.properties.contains(name) && !manifest.params.contains_key(name) {
                    found.push(unknown(
                        "property",
                        name,
                        known.properties.iter().map(String::as_str),
                        *position,
                        path,
                        text,
                    ));
                }
            }
            _ => {}
        }
        true
    });
    found
}

fn shape_problems(ast: &AST, path: &Path) -> Vec<Problem> {
    let mut found = Vec::new();
    if checks(ast).is_empty() {
        let misspelt = ast
            .iter_functions()
            .find(|function| function.name.starts_with("check"));
        let message = match misspelt {
            Some(function) => format!("`{}` is not called by anything", function.name),
            None => "the script defines no function to call".to_string(),
        };
        found.push(Problem::new(path, message).remedy(format!("define one of {}", CHECKS.join(", "))));
    }
    for function in ast
        .iter_functions()
        .filter(|function| CHECKS.contains(&function.name) && function.params.len() != 2)
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

fn unknown_function(
    name: &str,
    position: Position,
    known: &Known,
    own: &BTreeSet<&str>,
    path: &Path,
    text: &str,
) -> Option<Problem> {
    let operator = !name.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let found = operator || known.functions.contains(name) || own.contains(name);
    let names = known
        .functions
        .iter()
        .map(String::as_str)
        .chain(own.iter().copied());
    (!found).then(|| unknown("function", name, names, position, path, text))
}

fn unknown_parameter(
    left: &Expr,
    right: &Expr,
    manifest: &Manifest,
    path: &Path,
    text: &str,
) -> Option<Problem> {
    let Expr::Variable(variable, ..) = left else {
        return None;
    };
    let Expr::Property(property, position) = right else {
        return None;
    };
    let name = property.2.as_str();
    let misspelt = variable.1 == "params" && !manifest.params.contains_key(name);
    misspelt.then(|| {
        unknown(
            "parameter",
            name,
            manifest.params.keys().map(String::as_str),
            *position,
            path,
            text,
        )
    })
}

fn unknown<'a>(
    kind: &str,
    name: &str,
    names: impl Iterator<Item = &'a str>,
    position: Position,
    path: &Path,
    text: &str,
) -> Problem {
    let problem = Problem::new(path, format!("unknown {kind} `{name}`")).at(
        text,
        position.line().unwrap_or(1),
        position.position(),
    );
    let nearest = names.min_by_key(|other| strsim::damerau_levenshtein(name, other));
    match nearest.filter(|other| strsim::damerau_levenshtein(name, other) <= 1 + name.len() / 3) {
        Some(other) => problem.remedy(format!("did you mean `{other}`?")),
        None if kind == "parameter" => problem.remedy("add it to [params] in the rule's manifest"),
        None => problem,
    }
}
