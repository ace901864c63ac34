//! Examines what the daemon needs, whether it runs or not, and changes nothing: what is well, what is not, and what to do.

mod clock;
mod folders;
mod receivers;
mod rules;
mod running;
mod store;

use serde::Serialize;

use crate::inbox::Options;
use crate::problem::Problem;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Ok,
    /// The daemon works, and somebody should look at it.
    Warning,
    /// Something is not done until it is mended.
    Error,
}

impl State {
    pub fn name(self) -> &'static str {
        match self {
            State::Ok => "ok",
            State::Warning => "warning",
            State::Error => "error",
        }
    }
}

/// What was looked at, and how it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    pub check: &'static str,
    pub state: State,
    /// File, folder, address or receiver.
    pub place: String,
    pub message: String,
    pub remedy: Option<String>,
}

impl Check {
    pub fn ok(check: &'static str, place: impl ToString, message: impl Into<String>) -> Self {
        Check {
            check,
            state: State::Ok,
            place: place.to_string(),
            message: message.into(),
            remedy: None,
        }
    }

    fn warning(
        check: &'static str,
        place: impl ToString,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Check {
            state: State::Warning,
            remedy: Some(remedy.into()),
            ..Self::ok(check, place, message)
        }
    }

    pub fn error(
        check: &'static str,
        place: impl ToString,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Check {
            state: State::Error,
            ..Self::warning(check, place, message, remedy)
        }
    }

    pub fn of_problem(check: &'static str, state: State, problem: &Problem) -> Self {
        Check {
            check,
            state,
            place: problem.place(),
            message: problem.message.clone(),
            remedy: problem.remedy.clone(),
        }
    }
}

/// Everything that a daemon with these options needs.
pub fn examine(options: &Options) -> Vec<Check> {
    // They may take seconds to answer, and the rest is done meanwhile.
    let asked = receivers::ask(&options.receivers);
    let running = running::ask(options.listen);
    let mut checks = user();
    checks.extend(rules::examine(options));
    checks.extend(folders::examine(options));
    checks.extend(store::examine(options));
    checks.extend(clock::examine(options));
    checks.extend(asked.into_iter().chain(running).map(Pending::wait));
    checks
}

/// The administrator may read and write what the daemon may not.
#[cfg(unix)]
fn user() -> Vec<Check> {
    if !rustix::process::geteuid().is_root() {
        return Vec::new();
    }
    vec![Check::warning(
        "user",
        "root",
        "the administrator may read and write everything, and so nothing is told of the rights of the daemon's own user",
        "ask as the user of the daemon: sudo -u tillsyn tillsyn doctor",
    )]
}

#[cfg(not(unix))]
fn user() -> Vec<Check> {
    Vec::new()
}

/// An answer of somebody else, who may never give it.
struct Pending {
    answer: std::sync::mpsc::Receiver<Check>,
    silence: Check,
}

/// Nobody is waited for longer.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(3);

impl Pending {
    fn ask(silence: Check, ask: impl FnOnce() -> Check + Send + 'static) -> Self {
        let (sender, answer) = std::sync::mpsc::channel();
        std::thread::spawn(move || sender.send(ask()));
        Pending { answer, silence }
    }

    fn wait(self) -> Check {
        // Who keeps to the patience himself has a moment more to say so.
        let most = PATIENCE + std::time::Duration::from_secs(1);
        self.answer.recv_timeout(most).unwrap_or(self.silence)
    }
}
