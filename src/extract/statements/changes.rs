//! Use and change: observed (by somebody's act, or by comparison) or only asserted.

use rust_decimal::Decimal;

use super::account::{is_intended, is_negated, is_own_act};
use super::failures::{begins_before, goes_on, is_name};
use super::taken_up::{taken_up, tells_service};
use super::today::today;
use super::users::{is_done_by_users, tells_of_users};
use crate::extract::lexicon::{Hit, List};
use crate::extract::numbers::NumberToken;
use crate::extract::statistics::counts::{self, Count};
use crate::extract::words::Sentence;
use crate::report::Claim;

/// Years of a trend that can no longer be one project's.
const SPAN: i64 = 7;

/// Words between "from" and the first value.
const FROM: usize = 2;
/// Words between "achieved" and its share: "at more than".
const ACHIEVED: usize = 4;
/// Before what is meant to be.
const AIMS: [List; 3] = [List::PurposeWords, List::PresentAims, List::PastAims];
/// Words of a label, with its colon.
const LABEL: usize = 8;
/// Words between "when" and its verb.
const TIME: usize = 8;
/// Words between a need and what is needed.
const NEEDED: usize = 3;
/// Words of the first value's unit: "from 31 minutes a day to 12".
const UNIT: usize = 4;

/// `act`: what the sentence tells of the project's doing; beside it only a clear change is taken for one.
pub fn observed<'a>(sentence: &'a Sentence, act: Option<&Hit>) -> Option<(Claim, &'a Hit)> {
    if tells_no_change(sentence) {
        return None;
    }
    let long = is_long(sentence) || sentence.has(List::ImpactWords) && measured(sentence).is_some();
    let hit = used(sentence)
        .or_else(|| taken_up(sentence))
        .or_else(|| measured(sentence))
        .or_else(|| today(sentence))
        .or_else(|| compared(sentence).filter(|_| act.is_none()))
        .or_else(|| trend(sentence).filter(|_| long))?;
    let claim = if long { Claim::Impact } else { Claim::Outcome };
    Some((claim, hit))
}

/// Where it began, or what it is to be.
pub fn tells_no_change(sentence: &Sentence) -> bool {
    is_only_before(sentence) || names_aim(sentence)
}

/// "At baseline 63 per cent had never been to school": where it began, and nothing of today.
fn is_only_before(sentence: &Sentence) -> bool {
    let today = [List::TodayWords, List::LaterWords, List::ToWords];
    begins_before(sentence, &[List::ColumnBaseline])
        && !today.into_iter().any(|list| sentence.has(list))
        && sentence.numbers.iter().filter(|number| is_year(number)).count() < 2
}

/// "Target for literacy: 0.5 SD, from baseline to midline", "definition of transition: girls who have found work".
fn names_aim(sentence: &Sentence) -> bool {
    let label = sentence
        .tokens
        .iter()
        .take(LABEL)
        .position(|token| token.lower == ":");
    let names = [
        List::ColumnTarget,
        List::ColumnIndicator,
        List::DefiningWords,
        List::PresentAims,
    ];
    label.is_some_and(|colon| (0..colon).any(|at| names.into_iter().any(|list| sentence.starts(list, at))))
}

/// "adopted", "re-opened": somebody else's act.
fn used(sentence: &Sentence) -> Option<&Hit> {
    let verbs = [List::OutcomeVerbs, List::UptakeVerbs];
    verbs.into_iter().flat_map(|list| sentence.all(list)).find(|hit| {
        !is_intended(sentence, hit)
            && !is_negated(sentence, hit)
            && !is_for(sentence, hit)
            && !describes_event(sentence, hit)
            && !is_matter(sentence, hit)
            && !is_own_act(sentence, hit)
            && !is_name(sentence, hit)
            && !(hit.list == List::UptakeVerbs && is_beside(sentence, hit))
            && !is_participle(sentence, hit)
            && is_done_by_users(sentence, hit)
    })
}

/// "65 co-financing trust funds", "in recognising the need": a quality, or an aside.
fn is_participle(sentence: &Sentence, hit: &Hit) -> bool {
    let alone = hit.end == hit.start + 1 && sentence.acts(&sentence.tokens[hit.start].lower);
    alone && !sentence.ends(List::BeWords, hit.start)
}

