//! What a sentence of running text offers as the measure of an outcome, and what the account of a result says of its
//! indicators.

use rust_decimal::Decimal;

use super::account::{is_intended, is_negated};
use super::asserts::asserts;
use super::started::{self, Shares};
use super::starts::{start, tells_both_ends, tells_start};
use crate::document::Passage;
use crate::extract::Reader;
use crate::extract::lexicon::{Hit, List};
use crate::extract::results::is_measurable;
use crate::extract::statistics::counts::counts;
use crate::extract::words::{Sentence, quotes};
use crate::report::{Asserts, Claim, Counted, ResultStatement, Start, Statement};

/// Words between a goal and the word that it was reached: the goal's own wording may stand there.
const GOAL: usize = 12;
/// Words between the word for an indicator and its wording: "is", "the", a colon.
const NAMED: usize = 3;
/// Tokens before which a number is that of an item of a list.
const ITEM: usize = 3;
/// Words between "through" and the work: "through the continued support to".
const MEANS: usize = 4;
/// Sentences to each side of a change in which it may be told from where it came.
const BESIDE: usize = 2;
/// Words at the beginning of an indicator that tell what it is of.
const OPENING: usize = 4;

pub fn mark(reader: &Reader, results: &mut [ResultStatement], statements: &mut [Statement]) {
    let starts: Vec<bool> = statements
        .iter()
        .map(|statement| tells_start(&reader.sentence(&statement.text)))
        .collect();
    let shares: Vec<Shares> = statements
        .iter()
        .zip(&starts)
        .map(|(statement, starts)| started::shares(&reader.sentence(&statement.text), *starts))
        .collect();
    for at in 0..statements.len() {
        let here = statements[at].location.clone();
        let beside = (at.saturating_sub(BESIDE)..=at + BESIDE).filter(|other| *other != at);
        // "In 2021 it was 40 per cent.", in the sentence before.
        let mut beside =
            beside.filter(|other| statements.get(*other).is_some_and(|told| told.location == here));
        let started = beside
            .find(|other| starts[*other])
            .map(|other| statements[other].text.clone());
        let statement = &mut statements[at];
        let sentence = reader.sentence(&statement.text);
        statement.shown_by_delivery = is_shown_by_delivery(statement, &sentence);
        statement.names_vague_indicator = names_vague_indicator(reader, &sentence);
        let role = reader.role_of(&statement.location);
        statement.asserts = match (asserts(statement, &sentence, role), &started) {
            (Asserts::Words(_), Some(beside)) => Asserts::Beside(beside.clone()),
            (own, _) => own,
        };
        statement.asserts_change = matches!(statement.asserts, Asserts::Words(_));
        statement.start = start(statement, &sentence);
        statement.tells_both_ends = tells_both_ends(statement, &sentence);
        statement.shown_by_work = is_shown_by_work(statement, &sentence);
        if matches!(statement.start, Start::Lacking(_)) {
            let elsewhere = || started::elsewhere(&shares, at).map(|other| statements[other].text.clone());
            if let Some(told) = started.or_else(elsewhere) {
                statements[at].start = Start::Beside(told);
            }
        }
        statements[at].lacks_start = matches!(statements[at].start, Start::Lacking(_));
    }
    for result in results {
        let tells = |passage: &&Passage| tells_measures(reader, &result.text, passage);
        result.measures_named = result.progress.iter().filter(tells).cloned().collect();
    }
}

/// A change that was seen, a plan, a shortfall, a lesson, a denial or a cell: no assertion of a change.
fn claims_otherwise(statement: &Statement) -> bool {
    let other = [
        Claim::Outcome,
        Claim::Impact,
        Claim::Plan,
        Claim::Shortfall,
        Claim::Lesson,
    ];
    let claimed = other.into_iter().any(|claim| statement.claims(claim));
    claimed || statement.negated || statement.location.table.is_some()
}

/// "The overall goal may be regarded as reached: 24 courses were held and 1,100 handbooks were handed out".
fn is_shown_by_delivery(statement: &Statement, sentence: &Sentence) -> bool {
    if claims_otherwise(statement) {
        return false;
    }
    reached(sentence).is_some_and(|reached| {
        let shares = sentence.numbers.iter().any(|number| number.percent);
        let delivered = |of: Counted| matches!(of, Counted::Events | Counted::Products | Counted::Contacts);
        let (told, named): (Vec<_>, Vec<_>) = counts(sentence)
            .iter()
            .partition(|count| count.start >= reached.end);
        // "The goal of 24 courses": a goal that is itself a delivery. "En" and "un" count nothing.
        let of_delivery = named.iter().any(|count| count.number.low > Decimal::ONE);
        !shares
            && !of_delivery
            && told.iter().any(|count| delivered(count.counted))
            && told
                .iter()
                .all(|count| delivered(count.counted) || count.counted == Counted::People)
    })
}

