//! What those who were reached do, have or earn, where neither a share nor a comparison tells it.

use super::contrasts::names_work;
use super::is_served;
use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::NumberToken;
use crate::extract::statements::{is_done_by_users, is_for};
use crate::extract::words::Sentence;
use rust_decimal::Decimal;

/// Words of "of the villages" between a number and its verb.
const WHOLE: usize = 4;
/// Words between a number and those whom it counts.
const NOUN: usize = 3;
/// Words behind a verb among which its object stands.
const OBJECT: usize = 4;

/// Their make-up, their opinion, or that they took part.
const OTHERWISE: [List; 8] = [
    List::NoDeeds,
    List::ReactionWords,
    List::TakingPart,
    List::ServedWords,
    List::SayingWords,
    List::TrainingWords,
    List::OutputVerbs,
    List::Attending,
];

/// "They turn out 35 pieces a day", "172 hold a contract".
pub(super) fn does_of_their_own(sentence: &Sentence) -> bool {
    let other = [
        List::ExpectedWords,
        List::Future,
        List::FirstPersons,
        List::DataCollection,
        List::OutsideCauses,
    ];
    let ahead = other.into_iter().any(|list| sentence.has(list));
    !ahead
        && !names_work(sentence)
        && (is_deed_of_users(sentence) || counted_deed(sentence) || became_of_a_part(sentence))
}

/// By a verb that tells no work of a project.
fn is_deed_of_users(sentence: &Sentence) -> bool {
    sentence.all(List::DeedVerbs).any(|verb| {
        let denied = [List::InfinitiveMarks, List::Negations, List::ThatWords]
            .into_iter()
            .any(|list| sentence.ends(list, verb.start));
        !denied
            && !is_quality(sentence, verb)
            && !is_about_work(sentence, verb)
            && !is_for(sentence, verb)
            && !is_noun(sentence, verb)
            && is_done_by_users(sentence, verb)
    })
}

/// "A social audit by civil society", "court processes,": in the form of the verb's stem or of its present a thing.
fn is_noun(sentence: &Sentence, verb: &Hit) -> bool {
    let lower = &sentence.tokens[verb.start].lower;
    let may_be = sentence.head_last() && !sentence.compounds() && verb.end == verb.start + 1;
    if !may_be || sentence.is_passive(lower) || sentence.is_past(lower) {
        return false;
    }
    let people = |at: usize| {
        let named = [
            List::People,
            List::Households,
            List::SubjectPronouns,
            List::ThoseReached,
        ];
        named.into_iter().any(|list| sentence.at(list, at))
    };
    let near = verb.start.saturating_sub(ARTICLE)..verb.start;
    let thing = near.clone().any(|at| sentence.at(List::Articles, at)) && !near.into_iter().any(people);
    let agent = sentence.starts(List::AgentWords, verb.end);
    thing || agent
}

/// Words from an article to its noun: "a social audit".
const ARTICLE: usize = 2;

/// "175 wash houses", "paths repaired or built": things, and what was done to them.
fn is_quality(sentence: &Sentence, verb: &Hit) -> bool {
    if !sentence.head_last() || sentence.compounds() || verb.end > verb.start + 1 {
        return false;
    }
    let next = sentence.tokens.get(verb.end);
    let counted = sentence.numbers.iter().any(|number| number.end == verb.start);
    let things = counted && next.is_some_and(|next| next.is_word() && !next.is_small && !next.capital);
    let named = [List::People, List::SubjectPronouns, List::Households]
        .into_iter()
        .any(|list| sentence.ends(list, verb.start));
    let passive = !counted && !named && sentence.is_passive(&sentence.tokens[verb.start].lower);
    let joined = [List::AndWords, List::OrWords, List::NounStops, List::AgentWords]
        .into_iter()
        .any(|list| sentence.starts(list, verb.end));
    things || passive && (joined || next.is_none_or(|next| !next.is_word() && !next.is_number()))
}

/// "The ministry approved the course".
fn is_about_work(sentence: &Sentence, verb: &Hit) -> bool {
    let work = [
        List::TrainingWords,
        List::CampaignWords,
        List::Events,
        List::OwnAgents,
        List::PlanDocuments,
    ];
    (verb.end..verb.end + OBJECT).any(|at| work.into_iter().any(|list| sentence.starts(list, at)))
}

/// "431 draw a pension": a number that begins a clause, and a verb behind it.
fn counted_deed(sentence: &Sentence) -> bool {
    let one = |number: &NumberToken| number.in_words && number.number.high <= Decimal::ONE;
    let counts = |number: &&NumberToken| {
        !sentence.is_year(number) && !sentence.is_money(number) && !one(number) && begins(sentence, number)
    };
    sentence.numbers.iter().filter(counts).any(|number| {
        let bare = behind_whole(sentence, number.end);
        let own = |verb: usize| is_verb(sentence, verb) && !is_otherwise(sentence, verb);
        let named = behind_noun(sentence, number.end).filter(|verb| is_plainly_verb(sentence, *verb));
        is_known_verb(sentence, bare) || own(bare) || named.is_some_and(own)
    })
}

/// Behind "218 young mothers".
fn behind_noun(sentence: &Sentence, from: usize) -> Option<usize> {
    let nouns = [
        List::People,
        List::Households,
        List::Facilities,
        List::ThoseReached,
    ];
    let hits = nouns.into_iter().flat_map(|list| sentence.all(list));
    let near = hits.filter(|hit| (from..from + NOUN).contains(&hit.start));
    near.map(|hit| hit.end).max()
}

