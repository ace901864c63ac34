//! One IATI activity as a report: <https://iatistandard.org/en/iati-standard/203/activity-standard/>.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::Reading;
use super::super::outline::{Outline, one_line};
use super::node::Node;
use crate::document::{BlockKind, Location, Passage};
use crate::report::{
    Dimension, Disaggregation, Figure, GenderMarker, Indicator, IndicatorPeriod, Kind, Measure, Number,
    Period, Report, ResultLevel, ResultStatement, SeenIn, Source,
};

/// Elements that are kept in memory: the others (transactions, budgets, sectors) say nothing of results.
pub fn is_read(name: &str) -> bool {
    matches!(
        name,
        "iati-identifier"
            | "reporting-org"
            | "title"
            | "description"
            | "activity-date"
            | "policy-marker"
            | "result"
            | "indicator"
            | "baseline"
            | "period"
            | "target"
            | "actual"
            | "comment"
            | "dimension"
            | "location"
            | "reference"
            | "period-start"
            | "period-end"
    )
}

pub fn reading(activity: &Node, source: &Source) -> Reading {
    let title = activity.narrative_of("title").map(|title| one_line(&title));
    let section: Arc<[String]> = title.iter().cloned().collect();
    let none: Arc<[String]> = Arc::from([]);
    let mut doubts = Vec::new();
    let declared = Report {
        source: source.clone(),
        title: title
            .clone()
            .map(|title| Passage::new(title, activity.first("title").unwrap_or(activity).place(&none))),
        organisation: activity.narrative_of("reporting-org"),
        reference: activity
            .first("iati-identifier")
            .map(|node| node.text.trim().to_string()),
        kind: Kind::Activity,
        period: period(activity, &mut doubts),
        as_of: activity
            .attribute("last-updated-datetime")
            .and_then(|text| date(text, &mut Vec::new())),
        gender_marker: marker(activity, &section),
        results: activity
            .all("result")
            .map(|node| result(node, &section))
            .collect(),
        doubts,
        ..Report::default()
    };
    let mut outline = Outline::default();
    if let Some(title) = &title {
        outline.heading(1, title, Some(activity.line), Some(activity.path.clone()));
    }
    for description in activity.all("description") {
        let heading = match description.attribute("type") {
            Some("2") => "Objectives",
            Some("3") => "Target groups",
            _ => "Description",
        };
        outline.heading(2, heading, Some(description.line), Some(description.path.clone()));
        for paragraph in description.narrative().unwrap_or_default().lines() {
            outline.block(
                BlockKind::Paragraph {
                    text: paragraph.trim().to_string(),
                },
                Some(description.line),
                Some(description.path.clone()),
            );
        }
    }
    Reading {
        document: outline.finish(),
        declared,
    }
}

fn date(text: &str, doubts: &mut Vec<String>) -> Option<Date> {
    let date: Date = text.get(..10).unwrap_or(text).parse().ok()?;
    if (1950..=2100).contains(&date.year()) {
        return Some(date);
    }
    doubts.push(format!("the date {date} cannot be meant and was left out"));
    None
}

/// Actual dates before planned ones (activity-date types 2 and 4, then 1 and 3).
fn period(activity: &Node, doubts: &mut Vec<String>) -> Period {
    let mut of = |kinds: [&str; 2]| {
        kinds.iter().find_map(|kind| {
            let node = activity
                .all("activity-date")
                .find(|node| node.attribute("type") == Some(kind))?;
            date(node.attribute("iso-date")?, doubts)
        })
    };
    Period {
        start: of(["2", "1"]),
        end: of(["4", "3"]),
    }
}

fn marker(activity: &Node, section: &Arc<[String]>) -> Option<GenderMarker> {
    let node = activity.all("policy-marker").find(|node| {
        node.attribute("code") == Some("1")
            && node
                .attribute("vocabulary")
                .is_none_or(|vocabulary| vocabulary == "1")
    })?;
    let significance = node.attribute("significance")?.parse::<u8>().ok()?.min(2);
    Some(GenderMarker {
        significance,
        location: node.place(section),
    })
}

/// A title that says nothing: the description then stands for it.
fn is_filler(title: &str) -> bool {
    let lower = title.to_lowercase();
    let bare: String = lower.chars().filter(|c| c.is_alphabetic() || *c == ' ').collect();
    matches!(
        bare.trim(),
        "" | "not applicable"
            | "objectives"
            | "objective"
            | "indicator"
            | "output indicator"
            | "outcome indicator"
            | "impact indicator"
            | "output"
            | "outcome"
            | "impact"
            | "result"
            | "results"
            | "na"
            | "annual output results"
            | "ingen resultattitel tillgänglig"
            | "ej tillämplig"
            | "title"
            | "none"
            | "indicators"
    )
}

