//! Walks through a script and follows the kinds of its values.

mod calls;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rhai::{AST, ASTFlags, ASTNode, Expr, FlowControl, Position, Stmt};

use super::function::{Function, is_nameless, makes_finding};
use super::known::{CHECKED, Kind, Known};
use super::told::name_of;
use super::uses::{Doubt, Uses};
use crate::problem::Problem;

pub struct Walker<'a> {
    pub(super) known: &'a Known,
    pub(super) parameters: &'a BTreeSet<&'a str>,
    pub(super) path: &'a Path,
    pub(super) text: &'a str,
    functions: &'a [Function],
    /// Functions that the script defines, with what they take.
    pub(super) own: BTreeMap<&'a str, BTreeSet<usize>>,
    /// Variables, innermost last.
    scope: Vec<(String, Kind)>,
    /// Functions without a name that were walked where they are used.
    walked: BTreeSet<String>,
    /// Variables that are given another value somewhere: what they hold is not known.
    changed: BTreeSet<String>,
    /// The property by which the value of what was walked last may be missing.
    pub(super) doubt: Option<Doubt>,
    /// The same of variables.
    doubtful: BTreeMap<String, Doubt>,
    pub found: Vec<Problem>,
    pub uses: Uses,
}

impl<'a> Walker<'a> {
    pub fn new(
        functions: &'a [Function],
        known: &'a Known,
        parameters: &'a BTreeSet<&'a str>,
        path: &'a Path,
        text: &'a str,
    ) -> Self {
        let mut own: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for function in functions {
            own.entry(&function.name)
                .or_default()
                .insert(function.takes.len());
        }
        Walker {
            known,
            parameters,
            path,
            text,
            functions,
            own,
            scope: Vec::new(),
            walked: BTreeSet::new(),
            changed: BTreeSet::new(),
            doubt: None,
            doubtful: BTreeMap::new(),
            found: Vec::new(),
            uses: Uses::default(),
        }
    }

    pub fn script(&mut self, ast: &AST) {
        if let Some(statement) = ast.statements().first() {
            self.outside(statement.position());
        }
        self.changed = changed(ast);
        let all = self.functions.iter();
        let (nameless, named): (Vec<_>, Vec<_>) = all.partition(|function| is_nameless(&function.name));
        for function in named {
            self.definition(&function.name);
            let checked = CHECKED.iter().find(|(name, _)| function.name == *name);
            let kinds = checked.map_or(Vec::new(), |(_, kind)| vec![Kind::Thing(kind), Kind::Params]);
            self.body(function, &kinds);
        }
        for function in nameless {
            if !self.walked.contains(function.name.as_str()) {
                self.body(function, &[]);
            }
        }
        self.found.sort_by_key(|problem| (problem.line, problem.column));
    }

    fn body(&mut self, function: &'a Function, kinds: &[Kind]) {
        let outer = std::mem::take(&mut self.scope);
        for (index, name) in function.takes.iter().enumerate() {
            let kind = kinds.get(index).cloned();
            let kind = kind.unwrap_or(if name == "params" {
                Kind::Params
            } else {
                Kind::Unknown
            });
            self.scope.push((name.to_string(), kind));
        }
        self.block(&function.body, true, false);
        self.scope = outer;
    }

    /// `valued`: what the last statement gives is what the block gives, and somebody takes it.
    fn block(&mut self, statements: &'a [Stmt], valued: bool, in_loop: bool) {
        let outer = self.scope.len();
        for (index, statement) in statements.iter().enumerate() {
            let last = index + 1 == statements.len();
            self.statement(statement, valued && last, in_loop);
        }
        self.scope.truncate(outer);
    }