/// "Chose the", and neither "organised in" nor "living in".
fn is_plainly_verb(sentence: &Sentence, at: usize) -> bool {
    let Some(token) = sentence.tokens.get(at) else {
        return false;
    };
    let lists = [List::ActivityVerbs, List::Age, List::Participles];
    let other = lists.into_iter().any(|list| sentence.starts(list, at));
    let quality = sentence.acts(&token.lower)
        || sentence.head_last()
            && sentence.is_passive(&token.lower)
            && sentence.starts(List::NounStops, at + 1);
    !other && !quality
}

/// "33,000 of the 48,000 trees stand": some of what was given or planted, and what became of it.
fn became_of_a_part(sentence: &Sentence) -> bool {
    let is_judged = [List::Scores, List::ReactionWords]
        .into_iter()
        .any(|list| sentence.has(list))
        || is_served(sentence, 0..usize::MAX);
    // "Nine users in ten", "4 colonies in 100".
    let linked = |number: &NumberToken| {
        let mut links = sentence.all(List::ShareLinks);
        let link = links.find(|link| (number.end..number.end + NOUN).contains(&link.start))?;
        let round = |whole: &&NumberToken| {
            let rounds = [3, 4, 5, 10, 20, 100, 1000].map(Decimal::from);
            whole.start == link.end && rounds.contains(&whole.number.low)
        };
        sentence.numbers.iter().find(round)
    };
    let whole = |number: &NumberToken| {
        let of = sentence.behind_of(number.end);
        let whole = of.and_then(|of| sentence.numbers.iter().find(|whole| whole.start == of));
        whole.or_else(|| linked(number))
    };
    sentence.numbers.iter().any(|number| {
        let part = |whole: &&NumberToken| {
            let near = whole.end..whole.end + WHOLE;
            let other = OTHERWISE.into_iter().chain([List::Events, List::ActivityVerbs]);
            let mut other = other.into_iter().flat_map(|list| sentence.all(list));
            number.number.high < whole.number.low
                && !sentence.is_money(whole)
                && !other.any(|hit| near.contains(&hit.start))
                && sentence
                    .tokens
                    .get(whole.end + 2)
                    .is_some_and(|next| next.is_word())
        };
        !sentence.in_brackets(number.start)
            && number.number.low.is_integer()
            && !is_judged
            && whole(number).as_ref().is_some_and(part)
    })
}

/// At the beginning, or behind a mark or an "and"; "only" may stand before it.
fn begins(sentence: &Sentence, number: &NumberToken) -> bool {
    let softened = [List::OnlyWords, List::Approximate, List::BesidesWords]
        .into_iter()
        .any(|list| sentence.ends(list, number.start));
    let start = number.start - usize::from(softened && number.start > 0);
    let Some(before) = start.checked_sub(1) else {
        return true;
    };
    let marks = matches!(
        sentence.tokens[before].lower.as_str(),
        "," | ";" | ":" | "–" | "—"
    );
    marks || sentence.starts(List::AndWords, before)
}

/// Behind "of them", "of the villages".
fn behind_whole(sentence: &Sentence, from: usize) -> usize {
    let pronoun = sentence.all(List::SexPronouns).find(|hit| hit.start == from);
    if let Some(pronoun) = pronoun {
        return pronoun.end;
    }
    let Some(of) = sentence.behind_of(from) else {
        return from;
    };
    let nouns = [
        List::People,
        List::Places,
        List::Facilities,
        List::Households,
        List::Organisations,
        List::ThoseReached,
    ];
    let mut nouns = nouns.into_iter().flat_map(|list| sentence.all(list));
    let noun = nouns.find(|hit| (of..of + WHOLE).contains(&hit.start));
    noun.map_or(from, |noun| noun.end)
}

/// A verb of the lists: "opened their", and not "175 wash houses".
fn is_known_verb(sentence: &Sentence, at: usize) -> bool {
    [List::DeedVerbs, List::OutcomeVerbs]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .filter(|hit| hit.start == at)
        .any(|hit| {
            let next = sentence.tokens.get(hit.end);
            let alone = next.is_none_or(|next| next.is_small || !next.is_word() || next.capital);
            alone || !sentence.head_last() || hit.end > hit.start + 1
        })
}

/// "Hold a", "have opened", "could read", "tiennent": by its form, or by what stands behind it.
fn is_verb(sentence: &Sentence, at: usize) -> bool {
    let Some(token) = sentence
        .tokens
        .get(at)
        .filter(|token| token.is_word() && !token.capital)
    else {
        return false;
    };
    let lower = token.lower.as_str();
    if !sentence.head_last() {
        return sentence.is_finite("s", lower) && !token.is_small;
    }
    let nouns = [
        List::People,
        List::Products,
        List::Places,
        List::Facilities,
        List::Households,
        List::Organisations,
        List::Events,
        List::Time,
        List::Currency,
        List::PhysicalUnits,
        List::Percent,
        List::Scales,
        List::Female,
        List::Male,
    ];
    if token.is_small || nouns.into_iter().any(|list| sentence.starts(list, at)) {
        return false;
    }
    let next = sentence.tokens.get(at + 1);
    if sentence.compounds() {
        return sentence.is_past(lower) && next.is_some_and(|next| next.is_small);
    }
    // A plural would end in "s", and a quality would stand before it: "hold a contract", "draw 2,000", "sleep at".
    let counted = sentence.numbers.iter().any(|number| number.start == at + 1);
    let object = [List::Articles, List::Currency, List::NounStops]
        .into_iter()
        .any(|list| sentence.at(list, at + 1));
    !lower.ends_with('s') && (object || counted)
}

pub(super) fn is_otherwise(sentence: &Sentence, at: usize) -> bool {
    let near = at..=at + 1;
    near.into_iter()
        .any(|at| OTHERWISE.into_iter().any(|list| sentence.starts(list, at)))
}