/// "When governments introduced restrictions", "services are integrated with one another", "118 patients began treatment": when
/// it was, what was done to somebody, and what they were given.
fn is_beside(sentence: &Sentence, hit: &Hit) -> bool {
    let by = (hit.start..=hit.end).any(|at| sentence.at(List::AgentWords, at));
    let passive = sentence.ends(List::BeWords, hit.start) && !by;
    let time = |when: &Hit| when.end <= hit.start && hit.start - when.end <= TIME;
    let timed = sentence
        .all(List::WhenWords)
        .any(|when| time(when) && goes_on(sentence, when.end, hit.start));
    let next = sentence.tokens.get(hit.end);
    let counted = next.is_some_and(|next| next.is_number()) && !by;
    passive || timed || counted || describes_which(sentence, hit) || tells_service(sentence, hit.end)
}

/// "The software that is used by many": which it is.
fn describes_which(sentence: &Sentence, hit: &Hit) -> bool {
    let helps = [List::BeWords, List::Auxiliaries, List::Manners];
    let helper = |at: &usize| helps.into_iter().any(|list| sentence.at(list, *at));
    let last = (0..hit.start).rev().find(|at| !helper(at));
    last.is_some_and(|at| at > 0 && sentence.at(List::Relatives, at) && sentence.tokens[at - 1].lower != ",")
}

/// "The meetings are led by a teacher": how it is held, and not what came of it.
fn describes_event(sentence: &Sentence, hit: &Hit) -> bool {
    let events = [List::Events, List::TrainingWords, List::CampaignWords];
    hit.start > 0
        && sentence.at(List::BeWords, hit.start)
        && events.into_iter().any(|list| sentence.at(list, hit.start - 1))
}

/// "These sessions focus on safe water use": what they are about.
fn is_matter(sentence: &Sentence, hit: &Hit) -> bool {
    let events = [List::Events, List::TrainingWords, List::CampaignWords];
    sentence.all(List::DescribingVerbs).any(|verb| {
        let held = events.into_iter().flat_map(|list| sentence.all(list));
        verb.end <= hit.start && held.into_iter().any(|event| event.start < verb.start)
    })
}

/// "rose from 43 to 93 per cent", "fell by 0.9 points", "was halved".
fn measured(sentence: &Sentence) -> Option<&Hit> {
    let verb = changed(sentence)?;
    let points = |number: &NumberToken| sentence.starts(List::PercentagePoints, number.end);
    let measured = quantities(sentence).any(|number| number.percent || points(number))
        || sentence.has(List::DoublingWords)
        || is_from_a_number(sentence);
    measured.then_some(verb)
}

/// "Rose from 18 to 33 per cent", whatever was aimed at.
pub fn moved(sentence: &Sentence) -> Option<(Claim, &Hit)> {
    let verb = changed(sentence).filter(|_| is_from_a_number(sentence));
    verb.map(|hit| (Claim::Outcome, hit))
}

/// "from 43 to 93", "compared with 43": neither "from door to door" nor "from nine districts".
fn is_from_a_number(sentence: &Sentence) -> bool {
    sentence.all(List::FromWords).any(|from| {
        let first = quantities(sentence).find(|number| (from.end..=from.end + FROM).contains(&number.start));
        first.is_some_and(|first| {
            // "From 340 to 910" may be read as one range.
            let range = first.number.low < first.number.high;
            let plain = |from: usize, to: usize| (from..to).filter(|at| !sentence.in_brackets(*at)).count();
            let goes_on = |to: &Hit| to.start >= first.end && plain(first.end, to.start) <= UNIT;
            let against = from.end - from.start > 1 || sentence.all(List::ToWords).any(goes_on);
            range || against && quantities(sentence).count() >= 2
        })
    })
}

/// Another time, place or group stands beside the figure: a share, a second figure, or those who were reached.
fn compared(sentence: &Sentence) -> Option<&Hit> {
    // "A certificate was handed out after the course" counts nothing.
    let counts = |number: &&NumberToken| !(number.in_words && number.number.high == Decimal::ONE);
    let counted = quantities(sentence).filter(counts).count();
    let several = has_comparable(sentence) || quantities(sentence).any(|number| number.percent);
    [List::ComparisonWords, List::LaterWords]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .filter(|_| counted > 0)
        .find(|hit| {
            let elsewhere = (hit.start..hit.end + FROM).any(|at| sentence.starts(List::OtherPlaces, at));
            !elsewhere && !is_only_against(sentence, hit) && (several || tells_of_users(sentence, hit))
        })
}

