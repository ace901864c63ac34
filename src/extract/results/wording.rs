//! What the wording of an indicator says: what it counts, which part of the results chain it observes, whether it can be measured.

use super::super::Reader;
use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::words::Sentence;
use super::direction::direction;
use super::head::{Head, Sign, counting};
use super::observes::observes;
use super::predicate::predicate;
use super::segments::{most, segments};
use crate::report::{Counted, Figure, Indicator, Measure, Observes, ResultLevel};

/// Reads off an indicator's wording what it measures and which part of the results chain it observes.
pub fn understand(reader: &Reader, indicator: &mut Indicator) {
    let whole = reader.sentence(&indicator.text);
    let (label, start) = label(&whole);
    let sentence = match whole.tokens.get(start) {
        Some(token) if start > 0 => reader.sentence(&whole.text[token.start..]),
        _ => whole.clone(),
    };
    // "Residents assisted | 2,500 | 2,871": where the values are counts, the wording begins with what is counted.
    let valued = indicator.periods.iter().any(|period| {
        [&period.target, &period.actual]
            .into_iter()
            .flatten()
            .any(|figure| figure.number.is_some() && !figure.percent)
    });
    let numbers_known = |figure: Option<&Figure>| figure.is_some_and(|figure| figure.percent);
    let percent = indicator.text.contains('%')
        || sentence.has(List::PercentageWords)
        || indicator
            .periods
            .iter()
            .any(|period| numbers_known(period.actual.as_ref()) || numbers_known(period.target.as_ref()));
    let values = match valued {
        true => Some(Sign::Values),
        false => percent.then_some(Sign::ShareValues),
    };
    let segments: Vec<Sentence> = segments(&sentence)
        .into_iter()
        .map(|segment| reader.sentence(segment))
        .collect();
    let head = counting(&segments[0], values).head;
    if indicator.measure == Measure::Unknown {
        indicator.measure = if percent {
            Measure::Percentage
        } else if names_money(&sentence) {
            Measure::Money
        } else {
            let scored = is_score(&segments[0], values) || is_marked(indicator);
            let head = head.as_ref().filter(|_| !scored);
            unit_in_brackets(&sentence).unwrap_or_else(|| measure(&sentence, head))
        };
    }
    if indicator.counted == Counted::Other {
        indicator.counted = head.as_ref().map_or(Counted::Other, |head| head.counted);
    }
    let level = super::levels::of_label(&whole);
    indicator.labelled_delivery = matches!(level, ResultLevel::Output | ResultLevel::Activity);
    indicator.asks_sex = names_sex(&sentence);
    indicator.placeholder |= is_placeholder(&whole);
    indicator.measurable = !indicator.placeholder && is_measurable(&sentence);
    let unread = indicator.observes == Observes::Unclear && !indicator.placeholder;
    if unread && !is_account(reader, &segments) {
        let own = values.filter(|_| segments.len() == 1);
        let read: Vec<Observes> = segments
            .iter()
            .map(|segment| observes(segment, &counting(segment, own)))
            .collect();
        indicator.observes = match most(&read) {
            Observes::Unclear => label,
            read => read,
        };
        indicator.tells_change = read.contains(&Observes::Change);
    }
    indicator.baseline = indicator.baseline.take().or_else(|| baseline(&whole, indicator));
    (indicator.ascending, indicator.falls_by) = direction(reader, &sentence, indicator);
    if unread && indicator.observes == Observes::Delivery && shows_state(&sentence, indicator) {
        indicator.observes = Observes::Change;
    }
    indicator.tells_change |= indicator.observes == Observes::Change;
    indicator.names_gender = crate::extract::gender::named_in(&sentence);
    indicator.abstract_change = sentence.has(List::AbstractWords) && !is_of_paper(&sentence);
}

/// In Swedish "som" is the money of Kyrgyzstan, and "which" wherever no number stands before it.
fn names_money(sentence: &Sentence) -> bool {
    let small = [List::Relatives, List::Function];
    let told = |at: usize| sentence.numbers.iter().any(|number| number.end == at);
    sentence.all(List::Currency).any(|hit| {
        let word = small.into_iter().any(|list| sentence.at(list, hit.start));
        !word || told(hit.start)
    })
}

/// Tokens between "baseline" and its value: ":", "of".
const LABEL: usize = 1;

/// "Capacity increased to 400,000 m3 (2019 baseline: 238,443)".
fn baseline(sentence: &Sentence, indicator: &Indicator) -> Option<Figure> {
    let labelled = |number: &&NumberToken| {
        let mut labels = sentence.all(List::ColumnBaseline);
        let labelled = labels.any(|hit| (hit.end..=hit.end + LABEL).contains(&number.start));
        (labelled || is_dated(sentence, number)) && !sentence.is_year(number)
    };
    let number = sentence.numbers.iter().find(labelled)?;
    Some(Figure {
        number: Some(number.number),
        percent: number.percent,
        cumulative: false,
        text: sentence.between(number.start, number.end).to_string(),
        location: indicator.location.clone(),
    })
}

