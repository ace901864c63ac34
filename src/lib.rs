//! tillsyn reads project reports of development aid and says, with evidence, where they fall short.
//!
//! A file is read into a [`document::Document`], understood as a [`report::Report`], judged by rules, and the
//! [`finding::Finding`]s are written.

pub mod document;
pub mod finding;
pub mod problem;
pub mod report;
