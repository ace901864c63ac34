//! Follows a check function on one thing, for as long as it is known what it does.

use std::borrow::Cow;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rhai::{Array, Dynamic, Map};

use super::values::{equal, is_small};
use super::{Node, Silence, Step};
use crate::rule::api;
use crate::rule::compare::known_order;

/// Statements and expressions that one call may take: with so few no bound of the engine is near.
const MOST_STEPS: u32 = 10_000;

/// Functions that call functions.
const MOST_CALLS: u32 = 8;

/// Follows the check functions of one rule, with the parameters in force.
pub struct Follower<'a> {
    silence: &'a Silence,
    params: &'a Map,
    steps_left: Cell<u32>,
    calls_left: Cell<u32>,
}

/// How a statement ends.
enum Flow {
    On(Dynamic),
    Return(Dynamic),
    Break,
    Continue,
}

impl<'a> Follower<'a> {
    /// Nothing where a parameter is so large that the engine may refuse it.
    pub fn new(silence: &'a Silence, params: &'a Map) -> Option<Self> {
        params.values().all(is_small).then(|| Follower {
            silence,
            params,
            steps_left: Cell::new(0),
            calls_left: Cell::new(0),
        })
    }

    /// Whether it is certain that the check function says nothing of the thing.
    pub fn is_silent(&self, check: &str, thing: &Dynamic) -> bool {
        let Some((_, function)) = self.silence.checks.iter().find(|(name, _)| *name == check) else {
            return false;
        };
        self.steps_left.set(MOST_STEPS);
        self.calls_left.set(MOST_CALLS);
        // Where something fails, the engine shall say so.
        let given = catch_unwind(AssertUnwindSafe(|| {
            self.call(*function, vec![thing.clone(), Dynamic::UNIT])
        }));
        given
            .ok()
            .flatten()
            .is_some_and(|given| given.is_unit() || given.as_array_ref().is_ok_and(|given| given.is_empty()))
    }

    fn call(&self, function: usize, mut variables: Vec<Dynamic>) -> Option<Dynamic> {
        let calls_left = self.calls_left.get();
        self.calls_left.set(calls_left.checked_sub(1)?);
        let function = &self.silence.functions[function];
        variables.resize(function.slots, Dynamic::UNIT);
        let flow = self.block(&function.steps, &mut variables)?;
        self.calls_left.set(calls_left);
        match flow {
            Flow::On(value) | Flow::Return(value) => Some(value),
            Flow::Break | Flow::Continue => None,
        }
    }

    fn block(&self, steps: &[Step], variables: &mut [Dynamic]) -> Option<Flow> {
        let mut last = Dynamic::UNIT;
        for step in steps {
            match self.step(step, variables)? {
                Flow::On(value) => last = value,
                flow => return Some(flow),
            }
        }
        Some(Flow::On(last))
    }

    fn step(&self, step: &Step, variables: &mut [Dynamic]) -> Option<Flow> {
        match step {
            Step::Set(variable, node) => {
                variables[*variable] = self.value(node, variables)?.into_owned();
                Some(Flow::On(Dynamic::UNIT))
            }
            Step::Give(node) => Some(Flow::On(self.value(node, variables)?.into_owned())),
            Step::Return(node) => Some(Flow::Return(self.value(node, variables)?.into_owned())),
            Step::Block(steps) => self.block(steps, variables),
            Step::If(condition, yes, no) => {
                let steps = if self.truth(condition, variables)? {
                    yes
                } else {
                    no
                };
                self.block(steps, variables)
            }
            Step::Each(variable, Node::Param(name), steps) => {
                let list = self.params.get(name.as_str())?.as_array_ref().ok()?;
                self.each(list.iter().cloned(), *variable, steps, variables)
            }
            Step::Each(variable, list, steps) => {
                let list: Array = self.value(list, variables)?.into_owned().into_array().ok()?;
                self.each(list.into_iter(), *variable, steps, variables)
            }
            Step::Break => Some(Flow::Break),
            Step::Continue => Some(Flow::Continue),
            Step::Unknown => None,
        }
    }

