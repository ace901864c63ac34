//! What the workers told is recorded: before a run starts, and when it has ended with its findings written.

use std::path::Path;
use std::time::{Duration, Instant};

use log::{Level, error, info, log, warn};

use super::daemon::Daemon;
use super::findings;
use super::jobs::{Closed, Done, Job, Why, Work};
use super::moves::move_away;
use crate::check::Checker;
use crate::config::Recheck;
use crate::finding::RuleBookStamp;
use crate::operations::Ended;
use crate::problem::Problem;
use crate::read::ReadError;
use crate::store::{Answer, Judged, Submission, Unread};
use crate::texts;
use crate::write::Summary;

/// Findings that cannot be written are tried again so soon.
const RETRY: Duration = Duration::from_secs(2);
/// The same content is being read already.
const MEANWHILE: Duration = Duration::from_millis(200);

impl Daemon<'_> {
    /// Records what it can; what it cannot now stays for the next time.
    pub fn record(&mut self) {
        if self.hold.is_some_and(|until| Instant::now() < until) || !self.ledger.is_open() {
            return;
        }
        self.hold = None;
        let (identified, ended): (Vec<Done>, Vec<Done>) = std::mem::take(&mut self.told)
            .into_iter()
            .partition(|done| matches!(done, Done::Identified(_)));
        let identified = identified.into_iter().filter_map(|done| match done {
            Done::Identified(work) => Some(*work),
            _ => None,
        });
        self.start(identified.collect());
        for done in ended {
            let kept = match done {
                done if self.hold.is_some() => Some(done),
                Done::Judged(work, judged, unread) => self.judged(work, judged, unread),
                Done::Closed(closed) => self.closed(closed),
                Done::Changed(work) => self.changed_meanwhile(work),
                Done::Identified(_) | Done::Left => None,
            };
            self.told.extend(kept);
        }
    }

    fn start(&mut self, identified: Vec<Work>) {
        let mut fresh = Vec::new();
        let mut again = Vec::new();
        let mut unchanged = Vec::new();
        for mut work in identified {
            let known = self.recall_history(&mut work);
            let known = known.and_then(|()| self.ledger.with(|store| store.answer(&work.file, &work.key)));
            let Some(known) = known else {
                self.told.push(Done::Identified(Box::new(work)));
                continue;
            };
            work.known = known;
            let written = || findings::are_whole(&self.options.target(&work.job.path));
            match work.known.clone() {
                Answer::Same if work.job.why != Why::Waiver && written() => self.settled(&work),
                // A waiver is written with what the rules in force find.
                Answer::Earlier(_) if work.job.why == Why::Came && written() => {
                    unchanged.push(work.job.path.display().to_string());
                    self.settled(&work);
                }
                Answer::Earlier(Some(first)) => {
                    work.known = Answer::Elsewhere(first);
                    again.push(work);
                }
                Answer::Same | Answer::Elsewhere(_) => again.push(work),
                Answer::None | Answer::Earlier(None) => {
                    let id = work.key.id();
                    let twice = fresh.iter().any(|own: &Work| own.key == work.key);
                    if twice || self.running.contains(&id) {
                        self.put_off(work.job);
                    } else {
                        fresh.push(work);
                    }
                }
            }
        }
        if let Some(first) = unchanged
            .first()
            .filter(|_| self.options.recheck == Recheck::None)
        {
            info!("{}", told_unchanged(first, unchanged.len()));
        }
        let started = fresh.is_empty()
            || self
                .ledger
                .with(|store| store.start(fresh.iter().map(|work| (&work.file, &work.key))))
                .is_some();
        if started {
            let all = fresh.into_iter().chain(again);
            all.for_each(|work| self.judge(Box::new(work)));
        } else {
            let kept = fresh.into_iter().chain(again).map(Box::new);
            self.told.extend(kept.map(Done::Identified));
        }
    }

    /// The same content is being judged.
    pub fn put_off(&mut self, job: Job) {
        self.queue.done(&job);
        self.queue.push_later(Instant::now() + MEANWHILE, job);
    }

    /// It had its answer already.
    fn settled(&mut self, work: &Work) {
        self.queue.done(&work.job);
        let unread = self.ledger.with(|store| store.told_unreadable(&work.file));
        self.move_off(&work.job, &work.file, unread.flatten().is_some());
    }

    /// Writes and records what a run found. Hands it back where that cannot be done now.
    fn judged(
        &mut self,
        work: Box<Work>,
        mut judged: Vec<Judged>,
        unread: Option<ReadError>,
    ) -> Option<Done> {
        let first_time = matches!(work.known, Answer::None | Answer::Earlier(_));
        if let Some(error) = unread.as_ref().filter(|_| first_time)
            && work.job.failures < self.options.retries
        {
            self.running.remove(&work.key.id());
            self.try_again(work.job, error);
            return None;
        }
        let mut work = work;
        if first_time {
            match self.other_history(&mut work, &judged) {
                Some(false) => {}
                Some(true) => {
                    self.start_anew(work);
                    return None;
                }
                None => return Some(Done::Judged(work, judged, unread)),
            }
        }
        let compared = if first_time {
            let compared = self
                .ledger
                .with(|store| store.compare(&work.file, &work.key, &mut judged));
            compared.map(Some)
        } else {
            let recalled = self.ledger.with(|store| store.recall(&work.key, &mut judged));
            recalled.map(|()| None)
        };
        let summary = compared
            .as_ref()
            .and_then(|_| self.write(&work, &judged, unread.as_ref()));
        let (Some(compared), Some(summary)) = (compared, summary) else {
            return Some(Done::Judged(work, judged, unread));
        };
        let told = unread.as_ref().map(told);
        let recorded = self.ledger.with(|store| match (&compared, &work.known) {
            (Some(compared), _) => store.finish(&work.file, &work.key, &judged, compared, told.as_ref()),
            (None, Answer::Elsewhere(first)) => store.duplicate(&work.file, &work.key, first, told.as_ref()),
            (None, _) => Ok(()),
        });
        if recorded.is_none() {
            return Some(Done::Judged(work, judged, unread));
        }
        self.running.remove(&work.key.id());
        self.queue.done(&work.job);
        self.count(&work, &judged, unread.as_ref());
        self.tell(&work, &summary, unread.as_ref());
        self.move_off(&work.job, &work.file, unread.is_some());
        if first_time {
            self.note_later(&work.key.sha256);
        }
        None
    }

    fn write(&mut self, work: &Work, judged: &[Judged], unread: Option<&ReadError>) -> Option<Summary> {
        let checker = work.books.of(&work.job.inbox.audience)?;
        let target = self.options.target(&work.job.path);
        let results = judged.iter().map(|judged| &judged.result);
        let written = findings::write(&self.stamp(checker), results, unread, &target);
        self.written(&target, written)
    }

    /// Which rules judged; they say so where a change of them waits.
    fn stamp(&self, checker: &Checker) -> RuleBookStamp {
        RuleBookStamp {
            waiting: self.rules.waiting(),
            ..checker.stamp().clone()
        }
    }

    fn written(&mut self, target: &Path, written: std::io::Result<Summary>) -> Option<Summary> {
        match &written {
            Ok(_) if self.unwritten.take().is_some() => {
                info!("{}: findings can be written again", self.options.out.display());
            }
            Ok(_) => {}
            Err(error) => {
                if self.unwritten.replace(error.kind()) != Some(error.kind()) {
                    let target = findings::with_end(target, "json");
                    let problem = Problem::unwritten(target, "the findings", error);
                    error!(
                        "{}: {}; {}; nothing is lost: it is tried again every {} s, and reports wait until then",
                        problem.place(),
                        problem.message,
                        problem.remedy.unwrap_or_default(),
                        RETRY.as_secs()
                    );
                }
                self.hold = Some(Instant::now() + RETRY);
            }
        }
        written.ok()
    }

    fn count(&self, work: &Work, judged: &[Judged], unread: Option<&ReadError>) {
        let metrics = &self.board.metrics;
        metrics.ended(match (&work.known, unread) {
            (_, Some(_)) => Ended::Unreadable,
            (Answer::Elsewhere(_), _) => Ended::Duplicate,
            _ => Ended::Checked,
        });
        if matches!(work.known, Answer::None | Answer::Earlier(_)) {
            judged.iter().for_each(|own| metrics.judged(&own.result));
        }
    }

    fn tell(&self, work: &Work, summary: &Summary, unread: Option<&ReadError>) {
        let path = work.job.path.display();
        let target = findings::with_end(&self.options.target(&work.job.path), "txt");
        if let Some(error) = unread {
            warn!("unreadable: {error}");
        }
        if let Answer::Elsewhere(first) = &work.known {
            info!(
                "{path}: is a duplicate of {first}, and has the same findings → {}",
                target.display()
            );
            return;
        }
        let waits = self.rules.waiting().map(|own| {
            let since = own.since.strftime("%Y-%m-%d %H:%M UTC");
            format!(
                " (by the rules as they were before {since}: the change saved since is not in force, because of a mistake in {})",
                own.files()
            )
        });
        log!(
            if summary.failed_rules.is_empty() {
                Level::Info
            } else {
                Level::Error
            },
            "checked {path}: {} → {}{}",
            summary.sentence(texts::DEFAULT),
            target.display(),
            waits.unwrap_or_default()
        );
    }

    /// A file that could not be opened, or is not to be.
    fn closed(&mut self, closed: Box<Closed>) -> Option<Done> {
        if !closed.job.place().exists() {
            self.queue.done(&closed.job);
            self.stability.forget(&closed.job.path);
            return None;
        }
        if closed.again && closed.job.failures < self.options.retries {
            self.try_again(closed.job, &closed.error);
            return None;
        }
        let target = self.options.target(&closed.job.path);
        let Some(before) = self.ledger.with(|store| store.told_unreadable(&closed.file)) else {
            return Some(Done::Closed(closed));
        };
        if before.as_ref() != Some(&closed.error.reason) || !findings::are_whole(&target) {
            let written = closed.books.of(&closed.job.inbox.audience).map(|checker| {
                findings::write(&self.stamp(checker), [].iter(), Some(&closed.error), &target)
            });
            let recorded = written
                .and_then(|written| self.written(&target, written))
                .and_then(|_| {
                    let unread = told(&closed.error);
                    self.ledger.with(|store| store.unreadable(&closed.file, &unread))
                });
            if recorded.is_none() {
                return Some(Done::Closed(closed));
            }
            self.board.metrics.ended(Ended::Unreadable);
            warn!("unreadable: {}", closed.error);
        }
        self.queue.done(&closed.job);
        if closed.again {
            // Rights change without a trace in size and time: it is looked at anew at the next look through the inbox.
            self.stability.forget(&closed.job.path);
        }
        self.move_off(&closed.job, &closed.file, true);
        None
    }

    fn changed_meanwhile(&mut self, work: Box<Work>) -> Option<Done> {
        let gone = !work.job.place().exists();
        let abandoned = self
            .ledger
            .with(|store| store.abandon(&work.file, &work.key, "the file changed", gone));
        if abandoned.is_none() {
            return Some(Done::Changed(work));
        }
        info!(
            "{}: changed while it was read; what was read of it does not count",
            work.job.path.display()
        );
        self.board.metrics.ended(Ended::Changed);
        self.running.remove(&work.key.id());
        self.queue.done(&work.job);
        self.look_again(&work.job.path);
        None
    }

    fn try_again(&mut self, mut job: Job, error: &ReadError) {
        let wait = self.options.retry * 4_u32.saturating_pow(job.failures);
        job.failures += 1;
        self.board.metrics.ended(Ended::Retried);
        info!(
            "{}: {}; it is tried again in {} s ({} of {})",
            error.path.display(),
            error.reason,
            wait.as_secs_f64(),
            job.failures,
            self.options.retries
        );
        self.queue.done(&job);
        self.queue.push_later(Instant::now() + wait, job);
    }

    fn move_off(&mut self, job: &Job, file: &Submission, failed: bool) {
        let folder = if failed {
            &job.inbox.move_failed
        } else {
            &job.inbox.move_done
        };
        let Some(folder) = folder.as_ref().filter(|_| job.moved_to.is_none()) else {
            return;
        };
        match move_away(job, &file.sha256, folder) {
            Ok(Some(to)) => {
                self.stability.forget(&job.path);
                let to = to.display().to_string();
                self.ledger.with(|store| store.moved(file, &to));
            }
            Ok(None) => self.look_again(&job.path),
            Err(error) => warn!(
                "{}: cannot be moved to {}: {error}; it stays where it is",
                job.path.display(),
                folder.display()
            ),
        }
    }
}

fn told(error: &ReadError) -> Unread {
    Unread {
        reason: error.reason.clone(),
        remedy: error.remedy.clone().unwrap_or_default(),
    }
}

/// Why a report that came again has no findings of the rules in force.
fn told_unchanged(first: &str, count: usize) -> String {
    let others = match count {
        1 => String::new(),
        count => format!(" and {} others", count - 1),
    };
    format!(
        "{first}{others}: not judged again, for nothing in it changed since earlier rules judged it; \
         recheck = \"open\" or \"all\" in tillsyn.toml has stored reports judged by changed rules"
    )
}
