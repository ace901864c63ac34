//! "Seventeen cases in 2004 and three in 2005", "In 2004 we had 120 visitors. In 2005 we had 40."

use super::super::lexicon::List;
use super::super::numbers::NumberToken;
use super::super::statistics::counts::{Count, counts, noun_after};
use super::super::words::Sentence;
use super::comments::{gives_reason, speaks_of_change, tells_event};
use super::{Course, is_year, should_fall};
use crate::document::{Location, Passage};
use crate::report::{Point, Series};

/// Words between a figure and its year.
const REACH: usize = 9;

/// The courses that the sentences of a passage tell, alone or one after the other.
pub fn courses(sentences: &[Sentence], place: &Location) -> Vec<Course> {
    let mut found: Vec<Course> = Vec::new();
    let mut running: Option<Running> = None;
    for sentence in sentences {
        let next = figures(sentence, place);
        running = match (running.take(), next) {
            (Some(before), Some(next)) if before.goes_on_with(&next) => Some(before.with(next)),
            (before, next) => {
                found.extend(before.and_then(|before| before.course(place, sentences)));
                next
            }
        };
    }
    found.extend(running.and_then(|last| last.course(place, sentences)));
    found
}

/// Figures with their years, in the order of the text.
struct Running {
    text: String,
    points: Vec<Point>,
    /// What is counted, where it is said.
    noun: Option<String>,
    /// By "first" and "second", and not by year.
    counted: bool,
    own: Vec<String>,
    should_fall: bool,
}

impl Running {
    fn goes_on_with(&self, next: &Running) -> bool {
        let rising =
            self.points.last().map(|point| &point.period) < next.points.first().map(|point| &point.period);
        let named = self.noun.is_some() && self.noun == next.noun;
        rising && named && !self.counted && !next.counted
    }

    fn with(mut self, next: Running) -> Self {
        self.text = format!("{} {}", self.text, next.text);
        self.points.extend(next.points);
        self
    }

    fn course(self, place: &Location, passage: &[Sentence]) -> Option<Course> {
        let rising = self.points.windows(2).all(|pair| pair[0].period < pair[1].period);
        (self.points.len() >= 2 && (rising || self.counted)).then(|| Course {
            series: Series {
                subject: self.text.clone(),
                should_fall: self.should_fall,
                points: self.points,
                quote: Passage::new(self.text, place.clone()),
            },
            label: String::new(),
            group: String::new(),
            own: self.own,
            others: Vec::new(),
            topic: Vec::new(),
            beside: passage.to_vec(),
            in_prose: true,
        })
    }
}

/// The figures of a sentence of which each has a year of its own: behind it, or before it.
fn figures(sentence: &Sentence, place: &Location) -> Option<Running> {
    if [List::Currency, List::Context, List::PlanWords, List::SampleWords]
        .into_iter()
        .any(|list| sentence.has(list))
    {
        return None;
    }
    let year_at = |at: usize| sentence.tokens.get(at).is_some_and(|token| is_year(&token.lower));
    let numbers: Vec<&NumberToken> = sentence
        .numbers
        .iter()
        .filter(|number| !(number.start..number.end).any(year_at) && !sentence.in_brackets(number.start))
        .collect();
    let fit = numbers.iter().all(|number| {
        // The day of a date and the number of an article are no figures.
        let names = sentence.is_beside_month(number) || sentence.ends(List::References, number.start);
        !names && !number.percent && number.number.low == number.number.high
    });
    let years: Vec<usize> = (0..sentence.tokens.len()).filter(|at| year_at(*at)).collect();
    // "Since 1998 more than 40,000": of all the years.
    let since = years.iter().any(|year| sentence.ends(List::SinceWords, *year));
    if !fit || since || numbers.is_empty() {
        return None;
    }
    let counted = years.is_empty();
    let years = if counted { ordinal_periods(sentence) } else { years };
    let numbers = numbers
        .into_iter()
        .filter(|number| !years.iter().any(|year| (number.start..number.end).contains(year)))
        .collect();
    let numbers = beyond_known(sentence, numbers, &years);
    let end = sentence.tokens.len();
    let paired = |numbers: &[&'_ NumberToken]| {
        years_behind(numbers, &years, end)
            .or_else(|| years_before(numbers, &years))
            .map(|pairs| {
                pairs
                    .into_iter()
                    .map(|(number, year)| (number.clone(), year))
                    .collect::<Vec<_>>()
            })
    };
    // "In all 316 were counselled for three sessions: 142 in 2022, 151 in 2023 and 23 in 2024".
    let listed = || {
        let colon = sentence.tokens.iter().rposition(|token| token.lower == ":")?;
        let behind: Vec<&NumberToken> = numbers
            .iter()
            .copied()
            .filter(|number| number.start > colon)
            .collect();
        let apart = years.iter().all(|year| *year > colon);
        (behind.len() >= 2 && apart).then(|| paired(&behind)).flatten()
    };
    let mut pairs = paired(&numbers).or_else(listed)?;
    if counted {
        pairs.sort_by_key(|(_, at)| ordinal(sentence, *at));
        let one_by_one = pairs
            .windows(2)
            .all(|pair| ordinal(sentence, pair[0].1).map(|place| place + 1) == ordinal(sentence, pair[1].1));
        if !one_by_one {
            return None;
        }
    }
    let figures: Vec<&NumberToken> = pairs.iter().map(|(number, _)| number).collect();
    let (noun, own) = subject(sentence, &figures)?;
    let points = pairs
        .iter()
        .map(|(number, year)| Point {
            period: sentence.tokens[*year].lower.clone(),
            number: number.number,
            location: place.clone(),
            explained: gives_reason(sentence, speaks_of_change(sentence)) || tells_event(sentence),
        })
        .collect();
    Some(Running {
        text: sentence.text.clone(),
        points,
        noun,
        own,
        counted,
        should_fall: should_fall(sentence),
    })
}

