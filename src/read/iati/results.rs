//! Results and indicators of an activity.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::document::{Document, Passage};
use crate::read::Reading;
use crate::report::{
    Certainty, Figure, Indicator, IndicatorPeriod, Measure, Period, ResultLevel, ResultStatement,
};

use super::tree::{Id, ROOT, Tree};
use super::{activity, codes, figures, sexes, words};

/// A description longer than this under a filler title is an account, not a wording of a result.
const LONGEST_RESULT: usize = 600;

pub fn read(tree: &Tree, section: &Arc<[String]>, reading: &mut Reading) {
    for id in tree.children(ROOT, "result") {
        let mut notes = Notes::default();
        let doubts = &mut reading.declared.doubts;
        let result = result(tree, id, section, doubts, &mut notes);
        notes.write(&result, &mut reading.document);
        reading.declared.results.push(result);
    }
}

/// Text of a result that no field of it holds.
#[derive(Default)]
struct Notes(Vec<Passage>);

impl Notes {
    fn write(self, result: &ResultStatement, document: &mut Document) {
        if self.0.is_empty() {
            return;
        }
        activity::push_heading(document, &words::heading(&result.text), result.location.clone());
        for note in self.0 {
            activity::push_paragraphs(document, &note.text, &note.location);
        }
    }
}

fn result(
    tree: &Tree,
    id: Id,
    section: &Arc<[String]>,
    doubts: &mut Vec<String>,
    notes: &mut Notes,
) -> ResultStatement {
    let title = flat_child(tree, id, "title").unwrap_or_default();
    let description = tree.child(id, "description");
    let told = description
        .and_then(|id| activity::narrative(tree, id))
        .unwrap_or_default();
    let flat = words::flat(told);
    let filler = words::is_placeholder(&title);
    let says = !flat.is_empty() && !words::is_placeholder(&flat) && flat != title;
    let narrates = words::narrates(&flat) && !(filler && words::is_clause(&flat));
    let account = says && (narrates || (filler && flat.len() > LONGEST_RESULT));
    let worded = filler && says && !account;
    let mut result = ResultStatement {
        level: match tree.attribute(id, "type") {
            Some("1") => ResultLevel::Output,
            Some("2") => ResultLevel::Outcome,
            Some("3") => ResultLevel::Impact,
            _ => ResultLevel::Unspecified,
        },
        code: code(tree, id, &title, &flat),
        text: if worded {
            flat
        } else if filler && account {
            named_by(&title, told)
        } else {
            title
        },
        location: tree.location(id, section),
        // A filler is no expected result; whether one was agreed cannot be told from it.
        certainty: if filler && !worded {
            Certainty::Doubtful
        } else {
            Certainty::Sure
        },
        ..ResultStatement::default()
    };
    let inner = activity::under(section, &result.text);
    if let Some(description) = description.filter(|_| says && !worded) {
        let location = tree.location(description, &inner);
        if account {
            let paragraphs = words::paragraphs(told).into_iter();
            result.progress = paragraphs
                .map(|text| Passage::new(text, location.clone()))
                .collect();
        } else {
            notes.0.push(Passage::new(told, location));
        }
    }
    let indicators = tree.children(id, "indicator");
    result.indicators = indicators
        .map(|id| {
            let mut indicator = indicator(tree, id, &inner, doubts, notes);
            // "Health workers trained" and below it "Number" or nothing: the result words the indicator.
            if (indicator.text.is_empty() || words::is_unit(&indicator.text)) && !filler {
                indicator.text.clone_from(&result.text);
                indicator.placeholder = false;
            }
            indicator
        })
        .collect();
    sexes::mark_siblings(&mut result.indicators);
    result
}

/// A filler for a title says nothing; the first words of what is told have to stand for the name that the result lacks.
fn named_by(title: &str, told: &str) -> String {
    let first = words::paragraphs(told).into_iter().next().unwrap_or_default();
    let first = words::heading(&first);
    match title.is_empty() {
        true => first,
        false => format!("{title}: {first}"),
    }
}

fn flat_child(tree: &Tree, id: Id, name: &str) -> Option<String> {
    let child = tree.child(id, name)?;
    activity::narrative(tree, child).map(words::flat)
}

fn code(tree: &Tree, id: Id, title: &str, description: &str) -> Option<String> {
    let declared = tree
        .children(id, "reference")
        .find_map(|id| tree.attribute(id, "code"));
    // A "code" that is a sentence is a second title.
    let declared = declared.filter(|code| code.len() <= 40).map(str::to_owned);
    declared
        .or_else(|| codes::leading_code(title))
        .or_else(|| codes::leading_code(description).filter(|_| words::is_placeholder(title)))
}

