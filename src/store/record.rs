//! What the daemon records: files as they come, runs before they start, and everything a run found in one transaction.

use sqlx::SqliteConnection;

use super::history::series;
use super::versions::{Compared, Link, change_name, days, kind, name_in_inbox};
use super::{DAEMON, Result, RunKey, Store, audit};
use crate::finding::{Change, ReportResult};
use crate::report::Period;

/// A file in an inbox, as it was when it counted as whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Submission {
    pub path: String,
    pub inbox: String,
    /// Inside the inbox.
    pub name: String,
    /// "" where it could not be read so far as to tell.
    pub sha256: String,
    pub size: u64,
}

/// A report in a file: what it says, as JSON, and what the rules say of it.
#[derive(Debug, Clone)]
pub struct Judged {
    pub facts: String,
    /// What was read, as JSON; "" where no later report is held against it.
    pub reading: String,
    pub organisation: Option<String>,
    /// The part of the project's time that it tells of.
    pub period: Period,
    pub result: ReportResult,
}

/// Why a file, or a part of it, could not be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unread {
    pub reason: String,
    pub remedy: String,
}

impl Store {
    /// Records work before it starts.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn start<'a>(&mut self, work: impl Iterator<Item = (&'a Submission, &'a RunKey)>) -> Result<()> {
        let now = self.now();
        self.change(async |db| {
            for (file, key) in work {
                put_submission(db, file, &now).await?;
                let id = key.id();
                sqlx::query(include_str!("sql/run_start.sql"))
                    .bind(&id)
                    .bind(&key.sha256)
                    .bind(&key.profile)
                    .bind(&key.language)
                    .bind(key.held_against())
                    .bind(&key.rulebook)
                    .bind(&key.engine)
                    .bind(&now)
                    .execute(&mut *db)
                    .await?;
                audit(db, &now, DAEMON, "run started", &id, &file.path).await?;
            }
            Ok(())
        })
    }

    /// A run ends without an answer: the file changed or went while it was read, or is to be judged otherwise.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn abandon(&mut self, file: &Submission, key: &RunKey, why: &str, gone: bool) -> Result<()> {
        let (id, now) = (key.id(), self.now());
        self.change(async |db| {
            let done = sqlx::query(include_str!("sql/run_abandon.sql"))
                .bind(&id)
                .execute(&mut *db)
                .await?;
            if done.rows_affected() > 0 {
                audit(db, &now, DAEMON, "run interrupted", &id, why).await?;
            }
            if gone {
                put_gone(db, &file.path, &file.sha256, &now).await?;
            }
            Ok(())
        })
    }

    /// Records everything that a run found, all of it or nothing.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn finish(
        &mut self,
        file: &Submission,
        key: &RunKey,
        judged: &[Judged],
        compared: &Compared,
        unread: Option<&Unread>,
    ) -> Result<()> {
        let (id, now) = (key.id(), self.now());
        let state = if judged.is_empty() && unread.is_some() {
            ("unreadable", "unreadable")
        } else {
            ("finished", "done")
        };
        self.change(async |db| {
            for sql in [
                include_str!("sql/findings_clear.sql"),
                include_str!("sql/judgements_clear.sql"),
            ] {
                sqlx::query(sql).bind(&id).execute(&mut *db).await?;
            }
            for (position, (judged, link)) in (1..).zip(judged.iter().zip(&compared.0)) {
                put_report(db, file, judged, link, &now).await?;
                put_judgement(db, &id, position, judged, link).await?;
                if link.news {
                    sqlx::query(include_str!("sql/outbox_add.sql"))
                        .bind(&id)
                        .bind(&link.id)
                        .bind(&now)
                        .execute(&mut *db)
                        .await?;
                }
            }
            sqlx::query(include_str!("sql/run_finish.sql"))
                .bind(&id)
                .bind(state.0)
                .bind(&now)
                .execute(&mut *db)
                .await?;
            settle(db, file, state.1, Some(&id), "", unread).await?;
            let event = format!("run {}", state.0);
            audit(db, &now, DAEMON, &event, &id, &file.path).await
        })
    }

    /// Records that the content of a file came before, at another place.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn duplicate(
        &mut self,
        file: &Submission,
        key: &RunKey,
        first: &str,
        unread: Option<&Unread>,
    ) -> Result<()> {
        let (id, now) = (key.id(), self.now());
        self.change(async |db| {
            put_submission(db, file, &now).await?;
            settle(db, file, "duplicate", Some(&id), first, unread).await?;
            audit(db, &now, DAEMON, "duplicate", &file.path, first).await
        })
    }

    /// Records that a file could not even be opened.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn unreadable(&mut self, file: &Submission, unread: &Unread) -> Result<()> {
        let now = self.now();
        self.change(async |db| {
            put_submission(db, file, &now).await?;
            settle(db, file, "unreadable", None, "", Some(unread)).await?;
            audit(db, &now, DAEMON, "unreadable", &file.path, &unread.reason).await
        })
    }

    /// Records where a file was moved.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn moved(&mut self, file: &Submission, to: &str) -> Result<()> {
        let now = self.now();
        self.change(async |db| {
            sqlx::query(include_str!("sql/submission_moved.sql"))
                .bind(&file.path)
                .bind(&file.sha256)
                .bind(to)
                .execute(&mut *db)
                .await?;
            audit(db, &now, DAEMON, "moved", &file.path, to).await
        })
    }
}

