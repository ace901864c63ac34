//! How reports follow on earlier ones: which is a new version of which, and what changed from one to the next.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::SqliteConnection;

use super::{Judged, Result, RunKey, Store, Submission};
use crate::finding::{Change, ReportResult, Suppression};

/// How the reports of a file follow on earlier ones, and what changed.
#[derive(Debug, Default)]
pub struct Compared(pub(super) Vec<Link>);

#[derive(Debug)]
pub(super) struct Link {
    pub id: String,
    pub previous: Option<String>,
    pub lineage: String,
    pub gone: Vec<Stored>,
    /// The set of findings is another than that before.
    pub news: bool,
}

/// Fingerprint, rule, level, change and the finding as JSON.
pub(super) type Stored = (String, String, String, String, String);

impl Store {
    /// Says of every finding whether it is new or waived, and finds the earlier version of each report.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn compare(&mut self, file: &Submission, key: &RunKey, judged: &mut [Judged]) -> Result<Compared> {
        let today = self.today();
        let ids = ids(judged);
        self.look(async |db| {
            let mut links = Vec::new();
            for (judged, id) in judged.iter_mut().zip(ids) {
                let (previous, lineage) = link(db, file, &id, judged).await?;
                let before = findings_before(db, file, key, &id, previous.as_deref()).await?;
                let news = before.is_none();
                let before = before.unwrap_or_default();
                let gone = note_changes(&mut judged.result, &before);
                suppress(db, &mut judged.result, &lineage, &today).await?;
                let new = |own: &crate::finding::Finding| own.change == Change::New;
                links.push(Link {
                    news: news || !gone.is_empty() || judged.result.findings.iter().any(new),
                    id,
                    previous,
                    lineage,
                    gone,
                });
            }
            Ok(Compared(links))
        })
    }

    /// Says the same of every finding as when this run was recorded.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn recall(&mut self, key: &RunKey, judged: &mut [Judged]) -> Result<()> {
        let (run, today) = (key.id(), self.today());
        let ids = ids(judged);
        self.look(async |db| {
            for (judged, id) in judged.iter_mut().zip(ids) {
                let new: BTreeSet<String> = findings(db, &run, &id)
                    .await?
                    .into_iter()
                    .filter(|own| own.3 == change_name(Change::New))
                    .map(|own| own.0)
                    .collect();
                for finding in &mut judged.result.findings {
                    if !new.contains(&finding.fingerprint) {
                        finding.change = Change::Unchanged;
                    }
                }
                let link: Option<(Option<String>, String)> = known_link(db, &id).await?;
                if let Some((_, lineage)) = link {
                    suppress(db, &mut judged.result, &lineage, &today).await?;
                }
            }
            Ok(())
        })
    }
}

/// A report is known by its content; the same content twice in one file is two reports.
pub(super) fn ids(judged: &[Judged]) -> Vec<String> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    judged
        .iter()
        .map(|judged| {
            let sha256 = judged.result.sha256.as_str();
            let number = seen.entry(sha256).or_default();
            *number += 1;
            match number {
                1 => sha256.to_string(),
                number => format!("{sha256}-{number}"),
            }
        })
        .collect()
}

async fn known_link(db: &mut SqliteConnection, id: &str) -> sqlx::Result<Option<(Option<String>, String)>> {
    sqlx::query_as(include_str!("sql/report_link.sql"))
        .bind(id)
        .fetch_optional(db)
        .await
}

/// The version before a report, and the first version of all.
pub(super) async fn link(
    db: &mut SqliteConnection,
    file: &Submission,
    id: &str,
    judged: &Judged,
) -> sqlx::Result<(Option<String>, String)> {
    let result = &judged.result;
    if let Some(known) = known_link(db, id).await? {
        return Ok(known);
    }
    type Earlier = Option<(String, String, i64)>;
    let reference = result.reference.as_deref().unwrap_or_default();
    let (start, end) = days(judged);
    let by_name: Earlier = sqlx::query_as(include_str!("sql/report_earlier_by_name.sql"))
        .bind(name_in_inbox(file, result))
        .bind(&file.inbox)
        .bind(&file.sha256)
        .bind(reference)
        .bind(&start)
        .bind(&end)
        .fetch_optional(&mut *db)
        .await?;
    let mut by_project: Earlier = None;
    if !reference.is_empty() && judged.period.is_known() {
        by_project = sqlx::query_as(include_str!("sql/report_earlier_by_project.sql"))
            .bind(reference)
            .bind(start)
            .bind(end)
            .bind(kind(result))
            .bind(result.language.as_deref().unwrap_or_default())
            .bind(&file.inbox)
            .bind(&file.sha256)
            .fetch_optional(&mut *db)
            .await?;
    }
    let earlier = by_name.into_iter().chain(by_project).max_by_key(|(.., seq)| *seq);
    Ok(match earlier {
        Some((previous, lineage, _)) => (Some(previous), lineage),
        None => (None, id.to_string()),
    })
}

