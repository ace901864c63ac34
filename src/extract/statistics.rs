//! Numbers of people, cases, calls and goods in prose and tables, with their split by sex wherever it stands.

mod accounts;
mod added_on;
mod again;
mod ahead;
mod aside;
pub mod at_fault;
mod bystanders;
pub mod counts;
mod dwellers;
mod figures;
mod indicators;
mod kinds;
pub mod listed;
mod minors;
mod named;
mod of_activities;
pub mod of_others;
mod of_women;
pub mod over_years;
pub mod promised;
mod same;
mod split;
pub mod table;
mod things;
mod unasked;
mod unnamed;
mod wholes;

use std::ops::Range;

use rust_decimal::Decimal;

use super::estimates::{cites, is_national, names_source, tells_deed};
use super::lexicon::List;
use super::words::{Sentence, Token};
use super::{Reader, Role};
use crate::document::{BlockKind, Cell, Passage, Table};
use crate::report::{Breakdown, Counted, Dimension, Disaggregation, Kind, ResultStatement, Statistic};
use counts::Count;
use of_others::{are_sources, is_context_of, is_quoted, were_asked};
pub use table::is_total;

/// `declared`: how many of the results the format stated as data; their accounts stand in no block of the document.
pub fn statistics(
    reader: &Reader,
    results: &[ResultStatement],
    declared: usize,
    planned_prose: bool,
) -> Vec<Statistic> {
    let mut found = Vec::new();
    for passage in results[..declared].iter().flat_map(|result| &result.progress) {
        prose(reader, passage, false, Role::Other, &mut found);
    }
    for (index, block) in reader.document.blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::Heading { .. } => {}
            BlockKind::Table(table) if super::results::is_framework(reader, table) => {
                for cell in table
                    .cells()
                    .iter()
                    .filter(|cell| cell.text.split_whitespace().count() > 2)
                {
                    let planned = is_expected_text(results, &cell.text);
                    // "Income diary, 60 members": whom the source asked.
                    let role = match names_source_of_figures(reader, table, cell) {
                        true => Role::Context,
                        false => Role::Other,
                    };
                    let first = found.len();
                    prose(
                        reader,
                        &Passage::new(&cell.text, cell.location.clone()),
                        planned,
                        role,
                        &mut found,
                    );
                    // "Women in the committees (%) | … | 67 of 132 members": the row is of women.
                    if found.len() > first && indicators::is_of_one_sex(reader, results, cell) {
                        found[first..].iter_mut().for_each(|own| own.part = true);
                    }
                }
            }
            BlockKind::Table(table) => {
                let met = reader.kind == Kind::Evaluation && reader.role(index) == Role::Method;
                // "Staff and office | 1,380,000" in a budget counts no staff.
                let money = reader.role(index) == Role::Finance;
                let promised = promised::is_promised_table(reader, index, table);
                let mut counted = table::statistics(reader, table);
                let told = figures::of_grid(reader, table, reader.role(index), &counted);
                counted.extend(told);
                let told = figures::statistics(reader, table, reader.role(index), &counted);
                counted.extend(told);
                let told = accounts::statistics(reader, table, reader.role(index), &counted);
                counted.extend(told);
                of_activities::complete(reader, table, &mut counted);
                let counted = counted
                    .into_iter()
                    .filter(|own| !money || own.counted != Counted::People);
                found.extend(counted.map(|own| Statistic {
                    context: own.context || met || unasked::is_audience_row(reader, &own.quote.text),
                    planned: own.planned || promised,
                    ..own
                }));
            }
            _ => {
                let role = reader.role(index);
                let planned = planned_prose
                    || matches!(role, Role::Expected | Role::Plan | Role::Future)
                    || promised::is_promised(reader, index);
                if let Some(text) = block.text() {
                    prose(
                        reader,
                        &Passage::new(text, block.location.clone()),
                        planned,
                        role,
                        &mut found,
                    );
                    let after = &reader.document.blocks[index + 1..];
                    if let Some(last) = found
                        .last_mut()
                        .filter(|own| own.quote.location == block.location)
                    {
                        let named = named::sexes(reader, last, after);
                        last.breakdowns.extend(named);
                        last.breakdowns.extend(split::next_block(reader, last, after));
                    }
                }
            }
        }
    }
    found.extend(indicators::people(reader, results, &found));
    found.extend(indicators::things(reader, results));
    found.extend(indicators::by_place(reader, results));
    same::group(reader, &mut found);
    things::group(reader, results, &mut found);
    for block in &reader.document.blocks {
        if let BlockKind::Table(table) = &block.kind {
            let split = table::split_cells(reader, table, &found);
            found.extend(split);
        }
    }
    of_activities::told_by_rows(reader, &mut found);
    split::shares_of_all::told(reader, &mut found);
    split::told_elsewhere(reader, &mut found, declared);
    at_fault::told_by_row(&mut found);
    at_fault::told_once(&mut found);
    minors::told_by_bands(reader, &mut found);
    minors::told_of_the_whole(reader, &mut found);
    again::are_of_the_split(reader, &mut found);
    again::are_of_one_sex_elsewhere(reader, &mut found);
    again::are_rounded_elsewhere(reader, &mut found);
    again::mark(reader, &mut found);
    of_activities::mark_totals(reader, &mut found);
    added_on::mark(reader, &mut found);
    kinds::mark(reader, &mut found);
    found
}

