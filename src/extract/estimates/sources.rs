//! Whether a sentence names where a figure comes from.

use super::super::lexicon::{Hit, List};
use super::super::words::Sentence;

/// Tokens after "according to estimates" within which it is told whose.
const NAMED: usize = 4;

/// A word for a source, an institution by its letters, a note mark, or a year of publication in brackets.
pub fn names_source(sentence: &Sentence) -> bool {
    let tokens = &sentence.tokens;
    let letters = tokens.iter().enumerate().any(|(at, token)| {
        let written = &sentence.text[token.start..token.end];
        let initials = written.chars().count() >= 2 && written.chars().all(char::is_uppercase);
        initials && !sentence.at(List::NoInstitution, at) && !sentence.at(List::Currency, at)
    });
    letters || names_source_in_words(sentence) || names_dated_study(sentence) || cites(sentence)
}

/// Somebody else's figure: a note, a publication in brackets, "according to" somebody.
pub fn cites(sentence: &Sentence) -> bool {
    let tokens = &sentence.tokens;
    let mark = sentence
        .text
        .contains(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '['])
        || sentence.text.contains("://");
    let year_in_brackets = tokens.iter().enumerate().any(|(index, token)| {
        token.lower.len() == 4
            && token.is_number()
            && tokens.get(index + 1).is_some_and(|next| next.lower == ")")
            && !is_only_dated(sentence, index)
    });
    mark || refers_to_note(sentence)
        || cites_in_brackets(sentence)
        || year_in_brackets
        || sentence
            .all(List::Attribution)
            .any(|hit| !is_vague(sentence, hit))
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
fn names_source_in_words(sentence: &Sentence) -> bool {
    sentence.all(List::SourceWords).any(|hit| {
        let other = sentence
            .all(List::NoSource)
            .any(|other| other.start <= hit.start && hit.end <= other.end);
        !other && !is_denied(sentence, hit) && !is_vague(sentence, hit)
    })
}

/// "The gender analysis of autumn 2021 showed": a study and its year, before what it found.
fn names_dated_study(sentence: &Sentence) -> bool {
    let year = sentence.numbers.iter().find(|number| sentence.is_year(number));
    year.is_some_and(|year| {
        let mut studies = [List::AnalysisWords, List::GenderAnalysis]
            .into_iter()
            .flat_map(|list| sentence.all(list));
        studies.any(|hit| hit.start < STUDY && year.start >= hit.end && year.start - hit.end <= STUDY)
    })
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
fn refers_to_note(sentence: &Sentence) -> bool {
    let star = sentence.numbers.iter().any(|number| {
        let next = sentence.tokens.get(number.end);
        next.is_some_and(|next| next.lower == "*")
    });
    let named = [List::References, List::TableWords, List::NoteWords];
    let mut hits = named.into_iter().flat_map(|list| sentence.all(list));
    star || hits.any(|hit| sentence.in_brackets(hit.start))
}

/// "(State Border Service, annual report)", "(Coffee Authority, Annual Report 2020/21)": in brackets, a name of several
/// words, or a name and a year.
fn cites_in_brackets(sentence: &Sentence) -> bool {
    let tokens = &sentence.tokens;
    let opens = (0..tokens.len()).filter(|at| tokens[*at].lower == "(");
    opens.into_iter().any(|open| {
        let close = tokens[open..]
            .iter()
            .position(|token| token.lower == ")")
            .map_or(tokens.len(), |close| open + close);
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
    })
}

/// Capitalised words in a row that are the name of an institution or publication.
const NAME: usize = 3;