/// "Nutrition was improved through support to a plan", "access is better thanks to works at 29 stations": a change that
/// nothing but the work itself is told to show.
fn is_shown_by_work(statement: &Statement, sentence: &Sentence) -> bool {
    if claims_otherwise(statement) || sentence.numbers.iter().any(|number| number.percent) {
        return false;
    }
    let verbs = sentence
        .all(List::ChangeVerbs)
        .filter(|change| has_come(sentence, change) && !is_negated(sentence, change));
    let states = sentence
        .all(List::BetterWords)
        .filter(|better| is_better_now(sentence, better));
    // "By training": the work is in the word itself.
    let works = |means: &Hit| {
        let near = means.end - 1..means.end + MEANS;
        near.into_iter()
            .any(|at| WORK.into_iter().any(|list| sentence.starts(list, at)))
    };
    // "(6) Nutrition was improved …" counts nothing, and "thanks to 29 stations" counts works.
    let counted = |until: usize| {
        sentence.numbers.iter().any(|number| {
            !number.in_words && !sentence.is_year(number) && (ITEM..until).contains(&number.start)
        })
    };
    verbs.chain(states).any(|change| {
        let mut means = sentence.all(List::MeansWords);
        means.any(|means| means.start >= change.end && works(means) && !counted(means.start))
    })
}

/// What was done or given.
const WORK: [List; 8] = [
    List::TrainingWords,
    List::CampaignWords,
    List::HelpWords,
    List::OutputVerbs,
    List::ActivityVerbs,
    List::DeliveryWords,
    List::Events,
    List::Products,
];

/// "Is better", "was made stronger", but not "is more than".
fn is_better_now(sentence: &Sentence, better: &Hit) -> bool {
    let mut before = better.start.saturating_sub(MADE)..better.start;
    // "Are being empowered": not yet.
    let lasts = before.clone().any(|at| sentence.acts(&sentence.tokens[at].lower));
    let now = !lasts && before.any(|at| sentence.at(List::BeWords, at));
    let compared = sentence.starts(List::ThanWords, better.end);
    now && !compared && !is_negated(sentence, better) && !is_intended(sentence, better)
}

/// Tokens from "was" to what something was made.
const MADE: usize = 2;

/// "Was improved", "has risen", "förbättrades": no quality and no aim.
fn has_come(sentence: &Sentence, change: &Hit) -> bool {
    // "Are being empowered": not yet.
    let lasts = |at: &usize| sentence.acts(&sentence.tokens[*at].lower);
    let before = change.start.checked_sub(1).filter(|at| !lasts(at));
    let helped =
        before.is_some_and(|at| sentence.at(List::BeWords, at) || sentence.at(List::Auxiliaries, at));
    let alone = sentence.passive_alone(&sentence.tokens[change.start].lower);
    (helped || alone) && !is_intended(sentence, change)
}

/// Where an outcome or a goal is said to have been reached.
fn reached(sentence: &Sentence) -> Option<&Hit> {
    let goal = [List::LevelOutcome, List::LevelImpact]
        .into_iter()
        .filter_map(|list| sentence.first(list))
        .min_by_key(|hit| hit.start)?;
    sentence
        .all(List::AchievedWords)
        .find(|hit| hit.start >= goal.end && hit.start - goal.end <= GOAL)
}

/// "The indicator chosen was increased awareness of the law": nothing tells how that would be seen.
fn names_vague_indicator(reader: &Reader, sentence: &Sentence) -> bool {
    let plain = sentence.numbers.is_empty() && !sentence.has(List::Negations);
    plain
        && sentence
            .all(List::IndicatorNames)
            .any(|name| is_vague(reader, sentence, name))
}

fn is_vague(reader: &Reader, sentence: &Sentence, name: &Hit) -> bool {
    let tokens = &sentence.tokens;
    let small = |at: &usize| !tokens[*at].is_word() || tokens[*at].is_small;
    let from = (name.end..tokens.len()).find(|at| !small(at));
    let Some(from) = from.filter(|from| *from - name.end <= NAMED) else {
        return false;
    };
    let ends = |at: &usize| {
        let lower = tokens[*at].lower.as_str();
        matches!(lower, "," | ";" | "." | "(") || quotes::closes(lower)
    };
    let to = (from..tokens.len()).find(ends).unwrap_or(tokens.len());
    if from == to {
        return false;
    }
    let wording = reader.sentence(sentence.between(from, to));
    let abstracts = wording
        .all(List::AbstractWords)
        .filter(|hit| hit.start < OPENING)
        .count();
    // "The indicator improved" tells of a value; "improved confidence" is an indicator.
    let begins = wording.starts(List::AbstractWords, 0) || wording.starts(List::BetterWords, 0);
    begins && abstracts >= 2 && !is_measurable(&wording)
}

/// "Outcome 2 is followed by two indicators", "Table 3. Follow-up of outcome 2: …": where the measures of a result are named.
fn tells_measures(reader: &Reader, result: &str, passage: &Passage) -> bool {
    let named = passage.text.contains(result.trim_end_matches('.'));
    named || reader.sentence(&passage.text).has(List::IndicatorNames)
}
