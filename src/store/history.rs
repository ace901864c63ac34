//! Which earlier reports on its project the store has of a report, and which later ones are to be held against it.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::SqliteConnection;

use super::known::Recheck;
use super::versions::{days, ids, link};
use super::{Judged, Result, Store, Submission, agreement_of, earlier_of};
use crate::finding::ReportResult;
use crate::remembered::{History, Remembered};
use crate::report::Kind;

/// The last ones before a report; what came long before is told of in them.
const MOST: usize = 3;
/// Words, years aside, without which a title may be that of any report.
const TITLE_WORDS: usize = 4;

/// What tells of which project a report is, and of what time.
#[derive(Debug)]
struct Standing {
    id: String,
    sha256: String,
    file_sha256: String,
    lineage: String,
    seq: i64,
    reference: String,
    series: String,
    organisation: String,
    language: String,
    end: String,
    inbox: String,
}

type Row = (
    String,
    String,
    String,
    String,
    i64,
    String,
    String,
    String,
    String,
    String,
    String,
);

impl From<Row> for Standing {
    fn from(row: Row) -> Self {
        Standing {
            id: row.0,
            sha256: row.1,
            file_sha256: row.2,
            lineage: row.3,
            seq: row.4,
            reference: row.5,
            series: row.6,
            organisation: row.7,
            language: row.8,
            end: row.9,
            inbox: row.10,
        }
    }
}

impl Standing {
    /// A report that the store does not have yet.
    async fn new(
        db: &mut SqliteConnection,
        file: &Submission,
        id: String,
        judged: &Judged,
    ) -> sqlx::Result<Self> {
        let (_, lineage) = link(db, file, &id, judged).await?;
        let result = &judged.result;
        Ok(Standing {
            id,
            sha256: result.sha256.clone(),
            file_sha256: file.sha256.clone(),
            lineage,
            seq: i64::MAX,
            reference: result.reference.clone().unwrap_or_default(),
            series: series(&file.name, result),
            organisation: judged.organisation.clone().unwrap_or_default(),
            language: result.language.clone().unwrap_or_default(),
            end: days(judged).1,
            inbox: file.inbox.clone(),
        })
    }

    /// A reference on both sides decides; else the name of the series, unless the organisations differ.
    fn is_of_one_project_with(&self, other: &Standing) -> bool {
        if !self.reference.is_empty() && !other.reference.is_empty() {
            return self.reference == other.reference;
        }
        let differ = !self.organisation.is_empty()
            && !other.organisation.is_empty()
            && self.organisation != other.organisation;
        !self.series.is_empty() && self.series == other.series && !differ
    }

    /// Ids of the reports on the project that end before it; of one period the newest version, in its own language if there
    /// is one.
    fn earlier(&self, all: &[Standing]) -> Vec<String> {
        let is_newest = |own: &Standing| {
            let mut versions = all.iter().filter(|other| other.lineage == own.lineage);
            versions.all(|other| other.seq <= own.seq)
        };
        let before = |own: &Standing| !own.end.is_empty() && own.end < self.end;
        let mut found: BTreeMap<&str, &Standing> = BTreeMap::new();
        for other in all {
            if other.lineage == self.lineage
                || !before(other)
                || !is_newest(other)
                || !self.is_of_one_project_with(other)
            {
                continue;
            }
            let rank = |own: &Standing| (own.language == self.language, own.seq);
            let kept = found.entry(&other.end).or_insert(other);
            if rank(other) > rank(kept) {
                *kept = other;
            }
        }
        let last = found.len().saturating_sub(MOST);
        found.into_values().skip(last).map(|own| own.id.clone()).collect()
    }
}

