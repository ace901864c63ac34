//! What a plan announces with other things, and the account, which takes up the others in the plan's words, leaves out.
//! Where it takes up few of them it speaks in words of its own, and nothing can be said.

mod items;

use super::super::lexicon::{Hit, List};
use super::super::period::{period_in, report_period};
use super::super::words::{Sentence, quotes};
use super::super::{Reader, Role};
use super::name::name;
use super::owed::{self, aim, heading_of_item};
use super::promises::promises_nothing;
use super::told::{TakenUp, is_taken_up};
use crate::document::{Block, BlockKind};
use crate::report::{Kind, ResultLevel, ResultStatement};
use items::{first_of_items, is_work, items};

/// Of so many announced things one may be left out.
const OF: usize = 3;
/// A list of two shows little: it stands where a plan is told.
const PAIR: usize = 2;

/// What was announced and is not told of; `known` are the results that were read otherwise.
pub fn forgotten(reader: &Reader, known: &[ResultStatement]) -> Vec<ResultStatement> {
    let blocks = &reader.document.blocks;
    let mut found = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let apart = [Role::Future, Role::Finance, Role::Method].contains(&reader.role(index));
        if apart || promises_nothing(reader, index) {
            continue;
        }
        let lists = match &block.kind {
            BlockKind::Paragraph { .. } => in_paragraph(reader, block, index),
            BlockKind::ListItem { .. } if begins_list(blocks, index) => vec![in_list(reader, index)],
            _ => Vec::new(),
        };
        for list in lists {
            found.extend(left_out(reader, list, known, is_planned(reader, index)));
        }
    }
    found
}

fn begins_list(blocks: &[Block], index: usize) -> bool {
    !matches!(blocks[..index].last(), Some(block) if matches!(block.kind, BlockKind::ListItem { .. }))
}

/// Those of a list that the account does not take up.
fn left_out(
    reader: &Reader,
    list: Vec<ResultStatement>,
    known: &[ResultStatement],
    planned: bool,
) -> Vec<ResultStatement> {
    // What is no promise by its words shows only that the account goes by the plan.
    let promised = |own: &ResultStatement| own.expected;
    let coded = |own: &ResultStatement| {
        name(reader, &own.text).is_some_and(|name| name.code().is_some() && !name.plain)
    };
    if list.len() < PAIR || list.iter().any(coded) {
        return Vec::new();
    }
    let (told, silent): (Vec<_>, Vec<_>) = list
        .into_iter()
        .filter_map(|own| Some((is_taken_up(reader, &own)?, own)))
        .filter(|(told, own)| *told == TakenUp::Yes || promised(own))
        .partition(|(told, _)| *told == TakenUp::Yes);
    let all = told.len() + silent.len();
    let few = silent.len() * OF <= all || planned && all == PAIR;
    // Of what is not taken up in its words some may be told in others: half may be, where nothing at all speaks of the rest.
    let unheard = silent.iter().filter(|(told, _)| *told == TakenUp::No).count();
    let half = all >= unheard + PAIR && unheard * PAIR <= all;
    let silent = silent
        .into_iter()
        .filter(|(told, _)| few || half && *told == TakenUp::No)
        .map(|(_, own)| ResultStatement {
            expected: false,
            ..own
        });
    // What is read otherwise is judged there, but for a promise in a list: the list shows more than its words.
    let judged = |own: &ResultStatement| {
        let same = |other: &&ResultStatement| {
            other.text.contains(&own.text)
                || own.text.contains(&other.text) && other.location.section == own.location.section
        };
        known
            .iter()
            .find(same)
            .is_some_and(|other| !is_replaced(other, own))
    };
    let found = silent.filter(|own| !told.is_empty() && !judged(own));
    joined(reader, found.collect())
        .into_iter()
        .map(|own| with_lead(reader, own))
        .collect()
}

/// "Last year we promised a second clinic": what is promised first, with who promised it.
fn with_lead(reader: &Reader, own: ResultStatement) -> ResultStatement {
    let block = reader
        .document
        .blocks
        .iter()
        .find(|block| block.location == own.location);
    let sentences = reader.sentences(block.and_then(Block::text).unwrap_or_default());
    let whole = sentences.iter().find_map(|sentence| {
        let from = sentence.text.find(&own.text)?;
        let lead = sentence
            .tokens
            .iter()
            .enumerate()
            .take_while(|(_, token)| token.end <= from);
        let first = lead
            .clone()
            .all(|(at, token)| token.is_word() && !sentence.starts(List::AndWords, at));
        (first && (1..=LEAD).contains(&lead.count()))
            .then(|| sentence.text[..from + own.text.len()].to_string())
    });
    match whole {
        Some(text) => ResultStatement { text, ..own },
        None => own,
    }
}

