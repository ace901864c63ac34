//! Numbers in sentences that two reports give for the same quantity and the same year.

use super::{FEW, Likeness, MANY, Search, Wording};
use crate::extract::lexicon::List;
use crate::report::{Certainty, Report, Statistic};

/// A count with its year.
struct DatedCount {
    at: usize,
    unit: String,
    year: i16,
    wording: Wording,
}

impl Search<'_> {
    /// Counts that are dated in their own sentence, by the year and by what that part of the sentence says.
    pub(super) fn statistics(&self, report: &Report, other: &Report) -> Vec<(usize, usize)> {
        let (own, theirs) = (self.dated(report), self.dated(other));
        // A place or a group that only one names makes it another count.
        let extra = |one: &Wording, two: &Wording| {
            let all = one.words.iter().filter(|word| !two.words.contains(word));
            all.map(|word| if one.names.contains(word) { MANY } else { 1 })
                .sum::<usize>()
        };
        let alike = |one: &DatedCount, two: &DatedCount| {
            let (first, second) = (&one.wording, &two.wording);
            let apart = extra(first, second) + extra(second, first);
            let shared = Likeness::of(first, second).shared;
            let same = apart == 0 && shared > 0 || apart == 1 && shared > FEW;
            one.unit == two.unit && one.year == two.year && same
        };
        let only = |wanted: &DatedCount, all: &[DatedCount]| -> Option<usize> {
            let mut same = all.iter().filter(|found| alike(wanted, found));
            same.next()
                .filter(|_| same.next().is_none())
                .map(|found| found.at)
        };
        // Of several that would do none is surely the one.
        let pair = |wanted: &DatedCount| {
            let here = only(wanted, &own)?;
            let found = own.iter().find(|found| found.at == here)?;
            (only(found, &theirs)? == wanted.at).then_some((wanted.at, here))
        };
        theirs.iter().filter_map(pair).collect()
    }

    fn dated(&self, report: &Report) -> Vec<DatedCount> {
        let counted = |statistic: &Statistic| {
            let whole = !statistic.of_whole && !statistic.context && !statistic.planned;
            let prose = statistic.indicator.is_none() && statistic.quote.location.table.is_none();
            whole && prose && statistic.certainty == Certainty::Sure
        };
        let all = report.statistics.iter().enumerate();
        all.filter(|(_, statistic)| counted(statistic))
            .filter_map(|(at, statistic)| {
                let (year, words) = self.own_part(statistic)?;
                Some(DatedCount {
                    at,
                    unit: statistic.unit.clone(),
                    year,
                    wording: self.wording(None, &words),
                })
            })
            .collect()
    }

    /// The year that a number is of, and the part of its sentence that is of that number: "In 2023, 64 workers were
    /// trained and 12 wells were dug; in 2024, 22 workers were".
    fn own_part(&self, statistic: &Statistic) -> Option<(i16, String)> {
        let sentence = self.reader.sentence(&statistic.quote.text);
        let own = sentence
            .numbers
            .iter()
            .find(|number| sentence.between(number.start, number.end) == statistic.written)?
            .start;
        let (years, counts): (Vec<_>, Vec<_>) = sentence
            .numbers
            .iter()
            .partition(|number| sentence.is_year(number));
        let years: Vec<usize> = years.into_iter().map(|number| number.start).collect();
        // "In 2023, …" or "… in 2023".
        let leads = sentence.numbers.first().map(|number| number.start) == years.first().copied();
        let year = if leads {
            years.iter().rfind(|year| **year < own)?
        } else {
            years.iter().find(|year| **year > own)?
        };
        let others = || {
            counts
                .iter()
                .map(|number| number.start)
                .chain(years.iter().copied())
        };
        let before = others().filter(|at| *at < own).max();
        let after = others().filter(|at| *at > own).min();
        let parted = |at: &usize| {
            let mark = matches!(sentence.tokens[*at].lower.as_str(), "," | ";");
            mark || sentence.starts(List::AndWords, *at)
        };
        let from = before.map_or(0, |before| {
            (before + 1..own)
                .rfind(|at| parted(at))
                .map_or(before + 1, |at| at + 1)
        });
        let until = after.map_or(sentence.tokens.len(), |after| {
            (own + 1..after).rfind(|at| parted(at)).unwrap_or(after)
        });
        let year = sentence.tokens[*year].lower.parse().ok()?;
        Some((year, sentence.between(from, until).to_string()))
    }
}
