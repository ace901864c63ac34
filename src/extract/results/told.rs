//! Whether a report tells of what was promised or expected, anywhere outside the passage that states it.

mod alike;
pub(super) mod objects;
mod taken_up;

use std::collections::BTreeSet;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::words::{Sentence, Token};
use super::super::{Reader, Role};
use crate::document::{Block, BlockKind};
use crate::report::{ResultLevel, ResultStatement};
pub use alike::Found;
pub use alike::Index;
pub(super) use alike::begins_same;
use alike::{Alike, is_same};
pub(super) use objects::wording;
use objects::{TOPIC, act, head, head_end, is_code, objects};
use taken_up::counts_as_many;
pub use taken_up::{TakenUp, is_taken_up};

/// Words that speak of a result, and letters of those that may speak of any.
const SHARED: usize = 2;
const SHORT: usize = 3;
/// Words of a promise of which most are its own matter, whatever it is called.
const MANY: usize = 6;

/// Whether the report speaks of a promise outside the passage that makes it.
pub fn is_told(reader: &Reader, promise: &ResultStatement) -> Option<bool> {
    let sentence = reader.sentence(&promise.text);
    let objects = objects(&sentence);
    if objects.is_empty() {
        return None;
    }
    let words = sentence.content();
    let verb = act(&sentence).map(|at| sentence.tokens[at].stem.as_str());
    let matter: Vec<&str> = words.iter().copied().filter(|word| verb != Some(*word)).collect();
    let named = objects.iter().flatten().map(String::as_str);
    let named = is_told_where(reader, promise, reader.index().blocks_with(named), |passage| {
        objects.iter().any(|object| names(passage, object, &matter))
    });
    // "Small grants for 24 investigations": "the jury gave the grants. Fifteen investigations were published."
    let spread = || {
        let blocks = reader.index().blocks_with(words.iter().copied());
        elsewhere(reader, promise, blocks).any(|(index, ahead)| {
            let known = shared(reader, index, &words);
            let text = reader.document.blocks[index].text();
            let text = reader.sentence(text.unwrap_or_default());
            let noun = || objects.iter().any(|object| has_noun(&text, object));
            let most = words.len() >= MANY && known * 3 >= words.len() * 2;
            !ahead && known >= SHARED && known * 2 >= words.len() && (most || noun())
        })
    };
    Some(named || spread() || counts_as_many(reader, promise, &sentence))
}

/// Whether the report uses a result's own words outside the passage that states it: two where so many of something were
/// promised, else one, for a change has many names. Names of places are none.
pub fn is_spoken_of(reader: &Reader, result: &ResultStatement) -> bool {
    let sentence = reader.sentence(&result.text);
    let code = sentence
        .tokens
        .iter()
        .take_while(|token| !token.is_word() || is_code(&token.lower))
        .count();
    let counts = sentence.numbers.iter().any(|number| number.start >= code);
    let own = |(at, token): &(usize, &Token)| {
        let small = sentence.at(List::Function, *at) || sentence.at(List::Places, *at);
        token.is_word() && !token.capital && !small && token.lower.chars().count() > SHORT
    };
    let words: Vec<&str> = sentence
        .tokens
        .iter()
        .enumerate()
        .filter(own)
        .map(|(_, token)| token.stem.as_str())
        .collect();
    let blocks = if words.is_empty() {
        (0..reader.document.blocks.len()).collect()
    } else {
        reader.index().blocks_with(words.iter().copied())
    };
    let words: Vec<Alike> = words.into_iter().map(Alike::to).collect();
    is_told_where(reader, result, blocks, |passage| {
        let content = passage.content();
        let shared = words.iter().filter(|word| word.is_among(&content));
        let least = if counts { SHARED } else { 1 };
        shared.count() >= words.len().min(least)
    })
}

