//! Numbers that lie ahead: of what is planned, under a label in the passage, or of those for whom money was set aside.

use super::super::lexicon::{Hit, List};
use super::super::words::Sentence;
use super::clause;
use super::counts::Count;
use crate::report::Counted;

/// Tokens of a label: "Expected outcomes of the project:".
const LABEL: usize = 8;
/// Tokens of a clause up to who acts: "…, the project".
const CLAUSE: usize = 2;
/// Tokens between what money is meant for and the number: "to assist some 9,500".
const NEAR: usize = 4;

/// What a label at the beginning of a sentence makes of what follows: planned, or told; nothing where there is none.
pub fn label(sentence: &Sentence) -> Option<bool> {
    let colon = sentence
        .tokens
        .iter()
        .take(LABEL + 1)
        .position(|token| token.lower == ":")?;
    let word = |at: usize| sentence.tokens[at].is_word() || sentence.tokens[at].lower == "•";
    let plain = colon > 0 && (0..colon).all(word) && sentence.tokens[0].capital;
    let named = |list: List| sentence.all(list).any(|hit| hit.end <= colon);
    if !plain {
        return None;
    }
    let told = [List::HeadingAchieved, List::ColumnActual, List::AchievedWords]
        .into_iter()
        .any(named);
    let target = sentence
        .all(List::ColumnTarget)
        .any(|hit| hit.start == 0 && hit.end < colon);
    let ahead = target || named(List::HeadingExpected) || named(List::HeadingFuture);
    // "Objectives: to train 30 people" is a plan, "Objective: 30 people were trained" an account.
    let aim = named(List::HeadingPlan) && is_to_be_done(sentence, colon + 1);
    Some(!told && (ahead || aim))
}

fn is_to_be_done(sentence: &Sentence, from: usize) -> bool {
    let marked = sentence.starts(List::InfinitiveMarks, from) || sentence.is_infinitive(from);
    marked
        || ![List::PeopleActions, List::PersonObjects, List::OutputVerbs]
            .into_iter()
            .flat_map(|list| sentence.all(list))
            .any(|hit| hit.start >= from)
}

/// "The appeal was launched to assist 9,500 families (47,500 people)", "funds were set aside for 5,000 families".
pub fn is_funded(sentence: &Sentence, counts: &[Count], count: &Count) -> bool {
    let aimed = |own: &Count| {
        let acted = |aim: &Hit| sentence.all(List::FundingActs).any(|act| act.end <= aim.start);
        sentence
            .all(List::Aiming)
            .filter(|aim| aim.end <= own.start && own.start - aim.end <= NEAR)
            // "A service was launched to which 12,500 farmers subscribe".
            .filter(|aim| !sentence.starts(List::Relatives, aim.end))
            .any(|aim| acted(aim) && is_unbroken(sentence, aim.end, own.start))
    };
    let of_families = || {
        let before = counts.iter().rfind(|other| other.start < count.start);
        before.is_some_and(|homes| {
            homes.counted == Counted::Households && sentence.in_brackets(count.start) && aimed(homes)
        })
    };
    aimed(count) || of_families()
}

/// No other number and no mark between two tokens.
fn is_unbroken(sentence: &Sentence, from: usize, until: usize) -> bool {
    (from..until).all(|at| sentence.tokens[at].is_word())
}

/// "Achieved: 116 cases" after "Target: 80 persons", wherever both stand.
pub fn is_labelled_actual(sentence: &Sentence) -> bool {
    sentence.all(List::ColumnActual).any(|hit| {
        hit.start == 0
            && sentence
                .tokens
                .get(hit.end)
                .is_some_and(|token| token.lower == ":")
    })
}

/// "To improve the lives of 60,000 people": an aim that no clause follows.
fn is_bare_aim(sentence: &Sentence, count: &Count) -> bool {
    // "To date, 358 caretakers have been trained."
    let dated = sentence.at(List::WholeWords, 0);
    let opens = !dated && sentence.starts(List::PurposeOpenings, 0) && sentence.is_infinitive(1);
    let own = [List::FirstPersons, List::OwnAgents];
    let acts = |at: usize| own.into_iter().any(|list| sentence.starts(list, at));
    let marks = |at: &usize| matches!(sentence.tokens[*at].lower.as_str(), "," | ";" | ":");
    let mut marks = (0..sentence.tokens.len()).filter(marks);
    opens && !marks.any(|mark| mark < count.start || (mark + 1..=mark + CLAUSE).any(acts))
}

/// "The target for the second year is 8,000 farmers".
fn is_what_a_target_is(sentence: &Sentence, count: &Count) -> bool {
    let target = sentence.all(List::ColumnTarget).any(|hit| hit.start <= TARGET);
    let is = |at: usize| sentence.at(List::BeWords, at) && sentence.starts(List::Auxiliaries, at);
    // "L'objectif est de 600 paysans".
    let about = |at: usize| sentence.at(List::Approximate, at) || sentence.starts(List::OfWords, at);
    let verb = (0..count.start).rev().find(|at| !about(*at));
    let dash = |at: usize| matches!(sentence.tokens[at].lower.as_str(), "–" | "—");
    target && !count.elided && verb.is_some_and(|at| is(at) || dash(at))
}

