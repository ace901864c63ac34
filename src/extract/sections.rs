//! The sections of a report: its headings, and what stands under them.

use super::Reader;
use super::activities::has_effect_verb;
use super::lexicon::List;
use super::reader::is_headline;
use super::words::Sentence;
use crate::document::{BlockKind, Document};
use crate::report::{Claim, Counted, Report, Section, Statement};

/// Deliveries that are told with a number under a heading, at the least.
const MANY: usize = 2;
/// So many deliveries for one change.
const FEW: usize = 8;
/// Words of a heading that promises changes: a longer one is a sentence.
const HEADING: usize = 8;

/// "Challenges and lessons". A title, "Learning that puts three meals on the table", names what the whole work is about.
fn names_lessons(reader: &Reader, text: &str) -> bool {
    let heading = reader.sentence(text);
    if reader.is_title(text) {
        return heading.has(List::LessonNouns);
    }
    let named = [List::HeadingLessons, List::HeadingLearning]
        .into_iter()
        .any(|list| heading.has(list));
    named && !is_headline(&heading)
}

/// The headings with the words under them, from the first.
pub fn sections(reader: &Reader, document: &Document) -> Vec<Section> {
    let mut found: Vec<Section> = Vec::new();
    for block in &document.blocks {
        if let BlockKind::Heading { level, text } = &block.kind {
            found.push(Section {
                heading: text.clone(),
                level: *level,
                location: block.location.clone(),
                words: 0,
                role: reader.heading_role(text),
                names_gender: super::gender::named_in(&reader.sentence(text)),
                names_lessons: names_lessons(reader, text),
                only_deliveries: false,
            });
            continue;
        }
        let words = block.text().map_or(0, |text| text.split_whitespace().count());
        let mut below = u8::MAX;
        for section in found.iter_mut().rev().take_while(|_| words > 0) {
            if section.level < below {
                section.words += words;
                below = section.level;
            }
        }
    }
    found
}

/// Marks the headings that promise impact, outcomes or changes and have only counts of deliveries under them. The title is
/// over everything.
pub fn mark_deliveries(reader: &Reader, report: &mut Report) {
    let marked: Vec<bool> = report
        .sections
        .iter()
        .enumerate()
        .map(|(at, section)| {
            at > 0
                && promises_changes(&reader.sentence(&section.heading))
                && counts_deliveries(reader, report, section)
        })
        .collect();
    for (section, marked) in report.sections.iter_mut().zip(marked) {
        section.only_deliveries = marked;
    }
}

fn promises_changes(heading: &Sentence) -> bool {
    let words = heading.tokens.iter().filter(|token| token.is_word()).count();
    let other = [
        List::HeadingExpected,
        List::HeadingPlan,
        List::HeadingContext,
        List::HeadingFuture,
        List::ExpectedWords,
        List::HeadingFollowUp,
    ];
    let named = [List::LevelOutcome, List::LevelImpact, List::HeadingChanges];
    words <= HEADING
        && named.into_iter().any(|list| heading.has(list))
        && !other.into_iter().any(|list| heading.has(list))
}

fn counts_deliveries(reader: &Reader, report: &Report, section: &Section) -> bool {
    let under: Vec<&Statement> = report
        .statements
        .iter()
        .filter(|told| told.location.section.contains(&section.heading))
        .collect();
    let changed = |told: &&Statement| {
        let claims = [Claim::Outcome, Claim::Impact, Claim::Assertion];
        claims.into_iter().any(|claim| told.claims(claim)) || has_effect_verb(&reader.sentence(&told.text))
    };
    let delivered = |told: &&&Statement| {
        let done = told.tells_deed() && !told.claims(Claim::Lesson) && !told.claims(Claim::Plan);
        let counts = || {
            reader
                .sentence(&told.text)
                .numbers
                .iter()
                .any(|number| !number.percent)
        };
        done && counts() || is_count(report, told)
    };
    let many = under.iter().filter(delivered).count();
    // One word on a change among many counts does not make it an account of changes.
    many >= MANY && under.iter().filter(|told| changed(told)).count() * FEW <= many
}

/// "5,481 direct beneficiaries": a line that says how many of whom or what, and not what was done.
fn is_count(report: &Report, told: &Statement) -> bool {
    let delivered = |counted: Counted| {
        matches!(
            counted,
            Counted::People | Counted::Households | Counted::Events | Counted::Products | Counted::Contacts
        )
    };
    let line = !told.text.ends_with('.');
    let mut here = report
        .statistics
        .iter()
        .filter(|own| own.quote.location == told.location && own.quote.text == told.text);
    line && here.any(|own| delivered(own.counted) && !own.planned && !own.context)
}
