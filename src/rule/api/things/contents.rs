//! What a training, a leaflet, a broadcast or a service is told to have been about.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Api, Handle, List, PassageRef, ReportRef, passages, short};
use crate::document::Passage;
use crate::report::Contents;
use crate::rule::api::{Detail, Thing, quotable};

#[derive(Clone)]
pub struct ContentsRef(pub Handle, pub usize);

pub fn register(api: &mut Api) {
    quotable::<ContentsRef>(
        api,
        "What a training, a leaflet, a broadcast or a service is told to have been about: one for each passage that says it.",
    );
    api.property(
        "contents",
        "The trainings, leaflets, broadcasts and services whose contents the running text tells.",
        |it: &ReportRef| -> List<ContentsRef> {
            let contents = 0..it.0.gender.contents.len();
            contents.map(|at| ContentsRef(Arc::clone(&it.0), at)).collect()
        },
    );
    api.property("report", "The report that tells of it.", |it: &ContentsRef| {
        ReportRef(Arc::clone(&it.0))
    });
    api.property(
        "told",
        "The sentences that say what it was about: subjects, exercises, what a leaflet tells.",
        |it: &ContentsRef| -> List<PassageRef> { passages(&it.0, &it.get().told) },
    );
    api.property(
        "gendered",
        "Passages, here or elsewhere in the report, by which it meant something to women and men, girls and boys, beyond \
         their number.",
        |it: &ContentsRef| -> List<PassageRef> { passages(&it.0, &it.get().gendered) },
    );
    api.property(
        "people",
        "The most people that its passage counts; 0 where it counts none.",
        |it: &ContentsRef| it.get().people.unwrap_or(Decimal::ZERO),
    )
    .missing("0");
    api.property(
        "is_technical",
        "Whether it is of machines and their use, and of nothing that touches people in their lives.",
        |it: &ContentsRef| it.get().technical,
    );
}

impl ContentsRef {
    fn get(&self) -> &Contents {
        &self.0.gender.contents[self.1]
    }
}

impl Thing for ContentsRef {
    const NAME: &'static str = "Contents";
    const MANY: &'static str = "contents";
    const DETAILS: &'static [Detail<Self>] = &[
        (
            "activity",
            "the sentence that names the training or campaign, cut to at most its first 14 words",
            |it| short(&it.get().activity.text),
        ),
        (
            "contents",
            "the first sentence on what it was about, cut to at most its first 14 words",
            |it| short(it.get().told.first().map_or("", |told| &told.text)),
        ),
    ];

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        self.get().activity.clone()
    }
}
