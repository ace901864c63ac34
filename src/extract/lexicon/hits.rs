//! Finding the words of the lists in a sentence.

use super::matches::{Opening, Placed};
use super::phrases::{Lexicon, Pattern};
use super::{List, THINGS};
use crate::extract::words::Token;

/// A word of a list found in a text: token indices, the end excluded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    pub list: List,
    pub start: usize,
    pub end: usize,
    /// The number that the word stands for.
    pub value: Option<i64>,
}

/// The lists of which a sentence has words: most questions about a list are answered by it.
#[derive(Debug, Clone, Copy, Default)]
pub struct ListSet([u64; SETS]);

const SETS: usize = List::ALL.len().div_ceil(u64::BITS as usize);

impl ListSet {
    pub fn of(hits: &[Hit]) -> Self {
        let mut set = ListSet::default();
        for hit in hits {
            let (at, bit) = Self::place(hit.list);
            set.0[at] |= bit;
        }
        set
    }

    fn place(list: List) -> (usize, u64) {
        let bits = u64::BITS as usize;
        (list as usize / bits, 1 << (list as usize % bits))
    }

    pub fn has(&self, list: List) -> bool {
        let (at, bit) = Self::place(list);
        self.0[at] & bit != 0
    }
}

/// The hits of a sentence list by list, in the order of the text: readers ask for lists more than for anything else.
#[derive(Debug, Default)]
pub struct ByList {
    lists: ListSet,
    /// How many lists with hits stand before those of each of the set's numbers.
    before: [u16; SETS],
    /// Where the hits of each list with hits begin, and where the last end.
    begins: Box<[u32]>,
    /// The places of the hits in the sentence.
    places: Box<[u32]>,
}

impl ByList {
    pub fn of(hits: &[Hit]) -> Self {
        let mut found = ByList {
            lists: ListSet::of(hits),
            ..ByList::default()
        };
        let mut lists = 0;
        for (before, set) in found.before.iter_mut().zip(found.lists.0) {
            *before = lists;
            lists += set.count_ones() as u16;
        }
        let mut begins = vec![0; usize::from(lists) + 1].into_boxed_slice();
        for hit in hits {
            begins[found.rank(hit.list) + 1] += 1;
        }
        for at in 1..begins.len() {
            begins[at] += begins[at - 1];
        }
        let mut next = begins.clone();
        let mut places = vec![0; hits.len()].into_boxed_slice();
        for (place, hit) in hits.iter().enumerate() {
            let next = &mut next[found.rank(hit.list)];
            places[*next as usize] = place as u32;
            *next += 1;
        }
        ByList {
            begins,
            places,
            ..found
        }
    }

    pub fn has(&self, list: List) -> bool {
        self.lists.has(list)
    }

    /// The places of a list's hits in the sentence.
    pub fn of_list(&self, list: List) -> &[u32] {
        if !self.has(list) {
            return &[];
        }
        let rank = self.rank(list);
        &self.places[self.begins[rank] as usize..self.begins[rank + 1] as usize]
    }

    /// How many lists with hits stand before a list.
    fn rank(&self, list: List) -> usize {
        let (at, bit) = ListSet::place(list);
        usize::from(self.before[at]) + (self.lists.0[at] & (bit - 1)).count_ones() as usize
    }
}

impl Lexicon {
    /// Every occurrence of every list's words; of one list the longest at each position.
    pub fn hits(&self, tokens: &[Token]) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::with_capacity(tokens.len() * 2);
        let mut found: Vec<Placed<Hit>> = Vec::new();
        for (start, token) in tokens.iter().enumerate() {
            let alone = token.matches.alone.iter();
            let alone = alone.map(|opening| opening.with(|own| hit(own, start, start + 1)));
            found.extend(self.phrases_at(tokens, start));
            if found.is_empty() {
                hits.extend(alone.map(|placed| placed.own));
                continue;
            }
            found.extend(alone);
            found.sort_unstable_by_key(|placed| placed.place);
            add_longest(&mut hits, found.drain(..).map(|placed| placed.own));
        }
        let lists = ListSet::of(&hits);
        if lists.has(List::NoSex) {
            without_named(&mut hits);
        }
        if lists.has(List::PairedLetters) {
            without_unpaired(&mut hits, tokens);
        }
        if lists.has(List::NoPerson) {
            without_no_person(&mut hits);
        }
        if lists.has(List::NoCampaign) {
            without_no_campaign(&mut hits);
        }
        add_by_ending(tokens, &mut hits);
        if lists.has(List::FeminineNouns) && lists.has(List::Female) {
            without_agreeing(&mut hits, tokens);
        }
        hits.shrink_to_fit();
        hits
    }

    /// The phrases of several words that begin at a token.
    fn phrases_at(&self, tokens: &[Token], start: usize) -> impl Iterator<Item = Placed<Hit>> {
        let second = tokens[start + 1..].iter().find(|token| !token.joins);
        let longer = second.map(|second| tokens[start].matches.going_on(&second.matches));
        longer.into_iter().flatten().filter_map(move |(more, opening)| {
            let end = end_of_match(self.rest(more.phrase), tokens, start)?;
            Some(opening.with(|own| hit(own, start, end)))
        })
    }
}

