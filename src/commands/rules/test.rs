//! `tillsyn rules test`: the examples in the pages of the rules.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;

use tillsyn::check::{CameOut, Checker, Trial};
use tillsyn::problem::Problem;
use tillsyn::rules_folder::{NOT_PACKS, RulesFolder};
use tillsyn::write::counted;
use walkdir::WalkDir;

use crate::commands::{BROKEN, Book, mind, print_problems, without_words};

/// `only`: ids of rules, or the beginnings of these; all rules where there are none.
pub fn run(book: &Book, only: &[String], update: bool) -> ExitCode {
    let Some((folder, checker)) = book.looked_after() else {
        return ExitCode::from(BROKEN);
    };
    if update && checker.languages().is_empty() {
        anstream::eprintln!(
            "no page is changed: without word lists most rules cannot tell, whatever is right"
        );
        return ExitCode::from(BROKEN);
    }
    let wanted = |rule: &str| only.is_empty() || only.iter().any(|only| rule.starts_with(only.as_str()));
    match checker.try_examples(&folder, &wanted, &AtomicBool::new(false)) {
        Ok(trial) => {
            mind(&trial.unproven);
            mind(&unasked(&checker, &folder, &trial, &wanted));
            let mut unknown = only.iter().filter(|only| !is_begun(&checker, only)).peekable();
            // The rest may well come out: that would pass for all.
            if unknown.peek().is_some() {
                unknown.for_each(|only| anstream::eprintln!("{}", no_rule(&checker, only)));
                if book.rules.is_empty() {
                    hint(only);
                }
                return ExitCode::from(BROKEN);
            }
            let code = tell(&trial, update);
            if book.rules.is_empty() {
                hint(only);
            }
            if checker.lacks_words() {
                return without_words("These examples prove NOTHING");
            }
            code
        }
        Err(problems) => {
            print_problems(&problems);
            ExitCode::from(BROKEN)
        }
    }
}

/// Where rules of one's own use what may be missing, and no example stops them there.
fn unasked(
    checker: &Checker,
    folder: &RulesFolder,
    trial: &Trial,
    wanted: &dyn Fn(&str) -> bool,
) -> Vec<Problem> {
    let rules = checker.rules().iter().filter(|rule| wanted(&rule.id));
    let own = rules.filter(|rule| !folder.is_as_shipped(&format!("{}.rhai", rule.id)));
    let places = own.flat_map(|rule| &rule.unasked);
    let told = |place: &&Problem| {
        trial
            .failed
            .iter()
            .any(|own| own.path == place.path && own.line == place.line)
    };
    places.filter(|place| !told(place)).cloned().collect()
}

fn is_begun(checker: &Checker, only: &str) -> bool {
    checker.rules().iter().any(|rule| rule.id.starts_with(only))
}

/// What to say of an id that is the beginning of none.
fn no_rule(checker: &Checker, only: &str) -> String {
    let ids = || checker.rules().iter().map(|rule| rule.id.as_str());
    match super::meant(only, ids) {
        Some(meant) => format!("there is no such rule: `{only}`: did you mean `{meant}`?"),
        None => format!(
            "there is no such rule: `{only}`: `tillsyn rules list` shows the ids of the rules in these folders and in this profile"
        ),
    }
}

/// Folders that lie below one in which somebody works: a rules folder, a pack, a rule.
const DEPTH: usize = 3;

/// Who writes rules and forgets to name their folder sees the shipped rules pass.
fn hint(only: &[String]) {
    for folder in rules_below(Path::new(".")) {
        let whole = folder.join("lexicons").is_dir();
        let laid = if whole { "" } else { " --rules shipped" };
        let only: String = only.iter().map(|only| format!(" {only}")).collect();
        anstream::eprintln!(
            "mind: only the shipped rules were tried, and there are rules in {0}: tillsyn rules test{laid} --rules {0}{only}",
            folder.display()
        );
    }
}

/// Folders with rules that are otherwise than the shipped ones.
fn rules_below(root: &Path) -> BTreeSet<PathBuf> {
    let hidden = |name: &str| name.starts_with('.') && name.len() > 1 || name == "target";
    let files = WalkDir::new(root)
        .max_depth(DEPTH)
        .into_iter()
        .filter_entry(|entry| !hidden(&entry.file_name().to_string_lossy()));
    let folder = |path: &Path| {
        let pack = path.parent()?;
        let is_pack = !NOT_PACKS.iter().any(|other| pack.ends_with(other));
        let of_rule =
            path.extension().is_some_and(|own| own == "rhai") && path.with_extension("toml").is_file();
        let folder = pack.parent()?;
        (is_pack && of_rule).then(|| folder.strip_prefix(root).unwrap_or(folder).to_path_buf())
    };
    let found = files.flatten().filter_map(|entry| folder(entry.path()));
    found
        .map(|folder| match folder.as_os_str().is_empty() {
            true => PathBuf::from("."),
            false => folder,
        })
        .collect::<BTreeSet<PathBuf>>()
        .into_iter()
        .filter(|folder| {
            RulesFolder::open(folder).is_ok_and(|own| own.files().any(|(path, _)| !own.is_as_shipped(path)))
        })
        .collect()
}

fn tell(trial: &Trial, update: bool) -> ExitCode {
    if trial.tried == 0 && trial.untried == 0 {
        anstream::eprintln!(
            "there is no such rule: `tillsyn rules list` shows the ids of the rules in these folders and in this profile"
        );
    } else if trial.tried == 0 {
        anstream::eprintln!("there is no example to try");
    } else if trial.failed.is_empty() {
        anstream::println!(
            "{}",
            match trial.tried {
                1 => "the one example comes out as its page says".to_string(),
                tried => format!("{tried} examples come out as their pages say"),
            }
        );
        return ExitCode::SUCCESS;
    } else if update {
        return write_down(trial);
    } else {
        for problem in &trial.failed {
            anstream::println!("{problem}");
        }
        let failed = trial.otherwise;
        anstream::println!(
            "{}",
            match (failed, trial.tried) {
                (1, 1) => "the one example comes out otherwise than its page says".to_string(),
                (1, tried) => format!("1 of {tried} examples comes out otherwise than its page says"),
                (_, tried) => format!("{failed} of {tried} examples come out otherwise than their pages say"),
            }
        );
        return ExitCode::FAILURE;
    }
    ExitCode::from(BROKEN)
}

/// Changes the word after `report` in the pages.
fn write_down(trial: &Trial) -> ExitCode {
    let mut left = trial.otherwise;
    for own in &trial.came_out {
        match rewrite(own) {
            Ok(()) => {
                left -= 1;
                let word = own.outcome.word();
                anstream::println!("{}:{}: now `report {word}`", own.page.display(), own.line);
            }
            Err(error) => anstream::eprintln!("{}: cannot be changed: {error}", own.page.display()),
        }
    }
    if left > 0 {
        anstream::eprintln!(
            "{} could not be written down: the rule failed, or the page is not on disk",
            counted(left, "example")
        );
    }
    ExitCode::from(u8::from(left > 0))
}

fn rewrite(own: &CameOut) -> io::Result<()> {
    let text = std::fs::read_to_string(&own.page)?;
    let lines: Vec<String> = text
        .split_inclusive('\n')
        .enumerate()
        .map(|(index, line)| match line.split_once("report ") {
            Some((fence, _)) if index + 1 == own.line => {
                let end = &line[line.trim_end().len()..];
                format!("{fence}report {}{end}", own.outcome.word())
            }
            _ => line.to_string(),
        })
        .collect();
    std::fs::write(&own.page, lines.concat())
}