/// "Price per kg (2015: 350)": in brackets the value of an earlier year.
fn is_dated(sentence: &Sentence, number: &NumberToken) -> bool {
    let mark = |at: usize, marks: &[&str]| {
        sentence
            .tokens
            .get(at)
            .is_some_and(|token| marks.contains(&token.lower.as_str()))
    };
    let year = |year: &NumberToken| {
        let joined = mark(year.end, &[":", "="]) && year.end + 1 == number.start;
        sentence.is_year(year) && joined && year.start > 0 && mark(year.start - 1, &["("])
    };
    sentence.numbers.iter().any(year)
}

/// "Preparedness plan", "procedures for the response developed": a paper is there or is not, whatever it is about.
fn is_of_paper(sentence: &Sentence) -> bool {
    let all = sentence.tokens.len();
    let simple =
        !(0..all).any(|at| sentence.starts(List::NounStops, at) || sentence.starts(List::OfWords, at));
    let whole = simple && sentence.head_last() && sentence.ends(List::Deliverables, all);
    whole && predicate(sentence).is_none() || sentence.starts(List::Deliverables, 0)
}

/// Whether the wording counts what comes on top of what was counted before: no share, no mean, nothing "per day".
pub fn adds_up(sentence: &Sentence) -> bool {
    let per_time = sentence
        .all(List::Time)
        .any(|hit| hit.start > 0 && !sentence.numbers.iter().any(|number| number.end == hit.start));
    let share = sentence.has(List::PercentageWords) || sentence.text.contains('%');
    // "Births per 1,000 girls".
    let per_number = sentence
        .numbers
        .iter()
        .any(|number| sentence.ends(List::PerWords, number.start));
    let head = counting(sentence, Some(Sign::Values)).head;
    let scored = is_score(sentence, Some(Sign::Values));
    head.filter(|_| !scored).is_some_and(|head| {
        let measured = sentence.all(List::MeasureWords).any(|hit| hit.start < head.start);
        !measured && !per_time && !per_number && !share
    })
}

/// Sentences of a running account, which observe nothing by themselves.
fn is_account(reader: &Reader, segments: &[Sentence]) -> bool {
    let [text] = segments else { return false };
    let counts = matches!(counting(text, None).sign, Some(Sign::Number | Sign::Share));
    !counts && text.tokens.len() > LONG && reader.sentences(&text.text).len() > 1
}

/// More words than an indicator has.
const LONG: usize = 25;

/// Women or men, or a split: "(m/f)", "(age, gender)". "Gender training" and "f)" name none.
fn names_sex(sentence: &Sentence) -> bool {
    let lower = |at: Option<usize>| {
        at.and_then(|at| sentence.tokens.get(at))
            .map_or("", |token| token.lower.as_str())
    };
    [List::Female, List::Male, List::SexSplit]
        .into_iter()
        .any(|list| {
            sentence.all(list).any(|hit| {
                let written = sentence.written(hit);
                let sides = [lower(hit.start.checked_sub(1)), lower(Some(hit.end))];
                match (list, written.chars().count()) {
                    (_, 1) => sides.contains(&"/") || sides[0] == "(",
                    (List::SexSplit, _) if hit.end == hit.start + 1 => sides
                        .iter()
                        .any(|side| matches!(*side, "," | "/" | "(" | ")" | ";" | ":")),
                    _ => true,
                }
            })
        })
}

/// The level in a label ("Outcome indicator 2.1: …") and the token after label and code.
fn label(sentence: &Sentence) -> (Observes, usize) {
    let mut observes = Observes::Unclear;
    let mut at = 0;
    while let Some(token) = sentence.tokens.get(at) {
        let code = token.lower.chars().any(|c| c.is_ascii_digit()) && !token.lower.ends_with('%');
        let sign = !token.is_word() && !code && !matches!(token.lower.as_str(), "#" | "%" | "(" | "+");
        let own = [
            (List::LevelOutput, Observes::Delivery),
            (List::LevelOutcome, Observes::Change),
            (List::LevelImpact, Observes::Change),
            (List::ColumnIndicator, Observes::Unclear),
            (List::ResultLabels, Observes::Unclear),
        ]
        .into_iter()
        .find_map(|(list, level)| {
            let hit = sentence.all(list).find(|hit| hit.start == at)?;
            let next = sentence.tokens.get(hit.end)?;
            let labels = next.lower == ":"
                || next.lower.chars().any(|c| c.is_ascii_digit())
                || sentence.starts(List::ColumnIndicator, hit.end);
            labels.then_some((hit.end, level))
        });
        match own {
            Some((end, level)) => {
                at = end;
                if observes == Observes::Unclear {
                    observes = level;
                }
            }
            None if code && is_code(sentence, at) || sign => at += 1,
            None => break,
        }
    }
    if at >= sentence.tokens.len() {
        at = 0;
    }
    (observes, at)
}

