//! What a report without indicators says to have changed for women or men, after an aim that it states.

use super::super::activities::asserts_effect;
use super::super::lexicon::List;
use super::super::words::Sentence;
use super::super::{Reader, Role};
use super::named_in;
use crate::document::Location;
use crate::report::Statement;

/// Sentences that assert an effect in a passage that names whom the aims are for, after the first of them.
pub fn after(reader: &Reader, statements: &[Statement], aims: &[usize]) -> Vec<usize> {
    let Some(first) = aims.iter().min() else {
        return Vec::new();
    };
    let named = |list| {
        let mut texts = aims.iter().map(|index| reader.sentence(&statements[*index].text));
        texts.any(|aim| aim.has(list))
    };
    let sexes: Vec<List> = [List::Female, List::Male]
        .into_iter()
        .filter(|list| named(*list))
        .collect();
    let told = |index: &usize| {
        let own = &statements[*index];
        let ahead = matches!(reader.role_of(&own.location), Role::Future | Role::Context);
        let sentence = reader.sentence(&own.text);
        !ahead && !aims.contains(index) && !is_of_staff(&sentence) && asserts_effect(own, &sentence)
    };
    (first + 1..statements.len())
        .filter(told)
        .filter(|index| speaks_of(reader, statements, &statements[*index].location, &sexes))
        .collect()
}

/// "The team is run by six women": who does the work, and nothing that came of it.
fn is_of_staff(sentence: &Sentence) -> bool {
    [
        List::GenderFocalPoint,
        List::ProjectStaff,
        List::OwnStaff,
        List::OwnAgents,
    ]
    .into_iter()
    .any(|list| sentence.has(list))
}

/// "Forty women got loans. Their profits grew": the passage names them.
fn speaks_of(reader: &Reader, statements: &[Statement], place: &Location, sexes: &[List]) -> bool {
    statements
        .iter()
        .filter(|own| own.location == *place)
        .map(|own| reader.sentence(&own.text))
        .any(|own| {
            let named = match sexes {
                [] => named_in(&own),
                _ => sexes.iter().any(|list| own.has(*list)),
            };
            named || own.has(List::Gender) || own.has(List::GenderSubjects)
        })
}
