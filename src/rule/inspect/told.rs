//! Mistakes in scripts, told in plain words.

use rhai::{Expr, Position};

use super::known::Kind;
use super::manifest_of;
use super::uses::Doubt;
use super::walk::Walker;
use crate::problem::{Problem, nearest};
use crate::rule::api;
use crate::rule::builtins::refusal;

/// Properties that only earlier reports fill.
const OF_EARLIER_REPORTS: [&str; 4] = ["earlier", "before", "awaited", "moved_targets"];

impl Walker<'_> {
    pub(super) fn outside(&mut self, position: Position) {
        self.tell(
            "this stands outside every function, and is never run",
            Some(&format!(
                "move it into a function, or make it a parameter in {}",
                manifest_of(self.path)
            )),
            position,
        );
    }

    /// A function that takes the name of another hides it from the whole script.
    pub(super) fn definition(&mut self, name: &str) {
        if self.known.is_built_in(name) {
            let line = self.text.lines().position(|line| {
                let words = line
                    .trim_start()
                    .trim_start_matches("private ")
                    .strip_prefix("fn ");
                words.is_some_and(|rest| {
                    rest.trim_start()
                        .strip_prefix(name)
                        .is_some_and(|rest| rest.trim_start().starts_with('('))
                })
            });
            self.found.push(
                Problem::new(
                    self.path,
                    format!("`{name}` is there already, and cannot be defined anew"),
                )
                .at(self.text, line.map_or(1, |line| line + 1), None)
                .remedy("give the function another name"),
            );
        }
    }

    /// A finding that nobody takes goes nowhere.
    pub(super) fn lost(&mut self, position: Position, in_loop: bool) {
        let why = if in_loop {
            "this finding is lost: a loop returns nothing"
        } else {
            "this finding is lost: the script goes on after it"
        };
        self.tell(
            why,
            Some("write `return` before it, or push it to an array that is returned at the end"),
            position,
        );
    }

    pub(super) fn switch(&mut self, position: Position) {
        self.tell(
            "`switch` is not allowed in rules: it would take a missing value for any other",
            Some("write `if … { } else if … { }`"),
            position,
        );
    }

    pub(super) fn this(&mut self, position: Position) {
        self.tell(
            "`this` is not allowed in rules",
            Some("give the function what it needs in its brackets"),
            position,
        );
    }

    pub(super) fn unchangeable(&mut self, position: Position) {
        self.tell(
            &format!(
                "what the report and {} say cannot be changed",
                manifest_of(self.path)
            ),
            Some("keep the new value in a variable: `let limit = …`"),
            position,
        );
    }

    pub(super) fn function(&mut self, name: &str, given: usize, position: Position) {
        let operator = !name.starts_with(|c: char| c.is_alphabetic() || c == '_');
        if operator {
            return;
        }
        self.uses.calls_helpers |= self.known.is_helper(name) && !self.own.contains_key(name);
        if let Some(refusal) = refusal(name) {
            self.found.push(self.at(position, refusal));
        } else if let Some(own) = self.own.get(name) {
            let own = own.iter().copied().collect::<Vec<_>>();
            self.arity(name, given, &own, 0, position);
        } else if self.known.has_function(name) {
            let takes: Vec<usize> = self.known.takes(name).into_iter().collect();
            self.arity(name, given, &takes, 0, position);
        } else if self.known.has_property(name) {
            self.tell(
                &format!("unknown function `{name}`: it is a property"),
                Some(&format!("write `.{name}` without brackets")),
                position,
            );
        } else {
            let names = self.known.functions().chain(self.own.keys().copied());
            let meant = nearest(name, names.filter(|name| refusal(name).is_none()));
            let listed = "`tillsyn rules docs how-to` lists what can be asked of texts, numbers and lists";
            self.unknown("function", name, meant, Some(listed), position);
        }
    }

    /// A function after a point; what stands before the point is the first thing that it takes.
    pub(super) fn function_on(&mut self, kind: &Kind, name: &str, given: usize, position: Position) {
        let Kind::Thing(thing) = kind else {
            return self.function_after_point(name, given, position);
        };
        let known = self.known.has_function(name) && refusal(name).is_none();
        if known && !self.own.contains_key(name) && !self.known.is_function_of(name, thing) {
            self.tell(
                &format!("{} has no `{name}(…)`", a(thing)),
                Some(&format!("it has {}", self.list_of(thing))),
                position,
            );
        } else if self.known.has_property_of(name, thing) && !known {
            self.tell(
                &format!("unknown function `{name}`: it is a property"),
                Some(&format!("write `.{name}` without brackets")),
                position,
            );
        } else {
            self.function_after_point(name, given, position);
        }
    }

    fn function_after_point(&mut self, name: &str, given: usize, position: Position) {
        if self.own.contains_key(name) && !self.known.has_function(name) {
            // A function of the script can be called after a point with what it takes, or through `this`.
            return;
        }
        let takes: Vec<usize> = self.known.takes(name).into_iter().collect();
        if takes.is_empty() || refusal(name).is_some() {
            self.function(name, given, position);
        } else {
            self.uses.calls_helpers |= self.known.is_helper(name);
            self.arity(name, given, &takes, 1, position);
        }
    }

    /// `before`: how many of the things stand before the point.
    fn arity(&mut self, name: &str, given: usize, takes: &[usize], before: usize, position: Position) {
        if takes.is_empty() || takes.contains(&given) {
            return;
        }
        let wanted: Vec<String> = takes
            .iter()
            .map(|takes| takes.saturating_sub(before).to_string())
            .collect();
        let message = format!(
            "`{name}` takes {} in its brackets, not {}",
            things(&wanted.join(" or ")),
            given - before
        );
        let example = (name == "detail")
            .then_some("write .detail(\"name\", value): `{name}` in the message is filled with it");
        self.tell(&message, example, position);
    }

    pub(super) fn property(&mut self, kind: &Kind, name: &str, position: Position) -> Kind {
        self.doubt = match kind {
            Kind::Thing(thing) if self.known.may_be_missing(thing, name) => Some(Doubt {
                property: name.to_string(),
                variable: None,
            }),
            _ => None,
        };
        self.uses.earlier_reports |= OF_EARLIER_REPORTS.contains(&name);
        match kind {
            Kind::Params => {
                self.parameter(name, position);
                return Kind::Param(name.to_string());
            }
            Kind::Thing(thing) => {
                if self.known.has_property_of(name, thing) {
                    return self.known.gives(thing, name);
                }
                self.no_property(thing, name, position);
            }
            Kind::List(_) => {
                if ["array", "Array"]
                    .iter()
                    .all(|list| !self.known.has_property_of(name, list))
                {
                    self.tell(
                        &format!("a list has no `{name}`"),
                        Some("go through the list with `for`, or take one item with `[0]`"),
                        position,
                    );
                }
            }
            Kind::Unknown | Kind::Param(_) | Kind::Word(_) | Kind::Truth | Kind::Number | Kind::Text => {
                if !self.known.has_property(name) && !self.parameters.contains(name) {
                    let meant = nearest(name, self.known.properties());
                    self.unknown("property", name, meant, None, position);
                }
            }
        }
        Kind::Unknown
    }

    fn parameter(&mut self, name: &str, position: Position) {
        self.uses.parameters.insert(name.to_string());
        if !self.parameters.contains(name) && name != "len" {
            let meant = nearest(name, self.parameters.iter().copied());
            let remedy = format!(
                "write [params.{name}] into {}, with default = … and about = \"…\"",
                manifest_of(self.path)
            );
            self.unknown("parameter", name, meant, Some(&remedy), position);
        }
    }

    /// A question with a word, and what names a part of the manifest.
    pub(super) fn question(&mut self, name: &str, word: Option<&Expr>, position: Position) {
        let literal = match word {
            Some(Expr::StringConstant(word, _)) => Some(word.as_str()),
            _ => None,
        };
        match (name, literal) {
            ("detail", Some(word)) => drop(self.uses.details.insert(word.to_string())),
            ("detail", None) => self.uses.details_made = true,
            ("variant", Some(word)) => self.uses.variants.push((word.to_string(), position)),
            ("variant", None) => self.uses.variants_made = true,
            (_, Some(word)) => {
                if let Err(message) = api::known_word(name, word) {
                    self.tell(&message, None, position);
                }
            }
            _ => {}
        }
    }

    pub(super) fn reason(&mut self, why: Option<&Expr>, position: Position) {
        self.uses.judges = true;
        match why {
            Some(Expr::StringConstant(why, _)) => self.uses.reasons.push((why.to_string(), position)),
            _ => self.uses.reasons_made = true,
        }
    }

    fn unknown(
        &mut self,
        kind: &str,
        name: &str,
        meant: Option<String>,
        remedy: Option<&str>,
        position: Position,
    ) {
        let remedy = meant
            .map(|meant| format!("did you mean `{meant}`?"))
            .or(remedy.map(String::from));
        self.tell(&format!("unknown {kind} `{name}`"), remedy.as_deref(), position);
    }

    pub(super) fn tell(&mut self, message: &str, remedy: Option<&str>, position: Position) {
        let problem = self.at(position, message.to_string());
        self.found.push(match remedy {
            Some(remedy) => problem.remedy(remedy),
            None => problem,
        });
    }

    fn at(&self, position: Position, message: String) -> Problem {
        Problem::new(self.path, message).at(self.text, position.line().unwrap_or(1), position.position())
    }
}

/// The variable or the property that an expression ends in.
pub(super) fn name_of(expression: &Expr) -> Option<&str> {
    match expression {
        Expr::Variable(name, ..) => Some(name.1.as_str()),
        Expr::Property(property, _) => Some(property.2.as_str()),
        Expr::Dot(pair, ..) | Expr::Index(pair, ..) => name_of(&pair.rhs),
        _ => None,
    }
}

pub(super) fn a(thing: &str) -> String {
    let article = if thing.starts_with(['A', 'E', 'I', 'O', 'U']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {thing}")
}

fn things(number: &str) -> String {
    match number {
        "0" => "nothing".to_string(),
        "1" => "one thing".to_string(),
        number => format!("{number} things"),
    }
}
