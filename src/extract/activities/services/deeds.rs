//! Deeds that no list of verbs names: whom a sentence counts, and of what, where nothing says that it tells anything but
//! what was done.

use rust_decimal::Decimal;

use super::given::{Given, NOUN, PEOPLE, is_no_training_held, noun_after, plain_numbers};
use super::works::{acts, counts_things};
use crate::extract::activities::is_no_training;
use crate::extract::activities::not_held::was_not_held;
use crate::extract::activities::tells::tells_change;
use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::NumberToken;
use crate::extract::statements::is_intended;
use crate::extract::words::Sentence;
use crate::report::{Claim, Statement};

/// Words at the beginning of a line that name what was given: "Back-to-school bags: 8,900".
const OPENING: usize = 5;
const DASHES: [&str; 3] = ["–", "—", "-"];
const COLON: [&str; 4] = [":", "–", "—", "-"];
/// Words between a noun and the number behind it: "refugees of the site (n = 94)".
const BEHIND: usize = 8;

/// How much a deed is of.
#[derive(Default)]
pub(super) struct Deed {
    pub people: Option<Decimal>,
    pub things: Option<Decimal>,
    pub works: Option<Decimal>,
}

impl Deed {
    pub(super) fn given(&self) -> Option<Given> {
        let given = Given {
            people: self.people,
            things: self.things,
        };
        (given.people.is_some() || given.things.is_some()).then_some(given)
    }
}

/// Whom and how many of what a sentence counts, where it may tell what was done.
pub(super) fn deed(statement: &Statement, sentence: &Sentence) -> Deed {
    if sentence.numbers.is_empty() || !may_tell_deed(statement, sentence) {
        return Deed::default();
    }
    let verbs: Vec<&Hit> = acts(sentence).chain(sentence.all(List::ImpartingWords)).collect();
    let imparts = imparts(sentence);
    let done = imparts || acts(sentence).next().is_some();
    // "Yes: 142 households (50.7 %)": the answers of a survey.
    let shared = sentence.numbers.iter().any(|number| number.percent);
    let split = sentence.has(List::Female) || sentence.has(List::Male);
    let line = is_line(sentence) && (!shared || split);
    // "300 blankets", below "We distributed:".
    let listed = line && statement.tells_deed();
    let told = |number: &NumberToken, ends: usize| {
        done || listed
            || is_beside_verb(sentence, number, ends)
            || line && is_behind(sentence, number, &DASHES)
    };
    // "The conference was held with 96 delegates": who met.
    let met = |number: &NumberToken| {
        let given =
            sentence.ends(List::BenefitMarks, number.start) && !sentence.ends(List::Having, number.start);
        !imparts && !given && sentence.has(List::Events)
    };
    let numbers = || plain_numbers(sentence).filter(|number| !is_known(sentence, number));
    let people = numbers().filter(|number| {
        let noun = noun_after(sentence, &PEOPLE, number.end);
        let behind = noun.is_none() && counts_noun_before(sentence, number, imparts);
        let of_them = sentence.starts(List::SexPronouns, number.end);
        let ends = noun.map_or(number.end, |noun| noun.end);
        let listed = line && noun.is_some() && is_behind(sentence, number, &COLON);
        (noun.is_some() || behind || of_them) && !met(number) && (listed || told(number, ends))
    });
    let labels = || numbers().filter(|number| line && is_label(sentence, number));
    let counted = numbers().filter(|number| {
        let named = counts_things(sentence, number, &verbs, imparts) && told(number, number.end);
        let often = done && sentence.starts(List::TimesOver, number.end);
        let lasts = imparts
            && [List::LengthDays, List::LengthHalfDays]
                .into_iter()
                .any(|list| sentence.starts(list, number.end));
        named && !is_label(sentence, number) || often || lasts
    });
    let served = sentence.has(List::ServiceNouns);
    let highest =
        |numbers: &mut dyn Iterator<Item = &NumberToken>| numbers.map(|number| number.number.high).max();
    Deed {
        people: highest(&mut people.into_iter()),
        works: highest(&mut counted.into_iter().chain(labels().filter(|_| served))),
        // A bare line of things may be a list of what was bought.
        things: highest(&mut labels()),
    }
}