/// Whether the report tells of an expected result that has no account in its place: by the thing that it names ("a fund
/// for court fees"), or, where people or a state are to change, by a good part of its words.
pub fn is_reported(reader: &Reader, result: &ResultStatement) -> bool {
    let whole = reader.sentence(&result.text);
    let body = reader.sentence(wording(&whole));
    let head = head(&body);
    let words = body.content();
    if head.is_empty() || words.is_empty() {
        return false;
    }
    let (acting, made) = (is_acting(&body), is_made(&body));
    let matter = matter(&body);
    let named = head.iter().map(String::as_str).chain(words.iter().copied());
    elsewhere(reader, result, reader.index().blocks_with(named)).any(|(index, ahead)| {
        let block = &reader.document.blocks[index];
        // "Agreements" alone may be any.
        let most = shared(reader, index, &words);
        let sure = head.len() > 1 || is_heading(block) || most >= SHARED;
        let named = !acting
            && passages(reader, index)
                .iter()
                .filter(|passage| !ahead || !passage.has(List::PlanWords))
                .filter(|passage| sure || is_of(passage, &head[0]))
                .any(|passage| names(passage, &head, &words));
        let titled = is_heading(block) && !ahead && is_titled(reader, block, &matter);
        let counted = || counts_same(reader, index, &body, &words);
        named || (!made && !ahead && (titled || most >= SHARED && most * 2 >= words.len() || counted()))
    }) || has_an_end(reader, &body)
}

/// "To equip 30 youth in dialogue and storytelling": "30 youth told their stories in a dialogue".
fn counts_same(reader: &Reader, index: usize, body: &Sentence, words: &[&str]) -> bool {
    let counts = |sentence: &Sentence| -> Vec<_> {
        let plain = |number: &&NumberToken| !number.percent && !sentence.is_year(number);
        let numbers = sentence
            .numbers
            .iter()
            .filter(plain)
            .map(|number| number.number.low);
        numbers.filter(|number| *number >= Decimal::TEN).collect()
    };
    let own = counts(body);
    passages(reader, index).iter().any(|passage| {
        let said = passage.content();
        let shared = words
            .iter()
            .filter(|word| Alike::to(word).is_among(&said))
            .count();
        shared > SHARED && counts(passage).iter().any(|number| own.contains(number))
    })
}

/// "Advice before the journey" over what is told of "people who plan to work abroad get advice".
fn is_titled(reader: &Reader, block: &Block, matter: &[&str]) -> bool {
    is_in_short(&reader.sentence(block.text().unwrap_or_default()), matter)
}

pub(super) fn is_in_short(heading: &Sentence, matter: &[&str]) -> bool {
    let content = heading.content();
    // "Results framework" is over all results.
    let of_all = [List::ResultLabels, List::HeadingExpected, List::HeadingAchieved];
    if of_all.into_iter().any(|list| heading.has(list)) {
        return false;
    }
    let known = |own: &&&str| matter.iter().any(|word| is_same(own, word));
    content.len() <= TOPIC && content.iter().filter(known).count() * 2 >= content.len().max(1)
}

/// "A code of conduct for bus companies. By the amendment of May this result was moved to the second phase."
fn has_an_end(reader: &Reader, body: &Sentence) -> bool {
    let ends = [List::RevisionWords, List::ReasonWords];
    let sentences = reader.sentences(&body.text);
    sentences
        .iter()
        .skip(1)
        .any(|sentence| ends.into_iter().any(|list| sentence.has(list)))
}

/// "Nineteen classrooms are in use": the thing is counted, or said first.
fn is_of(passage: &Sentence, thing: &str) -> bool {
    let counted = passage.numbers.iter().any(|number| {
        !passage.is_year(number)
            && passage.tokens[number.end..]
                .iter()
                .take(SHARED)
                .any(|token| is_same(&token.stem, thing))
    });
    counted
        || passage
            .content()
            .first()
            .is_some_and(|first| is_same(first, thing))
}

fn is_heading(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading { .. })
}

