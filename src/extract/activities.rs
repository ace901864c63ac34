//! Trainings, campaigns and services of which the text tells, each with all that is said of it, wherever that stands.

mod carried;
mod duration;
mod effects;
mod elsewhere;
mod goes_on;
mod marks;
mod not_held;
mod outset;
pub mod reach;
mod repeated;
mod rows;
mod services;
mod size;
pub mod tells;
mod untold;

use foldhash::HashMap;
use rayon::join;

use self::carried::{carried_out, looks_back, tells_of_a_part, tells_qualities};
pub use self::duration::{length_told, years_told};
pub use self::effects::{asserts_effect, effect_verb, has_effect_verb};
pub use self::elsewhere::of_every;
use self::not_held::was_not_held;
use self::repeated::is_repeated;
use self::size::Size;
use self::tells::tells_change;
pub use self::untold::untold;
use super::lexicon::{Hit, List};
pub(super) use super::statements::ACTS;
use super::words::Sentence;
use super::{Reader, Role};
use crate::document::{BlockKind, Location};
use crate::report::{Activity, ActivityKind, Claim, Report, ResultStatement, Statement};

/// A sentence of running text.
struct Told {
    statement: usize,
    sentence: Sentence,
}

/// A paragraph, a list item: its sentences in order.
struct Paragraph<'a> {
    location: &'a Location,
    /// Its block in the document; a cell has none.
    block: Option<usize>,
    role: Role,
    is_headed_campaign: bool,
    is_item: bool,
    sentences: Vec<Told>,
}

pub fn activities(reader: &Reader, report: &Report) -> Vec<Activity> {
    let (mut found, units) = join(|| held(reader, report), || services::units(reader, report));
    found.extend(services::services(reader, report, &units, &found));
    found
}

/// The trainings and campaigns.
fn held(reader: &Reader, report: &Report) -> Vec<Activity> {
    let paragraphs = paragraphs(reader, &report.statements);
    let mut found: Vec<Activity> = Vec::new();
    // The paragraph that told the last one, where it told no other.
    let mut last: Option<&Paragraph> = None;
    let tells = tells_work;
    let repeats = |own: &Paragraph| repeats_the_body(reader, own.location);
    // A line under the title is no body of which "Key achievements" could be the summary.
    let body = |own: &Paragraph| own.location.section.len() > 1 && tells(own) && !repeats(own);
    let has_body = report.results.iter().any(|result| result.expected) || paragraphs.iter().any(body);
    let counts = |own: &Paragraph| tells(own) && !(has_body && repeats(own));
    for paragraph in paragraphs.iter().filter(|own| !outset::is_caption(own)) {
        let begun = last
            .filter(|last| goes_on::goes_on(reader, report, last, paragraph))
            .and_then(|_| found.pop());
        let told = if begun.is_some() || counts(paragraph) {
            told_in(report, paragraph, begun)
        } else {
            Vec::new()
        };
        last = Some(paragraph).filter(|_| told.len() == 1);
        found.extend(told);
    }
    rows::add(reader, report, &paragraphs, &mut found);
    if found.is_empty() {
        return found;
    }
    let mut found = elsewhere::complete(reader, report, &paragraphs, found);
    rows::mark_summed_up(reader, report, &mut found);
    for activity in &mut found {
        let told = duration::duration(reader, report, activity);
        activity.duration = told.or(activity.duration.take());
        rows::complete(reader, report, activity);
    }
    if !has_indicators(&report.results) {
        effects::find(reader, report, &paragraphs, &mut found);
    }
    found
}

/// Whether a framework says by what the results are to be known.
pub fn has_indicators(results: &[ResultStatement]) -> bool {
    let mut indicators = results.iter().flat_map(|result| &result.indicators);
    indicators.any(|indicator| !indicator.implied)
}

