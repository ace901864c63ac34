//! A whole that running text splits into parts that do not make it up.

use std::sync::Arc;

use super::{Api, Handle, PassageRef};
use crate::document::Passage;
use crate::report::Sum;
use crate::rule::api::{Detail, Thing, number_value, quotable};

#[derive(Clone)]
pub struct SumRef(pub Handle, pub usize);

pub fn register(api: &mut Api) {
    quotable::<SumRef>(
        api,
        "A whole whose parts the report tells one by one, and which they do not make up though it says that they are all.",
    );
    api.property("total", "The whole that the report gives.", |it: &SumRef| {
        it.get().total
    });
    api.property("sum", "What the parts make.", |it: &SumRef| it.get().of_parts());
    api.property(
        "parts_at",
        "Where the parts stand, when they do not stand in the sentence of the whole; for evidence.",
        |it: &SumRef| {
            PassageRef(
                it.get().parts_at.clone().unwrap_or_default(),
                Some(Arc::clone(&it.0)),
            )
        },
    )
    .missing("a passage without words, which adds no evidence");
}

impl SumRef {
    fn get(&self) -> &Sum {
        &self.0.sums[self.1]
    }

    fn parts_text(&self) -> String {
        let parts = self.get().parts.iter().map(ToString::to_string);
        parts.collect::<Vec<_>>().join(" + ")
    }
}

impl Thing for SumRef {
    const NAME: &'static str = "Sum";
    const MANY: &'static str = "sums";
    const DETAILS: &'static [Detail<Self>] = &[
        ("total", "the whole that the report gives", |it| {
            number_value(it.get().total)
        }),
        ("parts", "the parts, with a plus between them", |it| {
            it.parts_text().into()
        }),
        ("sum", "what the parts make", |it| {
            number_value(it.get().of_parts())
        }),
    ];

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        self.get().quote.clone()
    }
    fn about(&self) -> String {
        format!("{} {}", self.get().total, self.parts_text())
    }
}
