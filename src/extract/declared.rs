//! Indicators as a format states them: parts of one that stand in several elements are joined, and its periods put in order.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::report::{Figure, Indicator, IndicatorPeriod};

/// Joins the elements of one indicator, and what one period promises with what another tells of it.
pub fn join(indicators: &mut Vec<Indicator>) {
    join_elements(indicators);
    for indicator in indicators {
        // The longer of two periods that end together is the whole of which the other is a part.
        indicator
            .periods
            .sort_by_key(|period| (period.period.end, std::cmp::Reverse(period.period.start)));
        pair(&mut indicator.periods);
    }
}

/// Some publishers give an indicator once for each period, or its targets and its actuals apart. Two elements that
/// both give a target or an actual for the same days are different: women and men, or two places.
fn join_elements(indicators: &mut Vec<Indicator>) {
    let mut kept: Vec<Indicator> = Vec::new();
    let mut known: HashMap<(String, Option<String>), Vec<usize>> = HashMap::new();
    for indicator in indicators.drain(..) {
        let key = (indicator.text.clone(), indicator.code.clone());
        let alike = known.entry(key).or_default();
        let twin = alike
            .iter()
            .find(|other| !indicator.placeholder && complements(&kept[**other], &indicator));
        match twin {
            Some(other) => absorb(&mut kept[*other], indicator),
            None => {
                alike.push(kept.len());
                kept.push(indicator);
            }
        }
    }
    *indicators = kept;
}

fn complements(one: &Indicator, other: &Indicator) -> bool {
    let clash = |a: &IndicatorPeriod, b: &IndicatorPeriod| {
        a.period == b.period
            && (a.target.is_some() && b.target.is_some() || a.actual.is_some() && b.actual.is_some())
    };
    !one.periods.is_empty()
        && !other.periods.is_empty()
        && !one
            .periods
            .iter()
            .any(|a| other.periods.iter().any(|b| clash(a, b)))
}

fn absorb(whole: &mut Indicator, part: Indicator) {
    whole.baseline = whole.baseline.take().or(part.baseline);
    whole.disaggregations.extend(part.disaggregations);
    for period in part.periods {
        match whole.periods.iter_mut().find(|own| own.period == period.period) {
            Some(own) => {
                own.target = own.target.take().or(period.target);
                own.actual = own.actual.take().or(period.actual);
                own.comments.extend(period.comments);
            }
            None => whole.periods.push(period),
        }
    }
}

/// A target in one period and the actuals in others that do not lie before it: the actuals answer the target. Of
/// several it is not told whether they add up or the last is the whole.
fn pair(periods: &mut Vec<IndicatorPeriod>) {
    let promised = |period: &IndicatorPeriod| period.target.is_some() && period.actual.is_none();
    let told = |period: &IndicatorPeriod| period.target.is_none() && period.actual.is_some();
    let answers = |periods: &[IndicatorPeriod], target: usize| -> Vec<usize> {
        let start: Option<Date> = periods[target].period.start;
        (0..periods.len())
            .filter(|other| told(&periods[*other]))
            .filter(|other| {
                let end = periods[*other].period.end;
                start.zip(end).is_none_or(|(start, end)| end >= start)
            })
            .collect()
    };
    let targets: Vec<usize> = (0..periods.len())
        .filter(|index| promised(&periods[*index]))
        .collect();
    let alone = targets.len() == 1;
    let mut spent = None;
    for target in targets {
        match answers(periods, target).as_slice() {
            [] => {}
            [only] if alone => {
                let actual = periods[*only].clone();
                let whole = &mut periods[target];
                whole.actual = actual.actual;
                whole.comments.extend(actual.comments);
                whole.period.end = whole.period.end.max(actual.period.end);
                spent = Some(*only);
            }
            several => periods[target].actual = in_words(periods, several),
        }
    }
    if let Some(spent) = spent {
        periods.remove(spent);
    }
}

fn in_words(periods: &[IndicatorPeriod], several: &[usize]) -> Option<Figure> {
    let figures = || several.iter().filter_map(|index| periods[*index].actual.as_ref());
    let texts: Vec<&str> = figures().map(|figure| figure.text.as_str()).collect();
    Some(Figure {
        number: None,
        text: texts.join("; "),
        ..figures().next_back()?.clone()
    })
}
