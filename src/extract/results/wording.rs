//! What the wording of an indicator says: what it counts, which part of the results chain it observes, whether it can be measured.

use super::super::Reader;
use super::super::lexicon::List;
use super::super::statistics::counts::NOUNS;
use super::super::words::Sentence;
use crate::report::{Counted, Figure, Indicator, Measure, Observes};

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
    let head = head(&sentence, valued);
    let numbers_known = |figure: Option<&Figure>| figure.is_some_and(|figure| figure.percent);
    let percent = indicator.text.contains('%')
        || sentence.has(List::PercentageWords)
        || indicator
            .periods
            .iter()
            .any(|period| numbers_known(period.actual.as_ref()) || numbers_known(period.target.as_ref()));
    if indicator.measure == Measure::Unknown {
        indicator.measure = if percent {
            Measure::Percentage
        } else if sentence.has(List::Currency) {
            Measure::Money
        } else {
            measure(head.as_ref())
        };
    }
    if indicator.counted == Counted::Other {
        indicator.counted = head.as_ref().map_or(Counted::Other, |head| head.counted);
    }
    indicator.asks_sex = [List::Female, List::Male, List::SexSplit]
        .into_iter()
        .any(|list| sentence.has(list));
    indicator.placeholder |= is_placeholder(&whole);
    indicator.measurable = !indicator.placeholder && is_measurable(&sentence);
    if indicator.observes == Observes::Unclear && !indicator.placeholder {
        let read = match head {
            None if percent => observes_share(&sentence, 0),
            ref head => observes(&sentence, head.as_ref()),
        };
        indicator.observes = match read {
            Observes::Unclear
                if percent || sentence.has(List::MeasureWords) || label != Observes::Unclear =>
            {
                label
            }
            read => read,
        };
    }
    indicator.ascending = direction(reader, &sentence, indicator);
    indicator.names_gender = crate::extract::gender::named_in(&sentence);
    indicator.abstract_change = sentence.has(List::AbstractWords);
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

/// A noun that an indicator counts, or of which it gives a share.
struct Head {
    counted: Counted,
    /// Tokens of its phrase, the end excluded.
    start: usize,
    end: usize,
    /// After "number of": a count, no share.
    number: bool,
    /// Only the values say that something is counted.
    implied: bool,
}

/// Villages and schools are counted as things.
const PLACES: (List, Counted) = (List::Places, Counted::Other);

/// How many words may stand between "number of" and its noun.
const REACH: usize = 7;

/// The noun that is counted: in "number of child protection cases" the last of its phrase, in "nombre de cas de
/// protection" the first.
fn head(sentence: &Sentence, valued: bool) -> Option<Head> {
    let counting = counting_start(sentence);
    let (start, number) = counting.or(valued.then_some((0, true)))?;
    let mut found: Option<Head> = None;
    for at in start..sentence.tokens.len().min(start + REACH + 6) {
        let token = &sentence.tokens[at];
        let article = sentence.starts(List::OfWords, at) || sentence.starts(List::Articles, at);
        let joint = matches!(token.lower.as_str(), "-" | "‑" | "/");
        let noun = NOUNS.iter().chain([&PLACES]).find_map(|(list, counted)| {
            let hit = sentence
                .all(*list)
                .filter(|hit| hit.start == at)
                .max_by_key(|hit| hit.end)?;
            Some((hit.end, *counted))
        });
        // "Couples' dialogue sessions" counts sessions.
        let owner = noun.is_some_and(|(end, _)| {
            sentence
                .tokens
                .get(end)
                .is_some_and(|next| matches!(next.lower.as_str(), "'" | "’"))
        });
        if owner || matches!(token.lower.as_str(), "'" | "’") {
            continue;
        }
        if let Some((end, counted)) = noun {
            let inside = found.as_ref().is_some_and(|head| at < head.end);
            if found.is_some() && !inside && !sentence.head_last() {
                break;
            }
            if !inside {
                found = Some(Head {
                    counted,
                    start: found.map_or(at, |head| head.start),
                    end,
                    number,
                    implied: counting.is_none(),
                });
            }
            continue;
        }
        if found.as_ref().is_some_and(|head| at < head.end) {
            continue;
        }
        let verb = [List::DeliveryWords, List::ChangeWords, List::ChangeUse]
            .into_iter()
            .any(|list| sentence.starts(list, at));
        let ends = !token.is_word() && !joint || sentence.starts(List::NounStops, at);
        match &found {
            Some(_) if !sentence.head_last() || ends || article || verb => break,
            Some(head) if at - head.end >= 2 => break,
            None if at >= start + REACH || (ends && !article && at > start) => break,
            _ => {}
        }
    }
    found
}

