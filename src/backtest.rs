//! What another rule book would say of reports: findings added, removed and changed, rule by rule.

mod books;
mod grouped;
pub mod markdown;
mod silent;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;
use serde::Serialize;

use crate::check::Checker;
use crate::finding::{Evidence, Level, ReportResult, short_digest};
use crate::remembered::Remembered;

pub use books::Books;
use grouped::compare;

/// A finding in short.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Told {
    pub level: Level,
    pub message: String,
    pub ask: String,
    /// The place of the finding.
    pub evidence: Option<Evidence>,
}

impl Told {
    /// What is otherwise than before, for a person to see at once.
    fn otherwise_than(&self, before: &Told) -> String {
        let mut otherwise = Vec::new();
        if (self.level, &self.message) != (before.level, &before.message) {
            otherwise.push(format!("becomes {} {}", self.level.as_str(), self.message));
        }
        if self.ask != before.ask {
            otherwise.push(format!("asks: {} (before: {})", self.ask, before.ask));
        }
        otherwise.join("; ")
    }
}

/// What one finding becomes under the other book.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case", tag = "change")]
pub enum Difference {
    Added {
        now: Box<Told>,
    },
    Removed {
        before: Box<Told>,
    },
    Changed {
        before: Box<Told>,
        now: Box<Told>,
    },
    /// Several findings are told as one.
    Gathered {
        before: Vec<Told>,
        now: Box<Told>,
    },
    /// One finding is told as several.
    Parted {
        before: Box<Told>,
        now: Vec<Told>,
    },
}

/// A finding that is not the same under both books.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    pub rule: String,
    #[serde(flatten)]
    pub difference: Difference,
}

/// One report whose findings differ.
#[derive(Debug, Clone, Serialize)]
pub struct OfReport {
    pub file: String,
    /// IATI identifier or agreement, which tells reports of one file apart.
    pub reference: Option<String>,
    pub lines: Vec<Line>,
}

/// Counts for one rule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub before: usize,
    pub now: usize,
    pub added: usize,
    pub removed: usize,
    pub changed: usize,
}

impl Counts {
    fn differences(self) -> usize {
        self.added + self.removed + self.changed
    }
}

/// In the place of a quotation.
const WHOLE: &str = "about the report as a whole: there is no passage to quote";

/// What is said of the order of the table.
const ORDER: &str = "rules with the most differences first, then by id";

/// Which rule book judged, as whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Judge {
    /// Where its rules lie: "the shipped rules", "mine as of HEAD~1 laid over the shipped rules".
    pub rules: String,
    pub digest: String,
    /// None: every rule as it is written.
    pub profile: Option<String>,
}

impl Judge {
    fn of(checker: &Checker, rules: &str) -> Self {
        let stamp = checker.stamp();
        Judge {
            rules: rules.to_string(),
            digest: stamp.digest.clone(),
            profile: stamp.profile.clone(),
        }
    }

    /// "mine laid over the shipped rules, with the profile strict (rule book 3f2a91c04b77)".
    fn named(&self) -> String {
        let profile = self
            .profile
            .as_ref()
            .map(|profile| format!(", with the profile {profile}"));
        format!(
            "{}{} (rule book {})",
            self.rules,
            profile.unwrap_or_default(),
            short_digest(&self.digest)
        )
    }
}

/// The whole comparison.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Backtest {
    pub before: Judge,
    pub now: Judge,
    pub reports: usize,
    /// What is said where the two sides are judged with different profiles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_profile: Option<String>,
    /// Files of the folders that were not taken for reports, each with the reason.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<String>,
    /// Ids of new or changed rules that the profile leaves out, so that nothing is judged by them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_judging: Vec<String>,
    /// What the profile leaves out, pack by pack: "gender (6 rules)", "2 of 7 rules of results".
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub profile_leaves_out: Vec<String>,
    /// How many of them have earlier reports, so that the rules of history were tried.
    pub held_against_earlier: usize,
    pub rules: BTreeMap<String, Counts>,
    /// Ids of rules that looked and found nothing on either side.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub found_nothing: Vec<String>,
    /// Ids of rules that could tell of none of the reports.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub could_not_tell: Vec<String>,
    /// On how many reports rules could not tell.
    #[serde(skip)]
    doubts: BTreeMap<String, usize>,
    pub different: Vec<OfReport>,
    /// Reports that are remembered, and whose files are gone or hold something else now.
    pub gone: Vec<String>,
    /// Files that cannot be read, and rules that failed under the edited book.
    pub problems: Vec<String>,
}

impl Backtest {
    /// The rules whose findings differ the most come first, and those alike in that by their ids.
    fn ordered(&self) -> Vec<(&str, Counts)> {
        let mut rules: Vec<(&str, Counts)> = self.rules.iter().map(|(id, own)| (id.as_str(), *own)).collect();
        rules.sort_by_key(|(_, own)| std::cmp::Reverse(own.differences()));
        rules
    }

    pub fn is_same(&self) -> bool {
        self.different.is_empty()
    }

