//! What a table gives as come of a programme.

use serde::Serialize;

use super::ResultLevel;

/// What a cell under "Outcome" or "Impact" says to have come of a programme.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Claimed {
    pub level: ResultLevel,
    /// A number stands in it.
    pub counted: bool,
    /// It was made or handed over: "Self-help groups formed".
    pub delivery: bool,
    /// A change in words alone: "Increased awareness".
    pub change: bool,
}
