//! Which targets of a report are other than in the last report, or than in the framework.

use rust_decimal::Decimal;

use super::{Compared, Dated, Indicator, Report};

/// More changes than this, and more than targets that stayed, are targets of another year.
const FEW: usize = 2;

/// A target that another report gives otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct MovedTarget {
    /// Of the framework, else of the earlier report of that number.
    pub before: Option<usize>,
    /// Result and indicator, here and there.
    pub here: (usize, usize),
    pub there: (usize, usize),
    /// None where the report gives none.
    pub now: Option<Dated>,
    pub then: Dated,
    /// Both are surely targets for the same time.
    pub certain: bool,
}

impl MovedTarget {
    fn named_otherwise(&self) -> bool {
        self.now
            .as_ref()
            .is_some_and(|now| now.period != self.then.period)
    }

    /// Less of what should rise, more of what should fall.
    pub fn asks_less(&self, indicator: &Indicator) -> bool {
        let now = self.now.as_ref().and_then(|now| now.figure.number);
        now.zip(self.then.figure.number).is_some_and(|(now, then)| {
            if indicator.ascending == Some(false) {
                now.low > then.high
            } else {
                now.high < then.low
            }
        })
    }
}

enum Kept {
    /// Only one target on each side, of times that are called otherwise.
    Loosely(Dated, Dated),
    Moved(Dated, Dated),
    Same,
    Unknown,
}

impl Report {
    /// Against the last report that has the indicator, and where that changed nothing, against the framework.
    pub fn moved_targets(&self) -> Vec<MovedTarget> {
        let mut found = Vec::new();
        let (mut kept, mut loose) = (0, 0);
        for (result, statement) in self.results.iter().enumerate() {
            for (at, indicator) in statement.indicators.iter().enumerate() {
                let here = (result, at);
                let earlier = self.earlier.iter().enumerate().rev();
                let last = earlier.filter_map(|(number, compared)| {
                    Some((Some(number), compared, compared.indicator(here)?))
                });
                let agreed = self.framework.as_ref();
                let agreed = agreed.and_then(|compared| Some((None, compared, compared.indicator(here)?)));
                for (before, compared, there) in last.take(1).chain(agreed) {
                    let moved = self.moved(indicator, compared, there);
                    let (now, then, certain) = match moved {
                        Kept::Moved(now, then) => (Some(now), then, true),
                        Kept::Loosely(now, then) => {
                            loose += 1;
                            (Some(now), then, false)
                        }
                        Kept::Same => {
                            kept += 1;
                            continue;
                        }
                        Kept::Unknown => match self.left_out(indicator, compared, there) {
                            Some(then) => (None, then, true),
                            None => continue,
                        },
                    };
                    found.push(MovedTarget {
                        before,
                        here,
                        there,
                        now,
                        then,
                        certain,
                    });
                    break;
                }
            }
        }
        let another_year = loose > kept.max(FEW) || (loose > 1 && kept == 0);
        // "Target 2024" beside "Target 2025 (end of project)" is another target, unless the others show that it is not.
        let shown = kept > 0 && kept >= loose;
        for own in &mut found {
            own.certain |= !another_year && (shown || !own.named_otherwise());
        }
        found
    }

    fn moved(&self, indicator: &Indicator, compared: &Compared, there: (usize, usize)) -> Kept {
        let now = numbers(self.targets(indicator));
        let other = &compared.report;
        let then = numbers(other.targets(&other.results[there.0].indicators[there.1]));
        let mut kept = Kept::Unknown;
        for target in &now {
            let same = then.iter().find(|was| was.period == target.period);
            let stands = match same {
                Some(was) => target.figure.agrees(&was.figure),
                None => stands_among(target, &then),
            };
            if stands {
                kept = Kept::Same;
                continue;
            }
            let only = then.first().filter(|_| now.len() == 1 && then.len() == 1);
            let Some(was) = same.or(only) else { continue };
            if was.figure.percent != target.figure.percent || stands_among(was, &now) {
                continue;
            }
            let pair = (target.clone(), was.clone());
            return if same.is_some() && !target.period.is_empty() {
                Kept::Moved(pair.0, pair.1)
            } else {
                Kept::Loosely(pair.0, pair.1)
            };
        }
        kept
    }

    /// The target of the framework where the report gives none at all.
    fn left_out(&self, indicator: &Indicator, compared: &Compared, there: (usize, usize)) -> Option<Dated> {
        let other = &compared.report;
        let targets = other.targets(&other.results[there.0].indicators[there.1]);
        targets
            .into_iter()
            .next_back()
            .filter(|_| self.targets(indicator).is_empty())
    }
}

fn numbers(values: Vec<Dated>) -> Vec<Dated> {
    let mut values = values;
    values.retain(|value| value.figure.number.is_some());
    values
}

/// One of them is the same, or all together are: a target may be split by year.
fn stands_among(target: &Dated, others: &[Dated]) -> bool {
    let sum: Decimal = others
        .iter()
        .filter_map(|other| other.figure.number)
        .map(|number| number.low)
        .sum();
    let whole = target.figure.number.is_some_and(|number| number.low == sum);
    (others.len() > 1 && whole) || others.iter().any(|other| target.figure.agrees(&other.figure))
}
