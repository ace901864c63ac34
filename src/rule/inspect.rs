//! Finds misspelt properties, functions and parameters in a script before it ever runs.

use std::collections::BTreeSet;
use std::path::Path;

use rhai::{AST, ASTNode, Engine, Expr, Position, Stmt};

use super::engine::{REFUSED, refusal};
use crate::problem::Problem;

/// The functions that a rule can define, each called for every thing of its kind.
pub const CHECKS: [&str; 9] = [
    "check_report",
    "check_section",
    "check_result",
    "check_indicator",
    "check_statistic",
    "check_statement",
    "check_ratio",
    "check_comparison",
    "check_estimate",
];

/// What the script language itself brings beside the engine's functions.
const LANGUAGE: [&str; 7] = [
    "type_of",
    "is_def_var",
    "is_def_fn",
    "Fn",
    "call",
    "curry",
    "is_shared",
];

/// How the engine names the function behind a property.
const GETTER: &str = "get$";

/// The names that scripts can use, as they are registered.
pub struct Known {
    functions: BTreeSet<String>,
    properties: BTreeSet<String>,
}

impl Known {
    pub fn of(engine: &Engine) -> Self {
        let names = engine.collect_fn_metadata(None, |found| Some(found.metadata.name.to_string()), true);
        let (getters, functions): (BTreeSet<String>, BTreeSet<String>) =
            names.into_iter().partition(|name| name.starts_with(GETTER));
        Known {
            functions: functions.into_iter().chain(LANGUAGE.map(String::from)).collect(),
            properties: getters
                .iter()
                .filter_map(|name| name.strip_prefix(GETTER))
                .map(String::from)
                .collect(),
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

/// A rule must define something to call, and to call it with what it takes.
pub fn shape_problems(ast: &AST, path: &Path) -> Vec<Problem> {
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

/// Every unknown name in a script.
pub fn problems(
    ast: &AST,
    known: &Known,
    parameters: &BTreeSet<&str>,
    path: &Path,
    text: &str,
) -> Vec<Problem> {
    let mut inspector = Inspector {
        known,
        parameters,
        own: ast.iter_functions().map(|function| function.name).collect(),
        path,
        text,
        found: Vec::new(),
        of_parameters: BTreeSet::new(),
    };
    ast.walk(&mut |nodes| {
        inspector.lost_finding(nodes);
        match nodes.last() {
            Some(ASTNode::Expr(expression)) => inspector.expression(expression),
            Some(ASTNode::Stmt(Stmt::FnCall(call, position))) => {
                inspector.function(call.name.as_str(), *position);
            }
            _ => {}
        }
        true
    });
    inspector.found
}

struct Inspector<'a> {
    known: &'a Known,
    parameters: &'a BTreeSet<&'a str>,
    /// Functions that the script defines.
    own: BTreeSet<&'a str>,
    path: &'a Path,
    text: &'a str,
    found: Vec<Problem>,
    /// Where properties of `params` stand: their names come from the manifest.
    of_parameters: BTreeSet<Position>,
}

impl Inspector<'_> {
    fn expression(&mut self, expression: &Expr) {
        match expression {
            Expr::FnCall(call, position) | Expr::MethodCall(call, position) => {
                self.function(call.name.as_str(), *position);
            }
            Expr::Dot(pair, ..) if matches!(&pair.lhs, Expr::Variable(variable, ..) if variable.1 == "params") => {
                self.parameter(&pair.rhs)
            }
            Expr::Property(property, position) => self.property(property.2.as_str(), *position),
            _ => {}
        }
    }

    /// A finding made as a statement in a loop goes nowhere: loops return nothing.
    fn lost_finding(&mut self, nodes: &[ASTNode]) {
        let Some((ASTNode::Stmt(statement), around)) = nodes.split_last() else {
            return;
        };
        let outer = around
            .iter()
            .rev()
            .find(|node| !matches!(node, ASTNode::Stmt(Stmt::If(..) | Stmt::Block(..))));
        let in_loop = matches!(
            outer,
            Some(ASTNode::Stmt(Stmt::For(..) | Stmt::While(..) | Stmt::Do(..)))
        );
        if in_loop && makes_finding(statement) {
            let message = "this finding is lost: a loop returns nothing".to_string();
            self.found.push(
                self.at(statement.position(), message)
                    .remedy("write `return` before it, or push it to an array that is returned at the end"),
            );
        }
    }

    fn function(&mut self, name: &str, position: Position) {
        let operator = !name.starts_with(|c: char| c.is_alphabetic() || c == '_');
        if REFUSED.contains(&name) {
            self.found.push(self.at(position, refusal(name)));
        } else if !operator && !self.known.functions.contains(name) && !self.own.contains(name) {
            let names = self.known.functions.iter().map(String::as_str);
            let nearest = nearest(name, names.chain(self.own.iter().copied()));
            self.unknown("function", name, nearest, None, position);
        }
    }

    fn property(&mut self, name: &str, position: Position) {
        let known = self.known.properties.contains(name) || self.parameters.contains(name);
        if !known && !self.of_parameters.contains(&position) {
            let nearest = nearest(name, self.known.properties.iter().map(String::as_str));
            self.unknown("property", name, nearest, None, position);
        }
    }

    /// What follows `params.`: its first name is a parameter, the others are keys of that parameter.
    fn parameter(&mut self, chain: &Expr) {
        let mut first = true;
        let mut rest = Some(chain);
        while let Some(expression) = rest {
            let (own, next) = match expression {
                Expr::Dot(pair, ..) | Expr::Index(pair, ..) => (&pair.lhs, Some(&pair.rhs)),
                other => (other, None),
            };
            if let Expr::Property(property, position) = own {
                self.of_parameters.insert(*position);
                let name = property.2.as_str();
                if first && !self.parameters.contains(name) {
                    let nearest = nearest(name, self.parameters.iter().copied());
                    let remedy = "add it to [params] in the rule's manifest";
                    self.unknown("parameter", name, nearest, Some(remedy), *position);
                }
            }
            first = false;
            rest = next;
        }
    }

    fn unknown(
        &mut self,
        kind: &str,
        name: &str,
        nearest: Option<String>,
        remedy: Option<&str>,
        position: Position,
    ) {
        let problem = self.at(position, format!("unknown {kind} `{name}`"));
        let remedy = nearest
            .map(|nearest| format!("did you mean `{nearest}`?"))
            .or(remedy.map(String::from));
        self.found.push(match remedy {
            Some(remedy) => problem.remedy(remedy),
            None => problem,
        });
    }

    fn at(&self, position: Position, message: String) -> Problem {
        Problem::new(self.path, message).at(self.text, position.line().unwrap_or(1), position.position())
    }
}

/// `finding(…);` or `finding(…).detail(…);`
fn makes_finding(statement: &Stmt) -> bool {
    let name = match statement {
        Stmt::FnCall(call, _) => call.name.as_str(),
        Stmt::Expr(expression) => match &**expression {
            Expr::FnCall(call, _) => call.name.as_str(),
            Expr::Dot(pair, ..) => match &pair.lhs {
                Expr::FnCall(call, _) => call.name.as_str(),
                _ => return false,
            },
            _ => return false,
        },
        _ => return false,
    };
    name == "finding" || name == "could_not_tell"
}

/// The name that was probably meant.
fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    let nearest = names.min_by_key(|other| strsim::damerau_levenshtein(name, other))?;
    (strsim::damerau_levenshtein(name, nearest) <= 1 + name.len() / 3).then(|| nearest.to_string())
}
