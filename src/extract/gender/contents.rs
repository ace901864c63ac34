//! What trainings, leaflets, broadcasts and services are told to have been about, one by one, and whether women and men
//! are in it.

mod elsewhere;

use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::is_of_one_sex;
use super::items::{commas, counts, lists, lists_after_colon};
use crate::document::{BlockKind, Location, Passage};
use crate::extract::activities::is_no_training;
use crate::extract::activities::tells::{self, tells_gender};
use crate::extract::lexicon::{Hit, List};
use crate::extract::words::Sentence;
use crate::extract::{Reader, Role, statistics};
use crate::report::{Contents, Counted};
use elsewhere::{Common, accounts, told_elsewhere};

/// What can have contents.
const TAUGHT: [List; 3] = [List::TrainingWords, List::CampaignWords, List::TaughtThings];

/// Words between "told" and "how": "showed the mothers how".
const HOW_REACH: usize = 4;
/// Words from an organisation to what it does.
const OTHERS: usize = 8;

/// Words between what is meant and the verb.
const AHEAD: usize = 4;
/// Items of an announced list that are shown.
const ITEMS: usize = 8;
/// Words at the beginning of a sentence.
const OPENING: usize = 3;

/// A paragraph, a list item.
struct Paragraph<'a> {
    location: &'a Location,
    is_item: bool,
    role: Role,
    sentences: Arc<[Sentence]>,
}

impl Paragraph<'_> {
    fn names_taught(&self) -> Option<usize> {
        self.sentences.iter().position(is_taught)
    }
}

pub fn contents(reader: &Reader) -> Vec<Contents> {
    let paragraphs = paragraphs(reader);
    let common = Common::of(&paragraphs);
    let accounts = accounts(reader);
    let units: Vec<(usize, Vec<usize>)> = (0..paragraphs.len())
        .filter_map(|at| Some((at, told_in(reader, &paragraphs[at])?)))
        .collect();
    units
        .iter()
        .map(|(at, told)| {
            let own = &paragraphs[*at];
            let place = |index: &usize| Passage::new(&own.sentences[*index].text, own.location.clone());
            let named = (0..=told[0])
                .rev()
                .find(|index| is_taught(&own.sentences[*index]));
            let first = named.unwrap_or(told[0]);
            Contents {
                activity: place(&first),
                told: told.iter().map(place).chain(items(&paragraphs, *at)).collect(),
                gendered: gendered(
                    reader,
                    &paragraphs,
                    *at,
                    told_elsewhere(reader, own, &common, &accounts),
                ),
                technical: is_technical(reader, own, told),
                people: people(own),
            }
        })
        .collect()
}

fn people(paragraph: &Paragraph) -> Option<Decimal> {
    let counted = paragraph.sentences.iter().flat_map(statistics::counts::counts);
    let people = counted.filter(|count| count.counted == Counted::People);
    people.map(|count| count.number.high).max()
}

/// "The manual has five chapters:" before a list.
fn announces(sentence: &Sentence) -> bool {
    let subject = sentence.has(List::TeachingVerbs) && is_taught(sentence);
    subject && sentence.text.trim_end().ends_with(':') && !sentence.has(List::Future)
}

/// What stands in the list that a paragraph announces.
fn items<'a>(paragraphs: &'a [Paragraph], at: usize) -> impl Iterator<Item = Passage> + 'a {
    let announced = paragraphs[at].sentences.last().is_some_and(announces);
    let listed = paragraphs[at + 1..].iter().take_while(|other| other.is_item);
    listed
        .take(if announced { ITEMS } else { 0 })
        .flat_map(|item| item.sentences.iter().map(|own| (own, item.location)))
        .map(|(own, place)| Passage::new(&own.text, place.clone()))
}

fn paragraphs<'a>(reader: &'a Reader) -> Vec<Paragraph<'a>> {
    let blocks = reader.document.blocks.iter().enumerate();
    blocks
        .filter(|(_, block)| !matches!(block.kind, BlockKind::Heading { .. }))
        .filter_map(|(index, block)| {
            Some(Paragraph {
                location: &block.location,
                is_item: matches!(block.kind, BlockKind::ListItem { .. }),
                role: reader.role(index),
                sentences: reader.sentences(block.text()?),
            })
        })
        .collect()
}

fn is_taught(sentence: &Sentence) -> bool {
    TAUGHT
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| !tells::is_quality(sentence, hit) && !is_no_training(sentence, hit))
}

fn heading(reader: &Reader, paragraph: &Paragraph) -> Option<Sentence> {
    let heading = paragraph.location.section.last()?;
    Some(reader.sentence(heading))
}

/// The sentences of a paragraph that say what something was about which it, or the heading above it, names.
fn told_in(reader: &Reader, paragraph: &Paragraph) -> Option<Vec<usize>> {
    if !matches!(paragraph.role, Role::Achieved | Role::Other) || is_summary(reader, paragraph) {
        return None;
    }
    let headed = heading(reader, paragraph).is_some_and(|heading| is_taught(&heading));
    let from = if headed { 0 } else { paragraph.names_taught()? };
    let told: Vec<usize> = (from..paragraph.sentences.len())
        .filter(|at| !tells_costs(&paragraph.sentences[*at]))
        .filter(|at| tells_contents(&paragraph.sentences[*at]) || announces(&paragraph.sentences[*at]))
        .collect();
    (!told.is_empty()).then_some(told)
}

/// "Of the US$ 125,213 the embassy gave US$ 116,000, the ministry the furniture, an architect his supervision": who paid for
/// what, and not what anything was about.
fn tells_costs(sentence: &Sentence) -> bool {
    let sums = sentence.numbers.iter().filter(|number| sentence.is_money(number));
    sums.count() > 1
}