    fn each(
        &self,
        items: impl Iterator<Item = Dynamic>,
        variable: usize,
        steps: &[Step],
        variables: &mut [Dynamic],
    ) -> Option<Flow> {
        for item in items {
            self.spend()?;
            variables[variable] = item;
            match self.block(steps, variables)? {
                Flow::On(_) | Flow::Continue => {}
                Flow::Break => break,
                flow @ Flow::Return(_) => return Some(flow),
            }
        }
        Some(Flow::On(Dynamic::UNIT))
    }

    fn spend(&self) -> Option<()> {
        self.steps_left.set(self.steps_left.get().checked_sub(1)?);
        Some(())
    }

    fn truth(&self, node: &Node, variables: &[Dynamic]) -> Option<bool> {
        self.value(node, variables)?.as_bool().ok()
    }

    fn value<'b>(&'b self, node: &'b Node, variables: &'b [Dynamic]) -> Option<Cow<'b, Dynamic>> {
        self.spend()?;
        let truth = |truth: bool| Some(Cow::Owned(truth.into()));
        match node {
            Node::Unknown | Node::Params => None,
            Node::Value(value) => Some(Cow::Borrowed(value)),
            Node::Variable(variable) => Some(Cow::Borrowed(&variables[*variable])),
            Node::Param(name) => self.params.get(name.as_str()).map(Cow::Borrowed),
            Node::Property(of, owners) => {
                let value = owners.ask(&*self.value(of, variables)?, "")?;
                is_small(&value).then_some(Cow::Owned(value))
            }
            Node::Asked(of, asked, with) => {
                let of = self.value(of, variables)?;
                let with = match with {
                    Some(with) => Some(self.value(with, variables)?),
                    None => None,
                };
                let value = asked.answer(&of, with.as_deref())?;
                is_small(&value).then_some(Cow::Owned(value))
            }
            Node::Call(function, given) => {
                let value = |node: &Node| match node {
                    Node::Params => Some(Dynamic::UNIT),
                    node => Some(self.value(node, variables)?.into_owned()),
                };
                let given = given.iter().map(value).collect::<Option<_>>()?;
                self.call(*function, given).map(Cow::Owned)
            }
            Node::Not(node) => truth(!self.truth(node, variables)?),
            Node::All(nodes) => {
                for node in nodes {
                    if !self.truth(node, variables)? {
                        return truth(false);
                    }
                }
                truth(true)
            }
            Node::Any(nodes) => {
                for node in nodes {
                    if self.truth(node, variables)? {
                        return truth(true);
                    }
                }
                truth(false)
            }
            Node::Missing(node, missing) => {
                let value = self.value(node, variables)?;
                api::may_be_asked_for(&value)
                    .then(|| truth(value.is_unit() == *missing))
                    .flatten()
            }
            Node::Equal(sides, answer) => {
                let (left, right) = self.both(sides, variables)?;
                truth(equal(&left, &right)? == *answer)
            }
            Node::Order(sides, holds) => {
                let (left, right) = self.both(sides, variables)?;
                truth(holds(known_order(&left, &right)?))
            }
            Node::Reckoned(sides, reckoning) => {
                let (left, right) = self.both(sides, variables)?;
                let value = reckoning.of(&left, &right)?;
                is_small(&value).then_some(Cow::Owned(value))
            }
            Node::Choice(parts) => {
                let [condition, yes, no] = &**parts;
                let chosen = if self.truth(condition, variables)? {
                    yes
                } else {
                    no
                };
                self.value(chosen, variables)
            }
        }
    }

    fn both<'b>(
        &'b self,
        [left, right]: &'b [Node; 2],
        variables: &'b [Dynamic],
    ) -> Option<(Cow<'b, Dynamic>, Cow<'b, Dynamic>)> {
        Some((self.value(left, variables)?, self.value(right, variables)?))
    }
}

impl super::Asked {
    fn answer(&self, of: &Dynamic, with: Option<&Dynamic>) -> Option<Dynamic> {
        if let (Some(question), Some(word)) = (&self.question, with)
            && let Some(answer) = question.ask(of, &word.as_immutable_string_ref().ok()?)
        {
            return Some(answer);
        }
        self.method.and_then(|method| method(of, with))
    }
}
