//! `tillsyn rules …`: one file per command.

pub mod backtest;
pub mod definitions;
pub mod docs;
pub mod explain;
pub mod export;
pub mod list;
pub mod new;
pub mod score;
pub mod test;
pub mod words;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use tillsyn::problem::nearest;

use super::Book;
use crate::Format;

/// In the place of a profile: every rule as it is written.
const NO_PROFILE: &str = "none";

#[derive(Subcommand)]
pub enum Rules {
    /// Lists the rules with their level and title, and the profiles; or what one profile has otherwise than another
    #[command(
        after_help = "Examples:\n  tillsyn rules list --rules shipped --rules my-rules --profile small\n  tillsyn rules list --profile iom --other-profile sida    (what changes from sida to iom)\n  tillsyn rules list --profile iom --other-profile none    (what iom has otherwise than the rules as they are written)"
    )]
    List(list::Arguments),
    /// Tries the examples in the rules' pages, and tells which come out otherwise than the page says
    #[command(
        after_help = "Examples:\n  tillsyn rules test\n  tillsyn rules test --rules shipped --rules my-rules training/\n\nExit code: 0 all come out as they should, 1 otherwise, 2 the rules are broken or there is no such rule."
    )]
    Test {
        /// Rules by their ids, or the beginnings of these ("statistics/"); without any, all
        #[arg(value_name = "RULE")]
        only: Vec<String>,
        /// Write how each example came out into its page: only when the rule is right and the page is not
        #[arg(long)]
        update: bool,
        #[command(flatten)]
        book: Book,
    },
    /// Shows why a rule fired, stayed silent or could not tell: thing by thing, with what its script read
    #[command(
        after_help = "Examples:\n  tillsyn rules explain report.docx statistics/not-sex-disaggregated\n  tillsyn rules explain report.docx --at \"412 detainees\"\n\nExit code: 0, or 2 when the report cannot be read, the rules are broken or there is no such rule."
    )]
    Explain(explain::Arguments),
    /// Compares what edited rules and the rules in force say of reports: findings added, removed and changed
    #[command(
        after_help = "Examples:\n  tillsyn rules backtest --against reports/ --rules shipped --rules my-rules\n  tillsyn rules backtest --against reports/ --rules shipped --rules my-rules --since HEAD~1 --format json\n  tillsyn rules backtest --against reports/ --profile strict --other-profile sida\n\nExit code: 0 no finding differs, 1 some do, 2 rules or reports cannot be read."
    )]
    Backtest(backtest::Arguments),
    /// Writes the three files of a new rule, with a failing example to start from
    #[command(
        after_help = "Example:\n  tillsyn rules new training/length --on activity --in my-rules\n  tillsyn rules test --rules shipped --rules my-rules training/\n\nExit code: 0, or 2 when there is such a rule already or a file cannot be written."
    )]
    New(new::Arguments),
    /// Writes the documentation: the rules, what scripts can ask, and how to write a rule
    #[command(
        after_help = "Examples:\n  tillsyn rules docs --out rules-docs        (open rules-docs/index.html)\n  tillsyn rules docs statistics/no-source\n  tillsyn rules docs api --rules shipped --rules my-rules"
    )]
    Docs(docs::Arguments),
    /// Tells in which word lists words are, and which lists there are
    #[command(
        after_help = "Examples:\n  tillsyn rules words \"role players\"\n  tillsyn rules words --lexicon sv --rules shipped --rules my-rules"
    )]
    Words(words::Arguments),
    /// Writes what scripts can ask as definitions for editors (.d.rhai)
    #[command(after_help = "Example:\n  tillsyn rules definitions --out my-rules/tillsyn.d.rhai")]
    Definitions(definitions::Arguments),
    /// Writes the shipped rules to a new folder, to be changed there
    Export {
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Measures the rules on reports labelled by hand (<name>.gold.tsv beside the report), or on labelled texts
    #[command(
        after_help = "Examples:\n  tillsyn rules score fixtures/reports\n  tillsyn rules score fixtures/unseen --sums\n  tillsyn rules score fixtures/labels/statements.tsv\n\nExit code: 0 every must found and no mustnot fired, 1 otherwise, 2 a label or a report cannot be read."
    )]
    Score {
        /// A folder of labelled reports, or a file of labelled texts
        #[arg(value_name = "DIR|FILE")]
        labels: PathBuf,
        #[command(flatten)]
        book: Book,
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// Only counts, and no passage: for a set that nobody is to mend the rules on
        #[arg(long)]
        sums: bool,
    },
}

pub fn run(command: &Rules) -> ExitCode {
    match command {
        Rules::List(arguments) => list::run(arguments),
        Rules::Test { only, update, book } => test::run(book, only, *update),
        Rules::Explain(arguments) => explain::run(arguments),
        Rules::Backtest(arguments) => backtest::run(arguments),
        Rules::New(arguments) => new::run(arguments),
        Rules::Docs(arguments) => docs::run(arguments),
        Rules::Words(arguments) => words::run(arguments),
        Rules::Definitions(arguments) => definitions::run(arguments),
        Rules::Export { folder } => export::run(folder),
        Rules::Score {
            labels,
            book,
            format,
            sums,
        } => score::run(labels, book, *format, *sums),
    }
}

/// The id that was probably meant by one that there is not: the name alone is that of its rule, and so is a misspelt one.
fn meant<'a, I: Iterator<Item = &'a str>>(named: &str, ids: impl Fn() -> I) -> Option<String> {
    let name = |id: &'a str| id.split('/').nth(1);
    let of_name = |wanted: &str| ids().find(|id| name(id) == Some(wanted)).map(String::from);
    let misspelt = || of_name(&nearest(named, ids().filter_map(name))?);
    of_name(named).or_else(|| nearest(named, ids())).or_else(misspelt)
}
