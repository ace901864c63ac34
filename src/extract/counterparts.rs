//! Which result and which indicator of an earlier report, or of the framework, a report has: by codes first, then by
//! the words that they share.

mod counts;

use std::sync::Arc;

use super::Reader;
use super::lexicon::{Lexicons, List, RESULT_NAMES};
use super::words::{Sentence, Vocabulary};
use crate::document::{Document, Passage, spaced};
use crate::report::{Compared, Counterpart, Indicator, Report, ResultLevel, ResultStatement};

/// Shares of words, in hundredths. All words are the same.
const ALL: usize = 95;
/// One has words that the other leaves out.
const PART: usize = 50;
/// Each has words that the other has not.
const SWAPPED: usize = 75;
/// They may be the same.
const NEAR: usize = 50;
/// A passage speaks of it, and may do so.
const SPOKEN: usize = 66;
const MENTIONED: usize = 50;
/// Words without which a likeness says little.
const FEW: usize = 2;
/// Letters of a code.
const CODE: usize = 8;
const MANY: usize = 5;

/// Holds a report against another of the same project.
pub fn compare(document: &Document, report: &Report, other: Arc<Report>, lexicons: &Lexicons) -> Compared {
    let language = report.language.as_deref().unwrap_or_default();
    let reader = Reader::new(document, lexicons, language, Vocabulary::default());
    let readable = lexicons.has(language) && report.language == other.language;
    let search = Search {
        reader: &reader,
        passages: sentences(&reader),
        readable,
    };
    let results = search.results(report, &other);
    let indicators = search.indicators(report, &other, &results);
    let statistics = if readable {
        search.statistics(report, &other)
    } else {
        Vec::new()
    };
    Compared {
        report: other,
        results,
        indicators,
        statistics,
    }
}

/// A sentence of the report, with the words that tell what it is of.
struct Said {
    sentence: Sentence,
    words: Vec<String>,
    quote: Passage,
}

fn sentences(reader: &Reader) -> Vec<Said> {
    let passages = reader.passages().map(|(_, passage)| passage);
    let headings = reader.document.blocks.iter().filter_map(|block| {
        let text = block.text()?;
        matches!(block.kind, crate::document::BlockKind::Heading { .. })
            .then(|| Passage::new(text, block.location.clone()))
    });
    passages
        .chain(headings)
        .flat_map(|passage| {
            let all = reader.sentences(&passage.text).to_vec();
            all.into_iter()
                .map(move |sentence| (sentence, passage.location.clone()))
        })
        .map(|(sentence, location)| Said {
            words: meaning(&sentence),
            quote: Passage::new(&sentence.text, location),
            sentence,
        })
        .collect()
}

/// Stems of the words of a result or an indicator that tell it from others.
pub fn meaning(sentence: &Sentence) -> Vec<String> {
    let mut words: Vec<String> = sentence
        .tokens
        .iter()
        .enumerate()
        .filter(|(at, token)| token.is_word() && token.lower.chars().nth(2).is_some() && tells(sentence, *at))
        .map(|(_, token)| token.stem.clone())
        .collect();
    words.sort();
    words.dedup();
    words
}

/// "Number of", "share of", "Outcome": every indicator and every result may begin so.
fn tells(sentence: &Sentence, at: usize) -> bool {
    let common = [
        List::Function,
        List::ColumnIndicator,
        List::PercentageWords,
        List::Shares,
        List::MeasureWords,
        List::InNumber,
        List::Months,
    ];
    !common
        .into_iter()
        .chain(RESULT_NAMES)
        .any(|list| sentence.at(list, at))
}

/// "Output 1.2", "the target of 1.2": the code stands in the sentence, after its label or with a point in it.
pub fn code_named(sentence: &Sentence, code: &str) -> bool {
    let labelled = |at: usize| {
        RESULT_NAMES
            .into_iter()
            .chain([List::ColumnIndicator])
            .any(|list| sentence.ends(list, at))
    };
    let own = code.trim_end_matches('.');
    sentence.tokens.iter().enumerate().any(|(at, token)| {
        let written = token.lower.trim_end_matches('.');
        written == own && (labelled(at) || (own.matches('.').count() > 1 && at == 0))
    })
}

/// What is compared: the code, and the words with those that tell people and places apart.
struct Wording {
    code: Option<String>,
    words: Vec<String>,
    names: Vec<String>,
    text: String,
}

/// How like two wordings are, in hundredths.
struct Likeness {
    coded: bool,
    shared: usize,
    /// Of the longer and of the shorter one's words.
    of_longer: usize,
    of_shorter: usize,
    swapped: bool,
    named_otherwise: bool,
    words: usize,
    /// The very same words, however little they say.
    identical: bool,
}

