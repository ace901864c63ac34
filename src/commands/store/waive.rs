//! `tillsyn waive` and `unwaive`: a finding need not be acted on, or has to be after all.

use std::process::ExitCode;

use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tillsyn::store::{Store, Waiver};

use super::{Common, ended, open, print, the_report, told};

#[derive(Args)]
pub struct Waive {
    /// The finding's fingerprint, as `tillsyn findings` shows it, or its first six digits or more
    fingerprint: String,
    /// Why it need not be acted on
    #[arg(long, value_parser = reason)]
    reason: String,
    /// Last day on which the waiver holds
    #[arg(long, value_name = "DATE", value_parser = day)]
    until: Option<Date>,
    #[command(flatten)]
    of: Of,
}

#[derive(Args)]
pub struct Unwaive {
    /// The finding's fingerprint, or its first six digits or more
    fingerprint: String,
    #[command(flatten)]
    of: Of,
}

#[derive(Args)]
struct Of {
    /// The report, where several have the finding: the beginning of its id
    #[arg(long, value_name = "ID")]
    report: Option<String>,
    /// Who decides; the user who is logged in by default
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    #[command(flatten)]
    common: Common,
}

fn day(text: &str) -> Result<Date, String> {
    let day: Result<Date, _> = text.parse();
    day.map_err(|_| "a day is written as 2027-06-30".to_string())
}

pub fn waive(arguments: &Waive) -> ExitCode {
    ended(waived(arguments))
}

pub fn unwaive(arguments: &Unwaive) -> ExitCode {
    ended(unwaived(arguments))
}

fn waived(arguments: &Waive) -> Result<(), String> {
    let of = &arguments.of;
    let today = Timestamp::now().to_zoned_datetime(TimeZone::UTC).date();
    if let Some(over) = arguments.until.filter(|until| *until < today) {
        return Err(format!(
            "--until {over}: that day is over, and the waiver would not hold"
        ));
    }
    let mut store = open(&of.common.data)?;
    let fingerprint = whole(&mut store, &arguments.fingerprint)?;
    let waiver = Waiver {
        lineage: the_lineage(&mut store, &fingerprint, of.report.as_deref())?,
        fingerprint,
        justification: arguments.reason.trim().to_string(),
        author: of.author()?,
        until: arguments.until,
    };
    store.waive(&waiver).map_err(|error| error.to_string())?;
    print(&of.common, &waiver, |out| told::waived(out, &waiver))
}

fn unwaived(arguments: &Unwaive) -> Result<(), String> {
    let of = &arguments.of;
    let mut store = open(&of.common.data)?;
    let fingerprint = whole(&mut store, &arguments.fingerprint)?;
    let lineage = the_lineage(&mut store, &fingerprint, of.report.as_deref())?;
    let was = store
        .unwaive(&fingerprint, &lineage, &of.author()?)
        .map_err(|error| error.to_string())?;
    if !was {
        return Err(format!("{fingerprint}: is not waived"));
    }
    let json = serde_json::json!({ "fingerprint": fingerprint, "report": lineage });
    print(&of.common, &json, |out| {
        writeln!(out, "{fingerprint}: is no longer waived")
    })
}

/// Fewer digits would soon be those of another finding too.
const FEWEST: usize = 6;

/// The whole fingerprint that begins so.
fn whole(store: &mut Store, given: &str) -> Result<String, String> {
    let given = given.to_lowercase();
    if given.len() < FEWEST {
        return Err(format!(
            "{given}: give at least the first {FEWEST} digits of the fingerprint"
        ));
    }
    let found = if given.chars().all(|c| c.is_ascii_hexdigit()) {
        store.fingerprints(&given).map_err(|error| error.to_string())?
    } else {
        Vec::new()
    };
    let several = found.len() > 1 && found.iter().all(|(own, _)| *own != given);
    if several {
        let listed: String = found
            .iter()
            .map(|(own, rule)| format!("\n  {own}  {rule}"))
            .collect();
        return Err(format!(
            "{given}: {} findings begin so; give more of the fingerprint:{listed}",
            found.len()
        ));
    }
    let first = found.into_iter().next().map(|(own, _)| own);
    first.ok_or_else(|| format!("{given}: there is no such finding; `tillsyn findings` lists them"))
}

/// A waiver is of one report in all its versions: the same finding of another partner is another matter.
fn the_lineage(store: &mut Store, fingerprint: &str, report: Option<&str>) -> Result<String, String> {
    let lineages = store.lineages(fingerprint).map_err(|error| error.to_string())?;
    if lineages.is_empty() {
        return Err(format!(
            "{fingerprint}: there is no such finding; `tillsyn findings` lists them"
        ));
    }
    match (report, lineages.as_slice()) {
        (Some(id), _) => {
            let first = the_report(store, id)?.first;
            if lineages.contains(&first) {
                Ok(first)
            } else {
                Err(format!("{fingerprint}: this report never had such a finding"))
            }
        }
        (None, [only]) => Ok(only.clone()),
        (None, several) => Err(format!(
            "{fingerprint}: {} reports have this finding; name one with --report: {}",
            several.len(),
            several
                .iter()
                .map(|id| told::short(id))
                .collect::<Vec<_>>()
                .join(", ")
        )),
    }
}

impl Of {
    fn author(&self) -> Result<String, String> {
        self.author
            .clone()
            .or_else(tillsyn::user::name)
            .filter(|name| !name.trim().is_empty())
            .ok_or_else(|| "it is not known who you are: add --author NAME".to_string())
    }
}

fn reason(text: &str) -> Result<String, String> {
    if text.trim().is_empty() {
        Err("say why, for those who ask later".to_string())
    } else {
        Ok(text.to_string())
    }
}
