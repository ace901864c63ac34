//! Where a report has no indicators, what may have come of an activity is looked for in all of its text: in the same
//! paragraph, of the same people, or where nothing says of whom.

mod causes;
mod helps;

use foldhash::HashSet;
use rust_decimal::Decimal;

use super::elsewhere::turns_to_others;
use super::marks::participants_in;
use super::tells::tells_change;
use super::{Paragraph, Told, gives_account, repeats_the_body};
use crate::document::Location;
use crate::extract::Reader;
use crate::extract::lexicon::{Hit, List};
use crate::extract::statements::{
    has_outside_cause, is_for, is_own_act, is_quoted, tells_no_change, tells_of_users,
};
use crate::extract::words::Sentence;
use crate::report::{Activity, Claim, Counted, Report, Statement, Statistic};

/// Words between "this" and the change that it brought.
const AFTER_PRONOUN: usize = 2;
/// Words of the subject of a sentence.
const SUBJECT: usize = 5;
/// Words from what is seen to how it moved: "production in the valley has".
const MOVED: usize = 5;
/// Words before those of whom a share is told: "74 per cent of all the partner organisations".
const NAMED: usize = 7;
/// Words before a verb among which a negation denies it, or a "when" supposes it.
const DENIED: usize = 3;
/// Fewer people than these may be as many by chance.
const TELLING: Decimal = Decimal::TEN;

/// Whether an effect is of an activity.
enum Link {
    Told,
    /// Nothing says of whom or of which work it is.
    Open,
    Denied,
}

pub fn find(reader: &Reader, report: &Report, paragraphs: &[Paragraph], found: &mut [Activity]) {
    let begun: Vec<HashSet<usize>> = found
        .iter()
        .map(|activity| activity.statements.iter().copied().collect())
        .collect();
    for at in 0..found.len() {
        let group = Group::of(reader, report, &found[at]);
        let others: HashSet<usize> = (0..found.len())
            .filter(|other| *other != at)
            .flat_map(|other| begun[other].difference(&begun[at]).copied())
            .collect();
        let mut told = Vec::new();
        let mut possible = Vec::new();
        for paragraph in paragraphs.iter().filter(|own| gives_account(own)) {
            let asserts = |told: &&Told| asserts_effect(&report.statements[told.statement], &told.sentence);
            for effect in paragraph.sentences.iter().filter(asserts) {
                // What a thing given helps with says nothing of the course told before it.
                let of_one = this_helps(&effect.sentence) && !has_effect_verb(&effect.sentence);
                if of_one && !begun[at].contains(&effect.statement) {
                    continue;
                }
                match group.link(reader, report, paragraph, effect, &begun[at], &others) {
                    Link::Told => told.push(effect.statement),
                    // What is only asserted, and of nobody who is known, is no account of this activity.
                    Link::Open
                        if tells_change(&report.statements[effect.statement], &effect.sentence)
                            || speaks_of_it(&effect.sentence) =>
                    {
                        possible.push(effect.statement);
                    }
                    Link::Open | Link::Denied => {}
                }
            }
        }
        found[at].effects = told;
        found[at].possible_effects = possible;
    }
}

/// "The training led to several changes", "participants came to see …", "families have been able to pay …".
fn speaks_of_it(sentence: &Sentence) -> bool {
    let held = [List::TrainingWords, List::CampaignWords, List::ThoseReached];
    let people = [List::People, List::Households]
        .into_iter()
        .flat_map(|list| sentence.all(list));
    held.into_iter().any(|list| sentence.has(list)) || people.into_iter().any(|hit| hit.start < SUBJECT)
}

/// "The businesses have become a source of income": not measured, and nobody's plan.
pub fn asserts_effect(statement: &Statement, sentence: &Sentence) -> bool {
    // Where a heading alone makes it a plan, its own words may tell what came of it.
    let planned = |(claim, word): &(Claim, String)| *claim == Claim::Plan && !word.is_empty();
    let ahead = statement.claims.iter().any(planned)
        || has_outside_cause(sentence)
        || tells_no_change(sentence)
        || statement.claims(Claim::Shortfall)
        || statement.text.ends_with('?')
        || [List::Future, List::ExpectedWords]
            .into_iter()
            .any(|list| sentence.has(list));
    let told = [has_effect_verb, this_changes, is_seen_to_move];
    !ahead && (tells_change(statement, sentence) || told.into_iter().any(|tells| tells(sentence)))
}