/// Something is taught, shown or told: then the places and households that it reached count.
fn imparts(sentence: &Sentence) -> bool {
    let lists = [List::ImpartingWords, List::OutreachWords, List::CampaignWords];
    let mut trainings = sentence.all(List::TrainingWords);
    lists.into_iter().any(|list| sentence.has(list)) || trainings.any(|hit| !is_no_training(sentence, hit))
}

/// Neither a plan, a judgement or a change, nor what somebody is, has, needs or reports.
pub(super) fn may_tell_deed(statement: &Statement, sentence: &Sentence) -> bool {
    let other = |(claim, words): &(Claim, String)| {
        let deed = matches!(
            claim,
            Claim::Activity | Claim::Output | Claim::Reason | Claim::Estimate
        );
        !deed && !words.is_empty()
    };
    let lists = [
        List::Hypothetical,
        List::CancelledWords,
        List::Deaths,
        List::InsteadWords,
        List::EveryYear,
    ];
    let verbs = [
        List::ImpartingWords,
        List::OutreachWords,
        List::ActivityVerbs,
        List::OutputVerbs,
    ];
    let first = verbs
        .into_iter()
        .flat_map(|list| sentence.all(list).map(|hit| hit.start))
        .min();
    // "The team of 40 people that lives here was taught".
    let stands = |hit: &Hit| first.is_none_or(|first| hit.start <= first);
    let standing = [
        List::StandingWords,
        List::DataCollection,
        List::ExpectedWords,
        List::Future,
    ];
    let stands = standing.into_iter().any(|list| {
        let imparted = |hit: &Hit| sentence.starts(List::ImpartingWords, hit.start);
        sentence.all(list).any(|hit| stands(hit) && !imparted(hit))
    });
    let counted = sentence.numbers.first().map_or(0, |number| number.start);
    let context = !imparts(sentence) && sentence.all(List::Context).any(|hit| hit.start < counted);
    let years = sentence
        .numbers
        .iter()
        .filter(|number| sentence.is_year(number))
        .count();
    let denied = sentence
        .all(List::Negations)
        .any(|no| !sentence.at(List::AtLeast, no.start) && !is_in_quotes(sentence, no.start));
    let opens = sentence.all(List::WhenWords).any(|hit| hit.start == 0);
    // "14 wells were dug;" is told in a list.
    let done = first.is_some() && statement.text.ends_with(';');
    let goes_on = statement.text.ends_with(['?', ';', ',']) && !done;
    // What is read as a deed may be for a change, or cost something. "Clean water improved for 500 people", but "an improved
    // stove", "were reached" and "in order to improve".
    let claimed = statement.tells_deed();
    let changed = !claimed
        && sentence.all(List::ChangeVerbs).any(|hit| {
            let named = sentence.ends(List::Articles, hit.start) || sentence.starts(List::Products, hit.end);
            let deed = sentence.starts(List::ServedWords, hit.start);
            !named && !deed && !is_intended(sentence, hit)
        });
    let money = !claimed && sentence.tells_money();
    let untaught = sentence.has(List::TrainingWords) && is_no_training_held(sentence, false);
    let otherwise =
        years > 1 || untaught || money || changed || goes_on || opens || denied || stands || context;
    !otherwise
        && !tells_change(statement, sentence)
        && !was_not_held(sentence)
        && !statement.claims.iter().any(other)
        && !lists.into_iter().any(|list| sentence.has(list))
}

/// What others shout or say is no account: “No to violence”.
fn is_in_quotes(sentence: &Sentence, at: usize) -> bool {
    let marks = |token: &&crate::extract::words::Token| {
        matches!(token.lower.as_str(), "«" | "»" | "“" | "”" | "\"" | "„")
    };
    let before = sentence.tokens[..at].iter().filter(marks).count();
    before % 2 == 1
}

