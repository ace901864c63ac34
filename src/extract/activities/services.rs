//! What people were given: services, goods, cash, messages. Each sentence that counts those whom something reached, with
//! what the report says to have changed for them.

mod changes;
mod deeds;
mod given;
mod observed;
mod outreach;
mod single_works;
mod works;

use foldhash::{HashMap, HashSet};
use rust_decimal::Decimal;

use self::changes::{Rare, changes};
use self::deeds::{Deed, deed};
use self::given::{Counts, Given, counts_people, given};
use self::observed::{is_change, is_only_asserted};
use self::outreach::outreach;
use self::single_works::{builds, single_works};
use self::works::works;
use super::marks::participants_in;
use super::not_held::was_not_held;
use super::tells::tells_change;
use super::{Paragraph, Told, gives_account, kind, kind_word, name, outset, repeats_the_body, sums_up};
use crate::document::{BlockKind, Location};
use crate::extract::{Reader, Role};
use crate::report::{Activity, ActivityKind, Report, ResultLevel, Statistic};

/// Words at the beginning of a sentence.
const OPENING: usize = 4;

/// A paragraph, an item of a list, a cell.
pub struct Unit<'a> {
    paragraph: Paragraph<'a>,
    /// Its sentences that give something to people.
    gives: Vec<(usize, Given)>,
    /// Its other sentences that tell how much was built, made or held.
    makes: Vec<(usize, Decimal)>,
    /// Those that tell a few works, or one.
    makes_few: Vec<(usize, Decimal)>,
    /// It counts people, whatever it says of them.
    counts: bool,
    /// "In total, 6,204 people now have access": what it tells is of all in its section.
    sums: bool,
    /// Its sentences that tell a change.
    tells: Vec<usize>,
    /// Those of them that observe it: what is only asserted is told of what stands beside it.
    observes: Vec<usize>,
    /// Those of them that observe it with a value, an act or a witness.
    shows: Vec<usize>,
    /// Those of them that only assert it, and of people whom the others do not name.
    of_others: Vec<usize>,
    words: HashSet<String>,
    /// Those of the sentences that tell a change.
    changing: HashSet<String>,
    people: HashSet<String>,
}

/// `known`: the sentences that tell of trainings and campaigns are asked about as such.
pub fn services(reader: &Reader, report: &Report, units: &[Unit], known: &[Activity]) -> Vec<Activity> {
    let sized = known.iter().filter(|own| is_sized(own));
    let asked: HashSet<usize> = sized.flat_map(|own| own.statements.iter().copied()).collect();
    let begun: HashSet<usize> = known
        .iter()
        .filter_map(|own| own.statements.first().copied())
        .collect();
    let sizes: Vec<Decimal> = known.iter().filter_map(|own| own.people).collect();
    let rare = Rare::of(units);
    let told = |at: &usize| !units[*at].gives.is_empty() || !units[*at].makes.is_empty();
    let mut places: Vec<usize> = (0..units.len())
        .filter(|at| told(at) || !units[*at].makes_few.is_empty())
        .collect();
    let in_body = |at: &usize| !repeats_the_body(reader, units[*at].paragraph.location);
    if places.iter().any(|at| told(at) && in_body(at)) {
        places.retain(in_body);
    }
    // "Taken together, 260 people received help", after what was told of each result.
    let expected = expects_results(report);
    let mut found = Vec::new();
    for at in places {
        for (statement, size) in units[at].sizes() {
            let sentence = reader.sentence(&report.statements[statement].text);
            let held = kind(&sentence).is_some();
            let known = asked.contains(&statement) && (held || size.works.is_none());
            // "A training was held": it is one, and no work beside it.
            let known = known || size.works == Some(Decimal::ONE) && begun.contains(&statement);
            // "722 | Youth trained", in a table of figures beside what is told of the training.
            let again = held && size.people.is_some_and(|people| sizes.contains(&people));
            let in_table = report.statements[statement].location.table.is_some();
            let training = kind(&sentence).filter(|_| in_table);
            // The result is asked itself; what was taught for it is a training all the same.
            let of_result = is_of_result(report, statement);
            let none = held && was_not_held(&sentence);
            if known || again || none || of_result && training.is_none() || expected && sums_up(&sentence) {
                continue;
            }
            let works = size.works.is_some();
            let (changes, possible_effects) = changes(reader, units, at, &rare, works);
            found.push(Activity {
                // A training is one in a cell as well.
                kind: training.unwrap_or(ActivityKind::Service),
                name: training.map_or_else(|| kind_word(&sentence), |_| name(&sentence)),
                results: report.statements[statement]
                    .result
                    .filter(|_| of_result)
                    .into_iter()
                    .collect(),
                statements: vec![statement],
                changes,
                possible_effects,
                builds: builds(&report.statements[statement], &sentence),
                ..size
            });
        }
    }
    found
}