fn paragraphs<'a>(reader: &'a Reader, statements: &[Statement]) -> Vec<Paragraph<'a>> {
    let mut places: HashMap<(&Location, &str), usize> = HashMap::default();
    for (index, statement) in statements.iter().enumerate() {
        places
            .entry((&statement.location, statement.text.as_str()))
            .or_insert(index);
    }
    let blocks = reader.document.blocks.iter().enumerate();
    blocks
        .filter(|(_, block)| !matches!(block.kind, BlockKind::Heading { .. }))
        .filter_map(|(index, block)| {
            let sentences = reader.sentences(block.text()?);
            let told = sentences.iter().filter_map(|sentence| {
                let statement = *places.get(&(&block.location, sentence.text.as_str()))?;
                let sentence = sentence.clone();
                Some(Told { statement, sentence })
            });
            Some(Paragraph {
                location: &block.location,
                block: Some(index),
                role: reader.role(index),
                is_headed_campaign: block
                    .location
                    .section
                    .last()
                    .is_some_and(|heading| reader.sentence(heading).has(List::CampaignWords)),
                is_item: matches!(block.kind, BlockKind::ListItem { .. }),
                sentences: told.collect(),
            })
        })
        .collect()
}

/// A summary, or an annex: what is told there stands in the report's body.
fn repeats_the_body(reader: &Reader, place: &Location) -> bool {
    place.section.iter().any(|heading| {
        let heading = reader.sentence(heading);
        [List::HeadingSummary, List::HeadingAnnex]
            .into_iter()
            .any(|list| heading.has(list))
    })
}

/// Where a report tells what was done: "we opened 14 centres" does, though it stands in the introduction.
fn gives_account(paragraph: &Paragraph) -> bool {
    let did = |told: &Told| told.sentence.tells_what_we_did();
    match paragraph.role {
        Role::Achieved | Role::Other => true,
        Role::Context => paragraph.sentences.iter().any(did),
        _ => false,
    }
}

/// Where a training or a campaign is told of.
fn tells_work(paragraph: &Paragraph) -> bool {
    let named = |told: &Told| kind(&told.sentence).is_some();
    gives_account(paragraph) && paragraph.sentences.iter().any(named)
}

fn kind(sentence: &Sentence) -> Option<ActivityKind> {
    named(sentence).map(|(kind, _)| kind)
}

/// The kind, and the word that names it.
fn named(sentence: &Sentence) -> Option<(ActivityKind, &Hit)> {
    let mut trainings = sentence.all(List::TrainingWords);
    let training = trainings.find(|hit| !is_a_place(sentence, hit) && !is_no_training(sentence, hit));
    let campaign = || sentence.first(List::CampaignWords);
    training
        .map(|hit| (ActivityKind::Training, hit))
        .or_else(|| campaign().map(|hit| (ActivityKind::Campaign, hit)))
}

/// The kind that words in a table name, and the word as written.
pub fn named_in(words: &Sentence) -> Option<(ActivityKind, String)> {
    named(words).map(|(kind, hit)| (kind, words.written(hit).to_string()))
}

/// As the report writes that word.
fn name(sentence: &Sentence) -> String {
    named(sentence).map_or_else(String::new, |(_, hit)| sentence.written(hit).to_string())
}

/// A word for a training or a campaign, as written, in a sentence that tells of none: "trained midwives assisted 40 women".
fn kind_word(sentence: &Sentence) -> String {
    let lists = [List::TrainingWords, List::CampaignWords].into_iter();
    let word = lists.flat_map(|list| sentence.all(list)).next();
    word.map_or_else(String::new, |hit| sentence.written(hit).to_string())
}

/// "In the course of this work", "lessons learned".
pub fn is_no_training(sentence: &Sentence, hit: &Hit) -> bool {
    let mut others = sentence.all(List::NoTraining);
    others.any(|other| (other.start..other.end).contains(&hit.start))
}

/// "Owners of workshops", but "participants of workshops"; "the training centre", "centre de formation".
fn is_a_place(sentence: &Sentence, hit: &Hit) -> bool {
    if sentence.starts(List::Facilities, hit.end) {
        return true;
    }
    let Some(of) = hit
        .start
        .checked_sub(1)
        .filter(|at| sentence.at(List::OfWords, *at))
    else {
        return false;
    };
    let house = !sentence.head_last() && sentence.ends(List::Facilities, of);
    house
        || sentence.ends(List::People, of)
            && of > 0
            && ![List::AnyPeople, List::TakingPart]
                .into_iter()
                .any(|list| sentence.at(list, of - 1))
}

