//! What the store knows of files and rule books before there is work to do.

use std::collections::BTreeMap;
use std::path::Path;

use sqlx::SqliteConnection;

use super::record::put_gone;
use super::{DAEMON, Result, RunKey, Store, Submission, agreement_of, audit};

/// What the audit calls another book that judges from then on.
pub const IN_FORCE: &str = "rule book in force";
/// … and a change by which nothing judges.
pub const REFUSED: &str = "rule change refused";
/// … and what stays in force when such a change was taken back.
pub const MENDED: &str = "rules whole again";
/// In the audit: the daemon began to judge by a rule book, and ended.
pub const STARTED: &str = "daemon started";
pub const STOPPED: &str = "daemon stopped";
/// Of a book that was changed before the daemon began.
const UNKNOWN: &str = "changed while no daemon ran, and which rules is not known";
/// … where it is known what has changed.
const MEANWHILE: &str = "changed while no daemon ran";

/// A rule book that judges from now on.
pub struct Book<'a> {
    pub digest: &'a str,
    /// By which engine, from where and as whom.
    pub source: &'a str,
    /// What it has otherwise than the one before, a line for each change; empty where that is not known.
    pub changes: String,
    /// Which rules it has.
    pub contents: &'a str,
    /// Its files that are not as the program has them.
    pub own_files: &'a BTreeMap<String, Option<String>>,
    /// It was changed before the daemon began.
    pub since_end: bool,
}

/// What the store knows of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    None,
    /// This very book judged it, or found it unreadable.
    Same,
    /// Another book judged it, or for another audience, by the same agreement; where this one judged the same content since,
    /// with the place.
    Earlier(Option<String>),
    /// This very book judged the same content at another place.
    Elsewhere(String),
}

/// A file that another book or engine judged last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recheck {
    pub path: String,
    /// Where it lies now, or "".
    pub moved_to: String,
    /// An agreement lay beside it.
    pub had_agreement: bool,
}

