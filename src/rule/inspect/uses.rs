//! What a script uses of its manifest.

use std::collections::BTreeSet;

use rhai::Position;

use super::known::Kind;

/// A value that may be missing.
#[derive(Clone)]
pub struct Doubt {
    /// The property that gives it.
    pub property: String,
    /// The variable that holds it.
    pub variable: Option<String>,
}

impl Doubt {
    /// As the script asks for it.
    pub fn name(&self) -> &str {
        self.variable.as_ref().unwrap_or(&self.property)
    }
}

/// What a script does with its manifest.
#[derive(Default)]
pub struct Uses {
    /// It makes findings, or says that it cannot tell.
    pub judges: bool,
    /// It calls functions of `lib`, which may do so in its place.
    pub calls_helpers: bool,
    /// Kinds of the things that findings are about.
    pub findings: Vec<Kind>,
    pub details: BTreeSet<String>,
    /// Details under names made at run time.
    pub details_made: bool,
    pub variants: Vec<(String, Position)>,
    /// Variants under names made at run time.
    pub variants_made: bool,
    /// What `could_not_tell` is given, by name or in words.
    pub reasons: Vec<(String, Position)>,
    /// Reasons made at run time.
    pub reasons_made: bool,
    /// Every text that stands in it.
    pub texts: BTreeSet<String>,
    pub parameters: BTreeSet<String>,
    /// Parameters where only a list can stand.
    pub as_lists: Vec<(String, Position)>,
    /// Parameters in which something is looked for: a list of words, or the letters of a text.
    pub looked_through: Vec<(String, Position)>,
    /// All parameters go to another function, or under names made at run time.
    pub params_handed_on: bool,
    /// What may be missing and is used, and where.
    pub doubtful: Vec<(Doubt, Position)>,
    /// What is asked for with `== ()` or `!= ()`, by the name of the variable or the property.
    pub asked: BTreeSet<String>,
    /// It asks for what earlier reports said.
    pub earlier_reports: bool,
}
