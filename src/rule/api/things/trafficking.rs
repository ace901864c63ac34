//! What a report on trafficking in persons says of fighting it.

use std::sync::Arc;

use super::{Api, Handle, ReportRef, passages};
use crate::document::Passage;
use crate::report::Trafficking;
use crate::rule::api::Thing;
use crate::rule::api::value::counted;

#[derive(Clone)]
pub struct TraffickingRef(pub Handle);

pub fn register(api: &mut Api) {
    api.property(
        "trafficking",
        "What a report on trafficking in persons says of fighting it.",
        |it: &ReportRef| {
            let about_it = it.0.trafficking.is_some();
            about_it.then(|| TraffickingRef(Arc::clone(&it.0)))
        },
    )
    .missing("`()` where the report is about something else: ask `== ()`");
    api.thing::<TraffickingRef>(
        "What a report on trafficking in persons says of prevention, protection and prosecution, as lists of passages.",
    );
    type Passages = fn(&Trafficking) -> &[Passage];
    let quoted: [(&str, &str, Passages); 14] = [
        (
            "prevention",
            "Passages that tell of prevention done or reached: campaigns, hotlines, information.",
            |own| &own.prevention,
        ),
        (
            "protection",
            "Passages that tell of protection given: shelter, return, reintegration, other help to victims.",
            |own| &own.protection,
        ),
        (
            "prosecution",
            "Passages that tell of work with law, police or courts, or of what came of it.",
            |own| &own.prosecution,
        ),
        (
            "expects_prevention",
            "Expected results that name prevention.",
            |own| &own.expects_prevention,
        ),
        (
            "expects_protection",
            "Expected results that name protection.",
            |own| &own.expects_protection,
        ),
        (
            "expects_prosecution",
            "Expected results that name law, police or courts.",
            |own| &own.expects_prosecution,
        ),
        (
            "names_prevention",
            "Sentences on prevention that tell neither that something was done or reached nor that it is planned.",
            |own| &own.names_prevention,
        ),
        (
            "names_protection",
            "Sentences on protection of victims that tell neither that something was done or reached nor that it is planned.",
            |own| &own.names_protection,
        ),
        (
            "names_prosecution",
            "Sentences on law, police or courts that tell neither that something was done or reached nor that it is planned.",
            |own| &own.names_prosecution,
        ),
        (
            "assisted",
            "Passages that count victims who were assisted.",
            |own| &own.assisted,
        ),
        (
            "estimated",
            "Passages that estimate how many victims there are.",
            |own| &own.estimated,
        ),
        (
            "convicted",
            "Passages that count the convicted, or say that nobody was.",
            |own| &own.convicted,
        ),
        (
            "demand",
            "Passages that tell of work on the demand side, done or planned.",
            |own| &own.demand,
        ),
        (
            "demand_named",
            "Passages that name the demand side without work on it: as a cause, or to say that nothing was done.",
            |own| &own.demand_named,
        ),
    ];
    for (name, meaning, part) in quoted {
        api.property(name, meaning, move |it: &TraffickingRef| {
            let own = it.0.trafficking.as_ref();
            passages(&it.0, own.map(part).unwrap_or_default())
        });
    }
}

impl Thing for TraffickingRef {
    const NAME: &'static str = "Trafficking";
    const MANY: &'static str = "accounts of trafficking";
    const MISSING: &'static str = "nothing where the report is not about trafficking in persons: ask `== ()`";

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        Passage::default()
    }
    fn one() -> String {
        "what it says of trafficking in persons".to_string()
    }
    fn shown(&self) -> String {
        let own = self.0.trafficking.as_ref();
        own.map_or_else(
            || "missing".to_string(),
            |own| {
                let [first, second, third] =
                    [&own.prevention, &own.protection, &own.prosecution].map(Vec::len);
                let first = counted(first, "passage", "passages");
                format!("{first} on prevention, {second} on protection, {third} on prosecution")
            },
        )
    }
}
