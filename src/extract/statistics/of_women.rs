//! Counts of people who are women by the words around them: the members of women's groups, the survivors in a house for
//! girls.

use super::super::Reader;
use super::super::lexicon::{Hit, List};
use super::super::words::Sentence;
use super::bystanders::noun_is;
use super::counts::{self, Count};
use crate::document::{Block, BlockKind, Location, Passage};
use crate::report::Counted;

/// Words between "women" and their group: "women small farmers' groups".
const ADJECTIVES: usize = 2;
/// Words from a group to the women who are in it: "groups with 20 to 30 women".
const LINKED: usize = 5;
/// Sentences before in which the group is named.
const BEFORE: usize = 2;

/// Words from what a course was about to the women in it: "trained on the needs of women".
const TOPIC: usize = 4;
/// What is about something.
const TAUGHT: [List; 2] = [List::TrainingWords, List::Events];
/// Words from a share to those whom it is of: "most of them were".
const OF_SHARE: usize = 5;
/// Sentences of a paragraph that speaks of one matter.
const ONE_MATTER: usize = 10;
/// Items of a list before and after.
const NEIGHBOURS: usize = 5;

/// What can be of women: a group, a course, a fund.
const BODIES: [List; 3] = [List::Organisations, List::Events, List::Funds];

/// Whether a count of members or of those who took part is of the women's groups of its sentence, of one before it or of
/// the heading above, and men are nowhere near.
pub fn is_of_women(sentences: &[Sentence], index: usize, count: &Count, heading: Option<&Sentence>) -> bool {
    let sentence = &sentences[index];
    let joined = (count.start + 1..count.noun_end).any(|at| sentence.at(List::Joiners, at));
    if count.counted != Counted::People || count.elided || !joined || lives_there(sentence, count) {
        return false;
    }
    let near = &sentences[index.saturating_sub(BEFORE)..(index + 2).min(sentences.len())];
    let mixed = |sentence: &Sentence| sentence.has(List::Male) || shares_of_women(sentence);
    let own = names_women_together(sentence);
    let before = sentences[index.saturating_sub(BEFORE)..index]
        .iter()
        .any(names_women_together);
    let headed = heading.is_some_and(|heading| names_women_together(heading) && !mixed(heading));
    !near.iter().any(mixed) && (own || before || headed)
}

/// "Community members", "members of the community" are those who live there, and no members of a group.
fn lives_there(sentence: &Sentence, count: &Count) -> bool {
    let behind = sentence.behind_of(count.noun_end);
    behind.is_some_and(|at| sentence.starts(List::Places, at))
        || (count.start + 1..count.noun_end).any(|at| sentence.at(List::Places, at))
}

/// Whether survivors, participants or graduates are the women whom their paragraph speaks of, or where it names neither
/// women nor men the items beside it in a list; of men likewise.
pub fn are_those_named(
    reader: &Reader,
    passage: &Passage,
    sentences: &[Sentence],
    index: usize,
    count: &Count,
) -> bool {
    let sentence = &sentences[index];
    let known = (count.start + 1..count.noun_end).any(|at| sentence.at(List::ThoseReached, at));
    if count.counted != Counted::People || !known || some_are_women(sentence) || lives_there(sentence, count)
    {
        return false;
    }
    // A long account speaks of many.
    let near = if sentences.len() > ONE_MATTER {
        &sentences[index.saturating_sub(BEFORE)..(index + BEFORE + 1).min(sentences.len())]
    } else {
        sentences
    };
    one_sex_of(near).unwrap_or_else(|| {
        let items = beside(reader, &passage.location);
        let reached = items.iter().any(counts_or_serves_one_sex);
        reached && !items.iter().any(counts_anybody) && one_sex_of(&items).unwrap_or(false)
    })
}

