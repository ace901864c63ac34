//! What of a script was missing when it was asked for more.

use rhai::Position;

/// What is missing, as the script writes it before the point at which it was asked for a property.
pub fn asked<'a>(message: &str, text: &'a str, position: Position) -> Option<&'a str> {
    if !message.ends_with("is asked of a missing value") {
        return None;
    }
    let line = text.lines().nth(position.line()?.checked_sub(1)?)?;
    let (end, _) = line.char_indices().nth(position.position()?.checked_sub(1)?)?;
    let before = &line[..end];
    let named = |sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '.');
    let mut names = before.rsplit(|sign| !named(sign));
    let asked = names.next()?.trim_end_matches('.');
    Some(asked).filter(|own| !own.is_empty())
}