/// "The 300 farmers" and "of 300 farmers, 40 …" were spoken of before; "at least 300" is what is meant, and "a 38-member
/// group" what it is.
fn is_known(sentence: &Sentence, number: &NumberToken) -> bool {
    let joined = sentence.tokens.get(number.end).is_some_and(|next| next.joins);
    let whole = number.start == 1 && sentence.starts(List::OfWords, 0);
    joined
        || whole
        || [List::Articles, List::AtLeast]
            .into_iter()
            .any(|list| sentence.ends(list, number.start))
}

/// A line without a verb: "Starter kits for 96 graduates".
fn is_line(sentence: &Sentence) -> bool {
    let verbs = [List::Auxiliaries, List::BeWords, List::StateVerbs];
    !verbs.into_iter().any(|list| sentence.has(list))
}

/// "Rides by taxi – 1,640 trips".
fn is_behind(sentence: &Sentence, number: &NumberToken, marks: &[&str]) -> bool {
    before_about(sentence, number.start).is_some_and(|at| marks.contains(&sentence.tokens[at].lower.as_str()))
}

/// The token before a number and before what says how near it is.
fn before_about(sentence: &Sentence, at: usize) -> Option<usize> {
    let about = [List::Approximate, List::Total];
    let mut before = at;
    while before > 0 && about.into_iter().any(|list| sentence.ends(list, before)) {
        before -= 1;
    }
    before.checked_sub(1)
}

/// "Back-to-school bags: 8,900", with nothing that the number counts but what stands before it.
fn is_label(sentence: &Sentence, number: &NumberToken) -> bool {
    let nouns = [List::Products, List::Events, List::ServiceNouns];
    let named = nouns
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| hit.start < OPENING);
    named && stands_alone(sentence, number) && is_behind(sentence, number, &COLON)
}

/// Nothing follows that the number would count.
fn stands_alone(sentence: &Sentence, number: &NumberToken) -> bool {
    let ends = sentence.tokens.get(number.end).is_none_or(|next| !next.is_word());
    let counted = [List::InNumber, List::Total];
    ends || counted.into_iter().any(|list| sentence.starts(list, number.end))
}

/// "Ferried 276 mothers", "for 233 harvest hands", "84 patients were transfused".
fn is_beside_verb(sentence: &Sentence, number: &NumberToken, ends: usize) -> bool {
    let mut before = number.start;
    while before > 0 && sentence.ends(List::Approximate, before) {
        before -= 1;
    }
    let benefits = sentence.ends(List::BenefitMarks, before);
    let done = |at: usize| {
        let token = sentence.tokens.get(at);
        token.is_some_and(|token| {
            token.is_word() && (sentence.is_passive(&token.lower) || sentence.is_past(&token.lower))
        })
    };
    let object = before.checked_sub(1).is_some_and(done);
    let near = ends..ends + NOUN;
    let another = sentence.numbers.iter().any(|other| near.contains(&other.start));
    let subject = near.into_iter().any(|at| {
        let helped = sentence.at(List::BeWords, at);
        let alone = sentence
            .tokens
            .get(at)
            .is_some_and(|token| sentence.passive_alone(&token.lower));
        helped && done(at + 1) || alone
    });
    benefits || object || subject && !another
}

/// "Refugees from the camp (n = 94)", "patients – 84 –": those whom a number behind them counts. `imparts`: whoever is taught
/// is a person, whatever word names them.
fn counts_noun_before(sentence: &Sentence, number: &NumberToken, imparts: bool) -> bool {
    if !stands_alone(sentence, number) {
        return false;
    }
    let near = |hit: &&Hit| hit.end <= number.start && number.start - hit.end <= BEHIND;
    let marks = ["(", "–", "—", "-", ","];
    let marked = |at: usize| marks.contains(&sentence.tokens[at].lower.as_str());
    let hits = PEOPLE.into_iter().flat_map(|list| sentence.all(list));
    let last = hits.filter(near).max_by_key(|hit| hit.end);
    let other = |hit: &Hit| {
        let mut numbers = sentence.numbers.iter();
        numbers.any(|other| other.start >= hit.end && other.end <= number.start)
    };
    let beside = || before_about(sentence, number.start).is_some_and(|at| at > 0 && marked(at));
    last.map_or(imparts && beside(), |hit| {
        (hit.end..number.start).any(marked) && !other(hit)
    })
}
