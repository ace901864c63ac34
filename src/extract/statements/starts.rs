//! Shares and rises that are told without the level from which they came.

use rust_decimal::Decimal;

use super::super::activities::reach::grows_reach;
use super::super::estimates::is_share_of_money;
use super::super::lexicon::{Hit, List};
use super::super::numbers::NumberToken;
use super::super::statistics::of_others::is_attributed;
use super::super::words::Sentence;
use super::account::{is_intended, is_negated};
use super::changes::is_share_of_target;
use crate::report::{Claim, Start, Statement};

/// Words between "from", "against" and the value that stands there.
const NEAR: usize = 3;
/// Words between a share and those whom it is of: "70 per cent of them women".
const SEX: usize = 5;
/// Words between a share and the improvement that they saw: "of the patients had a marked".
const IMPROVED: usize = 9;
/// Tokens from a share to what those of whom it is did: "of those who took part in the symposium and the workshops noted".
const EVENT: usize = 18;
/// Words between a change and its size.
const SIZE: usize = 4;
/// Tokens from where a change began to where it came.
const BOTH: usize = 12;
/// A larger share is of what was planned.
const WHOLE: Decimal = Decimal::ONE_HUNDRED;

/// "Sixty per cent now earn enough", "yields rose by a third": nothing says how it was before.
pub fn start(statement: &Statement, sentence: &Sentence) -> Start {
    // A conclusion may tell it as well: a heading alone makes no lesson.
    let other = |(claim, words): &(Claim, String)| {
        matches!(claim, Claim::Plan | Claim::Lesson | Claim::Shortfall) && !words.is_empty()
    };
    if let Some((claim, _)) = statement.claims.iter().find(|own| other(own)) {
        return Start::Otherwise(claim.name());
    }
    if statement.text.ends_with('?') {
        return Start::Otherwise("question");
    }
    if is_attributed(sentence) {
        return Start::Otherwise("figure of others");
    }
    if grows_reach(sentence) {
        return Start::Reach;
    }
    let told = given_start(sentence)
        .or_else(|| start_alone(sentence))
        .or_else(|| start_by_points(sentence));
    if let Some(words) = told {
        return Start::Told(words);
    }
    let lacking = share(statement, sentence)
        .or_else(|| rise(statement, sentence))
        .or_else(|| score(sentence))
        .or_else(|| beside_target(sentence));
    lacking.map_or(Start::NothingTold, Start::Lacking)
}

/// "Only 1.0 % could see before the surgery", "an improvement from 75 per cent": the share is the start itself.
fn start_alone(sentence: &Sentence) -> Option<String> {
    let mut values = values(sentence);
    let (only, None) = (values.next()?, values.next()) else {
        return None;
    };
    let mut before = sentence.all(List::EarlierWords);
    let begins = before.any(|hit| hit.start >= only.end && sentence.starts(List::Articles, hit.end));
    // "Augmenté de 35 %" came by that much; a word for "from" alone leads to where it began.
    let mut from = sentence.all(List::FromWords);
    let from = from.any(|hit| hit.end == only.start && hit.end - hit.start == 1);
    (only.percent && (begins || from)).then(|| number(sentence, only))
}

/// "86 per cent were poor, a deterioration of 8 percentage points": who has the end and the way has the start.
fn start_by_points(sentence: &Sentence) -> Option<String> {
    let in_points = |own: &NumberToken| {
        let mut points = sentence.all(List::PercentagePoints);
        points.any(|hit| (own.start..=own.end).contains(&hit.start))
    };
    let way = values(sentence).find(|own| in_points(own))?;
    let end = values(sentence).any(|own| own.percent && !in_points(own));
    end.then(|| number(sentence, way))
}

fn values(sentence: &Sentence) -> impl Iterator<Item = &NumberToken> {
    sentence.numbers.iter().filter(|number| !sentence.is_year(number))
}

fn number(sentence: &Sentence, number: &NumberToken) -> String {
    sentence.between(number.start, number.end).to_string()
}