    fn statement(&mut self, statement: &'a Stmt, valued: bool, in_loop: bool) {
        if !valued && makes_finding(statement) {
            self.lost(statement.position(), in_loop);
        }
        match statement {
            Stmt::If(flow, _) => {
                self.expression(&flow.expr);
                self.block(flow.body.statements(), valued, in_loop);
                self.block(flow.branch.statements(), valued, in_loop);
            }
            Stmt::While(flow, _) | Stmt::Do(flow, ..) => {
                self.expression(&flow.expr);
                self.block(flow.body.statements(), false, true);
            }
            Stmt::For(parts, _) => {
                let (item, counter, flow) = &**parts;
                self.each(
                    item.as_str(),
                    counter.as_ref().map(|counter| counter.as_str()),
                    flow,
                );
            }
            Stmt::Var(parts, ..) => {
                let kind = self.expression(&parts.1);
                let name = parts.0.as_str().to_string();
                if let Some(doubt) = self.doubt.take() {
                    let variable = Some(name.clone());
                    self.doubtful.insert(name.clone(), Doubt { variable, ..doubt });
                }
                let kind = match kind {
                    Kind::Param(_) | Kind::Word(_) | Kind::Truth | Kind::Number | Kind::Text
                        if self.changed.contains(&name) =>
                    {
                        Kind::Unknown
                    }
                    kind => kind,
                };
                self.scope.push((name, kind));
            }
            Stmt::Assignment(parts) => {
                self.assigned(&parts.1.lhs);
                self.expression(&parts.1.lhs);
                self.expression(&parts.1.rhs);
            }
            Stmt::FnCall(call, position) => drop(self.call(call, *position)),
            Stmt::Block(block) => self.block(block.statements(), valued, in_loop),
            Stmt::TryCatch(flow, _) => {
                self.block(flow.body.statements(), valued, in_loop);
                let outer = self.scope.len();
                if let Expr::Variable(name, ..) = &flow.expr {
                    self.scope.push((name.1.to_string(), Kind::Unknown));
                }
                self.block(flow.branch.statements(), valued, in_loop);
                self.scope.truncate(outer);
            }
            Stmt::Expr(expression) => drop(self.expression(expression)),
            Stmt::BreakLoop(Some(value), ..) | Stmt::Return(Some(value), ..) => {
                drop(self.expression(value));
            }
            Stmt::Switch(parts, position) => {
                self.switch(*position);
                self.expression(&parts.0);
                for case in &parts.1.expressions {
                    self.expression(&case.lhs);
                    self.expression(&case.rhs);
                }
            }
            _ => {}
        }
    }

    fn each(&mut self, item: &str, counter: Option<&str>, flow: &'a FlowControl) {
        let kind = match self.expression(&flow.expr) {
            Kind::List(kind) => *kind,
            other => {
                self.taken_as_list(&other, flow.expr.position());
                Kind::Unknown
            }
        };
        let outer = self.scope.len();
        self.scope.push((item.to_string(), kind));
        self.scope
            .extend(counter.map(|counter| (counter.to_string(), Kind::Unknown)));
        self.block(flow.body.statements(), false, true);
        self.scope.truncate(outer);
    }

    /// A variable that is given another value may be of any kind from there on, and in a loop before that.
    fn assigned(&mut self, target: &'a Expr) {
        match target {
            Expr::Variable(name, ..) => {
                for (own, kind) in &mut self.scope {
                    if *own == name.1.as_str() && *kind != Kind::Params {
                        *kind = Kind::Unknown;
                    }
                }
            }
            Expr::Dot(pair, _, position) | Expr::Index(pair, _, position) => {
                if let Some(Kind::Params | Kind::Thing(_)) = self.variable(&pair.lhs) {
                    self.unchangeable(*position);
                }
            }
            _ => {}
        }
    }

    fn variable(&self, expression: &Expr) -> Option<Kind> {
        let Expr::Variable(name, ..) = expression else {
            return None;
        };
        let own = self.scope.iter().rev().find(|(own, _)| *own == name.1.as_str());
        own.map(|(_, kind)| kind.clone())
    }

    /// What may be missing is asked for more, or reckoned with.
    fn used(&mut self, position: Position) {
        self.uses
            .doubtful
            .extend(self.doubt.take().map(|doubt| (doubt, position)));
    }

