//! People who are named as a label before their number: "participants – 45", "pharmacists (29)".

use rust_decimal::Decimal;

use super::bare::nameless;
use super::frames::{ends_phrase, names_one_sex, of_one_sex, subject_before, token};
use super::noun::{Noun, by_ending, is_attributive, last_of_compound, longest_noun};
use crate::extract::lexicon::List;
use crate::extract::numbers::NumberToken;
use crate::extract::words::Sentence;
use crate::report::Counted;

/// Words between "number" and its beginning, and from a noun to its bracket.
const GAP: usize = 2;
/// Words from the beginning of a clause in which those stand of whom it speaks.
const CLAUSE: usize = 6;
/// Words of what is said of them before their number in brackets: "from the villages in the north".
const SAID: usize = 8;
/// Smaller numbers in brackets are notes.
const NOTES: i64 = 5;
/// Tokens of a line that is a label and its number.
const LABEL: usize = 6;

/// "People trained so far: 1,020", "Surgeons from Malawi and Burundi: seven are supported".
pub fn after_colon(sentence: &Sentence, number: &NumberToken) -> Option<Noun> {
    let colon = number.start.checked_sub(1)?;
    if token(sentence, colon) != ":" || !ends_phrase(sentence, number.end) {
        return None;
    }
    let told = sentence.starts(List::Auxiliaries, number.end);
    // "Number of direct and indirect beneficiaries: 6,700".
    let label = || {
        let counting = sentence.first(List::Counting).filter(|hit| hit.start <= GAP)?;
        let mut places = counting.end..colon;
        let noun = places.find_map(|at| longest_noun(sentence, at).filter(|noun| noun.end == colon))?;
        (noun.counted == Counted::People).then(|| of_one_sex(sentence, noun))
    };
    // "Women: 45" alone is a part of some total.
    subject_before(sentence, colon)
        .or_else(label)
        .or_else(|| spoken_of(sentence, colon))
        .or_else(|| done_to(sentence, colon).then(|| nameless(sentence, number)))
        .filter(|noun| told || !noun.one_sex && !is_labelled_one_sex(sentence, colon))
}

/// "Participants, female, who completed the course: 1,834".
fn is_labelled_one_sex(sentence: &Sentence, colon: usize) -> bool {
    let named = |list: List| {
        let after_comma = |at: usize| at > 0 && matches!(token(sentence, at - 1), "," | "(" | "–" | "—");
        sentence
            .all(list)
            .any(|hit| hit.end < colon && after_comma(hit.start) && !token(sentence, hit.end).is_empty())
    };
    named(List::Female) != named(List::Male)
}

/// "Participants – 45", "Direct beneficiaries 5,200": a line that is a label and its number; "attendance 163" at the end
/// of one.
pub fn after_label(sentence: &Sentence, number: &NumberToken) -> Option<Noun> {
    let mark = |at: usize| matches!(token(sentence, at), "-" | "–" | "—" | ":");
    let dash = number.start > 0 && mark(number.start - 1);
    let end = number.start - usize::from(dash);
    let last = ends_phrase(sentence, number.end);
    let turnout = sentence.all(List::Headcounts).any(|hit| hit.end == end);
    if turnout && last {
        return Some(nameless(sentence, number));
    }
    let whole = number.end == sentence.tokens.len() && number.end <= LABEL && sentence.numbers.len() == 1;
    let words = (0..end).all(|at| sentence.tokens[at].is_word() && !sentence.starts(List::NounStops, at));
    subject_before(sentence, end)
        .filter(|noun| whole && words && noun.end == end && !noun.one_sex)
        .or_else(|| {
            spoken_of(sentence, end).filter(|noun| dash && closes(sentence, number.end) && !noun.one_sex)
        })
        .or_else(|| (dash && last && done_to(sentence, end)).then(|| nameless(sentence, number)))
}

/// "Trained so far", "those vaccinated against measles": a label that begins with what was done to people.
fn done_to(sentence: &Sentence, end: usize) -> bool {
    let start = start_of_clause(sentence, end);
    let first = start + usize::from(sentence.starts(List::Articles, start));
    let begins = |list: List| sentence.starts(list, first);
    let nouns = (first + 1..end).any(|at| longest_noun(sentence, at).is_some());
    let numbered = sentence
        .numbers
        .iter()
        .any(|own| own.start >= start && own.start < end && !sentence.is_year(own));
    (begins(List::PersonObjects) || begins(List::PersonAdjectives)) && !nouns && !numbered
}

/// Whether a mark, or nothing, stands at a token.
fn closes(sentence: &Sentence, at: usize) -> bool {
    matches!(token(sentence, at), "" | "." | "," | ";" | "!")
}