/// "Crop production rose", "yields went up thanks to better seed": what anybody can see, though nobody says how much.
fn is_seen_to_move(sentence: &Sentence) -> bool {
    let moves = |noun: &Hit| {
        let verbs = [List::ChangeVerbs, List::Falling];
        let mut verbs = verbs.into_iter().flat_map(|list| sentence.all(list));
        verbs.any(|verb| {
            let near = verb.start >= noun.end && verb.start - noun.end <= MOVED;
            near && !sentence.ends(List::InfinitiveMarks, verb.start)
        })
    };
    let ends = |at: &usize| sentence.tokens[*at].lower == "," || sentence.at(List::ThatWords, *at);
    let clause = |at: usize| (0..at).rev().find(ends).map_or(0, |end| end + 1);
    let denied = sentence.has(List::Negations);
    let mut nouns = sentence.all(List::Measurables);
    let moved = nouns.any(|noun| noun.start - clause(noun.start) < SUBJECT && moves(noun));
    !denied && (moved || lessens(sentence))
}

/// "Has reduced the risk of illness", "se redujeron las enfermedades": less of what nobody wants.
fn lessens(sentence: &Sentence) -> bool {
    let told = |verb: &Hit| {
        let form = sentence.tokens[verb.start].lower.as_str();
        let meant = [List::InfinitiveMarks, List::Obligations]
            .into_iter()
            .any(|list| sentence.ends(list, verb.start));
        let past = sentence.is_past(form) || sentence.is_passive(form);
        past && verb.start > 0 && !meant && !is_for(sentence, verb) && !is_own_act(sentence, verb)
    };
    let harms = [List::Illnesses, List::Ills, List::Harms];
    sentence.all(List::ChangeVerbs).any(|verb| {
        let near = verb.end..verb.end + MOVED;
        let mut harms = harms.into_iter().flat_map(|list| sentence.all(list));
        let falls = sentence.at(List::Falling, verb.start);
        falls && told(verb) && harms.any(|harm| near.contains(&harm.start))
    })
}

pub fn has_effect_verb(sentence: &Sentence) -> bool {
    effect_verb(sentence).is_some()
}

/// The first word by which what came of the work is told.
pub fn effect_verb(sentence: &Sentence) -> Option<&Hit> {
    let meant = |hit: &Hit| sentence.ends(List::InfinitiveMarks, hit.start);
    // "Once they become ineffective": when something happens, and not that it did.
    let denied = |hit: &Hit| {
        let words = [List::Negations, List::WhenWords];
        let mut words = words.into_iter().flat_map(|list| sentence.all(list));
        words.any(|word| word.end <= hit.start && hit.start - word.end < DENIED)
    };
    sentence.all(List::EffectVerbs).find(|hit| {
        let own = is_own_act(sentence, hit)
            || is_own_ability(sentence, hit)
            || lets_teach(sentence, hit)
            || lets_work(sentence, hit)
            || lets_us(sentence, hit)
            || is_for(sentence, hit)
            || helps::is_served(sentence, hit);
        let none = is_of_a_name(sentence, hit) || is_no_effect(sentence, hit);
        !meant(hit) && !denied(hit) && !none && !own && !is_in_subclause(sentence, hit.start)
    })
}

/// "Enabled us to", "led to us spending": what came to those who write.
fn lets_us(sentence: &Sentence, hit: &Hit) -> bool {
    (hit.end..=hit.end + 1).any(|at| sentence.starts(List::FirstPersons, at)) && !is_quoted(sentence)
}

/// "A savings account", "llevaron a cabo".
fn is_no_effect(sentence: &Sentence, hit: &Hit) -> bool {
    let mut others = sentence.all(List::NoEffects);
    others.any(|other| other.start < hit.end && hit.start < other.end)
}

/// "While they learn English, …", "because they are able to travel": no account of what came.
pub fn is_in_subclause(sentence: &Sentence, at: usize) -> bool {
    let ends = |at: usize| matches!(sentence.tokens[at].lower.as_str(), "," | ";" | ":");
    let mut begun = sentence.all(List::Subordinators);
    begun.any(|begun| begun.end <= at && !(begun.end..at).any(ends))
}

/// "The project was able to open two schools".
fn is_own_ability(sentence: &Sentence, hit: &Hit) -> bool {
    let before = hit.start.saturating_sub(SUBJECT)..hit.start;
    let own = |at: usize| sentence.at(List::OwnAgents, at) || sentence.at(List::FirstPersons, at);
    let users = |at: usize| sentence.at(List::People, at) || sentence.at(List::Households, at);
    let able = (hit.start..hit.end).any(|at| sentence.at(List::AbilityWords, at));
    able && before.clone().any(own) && !before.into_iter().any(users)
}