    fn expression(&mut self, expression: &'a Expr) -> Kind {
        self.doubt = None;
        match expression {
            Expr::Variable(..) => {
                let kind = self.variable(expression).unwrap_or(Kind::Unknown);
                self.doubt = name_of(expression).and_then(|name| self.doubtful.get(name).cloned());
                self.uses.params_handed_on |= kind == Kind::Params;
                kind
            }
            Expr::ThisPtr(position) => {
                self.this(*position);
                Kind::Unknown
            }
            Expr::FnCall(call, position) => self.call(call, *position),
            Expr::Dot(pair, flags, position) => {
                let kind = self.root(&pair.lhs);
                self.used(*position);
                self.link(kind, &pair.rhs, flags.intersects(ASTFlags::BREAK))
            }
            Expr::Index(pair, flags, _) => {
                let kind = self.root(&pair.lhs);
                self.item(kind, &pair.rhs, flags.intersects(ASTFlags::BREAK))
            }
            Expr::Array(items, _) => {
                let kinds: Vec<Kind> = items.iter().map(|item| self.expression(item)).collect();
                match kinds.split_first() {
                    Some((first, rest))
                        if *first != Kind::Unknown && rest.iter().all(|kind| kind == first) =>
                    {
                        Kind::List(Box::new(first.clone()))
                    }
                    _ => Kind::Unknown,
                }
            }
            Expr::Map(entries, _) => {
                for (_, value) in &entries.0 {
                    self.expression(value);
                }
                Kind::Unknown
            }
            Expr::InterpolatedString(parts, _) => self.all(parts.iter()),
            Expr::And(parts, _) | Expr::Or(parts, _) | Expr::Coalesce(parts, _) => self.all(parts.iter()),
            Expr::Stmt(block) => {
                self.block(block.statements(), true, false);
                Kind::Unknown
            }
            Expr::DynamicConstant(value, _) => {
                self.function_value(value, &Kind::Unknown);
                Kind::Unknown
            }
            Expr::StringConstant(text, _) => {
                self.uses.texts.insert(text.to_string());
                Kind::Unknown
            }
            _ => Kind::Unknown,
        }
    }

    fn all(&mut self, parts: impl Iterator<Item = &'a Expr>) -> Kind {
        parts.for_each(|part| drop(self.expression(part)));
        Kind::Unknown
    }

    /// What stands before the first point or bracket: naming the parameters is no use of them all.
    fn root(&mut self, expression: &'a Expr) -> Kind {
        match self.variable(expression) {
            Some(kind) => {
                self.doubt = name_of(expression).and_then(|name| self.doubtful.get(name).cloned());
                kind
            }
            None => self.expression(expression),
        }
    }

    /// What follows a point; `last` when nothing follows that.
    fn link(&mut self, kind: Kind, rest: &'a Expr, last: bool) -> Kind {
        match rest {
            Expr::Dot(pair, flags, position) if !last => {
                let kind = self.link(kind, &pair.lhs, true);
                self.used(*position);
                self.link(kind, &pair.rhs, flags.intersects(ASTFlags::BREAK))
            }
            Expr::Index(pair, flags, _) if !last => {
                let kind = self.link(kind, &pair.lhs, true);
                self.item(kind, &pair.rhs, flags.intersects(ASTFlags::BREAK))
            }
            Expr::Dot(pair, _, position) => {
                let kind = self.link(kind, &pair.lhs, true);
                self.used(*position);
                self.link(kind, &pair.rhs, true)
            }
            Expr::Property(property, position) => self.property(&kind, property.2.as_str(), *position),
            Expr::MethodCall(call, position) => self.method(&kind, call, *position),
            other => self.expression(other),
        }
    }

    /// What stands in brackets, and what follows them.
    fn item(&mut self, kind: Kind, rest: &'a Expr, last: bool) -> Kind {
        let inner = match kind {
            Kind::List(inner) => *inner,
            Kind::Params => {
                self.uses.params_handed_on = true;
                Kind::Unknown
            }
            _ => Kind::Unknown,
        };
        match rest {
            Expr::Dot(pair, flags, _) if !last => {
                self.expression(&pair.lhs);
                self.link(inner, &pair.rhs, flags.intersects(ASTFlags::BREAK))
            }
            Expr::Index(pair, flags, _) if !last => {
                self.expression(&pair.lhs);
                self.item(inner, &pair.rhs, flags.intersects(ASTFlags::BREAK))
            }
            other => {
                self.expression(other);
                inner
            }
        }
    }
}

/// Every variable of a script that is given another value than its first.
fn changed(ast: &AST) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    ast.walk(&mut |nodes| {
        if let Some(ASTNode::Stmt(Stmt::Assignment(parts))) = nodes.last()
            && let Expr::Variable(name, ..) = &parts.1.lhs
        {
            names.insert(name.1.to_string());
        }
        true
    });
    names
}
