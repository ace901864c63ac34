//! What a report says in two ways of which only one can be right.

use std::sync::Arc;

use super::{Api, Handle, PassageRef};
use crate::document::Passage;
use crate::report::Contradiction;
use crate::rule::api::{Detail, Thing, quotable};

#[derive(Clone)]
pub struct ContradictionRef(pub Handle, pub usize);

pub fn register(api: &mut Api) {
    quotable::<ContradictionRef>(
        api,
        "Two figures, dates or lengths of time that the report gives for one thing, and of which only one can be right.",
    );
    api.property(
        "first",
        "The figure that the report gives first, as it writes it.",
        |it: &ContradictionRef| it.get().first.clone(),
    );
    api.property(
        "second",
        "The figure that does not agree with it, as the report writes it.",
        |it: &ContradictionRef| it.get().second.clone(),
    );
    api.property(
        "other",
        "Where the first of the two stands; for evidence.",
        |it: &ContradictionRef| PassageRef(it.get().other.clone(), Some(Arc::clone(&it.0))),
    );
}

impl ContradictionRef {
    fn get(&self) -> &Contradiction {
        &self.0.contradictions[self.1]
    }
}

impl Thing for ContradictionRef {
    const NAME: &'static str = "Contradiction";
    const MANY: &'static str = "contradictions";
    const DETAILS: &'static [Detail<Self>] = &[
        ("first", "the figure that the report gives first", |it| {
            it.get().first.clone().into()
        }),
        ("second", "the figure that does not agree with it", |it| {
            it.get().second.clone().into()
        }),
    ];

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        self.get().quote.clone()
    }
    fn about(&self) -> String {
        format!("{} {}", self.get().first, self.get().second)
    }
}
