//! Counts of people who are women by the words around them: the members of women's groups, the borrowers of their fund.

use super::super::lexicon::{Hit, List};
use super::super::words::Sentence;
use super::counts::Count;
use crate::report::Counted;

/// Words between "women" and their group: "women small farmers' groups".
const ADJECTIVES: usize = 2;
/// Words from a group to the women who are in it: "groups with 20 to 30 women".
const LINKED: usize = 5;
/// Sentences before in which the group is named.
const BEFORE: usize = 2;

/// What can be of women: a group, a course, a fund.
const BODIES: [List; 3] = [List::Organisations, List::Events, List::Funds];

/// Whether a count of members or of those who took part is of the women's groups of its sentence, of one before it or of
/// the heading above, and men are nowhere near.
pub fn is_of_women(sentences: &[Sentence], index: usize, count: &Count, heading: Option<&Sentence>) -> bool {
    let sentence = &sentences[index];
    let joined = (count.start + 1..count.noun_end).any(|at| sentence.at(List::Joiners, at));
    if count.counted != Counted::People || count.elided || !joined {
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
    let plain = |at: usize| sentence.tokens[at].is_word() && !sentence.starts(List::NounStops, at);
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

fn is_dash(sentence: &Sentence, at: usize) -> bool {
    matches!(sentence.tokens[at].lower.as_str(), "-" | "–" | "—")
}