/// Those of fewer people, or of fewer broadcasts, are asked about by what else their sentences tell.
const PUBLIC: Decimal = Decimal::ONE_THOUSAND;

/// How much of it there was is told.
fn is_sized(own: &Activity) -> bool {
    let most = own.people.max(own.volume);
    let told = match own.kind {
        ActivityKind::Campaign => most.is_some_and(|most| most >= PUBLIC),
        _ => most.is_some(),
    };
    told || own.repeated
}

/// Results are expected, each of which is asked what changed.
fn expects_results(report: &Report) -> bool {
    let mut results = report.results.iter();
    results.any(|result| result.expected && result.level != ResultLevel::Activity)
}

/// It stands in the account of a result, which is asked itself.
fn is_of_result(report: &Report, statement: usize) -> bool {
    let result = report.statements[statement].result.map(|at| &report.results[at]);
    result.is_some_and(|result| result.level != ResultLevel::Activity)
}

/// The paragraphs that give an account, each with what it gives and tells.
pub fn units<'a>(reader: &Reader, report: &'a Report) -> Vec<Unit<'a>> {
    let blocks = &reader.document.blocks;
    let places = blocks.iter().enumerate();
    let places: HashMap<&Location, usize> = places.map(|(at, block)| (&block.location, at)).collect();
    let is_item = |at: usize| matches!(blocks[at].kind, BlockKind::ListItem { .. });
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let statements = report.statements.iter().enumerate();
    for (index, statement) in statements.filter(|(_, own)| !own.activity_row) {
        let told = Told {
            statement: index,
            sentence: reader.sentence(&statement.text),
        };
        match paragraphs
            .last_mut()
            .filter(|last| *last.location == statement.location)
        {
            Some(last) => last.sentences.push(told),
            None => paragraphs.push(Paragraph {
                location: &statement.location,
                block: places.get(&statement.location).copied(),
                role: role(reader, report, &statement.location),
                is_headed_campaign: false,
                is_item: places.get(&statement.location).is_some_and(|at| is_item(*at)),
                sentences: vec![told],
            }),
        }
    }
    let counted = Counts::of(report);
    let at_large = at_large(report);
    paragraphs
        .into_iter()
        .filter(gives_account)
        .map(|own| Unit::of(report, &counted, &at_large, own))
        .collect()
}

/// Where the population at large is counted: what is told there has not come of the work.
fn at_large(report: &Report) -> HashSet<&Location> {
    let context = |statistic: &&Statistic| statistic.context && !statistic.planned;
    let statistics = report.statistics.iter().filter(context);
    statistics.map(|statistic| &statistic.quote.location).collect()
}

/// What a section is for. The title stands over all of a report: "About us", "Achievements and challenges".
fn role(reader: &Reader, report: &Report, place: &Location) -> Role {
    let title = report.title.as_ref().map(|title| title.text.as_str());
    match place.section.split_first() {
        Some((first, rest)) if title == Some(first.as_str()) => reader.section_role(rest),
        _ => reader.role_of(place),
    }
}

