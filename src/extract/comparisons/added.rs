//! Counts of different kinds that are added up, or taken from one another.

use rust_decimal::Decimal;

use super::super::Reader;
use super::super::lexicon::List;
use super::told::{Told, is_told_apart};
use crate::document::Passage;
use crate::report::{ComparedValue, Comparison, Counted};

/// Smaller sums and differences come about by chance.
const SUMMED: i64 = 50;
/// Sums of figures that stand apart from each other come about by chance, where they are smaller.
const FAR: i64 = 100;
/// Counts that may make up a sum.
const TERMS: usize = 8;
/// Figures before a sum that may be two terms of it, whatever stands between them.
const BEFORE: usize = 14;
/// Blocks over which a sum in words reaches back.
const BLOCKS: usize = 3;
/// Sentences over which a difference reaches back.
const SENTENCES: usize = 3;
/// Tokens between a sum and what says that it is one.
const REACH: usize = 4;

pub fn comparisons(reader: &Reader, told: &[Told]) -> Vec<Comparison> {
    let apart = |comparison: &(usize, Comparison)| {
        let block = comparison.0;
        is_told_apart(reader, block.saturating_sub(1)..=block + 1)
    };
    let found = (0..told.len()).filter_map(|at| {
        let found = sum(told, at).or_else(|| far_sum(told, at));
        Some((told[at].block, found.or_else(|| difference(told, at))?))
    });
    found.filter(|own| !apart(own)).map(|(_, own)| own).collect()
}

fn comparison(terms: Vec<&Told>, result: &Told) -> Comparison {
    Comparison {
        quote: Passage::new(&result.sentence.text, result.place.clone()),
        values: terms.into_iter().chain([result]).map(Told::value).collect(),
    }
}

/// "1,985 people: 640 members, 95 boat-builders and 1,250 visits": a whole before or after what makes it up exactly.
fn sum(told: &[Told], at: usize) -> Option<Comparison> {
    let total = &told[at];
    if total.number < Decimal::from(SUMMED) || total.part {
        return None;
    }
    let after: Vec<&Told> = told[at + 1..].iter().collect();
    let before: Vec<&Told> = told[..at].iter().rev().collect();
    let people = total.kind == Some(Counted::People);
    // "Nine cases, five girls and four boys" says who they are.
    let counted = |own: &&&Told| own.is_mixable();
    let whole = |own: &&&Told| own.is_mixable() && !own.part;
    let any = |own: &&&Told| !own.part;
    let found = [(&after, true), (&before, false)]
        .into_iter()
        .find_map(|(near, onward)| {
            let said = |terms: &Vec<&Told>| is_said_to_be_sum(total, terms[0], onward);
            let of_people = || {
                let terms = adding_up(near, total, counted).or_else(|| adding_up(near, total, whole));
                terms.filter(|terms| people && terms.iter().any(|term| term.is_other(terms[0])))
            };
            let of_any = || adding_up(near, total, any).filter(|terms| is_mixed(terms) && said(terms));
            of_people().or_else(of_any)
        })?;
    Some(comparison(found, total))
}

/// People, and something that is none.
fn is_mixed(terms: &[&Told]) -> bool {
    let people = |term: &&&Told| term.kind == Some(Counted::People);
    let things = |term: &&&Told| term.kind.is_some_and(|kind| kind != Counted::People);
    terms.iter().any(|term| people(&term)) && terms.iter().any(|term| things(&term))
}

/// The counts next to a total that make it up: at least two, near it.
fn adding_up<'a>(near: &[&'a Told], total: &Told, counts: impl Fn(&&&Told) -> bool) -> Option<Vec<&'a Told>> {
    let mut sum = Decimal::ZERO;
    let mut terms: Vec<&Told> = Vec::new();
    for term in near.iter().filter(|own| counts(own)).take(TERMS) {
        if !term.listed && !total.listed && term.block != total.block {
            break;
        }
        sum += term.number;
        terms.push(term);
        if sum >= total.number {
            break;
        }
    }
    (terms.len() >= 2 && sum == total.number).then_some(terms)
}

