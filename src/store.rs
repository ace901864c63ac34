//! What is remembered: reports and what they say, runs and what they found, what was waived, and who did what when.
//!
//! One type reaches it. SQLite in a data folder is the default; the SQL is in plain files and keeps to what PostgreSQL has too.

mod deliveries;
mod examine;
mod history;
mod known;
mod look;
mod record;
mod versions;
mod waive;

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use sqlx::migrate::{Migration, MigrationSource, MigrationType, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection};

use crate::hex::hex;
pub use deliveries::{Delivered, Delivery, News, Wish};
pub use history::is_of_series;

pub use examine::{Examined, examine, latest_version, size};
pub use known::{Answer, Book, IN_FORCE, MENDED, REFUSED, Recheck, STARTED, STOPPED};
pub use look::{AuditEntry, FileRow, Filter, FindingRow, ReportRow, Shown};
pub use record::{Judged, Submission, Unread};
pub use versions::Compared;
pub use waive::Waiver;

/// Name of the database in the data folder.
const FILE: &str = "tillsyn.db";
/// How long another program may hold the database before it counts as locked.
const PATIENCE: Duration = Duration::from_secs(2);
const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "start", include_str!("store/migrations/0001_start.sql")),
    (
        2,
        "the audit is only ever added to",
        include_str!("store/migrations/0002_audit_append_only.sqlite.sql"),
    ),
    (
        3,
        "deliveries",
        include_str!("store/migrations/0003_deliveries.sql"),
    ),
    (4, "history", include_str!("store/migrations/0004_history.sql")),
    (
        5,
        "files of the rules in force",
        include_str!("store/migrations/0005_rule_files.sql"),
    ),
];

/// The store cannot be used now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreError {
    pub path: PathBuf,
    /// Lower case, no final stop.
    pub reason: String,
}

impl StoreError {
    /// Of a store that was open.
    fn gone(path: &Path) -> Self {
        StoreError {
            path: path.to_path_buf(),
            reason: "the store is gone: its file was deleted or its disk went away; put it back".to_string(),
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.reason)
    }
}

impl std::error::Error for StoreError {}

pub type Result<T> = std::result::Result<T, StoreError>;

/// What a run is of: the same file is judged once by the same book for the same audience.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunKey {
    /// Of the file.
    pub sha256: String,
    pub profile: String,
    pub language: String,
    /// SHA-256 of the agreement files beside it, or "".
    pub agreement: String,
    /// Digest of its [`History`], or "".
    pub earlier: String,
    /// Digest of the rule book.
    pub rulebook: String,
    /// Version of the program.
    pub engine: String,
}

impl RunKey {
    pub fn id(&self) -> String {
        let mut digest = Sha256::new();
        for part in [
            &self.sha256,
            &self.profile,
            &self.language,
            &self.held_against(),
            &self.rulebook,
            &self.engine,
        ] {
            digest.update(part);
            digest.update([0]);
        }
        hex(&digest.finalize())
    }

    /// Agreement and earlier reports in one, as they are recorded.
    fn held_against(&self) -> String {
        if self.earlier.is_empty() {
            self.agreement.clone()
        } else {
            format!("{} {}", self.agreement, self.earlier)
        }
    }
}

/// The agreement in [`RunKey::held_against`].
fn agreement_of(held_against: &str) -> &str {
    held_against.split(' ').next().unwrap_or_default()
}

/// The earlier reports in [`RunKey::held_against`].
fn earlier_of(held_against: &str) -> &str {
    held_against.split(' ').nth(1).unwrap_or_default()
}

pub struct Store {
    runtime: tokio::runtime::Runtime,
    connection: SqliteConnection,
    path: PathBuf,
    identity: Option<(u64, u64)>,
    clock: fn() -> Timestamp,
    /// Something was recorded since it was opened.
    recorded: bool,
}

/// Whether a data folder has a store.
pub fn is_there(folder: &Path) -> bool {
    folder.join(FILE).is_file()
}

/// # Errors
/// A store that was open in the folder is not there now.
pub fn still_there(folder: &Path) -> Result<()> {
    match is_there(folder) {
        true => Ok(()),
        false => Err(StoreError::gone(&folder.join(FILE))),
    }
}

/// Whether a store that is not there is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    Make,
    Refuse,
}

impl Store {
    /// Opens the store in a data folder and brings its tables up to date.
    ///
    /// # Errors
    /// It cannot be made, read or written, or a newer version of the program wrote it.
    pub fn open(folder: &Path, missing: Missing) -> Result<Self> {
        Self::open_with_clock(folder, missing, Timestamp::now)
    }

