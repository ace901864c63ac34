//! Targets that are other than in the last report, or than in the framework.

use std::sync::Arc;

use serde_json::Value;

use super::past::{aside, written};
use super::{Api, Handle, IndicatorRef, List, ValueRef, code_and_text, short};
use crate::document::Passage;
use crate::finding::Evidence;
use crate::report::{Compared, Indicator, MovedTarget};
use crate::rule::api::{Detail, Thing, evidence, quotable};

#[derive(Clone)]
pub struct MovedTargetRef(Handle, MovedTarget);

pub fn register(api: &mut Api) {
    quotable::<MovedTargetRef>(
        api,
        "A target that is other than in the last report that has the indicator, or than in the framework. A finding on it \
         quotes both places.",
    );
    api.property(
        "indicator",
        "The indicator in this report.",
        |it: &MovedTargetRef| IndicatorRef(Arc::clone(&it.0), it.1.here.0, it.1.here.1),
    );
    api.property(
        "before",
        "The same indicator in the earlier report or in the framework.",
        MovedTargetRef::before,
    );
    api.property(
        "of_framework",
        "Whether it is held against the framework, and not against an earlier report.",
        |it: &MovedTargetRef| it.1.before.is_none(),
    );
    api.word(
        "way",
        ["lowered", "raised", "missing"],
        "`lowered` (it asks for less of what should rise, or for more of what should fall), `raised` or `missing` (the \
         report gives no target).",
        |it: &MovedTargetRef| it.way(),
    );
    api.property("now", "The target in this report.", |it: &MovedTargetRef| {
        let now = it.1.now.clone()?;
        Some(ValueRef(Arc::clone(&it.0), now))
    });
    api.property(
        "then",
        "The target in the earlier report or in the framework.",
        MovedTargetRef::then,
    );
    api.property(
        "is_certain",
        "Whether both are surely for the same time: where most targets are other than before, they are those of another year.",
        |it: &MovedTargetRef| it.1.certain,
    );
}

/// All of a report.
pub fn moved_targets(report: &Handle) -> List<MovedTargetRef> {
    let moved = report.moved_targets().into_iter();
    moved.map(|own| MovedTargetRef(Arc::clone(report), own)).collect()
}

impl MovedTargetRef {
    fn indicator(&self) -> &Indicator {
        &self.0.results[self.1.here.0].indicators[self.1.here.1]
    }

    fn compared(&self) -> Option<&Compared> {
        match self.1.before {
            Some(number) => self.0.earlier.get(number),
            None => self.0.framework.as_ref(),
        }
    }

    fn before(&self) -> Option<IndicatorRef> {
        let (result, indicator) = self.1.there;
        Some(IndicatorRef(aside(self.compared()?), result, indicator))
    }

    fn then(&self) -> Option<ValueRef> {
        Some(ValueRef(aside(self.compared()?), self.1.then.clone()))
    }

    fn way(&self) -> &'static str {
        match &self.1.now {
            None => "missing",
            Some(_) if self.1.asks_less(self.indicator()) => "lowered",
            Some(_) => "raised",
        }
    }
}

impl Thing for MovedTargetRef {
    const NAME: &'static str = "MovedTarget";
    const MANY: &'static str = "moved targets";
    const DETAILS: &'static [Detail<Self>] = &[
        (
            "indicator",
            "the wording of the indicator, cut to at most its first 14 words",
            |it| short(&it.indicator().text),
        ),
        (
            "now",
            "the target in this report; empty where there is none",
            |it| {
                let now = it.1.now.as_ref();
                now.map_or(Value::Null, |now| written(&now.figure).into())
            },
        ),
        ("then", "the target as it was", |it| {
            written(&it.1.then.figure).into()
        }),
        ("file", "the name of the file in which it was so", |it| {
            let file = it.compared().map(|compared| compared.report.source.file.clone());
            file.unwrap_or_default().into()
        }),
    ];

    fn one() -> String {
        "moved target".to_string()
    }
    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        Passage::new(&self.indicator().text, self.indicator().location.clone())
    }
    fn beside(&self) -> Vec<Evidence> {
        let now = self.1.now.clone().map(|now| ValueRef(Arc::clone(&self.0), now));
        let quotes = [
            now.as_ref().map(evidence),
            self.before().as_ref().map(evidence),
            self.then().as_ref().map(evidence),
        ];
        quotes.into_iter().flatten().collect()
    }
    fn about(&self) -> String {
        code_and_text(self.indicator().code.as_deref(), &self.indicator().text)
    }
}
