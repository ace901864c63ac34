//! `/metrics`: names and units as Prometheus has them.

use std::sync::atomic::AtomicU64;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use prometheus_client::encoding::prometheus_text;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Metric, Registry};

use super::{Health, Part, Vitals};
use crate::finding::{Level, ReportResult};

/// From a page of text to a scanned annex that runs into its limits.
const SECONDS: [f64; 11] = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];
/// What a report without findings counts as.
const NO_FINDINGS: &str = "none";

type Labels<const N: usize> = [(&'static str, String); N];
type Fraction = Gauge<f64, AtomicU64>;

/// How the check of a file ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    Checked,
    Duplicate,
    Unreadable,
    /// It could not be read, and is tried again.
    Retried,
    /// It changed meanwhile: what was read does not count.
    Changed,
}

impl Ended {
    const ALL: [Ended; 5] = [
        Ended::Checked,
        Ended::Duplicate,
        Ended::Unreadable,
        Ended::Retried,
        Ended::Changed,
    ];

    fn name(self) -> &'static str {
        match self {
            Ended::Checked => "checked",
            Ended::Duplicate => "duplicate",
            Ended::Unreadable => "unreadable",
            Ended::Retried => "retried",
            Ended::Changed => "changed",
        }
    }
}

/// What became of a notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    Delivered,
    /// It is tried again.
    Failed,
    GivenUp,
}

impl Told {
    fn name(self) -> &'static str {
        match self {
            Told::Delivered => "delivered",
            Told::Failed => "failed",
            Told::GivenUp => "given_up",
        }
    }
}

pub struct Metrics {
    registry: Registry,
    checks: Family<Labels<1>, Counter>,
    reports: Family<Labels<1>, Counter>,
    rule_errors: Family<Labels<1>, Counter>,
    notifications: Family<Labels<2>, Counter>,
    check_duration: Histogram,
    running: Gauge,
    rule_reloads: Family<Labels<1>, Counter>,
    store_errors: Counter,
    store_size: Gauge,
    waiting: Family<Labels<1>, Gauge>,
    oldest_waiting: Fraction,
    last_rescan: Fraction,
    healthy: Family<Labels<1>, Gauge>,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::default();
        let started: Fraction = Gauge::default();
        started.set(since_epoch(SystemTime::now()));
        register(
            &mut registry,
            "process_start_time_seconds",
            "Time at which the daemon started, in seconds since 1970",
            started,
        );
        let own = registry.sub_registry_with_prefix("tillsyn");
        let build = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        own.register("build", "Version of the program", build);
        Metrics {
            checks: register(
                own,
                "checks",
                "Files whose check ended, by how it ended",
                Family::default(),
            ),
            reports: register(
                own,
                "reports",
                "Reports judged, by their gravest finding",
                Family::default(),
            ),
            rule_errors: register(
                own,
                "rule_errors",
                "Rules that failed on a report, by rule",
                Family::default(),
            ),
            notifications: register(
                own,
                "notifications",
                "Finding sets told, or tried to tell, by receiver",
                Family::default(),
            ),
            check_duration: register(
                own,
                "check_duration_seconds",
                "Time to read and judge a file",
                Histogram::new(SECONDS),
            ),
            running: register(
                own,
                "jobs_running",
                "Files that are being read and judged",
                Gauge::default(),
            ),
            rule_reloads: register(
                own,
                "rule_reloads",
                "Saved changes of the rules, taken or refused",
                Family::default(),
            ),
            store_errors: register(
                own,
                "store_errors",
                "Times that the store could not be used",
                Counter::default(),
            ),
            store_size: register(
                own,
                "store_size_bytes",
                "Size of the store on the disk",
                Gauge::default(),
            ),
            waiting: register(
                own,
                "jobs_waiting",
                "Files that wait: settling until they are whole, new, again (judged once more), retry",
                Family::default(),
            ),
            oldest_waiting: register(
                own,
                "oldest_waiting_seconds",
                "Time that the oldest new file has waited",
                Gauge::default(),
            ),
            last_rescan: register(
                own,
                "last_rescan_timestamp_seconds",
                "Time since which every inbox was looked through, in seconds since 1970",
                Gauge::default(),
            ),
            healthy: register(
                own,
                "healthy",
                "1 where a part is well, 0 where /health names a trouble of it",
                Family::default(),
            ),
            registry,
        }
        .begun()
    }
}

impl Metrics {
    /// A rate can be told of the first event only where there was a figure before it.
    fn begun(self) -> Self {
        for ended in Ended::ALL {
            drop(self.checks.get_or_create(&result(ended.name())));
        }
        for level in [Level::Error, Level::Warning, Level::Note].map(Level::as_str) {
            drop(self.reports.get_or_create(&result(level)));
        }
        drop(self.reports.get_or_create(&result(NO_FINDINGS)));
        self
    }

    pub fn ended(&self, ended: Ended) {
        self.checks.get_or_create(&result(ended.name())).inc();
    }

    pub fn judged(&self, judged: &ReportResult) {
        let gravest = judged.findings.iter().map(|finding| finding.level).max();
        self.reports
            .get_or_create(&result(gravest.map_or(NO_FINDINGS, Level::as_str)))
            .inc();
        for error in &judged.rule_errors {
            self.rule_errors
                .get_or_create(&[("rule", error.rule.clone())])
                .inc();
        }
    }

    pub fn notified(&self, receiver: &str, told: Told, count: usize) {
        self.notifications
            .get_or_create(&[
                ("receiver", receiver.to_string()),
                ("result", told.name().to_string()),
            ])
            .inc_by(count as u64);
    }

    /// Counts and times the reading and judging of one file.
    pub fn checking<T>(&self, work: impl FnOnce() -> T) -> T {
        self.running.inc();
        let begun = Instant::now();
        let done = work();
        self.check_duration.observe(begun.elapsed().as_secs_f64());
        self.running.dec();
        done
    }

    pub(super) fn text(&self, vitals: &Vitals, health: &Health) -> String {
        for (name, count) in [("taken", vitals.rules_taken), ("refused", vitals.rules_refused)] {
            raise(&self.rule_reloads.get_or_create(&result(name)), count);
        }
        raise(&self.store_errors, vitals.store_errors);
        self.store_size.set(whole(vitals.store_bytes));
        let waiting = &vitals.waiting;
        for (queue, count) in [
            ("settling", waiting.settling),
            ("new", waiting.new),
            ("again", waiting.again),
            ("retry", waiting.retry),
        ] {
            let labels = [("queue", queue.to_string())];
            self.waiting.get_or_create(&labels).set(whole(count as u64));
        }
        self.oldest_waiting.set(health.oldest_waiting_seconds);
        let rescan = vitals.last_rescan.map(|at| at.as_duration().as_secs_f64());
        self.last_rescan.set(rescan.unwrap_or_default());
        for part in Part::ALL {
            let well = health.troubles.iter().all(|own| own.part != part);
            let labels = [("part", part.name().to_string())];
            self.healthy.get_or_create(&labels).set(i64::from(well));
        }
        let mut text = String::new();
        // Writing into a text cannot fail.
        let _ = prometheus_text::encode(&mut text, &self.registry);
        text
    }
}

fn register<M: Metric + Clone>(registry: &mut Registry, name: &str, help: &str, metric: M) -> M {
    registry.register(name, help, metric.clone());
    metric
}

fn result(name: &str) -> Labels<1> {
    [("result", name.to_string())]
}

fn raise(counter: &Counter, to: usize) {
    counter.inc_by((to as u64).saturating_sub(counter.get()));
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn since_epoch(time: SystemTime) -> f64 {
    time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64()
}