fn hit(opening: Opening, start: usize, end: usize) -> Hit {
    Hit {
        list: opening.list,
        start,
        end,
        value: opening.value,
    }
}

/// Adds those that begin at one token, of each list the longest.
fn add_longest(hits: &mut Vec<Hit>, found: impl Iterator<Item = Hit>) {
    let before = hits.len();
    for new in found {
        match hits[before..].iter_mut().find(|hit| hit.list == new.list) {
            Some(hit) if hit.end < new.end => *hit = new,
            Some(_) => {}
            None => hits.push(new),
        }
    }
}

/// Where a phrase whose first word stands at a token ends; hyphens between its words do not count ("re-opened",
/// "law-enforcement").
fn end_of_match(rest: &[Pattern], tokens: &[Token], start: usize) -> Option<usize> {
    let mut at = start + 1;
    for word in rest {
        while tokens.get(at).is_some_and(|token| token.joins) {
            at += 1;
        }
        let token = tokens.get(at)?;
        if !token.matches.is(word, &token.lower) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// Hits of words that end as persons do, where no list says that they name something else.
fn add_by_ending(tokens: &[Token], hits: &mut Vec<Hit>) {
    let found = hits.len();
    for (at, token) in tokens.iter().enumerate() {
        let endings = &token.matches.endings;
        let thing = |hit: &Hit| hit.start <= at && at < hit.end && THINGS.contains(&hit.list);
        if endings.is_empty() || hits[..found].iter().any(thing) {
            continue;
        }
        hits.extend(endings.iter().map(|list| Hit {
            list: *list,
            start: at,
            end: at + 1,
            value: None,
        }));
    }
}

/// "G 2,540, B 2,690" are girls and boys, "annex B" is neither.
fn without_unpaired(hits: &mut Vec<Hit>, tokens: &[Token]) {
    let letters: Vec<usize> = hits
        .iter()
        .filter(|hit| hit.list == List::PairedLetters)
        .map(|hit| hit.start)
        .collect();
    let paired = letters
        .iter()
        .any(|at| tokens[*at].lower != tokens[letters[0]].lower);
    let sexed = |hit: &Hit| matches!(hit.list, List::Female | List::Male);
    hits.retain(|hit| paired || !sexed(hit) || !letters.contains(&hit.start));
}

/// Whether a hit lies within a phrase of a list.
fn within(hits: &[Hit], list: List) -> impl Fn(&Hit) -> bool + use<> {
    let phrases = hits.iter().filter(|hit| hit.list == list);
    let phrases: Vec<(usize, usize)> = phrases.map(|hit| (hit.start, hit.end)).collect();
    move |hit| {
        let mut phrases = phrases.iter();
        phrases.any(|(start, end)| *start <= hit.start && hit.end <= *end)
    }
}

/// "role players" are no "players" where the list of those who are no persons has them.
fn without_no_person(hits: &mut Vec<Hit>) {
    let thing = within(hits, List::NoPerson);
    hits.retain(|hit| hit.list != List::People || !thing(hit));
}

/// "The planting campaign" is a season, and tells the public nothing.
fn without_no_campaign(hits: &mut Vec<Hit>) {
    let other = within(hits, List::NoCampaign);
    hits.retain(|hit| hit.list != List::CampaignWords || !other(hit));
}

/// "UN Women" names no women, "gender-sensitive" no split by sex.
fn without_named(hits: &mut Vec<Hit>) {
    let named = within(hits, List::NoSex);
    let sexed = [List::Female, List::Male, List::SexSplit, List::People];
    hits.retain(|hit| !sexed.contains(&hit.list) || !named(hit));
}

/// Words between a noun and what agrees with it: "personas con discapacidad física usuarias".
const AGREEMENT: usize = 5;

/// Words between what agrees with a noun and the noun behind it.
const AHEAD: usize = 2;

/// "Personas usuarias", "personnes formées": the form agrees with a noun for women and men, and tells no sex.
fn without_agreeing(hits: &mut Vec<Hit>, tokens: &[Token]) {
    let starts = |list: List| hits.iter().filter(move |hit| hit.list == list);
    let mut nouns: Vec<usize> = starts(List::FeminineNouns).map(|hit| hit.end - 1).collect();
    let mut agreeing = Vec::new();
    for form in starts(List::Female) {
        let varies = [List::OneSexForms, List::OneSexEndings]
            .into_iter()
            .any(|list| starts(list).any(|hit| hit.start == form.start));
        let noun = nouns.iter().any(|noun| {
            let between = if *noun < form.start {
                noun + 1..form.start
            } else {
                // "Beneficiarias indirectas las personas".
                form.end..*noun
            };
            let reach = if *noun < form.start { AGREEMENT } else { AHEAD };
            between.len() <= reach && tokens[between].iter().all(|token| token.is_word())
        });
        if varies && noun {
            nouns.push(form.start);
            agreeing.push(form.start);
        }
    }
    hits.retain(|hit| hit.list != List::Female || !agreeing.contains(&hit.start));
}