/// "In total", "that is", "of which", a colon or a bracket between them.
fn is_said_to_be_sum(total: &Told, first: &Told, onward: bool) -> bool {
    let sentence = &total.sentence;
    let near_total = is_near_total(total);
    let linked = |at: usize| {
        let mark = matches!(sentence.tokens[at].lower.as_str(), ":" | "(" | "=" | "–" | "—");
        mark || [List::SexPronouns, List::ThatIs]
            .into_iter()
            .any(|list| sentence.starts(list, at))
    };
    let same = first.sentence.text == sentence.text;
    let leads = onward && same && (total.end..first.start).take(REACH).any(linked);
    let follows = !onward
        && (total.start.saturating_sub(REACH)..total.start).any(|at| sentence.starts(List::ThatIs, at));
    near_total || leads || follows
}

fn is_near_total(total: &Told) -> bool {
    let near = total.start.saturating_sub(REACH)..total.noun_end.max(total.end) + 2;
    let mut hits = total.sentence.all(List::Total);
    hits.any(|hit| near.contains(&hit.start))
}

/// "The operators took 4,136 calls. … 612 persons came. So in total 4,748 migrants": two figures, whatever stands between.
fn far_sum(told: &[Told], at: usize) -> Option<Comparison> {
    let total = &told[at];
    let people = total.kind == Some(Counted::People) && total.number >= Decimal::from(FAR);
    if !people || total.part || !total.is_exact() {
        return None;
    }
    let bracket = brackets(told, at);
    if bracket.is_some() {
        return bracket;
    }
    let near: Vec<&Told> = told[at.saturating_sub(BEFORE)..at]
        .iter()
        .filter(|own| is_near_total(total) && own.block + BLOCKS >= total.block && !own.elided)
        .collect();
    let pair = near.iter().enumerate().find_map(|(index, one)| {
        let mut others = near[index + 1..].iter();
        let other = others.find(|other| one.number + other.number == total.number && one.is_other(other))?;
        Some(vec![*one, *other])
    })?;
    Some(comparison(pair, total))
}

/// "2,341 beneficiaries (1,943 through the hotline and 398 in the centres)", where elsewhere the hotline took 1,943 calls.
fn brackets(told: &[Told], at: usize) -> Option<Comparison> {
    let total = &told[at];
    let inside: Vec<&Told> = told[at + 1..]
        .iter()
        .take_while(|own| own.at == total.at)
        .collect();
    let terms = adding_up(&inside, total, |own| !own.part)?;
    let elsewhere = |term: &&Told| {
        let mut same = told
            .iter()
            .filter(|own| own.at != term.at && own.number == term.number);
        let named = same.find(|own| !own.elided && own.is_mixable());
        named.filter(|named| named.kind != Some(Counted::People) && named.is_telling())
    };
    let own_noun = |term: &&Told| term.kind.is_none() || term.elided;
    let named: Vec<&Told> = terms
        .iter()
        .copied()
        .filter(|term| own_noun(term))
        .filter_map(|term| elsewhere(&term))
        .collect();
    let here = |term: &Told| ComparedValue {
        quote: Passage::new(&total.sentence.text, total.place.clone()),
        ..term.value()
    };
    (!named.is_empty()).then(|| Comparison {
        quote: Passage::new(&total.sentence.text, total.place.clone()),
        values: named.into_iter().chain([total]).map(here).collect(),
    })
}

/// "6,000 children were promised. The log stood at 7,340 calls, 1,340 children more": what is left when one is taken from
/// the other.
fn difference(told: &[Told], at: usize) -> Option<Comparison> {
    let left = &told[at];
    if left.number < Decimal::from(SUMMED) || left.part || !left.is_exact() {
        return None;
    }
    let near: Vec<&Told> = told[at.saturating_sub(TERMS)..at]
        .iter()
        .filter(|own| {
            own.block == left.block && own.at + SENTENCES >= left.at && own.number >= Decimal::from(SUMMED)
        })
        .collect();
    let pair = near.iter().enumerate().find_map(|(index, one)| {
        let mut others = near[index + 1..].iter();
        let other = others.find(|other| {
            let apart = (one.number - other.number).abs();
            apart == left.number && one.is_other(other)
        })?;
        Some(vec![*one, *other])
    })?;
    Some(comparison(pair, left))
}
