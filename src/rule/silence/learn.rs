//! Learns from a script what its check functions do.

use foldhash::HashMap;
use rhai::{AST, ASTFlags, Dynamic, Expr, FnCallExpr, Stmt};

use super::values::{method, reckoning};
use super::{Asked, Body, Node, Silence, Step};
use crate::rule::api::Readers;
use crate::rule::compare::ORDERS;
use crate::rule::inspect::{Function, functions};

/// What is asked once of a report need not be known beforehand.
const ASKED_ONCE: &str = "check_report";

/// More variables are for the engine, which has a bound on them.
const MAX_SLOTS: usize = 100;

/// What all scripts can use: the things of the report and the functions in `lib`.
pub struct Helpers {
    readers: Readers,
    functions: Vec<Function>,
}

impl Helpers {
    pub fn new<'a>(readers: Readers, scripts: impl Iterator<Item = &'a AST>) -> Self {
        Helpers {
            readers,
            functions: scripts.flat_map(defined).collect(),
        }
    }
}

/// The functions of a script, but of one that gives values functions of their own.
fn defined(ast: &AST) -> Vec<Function> {
    if ast.iter_fn_def().any(|function| function.this_type.is_some()) {
        return Vec::new();
    }
    functions(ast)
}

/// What is known of a script's check functions.
pub fn learn(ast: &AST, checks: &[&'static str], helpers: &Helpers) -> Silence {
    let often: Vec<&str> = checks
        .iter()
        .copied()
        .filter(|check| *check != ASKED_ONCE)
        .collect();
    if often.is_empty() {
        return Silence::default();
    }
    let own = defined(ast);
    let mut learner = Learner {
        own: &own,
        helpers,
        learnt: HashMap::default(),
        functions: Vec::new(),
        scope: Vec::new(),
        slots: 0,
    };
    let learnt = |check: &'static str| Some((check, learner.function(check, vec![false, true])?));
    Silence {
        checks: often.into_iter().filter_map(learnt).collect(),
        functions: learner.functions,
    }
}

/// What a variable holds.
#[derive(Clone, Copy)]
enum Held {
    Slot(usize),
    /// The rule's parameters.
    Params,
}

struct Learner<'a> {
    own: &'a [Function],
    helpers: &'a Helpers,
    /// Functions by name, and by which of what they take is the rule's parameters.
    learnt: HashMap<(&'a str, Vec<bool>), usize>,
    functions: Vec<Body>,
    /// Variables of the function that is learnt, innermost last.
    scope: Vec<(&'a str, Held)>,
    slots: usize,
}

impl<'a> Learner<'a> {
    /// The place of a function among those that are known. Which of two with one name is called, the engine decides.
    fn function(&mut self, name: &str, params: Vec<bool>) -> Option<usize> {
        let all = self.own.iter().chain(&self.helpers.functions);
        let mut named = all.filter(|own| own.name == name && own.takes.len() == params.len());
        let (Some(written), None) = (named.next(), named.next()) else {
            return None;
        };
        let key = (written.name.as_str(), params);
        if let Some(place) = self.learnt.get(&key) {
            return Some(*place);
        }
        let place = self.functions.len();
        // A function may call itself.
        self.functions.push(Body {
            slots: key.1.len(),
            steps: vec![Step::Unknown],
        });
        let takes = written.takes.iter().zip(&key.1).enumerate();
        let scope = takes.map(|(slot, (name, params))| match params {
            true => (name.as_str(), Held::Params),
            false => (name.as_str(), Held::Slot(slot)),
        });
        let outer_scope = std::mem::replace(&mut self.scope, scope.collect());
        let outer_slots = std::mem::replace(&mut self.slots, key.1.len());
        self.learnt.insert(key, place);
        let steps = self.block(&written.body);
        if self.slots <= MAX_SLOTS {
            let slots = self.slots;
            self.functions[place] = Body { slots, steps };
        }
        self.scope = outer_scope;
        self.slots = outer_slots;
        Some(place)
    }

    fn bind(&mut self, name: &'a str) -> usize {
        let slot = self.slots;
        self.slots += 1;
        self.scope.push((name, Held::Slot(slot)));
        slot
    }

    fn held(&self, expression: &Expr) -> Option<Held> {
        let Expr::Variable(name, ..) = expression else {
            return None;
        };
        let mut own = self.scope.iter().rev();
        own.find(|(own, _)| name.2.is_empty() && *own == name.1.as_str())
            .map(|(_, held)| *held)
    }

    fn block(&mut self, statements: &'a [Stmt]) -> Vec<Step> {
        let outer = self.scope.len();
        let steps = statements.iter().map(|statement| self.step(statement)).collect();
        self.scope.truncate(outer);
        steps
    }

    fn step(&mut self, statement: &'a Stmt) -> Step {
        match statement {
            Stmt::If(flow, _) => {
                let condition = self.node(&flow.expr);
                let yes = self.block(flow.body.statements());
                Step::If(condition, yes, self.block(flow.branch.statements()))
            }
            Stmt::Block(block) => Step::Block(self.block(block.statements())),
            Stmt::For(parts, _) => match &**parts {
                (item, None, flow) => {
                    let list = self.node(&flow.expr);
                    let outer = self.scope.len();
                    let slot = self.bind(item.as_str());
                    let body = self.block(flow.body.statements());
                    self.scope.truncate(outer);
                    Step::Each(slot, list, body)
                }
                _ => Step::Unknown,
            },
            Stmt::Var(parts, flags, _) if flags.is_empty() => {
                let value = self.node(&parts.1);
                Step::Set(self.bind(parts.0.as_str()), value)
            }
            Stmt::Assignment(parts) => {
                let (operator, sides) = &**parts;
                let Some(Held::Slot(slot)) = self.held(&sides.lhs) else {
                    return Step::Unknown;
                };
                let value = self.node(&sides.rhs);
                let Some((.., name)) = operator.get_op_assignment_info() else {
                    return Step::Set(slot, value);
                };
                let sides = Box::new([Node::Variable(slot), value]);
                reckoning(name).map_or(Step::Unknown, |own| Step::Set(slot, Node::Reckoned(sides, own)))
            }
            Stmt::FnCall(call, _) => Step::Give(self.call(call)),
            Stmt::Expr(expression) => Step::Give(self.node(expression)),
            Stmt::Return(value, flags, _) if flags.is_empty() => {
                Step::Return(value.as_ref().map_or(NOTHING, |value| self.node(value)))
            }
            Stmt::BreakLoop(None, flags, _) if flags.is_empty() => Step::Continue,
            Stmt::BreakLoop(None, ..) => Step::Break,
            _ => Step::Unknown,
        }
    }

    fn node(&mut self, expression: &'a Expr) -> Node {
        match expression {
            Expr::BoolConstant(..)
            | Expr::IntegerConstant(..)
            | Expr::StringConstant(..)
            | Expr::DynamicConstant(..)
            | Expr::Unit(_) => literal(expression),
            Expr::Array(items, _) if items.iter().all(is_text) => literal(expression),
            Expr::Variable(..) => match self.held(expression) {
                Some(Held::Slot(slot)) => Node::Variable(slot),
                Some(Held::Params) => Node::Params,
                None => Node::Unknown,
            },
            Expr::Dot(pair, flags, _) if !flags.intersects(ASTFlags::NEGATED) => {
                let root = self.node(&pair.lhs);
                self.link(root, &pair.rhs)
            }
            Expr::FnCall(call, _) => self.call(call),
            Expr::And(parts, _) => Node::All(self.nodes(parts)),
            Expr::Or(parts, _) => Node::Any(self.nodes(parts)),
            Expr::Stmt(block) => self.choice(block.statements()),
            _ => Node::Unknown,
        }
    }

    fn nodes(&mut self, expressions: &'a [Expr]) -> Vec<Node> {
        expressions.iter().map(|own| self.node(own)).collect()
    }

    /// `if … { … } else { … }` in the place of a value, with one value in each pair of brackets.
    fn choice(&mut self, statements: &'a [Stmt]) -> Node {
        match statements {
            [] => NOTHING,
            [Stmt::Expr(expression)] => self.node(expression),
            [Stmt::FnCall(call, _)] => self.call(call),
            [Stmt::If(flow, _)] => Node::Choice(Box::new([
                self.node(&flow.expr),
                self.choice(flow.body.statements()),
                self.choice(flow.branch.statements()),
            ])),
            _ => Node::Unknown,
        }
    }

    /// What follows a point.
    fn link(&mut self, of: Node, rest: &'a Expr) -> Node {
        match rest {
            Expr::Dot(pair, flags, _) if !flags.intersects(ASTFlags::NEGATED) => {
                let of = self.link(of, &pair.lhs);
                self.link(of, &pair.rhs)
            }
            Expr::Property(property, _) => {
                let name = property.2.as_str();
                match self.helpers.readers.properties.get(name) {
                    _ if matches!(of, Node::Params) => Node::Param(name.to_string()),
                    Some(owners) => Node::Property(Box::new(of), owners.clone()),
                    None => Node::Unknown,
                }
            }
            Expr::MethodCall(call, _) => self.asked(of, &call.name, &call.args),
            _ => Node::Unknown,
        }
    }

    fn asked(&mut self, of: Node, name: &str, given: &'a [Expr]) -> Node {
        let asked = Asked {
            method: method(name),
            question: self.helpers.readers.questions.get(name).cloned(),
        };
        if asked.method.is_none() && asked.question.is_none() {
            return Node::Unknown;
        }
        match given {
            [] => Node::Asked(Box::new(of), asked, None),
            [with] => Node::Asked(Box::new(of), asked, Some(Box::new(self.node(with)))),
            _ => Node::Unknown,
        }
    }

    fn call(&mut self, call: &'a FnCallExpr) -> Node {
        let name = call.name.as_str();
        if call.is_qualified() || call.capture_parent_scope {
            return Node::Unknown;
        }
        let missing = |side: &Expr| matches!(side, Expr::Unit(_));
        match (name, &*call.args) {
            ("!", [of]) => Node::Not(Box::new(self.node(of))),
            ("==" | "!=", [of, other]) | ("==" | "!=", [other, of]) if missing(other) => {
                Node::Missing(Box::new(self.node(of)), name == "==")
            }
            // `word in list` is a call with the list first.
            ("contains", [list, _]) => {
                let list = self.node(list);
                self.asked(list, name, &call.args[1..])
            }
            (_, [left, right]) if call.is_operator_call() => self.operator(name, left, right),
            _ => self.own(name, &call.args),
        }
    }

    fn operator(&mut self, name: &str, left: &'a Expr, right: &'a Expr) -> Node {
        let sides = Box::new([self.node(left), self.node(right)]);
        match name {
            "==" | "!=" => Node::Equal(sides, name == "=="),
            _ => match (ORDERS.iter().find(|(own, _)| *own == name), reckoning(name)) {
                (Some((_, holds)), _) => Node::Order(sides, *holds),
                (None, Some(reckoning)) => Node::Reckoned(sides, reckoning),
                (None, None) => Node::Unknown,
            },
        }
    }

    /// A function of the script or of a helper.
    fn own(&mut self, name: &str, given: &'a [Expr]) -> Node {
        let given = self.nodes(given);
        let params = given.iter().map(|own| matches!(own, Node::Params)).collect();
        let function = self.function(name, params);
        function.map_or(Node::Unknown, |function| Node::Call(function, given))
    }
}

const NOTHING: Node = Node::Value(Dynamic::UNIT);

fn literal(expression: &Expr) -> Node {
    expression
        .get_literal_value(None)
        .map_or(Node::Unknown, Node::Value)
}

fn is_text(expression: &Expr) -> bool {
    matches!(expression, Expr::StringConstant(..))
}
