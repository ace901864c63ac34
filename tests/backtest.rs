//! What a change of the rules would do to reports that one has.

#[path = "told/report.rs"]
mod report;
mod told;

use std::process::{Command, Output};

use report::folder;
use tempfile::TempDir;
use told::{said, tillsyn};

/// A backtest of own rules laid over the shipped ones.
fn laid_over(folder: &TempDir, more: &[&str]) -> Output {
    let rules = ["--rules", "shipped", "--rules", "mine"];
    let test = ["rules", "backtest", "--against", "report.md"];
    tillsyn(folder.path(), &[&test[..], &rules, more].concat())
}

#[test]
fn a_backtest_tells_what_of_a_folder_it_left_out_and_which_own_rules_a_profile_keeps_from_judging() {
    let folder = folder();
    let reports = folder.path().join("reports");
    std::fs::create_dir(&reports).expect("a folder");
    std::fs::copy(folder.path().join("report.md"), reports.join("final.md")).expect("a report");
    std::fs::write(reports.join("README.txt"), "In May, 25 judges were trained.").expect("a file");
    std::fs::write(reports.join("logo.png"), "x").expect("a file");
    let made = tillsyn(folder.path(), &["rules", "new", "own/training", "--in", "mine"]);
    assert!(made.status.success(), "{}", said(&made));
    let manifest = folder.path().join("mine/own/training.toml");
    let text = std::fs::read_to_string(&manifest).expect("the manifest");
    let finished: Vec<String> = text
        .lines()
        .map(|line| match line.split_once('=') {
            Some((name, _)) if ["source", "why", "message.en", "ask.en"].contains(&name.trim()) => {
                format!("{name}= \"Own words.\"")
            }
            _ => line.to_string(),
        })
        .collect();
    std::fs::write(&manifest, finished.join("\n")).expect("the manifest");
    std::fs::create_dir(folder.path().join("mine/profiles")).expect("a folder");
    std::fs::write(
        folder.path().join("mine/profiles/few.toml"),
        "title = \"Few\"\nabout = \"Figures alone.\"\nrules = [\"statistics/*\"]\n",
    )
    .expect("a profile");
    let laid = ["--rules", "shipped", "--rules", "mine"];
    let test = ["rules", "backtest", "--against", "reports"];
    let told = said(&tillsyn(
        folder.path(),
        &[&test[..], &laid, &["--profile", "few"]].concat(),
    ));
    assert!(told.contains("1 report;"), "{told}");
    assert!(
        told.contains("\n9 rules looked and found nothing, before and now: statistics/conflicting-figures, "),
        "{told}"
    );
    assert!(
        told.contains("README.txt (it tells of the folder)")
            && told.contains("logo.png (its name does not end as that of a report)"),
        "{told}"
    );
    assert!(
        told.contains("the profile few leaves out own/training, which is new or changed here"),
        "{told}"
    );
    assert!(
        told.contains("the profile few leaves out ") && told.contains("all of own (1 rule)"),
        "{told}"
    );
    let every = said(&tillsyn(folder.path(), &[&test[..], &laid].concat()));
    assert!(!every.contains("leaves out"), "{every}");
}

#[test]
fn a_backtest_tells_rules_that_looked_and_found_nothing_from_those_that_could_not_tell() {
    let folder = folder();
    let against = [
        "rules",
        "backtest",
        "--against",
        "report.md",
        "--rules",
        "shipped",
    ];
    let told = said(&tillsyn(
        folder.path(),
        &[&against[..], &["--profile", "sida"]].concat(),
    ));
    let line = |what: &str| told.lines().find(|line| line.contains(what)).unwrap_or_default();
    let (silent, unsure) = (
        line("looked and found nothing"),
        line("could not tell of any report"),
    );
    assert!(
        silent.contains("statistics/mixed-units") && !silent.contains("learning/"),
        "{told}"
    );
    assert!(unsure.contains("learning/no-lessons-learned"), "{told}");
    // Not tried at all, which stands above.
    assert!(
        !silent.contains("history/") && !unsure.contains("history/"),
        "{told}"
    );
}