/// Words between what allows and what it allows: "allowed the trainer to show".
const ALLOWED: usize = 4;

/// "The visit allowed 58 of them to be shown how", "village savings agents": what was taught, and who somebody is.
fn lets_teach(sentence: &Sentence, hit: &Hit) -> bool {
    let teaches = sentence
        .all(List::ImpartingWords)
        .any(|own| own.start >= hit.end && own.start - hit.end <= ALLOWED);
    let whose = hit.end == hit.start + 1 && sentence.starts(List::People, hit.end);
    // "Enabled the clerks to attend a second course".
    let given = sentence.at(List::BringingAbout, hit.start)
        && sentence.all(List::TakingPart).any(|own| {
            let near = own.start >= hit.end && own.start - hit.end <= ALLOWED;
            near && sentence.ends(List::InfinitiveMarks, own.start)
        });
    teaches || whose || given
}

/// "The campaign has helped to reach new audiences", "a permis de former 30 agents", "has made a start with grants": the work
/// itself. "Women were enabled to set up shops", "are able to organise", "the pupils have helped to set up forums": theirs.
fn lets_work(sentence: &Sentence, hit: &Hit) -> bool {
    let able = (hit.start..hit.end).any(|at| sentence.at(List::AbilityWords, at));
    let passive = hit.start > 0 && sentence.at(List::BeWords, hit.start - 1);
    let theirs = able || passive || tells_of_users(sentence, hit);
    let mark = usize::from(sentence.at(List::InfinitiveMarks, hit.end));
    !theirs && (hit.end..=hit.end + mark).any(|at| sentence.starts(List::OwnWorks, at))
}

/// "A non-profit organisation", "village savings and loan associations": what somebody is called.
fn is_of_a_name(sentence: &Sentence, hit: &Hit) -> bool {
    let before = hit.start.saturating_sub(2)..hit.start;
    let non = before.clone().any(|at| sentence.tokens[at].lower == "non");
    let organisation = |at: usize| sentence.at(List::Organisations, at);
    // "Savings groups".
    let of_groups = hit.end == hit.start + 1 && organisation(hit.end);
    // "Mutuelles d'épargne".
    let of = hit.end == hit.start + 1 && sentence.ends(List::OfWords, hit.start);
    non || of || of_groups || hit.end == hit.start + 1 && hit.start > 0 && organisation(hit.start - 1)
}

/// "This reduces the risk": what was told before does it.
fn this_changes(sentence: &Sentence) -> bool {
    let Some(this) = sentence.first(List::ThisWords).filter(|hit| hit.start == 0) else {
        return this_helps(sentence);
    };
    // "This increase is due to …" only speaks of it.
    let named = |verb: &Hit| verb.start == this.end && sentence.at(List::BeWords, verb.end);
    let mut changes = sentence.all(List::ChangeVerbs);
    changes.any(|verb| verb.start >= this.end && verb.start - this.end <= AFTER_PRONOUN && !named(verb))
        || this_helps(sentence)
}

/// "Books were handed out; this helps them to study at home", and not "this helps to ensure that".
fn this_helps(sentence: &Sentence) -> bool {
    let mut helps = sentence.all(List::HelpsNow);
    helps.any(|helps| {
        let this = sentence.all(List::ThisWords).find(|this| this.end == helps.start);
        let marked = |at: usize| matches!(sentence.tokens[at].lower.as_str(), ";" | ":");
        let begins = this.is_some_and(|this| this.start == 0 || marked(this.start - 1));
        begins && !sentence.starts(List::InfinitiveMarks, helps.end)
    })
}

/// Those whom an activity reached, as its sentences name and count them.
struct Group<'a> {
    place: &'a Location,
    nouns: HashSet<String>,
    words: HashSet<String>,
    /// How many of whom: "361 women".
    counts: HashSet<(Decimal, String)>,
}

impl<'a> Group<'a> {
    fn of(reader: &Reader, report: &'a Report, activity: &Activity) -> Self {
        let place = &report.statements[activity.statements[0]].location;
        let own = |index: &usize| reader.sentence(&report.statements[*index].text);
        let sentences: Vec<Sentence> = activity.statements.iter().map(own).collect();
        let words = sentences.iter().flat_map(Sentence::content);
        Group {
            place,
            nouns: sentences.iter().flat_map(participants_in).collect(),
            words: words.map(str::to_string).collect(),
            counts: people_in(report, place)
                .filter(|statistic| sentences.iter().any(|own| own.text == statistic.quote.text))
                .filter(|statistic| statistic.number.high >= TELLING)
                .map(counted)
                .collect(),
        }
    }