impl<'a> Unit<'a> {
    fn of(
        report: &Report,
        counted: &Counts,
        at_large: &HashSet<&Location>,
        paragraph: Paragraph<'a>,
    ) -> Self {
        let is_line = paragraph.location.table.is_none() && outset::is_caption(&paragraph);
        let mut gives = Vec::new();
        let mut makes = Vec::new();
        let mut makes_few = Vec::new();
        let mut tells = Vec::new();
        let mut observes = Vec::new();
        let mut shows = Vec::new();
        for told in &paragraph.sentences {
            let statement = &report.statements[told.statement];
            if outset::is_task(&told.sentence) {
                continue;
            }
            let given = given(statement, &told.sentence, counted, is_line);
            let deed = if is_line {
                Deed::default()
            } else {
                deed(statement, &told.sentence)
            };
            let given = given.or_else(|| deed.given());
            let changed = is_change(statement, &told.sentence, given.is_some());
            if changed {
                tells.push(told.statement);
                if !is_only_asserted(statement, &told.sentence) {
                    observes.push(told.statement);
                    if tells_change(statement, &told.sentence) {
                        shows.push(told.statement);
                    }
                }
            }
            let made = works(statement, &told.sentence)
                .or(deed.works)
                .or_else(|| outreach(statement, &told.sentence).filter(|_| !is_line));
            let made = made.filter(|_| !changed);
            if given.is_none() && made.is_none() && !changed && !is_line {
                let one = || builds(statement, &told.sentence).then_some(Decimal::ONE);
                let few = single_works(statement, &told.sentence).or_else(one);
                makes_few.extend(few.map(|number| (told.statement, number)));
            }
            match (given, made) {
                (Some(given), made) if given.people.is_some() || made.is_none() => {
                    gives.push((told.statement, given));
                }
                (_, made) => makes.extend(made.map(|number| (told.statement, number))),
            }
        }
        // "Great strides were made. Achievements are:" leads to what is told below.
        let leads = paragraph
            .sentences
            .last()
            .is_some_and(|told| told.sentence.text.ends_with(':'));
        if leads {
            tells.clear();
        }
        if leads || gives.is_empty() && at_large.contains(paragraph.location) {
            observes.clear();
            shows.clear();
        }
        let sentences = || paragraph.sentences.iter().map(|told| &told.sentence);
        let words = sentences()
            .flat_map(|own| own.content())
            .map(String::from)
            .collect();
        let changing = paragraph
            .sentences
            .iter()
            .filter(|told| tells.contains(&told.statement));
        let changing = changing
            .flat_map(|told| told.sentence.content())
            .map(String::from)
            .collect();
        let people = sentences().flat_map(participants_in).collect();
        let of_others = paragraph.sentences.iter().filter(|told| {
            let given = gives.iter().any(|(own, _)| *own == told.statement);
            let named = participants_in(&told.sentence);
            let others = paragraph
                .sentences
                .iter()
                .filter(|other| other.statement != told.statement);
            let known: HashSet<String> = others
                .flat_map(|other| participants_in(&other.sentence))
                .collect();
            let asserted = tells.contains(&told.statement) && !observes.contains(&told.statement);
            asserted && !given && !named.is_empty() && !named.iter().any(|own| known.contains(own))
        });
        let of_others = of_others.map(|told| told.statement).collect();
        let counts = sentences().any(counts_people);
        let sums = sentences().next().is_some_and(sums_up);
        Unit {
            paragraph,
            gives,
            makes,
            makes_few,
            counts,
            sums,
            tells,
            observes,
            shows,
            of_others,
            words,
            changing,
            people,
        }
    }

    /// What each of its sentences gives or makes, and how much of it.
    fn sizes(&self) -> Vec<(usize, Activity)> {
        let gives = self.gives.iter().map(|(statement, given)| {
            let size = Activity {
                people: given.people,
                volume: given.things,
                ..Activity::default()
            };
            (*statement, size)
        });
        let makes = self
            .makes
            .iter()
            .chain(&self.makes_few)
            .map(|(statement, number)| {
                let size = Activity {
                    works: Some(*number),
                    ..Activity::default()
                };
                (*statement, size)
            });
        gives.chain(makes).collect()
    }

    fn section(&self) -> &[String] {
        &self.paragraph.location.section
    }
}
