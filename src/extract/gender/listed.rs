//! "Two goals for equality were set:" before a list: each item is an objective of its own.

use super::super::Reader;
use super::super::lexicon::List;
use super::super::words::Sentence;
use super::goals::gives_account;
use super::tells_result;
use crate::document::BlockKind;
use crate::report::{Indicator, ResultStatement, Statement};

/// An objective that announces others, and the statements that spell them out.
pub struct Listed {
    pub announced: usize,
    pub items: Vec<usize>,
}

pub fn listed(reader: &Reader, statements: &[Statement], objectives: &[usize]) -> Vec<Listed> {
    let item = |index: &usize| {
        let place = &statements[*index].location;
        reader
            .document
            .blocks
            .iter()
            .any(|block| matches!(block.kind, BlockKind::ListItem { .. }) && block.location == *place)
    };
    let announces = |index: &&usize| statements[**index].text.trim_end().ends_with(':');
    let spelt_out = |index: &usize| {
        let items: Vec<usize> = (index + 1..statements.len()).take_while(item).collect();
        (!items.is_empty()).then_some(Listed {
            announced: *index,
            items,
        })
    };
    objectives
        .iter()
        .filter(announces)
        .filter_map(spelt_out)
        .collect()
}

/// By an indicator that has a value, or by an account with a figure: of the same sex, and in the same matter.
pub fn is_answered(
    reader: &Reader,
    statements: &[Statement],
    results: &[ResultStatement],
    goal: &Statement,
) -> bool {
    let goal_words = reader.sentence(&goal.text);
    let matter = matter(&goal_words);
    let answers = |sentence: &Sentence| {
        let sexed = sentence.has(List::Female) || sentence.has(List::Gender);
        sexed && matter.iter().any(|word| shares(sentence, word))
    };
    let indicators = results.iter().flat_map(|result| &result.indicators);
    indicators
        .filter(|indicator| Indicator::has_actual(indicator))
        .any(|indicator| answers(&reader.sentence(&indicator.text)))
        || statements
            .iter()
            .filter(|statement| statement.location != goal.location && gives_account(reader, statement))
            .filter(|statement| {
                tells_result(statement) || !reader.sentence(&statement.text).numbers.is_empty()
            })
            .any(|statement| answers(&reader.sentence(&statement.text)))
}

/// Letters by which two inflections of one word are known.
const LETTERS: usize = 6;

fn shares(sentence: &Sentence, word: &str) -> bool {
    let begins = |own: &str| {
        let start: String = word
            .chars()
            .take(LETTERS.max(word.chars().count() * 2 / 3))
            .collect();
        own.starts_with(&start)
    };
    sentence
        .content()
        .into_iter()
        .any(|own| own == word || begins(own))
}

/// What the objective is of, beyond the sexes, the time and how much.
fn matter(sentence: &Sentence) -> Vec<&str> {
    let beyond = [
        List::Gender,
        List::Female,
        List::Male,
        List::Time,
        List::Fractions,
        List::PercentageWords,
        List::Future,
        List::YearUnits,
    ];
    let all = 0..sentence.tokens.len();
    let named = |at: &usize| {
        let known = beyond.into_iter().any(|list| sentence.at(list, *at));
        let token = &sentence.tokens[*at];
        token.is_word() && token.lower.chars().count() > SHORT && !known && !sentence.at(List::Function, *at)
    };
    all.filter(named)
        .map(|at| sentence.tokens[at].stem.as_str())
        .collect()
}

/// Letters of words that mean little by themselves.
const SHORT: usize = 4;
