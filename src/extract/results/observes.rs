//! Which part of the results chain a wording observes: what is done and handed over, or what others do, have or are
//! because of it (OECD-DAC Glossary: output against outcome and impact).

mod claims;
mod own_acts;

use super::super::lexicon::{Hit, List};
use super::super::words::Sentence;
use super::agents::{done, settled, takes_part, was_done};
use super::head::{Counting, Head, Sign};
use super::predicate::predicate;
use super::subject::{acting_plural, done_by_others};
use crate::report::{Counted, Observes};
use claims::{Claim, claims, first, is_done};
use own_acts::{acts, by_others, is_engaged, is_their_initiative};

/// A count by what is said of the counted, a share by what is said of its whole, any other wording by what it begins
/// with.
pub fn observes(sentence: &Sentence, counting: &Counting) -> Observes {
    let from = counting.from;
    if let Some(read) = settled(sentence, from) {
        return read;
    }
    if is_denied(sentence, from) {
        return Observes::Change;
    }
    // "Level of progress in a number of chapters", "produce 500 masks": told before anything is counted.
    if !matches!(counting.sign, Some(Sign::Share | Sign::ShareValues))
        && !claims(sentence, 0, from).is_empty()
    {
        return of_statement(sentence);
    }
    match (counting.sign, &counting.head) {
        (Some(Sign::Number | Sign::Figure), Some(head)) => of_count(sentence, head, from),
        (Some(Sign::Number), None) => of_unknown(sentence, from),
        // "Dropouts, share of those who began": what is before the comma is measured.
        (Some(Sign::Share), _) if named_before(sentence, from) > 0 => {
            first(sentence, &claims(sentence, 0, named_before(sentence, from))).unwrap_or(Observes::Change)
        }
        (Some(Sign::Share), head) => of_share(
            sentence,
            head.as_ref(),
            from,
            head.as_ref().is_none_or(|head| is_made(sentence, head)),
        ),
        (Some(Sign::ShareValues), _) => of_share(sentence, None, 0, false),
        (Some(Sign::Values), Some(head)) => match of_statement(sentence) {
            Observes::Unclear => of_count(sentence, head, from),
            read => read,
        },
        _ => of_statement(sentence),
    }
}

/// "Children who did not receive a vaccine": what was not done shows a state.
fn is_denied(sentence: &Sentence, from: usize) -> bool {
    let verb = |at: usize| {
        let marks = sentence.at(List::Auxiliaries, at) || sentence.at(List::BeWords, at);
        marks || takes_part(sentence, at) || done(sentence, at)
    };
    !sentence.has(List::Placeholders)
        && sentence
            .all(List::Negations)
            .any(|hit| hit.start > from && (verb(hit.start - 1) || verb(hit.end) || verb(hit.end + 1)))
}

/// The comma after what a share is named by.
fn named_before(sentence: &Sentence, from: usize) -> usize {
    let comma = (1..from).find(|at| sentence.tokens[*at].lower == ",");
    comma.filter(|at| sentence.tokens[at - 1].is_word()).unwrap_or(0)
}

/// Where a purpose or a subject begins, which tells nothing of what became of the counted: "tools to improve access".
fn purpose(sentence: &Sentence, from: usize) -> usize {
    sentence
        .all(List::Purpose)
        .map(|hit| hit.start)
        .find(|start| *start >= from)
        .unwrap_or(sentence.tokens.len())
}

