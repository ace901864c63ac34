//! What campaigns and services cost: an amount in a sentence or a budget line, joined with how many were reached.

mod things;

use rust_decimal::Decimal;

use super::lexicon::{Hit, List};
use super::numbers::{self, NumberToken};
use super::ratios::{passages, unit_costs};
use super::words::Sentence;
use super::{Reader, Role, budgets};
use crate::document::{BlockKind, Passage, Table};
use crate::report::{Cost, Counted, Statistic, Volume};

/// Fewer are no volume that a cost per unit says anything of.
const MIN_VOLUME: i64 = 2;
/// Words between what was paid for, the word that says so and the amount.
const REACH: usize = 5;
/// Words between a campaign and those it reached.
const VOLUME_REACH: usize = 9;

/// An amount before it is known what it came to.
struct Spent {
    name: String,
    stem: String,
    amount: Decimal,
    written: String,
    quote: Passage,
}

/// Costs of campaigns and services, and the passages that tell what one of something costs.
pub fn costs(reader: &Reader, statistics: &[Statistic]) -> (Vec<Cost>, Vec<Passage>) {
    let passages = passages(reader);
    let told = unit_costs_told(reader, &passages);
    let mut spent: Vec<Spent> = passages
        .iter()
        .filter(|passage| is_account(reader.role_of(&passage.location)))
        .flat_map(|passage| in_prose(reader, passage))
        .collect();
    for (index, block) in reader.document.blocks.iter().enumerate() {
        if let BlockKind::Table(table) = &block.kind
            && budgets::is_of_money(reader, index, block, table)
        {
            spent.extend(in_budget(reader, table));
        }
    }
    let mut found: Vec<Cost> = Vec::new();
    for own in spent {
        if found.iter().any(|other| other.name == own.name) {
            continue;
        }
        let volume = volume(reader, statistics, &own);
        let names = |sentence: &Sentence| {
            names(sentence, &own.stem).is_some()
                || volume.as_ref().is_some_and(|volume| {
                    let beginning: String = volume.noun.chars().take(4).collect();
                    sentence
                        .tokens
                        .iter()
                        .any(|token| token.lower.starts_with(&beginning))
                })
        };
        let unit_told = told
            .iter()
            .any(|passage| reader.sentences(&passage.text).iter().any(names));
        found.push(Cost {
            name: own.name,
            amount: own.amount,
            written: own.written,
            quote: own.quote,
            volume,
            unit_told,
        });
    }
    found.extend(things::costs(reader, &passages, &told));
    (found, told)
}

/// What is meant to be spent, and what others spend, is no cost of the project yet.
fn is_account(role: Role) -> bool {
    !matches!(role, Role::Expected | Role::Plan | Role::Future | Role::Context)
}

/// "The campaign cost SEK 1.2 million": one amount, one service, and a word that joins them.
fn in_prose(reader: &Reader, passage: &Passage) -> Vec<Spent> {
    let sentences = reader.sentences(&passage.text);
    let spent = sentences.iter().filter_map(|sentence| {
        let mut amounts = sentence.numbers.iter().filter(|number| {
            !number.percent && number.number.low > Decimal::ZERO && sentence.is_money(number)
        });
        let amount = amounts.next()?;
        if amounts.next().is_some()
            || !sentence.has(List::SpendingWords)
            || sentence.has(List::Future)
            || sentence.has(List::PlanWords)
        {
            return None;
        }
        let hit = one_service(sentence).filter(|hit| is_paid_for(sentence, hit, amount))?;
        Some(spent(
            sentence,
            hit,
            amount.number.low,
            unit_costs::with_currency(sentence, amount),
            Passage::new(&sentence.text, passage.location.clone()),
        ))
    });
    spent.collect()
}

/// "The campaign cost …", "… was spent on the campaign": not "the project cost …, and a campaign was held".
fn is_paid_for(sentence: &Sentence, service: &Hit, amount: &NumberToken) -> bool {
    let near = |one, other| is_within(sentence, one, other, REACH);
    sentence.all(List::SpendingWords).any(|hit| {
        let spending = (hit.start, hit.end);
        near(spending, (service.start, service.end)) && near(spending, (amount.start, amount.end))
    })
}

/// Lines whose label names one campaign or service, with what was spent on it, else budgeted.
fn in_budget(reader: &Reader, table: &Table) -> Vec<Spent> {
    let header = |column: usize| {
        let text = table.cell(0, column).map_or("", |cell| cell.text.as_str());
        reader.sentence(text)
    };
    let mut columns: Vec<usize> = (1..table.columns()).collect();
    // What was spent goes before what was planned.
    columns.sort_by_key(|column| {
        let head = header(*column);
        !(head.has(List::SpendingWords) || head.has(List::ColumnActual))
    });
    let lines = (1..table.rows()).filter_map(|row| {
        let label = reader.sentence(table.cell(row, 0)?.text.trim());
        let hit = one_service(&label)?;
        // "Network and hotlines": how much of it went to either is not told.
        if label.has(List::TotalRows) || label.has(List::AdminCosts) || label.has(List::AndWords) {
            return None;
        }
        let (amount, written) = columns.iter().find_map(|column| {
            let cell = table.cell(row, *column)?;
            let own = reader.sentence(&cell.text);
            let figure = numbers::figure(&cell.text, &cell.location, &own);
            let number = figure.number.filter(|number| {
                !figure.percent && number.low == number.high && number.low >= Decimal::ONE_HUNDRED
            })?;
            (!header(*column).has(List::Percent)).then(|| (number.low, cell.text.trim().to_string()))
        })?;
        Some(spent(&label, hit, amount, written, table.row(row)))
    });
    lines.collect()
}