/// Tokens before "target" in a sentence that speaks of it: "the overall".
const TARGET: usize = 2;

/// Tokens from a pledge to the number: "to resettle at least".
const PLEDGED: usize = 6;

/// "The council agreed to resettle 50 refugees", "the ministry has committed itself to training 300 teachers".
fn is_pledged(sentence: &Sentence, count: &Count) -> bool {
    sentence.all(List::Pledges).any(|hit| {
        let near = hit.end <= count.start && count.start - hit.end <= PLEDGED;
        near && is_unbroken(sentence, hit.end, count.start)
    })
}

/// "86 cases were registered" is no plan, whatever else its sentence says.
pub fn is_plan(sentence: &Sentence, count: &Count) -> bool {
    // "Train some 180 journalists": what is to be done.
    let verbs = [List::PeopleActions, List::ActivityVerbs, List::OutputVerbs];
    if sentence.is_infinitive(0) && verbs.into_iter().any(|list| sentence.starts(list, 0)) {
        return true;
    }
    if is_bare_aim(sentence, count) || is_what_a_target_is(sentence, count) || is_pledged(sentence, count) {
        return true;
    }
    // "756 growers (90 % of what was planned)" were reached.
    if sentence.share_in_bracket(count.end).is_some() {
        return false;
    }
    // "2,940 farmers against 3,500 foreseen".
    if count.elided && sentence.starts(List::ExpectedWords, count.end) {
        return true;
    }
    // "57,741 children to be reached", "12,000 people targeted with cash".
    let to_be =
        sentence.starts(List::InfinitiveMarks, count.end) && sentence.starts(List::BeWords, count.end + 1);
    let meant = sentence.starts(List::ExpectedWords, count.end)
        && !sentence.all(List::Auxiliaries).any(|hit| hit.start > count.end);
    if to_be || meant {
        return true;
    }
    let told = sentence.starts(List::Auxiliaries, count.end)
        && !sentence.all(List::Future).any(|hit| hit.start >= count.end);
    let clause = clause(sentence, count);
    let said = |list: List| sentence.all(list).any(|hit| clause.contains(&hit.start));
    // "It has the aim to make 400 widows self-reliant".
    let aimed = sentence.all(List::AimWords).any(|hit| {
        // "Our goal remains: reach 20,000 lives".
        let from = hit.end
            + usize::from(
                sentence
                    .tokens
                    .get(hit.end)
                    .is_some_and(|token| token.lower == ":"),
            );
        let mut between = sentence.tokens[from.min(count.start)..count.start].iter();
        hit.end <= count.start && !between.any(|token| matches!(token.lower.as_str(), ";" | ":"))
    });
    if aimed && !told {
        return true;
    }
    // "It is to improve the hotlines, which served 3,705 inhabitants": a deed in a clause of its own.
    let done = said(List::PeopleActions) && !said(List::Future) && !said(List::HeadingExpected);
    !told && !done && speaks_of_a_plan(sentence)
}

/// Tokens from "than" to what was planned: "than the programme had first planned".
const THAN: usize = 5;

/// "225 more than the programme had planned": what is held against a plan was done.
fn speaks_of_a_plan(sentence: &Sentence) -> bool {
    // Where "que" joins any clause it compares nothing.
    let compares = sentence.head_last() || sentence.adjectives_end_alike();
    let held = |hit: &Hit| {
        let mut than = sentence.all(List::ThanWords);
        compares && than.any(|than| than.end <= hit.start && hit.start - than.end <= THAN)
    };
    [List::Future, List::HeadingExpected]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| !held(hit))
}

/// "Through the programme, 20 young journalists travelled": under a heading of plans, too, that was done.
pub fn came_of_the_work(sentence: &Sentence, count: &Count) -> bool {
    let means = sentence.all(List::MeansWords).find(|hit| hit.start == 0);
    let work = |hit: &Hit| {
        let near = hit.end..=hit.end + WORK;
        sentence
            .all(List::OwnAgents)
            .any(|own| near.contains(&own.start) && own.end <= count.start)
    };
    let past = sentence.tokens.get(count.noun_end).is_some_and(|verb| {
        let done = sentence.is_past(&verb.lower) || sentence.starts(List::PersonSubjects, count.noun_end);
        done || sentence.starts(List::Auxiliaries, count.noun_end)
    });
    means.is_some_and(work)
        && past
        && !sentence.has(List::Future)
        && !sentence.has(List::PlanWords)
        && count.counted == Counted::People
}

/// Words from "through" to the work: "the three-year".
const WORK: usize = 3;
