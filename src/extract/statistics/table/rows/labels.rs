//! Whether a row counts people, by its label.

use crate::extract::lexicon::{Hit, List};
use crate::extract::statistics::counts::{Noun, is_attributive};
use crate::extract::words::Sentence;
use crate::report::Counted;

/// "Wells dug" in a table of women and men is no number of people.
pub(super) fn begins_with_a_thing(label: &Sentence) -> bool {
    let mut things = THINGS.into_iter().chain([List::Counting]);
    things.any(|list| label.starts(list, 0) || label.starts(list, 1))
}

/// What rows count that are no people.
const THINGS: [List; 6] = [
    List::Products,
    List::Organisations,
    List::Households,
    List::Currency,
    List::Cases,
    List::Contacts,
];

/// "Teachers trained", "number of direct beneficiaries": not "trainings for teachers", "births by trained staff".
pub(super) fn heads_with_people(label: &Sentence) -> bool {
    let others = [List::Events, List::OwnStaff, List::Scores];
    let Some(people) = label.first(List::People) else {
        return false;
    };
    let small = [
        List::Counting,
        List::Total,
        List::OfWords,
        List::Articles,
        List::ValueWords,
    ];
    let before = (0..people.start).filter(|at| !small.into_iter().any(|list| label.at(list, *at)));
    let described = if label.head_last() { DESCRIBED } else { 0 };
    // "Members of self-help groups", "participants in trainings" are people.
    let theirs = |hit: &Hit| {
        let mut between = people.end..hit.start.max(people.end);
        between.any(|at| label.starts(List::OfWords, at) || label.starts(List::InWords, at))
    };
    let things = THINGS.into_iter().chain(others);
    let mut things = things.flat_map(|list| label.all(list));
    before.count() <= described && !things.any(|hit| !theirs(hit))
}

/// Words that describe people before their noun: "newly trained health workers".
const DESCRIBED: usize = 3;

/// Whether a row's label names people.
pub(super) fn names_people(label: &Sentence) -> bool {
    // "Оказано юристами", "Appeals lodged by lawyers": who did it is not counted.
    let done_by = label.has(List::AgentWords)
        || !label.head_last()
            && [List::OutputVerbs, List::ActivityVerbs, List::DeliveryWords]
                .into_iter()
                .any(|list| label.starts(list, 0));
    // "Peer-reviewed articles" are no peers.
    let people = label.all(List::People).any(|hit| {
        let noun = Noun {
            counted: Counted::People,
            start: hit.start,
            end: hit.end,
            one_sex: false,
        };
        !is_attributive(label, &noun)
    });
    people && label.tokens.len() <= 8 && !done_by
}

/// "People in need": whom nothing has reached.
pub(super) fn is_population(label: &Sentence) -> bool {
    let suffers = |people: &Hit| {
        let mut conditions = label.all(List::Conditions);
        conditions.any(|hit| hit.start >= people.end && hit.start - people.end <= SUFFERING)
    };
    let reached = label.has(List::PeopleActions) || label.has(List::PersonObjects);
    !reached && label.all(List::AnyPeople).any(suffers)
}

/// Words from people to what they suffer from.
const SUFFERING: usize = 2;

/// Of percentages the whole is no sum, "students per tutor" is a rate, and "role players" in the list of those who are no
/// persons stay so under "Number of participants".
pub(super) fn is_no_count(label: &Sentence) -> bool {
    let whole = (0, label.tokens.len());
    let rate = [List::PerWords, List::Percent, List::PercentageWords];
    let no_person = |hit: &Hit| (hit.start, hit.end) == whole;
    rate.into_iter().any(|list| label.has(list)) || label.all(List::NoPerson).any(no_person)
}
