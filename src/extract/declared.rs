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

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::join;
    use crate::report::{Figure, Indicator, IndicatorPeriod, Number, Period};

    fn figure(value: Option<i64>) -> Option<Figure> {
        value.map(|value| Figure {
            number: Some(Number::exact(Decimal::from(value))),
            text: value.to_string(),
            ..Figure::default()
        })
    }

    fn indicator(periods: &[(&str, &str, Option<i64>, Option<i64>)]) -> Indicator {
        let period =
            |(start, end, target, actual): &(&str, &str, Option<i64>, Option<i64>)| IndicatorPeriod {
                period: Period {
                    start: start.parse().ok(),
                    end: end.parse().ok(),
                },
                target: figure(*target),
                actual: figure(*actual),
                ..IndicatorPeriod::default()
            };
        Indicator {
            text: "Number of wells".to_string(),
            periods: periods.iter().map(period).collect(),
            ..Indicator::default()
        }
    }

    fn joined(indicators: &[Indicator]) -> Vec<Indicator> {
        let mut indicators = indicators.to_vec();
        join(&mut indicators);
        indicators
    }

    #[test]
    fn a_target_and_the_only_actual_of_another_element_are_one_period() {
        let found = joined(&[
            indicator(&[("2021-01-01", "2021-01-05", None, Some(6))]),
            indicator(&[("2020-07-06", "2021-01-05", Some(4), None)]),
        ]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].periods.len(), 1);
        assert_eq!(found[0].periods[0].actual, figure(Some(6)));
    }

    #[test]
    fn several_actuals_answer_a_target_in_words() {
        let found = joined(&[
            indicator(&[("2020-05-01", "2020-12-31", None, Some(30))]),
            indicator(&[("2021-01-01", "2021-03-31", None, Some(41))]),
            indicator(&[("2020-05-01", "2021-03-31", Some(40), None)]),
        ]);
        let last = found[0].periods.last().and_then(|period| period.actual.clone());
        assert_eq!(
            last.map(|figure| (figure.text, figure.number)),
            Some(("30; 41".to_string(), None))
        );
    }

    #[test]
    fn women_and_men_of_one_wording_stay_apart_and_a_target_after_the_last_actual_open() {
        let women = indicator(&[
            ("2020-01-01", "2020-12-31", Some(50), None),
            ("2019-01-01", "2019-12-31", Some(40), Some(39)),
        ]);
        let men = indicator(&[("2019-01-01", "2019-12-31", Some(30), Some(31))]);
        let found = joined(&[women, men]);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].periods[0].actual, figure(Some(39)));
        assert_eq!(found[0].periods[1].actual, None);
    }
}
