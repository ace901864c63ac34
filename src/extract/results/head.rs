//! What an indicator counts, or of what it gives a share.

use super::super::lexicon::List;
use super::super::statistics::counts::NOUNS;
use super::super::words::Sentence;
use super::agents::{done, finite};
use crate::report::Counted;

/// A noun that an indicator counts, or of which it gives a share.
pub struct Head {
    pub counted: Counted,
    /// Tokens of its phrase, the end excluded.
    pub start: usize,
    pub end: usize,
    /// A tool, plan or initiative: counted when it is made or held.
    pub made: bool,
}

/// What says that something is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// "Number of", "#".
    Number,
    /// "Percentage of", "%".
    Share,
    /// "500 teachers".
    Figure,
    /// Only the values, which are counts.
    Values,
    /// Only the values, which are shares: nothing says of what.
    ShareValues,
}

/// How an indicator begins: the sign, the token after it, and the noun.
pub struct Counting {
    pub sign: Option<Sign>,
    pub from: usize,
    pub head: Option<Head>,
}

/// Nouns that are counted in indicators only: villages as things, a population as people.
const OWN: [(List, Counted, bool); 3] = [
    (List::Deliverables, Counted::Other, true),
    (List::Places, Counted::Other, false),
    (List::Populations, Counted::People, false),
];

/// How many words may stand between "number of" and its noun.
const REACH: usize = 7;

/// `values`: "Residents assisted | 2,500 | 2,871": where the values are counts or shares, the wording begins with what
/// is counted.
pub fn counting(sentence: &Sentence, values: Option<Sign>) -> Counting {
    // "Children of 6 to 23 months": no count of anything.
    // "Persons who completed at least eight sessions | 512": the values count what the wording begins with.
    let begins =
        |from: usize| values == Some(Sign::Values) && head(sentence, 0).is_some_and(|head| head.end < from);
    let written = sign(sentence)
        .filter(|(from, sign)| *sign != Sign::Figure || !begins(*from))
        .filter(|(from, sign)| *sign != Sign::Figure || head(sentence, *from).is_some() || values.is_none())
        // "Peer educators who were trained, number".
        .filter(|(from, _)| {
            let named = |from: usize| head(sentence, from).is_some();
            *from < sentence.tokens.len() || !named(0) || values != Some(Sign::Values)
        });
    let own = written.or(values.map(|sign| (0, sign)));
    let named = match own {
        Some((_, Sign::ShareValues)) => None,
        Some((from, _)) => head(sentence, from),
        None => head(sentence, 0)
            .filter(|head| names_people(sentence, head))
            .or_else(|| among_people(sentence)),
    };
    Counting {
        sign: own.map(|(_, sign)| sign),
        from: own.map_or(0, |(from, _)| from),
        head: named,
    }
}

/// How far after people it may stand what they do: "members of water committees trained".
const TOLD: usize = 6;

/// "Women trained", "survivors of trafficking who testify": no sentence about people, but people to be counted.
fn names_people(sentence: &Sentence, head: &Head) -> bool {
    let until = sentence.tokens.len().min(head.end + TOLD);
    let told = (head.end..until)
        .take_while(|at| {
            let parted = sentence.starts(List::NounStops, *at) && !sentence.starts(List::Relatives, *at);
            !parted && !sentence.at(List::Auxiliaries, *at) && !finite(sentence, *at)
        })
        .any(|at| {
            let word = &sentence.tokens[at].lower;
            sentence.acts(word) || done(sentence, at) || sentence.starts(List::Relatives, at)
        });
    let begins = !(0..head.end).any(|at| sentence.starts(List::OfWords, at));
    let who = matches!(head.counted, Counted::People | Counted::Households);
    begins && who && told && !sentence.has(List::Auxiliaries)
}

/// "Drop-out rate among girls": a rate of people, whatever they do.
fn among_people(sentence: &Sentence) -> Option<Head> {
    let rate = [List::MeasureWords, List::PercentageWords, List::RateWords]
        .into_iter()
        .filter_map(|list| sentence.first(list))
        .map(|hit| hit.end)
        .min()?;
    let among = sentence.all(List::PeopleAmong).find(|hit| hit.start >= rate)?;
    head(sentence, among.end).filter(|head| head.counted == Counted::People)
}