/// "In the first half", and behind it "in the second": where these stand by themselves.
fn ordinal_periods(sentence: &Sentence) -> Vec<usize> {
    let ordinals: Vec<usize> = sentence.all(List::OrdinalNumbers).map(|hit| hit.start).collect();
    let labelled = |at: usize| {
        [List::PeriodLabels, List::YearUnits, List::PeriodUnits]
            .into_iter()
            .any(|list| sentence.starts(list, at + 1))
    };
    let bare = |at: usize| {
        let next = sentence.tokens.get(at + 1);
        at > 0
            && (sentence.ends(List::Articles, at) || sentence.ends(List::NounStops, at))
            && next.is_none_or(|next| !next.is_word() || sentence.at(List::Function, at + 1))
    };
    let all = ordinals.iter().all(|at| labelled(*at) || bare(*at));
    if all && ordinals.iter().any(|at| labelled(*at)) {
        ordinals
    } else {
        Vec::new()
    }
}

fn ordinal(sentence: &Sentence, at: usize) -> Option<i64> {
    sentence
        .all(List::OrdinalNumbers)
        .find(|hit| hit.start == at)
        .and_then(|hit| hit.value)
}

/// "The centres of the five districts numbered 8,940 in 2023": a number that is known already is no figure.
fn beyond_known<'a>(
    sentence: &Sentence,
    mut numbers: Vec<&'a NumberToken>,
    years: &[usize],
) -> Vec<&'a NumberToken> {
    let dated = |from: usize, to: usize| years.iter().any(|year| (from..to).contains(year));
    let known = numbers
        .windows(2)
        .take_while(|pair| {
            let word = sentence
                .tokens
                .get(pair[0].end)
                .is_some_and(|token| token.is_word());
            // "The line, which two counsellors run, received 1,940 calls in 2023": figures of a series are in digits.
            let aside = sentence.ends(List::Articles, pair[0].start)
                || pair[0].in_words && !pair[1].in_words && noun_after(sentence, pair[0].end).is_some();
            aside && word && !dated(pair[0].end, pair[1].start)
        })
        .count();
    numbers.drain(..known);
    numbers
}

type Pairs<'a> = Vec<(&'a NumberToken, usize)>;

fn years_behind<'a>(numbers: &[&'a NumberToken], years: &[usize], end: usize) -> Option<Pairs<'a>> {
    let paired = numbers.iter().enumerate().map(|(index, number)| {
        let next = numbers.get(index + 1).map_or(end, |next| next.start);
        let within = |year: &&usize| (number.end..next.min(number.end + REACH)).contains(*year);
        let mut behind = years.iter().filter(within);
        let year = behind.next()?;
        behind.next().is_none().then_some((*number, *year))
    });
    paired.collect()
}

/// "In 2018, 310 were heard, in 2019 305 and in 2020 only 88": year and figure by turns.
fn years_before<'a>(numbers: &[&'a NumberToken], years: &[usize]) -> Option<Pairs<'a>> {
    let by_turns = numbers.len() == years.len()
        && (0..years.len()).all(|index| {
            let next = years.get(index + 1).copied().unwrap_or(usize::MAX);
            years[index] < numbers[index].start
                && numbers[index].start < next
                && numbers[index].start - years[index] <= REACH
        });
    by_turns.then(|| numbers.iter().copied().zip(years.iter().copied()).collect())
}

/// What all figures count, and the words that name it; nothing where they count different things.
fn subject(sentence: &Sentence, numbers: &[&NumberToken]) -> Option<(Option<String>, Vec<String>)> {
    let found = counts(sentence);
    let counted: Vec<&Count> = found
        .iter()
        .filter(|count| numbers.iter().any(|number| number.start == count.start))
        .collect();
    let first = counted.first();
    if counted
        .iter()
        .any(|count| Some(&count.noun_stem) != first.map(|first| &first.noun_stem))
    {
        return None;
    }
    let own = first.map_or_else(
        || sentence.content().into_iter().map(str::to_string).collect(),
        |first| vec![sentence.tokens[first.end - 1].stem.clone()],
    );
    Some((first.map(|first| first.noun_stem.clone()), own))
}
