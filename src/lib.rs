//! tillsyn reads project reports of development aid and says, with evidence, where they fall short.
//!
//! A file is [`read`] into a [`document::Document`], understood as a [`report::Report`] ([`extract`]), judged by
//! rules ([`rule`]), and the [`finding::Finding`]s are written.

pub mod agreement;
pub mod backtest;
pub mod check;
pub mod config;
pub mod doctor;
pub mod document;
pub mod extract;
pub mod finding;
mod hex;
pub mod inbox;
pub mod notification;
pub mod operations;
pub mod problem;
pub mod read;
pub mod reference;
pub mod remembered;
pub mod report;
pub mod rule;
pub mod rules_folder;
pub mod score;
pub mod store;
pub mod texts;
pub mod user;
pub mod write;
