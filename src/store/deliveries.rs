//! Who is told of which finding sets, who was, and what could not be told: so that a restart tells nothing twice and forgets
//! nothing.

use jiff::{SignedDuration, Timestamp};
use sqlx::{Row, SqliteConnection};

use super::look::report_row;
use super::{DAEMON, FindingRow, ReportRow, Result, Store, audit};
use crate::finding::Level;

/// That of a digest, on the day on which clocks are put back.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(25);

/// What a receiver wants to be told of.
#[derive(Debug, Clone)]
pub struct Wish {
    pub receiver: String,
    /// Only reports judged by one of these; all where none is named.
    pub profiles: Vec<String>,
    /// Only where something of this level or above is new or gone.
    pub level: Level,
    pub not_before: Timestamp,
}

/// A finding set that a receiver is to be told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    pub run: String,
    pub report: String,
    pub made: Timestamp,
    pub attempts: u32,
}

/// What there is to tell of a finding set.
#[derive(Debug, Clone)]
pub struct News {
    pub report: ReportRow,
    /// ISO 639-1 code of the findings' language.
    pub language: String,
    /// The file in which the report came.
    pub path: String,
    pub findings: Vec<FindingRow>,
}

/// Deliveries of a receiver in one state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    pub receiver: String,
    /// waiting, delivered or failed.
    pub state: String,
    pub count: usize,
}

impl Store {
    /// Decides who is told of what lies in the outbox. How much of it there was.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn address(&mut self, wishes: &[Wish]) -> Result<usize> {
        let today = self.today();
        self.change(async |db| {
            let rows: Vec<(String, String, String, String)> =
                sqlx::query_as(include_str!("sql/outbox_list.sql"))
                    .fetch_all(&mut *db)
                    .await?;
            for (run, report, made, profile) in &rows {
                let gravest = gravest(db, run, report, &today).await?;
                for wish in wishes.iter().filter(|wish| {
                    gravest.is_some_and(|level| level >= wish.level)
                        && (wish.profiles.is_empty() || wish.profiles.contains(profile))
                }) {
                    sqlx::query(include_str!("sql/delivery_add.sql"))
                        .bind(&wish.receiver)
                        .bind(run)
                        .bind(report)
                        .bind(made)
                        .bind(told(wish.not_before))
                        .execute(&mut *db)
                        .await?;
                }
                sqlx::query(include_str!("sql/outbox_delete.sql"))
                    .bind(run)
                    .bind(report)
                    .execute(&mut *db)
                    .await?;
            }
            Ok(rows.len())
        })
    }

    /// Whom nobody tells any more is not waited for.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn keep_receivers(&mut self, receivers: &[&str]) -> Result<()> {
        let now = self.now();
        self.change(async |db| {
            let waiting: Vec<(String,)> = sqlx::query_as(include_str!("sql/deliveries_waiting_for.sql"))
                .fetch_all(&mut *db)
                .await?;
            let gone = waiting.iter().filter(|(own,)| !receivers.contains(&own.as_str()));
            for (receiver,) in gone {
                let why = "the receiver is in the configuration no longer";
                sqlx::query(include_str!("sql/deliveries_give_up.sql"))
                    .bind(receiver)
                    .bind(&now)
                    .bind(why)
                    .execute(&mut *db)
                    .await?;
                audit(db, &now, DAEMON, "notifications given up", receiver, why).await?;
            }
            Ok(())
        })
    }

    /// What a receiver is to be told of now: first what was tried least often.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn due(&mut self, receiver: &str, now: Timestamp, most: i64) -> Result<Vec<Delivery>> {
        let farthest = now.saturating_add(LONGEST_WAIT).unwrap_or(now);
        self.look(async |db| {
            let rows: Vec<(String, String, String, i64)> =
                sqlx::query_as(include_str!("sql/deliveries_due.sql"))
                    .bind(receiver)
                    .bind(told(now))
                    .bind(told(farthest))
                    .bind(most)
                    .fetch_all(db)
                    .await?;
            let delivery = |(run, report, made, attempts): (String, String, String, i64)| Delivery {
                run,
                report,
                made: made.parse().unwrap_or(now),
                attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
            };
            Ok(rows.into_iter().map(delivery).collect())
        })
    }

    /// What a run found in a report, waived findings among it marked as such.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn news(&mut self, delivery: &Delivery) -> Result<News> {
        let (report, language, path) = self.look(async |db| {
            let row = sqlx::query(include_str!("sql/told.sql"))
                .bind(&delivery.report)
                .bind(&delivery.run)
                .fetch_one(db)
                .await?;
            Ok((report_row(&row)?, row.try_get("spoken")?, row.try_get("path")?))
        })?;
        let findings = self.findings(&report, "", "", "")?;
        Ok(News {
            report,
            language,
            path,
            findings,
        })
    }

    /// Records that a receiver was told.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn delivered(&mut self, receiver: &str, told: &[Delivery]) -> Result<()> {
        let now = self.now();
        self.change(async |db| {
            for own in told {
                end(db, receiver, own, ["delivered", "", &now, ""]).await?;
                audit(db, &now, DAEMON, "notified", receiver, &own.report).await?;
            }
            Ok(())
        })
    }

    /// Records that a receiver could not be told: until `next`, or for good where there is none.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn undelivered(
        &mut self,
        receiver: &str,
        own: &Delivery,
        next: Option<Timestamp>,
        error: &str,
    ) -> Result<()> {
        let now = self.now();
        self.change(async |db| match next {
            Some(next) => end(db, receiver, own, ["waiting", &told(next), "", error]).await,
            None => {
                end(db, receiver, own, ["failed", "", &now, error]).await?;
                audit(db, &now, DAEMON, "notification given up", receiver, error).await
            }
        })
    }

    /// How much each receiver was told, waits for, and was never told.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn deliveries(&mut self) -> Result<Vec<Delivered>> {
        self.look(async |db| {
            let rows: Vec<(String, String, i64)> = sqlx::query_as(include_str!("sql/deliveries_count.sql"))
                .fetch_all(db)
                .await?;
            let own = |(receiver, state, count): (String, String, i64)| Delivered {
                receiver,
                state,
                count: usize::try_from(count).unwrap_or_default(),
            };
            Ok(rows.into_iter().map(own).collect())
        })
    }
}

async fn gravest(
    db: &mut SqliteConnection,
    run: &str,
    report: &str,
    today: &str,
) -> sqlx::Result<Option<Level>> {
    let levels: Vec<(String,)> = sqlx::query_as(include_str!("sql/outbox_levels.sql"))
        .bind(run)
        .bind(report)
        .bind(today)
        .fetch_all(db)
        .await?;
    let known = [Level::Error, Level::Warning, Level::Note];
    Ok(known
        .into_iter()
        .find(|level| levels.iter().any(|(own,)| own == level.as_str())))
}

/// State, next time, end and error.
async fn end(
    db: &mut SqliteConnection,
    receiver: &str,
    own: &Delivery,
    [state, next, ended, error]: [&str; 4],
) -> sqlx::Result<()> {
    sqlx::query(include_str!("sql/delivery_end.sql"))
        .bind(receiver)
        .bind(&own.run)
        .bind(&own.report)
        .bind(state)
        .bind(next)
        .bind(ended)
        .bind(error)
        .execute(db)
        .await
        .map(|_| ())
}

fn told(time: Timestamp) -> String {
    format!("{time:.3}")
}
