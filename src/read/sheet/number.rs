//! Shows a number or date as its cell's number format does, free of the reader's locale: no thousands marks, ISO dates.

use calamine::ExcelDateTime;
use rust_decimal::{Decimal, RoundingStrategy};

/// What the first section of a format code such as `"€" #,##0.00` asks for.
#[derive(Debug, Default)]
struct Layout {
    before: String,
    after: String,
    percent: bool,
    /// Factors of a thousand that are left out: `0,` shows thousands.
    thousands: i32,
    /// Fewest and most decimals; `None` shows as many as there are.
    decimals: Option<(u32, u32)>,
}

/// A number by its format code: 0.45 with `0%` is "45 %", 0.30000000000000004 with `General` is "0.3".
pub fn show(value: f64, code: &str) -> String {
    let layout = layout(code);
    let factor = if layout.percent { 100.0 } else { 1.0 } / 1000_f64.powi(layout.thousands);
    let value = without_noise(value * factor);
    let digits = match layout.decimals {
        Some((fewest, most)) => rounded(value.abs(), fewest, most),
        None => value.abs().to_string(),
    };
    let is_zero = digits.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let sign = if value < 0.0 && !is_zero { "-" } else { "" };
    let percent = if layout.percent { " %" } else { "" };
    format!("{sign}{}{digits}{percent}{}", layout.before, layout.after)
        .trim()
        .to_string()
}

/// A spreadsheet program computes with 15 digits; what lies beyond is noise of the binary form.
pub fn without_noise(value: f64) -> f64 {
    format!("{value:.14e}").parse().unwrap_or(value)
}

fn rounded(value: f64, fewest: u32, most: u32) -> String {
    let Ok(exact) = value.to_string().parse::<Decimal>() else {
        return value.to_string();
    };
    let rounded = exact.round_dp_with_strategy(most, RoundingStrategy::MidpointAwayFromZero);
    let places = rounded.normalize().scale().max(fewest) as usize;
    format!("{rounded:.places$}")
}

fn layout(code: &str) -> Layout {
    let mut layout = Layout::default();
    let mut digits = String::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        let literal = match c {
            ';' => break,
            '"' => chars.by_ref().take_while(|c| *c != '"').collect(),
            '\\' => chars.next().map(String::from).unwrap_or_default(),
            '_' | '*' => {
                chars.next();
                String::new()
            }
            '[' => currency(&chars.by_ref().take_while(|c| *c != ']').collect::<String>()),
            '0' | '#' | '?' | '.' | ',' => {
                digits.push(c);
                String::new()
            }
            '%' => {
                layout.percent = true;
                String::new()
            }
            ' ' | '$' | '€' | '£' | '¥' => c.to_string(),
            // Fractions, powers of ten, text, "General": the number is shown plainly.
            '/' | 'E' | 'e' | '@' | 'G' | 'g' => return Layout::default(),
            _ => String::new(),
        };
        if digits.is_empty() {
            layout.before.push_str(&literal);
        } else {
            layout.after.push_str(&literal);
        }
    }
    let trimmed = digits.trim_end_matches(',');
    layout.thousands = i32::try_from(digits.len() - trimmed.len()).unwrap_or(0).min(4);
    layout.decimals = decimals(trimmed);
    if layout.after.trim().is_empty() {
        layout.after.clear();
    }
    layout
}

/// The symbol in `[$€-407]`; colours, conditions and locales have none.
fn currency(bracket: &str) -> String {
    bracket
        .strip_prefix('$')
        .and_then(|rest| rest.split('-').next())
        .unwrap_or_default()
        .to_string()
}

fn decimals(digits: &str) -> Option<(u32, u32)> {
    if digits.is_empty() {
        return None;
    }
    let places = digits.split_once('.').map_or("", |(_, places)| places);
    let fewest = places.chars().filter(|c| *c == '0').count();
    let most = places.chars().filter(|c| *c != ',').count();
    Some((
        u32::try_from(fewest).ok()?.min(15),
        u32::try_from(most).ok()?.min(15),
    ))
}

/// A date or time by its format code: "2021-03-31", "2021-03" when the code shows no day, "2021", "14:30", "36:15" hours.
pub fn date(value: ExcelDateTime, code: &str) -> String {
    if value.is_duration() {
        let minutes = (value.as_f64() * 24.0 * 60.0).round();
        return format!("{}:{:02}", (minutes / 60.0).trunc(), (minutes % 60.0).abs());
    }
    let (year, month, day, hour, minute, ..) = value.to_ymd_hms_milli();
    let parts = date_parts(code);
    let time = format!("{hour:02}:{minute:02}");
    if value.as_f64() < 1.0 && parts.contains('h') {
        return time;
    }
    match (parts.contains('y'), parts.contains('m'), parts.contains('d')) {
        (true, false, false) => year.to_string(),
        (true, true, false) => format!("{year}-{month:02}"),
        _ if parts.contains('h') && (hour, minute) != (0, 0) => format!("{year}-{month:02}-{day:02} {time}"),
        _ => format!("{year}-{month:02}-{day:02}"),
    }
}

/// The letters of a date code without its literals, colours and locales.
fn date_parts(code: &str) -> String {
    let mut parts = String::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            ';' => break,
            '"' => chars.by_ref().take_while(|c| *c != '"').for_each(drop),
            '[' => chars.by_ref().take_while(|c| *c != ']').for_each(drop),
            '\\' | '_' | '*' => drop(chars.next()),
            _ => parts.extend(c.to_lowercase()),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn numbers_are_shown_as_the_sheet_shows_them() {
        let shown = [
            (0.45, "0%", "45 %"),
            (0.456, "0.0%", "45.6 %"),
            (0.07, "0%", "7 %"),
            (0.1 + 0.2, "General", "0.3"),
            (12.0, "General", "12"),
            (1234.5, "#,##0", "1235"),
            (1234.5, "#,##0.00", "1234.50"),
            (2.5, "0.0##", "2.5"),
            (1_250_000.0, "0.0,,", "1.3"),
            (1200.0, "\"$\"#,##0", "$1200"),
            (1200.0, "#,##0\\ [$€-407]", "1200 €"),
            (-3.0, "#,##0_);(#,##0)", "-3"),
            (1200.0, "_-* #,##0.00\\ \"€\"_-", "1200.00 €"),
            (5.0, "0\" people\"", "5 people"),
            (0.25, "# ?/?", "0.25"),
            (151.0, "@", "151"),
            (-0.001, "0", "0"),
            (1e300, "0.00", &1e300.to_string()),
        ];
        for (value, code, expected) in shown {
            assert_eq!(show(value, code), expected, "{value} by {code}");
        }
    }

    #[test]
    fn dates_are_iso_and_as_exact_as_shown() {
        let shown = |value, code| {
            date(
                ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false),
                code,
            )
        };
        assert_eq!(shown(44286.0, "dd/mm/yyyy"), "2021-03-31");
        assert_eq!(shown(44286.0, "mmm-yy"), "2021-03");
        assert_eq!(shown(44286.0, "yyyy"), "2021");
        assert_eq!(shown(44286.5, "dd/mm/yyyy hh:mm"), "2021-03-31 12:00");
        assert_eq!(shown(44286.0, "[$-409]d mmmm yyyy"), "2021-03-31");
        assert_eq!(shown(0.75, "hh:mm"), "18:00");
        let hours = ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(date(hours, "[h]:mm"), "36:00");
    }
}
