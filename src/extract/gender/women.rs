//! Whether the work is for women or girls alone, so that nobody expects men among those whom it reaches.

use super::super::Reader;
use super::super::lexicon::List;
use crate::report::{Counted, Report};

/// The title names women or girls, or several groups are counted that are all of women, and men are counted nowhere.
pub fn is_for_women(reader: &Reader, report: &Report) -> bool {
    let female = |text: &str| reader.sentence(text).has(List::Female);
    let male = |text: &str| reader.sentence(text).has(List::Male);
    let reached = report.statistics.iter().filter(|own| {
        let people = own.counted == Counted::People;
        people && !own.context && !own.planned
    });
    let (women, others): (Vec<_>, Vec<_>) = reached.partition(|own| {
        let noun = format!("{} {}", own.noun, own.subject);
        female(&noun) && !male(&noun)
    });
    let titled = report
        .title
        .as_ref()
        .is_some_and(|title| female(&title.text) && !male(&title.text));
    let split = others.iter().any(|own| own.part || !own.breakdowns.is_empty());
    !split && (titled && others.len() <= women.len() || women.len() > 1 && others.is_empty())
}
