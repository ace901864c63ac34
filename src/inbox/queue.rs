//! What waits to be judged: new files first, each inbox in its turn, and what is looked at once more when nothing else waits.
//! Knows no disk and no clock of its own.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::time::Instant;

use super::jobs::{Job, Why};
use crate::operations::Waiting;

#[derive(Default)]
pub struct Queue {
    /// By inbox.
    fresh: BTreeMap<PathBuf, VecDeque<Job>>,
    once_more: VecDeque<Job>,
    /// Not before their time.
    later: Vec<(Instant, Job)>,
    /// Inbox whose turn it was.
    last: PathBuf,
    /// Files with the workers, and how many of them are of each inbox.
    busy: BTreeSet<PathBuf>,
    at_work: BTreeMap<PathBuf, usize>,
}

impl Queue {
    pub fn push(&mut self, job: Job) {
        let queue = if job.why == Why::Came {
            self.fresh.entry(job.inbox.folder.clone()).or_default()
        } else {
            &mut self.once_more
        };
        queue.push_back(job);
    }

    pub fn push_later(&mut self, at: Instant, job: Job) {
        self.later.push((at, job));
    }

    /// The next job; it counts as at work until it is [`Queue::done`].
    pub fn next(&mut self, now: Instant) -> Option<Job> {
        for index in (0..self.later.len()).rev() {
            if self.later[index].0 <= now {
                let (_, job) = self.later.swap_remove(index);
                self.push(job);
            }
        }
        let job = self.next_fresh().or_else(|| self.next_once_more())?;
        self.busy.insert(job.path.clone());
        *self.at_work.entry(job.inbox.folder.clone()).or_default() += 1;
        Some(job)
    }

    pub fn done(&mut self, job: &Job) {
        self.busy.remove(&job.path);
        if let Some(count) = self.at_work.get_mut(&job.inbox.folder) {
            *count = count.saturating_sub(1);
        }
    }

    pub fn waiting(&self) -> Waiting {
        let fresh = || self.fresh.values().flatten();
        Waiting {
            settling: 0,
            new: fresh().count(),
            again: self.once_more.len(),
            retry: self.later.len(),
            oldest: fresh().map(|job| job.since).min(),
        }
    }

    fn next_fresh(&mut self) -> Option<Job> {
        let inboxes: Vec<PathBuf> = self.fresh.keys().cloned().collect();
        let after = inboxes.iter().position(|own| *own > self.last).unwrap_or(0);
        for inbox in inboxes[after..].iter().chain(&inboxes[..after]) {
            let at_work = self.at_work.get(inbox).copied().unwrap_or(0);
            let Some(queue) = self.fresh.get_mut(inbox) else {
                continue;
            };
            let free = |job: &Job| {
                !self.busy.contains(&job.path) && job.inbox.max_at_once.is_none_or(|most| at_work < most)
            };
            if let Some(job) = queue.iter().position(free).and_then(|index| queue.remove(index)) {
                self.last.clone_from(inbox);
                return Some(job);
            }
        }
        None
    }

    fn next_once_more(&mut self) -> Option<Job> {
        let index = self
            .once_more
            .iter()
            .position(|job| !self.busy.contains(&job.path))?;
        self.once_more.remove(index)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn job(inbox: &str, name: &str, why: Why) -> Job {
        Job {
            path: Path::new(inbox).join(name),
            moved_to: None,
            inbox: super::super::Inbox::new(PathBuf::from(inbox)),
            failures: 0,
            why,
            since: Instant::now(),
        }
    }

    fn all(queue: &mut Queue) -> Vec<String> {
        let now = Instant::now();
        std::iter::from_fn(|| {
            let job = queue.next(now)?;
            queue.done(&job);
            Some(job.path.display().to_string())
        })
        .collect()
    }

    #[test]
    fn a_flood_in_one_inbox_does_not_hold_up_the_other_and_rechecks_come_last() {
        let mut queue = Queue::default();
        queue.push(job("a", "old", Why::Recheck));
        for name in ["1", "2", "3"] {
            queue.push(job("a", name, Why::Came));
        }
        queue.push(job("b", "1", Why::Came));
        assert_eq!(all(&mut queue), ["a/1", "b/1", "a/2", "a/3", "a/old"]);
    }

    #[test]
    fn a_file_that_is_being_read_waits_and_an_inbox_keeps_to_its_limit() {
        let mut queue = Queue::default();
        let mut limited = job("a", "1", Why::Came);
        limited.inbox.max_at_once = Some(1);
        let mut second = limited.clone();
        second.path = PathBuf::from("a/2");
        queue.push(limited);
        queue.push(second);
        let now = Instant::now();
        let first = queue.next(now).expect("a job");
        assert!(queue.next(now).is_none());
        queue.push(job("a", "1", Why::Came));
        queue.done(&first);
        assert_eq!(all(&mut queue), ["a/2", "a/1"]);
    }
}
