//! The value of one number in digits, with any separators.

use std::str::FromStr;

use rust_decimal::Decimal;

/// A number with more digits before its decimals is that of an account, and none to reckon with.
const MAX_DIGITS: usize = 18;

/// Exact value of digits with decimal and thousands separators ("1,354", "1.000.000", "12 400", "12’400", "3,4").
pub fn parse(text: &str) -> Option<Decimal> {
    let compact: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’'))
        .collect();
    if compact.is_empty()
        || !compact
            .chars()
            .all(|c| c.is_ascii_digit() || c == '.' || c == ',')
    {
        return None;
    }
    let separators: Vec<char> = compact.chars().filter(|c| !c.is_ascii_digit()).collect();
    let groups: Vec<&str> = compact.split(['.', ',']).collect();
    let thousands = groups.len() > 1
        && groups[0].len() <= 3
        && groups[0] != "0"
        && groups[1..].iter().all(|group| group.len() == 3);
    let plain = match separators.as_slice() {
        [] => compact,
        [one] if thousands && (*one == ',' || compact.len() <= 7) => groups.concat(),
        [_] => compact.replace(',', "."),
        many if many.iter().all(|c| *c == many[0]) => {
            if !thousands {
                return None;
            }
            groups.concat()
        }
        _ => {
            let decimals = groups.last().copied().unwrap_or_default();
            format!("{}.{decimals}", groups[..groups.len() - 1].concat())
        }
    };
    let whole = plain.split('.').next().unwrap_or_default();
    (whole.len() <= MAX_DIGITS)
        .then(|| Decimal::from_str(&plain).ok())
        .flatten()
}

/// "3.2k", "12k"; "4K" is a name.
pub(super) fn thousands(text: &str) -> Option<Decimal> {
    let digits = text.strip_suffix('k').filter(|digits| digits.len() > 1)?;
    parse(digits)?.checked_mul(Decimal::ONE_THOUSAND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_of_every_style_are_understood() {
        for (text, value) in [
            ("1,354", "1354"),
            ("12 400", "12400"),
            ("1.000.000", "1000000"),
            ("3,4", "3.4"),
            ("0.125", "0.125"),
            ("4.000.000,50", "4000000.50"),
            ("260", "260"),
            ("1.050", "1050"),
        ] {
            assert_eq!(parse(text), Decimal::from_str(value).ok(), "{text}");
        }
        for (text, value) in [
            ("1,354.50", "1354.50"),
            ("12\u{202f}400", "12400"),
            ("1 000 000", "1000000"),
            ("12’400", "12400"),
            ("4 000,5", "4000.5"),
        ] {
            assert_eq!(parse(text), Decimal::from_str(value).ok(), "{text}");
        }
        assert_eq!(parse("1.2.3"), None);
    }
}