pub(super) async fn put_gone(
    db: &mut SqliteConnection,
    path: &str,
    sha256: &str,
    now: &str,
) -> sqlx::Result<()> {
    sqlx::query(include_str!("sql/submission_gone.sql"))
        .bind(path)
        .bind(sha256)
        .execute(&mut *db)
        .await?;
    audit(db, now, DAEMON, "gone", path, "before it was read").await
}

async fn put_submission(db: &mut SqliteConnection, file: &Submission, now: &str) -> sqlx::Result<()> {
    sqlx::query(include_str!("sql/submission_start.sql"))
        .bind(&file.path)
        .bind(&file.sha256)
        .bind(&file.inbox)
        .bind(i64::try_from(file.size).unwrap_or(i64::MAX))
        .bind(now)
        .execute(db)
        .await
        .map(|_| ())
}

/// The file has its answer; what lay at its place before is replaced.
async fn settle(
    db: &mut SqliteConnection,
    file: &Submission,
    state: &str,
    run: Option<&str>,
    duplicate_of: &str,
    unread: Option<&Unread>,
) -> sqlx::Result<()> {
    sqlx::query(include_str!("sql/submission_replaced.sql"))
        .bind(&file.path)
        .bind(&file.sha256)
        .execute(&mut *db)
        .await?;
    sqlx::query(include_str!("sql/submission_finish.sql"))
        .bind(&file.path)
        .bind(&file.sha256)
        .bind(state)
        .bind(run)
        .bind(duplicate_of)
        .bind(unread.map_or("", |own| &own.reason))
        .bind(unread.map_or("", |own| &own.remedy))
        .execute(db)
        .await
        .map(|_| ())
}

async fn put_report(
    db: &mut SqliteConnection,
    file: &Submission,
    judged: &Judged,
    link: &Link,
    now: &str,
) -> sqlx::Result<()> {
    let result = &judged.result;
    let (start, end) = days(judged);
    sqlx::query(include_str!("sql/report_put.sql"))
        .bind(&link.id)
        .bind(&result.sha256)
        .bind(&file.sha256)
        .bind(&file.inbox)
        .bind(name_in_inbox(file, result))
        .bind(&result.format)
        .bind(result.title.as_deref().unwrap_or_default())
        .bind(result.reference.as_deref().unwrap_or_default())
        .bind(judged.organisation.as_deref().unwrap_or_default())
        .bind(kind(result))
        .bind(result.language.as_deref().unwrap_or_default())
        .bind(start)
        .bind(end)
        .bind(&link.previous)
        .bind(&link.lineage)
        .bind(now)
        .bind(&judged.facts)
        .bind(series(&file.name, result))
        .execute(&mut *db)
        .await?;
    if judged.reading.is_empty() {
        return Ok(());
    }
    sqlx::query(include_str!("sql/reading_put.sql"))
        .bind(&link.id)
        .bind(&judged.reading)
        .execute(db)
        .await
        .map(|_| ())
}

async fn put_judgement(
    db: &mut SqliteConnection,
    run: &str,
    position: i64,
    judged: &Judged,
    link: &Link,
) -> sqlx::Result<()> {
    let findings = &judged.result.findings;
    let rest = ReportResult {
        findings: Vec::new(),
        ..judged.result.clone()
    };
    sqlx::query(include_str!("sql/judgement_add.sql"))
        .bind(run)
        .bind(&link.id)
        .bind(position)
        .bind(json(&rest)?)
        .execute(&mut *db)
        .await?;
    let mut rows = Vec::new();
    for finding in findings {
        rows.push((
            finding.fingerprint.clone(),
            finding.rule.clone(),
            finding.level.as_str().to_string(),
            change_name(finding.change).to_string(),
            json(finding)?,
        ));
    }
    rows.extend(link.gone.iter().cloned().map(|mut own| {
        own.3 = change_name(Change::Gone).to_string();
        own
    }));
    for (position, (fingerprint, rule, level, change, body)) in (1_i64..).zip(rows) {
        sqlx::query(include_str!("sql/finding_add.sql"))
            .bind(run)
            .bind(&link.id)
            .bind(position)
            .bind(fingerprint)
            .bind(rule)
            .bind(level)
            .bind(change)
            .bind(body)
            .execute(&mut *db)
            .await?;
    }
    Ok(())
}

fn json(value: &impl serde::Serialize) -> sqlx::Result<String> {
    serde_json::to_string(value).map_err(|error| sqlx::Error::Encode(Box::new(error)))
}
