//! How long a script may take: in time of the processor, so that on a machine that does other work at the same time the same
//! rules say the same.

use std::time::{Duration, Instant};

/// So much passes by the clock before the processor is asked at all: it takes longer to answer than most scripts run.
const UNASKED: Duration = Duration::from_millis(10);

/// When a script has to end.
#[derive(Debug, Clone, Copy)]
pub struct Deadline {
    most: Duration,
    /// By the clock: before it nothing is looked at.
    look_at: Instant,
    /// By what this thread has had of the processor, once it was asked.
    ends: Option<Duration>,
}

impl Deadline {
    /// From now on, for what this thread does.
    pub fn within(most: Duration) -> Self {
        Deadline {
            most,
            look_at: Instant::now() + UNASKED,
            ends: None,
        }
    }

    pub fn has_passed(&mut self) -> bool {
        let now = Instant::now();
        if now < self.look_at {
            return false;
        }
        let had = had_by_thread();
        let ends = *self.ends.get_or_insert(had + self.most.saturating_sub(UNASKED));
        let left = ends.saturating_sub(had);
        self.look_at = now + left;
        left.is_zero()
    }
}

/// What this thread has had of the processor.
#[cfg(unix)]
fn had_by_thread() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    let had = clock_gettime(ClockId::ThreadCPUTime);
    // Neither is negative, and the second is below a thousand million.
    Duration::new(
        had.tv_sec.unsigned_abs(),
        u32::try_from(had.tv_nsec).unwrap_or_default(),
    )
}

/// Where the processor cannot be asked, the clock has to do.
#[cfg(not(unix))]
fn had_by_thread() -> Duration {
    static BEGUN: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    BEGUN.elapsed()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(most: Duration) {
        let mut deadline = Deadline::within(most);
        while !deadline.has_passed() {}
    }

    #[test]
    fn what_others_take_of_the_processor_does_not_count() {
        let mut deadline = Deadline::within(Duration::from_millis(30));
        let other = std::thread::spawn(|| work(Duration::from_millis(60)));
        other.join().expect("the other one ends");
        assert!(!deadline.has_passed());
    }

    #[test]
    fn who_works_on_is_stopped() {
        let had = had_by_thread();
        work(Duration::from_millis(30));
        assert!(had_by_thread() - had >= Duration::from_millis(20));
    }
}
