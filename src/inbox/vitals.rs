//! What the daemon writes on its board for those who ask how it is.

use std::time::{Duration, Instant};

use super::daemon::Daemon;
use crate::operations::{Part, Trouble, Vitals, Waiting};
use crate::store;

/// The board is written so often at most: ten thousand waiting files are counted for it.
const POST: Duration = Duration::from_millis(500);

impl Daemon<'_> {
    pub fn post(&mut self) {
        let asked = self.options.listen.is_some();
        if !asked || self.posted.is_some_and(|at| at.elapsed() < POST) {
            return;
        }
        self.board.post(Vitals {
            troubles: self.troubles(),
            waiting: Waiting {
                settling: self.stability.settling(),
                ..self.queue.waiting()
            },
            last_rescan: self.folders.last_rescan(),
            rulebook: self.rules.current().digest().to_string(),
            rules_taken: self.rules.reloads,
            rules_refused: self.rules.failures,
            store_errors: self.ledger.failures,
            store_bytes: store::size(&self.options.data),
        });
        self.posted = Some(Instant::now());
    }

    fn troubles(&self) -> Vec<Trouble> {
        let mut troubles = Vec::new();
        if let Some(error) = self.ledger.trouble() {
            troubles.push(Trouble::new(
                Part::Store,
                error.to_string(),
                "see that its disk is there and not full, and that the user of this program may write to its folder; reports wait until then",
            ));
        }
        for (path, message, remedy) in self.folders.troubles() {
            troubles.push(Trouble::new(
                Part::Inbox,
                format!("{}: {message}", path.display()),
                remedy,
            ));
        }
        for problem in self.rules.refused() {
            let remedy = problem.remedy.as_deref().unwrap_or("mend it");
            troubles.push(Trouble::new(
                Part::Rules,
                format!("{}: {}", problem.place(), problem.message),
                format!("{remedy} (the rules before it judge until then)"),
            ));
        }
        for problem in self.rules.untaken() {
            troubles.push(Trouble::new(
                Part::Rules,
                format!("{}: {}", problem.place(), problem.message),
                problem.remedy.as_deref().unwrap_or("rename it"),
            ));
        }
        for rule in self.rules.vanished() {
            troubles.push(Trouble::new(
                Part::Rules,
                format!("the rule {rule} is not in the rules folders any more: nothing is judged by it"),
                "put its three files back under their names; if it was deleted on purpose, tell the daemon to read the rules again (SIGHUP, or systemctl reload tillsyn)",
            ));
        }
        if let Some(mistake) = self.configuration.mistake() {
            troubles.push(Trouble::new(
                Part::Configuration,
                mistake,
                "mend the configuration; the one before it is in force until then",
            ));
        }
        if let Some(kind) = self.unwritten {
            troubles.push(Trouble::new(
                Part::Findings,
                format!("{}: findings cannot be written: {kind}", self.options.out.display()),
                "see that the disk is there and not full, and that the user of this program may write to the folder; reports wait until then",
            ));
        }
        troubles
    }
}
