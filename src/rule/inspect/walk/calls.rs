//! What a script calls: functions, methods of things, and functions without a name that are handed to them.

use rhai::{Dynamic, Expr, FnCallExpr, FnPtr, Position};

use super::Walker;
use crate::rule::inspect::function::is_nameless;
use crate::rule::inspect::known::Kind;
use crate::rule::inspect::told::name_of;

/// Operators that stop at a missing value.
const RECKONING: [&str; 10] = ["<", ">", "<=", ">=", "==", "!=", "+", "-", "*", "/"];

impl<'a> Walker<'a> {
    pub(super) fn call(&mut self, call: &'a FnCallExpr, position: Position) -> Kind {
        let name = call.name.as_str();
        let asked = matches!(name, "==" | "!=") && call.args.iter().any(|side| matches!(side, Expr::Unit(_)));
        let reckons = !asked && RECKONING.contains(&name);
        let mut kinds = Vec::new();
        for argument in &call.args {
            let kind = self.expression(argument);
            if reckons {
                self.used(argument.position());
            } else if asked {
                self.compared_with_missing((&kind, argument), argument.position());
            }
            kinds.push(kind);
        }
        self.doubt = None;
        if asked {
            let names = call.args.iter().filter_map(name_of);
            self.uses.asked.extend(names.map(String::from));
            self.known.asked.add(&self.path.to_string_lossy(), position);
        }
        if let ([left, right], [first, second]) = (&kinds[..], &call.args[..]) {
            match name {
                "==" | "!=" | "<" | ">" | "<=" | ">=" => {
                    self.compared((left, first), second, position);
                    self.compared((right, second), first, position);
                }
                // `kind in ["training"]`: the list comes first.
                "contains" => self.compared_with_each((right, second), first, position),
                _ => {}
            }
        }
        self.lists_of_call(name, &kinds, position);
        self.function(name, call.args.len(), position);
        match name {
            "finding" => {
                self.uses.judges = true;
                self.uses
                    .findings
                    .push(kinds.first().cloned().unwrap_or(Kind::Unknown));
            }
            "could_not_tell" => self.reason(call.args.get(1), position),
            _ => {
                let words = call.args.get(1);
                self.question(name, words, position);
            }
        }
        Kind::Unknown
    }

    pub(super) fn method(&mut self, kind: &Kind, call: &'a FnCallExpr, position: Position) -> Kind {
        let name = call.name.as_str();
        self.doubt = None;
        for argument in &call.args {
            match argument {
                Expr::DynamicConstant(value, _) => {
                    let item = match kind {
                        Kind::List(item) => item,
                        _ => &Kind::Unknown,
                    };
                    self.function_value(value, item);
                }
                other => drop(self.expression(other)),
            }
        }
        match name {
            "finding" => {
                self.uses.judges = true;
                self.uses.findings.push(kind.clone());
            }
            "could_not_tell" => self.reason(call.args.first(), position),
            _ => self.question(name, call.args.first(), position),
        }
        self.lists_of_method(kind, name, position);
        self.function_on(kind, name, call.args.len() + 1, position);
        match (kind, name) {
            (Kind::Thing(owner), _) => self.known.gives(owner, name),
            (Kind::List(_), "filter") => kind.clone(),
            (Kind::List(item), "find") => (**item).clone(),
            _ => Kind::Unknown,
        }
    }

    fn compared_with_each(&mut self, side: (&Kind, &Expr), list: &Expr, position: Position) {
        match list {
            Expr::Array(items, _) => {
                for item in items {
                    self.compared(side, item, position);
                }
            }
            Expr::DynamicConstant(value, _) => {
                let items = value.read_lock::<rhai::Array>();
                for item in items.iter().flat_map(|items| items.iter()) {
                    if let Ok(text) = item.clone().into_immutable_string() {
                        self.compared(side, &Expr::StringConstant(text, position), position);
                    }
                }
            }
            _ => {}
        }
    }

    /// A function without a name, such as `|indicator| indicator.implied`.
    pub(super) fn function_value(&mut self, value: &Dynamic, item: &Kind) {
        let Some(pointer) = value.clone().try_cast::<FnPtr>() else {
            return;
        };
        let name = pointer.fn_name();
        let function = self.functions.iter().find(|function| function.name == name);
        if let Some(function) = function.filter(|function| is_nameless(&function.name)) {
            self.walked.insert(name.to_string());
            let scope = self.scope.clone();
            self.body(function, std::slice::from_ref(item));
            self.scope = scope;
        }
    }
}