fn spent(sentence: &Sentence, hit: &Hit, amount: Decimal, written: String, quote: Passage) -> Spent {
    Spent {
        name: sentence.written(hit).to_lowercase(),
        stem: stem(sentence, hit),
        amount,
        written,
        quote,
    }
}

/// The one campaign or service that a text names.
fn one_service(sentence: &Sentence) -> Option<&Hit> {
    let mut hits = sentence.all(List::Services);
    let first = hits.next()?;
    hits.all(|other| stem(sentence, other) == stem(sentence, first) || other.start < first.end)
        .then_some(first)
}

fn stem(sentence: &Sentence, hit: &Hit) -> String {
    let words = sentence.tokens[hit.start..hit.end].iter();
    words.map(|word| word.stem.as_str()).collect::<Vec<_>>().join(" ")
}

fn names<'a>(sentence: &'a Sentence, own: &str) -> Option<&'a Hit> {
    sentence
        .all(List::Services)
        .find(|hit| stem(sentence, hit) == own)
}

/// The first count of people, contacts or copies that is told of the same campaign or service.
fn volume(reader: &Reader, statistics: &[Statistic], own: &Spent) -> Option<Volume> {
    let counted = |statistic: &&Statistic| {
        let exact = statistic.number.low == statistic.number.high;
        let own = !(statistic.planned || statistic.context || statistic.part || statistic.noun.is_empty());
        own && exact
            && statistic.number.low >= Decimal::from(MIN_VOLUME)
            && is_account(reader.role_of(&statistic.quote.location))
    };
    statistics
        .iter()
        .filter(counted)
        .find(|statistic| is_volume_of(reader, statistic, &own.stem))
        .map(|statistic| Volume {
            number: statistic.number.low,
            noun: statistic.noun.clone(),
            quote: statistic.quote.clone(),
        })
}

/// "The campaign reached 48,000 people", "5,000 brochures": named in the same part of the sentence as the number, or in
/// the words of the indicator that the number is of.
fn is_volume_of(reader: &Reader, statistic: &Statistic, service: &str) -> bool {
    let sentence = reader.sentence(&statistic.quote.text);
    let Some(hit) = names(&sentence, service) else {
        return false;
    };
    let number = sentence
        .numbers
        .iter()
        .find(|number| number.number.low == statistic.number.low);
    let near = number.map_or(statistic.indicator.is_some(), |number| {
        is_within(
            &sentence,
            (hit.start, hit.end),
            (number.start, number.end),
            VOLUME_REACH,
        )
    });
    let reached = matches!(
        statistic.counted,
        Counted::People | Counted::Contacts | Counted::Households | Counted::Cases
    );
    let itself = reader
        .sentence(&statistic.noun)
        .all(List::Services)
        .next()
        .is_some();
    one_service(&sentence).is_some() && near && (reached || itself)
}

/// Nothing but so many words between two parts of a sentence.
fn is_within(sentence: &Sentence, one: (usize, usize), other: (usize, usize), words: usize) -> bool {
    let (from, to) = (one.1.min(other.1), one.0.max(other.0));
    from >= to || (to - from <= words && sentence.tokens[from..to].iter().all(|token| token.is_word()))
}

/// Sentences and tables that tell what one of something costs, or name such a cost.
fn unit_costs_told(reader: &Reader, passages: &[Passage]) -> Vec<Passage> {
    let mut found = Vec::new();
    for passage in passages {
        for sentence in reader.sentences(&passage.text).iter() {
            if unit_costs::is_told(sentence) {
                found.push(Passage::new(&sentence.text, passage.location.clone()));
            }
        }
    }
    for block in &reader.document.blocks {
        if let BlockKind::Table(table) = &block.kind {
            found.extend(in_table(reader, table));
        }
    }
    found
}

/// Under a column called "Cost per person" every row tells one.
fn in_table(reader: &Reader, table: &Table) -> Vec<Passage> {
    let headed = (0..table.columns())
        .filter_map(|column| table.cell(0, column))
        .any(|cell| unit_costs::is_named(&reader.sentence(&cell.text)));
    (1..table.rows())
        .map(|row| table.row(row))
        .filter(|row| headed || unit_costs::is_named(&reader.sentence(&row.text)))
        .collect()
}