/// Whether a sentence may be the account of a result: of a thing that was to be made, it names the thing.
pub fn may_tell(reader: &Reader, sentence: &Sentence, result: &ResultStatement) -> bool {
    if result.level == ResultLevel::Activity {
        let objects = objects(&reader.sentence(&result.text));
        return objects.is_empty() || objects.iter().any(|object| has_noun(sentence, object));
    }
    let whole = reader.sentence(&result.text);
    let body = reader.sentence(wording(&whole));
    let head = head(&body);
    let thing = is_made(&body) && !head.is_empty();
    !thing || names(sentence, &head, &body.content())
}

/// The words of a result that are none for who acts.
pub(super) fn matter(body: &Sentence) -> Vec<&str> {
    let acts = |stem: &str| {
        let at = body.tokens.iter().position(|token| token.stem == stem);
        at.is_some_and(|at| ACTING.into_iter().any(|list| body.at(list, at)))
    };
    let content = body.content().into_iter();
    content.filter(|word| !acts(word)).collect()
}

/// Whether a sentence has two words of a result, of a short one any.
pub fn has_words_of(reader: &Reader, sentence: &Sentence, result: &ResultStatement) -> bool {
    let whole = reader.sentence(&result.text);
    let body = reader.sentence(wording(&whole));
    share(&sentence.content(), &body.content())
}

pub(super) fn share(said: &[&str], words: &[&str]) -> bool {
    let known = |word: &&&str| Alike::to(word).is_among(said);
    let least = if words.len() > SHORT { SHARED } else { 1 };
    words.iter().filter(known).count() >= least
}

/// "A fund is set up", and not "labour inspectors are trained".
fn is_made(body: &Sentence) -> bool {
    !is_acting(body) && body.tokens.iter().any(|token| body.is_passive(&token.lower))
}

fn is_acting(body: &Sentence) -> bool {
    let end = head_end(body);
    ACTING.into_iter().any(|list| body.at(list, end))
}

/// Who does something is named all over a report.
const ACTING: [List; 4] = [List::People, List::Actors, List::Households, List::Organisations];

/// Of these blocks those outside the passage that states a result and the list in which it stands; and whether each looks
/// ahead.
fn elsewhere<'a>(
    reader: &'a Reader,
    result: &'a ResultStatement,
    blocks: BTreeSet<usize>,
) -> impl Iterator<Item = (usize, bool)> + 'a {
    blocks.into_iter().filter_map(move |index| {
        let block = &reader.document.blocks[index];
        let ahead = matches!(reader.role(index), Role::Plan | Role::Expected | Role::Future);
        let listed = matches!(block.kind, BlockKind::Table(_) | BlockKind::ListItem { .. });
        if tells_nothing_done(reader, index) {
            return None;
        }
        let beside = listed && block.location.section == result.location.section;
        let states = || block.text().is_some_and(|text| text.contains(&result.text));
        let passed = beside || listed && ahead || states();
        (!passed).then_some((index, ahead))
    })
}

/// How many of the words a paragraph has, or a row.
fn shared(reader: &Reader, index: usize, words: &[&str]) -> usize {
    let count = |passage: &Sentence| {
        let content = passage.content();
        let known = |word: &&&str| Alike::to(word).is_among(&content);
        words.iter().filter(known).count()
    };
    match reader.document.blocks[index].text() {
        Some(text) => count(&reader.sentence(text)),
        None => passages(reader, index)
            .iter()
            .map(count)
            .max()
            .unwrap_or_default(),
    }
}

fn is_told_where(
    reader: &Reader,
    promise: &ResultStatement,
    blocks: BTreeSet<usize>,
    told: impl Fn(&Sentence) -> bool,
) -> bool {
    accounts(reader, promise, blocks).any(|passage| told(&passage))
}