impl Likeness {
    fn of(one: &Wording, other: &Wording) -> Self {
        let shared = one.words.iter().filter(|word| other.words.contains(word)).count();
        let (short, long) = (
            one.words.len().min(other.words.len()),
            one.words.len().max(other.words.len()),
        );
        let lacks = |own: &[String], all: &[String]| own.iter().any(|name| !all.contains(name));
        Likeness {
            coded: one.code.is_some() && one.code == other.code,
            shared,
            of_longer: shared * 100 / long.max(1),
            of_shorter: shared * 100 / short.max(1),
            swapped: shared < short,
            named_otherwise: lacks(&one.names, &other.words) && lacks(&other.names, &one.words),
            words: short,
            identical: one.text == other.text && !one.text.is_empty(),
        }
    }

    fn is_same(&self) -> bool {
        let by_words = if self.of_longer >= ALL {
            true
        } else if self.swapped {
            self.of_longer >= SWAPPED && self.words >= MANY
        } else {
            self.of_longer >= PART && self.shared >= FEW
        };
        let by_code = self.coded && (self.shared > 0 || self.words == 0);
        self.identical || by_code || (by_words && self.shared > 0 && !self.named_otherwise)
    }

    fn may_be_same(&self) -> bool {
        self.identical || self.coded || (self.of_shorter >= NEAR && self.shared >= FEW.min(self.words))
    }

    /// The better, the higher.
    fn rank(&self) -> usize {
        let whole = if self.identical || self.of_longer >= ALL {
            100
        } else {
            0
        };
        self.of_longer * 3 + whole + if self.coded { 100 } else { 0 }
    }
}

/// "1.1.a Number of cooperatives": digits with a point or a letter, and no number of things.
fn leading_code(text: &str) -> Option<&str> {
    let first = text.split_whitespace().next()?;
    let digits = first.chars().any(|c| c.is_ascii_digit());
    let parted = first
        .chars()
        .any(|c| c.is_ascii_alphabetic() || c == '.' || c == ')' || c == ':');
    let short = first.chars().count() <= CODE;
    (digits && parted && short && first.is_ascii()).then_some(first)
}

fn plain_code(code: &str) -> String {
    code.trim_end_matches(['.', ':', ')', '-']).to_lowercase()
}

struct Search<'a> {
    reader: &'a Reader<'a>,
    passages: Vec<Said>,
    readable: bool,
}

/// A pair that may be one thing: place in the other, place here, rank, sure.
type Pair<T> = (usize, T, usize, bool);

