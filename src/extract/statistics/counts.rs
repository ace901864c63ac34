//! Which numbers of a sentence count something, and what: not years, dates, amounts, percentages, codes or pages.

use rust_decimal::Decimal;

use super::super::lexicon::{Hit, List};
use super::super::numbers::NumberToken;
use super::super::words::Sentence;
use crate::report::{Counted, Number};

/// A number that counts something.
#[derive(Debug, Clone, PartialEq)]
pub struct Count {
    pub number: Number,
    pub written: String,
    pub counted: Counted,
    pub noun: String,
    pub noun_stem: String,
    /// Words from the number to the noun and the verb that follows.
    pub subject: String,
    /// Token indices of number (start) and noun (end).
    pub start: usize,
    pub end: usize,
    /// Names a sex itself ("86 women", "12 female judges").
    pub part: bool,
    /// Marked as the whole ("in all", "a total of").
    pub total: bool,
    /// The noun stands elsewhere in the sentence ("1,354 and 2,094 calls").
    pub elided: bool,
    /// A part of a whole that follows it: the 136 of "136 of 164 women".
    pub of_whole: bool,
}

/// The lists of nouns that name what a number counts.
pub const NOUNS: [(List, Counted); 7] = [
    (List::People, Counted::People),
    (List::Households, Counted::Households),
    (List::Cases, Counted::Cases),
    (List::Events, Counted::Events),
    (List::Products, Counted::Products),
    (List::Contacts, Counted::Contacts),
    (List::Organisations, Counted::Organisations),
];

/// A larger number is an identifier.
pub const MANKIND: i64 = 2_000_000_000;
/// How many words may stand between a number and its noun ("25 highly motivated young social workers").
const REACH: usize = 6;

pub fn counts(sentence: &Sentence) -> Vec<Count> {
    let mut found: Vec<Count> = Vec::new();
    for number in &sentence.numbers {
        if !counts_something(sentence, number) {
            continue;
        }
        match noun_after(sentence, number.end).or_else(|| passive_people(sentence, number, &found)) {
            // "Five people per household": a rate.
            Some(noun) if sentence.starts(List::PerWords, noun.end) => {}
            Some(noun) => {
                let mut own = count(sentence, number, noun, false);
                own.part |=
                    is_among_one_sex(sentence, number, &found) || is_inside_one_sex(sentence, number, &found);
                found.push(own);
            }
            None => {
                // "1,354 and 2,094 calls", "3,500 in all": the noun of a neighbour.
                if let Some(noun) = neighbour(sentence, number, &found) {
                    found.push(count(sentence, number, noun, true));
                }
            }
        }
    }
    mark_sums(sentence, &mut found);
    mark_ages_of_one_sex(&mut found);
    found
}

/// "1,036 pregnant women, 865 adults and 171 minors": what makes up a number of one sex is of that sex.
fn mark_ages_of_one_sex(found: &mut [Count]) {
    for index in 0..found.len() {
        let (before, after) = found.split_at_mut(index + 1);
        let whole = &before[index];
        let parts: Vec<&mut Count> = after
            .iter_mut()
            .filter(|count| {
                !count.part && count.counted == Counted::People && count.number.low < whole.number.low
            })
            .collect();
        let sum: Decimal = parts.iter().map(|part| part.number.low).sum();
        if whole.part && parts.len() >= 2 && sum == whole.number.low {
            parts.into_iter().for_each(|part| part.part = true);
        }
    }
}

/// "186 men, among them 22 mayors": some of those who are of one sex.
fn is_among_one_sex(sentence: &Sentence, number: &NumberToken, found: &[Count]) -> bool {
    let linked = sentence
        .all(List::SexPronouns)
        .any(|hit| hit.end <= number.start && number.start - hit.end <= 2);
    let before = |list| sentence.all(list).any(|hit| hit.start < number.start);
    let one_sex = before(List::Female) != before(List::Male);
    linked && one_sex && found.last().is_some_and(|last| last.part)
}

/// "541 girls and women (194 minors, 347 adults)": the parts in a bracket are of the sex before it.
fn is_inside_one_sex(sentence: &Sentence, number: &NumberToken, found: &[Count]) -> bool {
    let linked = sentence
        .all(List::SexPronouns)
        .any(|hit| hit.end <= number.start && number.start - hit.end <= 1);
    let open = sentence.tokens[..number.start]
        .iter()
        .rposition(|token| token.lower == "(");
    let closed = sentence.tokens[..number.start]
        .iter()
        .rposition(|token| token.lower == ")");
    let Some(open) = open.filter(|open| closed.is_none_or(|closed| closed < *open)) else {
        return false;
    };
    // "(3,288 girls and 3,124 boys, of whom 2,017 under five)".
    let split = found.iter().any(|count| count.start > open && count.part);
    (linked && split)
        || found
            .iter()
            .rfind(|count| count.end <= open)
            .is_some_and(|count| count.part)
}