fn of_count(sentence: &Sentence, head: &Head, from: usize) -> Observes {
    let all = sentence.tokens.len();
    let until = purpose(sentence, head.end);
    // "men with abusive behaviour who receive counselling": the clause tells what happens to them.
    let clause = sentence
        .all(List::Relatives)
        .filter(|hit| !opens_report(sentence, hit))
        .map(|hit| hit.start)
        .find(|start| *start >= head.end && *start < until);
    let aim = clause.filter(|from| is_aim(sentence, head, *from));
    let until = aim.unwrap_or(until);
    let clause = clause.filter(|_| aim.is_none());
    let told = clause.and_then(|from| first(sentence, &in_clause(sentence, head, from)));
    let their_act = acts(sentence, head)
        || acting_plural(sentence, head.end.saturating_sub(1))
        || is_engaged(sentence, head)
        || is_their_initiative(sentence, head, from);
    if their_act || has_something(sentence, head, until) || by_others(sentence, head) {
        return Observes::Change;
    }
    if let Some(read) = told {
        return read;
    }
    // "Children accessing health care": whatever matter of change the care is named after.
    if head.counted == Counted::People && is_served(sentence, head.end) {
        return Observes::Delivery;
    }
    // "Farmers who sell through the cooperative": what a clause says of the counted without a word of delivery, they do.
    if clause.is_some_and(|from| !is_made(sentence, head) && !is_done_to(sentence, from, until)) {
        return Observes::Change;
    }
    if let Some(read) = first(sentence, &claims(sentence, head.end, until)) {
        return read;
    }
    let named = claims(
        sentence,
        if is_made(sentence, head) { head.start } else { from },
        head.end,
    );
    let later = claims(sentence, until, all);
    if sentence.ends(List::Norms, head.end) {
        let drafted = later.iter().find(|claim| is_done(sentence, claim));
        return drafted.map_or(Observes::Change, |claim| claim.observes);
    }
    if is_made(sentence, head) {
        // "Plans for inclusion adopted"
        let done = later.iter().find(|claim| is_done(sentence, claim));
        return done
            .or(named.last())
            .map_or(Observes::Delivery, |claim| claim.observes);
    }
    if head.counted == Counted::Cases {
        return Observes::Change;
    }
    // "% of producers with secure tenure", "number of youth in jobs": a state; "number of beneficiaries": a delivery.
    let own = |at: &usize| sentence.tokens[*at].is_word() && !sentence.in_brackets(*at);
    let qualified = (head.end..all).filter(own).count() >= 2;
    match (first(sentence, &later), named.last()) {
        (Some(read), _) => read,
        (None, Some(claim)) => claim.observes,
        (None, None) if head.counted == Counted::People && qualified => Observes::Change,
        (None, None) => Observes::Delivery,
    }
}

/// "Beneficiaries reporting that help came": what they report, and no clause on those who do.
fn opens_report(sentence: &Sentence, relative: &Hit) -> bool {
    sentence.ends(List::ChangeUse, relative.start)
}

/// "Activities that raise awareness", "schools built that shorten the way": what is made is made for that, whereas
/// "tools that are used" tells what became of them.
fn is_aim(sentence: &Sentence, head: &Head, from: usize) -> bool {
    let made = is_made(sentence, head)
        || sentence.at(List::Facilities, head.end - 1)
            && (head.end..from).any(|at| done(sentence, at) && sentence.at(List::OutputVerbs, at));
    let aims = [List::ChangeVerbs, List::DeliveryWords];
    let verb = from + 1;
    made && !sentence.ends(List::Norms, head.end)
        && !done(sentence, verb)
        && aims.into_iter().any(|list| sentence.starts(list, verb))
}

/// In a clause on organisations and places only what was done to them tells of a delivery: "municipalities that enter
/// child protection in their budget" do so themselves, and what follows the verb is its object.
const VERB: usize = 4;

fn in_clause(sentence: &Sentence, head: &Head, from: usize) -> Vec<Claim> {
    let mut told = claims(sentence, from, purpose(sentence, from));
    let theirs = !is_made(sentence, head);
    let given = |claim: &Claim| {
        let done = takes_part(sentence, claim.start) || was_done(sentence, claim.start);
        done && claim.start <= from + VERB
    };
    told.retain(|claim| !theirs || claim.observes == Observes::Change || given(claim));
    told
}

/// "Who were visited".
fn is_done_to(sentence: &Sentence, from: usize, until: usize) -> bool {
    (from..until.min(from + VERB)).any(|at| was_done(sentence, at) || takes_part(sentence, at))
}

fn is_made(sentence: &Sentence, head: &Head) -> bool {
    !runs_itself(sentence, head) && made(head)
}

/// Schools and clinics are built, and act once they stand: "schools that teach", "clinics with water".
fn runs_itself(sentence: &Sentence, head: &Head) -> bool {
    let told = [List::Relatives, List::Having]
        .iter()
        .any(|list| sentence.starts(*list, head.end));
    let next = sentence.tokens.get(head.end);
    (told || next.is_some_and(|next| sentence.acts(&next.lower)))
        && sentence.at(List::Facilities, head.end - 1)
}

fn made(head: &Head) -> bool {
    head.made
        || matches!(
            head.counted,
            Counted::Events | Counted::Products | Counted::Contacts
        )
}

/// Letters of "an", "ett".
const ARTICLE: usize = 3;

