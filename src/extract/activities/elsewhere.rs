//! What the rest of the report says of an activity: the same activity told again, what its participants do now, its
//! gender content, and the indicators that observe it.

use foldhash::HashSet;

use super::effects::speaks_of_those_before;
use super::marks::{Marks, NAMED_ALIKE, common_words, marks, participants_in};
use super::tells::{is_measured, tells_change, tells_impact};
use super::{Paragraph, Size, Told, kind, looks_back, repeats_the_body};
use crate::document::Location;
use crate::extract::Reader;
use crate::extract::lexicon::{Hit, List};
use crate::extract::results::names_numbered;
use crate::extract::words::Sentence;
use crate::report::{Activity, ActivityKind, Indicator, Report};

/// Words between "every" and a training.
const EVERY: usize = 2;
/// Paragraphs of a section that is on one thing.
const SHORT: usize = 3;

fn extend(own: &mut Vec<usize>, other: Vec<usize>) {
    for index in other {
        if !own.contains(&index) {
            own.push(index);
        }
    }
}

/// Joins what is told twice, and adds what other paragraphs, results and indicators tell of the activities.
pub fn complete(
    reader: &Reader,
    report: &Report,
    paragraphs: &[Paragraph],
    told: Vec<Activity>,
) -> Vec<Activity> {
    let common = common_words(paragraphs);
    let mut found: Vec<(Activity, Marks)> = Vec::new();
    for activity in told {
        let marks = marks(reader, report, &activity, &common);
        let same = found
            .iter_mut()
            .find(|(other, own)| is_same(report, (other, own), (&activity, &marks)));
        match same {
            Some((other, own)) => {
                own.participants.extend(marks.participants);
                own.own.extend(marks.own);
                join(other, activity);
            }
            None => found.push((activity, marks)),
        }
    }
    add_told(reader, report, paragraphs, &mut found);
    let completed = found.into_iter().map(|(mut activity, marks)| {
        activity.indicators = observing(reader, report, &marks);
        extend(&mut activity.results, accountable(reader, report, &marks));
        let told = of_result(reader, report, &activity, &marks);
        extend(&mut activity.changes, told);
        activity
    });
    completed.collect()
}

/// The same number of people in the same kind of activity, or the same words in its name: it is told twice.
fn is_same(report: &Report, (one, own): (&Activity, &Marks), (other, others): (&Activity, &Marks)) -> bool {
    let place = |activity: &Activity| &report.statements[activity.statements[0]].location;
    let people = one.people.is_some() && one.people == other.people;
    let differ = one.people.is_some() && other.people.is_some() && one.people != other.people;
    let named = own.name.intersection(&others.name).count() >= NAMED_ALIKE && !differ;
    // The rows of a table are so many trainings.
    let rows = one.row_name.is_some() && other.row_name.is_some();
    // Forty farmers and forty clerks are others.
    let strangers = !own.participants.is_empty()
        && !others.participants.is_empty()
        && own.participants.is_disjoint(&others.participants);
    one.kind == other.kind && !rows && place(one) != place(other) && (people && !strangers || named)
}

fn join(own: &mut Activity, other: Activity) {
    own.people = own.people.max(other.people);
    own.volume = own.volume.max(other.volume);
    if own.women.is_none() && own.men.is_none() {
        (own.women, own.men) = (other.women, other.men);
    }
    if !own.held.is_known() {
        own.held = other.held;
    }
    own.duration = own.duration.take().or(other.duration);
    extend(&mut own.statements, other.statements);
    extend(&mut own.changes, other.changes);
    extend(&mut own.results, other.results);
}

