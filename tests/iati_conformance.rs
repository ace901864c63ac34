//! The rules of the pack `iati` give the verdicts of the IATI Standard's own test suites, case by case.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use tillsyn::check::Checker;
use tillsyn::rules_folder::RulesFolder;

/// File, what the Standard's ruleset says of it, and what the pack says.
const CASES: &str = include_str!("../fixtures/iati-conformance.tsv");

/// The rules of the Standard that the pack is to hold.
const OFFICIAL: [&str; 13] = [
    "6.13.1", "6.14.1", "8.10.1", "8.10.2", "8.10.3", "8.11.1", "8.6.1", "8.8.1", "8.8.2", "8.8.3", "8.9.1",
    "8.9.2", "8.9.3",
];

const UNREADABLE: &str = "unreadable";

fn checker() -> Checker {
    Checker::load(&RulesFolder::embedded(), None).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn cases() -> Vec<[&'static str; 3]> {
    let rows = CASES.lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        cells
            .try_into()
            .unwrap_or_else(|cells| panic!("not three cells: {cells:?}"))
    })
    .collect()
}

/// The suites lie beside the repository: their licence is not ours to copy them under.
fn suites() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/iati-suites");
    if !folder.is_dir() {
        println!(
            "skipped: the IATI suites are not at {}; only the list of verdicts was looked at",
            folder.display()
        );
        return None;
    }
    Some(folder)
}

/// By rule of the pack, its id in the Standard.
fn official(checker: &Checker) -> BTreeMap<&str, &str> {
    let own = checker.rules().iter().filter(|rule| rule.id.starts_with("iati/"));
    own.flat_map(|rule| {
        let ids = rule.manifest.official.iter();
        ids.map(|id| (rule.id.as_str(), id.as_str()))
    })
    .collect()
}

/// Ids of the rules broken in a file, as the list writes them.
fn verdict(checker: &Checker, path: &Path) -> String {
    let official = official(checker);
    let mut broken = BTreeSet::new();
    let read = checker.check(path, &mut |result| {
        assert!(
            result.rule_errors.is_empty(),
            "{}: {:?}",
            path.display(),
            result.rule_errors
        );
        for finding in &result.findings {
            if let Some(id) = official.get(finding.rule.as_str()) {
                assert!(finding.source.ends_with(id), "{}", finding.source);
                broken.insert((*id).to_string());
            }
        }
    });
    match read {
        Err(_) => UNREADABLE.to_string(),
        Ok(()) if broken.is_empty() => "none".to_string(),
        Ok(()) => {
            let mut broken: Vec<String> = broken.into_iter().collect();
            broken.sort_by_cached_key(|id| {
                let numbers = id.split('.').map(|number| number.parse().unwrap_or(0));
                numbers.collect::<Vec<u32>>()
            });
            broken.join(" ")
        }
    }
}

#[test]
fn every_official_rule_is_held_once_and_every_listed_verdict_is_the_suite_s() {
    let checker = checker();
    let held = official(&checker);
    let ids: BTreeSet<&str> = held.values().copied().collect();
    assert_eq!(ids, BTreeSet::from(OFFICIAL));
    assert_eq!(held.len(), OFFICIAL.len());
    let cases = cases();
    assert!(cases.len() > 70, "{}", cases.len());
    let other: Vec<_> = cases.iter().filter(|[_, suite, own]| suite != own).collect();
    assert!(other.is_empty(), "{other:?}");
}

#[test]
fn every_case_of_the_suites_gets_the_listed_verdict() {
    let Some(folder) = suites() else { return };
    let checker = checker();
    let wrong: Vec<String> = cases()
        .into_iter()
        .filter_map(|[file, _, own]| {
            let verdict = verdict(&checker, &folder.join(file));
            (verdict != own).then(|| format!("{file}: {own} is listed, and it is {verdict}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