    fn link(
        &self,
        reader: &Reader,
        report: &Report,
        paragraph: &Paragraph,
        effect: &Told,
        own: &HashSet<usize>,
        others: &HashSet<usize>,
    ) -> Link {
        let begins = paragraph
            .sentences
            .iter()
            .position(|told| own.contains(&told.statement));
        if let Some(begins) = begins {
            let at = paragraph
                .sentences
                .iter()
                .position(|told| told.statement == effect.statement);
            return if at.is_some_and(|at| at >= begins) {
                Link::Told
            } else {
                Link::Open
            };
        }
        let counted: Vec<(Decimal, String)> = people_in(report, paragraph.location).map(counted).collect();
        if counted.iter().any(|group| self.counts.contains(group)) {
            return Link::Told;
        }
        let of_another = paragraph
            .sentences
            .iter()
            .any(|told| others.contains(&told.statement));
        if of_another || turns_to_others(paragraph) {
            return Link::Denied;
        }
        // A summary has a word on everybody: whoever it counts otherwise are others.
        if !counted.is_empty() && repeats_the_body(reader, paragraph.location) {
            return Link::Denied;
        }
        if participants_in(&effect.sentence)
            .iter()
            .any(|noun| self.nouns.contains(noun))
        {
            return Link::Open;
        }
        let other = causes::is_of_another_cause(&effect.sentence, &self.words);
        if other || speaks_of_those_before(paragraph, effect) {
            return Link::Denied;
        }
        // "The training for business associations led to …".
        let training = effect.sentence.all(List::TrainingWords);
        if training.into_iter().any(|hit| hit.start < SUBJECT) && has_effect_verb(&effect.sentence) {
            return Link::Open;
        }
        let others = !counted.is_empty() || names_another(&effect.sentence);
        let plain = is_plain(&report.statements[effect.statement], &effect.sentence);
        if others || !plain || self.is_elsewhere(reader, paragraph.location) {
            return Link::Denied;
        }
        Link::Open
    }

    /// It stands under a heading on something else.
    fn is_elsewhere(&self, reader: &Reader, place: &Location) -> bool {
        let above = self.place.section.starts_with(&place.section);
        let of_all = place.section.last().is_some_and(|heading| {
            let heading = reader.sentence(heading);
            let named = heading.content().iter().any(|word| self.words.contains(*word));
            // "Results" is on all of them, "Results of the clinic" is not.
            let results = heading.has(List::HeadingAchieved) && heading.content().len() <= 1;
            let of_all = [List::HeadingChanges, List::HeadingSummary, List::HeadingLessons];
            named || results || of_all.into_iter().any(|list| heading.has(list))
        });
        !above && !of_all
    }
}

/// "New committees were set up. They have received 43 reports": of those of whom the sentence before it tells.
pub fn speaks_of_those_before(paragraph: &Paragraph, told: &Told) -> bool {
    let pronoun = told.sentence.starts(List::SubjectPronouns, 0);
    let first = paragraph.sentences.first();
    pronoun && first.is_some_and(|first| first.statement != told.statement)
}

/// "74 per cent of the partner organisations have a policy": theirs, and nobody's who was taught.
fn names_another(sentence: &Sentence) -> bool {
    let organisations = sentence
        .all(List::Organisations)
        .any(|hit| hit.start <= NAMED && !sentence.at(List::People, hit.start));
    organisations || !participants_in(sentence).is_empty()
}

/// A change in words, and not only a share: "20 per cent came from Sida".
fn is_plain(statement: &Statement, sentence: &Sentence) -> bool {
    let observed = [Claim::Outcome, Claim::Impact]
        .into_iter()
        .any(|claim| statement.claims(claim));
    let money = sentence.tells_money();
    !money && (observed || has_effect_verb(sentence) || this_changes(sentence))
}

fn counted(statistic: &Statistic) -> (Decimal, String) {
    (statistic.number.high, statistic.unit.clone())
}

fn people_in<'a>(report: &'a Report, place: &'a Location) -> impl Iterator<Item = &'a Statistic> {
    report.statistics.iter().filter(move |statistic| {
        let people = matches!(statistic.counted, Counted::People | Counted::Households);
        people && !statistic.planned && statistic.quote.location == *place
    })
}
