//! Whether somebody speaks of a change: of that series, in that period.

use foldhash::{HashMap, HashSet};

use super::super::lexicon::{Hit, List};
use super::super::words::Sentence;
use super::super::{Reader, Role};
use super::{Course, is_year};
use crate::document::Location;
use crate::report::{Point, Statement};

/// One word of what a table is of may be any word.
const TOPIC: usize = 2;

/// The statements that may comment on a series: they tell a change or a reason, and what was agreed says nothing of what
/// came.
pub struct Told<'a> {
    sentences: Vec<(Sentence, &'a Location)>,
    /// Where each stem stands among them: a report has many series, and few sentences speak of one.
    by_stem: HashMap<String, Vec<usize>>,
}

impl<'a> Told<'a> {
    pub fn of(reader: &Reader, statements: &'a [Statement]) -> Self {
        let agreed = |place: &Location| matches!(reader.role_of(place), Role::Plan | Role::Expected);
        let sentences: Vec<(Sentence, &Location)> = statements
            .iter()
            .filter(|statement| !agreed(&statement.location))
            .map(|statement| (reader.sentence(&statement.text), &statement.location))
            .filter(|(sentence, _)| speaks_of_change(sentence) || gives_reason(sentence, false))
            .collect();
        let mut by_stem: HashMap<String, Vec<usize>> = HashMap::default();
        for (at, (sentence, _)) in sentences.iter().enumerate() {
            for token in &sentence.tokens {
                by_stem.entry(token.stem.clone()).or_default().push(at);
            }
        }
        Told { sentences, by_stem }
    }

    /// The sentences that have a word of a series or of those beside it: no other says whose it is.
    fn with_words_of(&self, course: &Course) -> HashSet<usize> {
        let words = [&course.own, &course.others, &course.topic].into_iter().flatten();
        let places = words.filter_map(|word| self.by_stem.get(word));
        places.flatten().copied().collect()
    }
}

/// Marks the points of a series on which a comment stands: one beside it, or one anywhere that names it.
pub fn explain(reader: &Reader, course: &mut Course, told: &Told) {
    for sentence in course.beside.clone() {
        comment(course, &sentence, true);
    }
    let speaking = told.with_words_of(course);
    for (at, (sentence, location)) in told.sentences.iter().enumerate() {
        if [List::ReasonWords, List::FewWords]
            .into_iter()
            .all(|list| sentence.has(list))
        {
            comment_on_few(reader, course, location);
        }
        if speaking.contains(&at) {
            comment(course, sentence, false);
        }
    }
}

/// "From March to October 2020 the border was closed. This explains the few visits": of whatever fell in the year that the
/// passage names, where it tells no change of its own.
fn comment_on_few(reader: &Reader, course: &mut Course, place: &Location) {
    let block = reader
        .document
        .blocks
        .iter()
        .find(|block| block.location == *place);
    let passage = reader.sentences(block.and_then(|block| block.text()).unwrap_or_default());
    let figures = |said: &Sentence| {
        let plain = said
            .numbers
            .iter()
            .filter(|number| !number.in_words && !said.is_year(number));
        plain.count() > 1
    };
    if passage.iter().any(|said| speaks_of_change(said) && figures(said)) {
        return;
    }
    let points = &course.series.points;
    let rises = rises(points);
    let told = passage.iter().flat_map(|said| named(points, said));
    for index in told.filter(|index| !rises[*index]).collect::<Vec<_>>() {
        course.series.points[index].explained = true;
    }
}

fn comment(course: &mut Course, sentence: &Sentence, beside: bool) {
    // The sentence that gives the figures is no comment on them.
    let is_quoted = || course.series.quote.text.contains(&sentence.text);
    let change = speaks_of_change(sentence) && !is_quoted();
    let event = beside && tells_event(sentence) && !is_quoted();
    let reason = event || gives_reason(sentence, change);
    if !(change || reason) {
        return;
    }
    let whose = whose(course, sentence);
    if matches!(whose, Whose::Other) || (matches!(whose, Whose::Unsaid) && !beside) {
        return;
    }
    let named = named(&course.series.points, sentence);
    let own = matches!(whose, Whose::Own);
    let speaks = match whose {
        Whose::Own => reason || (change && changes_itself(course, sentence)),
        Whose::Table => {
            reason && ((course.in_prose && sentence.has(List::ReasonWords)) || change || !named.is_empty())
        }
        Whose::Other => false,
        Whose::Unsaid => {
            // "So it was meant: …"
            let meant = sentence.all(List::AsExpectedWords).any(|hit| hit.start < OPENING);
            let own_cause = course.in_prose && (event || meant || sentence.has(List::ReasonWords));
            reason && (own_cause || change || !named.is_empty())
        }
    };
    if !speaks {
        return;
    }
    let rises = rises(&course.series.points);
    let only_rise = sentence.has(List::Increase) && !sentence.has(List::Falling);
    for (index, point) in course.series.points.iter_mut().enumerate() {
        // What grew in the whole table says nothing of the row that fell.
        if only_rise && !own && !rises[index] {
            continue;
        }
        // A peak explains the rise to it and the fall from it.
        let after = index.checked_sub(1).is_some_and(|before| named.contains(&before));
        point.explained |= named.is_empty() || named.contains(&index) || after;
    }
}

