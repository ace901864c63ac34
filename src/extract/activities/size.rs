//! How much of something one sentence counts: those who took part, and sessions, leaflets or broadcasts.

use rust_decimal::Decimal;

use super::{Told, kind};
use crate::extract::lexicon::List;
use crate::extract::numbers::NumberToken;
use crate::extract::words::Sentence;
use crate::report::{Activity, ActivityKind, Counted, Report, Statistic};

/// How much of something one sentence counts.
pub(super) struct Size {
    pub(super) people: Option<Decimal>,
    pub(super) volume: Option<Decimal>,
}

impl Size {
    pub(super) fn of(report: &Report, told: &Told) -> Self {
        let place = &report.statements[told.statement].location;
        let here = |statistic: &&Statistic| {
            statistic.quote.location == *place && statistic.quote.text == told.sentence.text
        };
        let counted: Vec<&Statistic> = report.statistics.iter().filter(here).collect();
        let most = |of: fn(Counted) -> bool| {
            let own = counted.iter().filter(|own| of(own.counted) && !own.planned);
            own.map(|statistic| statistic.number.high).max()
        };
        let people = most(|of| matches!(of, Counted::People | Counted::Households));
        let volume = most(|of| matches!(of, Counted::Events | Counted::Products | Counted::Contacts));
        match kind(&told.sentence) {
            // "Aired 1,900 times", "14,000 likes".
            Some(ActivityKind::Campaign) => Size {
                people,
                volume: volume.max(unnamed(&told.sentence, &counted, |_| true)),
            },
            // "Nine seminars were held; 214 took part", "police officers, 312 in number"; "given 37 times" are sessions.
            Some(ActivityKind::Training) => {
                let measured = |number: &NumberToken| {
                    told.sentence.starts(List::MeasureWords, number.end)
                        || counts_sessions(&told.sentence, number)
                };
                Size {
                    people: people.or_else(|| unnamed(&told.sentence, &counted, |number| !measured(number))),
                    volume: volume.or_else(|| unnamed(&told.sentence, &counted, measured)),
                }
            }
            Some(ActivityKind::Service) | None => Size { people, volume },
        }
    }

    pub(super) fn is_none(&self) -> bool {
        self.people.is_none() && self.volume.is_none()
    }

    /// The current training has its own number of people, or of sessions, already; a campaign has leaflets and broadcasts.
    pub(super) fn is_of_another(&self, current: &Activity) -> bool {
        let both = |own: Option<Decimal>, other: Option<Decimal>| own.is_some() && other.is_some();
        current.kind == ActivityKind::Training
            && (both(self.people, current.people) || both(self.volume, current.volume))
    }
}

/// Words between a number and the sessions that it counts: "nineteen half-day workshops".
const NAME: usize = 5;

/// "14 online masterclasses" are no people, though nothing else is counted.
fn counts_sessions(sentence: &Sentence, number: &NumberToken) -> bool {
    let near = number.end..number.end + NAME;
    let sessions = [List::TrainingWords, List::Events];
    let first = near.into_iter().find(|at| {
        let parted = !sentence
            .tokens
            .get(*at)
            .is_some_and(|token| token.is_word() || token.joins);
        parted || sessions.into_iter().any(|list| sentence.starts(list, *at))
    });
    first.is_some_and(|at| sessions.into_iter().any(|list| sentence.starts(list, at)))
}

/// The greatest number of nothing that is named.
fn unnamed(
    sentence: &Sentence,
    counted: &[&Statistic],
    is_of: impl Fn(&NumberToken) -> bool,
) -> Option<Decimal> {
    let plain = |number: &&NumberToken| {
        let other = [
            List::Time,
            List::YearWords,
            List::Months,
            List::PercentagePoints,
            List::Places,
            List::Facilities,
            List::Organisations,
            List::PhysicalUnits,
        ];
        let follows = other.into_iter().any(|list| sentence.starts(list, number.end));
        let refers = number.start > 0 && sentence.at(List::References, number.start - 1);
        let code = number.start > 0 && is_initials(sentence, number.start - 1);
        // "A 40-hour module", "training on COVID-19".
        let joins = |at: usize| sentence.tokens.get(at).is_some_and(|next| next.joins);
        let joined = joins(number.end) || number.start > 0 && joins(number.start - 1);
        let article = number.in_words && number.number.high == Decimal::ONE;
        let known = article || counted.iter().any(|own| own.number.low == number.number.low);
        !(number.percent
            || follows
            || refers
            || code
            || joined
            || known
            || sentence.is_year(number)
            || sentence.is_money(number))
    };
    let numbers = sentence.numbers.iter().filter(plain);
    numbers
        .filter(|number| is_of(number))
        .map(|number| number.number.high)
        .max()
}

/// "AAE 354": a number after capitals names something.
fn is_initials(sentence: &Sentence, at: usize) -> bool {
    let written = &sentence.text[sentence.tokens[at].start..sentence.tokens[at].end];
    written.chars().count() > 1 && written.chars().all(char::is_uppercase)
}