/// "260 victims were assisted: 179 … and 81 …": a number that the others of its sentence make up exactly is their total.
fn mark_sums(sentence: &Sentence, found: &mut [Count]) {
    for count in found.iter_mut() {
        let others: Vec<Decimal> = sentence
            .numbers
            .iter()
            .filter(|number| {
                number.start > count.start && !number.percent && number.number.low < count.number.low
            })
            .map(|number| number.number.low)
            .collect();
        count.total |= others.len() >= 2 && others.iter().sum::<Decimal>() == count.number.low;
    }
}

/// A noun that can be counted, as token indices.
#[derive(Clone)]
pub struct Noun {
    pub counted: Counted,
    pub start: usize,
    pub end: usize,
    /// Taken from an earlier number that was of one sex: so is this.
    one_sex: bool,
}

fn count(sentence: &Sentence, number: &NumberToken, noun: Noun, elided: bool) -> Count {
    let text = |from: usize, to: usize| {
        sentence.text[sentence.tokens[from].start..sentence.tokens[to - 1].end].to_string()
    };
    let span = number.end.min(noun.start)..noun.end.max(number.end);
    // "250 women and men", "niñas y niños" are of both.
    let joined = [(List::Female, List::Male), (List::Male, List::Female)]
        .into_iter()
        .any(|(one, other)| {
            sentence.all(one).any(|hit| {
                let next = sentence.starts(List::AndWords, hit.end)
                    || sentence
                        .tokens
                        .get(hit.end)
                        .is_some_and(|token| token.lower == "/");
                hit.start >= number.end && hit.start < noun.end && next && sentence.starts(other, hit.end + 1)
            })
        });
    let names_sex = |token| !joined && (sentence.at(List::Female, token) || sentence.at(List::Male, token));
    // "674 female and 532 male members": the noun stands elsewhere, the sex does not.
    let sexed = noun.one_sex
        || if elided {
            names_sex(number.end)
        } else {
            span.clone().any(names_sex)
        };
    let last = (number.end.max(noun.end) + 4).min(sentence.tokens.len());
    let from = number.start.saturating_sub(3);
    let total = sentence.all(List::Total).any(|hit| {
        let after = hit.start >= number.end && hit.start <= noun.end.max(number.end) + 2 && !elided
            || hit.start == number.end;
        let before = hit.end <= number.start && number.start - hit.end <= 2;
        after || before
    });
    Count {
        number: number.number,
        written: text(number.start, number.end),
        counted: noun.counted,
        noun: text(noun.start, noun.end),
        noun_stem: {
            let head = if sentence.head_last() {
                noun.end - 1
            } else {
                noun.start
            };
            sentence.tokens[head].singular.clone()
        },
        subject: text(from, last),
        start: number.start,
        end: if elided { number.end } else { noun.end },
        part: sexed,
        total,
        elided,
        of_whole: sentence.starts(List::OfWords, number.end)
            && sentence
                .numbers
                .iter()
                .any(|whole| whole.start > number.end && whole.start <= number.end + 2),
    }
}

