//! What an activity states about itself: title, dates, gender marker and descriptions.

use std::sync::Arc;

use jiff::civil::Date;

use crate::document::{Block, BlockKind, Document, Location, Passage};
use crate::read::Reading;
use crate::report::{GenderMarker, Kind, Period, Report, Source};

use super::tree::{Id, ROOT, Tree};
use super::{elements, results, words};

/// Makes a reading of one activity.
pub fn read(tree: &Tree, source: &Source, doubts: Vec<String>) -> Reading {
    let declared = Report {
        source: source.clone(),
        kind: Kind::Activity,
        doubts,
        ..Report::default()
    };
    let mut reading = Reading {
        declared,
        ..Reading::default()
    };
    let report = &mut reading.declared;
    let title = tree.child(ROOT, "title");
    report.title = title.and_then(|id| passage(tree, id, &Arc::default()));
    let organisation = tree.child(ROOT, "reporting-org");
    report.organisation = organisation
        .and_then(|id| narrative(tree, id).or(tree.attribute(id, "ref")))
        .map(words::flat);
    let identifier = tree.child(ROOT, "iati-identifier");
    report.reference = identifier
        .map(|id| words::flat(tree.text(id)))
        .filter(|id| !id.is_empty());
    report.period = period(tree, &mut report.doubts);
    report.closed = tree
        .children(ROOT, "activity-date")
        .any(|id| tree.attribute(id, "type") == Some("4"));
    report.as_of = tree
        .attribute(ROOT, "last-updated-datetime")
        .and_then(|text| text.get(..10)?.parse().ok());
    report.gender_marker = gender_marker(tree, &mut report.doubts);
    reading.document.title = report.title.clone();
    let section: Arc<[String]> = report
        .title
        .iter()
        .map(|title| words::heading(&title.text))
        .collect();
    descriptions(tree, &section, &mut reading.document);
    results::read(tree, &section, &mut reading);
    reading.declared.elements = elements::read(tree, &section);
    reading
}

/// The narrative of an element: English where one says so, otherwise the first that is not empty. Text directly in
/// the element is read too, since publishers who moved from 1.x forget the narrative element.
pub fn narrative(tree: &Tree, id: Id) -> Option<&str> {
    let spoken = |id: &Id| !tree.text(*id).is_empty();
    let narratives = || tree.children(id, "narrative").filter(spoken);
    let english = narratives().find(|id| {
        let language = tree.attribute(*id, "lang").unwrap_or_default();
        language
            .get(..2)
            .is_some_and(|language| language.eq_ignore_ascii_case("en"))
    });
    let chosen = english.or_else(|| narratives().next()).map(|id| tree.text(id));
    chosen.or(Some(tree.text(id)).filter(|text| !text.is_empty()))
}

/// The narrative of an element on one line, with its place.
pub fn passage(tree: &Tree, id: Id, section: &Arc<[String]>) -> Option<Passage> {
    let text = words::flat(narrative(tree, id)?);
    Some(Passage::new(text, tree.location(id, section)))
}

/// A date of a believable year; others are told as doubts.
pub fn date(tree: &Tree, id: Id, doubts: &mut Vec<String>) -> Option<Date> {
    let written = tree.attribute(id, "iso-date")?;
    let line = tree.line(id);
    let day = written.get(..10).unwrap_or(written);
    match day.parse::<Date>() {
        Ok(date) if (1950..=2100).contains(&date.year()) => Some(date),
        Ok(_) => {
            doubt(
                doubts,
                format!(
                    "the date \"{}\" on line {line} is not believable and was left out",
                    cut(written)
                ),
            );
            None
        }
        Err(_) => {
            doubt(
                doubts,
                format!(
                    "\"{}\" on line {line} is not a date and was left out",
                    cut(written)
                ),
            );
            None
        }
    }
}

fn cut(text: &str) -> String {
    text.chars().take(40).collect()
}

/// Doubts help only while there are few.
pub fn doubt(doubts: &mut Vec<String>, text: String) {
    const MOST: usize = 50;
    if doubts.len() < MOST && !doubts.contains(&text) {
        doubts.push(text);
    }
}

/// Actual dates (types 2 and 4) before planned ones (1 and 3).
fn period(tree: &Tree, doubts: &mut Vec<String>) -> Period {
    let mut first = |kinds: [&str; 2]| {
        kinds.iter().find_map(|kind| {
            tree.children(ROOT, "activity-date")
                .filter(|id| tree.attribute(*id, "type") == Some(kind))
                .find_map(|id| date(tree, id, doubts))
        })
    };
    Period {
        start: first(["2", "1"]),
        end: first(["4", "3"]),
    }
}

fn gender_marker(tree: &Tree, doubts: &mut Vec<String>) -> Option<GenderMarker> {
    let id = tree.children(ROOT, "policy-marker").find(|id| {
        let vocabulary = tree.attribute(*id, "vocabulary").unwrap_or("1");
        let dac = matches!(vocabulary, "1" | "DAC") && tree.attribute(*id, "code") == Some("1");
        dac && tree.attribute(*id, "significance").is_some()
    })?;
    let written = tree.attribute(id, "significance")?;
    let significance = match written {
        "0" => 0,
        "1" => 1,
        "2" => 2,
        // Principal objective and in support of an action programme, or explicit primary objective: both principal.
        "3" | "4" => {
            let line = tree.line(id);
            doubt(
                doubts,
                format!(
                    "gender marker with significance {written} on line {line}, which gender equality does not have, was read as 2"
                ),
            );
            2
        }
        _ => {
            doubt(
                doubts,
                format!("\"{}\" is not a significance of the gender marker", cut(written)),
            );
            return None;
        }
    };
    Some(GenderMarker {
        significance,
        quote: Passage::new(
            format!("<policy-marker code=\"1\" significance=\"{written}\"/>"),
            tree.location(id, &Arc::default()),
        ),
    })
}

fn descriptions(tree: &Tree, section: &Arc<[String]>, document: &mut Document) {
    for id in tree.children(ROOT, "description") {
        let heading = match tree.attribute(id, "type") {
            Some("2") => "Objectives",
            Some("3") => "Target groups",
            Some("4") => "Other",
            _ => "Description",
        };
        if let Some(text) = narrative(tree, id) {
            let location = tree.location(id, section);
            push_heading(document, heading, location);
            push_paragraphs(document, text, &tree.location(id, &under(section, heading)));
        }
    }
}

/// A section one level deeper.
pub fn under(section: &Arc<[String]>, heading: &str) -> Arc<[String]> {
    let deeper = section.iter().cloned();
    deeper.chain([words::heading(heading)]).collect()
}

pub fn push_heading(document: &mut Document, text: &str, location: Location) {
    let text = text.to_owned();
    document.blocks.push(Block {
        kind: BlockKind::Heading { level: 1, text },
        location,
    });
}

pub fn push_paragraphs(document: &mut Document, text: &str, location: &Location) {
    for text in words::paragraphs(text) {
        document.blocks.push(Block {
            kind: BlockKind::Paragraph { text },
            location: location.clone(),
        });
    }
}
