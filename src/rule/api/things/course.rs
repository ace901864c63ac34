//! Figures of several periods, and cases taken into a process.

use std::sync::Arc;

use rhai::Engine;
use serde_json::Value;

use super::{array, short};
use crate::document::Passage;
use crate::report::{Point, Process, Report, Series};
use crate::rule::api::{Quotable, quotable};

#[derive(Clone)]
pub struct SeriesRef(pub Arc<Report>, pub usize);
/// Series, point.
#[derive(Clone)]
pub struct PointRef(pub Arc<Report>, pub usize, pub usize);
#[derive(Clone)]
pub struct ProcessRef(pub Arc<Report>, pub usize);

pub fn register(engine: &mut Engine) {
    quotable::<SeriesRef>(engine, "Series");
    engine.register_get("subject", |it: &mut SeriesRef| it.get().subject.clone());
    // 0 where it is told in a sentence.
    engine.register_get("table", |it: &mut SeriesRef| {
        i64::from(it.get().quote.location.table.unwrap_or(0))
    });
    engine.register_get("should_fall", |it: &mut SeriesRef| it.get().should_fall);
    engine.register_get("points", |it: &mut SeriesRef| {
        array((0..it.get().points.len()).map(|index| PointRef(Arc::clone(&it.0), it.1, index)))
    });
    quotable::<PointRef>(engine, "Point");
    engine.register_get("period", |it: &mut PointRef| it.get().period.clone());
    engine.register_get("value", |it: &mut PointRef| it.get().number.low);
    engine.register_get("explained", |it: &mut PointRef| it.get().explained);
    quotable::<ProcessRef>(engine, "Process");
    engine.register_get("name", |it: &mut ProcessRef| it.get().name.clone());
    engine.register_get("end_told", |it: &mut ProcessRef| it.get().end_told);
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

impl Quotable for SeriesRef {
    fn passage(&self) -> Passage {
        self.get().quote.clone()
    }
    fn about(&self) -> String {
        self.get().subject.clone()
    }
    fn details(&self) -> Vec<(&'static str, Value)> {
        vec![("subject", short(&self.get().subject))]
    }
}

impl Quotable for PointRef {
    fn passage(&self) -> Passage {
        let point = self.get();
        Passage::new(
            format!("{}: {}", point.period, point.number.low),
            point.location.clone(),
        )
    }
}

impl Quotable for ProcessRef {
    fn passage(&self) -> Passage {
        self.get().quote.clone()
    }
    fn details(&self) -> Vec<(&'static str, Value)> {
        vec![("process", self.get().name.clone().into())]
    }
}
