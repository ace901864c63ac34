//! Goes through the receivers in turn: what each is to be told now, and when one that failed is tried again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use log::{debug, error, info, warn};

use super::{Settings, Templates, mail, webhook};
use crate::config::{Mail, Smtp, Webhook};
use crate::operations::{Board, Metrics, Told};
use crate::store::{Delivery, Missing, News, Store, StoreError, Wish};

/// The first wait after a failure; each later one is four times as long.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(10);
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(1);
/// After so long nobody wants to hear it any more.
const GIVE_UP: SignedDuration = SignedDuration::from_hours(72);
/// More e-mails than this at once become one.
const FLOOD: usize = 5;
/// Told to one receiver before the next has its turn.
const MOST: i64 = 50;

pub struct Desk {
    data: PathBuf,
    store: Option<Store>,
    settings: Settings,
    templates: Templates,
    /// The receivers that failed.
    failing: BTreeMap<String, Failing>,
    /// The store knows who is to be told.
    known: bool,
    stopping: Arc<AtomicBool>,
    board: Arc<Board>,
}

struct Failing {
    times: u32,
    until: Timestamp,
    error: String,
}

impl Failing {
    /// A wait that is longer than any began before the clock was set back.
    fn is_over(&self, now: Timestamp) -> bool {
        self.until <= now || self.until.duration_since(now) > LONGEST_WAIT
    }
}

enum Receiver<'a> {
    Webhook(&'a Webhook),
    Mail(&'a Mail, &'a Smtp),
}

impl Receiver<'_> {
    fn name(&self) -> &str {
        match self {
            Receiver::Webhook(own) => &own.name,
            Receiver::Mail(own, _) => &own.name,
        }
    }

    fn wish(&self, now: Timestamp) -> Wish {
        let (profiles, level, digest) = match self {
            Receiver::Webhook(own) => (&own.profiles, own.level, None),
            Receiver::Mail(own, _) => (&own.profiles, own.level, own.digest),
        };
        Wish {
            receiver: self.name().to_string(),
            profiles: profiles.clone(),
            level,
            not_before: digest.map_or(now, |at| next(now, at, TimeZone::system())),
        }
    }

    /// How many finding sets one message may hold.
    fn at_once(&self, due: usize) -> usize {
        match self {
            Receiver::Mail(own, _) if own.digest.is_some() || due > FLOOD => due,
            _ => 1,
        }
    }
}

impl Desk {
    pub fn new(data: &Path, settings: Settings, stopping: Arc<AtomicBool>, board: Arc<Board>) -> Self {
        let mut desk = Desk {
            data: data.to_path_buf(),
            store: None,
            templates: Templates::default(),
            settings,
            failing: BTreeMap::new(),
            known: false,
            stopping,
            board,
        };
        desk.read_templates();
        desk
    }

    pub fn set(&mut self, settings: Settings) {
        self.settings = settings;
        self.known = false;
        self.failing.clear();
        self.read_templates();
    }

    fn read_templates(&mut self) {
        match Templates::load(self.settings.receivers.templates.as_deref()) {
            Ok(templates) => self.templates = templates,
            Err(mistake) => error!("{mistake}; the templates before it stay in force"),
        }
    }

    /// Tells everybody what is to be told now.
    pub fn turn(&mut self, now: Timestamp) {
        if self.store.is_none() {
            // The daemon makes the store, and says what is wrong with it.
            self.store = Store::open(&self.data, Missing::Refuse).ok();
        }
        let Some(mut store) = self.store.take() else {
            return;
        };
        match self.tell(&mut store, now) {
            Ok(()) => self.store = Some(store),
            Err(error) => debug!("notifications wait: {error}"),
        }
    }

    fn tell(&mut self, store: &mut Store, now: Timestamp) -> Result<(), StoreError> {
        let settings = &self.settings;
        let smtp = settings.receivers.smtp.as_ref();
        let webhooks = settings.receivers.webhooks.iter().map(Receiver::Webhook);
        let mails = settings.receivers.mails.iter();
        let mails = mails.filter_map(|own| smtp.map(|smtp| Receiver::Mail(own, smtp)));
        let receivers: Vec<Receiver> = webhooks.chain(mails).collect();
        if !self.known {
            let names: Vec<&str> = receivers.iter().map(Receiver::name).collect();
            store.keep_receivers(&names)?;
            self.known = true;
        }
        let wishes: Vec<Wish> = receivers.iter().map(|own| own.wish(now)).collect();
        while store.address(&wishes)? > 0 {}
        for receiver in &receivers {
            let waits = self.failing.get(receiver.name());
            if waits.is_none_or(|own| own.is_over(now)) {
                let teller = Teller {
                    settings,
                    templates: &self.templates,
                    stopping: &self.stopping,
                    metrics: &self.board.metrics,
                };
                teller.turn(receiver, &mut self.failing, store, now)?;
            }
        }
        Ok(())
    }
}