/// "250,000 children and 26,800 pregnant women", "30,400 people": an item that counts others than those who are said to be
/// reached tells of more than women.
fn counts_anybody(sentence: &Sentence) -> bool {
    let others = |own: &Count| {
        let known = (own.start..own.noun_end).any(|at| sentence.at(List::ThoseReached, at));
        own.counted == Counted::People && !own.part && !own.bare && !known
    };
    counts::counts(sentence).iter().any(others)
}

/// "40 girls were trained", "a home for widows", "the girls come from the hills"; not "studies were made of what women need".
fn counts_or_serves_one_sex(sentence: &Sentence) -> bool {
    let served = [
        List::TrainingWords,
        List::HelpWords,
        List::PersonSubjects,
        List::PersonObjects,
        List::Houses,
    ];
    let counted = counts::counts(sentence);
    let sexes = || sentence.all(List::Female).chain(sentence.all(List::Male));
    let known = sexes().any(|hit| sentence.ends(List::Articles, hit.start));
    let named = sexes().next().is_some();
    let serves = served.into_iter().any(|list| sentence.has(list)) || names_women_together(sentence);
    counted
        .iter()
        .any(|own| own.counted == Counted::People && own.part)
        || known
        || named && serves
}

/// Whether only women are named, or only men; nothing where nobody is named by sex.
fn one_sex_of(sentences: &[Sentence]) -> Option<bool> {
    let any = |test: &dyn Fn(&Sentence) -> bool| sentences.iter().any(test);
    let has = |sex: List| any(&|own| own.has(sex));
    let persons = any(&|own| names_persons(own, List::Female) || names_persons(own, List::Male));
    let one = has(List::Female) != has(List::Male);
    (has(List::Female) || has(List::Male)).then(|| one && persons && !any(&some_are_women))
}

/// "Most of them women", "a third were girls": others are there too; not "a third of the girls".
fn some_are_women(sentence: &Sentence) -> bool {
    let percents = sentence.numbers.iter().filter(|number| number.percent);
    let shares = sentence.all(List::PartWords).map(|share| share.end);
    let mut ends = shares.chain(percents.map(|number| number.end));
    let small = |at: usize| sentence.starts(List::OfWords, at) || sentence.starts(List::Articles, at);
    ends.any(|end| {
        sentence.all(List::Female).any(|women| {
            women.start >= end
                && women.start - end <= OF_SHARE
                && (women.start == end || !(end..women.start).all(small))
        })
    })
}

/// Women themselves, and not their rights or the violence against them that a course was about.
fn names_persons(sentence: &Sentence, sex: List) -> bool {
    let topic = |hit: &Hit| {
        let marked = sentence
            .all(List::SubjectMarks)
            .filter(|mark| TAUGHT.into_iter().any(|list| sentence.ends(list, mark.start)))
            .any(|mark| mark.end <= hit.start && hit.start - mark.end <= TOPIC);
        let phrase = sentence
            .all(List::Gender)
            .any(|phrase| phrase.start <= hit.start && hit.end <= phrase.end);
        // "The opening of a school for mothers".
        let house = hit.start > 1
            && (sentence.starts(List::NounStops, hit.start - 1)
                || sentence.starts(List::OfWords, hit.start - 1))
            && sentence.ends(List::Facilities, hit.start - 1);
        marked || phrase || house || sentence.tokens[hit.end - 1].lower.ends_with("'s")
    };
    sentence.all(sex).any(|hit| !topic(hit))
}

/// The items before and after in a list.
fn beside(reader: &Reader, place: &Location) -> Vec<Sentence> {
    let blocks = &reader.document.blocks;
    let depth = |block: &Block| match block.kind {
        BlockKind::ListItem { depth, .. } => Some(depth),
        _ => None,
    };
    let own = blocks.iter().position(|block| block.location == *place);
    let Some((own, level)) = own.and_then(|own| Some((own, depth(&blocks[own])?))) else {
        return Vec::new();
    };
    // Items below another one are of it.
    let item = |block: &&Block| depth(block) == Some(level);
    let before = blocks[..own].iter().rev().take_while(item).take(NEIGHBOURS);
    let after = blocks[own + 1..].iter().take_while(item).take(NEIGHBOURS);
    before
        .chain(after)
        .filter_map(Block::text)
        .flat_map(|text| reader.sentences(text).to_vec())
        .collect()
}

