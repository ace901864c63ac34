//! Figures of several periods, and cases taken into a process.

use std::sync::Arc;

use super::report::count;
use super::{Api, Handle, List, PassageRef, short};
use crate::document::Passage;
use crate::report::{Point, Process, Series, Verdict};
use crate::rule::api::{Detail, Thing, quotable};

#[derive(Clone)]
pub struct SeriesRef(pub Handle, pub usize);
/// Series, point.
#[derive(Clone)]
pub struct PointRef(pub Handle, pub usize, pub usize);
#[derive(Clone)]
pub struct ProcessRef(pub Handle, pub usize);
#[derive(Clone)]
pub struct VerdictRef(pub Handle, pub usize);

pub fn register(api: &mut Api) {
    verdicts(api);
    quotable::<SeriesRef>(
        api,
        "The same figure in several periods, one after the other: a row or column of a table with years, or a sentence \
         that gives figures by year.",
    );
    api.property(
        "subject",
        "What the figures count, in the report's words.",
        |it: &SeriesRef| it.get().subject.clone(),
    );
    api.property(
        "table",
        "The number of the table in which the series stands; 0 where it is told in a sentence.",
        |it: &SeriesRef| i64::from(it.get().quote.location.table.unwrap_or(0)),
    );
    api.property(
        "should_fall",
        "Whether the figures count something that should become less, such as deaths or cases of violence.",
        |it: &SeriesRef| it.get().should_fall,
    );
    api.property(
        "points",
        "The figures, one for each period, in the report's order.",
        |it: &SeriesRef| -> List<PointRef> {
            let points = 0..it.get().points.len();
            points
                .map(|index| PointRef(Arc::clone(&it.0), it.1, index))
                .collect()
        },
    );
    quotable::<PointRef>(api, "The figure of one period in a series.");
    api.property(
        "period",
        "The period as the report writes it: “2004”, “Y2”.",
        |it: &PointRef| it.get().period.clone(),
    );
    api.property(
        "value",
        "The figure of the period as a number; of a range, the lower end.",
        |it: &PointRef| it.get().number.low,
    );
    api.property(
        "explained",
        "Whether the report gives a reason for the change to this period: in the same table or section, or where it speaks \
         of what the figures count.",
        |it: &PointRef| it.get().explained,
    );
    quotable::<ProcessRef>(
        api,
        "A sentence that counts people or cases taken into a trial, an investigation, a referral, a placement or the \
         like: something that has an end.",
    );
    api.property(
        "name",
        "The report's word for the process, such as “trial” or “referred”.",
        |it: &ProcessRef| it.get().name.clone(),
    );
    api.property(
        "end_told",
        "Whether the report tells how it ended for these people or cases: a judgment, a return, a closed case.",
        |it: &ProcessRef| it.get().end_told,
    );
    api.property(
        "end_of_few",
        "Whether the report tells how it ended for fewer than half of them, and nothing of the others: “four of them were \
         acquitted”, of eleven.",
        |it: &ProcessRef| it.get().end_of_few,
    );
}

fn verdicts(api: &mut Api) {
    quotable::<VerdictRef>(
        api,
        "A sentence that says of the targets in all how many were met: “12 of 13 indicators exceeded their targets”.",
    );
    api.property(
        "claims_all",
        "Whether it says that all targets were met.",
        |it: &VerdictRef| it.get().claims_all,
    );
    api.property(
        "claimed",
        "Of how many targets or indicators it speaks.",
        |it: &VerdictRef| it.get().claimed,
    )
    .missing("`()`: it does not say how many");
    api.property("claimed_met", "How many it says were met.", |it: &VerdictRef| {
        it.get().claimed_met
    })
    .missing("`()`: it says “all” without a number");
    api.property(
        "measured",
        "How many indicators have both a target and a value in the part of the report that it speaks of.",
        |it: &VerdictRef| count(it.get().measured),
    );
    api.property(
        "met",
        "How many of those reached their targets.",
        |it: &VerdictRef| count(it.get().met),
    );
    api.property(
        "missed",
        "The indicators that did not reach their targets; for evidence.",
        |it: &VerdictRef| -> List<PassageRef> {
            let missed = it.get().missed.iter();
            missed
                .map(|own| PassageRef(own.clone(), Some(Arc::clone(&it.0))))
                .collect()
        },
    );
}

impl VerdictRef {
    fn get(&self) -> &Verdict {
        &self.0.verdicts[self.1]
    }
}

impl Thing for VerdictRef {
    const NAME: &'static str = "Verdict";
    const MANY: &'static str = "verdicts";
    const DETAILS: &'static [Detail<Self>] =
        &[
            ("claim", "the sentence, cut to at most its first 14 words", |it| {
                short(&it.get().quote.text)
            }),
        ];

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        self.get().quote.clone()
    }
}

impl SeriesRef {
    fn get(&self) -> &Series {
        &self.0.series[self.1]
    }
}

impl PointRef {
    fn get(&self) -> &Point {
        &self.0.series[self.1].points[self.2]
    }
}

impl ProcessRef {
    fn get(&self) -> &Process {
        &self.0.processes[self.1]
    }
}

impl Thing for SeriesRef {
    const NAME: &'static str = "Series";
    const MANY: &'static str = "series";
    const DETAILS: &'static [Detail<Self>] = &[(
        "subject",
        "what the series is of, cut to at most its first 14 words",
        |it| short(&it.get().subject),
    )];

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        self.get().quote.clone()
    }
    fn about(&self) -> String {
        self.get().subject.clone()
    }
}

impl Thing for PointRef {
    const NAME: &'static str = "Point";
    const MANY: &'static str = "points";

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        let point = self.get();
        Passage::new(
            format!("{}: {}", point.period, point.number.low),
            point.location.clone(),
        )
    }
}

impl Thing for ProcessRef {
    const NAME: &'static str = "Process";
    const MANY: &'static str = "processes";
    const DETAILS: &'static [Detail<Self>] = &[("process", "the name of the process", |it| {
        it.get().name.clone().into()
    })];

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        self.get().quote.clone()
    }
}