/// "1.2.1", "A.R.2", "HEA-I4" before the text; "500 teachers" is none.
fn is_code(sentence: &Sentence, at: usize) -> bool {
    let token = &sentence.tokens[at];
    let plain = token.lower.chars().all(|c| c.is_ascii_digit());
    let next = sentence.tokens.get(at + 1);
    let closed = next.is_some_and(|next| matches!(next.lower.as_str(), "." | ":" | ")" | "-" | "–"));
    !plain && token.lower.len() <= 8
        || closed
        || next.is_some_and(|next| next.capital && next.lower.len() > 1)
}

/// "Paying members (households)": the bracket says in what they are counted.
fn unit_in_brackets(sentence: &Sentence) -> Option<Measure> {
    let units = [
        List::Households,
        List::Organisations,
        List::Cases,
        List::Events,
        List::Contacts,
    ];
    let brackets = |at: usize, sign: &str| sentence.tokens.get(at).is_some_and(|token| token.lower == sign);
    let alone = units
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| hit.start > 0 && brackets(hit.start - 1, "(") && brackets(hit.end, ")"));
    alone.then_some(Measure::Things)
}

/// "71/100": a mark.
fn is_marked(indicator: &Indicator) -> bool {
    let mut actuals = indicator
        .periods
        .iter()
        .filter_map(|period| period.actual.as_ref());
    actuals.any(|actual| {
        ["/100", "/10"]
            .iter()
            .any(|end| actual.text.trim_end().ends_with(end))
    })
}

/// "User satisfaction index (0–100) | 70": the value is no number of users.
fn is_score(sentence: &Sentence, values: Option<Sign>) -> bool {
    let own = counting(sentence, values).sign;
    matches!(own, Some(Sign::Values | Sign::Figure))
        && !sentence.has(List::Counting)
        && sentence.has(List::Scores)
}

fn measure(sentence: &Sentence, head: Option<&Head>) -> Measure {
    match head.map(|head| head.counted) {
        // "Area planted, cumulative": what is summed up is counted, whatever it is.
        None if sentence.has(List::RunningTotals) => Measure::Things,
        None => Measure::Unknown,
        Some(Counted::People) => Measure::People,
        Some(_) => Measure::Things,
    }
}

/// A count, a share, a quantity by its name, or a figure.
pub fn is_measurable(sentence: &Sentence) -> bool {
    let counting = counting(sentence, None);
    let written = counting.sign.is_some_and(|sign| sign != Sign::Figure);
    written
        || counting.head.is_some()
        || sentence.has(List::MeasureWords)
        || sentence.has(List::PercentageWords)
}

/// What is meant to become less, a mean, a rate per person and a time that is kept are no things handed out: "attacks on
/// journalists, 151 to 110", "fee paid on average", "visits per child", "cases referred within ten days".
fn shows_state(sentence: &Sentence, indicator: &Indicator) -> bool {
    let held = [
        List::TrainingWords,
        List::CampaignWords,
        List::Events,
        List::Products,
    ];
    let deliveries = held.into_iter().any(|list| sentence.has(list));
    // Of people who are served there may be fewer to serve.
    let served = indicator.counted == Counted::People && sentence.has(List::TakingPart);
    let falls = indicator.ascending == Some(false) && falls_from_baseline(indicator) && !served;
    let means = sentence.has(List::Averages);
    let per_person = sentence
        .all(List::PerWords)
        .any(|per| (per.end..per.end + PER).any(|at| sentence.starts(List::People, at)));
    let in_time = sentence.all(List::WithinWords).any(|within| {
        let time = |at: usize| sentence.starts(List::Time, at);
        let mut numbers = sentence.numbers.iter();
        numbers.any(|number| {
            (within.end..=within.end + PER).contains(&number.start)
                && (number.end..number.end + PER).any(time)
        })
    });
    !deliveries && (falls || means || per_person || in_time)
}

/// Words between "within" and the number, the number and its unit, "per" and its noun.
const PER: usize = 2;

fn falls_from_baseline(indicator: &Indicator) -> bool {
    let baseline = indicator.baseline.as_ref().and_then(|figure| figure.number);
    let targets = indicator
        .periods
        .iter()
        .filter_map(|period| period.target.as_ref()?.number);
    baseline.is_some_and(|baseline| targets.into_iter().any(|target| target.high < baseline.low))
}

fn is_placeholder(sentence: &Sentence) -> bool {
    let words = sentence.tokens.iter().filter(|token| token.is_word()).count();
    // "DD5", "5260-A": a code names an indicator and says nothing of it.
    let only_code = !sentence
        .tokens
        .iter()
        .any(|token| token.is_word() && token.lower.chars().filter(|c| c.is_alphabetic()).count() > 3);
    // "Not applicable" is the whole text; "No indicator available – only a description …" begins it.
    only_code
        || sentence
            .all(List::Placeholders)
            .any(|hit| hit.start == 0 && (hit.end >= words || hit.end >= 3))
}
