//! How people and cases are passed on to those who must answer: filed, handed over, opened.

use std::ops::Range;

use super::super::lexicon::{Hit, List};
use super::super::statistics::counts::Count;
use super::super::words::Sentence;
use super::{OBJECT, REACH};
use crate::report::Counted;

/// "Filed 12 complaints", "12 files were handed to the court", "lodged appeals on behalf of 17 people".
pub fn passed_on<'a>(sentence: &'a Sentence, own: &[Count]) -> Option<&'a Hit> {
    // "Government statistics reported 131 deaths" hands over nothing.
    let counted = |verb: &Hit| {
        sentence
            .all(List::SourceWords)
            .any(|source| source.end <= verb.start)
    };
    let named = sentence
        .all(List::CaseTransfer)
        .filter(|hit| is_told(sentence, hit) && !counted(hit))
        .find(|hit| {
            sentence
                .all(List::Cases)
                .any(|cases| cases.start >= hit.end && cases.start - hit.end <= REACH)
        });
    let cases = own.iter().any(|count| count.counted == Counted::Cases);
    // "For 236 of them a request for release was submitted to the courts".
    let filed = |verb: &Hit| {
        let near = |hit: &Hit| {
            hit.end <= verb.start && verb.start - hit.end <= 2 * REACH
                || verb.end <= hit.start && hit.start - verb.end <= REACH
        };
        sentence.all(List::CaseFilings).any(near)
    };
    named
        .or_else(|| helped_to_file(sentence))
        .or_else(|| {
            passed_to_body(sentence).filter(|verb| {
                let gone = |people: &Count| {
                    are_handed_over(sentence, people, verb) || are_whose_cases(sentence, people, verb)
                };
                cases || filed(verb) || own.iter().any(gone)
            })
        })
        .or_else(|| opened(sentence))
}

/// "Reported 300 people displaced" says how many there are; "reported 17 cases to the police" passes them on.
fn says_a_number(sentence: &Sentence, verb: &Hit) -> bool {
    let number = sentence.numbers.iter().find(|number| number.start >= verb.end);
    let near = number.is_some_and(|number| number.start - verb.end <= 1);
    let to_body = sentence
        .all(List::ToWords)
        .any(|to| to.start >= verb.end && to.start - verb.end <= 2 * REACH);
    near && !to_body && sentence.at(List::SayingWords, verb.start)
}

/// "Supported the filing of 57 complaints with the prosecutor", and not "a course on the filing of complaints".
fn helped_to_file(sentence: &Sentence) -> Option<&Hit> {
    let near = |list: List, range: Range<usize>| sentence.all(list).any(|hit| range.contains(&hit.start));
    sentence.all(List::FilingNouns).find(|filing| {
        near(List::HelpWords, filing.start.saturating_sub(REACH)..filing.start)
            && near(List::Cases, filing.end..filing.end + REACH)
            && near(List::CaseBodies, filing.end..sentence.tokens.len())
    })
}

/// "Their cases were opened by the prosecutor", "the committee opened a file for each".
fn opened(sentence: &Sentence) -> Option<&Hit> {
    let of_case = |verb: &Hit| {
        let near = |case: &Hit| {
            case.end <= verb.start && verb.start - case.end <= REACH
                || verb.end <= case.start && case.start - verb.end <= OBJECT
        };
        [List::Cases, List::AnyCases]
            .into_iter()
            .any(|list| sentence.all(list).any(near))
    };
    sentence
        .all(List::CaseOpenings)
        .find(|verb| sentence.has(List::CaseBodies) && of_case(verb))
}

/// "27 victims were identified and handed over to the agency", but not "12 officials and the manual was submitted to
/// the ministry".
fn are_handed_over(sentence: &Sentence, people: &Count, verb: &Hit) -> bool {
    let another = |at: usize| {
        sentence.starts(List::AndWords, at) && sentence.starts(List::Articles, at + 1)
            || [List::Products, List::Deliverables, List::Events]
                .into_iter()
                .any(|list| sentence.starts(list, at))
    };
    // "Developed with two experts and handed over": they are none of it.
    let beside = people.start > 0
        && sentence.ends(List::NounStops, people.start)
        && !sentence.ends(List::OfWords, people.start);
    !beside
        && people.end <= verb.start
        && people.counted == Counted::People
        && sentence.is_passive(&sentence.tokens[verb.start].lower)
        && !sentence.at(List::Actors, people.end - 1)
        && !(people.end..verb.start).any(another)
}

/// "The cases of the other 23 victims were sent to the prosecutor".
fn are_whose_cases(sentence: &Sentence, people: &Count, verb: &Hit) -> bool {
    people.end <= verb.start
        && sentence
            .all(List::AnyCases)
            .any(|cases| cases.end <= people.start && people.start - cases.end <= OBJECT)
}

/// The verb by which something goes to those who must answer: "passed on to the Human Rights Commission".
pub fn passed_to_body(sentence: &Sentence) -> Option<&Hit> {
    sentence
        .all(List::CaseTransfer)
        .filter(|hit| is_told(sentence, hit))
        .find(|hit| {
            sentence
                .all(List::CaseBodies)
                .any(|body| body.start >= hit.end && body.start - hit.end <= 2 * REACH)
        })
}

/// "Applications for release were filed on behalf of all of them": whoever files goes to those who decide.
pub fn filed_for(sentence: &Sentence) -> Option<&Hit> {
    let verbs = sentence
        .all(List::CaseTransfer)
        .filter(|hit| is_told(sentence, hit));
    verbs.into_iter().find(|verb| {
        let filing = |hit: &Hit| hit.end <= verb.start && verb.start - hit.end <= 2 * REACH;
        let whom = |hit: &Hit| hit.start >= verb.end && hit.start - verb.end <= OBJECT;
        sentence.all(List::CaseFilings).any(filing) && sentence.all(List::BehalfWords).any(whom)
    })
}

/// "None of the twelve was referred", but "cases of unaccompanied children were referred, which are not the first".
pub fn is_denied(sentence: &Sentence, verb: &Hit) -> bool {
    let before = |no: &Hit| no.start < verb.end && verb.start.saturating_sub(no.end) <= 2 * REACH;
    let after = |no: &Hit| no.start == verb.end;
    sentence.all(List::Negations).any(|no| before(no) || after(no))
}

/// "Complete when they are sent" says how, and not that they were.
pub fn is_condition(sentence: &Sentence, verb: &Hit) -> bool {
    sentence.all(List::WhenWords).any(|hit| {
        let own = hit.start > 0 && hit.end <= verb.start && verb.start - hit.end <= OBJECT;
        own && sentence.tokens[hit.start - 1].is_word()
    })
}

/// "How to file a complaint" files none; "we helped nine members to file one" does.
fn is_told(sentence: &Sentence, verb: &Hit) -> bool {
    if is_condition(sentence, verb) || says_a_number(sentence, verb) {
        return false;
    }
    let helped = |hit: &Hit| hit.end <= verb.start && verb.start - hit.end <= REACH;
    !sentence.ends(List::InfinitiveMarks, verb.start) || sentence.all(List::HelpWords).any(helped)
}
