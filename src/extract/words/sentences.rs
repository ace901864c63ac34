//! Where a sentence ends and the next begins.

use crate::extract::lexicon::Lexicon;

/// Marks of list items.
const BULLETS: [char; 5] = ['•', '●', '▪', '◦', '■'];

/// Letters of the last word of a sentence that has no blank behind it.
const SHORTEST: usize = 3;

/// Splits running text into sentences; line feeds always end one.
pub fn sentences<'a>(text: &'a str, lexicon: &Lexicon) -> Vec<&'a str> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut start = 0;
        for (offset, c) in line.char_indices() {
            // A list that was pasted into one line.
            if BULLETS.contains(&c) && offset >= start {
                push_sentence(&line[start..offset], &mut found);
                start = offset + c.len_utf8();
            } else if matches!(c, '.' | '!' | '?') && ends_sentence(line, offset, lexicon) {
                let mut end = offset + c.len_utf8();
                while let Some(next) = line[end..]
                    .chars()
                    .next()
                    .filter(|c| matches!(c, ')' | '"' | '”' | '’'))
                {
                    end += next.len_utf8();
                }
                push_sentence(&line[start.min(end)..end], &mut found);
                start = end;
            }
        }
        if start < line.len() {
            push_sentence(&line[start..], &mut found);
        }
    }
    found
}

fn push_sentence<'a>(text: &'a str, found: &mut Vec<&'a str>) {
    let text = text.trim();
    if text.chars().any(char::is_alphanumeric) {
        found.push(text);
    }
}

fn ends_sentence(line: &str, offset: usize, lexicon: &Lexicon) -> bool {
    let after = &line[offset + 1..];
    let rest = after.trim_start_matches([')', '"', '”', '’']);
    if rest.is_empty() {
        return true;
    }
    if !rest.starts_with(char::is_whitespace) {
        return is_run_together(&line[..offset], after);
    }
    let next = rest.trim_start().chars().next();
    if !next.is_some_and(|c| {
        c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '(' | '‘') || BULLETS.contains(&c)
    }) {
        return false;
    }
    let word = line[..offset]
        .rsplit(|c: char| c.is_whitespace() || c == '(')
        .next()
        .unwrap_or("");
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let number_at_start = line[..offset].trim_start().len() == word.len()
        && word.chars().all(|c| c.is_ascii_digit() || c == '.');
    let lower = word.to_lowercase();
    !(initial || number_at_start || lexicon.is_abbreviation(&lower))
}

/// "… with consensus.Ninety projects …": the blank was lost where the text was copied. Neither "e.g.The" nor "ngo.Org".
fn is_run_together(before: &str, after: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let whole = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let next: &str = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let goes_on = after[next.len()..].starts_with(|c: char| c.is_whitespace() || c == '(' || c == ',');
    let capital = next.chars().next().is_some_and(char::is_uppercase);
    let plain = word.chars().count() >= SHORTEST && word.chars().last().is_some_and(char::is_lowercase);
    plain
        && whole.trim_start_matches(['(', '"', '“', ',']).ends_with(word)
        && !whole.contains(['@', '/', '.'])
        && capital
        && goes_on
}
