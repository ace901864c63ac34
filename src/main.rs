//! The command line: commands, their arguments and exit codes.

mod commands;
mod logging;

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use tillsyn::finding::Level;
use tillsyn::read::isolated;

/// Reads project reports of development aid and says, with evidence, where they fall short.
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Checks reports and prints what was found, where, why and what to ask for
    #[command(
        after_help = "Examples:\n  tillsyn check final-report.docx\n  tillsyn check reports/ --format json --output findings.json\n  tillsyn check report.docx --rules shipped --rules my-rules\n\nWhat the agreement asks of the form (pages, language, sections, period) stands in final-report.agreement.toml beside final-report.docx, or in agreement.toml for all reports of the folder:\n  max_words = 8000\n  languages = [\"en\"]\n  sections = [\"Results\", [\"Lessons learned\", \"Lessons\"]]\n\nExit code: 0 nothing at or above --fail-on, 1 findings, 2 a file could not be read or the rules are broken."
    )]
    Check(commands::check::Arguments),
    /// Shows what is read in a report: sections, tables, results and figures, with their places
    #[command(
        after_help = "Examples:\n  tillsyn read logframe.xlsx\n  tillsyn read final-report.pdf --format json\n\nWhen a finding looks wrong, this shows what the rule saw. Exit code: 2 when the file cannot be read."
    )]
    Read(commands::read::Arguments),
    /// Watches folders and has the findings of each new report ready
    #[command(
        after_help = "Example:\n  tillsyn watch inbox --out findings --rules shipped --rules my-rules\n\nFindings are written to the --out folder: those of report.docx to report.docx.findings.txt and report.docx.findings.json. The inbox is never written to.\nA saved change of a rule judges the next report; a broken rule leaves the last good rules in force. Stop with Ctrl-C."
    )]
    Watch(commands::watch::Arguments),
    /// Examines what the daemon needs: configuration, rules, folders, store, clock, receivers
    #[command(
        after_help = "Examples:\n  tillsyn doctor --config tillsyn.toml\n  tillsyn doctor --format json\n\nIt takes what `tillsyn watch` takes, changes and sends nothing, and works while the daemon runs and when it does not.\nExit code: 0 well, or only warnings; 1 errors; 2 the configuration cannot be read or has a mistake."
    )]
    Doctor(commands::doctor::Arguments),
    /// Lists the reports that the daemon knows, and the files that have none of their own to show
    #[command(
        after_help = "Examples:\n  tillsyn reports\n  tillsyn reports --partner \"red cross\" --period 2021 --status open\n  tillsyn reports --format json"
    )]
    Reports(commands::store::Reports),
    /// Shows one of the reports that the daemon knows
    #[command(after_help = "Example:\n  tillsyn report final-report.docx")]
    Report(commands::store::Report),
    /// Lists findings in the reports that the daemon knows, each with its fingerprint
    #[command(
        after_help = "Examples:\n  tillsyn findings --level error --change new\n  tillsyn findings --rule statistics/ --project 5110 --format json"
    )]
    Findings(commands::store::Findings),
    /// Says that a finding need not be acted on, in this and later versions of a report
    #[command(
        after_help = "Example:\n  tillsyn waive 3f2a9c… --reason \"agreed with the partner on 3 May\" --until 2027-06-30"
    )]
    Waive(commands::store::Waive),
    /// Takes a waiver back
    Unwaive(commands::store::Unwaive),
    /// Tells everything that was done, by whom and when
    #[command(
        after_help = "Examples:\n  tillsyn audit\n  tillsyn audit --rule statistics/no-source --since 2027-06\n  tillsyn audit --event rule --format json\n\nA line tells when, by whom, what and of what. `rule book in force` names the folders that the rules are from, the profiles, who runs the daemon, and in a line each what the saved change did: to word lists and helpers, to profiles, to rules, with what a value or a wording was and is; at a start the rules of your own by name and the shipped ones by number, and the profiles with their patterns in the order in which they count; `rule change refused` the file with the mistake; `rules whole again` that it was mended. Who saved a file is not known to the daemon. rule-books.jsonl in the folder of findings keeps the same of rule books for programs."
    )]
    Audit(commands::store::Audit),
    /// Copies the store into one file, while the daemon works
    Backup(commands::store::Backup),
    /// Looks after the rules
    #[command(subcommand)]
    Rules(commands::rules::Rules),
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Format {
    fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Json => "json",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Note,
    Never,
}

impl FailOn {
    fn level(self) -> Option<Level> {
        match self {
            FailOn::Error => Some(Level::Error),
            FailOn::Warning => Some(Level::Warning),
            FailOn::Note => Some(Level::Note),
            FailOn::Never => None,
        }
    }
}

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|first| first == isolated::COMMAND) {
        return isolated::answer(&arguments.collect::<Vec<_>>());
    }
    if let Ok(program) = std::env::current_exe() {
        isolated::use_program(program);
    }
    logging::start();
    end_where_nobody_reads();
    match Cli::parse().command {
        Command::Check(arguments) => commands::check::run(&arguments),
        Command::Read(arguments) => commands::read::run(&arguments),
        Command::Watch(arguments) => commands::watch::run(&arguments),
        Command::Doctor(arguments) => commands::doctor::run(&arguments),
        Command::Reports(arguments) => commands::store::reports(&arguments),
        Command::Report(command) => commands::store::report(&command),
        Command::Findings(arguments) => commands::store::findings(&arguments),
        Command::Waive(arguments) => commands::store::waive(&arguments),
        Command::Unwaive(arguments) => commands::store::unwaive(&arguments),
        Command::Audit(arguments) => commands::store::audit(&arguments),
        Command::Backup(arguments) => commands::store::backup(&arguments),
        Command::Rules(command) => commands::rules::run(&command),
    }
}

/// What prints a line gives up with a panic where the line cannot be printed: a reader that has gone (`| head`) is no fault,
/// and of a full disk people are told as of any other.
fn end_where_nobody_reads() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let told = panic
            .payload()
            .downcast_ref::<String>()
            .map_or("", String::as_str);
        let Some(why) = told.strip_prefix("failed printing to stdout: ") else {
            return usual(panic);
        };
        if why.contains("Broken pipe") {
            std::process::exit(0);
        }
        // Where this cannot be told either, the exit code says it.
        let _ = writeln!(std::io::stderr(), "standard output: cannot be written: {why}");
        std::process::exit(i32::from(commands::BROKEN));
    }));
}
