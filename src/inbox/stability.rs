//! Tells when a file is whole: no event and the same size and time for a while. Knows no disk and no clock of its own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

/// What is compared between two looks at a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    pub size: u64,
    pub modified: SystemTime,
    /// Tells the file from another of the same size and time.
    pub identity: u64,
}

/// How a file came to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Something happens to it.
    Event,
    /// It was passed in a look through the folder, which says nothing of what happens to it.
    Scan,
}

struct Waiting {
    state: State,
    since: Instant,
}

pub struct Stability {
    quiet: Duration,
    waiting: BTreeMap<PathBuf, Waiting>,
    /// Files handed out, and the state in which they were.
    done: BTreeMap<PathBuf, State>,
}

impl Stability {
    pub fn new(quiet: Duration) -> Self {
        Stability {
            quiet,
            waiting: BTreeMap::new(),
            done: BTreeMap::new(),
        }
    }

    /// Files count as whole after another time.
    pub fn set_quiet(&mut self, quiet: Duration) {
        self.quiet = quiet;
    }

    /// A file was found or an event named it. True when it is news.
    pub fn seen(&mut self, path: &Path, by: By, now: Instant, look: &dyn Fn(&Path) -> Option<State>) -> bool {
        match look(path) {
            Some(state) if self.done.get(path) == Some(&state) => false,
            Some(state) => {
                let waits = self.waiting.get(path).is_some_and(|own| own.state == state);
                if !(waits && by == By::Scan) {
                    self.waiting
                        .insert(path.to_path_buf(), Waiting { state, since: now });
                }
                !waits
            }
            None => {
                self.waiting.remove(path);
                self.done.remove(path);
                false
            }
        }
    }

    /// Files that are not whole yet.
    pub fn settling(&self) -> usize {
        self.waiting.len()
    }

    /// The file counts as never seen: the next look finds it again.
    pub fn forget(&mut self, path: &Path) {
        self.waiting.remove(path);
        self.done.remove(path);
    }

    /// The files that have become whole, each once for each state.
    pub fn whole(&mut self, now: Instant, look: &dyn Fn(&Path) -> Option<State>) -> Vec<PathBuf> {
        let quiet = self.quiet;
        let due: Vec<PathBuf> = self
            .waiting
            .iter()
            .filter(|(_, waiting)| now.duration_since(waiting.since) >= quiet)
            .map(|(path, _)| path.clone())
            .collect();
        let mut whole = Vec::new();
        for path in due {
            let Some(waiting) = self.waiting.get_mut(&path) else {
                continue;
            };
            match look(&path) {
                Some(state) if state == waiting.state => {
                    self.waiting.remove(&path);
                    self.done.insert(path.clone(), state);
                    whole.push(path);
                }
                Some(state) => *waiting = Waiting { state, since: now },
                None => {
                    self.waiting.remove(&path);
                }
            }
        }
        whole
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_file_that_grows_is_handed_out_once_and_only_when_it_is_whole() {
        let size = Cell::new(1);
        let look = |_: &Path| {
            Some(State {
                size: size.get(),
                modified: SystemTime::UNIX_EPOCH,
                identity: 0,
            })
        };
        let mut stability = Stability::new(Duration::from_secs(2));
        let path = Path::new("report.docx");
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        stability.seen(path, By::Event, at(0), &look);
        size.set(2);
        assert!(
            stability.whole(at(2), &look).is_empty(),
            "it grew without an event"
        );
        assert!(
            stability.whole(at(3), &look).is_empty(),
            "it must be quiet for 2 s again"
        );
        assert_eq!(stability.whole(at(4), &look), [path]);
        stability.seen(path, By::Event, at(5), &look);
        assert!(
            stability.whole(at(9), &look).is_empty(),
            "the same state is handed out once"
        );
        size.set(3);
        stability.seen(path, By::Event, at(10), &look);
        assert_eq!(stability.whole(at(12), &look), [path]);
    }

    #[test]
    fn looking_through_the_folder_often_does_not_put_a_file_off() {
        let look = |_: &Path| {
            Some(State {
                size: 1,
                modified: SystemTime::UNIX_EPOCH,
                identity: 0,
            })
        };
        let mut stability = Stability::new(Duration::from_secs(2));
        let path = Path::new("report.docx");
        let start = Instant::now();
        let mut whole = Vec::new();
        for second in 0..4 {
            let now = start + Duration::from_secs(second);
            stability.seen(path, By::Scan, now, &look);
            whole.extend(stability.whole(now, &look));
        }
        assert_eq!(whole, [path]);
    }
}
