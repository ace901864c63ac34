//! Which of the sentences of an activity gives a number that was read of it.

use rust_decimal::Decimal;

use super::super::breakdown::told_in;
use super::super::sentence;
use super::ActivityRef;
use crate::document::{Passage, spaced};
use crate::report::{Dimension, Statement, Statistic};

impl ActivityRef {
    /// The sentence that counts so many; none where the model keeps no more than the number.
    pub(super) fn counted_in(&self, number: Option<Decimal>) -> Vec<Passage> {
        let Some(number) = number else { return Vec::new() };
        let own = &self.get().statements;
        let counts = |at: &&usize| {
            self.0
                .statements
                .get(**at)
                .is_some_and(|own| self.counts(own, number))
        };
        let writes = |at: &&usize| self.0.statements.get(**at).is_some_and(|own| writes(own, number));
        // "214 took part" counts nobody whom a noun names.
        let found = own.iter().find(counts).or_else(|| own.iter().find(writes));
        let only = || own.first().filter(|_| own.len() == 1);
        let at = found.or_else(only);
        at.and_then(|at| sentence(&self.0, *at)).into_iter().collect()
    }

    /// The split in which so many are the women or the men.
    pub(super) fn split_in(&self, number: Decimal) -> Vec<Passage> {
        let own = self
            .get()
            .statements
            .iter()
            .filter_map(|at| self.0.statements.get(*at));
        let statistics = own.flat_map(|own| self.statistics_of(own));
        let mut splits = statistics.flat_map(|own| own.breakdowns.iter().map(move |split| (own, split)));
        let split = splits.find(|(_, split)| {
            let has = split.parts.iter().any(|part| part.number == Some(number));
            split.dimension == Dimension::Sex && has
        });
        match split {
            Some((own, split)) => vec![told_in(split, own)],
            None => self.counted_in(Some(number)),
        }
    }

    fn counts(&self, statement: &Statement, number: Decimal) -> bool {
        self.statistics_of(statement).any(|own| own.number.high == number)
    }

    fn statistics_of<'a>(&'a self, statement: &'a Statement) -> impl Iterator<Item = &'a Statistic> {
        let here = |own: &&Statistic| {
            let place = &own.quote.location;
            let row = statement.activity_row && statement.location.is_in_row_of(place);
            row || *place == statement.location && own.quote.text == statement.text
        };
        self.0.statistics.iter().filter(here)
    }
}

/// The number stands in the sentence in digits, whatever parts its thousands: "1,900", "1 900".
fn writes(statement: &Statement, number: Decimal) -> bool {
    let digits = number.normalize().to_string();
    let text = spaced(&statement.text);
    text.contains(&format!(" {digits} ")) || text.contains(&format!(" {} ", in_thousands(&digits)))
}

fn in_thousands(digits: &str) -> String {
    let mut parts = Vec::new();
    let mut rest = digits;
    while rest.len() > 3 {
        let (before, last) = rest.split_at(rest.len() - 3);
        parts.push(last);
        rest = before;
    }
    parts.push(rest);
    parts.reverse();
    parts.join(" ")
}
