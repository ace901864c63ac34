//! Understands a document: Document → Report.

mod activities;
mod activity_tables;
mod amounts;
mod answers;
mod budgets;
mod calendar;
mod cases;
mod changed;
mod comparisons;
mod contradictions;
mod costs;
mod counterparts;
mod declared;
mod estimates;
mod extent;
mod gender;
mod genre;
mod grammar;
mod header;
mod identity;
mod kind;
mod language;
mod layouts;
pub mod lexicon;
mod numbers;
mod period;
mod quantities;
mod ratios;
mod reader;
mod results;
mod revisions;
mod sections;
mod series;
mod statements;
mod statistics;
mod sums;
mod title;
mod together;
mod trafficking;
mod verdicts;
mod words;

use std::borrow::Cow;

use crate::document::{Block, BlockKind, Document, Location, Passage};
pub(crate) use crate::report::Role;
use crate::report::{Certainty, Indicator, Kind, Observes, Report, ResultStatement, Untold};
pub use counterparts::compare;
use language::{Own, Readable};
use lexicon::Lexicons;
pub(crate) use reader::Reader;
use words::Vocabulary;

/// Completes what the format declared with what the text and the tables say.
pub fn extract(document: &Document, declared: Report, lexicons: &Lexicons) -> Report {
    let language = language::recognise(document, &declared, lexicons);
    extract_in(language, document, declared, lexicons)
}

/// What a passage says by itself, without the report around it.
pub fn passage(text: &str, language: &str, lexicons: &Lexicons) -> Report {
    let block = Block {
        kind: BlockKind::Paragraph {
            text: text.to_string(),
        },
        location: Location::default(),
    };
    let document = Document {
        blocks: vec![block],
        ..Document::default()
    };
    extract_in(language.to_string(), &document, Report::default(), lexicons)
}

fn extract_in(language: String, document: &Document, declared: Report, lexicons: &Lexicons) -> Report {
    let vocabulary = Vocabulary::default();
    let readable = readable(&language, document, lexicons, &vocabulary);
    let mut reader = Reader::new(&readable.document, lexicons, &language, vocabulary);
    together::read_all(&reader);
    let mut report = declared;
    report.doubts.extend(document.doubts.iter().cloned());
    report.doubts.extend(readable.doubts.iter().cloned());
    report.title = report.title.or_else(|| title::title(&reader));
    report.reference = report.reference.or_else(|| identity::reference(&reader));
    report.organisation = report.organisation.or_else(|| identity::organisation(&reader));
    report.words = kind::running_words(&document.blocks);
    report.extent = extent::extent(&reader, document);
    report.sections = sections::sections(&reader, document);
    if !lexicons.has(&language) {
        report.doubts.push(format!("the text is in a language without word lists ({language}): only checks that need no words were made"));
        report.language_unsupported = true;
    }
    report.language = Some(language);
    (report.project_period, report.reporting_period) = period::stated_periods(&reader);
    if report.kind == Kind::Other {
        report.kind = kind::kind(&reader, report.title.as_ref());
    }
    // The annual report on a project's last year is its final one: all targets are due.
    let over = report.reporting_period.end.zip(report.project_period.end);
    if report.kind == Kind::Interim && over.is_some_and(|(told, end)| told >= end) {
        report.kind = Kind::Final;
    }
    reader.kind = report.kind;
    report.is_notice = genre::is_notice(&reader, report.title.as_ref(), report.kind);
    if !report.period.is_known() {
        report.period = period::report_period(&reader);
    }
    if !report.project_period.is_known() && matches!(report.kind, Kind::Other | Kind::Interim) {
        let year = period::year_of_targets(&reader, &report.period);
        if !report.period.is_known() {
            report.year_passed = period::part_of_year(&reader);
        }
        let half_way = year.is_some_and(|year| report.period.end < year.end);
        if half_way || report.year_passed.is_some() {
            report.kind = Kind::Interim;
            reader.kind = report.kind;
        }
        if let Some(year) = year {
            report.project_period = year;
            report.reporting_period = report.period;
        }
    }
    report.period_stated = period::stated(&reader, &report.period);
    let declared_results = report.results.len();
    report
        .results
        .iter_mut()
        .for_each(|result| declared_result(&reader, result));
    together::results(&reader, &mut report);
    together::from_results(&reader, &mut report, declared_results);
    together::from_all(&reader, &mut report);
    if report.results.is_empty() && report.statistics.is_empty() && kind::is_blank_form(document) {
        let blank = "most rows of its tables are empty: it seems to be a form that nobody has filled in";
        report.doubts.push(blank.to_string());
    }
    // A framework without a column for what was reached, and no text beside it, is a plan.
    let plan = !report.results.is_empty()
        && report.results.iter().all(|result| result.plan_only)
        && report.sections.iter().map(|section| section.words).sum::<usize>() < PLAN_WORDS;
    if report.kind == Kind::Other && plan {
        report.kind = Kind::Proposal;
    }
    if readable.mixed {
        report.results.iter_mut().for_each(doubt_silence);
    }
    report.gender_marker = report.gender_marker.or_else(|| gender::stated_marker(&reader));
    report
}