/// Whether a cell stands in a column "Means of verification", "Source of data".
fn names_source_of_figures(reader: &Reader, table: &Table, cell: &Cell) -> bool {
    let header = (0..cell.row).filter_map(|row| table.cell(row, cell.column));
    header
        .take(HEADERS)
        .any(|header| header.column_span == 1 && reader.sentence(&header.text).has(List::ColumnSource))
}

/// Rows in which a column may be named.
const HEADERS: usize = 3;

fn is_expected_text(results: &[ResultStatement], text: &str) -> bool {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    results
        .iter()
        .any(|result| result.text == text || result.indicators.iter().any(|indicator| indicator.text == text))
}

const COUNTRY: i64 = 1_000_000;
/// From so many on, figures of a country are those of its population.
const MANY: i64 = 1000;
/// From so many on, figures with a source are those of the source.
const SOURCED: i64 = 10_000;
/// Sentences of a passage that speaks of one thing.
const SHORT_PASSAGE: usize = 6;

/// Tokens from those who were counted to how they were entered.
const MISENTRY_REACH: usize = 8;

/// Reads a passage sentence by sentence; a split may stand in the sentence after the total.
fn prose(reader: &Reader, passage: &Passage, planned: bool, role: Role, found: &mut Vec<Statistic>) {
    let sentences = reader.sentences(&passage.text);
    let whole_in_passage =
        sentences.len() <= SHORT_PASSAGE && sentences.iter().any(|sentence| sentence.has(List::WholeWords));
    let mut previous: Vec<usize> = Vec::new();
    let mut planned = planned;
    let mut ahead = false;
    let first = found.len();
    let heading = passage.location.section.last().map(|own| reader.sentence(own));
    let assembly = sentences
        .iter()
        .chain(&heading)
        .any(|sentence| sentence.has(List::Ballots));
    for (index, sentence) in sentences.iter().enumerate() {
        planned &= !ahead::is_labelled_actual(sentence) && !sentence.tells_what_we_did();
        ahead = ahead::label(sentence).unwrap_or(ahead);
        let place = Passage::new(&sentence.text, passage.location.clone());
        let counts = counts::counts(sentence);
        split::next_sentence(sentence, counts, &place, &previous, found);
        let before = index.checked_sub(1).map(|before| &sentences[before]);
        listed::by_place(sentence, counts, &place, before, found);
        previous.clear();
        let refers = referred_to(reader, &sentences[index..]);
        let met = are_sources(reader, sentence, role);
        for (position, count) in counts.iter().enumerate() {
            let mut statistic = statistic(sentence, count, &place);
            statistic.planned = planned && !ahead::came_of_the_work(sentence, count)
                || ahead
                || ahead::is_plan(sentence, count)
                || ahead::is_funded(sentence, counts, count);
            // "Provides training to up to 520 people".
            statistic.planned |= sentence.ends(List::UpperBounds, count.start);
            statistic.whole_in_passage = whole_in_passage;
            let near_end = (index + 2).min(sentences.len());
            statistic.mixes_ages = minors::are_counted_with_adults(sentence, count);
            if statistic.mixes_ages || minors::are_said_to_be_among(sentence, sentences.get(index + 1), count)
            {
                statistic.may_be_minors = true;
                statistic.tells_age = false;
            }
            if count.counted == Counted::People {
                let told = minors::ages_told(&sentences, index, count, statistic.mixes_ages, &place);
                statistic.breakdowns.extend(told);
            }
            let acted = tells_deed(sentence);
            statistic.context |= met || (role == Role::Context && !acted);
            statistic.context |= reader.kind == Kind::Activity && were_asked(sentence, count);
            statistic.context |= !acted && count.number.low >= Decimal::from(COUNTRY);
            statistic.context |= aside::stands(sentence, count);
            statistic.context |= bystanders::stands(sentence, counts, count)
                || bystanders::are_staff_of(reader, sentence, count)
                || (assembly && bystanders::attend(sentence, count))
                || unasked::stands(sentence, counts, count);
            // "Six participants had been entered in the wrong term".
            let told = clause(sentence, count);
            statistic.context |= sentence
                .all(List::Misentries)
                .filter(|hit| !sentence.in_brackets(hit.start) || sentence.in_brackets(count.start))
                .any(|hit| told.contains(&hit.start) && hit.start < count.end + MISENTRY_REACH);
            // "Before the project there were six young committee members".
            statistic.context |= sentence
                .all(List::BeforeWork)
                .any(|hit| hit.start <= told.start + 1 && told.contains(&hit.start));
            let reached = acted || sentence.has(List::PersonObjects);
            let national = is_national(sentence) && is_round(count.number.low);
            statistic.context |= national && unasked::is_whole_of_share(sentence, count);
            statistic.context |= !reached && national && count.number.low >= Decimal::from(MANY);
            // "100,000 refugees (UNHCR, Operational Data Portal)"; that "the agency reached 100,000 people" cites nobody.
            let quoted = count.number.low >= Decimal::from(SOURCED)
                && if reached {
                    cites(sentence)
                } else {
                    names_source(sentence)
                };
            statistic.context |= quoted;
            statistic
                .breakdowns
                .extend(split::in_sentence(sentence, counts, position, &place));
            let summed = split::sum(sentence, counts, position, &place);
            if summed.is_empty() {
                let listed = listed::parts(sentence, counts, position, &place);
                statistic.breakdowns.extend(listed);
            }
            statistic.breakdowns.extend(summed);
            statistic
                .breakdowns
                .extend(split::proportion::in_sentence(sentence, count, &place));
            statistic.breakdowns.extend(refers.clone());
            statistic
                .breakdowns
                .extend(split::said_unknown(&sentences[index..near_end], count, &place));
            // "Of the 846 children admitted, 735 recovered (376 girls and 359 boys)": a group that is known already.
            statistic.part |= split::is_known_group(sentence, count) && !statistic.is_split_by_sex();
            let again = wholes::is_spoken_of_again(&sentences[..index], sentence, count)
                || sentence.ends(List::Pointing, count.start)
                || counts[..position].iter().zip(&previous).any(|(whole, at)| {
                    // "The 48 minors were kept apart; 39 were handed over and nine placed in a home."
                    found[*at].part && whole.start == 1 && wholes::is_share_of(count, whole)
                });
            statistic.part |= again || unnamed::are_of_those_before(&found[first..], count);
            // What is split itself tells more than its whole.
            let open = !statistic.is_split_by_sex();
            // "In 787 groups of 20 to 25, for a total of 21,099 members".
            let total = count.total && counts.iter().all(|other| other.number.high <= count.number.high);
            let of_whole = !total && wholes::is_part(sentence, &counts[..position], count)
                || wholes::is_difference(sentence, &counts[..position], count)
                || again::is_share_of_known(sentence, count)
                || of_women::is_of_women(&sentences, index, count, heading.as_ref())
                || of_women::is_in_their_house(sentence, count)
                || of_women::are_those_named(reader, passage, &sentences, index, count);
            statistic.part |= open && of_whole
                || aside::is_remainder(&sentences[..index], sentence, &counts[..position], count);
            previous.push(found.len());
            found.push(statistic);
        }
        found.extend(unnamed::miscounted(sentence, counts, &place));
    }
    wholes::split_with_total(&mut found[first..]);
    if reader.kind == Kind::Activity {
        wholes::split_with_all_reached(&mut found[first..]);
    }
}