/// "Pharmacists (29)", "the readers from Split (15)", "those who passed (118)".
pub fn in_brackets(sentence: &Sentence, number: &NumberToken) -> Option<Noun> {
    // "(about 40)", "(n = 44)".
    let about = sentence
        .all(List::Approximate)
        .find(|hit| hit.end == number.start);
    let first = about.map_or(number.start, |hit| hit.start);
    let sample = first >= 2 && token(sentence, first - 1) == "=" && token(sentence, first - 2) == "n";
    let open = if sample { first - 2 } else { first }.checked_sub(1)?;
    let alone = token(sentence, open) == "(" && token(sentence, number.end) == ")";
    let last = open.checked_sub(1).filter(|_| alone)?;
    let from = last.saturating_sub(GAP);
    let named = (from..open).find_map(|at| {
        let noun = longest_noun(sentence, at).or_else(|| by_ending(sentence, at))?;
        (last_of_compound(sentence, noun.clone()).end == open).then_some(noun)
    });
    let Some(noun) = named else {
        return said_before(sentence, open).filter(|_| number.number.low >= Decimal::from(NOTES));
    };
    let one_sex = names_one_sex(sentence, &noun);
    (noun.counted == Counted::People).then_some(Noun { one_sex, ..noun })
}

/// People of whom a few words tell more before a bracket: "readers from Split", "those who passed the test".
fn said_before(sentence: &Sentence, open: usize) -> Option<Noun> {
    let those = those_who(sentence, open);
    let unnamed = those.is_some();
    let noun = those
        .or_else(|| spoken_of(sentence, open))
        .or_else(|| subject_before(sentence, open))?;
    let said = noun.end..open;
    let more = unnamed
        || sentence.starts(List::NounStops, noun.end)
        || sentence.starts(List::HumanRelatives, noun.end);
    let word = |at: usize| sentence.tokens[at].is_word();
    let several = |at: usize| {
        let own = &sentence.tokens[at];
        sentence.head_last() && own.lower != own.singular && own.lower.ends_with('s')
    };
    (more && said.len() <= SAID && said.into_iter().all(word) && (unnamed || !several(open - 1)))
        .then_some(noun)
}

/// "Those who", "quienes": nobody names them.
fn those_who(sentence: &Sentence, end: usize) -> Option<Noun> {
    let start = start_of_clause(sentence, end);
    let near = start..=start + GAP;
    let who = sentence
        .all(List::HumanRelatives)
        .find(|hit| near.contains(&hit.start))?;
    // "Ceux qui" is one word of the list, "who" needs a "those".
    let those = who.start - usize::from(who.start > start && who.end - who.start == 1);
    let word = sentence.tokens[those].is_word();
    (word && longest_noun(sentence, those).is_none()).then_some(Noun {
        counted: Counted::People,
        start: those,
        end: who.start.max(those + 1),
        one_sex: false,
    })
}

fn start_of_clause(sentence: &Sentence, end: usize) -> usize {
    sentence.tokens[..end]
        .iter()
        .rposition(|token| matches!(token.lower.as_str(), ";" | ":" | "(" | ")"))
        .map_or(0, |mark| mark + 1)
}

/// The people of whom a clause speaks: its first noun, that no preposition and no number makes part of something else.
pub fn spoken_of(sentence: &Sentence, end: usize) -> Option<Noun> {
    let start = start_of_clause(sentence, end);
    let until = end.min(start + CLAUSE);
    let first = (start..until).find_map(|at| {
        let noun = longest_noun(sentence, at).or_else(|| by_ending(sentence, at))?;
        (!is_attributive(sentence, &noun)).then_some(noun)
    })?;
    let placed = (start..first.start).any(|at| {
        let small = sentence.starts(List::NounStops, at) && !sentence.starts(List::Articles, at);
        small || sentence.starts(List::OfWords, at)
    });
    // "The others were refused (271)".
    let others = sentence.at(List::Remainders, first.start);
    let placed = placed || others;
    let noun = last_of_compound(sentence, first);
    let numbered = sentence
        .numbers
        .iter()
        .any(|own| own.start >= start && own.start < end);
    let described = Noun {
        start,
        ..noun.clone()
    };
    let one_sex = names_one_sex(sentence, &described);
    let own = &sentence.tokens[noun.end - 1];
    let several =
        !sentence.head_last() || own.lower != own.singular || sentence.at(List::SameInPlural, noun.end - 1);
    (noun.counted == Counted::People && noun.end <= end && several && !placed && !numbered)
        .then_some(Noun { one_sex, ..noun })
}
