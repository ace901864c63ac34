//! Labels that begin a list item.

/// What stands before a list item's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    Bullet,
    /// A number or letter, as "2.", "b)" or "(iii)".
    Count(String),
}

/// Splits a list item into its label and its text.
pub fn split(text: &str) -> Option<(Label, &str)> {
    let text = text.trim_start();
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    let bullet = "•●○▪■◦‣∙·–—➢➤✓❖\u{25aa}".contains(first)
        || (matches!(first, '-' | 'o' | '*') && rest.starts_with(' '));
    if bullet && !rest.trim().is_empty() {
        return Some((Label::Bullet, rest.trim_start()));
    }
    let end = text.find(' ')?;
    let (label, rest) = (&text[..end], text[end..].trim_start());
    is_count(label).then(|| (Label::Count(label.to_string()), rest))
}

/// "1." "12)" "(3)" "a)" "(iv)"; a bare "1" or a sum is none.
fn is_count(label: &str) -> bool {
    let body = label.strip_prefix('(').unwrap_or(label);
    let Some(body) = body.strip_suffix(')').or_else(|| body.strip_suffix('.')) else {
        return false;
    };
    let number = (1..=3).contains(&body.len()) && body.chars().all(|own| own.is_ascii_digit());
    let letter = body.len() == 1 && body.chars().all(|own| own.is_ascii_lowercase());
    let roman = (1..=5).contains(&body.len()) && body.chars().all(|own| "ivx".contains(own));
    number || roman || (letter && label.ends_with(')'))
}

/// Depth that a heading's number gives: "2" and "2." 1, "2.1" 2, "Annex" none.
pub fn numbering_depth(text: &str) -> Option<u8> {
    let label = text.split_whitespace().next()?.trim_end_matches('.');
    let parts: Vec<&str> = label.split('.').collect();
    let counts = parts.iter().all(|part| {
        (1..=2).contains(&part.len()) && part.chars().all(|own| own.is_ascii_digit()) && *part != "0"
    });
    (counts && parts.len() <= 6 && text.split_whitespace().nth(1).is_some())
        .then(|| u8::try_from(parts.len()).unwrap_or(6))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_words_and_sums() {
        assert_eq!(split("• Two shelters"), Some((Label::Bullet, "Two shelters")));
        assert_eq!(split("b) Train"), Some((Label::Count("b)".into()), "Train")));
        assert_eq!(split("400 women"), None);
        assert_eq!(split("-5 degrees"), None);
        assert_eq!(numbering_depth("2.1 Results"), Some(2));
        assert_eq!(numbering_depth("2006 was a good year"), None);
    }
}