#[test]
fn a_backtest_of_two_profiles_takes_no_rule_that_lies_beside_them_for_their_doing() {
    let folder = folder();
    let write = |name: &str, text: &str| {
        let path = folder.path().join("mine").join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    write(
        "own/many.toml",
        "title = \"T\"\nlevel = \"note\"\nsource = \"S\"\nwhy = \"W\"\nmessage.en = \"Many.\"\nask.en = \"A\"\n",
    );
    write(
        "own/many.rhai",
        "fn check_statistic(statistic, params) {\n    finding(statistic)\n}\n",
    );
    write("own/many.md", "# T\n");
    write(
        "profiles/own.toml",
        "title = \"T\"\nabout = \"A\"\nrules = [\"*\", \"!statistics/*\"]\n",
    );
    let chosen = said(&laid_over(
        &folder,
        &["--profile", "own", "--other-profile", "none"],
    ));
    assert!(chosen.contains("- statistics/"), "{chosen}");
    assert!(!chosen.contains("+ own/many"), "{chosen}");
    assert!(
        chosen.contains("all that differs is the profile's doing"),
        "{chosen}"
    );
    let default = said(&laid_over(
        &folder,
        &["--profile", "own", "--other-profile", "default"],
    ));
    assert!(default.contains("write `--other-profile none`"), "{default}");
    // Of another language all would differ.
    let swedish = "title = \"T\"\nabout = \"A\"\nlanguage = \"sv\"\nrules = [\"*\", \"!gender/*\"]\n";
    write("profiles/own.toml", swedish);
    let spoken = said(&laid_over(
        &folder,
        &["--profile", "own", "--other-profile", "none"],
    ));
    assert!(!spoken.contains("\n  ~ "), "{spoken}");
    let other = said(&laid_over(&folder, &["--profile", "own"]));
    assert!(other.contains("+ own/many"), "{other}");
    assert!(
        other.contains("what own/many finds is their doing, and not the profile's"),
        "{other}"
    );
}

#[test]
fn a_backtest_tells_which_findings_a_changed_threshold_and_a_changed_word_would_add_and_remove() {
    let folder = folder();
    let export = tillsyn(folder.path(), &["rules", "export", "mine"]);
    assert!(export.status.success(), "{}", said(&export));
    let test = ["rules", "backtest", "--against", "report.md", "--rules", "mine"];
    let same = tillsyn(folder.path(), &test);
    assert!(same.status.success(), "{}", said(&same));

    let manifest = folder.path().join("mine/statistics/not-sex-disaggregated.toml");
    let text = std::fs::read_to_string(&manifest).expect("the manifest");
    std::fs::write(&manifest, text.replace("default = 5", "default = 3")).expect("the manifest");
    let lower = tillsyn(folder.path(), &[&test[..], &["--format", "json"]].concat());
    assert_eq!(lower.status.code(), Some(1));
    let json: serde_json::Value = serde_json::from_slice(&lower.stdout).expect("valid JSON");
    let lines = &json["different"][0]["lines"];
    assert_eq!(lines[0]["rule"], "statistics/not-sex-disaggregated");
    assert_eq!(lines[0]["change"], "added");
    assert!(lines[0]["now"]["message"].to_string().contains("3 judges"));
    assert_eq!(json["rules"]["statistics/not-sex-disaggregated"]["before"], 1);

    let page = tillsyn(folder.path(), &[&test[..], &["--format", "html"]].concat());
    let page = said(&page);
    assert!(
        page.starts_with("<!DOCTYPE html>") && page.contains("3 judges"),
        "{page}"
    );

    std::fs::write(&manifest, text.replace("are counted without", "lack")).expect("the manifest");
    let worded = said(&tillsyn(folder.path(), &test));
    assert!(worded.contains("~ statistics/not-sex-disaggregated"), "{worded}");
    assert!(worded.contains("25 social workers lack"), "{worded}");
    let (_, table) = worded
        .split_once("\nrules with the most differences first, then by id\n")
        .expect("what the order is");
    let mut rows = table.lines().skip(1).take_while(|line| !line.is_empty());
    let first = rows.next().unwrap_or_default();
    assert!(first.starts_with("statistics/not-sex-disaggregated "), "{worded}");
    assert!(rows.is_sorted(), "{worded}");

    // The word lists are part of the book: people of one sex need no split.
    std::fs::write(&manifest, &text).expect("the manifest");
    let sexes = folder.path().join("mine/lexicons/en/sex.toml");
    let words = std::fs::read_to_string(&sexes).expect("the word list");
    let female = words.replace("[female]\nwords = [", "[female]\nwords = [\"social worker\", ");
    assert_ne!(female, words);
    std::fs::write(&sexes, female).expect("the word list");
    let unknown = said(&tillsyn(folder.path(), &test));
    assert!(
        unknown.contains("- statistics/not-sex-disaggregated"),
        "{unknown}"
    );
}

#[test]
fn a_backtest_compares_a_profile_that_only_the_edited_rules_have_and_tells_a_changed_question() {
    let folder = folder();
    let profiles = folder.path().join("mine/profiles");
    std::fs::create_dir_all(&profiles).expect("a folder");
    let profile = "title = \"T\"\nabout = \"A\"\nextends = \"sida\"\n\
                   [rule.\"statistics/not-sex-disaggregated\"]\nask.en = \"How many are women?\"\n";
    std::fs::write(profiles.join("own.toml"), profile).expect("a profile");
    let done = laid_over(&folder, &["--profile", "own"]);
    let text = said(&done);
    assert!(text.contains("with the profile own"), "{text}");
    assert!(text.contains("asks: How many are women?"), "{text}");
    assert!(!text.contains("becomes"), "{text}");
    assert!(
        text.contains("mind: the two sides have different profiles")
            && text.contains("the rules before have no profile own"),
        "{text}"
    );
    let alike = said(&laid_over(&folder, &["--profile", "sida"]));
    assert!(!alike.contains("different profiles"), "{alike}");
}

#[test]
fn a_backtest_can_look_back_to_a_revision_of_the_rules() {
    let folder = folder();
    let git = |arguments: &[&str]| {
        let done = Command::new("git")
            .args([
                "-C",
                "mine",
                "-c",
                "user.name=t",
                "-c",
                "user.email=t@example.org",
            ])
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .expect("git runs");
        assert!(done.status.success(), "{}", said(&done));
    };
    tillsyn(folder.path(), &["rules", "export", "mine"]);
    git(&["init", "-q"]);
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "as shipped"]);
    let manifest = folder.path().join("mine/statistics/not-sex-disaggregated.toml");
    let text = std::fs::read_to_string(&manifest).expect("the manifest");
    std::fs::write(&manifest, text.replace("default = 5", "default = 50")).expect("the manifest");
    let since = |revision: &str| {
        tillsyn(
            folder.path(),
            &[
                "rules",
                "backtest",
                "--against",
                "report.md",
                "--rules",
                "mine",
                "--since",
                revision,
            ],
        )
    };
    let back = since("HEAD");
    assert!(
        said(&back).contains("- statistics/not-sex-disaggregated"),
        "{}",
        said(&back)
    );
    let unknown = since("no-such-revision");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(said(&unknown).contains("no-such-revision"), "{}", said(&unknown));
}