/// What of a document is read: in its language, with tables where it has them.
fn readable<'a>(
    language: &str,
    document: &'a Document,
    lexicons: &Lexicons,
    vocabulary: &Vocabulary,
) -> Readable<'a> {
    let main = Own {
        code: language,
        lexicon: lexicons.language(language),
        vocabulary,
    };
    let mut readable = if lexicons.has(language) {
        Readable::of(document, &main, lexicons)
    } else {
        Readable::whole(document)
    };
    if let Some(laid_out) = layouts::laid_out(&readable.document, &main) {
        readable.document = Cow::Owned(laid_out);
    }
    readable
}

/// The sentences of a report that name a training or a campaign and tell of none, and why. Only who asks for it needs it: the
/// document is read once more.
pub fn untold(document: &Document, report: &Report, lexicons: &Lexicons) -> Vec<Untold> {
    let language = report.language.as_deref().unwrap_or_default();
    let vocabulary = Vocabulary::default();
    let readable = readable(language, document, lexicons, &vocabulary);
    let mut reader = Reader::new(&readable.document, lexicons, language, vocabulary);
    reader.kind = report.kind;
    activities::untold(&reader, report)
}

/// The words of a text that are in lists, each with the list's name.
pub fn known_words(text: &str, language: &str, lexicons: &Lexicons) -> Vec<(String, &'static str)> {
    let document = Document::default();
    let sentence = Reader::new(&document, lexicons, language, Vocabulary::default()).sentence(text);
    let known = sentence
        .hits
        .iter()
        .map(|hit| (sentence.written(hit).to_string(), hit.list.name()));
    known.collect()
}

/// What the wording of an indicator says by itself, without the report around it; nothing where there are no word lists
/// for its language.
pub fn wording(text: &str, lexicons: &Lexicons) -> Option<Indicator> {
    let document = Document::default();
    let language = language::of_wording(text, lexicons);
    if !lexicons.has(&language) {
        return None;
    }
    let reader = Reader::new(&document, lexicons, &language, Vocabulary::default());
    let mut indicator = Indicator {
        text: text.to_string(),
        ..Indicator::default()
    };
    results::understand(&reader, &mut indicator);
    Some(indicator)
}

/// A block's text, or its rows when it is a table.
fn passages_of(block: &Block) -> Vec<Passage> {
    match &block.kind {
        BlockKind::Table(table) => (0..table.rows()).map(|row| table.row(row)).collect(),
        _ => block
            .text()
            .map(|text| Passage::new(text, block.location.clone()))
            .into_iter()
            .collect(),
    }
}

fn declared_result(reader: &Reader, result: &mut ResultStatement) {
    declared::join(&mut result.indicators);
    result.framed = true;
    result.names_gender = gender::named_in(&reader.sentence(&result.text));
    for indicator in &mut result.indicators {
        let rises = indicator.ascending == Some(true);
        results::understand(reader, indicator);
        // More of a delivery is never worse, whatever a misplaced baseline says.
        if rises && indicator.observes == Observes::Delivery {
            indicator.ascending = Some(true);
        }
    }
}

/// What the report does not say of a result, it may say in a passage that could not be read.
fn doubt_silence(result: &mut ResultStatement) {
    result.unmentioned_actors.clear();
    if result.progress.is_empty() && result.statements.is_empty() {
        result.certainty = Certainty::Doubtful;
    }
}

/// A plan has fewer words of running text than this.
const PLAN_WORDS: usize = 300;
