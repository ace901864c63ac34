//! Words of `--at` that stand in the report otherwise than they were given, or everywhere.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

use tillsyn::document::{Document, spaced};

use super::asked::has;
use super::unseen::{Stretch, quoted, stretches};
use crate::Format;

/// Words in between that are passed over: “25 doctors” is meant for “25 young doctors”.
const BETWEEN: usize = 3;
/// Passages with the words that are explained by all rules; of more nobody would read it.
const FEW: usize = 5;
/// Words of a passage that are proposed.
const PROPOSED: usize = 6;

fn all(document: &Document) -> Vec<Stretch> {
    document.blocks.iter().flat_map(stretches).collect()
}

/// The words as they stand in the report, where that has them in this order with a few others between them; says so.
pub fn meant<'a>(document: &Document, words: &'a str, format: Format) -> Cow<'a, str> {
    let all = all(document);
    if all.iter().any(|own| has(&own.text, words)) {
        return Cow::Borrowed(words);
    }
    let mut spans: Vec<String> = all.iter().filter_map(|own| span(&own.text, words)).collect();
    spans.sort_by_key(|own| own.split_whitespace().count());
    let mut seen = BTreeSet::new();
    spans.retain(|own| seen.insert(spaced(own)));
    let Some((first, others)) = spans.split_first() else {
        return Cow::Borrowed(words);
    };
    let others: Vec<String> = others
        .iter()
        .take(FEW)
        .map(|own| format!("--at \"{own}\""))
        .collect();
    let others = if others.is_empty() {
        String::new()
    } else {
        format!(" It also has what is asked for by {}.", others.join(", "))
    };
    let told = format!(
        "The words “{words}” do not stand side by side in the report; this is of “{first}”, which does.{others}\n"
    );
    match format {
        Format::Text => anstream::println!("{told}"),
        // Not among what programs read.
        Format::Json => anstream::eprintln!("{told}"),
    }
    Cow::Owned(first.clone())
}

/// The shortest stretch of a text that has all words in this order, with few others between them.
fn span(text: &str, words: &str) -> Option<String> {
    let asked: Vec<String> = words.split_whitespace().map(spaced).collect();
    if asked.len() < 2 {
        return None;
    }
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let keys: Vec<String> = tokens.iter().map(|own| spaced(own)).collect();
    let from = |start: usize| -> Option<(usize, usize)> {
        let mut end = start;
        for word in &asked {
            end += keys.get(end..)?.iter().position(|own| own == word)? + 1;
        }
        (end - start <= asked.len() + BETWEEN).then_some((start, end))
    };
    let starts = (0..tokens.len()).filter(|start| keys[*start] == asked[0]);
    let (start, end) = starts.filter_map(from).min_by_key(|(start, end)| end - start)?;
    Some(bare(&tokens[start..end]))
}

/// The words without the stop or the bracket that they stand beside.
fn bare(tokens: &[&str]) -> String {
    let joined = tokens.join(" ");
    joined
        .trim_matches(|sign: char| !sign.is_alphanumeric() && sign != '%')
        .to_string()
}

/// What a passage has of the words and what not, and how it is asked for.
pub fn lacking(text: &str, words: &str) -> String {
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let asked: Vec<&str> = words.split_whitespace().collect();
    let is = |one: &str, other: &str| spaced(one) == spaced(other);
    let (there, lacking): (Vec<&str>, Vec<&str>) = asked
        .iter()
        .partition(|own| tokens.iter().any(|token| is(token, own)));
    let list = |words: &[&str]| {
        let words: Vec<String> = words.iter().map(|own| format!("“{own}”")).collect();
        words.join(" and ")
    };
    let told = match (there.as_slice(), lacking.as_slice()) {
        ([], _) => String::new(),
        (there, []) => format!("It has {}, otherwise put together. ", list(there)),
        (there, lacking) => format!("It has {}, and not {}. ", list(there), list(lacking)),
    };
    let at = tokens
        .iter()
        .position(|token| asked.iter().any(|own| is(token, own)));
    let from = at.unwrap_or_default().saturating_sub(1);
    let proposed = tokens.iter().skip(from).take(PROPOSED).copied();
    let proposed: Vec<&str> = proposed.collect();
    format!(
        "{told}Ask with words that stand side by side there: --at \"{}\"",
        bare(&proposed)
    )
}

/// Tells of words that stand in many passages where these are; false where they stand in a few alone.
pub fn tell_many(document: &Document, words: &str, report: &Path) -> bool {
    let all = all(document);
    let found: Vec<&Stretch> = all.iter().filter(|own| has(&own.text, words)).collect();
    if found.len() <= FEW {
        return false;
    }
    anstream::println!(
        "“{words}” stands in {} passages, too many to explain what each rule made of them. The first are\n",
        found.len()
    );
    for stretch in found.iter().take(FEW) {
        anstream::println!("  {}", quoted(stretch));
    }
    anstream::println!(
        "\nGive more of the words around it, or a rule: `tillsyn rules explain {} RULE --at \"{words}\"` tells what that rule made of each. With `--format json` all is told.\n",
        report.display()
    );
    true
}
