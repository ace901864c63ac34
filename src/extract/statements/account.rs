//! What was done and delivered.

use super::no_deeds::{is_no_deed, is_task};
use super::own::{own_deeds, was_able};
use crate::extract::lexicon::{Hit, List};
use crate::extract::words::{Sentence, Token, quotes};
use crate::report::Claim;

/// Words of a subject before its name: "In May the Global Fund …".
const SUBJECT: usize = 4;
/// Words between a negation and its verb.
const NEGATED: usize = 3;

/// Laws, definitions, budgets, and what others do of their own accord are no account of the project.
pub fn tells_no_account(sentence: &Sentence, owned: bool) -> bool {
    !owned
        && (sentence.has(List::NoAccountWords)
            || sentence.all(List::ThirdParties).any(|hit| hit.start < SUBJECT))
}

/// The first verb of doing names what the sentence tells: an activity or an output.
pub fn act(sentence: &Sentence) -> Option<(Claim, &Hit)> {
    if is_task(sentence) {
        return None;
    }
    let after = partitive(sentence);
    [
        (Claim::Activity, List::ActivityVerbs),
        (Claim::Output, List::OutputVerbs),
    ]
    .into_iter()
    .flat_map(|(claim, list)| sentence.all(list).map(move |hit| (claim, hit)))
    .chain(own_deeds(sentence).map(|hit| (Claim::Activity, hit)))
    .filter(|(_, hit)| hit.start >= after && !is_intended(sentence, hit) && !is_negated(sentence, hit))
    .filter(|(_, hit)| !is_no_deed(sentence, hit))
    .min_by_key(|(_, hit)| (hit.start, std::cmp::Reverse(hit.end)))
    .or_else(|| work_without_verb(sentence).map(|hit| (Claim::Activity, hit)))
    .or_else(|| serving(sentence).map(|hit| (Claim::Activity, hit)))
}

/// "205 children were sponsored": people are reached, by words that alone tell no deed.
fn serving(sentence: &Sentence) -> Option<&Hit> {
    let people = [List::People, List::Households]
        .into_iter()
        .any(|list| sentence.has(list));
    // "Supporting livelihoods", "the fund supports": what is always so.
    let told = |hit: &&Hit| {
        let told = |token: &Token| !sentence.acts(&token.lower) && !sentence.in_present(&token.lower);
        sentence.tokens[hit.start..hit.end].iter().any(told) || sentence.at(List::BeWords, hit.start)
    };
    // "The women involved".
    let described = |hit: &Hit| sentence.numbers.is_empty() && sentence.ends(List::People, hit.start);
    let mut served = sentence.all(List::ServedWords).filter(told);
    served.find(|hit| {
        people
            && !described(hit)
            && !is_intended(sentence, hit)
            && !is_negated(sentence, hit)
            && !is_no_deed(sentence, hit)
    })
}

/// "Training of 30 teachers in first aid": told by its name, with how many it was for. Without a number it may be a title.
fn work_without_verb(sentence: &Sentence) -> Option<&Hit> {
    let counted = |hit: &Hit| {
        let mut numbers = sentence.numbers.iter();
        numbers.any(|number| number.start == hit.end && !number.percent && !sentence.is_year(number))
    };
    let leads = |hit: &Hit| (0..hit.start).all(|at| !sentence.tokens[at].is_word());
    let verbs = [List::BeWords, List::Auxiliaries, List::Negations];
    let told = verbs.into_iter().any(|list| sentence.has(list));
    sentence
        .all(List::WorkOpenings)
        .find(|hit| leads(hit) && counted(hit) && !told)
}

/// "Of the 89 women sheltered, 61 were …": the first clause says of whom, not what was done.
fn partitive(sentence: &Sentence) -> usize {
    if !sentence.starts(List::OfWords, 0) {
        return 0;
    }
    let comma = sentence.tokens.iter().position(|token| token.lower == ",");
    comma.unwrap_or(0)
}

/// "in order to adopt", "how to use": a purpose, not an act.
pub fn is_intended(sentence: &Sentence, verb: &Hit) -> bool {
    let meant = sentence.ends(List::InfinitiveMarks, verb.start) && !was_able(sentence, verb.start);
    meant || joins_aim(sentence, verb)
}

