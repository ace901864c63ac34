//! Two figures of one thing whose periods are not named by year: "fell from 48 to 7", "910, against 2,870 in our previous report",
//! "ninety-four permits were issued. … The number of permits fell to eleven".

use std::ops::Range;

use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::statistics::counts::counts;
use super::super::words::Sentence;
use super::comments::{self, gives_reason, speaks_of_change};
use super::{Course, is_year, should_fall};
use crate::document::{Location, Passage};
use crate::report::{Number, Point, Series};

/// Words from a figure to the figure it is held against, or to its period.
const REACH: usize = 8;
/// Words from a figure to its noun.
const NOUN: usize = 3;

pub fn courses(sentences: &[Sentence], place: &Location) -> Vec<Course> {
    let mut found = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        if [List::Currency, List::Context, List::PlanWords, List::SampleWords]
            .into_iter()
            .any(|list| sentence.has(list))
        {
            continue;
        }
        let before = index.checked_sub(1).map(|before| &sentences[before]);
        let change = from_to(sentence)
            .or_else(|| held_against(sentence))
            .or_else(|| followed(sentence))
            .or_else(|| before.and_then(|before| fallen_to(sentence, before)));
        found.extend(change.map(|change| change.course(sentence, sentences, index, place)));
    }
    found
}

struct Change {
    before: Number,
    after: Number,
    /// The word for what is counted.
    own: Vec<String>,
}

impl Change {
    fn course(self, sentence: &Sentence, passage: &[Sentence], index: usize, place: &Location) -> Course {
        let explained = gives_reason(sentence, speaks_of_change(sentence)) || tells_event(passage, index);
        let point = |number| Point {
            period: String::new(),
            number,
            location: place.clone(),
            explained,
        };
        Course {
            series: Series {
                subject: sentence.text.clone(),
                should_fall: should_fall(sentence),
                points: vec![point(self.before), point(self.after)],
                quote: Passage::new(&sentence.text, place.clone()),
            },
            label: String::new(),
            group: String::new(),
            own: self.own,
            others: Vec::new(),
            topic: sentence.content().into_iter().map(str::to_string).collect(),
            beside: passage.to_vec(),
            in_prose: true,
        }
    }
}

/// What is told of floods, strikes and closures behind the figures is the reason, without a word for it; so is a clause
/// ("after the districts agreed to share").
fn tells_event(passage: &[Sentence], index: usize) -> bool {
    let sentence = &passage[index];
    let last = sentence.numbers.last().map_or(0, |number| number.end);
    let behind = |list| sentence.all(list).any(|hit| hit.start >= last);
    let events = [List::HinderWords, List::CauseWords];
    comments::tells_event(sentence)
        || behind(List::CauseLinks)
        || events.into_iter().any(behind)
        || passage
            .get(index + 1)
            .is_some_and(|next| events.into_iter().any(|list| next.has(list)))
}

/// The figures of a sentence that are no years, dates, ages or lengths of time.
fn figures(sentence: &Sentence) -> Vec<&NumberToken> {
    let plain = |number: &&NumberToken| {
        let year = (number.start..number.end).any(|at| is_year(&sentence.tokens[at].lower));
        let dated = sentence.is_beside_month(number) || sentence.ends(List::References, number.start);
        // "9 of 160".
        let whole = [List::OfWords, List::OutOf].into_iter().any(|list| {
            let mut links = sentence.all(list).filter(|hit| hit.end == number.start);
            links.any(|link| sentence.numbers.iter().any(|part| part.end == link.start))
        });
        let earlier = [List::EarlierWords, List::NextPeriods]
            .into_iter()
            .any(|list| sentence.starts(list, number.end));
        let lasting = sentence.starts(List::Time, number.end) && !earlier;
        // "Two or more sources", "three or fewer".
        let bound = sentence.starts(List::OrWords, number.end)
            && [List::Increase, List::LessWords, List::AtMost]
                .into_iter()
                .any(|list| sentence.starts(list, number.end + 1) || sentence.starts(list, number.end));
        !(year || dated || whole || lasting || bound)
    };
    sentence.numbers.iter().filter(plain).collect()
}

fn is_exact(number: &NumberToken) -> bool {
    number.number.low == number.number.high
}

/// Where a figure begins with the words that weigh it: "to only seven".
fn begin(sentence: &Sentence, number: &NumberToken) -> usize {
    [List::OnlyWords, List::Approximate]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .find(|hit| hit.end == number.start)
        .map_or(number.start, |hit| hit.start)
}

fn from_to(sentence: &Sentence) -> Option<Change> {
    let found = figures(sentence);
    // "Rose from 40 to 310" reads as one number with two ends.
    let risen = found.iter().find(|number| {
        !is_exact(number)
            && !number.percent
            && sentence.at(List::FromWords, begin(sentence, number).saturating_sub(1))
    });
    if let Some(risen) = risen.filter(|_| speaks_of_change(sentence)) {
        let end = |value| Number {
            low: value,
            high: value,
            ..risen.number
        };
        return Some(Change {
            before: end(risen.number.low),
            after: end(risen.number.high),
            own: Vec::new(),
        });
    }
    let pair = found.windows(2).find(|pair| {
        let (from, to) = (begin(sentence, pair[0]), begin(sentence, pair[1]));
        sentence.ends(List::FromWords, from) && sentence.ends(List::ToWords, to) && to - pair[0].end <= REACH
    })?;
    // "From 48 meetings to 7" is no range.
    let named = sentence.tokens[pair[0].end].is_word() && begin(sentence, pair[1]) > pair[0].end + 1;
    let moves = named
        || sentence
            .all(List::FromWords)
            .any(|hit| hit.end == begin(sentence, pair[0]) && hit.end - hit.start > 1);
    if moves || speaks_of_change(sentence) {
        change(sentence, pair[0], pair[1])
    } else {
        None
    }
}