/// Whether a number is a count: no year, date, amount, percentage, code or page.
pub fn counts_something(sentence: &Sentence, number: &NumberToken) -> bool {
    let token = |index: usize| {
        sentence
            .tokens
            .get(index)
            .map_or("", |token| token.lower.as_str())
    };
    let before = number.start.checked_sub(1).map_or("", token);
    let before_two = number.start.checked_sub(2).map_or("", token);
    let after = token(number.end);
    let year = !number.in_words
        && number.number.low.scale() == 0
        && number.number.low >= Decimal::from(1900)
        && number.number.low <= Decimal::from(2100)
        && sentence.tokens[number.start].lower.len() == 4;
    let year_counts = year
        && sentence.all(List::People).any(|hit| hit.start == number.end)
        && !sentence.ends(List::YearWords, number.start);
    // "By December 312 …" is no date.
    let month_near = (year || number.number.low <= Decimal::from(31))
        && (sentence.month_follows(number.end)
            || (number.start > 0 && sentence.at(List::Months, number.start - 1)));
    let money = sentence.at(List::Currency, number.end)
        || (number.start > 0 && sentence.at(List::Currency, number.start - 1))
        || matches!(before, "$" | "€" | "£")
        || matches!(after, "$" | "€" | "£");
    let referenced = number.start > 0
        && sentence.all(List::References).any(|hit| {
            hit.end == number.start || (hit.end + 1 == number.start && matches!(before, "." | ":"))
        });
    // "grades 8 and 9": what holds for the first holds for the second.
    let referenced = referenced
        || (sentence.ends(List::AndWords, number.start)
            && sentence
                .numbers
                .iter()
                .any(|first| first.end + 1 == number.start && sentence.ends(List::References, first.start)));
    let list_number = number.start == 0 && matches!(after, "." | ")" | ":");
    // "R3.1".
    let coded = before == "." && sentence.tokens[number.start - 1].end == sentence.tokens[number.start].start;
    let code = coded
        || matches!(before, "/" | "_" | "+" | "#")
        || matches!(after, "/" | "_")
        || (before == "-" && before_two.chars().any(char::is_alphanumeric));
    let ordinal = sentence.starts(List::OrdinalMarks, number.end)
        || (after == "-" && sentence.starts(List::OrdinalMarks, number.end + 1));
    let unit = sentence.at(List::Time, number.end)
        || (after == "-" && sentence.at(List::Time, number.end + 1))
        || sentence.at(List::Places, number.end);
    // "between 16 and 24" are ages, "did not reach 50 members" is no count.
    // "A mother of five".
    let parent = number.start >= 2
        && sentence.ends(List::OfWords, number.start)
        && [List::Female, List::Male]
            .into_iter()
            .any(|list| sentence.ends(list, number.start - 1));
    let ages = parent
        || is_share_in_words(sentence, number)
        || is_age(sentence, number)
        || sentence.at(List::Age, number.start);
    let negated = sentence
        .all(List::Negations)
        .any(|hit| hit.end <= number.start && number.start - hit.end <= 1);
    let one_of = number.in_words && number.number.high <= Decimal::ONE;
    let rate = sentence.ends(List::PerWords, number.start);
    // The rest of a number that a space broke: "1,117, 077".
    let broken = sentence.tokens[number.start].lower.starts_with('0');
    !(number.percent
        || (year && !year_counts)
        || (month_near && !year_counts)
        || money
        || referenced
        || list_number
        || code
        || ordinal
        || unit
        || one_of
        || rate
        || ages
        || negated
        || broken)
        && number.number.low > Decimal::ZERO
        && number.number.low < Decimal::from(MANKIND)
        && number.number.low.fract().is_zero()
}

/// "Seven farmers out of ten", "siete de cada diez familias".
pub fn is_share_in_words(sentence: &Sentence, number: &NumberToken) -> bool {
    let tens = [Decimal::TEN, Decimal::ONE_HUNDRED];
    sentence.numbers.iter().any(|whole| {
        let linked = |hit: &Hit| hit.start >= number.end && hit.end == whole.start;
        let counted = whole.in_words == number.in_words;
        tens.contains(&whole.number.low)
            && counted
            && number.number.low < whole.number.low
            && whole.start > number.end
            && whole.start <= number.end + 5
            && sentence.all(List::OutOf).any(linked)
    })
}

/// The ends of "between 16 and 24", where no noun follows.
fn is_age(sentence: &Sentence, number: &NumberToken) -> bool {
    let hundred = Decimal::ONE_HUNDRED;
    sentence.all(List::BetweenWords).any(|hit| {
        let ends: Vec<&NumberToken> = sentence
            .numbers
            .iter()
            .filter(|end| end.start >= hit.end && end.start <= hit.end + 3)
            .collect();
        let [low, high] = ends[..] else { return false };
        let joined = sentence.starts(List::AndWords, low.end) && high.start == low.end + 1;
        let bare = !sentence.tokens.get(high.end).is_some_and(|token| token.is_word());
        joined
            && bare
            && high.number.high < hundred
            && (low.start == number.start || high.start == number.start)
    })
}

/// The first countable noun after the number, before anything that ends the noun phrase.
pub fn noun_after(sentence: &Sentence, from: usize) -> Option<Noun> {
    let mut index = from;
    // "6 of the 14 victims": the noun comes after the second number.
    let mut seen_of = false;
    while index < sentence.tokens.len() && index < from + REACH + usize::from(seen_of) {
        if let Some(noun) = longest_noun(sentence, index).filter(|noun| !is_attributive(sentence, noun)) {
            let noun = last_of_compound(sentence, noun);
            return (!describes_a_place(sentence, &noun)).then_some(noun);
        }
        let token = &sentence.tokens[index];
        match token.lower.as_str() {
            _ if sentence.starts(List::OfWords, index) => {
                if index > from + 1 {
                    return None;
                }
                seen_of = true;
            }
            _ if seen_of && sentence.starts(List::Articles, index) => {}
            "-" | "‑" => {}
            _ if sentence.starts(List::AndWords, index)
                && index > from
                && sentence.tokens[index - 1].is_word() => {}
            _ if !(token.is_word() || (seen_of && token.is_number()))
                || sentence.starts(List::NounStops, index) =>
            {
                return None;
            }
            _ if sentence.at(List::Currency, index)
                || sentence.at(List::Time, index)
                || sentence.at(List::Places, index) =>
            {
                return None;
            }
            _ => {}
        }
        index += 1;
    }
    None
}