    fn open_with_clock(folder: &Path, missing: Missing, clock: fn() -> Timestamp) -> Result<Self> {
        let path = folder.join(FILE);
        let failed = |reason: String| StoreError {
            path: path.clone(),
            reason,
        };
        if missing == Missing::Make {
            std::fs::create_dir_all(folder)
                .map_err(|error| failed(format!("the data folder cannot be made: {error}")))?;
        } else if !path.is_file() {
            return Err(failed(
                "there is no store here; name the data folder of the daemon with --data".to_string(),
            ));
        }
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| failed(format!("cannot be opened: {error}")))?;
        let options = SqliteConnectOptions::new()
            .filename(&path)
            .create_if_missing(missing == Missing::Make)
            .journal_mode(SqliteJournalMode::Wal)
            // A finished run must outlive a power cut: the report may be moved away after it.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            .disable_statement_logging();
        let connection = runtime
            .block_on(async {
                let mut connection = options.connect().await?;
                Migrator::new(Shipped).await?.run(&mut connection).await?;
                Ok(connection)
            })
            .map_err(|error: sqlx::Error| failed(told(&error)))?;
        Ok(Store {
            runtime,
            connection,
            identity: identity(&path),
            path,
            clock,
            recorded: false,
        })
    }

    /// A copy of the whole store in one file, taken while it is in use.
    ///
    /// # Errors
    /// The file is there already or cannot be written.
    pub fn backup(&mut self, file: &Path) -> Result<()> {
        if file.exists() {
            return Err(StoreError {
                path: file.to_path_buf(),
                reason: "is there already; name a new file".to_string(),
            });
        }
        let name = file.display().to_string();
        self.look(async |connection| {
            sqlx::query("VACUUM INTO $1")
                .bind(&name)
                .execute(connection)
                .await
        })
        .map_err(|error| {
            // The beginning of a copy would pass for one, and be in the way of the next try.
            let _ = std::fs::remove_file(file);
            StoreError {
                path: file.to_path_buf(),
                reason: format!(
                    "the copy cannot be written, or the store not read: {}",
                    error.reason
                ),
            }
        })?;
        self.note("backup", &name, "")
    }

    /// Adds an entry to the audit that belongs to no other change.
    fn note(&mut self, event: &str, subject: &str, detail: &str) -> Result<()> {
        let now = self.now();
        self.change(async |connection| audit(connection, &now, DAEMON, event, subject, detail).await)
    }

    pub fn has_recorded(&self) -> bool {
        self.recorded
    }

    fn look<T>(&mut self, work: impl AsyncFnOnce(&mut SqliteConnection) -> sqlx::Result<T>) -> Result<T> {
        self.is_there()?;
        self.runtime
            .block_on(work(&mut self.connection))
            .map_err(|error| self.failed(&error))
    }

    /// All of the work is recorded, or nothing.
    fn change<T>(&mut self, work: impl AsyncFnOnce(&mut SqliteConnection) -> sqlx::Result<T>) -> Result<T> {
        self.is_there()?;
        self.runtime
            .block_on(async {
                let mut transaction = self.connection.begin_with("BEGIN IMMEDIATE").await?;
                let done = work(&mut transaction).await?;
                transaction.commit().await?;
                Ok(done)
            })
            .inspect(|_| self.recorded = true)
            .map_err(|error| self.failed(&error))
    }

    /// A database file that was deleted, or lies on a disk that went away, would still take everything in silence.
    fn is_there(&self) -> Result<()> {
        if self.path.is_file() && identity(&self.path) == self.identity {
            Ok(())
        } else {
            Err(StoreError::gone(&self.path))
        }
    }

    fn failed(&self, error: &sqlx::Error) -> StoreError {
        StoreError {
            path: self.path.clone(),
            reason: told(error),
        }
    }

    fn now(&self) -> String {
        format!("{:.3}", (self.clock)())
    }

    /// The day in UTC.
    fn today(&self) -> String {
        self.now().chars().take(10).collect()
    }
}

/// Who did what nobody did by hand.
const DAEMON: &str = "tillsyn";

async fn audit(
    connection: &mut SqliteConnection,
    at: &str,
    actor: &str,
    event: &str,
    subject: &str,
    detail: &str,
) -> sqlx::Result<()> {
    sqlx::query(include_str!("store/sql/audit_add.sql"))
        .bind(at)
        .bind(actor)
        .bind(event)
        .bind(subject)
        .bind(detail)
        .execute(connection)
        .await
        .map(|_| ())
}

fn told(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Migrate(error) => match **error {
            sqlx::migrate::MigrateError::VersionMissing(_) => {
                "a newer version of tillsyn wrote it; use that version".to_string()
            }
            ref other => format!("its tables cannot be brought up to date: {other}"),
        },
        sqlx::Error::Database(error) => {
            let room = match error.message() {
                told if told.contains("disk is full") => "; make room on its disk",
                // So also where the disk is so full that no reader can be noted.
                told if told.contains("disk I/O error") => "; see that its disk is there and has room",
                _ => "",
            };
            format!("the store cannot be used: {}{room}", error.message())
        }
        other => format!("the store cannot be used: {other}"),
    }
}

#[derive(Debug)]
struct Shipped;

impl MigrationSource<'static> for Shipped {
    fn resolve(
        self,
    ) -> std::pin::Pin<
        Box<dyn Future<Output = std::result::Result<Vec<Migration>, sqlx::error::BoxDynError>> + Send>,
    > {
        let migrations = MIGRATIONS.iter().map(|(version, about, sql)| {
            Migration::new(
                *version,
                (*about).into(),
                MigrationType::Simple,
                (*sql).into(),
                false,
            )
        });
        let migrations = migrations.collect();
        Box::pin(async { Ok(migrations) })
    }
}

#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn identity(_: &Path) -> Option<(u64, u64)> {
    None
}

#[cfg(test)]
pub(crate) mod tests;
