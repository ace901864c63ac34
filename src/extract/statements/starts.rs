//! Shares and rises that are told without the level from which they came.

use rust_decimal::Decimal;

use super::super::activities::reach::grows_reach;
use super::super::lexicon::{Hit, List};
use super::super::numbers::NumberToken;
use super::super::words::Sentence;
use super::account::{is_intended, is_negated};
use super::changes::is_share_of_target;
use crate::report::{Claim, Statement};

/// Words between "from", "against" and the value that stands there.
const NEAR: usize = 3;
/// Words between a share and those whom it is of: "70 per cent of them women".
const SEX: usize = 5;
/// Words between a change and its size.
const SIZE: usize = 4;
/// A larger share is of what was planned.
const WHOLE: Decimal = Decimal::ONE_HUNDRED;

/// "Sixty per cent now earn enough", "yields rose by a third": nothing says how it was before.
pub fn lacks_start(statement: &Statement, sentence: &Sentence) -> bool {
    // A conclusion may tell it as well: a heading alone makes no lesson.
    let other = |(claim, words): &(Claim, String)| {
        matches!(claim, Claim::Plan | Claim::Lesson | Claim::Shortfall) && !words.is_empty()
    };
    let told = !statement.claims.iter().any(other) && !statement.text.ends_with('?');
    told && !grows_reach(sentence)
        && !gives_start(sentence)
        && (tells_share(statement, sentence) || tells_rise(statement, sentence) || tells_score(sentence))
}

fn values(sentence: &Sentence) -> impl Iterator<Item = &NumberToken> {
    sentence.numbers.iter().filter(|number| !sentence.is_year(number))
}

/// "From 30", "against 12 the year before", "41 → 52". Another group is no earlier time.
fn gives_start(sentence: &Sentence) -> bool {
    let value = |hit: &Hit| values(sentence).any(|number| (hit.end..hit.end + NEAR).contains(&number.start));
    let marks = [List::ComparisonWords, List::EarlierWords];
    let control = sentence.has(List::ControlGroups);
    // "Augmenté de 35 %" has one value alone.
    let range = values(sentence).any(|number| number.number.low < number.number.high);
    let two = range || values(sentence).nth(1).is_some();
    let from = two && sentence.all(List::FromWords).any(value);
    let marked = from || marks.into_iter().flat_map(|list| sentence.all(list)).any(value);
    let baseline = sentence.has(List::ColumnBaseline);
    let arrow = sentence.text.contains('→') || sentence.text.contains("->");
    !control && (marked || baseline || arrow)
}

/// A year with its value, or a value that is held against another: the sentence beside it has its start.
pub fn tells_start(sentence: &Sentence) -> bool {
    let dated = sentence.numbers.iter().any(|number| sentence.is_year(number));
    gives_start(sentence) || dated && values(sentence).next().is_some()
}

fn observes(statement: &Statement) -> bool {
    [Claim::Outcome, Claim::Impact]
        .into_iter()
        .any(|claim| statement.claims(claim))
}

fn tells_share(statement: &Statement, sentence: &Sentence) -> bool {
    let share = |number: &NumberToken| {
        let sexed = [List::Female, List::Male]
            .into_iter()
            .any(|list| (number.end..number.end + SEX).any(|at| sentence.at(list, at)));
        let of_target = is_share_of_target(sentence, number);
        let part = number.percent && number.number.high <= WHOLE;
        part && !sexed && !of_target && !sentence.in_brackets(number.start)
    };
    observes(statement) && values(sentence).any(share)
}

/// A change with its size, or against an earlier time that is named and has no value.
fn tells_rise(statement: &Statement, sentence: &Sentence) -> bool {
    let rises = [List::ChangeVerbs, List::Increase, List::Falling];
    // "Attendance is good (96.5 %), in spite of a slight fall in April": the share is not that of the fall.
    let sized = |hit: &Hit| {
        values(sentence)
            .filter(|number| number.percent && !is_share_of_target(sentence, number))
            .any(|number| number.start.abs_diff(hit.end) <= SIZE || hit.start.abs_diff(number.end) <= SIZE)
    };
    let changed = rises
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| !is_intended(sentence, hit) && !is_negated(sentence, hit) && sized(hit));
    let claimed = observes(statement) || statement.claims(Claim::Assertion);
    let times = sentence.has(List::DoublingWords);
    // "A sharp rise on the year before", and not "with more funds it filled a gap: previously …".
    let earlier = || {
        sentence.all(List::Increase).any(|rise| {
            let near = rise.end..rise.end + SIZE;
            sentence
                .all(List::EarlierWords)
                .any(|hit| near.contains(&hit.start))
        })
    };
    claimed && changed || times || sentence.numbers.is_empty() && earlier()
}

/// "Average understanding score: 3.32 / 4".
fn tells_score(sentence: &Sentence) -> bool {
    let of = |at: usize| sentence.tokens.get(at).is_some_and(|token| token.lower == "/");
    let graded = sentence.numbers.iter().any(|number| {
        let next = sentence.numbers.iter().any(|next| next.start == number.end + 1);
        // "7.2/10" may be one word.
        let whole = (number.start..number.end).any(|at| sentence.tokens[at].lower.contains('/'));
        of(number.end) && next || whole || sentence.starts(List::OutOf, number.end)
    });
    // How they liked it starts from nowhere.
    sentence.has(List::Scores) && graded && !sentence.has(List::ReactionWords)
}
