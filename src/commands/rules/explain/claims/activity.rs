//! Whether a sentence tells of a training, a campaign or a service, and why not.

use tillsyn::report::{Activity, ActivityKind, Report, Statement, Untold};

use super::super::print::at;
use super::super::reads::cut;

/// Letters by which the sentence that begins an activity is known again.
const BEGINNING: usize = 80;

/// "It begins a training, by its word “course”", "It names “training” and tells of none: it says that it was not held".
pub fn told(report: &Report, untold: &[Untold], statement: &Statement) -> Option<String> {
    let index = report
        .statements
        .iter()
        .position(|own| std::ptr::eq(own, statement))?;
    let mut own = report
        .activities
        .iter()
        .filter(|own| own.statements.contains(&index));
    if let Some(activity) = own.next() {
        return Some(of_activity(report, activity, index));
    }
    if let Some(effect) = report.activities.iter().find(|own| own.changes.contains(&index)) {
        let first = begins(report, effect);
        return Some(format!("It is taken to tell what became of the {first}"));
    }
    if let Some(untold) = untold.iter().find(|own| own.statement == index) {
        return Some(format!(
            "It names “{}”, and no training or campaign was read from it: {}",
            untold.word, untold.why
        ));
    }
    let cell = statement.location.table.is_some() || statement.location.sheet.is_some();
    (!cell).then(|| {
        "No training, campaign or service was read from it: it has no word for a training or a campaign, and was not seen to tell what was given to people or built".to_string()
    })
}

fn of_activity(report: &Report, activity: &Activity, index: usize) -> String {
    let kind = activity.kind.name();
    match activity.statements.first() {
        Some(first) if *first != index => format!("It tells more of the {}", begins(report, activity)),
        _ if activity.name.is_empty() => format!("It begins a {kind}"),
        _ if activity.kind == ActivityKind::Service => {
            let word = &activity.name;
            format!(
                "It begins a {kind}: its word “{word}” does not say here that a training or a campaign was held"
            )
        }
        _ => format!("It begins a {kind}, by its word “{}”", activity.name),
    }
}

/// "training that begins with “In May …” — line 12".
fn begins(report: &Report, activity: &Activity) -> String {
    let kind = activity.kind.name();
    let first = activity
        .statements
        .first()
        .and_then(|at| report.statements.get(*at));
    first.map_or_else(String::new, |first| {
        format!(
            "{kind} that begins with “{}”{}",
            cut(&first.text, BEGINNING),
            at(&first.location)
        )
    })
}
