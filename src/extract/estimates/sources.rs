//! Whether a sentence names where a figure comes from.

use super::super::lexicon::{Hit, List};
use super::super::words::Sentence;

/// Tokens after "according to estimates" within which it is told whose.
const NAMED: usize = 4;

/// A word for a source, an institution by its letters, a note mark, or a year of publication in brackets.
pub fn names_source(sentence: &Sentence) -> bool {
    source(sentence).is_some()
}

/// The words that name a source.
pub fn source(sentence: &Sentence) -> Option<&str> {
    institution(sentence)
        .or_else(|| source_in_words(sentence))
        .or_else(|| dated_study(sentence))
        .or_else(|| citation(sentence))
}

/// Letters that stand for an institution: "UNHCR".
fn institution(sentence: &Sentence) -> Option<&str> {
    let mut tokens = sentence.tokens.iter().enumerate();
    tokens.find_map(|(at, token)| {
        let written = &sentence.text[token.start..token.end];
        let initials = written.chars().count() >= 2 && written.chars().all(char::is_uppercase);
        let other = sentence.at(List::NoInstitution, at) || sentence.at(List::Currency, at);
        (initials && !other).then_some(written)
    })
}

/// Somebody else's figure: a note, a publication in brackets, "according to" somebody.
pub fn cites(sentence: &Sentence) -> bool {
    citation(sentence).is_some()
}

fn citation(sentence: &Sentence) -> Option<&str> {
    note_mark(&sentence.text)
        .or_else(|| note_referred_to(sentence))
        .or_else(|| citation_in_brackets(sentence))
        .or_else(|| year_in_brackets(sentence))
        .or_else(|| {
            let mut hits = sentence.all(List::Attribution);
            let own = hits.find(|hit| !is_vague(sentence, hit))?;
            Some(named(sentence, own))
        })
}

/// "According to" with the words after it, which say whom.
fn named<'a>(sentence: &'a Sentence, source: &Hit) -> &'a str {
    let next = (source.end..sentence.tokens.len()).take(NAMED - 1);
    let words = next.take_while(|at| sentence.tokens[*at].is_word()).count();
    let whom = if sentence.starts(List::Attribution, source.start) {
        words
    } else {
        0
    };
    sentence.between(source.start, source.end + whom)
}