/// The token after "number of", "#", "percentage of", "%" or a figure, and whether it is a count.
fn counting_start(sentence: &Sentence) -> Option<(usize, bool)> {
    let sign = |sign: &str| {
        sentence
            .tokens
            .iter()
            .position(|token| token.lower == sign)
            .map(|at| at + 1)
            .filter(|at| *at < sentence.tokens.len())
    };
    let counts = sign("#")
        .into_iter()
        .chain(sentence.first(List::Counting).map(|hit| hit.end))
        .min()
        .map(|at| (at, true));
    let shares = sign("%")
        .into_iter()
        .chain(
            sentence
                .all(List::PercentageWords)
                .find(|hit| hit.start == 0 || sentence.starts(List::OfWords, hit.end))
                .map(|hit| hit.end),
        )
        .min()
        .map(|at| (at, false));
    let figure = sentence
        .numbers
        .iter()
        .find(|number| !number.percent)
        .map(|number| (number.end, true));
    counts.into_iter().chain(shares).min().or(figure)
}

fn measure(head: Option<&Head>) -> Measure {
    match head.map(|head| head.counted) {
        None => Measure::Unknown,
        Some(Counted::People) => Measure::People,
        Some(_) => Measure::Things,
    }
}

/// A delivery or a change, by the word that says what happens to what is counted; of a statement without a count by
/// what it begins with, then by its verb.
fn observes(sentence: &Sentence, head: Option<&Head>) -> Observes {
    // "Level of strength of policies": without a counting word the beginning decides.
    let from = head.filter(|head| !head.implied).map_or(0, |head| head.end);
    // "1. No. of vehicles supplied 2. No. of staff trained": of several in one the first is read.
    let until = sentence
        .all(List::Counting)
        .map(|hit| hit.start)
        .find(|start| *start > from)
        .unwrap_or(sentence.tokens.len());
    let first = |from: usize| {
        let mut hits: Vec<(usize, usize, Observes)> = [
            (List::DeliveryWords, Observes::Delivery),
            (List::ChangeWords, Observes::Change),
            (List::ChangeUse, Observes::Change),
        ]
        .into_iter()
        .flat_map(|(list, observes)| {
            sentence
                .all(list)
                .filter(|hit| hit.start >= from && hit.start < until)
                .map(move |hit| (hit.start, hit.end, observes))
        })
        .collect();
        hits.sort_by_key(|(start, end, _)| (*start, usize::MAX - end));
        hits.first().map(|(_, _, observes)| *observes)
    };
    // "men with abusive behaviour who receive counselling": the clause tells what happens to them.
    let clause = sentence
        .all(List::Relatives)
        .map(|hit| hit.end)
        .find(|end| *end > from)
        .filter(|_| head.is_some());
    if head.is_some_and(|head| !head.number) {
        return observes_share(sentence, clause.unwrap_or(from));
    }
    if let Some(read) = clause.and_then(first).or_else(|| first(from)) {
        return read;
    }
    let Some(head) = head else {
        return Observes::Unclear;
    };
    // "% of producers with secure tenure", "number of youth in jobs": a state; "number of beneficiaries": a delivery.
    let qualified = sentence.tokens[head.end..]
        .iter()
        .filter(|token| token.is_word())
        .count()
        >= 2;
    let within = first(head.start.saturating_sub(3));
    match within {
        Some(read) => read,
        None if head.counted == Counted::People && qualified => Observes::Change,
        None => Observes::Delivery,
    }
}

/// A share shows a state or a change, unless it is the share that was given something.
fn observes_share(sentence: &Sentence, from: usize) -> Observes {
    let first = |list: List| {
        sentence
            .all(list)
            .map(|hit| hit.start)
            .find(|start| *start >= from)
    };
    let changed = [List::ChangeWords, List::ChangeUse]
        .into_iter()
        .filter_map(first)
        .min();
    // "% of survivors who received kits" were given something, "% of hubs providing reports" do something.
    let given = sentence
        .all(List::OutputVerbs)
        .filter(|hit| sentence.at(List::PeopleActions, hit.start))
        .map(|hit| hit.start)
        .find(|start| *start >= from);
    match (given, changed) {
        (Some(given), changed) if changed.is_none_or(|changed| given < changed) => Observes::Delivery,
        _ => Observes::Change,
    }
}

/// A count, a share, a quantity by its name, or a figure.
fn is_measurable(sentence: &Sentence) -> bool {
    counting_start(sentence).is_some()
        || sentence.has(List::MeasureWords)
        || sentence.has(List::PercentageWords)
}

/// Publishers set `ascending` carelessly: an indicator falls only when its wording or its own figures say so.
fn direction(reader: &Reader, sentence: &Sentence, indicator: &Indicator) -> Option<bool> {
    let baseline = indicator.baseline.as_ref().and_then(|figure| figure.number);
    let target = indicator
        .periods
        .iter()
        .rev()
        .find_map(|period| period.target.as_ref()?.number);
    let falls = matches!((baseline, target), (Some(baseline), Some(target)) if target.high < baseline.low);
    let rises = matches!((baseline, target), (Some(baseline), Some(target)) if target.low > baseline.high);
    let bounded = indicator
        .periods
        .iter()
        .filter_map(|period| period.target.as_ref())
        .any(|target| reader.sentence(&target.text).has(List::AtMost));
    match (falls || bounded, rises) {
        (true, _) => Some(false),
        (_, true) => Some(true),
        _ if indicator.ascending == Some(false) && sentence.has(List::Falling) => Some(false),
        _ => indicator.ascending.filter(|ascending| *ascending),
    }
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