#[test]
fn a_backtest_says_where_both_books_lie_and_shows_findings_that_become_one() {
    let folder = folder();
    let courses: Vec<String> = (0..4)
        .map(|at| format!("In May, {} judges of group {at} were trained.\n", 21 + at))
        .collect();
    let report = format!("# Final report\n\n## Results\n\n{}", courses.join("\n"));
    std::fs::write(folder.path().join("report.md"), report).expect("a report");
    let write = |name: &str, text: &str| {
        let path = folder.path().join("mine").join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    write(
        "profiles/own.toml",
        "title = \"T\"\nabout = \"A\"\nrules = [\"statistics/not-sex-disaggregated\"]\n[rule.\"statistics/not-sex-disaggregated\"]\ngroup_above = 2\n",
    );
    write(
        "profiles/each.toml",
        "title = \"T\"\nabout = \"A\"\nrules = [\"statistics/not-sex-disaggregated\"]\n[rule.\"statistics/not-sex-disaggregated\"]\ngroup_above = 90\n",
    );
    let one = said(&laid_over(
        &folder,
        &["--profile", "own", "--other-profile", "each"],
    ));
    for part in [
        "before: mine laid over the shipped rules, with the profile each (rule book ",
        "now:    mine laid over the shipped rules, with the profile own (rule book ",
        "~ statistics/not-sex-disaggregated: 4 findings told as one: ",
        "“In May, 23 judges of group 2 were trained.” — line 9",
    ] {
        assert!(one.contains(part), "{part}\n{one}");
    }
    assert!(!one.contains("\n  - ") && !one.contains("\n  + "), "{one}");
    let many = said(&laid_over(
        &folder,
        &["--profile", "each", "--other-profile", "own"],
    ));
    assert!(
        many.contains("one finding told as 4, each of its own: "),
        "{many}"
    );
}

#[test]
fn reports_that_stand_alone_are_told_to_be_named() {
    let folder = folder();
    let told = tillsyn(folder.path(), &["rules", "backtest", "report.md"]);
    assert_eq!(told.status.code(), Some(2));
    let told = said(&told);
    assert!(
        told.contains("`report.md` stands alone: is it the reports, or the rules?")
            && told.contains("--against report.md"),
        "{told}"
    );
    let told = said(&tillsyn(folder.path(), &["rules", "backtest"]));
    assert!(told.contains("--against reports/"), "{told}");
}