fn add_told(reader: &Reader, report: &Report, paragraphs: &[Paragraph], found: &mut [(Activity, Marks)]) {
    let told_of: HashSet<usize> = found
        .iter()
        .flat_map(|(own, _)| own.statements.iter().copied())
        .collect();
    // Where the last activity was told: what follows it under one heading may go on to speak of those who took part.
    let mut last: Option<&Paragraph> = None;
    let mut previous: Option<&Location> = None;
    for paragraph in paragraphs {
        let tells = |told: &Told| told_of.contains(&told.statement);
        if paragraph.sentences.iter().any(tells) {
            last = Some(paragraph);
        }
        let before = last.filter(|last| last.location.section == paragraph.location.section);
        let alone = last.is_some_and(|last| {
            let others = paragraphs
                .iter()
                .filter(|other| other.location.section == last.location.section);
            let told =
                |other: &Paragraph| other.location == last.location || !other.sentences.iter().any(tells);
            others.clone().count() <= SHORT && others.into_iter().all(told)
        });
        let next = !paragraph
            .sentences
            .iter()
            .any(|told| kind(&told.sentence).is_some())
            && !turns_to_others(paragraph);
        let mut place = Place {
            goes_on: alone && next && before.is_some() && previous == last.map(|last| last.location),
            before,
            later: None,
            of_all: is_headed_changes(reader, paragraph),
            pronoun: false,
        };
        // What is told of one activity is not told of another.
        for told in paragraph.sentences.iter().filter(|told| !tells(told)) {
            if looks_back(&told.sentence) {
                place.later = kind(&told.sentence).or(place.later);
            }
            place.pronoun = speaks_of_those_before(paragraph, told);
            add(reader, report, told, &place, found);
        }
        previous = Some(paragraph.location);
    }
}

/// "Besides, 22 nurses …": the paragraph begins with something else.
pub fn turns_to_others(paragraph: &Paragraph) -> bool {
    paragraph.sentences.first().is_some_and(|told| {
        [List::FurtherWords, List::BesidesWords]
            .into_iter()
            .flat_map(|list| told.sentence.all(list))
            .any(|hit| hit.start < OPENING)
    })
}

/// Words at the beginning of a sentence.
const OPENING: usize = 3;

/// Where a sentence stands that may speak of an activity.
struct Place<'a> {
    /// The paragraph before it that tells of one.
    before: Option<&'a Paragraph<'a>>,
    /// It is the paragraph right after the only one of its section that tells of activities, and tells of none itself.
    goes_on: bool,
    /// What its paragraph is about: "three months after the course", until it ends.
    later: Option<ActivityKind>,
    /// Its heading says that it tells what changed, of whatever was done.
    of_all: bool,
    /// It speaks of those of whom the sentence before it in the same paragraph tells.
    pronoun: bool,
}

/// "What changed" over what became of all that was done: neither "Change of the law" nor "Effect 1: …".
fn is_headed_changes(reader: &Reader, paragraph: &Paragraph) -> bool {
    paragraph.location.section.last().is_some_and(|heading| {
        let sentence = reader.sentence(heading);
        let alone = sentence.content().len() <= 1;
        let mut hits = sentence.all(List::HeadingChanges);
        hits.any(|hit| alone || hit.end - hit.start > 1) && !names_numbered(reader, heading)
    })
}

fn add(reader: &Reader, report: &Report, told: &Told, place: &Place, found: &mut [(Activity, Marks)]) {
    let statement = &report.statements[told.statement];
    let impact = tells_impact(statement, &told.sentence);
    if !impact && !tells_change(statement, &told.sentence) {
        return;
    }
    let every = of_every(&told.sentence);
    for (activity, marks) in found.iter_mut() {
        let follows = place.before.is_some_and(|before| {
            let mut own = before.sentences.iter();
            own.any(|told| activity.statements.contains(&told.statement))
        });
        let same_kind = kind(&told.sentence) == Some(activity.kind);
        let later = place.later == Some(activity.kind);
        let measured = place.goes_on && is_measured(statement, &told.sentence) || impact;
        let goes_on = follows && (same_kind || later || measured || marks.take_part_in(&told.sentence));
        let of_all = place.of_all && !place.pronoun;
        if !(of_all || every && same_kind || goes_on || marks.are_in(&told.sentence)) {
            continue;
        }
        // More people than took part are other people.
        let more = activity.people.is_some() && Size::of(report, told).people > activity.people;
        if more || counts_others(reader, report, told.statement, activity) {
            continue;
        }
        extend(&mut activity.changes, vec![told.statement]);
    }
}

