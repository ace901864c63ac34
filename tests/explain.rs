//! Why a rule fired or not, as somebody asks who has only the report and the findings.

mod told;

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use told::{said, tillsyn};

const REPORT: &str = "# Final report\n\n\
    ## Background\n\n\
    The district has 40,000 inhabitants.\n\n\
    ## Results\n\n\
    After the course 60% of the farmers now earn enough to live on.\n\n\
    Yields rose from 30 to 45 sacks.\n\n\
    The share of girls in school is now 70 per cent. In 2021 it was 40 per cent.\n\n\
    In May, 25 social workers were trained.\n\n\
    | Activity | Planned | Done |\n|---|---|---|\n\
    | Training | 30 teachers | 25 teachers trained |\n\
    | Shelter | 10 victims | 12 victims sheltered |\n";

const MANIFEST: &str = "title = \"T\"\nlevel = \"note\"\nsource = \"S\"\nwhy = \"W\"\n\
    message.en = \"M\"\nask.en = \"A\"\n";

fn folder(script: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    fs::create_dir_all(folder.path().join("mine/own")).expect("a folder");
    write("report.md", REPORT);
    write("mine/own/rule.toml", MANIFEST);
    write("mine/own/rule.rhai", script);
    write("mine/own/rule.md", "# T\n");
    folder
}

fn explain(folder: &Path, more: &[&str]) -> String {
    let mut arguments = vec!["rules", "explain", "report.md"];
    arguments.extend(more);
    arguments.extend(["--rules", "shipped", "--rules", "mine"]);
    said(&tillsyn(folder, &arguments))
}