impl Search<'_> {
    fn wording(&self, code: Option<&str>, text: &str) -> Wording {
        let sentence = self.reader.sentence(text);
        let telling = |at: usize| {
            let token = &sentence.tokens[at];
            let named = at > 0 && token.capital;
            let sexed = [List::Female, List::Male]
                .into_iter()
                .any(|list| sentence.at(list, at));
            token.is_word() && (named || sexed)
        };
        Wording {
            code: code.or_else(|| leading_code(text)).map(plain_code),
            names: (0..sentence.tokens.len())
                .filter(|at| telling(*at))
                .map(|at| sentence.tokens[at].stem.clone())
                .collect(),
            words: meaning(&sentence),
            text: spaced(text),
        }
    }

    fn likeness(&self, one: &Wording, other: &Wording) -> Option<Likeness> {
        let own = Likeness::of(one, other);
        let known = if self.readable {
            own.may_be_same() || own.is_same()
        } else {
            own.coded
        };
        known.then_some(own)
    }

    fn results(&self, report: &Report, other: &Report) -> Vec<Counterpart<usize>> {
        let wordings = |all: &[ResultStatement]| -> Vec<Wording> {
            let own = |result: &ResultStatement| self.wording(result.code.as_deref(), &result.text);
            all.iter().map(own).collect()
        };
        let (own, theirs) = (wordings(&report.results), wordings(&other.results));
        let mut pairs: Vec<Pair<usize>> = Vec::new();
        for (there, wanted) in theirs.iter().enumerate() {
            for (here, found) in own.iter().enumerate() {
                if !levels_agree(other.results[there].level, report.results[here].level) {
                    continue;
                }
                if let Some(like) = self.likeness(wanted, found) {
                    pairs.push((there, here, like.rank(), like.is_same() || !self.readable));
                }
            }
        }
        let found = assign(pairs, theirs.len());
        let counterpart = |(at, found): (usize, Option<(usize, bool)>)| match found {
            Some((here, true)) => Counterpart::Same(here),
            Some((here, false)) => Counterpart::MayBe(here),
            None => self.told(&theirs[at]),
        };
        found.into_iter().enumerate().map(counterpart).collect()
    }

    fn indicators(
        &self,
        report: &Report,
        other: &Report,
        results: &[Counterpart<usize>],
    ) -> Vec<Vec<Counterpart<(usize, usize)>>> {
        let places = |report: &Report| -> Vec<(usize, usize)> {
            let all = report.results.iter().enumerate();
            all.flat_map(|(result, own)| (0..own.indicators.len()).map(move |at| (result, at)))
                .collect()
        };
        fn at(report: &Report, place: (usize, usize)) -> &Indicator {
            &report.results[place.0].indicators[place.1]
        }
        let wordings = |report: &Report, places: &[(usize, usize)]| -> Vec<Wording> {
            let own = |place: &(usize, usize)| {
                let indicator = at(report, *place);
                self.wording(indicator.code.as_deref(), &indicator.text)
            };
            places.iter().map(own).collect()
        };
        let (here, there) = (places(report), places(other));
        let (own, theirs) = (wordings(report, &here), wordings(other, &there));
        let mut pairs: Vec<Pair<(usize, usize)>> = Vec::new();
        for (index, wanted) in theirs.iter().enumerate() {
            for (place, found) in here.iter().zip(&own) {
                let (one, two) = (at(other, there[index]), at(report, *place));
                if one.implied != two.implied || one.placeholder || two.placeholder {
                    continue;
                }
                let beside = results[there[index].0].same() == Some(place.0);
                // What a result counts itself has no name of its own.
                let implied = one.implied && beside;
                if let Some(like) = self.likeness(wanted, found) {
                    let near = if beside { 50 } else { 0 };
                    let sure = like.is_same() || implied || !self.readable;
                    pairs.push((index, *place, like.rank() + near, sure));
                }
            }
        }
        let mut found = assign(pairs, theirs.len()).into_iter().enumerate();
        let mut counterparts: Vec<Vec<Counterpart<(usize, usize)>>> = Vec::new();
        for result in &other.results {
            let own = found.by_ref().take(result.indicators.len());
            let own = own.map(|(index, found)| match found {
                Some((place, true)) => Counterpart::Same(place),
                Some((place, false)) => Counterpart::MayBe(place),
                None => self.told(&theirs[index]),
            });
            counterparts.push(own.collect());
        }
        counterparts
    }

    /// Where the report speaks of what it has no counterpart of.
    fn told<T>(&self, wanted: &Wording) -> Counterpart<T> {
        if !self.readable || wanted.words.is_empty() {
            return Counterpart::Unknown;
        }
        let named = wanted.code.as_deref().and_then(|code| {
            let mut all = self.passages.iter();
            all.find(|said| code_named(&said.sentence, code))
        });
        if let Some(said) = named {
            return Counterpart::Told(said.quote.clone());
        }
        let shared = |said: &Said| {
            let known = wanted.words.iter().filter(|word| said.words.contains(word));
            known.count()
        };
        let best = self
            .passages
            .iter()
            .map(|said| (shared(said), &said.quote))
            .max_by_key(|(shared, _)| *shared);
        match best {
            Some((shared, quote)) if shared >= FEW && shared * 100 >= wanted.words.len() * SPOKEN => {
                Counterpart::Told(quote.clone())
            }
            Some((shared, quote)) if shared > 0 && shared * 100 >= wanted.words.len() * MENTIONED => {
                Counterpart::MayBeTold(quote.clone())
            }
            _ => Counterpart::Missing,
        }
    }
}

fn levels_agree(one: ResultLevel, other: ResultLevel) -> bool {
    one == other || one == ResultLevel::Unspecified || other == ResultLevel::Unspecified
}

/// The best pairs first; each thing once. Where a second one would do as well it is not sure which is meant, unless
/// as many are called so on both sides.
fn assign<T: Copy + PartialEq>(mut pairs: Vec<Pair<T>>, count: usize) -> Vec<Option<(T, bool)>> {
    pairs.sort_by_key(|(_, _, rank, sure)| std::cmp::Reverse((*sure, *rank)));
    let mut found: Vec<Option<(T, bool)>> = vec![None; count];
    let mut taken: Vec<T> = Vec::new();
    for (there, here, rank, sure) in &pairs {
        if found[*there].is_some() || taken.contains(here) {
            continue;
        }
        let as_good = pairs.iter().any(|(other, place, own, _)| {
            other == there && place != here && own == rank && !taken.contains(place)
        });
        // As many there as here under one name: their order tells.
        let rivals =
            |of: &dyn Fn(&Pair<T>) -> bool| pairs.iter().filter(|own| own.2 == *rank && of(own)).count();
        let as_good = as_good && rivals(&|own| own.0 == *there) != rivals(&|own| own.1 == *here);
        found[*there] = Some((*here, *sure && !as_good));
        taken.push(*here);
    }
    found
}
