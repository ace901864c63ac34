//! Earlier reports on the project and its framework, and what a report has of them.

use std::sync::Arc;

use super::Report;
use crate::document::Passage;

/// An earlier report or the framework, thing by thing against the report that is judged.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Compared {
    pub report: Arc<Report>,
    /// What became of each of its results.
    pub results: Vec<Counterpart<usize>>,
    /// What became of each indicator of each of its results; places are result and indicator.
    pub indicators: Vec<Vec<Counterpart<(usize, usize)>>>,
    /// Indices of a statistic of the other and of one of this report that count the same in the same period.
    pub statistics: Vec<(usize, usize)>,
}

/// What the report has of a result or an indicator of another.
#[derive(Debug, Clone, PartialEq)]
pub enum Counterpart<T> {
    Same(T),
    MayBe(T),
    /// It has none, and speaks of it here.
    Told(Passage),
    MayBeTold(Passage),
    Missing,
    /// The reports are in different languages, or the words say too little.
    Unknown,
}

impl<T: Copy> Counterpart<T> {
    pub fn same(&self) -> Option<T> {
        match self {
            Counterpart::Same(own) => Some(*own),
            _ => None,
        }
    }
}

impl Compared {
    /// The indicator of the other that is surely this one.
    pub fn indicator(&self, own: (usize, usize)) -> Option<(usize, usize)> {
        self.indicators.iter().enumerate().find_map(|(result, all)| {
            let at = all.iter().position(|other| other.same() == Some(own))?;
            Some((result, at))
        })
    }
}
