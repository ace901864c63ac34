//! What does not need each other is understood at the same time, on as many cores as there are.

use rayon::join;
use rayon::prelude::*;

use super::{
    Reader, activities, amounts, budgets, calendar, cases, changed, comparisons, contradictions, costs,
    estimates, gender, ratios, results, revisions, sections, series, statements, statistics, sums,
    trafficking, verdicts,
};
use crate::document::{BlockKind, Passage};
use crate::report::{
    Amount, BudgetSum, Comparison, Contradiction, Cost, Estimate, Gender, Kind, Process, Ratio, Report,
    ResultStatement, Series, Statement, Statistic, Sum, Verdict,
};

/// Blocks that are handed to a thread together: most are short.
const BLOCKS: usize = 8;

/// Reads all sentences beforehand, which is most of what can be done before anything is known.
pub fn read_all(reader: &Reader) {
    let blocks = reader.document.blocks.par_iter().enumerate();
    blocks
        .with_min_len(BLOCKS)
        .for_each(|(index, block)| match &block.kind {
            BlockKind::Table(table) => {
                reader.rows(index);
                table
                    .cells()
                    .iter()
                    .for_each(|cell| drop(reader.sentence(&cell.text)));
            }
            _ => {
                let sentences = block.text().map(|text| reader.sentences(text));
                sentences.iter().flat_map(|own| own.iter()).for_each(|sentence| {
                    statistics::counts::counts(sentence);
                });
            }
        });
}

/// Adds the results, and what is told whatever they are: neither waits for the other.
pub fn results(reader: &Reader, report: &mut Report) {
    let (results, asides) = join(|| results::results(reader), || Asides::of(reader));
    report.results.extend(results);
    asides.put(report);
}

/// Completes a report whose results are known.
pub fn from_results(reader: &Reader, report: &mut Report, declared: usize) {
    let mut results = report.results.clone();
    let known: &Report = report;
    let (account, (figures, claims)) = join(
        || Account::of(reader, &mut results),
        || {
            join(
                || Figures::of(reader, known, declared),
                || Claims::of(reader, known),
            )
        },
    );
    report.results = results;
    account.put(report);
    figures.put(report);
    claims.put(report);
    statistics::at_fault::told_as_budget(&mut report.statistics, &report.budget_sums);
}

/// Completes a report whose statements and statistics are known.
pub fn from_all(reader: &Reader, report: &mut Report) {
    let known: &Report = report;
    let (activities, (trafficking, for_women)) = join(
        || activities::activities(reader, known),
        || {
            let trafficking = trafficking::trafficking(reader, known);
            (trafficking, gender::is_for_women(reader, known))
        },
    );
    report.activities = activities;
    report.trafficking = trafficking;
    report.gender.for_women = for_women;
    sections::mark_deliveries(reader, report);
    revisions::revisions(reader, report);
}

/// What sentences claim, and what follows from that.
struct Account {
    statements: Vec<Statement>,
    series: Vec<Series>,
    processes: Vec<Process>,
    gender: Gender,
}

impl Account {
    fn of(reader: &Reader, results: &mut [ResultStatement]) -> Self {
        let statements = statements::statements(reader, results);
        for result in results.iter_mut() {
            result.unmentioned_actors = statements::unmentioned_actors(reader, result, &statements);
        }
        let (told, known) = (&statements, &*results);
        let ((changes, processes), (series, gender)) = join(
            || {
                let changes = changed::changes(reader, told, known);
                (changes, cases::processes(reader, told))
            },
            || {
                join(
                    || series::series(reader, told, known),
                    || gender::gender(reader, told, known),
                )
            },
        );
        for (result, changes) in results.iter_mut().zip(changes) {
            result.changes = changes;
        }
        Account {
            statements,
            series,
            processes,
            gender,
        }
    }

    fn put(self, report: &mut Report) {
        report.statements = self.statements;
        report.series = self.series;
        report.processes = self.processes;
        report.gender = self.gender;
    }
}

/// What is counted, and what follows from that.
struct Figures {
    statistics: Vec<Statistic>,
    ratios: Vec<Ratio>,
    costs: (Vec<Cost>, Vec<Passage>),
    sums: Vec<Sum>,
}

impl Figures {
    fn of(reader: &Reader, report: &Report, declared: usize) -> Self {
        // The description of a data record says what is meant to be done.
        let record = report.kind == Kind::Activity;
        let statistics = statistics::statistics(reader, &report.results, declared, record);
        let told = &statistics;
        let (ratios, (costs, sums)) = join(
            || ratios::ratios(reader, told),
            || (costs::costs(reader, told), sums::sums(reader, told)),
        );
        Figures {
            ratios,
            costs,
            sums,
            statistics,
        }
    }

    fn put(self, report: &mut Report) {
        report.statistics = self.statistics;
        report.ratios = self.ratios;
        (report.costs, report.unit_costs) = self.costs;
        report.sums = self.sums;
    }
}

/// What is told whatever the results are, each by itself.
struct Asides {
    comparisons: Vec<Comparison>,
    amounts: Vec<Amount>,
    budget_sums: Vec<BudgetSum>,
    contradictions: Vec<Contradiction>,
}

impl Asides {
    fn of(reader: &Reader) -> Self {
        Asides {
            comparisons: comparisons::comparisons(reader),
            amounts: amounts::amounts(reader),
            budget_sums: budgets::sums(reader),
            contradictions: contradictions::contradictions(reader),
        }
    }

    fn put(self, report: &mut Report) {
        report.comparisons = self.comparisons;
        report.amounts = self.amounts;
        report.budget_sums = self.budget_sums;
        report.contradictions = self.contradictions;
    }
}

/// What is told beside the results, each by itself.
struct Claims {
    calendar_years: Vec<Passage>,
    estimates: (Vec<Estimate>, Option<Passage>),
    verdicts: Vec<Verdict>,
}

impl Claims {
    fn of(reader: &Reader, report: &Report) -> Self {
        Claims {
            calendar_years: calendar::calendar_years(reader, report),
            estimates: estimates::estimates(reader, &report.results),
            verdicts: verdicts::verdicts(reader, &report.results),
        }
    }

    fn put(self, report: &mut Report) {
        report.calendar_years = self.calendar_years;
        (report.estimates, report.sources_listed) = self.estimates;
        report.verdicts = self.verdicts;
    }
}