/// What a summary tells in passing stands in the report's body.
fn is_summary(reader: &Reader, paragraph: &Paragraph) -> bool {
    let mut headings = paragraph.location.section.iter();
    headings.any(|heading| reader.sentence(heading).has(List::HeadingSummary))
}

/// "It covered a, b and c", "at the programme: a, b, c", "it tells how …", "they practised a and b".
fn tells_contents(sentence: &Sentence) -> bool {
    let ahead = |verb: usize| {
        [List::Future, List::PlanWords, List::PossibleWords]
            .into_iter()
            .flat_map(|list| sentence.all(list))
            .any(|hit| hit.start.abs_diff(verb) <= AHEAD)
    };
    // "Annex A shows how …" tells of the report.
    let of_report = sentence.starts(List::ResultLabels, 0)
        || [List::References, List::TableWords, List::HeadingAnnex]
            .into_iter()
            .flat_map(|list| sentence.all(list))
            .any(|hit| hit.start < OPENING || sentence.numbers.iter().any(|number| number.start == hit.end));
    let verb = || {
        sentence.all(List::TeachingVerbs).any(|hit| {
            !ahead(hit.start)
                && !is_of_others(sentence, hit)
                && !counts(sentence, hit.end)
                && (tells_how(sentence, hit.end) || lists(sentence, hit.end))
        })
    };
    let named = || {
        TAUGHT
            .into_iter()
            .flat_map(|list| sentence.all(list))
            .any(|hit| lists_after_colon(sentence, hit.end))
    };
    !of_report
        && (tells::lists_subjects(sentence)
            || tells::same_for_all(sentence)
            || verb()
            || named()
            || people_do(sentence))
}

/// "The organisation that works with clinics", "we worked with the Labour Organisation": with whom, and not on what.
fn is_of_others(sentence: &Sentence, verb: &Hit) -> bool {
    let organisation = |range: Range<usize>| {
        let mut all = [List::Organisations, List::ThirdParties]
            .into_iter()
            .flat_map(|list| sentence.all(list));
        all.any(|hit| range.contains(&hit.start))
    };
    let relative = [List::Relatives, List::HumanRelatives]
        .into_iter()
        .any(|list| sentence.ends(list, verb.start));
    let theirs = relative && organisation(verb.start.saturating_sub(OTHERS)..verb.start);
    theirs || organisation(verb.end..verb.end + HOW_REACH - 1)
}

/// "Mothers boiled water, mashed the beans and weighed the child": who learns does several things.
fn people_do(sentence: &Sentence) -> bool {
    let subject = sentence
        .all(List::People)
        .any(|hit| hit.start < OPENING && !sentence.in_brackets(hit.start));
    let commas = commas(sentence, 0);
    let came = [List::Places, List::Organisations, List::Gatherings]
        .into_iter()
        .any(|list| sentence.has(list));
    let ahead = sentence.has(List::Future) || sentence.has(List::PlanWords);
    let sexed = sentence.has(List::Female) || sentence.has(List::Male);
    // "Children got wheelchairs, hearing aids and …", "herders who took part make a map, …": what they were given, what
    // they do since.
    let first = commas.first().copied().unwrap_or(0);
    let given = tells::is_served(sentence, 0..first);
    subject
        && !given
        && commas.len() > 1
        && !came
        && !sexed
        && !ahead
        && sentence.numbers.is_empty()
        && lists(sentence, 0)
}

fn tells_how(sentence: &Sentence, from: usize) -> bool {
    sentence
        .all(List::HowWords)
        .any(|how| how.start >= from && how.start - from <= HOW_REACH)
}

/// Where women and men are in the contents, beside them, or in what another passage says of the same thing.
fn gendered(
    reader: &Reader,
    paragraphs: &[Paragraph],
    at: usize,
    elsewhere: Option<Passage>,
) -> Vec<Passage> {
    let own = &paragraphs[at];
    let headed = own.location.section.last();
    let headed = headed.filter(|heading| tells_gender(&reader.sentence(heading)));
    let one_sex = is_of_one_sex(&own.sentences)
        .then(|| own.sentences.first())
        .flatten();
    let one_sex = one_sex.map(|sentence| Passage::new(&sentence.text, own.location.clone()));
    let same =
        |other: &&Paragraph| other.location.section == own.location.section && other.names_taught().is_none();
    let items = paragraphs[at + 1..].iter().take_while(|other| other.is_item);
    let beside = paragraphs[at + 1..]
        .iter()
        .take(1)
        .filter(same)
        .chain([own])
        .chain(items);
    let near = beside.flat_map(|paragraph| {
        let own = paragraph
            .sentences
            .iter()
            .filter(|sentence| tells_gender(sentence));
        own.map(|sentence| Passage::new(&sentence.text, paragraph.location.clone()))
    });
    headed
        .into_iter()
        .map(|heading| Passage::new(heading, own.location.clone()))
        .chain(near)
        .chain(one_sex)
        .chain(elsewhere)
        .collect()
}

/// Of machines, and of nothing that touches people.
fn is_technical(reader: &Reader, paragraph: &Paragraph, told: &[usize]) -> bool {
    let named = paragraph.names_taught().into_iter().chain(told.iter().copied());
    let sentences = || {
        named
            .clone()
            .map(|at| paragraph.sentences[at].clone())
            .chain(heading(reader, paragraph))
    };
    sentences().any(|sentence| sentence.has(List::TechnicalMatters))
        && !sentences().any(|sentence| sentence.has(List::PeopleMatters))
}
