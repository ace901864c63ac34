//! Of which words and from which place a value was read, and why a sentence tells no training: as a policy officer asks it.

mod told;

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use told::{said, tillsyn};

const MANIFEST: &str = "title = \"T\"\nlevel = \"note\"\nsource = \"S\"\nwhy = \"W\"\n\
    message.en = \"M\"\nask.en = \"A\"\n";

fn folder(script: &str, report: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    fs::create_dir_all(folder.path().join("mine/own")).expect("a folder");
    write("report.md", report);
    write("mine/own/rule.toml", MANIFEST);
    write("mine/own/rule.rhai", script);
    write("mine/own/rule.md", "# T\n");
    folder
}

fn explain(folder: &Path, more: &[&str]) -> String {
    let mut arguments = vec!["rules", "explain", "report.md", "own/rule"];
    arguments.extend(more);
    arguments.extend(["--rules", "shipped", "--rules", "mine"]);
    said(&tillsyn(folder, &arguments))
}

#[test]
fn a_count_of_an_activity_is_told_with_the_sentence_that_gives_it() {
    let folder = folder(
        "fn check_activity(activity, params) {\n    if activity.people > 900 || activity.women + activity.men > 900 || activity.volume > 900 { return; }\n    if activity.duration == () || activity.changes.len() > 5 { return; }\n    finding(activity)\n}\n",
        "# Final report\n\n## Results\n\nA workshop on hygiene was held in Osh in May. Of the 74 teachers who came, 30 were women and 44 were men.\n\nThe workshop lasted three days.\n\nA year after the workshop, 60 of the 74 teachers wash their hands with their pupils.\n",
    );
    let told = explain(folder.path(), &[]);
    for part in [
        "activity.people is 74 — line 5: “Of the 74 teachers who came, 30 were women and 44 were men.”",
        "activity.women is 30 — line 5: “30 women + 44 men”",
        "activity.men is 44 — line 5",
        "activity.duration is “three days” — line 7: “The workshop lasted three days.”",
        "activity.changes is 1 statement: “A year after the workshop, 60 of the 74 teachers wash their …” — line 9",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
}

#[test]
fn the_figures_of_an_indicator_are_told_with_their_cells() {
    let folder = folder(
        "fn check_indicator(indicator, params) {\n    if !indicator.has_target || !indicator.baseline.is_known { return; }\n    let last = indicator.latest;\n    if last.actual.value >= last.target.value { return; }\n    finding(indicator)\n}\n",
        "# Final report\n\n## Results\n\n| Indicator | Baseline | Target | Actual |\n|---|---|---|---|\n| Number of wells in use | 3 | 20 | 12 |\n",
    );
    let told = explain(folder.path(), &[]);
    for part in [
        "indicator.has_target is yes (“20”) — table 1, row 2, column 3, line 7",
        "indicator.baseline is “3” — table 1, row 2, column 2, line 7",
        "figure.value is 12 — table 1, row 2, column 4, line 7",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    let json = explain(folder.path(), &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(json.trim()).expect("JSON");
    let reads = json["things"][0]["reads"].as_array().expect("reads");
    let baseline = reads
        .iter()
        .find(|read| read["property"] == "baseline")
        .expect("it was read");
    assert_eq!(baseline["from"][0]["quote"], "3");
    assert_eq!(baseline["from"][0]["column"], 2);
}

#[test]
fn the_parts_of_a_whole_report_have_their_places() {
    let folder = folder(
        "fn check_report(report, params) {\n    for own in report.statistics { if own.number > 900 { return finding(report); } }\n}\n",
        "# Final report\n\n## Results\n\nIn May, 25 social workers were trained.\n",
    );
    let told = explain(folder.path(), &[]);
    assert!(
        told.contains(
            "of “In May, 25 social workers were trained.” — line 5:\n      statistic.number is 25  "
        ),
        "{told}"
    );
}

#[test]
fn of_a_sentence_that_was_taken_for_no_training_it_is_told_why() {
    let report = "# Final report\n\n## Background\n\nA training for 40 nurses was held in 2001 by others.\n\n## Results\n\n\
        No workshop was held in Naryn for the 12 judges.\n\nIn 2027 a course for 30 lawyers will be held.\n\n\
        A campaign on hygiene reached 300 people. It was led by two doctors for EUR 400.\n\n\
        The 25 clerks were given books in the training centre.\n\nThe roads were bad.\n\n\
        | Village | Wells |\n|---|---|\n| Osh | 12 |\n";
    let folder = folder(
        "fn check_activity(activity, params) {\n    if activity.kind != \"training\" { return; }\n    finding(activity)\n}\n",
        report,
    );
    for (words, why) in [
        (
            "40 nurses",
            "It names “training”, and no training or campaign was read from it: it stands where the situation around the project is told",
        ),
        ("40 nurses", "Its number “40 nurses” is taken to count people"),
        (
            "40 nurses",
            "Its figure “2001” is no statistic: no word for what it counts was seen beside it",
        ),
        (
            "12 judges",
            "It names “workshop”, and no training or campaign was read from it: it says that it was not held",
        ),
        (
            "30 lawyers",
            "it tells of a plan, of what fell short, or judges a goal",
        ),
        ("300 people", "It begins a campaign, by its word “campaign”"),
        (
            "two doctors",
            "It tells more of the campaign that begins with “A campaign on hygiene reached 300 people.” — line 13",
        ),
        (
            "two doctors",
            "Its figure “400” is no statistic: it is taken for money, “EUR 400”",
        ),
        (
            "25 clerks",
            "It begins a service: its word “training” does not say here that a training or a campaign was held",
        ),
        (
            "roads were bad",
            "No training, campaign or service was read from it: it has no word for a training or a campaign",
        ),
        (
            "Wells",
            "It is a cell in the header of a table: it says what the cells below it are",
        ),
    ] {
        let told = explain(folder.path(), &["--at", words]);
        assert!(told.contains(why), "{words}: {why}\n{told}");
    }
}
