//! What a report on trafficking in persons says of fighting it.

use serde::Serialize;

use crate::document::Passage;

/// The three Ps, the figures from which the gaps are measured, and the demand side.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Trafficking {
    /// Says of prevention, protection or prosecution that something was done or reached.
    pub prevention: Vec<Passage>,
    pub protection: Vec<Passage>,
    pub prosecution: Vec<Passage>,
    /// Expected results that name one of the three.
    pub expects_prevention: Vec<Passage>,
    pub expects_protection: Vec<Passage>,
    pub expects_prosecution: Vec<Passage>,
    /// Work of one of the three, told as what somebody does: neither done nor planned.
    pub names_prevention: Vec<Passage>,
    pub names_protection: Vec<Passage>,
    pub names_prosecution: Vec<Passage>,
    /// Counts victims who were assisted.
    pub assisted: Vec<Passage>,
    /// Estimates how many victims there are.
    pub estimated: Vec<Passage>,
    /// Counts those who were convicted, or says that nobody was.
    pub convicted: Vec<Passage>,
    /// Tells of work on the demand side, done or planned.
    pub demand: Vec<Passage>,
    /// Names the demand side without work on it: as a cause, or to say that nothing was done.
    pub demand_named: Vec<Passage>,
}
