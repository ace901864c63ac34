//! Days and periods as they are given on the command line.

use jiff::civil::{Date, Time};

/// First and last day of "2021", "2021-03", "2021-03-01", or of two of them with ".." between.
pub fn period(text: &str) -> Result<(String, String), String> {
    let wrong = || format!("`{text}` is no period: write 2021, 2021-03, or 2020-07..2021-06");
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    let day = |text: &str, last: bool| -> Option<Date> {
        let mut parts = text.split('-').map(str::parse::<i16>);
        let year = parts.next()?.ok()?;
        let month = parts.next().transpose().ok()?;
        let day = parts.next().transpose().ok()?;
        let number = |own: i16| i8::try_from(own).ok();
        let month_or = number(month.unwrap_or(if last { 12 } else { 1 }))?;
        match day {
            Some(day) => Date::new(year, month_or, number(day)?).ok(),
            None => {
                let first = Date::new(year, month_or, 1).ok()?;
                Some(if last { first.last_of_month() } else { first })
            }
        }
    };
    let from = day(from, false).ok_or_else(wrong)?;
    let to = day(to, true).ok_or_else(wrong)?;
    if from > to {
        return Err(wrong());
    }
    Ok((from.to_string(), to.to_string()))
}

/// The first day of what is meant, or a time as the audit shows it, without the Z at its end: what begins so is not before it.
pub fn since(text: &str) -> Result<String, String> {
    let wrong = || {
        format!("`{text}` is no day: write 2027-06-30, 2027-06 or 2027, or a time in UTC: 2027-06-30T14:05")
    };
    if let Some((day, time)) = text.split_once(['T', 't', ' ']) {
        let time = time.trim_end_matches(['Z', 'z']);
        let known =
            day.parse::<Date>().is_ok() && time.len() >= "00:00".len() && time.parse::<Time>().is_ok();
        return known.then(|| format!("{day}T{time}")).ok_or_else(wrong);
    }
    if text.contains("..") {
        return Err(wrong());
    }
    period(text).map(|(from, _)| from).map_err(|_| wrong())
}
