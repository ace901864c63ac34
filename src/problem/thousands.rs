//! Thousands that a comma sets apart, as people write them and neither scripts nor manifests take them.

/// "10,000" in a line, which is not within a text; with a column (from 0) only what stands there.
pub struct Apart(String);

impl Apart {
    pub fn find(line: &str, column: Option<usize>) -> Option<Self> {
        let signs: Vec<char> = line.chars().collect();
        let begins = (0..signs.len()).filter(|at| begins_number(&signs, *at));
        let mut found = begins.filter_map(|start| Some((start, end(&signs, start)?)));
        let (start, end) = found.find(|(start, end)| column.is_none_or(|at| (*start..*end).contains(&at)))?;
        Some(Apart(signs[start..end].iter().collect()))
    }

    /// What is wrong, and what to do about it.
    pub fn told(&self) -> (String, String) {
        let Apart(written) = self;
        let number = written.replace(',', "");
        (
            format!("`{written}` is no number here: the comma divides it"),
            format!("write {number} without a comma"),
        )
    }
}

fn begins_number(signs: &[char], at: usize) -> bool {
    let alone = at.checked_sub(1).is_none_or(|before| {
        let before = signs[before];
        !before.is_alphanumeric() && !matches!(before, '_' | '.' | ',')
    });
    let within_text = signs[..at].iter().filter(|sign| **sign == '"').count() % 2 == 1;
    signs[at].is_ascii_digit() && alone && !within_text
}

/// One to three digits, and groups of three after commas.
fn end(signs: &[char], start: usize) -> Option<usize> {
    let digits = |from: usize| {
        let rest = signs.get(from..).unwrap_or_default();
        rest.iter().take_while(|sign| sign.is_ascii_digit()).count()
    };
    let first = digits(start);
    let mut end = start + first;
    while signs.get(end) == Some(&',') && digits(end + 1) == 3 {
        end += 4;
    }
    let whole = signs.get(end).is_none_or(|next| !next.is_alphanumeric());
    (first <= 3 && end > start + first && whole).then_some(end)
}