/// "From 30", "against 12 the year before", "41 → 52". Another group is no earlier time.
fn given_start(sentence: &Sentence) -> Option<String> {
    // "Their income from farming grew 5-fold": the verb parts the value from "from".
    let changes = |at: usize| {
        let lists = [
            List::ChangeVerbs,
            List::Increase,
            List::Falling,
            List::DoublingWords,
        ];
        lists.into_iter().any(|list| sentence.starts(list, at))
    };
    let value = |hit: &&Hit| {
        values(sentence).any(|number| {
            let near = (hit.end..hit.end + NEAR).contains(&number.start);
            near && !(hit.end..number.start).any(changes)
        })
    };
    let marks = [List::ComparisonWords, List::EarlierWords];
    let control = sentence.has(List::ControlGroups);
    // "Augmenté de 35 %" has one value alone.
    let range = values(sentence).any(|number| number.number.low < number.number.high);
    let two = range || values(sentence).nth(1).is_some();
    let from = || sentence.all(List::FromWords).filter(|_| two).find(value);
    let marked = || {
        let hits = marks.into_iter().flat_map(|list| sentence.all(list));
        hits.into_iter().find(value)
    };
    // "Compared to the 2017–2019 assessment, where 83 per cent were positive".
    let dated = |hit: &&Hit| {
        let near = hit.end..hit.end + NEAR;
        let years = sentence.numbers.iter().filter(|number| sentence.is_year(number));
        years
            .filter(|year| near.contains(&year.start))
            .any(|year| values(sentence).any(|own| (year.end..year.end + BOTH).contains(&own.start)))
    };
    let compared = || sentence.all(List::ComparisonWords).find(dated);
    let named = |hit: &Hit| {
        let end = (hit.end + NEAR).min(sentence.tokens.len());
        sentence.between(hit.start, end).to_string()
    };
    let arrow = || {
        ["→", "->"]
            .into_iter()
            .find(|arrow| sentence.text.contains(arrow))
    };
    if control {
        return None;
    }
    from()
        .or_else(marked)
        .or_else(compared)
        .or_else(|| sentence.first(List::ColumnBaseline))
        .map(named)
        .or_else(|| arrow().map(String::from))
}

/// A year with its value, or a value that is held against another: the sentence beside it has its start.
pub fn tells_start(sentence: &Sentence) -> bool {
    let years = || sentence.numbers.iter().filter(|number| sentence.is_year(number));
    // "From 2020 to 2024, 5,000 women took part": a period, and no earlier time.
    let spans = |from: &NumberToken| {
        let parted = sentence.starts(List::ToWords, from.end) || sentence.starts(List::AndWords, from.end);
        let begun = sentence.ends(List::FromWords, from.start) || sentence.starts(List::ToWords, from.end);
        parted && begun && years().any(|to| to.start == from.end + 1)
    };
    let dated = years().next().is_some() && !years().any(spans);
    given_start(sentence).is_some() || dated && values(sentence).next().is_some()
}

/// "From 57% to 23%", "from 3.5 quintals per hectare to 4.5 quintals per hectare": two values of one measure.
pub fn tells_both_ends(statement: &Statement, sentence: &Sentence) -> bool {
    let other = [Claim::Plan, Claim::Lesson, Claim::Estimate];
    if other.into_iter().any(|claim| statement.claims(claim)) || is_attributed(sentence) {
        return false;
    }
    let unit = |number: &NumberToken| sentence.tokens.get(number.end).filter(|next| next.is_word());
    let same = |from: &NumberToken, to: &NumberToken| match (from.percent, to.percent) {
        (true, true) => true,
        (false, false) => unit(from).is_some_and(|own| unit(to).is_some_and(|next| own.stem == next.stem)),
        _ => false,
    };
    let counts_time = |number: &NumberToken| sentence.at(List::Time, number.end);
    // "De 3.5 quintales por hectárea se sube a 4.5".
    let begins = |number: &&NumberToken| {
        let marks = [List::FromWords, List::OfWords];
        marks.into_iter().any(|list| sentence.ends(list, number.start)) && !counts_time(number)
    };
    values(sentence).filter(begins).any(|from| {
        values(sentence).any(|to| {
            let after =
                to.start > from.end && to.start - from.end <= BOTH && sentence.ends(List::ToWords, to.start);
            after && from.number != to.number && same(from, to)
        })
    })
}

fn observes(statement: &Statement) -> bool {
    [Claim::Outcome, Claim::Impact]
        .into_iter()
        .any(|claim| statement.claims(claim))
}

fn share(statement: &Statement, sentence: &Sentence) -> Option<String> {
    let share = |number: &&NumberToken| {
        // "All 100 per cent of the girls stayed": of whom it is, and not how many of them are girls.
        let them = (number.end..=number.end + 1).any(|at| sentence.starts(List::SexPronouns, at));
        let mut of = sentence.all(List::OfWords);
        let of = of.find(|hit| hit.start == number.end && !them);
        let base = of.map_or(number.end, |of| {
            of.end + usize::from(sentence.at(List::Articles, of.end))
        });
        let whole = |at: usize| of.is_some() && at == base;
        let sexed = [List::Female, List::Male]
            .into_iter()
            .any(|list| (number.end..number.end + SEX).any(|at| sentence.at(list, at) && !whole(at)));
        let of_target = is_share_of_target(sentence, number);
        // "An upfront payment of 10 per cent of the credit".
        let paid = (number.end..number.end + SEX).any(|at| sentence.at(List::Funds, at))
            || is_share_of_money(sentence, number);
        let part = number.percent && number.number.high <= WHOLE && !is_of_an_event(sentence, number);
        // "65 per cent of the patients had a marked improvement": the change is in the words.
        let improved = (number.end..number.end + IMPROVED).any(|at| sentence.at(List::Improvements, at));
        part && !paid && !sexed && !of_target && !improved && !sentence.in_brackets(number.start)
    };
    let told = values(sentence).find(share).filter(|_| observes(statement));
    told.map(|told| number(sentence, told))
}

