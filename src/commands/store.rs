//! `tillsyn reports`, `report`, `findings`, `waive`, `unwaive`, `backup` and `audit`: what the daemon remembers.

mod audit;
mod days;
mod told;
mod waive;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;
use tillsyn::agreement;
use tillsyn::read::sha256;
use tillsyn::remembered::Remembered;
use tillsyn::store::{Filter, FindingRow, Missing, ReportRow, Store};

use days::{period, since};
pub use waive::{Unwaive, Waive, unwaive, waive};

use super::{Data, ended};
use crate::Format;

/// The store, and how to print what it says.
#[derive(Args)]
pub struct Common {
    #[command(flatten)]
    data: Data,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Which reports are meant.
#[derive(Args)]
pub struct Which {
    /// Part of the project's reference, or of the report's title
    #[arg(long, value_name = "TEXT")]
    project: Option<String>,
    /// Part of the name of the organisation that reports, or of the folder that its reports come in
    #[arg(long, value_name = "TEXT")]
    partner: Option<String>,
    /// A year (2021), a month (2021-03), a day, or two of them: 2020-07..2021-06
    #[arg(long, value_name = "FROM[..TO]", value_parser = period)]
    period: Option<(String, String)>,
    /// Also versions that a later one took the place of
    #[arg(long)]
    superseded: bool,
}

impl Which {
    fn filter(&self) -> Filter {
        Filter {
            id: String::new(),
            project: self.project.clone().unwrap_or_default(),
            partner: self.partner.clone().unwrap_or_default(),
            period: self.period.clone(),
            superseded: self.superseded,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Status {
    /// Findings that nobody waived
    Open,
    /// No findings, or all of them waived
    Settled,
    /// Waits to be checked
    Waiting,
    /// The same content came before
    Duplicate,
    /// Could not be read, or not all of it
    Unreadable,
}

#[derive(Args)]
pub struct Reports {
    #[command(flatten)]
    which: Which,
    /// Only reports or files in this state
    #[arg(long, value_enum)]
    status: Option<Status>,
    #[command(flatten)]
    common: Common,
}

/// `tillsyn report show ID`; `show` may be left out.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub struct Report {
    #[command(subcommand)]
    command: Option<ReportCommand>,
    /// The beginning of its id, as `tillsyn reports` shows it, or the name of its file
    #[arg(value_name = "ID|FILE")]
    id: Option<String>,
    /// Print what the report says instead, as the JSON of its facts
    #[arg(long)]
    facts: bool,
    #[command(flatten)]
    common: Common,
}

#[derive(Subcommand)]
enum ReportCommand {
    /// Shows what is known of a report: where it came in, its versions, its runs and its findings
    Show(Show),
}

#[derive(Args)]
struct Show {
    /// The beginning of its id, as `tillsyn reports` shows it, or the name of its file
    #[arg(value_name = "ID|FILE")]
    id: String,
    /// Print what the report says instead, as the JSON of its facts
    #[arg(long)]
    facts: bool,
    #[command(flatten)]
    common: Common,
}

#[derive(Args)]
pub struct Findings {
    /// Only those of the report whose id begins so, or whose file has this name
    #[arg(long, value_name = "ID|FILE")]
    report: Option<String>,
    /// Only those of a rule, or of all rules whose id begins so (`statistics/` or `statistics/*`)
    #[arg(long, value_name = "RULE")]
    rule: Option<String>,
    /// Only those of a level
    #[arg(long, value_enum)]
    level: Option<Level>,
    /// Only those that are new, unchanged or gone since the last version or rule book
    #[arg(long, value_enum)]
    change: Option<Change>,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    common: Common,
}

#[derive(Clone, Copy, ValueEnum)]
enum Level {
    Error,
    Warning,
    Note,
}

#[derive(Clone, Copy, ValueEnum)]
enum Change {
    New,
    Unchanged,
    Gone,
}

#[derive(Args)]
pub struct Backup {
    /// New file for the copy
    file: PathBuf,
    #[command(flatten)]
    data: Data,
}

#[derive(Args)]
pub struct Audit {
    /// Only what was done to a rule, or to all rules whose id begins so (`statistics/`)
    #[arg(long, value_name = "RULE")]
    rule: Option<String>,
    /// Only what was done on a day or later: 2027-06-30, 2027-06 or 2027, or from a time on as the audit shows it: 2027-06-30T14:05, in UTC
    #[arg(long, value_name = "DAY", value_parser = since)]
    since: Option<String>,
    /// Only entries whose event has these words: `rule`, `waived`, `run`
    #[arg(long, value_name = "WORDS")]
    event: Option<String>,
    #[command(flatten)]
    common: Common,
}

pub fn reports(arguments: &Reports) -> ExitCode {
    ended(list_reports(arguments))
}

pub fn report(arguments: &Report) -> ExitCode {
    match (&arguments.command, &arguments.id) {
        (Some(ReportCommand::Show(own)), _) => ended(show(&own.id, own.facts, &own.common)),
        (None, Some(id)) => ended(show(id, arguments.facts, &arguments.common)),
        (None, None) => ended(Err("name a report: `tillsyn report ID`".to_string())),
    }
}

pub fn findings(arguments: &Findings) -> ExitCode {
    ended(list_findings(arguments))
}

pub fn backup(arguments: &Backup) -> ExitCode {
    let copied = open(&arguments.data)
        .and_then(|mut store| store.backup(&arguments.file).map_err(|error| error.to_string()));
    ended(copied.map(|()| anstream::println!("{}: a whole copy of the store", arguments.file.display())))
}

pub fn audit(arguments: &Audit) -> ExitCode {
    let told = open(&arguments.common.data).and_then(|mut store| {
        if let Some(rule) = &arguments.rule
            && let Some(told) = audit::unknown(&mut store, rule).map_err(|error| error.to_string())?
        {
            return Err(told);
        }
        let entries = audit::chosen(&mut store, arguments).map_err(|error| error.to_string())?;
        print(&arguments.common, &entries, |out| told::audit(out, &entries))
    });
    ended(told)
}

pub fn open(data: &Data) -> Result<Store, String> {
    let config = data.config()?;
    Store::open(&data.folder(&config), Missing::Refuse).map_err(|error| error.to_string())
}

/// What the store remembers of the earlier reports of a file, chosen as the daemon does: an agreement that names them goes
/// before.
pub fn remembered(store: &mut Store, file: &Path) -> Result<Remembered, String> {
    if agreement::names_earlier(file) {
        return Ok(Remembered::default());
    }
    // Reading it says better why it cannot be opened.
    let Ok(sha256) = sha256(file) else {
        return Ok(Remembered::default());
    };
    let history = store.history_of_known(&sha256);
    history
        .and_then(|history| store.remembered(history))
        .map_err(|error| error.to_string())
}

/// Reports, and the files that have none of their own.
#[derive(Serialize)]
struct Listed {
    reports: Vec<ReportRow>,
    files: Vec<tillsyn::store::FileRow>,
}

fn list_reports(arguments: &Reports) -> Result<(), String> {
    let mut store = open(&arguments.common.data)?;
    let mut listed = Listed {
        reports: store
            .reports(&arguments.which.filter())
            .map_err(|error| error.to_string())?,
        files: store.files().map_err(|error| error.to_string())?,
    };
    let which = &arguments.which;
    if which.project.is_some() || which.partner.is_some() || which.period.is_some() {
        listed.files.clear();
    }
    listed.reports.retain(|report| match arguments.status {
        None => true,
        Some(Status::Open) => report.counts.open() > 0,
        Some(Status::Settled) => report.counts.open() == 0,
        Some(_) => false,
    });
    listed.files.retain(|file| match arguments.status {
        None => true,
        Some(Status::Waiting) => file.state == "waiting",
        Some(Status::Duplicate) => file.state == "duplicate",
        Some(Status::Unreadable) => file.reason.is_some(),
        Some(Status::Open | Status::Settled) => false,
    });
    print(&arguments.common, &listed, |out| {
        told::reports(out, &listed.reports, &listed.files)
    })
}

fn show(id: &str, facts: bool, common: &Common) -> Result<(), String> {
    let mut store = open(&common.data)?;
    let report = the_report(&mut store, id)?;
    if facts {
        let facts = store.facts(&report.id).map_err(|error| error.to_string())?;
        anstream::println!("{facts}");
        return Ok(());
    }
    let shown = store.show(report).map_err(|error| error.to_string())?;
    print(common, &shown, |out| told::report(out, &shown))
}

fn the_report(store: &mut Store, id: &str) -> Result<ReportRow, String> {
    let filter = Filter {
        id: id.to_lowercase(),
        superseded: true,
        ..Filter::default()
    };
    let mut found = store.reports(&filter).map_err(|error| error.to_string())?;
    if let Some(index) = found.iter().position(|report| report.id == filter.id) {
        return Ok(found.swap_remove(index));
    }
    if found.is_empty() {
        return of_file(store, id);
    }
    if found.len() == 1 {
        return Ok(found.remove(0));
    }
    let ids: Vec<&str> = found.iter().map(|own| own.id.as_str()).collect();
    Err(format!(
        "{id}: {} reports begin so; give more of the id: {}",
        ids.len(),
        ids.join(", ")
    ))
}

/// The latest version of the report in a file, by its name, with or without folders.
fn of_file(store: &mut Store, name: &str) -> Result<ReportRow, String> {
    let mut found = store
        .reports(&Filter::default())
        .map_err(|error| error.to_string())?;
    let path = Path::new(name);
    found.retain(|own| path.ends_with(&own.name) || Path::new(&own.name).ends_with(path));
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(format!(
            "{name}: there is no such report; `tillsyn reports` lists them, each by the code in its first column and the name of its file"
        )),
        count => {
            let listed = found
                .iter()
                .map(|own| format!("\n  {}  {}  {}", told::short(&own.id), own.name, own.title));
            Err(format!(
                "{name}: {count} reports are of this name; give the id of one:{}",
                listed.collect::<String>()
            ))
        }
    }
}

fn list_findings(arguments: &Findings) -> Result<(), String> {
    let mut store = open(&arguments.common.data)?;
    let reports = match &arguments.report {
        Some(id) => vec![the_report(&mut store, id)?],
        None => store
            .reports(&arguments.which.filter())
            .map_err(|error| error.to_string())?,
    };
    let level = arguments.level.map_or("", |level| match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    });
    let change = arguments.change.map_or("", |change| match change {
        Change::New => "new",
        Change::Unchanged => "unchanged",
        Change::Gone => "gone",
    });
    let rule = arguments
        .rule
        .as_deref()
        .unwrap_or_default()
        .trim_end_matches('*');
    let mut found: Vec<FindingRow> = Vec::new();
    for report in &reports {
        let own = store.findings(report, rule, level, change);
        found.extend(own.map_err(|error| error.to_string())?);
    }
    print(&arguments.common, &found, |out| told::findings(out, &found))
}

fn print(
    common: &Common,
    value: &impl Serialize,
    text: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Result<(), String> {
    let mut out = std::io::BufWriter::new(anstream::stdout());
    let written = match common.format {
        Format::Json => serde_json::to_writer(&mut out, value)
            .map_err(std::io::Error::from)
            .and_then(|()| writeln!(out)),
        Format::Text => text(&mut out),
    };
    match written.and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(format!("standard output: {error}"))
        }
        _ => Ok(()),
    }
}
