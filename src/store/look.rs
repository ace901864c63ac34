//! What people ask of the store: which reports there are, what was found in them, what became of a file.

use std::path::PathBuf;

use serde::Serialize;
use serde_json::Value;
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

use super::{Result, Store};
use crate::finding::Suppression;

/// Which reports are meant; what is empty leaves all.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// The beginning of an id.
    pub id: String,
    /// Part of the project's reference, or of the report's title.
    pub project: String,
    /// Part of the reporting organisation's name, or of the folder that it sends to.
    pub partner: String,
    /// First and last day that the report's period must touch.
    pub period: Option<(String, String)>,
    /// Also versions that another one took the place of.
    pub superseded: bool,
}

/// A report and its newest run.
#[derive(Debug, Clone, Serialize)]
pub struct ReportRow {
    pub id: String,
    pub name: String,
    pub inbox: String,
    pub title: String,
    pub reference: String,
    pub organisation: String,
    pub kind: String,
    pub language: String,
    pub period_start: String,
    pub period_end: String,
    pub came: String,
    /// Id of the version before it.
    pub previous: Option<String>,
    /// Id of the first version.
    pub first: String,
    /// Another version took its place.
    pub superseded: bool,
    #[serde(skip)]
    pub run: String,
    pub rulebook: String,
    pub tillsyn: String,
    pub profile: Option<String>,
    pub checked: String,
    #[serde(flatten)]
    pub counts: Counts,
}

/// Findings of the newest run that are not waived, those that are, and those that are gone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
    pub waived: usize,
    pub gone: usize,
}

impl Counts {
    pub fn open(self) -> usize {
        self.errors + self.warnings + self.notes
    }
}

/// A file that waits, is a duplicate, or could not be read.
#[derive(Debug, Clone, Serialize)]
pub struct FileRow {
    pub path: String,
    pub sha256: String,
    pub inbox: String,
    pub came: String,
    /// waiting, duplicate, unreadable, or done where a part of it could not be read.
    pub state: String,
    pub duplicate_of: Option<String>,
    pub moved_to: Option<String>,
    pub reason: Option<String>,
    pub remedy: Option<String>,
}

/// A finding with the report that it was made in.
#[derive(Debug, Clone, Serialize)]
pub struct FindingRow {
    pub report: String,
    pub name: String,
    #[serde(flatten)]
    pub finding: Value,
}

impl FindingRow {
    pub fn text(&self, key: &str) -> &str {
        self.finding[key].as_str().unwrap_or_default()
    }

    pub fn waiver(&self) -> Option<Suppression> {
        serde_json::from_value(self.finding["suppression"].clone()).ok()
    }
}

/// All that there is to know of a report.
#[derive(Debug, Clone, Serialize)]
pub struct Shown {
    #[serde(flatten)]
    pub report: ReportRow,
    pub places: Vec<Value>,
    pub runs: Vec<Value>,
    pub result: Value,
}

/// What was done, by whom and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuditEntry {
    pub seq: i64,
    pub at: String,
    pub actor: String,
    pub event: String,
    pub subject: String,
    pub detail: String,
}