/// Two figures that may be of the same things: not "37 villages (740 women)".
fn has_comparable(sentence: &Sentence) -> bool {
    let numbers: Vec<&NumberToken> = quantities(sentence).collect();
    let pair = |at: usize| {
        numbers[at + 1..]
            .iter()
            .any(|other| may_be_alike(sentence, numbers[at], other))
    };
    (0..numbers.len()).any(pair)
}

/// Whether two numbers do not count different things.
pub fn may_be_alike(sentence: &Sentence, one: &NumberToken, other: &NumberToken) -> bool {
    let counted = counts::counts(sentence);
    // Behind "9,600 reached" no noun stands.
    let named = |count: &&Count| {
        counts::NOUNS
            .iter()
            .any(|(list, _)| sentence.ends(*list, count.noun_end))
    };
    let things = |number: &NumberToken| {
        let own = counted.iter().find(|count| count.start == number.start);
        own.filter(named).map(|count| &count.noun_stem)
    };
    let both = things(one).zip(things(other));
    one.percent == other.percent && both.is_none_or(|(own, other)| own == other)
}

/// "A vaccination against Newcastle disease": no value stands behind it.
fn is_only_against(sentence: &Sentence, hit: &Hit) -> bool {
    let near = hit.end..=hit.end + FROM;
    sentence.at(List::AgainstWords, hit.start)
        && !sentence.numbers.iter().any(|number| near.contains(&number.start))
}

/// "They were trained so that they claim their rights": what it is for.
pub fn is_for(sentence: &Sentence, hit: &Hit) -> bool {
    let mut purposes = AIMS.into_iter().flat_map(|list| sentence.all(list));
    purposes.any(|purpose| {
        let stops = |at: usize| matches!(sentence.tokens[at].lower.as_str(), "." | ";" | ":");
        purpose.end <= hit.start && !(purpose.end..hit.start).any(stops)
    })
}

/// The same in its own clause.
fn is_meant(sentence: &Sentence, hit: &Hit) -> bool {
    AIMS.into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|aim| aim.end <= hit.start && goes_on(sentence, aim.end, hit.start))
}

/// "Achieved at 100 per cent", "(atteint à plus de 100 %)": so much of the target.
pub fn is_share_of_target(sentence: &Sentence, number: &NumberToken) -> bool {
    let mut before = number.start.saturating_sub(ACHIEVED)..number.start;
    number.percent && before.any(|at| sentence.at(List::AchievedWords, at))
}

fn is_of_target(sentence: &Sentence, verb: &Hit) -> bool {
    let shares = |number: &NumberToken| verb.end <= number.start && is_share_of_target(sentence, number);
    sentence.at(List::AchievedWords, verb.start) && sentence.numbers.iter().any(shares)
}

/// What is true of many years needs no second figure: "no case was reported in seven years".
fn trend(sentence: &Sentence) -> Option<&Hit> {
    let counted = quantities(sentence).next().is_some();
    let denied = sentence.first(List::Negations).filter(|_| counted);
    sentence.first(List::ChangeVerbs).or(denied)
}

/// A change without figure or comparison: "awareness has increased".
pub fn asserted<'a>(sentence: &'a Sentence, act: Option<&Hit>) -> Option<(Claim, &'a Hit)> {
    if quantities(sentence).next().is_some() {
        return None;
    }
    let better = sentence.all(List::BetterWords).find(|hit| {
        let of_another = is_of_others(sentence, hit) || is_of_a_campaign(sentence, hit);
        let meant = is_purpose(sentence, hit) || is_meant(sentence, hit) || is_title(sentence, hit);
        let meant = meant || is_mere_degree(sentence, hit);
        !is_negated(sentence, hit) && !meant && !is_needed(sentence, hit) && !of_another
    });
    let changed = changed(sentence).filter(|_| sentence.has(List::ChangeNouns));
    better
        .or(changed)
        .filter(|hit| act.is_none_or(|act| hit.start <= act.start))
        .map(|hit| (Claim::Assertion, hit))
}

/// Words between "is", "feel" and the degree: "have a much better".
const STATED: usize = 4;