/// "241 persons were assisted. Annex 2 shows them by sex".
fn referred_to(reader: &Reader, sentences: &[Sentence]) -> Vec<Breakdown> {
    let next = sentences.get(1).filter(|next| next.has(List::SexSplit));
    let told = sentences.first().into_iter().chain(next);
    told.map(|sentence| split::table_referred_to(reader, sentence))
        .find(|split| !split.is_empty())
        .unwrap_or_default()
}

/// Figures of a population are, figures of those who were reached seldom.
fn is_round(number: Decimal) -> bool {
    (number % Decimal::TEN).is_zero()
}

/// The tokens between the commas around a count.
fn clause(sentence: &Sentence, count: &Count) -> Range<usize> {
    let mark = |token: &Token| matches!(token.lower.as_str(), "," | ";" | ":");
    let from = sentence.tokens[..count.start].iter().rposition(mark);
    let until = sentence.tokens[count.end..].iter().position(mark);
    from.map_or(0, |from| from + 1)..until.map_or(sentence.tokens.len(), |until| count.end + until)
}

/// "The number of members, counted per household, was 5,310".
fn is_by_household(sentence: &Sentence, count: &Count) -> bool {
    let told = |at: usize| sentence.starts(List::PerWords, at) && sentence.starts(List::Households, at + 1);
    count.elided && (0..count.start).any(told)
}

