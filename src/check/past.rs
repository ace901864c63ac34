//! The reports that came before a report, and the framework: read from their files, chosen and put in order.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Checker, beside};
use crate::agreement::Beside;
use crate::document::Document;
use crate::extract::{self, extract};
use crate::finding::{HeldAgainst, ReportResult, short_digest};
use crate::read::{ReadError, Reading, read};
use crate::remembered::Remembered;
use crate::report::{Compared, Kind, Period, Report, Source};

/// The files of earlier reports and of the framework.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Others {
    pub earlier: Vec<PathBuf>,
    pub framework: Option<PathBuf>,
}

/// The same, understood.
#[derive(Debug, Clone, Default)]
pub struct Past {
    pub earlier: Vec<Arc<Report>>,
    /// The reports of the framework's file, which may be on several activities.
    pub framework: Vec<Arc<Report>>,
    /// What there is and cannot be used: lower case, no final stop.
    pub doubts: Vec<String>,
}

impl Past {
    /// With those of another, whose framework stands only where this one has none.
    #[must_use]
    pub fn and(mut self, other: &Past) -> Self {
        // What is named here and in the agreement is one report.
        let files: Vec<String> = self.earlier.iter().map(|own| own.source.sha256.clone()).collect();
        let new = other
            .earlier
            .iter()
            .filter(|new| !files.contains(&new.source.sha256));
        self.earlier.extend(new.cloned());
        if self.framework.is_empty() {
            self.framework.clone_from(&other.framework);
        }
        self
    }
}

/// What the store remembers of earlier reports, understood: for each report of a file, by its content.
#[derive(Debug, Default)]
pub struct Recalled(BTreeMap<String, Past>);

impl Recalled {
    pub fn of(&self, report: &Report) -> Past {
        self.0.get(&report.source.sha256).cloned().unwrap_or_default()
    }
}

impl Checker {
    /// Reads and understands what a report is to be held against.
    ///
    /// # Errors
    /// See [`read`].
    pub fn past(&self, others: &Others) -> Result<Past, ReadError> {
        let mut past = Past::default();
        for path in &others.earlier {
            read(path, &mut |reading| past.earlier.push(self.aside(reading)))?;
        }
        if let Some(path) = &others.framework {
            read(path, &mut |reading| past.framework.push(self.aside(reading)))?;
        }
        Ok(past)
    }

    fn aside(&self, Reading { document, declared }: Reading) -> Arc<Report> {
        let mut report = extract(&document, declared, &self.lexicons);
        report.source.beside = true;
        Arc::new(report)
    }

    /// Understands anew what [`kept`] kept of a report.
    ///
    /// # Errors
    /// Another version of the program kept it in another way.
    fn recall(&self, kept: &str) -> Result<Arc<Report>, serde_json::Error> {
        let Kept::<Document> { source, document } = serde_json::from_str(kept)?;
        let declared = Report {
            source,
            ..Report::default()
        };
        Ok(self.aside(Reading { document, declared }))
    }

    /// Understands anew what the store remembers of earlier reports.
    pub fn recall_all(&self, remembered: &Remembered) -> Recalled {
        let recalled = |earlier: &[String]| {
            let mut past = Past::default();
            for id in earlier {
                let read = remembered.readings.get(id).map(|reading| self.recall(reading));
                match read {
                    Some(Ok(report)) => past.earlier.push(report),
                    Some(Err(_)) | None => past.doubts.push(format!(
                        "the store has an earlier report ({}) in a form that cannot be read, and the report was not held against it",
                        short_digest(id)
                    )),
                }
            }
            past
        };
        let all = remembered.history.iter();
        Recalled(
            all.map(|(own, earlier)| (own.clone(), recalled(earlier)))
                .collect(),
        )
    }

    /// The same, of a report that is held against what came before it and against the framework: what is given for it
    /// here, and what the agreement beside it names.
    ///
    /// # Errors
    /// See [`read`].
    pub fn understand_after(
        &self,
        path: &Path,
        past: &dyn Fn(&Report) -> Past,
        each: &mut dyn FnMut(&Document, Report),
    ) -> Result<(), ReadError> {
        let beside = beside(path)?;
        let named = self.past(&named(&beside))?;
        read(path, &mut |Reading { document, declared }| {
            let start = Instant::now();
            let report = self.report(&document, declared, &beside, &|report| past(report).and(&named));
            log::debug!("{}: understood in {:?}", report.source.file, start.elapsed());
            each(&document, report);
        })
    }