fn result(node: &Node, section: &Arc<[String]>) -> ResultStatement {
    let title = node
        .narrative_of("title")
        .map(|title| one_line(&title))
        .unwrap_or_default();
    let description = node.narrative_of("description").unwrap_or_default();
    let filler = is_filler(&title);
    let prose_indicators = node.all("indicator").all(|indicator| indicator_text(indicator).1);
    // A long description under an empty title, without indicators that say anything, is an account of what was achieved.
    let account = filler && prose_indicators && description.split_whitespace().count() > 40;
    let text = match (filler, description.is_empty()) {
        (true, false) => one_line(description.split(['.', '\n']).next().unwrap_or(&description)),
        _ => title.clone(),
    };
    let inner: Arc<[String]> = section
        .iter()
        .cloned()
        .chain([text.clone()].into_iter().filter(|text| !text.is_empty()))
        .collect();
    let place = node.first("description").unwrap_or(node).place(&inner);
    let mut indicators: Vec<Indicator> = node
        .all("indicator")
        .map(|child| indicator(child, &inner))
        .collect();
    siblings(&mut indicators);
    ResultStatement {
        level: match node.attribute("type") {
            Some("1") => ResultLevel::Output,
            Some("2") => ResultLevel::Outcome,
            Some("3") => ResultLevel::Impact,
            _ => ResultLevel::Unspecified,
        },
        code: node
            .first("reference")
            .and_then(|reference| reference.attribute("code"))
            .map(String::from),
        text,
        location: node.place(section),
        indicators,
        progress: if account {
            vec![Passage::new(description, place)]
        } else {
            Vec::new()
        },
        ..ResultStatement::default()
    }
}

/// The indicator's wording, and whether it says nothing.
fn indicator_text(node: &Node) -> (String, bool) {
    let title = node
        .narrative_of("title")
        .map(|text| one_line(&text))
        .unwrap_or_default();
    let description = node
        .narrative_of("description")
        .map(|text| one_line(&text))
        .unwrap_or_default();
    match (is_filler(&title), is_filler(&description)) {
        (false, _) => (title, false),
        (true, false) => (description, false),
        (true, true) => (title, true),
    }
}

fn indicator(node: &Node, section: &Arc<[String]>) -> Indicator {
    let (text, placeholder) = indicator_text(node);
    let baseline = node
        .all("baseline")
        .find(|baseline| baseline.first("dimension").is_none())
        .or_else(|| node.first("baseline"));
    let mut disaggregations = Vec::new();
    let periods = node
        .all("period")
        .map(|child| indicator_period(child, section, &mut disaggregations))
        .collect();
    for baseline in node.all("baseline") {
        disaggregations.extend(dimensions(baseline, section));
    }
    Indicator {
        text,
        location: node.place(section),
        measure: match node.attribute("measure") {
            Some("2") => Measure::Percentage,
            Some("4") => Measure::Index,
            Some("5") => Measure::Qualitative,
            _ => Measure::Unknown,
        },
        ascending: node
            .attribute("ascending")
            .map(|value| matches!(value, "1" | "true")),
        placeholder,
        baseline: baseline.and_then(|node| figure(node, section)),
        periods,
        disaggregations,
        ..Indicator::default()
    }
}

fn indicator_period(
    node: &Node,
    section: &Arc<[String]>,
    disaggregations: &mut Vec<Disaggregation>,
) -> IndicatorPeriod {
    let mut doubts = Vec::new();
    let mut day = |name: &str| {
        node.first(name)
            .and_then(|child| child.attribute("iso-date"))
            .and_then(|text| date(text, &mut doubts))
    };
    let period = Period {
        start: day("period-start"),
        end: day("period-end"),
    };
    let whole = |name: &'static str| {
        node.all(name)
            .find(|child| dimensions(child, section).is_empty())
            .or_else(|| node.first(name))
    };
    for child in node.all("target").chain(node.all("actual")) {
        disaggregations.extend(dimensions(child, section));
    }
    let comments = node
        .all("target")
        .chain(node.all("actual"))
        .filter_map(|child| Some(Passage::new(child.narrative_of("comment")?, child.place(section))))
        .collect();
    IndicatorPeriod {
        period,
        label: None,
        target: whole("target").and_then(|child| figure(child, section)),
        actual: whole("actual").and_then(|child| figure(child, section)),
        comments,
    }
}

