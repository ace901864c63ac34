//! Parts of an expected result ("users are trained; a grant scheme is set up"), of which the account takes up one and
//! leaves out another.

use std::ops::Range;

use super::super::Reader;
use super::super::lexicon::List;
use super::super::period::{period_in, report_period};
use super::super::words::Sentence;
use super::aim_parts::{OWN, Part, apart, is_told, matter};
use super::told::wording;
use crate::report::{Kind, ResultLevel, ResultStatement};

/// A part is one of so many.
const TWO: usize = 2;

/// The parts of expected results that nothing takes up, where another part is told of.
pub fn left_out(reader: &Reader, known: &[ResultStatement]) -> Vec<ResultStatement> {
    let owed = |result: &&ResultStatement| {
        let level = !matches!(result.level, ResultLevel::Impact | ResultLevel::Activity);
        result.expected && level && !result.indicator_only && !result.plan_only
    };
    let mut found = Vec::new();
    for result in known.iter().filter(owed) {
        let whole = reader.sentence(&result.text);
        // What stands behind it is its account.
        let sentences = reader.sentences(wording(&whole));
        let Some(body) = sentences.first() else { continue };
        let here = own_blocks(reader, result);
        let texts = clauses(body);
        if texts.len() < TWO {
            continue;
        }
        found.extend(silent(reader, &here, body, &texts).map(|text| ResultStatement {
            level: ResultLevel::Activity,
            text,
            location: result.location.clone(),
            unanswered: true,
            ..ResultStatement::default()
        }));
    }
    found
}

/// The block that states it.
fn own_blocks(reader: &Reader, result: &ResultStatement) -> Range<usize> {
    let blocks = &reader.document.blocks;
    let states = |text: &str| text.contains(result.text.trim());
    let at = blocks
        .iter()
        .position(|block| block.location == result.location && block.text().is_none_or(states));
    at.map_or(0..0, |at| at..at + 1)
}

/// "Users are trained; a scheme is set up", "the centres meet the standards and every child has a plan".
fn clauses(body: &Sentence) -> Vec<Range<usize>> {
    let all = body.tokens.len();
    let cut = |at: &usize| {
        let semicolon = body.tokens[*at].lower == ";";
        semicolon || body.starts(List::AndWords, *at) && body.starts(List::EveryWords, at + 1)
    };
    let cuts: Vec<usize> = (0..all).filter(cut).collect();
    let starts = [0].into_iter().chain(cuts.iter().map(|at| at + 1));
    let ends = cuts.iter().copied().chain([all]);
    starts.zip(ends).map(|(from, to)| from..to).collect()
}

fn silent(reader: &Reader, here: &Range<usize>, body: &Sentence, texts: &[Range<usize>]) -> Option<String> {
    let parts = parts(body, texts);
    let known = |part: &Part| part.own.len() >= OWN;
    let told = |part: &Part| is_told(reader, &|found| here.contains(&found.block), part);
    let any = parts.iter().any(|part| known(part) && told(part));
    let silent = parts
        .iter()
        .find(|part| known(part) && !told(part) && is_due(reader, &part.text))?;
    any.then(|| silent.text.clone())
}

/// Half-way only what had its own date is due.
fn is_due(reader: &Reader, part: &str) -> bool {
    let end = period_in(&reader.sentence(part)).end;
    let told = reader.told_until.or_else(|| report_period(reader).end);
    reader.kind != Kind::Interim || end.zip(told).is_some_and(|(end, told)| end <= told)
}

fn parts(body: &Sentence, texts: &[Range<usize>]) -> Vec<Part> {
    let texts: Vec<(String, Vec<String>)> = texts
        .iter()
        .filter(|range| !range.is_empty())
        .map(|range| {
            let stop = body.tokens[range.end - 1].lower == ".";
            let end = range.end - usize::from(stop && range.len() > 1);
            let text = body.between(range.start, end).to_string();
            (text, matter(body, range.start, range.end))
        })
        .collect();
    apart(&texts)
}