    /// The profile and a change of one's own are easily taken to work together.
    fn told_not_judging(&self) -> Option<String> {
        let profile = self.now.profile.as_ref()?;
        let rules = &self.not_judging;
        let (are, them) = if rules.len() == 1 {
            ("is", "it")
        } else {
            ("are", "them")
        };
        (!rules.is_empty()).then(|| {
            format!(
                "the profile {profile} leaves out {}, which {are} new or changed here: nothing was judged by {them} (without --profile every rule judges)",
                rules.join(", ")
            )
        })
    }

    /// What nobody misses in a table of findings: rules that judge nothing.
    fn told_profile(&self) -> Option<String> {
        let profile = self.now.profile.as_ref()?;
        let left_out = &self.profile_leaves_out;
        (!left_out.is_empty()).then(|| {
            format!(
                "the profile {profile} leaves out {}: nothing is judged by them now",
                left_out.join(", ")
            )
        })
    }

    /// What of the folders was not taken for a report.
    fn told_left_out(&self) -> Option<String> {
        let shown: Vec<&str> = self.left_out.iter().take(LEFT_OUT).map(String::as_str).collect();
        let more = match self.left_out.len().saturating_sub(LEFT_OUT) {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        (!shown.is_empty()).then(|| format!("left out: {}{more}", shown.join("; ")))
    }

    /// What is otherwise taken for a proof: without earlier reports the rules of history say nothing.
    fn tried_history(&self) -> String {
        match self.held_against_earlier {
            0 => UNTRIED_HISTORY.to_string(),
            1 => "1 of them was held against earlier reports".to_string(),
            held => format!("{held} of them were held against earlier reports"),
        }
    }
}

/// Files left out that are named.
const LEFT_OUT: usize = 5;

/// What is said where no report has an earlier one.
pub const UNTRIED_HISTORY: &str = "the rules of history were not tried: no earlier report, in the store or named by the agreement beside a report";

/// What is remembered of the earlier reports of a file.
pub type Recall<'a> = dyn Fn(&Path) -> Remembered + Sync + 'a;

/// A file to judge.
pub struct Given {
    pub path: PathBuf,
    /// SHA-256 of the reports in it that are meant; all where there is none.
    pub only: Option<BTreeSet<String>>,
}

impl From<PathBuf> for Given {
    fn from(path: PathBuf) -> Self {
        Given { path, only: None }
    }
}

/// Judges every report in the files by both books. `done` is called after each file.
pub fn backtest(books: &Books, files: &[Given], recall: &Recall, done: &(dyn Fn(&Path) + Sync)) -> Backtest {
    let whole = Mutex::new(BTreeMap::new());
    files.par_iter().enumerate().for_each(|(index, file)| {
        let part = of_file(books, file, recall);
        if let Ok(mut whole) = whole.lock() {
            whole.insert(index, part);
        }
        done(&file.path);
    });
    let mut all = Backtest {
        before: Judge::of(&books.before, &books.named.0),
        now: Judge::of(&books.now, &books.named.1),
        other_profile: books.told_profiles(),
        not_judging: books.not_judging(),
        profile_leaves_out: books.profile_leaves_out(),
        ..Backtest::default()
    };
    for part in whole.into_inner().unwrap_or_default().into_values() {
        all.add(part);
    }
    all.sort_silent(books);
    all
}

fn of_file(books: &Books, file: &Given, recall: &Recall) -> Backtest {
    let mut part = Backtest::default();
    let mut left = file.only.clone().unwrap_or_default();
    let mut judged = |earlier: ReportResult, later: ReportResult| {
        let meant = file.only.as_ref();
        if !meant.is_none_or(|only| only.contains(&later.sha256)) {
            return;
        }
        left.remove(&later.sha256);
        part.reports += 1;
        part.held_against_earlier += usize::from(!later.earlier.is_empty());
        for error in &later.rule_errors {
            part.problems
                .push(format!("{}: {}: {}", later.file, error.rule, error.problem));
        }
        let doubted: BTreeSet<&str> = later.could_not_tell.iter().map(|own| own.rule.as_str()).collect();
        for rule in doubted {
            *part.doubts.entry(rule.to_string()).or_default() += 1;
        }
        let lines = compare(&earlier.findings, &later.findings, &mut part.rules);
        if !lines.is_empty() {
            part.different.push(OfReport {
                file: later.file.clone(),
                reference: later.reference.clone(),
                lines,
            });
        }
    };
    let read = books.now.judge_twice(
        &books.before,
        books.same_words,
        &file.path,
        &recall(&file.path),
        &mut judged,
    );
    match read {
        Err(error) => part.problems.push(error.to_string()),
        Ok(()) if left.is_empty() => {}
        Ok(()) => part.gone.push(format!(
            "{}: the file was changed, and {} of its reports {} not in it any more",
            file.path.display(),
            left.len(),
            if left.len() == 1 { "is" } else { "are" }
        )),
    }
    part
}

impl Backtest {
    fn add(&mut self, part: Backtest) {
        self.reports += part.reports;
        self.held_against_earlier += part.held_against_earlier;
        self.different.extend(part.different);
        self.gone.extend(part.gone);
        self.problems.extend(part.problems);
        for (rule, count) in part.doubts {
            *self.doubts.entry(rule).or_default() += count;
        }
        for (rule, counts) in part.rules {
            let own = self.rules.entry(rule).or_default();
            own.before += counts.before;
            own.now += counts.now;
            own.added += counts.added;
            own.removed += counts.removed;
            own.changed += counts.changed;
        }
    }
}