/// "Villages with a plan", but not "people with disabilities trained".
fn has_something(sentence: &Sentence, head: &Head, until: usize) -> bool {
    // "Municipalities with an updated register": a quality of what they have.
    let described = |claim: &Claim| {
        let article = |at: usize| sentence.tokens[at].lower.chars().count() <= ARTICLE;
        let quality = claim.start == head.end + 1
            || claim.start == head.end + 2 && head.counted != Counted::People && article(head.end + 1);
        sentence.head_last() && quality && sentence.tokens.get(claim.end).is_some_and(|next| next.is_word())
    };
    let told = |claim: &Claim| {
        let token = &sentence.tokens[claim.start].lower;
        let done = is_done(sentence, claim) || sentence.acts(token);
        claim.observes == Observes::Delivery && done && !described(claim)
    };
    !is_made(sentence, head)
        && sentence.starts(List::Having, head.end)
        && !(head.end..until).any(|at| sentence.starts(List::Relatives, at))
        && !claims(sentence, head.end, until).iter().any(told)
}

/// A noun of no list: "handwashing facilities constructed".
fn of_unknown(sentence: &Sentence, from: usize) -> Observes {
    let until = purpose(sentence, from);
    let near = claims(sentence, from, until);
    let stop = (from + 1..until).find(|at| sentence.starts(List::NounStops, *at));
    let done = near
        .iter()
        .filter(|claim| claim.start > from && stop.is_none_or(|stop| claim.start < stop))
        .find(|claim| is_done(sentence, claim));
    done.map(|claim| claim.observes)
        .or_else(|| first(sentence, &near))
        .or_else(|| first(sentence, &claims(sentence, until, sentence.tokens.len())))
        .unwrap_or(Observes::Delivery)
}

/// A share shows a state or a change, unless it is the share that was given something, or of things that were done.
fn of_share(sentence: &Sentence, head: Option<&Head>, from: usize, things: bool) -> Observes {
    let after = head.map_or(from, |head| head.end);
    let clause = sentence
        .all(List::Relatives)
        // "Workers trained – of which women" tells no more of them.
        .filter(|hit| !sentence.ends(List::OfWords, hit.start) && !opens_report(sentence, hit))
        .map(|hit| hit.end)
        .find(|end| *end > after);
    let claims = claims(sentence, clause.unwrap_or(after), sentence.tokens.len());
    // "% of survivors who received kits" were given something, "% of hubs providing reports" do something.
    let given = |claim: &Claim| {
        sentence.at(List::OutputVerbs, claim.start) && sentence.at(List::PeopleActions, claim.start)
    };
    let until = purpose(sentence, after);
    let who = head.is_none_or(|head| head.counted != Counted::Cases);
    if !things && who && is_served(sentence, clause.unwrap_or(after)) {
        return Observes::Delivery;
    }
    let delivered = claims.iter().find(|claim| match things {
        true => claim.start < until && !describes_whole(sentence, claim),
        false => (given(claim) && !describes_whole(sentence, claim)) || claim.observes == Observes::Change,
    });
    // "Candidats orientés capables de citer leurs droits": what was done to them tells who they are.
    let able = |claim: &Claim| {
        claims
            .iter()
            .any(|next| next.start == claim.end && sentence.at(List::ChangeUse, next.start))
    };
    let delivered = delivered.filter(|claim| !able(claim));
    match delivered {
        Some(claim)
            if claim.observes == Observes::Delivery && !head.is_some_and(|head| acts(sentence, head)) =>
        {
            Observes::Delivery
        }
        _ => Observes::Change,
    }
}

/// Words behind "attending" in which it stands what is attended.
const OBJECT: usize = 4;

