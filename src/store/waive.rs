//! Waivers: somebody decided that a finding need not be acted on, in this and later versions of a report.

use serde::Serialize;

use super::{DAEMON, Result, Store, audit};
use crate::finding::Suppression;

/// A decision on a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Waiver {
    pub fingerprint: String,
    /// Id of the report's first version.
    #[serde(rename = "report")]
    pub lineage: String,
    pub justification: String,
    pub author: String,
    /// Last day on which it holds.
    pub until: Option<jiff::civil::Date>,
}

/// What the audit calls a waiver whose last day is over.
const ENDED: &str = "waiver ended";

/// Fingerprint, justification, author, time, and last day.
pub type Row = (String, String, String, String, String);

pub fn suppression((fingerprint, justification, author, made, until): Row) -> (String, Suppression) {
    let own = Suppression {
        status: "accepted".to_string(),
        justification,
        author: Some(author),
        date: made.get(..10).map(String::from),
        until: Some(until).filter(|until| !until.is_empty()),
    };
    (fingerprint, own)
}

impl Store {
    /// Fingerprint and rule of every finding whose fingerprint begins so.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn fingerprints(&mut self, beginning: &str) -> Result<Vec<(String, String)>> {
        self.look(async |db| {
            sqlx::query_as(include_str!("sql/fingerprints.sql"))
                .bind(beginning)
                .fetch_all(db)
                .await
        })
    }

    /// The reports, by id of their first version, in which a finding was ever made.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn lineages(&mut self, fingerprint: &str) -> Result<Vec<String>> {
        self.look(async |db| {
            let rows: Vec<(String,)> = sqlx::query_as(include_str!("sql/lineages_of_finding.sql"))
                .bind(fingerprint)
                .fetch_all(db)
                .await?;
            Ok(rows.into_iter().map(|(lineage,)| lineage).collect())
        })
    }

    /// The findings that are waived in a report, by fingerprint.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn waived(&mut self, lineage: &str) -> Result<Vec<(String, Suppression)>> {
        let today = self.today();
        self.look(async |db| {
            let rows: Vec<Row> = sqlx::query_as(include_str!("sql/suppressions_of_lineage.sql"))
                .bind(lineage)
                .bind(&today)
                .fetch_all(db)
                .await?;
            Ok(rows.into_iter().map(suppression).collect())
        })
    }

    /// Waives a finding; a waiver that it had is replaced.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn waive(&mut self, waiver: &Waiver) -> Result<()> {
        let now = self.now();
        let until = waiver.until.map_or(String::new(), |day| day.to_string());
        let detail = serde_json::json!({
            "report": waiver.lineage, "reason": waiver.justification, "until": waiver.until,
        });
        self.change(async |db| {
            sqlx::query(include_str!("sql/suppression_put.sql"))
                .bind(&waiver.fingerprint)
                .bind(&waiver.lineage)
                .bind(&waiver.justification)
                .bind(&waiver.author)
                .bind(&now)
                .bind(&until)
                .execute(&mut *db)
                .await?;
            let detail = detail.to_string();
            audit(db, &now, &waiver.author, "waived", &waiver.fingerprint, &detail).await
        })
    }

    /// The files in which something was waived, or is no longer, since an entry of the audit: path, and where it was moved.
    /// Without one, since the daemon did anything. With them comes the number of the last entry.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn waived_since(&mut self, seen: Option<i64>) -> Result<(i64, Vec<(String, String)>)> {
        self.look(async |db| {
            let (last,): (i64,) = sqlx::query_as(include_str!("sql/audit_last.sql"))
                .fetch_one(&mut *db)
                .await?;
            let seen = match seen {
                Some(seen) => seen,
                None => {
                    let (own,): (i64,) = sqlx::query_as(include_str!("sql/audit_last_of.sql"))
                        .bind(DAEMON)
                        .bind(ENDED)
                        .fetch_one(&mut *db)
                        .await?;
                    own
                }
            };
            let paths = sqlx::query_as(include_str!("sql/waived_since.sql"))
                .bind(seen)
                .bind(ENDED)
                .fetch_all(db)
                .await?;
            Ok((last, paths))
        })
    }

    /// Takes the waivers back whose last day is over. How many they were.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn end_waivers(&mut self) -> Result<usize> {
        let (now, today) = (self.now(), self.today());
        let ended: Vec<(String, String, String)> = self.look(async |db| {
            sqlx::query_as(include_str!("sql/suppressions_ended.sql"))
                .bind(&today)
                .fetch_all(db)
                .await
        })?;
        if ended.is_empty() {
            return Ok(0);
        }
        self.change(async |db| {
            for (fingerprint, lineage, until) in &ended {
                sqlx::query(include_str!("sql/suppression_delete.sql"))
                    .bind(fingerprint)
                    .bind(lineage)
                    .execute(&mut *db)
                    .await?;
                let detail = serde_json::json!({ "report": lineage, "until": until }).to_string();
                audit(db, &now, DAEMON, ENDED, fingerprint, &detail).await?;
            }
            Ok(ended.len())
        })
    }

    /// Takes a waiver back. False where there was none.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn unwaive(&mut self, fingerprint: &str, lineage: &str, author: &str) -> Result<bool> {
        let now = self.now();
        self.change(async |db| {
            let done = sqlx::query(include_str!("sql/suppression_delete.sql"))
                .bind(fingerprint)
                .bind(lineage)
                .execute(&mut *db)
                .await?;
            let was = done.rows_affected() > 0;
            if was {
                audit(db, &now, author, "unwaived", fingerprint, lineage).await?;
            }
            Ok(was)
        })
    }
}
