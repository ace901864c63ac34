//! What the other rules found, for rules that judge findings.

use std::sync::Arc;

use super::{Api, Handle};
use crate::document::Passage;
use crate::finding::Finding;
use crate::report::Report;
use crate::rule::api::{Detail, Thing, quotable};

/// The findings on a report, and those on the last report before it.
#[derive(Clone, Default)]
pub struct Remarks {
    pub own: Arc<[Finding]>,
    pub before: Arc<[Finding]>,
}

/// A finding, and the report that it is on.
#[derive(Clone)]
pub struct RemarkRef(Handle, Remarks, Finding);

pub fn register(api: &mut Api) {
    quotable::<RemarkRef>(
        api,
        "What another rule found in this report. Rules that look at findings judge when all others have.",
    );
    api.property(
        "rule",
        "The id of the rule that found it: `results/unmet-target`.",
        |it: &RemarkRef| it.2.rule.clone(),
    );
    api.word(
        "level",
        ["error", "warning", "note"],
        "How grave it is: `error`, `warning` or `note`.",
        |it: &RemarkRef| it.2.level.as_str(),
    );
    api.property("message", "What is told of it.", |it: &RemarkRef| {
        it.2.message.clone()
    });
    api.property(
        "before",
        "The same finding on the last earlier report: the same rule found the same of the same thing.",
        RemarkRef::before,
    );
}

/// All findings on the report.
pub fn remarks(report: &Handle, remarks: &Remarks) -> Vec<RemarkRef> {
    let own = remarks.own.iter();
    own.map(|finding| RemarkRef(Arc::clone(report), remarks.clone(), finding.clone()))
        .collect()
}

impl RemarkRef {
    fn before(&self) -> Option<RemarkRef> {
        let last: &Arc<Report> = &self.0.earlier.last()?.report;
        let own = &self.2;
        let same = |other: &&Finding| other.rule == own.rule && other.fingerprint == own.fingerprint;
        let found = self.1.before.iter().find(same)?;
        Some(RemarkRef(
            Arc::new(Arc::clone(last)),
            Remarks::default(),
            found.clone(),
        ))
    }
}

impl Thing for RemarkRef {
    const NAME: &'static str = "Remark";
    const MANY: &'static str = "findings of other rules";
    const DETAILS: &'static [Detail<Self>] = &[("message", "what the other rule said", |it| {
        it.2.message.clone().into()
    })];

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        let first = self.2.evidence.first();
        first
            .map(|evidence| Passage::new(&evidence.quote, evidence.location.clone()))
            .unwrap_or_default()
    }
    fn about(&self) -> String {
        format!("{} {}", self.2.rule, self.2.fingerprint)
    }
}
