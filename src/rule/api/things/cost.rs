//! What campaigns and services cost.

use std::sync::Arc;

use super::{Api, Handle, List, PassageRef, ReportRef, passages};
use crate::document::Passage;
use crate::report::{Cost, Volume};
use crate::rule::api::{Detail, Thing, number_value, quotable};

#[derive(Clone)]
pub struct CostRef(pub Handle, pub usize);

pub fn register(api: &mut Api) {
    api.property(
        "costs",
        "What campaigns and services cost, each once, with how many it reached where that is counted.",
        |it: &ReportRef| -> List<CostRef> {
            let costs = 0..it.0.costs.len();
            costs.map(|index| CostRef(Arc::clone(&it.0), index)).collect()
        },
    );
    api.property(
        "unit_costs",
        "The passages that say what one of something costs: one call, one person trained.",
        |it: &ReportRef| passages(&it.0, &it.0.unit_costs),
    );
    quotable::<CostRef>(
        api,
        "An amount with the campaign or service that it paid for, from a sentence or a line of a budget.",
    );
    api.property(
        "name",
        "What was paid for, in the report's word: “hotline”.",
        |it: &CostRef| it.get().name.clone(),
    );
    api.property("amount", "What was paid, as a number.", |it: &CostRef| {
        it.get().amount
    });
    api.property(
        "volume",
        "How many were reached or delivered, where the report counts that of the same campaign or service.",
        |it: &CostRef| it.volume().map(|volume| volume.number),
    )
    .missing("`()` where the report gives no count: ask `== ()`");
    api.property("noun", "What the volume counts: “calls”.", |it: &CostRef| {
        it.volume().map_or(String::new(), |volume| volume.noun.clone())
    });
    api.property(
        "volume_at",
        "Where the volume is told: one passage, or none.",
        |it: &CostRef| -> List<PassageRef> {
            let quote = it.volume().map(|volume| &volume.quote);
            passages(&it.0, quote.map(std::slice::from_ref).unwrap_or_default())
        },
    );
    api.property(
        "unit_told",
        "Whether the report says what one of them costs.",
        |it: &CostRef| it.get().unit_told,
    );
}

impl CostRef {
    fn get(&self) -> &Cost {
        &self.0.costs[self.1]
    }

    fn volume(&self) -> Option<&Volume> {
        self.get().volume.as_ref()
    }
}

impl Thing for CostRef {
    const NAME: &'static str = "Cost";
    const MANY: &'static str = "costs";
    const DETAILS: &'static [Detail<Self>] = &[
        ("name", "the name of the cost", |it| it.get().name.clone().into()),
        ("written", "the cost as the report writes it", |it| {
            it.get().written.clone().into()
        }),
        ("amount", "the cost as a number", |it| {
            number_value(it.get().amount)
        }),
    ];

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        self.get().quote.clone()
    }
    fn about(&self) -> String {
        self.get().name.clone()
    }
}