/// The noun that is counted: in "number of child protection cases" the last of its phrase, in "nombre de cas de
/// protection" the first.
fn head(sentence: &Sentence, start: usize) -> Option<Head> {
    let mut found: Option<Head> = None;
    for at in start..sentence.tokens.len().min(start + REACH + 6) {
        let token = &sentence.tokens[at];
        let article = sentence.starts(List::OfWords, at) || sentence.starts(List::Articles, at);
        let joint = matches!(token.lower.as_str(), "-" | "‑" | "/");
        let noun = noun(sentence, at);
        // "Couples' dialogue sessions" counts sessions.
        let owner = noun.is_some_and(|(end, ..)| {
            sentence
                .tokens
                .get(end)
                .is_some_and(|next| matches!(next.lower.as_str(), "'" | "’"))
        });
        if owner || matches!(token.lower.as_str(), "'" | "’") {
            continue;
        }
        if let Some((end, counted, made)) = noun {
            let inside = found.as_ref().is_some_and(|head| at < head.end);
            if found.is_some() && !inside && !sentence.head_last() {
                break;
            }
            if !inside {
                found = Some(Head {
                    counted,
                    start: found.map_or(at, |head| head.start),
                    end,
                    made,
                });
            }
            continue;
        }
        match &found {
            Some(head) if at == head.end && describes_next(sentence, head) => {
                return Some(Head {
                    counted: Counted::Other,
                    end: at + 1,
                    start: head.start,
                    made: false,
                });
            }
            Some(head) if at < head.end => continue,
            // "Organisations and networks": "women and men" are both people.
            Some(head) if sentence.starts(List::AndWords, at) && head.counted != Counted::People => break,
            _ => {}
        }
        // "Nombre de mariages d'enfants" counts marriages.
        let of_another = !sentence.head_last()
            && sentence.starts(List::OfWords, at)
            && (start..at).any(|at| {
                sentence.tokens[at].is_word()
                    && !sentence.at(List::OfWords, at)
                    && !sentence.at(List::Articles, at)
            });
        if of_another && found.is_none() {
            break;
        }
        let verb = [List::DeliveryWords, List::ChangeWords, List::ChangeUse]
            .into_iter()
            .any(|list| sentence.starts(list, at));
        let parted = !token.is_word() && !joint;
        let ends = parted || sentence.starts(List::NounStops, at);
        // "Percentage (and #) of women", "new or improved laws"
        let joins =
            matches!(token.lower.as_str(), "(" | ")" | "#" | "%") || sentence.starts(List::OrWords, at);
        match &found {
            Some(_) if !sentence.head_last() || ends || article || verb => break,
            Some(head) if at - head.end >= 2 => break,
            None if sentence.starts(List::ChangeUse, at) => break,
            None if at >= start + REACH || (ends && !article && !joins && at > start) => break,
            _ => {}
        }
    }
    found
}

/// "Child marriages", "public services": people in the singular before a plural that no list names are not counted.
fn describes_next(sentence: &Sentence, head: &Head) -> bool {
    let singular = sentence.tokens[head.end - 1].lower == sentence.tokens[head.end - 1].singular
        && !sentence.at(List::SameInPlural, head.end - 1);
    let next = &sentence.tokens[head.end];
    let plural = next.is_word() && next.lower.ends_with('s') && next.lower != next.singular;
    let stops = [List::NounStops, List::DeliveryWords, List::PeopleActions]
        .into_iter()
        .any(|list| sentence.starts(list, head.end));
    // "Peer-reviewed articles".
    let hyphen = matches!(next.lower.as_str(), "-" | "‑");
    let people = head.counted == Counted::People && sentence.head_last();
    people && singular && (hyphen || plural && !stops)
}

/// The end of a noun that begins at a token, what it counts, and whether it is made or held.
fn noun(sentence: &Sentence, at: usize) -> Option<(usize, Counted, bool)> {
    let shared = NOUNS.iter().map(|(list, counted)| (*list, *counted, false));
    shared.chain(OWN).find_map(|(list, counted, made)| {
        let hit = sentence
            .all(list)
            .filter(|hit| hit.start == at)
            .max_by_key(|hit| hit.end)?;
        Some((hit.end, counted, made))
    })
}

/// "COVID-19"
fn in_name(sentence: &Sentence, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map(|at| &sentence.tokens[at]);
    before(1).is_some_and(|token| matches!(token.lower.as_str(), "-" | "‑" | "–"))
        && before(2).is_some_and(|token| token.is_word())
}

/// The token after "number of", "#", "percentage of", "%" or a figure.
fn sign(sentence: &Sentence) -> Option<(usize, Sign)> {
    let mark = |mark: &str| {
        let at = sentence.tokens.iter().position(|token| token.lower == mark)?;
        match sentence.tokens.get(at + 1) {
            // "Male beneficiaries (#)"
            Some(next) if next.lower == ")" && sentence.tokens.get(at + 2).is_none() => Some(0),
            Some(_) => Some(at + 1),
            None => None,
        }
    };
    let counts = mark("#")
        .into_iter()
        .chain(sentence.first(List::Counting).map(|hit| hit.end))
        .min()
        .map(|at| (at, Sign::Number));
    let shares = mark("%")
        .into_iter()
        .chain(
            sentence
                .all(List::PercentageWords)
                .find(|hit| hit.start == 0 || sentence.starts(List::OfWords, hit.end))
                .map(|hit| hit.end),
        )
        .min()
        .map(|at| (at, Sign::Share));
    let figure = sentence
        .numbers
        .iter()
        .find(|number| !number.percent && !in_name(sentence, number.start))
        .map(|number| (number.end, Sign::Figure));
    counts
        .into_iter()
        .chain(shares)
        .min_by_key(|(at, _)| *at)
        .or(figure)
}
