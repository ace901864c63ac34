//! Measures what is read off the wording of indicators and results against labels made by hand.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use serde::Serialize;

use crate::check::Checker;
use crate::problem::Problem;
use crate::report::{Counted, Observes};

/// Counts for one label: how often it was given by hand, by the program, and by both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Agreement {
    pub labelled: usize,
    pub read: usize,
    pub both: usize,
}

impl Agreement {
    pub fn f1(&self) -> f64 {
        if self.labelled + self.read == 0 {
            return 1.0;
        }
        2.0 * self.both as f64 / (self.labelled + self.read) as f64
    }
}

/// By half of the publishers ("learn", "unseen") and label.
#[derive(Debug, Clone, Default, Serialize)]
pub struct WordingScore {
    pub halves: BTreeMap<String, BTreeMap<&'static str, Agreement>>,
    /// Texts in a language without word lists, which are not counted.
    pub other_language: usize,
    /// What was read otherwise than labelled, of the half that may be looked at.
    pub differences: Vec<String>,
}

const COLUMNS: usize = 9;

/// # Errors
/// The file cannot be read, or a line has other than the nine columns of `fixtures/labels/indicators.tsv`.
pub fn score(checker: &Checker, labels: &Path) -> Result<WordingScore, Vec<Problem>> {
    let text = std::fs::read_to_string(labels)
        .map_err(|error| vec![Problem::new(labels, format!("cannot be read: {error}"))])?;
    let mut score = WordingScore::default();
    for (index, line) in text.lines().enumerate().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [_, _, _, half, measures, people, sex, measurable, text] = fields.as_slice() else {
            return Err(vec![
                Problem::new(labels, format!("this line has not {COLUMNS} columns"))
                    .at(&text, index + 1, None)
                    .remedy("give id, kind, publisher, half, measures, people, sex, measurable and text"),
            ]);
        };
        let Some(read) = checker.wording(text) else {
            score.other_language += 1;
            continue;
        };
        let observes = match read.observes {
            Observes::Delivery => "delivery",
            Observes::Change => "change",
            Observes::Unclear => "unclear",
        };
        let own = score.halves.entry((*half).to_string()).or_default();
        let pairs = [
            ("delivery", *measures == "delivery", observes == "delivery"),
            ("change", *measures == "change", observes == "change"),
            ("counts people", *people == "yes", read.counted == Counted::People),
            ("sex in the wording", *sex == "yes", read.asks_sex),
            ("measurable", *measurable == "yes", read.measurable),
        ];
        for (name, labelled, read) in pairs {
            let agreement = own.entry(name).or_default();
            agreement.labelled += usize::from(labelled);
            agreement.read += usize::from(read);
            agreement.both += usize::from(labelled && read);
            if labelled != read && *half == "learn" {
                let sign = if labelled { "missed" } else { "wrong" };
                score.differences.push(format!("{name} {sign}: {text}"));
            }
        }
    }
    Ok(score)
}

impl fmt::Display for WordingScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<12} {:<20} {:>8} {:>6} {:>6} {:>6}",
            "publishers", "label", "by hand", "read", "both", "F1"
        )?;
        for (half, labels) in &self.halves {
            for (name, own) in labels {
                writeln!(
                    f,
                    "{half:<12} {name:<20} {:>8} {:>6} {:>6} {:>6.2}",
                    own.labelled,
                    own.read,
                    own.both,
                    own.f1()
                )?;
            }
        }
        writeln!(
            f,
            "{} texts are in a language without word lists",
            self.other_language
        )?;
        self.differences
            .iter()
            .try_for_each(|line| writeln!(f, "  {line}"))
    }
}