/// "% of staff trained", "… who attended training", "… receiving legal aid" were given something; "… attending school" and
/// "… participating in monitoring budgets" do something, and "… who received an income" have it.
fn is_served(sentence: &Sentence, from: usize) -> bool {
    let verb =
        from + usize::from(sentence.starts(List::BeWords, from) || sentence.starts(List::Auxiliaries, from));
    let used = [verb, verb + 1]
        .into_iter()
        .any(|at| sentence.starts(List::ChangeUse, at));
    if used || !takes_part(sentence, verb) || sentence.starts(List::BeWords, verb) {
        return false;
    }
    let object = verb + 1..sentence.tokens.len().min(verb + 1 + OBJECT);
    let names = |lists: &[List]| {
        object
            .clone()
            .find(|at| lists.iter().any(|list| sentence.starts(*list, *at)))
    };
    let help = names(&[List::TrainingWords, List::Events, List::HelpNouns]);
    if !sentence.starts(List::PeopleActions, verb) {
        return help.is_some();
    }
    let given = help.or_else(|| names(&[List::DeliveryWords]));
    if sentence.at(List::OutputVerbs, verb) {
        return given.is_some() || names(&[List::ChangeWords, List::MeasureWords]).is_none();
    }
    let taught = done(sentence, verb) && sentence.at(List::ActivityVerbs, verb);
    let act = object
        .clone()
        .find(|at| sentence.acts(&sentence.tokens[*at].lower));
    let own = |given: usize| act.is_none_or(|act| given < act || sentence.starts(List::TrainingWords, given));
    taught || given.is_some_and(own)
}

/// "Items of supported newsrooms", "pupils in rehabilitated schools": which of them are meant, not what became of them.
fn describes_whole(sentence: &Sentence, claim: &Claim) -> bool {
    let linked = [List::OfWords, List::NounStops, List::Articles]
        .into_iter()
        .any(|list| sentence.ends(list, claim.start));
    sentence.head_last()
        && linked
        && claim.observes == Observes::Delivery
        && sentence.is_passive(&sentence.tokens[claim.start].lower)
        && sentence.tokens.get(claim.end).is_some_and(|next| next.is_word())
        && !sentence.starts(List::NounStops, claim.end)
        && !sentence.starts(List::AndWords, claim.end)
}

fn of_statement(sentence: &Sentence) -> Observes {
    let mut claims = claims(sentence, 0, sentence.tokens.len());
    // "Educators" are no education, "malnourished children" no change.
    let described = |claim: &Claim| {
        [List::People, List::Households]
            .iter()
            .any(|list| sentence.starts(*list, claim.end))
            && is_done(sentence, claim)
    };
    claims.retain(|claim| !sentence.at(List::People, claim.start) && !described(claim));
    let said = predicate(sentence);
    // "Increase in the number of loans disbursed": what rose, whatever it is.
    let rises = sentence.starts(List::ChangeVerbs, 0) && sentence.head_last();
    let first_word = sentence.tokens.first().map_or("", |token| token.lower.as_str());
    if rises && !sentence.is_passive(first_word) && !sentence.acts(first_word) {
        return Observes::Change;
    }
    // "Improved water points constructed": what is said of the subject, whatever its quality.
    if let Some(said) = said.as_ref().filter(|said| said.known) {
        return said.observes;
    }
    // "Improved training", "Service providers respond": better than before, or done by others.
    if sentence.starts(List::ChangeVerbs, 0) {
        // "Strengthening capacities" is the project's work.
        let work = sentence.at(List::DeliveryWords, 0) && sentence.acts(first_word);
        return if work {
            Observes::Delivery
        } else {
            Observes::Change
        };
    }
    let theirs = done_by_others(sentence, claims.first().map(|claim| claim.start));
    if theirs || said.is_none() && acting_plural(sentence, 0) {
        return Observes::Change;
    }
    // "Shelter and settlements", "Prevention and response": what the work is about.
    let bare = sentence.tokens.len() <= TITLE;
    claims.retain(|claim| {
        let topic = sentence.starts(List::Topics, claim.start);
        !topic && (!bare || !sentence.starts(List::BareTopics, claim.start))
    });
    let said = said.map(|said| said.observes);
    match (first(sentence, &claims), said) {
        (_, Some(Observes::Change)) => Observes::Change,
        (Some(read), _) | (None, Some(read)) => read,
        (None, None) => of_nothing_said(sentence),
    }
}

/// Words of a title, at most: "Resilience and food security".
const TITLE: usize = 6;

/// A wording without a word that tells: quantities are of a state, what is made or held is delivered.
fn of_nothing_said(sentence: &Sentence) -> Observes {
    // "Trained judges", "rehabilitated roads"
    if sentence.head_last() && done(sentence, 0) && sentence.tokens.len() > 1 {
        return Observes::Delivery;
    }
    let measured = |hit: &Hit| !sentence.at(List::Total, hit.start) && !sentence.in_brackets(hit.start);
    if sentence.has(List::PerWords) && sentence.all(List::MeasureWords).any(measured) {
        return Observes::Change;
    }
    Observes::Unclear
}
