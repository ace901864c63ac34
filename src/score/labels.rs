//! Measures what is read in single texts against labels made by hand: indicators, sentences, numbers of people.

mod in_reports;

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use serde::Serialize;

use crate::check::Checker;
use crate::problem::Problem;
use crate::report::{Claim, Counted, Dimension, Observes, Statistic};

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

/// By half ("learn", which word lists were written on, and "unseen") and label.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LabelScore {
    pub halves: BTreeMap<String, BTreeMap<String, Agreement>>,
    /// Texts in a language without word lists, which are not counted.
    pub other_language: usize,
    /// What was read otherwise than labelled, of the half that may be looked at; not told where only sums are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub differences: Option<Vec<String>>,
}

impl LabelScore {
    fn count(&mut self, half: &str, label: &str, (labelled, read): (bool, bool), text: &str) {
        let own = self.halves.entry(half.to_string()).or_default();
        let agreement = own.entry(label.to_string()).or_default();
        agreement.labelled += usize::from(labelled);
        agreement.read += usize::from(read);
        agreement.both += usize::from(labelled && read);
        if labelled != read && half == "learn" {
            let sign = if labelled { "missed" } else { "wrong" };
            let differences = self.differences.get_or_insert_default();
            differences.push(format!("{label} {sign}: {text}"));
        }
    }
}

/// What a file of labels holds, told by its header.
const INDICATORS: &str = "id\tkind\tpublisher\thalf\tmeasures\tpeople\tsex\tmeasurable\ttext";
const STATEMENTS: &str = "id\tlanguage\thalf\tclaims\ttext";
const IN_REPORTS: &str = "id\tlanguage\thalf\treport\tclaims\ttext";
const STATISTICS: &str = "id\tlanguage\thalf\tnumber\tpeople\tsex\tage\ttext";

/// # Errors
/// The file cannot be read, has another header than the files in `fixtures/labels`, or a line of other columns.
pub fn score(checker: &Checker, labels: &Path) -> Result<LabelScore, Vec<Problem>> {
    let text = std::fs::read_to_string(labels)
        .map_err(|error| vec![Problem::new(labels, format!("cannot be read: {error}"))])?;
    let header = text.lines().next().unwrap_or_default();
    if ![INDICATORS, STATEMENTS, STATISTICS, IN_REPORTS].contains(&header) {
        return Err(vec![
            Problem::new(labels, "this header is of no known kind of labels")
                .at(&text, 1, None)
                .remedy("begin the file as one of those in fixtures/labels"),
        ]);
    }
    let rows = rows(labels, &text, header)?;
    let mut score = LabelScore::default();
    match header {
        INDICATORS => rows.iter().for_each(|row| indicator(checker, row, &mut score)),
        STATEMENTS => rows.iter().for_each(|row| statement(checker, row, &mut score)),
        STATISTICS => rows.iter().for_each(|row| statistic(checker, row, &mut score)),
        _ => in_reports::score(checker, labels, &rows, &mut score)?,
    }
    Ok(score)
}

/// The lines below the header, each in its columns.
fn rows<'a>(labels: &Path, text: &'a str, header: &str) -> Result<Vec<Vec<&'a str>>, Vec<Problem>> {
    let columns = header.split('\t').count();
    let lines = text.lines().enumerate().skip(1);
    lines
        .map(|(index, line)| {
            let fields: Vec<&str> = line.split('\t').collect();
            if fields.len() == columns {
                return Ok(fields);
            }
            Err(vec![
                Problem::new(labels, format!("this line has not {columns} columns"))
                    .at(text, index + 1, None)
                    .remedy(format!("give {}", header.replace('\t', ", "))),
            ])
        })
        .collect()
}

/// What the wording of an indicator or a result says.
fn indicator(checker: &Checker, fields: &[&str], score: &mut LabelScore) {
    let [_, _, _, half, measures, people, sex, measurable, text] = fields else {
        return;
    };
    let Some(read) = checker.wording(text) else {
        score.other_language += 1;
        return;
    };
    for (label, pair) in [
        (
            "delivery",
            (*measures == "delivery", read.observes == Observes::Delivery),
        ),
        (
            "change",
            (*measures == "change", read.observes == Observes::Change),
        ),
        (
            "counts people",
            (*people == "yes", read.counted == Counted::People),
        ),
        ("sex in the wording", (*sex == "yes", read.asks_sex)),
        ("measurable", (*measurable == "yes", read.measurable)),
    ] {
        score.count(half, label, pair, text);
    }
}

/// What a sentence claims.
fn statement(checker: &Checker, fields: &[&str], score: &mut LabelScore) {
    let [_, language, half, claims, text] = fields else {
        return;
    };
    let report = checker.passage(text, language);
    for (label, claim) in Claim::NAMES {
        let labelled = claims.split(',').any(|own| own == label);
        let read = report.statements.iter().any(|statement| statement.claims(claim));
        score.count(half, label, (labelled, read), &format!("[{language}] {text}"));
    }
}

/// Whether a number counts people, and whether their sex and age are told.
fn statistic(checker: &Checker, fields: &[&str], score: &mut LabelScore) {
    let [_, language, half, number, people, sex, age, text] = fields else {
        return;
    };
    let report = checker.passage(text, language);
    let counted: Vec<&Statistic> = report
        .statistics
        .iter()
        .filter(|statistic| statistic.written == *number && statistic.counted == Counted::People)
        .collect();
    let shown = format!("[{language}] {number}: {text}");
    score.count(half, "people", (*people == "yes", !counted.is_empty()), &shown);
    if *people != "yes" || counted.is_empty() {
        return;
    }
    let splits = |statistic: &&&Statistic, dimension: Dimension| {
        statistic.breakdowns.iter().any(|own| own.dimension == dimension)
    };
    let of_one_sex = counted.iter().any(|own| own.part && !own.of_whole);
    let by_sex = of_one_sex || counted.iter().any(|own| splits(&own, Dimension::Sex));
    let by_age = counted
        .iter()
        .any(|own| own.tells_age || splits(&own, Dimension::Age));
    score.count(half, "sex told", (*sex != "none", by_sex), &shown);
    score.count(half, "age told", (*age == "yes", by_age), &shown);
}

impl fmt::Display for LabelScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<12} {:<20} {:>8} {:>6} {:>6} {:>6}",
            "half", "label", "by hand", "read", "both", "F1"
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
            "texts in a language without word lists: {}",
            self.other_language
        )?;
        self.differences
            .iter()
            .flatten()
            .try_for_each(|line| writeln!(f, "  {line}"))
    }
}