fn statistic(sentence: &Sentence, count: &Count, place: &Passage) -> Statistic {
    Statistic {
        number: count.number,
        written: count.written.clone(),
        noun: count.noun.clone(),
        unit: if count.of_whole {
            String::new()
        } else {
            count.noun_stem.clone()
        },
        may_be_minors: minors::may_be_among(sentence, count),
        tells_age: count.tells_age || minors::are_of_age_band(sentence, count),
        counted: if is_by_household(sentence, count) {
            Counted::Households
        } else {
            count.counted
        },
        subject: count.subject.clone(),
        period: super::period::period_in(sentence),
        over_years: over_years::are_told(sentence),
        quote: place.clone(),
        part: count.part,
        of_whole: count.of_whole,
        total: count.total,
        context: is_context_of(sentence, count) || is_quoted(sentence, count),
        ..Statistic::default()
    }
}

/// The parts that name a sex, as one breakdown; complete when both sexes have a number.
pub fn breakdown_by_sex(parts: Vec<Disaggregation>) -> Vec<Breakdown> {
    let parts: Vec<Disaggregation> = parts
        .into_iter()
        .filter(|part| part.dimension == Dimension::Sex)
        .collect();
    if parts.is_empty() {
        return Vec::new();
    }
    let complete = parts.len() == 2
        && parts.iter().all(|part| part.number.is_some())
        && parts[0].value != parts[1].value;
    vec![Breakdown {
        dimension: Dimension::Sex,
        parts,
        complete,
    }]
}

/// A number that a person would round is no exact count.
pub fn is_whole(number: Decimal) -> bool {
    number.fract().is_zero()
}