/// Words before what is promised first.
const LEAD: usize = 12;

/// "Deliver ten machines and train their users": what is left out side by side is one.
fn joined(reader: &Reader, items: Vec<ResultStatement>) -> Vec<ResultStatement> {
    let mut found: Vec<ResultStatement> = Vec::new();
    for own in items {
        let block = reader
            .document
            .blocks
            .iter()
            .find(|block| block.location == own.location);
        let text = block.and_then(Block::text).unwrap_or_default();
        let both = found
            .last()
            .filter(|last| last.location == own.location)
            .and_then(|last| {
                let (from, to) = (text.find(&last.text)?, text.find(&own.text)?);
                let end = from + last.text.len();
                (to > end && to - end <= BETWEEN).then(|| text[from..to + own.text.len()].to_string())
            });
        match (both, found.last_mut()) {
            (Some(both), Some(last)) => last.text = both,
            _ => found.push(own),
        }
    }
    found
}

/// Letters between two items: ", and ".
const BETWEEN: usize = 7;

/// Whether a promise that was read by itself is the same that its list shows to be left out.
pub fn is_replaced(known: &ResultStatement, left_out: &ResultStatement) -> bool {
    known.level == ResultLevel::Activity
        && left_out.text.trim().ends_with(known.text.trim())
        && known.location == left_out.location
}

fn announced(text: &str, block: &Block) -> ResultStatement {
    ResultStatement {
        level: ResultLevel::Activity,
        expected: true,
        text: text.to_string(),
        location: block.location.clone(),
        ..ResultStatement::default()
    }
}

/// Lists within the sentences of a paragraph; under a heading of what was planned its sentences are one list.
fn in_paragraph(reader: &Reader, block: &Block, index: usize) -> Vec<Vec<ResultStatement>> {
    let sentences = reader.sentences(block.text().unwrap_or_default());
    let planned = is_planned(reader, index) || quotes_plan(&sentences);
    let open = |at: &usize| !is_settled(&sentences[*at..]) && !lies_ahead(reader, &sentences[*at]);
    // Half-way an aim is not due.
    let due = |at: &usize| {
        let aim = aim(&sentences[*at]).filter(|_| reader.kind == Kind::Interim);
        aim.is_none_or(|aim| aim.list == List::PastAims)
    };
    let lists = (0..sentences.len()).filter(open).filter(due).map(|at| {
        let own = items(&sentences[at], planned);
        let aimed = !planned && aim(&sentences[at]).is_some();
        let things = own.iter().filter(|item| names_a_thing(reader, item));
        // A change has many names.
        let work = |item: &str| !aimed || is_work(&reader.sentence(item));
        let things = things.map(|item| ResultStatement {
            expected: work(item),
            ..announced(item, block)
        });
        let mut things: Vec<_> = things.collect();
        if planned && things.is_empty() {
            // "Second, the mayors sign a charter" is promised one by one.
            things.push(ResultStatement {
                expected: sentences[at].starts(List::OrdinalNumbers, 0),
                ..announced(sentences[at].text.trim(), block)
            });
        }
        things
    });
    if planned {
        vec![lists.flatten().collect()]
    } else {
        lists.collect()
    }
}

/// "The agreement says: “The grantee …”"
fn quotes_plan(sentences: &[Sentence]) -> bool {
    sentences.first().is_some_and(|first| {
        let named = first.has(List::PlanDocuments) || first.has(List::WorkPlans);
        named && first.text.contains(':') && sentences.iter().any(|own| own.text.contains(quotes::OPENING))
    })
}

fn is_planned(reader: &Reader, index: usize) -> bool {
    matches!(reader.role(index), Role::Plan | Role::Expected)
        && !heads_aims(reader, &reader.document.blocks[index])
}

