//! The documentation that the program writes of its rules and of what scripts can ask.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{Html, Selector};
use tillsyn::check::Checker;
use tillsyn::reference::Reference;
use tillsyn::rule::{Expectation, examples};
use tillsyn::rules_folder::RulesFolder;
use tillsyn::write::definitions::definitions;
use tillsyn::write::docs::{ACTIVITY_EXAMPLE, TABLE_EXAMPLE, WORKED_EXAMPLE, pages, site};

fn checker(folder: &RulesFolder) -> Checker {
    Checker::load(folder, None).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn reference() -> Reference {
    let folder = RulesFolder::embedded();
    checker(&folder)
        .reference(&folder)
        .expect("the sample can be read")
}

#[test]
fn every_name_that_scripts_can_use_has_a_meaning_and_an_example() {
    let reference = reference();
    let mut poor = Vec::new();
    let words = |text: &str| text.split_whitespace().count();
    for own in &reference.types {
        if words(own.about) < 4 {
            poor.push(own.name.to_string());
        }
        for property in &own.properties {
            if words(property.meaning) < 4 || !property.meaning.ends_with('.') || property.example.is_none() {
                poor.push(format!("{}.{}", own.name, property.call));
            }
        }
    }
    for function in reference.functions.iter().chain(&reference.helpers) {
        if words(&function.meaning) < 4 {
            poor.push(function.call.clone());
        }
    }
    assert!(poor.is_empty(), "{poor:?}");
    let properties: usize = reference.types.iter().map(|own| own.properties.len()).sum();
    assert!(properties > 120, "{properties} properties");
}

#[test]
fn a_word_of_a_fixed_few_is_told_in_the_meaning_and_is_what_the_report_gives() {
    let reference = reference();
    let properties = reference.types.iter().flat_map(|own| &own.properties);
    let fixed: Vec<_> = properties.filter(|property| !property.words.is_empty()).collect();
    assert!(fixed.len() > 10, "{}", fixed.len());
    for property in fixed {
        for word in &property.words {
            let told = format!("`{word}`");
            assert!(
                property.meaning.contains(&told) || property.missing == told,
                "{}: {word}",
                property.call
            );
        }
        let example = property.example.as_ref().expect("an example");
        let given = example.value.trim_matches(['“', '”']);
        assert!(property.words.contains(&given), "{}: {given}", property.call);
    }
}

#[test]
fn every_check_function_is_told_of() {
    let reference = reference();
    let told: BTreeSet<&str> = reference.types.iter().filter_map(|own| own.check).collect();
    assert_eq!(told.len(), 13, "{told:?}");
}

#[test]
fn the_section_of_a_type_and_the_page_of_a_rule() {
    let folder = RulesFolder::embedded();
    let checker = checker(&folder);
    let pages = pages(
        &checker.reference(&folder).expect("the sample can be read"),
        &checker.catalogue(&folder),
    );
    let markdown = |path: &str| {
        let page = pages.iter().find(|page| page.path == path);
        page.map(|page| page.markdown.as_str())
            .expect("the page is there")
    };
    let api = markdown("api");
    let start = api.find("## Period").expect("the type is there");
    let end = api[start + 1..].find("\n## ").expect("another follows");
    insta::assert_snapshot!("type", &api[start..start + end]);
    insta::assert_snapshot!("rule", markdown("statistics/percentage-mismatch"));
}

/// Every link of every page, with the page that it stands on.
fn links(files: &BTreeMap<String, String>) -> Vec<(String, String)> {
    let link = Selector::parse("a[href]").expect("a selector");
    let mut found = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        for element in Html::parse_document(text).select(&link) {
            found.push((path.clone(), element.attr("href").unwrap_or_default().to_string()));
        }
    }
    found
}

/// Where a relative link leads to: a file and an anchor in it.
fn resolve(page: &str, link: &str) -> (String, String) {
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let mut parts: Vec<&str> = page.split('/').collect();
    if path.is_empty() {
        return (page.to_string(), anchor.to_string());
    }
    parts.pop();
    for part in path.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    (parts.join("/"), anchor.to_string())
}

#[test]
fn every_link_of_the_site_leads_to_a_page_and_an_anchor_that_are_there() {
    let folder = RulesFolder::embedded();
    let checker = checker(&folder);
    let files: BTreeMap<String, String> = site(
        &checker.reference(&folder).expect("the sample can be read"),
        &checker.catalogue(&folder),
    )
    .into_iter()
    .collect();
    for rule in checker.rules() {
        assert!(files.contains_key(&format!("{}.html", rule.id)), "{}", rule.id);
    }
    let links = links(&files);
    assert!(links.len() > 200, "{} links", links.len());
    let broken: Vec<String> = links
        .into_iter()
        .filter(|(_, link)| !link.starts_with("https://"))
        .filter(|(page, link)| {
            let (path, anchor) = resolve(page, link);
            !files
                .get(&path)
                .is_some_and(|text| anchor.is_empty() || text.contains(&format!("id=\"{anchor}\"")))
        })
        .map(|(page, link)| format!("{page}: {link}"))
        .collect();
    assert!(broken.is_empty(), "{broken:?}");
}

#[test]
fn the_site_needs_nothing_from_elsewhere_and_runs_no_script_of_a_rules_folder() {
    let mut files: BTreeMap<String, String> = RulesFolder::embedded()
        .files()
        .map(|(path, text)| (path.to_string(), text.to_string()))
        .collect();
    let hostile = "# T\n\n**What.** <script>alert(1)</script> <img src=x>\n\n```report fires\n<b onclick=\"x()\">bold</b>\n```\n";
    files.insert("statistics/no-source.md".to_string(), hostile.to_string());
    let folder = RulesFolder::from_files(files);
    let checker = checker(&folder);
    for (path, text) in site(
        &checker.reference(&folder).expect("the sample can be read"),
        &checker.catalogue(&folder),
    ) {
        if !path.ends_with(".html") {
            continue;
        }
        for outside in ["src=", "@import", "url(", "<link", "<b onclick", "<script>alert"] {
            let shown =
                outside == "src=" && ["index.html", "statistics/no-source.html"].contains(&path.as_str());
            assert!(!text.contains(outside) || shown, "{path}: {outside}");
        }
    }
}