impl Store {
    /// What the reports of a file that was judged are to be held against.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn history(&mut self, file: &Submission, judged: &[Judged]) -> Result<History> {
        let ids = ids(judged);
        self.look(async |db| {
            let mut own = Vec::new();
            for (judged, id) in judged.iter().zip(ids) {
                if !judged.reading.is_empty() {
                    own.push(Standing::new(db, file, id, judged).await?);
                }
            }
            history(db, &own).await
        })
    }

    /// The same, of a file whose reports are recorded; nothing where they are not.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn history_of_known(&mut self, sha256: &str) -> Result<History> {
        self.look(async |db| {
            let own = of_file(db, sha256).await?;
            history(db, &own).await
        })
    }

    /// The files with later reports on the projects of a file, where they were held against other earlier ones than there
    /// are now.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn later(&mut self, sha256: &str) -> Result<Vec<Recheck>> {
        self.look(async |db| {
            let mut files = BTreeSet::new();
            for own in of_file(db, sha256).await? {
                let all = of_project(db, &own).await?;
                let later = all.into_iter().filter(|other| other.end > own.end);
                files.extend(later.map(|other| other.file_sha256));
            }
            let mut found = Vec::new();
            for file in files {
                let own = of_file(db, &file).await?;
                let now = history(db, &own).await?.digest();
                let places: Vec<(String, String, String)> =
                    sqlx::query_as(include_str!("sql/held_against.sql"))
                        .bind(&file)
                        .fetch_all(&mut *db)
                        .await?;
                let stale = places.into_iter().filter(|place| earlier_of(&place.2) != now);
                found.extend(stale.map(|(path, moved_to, held)| Recheck {
                    path,
                    moved_to,
                    had_agreement: !agreement_of(&held).is_empty(),
                }));
            }
            Ok(found)
        })
    }

    /// A history with what was read of its reports.
    ///
    /// # Errors
    /// The store cannot be used.
    pub fn remembered(&mut self, history: History) -> Result<Remembered> {
        self.look(async |db| {
            let mut found = BTreeMap::new();
            for id in history.ids() {
                let body: Option<(String,)> = sqlx::query_as(include_str!("sql/reading.sql"))
                    .bind(id)
                    .fetch_optional(&mut *db)
                    .await?;
                found.extend(body.map(|(body,)| (id.clone(), body)));
            }
            Ok(Remembered {
                history,
                readings: found,
            })
        })
    }
}

async fn history(db: &mut SqliteConnection, reports: &[Standing]) -> sqlx::Result<History> {
    let mut history = History::default();
    for own in reports {
        let earlier = own.earlier(&of_project(db, own).await?);
        if !earlier.is_empty() {
            history.0.insert(own.sha256.clone(), earlier);
        }
    }
    Ok(history)
}

async fn of_file(db: &mut SqliteConnection, sha256: &str) -> sqlx::Result<Vec<Standing>> {
    let rows: Vec<Row> = sqlx::query_as(include_str!("sql/history_of_file.sql"))
        .bind(sha256)
        .fetch_all(db)
        .await?;
    Ok(rows.into_iter().map(Standing::from).collect())
}

async fn of_project(db: &mut SqliteConnection, own: &Standing) -> sqlx::Result<Vec<Standing>> {
    let rows: Vec<Row> = sqlx::query_as(include_str!("sql/history_of_project.sql"))
        .bind(&own.inbox)
        .bind(&own.reference)
        .bind(&own.series)
        .fetch_all(db)
        .await?;
    Ok(rows.into_iter().map(Standing::from).collect())
}

/// Whether earlier and later reports are held against each other: a budget or a form tells of no work, an evaluation is not
/// the partner's, and the versions of a data record are of one time.
pub fn is_of_series(kind: Kind) -> bool {
    matches!(kind, Kind::Interim | Kind::Final)
}

/// Name and title without years and marks, or "" where they would do for any report.
pub(super) fn series(name: &str, result: &ReportResult) -> String {
    let plain = |text: &str| -> Vec<String> {
        text.to_lowercase()
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
            .map(String::from)
            .collect()
    };
    let title = result.title.as_deref().unwrap_or_default();
    let words = plain(title);
    // "Annual report 2023" is of any project; a name has a capital.
    let telling = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let named = title.split_whitespace().skip(1).any(telling);
    if words.len() < TITLE_WORDS || !named {
        return String::new();
    }
    format!("{}\n{}", plain(name).join(" "), words.join(" "))
}
