//! Whether a sentence that names a training or a campaign says that it was carried out, and if not, why.

use super::not_held::was_not_held;
use super::size::Size;
use super::tells::parts::tells_who_they_are;
use super::tells::{came_after, came_before, is_quality, tells_contents};
use super::{OPENING, Told, duration, kind, outset};
use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;
use crate::report::{ActivityKind, Claim, Report};

/// The kind of what a sentence says was carried out: it tells an act, or how many took part.
pub(super) fn carried_out(report: &Report, told: &Told) -> Option<ActivityKind> {
    let kind = kind(&told.sentence)?;
    kept_from_telling(report, told, kind).is_none().then_some(kind)
}

/// Why a sentence that names a training or a campaign tells of none that was carried out.
pub(super) fn kept_from_telling(report: &Report, told: &Told, kind: ActivityKind) -> Option<&'static str> {
    let statement = &report.statements[told.statement];
    let claims = |any: &[Claim]| any.iter().any(|claim| statement.claims(*claim));
    // "The campaign cost …" says of one that is told elsewhere what it cost.
    let costs = told
        .sentence
        .numbers
        .iter()
        .any(|number| told.sentence.is_money(number));
    let size = Size::of(report, told);
    // "150,000 leaflets in two languages;" is an item of a list and says nothing of them.
    let sessions = size.volume.is_some() && statement.text.ends_with('.') && !tells_contents(&told.sentence);
    let counted = size.people.is_some() || sessions;
    let done = claims(&[Claim::Activity, Claim::Output])
        || (counted && !tells_who_they_are(&told.sentence))
        || duration::has_lasted(&told.sentence);
    // "The goal is reached: 24 courses were held" judges the goal; the courses are told elsewhere.
    let other = claims(&[Claim::Plan, Claim::Shortfall]) || statement.shown_by_delivery;
    // "Of the evaluators asked, 26 had received training" is somebody's answer.
    let asked = told.sentence.has(List::DataCollection);
    let looks_back = looks_back(&told.sentence)
        || came_after(&told.sentence)
        || came_before(&told.sentence)
        || tells_of_a_part(&told.sentence) && !claims(&[Claim::Activity]);
    let question = statement.text.ends_with('?');
    let sentence = &told.sentence;
    let quality = kind == ActivityKind::Training && tells_qualities(sentence);
    let reasons = [
        (question, "it asks a question"),
        (was_not_held(sentence), "it says that it was not held"),
        (other, "it tells of a plan, of what fell short, or judges a goal"),
        (costs, "it tells what something cost"),
        (asked, "it tells of an inquiry, or of what people answered"),
        (
            looks_back,
            "it tells of what came before or after, or of some of those who took part",
        ),
        (outset::is_only_begun(sentence), "it says only that it was begun"),
        (
            outset::is_only_prepared(sentence),
            "it says only that it was prepared",
        ),
        (
            outset::describes_work(sentence),
            "it describes what the work consists of",
        ),
        (outset::is_task(sentence), "it names what is to be done"),
        (quality, "the word tells who somebody is"),
        (
            !done,
            "it has neither a verb by which something was done or held, nor how many took part",
        ),
    ];
    reasons.into_iter().find_map(|(is, why)| is.then_some(why))
}

/// Trainings are named only to say who somebody is: "each clinic has a trained midwife".
pub(super) fn tells_qualities(sentence: &Sentence) -> bool {
    sentence
        .all(List::TrainingWords)
        .all(|hit| is_quality(sentence, hit))
}

/// "Of the callers 274 later enrolled in a course": what some of those reached did.
pub(super) fn tells_of_a_part(sentence: &Sentence) -> bool {
    let of = [List::AmongWords, List::OfWords]
        .into_iter()
        .any(|list| sentence.starts(list, 0));
    of && sentence
        .first(List::People)
        .is_some_and(|whole| whole.start < OPENING)
}

/// "Three months after the course": the sentence is of what came later. "87 men took part, and after the course …" is of both.
pub(super) fn looks_back(sentence: &Sentence) -> bool {
    let later = |training: &Hit| {
        // "Trained in first aid, they now …"; not "20 judges were trained in law".
        let told = |word: &Hit| word.start == training.start && sentence.ends(List::BeWords, word.start);
        let mut words = sentence.all(List::LaterWords).filter(|word| !told(word));
        words.any(|word| {
            word.start < OPENING && word.start <= training.start && training.start <= word.end + 1
        })
    };
    sentence.has(List::TrainingWords) && sentence.all(List::TrainingWords).all(later)
}