#[test]
fn the_rules_that_the_pages_show_load_and_their_examples_come_out() {
    let mut files: BTreeMap<String, String> = RulesFolder::embedded()
        .files()
        .map(|(path, text)| (path.to_string(), text.to_string()))
        .collect();
    let shown = WORKED_EXAMPLE
        .into_iter()
        .chain(ACTIVITY_EXAMPLE)
        .chain(TABLE_EXAMPLE);
    files.extend(shown.map(|(path, text)| (path.to_string(), text.to_string())));
    let folder = RulesFolder::from_files(files);
    let checker = checker(&folder);
    let examples = examples(&folder).expect("known expectations");
    for rule in [
        "training/crowded-training",
        "training/no-length",
        "places/no-place",
    ] {
        let own: Vec<_> = examples.iter().filter(|example| example.rule == rule).collect();
        let told = |expectation| own.iter().any(|example| example.expectation == expectation);
        assert!(told(Expectation::Fires) && told(Expectation::Silent), "{rule}");
        for example in own {
            let answer = checker.try_example(example);
            assert_eq!(answer, Ok(example.expectation), "{}", example.text);
        }
    }
}

#[test]
fn pages_show_names_and_summaries_as_they_are_meant_to_be_read() {
    let folder = RulesFolder::embedded();
    let checker = checker(&folder);
    let reference = checker.reference(&folder).expect("the sample can be read");
    let pages = pages(&reference, &checker.catalogue(&folder));
    let index = &pages
        .iter()
        .find(|page| page.path == "index")
        .expect("an index")
        .markdown;
    assert!(index.contains("in pages (`max_pages`), in words (`max_words`), or both"));
    assert!(index.contains("nowhere says how it ended or that it is still open. |"));
    assert!(!index.contains("Why."));
    for page in &pages {
        assert!(!page.markdown.contains("\\_"), "{}", page.path);
        assert!(!page.markdown.contains("\\*\\*"), "{}", page.path);
    }
}

fn tillsyn(arguments: &[&str]) -> std::process::Output {
    std::process::Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .args(arguments)
        .output()
        .expect("the program runs")
}

#[test]
fn the_commands_write_a_site_and_definitions_and_name_the_pages_when_one_is_not_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    assert!(
        tillsyn(&["rules", "docs", "--out", &path("site")])
            .status
            .success()
    );
    for file in ["index.html", "api.md", "statistics/no-source.html"] {
        assert!(folder.path().join("site").join(file).is_file(), "{file}");
    }
    assert!(
        tillsyn(&["rules", "definitions", "--out", &path("a/tillsyn.d.rhai")])
            .status
            .success()
    );
    let text = std::fs::read_to_string(path("a/tillsyn.d.rhai")).expect("the definitions");
    assert!(text.starts_with("module static;"));
    let printed = tillsyn(&["rules", "docs", "how-to"]);
    assert!(String::from_utf8_lossy(&printed.stdout).starts_with("# How to write a rule"));
    let unknown = tillsyn(&["rules", "docs", "weather/tomorrow"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(
        String::from_utf8_lossy(&unknown.stderr)
            .contains("index, how-to, profiles, tables, words, daemon, api, sample")
    );
}

#[test]
fn definitions_name_every_property_once() {
    let reference = reference();
    let text = definitions(&reference);
    for own in &reference.types {
        for property in own
            .properties
            .iter()
            .filter(|property| !property.call.contains('('))
        {
            let definition = format!("fn get {}(it: {}) -> ", property.call, own.name);
            assert_eq!(text.matches(&definition).count(), 1, "{definition}");
        }
    }
}

#[test]
fn the_page_of_a_profile_tells_what_it_leaves_out_and_changes_against_the_rules_as_written() {
    let folder = RulesFolder::embedded();
    let reference = reference();
    let of = |profile| {
        let checker = Checker::load(&folder, profile).unwrap_or_else(|problems| panic!("{problems:?}"));
        pages(&reference, &checker.catalogue(&folder))
    };
    let all = of(None);
    let markdown = |path: &str| {
        let page = all.iter().find(|page| page.path == path);
        page.map(|page| page.markdown.as_str())
            .expect("the page is there")
    };
    let lenient = markdown("profiles/lenient");
    for part in [
        "It begins with the profile [sida](sida.md)",
        "- [gender/no-focal-point](../gender/no-focal-point.md): ",
        "| [statistics/not-sex-disaggregated](../statistics/not-sex-disaggregated.md): ",
        " | `minimum_people` | 5 | 20 |",
    ] {
        assert!(lenient.contains(part), "{part}\n{lenient}");
    }
    let iom = markdown("profiles/iom");
    assert!(
        iom.contains(" | ask (en) | ") && iom.contains(" | ask of the variant `explained` (sv) | "),
        "{iom}"
    );
    // What it extends changes it too.
    assert!(iom.contains(" | level | note | warning |"), "{iom}");
    assert!(markdown("profiles").contains("| [iom](profiles/iom.md) | "));
    // Held against rules that a profile has changed already, the pages would be wrong.
    assert!(
        !of(Some("lenient"))
            .iter()
            .any(|page| page.path.starts_with("profiles/"))
    );
}