/// "Every course had a half-day on …", "in all our trainings".
pub fn of_every(sentence: &Sentence) -> bool {
    [List::TrainingWords, List::CampaignWords]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| {
            let every = sentence.all(List::EveryWords);
            every.into_iter().any(|word| {
                word.start == hit.start || (word.end <= hit.start && hit.start - word.end <= EVERY)
            })
        })
}

/// Results whose own words or account name the activity.
fn accountable(reader: &Reader, report: &Report, marks: &Marks) -> Vec<usize> {
    let named = |text: &str| reader.sentences(text).iter().any(|own| marks.are_in(own));
    let results = report.results.iter().enumerate();
    results
        .filter(|(_, result)| {
            let indicators = result.indicators.iter().map(|indicator| &indicator.text);
            let mut account = indicators.chain(result.progress.iter().map(|passage| &passage.text));
            marks.are_expected_in(&reader.sentence(&result.text)) || account.any(|text| named(text))
        })
        .map(|(index, _)| index)
        .collect()
}

/// What is told of the result that the activity is.
fn of_result(reader: &Reader, report: &Report, activity: &Activity, marks: &Marks) -> Vec<usize> {
    let results = report.results.iter();
    results
        .filter(|result| marks.are_expected_in(&reader.sentence(&result.text)))
        .flat_map(|result| result.statements.iter().copied())
        .filter(|index| {
            let statement = &report.statements[*index];
            let sentence = reader.sentence(&statement.text);
            tells_change(statement, &sentence) && !counts_others(reader, report, *index, activity)
        })
        .collect()
}

/// A summary has a word on everybody: whoever it counts otherwise than this activity are others.
fn counts_others(reader: &Reader, report: &Report, statement: usize, activity: &Activity) -> bool {
    let own = &report.statements[statement];
    let told = Told {
        statement,
        sentence: reader.sentence(&own.text),
    };
    let people = Size::of(report, &told).people;
    repeats_the_body(reader, &own.location)
        && activity.people.is_some()
        && people.is_some()
        && people != activity.people
}

/// A training names those who had it, a campaign itself.
fn is_of_the_reached(sentence: &Sentence) -> bool {
    let trained = |hit: &Hit| sentence.is_passive(&sentence.tokens[hit.end - 1].lower);
    let mut trainings = sentence.all(List::TrainingWords).peekable();
    trainings.peek().is_none() || trainings.any(trained) || looks_back(sentence)
}

fn has_number(indicator: &Indicator) -> bool {
    let mut actuals = indicator
        .periods
        .iter()
        .filter_map(|period| period.actual.as_ref());
    actuals.any(|actual| actual.number.is_some())
}

fn observing(reader: &Reader, report: &Report, marks: &Marks) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (at, result) in report.results.iter().enumerate() {
        for (place, indicator) in result.indicators.iter().enumerate() {
            let vague = indicator.abstract_change && !indicator.measurable && !has_number(indicator);
            if !indicator.tells_change || indicator.implied || vague || !indicator.has_actual() {
                continue;
            }
            let sentence = reader.sentence(&indicator.text);
            let whom = participants_in(&sentence);
            let theirs = whom.iter().any(|noun| marks.participants.contains(noun));
            // "Share of those trained who use it", and not "in work or training"
            let anyone =
                whom.is_empty() && kind(&sentence) == Some(marks.kind) && is_of_the_reached(&sentence);
            let subject = || {
                sentence
                    .content()
                    .iter()
                    .any(|word| marks.subjects.contains(*word))
            };
            if theirs || anyone || subject() {
                found.push((at, place));
            }
        }
    }
    found
}
