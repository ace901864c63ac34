//! `tillsyn waive` and `unwaive`: a finding need not be acted on, or has to be after all.

use std::process::ExitCode;

use clap::Args;
use jiff::civil::Date;
use tillsyn::store::{Store, Waiver};

use super::{Common, ended, open, print, the_report, told};

#[derive(Args)]
pub struct Waive {
    /// The finding's fingerprint, as `tillsyn findings` shows it
    fingerprint: String,
    /// Why it need not be acted on
    #[arg(long, value_parser = reason)]
    reason: String,
    /// Last day on which the waiver holds
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    #[command(flatten)]
    of: Of,
}

#[derive(Args)]
pub struct Unwaive {
    /// The finding's fingerprint
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

pub fn waive(arguments: &Waive) -> ExitCode {
    ended(waived(arguments))
}

pub fn unwaive(arguments: &Unwaive) -> ExitCode {
    ended(unwaived(arguments))
}

fn waived(arguments: &Waive) -> Result<(), String> {
    let of = &arguments.of;
    let mut store = open(&of.common.data)?;
    let waiver = Waiver {
        lineage: the_lineage(&mut store, &arguments.fingerprint, of.report.as_deref())?,
        fingerprint: arguments.fingerprint.clone(),
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
    let lineage = the_lineage(&mut store, &arguments.fingerprint, of.report.as_deref())?;
    let was = store
        .unwaive(&arguments.fingerprint, &lineage, &of.author()?)
        .map_err(|error| error.to_string())?;
    if !was {
        return Err(format!("{}: is not waived", arguments.fingerprint));
    }
    let json = serde_json::json!({ "fingerprint": arguments.fingerprint, "report": lineage });
    print(&of.common, &json, |out| {
        writeln!(out, "{}: is no longer waived", arguments.fingerprint)
    })
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
        let logged_in = || std::env::var("USER").or_else(|_| std::env::var("USERNAME")).ok();
        self.author
            .clone()
            .or_else(logged_in)
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