/// "Data that are more diverse" tell a state, "for more sales", "the wider context" none.
fn is_mere_degree(sentence: &Sentence, hit: &Hit) -> bool {
    let lower = sentence.tokens[hit.start].lower.as_str();
    let form = sentence.is_passive(lower) || sentence.acts(lower) || sentence.passive_alone(lower);
    let near = hit.start.saturating_sub(STATED)..hit.start;
    let states = [
        List::BeWords,
        List::StateVerbs,
        List::EffectVerbs,
        List::ChangeVerbs,
    ];
    let stated = near
        .into_iter()
        .any(|at| states.into_iter().any(|list| sentence.at(list, at)));
    hit.end == hit.start + 1 && !form && !stated
}

/// "There are many more to attend to": others, and nothing that grew.
fn is_of_others(sentence: &Sentence, hit: &Hit) -> bool {
    sentence.ends(List::ManyWords, hit.start)
}

fn changed(sentence: &Sentence) -> Option<&Hit> {
    sentence.all(List::ChangeVerbs).find(|hit| {
        !is_intended(sentence, hit)
            && !is_negated(sentence, hit)
            && !is_purpose(sentence, hit)
            && !is_title(sentence, hit)
            && !is_of_target(sentence, hit)
            && !is_of_a_campaign(sentence, hit)
            && !is_quality(sentence, hit)
    })
}

/// "24% of all groups that grow vegetables": which they are. "The share, which fell to 12%," has changed.
fn is_quality(sentence: &Sentence, hit: &Hit) -> bool {
    let relative =
        |at: usize| sentence.at(List::Relatives, at) && sentence.in_present(&sentence.tokens[at + 1].lower);
    hit.start > 1 && relative(hit.start - 1) && sentence.tokens[hit.start - 2].lower != ","
}

/// "Enhance food security", "Increasing opportunities", at the beginning or behind a label: what is meant to be.
fn is_title(sentence: &Sentence, hit: &Hit) -> bool {
    let token = &sentence.tokens[hit.start];
    let begins = hit.start == 0 || sentence.tokens[hit.start - 1].lower == ":";
    let other = [List::Improvements, List::Comparatives, List::ChangeNouns];
    let noun = other.into_iter().any(|list| sentence.starts(list, hit.start));
    begins && token.capital && !noun && (sentence.acts(&token.lower) || sentence.in_present(&token.lower))
}

/// "It requires better seed".
fn is_needed(sentence: &Sentence, hit: &Hit) -> bool {
    let near = hit.start.saturating_sub(NEEDED)..hit.start;
    sentence.all(List::Needing).any(|need| near.contains(&need.start))
}

/// "Awareness raising" is work, and nothing that rose.
fn is_of_a_campaign(sentence: &Sentence, hit: &Hit) -> bool {
    sentence.at(List::CampaignWords, hit.start)
}

/// "To build wider support, the team produces …": what is meant stands before the comma.
fn is_purpose(sentence: &Sentence, hit: &Hit) -> bool {
    let comma = sentence.tokens.iter().position(|token| token.lower == ",");
    let mut purposes = [List::PurposeWords, List::PurposeOpenings].into_iter();
    purposes.any(|list| sentence.starts(list, 0)) && comma.is_some_and(|comma| hit.start < comma)
}

/// "in a decade", "over twelve years", "between 2009 and 2018".
pub fn is_long(sentence: &Sentence) -> bool {
    let years: Vec<Decimal> = sentence
        .numbers
        .iter()
        .filter(|number| is_year(number))
        .map(|number| number.number.low)
        .collect();
    let apart = years
        .iter()
        .max()
        .zip(years.iter().min())
        .is_some_and(|(last, first)| *last - *first >= Decimal::from(SPAN));
    let lasting = sentence.all(List::YearUnits).any(|hit| {
        sentence
            .numbers
            .iter()
            .any(|number| number.end == hit.start && number.number.low >= Decimal::from(SPAN))
    });
    apart || lasting || sentence.has(List::SpanWords)
}

/// Numbers that are no years.
pub fn quantities(sentence: &Sentence) -> impl Iterator<Item = &NumberToken> {
    sentence.numbers.iter().filter(|number| !is_year(number))
}

fn is_year(number: &NumberToken) -> bool {
    let year = Decimal::from(1900)..Decimal::from(2100);
    !number.in_words && !number.percent && year.contains(&number.number.low)
}