/// "At the end 910 were enrolled, against 2,870 in our previous report": what is held against a figure was before it.
fn held_against(sentence: &Sentence) -> Option<Change> {
    let found = figures(sentence);
    let pair = found.windows(2).find(|pair| {
        let at = begin(sentence, pair[1]);
        let against = [List::ComparisonWords, List::FromWords].map(|list| sentence.ends(list, at));
        let earlier = sentence
            .all(List::EarlierWords)
            .any(|hit| (pair[1].end..pair[1].end + REACH).contains(&hit.start));
        // "Down from 240", "(previous year: 240)".
        let said = against == [true, true] || (against != [false, false] && earlier);
        let named = sentence.in_brackets(at)
            && sentence
                .all(List::EarlierWords)
                .any(|hit| hit.start >= pair[0].end && hit.end <= at);
        (said || named) && pair[1].start - pair[0].end <= REACH
    })?;
    // "7 remarks, against 22 before the training" is what came of it.
    if of_own_work(sentence, pair[1].end) {
        return None;
    }
    // "1,566 gardens, against 260 before" is what the project was for.
    (pair[0].number.low < pair[1].number.low)
        .then(|| change(sentence, pair[1], pair[0]))
        .flatten()
}

/// "Before the training", "before the project": what stands behind the figure that was before.
fn of_own_work(sentence: &Sentence, from: usize) -> bool {
    let work = |at: usize| {
        [List::PromiseSources, List::Events]
            .into_iter()
            .any(|list| sentence.starts(list, at))
    };
    sentence
        .all(List::EarlierWords)
        .filter(|hit| (from..from + REACH).contains(&hit.start))
        .any(|hit| (hit.start..(hit.end + NOUN).min(sentence.tokens.len())).any(work))
}

/// "The number of permits fell to eleven", "in the second half there were 11", behind a sentence that counts permits.
fn fallen_to(sentence: &Sentence, before: &Sentence) -> Option<Change> {
    let ([from], [to]) = (&figures(before)[..], &figures(sentence)[..]) else {
        return None;
    };
    let falls = sentence.ends(List::ToWords, begin(sentence, to)) && speaks_of_change(sentence);
    let content = sentence.content();
    let named = (from.end..from.end + NOUN)
        .filter_map(|at| before.tokens.get(at))
        .any(|token| token.is_word() && content.contains(&token.stem.as_str()));
    let dated = |sentence: &Sentence| {
        sentence
            .tokens
            .iter()
            .map(|token| token.lower.clone())
            .find(|word| is_year(word))
    };
    // "Over 100,000 since 1994" is of no single year.
    let summed = from.number.approximate || before.has(List::RunningTotals) || before.has(List::SinceWords);
    let years = !summed
        && dated(before)
            .zip(dated(sentence))
            .is_some_and(|(first, next)| first < next);
    let whole = 0..before.tokens.len();
    let earlier = is_timed(before, whole) || before.has(List::EarlierWords);
    let timed = years || earlier && is_later(sentence, 0..sentence.tokens.len());
    (named && falls || timed && (named || is_bare(sentence, to)))
        .then(|| change(before, from, to))
        .flatten()
}

/// "In 2010 610 hectares were planted; barely forty hectares the year after".
fn followed(sentence: &Sentence) -> Option<Change> {
    let [from, to] = figures(sentence)[..] else {
        return None;
    };
    let noun = |number: &NumberToken| {
        let token = sentence.tokens.get(number.end).filter(|token| token.is_word());
        token.map(|token| token.stem.as_str())
    };
    let end = sentence.tokens.len();
    // What stands between the figures may belong to either.
    let timed = is_timed(sentence, 0..to.start) && is_later(sentence, from.end..end);
    (timed && (noun(from) == noun(to) || is_bare(sentence, to)))
        .then(|| change(sentence, from, to))
        .flatten()
}

/// A figure that borrows its noun.
fn is_bare(sentence: &Sentence, number: &NumberToken) -> bool {
    sentence
        .tokens
        .get(number.end)
        .is_none_or(|token| !token.is_word() || sentence.starts(List::Function, number.end))
}

/// A year, or a first half, season or intake.
fn is_timed(sentence: &Sentence, range: Range<usize>) -> bool {
    range.clone().any(|at| is_year(&sentence.tokens[at].lower))
        || sentence
            .all(List::FirstPeriods)
            .any(|hit| range.contains(&hit.start))
}

/// The year after, or a second half, season or intake.
fn is_later(sentence: &Sentence, range: Range<usize>) -> bool {
    sentence
        .all(List::NextPeriods)
        .any(|hit| range.contains(&hit.start))
}

/// Shares are told of outcomes more often than of the course of a work.
fn change(sentence: &Sentence, before: &NumberToken, after: &NumberToken) -> Option<Change> {
    let noun = counts(sentence).iter().find(|count| count.start == before.start);
    let fit = |number: &NumberToken| !number.percent && is_exact(number);
    (fit(before) && fit(after)).then(|| Change {
        before: before.number,
        after: after.number,
        own: noun.map(|count| count.noun_stem.clone()).into_iter().collect(),
    })
}
