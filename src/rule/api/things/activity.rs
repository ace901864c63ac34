//! A training, a campaign or a service.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Api, Handle, IndicatorRef, List, ReportRef, ResultRef, StatementRef, Word, short, statements};
use crate::document::Passage;
use crate::report::{Activity, Statement};
use crate::rule::api::{Detail, Thing, quotable};

#[derive(Clone)]
pub struct ActivityRef(pub Handle, pub usize);

pub fn register(api: &mut Api) {
    quotable::<ActivityRef>(
        api,
        "A training, a campaign or a service that the text says was carried out, with all that the report says of it: one \
         for each, however many sentences tell it.",
    );
    api.property(
        "activities",
        "The trainings, campaigns and services of which the text tells.",
        |it: &ReportRef| -> List<ActivityRef> {
            let activities = 0..it.0.activities.len();
            activities.map(|at| ActivityRef(Arc::clone(&it.0), at)).collect()
        },
    );
    api.property(
        "kind",
        "Whether it is a `training`, a `campaign` (leaflets, broadcasts, awareness sessions) or a `service` (people were \
         reached, assisted or given something).",
        |it: &ActivityRef| Word(it.get().kind.name().to_string()),
    );
    api.property("report", "The report that tells of it.", |it: &ActivityRef| {
        ReportRef(Arc::clone(&it.0))
    });
    api.property(
        "people",
        "The most people that any of its sentences counts.",
        |it: &ActivityRef| it.get().people.unwrap_or(Decimal::ZERO),
    )
    .missing("0");
    api.property(
        "volume",
        "The most sessions, broadcasts or copies that any of its sentences counts.",
        |it: &ActivityRef| it.get().volume.unwrap_or(Decimal::ZERO),
    )
    .missing("0");
    api.property(
        "results",
        "The expected results in whose account it is told.",
        |it: &ActivityRef| -> List<ResultRef> {
            let results = it.get().results.iter();
            results.map(|at| ResultRef(Arc::clone(&it.0), *at)).collect()
        },
    );
    told(api);
}

/// What the report says of it.
fn told(api: &mut Api) {
    api.property(
        "statements",
        "The sentences that tell it, in the report's order; the first says that it was carried out.",
        |it: &ActivityRef| it.sentences(&it.get().statements),
    );
    api.property(
        "changes",
        "Sentences, here or elsewhere in the report, that say what became of it: use, change, a test.",
        |it: &ActivityRef| it.sentences(&it.get().changes),
    );
    api.property(
        "effects",
        "Where the report has no indicators: sentences of the same paragraph, or on as many people, that assert a change, \
         measured or not.",
        |it: &ActivityRef| it.sentences(&it.get().effects),
    );
    api.property(
        "possible_effects",
        "Where the report has no indicators: sentences elsewhere that assert a change and name no other work or group, so \
         that they may be on this activity.",
        |it: &ActivityRef| it.sentences(&it.get().possible_effects),
    );
    api.property(
        "indicators",
        "Indicators with an actual value that observe a change in those whom it reached.",
        |it: &ActivityRef| -> List<IndicatorRef> {
            let indicators = it.get().indicators.iter();
            indicators
                .map(|(result, at)| IndicatorRef(Arc::clone(&it.0), *result, *at))
                .collect()
        },
    );
}

impl ActivityRef {
    fn get(&self) -> &Activity {
        &self.0.activities[self.1]
    }

    fn sentences(&self, indices: &[usize]) -> List<StatementRef> {
        statements(&self.0, indices)
    }

    fn first(&self) -> Option<&Statement> {
        self.0.statements.get(*self.get().statements.first()?)
    }
}

impl Thing for ActivityRef {
    const NAME: &'static str = "Activity";
    const MANY: &'static str = "activities";
    const DETAILS: &'static [Detail<Self>] = &[("activity", |it| short(&it.passage().text))];

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        let first = self.first();
        first.map_or_else(Passage::default, |first| {
            Passage::new(&first.text, first.location.clone())
        })
    }
}
