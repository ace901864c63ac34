//! Aims for women, men or equality that a sentence states anywhere, of which nothing is told after.

use super::super::lexicon::List;
use super::super::words::Sentence;
use super::super::{Reader, Role};
use super::goals::{gives_account, is_observed};
use super::named_in;
use crate::document::Passage;
use crate::report::{Claim, Statement};

/// Words of an aim that an account of the same matter has at the least.
const KINDRED: usize = 2;

/// Words by which women or men are in a sentence.
const SEXES: [List; 5] = [
    List::Female,
    List::Male,
    List::Gender,
    List::OneSexForms,
    List::GenderSubjects,
];

/// "The second aim concerned married girls, who were to return to class", where no account names a sex or the matter.
pub fn unanswered(reader: &Reader, statements: &[Statement]) -> Vec<Passage> {
    let aims: Vec<usize> = (0..statements.len())
        .filter(|index| is_aim(reader, statements, *index))
        .collect();
    aims.iter()
        .filter(|index| !is_answered(reader, statements, &aims, **index))
        .map(|index| Passage::new(&statements[*index].text, statements[*index].location.clone()))
        .collect()
}

fn is_aim(reader: &Reader, statements: &[Statement], index: usize) -> bool {
    let own = &statements[index];
    let sentence = reader.sentence(&own.text);
    let role = reader.role_of(&own.location);
    // "The boots are to be handed out to the men", under a plan: who is to be given something.
    let given = sentence.has(List::OutputVerbs) && !sentence.has(List::Gender) && !sentence.has(List::Female);
    let placed = matches!(role, Role::Expected | Role::Plan) || is_announced(reader, statements, index);
    let set = placed && !given || sets_aim(&sentence);
    let about = named_in(&sentence) || sentence.has(List::GenderSubjects);
    let other = [
        List::GenderFocalPoint,
        List::GenderMarkerWords,
        List::GenderAnalysis,
        List::AchievedWords,
        List::ThirdParties,
    ];
    let denied = clause(reader, &sentence).has(List::Negations);
    // "Now 13 of 40 are women; … there we shall be mentors": the account goes on.
    let goes_on = statements[..index]
        .iter()
        .rev()
        .take_while(|other| other.location == own.location)
        .map(|other| reader.sentence(&other.text))
        .any(|other| !other.numbers.is_empty() && SEXES.into_iter().any(|list| other.has(list)));
    // An expected result is owed an account as such.
    let result = sentence.starts(List::ResultLabels, 0);
    about
        && !denied
        && !goes_on
        && !result
        && set
        && !matches!(role, Role::Context | Role::Future)
        && !other.into_iter().any(|list| sentence.has(list))
        && (own.claims(Claim::Plan)
            || ![Claim::Activity, Claim::Output]
                .into_iter()
                .any(|claim| own.claims(claim)))
        && !is_observed(own)
}

/// Items of a list before gender: "health, nutrition, water and gender-based violence".
const LISTED: usize = 2;

/// Whether a sentence in a data record sets an aim for gender: "will raise awareness" is an activity, and a list of
/// sectors sets no aim for one of them.
pub fn is_for_gender(sentence: &Sentence, stands_under_aims: bool) -> bool {
    let named = sentence.first(List::Gender).map_or(0, |hit| hit.start);
    let before = sentence.tokens[..named].iter();
    let listed = before.filter(|token| token.lower == ",").count();
    listed <= LISTED && (stands_under_aims || sets_aim(sentence))
}

/// "Objective", "we undertook to", and not only "will".
fn sets_aim(sentence: &Sentence) -> bool {
    let meant = |list| {
        let mut hits = sentence.all(list);
        hits.any(|hit| {
            let modal = [List::Future, List::Auxiliaries];
            !modal.into_iter().any(|modal| sentence.at(modal, hit.start))
        })
    };
    meant(List::ObjectiveWords) || (sentence.has(List::PromiseSources) && sentence.has(List::PromiseWords))
}

/// Of several aims in one sentence that which names a sex: "… and half of the seats held by women".
fn clause(reader: &Reader, sentence: &Sentence) -> Sentence {
    let named = SEXES.into_iter().filter_map(|list| sentence.first(list));
    let Some(first) = named.map(|hit| hit.start).min() else {
        return sentence.clone();
    };
    let parts = |at: &usize| {
        matches!(sentence.tokens[*at].lower.as_str(), ";" | ":" | ",") || sentence.starts(List::AndWords, *at)
    };
    let from = (0..first).rev().find(parts).map_or(0, |at| at + 1);
    let ends = |at: &usize| sentence.tokens[*at].lower == ";";
    let to = (first..sentence.tokens.len())
        .find(ends)
        .unwrap_or(sentence.tokens.len());
    reader.sentence(sentence.between(from, to))
}

/// "From our proposal: …", "the project had two purposes. … The second …"
fn is_announced(reader: &Reader, statements: &[Statement], index: usize) -> bool {
    let own = &statements[index];
    let told = [Claim::Assertion, Claim::Outcome, Claim::Impact];
    let before = statements[..index].iter().rev();
    !told.into_iter().any(|claim| own.claims(claim))
        && before
            .take_while(|other| other.location == own.location)
            .take(ANNOUNCED)
            .map(|other| reader.sentence(&other.text))
            .any(|sentence| {
                let source = sentence.has(List::PromiseSources) && sentence.text.trim_end().ends_with(':');
                sets_aim(&sentence) || source
            })
}

/// Sentences between what announces aims and an aim.
const ANNOUNCED: usize = 3;

fn is_answered(reader: &Reader, statements: &[Statement], aims: &[usize], aim: usize) -> bool {
    let own = clause(reader, &reader.sentence(&statements[aim].text));
    let words = own.content();
    let place = &statements[aim].location;
    let account = |index: &usize| {
        let other = &statements[*index];
        let later = other.location != *place || *index > aim;
        later && !aims.contains(index) && gives_account(reader, other)
    };
    (0..statements.len()).filter(account).any(|index| {
        let said = reader.sentence(&statements[index].text);
        let common = said.content().iter().filter(|word| words.contains(word)).count();
        let aims = sets_aim(&said) && said.numbers.is_empty();
        // "They now hold 43 per cent of the seats."
        let figure = statements[index].location == *place && !said.numbers.is_empty();
        !aims && (figure || SEXES.into_iter().any(|list| said.has(list)) || common >= KINDRED)
    })
}