    /// The same, of a report that is held against earlier ones and against the framework. `past` gives them for each
    /// report of the file, understood: those that do not belong to it are left out.
    ///
    /// # Errors
    /// See [`read`].
    pub fn check_after(
        &self,
        path: &Path,
        past: &dyn Fn(&Report) -> Past,
        each: &mut dyn FnMut(ReportResult),
    ) -> Result<(), ReadError> {
        self.examine_after(path, past, &mut |_, _, result| each(result))
    }

    /// The same, and hands on what was read and understood as well.
    ///
    /// # Errors
    /// See [`read`].
    pub fn examine_after(
        &self,
        path: &Path,
        past: &dyn Fn(&Report) -> Past,
        each: &mut dyn FnMut(&Document, &Report, ReportResult),
    ) -> Result<(), ReadError> {
        self.understand_after(path, past, &mut |document, report| {
            let report = Arc::new(report);
            let result = self.judge(&report);
            each(document, &report, result);
        })
    }

    /// Holds a report against those that came before and against the framework. What does not belong to its project, or
    /// did not come before it, is left out, and the report says so.
    pub fn hold_against(&self, report: &mut Report, document: &Document, past: &Past) {
        let (mut earlier, mut doubts) = (Vec::new(), Vec::new());
        for other in &past.earlier {
            match unfit(report, other, &past.earlier) {
                None => earlier.push(other),
                Some(why) => doubts.extend(why),
            }
        }
        in_order(&mut earlier);
        let compare =
            |other: &Arc<Report>| extract::compare(document, report, set_beside(other), &self.lexicons);
        let earlier = earlier.into_iter().map(compare).collect();
        let framework = past
            .framework
            .iter()
            .find(|other| belongs(report, other, &past.framework));
        if framework.is_none()
            && let Some(first) = past.framework.first()
        {
            doubts.push(format!("{} has nothing on this activity", first.source.file));
        }
        let framework = framework.map(compare);
        report.earlier = earlier;
        report.framework = framework;
        report
            .doubts
            .extend(doubts.into_iter().chain(past.doubts.iter().cloned()));
    }
}

/// What was read of a report, whatever the words and rules: it is understood anew when another one is held against it.
#[derive(Serialize, Deserialize)]
struct Kept<D> {
    source: Source,
    document: D,
}

/// What was read of a report, for [`Checker::recall_all`].
pub fn kept(document: &Document, source: &Source) -> String {
    let kept = Kept {
        source: source.clone(),
        document,
    };
    serde_json::to_string(&kept).unwrap_or_default()
}

/// Reports of a store were judged themselves when they came.
fn set_beside(other: &Arc<Report>) -> Arc<Report> {
    if other.source.beside {
        return Arc::clone(other);
    }
    let mut own = Report::clone(other);
    own.source.beside = true;
    Arc::new(own)
}

/// The oldest first where all tell what time they are of, else as they were named.
fn in_order(earlier: &mut [&Arc<Report>]) {
    if earlier.iter().all(|report| end(report).is_some()) {
        earlier.sort_by_key(|report| end(report));
    }
}

/// The last day that a report tells of; for a data record, its own day.
fn end(report: &Report) -> Option<Date> {
    report.as_of.or(report.tells_of().end)
}

/// Why a report is no earlier one of the same project; a record on another activity needs no word.
fn unfit(report: &Report, other: &Report, all: &[Arc<Report>]) -> Option<Option<String>> {
    let file = &other.source.file;
    if !belongs(report, other, all) {
        return Some(None);
    }
    if report.source.sha256 == other.source.sha256 && !report.source.sha256.is_empty() {
        return Some(Some(format!(
            "{file} is this very report, and the report was not held against it"
        )));
    }
    let later = end(report)
        .zip(end(other))
        .is_some_and(|(own, other)| other > own);
    later.then(|| {
        Some(format!(
            "{file} tells of a later time than this report, which was not held against it"
        ))
    })
}

/// A data record is of the activity whose identifier it bears, and so is a report where its file has several.
fn belongs(report: &Report, other: &Report, all: &[Arc<Report>]) -> bool {
    let records = report.kind == Kind::Activity && other.kind == Kind::Activity;
    let one_of_several = all
        .iter()
        .filter(|own| own.source.sha256 == other.source.sha256)
        .count()
        > 1;
    if records || one_of_several {
        other.reference.is_some() && report.reference == other.reference
    } else {
        true
    }
}

/// The files that the agreement beside a report names.
pub(super) fn named(beside: &Beside) -> Others {
    Others {
        earlier: beside.agreement.earlier.clone(),
        framework: beside.agreement.framework.clone(),
    }
}

/// What a result says of another file.
pub(super) fn held_against(compared: &Compared) -> HeldAgainst {
    let report = &compared.report;
    HeldAgainst {
        file: report.source.file.clone(),
        sha256: report.source.sha256.clone(),
        period: Some(report.tells_of()).filter(Period::is_known),
    }
}
