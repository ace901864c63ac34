//! Whether a paragraph goes on about the training or campaign that the one before it told of.

use super::duration::tells_length;
use super::{Paragraph, Size, kind, repeats_the_body};
use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;
use crate::extract::{Reader, Role};
use crate::report::{Claim, Report};

/// "The course lasted three days", "It was attended by 34 teachers", right below it under one heading. "The course for
/// teachers" may be another.
pub fn goes_on(reader: &Reader, report: &Report, last: &Paragraph, own: &Paragraph) -> bool {
    let next = own.block.is_some() && own.block == last.block.map(|at| at + 1);
    let beside = next && own.location.section == last.location.section;
    let told = matches!(own.role, Role::Achieved | Role::Other) && !repeats_the_body(reader, own.location);
    let Some(first) = own.sentences.first().filter(|_| beside && told) else {
        return false;
    };
    let sentence = &first.sentence;
    let mut openings = sentence.all(List::AccountGoesOn);
    let Some(opening) = openings.find(|hit| hit.start == 0) else {
        return false;
    };
    let statement = &report.statements[first.statement];
    if statement.claims(Claim::Plan) || is_of_another(sentence, opening) {
        return false;
    }
    // "It" may stand for something else.
    kind(sentence).is_some() || tells_length(sentence) || !Size::of(report, first).is_none()
}

/// "The course lasted three days and reached 24 inspectors", after the course was told of.
pub fn speaks_of_it_again(sentence: &Sentence) -> bool {
    let mut openings = sentence.all(List::AccountGoesOn);
    let opening = openings.find(|hit| hit.start == 0);
    opening.is_some_and(|opening| tells_length(sentence) && !is_of_another(sentence, opening))
}

fn is_of_another(sentence: &Sentence, opening: &Hit) -> bool {
    [List::OfWords, List::SubjectMarks, List::Purpose]
        .into_iter()
        .any(|list| sentence.starts(list, opening.end))
}
