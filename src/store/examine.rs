//! A look at a store that changes nothing: its tables are not brought up to date, and a running daemon notices nothing.

use std::path::Path;

use jiff::Timestamp;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use super::{FILE, MIGRATIONS, PATIENCE, Result, StoreError, told};

/// What a look at the store tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examined {
    /// Of its tables.
    pub version: i64,
    /// When something was last recorded.
    pub newest: Option<Timestamp>,
    /// What is damaged, if anything is.
    pub damage: Option<String>,
}

/// The version of the tables that this program works with.
pub fn latest_version() -> i64 {
    MIGRATIONS.last().map_or(0, |(version, ..)| *version)
}

/// Bytes on the disk.
pub fn size(folder: &Path) -> u64 {
    let size = |name: &str| std::fs::metadata(folder.join(name)).map_or(0, |own| own.len());
    size(FILE) + size(&log())
}

/// Changes that are not in the database file yet.
fn log() -> String {
    format!("{FILE}-wal")
}

/// None where there is no store yet.
///
/// # Errors
/// It cannot be opened or read.
pub fn examine(folder: &Path) -> Result<Option<Examined>> {
    let path = folder.join(FILE);
    let failed = |reason: String| StoreError {
        path: path.clone(),
        reason,
    };
    match std::fs::metadata(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(format!("cannot be opened: {error}"))),
        Ok(_) => {}
    }
    let options = SqliteConnectOptions::new()
        .filename(&path)
        .read_only(true)
        // Nobody has it open: not even the files by which readers and writers agree need be made.
        .immutable(!folder.join(log()).exists())
        .busy_timeout(PATIENCE)
        .disable_statement_logging();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| failed(format!("cannot be opened: {error}")))?;
    let looked = runtime.block_on(async {
        let mut db = options.connect().await?;
        let checked: String = sqlx::query_scalar("PRAGMA quick_check(1)")
            .fetch_one(&mut db)
            .await?;
        let version: Option<i64> = sqlx::query_scalar(include_str!("sql/version.sql"))
            .fetch_one(&mut db)
            .await?;
        let newest: Option<String> = sqlx::query_scalar(include_str!("sql/newest.sql"))
            .fetch_one(&mut db)
            .await?;
        db.close().await?;
        Ok(Examined {
            version: version.unwrap_or_default(),
            newest: newest.and_then(|at| at.parse().ok()),
            damage: Some(checked).filter(|told| told != "ok"),
        })
    });
    looked
        .map(Some)
        .map_err(|error: sqlx::Error| failed(told(&error)))
}