/// "Of the graduates 13 % found a job", "94 % received three rounds of cash": before the work nobody had; "60 % agreed that
/// the lessons increased their knowledge": the change is in the words.
fn is_of_an_event(sentence: &Sentence, share: &NumberToken) -> bool {
    let goes_on = |at: &usize| !matches!(sentence.tokens[*at].lower.as_str(), "," | ";" | ":" | ".");
    let until = (share.end..sentence.tokens.len()).take_while(goes_on);
    let changes = |at: usize| {
        let mut changed = sentence.all(List::ChangeVerbs).filter(|hit| hit.start == at);
        changed.any(|hit| sentence.starts(List::Articles, hit.end))
    };
    let told = until
        .take(EVENT)
        .any(|at| sentence.starts(List::Attainments, at) || changes(at));
    // "More than 80 per cent passed the test in 2022": an examination is held every year.
    told && !sentence.has(List::Scores)
}

/// A change with its size, or against an earlier time that is named and has no value.
fn rise(statement: &Statement, sentence: &Sentence) -> Option<String> {
    let rises = [List::ChangeVerbs, List::Increase, List::Falling];
    // "Attendance is good (96.5 %), in spite of a slight fall in April": the share is not that of the fall.
    let sized = |hit: &Hit| {
        values(sentence)
            .filter(|number| number.percent && !is_share_of_target(sentence, number))
            .any(|number| number.start.abs_diff(hit.end) <= SIZE || hit.start.abs_diff(number.end) <= SIZE)
    };
    let changed = || {
        let mut hits = rises.into_iter().flat_map(|list| sentence.all(list));
        hits.find(|hit| !is_intended(sentence, hit) && !is_negated(sentence, hit) && sized(hit))
    };
    let claimed = observes(statement) || statement.claims(Claim::Assertion);
    let times = || sentence.first(List::DoublingWords);
    // "A sharp rise on the year before", and not "with more funds it filled a gap: previously …".
    let earlier = || {
        sentence.all(List::Increase).find(|rise| {
            let near = rise.end..rise.end + SIZE;
            // "I högre grad än förr", "en mayor medida que antes".
            let in_degree = sentence.ends(List::InWords, rise.start);
            !in_degree
                && sentence
                    .all(List::EarlierWords)
                    .any(|hit| near.contains(&hit.start))
        })
    };
    let told = claimed
        .then(changed)
        .flatten()
        .or_else(|| led_to(sentence))
        .or_else(times);
    let told = told.or_else(|| sentence.numbers.is_empty().then(earlier).flatten());
    told.map(|hit| sentence.written(hit).to_string())
}

/// "The work led to a 40 per cent increase in …".
fn led_to(sentence: &Sentence) -> Option<&Hit> {
    let sized = |hit: &Hit| values(sentence).find(|number| number.percent && number.end == hit.start);
    let mut sizes = [List::Increase, List::Falling]
        .into_iter()
        .flat_map(|list| sentence.all(list));
    sizes.find(|hit| {
        let causes = [List::ConsequenceWords, List::EffectVerbs];
        let mut causes = causes.into_iter().flat_map(|list| sentence.all(list));
        sized(hit).is_some_and(|size| causes.any(|cause| cause.end <= size.start))
    })
}

/// "30 per cent dealt with gender, which exceeds the target of 25 per cent": a value and a target, and no start.
fn beside_target(sentence: &Sentence) -> Option<String> {
    let target = sentence.first(List::ColumnTarget)?;
    let shares: Vec<&NumberToken> = values(sentence).filter(|own| own.percent).collect();
    let [reached, set] = shares[..] else { return None };
    let near = |share: &NumberToken| {
        target.start >= share.end && target.start - share.end <= BOTH / 2
            || share.start >= target.end && share.start - target.end <= SIZE
    };
    let own = near(set) && reached.number != set.number && !is_share_of_target(sentence, reached);
    own.then(|| number(sentence, reached))
}

/// "Average understanding score: 3.32 / 4".
fn score(sentence: &Sentence) -> Option<String> {
    let of = |at: usize| sentence.tokens.get(at).is_some_and(|token| token.lower == "/");
    let graded = sentence.numbers.iter().find(|number| {
        let next = sentence.numbers.iter().any(|next| next.start == number.end + 1);
        // "7.2/10" may be one word.
        let whole = (number.start..number.end).any(|at| sentence.tokens[at].lower.contains('/'));
        of(number.end) && next || whole || sentence.starts(List::OutOf, number.end)
    });
    // How they liked it starts from nowhere.
    let asked = sentence.has(List::Scores) && !sentence.has(List::ReactionWords);
    graded.filter(|_| asked).map(|graded| number(sentence, graded))
}
