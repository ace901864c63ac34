//! The configuration of a running daemon: read again when it is saved, and the last good one kept.

use log::{error, info, warn};

use super::{Options, ReadOptions, refuse_nested};

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

    /// What the configuration says now, when it says something else than before.
    pub fn read(&mut self, in_force: &Options) -> Option<&Options> {
        in_force.config.as_ref()?;
        let read = (self.read)().and_then(|new| refuse_nested(&new).map(|()| new));
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
        if new.out != last.out && new.out != in_force.out {
            warn!(
                "another `out` is used only after the daemon is started anew: findings still go to {}",
                in_force.out.display()
            );
        }
        new.out.clone_from(&in_force.out);
        self.wanted = Some(new);
        self.wanted.as_ref()
    }
}
