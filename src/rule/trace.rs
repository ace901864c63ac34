//! What scripts read of a report, for those who ask why a rule fired or not.

use std::cell::{Cell, RefCell};

use serde::Serialize;

use crate::document::{Location, Passage};
use crate::finding::Evidence;

/// More reads than this are not kept: a script may read in an endless loop.
const MAX_READS: usize = 10_000;

/// A value that a script asked for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Read {
    /// The type of the thing asked: "Indicator"; empty for a text that is looked through.
    pub of: &'static str,
    /// Its words.
    pub thing: String,
    /// Where these stand.
    #[serde(skip)]
    pub place: Location,
    /// As the script asks for it: `target`, `claims("reason")`; of a text the whole question.
    pub property: String,
    /// As shown to a person, short.
    pub value: String,
    /// The passages from which the value was read, where that is known: of a count the sentence that gives it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<Evidence>,
    /// What the property means, as its documentation has it; empty of a text that is looked through.
    #[serde(skip)]
    pub meaning: &'static str,
    /// On which line of its script the rule was, from 1, where lines are followed.
    pub line: Option<usize>,
}

thread_local! {
    static LINE: Cell<Option<usize>> = const { Cell::new(None) };
    static ACTIVE: Cell<bool> = const { Cell::new(false) };
    static READS: RefCell<Vec<Read>> = const { RefCell::new(Vec::new()) };
}

/// Does some work and hands back what scripts read meanwhile, in order. Within another record, the outer one sees
/// nothing of it.
pub fn record<T>(work: impl FnOnce() -> T) -> (T, Vec<Read>) {
    let outer = (ACTIVE.replace(true), READS.take());
    let done = work();
    ACTIVE.set(outer.0);
    (done, READS.replace(outer.1))
}

/// Whether somebody records on this thread.
pub(super) fn recording() -> bool {
    ACTIVE.get()
}

/// Notes on which line of its script a rule is.
pub(super) fn at_line(line: Option<usize>) {
    LINE.set(line);
}

pub(super) fn line() -> Option<usize> {
    LINE.get()
}

/// What a script asked and got.
pub(super) struct Noted {
    /// Of which words.
    pub thing: Passage,
    pub property: String,
    pub value: String,
    pub from: Vec<Evidence>,
}

/// Notes a read; costs nothing where nobody records.
pub(super) fn note(of: &'static str, meaning: &'static str, read: impl FnOnce() -> Noted) {
    if !recording() {
        return;
    }
    READS.with_borrow_mut(|reads| {
        if reads.len() < MAX_READS {
            let noted = read();
            reads.push(Read {
                of,
                thing: noted.thing.text,
                place: noted.thing.location,
                property: noted.property,
                value: noted.value,
                from: noted.from,
                meaning,
                line: line(),
            });
        }
    });
}

#[cfg(test)]
mod tests {
    use super::{Noted, note, record};
    use crate::document::Passage;

    #[test]
    fn reads_are_kept_only_while_somebody_records_them() {
        let read = |name: &str| {
            note("Indicator", "", || Noted {
                thing: Passage::default(),
                property: name.to_string(),
                value: "yes".to_string(),
                from: Vec::new(),
            })
        };
        read("before");
        let ((inner, ()), reads) = record(|| {
            read("first");
            let (_, inner) = record(|| read("inner"));
            (inner, read("second"))
        });
        let names =
            |reads: &[super::Read]| reads.iter().map(|read| read.property.clone()).collect::<Vec<_>>();
        assert_eq!(names(&reads), ["first", "second"]);
        assert_eq!(names(&inner), ["inner"]);
    }
}