impl Store {
    /// Runs that a crash cut off are named as such, and files that went meanwhile as gone; the others are still waiting. How
    /// many runs there were.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn recover(&mut self) -> Result<usize> {
        let now = self.now();
        self.change(async |db| {
            let ids: Vec<(String,)> = sqlx::query_as(include_str!("sql/runs_interrupted.sql"))
                .fetch_all(&mut *db)
                .await?;
            for (id,) in &ids {
                audit(db, &now, DAEMON, "run interrupted", id, "").await?;
            }
            let waiting: Vec<(String, String, String)> = sqlx::query_as(include_str!("sql/waiting.sql"))
                .fetch_all(&mut *db)
                .await?;
            for (path, sha256, inbox) in waiting {
                // An inbox that is away says nothing of its files.
                if Path::new(&inbox).is_dir() && !Path::new(&path).exists() {
                    put_gone(db, &path, &sha256, &now).await?;
                }
            }
            Ok(ids.len())
        })
    }

    /// Notes that the daemon began to work, by which rule book and as whom.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn began(&mut self, digest: &str, source: &str) -> Result<()> {
        self.note(STARTED, digest, source)
    }

    /// Notes that the daemon ended in good order.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn ended(&mut self, digest: &str) -> Result<()> {
        self.note(STOPPED, digest, "")
    }

    /// Notes that the mistakes are gone for which a change of the rules was refused, and that the book before them is what
    /// lies in the folders.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn mended(&mut self, digest: &str) -> Result<()> {
        self.note(
            MENDED,
            digest,
            "the mistakes are gone; this rule book stays in force",
        )
    }

    /// Notes from when a rule book is in force.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn in_force(&mut self, book: &Book) -> Result<()> {
        let now = self.now();
        let Book { digest, source, .. } = *book;
        let engine = source.split(';').next().unwrap_or(source);
        let own_files = serde_json::to_string(book.own_files).unwrap_or_default();
        self.change(async |db| {
            sqlx::query(include_str!("sql/rule_files_put.sql"))
                .bind(digest)
                .bind(&own_files)
                .execute(&mut *db)
                .await?;
            let last: Option<(String, String)> = sqlx::query_as(include_str!("sql/rulebook_last.sql"))
                .bind(IN_FORCE)
                .fetch_optional(&mut *db)
                .await?;
            let same = |detail: &str| {
                let rest = detail.strip_prefix(source);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['\n', ';']))
            };
            if last
                .as_ref()
                .is_some_and(|(book, own)| book == digest && same(own))
            {
                return Ok(());
            }
            let other = last.is_some_and(|(book, _)| book != digest);
            let contents = book.contents;
            let detail = match book.changes.as_str() {
                "" if other => format!("{source}\n{UNKNOWN}\n{contents}"),
                "" => format!("{source}\n{contents}"),
                changes if book.since_end => format!("{source}\n{MEANWHILE}\n{changes}\n{contents}"),
                changes => format!("{source}\n{changes}"),
            };
            sqlx::query(include_str!("sql/rulebook_add.sql"))
                .bind(digest)
                .bind(engine)
                .bind(&now)
                .execute(&mut *db)
                .await?;
            audit(db, &now, DAEMON, IN_FORCE, digest, &detail).await
        })
    }

    /// The files of the book that was in force last that were not as the program has them, where it is another one and they
    /// are known.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn own_files_before(&mut self, digest: &str) -> Result<Option<BTreeMap<String, Option<String>>>> {
        self.look(async |db| {
            let row: Option<(String, String)> = sqlx::query_as(include_str!("sql/rule_files.sql"))
                .fetch_optional(&mut *db)
                .await?;
            let row = row.filter(|(book, _)| book != digest);
            Ok(row.and_then(|(_, files)| serde_json::from_str(&files).ok()))
        })
    }

    /// Notes the mistakes for which a saved change of the rules was not taken, each with its place and what it is.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn refused<'a>(&mut self, mistakes: impl Iterator<Item = (String, &'a str)>) -> Result<()> {
        let now = self.now();
        self.change(async |db| {
            for (place, what) in mistakes {
                audit(db, &now, DAEMON, REFUSED, &place, what).await?;
            }
            Ok(())
        })
    }

    /// What is known of a file that came or was found.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn answer(&mut self, file: &Submission, key: &RunKey) -> Result<Answer> {
        let id = key.id();
        self.look(async |db| {
            type Row = (String, String, String, String, String, String);
            let own: Option<Row> = sqlx::query_as(include_str!("sql/submission_answer.sql"))
                .bind(&file.path)
                .bind(&file.sha256)
                .fetch_optional(&mut *db)
                .await?;
            let first: Option<(String,)> = if has_finished(db, &id).await? {
                sqlx::query_as(include_str!("sql/first_of_content.sql"))
                    .bind(&file.sha256)
                    .bind(&file.path)
                    .fetch_optional(&mut *db)
                    .await?
            } else {
                None
            };
            let first = first.map(|(path,)| path);
            if let Some((run, profile, language, held_against, rulebook, engine)) = own {
                if run == id {
                    return Ok(Answer::Same);
                }
                let same_rules = rulebook == key.rulebook
                    && engine == key.engine
                    && profile == key.profile
                    && language == key.language;
                // Otherwise an earlier report came meanwhile, and nothing answers the file as it is to be judged now.
                if agreement_of(&held_against) == key.agreement && !same_rules {
                    return Ok(Answer::Earlier(first));
                }
            }
            Ok(first.map_or(Answer::None, Answer::Elsewhere))
        })
    }

    /// Why a file that was recorded as unreadable could not be read.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn told_unreadable(&mut self, file: &Submission) -> Result<Option<String>> {
        self.look(async |db| {
            type Row = (String, String);
            let row: Option<Row> = sqlx::query_as(include_str!("sql/submission_reason.sql"))
                .bind(&file.path)
                .bind(&file.sha256)
                .fetch_optional(db)
                .await?;
            Ok(row
                .filter(|(state, _)| state == "unreadable")
                .map(|(_, reason)| reason))
        })
    }

    /// The files that another book or engine judged last, or for another profile and language than `audience` says for their
    /// path; with `only_open` those among them that have open findings and no later version.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn to_recheck(
        &mut self,
        rulebook: &str,
        engine: &str,
        only_open: bool,
        audience: impl Fn(&str) -> Option<(String, String)>,
    ) -> Result<Vec<Recheck>> {
        let today = self.today();
        self.look(async |db| {
            type Row = (String, String, String, String, String, String, bool);
            let rows: Vec<Row> = sqlx::query_as(include_str!("sql/to_recheck.sql"))
                .bind(rulebook)
                .bind(engine)
                .fetch_all(&mut *db)
                .await?;
            let mut found = Vec::new();
            for (path, moved_to, agreement, run, profile, language, other) in rows {
                let own = (profile, language);
                if !other && audience(&path).is_none_or(|audience| audience == own) {
                    continue;
                }
                let (open,): (i64,) = sqlx::query_as(include_str!("sql/unsettled.sql"))
                    .bind(&run)
                    .bind(&today)
                    .fetch_one(&mut *db)
                    .await?;
                if open > 0 || !only_open {
                    found.push(Recheck {
                        path,
                        moved_to,
                        had_agreement: !agreement_of(&agreement).is_empty(),
                    });
                }
            }
            Ok(found)
        })
    }
}

async fn has_finished(db: &mut SqliteConnection, run: &str) -> sqlx::Result<bool> {
    let state: Option<(String,)> = sqlx::query_as(include_str!("sql/run_state.sql"))
        .bind(run)
        .fetch_optional(db)
        .await?;
    Ok(state.is_some_and(|(state,)| state == "finished" || state == "unreadable"))
}