/// What was found the last time: in the same report by another book, or else in the version before it. None where
/// there is neither.
async fn findings_before(
    db: &mut SqliteConnection,
    file: &Submission,
    key: &RunKey,
    id: &str,
    previous: Option<&str>,
) -> sqlx::Result<Option<Vec<Stored>>> {
    let last: Option<(String,)> = sqlx::query_as(include_str!("sql/run_of_submission.sql"))
        .bind(&file.path)
        .bind(&file.sha256)
        .fetch_optional(&mut *db)
        .await?;
    if let Some((run,)) = last {
        let judged: Option<(i64,)> = sqlx::query_as(include_str!("sql/has_judgement.sql"))
            .bind(&run)
            .bind(id)
            .fetch_optional(&mut *db)
            .await?;
        if judged.is_some() {
            return findings(db, &run, id).await.map(Some);
        }
    }
    let Some(previous) = previous else {
        return Ok(None);
    };
    let run: Option<(String,)> = sqlx::query_as(include_str!("sql/run_of_report.sql"))
        .bind(previous)
        .bind(&key.profile)
        .fetch_optional(&mut *db)
        .await?;
    match run {
        Some((run,)) => findings(db, &run, previous).await.map(Some),
        None => Ok(None),
    }
}

async fn findings(db: &mut SqliteConnection, run: &str, report: &str) -> sqlx::Result<Vec<Stored>> {
    sqlx::query_as(include_str!("sql/findings_of_run.sql"))
        .bind(run)
        .bind(report)
        .fetch_all(db)
        .await
}

/// Marks what was there before; what was and is no more is handed back.
fn note_changes(result: &mut ReportResult, before: &[Stored]) -> Vec<Stored> {
    let was: Vec<&Stored> = before
        .iter()
        .filter(|own| own.3 != change_name(Change::Gone))
        .collect();
    let known: BTreeSet<&str> = was.iter().map(|own| own.0.as_str()).collect();
    for finding in &mut result.findings {
        finding.change = if known.contains(finding.fingerprint.as_str()) {
            Change::Unchanged
        } else {
            Change::New
        };
    }
    let now: BTreeSet<&str> = result
        .findings
        .iter()
        .map(|own| own.fingerprint.as_str())
        .collect();
    was.into_iter()
        .filter(|own| !now.contains(own.0.as_str()))
        .cloned()
        .collect()
}

async fn suppress(
    db: &mut SqliteConnection,
    result: &mut ReportResult,
    lineage: &str,
    today: &str,
) -> sqlx::Result<()> {
    let rows: Vec<super::waive::Row> = sqlx::query_as(include_str!("sql/suppressions_of_lineage.sql"))
        .bind(lineage)
        .bind(today)
        .fetch_all(db)
        .await?;
    let waived: BTreeMap<String, Suppression> = rows.into_iter().map(super::waive::suppression).collect();
    for finding in &mut result.findings {
        finding.suppression = waived.get(&finding.fingerprint).cloned();
    }
    Ok(())
}

pub(super) fn change_name(change: Change) -> &'static str {
    match change {
        Change::New => "new",
        Change::Unchanged => "unchanged",
        Change::Gone => "gone",
    }
}

pub(super) fn kind(result: &ReportResult) -> String {
    let name = serde_json::to_value(result.kind).unwrap_or_default();
    name.as_str().unwrap_or_default().to_string()
}

/// First and last day that a report tells of: the reports of two years are no versions of each other, though both name the
/// whole of the project's time.
pub(super) fn days(judged: &Judged) -> (String, String) {
    let day = |day: Option<jiff::civil::Date>| day.map_or(String::new(), |day| day.to_string());
    (day(judged.period.start), day(judged.period.end))
}

/// A report in a zip file is called by the names of both.
pub(super) fn name_in_inbox(file: &Submission, result: &ReportResult) -> String {
    match result.file.split_once('/') {
        Some((_, inner)) => format!("{}/{inner}", file.name),
        None => file.name.clone(),
    }
}
