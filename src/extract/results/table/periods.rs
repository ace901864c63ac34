//! Which target belongs to which actual, where a framework has several periods, sites and a total.

use crate::report::{Dimension, Disaggregation, Figure, IndicatorPeriod, SeenIn, year_in};

/// A target or an actual of a row, with what its header says beside that.
pub struct Slot {
    pub label: Option<String>,
    /// The header marks it as the whole or the end: "total", "end of project".
    pub total: bool,
    pub figure: Option<Figure>,
}

/// Periods in order, the last of them the one that decides, and the parts by place of its actual.
pub fn pair(targets: Vec<Slot>, actuals: Vec<Slot>) -> (Vec<IndicatorPeriod>, Vec<Disaggregation>) {
    if targets.len() <= 1 && actuals.len() <= 1 {
        let (target, actual) = (targets.into_iter().next(), actuals.into_iter().next());
        let label = [&actual, &target]
            .into_iter()
            .flatten()
            .find_map(|slot| slot.label.clone());
        let (target, actual) = (
            target.and_then(|slot| slot.figure),
            actual.and_then(|slot| slot.figure),
        );
        let said = target.is_some() || actual.is_some();
        let period = IndicatorPeriod {
            label,
            target,
            actual,
            ..IndicatorPeriod::default()
        };
        return (said.then_some(period).into_iter().collect(), Vec::new());
    }
    let mut periods: Vec<IndicatorPeriod> = Vec::new();
    let mut used = vec![false; actuals.len()];
    for target in &targets {
        let answer = (0..actuals.len()).find(|index| !used[*index] && same(target, &actuals[*index]));
        if let Some(index) = answer {
            used[index] = true;
        }
        periods.push(IndicatorPeriod {
            label: target.label.clone(),
            target: target.figure.clone(),
            actual: answer.and_then(|index| actuals[index].figure.clone()),
            ..IndicatorPeriod::default()
        });
    }
    let total = (0..actuals.len())
        .rev()
        .find(|index| !used[*index] && (actuals[*index].total || free(&used) == 1))
        .or_else(|| first_figure(&targets, &actuals, &used));
    if let Some(index) = total {
        used[index] = true;
        let actual = actuals[index].figure.clone();
        let label = actuals[index].label.clone();
        // The whole answers the last target: the year's own actual is a part of it.
        match periods.last_mut() {
            Some(last) if last.actual.is_none() || (actual.is_some() && actuals[index].total) => {
                last.actual = actual;
            }
            Some(_) => {}
            None => periods.push(IndicatorPeriod {
                label,
                actual,
                ..IndicatorPeriod::default()
            }),
        }
    }
    // One actual answers the target of its own date; of the others those with a later date are still to come.
    if actuals.len() == 1
        && periods
            .iter()
            .any(|period| period.target.is_some() && period.actual.is_some())
    {
        let year = |period: &IndicatorPeriod| year_in(period.label.as_deref().unwrap_or_default());
        let answered = periods
            .iter()
            .filter(|period| period.actual.is_some())
            .filter_map(year)
            .max();
        let later = |period: &IndicatorPeriod| answered.is_some_and(|answered| year(period) > Some(answered));
        periods.retain(|period| period.actual.is_some() || later(period));
    }
    let rest = actuals
        .into_iter()
        .zip(used)
        .filter(|(_, used)| !used)
        .map(|(slot, _)| slot);
    if targets.is_empty() && total.is_none() {
        periods.extend(rest.map(|slot| IndicatorPeriod {
            label: slot.label,
            actual: slot.figure,
            ..IndicatorPeriod::default()
        }));
        return (periods, Vec::new());
    }
    (periods, rest.filter_map(place).collect())
}

/// "Target | Midline | Status": of several values beside a single target the first with a number answers it.
fn first_figure(targets: &[Slot], actuals: &[Slot], used: &[bool]) -> Option<usize> {
    let has_number = |slot: &Slot| slot.figure.as_ref().is_some_and(|figure| figure.number.is_some());
    let open = targets.len() == 1 && used.iter().all(|used| !used);
    (0..actuals.len()).find(|index| open && has_number(&actuals[*index]))
}

fn free(used: &[bool]) -> usize {
    used.iter().filter(|used| !**used).count()
}

/// "Y1" and "Y1 (Jul 20–Jun 21)": all words of the shorter label stand in the longer.
fn same(one: &Slot, other: &Slot) -> bool {
    let words = |slot: &Slot| -> Vec<String> {
        let label = slot.label.as_deref().unwrap_or_default().to_lowercase();
        label
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_string)
            .collect()
    };
    let (one, other) = (words(one), words(other));
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    !short.is_empty() && short.iter().all(|word| long.contains(word))
}

fn place(slot: Slot) -> Option<Disaggregation> {
    let figure = slot.figure?;
    Some(Disaggregation {
        dimension: Dimension::Location,
        value: slot.label?,
        number: figure.number.filter(|_| !figure.percent).map(|number| number.low),
        seen_in: SeenIn::Table,
        location: figure.location,
    })
}
