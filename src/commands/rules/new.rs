//! `tillsyn rules new`: the three files of a rule to start from.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use tillsyn::rule::{PACK_TEMPLATE, TEMPLATE};
use tillsyn::rules_folder::RulesFolder;

use crate::commands::{BROKEN, write_file};

#[derive(Args)]
pub struct Arguments {
    /// Pack and name of the rule: training/length
    #[arg(value_name = "PACK/NAME")]
    id: String,
    /// What the rule looks at, one by one
    #[arg(long, value_enum, default_value_t = On::Statement)]
    on: On,
    /// Rules folder in which to write; made where there is none
    #[arg(long = "in", value_name = "DIR", default_value = "rules")]
    folder: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum On {
    /// Each sentence
    Statement,
    /// Each training or campaign, with all that is told of it
    Activity,
    /// Each number of people, cases or things
    Statistic,
    /// Each indicator with its targets and actuals
    Indicator,
    /// Each expected result
    Result,
    /// Each heading with the text under it
    Section,
    /// The report as a whole
    Report,
}

/// What a rule begins with.
struct Start {
    /// The check function's word.
    thing: &'static str,
    /// A condition to begin with.
    silent: &'static str,
    /// Words of the thing.
    text: &'static str,
    /// A word that they have in the examples.
    word: &'static str,
    /// A report on which it is to fire, and one like it on which it is not.
    reports: [&'static str; 2],
}

/// Of a rule on how long something lasts.
const LENGTHS: [&str; 2] = [
    "# Final report\n\nA training for teachers was held in May.",
    "# Final report\n\nA training of three days for teachers was held in May.",
];
const SENTENCES: [&str; 2] = [
    "# Final report\n\nA training for teachers was held in May.",
    "# Final report\n\nA training for teachers was held in May, and a test at its end showed what they had learnt.",
];
const CAMPAIGNS: [&str; 2] = [
    "# Final report\n\nAn information campaign was held for parents in May.",
    "# Final report\n\nAn information campaign was held for 2,500 parents in May.",
];
const FIGURES: [&str; 2] = [
    "# Final report\n\nA training was held for 25 teachers.",
    "# Final report\n\nA training was held for 25 teachers (14 women and 11 men).",
];
const RESULTS: [&str; 2] = [
    "# Final report\n\n| Result | Indicator | Target | Actual |\n|---|---|---|---|\n| Outcome 1: Teachers use what the training \
     showed them | Share of teachers who use the methods of the training | 80 % | 40 % |",
    "# Final report\n\n| Result | Indicator | Target | Actual | Comments |\n|---|---|---|---|---|\n| Outcome 1: Teachers use what \
     the training showed them | Share of teachers who use the methods of the training | 80 % | 40 % | Delayed because the \
     books came late. |",
];
const SECTIONS: [&str; 2] = [
    "# Final report\n\n## Results\n\nThirty of the forty wells were dug.",
    "# Final report\n\n## Results\n\nThirty of the forty wells were dug: the drill broke in May.",
];
const REPORTS: [&str; 2] = [
    "# Final report on wells\n\n## Results\n\nThirty wells were dug.",
    "# Final report on wells\n\n## Results\n\nThirty wells were dug.\n\n## Lessons learned\n\nVillages that chose the place \
     themselves look after their well.",
];
/// Words in the name of a rule that is on how long something lasts.
const OF_LENGTH: [&str; 6] = ["length", "duration", "days", "hours", "long", "short"];
/// … and in that of a rule on campaigns.
const OF_CAMPAIGN: [&str; 6] = [
    "campaign",
    "campaigns",
    "leaflets",
    "broadcasts",
    "awareness",
    "outreach",
];

impl On {
    /// `title`: the name of the rule, whose matter its examples have where they can.
    fn start(self, title: &str) -> Start {
        const NO_TRAINING: &str = "activity.kind != \"training\"";
        let is_on = |words: &[&str]| title.split(' ').any(|word| words.contains(&word));
        let start = |thing, silent, text, reports| Start {
            thing,
            silent,
            text,
            word: match self {
                On::Section => "results",
                On::Report => "final report",
                On::Activity | On::Statement if is_on(&OF_CAMPAIGN) => "campaign",
                _ => "training",
            },
            reports,
        };
        let (silent, sentences) = if is_on(&OF_CAMPAIGN) {
            ("activity.kind != \"campaign\"", CAMPAIGNS)
        } else if is_on(&OF_LENGTH) {
            (NO_TRAINING, LENGTHS)
        } else {
            (NO_TRAINING, SENTENCES)
        };
        match self {
            On::Statement => start("statement", "!statement.claims(\"activity\")", "text", sentences),
            On::Activity => start("activity", silent, "statements[0].text", sentences),
            On::Statistic => start("statistic", "!statistic.counts_people", "text", FIGURES),
            On::Indicator => start("indicator", "!indicator.has_target", "text", RESULTS),
            On::Result => start("result", "result.level != \"outcome\"", "text", RESULTS),
            On::Section => start("section", "section.role == \"future\"", "heading", SECTIONS),
            On::Report => start("report", "report.kind == \"proposal\"", "title", REPORTS),
        }
    }
}

pub fn run(arguments: &Arguments) -> ExitCode {
    match write(arguments) {
        Ok(files) => {
            for file in files {
                anstream::println!("{}", file.display());
            }
            anstream::println!(
                "\nIts second example fails until the script tells the two apart:\n  tillsyn rules test --rules shipped --rules {} {}\nUntil the texts in {}.toml are written it is a draft: `rules test` and `rules explain` try it, `tillsyn check` judges no report with a folder that has it, and a daemon goes on with the rules that it had.",
                arguments.folder.display(),
                arguments.id,
                arguments.folder.join(&arguments.id).display()
            );
            ExitCode::SUCCESS
        }
        Err(message) => {
            anstream::eprintln!("{message}");
            ExitCode::from(BROKEN)
        }
    }
}

fn write(arguments: &Arguments) -> Result<Vec<PathBuf>, String> {
    let (pack, name) = names(&arguments.id)?;
    let folder = arguments.folder.join(pack);
    let title = name.replace('-', " ");
    let file = |kind: &str| folder.join(format!("{name}.{kind}"));
    let mut files = vec![
        (file("toml"), manifest(&title, arguments.on)),
        (file("rhai"), script(&title, arguments.on)),
        (file("md"), page(&title, arguments.on)),
    ];
    if let Some((taken, _)) = files.iter().find(|(path, _)| path.exists()) {
        return Err(format!(
            "{}: is there already: choose another name",
            taken.display()
        ));
    }
    let about = folder.join("pack.toml");
    // The shipped pack says what it is for, and an own file would go before it.
    let shipped = RulesFolder::embedded()
        .text(&format!("{pack}/pack.toml"))
        .is_some();
    if !about.exists() && !shipped {
        let text = format!("name = \"{pack}\"\ndescription = \"{PACK_TEMPLATE}\"\n");
        files.push((about, text));
    }
    for (path, text) in &files {
        if let Err(told) = write_file(path, text) {
            // Half a rule would be in the way of the next try. None of these was there before.
            for (path, _) in &files {
                let _ = std::fs::remove_file(path);
            }
            return Err(told);
        }
    }
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

fn names(id: &str) -> Result<(&str, &str), String> {
    let fits = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_lowercase())
            && name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    id.split_once('/')
        .filter(|(pack, name)| fits(pack) && fits(name))
        .ok_or_else(|| {
            format!("`{id}` is no id: write pack/name in small letters, digits and hyphens, such as training/length")
        })
}

fn manifest(title: &str, on: On) -> String {
    let texts: String = TEMPLATE
        .iter()
        .map(|(name, text)| format!("{name:<7} = \"{text}\"\n"))
        .collect();
    format!(
        "# What a reader sees of a finding. {{placeholders}} are filled from the thing and from .detail(…) in the script.\n\
         title   = \"{title}\"\n\
         level   = \"warning\"          # error, warning or note\n\
         {texts}\n\
         # What a profile may change without touching the script.\n\
         [params.words]\n\
         default = [\"{}\"]\n\
         about = \"Words that a passage must have to be looked at.\"\n",
        on.start(title).word
    )
}

fn script(title: &str, on: On) -> String {
    let Start {
        thing, silent, text, ..
    } = on.start(title);
    format!(
        "// What is looked for, in a sentence. `tillsyn rules docs api` tells what {} {thing} has.\n\
         fn check_{thing}({thing}, params) {{\n    \
             if {silent} {{ return; }}\n    \
             for word in params.words {{\n        \
             // This finds too much: say here when something is missing.\n        \
                 if {thing}.{text}.to_lower().contains(word) {{ return finding({thing}); }}\n    \
             }}\n\
         }}\n",
        if thing.starts_with(['a', 'i']) { "an" } else { "a" }
    )
}

fn page(title: &str, on: On) -> String {
    let [fires, silent] = on.start(title).reports;
    format!(
        "# {title}\n\n\
         **What.** What the rule looks at, when it fires, and what it leaves alone.\n\n\
         The examples are its tests: a piece of a report, and whether the rule fires on it. \
         Write your own matter over these two.\n\n\
         ```report fires\n{fires}\n```\n\n\
         ```report silent\n{silent}\n```\n"
    )
}