impl Store {
    /// Reports in the order in which they came.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn reports(&mut self, filter: &Filter) -> Result<Vec<ReportRow>> {
        let (from, to) = filter.period.clone().unwrap_or_default();
        let rows = self.look(async |db| {
            sqlx::query(include_str!("sql/reports.sql"))
                .bind(&filter.id)
                .bind(&filter.project)
                .bind(&filter.partner)
                .bind(from)
                .bind(to)
                .fetch_all(db)
                .await?
                .iter()
                .map(report_row)
                .collect::<sqlx::Result<Vec<ReportRow>>>()
        })?;
        let mut found = Vec::new();
        for mut row in rows {
            if filter.superseded || !row.superseded {
                row.counts = self.counts(&row)?;
                found.push(row);
            }
        }
        Ok(found)
    }

    fn counts(&mut self, report: &ReportRow) -> Result<Counts> {
        let mut counts = Counts::default();
        for own in self.findings(report, "", "", "")? {
            match (own.text("change"), own.waiver(), own.text("level")) {
                ("gone", ..) => counts.gone += 1,
                (_, Some(_), _) => counts.waived += 1,
                (.., "error") => counts.errors += 1,
                (.., "warning") => counts.warnings += 1,
                _ => counts.notes += 1,
            }
        }
        Ok(counts)
    }

    /// Findings of a report's newest run; what is empty leaves all.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn findings(
        &mut self,
        report: &ReportRow,
        rule: &str,
        level: &str,
        change: &str,
    ) -> Result<Vec<FindingRow>> {
        let waived = self.waived(&report.first)?;
        let rows = self.look(async |db| {
            sqlx::query(include_str!("sql/findings.sql"))
                .bind(&report.run)
                .bind(&report.id)
                .bind(rule)
                .bind(level)
                .bind(change)
                .fetch_all(db)
                .await?
                .iter()
                .map(|row| Ok((row.try_get("change")?, row.try_get("body")?)))
                .collect::<sqlx::Result<Vec<(String, String)>>>()
        })?;
        let rows = rows.into_iter().map(|(change, body)| {
            let mut finding = parsed(&body);
            let waiver = waived
                .iter()
                .find(|(fingerprint, _)| finding["fingerprint"] == fingerprint.as_str());
            finding["suppression"] = waiver.map_or(Value::Null, |(_, own)| value(own));
            finding["change"] = change.into();
            FindingRow {
                report: report.id.clone(),
                name: report.name.clone(),
                finding,
            }
        });
        Ok(rows.collect())
    }

    /// Files that have no report of their own to show, or only part of one.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn files(&mut self) -> Result<Vec<FileRow>> {
        self.look(async |db| {
            sqlx::query(include_str!("sql/files.sql"))
                .fetch_all(db)
                .await?
                .iter()
                .map(|row| {
                    Ok(FileRow {
                        path: row.try_get("path")?,
                        sha256: row.try_get("sha256")?,
                        inbox: row.try_get("inbox")?,
                        came: row.try_get("came")?,
                        state: row.try_get("state")?,
                        duplicate_of: some(row.try_get("duplicate_of")?),
                        moved_to: some(row.try_get("moved_to")?),
                        reason: some(row.try_get("reason")?),
                        remedy: some(row.try_get("remedy")?),
                    })
                })
                .collect()
        })
    }

    /// Id and place of the latest version of every report; of several places all, one after the other.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn places_of_latest(&mut self) -> Result<Vec<(String, PathBuf)>> {
        let rows: Vec<(String, String, String)> = self.look(async |db| {
            sqlx::query_as(include_str!("sql/places_of_latest.sql"))
                .fetch_all(db)
                .await
        })?;
        let rows = rows.into_iter();
        Ok(rows
            .map(|(id, path, moved_to)| (id, some(moved_to).unwrap_or(path).into()))
            .collect())
    }

    /// A report with its places, its runs, and what its newest run says.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn show(&mut self, report: ReportRow) -> Result<Shown> {
        let findings = self.findings(&report, "", "", "")?;
        let (mut result, places, runs) = self.look(async |db| {
            let body = text(db, include_str!("sql/judgement.sql"), &[&report.run, &report.id]).await?;
            let places = objects(db, include_str!("sql/places_of_report.sql"), &report.id).await?;
            let runs = objects(db, include_str!("sql/runs_of_report.sql"), &report.id).await?;
            Ok((parsed(&body), places, runs))
        })?;
        result["findings"] = findings.into_iter().map(|own| own.finding).collect();
        Ok(Shown {
            report,
            places,
            runs,
            result,
        })
    }

    /// What a report says, as the JSON of its facts.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn facts(&mut self, report: &str) -> Result<String> {
        self.look(async |db| text(db, include_str!("sql/facts.sql"), &[report]).await)
    }

    /// Everything that was done, in order.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn audit(&mut self) -> Result<Vec<AuditEntry>> {
        self.look(async |db| {
            sqlx::query(include_str!("sql/audit_list.sql"))
                .fetch_all(db)
                .await?
                .iter()
                .map(|row| {
                    Ok(AuditEntry {
                        seq: row.try_get("seq")?,
                        at: row.try_get("at")?,
                        actor: row.try_get("actor")?,
                        event: row.try_get("event")?,
                        subject: row.try_get("subject")?,
                        detail: row.try_get("detail")?,
                    })
                })
                .collect()
        })
    }
}

pub(super) fn report_row(row: &SqliteRow) -> sqlx::Result<ReportRow> {
    Ok(ReportRow {
        id: row.try_get("id")?,
        name: row.try_get("name")?,
        inbox: row.try_get("inbox")?,
        title: row.try_get("title")?,
        reference: row.try_get("reference")?,
        organisation: row.try_get("organisation")?,
        kind: row.try_get("kind")?,
        language: row.try_get("language")?,
        period_start: row.try_get("period_start")?,
        period_end: row.try_get("period_end")?,
        came: row.try_get("came")?,
        previous: some(row.try_get("previous")?),
        first: row.try_get("lineage")?,
        superseded: row.try_get::<i64, _>("superseded")? != 0,
        run: row.try_get("run")?,
        rulebook: row.try_get("rulebook")?,
        tillsyn: row.try_get("engine")?,
        profile: some(row.try_get("profile")?),
        checked: row.try_get("finished")?,
        counts: Counts::default(),
    })
}

async fn text(db: &mut SqliteConnection, sql: &'static str, values: &[&str]) -> sqlx::Result<String> {
    let mut query = sqlx::query_as(sql);
    for value in values {
        query = query.bind(*value);
    }
    let (text,): (String,) = query.fetch_one(db).await?;
    Ok(text)
}

/// Rows of text as objects.
async fn objects(db: &mut SqliteConnection, sql: &'static str, value: &str) -> sqlx::Result<Vec<Value>> {
    use sqlx::Column;
    let rows = sqlx::query(sql).bind(value).fetch_all(db).await?;
    rows.iter()
        .map(|row| {
            let mut object = serde_json::Map::new();
            for column in row.columns() {
                let text: String = row.try_get(column.ordinal())?;
                object.insert(column.name().to_string(), text.into());
            }
            Ok(Value::Object(object))
        })
        .collect()
}

fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

fn parsed(body: &str) -> Value {
    serde_json::from_str(body).unwrap_or_default()
}

fn value(own: &Suppression) -> Value {
    serde_json::to_value(own).unwrap_or_default()
}
