//! Earlier reports on a report's project, as the store has them: the report is held against them, and so is one that came
//! before they did.

use log::{error, info};

use super::daemon::Daemon;
use super::jobs::{Done, Task, Work};
use crate::remembered::History;
use crate::store::Judged;

impl Daemon<'_> {
    /// Names in the key of a file what its reports are held against, where the store knows them. None where it cannot be
    /// reached.
    pub fn recall_history(&mut self, work: &mut Work) -> Option<()> {
        if work.names_earlier {
            return Some(());
        }
        let history = self
            .ledger
            .with(|store| store.history_of_known(&work.key.sha256))?;
        hold(work, history);
        Some(())
    }

    /// Whether a file that was judged is to be held against other earlier reports than it was: what it is on was not known
    /// before it was read, and another may have come meanwhile. The work is then ready to be begun anew.
    pub fn other_history(&mut self, work: &mut Work, judged: &[Judged]) -> Option<bool> {
        if work.names_earlier || judged.is_empty() {
            return Some(false);
        }
        let history = self.ledger.with(|store| store.history(&work.file, judged))?;
        if history == work.earlier.history {
            return Some(false);
        }
        let before = work.key.clone();
        let held = "the store has an earlier report";
        self.ledger
            .with(|store| store.abandon(&work.file, &before, held, false))?;
        self.running.remove(&before.id());
        hold(work, history);
        Some(true)
    }

    /// Judges a file whose run has started, held against what is in the store.
    pub fn judge(&mut self, mut work: Box<Work>) {
        let history = work.earlier.history.clone();
        match self.ledger.with(|store| store.remembered(history.clone())) {
            Some(remembered) => {
                work.earlier = remembered;
                self.running.insert(work.key.id());
                self.give(Task::Judge(work));
            }
            None => self.told.push(Done::Identified(work)),
        }
    }

    /// Judges a file under another key than before.
    pub fn start_anew(&mut self, work: Box<Work>) {
        if self.running.contains(&work.key.id()) {
            self.put_off(work.job);
            return;
        }
        let run = [(&work.file, &work.key)];
        match self.ledger.with(|store| store.start(run.into_iter())) {
            Some(()) => self.judge(work),
            None => self.told.push(Done::Identified(work)),
        }
    }

    /// Reports of a later time that came before this one.
    pub fn note_later(&mut self, sha256: &str) {
        let Some(later) = self.ledger.with(|store| store.later(sha256)) else {
            error!(
                "reports of a later time are not held against the report that came now: start the daemon anew"
            );
            return;
        };
        for own in later {
            let path = own.path.clone();
            if self.recheck(own) {
                info!("{path}: an earlier report on its project came: it is judged again");
            }
        }
    }
}

fn hold(work: &mut Work, history: History) {
    work.key.earlier = history.digest();
    work.earlier.history = history;
}