/// "So far 205 women have thus been trained", "in all 43 courses were held": what the paragraph has told, once more.
fn sums_up(sentence: &Sentence) -> bool {
    [List::Total, List::SummingWords]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| hit.start < OPENING)
}

/// Words at the beginning of a sentence: "Three months after".
const OPENING: usize = 4;

/// The activities of one paragraph: each begins where it is said to have been carried out, and goes on to the next.
/// `begun`: the one of the paragraph before, where this one goes on about it.
fn told_in(report: &Report, paragraph: &Paragraph, begun: Option<Activity>) -> Vec<Activity> {
    let mut found: Vec<Activity> = begun.into_iter().collect();
    // "The courses were planned with … . In all 43 courses were held": from where the paragraph first speaks of it.
    let mut before: Vec<usize> = Vec::new();
    let mut named: Vec<usize> = Vec::new();
    for told in paragraph
        .sentences
        .iter()
        .filter(|own| !was_not_held(&own.sentence))
    {
        let size = Size::of(report, told);
        let begun = carried_out(report, told).filter(|kind| {
            found.last().is_none_or(|current| {
                // "The training took two days and was led by two lawyers."
                let again = sums_up(&told.sentence) || goes_on::speaks_of_it_again(&told.sentence);
                let once_more = *kind == current.kind && again;
                !once_more && size.is_of_another(current) || (*kind != current.kind && !size.is_none())
            })
        });
        if let Some(kind) = begun {
            if kind == ActivityKind::Training {
                before.retain(|index| named.contains(index));
            }
            found.push(Activity {
                kind,
                name: name(&told.sentence),
                ..Activity::default()
            });
        }
        if let Some(current) = found.last_mut() {
            current.statements.append(&mut before);
            current.statements.push(told.statement);
            if outset::is_only_begun(&told.sentence) {
                continue;
            }
            current.people = current.people.max(size.people);
            current.volume = current.volume.max(size.volume);
            current.repeated |= begun.is_some() && is_repeated(&told.sentence);
        } else if kind(&told.sentence).is_some() || !named.is_empty() {
            named.push(told.statement);
            before.push(told.statement);
        } else if reaches_out(report, paragraph, told) {
            before.push(told.statement);
        }
    }
    let of_any = |told: &Told| found.iter().any(|own| own.statements.contains(&told.statement));
    let first = paragraph.sentences.iter().position(of_any).unwrap_or(0);
    for activity in &mut found {
        describe(report, paragraph, first, activity);
    }
    found
}

/// "Lecturers visited 42 schools", before the leaflets: of one campaign.
fn reaches_out(report: &Report, paragraph: &Paragraph, told: &Told) -> bool {
    let statement = &report.statements[told.statement];
    let places = [List::Facilities, List::Places]
        .into_iter()
        .any(|list| told.sentence.has(list));
    let people = Size::of(report, told).people.is_some();
    let work = [Claim::Activity, Claim::Output]
        .into_iter()
        .any(|claim| statement.claims(claim));
    let headed = paragraph.is_headed_campaign && !told.sentence.numbers.is_empty();
    (headed || places && people && work) && !tells_change(statement, &told.sentence)
}

/// What the paragraph says of an activity. A change may be told before all of its activities, or after them.
fn describe(report: &Report, paragraph: &Paragraph, first: usize, activity: &mut Activity) {
    let at = |told: &Told| activity.statements.contains(&told.statement);
    let begins = paragraph.sentences.iter().position(at).unwrap_or(0);
    for (place, told) in paragraph.sentences.iter().enumerate() {
        let beside = place >= begins || place < first;
        if beside && tells_change(&report.statements[told.statement], &told.sentence) {
            activity.changes.push(told.statement);
        }
    }
    let results = report.results.iter().enumerate();
    activity.results = results
        .filter(|(_, result)| {
            activity
                .statements
                .iter()
                .any(|own| result.statements.contains(own))
        })
        .map(|(index, _)| index)
        .collect();
}