fn indicator(
    tree: &Tree,
    id: Id,
    section: &Arc<[String]>,
    doubts: &mut Vec<String>,
    notes: &mut Notes,
) -> Indicator {
    let title = flat_child(tree, id, "title").unwrap_or_default();
    let description = flat_child(tree, id, "description").unwrap_or_default();
    let filler = words::is_placeholder(&title);
    let says = !words::is_placeholder(&description) && description != title;
    let code = code(tree, id, &title, &description);
    let measure = match measure(tree.attribute(id, "measure")) {
        // "Number of women receiving cash" is a count, whatever the publisher tagged it as.
        Measure::Percentage if words::counts(&title) => Measure::Unknown,
        measure => measure,
    };
    let text = if filler && says {
        description.clone()
    } else {
        title
    };
    let inner = activity::under(section, &text);
    if let Some(id) = tree.child(id, "description").filter(|_| says && !filler) {
        notes.0.push(Passage::new(description, tree.location(id, &inner)));
    }
    let mut indicator = Indicator {
        code,
        text,
        location: tree.location(id, section),
        measure,
        ascending: match tree.attribute(id, "ascending") {
            Some("1" | "true") => Some(true),
            Some("0" | "false") => Some(false),
            _ => None,
        },
        placeholder: filler && !says,
        // How it is measured may stand in a description beside its wording.
        certainty: if says && !filler {
            Certainty::Doubtful
        } else {
            Certainty::Sure
        },
        ..Indicator::default()
    };
    let baseline = figures::read(tree, id, "baseline", measure == Measure::Percentage, &inner);
    keep_comments(baseline.comments, baseline.total.as_ref(), notes);
    indicator.baseline = baseline.total;
    indicator.disaggregations = baseline.parts;
    for id in tree.children(id, "period") {
        let period = period(tree, id, &mut indicator, &inner, doubts);
        indicator.periods.push(period);
    }
    indicator
}

/// The year of the period, typed where the target should stand: a target of 2018 for 2018.
fn is_year_of(number: Decimal, dates: &Period) -> bool {
    let year = |date: Option<Date>| date.map(|date| Decimal::from(date.year()));
    Some(number) == year(dates.start) || Some(number) == year(dates.end)
}

/// A baseline has no comments of its own: what its text does not already hold becomes running text.
fn keep_comments(comments: Vec<Passage>, baseline: Option<&Figure>, notes: &mut Notes) {
    let held = baseline.map(|figure| figure.text.as_str());
    notes.0.extend(
        comments
            .into_iter()
            .filter(|comment| Some(comment.text.as_str()) != held),
    );
}

fn measure(code: Option<&str>) -> Measure {
    match code {
        Some("2") => Measure::Percentage,
        Some("4") => Measure::Index,
        Some("5") => Measure::Qualitative,
        // 1 is units, of people or of things, and 3 names without order: the wording has to tell.
        _ => Measure::Unknown,
    }
}

fn period(
    tree: &Tree,
    id: Id,
    indicator: &mut Indicator,
    section: &Arc<[String]>,
    doubts: &mut Vec<String>,
) -> IndicatorPeriod {
    let percent = indicator.measure == Measure::Percentage;
    let mut day = |name| {
        tree.child(id, name)
            .and_then(|id| activity::date(tree, id, doubts))
    };
    let dates = Period {
        start: day("period-start"),
        end: day("period-end"),
    };
    if let (Some(start), Some(end)) = (dates.start, dates.end)
        && end < start
    {
        let line = tree.line(id);
        activity::doubt(doubts, format!("the period on line {line} ends before it starts"));
    }
    let mut target = figures::read(tree, id, "target", percent, section);
    let mut actual = figures::read(tree, id, "actual", percent, section);
    let number = |figure: &Option<Figure>| figure.as_ref().and_then(|figure| figure.number);
    if actual.total.is_none() && number(&target.total).is_some_and(|own| is_year_of(own.low, &dates)) {
        target.total = None;
    }
    let unchanged = number(&actual.total) == number(&indicator.baseline);
    // "No end line data available" beside the value of the start: nothing was measured.
    if unchanged
        && actual
            .comments
            .iter()
            .any(|comment| words::says_no_data(&comment.text))
    {
        actual.total = None;
    }
    indicator
        .disaggregations
        .extend(target.parts.into_iter().chain(actual.parts));
    IndicatorPeriod {
        period: dates,
        label: None,
        target: target.total,
        actual: actual.total,
        comments: target.comments.into_iter().chain(actual.comments).collect(),
    }
}
