//! Whether the rules judge.

use super::{Check, State};
use crate::finding::short_digest;
use crate::inbox::{self, Options};

const NAME: &str = "rules";

pub fn examine(options: &Options) -> Vec<Check> {
    match inbox::judges(options) {
        Ok((digest, warnings)) => {
            let folders: Vec<String> = options
                .rules
                .iter()
                .map(|own| own.display().to_string())
                .collect();
            let place = if folders.is_empty() {
                "shipped".to_string()
            } else {
                folders.join(", ")
            };
            let whole = Check::ok(NAME, place, format!("rule book {}", short_digest(&digest)));
            let warnings = warnings
                .iter()
                .map(|own| Check::of_problem(NAME, State::Warning, own));
            std::iter::once(whole).chain(warnings).collect()
        }
        Err(problems) => problems
            .iter()
            .map(|own| Check::of_problem(NAME, State::Error, own))
            .collect(),
    }
}