/// "55 per cent women": beside such a share there are others.
fn shares_of_women(sentence: &Sentence) -> bool {
    let shared = sentence.numbers.iter().any(|number| number.percent) || sentence.has(List::Shares);
    shared && sentence.has(List::Female)
}

/// "Women's groups", "training for women leaders", "groups of 20 to 30 women", "groupements féminins".
pub fn names_women_together(sentence: &Sentence) -> bool {
    if sentence.has(List::WomensGroups) {
        return true;
    }
    let bodies = || BODIES.into_iter().flat_map(|list| sentence.all(list));
    sentence.all(List::Female).any(|women| {
        let of_them = |body: &Hit| body.start >= women.end && is_described(sentence, women, body);
        let with_them = |body: &Hit| body.end <= women.start && is_linked(sentence, body, women);
        bodies().any(|body| of_them(body) || with_them(body))
    })
}

/// "Women's savings groups", "женские клубы".
fn is_described(sentence: &Sentence, women: &Hit, body: &Hit) -> bool {
    let words = women.end..body.start;
    // "A women-only group".
    let plain = |at: usize| {
        let token = &sentence.tokens[at];
        (token.is_word() || token.joins) && !sentence.starts(List::NounStops, at)
    };
    sentence.head_last() && words.len() <= ADJECTIVES && words.into_iter().all(plain)
}

/// "Groups of women", "a course for 40 women", "groupes de femmes"; not "a course on women's rights".
fn is_linked(sentence: &Sentence, body: &Hit, women: &Hit) -> bool {
    let links = [List::OfWords, List::Having, List::Aiming];
    let direct = body.end == women.start;
    let linked = links.into_iter().any(|list| sentence.starts(list, body.end));
    let word =
        |at: usize| sentence.tokens[at].is_word() || sentence.tokens[at].is_number() || is_dash(sentence, at);
    let owners = sentence.tokens[women.end - 1].lower.ends_with("'s");
    (direct && !sentence.head_last() || linked)
        && women.start - body.end <= LINKED
        && (body.end..women.start).all(word)
        && !owners
}

/// Words from "girls'" to their house, and from a house to "girls": "boarding school for the girls".
const HOUSE: usize = 3;

/// "The boys' school has 415 pupils", "the home for girls takes in 64 children": those who live, learn or play in a house
/// for one sex.
pub fn is_in_their_house(sentence: &Sentence, count: &Count) -> bool {
    let lodgers = count.counted == Counted::People && noun_is(sentence, count, List::Lodgers);
    let one_sex = sentence.has(List::Female) != sentence.has(List::Male);
    let small = |at: usize| {
        !matches!(
            sentence.tokens[at].lower.as_str(),
            "," | ";" | ":" | "." | "(" | ")"
        )
    };
    let of_them = |house: &Hit, sex: &Hit| {
        let (from, until) = (house.end.min(sex.end), house.start.max(sex.start));
        let linked = until >= from && until - from <= HOUSE && (from..until).all(small);
        linked
            && until <= count.start
            && !sentence
                .numbers
                .iter()
                .any(|own| (from..until).contains(&own.start))
    };
    // "Flickskolan", "the maternity ward".
    let named = sentence.all(List::WomensGroups).any(|hit| hit.end <= count.start);
    let mixed = sentence.has(List::Female) && sentence.has(List::Male);
    let mut houses = sentence.all(List::Houses);
    lodgers && named && !mixed
        || lodgers
            && one_sex
            && houses.any(|house| {
                let mut sexes = sentence.all(List::Female).chain(sentence.all(List::Male));
                sexes.any(|sex| of_them(house, sex))
            })
}

fn is_dash(sentence: &Sentence, at: usize) -> bool {
    matches!(sentence.tokens[at].lower.as_str(), "-" | "–" | "—")
}