struct Teller<'a> {
    settings: &'a Settings,
    templates: &'a Templates,
    stopping: &'a AtomicBool,
    metrics: &'a Metrics,
}

impl Teller<'_> {
    fn turn(
        &self,
        receiver: &Receiver,
        failing: &mut BTreeMap<String, Failing>,
        store: &mut Store,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let name = receiver.name();
        let due = store.due(name, now, MOST)?;
        for group in due.chunks(receiver.at_once(due.len()).max(1)) {
            if self.stopping.load(Ordering::Relaxed) {
                break;
            }
            let mut news = Vec::new();
            for own in group {
                news.push(store.news(own)?);
            }
            match self.send(receiver, group, &news, now) {
                Ok(()) => {
                    self.metrics.notified(name, Told::Delivered, group.len());
                    store.delivered(name, group)?;
                    let told: Vec<&str> = news.iter().map(|own| own.path.as_str()).collect();
                    info!("`{name}` was told of {}", told.join(", "));
                    if failing.remove(name).is_some() {
                        info!("notifications reach `{name}` again");
                    }
                }
                Err(error) => {
                    let wait = failed(failing, name, &error, now);
                    for own in group {
                        let over = now.duration_since(own.made) > GIVE_UP;
                        let told = if over { Told::GivenUp } else { Told::Failed };
                        self.metrics.notified(name, told, 1);
                        if over {
                            error!("`{name}` is not told of {} any more: {error}", own.report);
                        }
                        store.undelivered(name, own, (!over).then_some(wait), &error)?;
                    }
                    break;
                }
            }
        }
        Ok(())
    }

    fn send(
        &self,
        receiver: &Receiver,
        group: &[Delivery],
        news: &[News],
        now: Timestamp,
    ) -> Result<(), String> {
        let id = id(receiver.name(), group);
        match receiver {
            Receiver::Webhook(own) => news.iter().zip(group).try_for_each(|(news, delivery)| {
                let link = self.settings.link(&news.path);
                webhook::send(own, &id, &webhook::body(news, delivery, &link), now)
            }),
            Receiver::Mail(own, smtp) => {
                let links: Vec<String> = news.iter().map(|own| self.settings.link(&own.path)).collect();
                let letter = self.templates.letter(own, news, &links)?;
                mail::send(own, smtp, &id, &letter)
            }
        }
    }
}

/// Notes that a receiver failed, and says so where it is news. When it is tried again.
fn failed(failing: &mut BTreeMap<String, Failing>, name: &str, error: &str, now: Timestamp) -> Timestamp {
    let before = failing.remove(name);
    let times = before.as_ref().map_or(0, |own| own.times);
    let wait = (FIRST_WAIT * 4_i32.saturating_pow(times.min(6))).min(LONGEST_WAIT);
    let until = now.saturating_add(wait).unwrap_or(now);
    if before.is_none_or(|own| own.error != error) {
        warn!(
            "`{name}` cannot be notified: {error}; it is tried again in {} s, and reports are checked meanwhile",
            wait.as_secs()
        );
    }
    failing.insert(
        name.to_string(),
        Failing {
            times: times + 1,
            until,
            error: error.to_string(),
        },
    );
    until
}

/// The same message has the same id at every attempt, so that a receiver can tell that it came twice.
fn id(receiver: &str, group: &[Delivery]) -> String {
    let mut whole = receiver.to_string();
    for own in group {
        whole.push_str(&format!("\n{} {}", own.run, own.report));
    }
    crate::hex::digest(&whole).chars().take(32).collect()
}

/// The next time that a clock on the wall shows this.
pub fn next(now: Timestamp, at: Time, zone: TimeZone) -> Timestamp {
    let here = now.to_zoned_datetime(zone.clone());
    let today = here.date().to_datetime(at);
    let day = if here.datetime() < today {
        today
    } else {
        here.date()
            .saturating_add(jiff::Span::new().days(1))
            .to_datetime(at)
    };
    day.to_zoned_datetime(zone).map_or(now, |then| then.timestamp())
}