#[test]
fn what_kept_a_sentence_from_asserting_a_change_is_told() {
    let folder = folder(
        "fn check_statement(statement, params) {\n    if statement.claimed_as != \"\" { return; }\n    if !statement.asserts_change { return; }\n    finding(statement)\n}\n",
    );
    let told = explain(folder.path(), &["own/rule"]);
    for part in [
        "asserts_change is no (it was taken for a sentence of a section that tells no results)",
        "asserts_change is no (it tells how much: “60%”)",
        "claimed_as is “” (it stands in no table)",
        "claimed_as is “” (it stands in no column headed “Outcome” or “Impact” of a table",
        "asserts_change is no (it was taken for a cell of a table)",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
}

#[test]
fn a_passage_in_which_several_things_are_looked_at_is_told_once() {
    let folder = folder("fn check_statistic(statistic, params) {\n    finding(statistic)\n}\n");
    let report = "# Final report\n\n## Results\n\nIn May, 30 teachers and 40 clerks were trained.\n";
    fs::write(folder.path().join("report.md"), report).expect("a report");
    let told = explain(folder.path(), &["own/rule"]);
    assert_eq!(told.matches("“In May, 30 teachers").count(), 1, "{told}");
    for part in [
        "    as the number 30 teachers:\n",
        "    as the number 40 clerks:\n",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
}

#[test]
fn a_yes_or_no_is_told_with_the_words_or_the_neighbour_that_decided_it() {
    let folder = folder(
        "fn check_statement(statement, params) {\n    if !statement.lacks_start { return; }\n    finding(statement)\n}\n",
    );
    let told = explain(folder.path(), &["own/rule"]);
    for part in [
        "lacks_start is yes (no level before stands with “60%”)",
        "lacks_start is no (the level before is told: “rose from 30 to 45”)",
        "lacks_start is no (another sentence tells the level before: “In 2021 it was 40 per cent.”)",
        "lacks_start is no (no share, rise or score of what came about was seen in it)",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
}

#[test]
fn what_a_bare_yes_or_no_asks_is_told_in_plain_words_once() {
    let folder = folder(
        "fn check_statement(statement, params) {\n    if statement.claims(\"plan\") || !statement.negated { return; }\n    finding(statement)\n}\n",
    );
    let told = explain(folder.path(), &["own/rule"]);
    assert!(told.contains("statement.negated is no  ← this decided"), "{told}");
    let meaning = "What is asked by\n  statement.negated: Whether there is any negation in the sentence";
    assert_eq!(told.matches(meaning).count(), 1, "{told}");
    // Its words stand beside the answer.
    assert!(!told.contains("  statement.claims(\"plan\"): "), "{told}");
}

#[test]
fn of_a_heading_it_is_told_what_it_is_and_what_was_found_below_it() {
    let folder = folder(
        "fn check_report(report, params) {\n    if report.words > 5000 { return finding(report); }\n}\n",
    );
    let told = explain(folder.path(), &["--at", "Background"]);
    assert!(told.starts_with("“Background” is a heading — line 3\n"), "{told}");
    assert!(
        told.contains("is taken to tell of the situation around the project")
            && told.contains("Below it were read 1 sentence and 1 number."),
        "{told}"
    );
    let told = explain(folder.path(), &["--at", "results"]);
    assert!(
        told.contains("error statistics/not-sex-disaggregated: 25 social workers are counted"),
        "{told}"
    );
}

#[test]
fn a_row_is_known_again_however_its_cells_are_written_side_by_side() {
    let folder = folder(
        "fn check_report(report, params) {\n    if report.words > 5000 { return finding(report); }\n}\n",
    );
    let rule = "statistics/not-sex-disaggregated";
    for words in [
        "Training | 30 teachers | 25 teachers trained",
        "“Training | 30 teachers | 25 teachers trained”",
        "Activity: Training; Done: 25 teachers trained",
    ] {
        let told = explain(folder.path(), &[rule, "--at", words]);
        assert!(
            told.starts_with("These words stand in a row of a table: “Training | 30 teachers | 25 teachers trained” — table 1, row 2"),
            "{words}: {told}"
        );
        assert!(told.contains("fired: 25 teachers are counted"), "{words}: {told}");
        assert!(!told.contains("12 victims"), "{words}: {told}");
    }
}

#[test]
fn words_that_the_shell_took_apart_are_told_to_be_quoted_or_taken_together() {
    let folder = folder(
        "fn check_report(report, params) {\n    if report.words > 5000 { return finding(report); }\n}\n",
    );
    let told = explain(folder.path(), &["--at", "25", "teachers"]);
    assert!(
        told.contains("put them in quotation marks: --at \"25 teachers\""),
        "{told}"
    );
    let told = explain(folder.path(), &["own/rule", "--at", "25", "social", "workers"]);
    assert!(told.contains("--at \"25 social workers\""), "{told}");
    let apart = tillsyn(folder.path(), &["rules", "words", "role", "players"]);
    let whole = tillsyn(folder.path(), &["rules", "words", "role players"]);
    assert!(apart.status.success(), "{}", said(&apart));
    assert_eq!(said(&apart), said(&whole));
}

#[test]
fn of_a_rule_on_the_whole_report_it_is_told_of_which_of_its_things_each_answer_is() {
    let folder = folder(
        "fn check_report(report, params) {\n    for statistic in report.statistics { if statistic.counts_people && statistic.of_whole { return finding(statistic); } }\n}\n",
    );
    let told = explain(folder.path(), &["own/rule"]);
    assert!(
        told.contains("of “In May, 25 social workers were trained.” — line 15:\n      statistic.counts_people is yes (by its noun, “social workers”)"),
        "{told}"
    );
    let elements = explain(folder.path(), &["iati/target-without-value"]);
    assert!(
        elements.contains("Nothing was read in this report that it is called with: elements of IATI data."),
        "{elements}"
    );
}

#[test]
fn a_training_that_a_real_report_tells_in_a_row_of_its_table_is_one() {
    let folder = folder(
        "fn check_activity(activity, params) {\n    if activity.kind != \"training\" { return; }\n    finding(activity)\n}\n",
    );
    let report = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/reports/kg-2002-2004.md");
    fs::copy(report, folder.path().join("report.md")).expect("a report");
    let told = explain(folder.path(), &["own/rule", "--at", "25 social workers"]);
    assert!(told.contains("fired on 1"), "{told}");
}

#[test]
fn words_that_stand_apart_are_taken_as_the_report_has_them_and_else_the_nearest_are_proposed() {
    let folder = folder(
        "fn check_statement(statement, params) { if !statement.negated { return; } finding(statement) }\n",
    );
    let told = explain(folder.path(), &["own/rule", "--at", "25 workers"]);
    assert!(
        told.starts_with("The words “25 workers” do not stand side by side in the report; this is of “25 social workers”, which does.\n")
            && told.contains("“In May, 25 social workers were trained.” — line 15\n    silent"),
        "{told}"
    );
    let told = explain(folder.path(), &["own/rule", "--at", "26 social workers"]);
    for part in [
        "do not stand in the report. Nearest to them comes",
        "It has “social” and “workers”, and not “26”. Ask with words that stand side by side there: --at \"25 social workers were trained\"",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
}

#[test]
fn words_that_stand_everywhere_are_told_with_the_first_places_and_not_explained_by_every_rule() {
    let folder = folder(
        "fn check_statement(statement, params) { if !statement.negated { return; } finding(statement) }\n",
    );
    let many =
        "# Report\n\nThe staff met the mayor.\n\n".to_string() + &"The other teachers met.\n\n".repeat(9);
    fs::write(folder.path().join("report.md"), many).expect("a report");
    let told = explain(folder.path(), &["--at", "the"]);
    assert!(
        told.starts_with("“the” stands in 10 passages, too many"),
        "{told}"
    );
    assert!(
        told.lines().count() < 12 && told.contains("“The staff met the mayor.” — line 3"),
        "{told}"
    );
    // A rule that is named has room for all of them.
    let told = explain(folder.path(), &["own/rule", "--at", "the"]);
    assert!(told.contains("own/rule looked at 10 things"), "{told}");
}

#[test]
fn words_that_a_loop_looks_for_in_vain_are_one_line_and_all_shows_the_values_of_the_whole_report() {
    let folder = folder(
        "fn check_report(report, params) {\n    for own in report.statements {\n        if find_word(own.text, [\"goat\", \"goats\"]) != \"\" { return; }\n    }\n    for own in report.statistics {\n        if own.number > 900000 { return finding(report); }\n    }\n}\n",
    );
    let told = explain(folder.path(), &["own/rule", "--at", "25 social workers", "--all"]);
    assert!(told.contains("\n  The report as a whole\n"), "{told}");
    assert_eq!(told.matches("find_word").count(), 1, "{told}");
    for part in [
        "find_word(…) found none of \"goat\", \"goats\" in “25 teachers trained”, ",
        "statistic.number is 40000",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    assert!(!told.contains("nothing to quote"), "{told}");
}

/// A sentence of more than 400 letters, with a figure at its end.
fn long_sentence() -> String {
    let lead = "working in remote areas, far from any road and from the market, ".repeat(7);
    format!(
        "According to the survey this meant {lead}where an estimated 56% of rural children complete primary school.\n"
    )
}

#[test]
fn words_late_in_a_long_sentence_are_explained_as_those_at_its_beginning_and_the_source_is_named() {
    let folder = folder(
        "fn check_estimate(estimate, params) {\n    if estimate.sourced { return; }\n    finding(estimate)\n}\n",
    );
    let report = format!("# Report\n\n## Background\n\n{}", long_sentence());
    fs::write(folder.path().join("report.md"), report).expect("a report");
    let early = explain(folder.path(), &["own/rule", "--at", "According to the survey"]);
    let late = explain(folder.path(), &["own/rule", "--at", "of rural children"]);
    assert_eq!(early, late);
    for part in [
        "is taken for one that is estimated or of a whole population",
        "where an estimated 56% of rural children complete primary school.” — line 5\n    silent",
        "estimate.sourced is yes (by “According to the survey this” in its sentence)  ← this decided",
        "the script ended at",
    ] {
        assert!(late.contains(part), "{part}\n{late}");
    }
    assert!(!late.contains("as a whole"), "{late}");
}

#[test]
fn a_finding_of_the_whole_report_is_told_for_words_late_in_what_it_quotes() {
    let folder = folder(
        "fn check_report(report, params) {\n    for own in report.statements { if own.text.contains(\"survey\") { return finding(own); } }\n}\n",
    );
    let report = format!("# Report\n\n## Background\n\n{}", long_sentence());
    fs::write(folder.path().join("report.md"), report).expect("a report");
    let told = explain(folder.path(), &["own/rule", "--at", "of rural children"]);
    assert!(told.contains("\n    fired: M\n"), "{told}");
}

#[test]
fn a_sentence_that_speaks_of_an_estimate_is_told_apart_from_a_figure_that_is_one() {
    let folder = folder(
        "fn check_estimate(estimate, params) {\n    if estimate.sourced { return; }\n    finding(estimate)\n}\n",
    );
    let report = "# Report\n\nThe probability of finding work is small.\n";
    fs::write(folder.path().join("report.md"), report).expect("a report");
    let told = explain(folder.path(), &["own/rule", "--at", "probability of finding"]);
    for part in [
        "It speaks of an estimate, and none of its figures is taken for one",
        "own/rule looks only at figures that are estimated or of a whole population.",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
}

#[test]
fn a_heading_is_said_to_be_one_and_a_rule_tells_of_each_thing_below_it() {
    let folder = folder(
        "fn check_statistic(statistic, params) {\n    if find_word(statistic.headings, [\"Banfara\"]) != \"\" { return; }\n    if statistic.number > 5000 { return; }\n    finding(statistic)\n}\n",
    );
    let report = "# Report\n\n## What was done in the year, and what came of it for all those who took part? What impact did it have?\n\nIn May, 25 social workers were trained.\n\nIn June, 30 judges were trained.\n";
    fs::write(folder.path().join("report.md"), report).expect("a report");
    let told = explain(folder.path(), &["own/rule", "--at", "What impact did it have"]);
    assert!(
        told.starts_with("“What was done in the year, and what came of it for all those who took part? What impact did it have?” is a heading — line 3"),
        "{told}"
    );
    for part in [
        "\n  “In May, 25 social workers were trained.” — line 5\n    fired: M\n    on its way the rule read the words",
        "\n  “In June, 30 judges were trained.” — line 7\n    fired: M\n",
        "statistic.number is 30  (line 3)",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    assert!(!told.contains("as a whole"), "{told}");
    let all = explain(folder.path(), &["--at", "What impact did it have"]);
    assert!(all.contains("is a heading — line 3"), "{all}");
}

#[test]
fn a_heading_counts_the_findings_of_a_check_and_tells_each_line_once() {
    let folder = folder(
        "fn check_statistic(statistic, params) {\n    if statistic.number < 1 { return; }\n    finding(statistic)\n}\n",
    );
    let report = "# Report\n\n## Activities\n\nIn May, 25 social workers were trained.\n\nIn June, 30 judges were trained.\n";
    fs::write(folder.path().join("report.md"), report).expect("a report");
    let told = explain(folder.path(), &["--at", "Activities"]);
    assert!(told.contains("    note own/rule: M (2 times)\n"), "{told}");
    let all = [
        "check",
        "report.md",
        "--format",
        "json",
        "--rules",
        "shipped",
        "--rules",
        "mine",
    ];
    let json = String::from_utf8_lossy(&tillsyn(folder.path(), &all).stdout).into_owned();
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let findings = json["reports"][0]["findings"].as_array().expect("findings");
    let there = findings.iter().filter(|finding| {
        let quotes = finding["evidence"].as_array().into_iter().flatten();
        let mut sections = quotes.filter_map(|own| own["section"].as_array());
        sections.any(|own| own.iter().any(|heading| heading == "Activities"))
    });
    let count = format!("  {} findings quote what stands there:", there.count());
    assert!(told.contains(&count), "{count}\n{told}");
}

#[test]
fn of_a_number_in_the_sentence_of_a_cell_it_is_told_why_it_counts_nobody() {
    let folder = folder(
        "fn check_statistic(statistic, params) {\n    if statistic.number < 1 { return; }\n    finding(statistic)\n}\n",
    );
    let report = "# Report\n\n| Place | Work | Account |\n|---|---|---|\n| Naya | Grants | 143 widows were given grants and equipment. |\n| Baya | Seeds | 23 farmers were given seeds and tools. |\n";
    fs::write(folder.path().join("report.md"), report).expect("a report");
    let told = explain(folder.path(), &["own/rule", "--at", "143 widows"]);
    assert!(
        told.contains("It is a cell of a table.")
            && told.contains("No number in it was taken to count people"),
        "{told}"
    );
}

#[test]
fn without_a_rule_each_has_a_line_with_what_decided_and_those_that_fired_are_told_at_length() {
    let folder = folder(
        "fn check_statistic(statistic, params) {\n    if statistic.number > 1000 { return; }\n    finding(statistic)\n}\n",
    );
    let told = explain(folder.path(), &["--at", "“25 social workers…"]);
    let line = |rule: &str| {
        let mut lines = told.lines();
        let line = lines.find(|line| line.split_whitespace().any(|word| word == rule));
        line.unwrap_or_default()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(line("own/rule"), "fired own/rule M", "{told}");
    assert_eq!(
        line("statistics/not-sex-disaggregated"),
        "fired statistics/not-sex-disaggregated 25 social workers are counted without saying how many are women and how many men.",
        "{told}"
    );
    let silent = "statistics/parts-do-not-add-up";
    assert!(
        line(silent).starts_with(&format!("silent {silent} statistic.breakdowns is 0 breakdowns")),
        "{told}"
    );
    let summary = told.find("looked at these words.").expect("a summary");
    assert!(
        summary < told.find("own/rule looked at 1 thing").expect("a rule"),
        "{told}"
    );
    assert!(!told.contains(&format!("{silent} looked at")), "{told}");
    let all = explain(folder.path(), &["--at", "25 social workers", "--all"]);
    assert!(all.contains(&format!("{silent} looked at 1 thing")), "{all}");
}

#[test]
fn of_a_whole_report_each_rule_has_a_line_and_none_is_told_at_length() {
    let folder = folder(
        "fn check_report(report, params) {\n    if report.words > 5000 { return finding(report); }\n}\n",
    );
    let told = explain(folder.path(), &[]);
    let words = told.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in [
        "silent own/rule report.words is ",
        "not tried history/moved-target there is no earlier report",
        "nothing to see iati/target-without-value the report has none of elements of IATI data",
    ] {
        assert!(words.contains(line), "{line}\n{told}");
    }
    assert!(!told.contains(" looked at "), "{told}");
}

#[test]
fn why_a_figure_should_fall_is_told_with_the_word_or_the_two_values() {
    let folder = folder(
        "fn check_indicator(indicator, params) {\n    if !indicator.is_descending { return; }\n    finding(indicator)\n}\n",
    );
    let report = "# Final report\n\n\
        | Indicator | Baseline | Target | Actual |\n|---|---|---|---|\n\
        | Number of deaths in childbirth | | 20 | 35 |\n\
        | Days until a case is heard | 90 | 30 | 60 |\n\
        | Reduction in deaths | | 20 | 35 |\n";
    fs::write(folder.path().join("report.md"), report).expect("a report");
    let told = explain(folder.path(), &["own/rule"]);
    for part in [
        "is_descending is yes (“deaths”)",
        "is_descending is yes (“90 → 30”)",
        "is_descending is no",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
}

#[test]
fn what_made_an_item_an_expected_result_is_told() {
    let folder = folder("fn check_result(result, params) { finding(result) }\n");
    for (above, by) in [
        ("## Résultats attendus", "“Résultats attendus”"),
        (
            "## Résultats attendus\n\nLe projet visait les résultats suivants :",
            "“Le projet visait les résultats suivants :”",
        ),
    ] {
        let report = format!(
            "# Rapport final\n\n{above}\n\n- Les agriculteurs utilisent des semences améliorées\n- Les femmes gagnent plus\n"
        );
        fs::write(folder.path().join("report.md"), report).expect("a report");
        let told = explain(folder.path(), &["--at", "semences améliorées"]);
        let line = format!(
            "“Les agriculteurs utilisent des semences améliorées” is taken for an expected result, by what stands above it: {by}"
        );
        assert!(told.contains(&line), "{told}");
    }
}

#[test]
fn an_activity_is_not_cut_within_a_bracket() {
    let folder = folder("fn check_activity(activity, params) { finding(activity) }\n");
    let manifest = MANIFEST.replace("\"M\"", "\"In {activity} no length\"");
    fs::write(folder.path().join("mine/own/rule.toml"), manifest).expect("a manifest");
    let report = "# Final report\n\nIn May a training was held in Gondar for 25 teachers (15 women and 10 men from four schools), with the university.\n";
    fs::write(folder.path().join("report.md"), report).expect("a report");
    let told = explain(folder.path(), &["own/rule"]);
    assert!(
        told.contains("In In May a training was held in Gondar for 25 teachers … no length"),
        "{told}"
    );
}

#[test]
fn a_service_with_a_word_for_a_training_is_not_said_to_have_none() {
    let folder = folder(
        "fn check_activity(activity, params) { if activity.kind == \"training\" { finding(activity) } }\n",
    );
    let report = "# Final report\n\n## Activities\n\nIn the training centre 35 teachers received books.\n\nFood was given to 33 families.\n";
    fs::write(folder.path().join("report.md"), report).expect("a report");
    let told = explain(folder.path(), &["own/rule", "--at", "35 teachers"]);
    assert!(
        told.contains("its word “training” does not say here that a training or a campaign was held"),
        "{told}"
    );
    let told = explain(folder.path(), &["own/rule", "--at", "33 families"]);
    assert!(told.contains("no word for a training or a campaign;"), "{told}");
}

#[test]
fn a_table_of_trainings_is_read_as_the_page_on_tables_says() {
    let table = |rows: &str| {
        format!(
            "# Final report\n\n## Activities\n\n| Training | Participants | Days |\n|---|---|---|\n{rows}\n"
        )
    };
    let looked = |script: &str, rows: &str| {
        let folder = folder(script);
        fs::write(folder.path().join("report.md"), table(rows)).expect("a report");
        explain(folder.path(), &["own/rule", "--all"])
    };
    let activities = "fn check_activity(activity, params) { finding(activity) }\n";
    let rows = "| Hygiene for nurses | 30 | 3 |\n| First aid for teachers | 25 | 2 |";
    assert!(looked(activities, rows).contains("fired on 2"));
    let told = looked(activities, "| A training was held for 25 nurses. | 25 | 2 |");
    assert!(told.contains("fired on 1"), "{told}");
    let told = looked(
        "fn check_statistic(statistic, params) {\n    if statistic.noun == \"Participants\" && statistic.in_table && find_word(statistic.text, [\"nurses\"]) != \"\" { finding(statistic) }\n}\n",
        rows,
    );
    assert!(told.contains("looked at 2 things: fired on 1"), "{told}");
    assert!(told.contains("“Hygiene for nurses | 30 | 3”"), "{told}");
}
