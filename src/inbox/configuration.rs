//! The configuration of a running daemon: read again when it is saved, and the last good one kept.

use log::{error, info, warn};

use super::{Audience, Inbox, Options, ReadOptions};

pub struct Configuration<'a> {
    read: ReadOptions<'a>,
    /// The last that was whole, changed or not.
    last: Options,
    /// What is not in force yet: the rules may not be whole with it.
    pub wanted: Option<Options>,
    /// The last mistake told, so that it is not told at every change of a rule.
    told: Option<String>,
}

impl<'a> Configuration<'a> {
    pub fn new(options: &Options, read: ReadOptions<'a>) -> Self {
        Configuration {
            read,
            last: options.clone(),
            wanted: None,
            told: None,
        }
    }

    /// What keeps the saved change from being taken.
    pub fn mistake(&self) -> Option<&str> {
        self.told.as_deref()
    }

    /// What the configuration says now, when it says something else than before.
    pub fn read(&mut self, in_force: &Options) -> Option<&Options> {
        in_force.config.as_ref()?;
        let read = (self.read)().and_then(|new| new.refuse_nested().map(|()| new));
        let mut new = match read {
            Ok(new) => new,
            Err(mistake) => {
                if self.told.as_ref() != Some(&mistake) {
                    error!("{mistake}");
                    error!(
                        "the saved change of the configuration is not taken; the one before stays in force"
                    );
                }
                self.told = Some(mistake);
                return None;
            }
        };
        if self.told.take().is_some() {
            info!("the configuration is whole again");
        }
        if new == self.last {
            return None;
        }
        let last = std::mem::replace(&mut self.last, new.clone());
        keep_what_needs_a_start(&mut new, &last, in_force);
        self.wanted = Some(new);
        self.wanted.as_ref()
    }
}

/// What of the configuration is otherwise than before, by its keys.
pub fn changes(before: &Options, now: &Options) -> String {
    let kept = before
        .inboxes
        .iter()
        .filter_map(|own| Some((own, now.inboxes.iter().find(|new| new.folder == own.folder)?)));
    let inboxes = |of: fn(&Inbox) -> Option<&String>| kept.clone().any(|(own, new)| of(own) != of(new));
    let rest = |options: &Options| -> Vec<Inbox> {
        let bare = |own: &Inbox| Inbox {
            audience: Audience::default(),
            ..own.clone()
        };
        options.inboxes.iter().map(bare).collect()
    };
    let all = [
        ("inbox", rest(before) != rest(now)),
        ("profile", inboxes(|own| own.audience.profile.as_ref())),
        ("language", inboxes(|own| own.audience.language.as_ref())),
        ("rules", before.rules != now.rules),
        ("gate", before.gate != now.gate),
        ("recheck", before.recheck != now.recheck),
        ("stable_seconds", before.stable != now.stable),
        ("rescan_seconds", before.rescan != now.rescan),
        ("poll_seconds", before.poll != now.poll),
        ("retries", before.retries != now.retries),
        ("retry_seconds", before.retry != now.retry),
        ("webhook, smtp or mail", before.receivers != now.receivers),
    ];
    let changed: Vec<&str> = all.iter().filter(|(_, own)| *own).map(|(key, _)| *key).collect();
    if changed.is_empty() {
        return "nothing that is used before the next start".to_string();
    }
    changed.join(", ")
}

/// What a daemon cannot change while it runs stays, and that is said once.
fn keep_what_needs_a_start(new: &mut Options, last: &Options, in_force: &Options) {
    let (out, data) = (in_force.out.display(), in_force.data.display());
    let kept = [
        (
            "out",
            new.out != last.out && new.out != in_force.out,
            format!("findings still go to {out}"),
        ),
        (
            "data",
            new.data != last.data && new.data != in_force.data,
            format!("the store is still in {data}"),
        ),
        (
            "workers",
            new.workers != last.workers && new.workers != in_force.workers,
            format!("reports are still read {} at a time", in_force.workers),
        ),
    ];
    for (key, _, still) in kept.iter().filter(|(_, changed, _)| *changed) {
        warn!("another `{key}` is used only after the daemon is started anew: {still}");
    }
    new.out.clone_from(&in_force.out);
    new.data.clone_from(&in_force.data);
    new.workers = in_force.workers;
}