/// "Campaigns to create and raise awareness": meant like the verb before it. "For women and improved" is another thing.
fn joins_aim(sentence: &Sentence, verb: &Hit) -> bool {
    let Some(mark) = verb.start.checked_sub(AIMED) else {
        return false;
    };
    let first = &sentence.tokens[mark + 1];
    let named = [
        List::People,
        List::Households,
        List::Places,
        List::Facilities,
        List::Organisations,
    ];
    let aims = sentence.at(List::InfinitiveMarks, mark)
        && ![List::Articles, List::OfWords]
            .into_iter()
            .any(|list| sentence.at(list, mark));
    aims && sentence.at(List::AndWords, mark + 2)
        && first.is_word()
        && !first.is_small
        && !sentence.is_passive(&first.lower)
        && !named.into_iter().any(|list| sentence.at(list, mark + 1))
}

/// Words of "to create and", before a further verb.
const AIMED: usize = 3;

pub fn is_negated(sentence: &Sentence, verb: &Hit) -> bool {
    negation_before(sentence, verb.start).is_some()
}

/// A negation shortly before a word, unless it is part of "no longer".
pub fn negation_before(sentence: &Sentence, token: usize) -> Option<&Hit> {
    sentence.all(List::Negations).find(|hit| {
        hit.end <= token && token - hit.end < NEGATED && !sentence.at(List::TodayWords, hit.start)
    })
}

/// A quotation, or what somebody says behind a dash.
pub fn is_quoted(sentence: &Sentence) -> bool {
    quotes::begins_quoted(&sentence.text) || sentence.text.starts_with(['–', '-'])
}

/// "We have used", "we have been able to": the authors' own doing, where they are not quoted.
pub fn is_own_act(sentence: &Sentence, verb: &Hit) -> bool {
    let helping = [
        List::Auxiliaries,
        List::BeWords,
        List::Manners,
        List::BesidesWords,
    ];
    let plain = |at: usize| helping.into_iter().any(|list| sentence.at(list, at));
    let quoted = is_quoted(sentence);
    !quoted
        && sentence
            .all(List::FirstPersons)
            .any(|own| own.end <= verb.start && (own.end..verb.start).all(plain))
}

/// "A lot of factors have led to higher prices", "the drought has raised the number of those in need".
pub fn has_outside_cause(sentence: &Sentence) -> bool {
    let verbs = [List::ChangeVerbs, List::EffectVerbs];
    let mut verbs = verbs.into_iter().flat_map(|list| sentence.all(list));
    // "The officer told us that the drought has raised the number of those in need".
    let begins = |cause: &Hit| {
        let mut clauses = sentence.all(List::ThatWords);
        cause.start < CAUSE || clauses.any(|that| that.end <= cause.start && cause.start - that.end < CAUSE)
    };
    let Some(cause) = sentence.first(List::OutsideCauses).filter(|cause| begins(cause)) else {
        return false;
    };
    // "Despite the drought the harvests rose", "in spite of".
    let named = |at: usize| !sentence.starts(List::NounStops, at) || sentence.starts(List::OfWords, at);
    verbs.any(|verb| verb.start >= cause.end && verb.start - cause.end <= LED)
        && (0..cause.start).all(named)
        && (cause.end..sentence.tokens.len())
            .take(LED)
            .all(|at| sentence.tokens[at].lower != ",")
}

/// "Emergency calls about violence rose by 76 per cent": what nobody wants more of came of no work.
pub fn tells_of_more_harm(sentence: &Sentence) -> bool {
    let rose = |harm: &Hit| {
        let mut risen = sentence.all(List::Increase);
        risen.any(|verb| verb.start >= harm.end && verb.start - harm.end <= RISEN)
    };
    !sentence.has(List::Negations) && sentence.all(List::Harms).any(rose)
}

/// Words between a harm and the verb: "violence in the families of the coast has risen".
const RISEN: usize = 12;
/// Words at the beginning of a sentence among which a cause is its subject.
const CAUSE: usize = 5;
/// Words between a cause and what it led to.
const LED: usize = 6;

/// Whether a sentence tells that something was done or delivered.
pub fn tells_act(sentence: &Sentence) -> bool {
    act(sentence).is_some()
}