/// A list under a heading of what was planned, or after "According to the agreement the project had to:".
fn in_list(reader: &Reader, index: usize) -> Vec<ResultStatement> {
    let blocks = &reader.document.blocks;
    let above = blocks[..index]
        .last()
        .filter(|above| matches!(above.kind, BlockKind::Paragraph { .. }));
    let text = above.and_then(Block::text).unwrap_or_default().trim_end();
    let sentences = reader.sentences(text);
    let led = sentences.last().filter(|_| !text.ends_with(['.', '!', '?']));
    let promised = match led {
        Some(led) => {
            let aims = led.has(List::ResultLabels) && !led.has(List::LevelActivity);
            let led_so = is_planned(reader, index) || first_of_items(led, false).is_some();
            led_so && !aims && !lies_ahead(reader, led)
        }
        None => is_planned(reader, index) || lists_works(reader, index),
    };
    if !promised {
        return Vec::new();
    }
    let run = blocks[index..]
        .iter()
        .take_while(|block| matches!(block.kind, BlockKind::ListItem { .. }));
    // A change has many names.
    let aims = led.is_none() && !is_planned(reader, index);
    run.filter_map(|block| {
        let text = block.text()?.trim();
        let sentences = reader.sentences(text);
        let open = !is_closed_item(&sentences) && !lies_ahead(reader, sentences.first()?);
        let work = !aims || is_work(&reader.sentence(text));
        (open && names_a_thing(reader, text)).then(|| ResultStatement {
            expected: work,
            stated_by: led.map_or_else(|| heading_of_item(block), |led| led.text.trim().to_string()),
            ..announced(text, block)
        })
    })
    .collect()
}

/// Items below "Objectives" that are works for the most part: "Train 40 teachers", "Publish a dictionary".
fn lists_works(reader: &Reader, index: usize) -> bool {
    let run = reader.document.blocks[index..]
        .iter()
        .take_while(|block| matches!(block.kind, BlockKind::ListItem { .. }));
    let planned = matches!(reader.role(index), Role::Plan | Role::Expected);
    let items: Vec<bool> = run
        .filter_map(Block::text)
        .map(|text| is_work(&reader.sentence(text)))
        .collect();
    planned && items.iter().filter(|work| **work).count() * 2 > items.len()
}

/// "Objectives": what is to change has many names in an account.
fn heads_aims(reader: &Reader, block: &Block) -> bool {
    let heading = block.location.section.last();
    heading.is_some_and(|heading| {
        let heading = reader.sentence(heading);
        let aims = [List::ResultLabels, List::LevelOutcome, List::LevelImpact];
        let plans = [List::HeadingPlan, List::HeadingExpected];
        let aim = |at: usize| aims.into_iter().any(|list| heading.at(list, at));
        let mut plain = plans
            .into_iter()
            .flat_map(|list| heading.all(list))
            .filter(|hit| !(hit.start..hit.end).all(aim));
        plain.next().is_none()
    })
}

/// Places and persons alone are no things that were to be done.
fn names_a_thing(reader: &Reader, text: &str) -> bool {
    let sentence = reader.sentence(text);
    let small = |list: List, at: usize| sentence.at(list, at);
    sentence.tokens.iter().enumerate().any(|(at, token)| {
        let begins = at == 0 && sentence.tokens.len() > 1;
        token.is_word()
            && token.lower.chars().count() > 3
            && (!token.capital || begins)
            && ![
                List::Function,
                List::NumberWords,
                List::Places,
                List::Months,
                List::Female,
                List::Male,
            ]
            .into_iter()
            .any(|list| small(list, at))
    })
}

/// What became of it is told in the same sentence or in the next.
fn is_settled(sentences: &[Sentence]) -> bool {
    sentences.iter().take(PAIR).any(owed::is_settled)
}

/// "A review of the charter" is to be done, "the charter (revised in May)" was changed.
fn is_closed_item(sentences: &[Sentence]) -> bool {
    let Some((first, rest)) = sentences.split_first() else {
        return false;
    };
    let named = |hit: &Hit| {
        first.ends(List::Articles, hit.start) || first.ends(List::OfWords, hit.start) || hit.start == 0
    };
    let revised = first.all(List::RevisionWords).any(|hit| !named(hit));
    let ends = [List::ReasonWords, List::InsteadWords, List::Negations];
    revised
        || ends.into_iter().any(|list| first.has(list))
        || owed::falls_short(first)
        || rest.iter().any(owed::is_settled)
}

/// "In 2025 a second hostel will be opened", in a report on 2023.
fn lies_ahead(reader: &Reader, sentence: &Sentence) -> bool {
    let told = reader.told_until.or_else(|| report_period(reader).end);
    let meant = period_in(sentence).start;
    let later = meant.zip(told).is_some_and(|(start, end)| start > end);
    let next = sentence.has(List::NextPeriods) && reader.kind != Kind::Final;
    later || next || sentence.has(List::LaterWords) && sentence.has(List::NextPeriods)
}
