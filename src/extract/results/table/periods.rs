//! Which target belongs to which actual, where a framework has several periods, sites and a total.

use rust_decimal::Decimal;

use crate::report::{Dimension, Disaggregation, Figure, IndicatorPeriod, Number, SeenIn, year_in};

/// A target or an actual of a row, with what its header says beside that.
pub struct Slot {
    pub label: Option<String>,
    /// The header marks it as the whole or the end: "total", "end of project".
    pub total: bool,
    /// The header names a period.
    pub period: bool,
    pub figure: Option<Figure>,
}

/// "2023 | 2024 | Cumulative", with "annual figure" in the last: what has no sum has its latest value.
pub fn whole_by_latest(actuals: &mut [Slot], columns: &[(String, Figure)]) {
    let latest = columns.iter().rfind(|(_, figure)| figure.number.is_some());
    for slot in actuals.iter_mut().filter(|slot| slot.total) {
        let in_words = slot.figure.is_some() && slot.number().is_none();
        if let Some((_, latest)) = latest.filter(|_| in_words) {
            slot.figure = Some(latest.clone());
        }
    }
}

/// Periods in order, the last of them the one that decides, and the parts by place of its actual.
///
/// `adds_up`: what is counted in each period comes on top of what was counted before. `plans_add_up`: other rows show that
/// the plans of several years make up the target of the whole.
pub fn pair(
    targets: Vec<Slot>,
    actuals: Vec<Slot>,
    adds_up: bool,
    plans_add_up: bool,
) -> (Vec<IndicatorPeriod>, Vec<Disaggregation>) {
    if targets.len() <= 1 && actuals.len() <= 1 {
        let (target, actual) = (targets.into_iter().next(), actuals.into_iter().next());
        // What was aimed at bears the date by which it is judged; that of the end is not judged by the date of what was
        // reached so far.
        let of_end = target.as_ref().is_some_and(|slot| slot.total);
        let labels = [&target, &actual].map(|slot| slot.as_ref().and_then(|slot| slot.label.clone()));
        let dated = labels.iter().flatten().find(|label| year_in(label).is_some());
        let label = match of_end {
            true => labels[0].clone(),
            false => dated.or_else(|| labels.iter().rev().flatten().next()).cloned(),
        };
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
    let sites = sites(&actuals);
    let mut periods: Vec<IndicatorPeriod> = Vec::new();
    let mut used = vec![false; actuals.len()];
    for target in &targets {
        let answer = (0..actuals.len()).find(|index| !used[*index] && same(target, &actuals[*index]));
        if let Some(index) = answer {
            used[index] = true;
        }
        let sum = answer
            .and_then(|last| added(&targets, &actuals, last))
            .filter(|_| adds_up);
        periods.push(IndicatorPeriod {
            label: target.label.clone(),
            target: target.figure.clone(),
            actual: sum.or_else(|| actuals[answer?].figure.clone()),
            ..IndicatorPeriod::default()
        });
    }
    let total = (0..actuals.len())
        .rev()
        .find(|index| {
            let told = actuals[*index].figure.is_some() || actuals.len() == 1;
            // An earlier year does not answer for the one that was left blank.
            let left = free(&used) == 1 && (used.len() == 1 || !actuals[*index].period);
            !used[*index] && (told && actuals[*index].total || left)
        })
        .or_else(|| decisive(&targets, &actuals, &used));
    if let Some(index) = total {
        used[index] = true;
        let sum = added(&targets, &actuals, index).filter(|_| adds_up);
        let actual = sum.or_else(|| actuals[index].figure.clone());
        let label = actuals[index].label.clone();
        // The whole answers the target of the whole, or the last: the year's own actual is a part of it.
        let whole = whole(&targets, plans_add_up).filter(|_| actuals[index].total && targets.len() > 1);
        match periods.last_mut() {
            _ if whole.is_some() => {
                periods.retain(|period| period.actual.is_some());
                periods.push(IndicatorPeriod {
                    label,
                    target: whole,
                    actual,
                    ..IndicatorPeriod::default()
                });
            }
            Some(last) if last.actual.is_none() || (actual.is_some() && actuals[index].total) => {
                last.actual = actual;
                last.label = last.label.take().or(label);
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
    answer_the_whole(&mut periods);
    leave_later_turns(&mut periods, &actuals);
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
    // Years side by side are no places.
    let places = rest.filter(|slot| !slot.period).filter_map(|slot| place(&slot));
    let parts = if sites.is_empty() { places.collect() } else { sites };
    (periods, parts)
}

/// "Target Sofala | Actual Sofala | Target Manica | Actual Manica | Total target | Total actual": each site with a target of its
/// own gives a part of the whole.
fn sites(actuals: &[Slot]) -> Vec<Disaggregation> {
    let (wholes, parts): (Vec<&Slot>, Vec<&Slot>) = actuals.iter().partition(|slot| slot.total);
    let apart = wholes.len() == 1 && parts.len() > 1 && parts.iter().all(|slot| !slot.period);
    let told: Option<Vec<Disaggregation>> = parts.into_iter().map(place).collect();
    told.filter(|_| apart).unwrap_or_default()
}

/// "Target for 24 months | Target for 2024 | Reached 2024": the year's value answers the year's target, or where there is
/// none that of the whole, which is not due yet.
fn answer_the_whole(periods: &mut Vec<IndicatorPeriod>) {
    let dated = |period: &IndicatorPeriod| year_in(period.label.as_deref().unwrap_or_default()).is_some();
    let Some(answered) = periods
        .iter()
        .position(|period| period.actual.is_some() && dated(period))
    else {
        return;
    };
    let whole =
        |period: &IndicatorPeriod| period.actual.is_none() && period.target.is_some() && !dated(period);
    if periods[answered].target.is_none() {
        periods[answered].target = periods
            .iter()
            .find(|period| whole(period))
            .and_then(|own| own.target.clone());
    }
    periods.retain(|period| !whole(period));
}

/// What was aimed at in all: "Project target", or the sum of "Plan year 1 | Plan year 2 | Plan year 3".
fn whole(targets: &[Slot], plans_add_up: bool) -> Option<Figure> {
    let stated = of_the_whole(targets)?;
    let planned = || sum(&planned(targets)).filter(|_| plans_add_up);
    stated.figure.clone().or_else(planned)
}

/// The one target that is of no year among others that are.
fn of_the_whole(targets: &[Slot]) -> Option<&Slot> {
    let of_time = |slot: &&Slot| {
        let label = slot.label.as_deref().unwrap_or_default();
        slot.period || year_in(label).is_some() || turn(label).is_some()
    };
    let mut open = targets.iter().filter(|slot| slot.total || !of_time(slot));
    open.next().filter(|_| open.next().is_none())
}

/// The plans of the project's years.
fn planned(targets: &[Slot]) -> Vec<&Figure> {
    let of_turn = |slot: &&Slot| slot.label.as_deref().and_then(turn).is_some();
    targets.iter().filter(of_turn).filter_map(Slot::number).collect()
}

/// Whether the plans of several years make up the target of the whole; `None` where the row does not tell both.
pub fn has_sum(targets: &[Slot]) -> Option<bool> {
    let parts = planned(targets);
    let number = |figure: &Figure| figure.number.map(|number| number.low);
    let whole = number(of_the_whole(targets)?.number()?)?;
    (parts.len() > 1)
        .then(|| sum(&parts))
        .flatten()
        .map(|sum| number(&sum) == Some(whole))
}

/// Years of a project have no higher numbers.
const TURNS: u32 = 12;

/// "Plan year 2 (2014-15)" → "year", 2.
fn turn(label: &str) -> Option<(String, u32)> {
    let words: Vec<String> = label
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.windows(2).find_map(|pair| {
        let number: u32 = pair[1].parse().ok()?;
        let named = pair[0].chars().all(char::is_alphabetic);
        (named && (1..=TURNS).contains(&number)).then(|| (pair[0].clone(), number))
    })
}

/// "Target year 2 | Reached year 2 | Target year 3": where the table has no place for what the third year reached, that
/// year lies ahead.
fn leave_later_turns(periods: &mut Vec<IndicatorPeriod>, actuals: &[Slot]) {
    let places: Vec<(String, u32)> = actuals
        .iter()
        .filter_map(|slot| turn(slot.label.as_deref()?))
        .collect();
    let ahead = |period: &IndicatorPeriod| {
        let own = period.label.as_deref().and_then(turn);
        own.is_some_and(|(name, number)| {
            let mut beside = places.iter().filter(|place| place.0 == name).peekable();
            beside.peek().is_some() && beside.all(|place| place.1 < number)
        })
    };
    periods.retain(|period| period.actual.is_some() || !ahead(period));
}

/// Which of several values beside a single target answers it: of periods the last with a number, of others the first
/// ("Target | Midline | Status"). Where none has a number, words answer: "High | Improved | Improved".
fn decisive(targets: &[Slot], actuals: &[Slot], used: &[bool]) -> Option<usize> {
    if targets.len() != 1 || used.iter().any(|used| *used) {
        return None;
    }
    // "Result 2023 | Result 2024 | Latest" with nothing in the last two: what was told before is not the answer.
    let left_blank = |slot: Option<&Slot>| slot.is_some_and(|slot| slot.figure.is_none());
    let whole = actuals.iter().find(|slot| slot.total);
    let latest = actuals.iter().rfind(|slot| slot.period && !slot.total);
    if left_blank(whole) && left_blank(latest) {
        return actuals.iter().position(|slot| slot.total);
    }
    let which = |told: &dyn Fn(&Slot) -> bool| {
        let mut told = (0..actuals.len()).filter(|index| told(&actuals[*index]));
        // "2021 | 2022 | 2023 | Total": what is no sum has none.
        match actuals.iter().all(|actual| actual.period || actual.total) {
            true => told.next_back(),
            false => told.next(),
        }
    };
    which(&|slot| slot.number().is_some()).or_else(|| which(&|slot| slot.figure.is_some()))
}

/// A sum that goes further beyond its target was already counted from the beginning in every period.
const BEYOND: Decimal = Decimal::from_parts(15, 0, 0, false, 1);

/// "8 | 8 | 9" of 24: each period's own count. Counts that never fall may as well run from the beginning: they are
/// taken so where their sum would lie far beyond the target.
fn added(targets: &[Slot], actuals: &[Slot], last: usize) -> Option<Figure> {
    let [target] = targets else { return None };
    if !actuals.iter().all(|actual| actual.period) {
        return None;
    }
    let parts: Vec<&Figure> = actuals[..=last].iter().filter_map(Slot::number).collect();
    let number = |figure: &Figure| figure.number.filter(|_| !figure.percent);
    let numbers: Vec<Number> = parts.iter().filter_map(|figure| number(figure)).collect();
    let falls = numbers.windows(2).any(|pair| pair[1].high < pair[0].low);
    let low: Decimal = numbers.iter().map(|number| number.low).sum();
    let target = target.number().and_then(number)?;
    let several = numbers.len() > 1 && numbers.len() == parts.len() && of_one_unit(&parts);
    if several && (falls || low <= target.high * BEYOND) {
        return sum(&parts);
    }
    None
}

/// Counts added up, told as they are written.
fn sum(parts: &[&Figure]) -> Option<Figure> {
    let numbers: Option<Vec<Number>> = parts
        .iter()
        .map(|figure| figure.number.filter(|_| !figure.percent))
        .collect();
    let numbers = numbers?;
    let texts: Vec<&str> = parts.iter().map(|figure| figure.text.as_str()).collect();
    Some(Figure {
        cumulative: false,
        number: Some(Number {
            low: numbers.iter().map(|number| number.low).sum(),
            high: numbers.iter().map(|number| number.high).sum(),
            ..*numbers.first()?
        }),
        percent: false,
        text: texts.join(" + "),
        location: parts.last()?.location.clone(),
    })
}

/// "6 meetings | 655 participants" add up to nothing.
fn of_one_unit(parts: &[&Figure]) -> bool {
    let unit = |figure: &&&Figure| -> String {
        let letters = figure.text.chars().filter(|c| c.is_alphabetic());
        letters.flat_map(char::to_lowercase).collect()
    };
    let mut units = parts
        .iter()
        .map(|part| unit(&part))
        .filter(|unit| !unit.is_empty());
    let first = units.next();
    units.all(|unit| Some(unit) == first)
}

impl Slot {
    pub fn is_number(&self) -> bool {
        self.number().is_some()
    }

    fn number(&self) -> Option<&Figure> {
        self.figure.as_ref().filter(|figure| figure.number.is_some())
    }
}

fn free(used: &[bool]) -> usize {
    used.iter().filter(|used| !**used).count()
}

/// "Y1" and "Y1 (Jul 20–Jun 21)": all words of the shorter label stand in the longer, but "2021" is not "2021–2023".
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
    let years = |label: &[String]| label.iter().filter(|word| year_in(word).is_some()).count();
    let spans = years(&short) > 0 && years(&short) != years(&long);
    !short.is_empty() && !spans && short.iter().all(|word| long.contains(word))
}

fn place(slot: &Slot) -> Option<Disaggregation> {
    let figure = slot.figure.clone()?;
    Some(Disaggregation {
        dimension: Dimension::Location,
        value: slot.label.clone()?,
        number: figure.number.filter(|_| !figure.percent).map(|number| number.low),
        seen_in: SeenIn::Table,
        location: figure.location,
    })
}