/// The sentences and rows of these blocks that may tell what became of a promise.
fn accounts<'a>(
    reader: &'a Reader,
    promise: &'a ResultStatement,
    blocks: BTreeSet<usize>,
) -> impl Iterator<Item = Sentence> + 'a {
    blocks.into_iter().flat_map(move |block| {
        let mut said = passages(reader, block).to_vec();
        said.retain(|passage| is_account(reader, promise, block, passage));
        said
    })
}

/// Whether a passage of a block may tell what became of a promise.
fn is_account(reader: &Reader, promise: &ResultStatement, block: usize, passage: &Sentence) -> bool {
    let ahead = matches!(reader.role(block), Role::Plan | Role::Expected | Role::Future);
    let kind = &reader.document.blocks[block].kind;
    if tells_nothing_done(reader, block) {
        return false;
    }
    // Below a list of what was planned a paragraph may tell what became of it.
    let plan = ahead && matches!(kind, BlockKind::Table(_) | BlockKind::ListItem { .. });
    !(plan || ahead && passage.has(List::PlanWords) || passage.text.contains(&promise.text))
}

/// The cover, the situation around the project, its money and its risks: what became of a promise stands elsewhere.
fn tells_nothing_done(reader: &Reader, block: usize) -> bool {
    let location = &reader.document.blocks[block].location;
    let apart = matches!(reader.role(block), Role::Context | Role::Finance | Role::Method);
    let risks = location
        .section
        .last()
        .is_some_and(|heading| reader.sentence(heading).has(List::ColumnProblem));
    apart || risks || is_of_risks(reader, block)
}

/// A table of risks: its first column names them.
fn is_of_risks(reader: &Reader, block: usize) -> bool {
    let BlockKind::Table(table) = &reader.document.blocks[block].kind else {
        return false;
    };
    let header = table.cell(0, 0);
    header.is_some_and(|header| reader.sentence(&header.text).starts(List::ColumnProblem, 0))
}

/// The sentences of a block, the rows of a table.
fn passages(reader: &Reader, index: usize) -> Arc<[Sentence]> {
    match &reader.document.blocks[index].kind {
        BlockKind::Table(_) => reader.rows(index),
        _ => reader.sentences(reader.document.blocks[index].text().unwrap_or_default()),
    }
}

/// Most of the words for what was to be made or done, of all that were said of it. What is known by its end alone
/// ("ungdomsfullmäktige", "fullmäktige") may be another.
fn names(passage: &Sentence, object: &[String], words: &[&str]) -> bool {
    let content = passage.content();
    let known = |word: &str| Alike::to(word).is_among(&content);
    let whole = |word: &str| {
        let word = Alike::to(word);
        content.iter().any(|own| word.begins(own))
    };
    let found: Vec<&String> = object.iter().filter(|word| known(word)).collect();
    // "The Steering Committee met": a body of that name, and not "a committee for research ethics".
    if let [own] = object
        && words.iter().filter(|word| known(word)).count() <= 1
        && words.len() > SHARED
        && is_in_name(passage, own)
    {
        return false;
    }
    let sure = found.iter().any(|word| whole(word))
        || words
            .iter()
            .any(|word| !object.iter().any(|own| own == word) && whole(word));
    sure && found.len() * 3 >= object.len() * 2
}

/// Whether a word stands in a passage only as a part of the name of something else.
fn is_in_name(passage: &Sentence, word: &str) -> bool {
    let word = Alike::to(word);
    let mut own = passage
        .tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| word.is(&token.stem));
    own.clone().next().is_some()
        && own.all(|(at, token)| {
            let beside = |other: usize| passage.tokens.get(other).is_some_and(|token| token.capital);
            token.capital && at > 0 && (beside(at - 1) || beside(at + 1))
        })
}

/// The noun of a phrase without what describes it.
fn has_noun(passage: &Sentence, object: &[String]) -> bool {
    let noun = if passage.head_last() {
        object.last()
    } else {
        object.first()
    };
    let content = passage.content();
    noun.is_some_and(|noun| content.iter().any(|own| begins_same(own, noun)))
}