/// "TBD", "N/A", "-": nothing is said.
fn is_blank(text: &str) -> bool {
    words(&text.to_lowercase()).all(|word| {
        matches!(word, "tbd" | "tbc" | "na" | "n" | "a" | "nil" | "none")
            || (word.len() == 1 && text.to_lowercase().contains("tb"))
    })
}

/// The value as number where it is one, else the value or comment in words; nothing where neither says anything.
fn figure(node: &Node, section: &Arc<[String]>) -> Option<Figure> {
    let value = node.attribute("value").map(String::from);
    let text = value.clone().or_else(|| node.narrative_of("comment"))?;
    if is_blank(&text) {
        return None;
    }
    let bare = value
        .as_deref()
        .unwrap_or_default()
        .trim()
        .trim_end_matches('%')
        .trim();
    let number = bare.parse::<Decimal>().ok().or_else(|| {
        let digits: String = bare.chars().filter(|c| *c != ',' && *c != ' ').collect();
        digits.parse::<Decimal>().ok()
    });
    let percent = value.is_some_and(|value| value.trim().ends_with('%'));
    Some(Figure {
        number: number.map(Number::exact),
        percent,
        text,
        location: node.place(section),
    })
}

/// `dimension` elements, names and values of every spelling: "sex: Female", "Gender - genre", name="Boys" value="1450".
fn dimensions(node: &Node, section: &Arc<[String]>) -> Vec<Disaggregation> {
    let mut found: Vec<Disaggregation> = node
        .all("dimension")
        .filter_map(|dimension| {
            let name = dimension.attribute("name").unwrap_or_default();
            let value = dimension.attribute("value").unwrap_or_default();
            let kind = dimension_of(&format!("{name} {value}").to_lowercase())?;
            let misused = value.parse::<Decimal>().ok();
            let number = misused.or_else(|| node.attribute("value").and_then(|text| text.parse().ok()));
            Some(Disaggregation {
                dimension: kind,
                value: format!("{name}: {value}"),
                number,
                seen_in: SeenIn::Element,
                location: node.place(section),
            })
        })
        .collect();
    let places = node.all("location").filter_map(|place| place.attribute("ref"));
    found.extend(places.map(|place| Disaggregation {
        dimension: Dimension::Location,
        value: place.to_string(),
        number: None,
        seen_in: SeenIn::Element,
        location: Location::default(),
    }));
    found
}

const SEX_WORDS: [&str; 24] = [
    "sex", "gender", "genre", "kön", "sexe", "sexo", "género", "female", "male", "women", "men", "girls",
    "boys", "woman", "man", "girl", "boy", "femmes", "hommes", "mujeres", "hombres", "kvinnor", "män",
    "geslacht",
];

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

fn dimension_of(text: &str) -> Option<Dimension> {
    let any = |list: &[&str]| words(text).any(|word| list.contains(&word));
    if text.trim().is_empty() {
        None
    } else if any(&SEX_WORDS) {
        Some(Dimension::Sex)
    } else if any(&["age", "children", "adults", "youth", "âge", "edad"]) {
        Some(Dimension::Age)
    } else if any(&["disability", "disabled", "handicap"]) {
        Some(Dimension::Disability)
    } else if any(&["location", "country", "region", "district"]) {
        Some(Dimension::Location)
    } else {
        Some(Dimension::Other)
    }
}

/// Two indicators of one result whose wordings differ only in the sex are each other's disaggregation.
fn siblings(indicators: &mut [Indicator]) {
    let stem = |text: &str| -> (String, bool) {
        let lower = text.to_lowercase();
        let kept: Vec<&str> = words(&lower)
            .filter(|word| !SEX_WORDS.contains(word) && !word.chars().all(|c| c.is_ascii_digit()))
            .collect();
        (
            kept.join(" "),
            words(&lower).any(|word| SEX_WORDS.contains(&word)),
        )
    };
    let stems: Vec<(String, bool)> = indicators.iter().map(|indicator| stem(&indicator.text)).collect();
    for index in 0..indicators.len() {
        let twin = (0..indicators.len()).find(|other| {
            *other != index
                && stems[*other].0 == stems[index].0
                && stems[*other].1
                && indicators[*other].text != indicators[index].text
        });
        if let Some(twin) = twin {
            let (value, location) = (indicators[twin].text.clone(), indicators[twin].location.clone());
            indicators[index].disaggregations.push(Disaggregation {
                dimension: Dimension::Sex,
                value,
                number: None,
                seen_in: SeenIn::SiblingIndicator,
                location,
            });
        }
    }
}