fn longest_noun(sentence: &Sentence, index: usize) -> Option<Noun> {
    NOUNS
        .iter()
        .filter_map(|(list, counted)| {
            let hit = sentence
                .all(*list)
                .filter(|hit| hit.start == index)
                .max_by_key(|hit| hit.end)?;
            Some(Noun {
                counted: *counted,
                start: hit.start,
                end: hit.end,
                one_sex: false,
            })
        })
        .max_by_key(|noun| (noun.end, noun.counted == Counted::People))
}

/// "54 IDP sites" counts sites.
fn describes_a_place(sentence: &Sentence, noun: &Noun) -> bool {
    let last = &sentence.tokens[noun.end - 1];
    last.lower == last.singular
        && sentence.at(List::Places, noun.end)
        && sentence
            .tokens
            .get(noun.end)
            .is_some_and(|place| place.lower != place.singular)
}

/// "Four child-friendly centres", "60 individual systems": the noun describes another.
fn is_attributive(sentence: &Sentence, noun: &Noun) -> bool {
    let token = |at: usize| sentence.tokens.get(at);
    let hyphen = token(noun.end).is_some_and(|next| matches!(next.lower.as_str(), "-" | "‑"))
        && token(noun.end + 1).is_some_and(|token| token.is_word());
    // "Couples' dialogue sessions".
    let owned = token(noun.end).is_some_and(|next| matches!(next.lower.as_str(), "'" | "’"))
        && token(noun.end + 1).is_some_and(|token| token.is_word());
    let last = &sentence.tokens[noun.end - 1];
    let described = sentence.head_last()
        && !sentence.compounds()
        && last.lower == last.singular
        && token(noun.end).is_some_and(|next| {
            next.is_word()
                && next.lower.ends_with('s')
                && next.lower != next.singular
                && !sentence.starts(List::NounStops, noun.end)
        })
        && longest_noun(sentence, noun.end).is_none()
        && sentence.at(List::People, noun.start)
        && !sentence.starts(List::PeopleActions, noun.end);
    hyphen || owned || described
}

/// Of nouns side by side the last is counted (in Romance languages the first): "12 police officers", "20 school teachers", "3 training sessions".
fn last_of_compound(sentence: &Sentence, first: Noun) -> Noun {
    let mut noun = first;
    while let Some(next) = longest_noun(sentence, noun.end) {
        noun = if sentence.head_last() {
            Noun {
                start: noun.start,
                ..next
            }
        } else {
            Noun {
                end: next.end,
                ..noun
            }
        };
    }
    noun
}

/// "91, or 78 per cent, were assisted": people by the verb, when the sentence counts people before.
fn passive_people(sentence: &Sentence, number: &NumberToken, found: &[Count]) -> Option<Noun> {
    let window = number.end..(number.end + 8).min(sentence.tokens.len());
    let verb = window
        .clone()
        .find(|index| sentence.at(List::PeopleActions, *index))?;
    let auxiliary = window
        .clone()
        .take_while(|index| *index < verb)
        .any(|index| sentence.starts(List::Auxiliaries, index));
    let numbers_between = sentence
        .numbers
        .iter()
        .any(|other| other.start > number.start && other.start < verb && !other.percent);
    let people = found
        .iter()
        .rev()
        .find(|count| matches!(count.counted, Counted::People | Counted::Cases))?;
    (auxiliary && !numbers_between).then(|| Noun {
        counted: Counted::People,
        start: people.end.saturating_sub(1).max(people.start + 1),
        end: people.end.max(people.start + 2),
        one_sex: people.part,
    })
}

/// A bare number joined to a counted one by "and", or marked as their total.
fn neighbour(sentence: &Sentence, number: &NumberToken, found: &[Count]) -> Option<Noun> {
    let token = |index: usize| {
        sentence
            .tokens
            .get(index)
            .map_or("", |token| token.lower.as_str())
    };
    let total = sentence
        .all(List::Total)
        .any(|hit| hit.start == number.end || (hit.end <= number.start && number.start - hit.end <= 1));
    let joined_after = (sentence.starts(List::AndWords, number.end)
        || matches!(token(number.end), "+" | ","))
        && sentence
            .tokens
            .get(number.end + 1)
            .is_some_and(|next| next.is_number());
    if joined_after {
        return noun_after(sentence, number.end + 2);
    }
    let after_and = [List::AndWords, List::FurtherWords]
        .into_iter()
        .any(|list| sentence.ends(list, number.start));
    let earlier = found.last()?;
    (total || after_and).then(|| Noun {
        counted: earlier.counted,
        start: earlier.end - 1,
        end: earlier.end,
        one_sex: earlier.part,
    })
}