fn note_mark(text: &str) -> Option<&str> {
    const MARKS: [&str; 11] = ["¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "[", "://"];
    MARKS.into_iter().find(|mark| text.contains(mark))
}

fn year_in_brackets(sentence: &Sentence) -> Option<&str> {
    let tokens = &sentence.tokens;
    let year = tokens.iter().enumerate().position(|(index, token)| {
        token.lower.len() == 4
            && token.is_number()
            && tokens.get(index + 1).is_some_and(|next| next.lower == ")")
            && !is_only_dated(sentence, index)
    });
    year.map(|at| sentence.between(at, at + 1))
}

/// "According to estimates, …" names nobody, "according to estimates of the Ministry" does.
fn is_vague(sentence: &Sentence, source: &Hit) -> bool {
    let phrase = sentence
        .all(List::EstimateWords)
        .filter(|hit| hit.start <= source.start && source.start < hit.end);
    phrase.into_iter().any(|hit| {
        let next = (hit.end..sentence.tokens.len()).take(NAMED);
        let next = next.take_while(|at| sentence.tokens[*at].lower != ",");
        !next
            .into_iter()
            .any(|at| sentence.tokens[at].capital || sentence.starts(List::SourceWords, at))
    })
}

/// "(July 2011 to June 2013)" says when, "(World Bank, 2013)" who; a year alone may be that of a study.
fn is_only_dated(sentence: &Sentence, year: usize) -> bool {
    let Some(open) = sentence.tokens[..year]
        .iter()
        .rposition(|token| token.lower == "(")
    else {
        return false;
    };
    let date = |at: usize| {
        let token = &sentence.tokens[at];
        let mark = !token.is_word();
        mark || [List::Months, List::UntilWords]
            .into_iter()
            .any(|list| sentence.at(list, at))
    };
    open + 1 < year && (open + 1..year).all(date)
}

/// "The survey of the ministry", and not "the main source of income".
fn source_in_words(sentence: &Sentence) -> Option<&str> {
    let found = sentence.all(List::SourceWords).find(|hit| {
        let other = sentence
            .all(List::NoSource)
            .any(|other| other.start <= hit.start && hit.end <= other.end);
        !other && !is_denied(sentence, hit) && !is_vague(sentence, hit)
    });
    found.map(|hit| named(sentence, hit))
}

/// "The gender analysis of autumn 2021 showed": a study and its year, before what it found.
fn dated_study(sentence: &Sentence) -> Option<&str> {
    let year = sentence.numbers.iter().find(|number| sentence.is_year(number))?;
    let mut studies = [List::AnalysisWords, List::GenderAnalysis]
        .into_iter()
        .flat_map(|list| sentence.all(list));
    let study =
        studies.find(|hit| hit.start < STUDY && year.start >= hit.end && year.start - hit.end <= STUDY)?;
    Some(sentence.between(study.start, year.end))
}

/// Tokens before a study, and from it to its year.
const STUDY: usize = 4;

/// "Are never registered anywhere" names no register.
fn is_denied(sentence: &Sentence, source: &Hit) -> bool {
    sentence
        .all(List::Negations)
        .any(|negation| negation.end <= source.start && source.start - negation.end <= 1)
}

/// "40,000*", "(see note 3)", "(annex 2)".
fn note_referred_to(sentence: &Sentence) -> Option<&str> {
    let star = sentence.numbers.iter().find(|number| {
        let next = sentence.tokens.get(number.end);
        next.is_some_and(|next| next.lower == "*")
    });
    let named = [List::References, List::TableWords, List::NoteWords];
    let mut hits = named.into_iter().flat_map(|list| sentence.all(list));
    star.map(|number| sentence.between(number.start, number.end + 1))
        .or_else(|| {
            let note = hits.find(|hit| sentence.in_brackets(hit.start))?;
            Some(sentence.between(note.start, note.end))
        })
}

/// "(State Border Service, annual report)", "(Coffee Authority, Annual Report 2020/21)": in brackets, a name of several
/// words, or a name and a year.
fn citation_in_brackets(sentence: &Sentence) -> Option<&str> {
    let tokens = &sentence.tokens;
    let mut opens = (0..tokens.len()).filter(|at| tokens[*at].lower == "(");
    let closed = |open: usize| {
        let close = tokens[open..].iter().position(|token| token.lower == ")");
        close.map_or(tokens.len(), |close| open + close)
    };
    let cites = |open: usize| {
        let close = closed(open);
        let name = |at: usize| tokens[at].is_word() && tokens[at].capital && !sentence.at(List::Months, at);
        let inside = open + 1..close;
        let dated = inside.clone().any(|at| {
            let digits = tokens[at].lower.get(..4).unwrap_or_default();
            digits
                .parse::<u16>()
                .is_ok_and(|year| (1900..=2100).contains(&year))
        });
        let run = inside
            .clone()
            .scan(0, |length, at| {
                *length = if name(at) { *length + 1 } else { 0 };
                Some(*length)
            })
            .max()
            .unwrap_or(0);
        let titled = tokens[inside].iter().any(|token| token.lower == ",");
        run >= NAME || (run + 1 >= NAME && titled) || (run > 0 && dated)
    };
    // "In ten countries (Benin, Burkina Faso, Haiti)".
    let lists_places = |open: usize| {
        let places = [List::Places, List::CountryWords];
        let near = open.saturating_sub(PLACES)..open;
        let counted = sentence.numbers.iter().any(|number| near.contains(&number.start));
        counted
            && near
                .clone()
                .any(|at| places.into_iter().any(|list| sentence.at(list, at)))
    };
    let open = opens.find(|open| cites(*open) && !lists_places(*open))?;
    Some(sentence.between(open + 1, closed(open)))
}

/// Words from "countries" to the bracket that names them: "ten partner countries (…)".
const PLACES: usize = 3;
/// Capitalised words in a row that are the name of an institution or publication.
const NAME: usize = 3;
