//! Knows beforehand, where it is certain, that a check function says nothing of a thing.
//!
//! Most calls of most rules end after a few questions to the report, and the engine takes ten times as long to find the
//! functions behind these as they take to answer. So what a check function does first is followed here without it, on the
//! functions that it would call. Whatever is not known here, or would be an error, or says anything, is for the engine alone:
//! it begins anew, which does no harm because scripts change nothing.

mod follow;
mod learn;
#[cfg(test)]
mod tests;
mod values;

use rhai::Dynamic;

use super::api::Owners;
pub use follow::Follower;
pub use learn::{Helpers, learn};
use values::{Method, Reckoning};

/// What is known of the check functions of a rule.
#[derive(Default)]
pub struct Silence {
    /// Check functions by name, and their places among the functions.
    checks: Vec<(&'static str, usize)>,
    functions: Vec<Body>,
}

/// A function.
struct Body {
    /// Variables that it has beside each other at the most; what it takes comes first.
    slots: usize,
    steps: Vec<Step>,
}

/// A statement.
enum Step {
    /// Gives a variable its value.
    Set(usize, Node),
    /// What it gives is what a block gives of which it is the last.
    Give(Node),
    Block(Vec<Step>),
    If(Node, Vec<Step>, Vec<Step>),
    /// Goes through a list; the variable holds its items.
    Each(usize, Node, Vec<Step>),
    Return(Node),
    Break,
    Continue,
    Unknown,
}

/// An expression.
enum Node {
    /// Only the engine knows what it gives.
    Unknown,
    Value(Dynamic),
    Variable(usize),
    /// The rule's parameters, which can be handed on, and one of them.
    Params,
    Param(String),
    Property(Box<Node>, Owners),
    Asked(Box<Node>, Asked, Option<Box<Node>>),
    /// A function of the script or of a helper.
    Call(usize, Vec<Node>),
    Not(Box<Node>),
    All(Vec<Node>),
    Any(Vec<Node>),
    /// Whether the question for a missing value is answered so.
    Missing(Box<Node>, bool),
    /// Whether the question whether two values are equal is answered so.
    Equal(Box<[Node; 2]>, bool),
    Order(Box<[Node; 2]>, fn(std::cmp::Ordering) -> bool),
    Reckoned(Box<[Node; 2]>, &'static Reckoning),
    /// A condition, and what is given where it holds and where not.
    Choice(Box<[Node; 3]>),
}

/// What a name with brackets after it may ask: a text or a list, or a thing of the report.
struct Asked {
    method: Option<Method>,
    question: Option<Owners>,
}