/// "495 dams were built and the nurseries raised seedlings": what rose stands in another clause.
fn changes_itself(course: &Course, sentence: &Sentence) -> bool {
    let own = |at: &usize| course.own.contains(&sentence.tokens[*at].stem);
    let named: Vec<usize> = (0..sentence.tokens.len()).filter(own).collect();
    let parted = |from: usize, to: usize| {
        (from..to).any(|at| sentence.starts(List::AndWords, at) || sentence.tokens[at].lower == ";")
    };
    [List::ChangeVerbs, List::Increase, List::Falling]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| {
            named
                .iter()
                .any(|at| !parted(*at.min(&hit.start), *at.max(&hit.start)))
        })
}

/// Of each point, whether it is above the one before.
fn rises(points: &[Point]) -> Vec<bool> {
    let above = |index: usize| index > 0 && points[index].number.low > points[index - 1].number.low;
    (0..points.len()).map(above).collect()
}

/// What came between the periods or makes them unlike: "the borders were closed", "each person is counted once",
/// "(January to March only)".
pub fn tells_event(sentence: &Sentence) -> bool {
    let part_of_year = || {
        let months = sentence.all(List::Months);
        months.filter(|month| sentence.in_brackets(month.start)).count() > 1
    };
    sentence.has(List::EventWords) || part_of_year()
}

/// A cause; or that it was to be so.
pub fn gives_reason(sentence: &Sentence, change: bool) -> bool {
    let given = [List::ReasonWords, List::AsExpectedWords]
        .into_iter()
        .any(|list| sentence.has(list));
    given || (change && (sentence.has(List::ExplainingWords) || is_explained_behind_a_colon(sentence)))
}

/// "The fall of the third quarter was expected: in the rains the roads are cut".
fn is_explained_behind_a_colon(sentence: &Sentence) -> bool {
    let Some(colon) = sentence.tokens.iter().position(|token| token.lower == ":") else {
        return false;
    };
    let told = [List::Falling, List::Increase, List::ChangeVerbs]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .any(|hit| hit.end <= colon);
    let clause = &sentence.tokens[colon + 1..];
    let figures = clause.iter().take(3).any(|token| token.is_number());
    told && !figures && clause.iter().filter(|token| token.is_word()).count() >= CLAUSE
}

/// Tokens at the beginning of a sentence.
const OPENING: usize = 2;

/// Words of a clause.
const CLAUSE: usize = 5;

enum Whose {
    Own,
    /// Of all that its table holds.
    Table,
    Other,
    Unsaid,
}

fn whose(course: &Course, sentence: &Sentence) -> Whose {
    let content = sentence.content();
    let said = |words: &[String]| {
        words
            .iter()
            .filter(|word| content.contains(&word.as_str()))
            .count()
    };
    // "The fuel rose by a fifth (price list of the Tombo harbour)": where that is known from.
    let outside = |word: &&String| {
        let mut places = (0..sentence.tokens.len()).filter(|at| sentence.tokens[*at].stem == **word);
        places.any(|at| !sentence.in_brackets(at))
    };
    let own = course.own.iter().filter(outside).count();
    // "Water samples" are not spoken of where water is.
    if own > 0 && own * 2 >= course.own.len() {
        Whose::Own
    } else if said(&course.others) > 0 {
        Whose::Other
    } else if said(&course.topic) >= TOPIC
        && (course.in_prose || said(&course.topic) * 2 >= course.topic.len())
    {
        Whose::Table
    } else {
        Whose::Unsaid
    }
}

/// "Deaths" and "outages" should fall, and tell of no fall.
pub fn speaks_of_change(sentence: &Sentence) -> bool {
    let falls = |hit: &Hit| !sentence.starts(List::Harms, hit.start);
    sentence.has(List::ChangeVerbs) || sentence.has(List::Increase) || sentence.all(List::Falling).any(falls)
}

/// The points whose periods a sentence names.
fn named(points: &[Point], sentence: &Sentence) -> Vec<usize> {
    let text = sentence.text.to_lowercase();
    let has = |word: &str| sentence.tokens.iter().any(|token| token.lower == word);
    let is_named = |point: &Point| {
        let period = point.period.to_lowercase();
        if period.is_empty() {
            return false;
        }
        let mut words = period.split(|c: char| !c.is_alphanumeric());
        let coded = period
            .split_whitespace()
            .next()
            .filter(|code| code.ends_with(|c: char| c.is_ascii_digit()));
        text.contains(&period) || words.any(|word| is_year(word) && has(word)) || coded.is_some_and(has)
    };
    (0..points.len())
        .filter(|index| is_named(&points[*index]))
        .collect()
}
