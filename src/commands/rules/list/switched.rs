//! What changes where one profile takes the place of another: rules on and off, levels, parameters, words.

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;

use tillsyn::check::Checker;
use tillsyn::reference::{Catalogue, ProfilePage};
use tillsyn::rules_folder::{RulesFolder, parted};
use tillsyn::write::counted;

use crate::commands::rules::NO_PROFILE;
use crate::commands::{BROKEN, Book, print_problems};

/// `other`: the profile that was in force before.
pub fn run(book: &Book, folder: &RulesFolder, other: &str) -> ExitCode {
    let other = Some(other).filter(|name| *name != NO_PROFILE);
    let loaded = book.of_profile(folder, None).and_then(|all| {
        // Whether there is such a profile.
        book.of_profile(folder, other)?;
        Ok(all)
    });
    let all: Checker = match loaded {
        Ok(all) => all,
        Err(problems) => {
            print_problems(&problems);
            return ExitCode::from(BROKEN);
        }
    };
    let catalogue = all.catalogue(folder);
    let before = page(&catalogue, other);
    let now = page(&catalogue, book.profile.as_deref());
    print(&before, &now, &all);
    ExitCode::SUCCESS
}

/// What a profile makes of the rules; without one every rule judges as it is written.
fn page(catalogue: &Catalogue, name: Option<&str>) -> ProfilePage {
    let named = catalogue
        .profiles
        .iter()
        .find(|own| Some(own.name.as_str()) == name);
    let rules = || catalogue.packs.iter().flat_map(|pack| &pack.rules);
    named.cloned().unwrap_or_else(|| ProfilePage {
        takes: rules().map(|rule| rule.id.clone()).collect(),
        ..ProfilePage::default()
    })
}

fn print(before: &ProfilePage, now: &ProfilePage, all: &Checker) {
    let ids = |page: &ProfilePage| page.takes.iter().cloned().collect::<BTreeSet<String>>();
    let (had, has) = (ids(before), ids(now));
    let both: Vec<(&String, Vec<String>)> = had
        .intersection(&has)
        .map(|rule| (rule, otherwise(before, now, rule, &all.stamp().language)))
        .collect();
    let alike = both.iter().filter(|(_, told)| told.is_empty()).count();
    anstream::println!(
        "From {} to {}: {} alike.",
        called(before),
        called(now),
        match alike {
            1 => "1 rule judges".to_string(),
            _ => format!("{} judge", counted(alike, "rule")),
        }
    );
    let only = |what: &str, ids: BTreeSet<&String>, page: &ProfilePage| {
        if !ids.is_empty() {
            anstream::println!("\n{what} ({}):", ids.len());
        }
        for rule in all.rules().iter().filter(|rule| ids.contains(&rule.id)) {
            let title = rule.manifest.title.of(&rule.language);
            let level = value(page, &rule.id, "level").unwrap_or(rule.manifest.level.as_str());
            anstream::println!("  {:<42} {level:<8} {title}", rule.id);
        }
    };
    only("On: they judge from now on", has.difference(&had).collect(), now);
    only("Off: they judge no more", had.difference(&has).collect(), before);
    let other: Vec<_> = both.iter().filter(|(_, told)| !told.is_empty()).collect();
    if !other.is_empty() {
        anstream::println!("\nOtherwise ({}):", other.len());
    }
    for (rule, told) in other {
        anstream::println!("  {rule}");
        told.iter().for_each(|line| anstream::println!("    {line}"));
    }
    for (what, before, now) in [
        (
            "Language of messages",
            before.language.as_deref().unwrap_or_default(),
            now.language.as_deref().unwrap_or_default(),
        ),
        (
            "What is asked of the form of reports",
            &before.agreement,
            &now.agreement,
        ),
    ] {
        if before != now {
            anstream::println!("\n{what}: {}", from_to(before, now));
        }
    }
}

fn called(page: &ProfilePage) -> String {
    match page.name.as_str() {
        "" => "no profile".to_string(),
        name => format!("the profile {name}"),
    }
}

/// What a profile gives a rule in the place of what is written there.
fn value<'a>(page: &'a ProfilePage, rule: &str, what: &str) -> Option<&'a str> {
    let mut changes = page.changes.iter();
    let own = changes.find(|own| own.rule == rule && own.what == what);
    own.map(|own| own.now.as_str())
}

/// "level: error → warning". A text is shown in the language in which all is told, where it is other in that.
fn otherwise(before: &ProfilePage, now: &ProfilePage, rule: &str, language: &str) -> Vec<String> {
    let changes = before.changes.iter().chain(&now.changes);
    let mut other: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    for change in changes.filter(|own| own.rule == rule) {
        let of = |page| value(page, rule, &change.what).unwrap_or(&change.before);
        if of(before) != of(now) {
            other.insert(&change.what, (of(before), of(now)));
        }
    }
    let elsewhere = |what: &str| {
        let (name, own) = what.rsplit_once(" (").unwrap_or((what, ""));
        own.trim_end_matches(')') != language && other.contains_key(&*format!("{name} ({language})"))
    };
    let mut told: Vec<_> = other.iter().filter(|(what, _)| !elsewhere(what)).collect();
    // Levels, parameters, words.
    told.sort_by_key(|(what, _)| (!what.starts_with("level"), !what.starts_with('`')));
    told.into_iter()
        .map(|(what, (was, is))| format!("{what}: {}", from_to(was, is)))
        .collect()
}

fn from_to(before: &str, now: &str) -> String {
    let (before, now) = parted(before, now);
    let told = |text: String| match text.as_str() {
        "" => "(nothing)".to_string(),
        _ => text,
    };
    format!("{} → {}", told(before), told(now))
}
