//! What the audit and the log tell of a change of the rules: in a profile, while no daemon ran, or of a default.

mod daemon;

use std::fs;

use daemon::Daemon;
use tillsyn::rules_folder::RulesFolder;

const PEOPLE: &str = "# Final report\n\n## Results\n\nIn May, 25 midwives took part in the meetings.\n";
const PROFILE: &str = "title = \"Agency\"\nabout = \"Ours.\"\nextends = \"sida\"\n\n\
    [rule.\"statistics/not-sex-disaggregated\"]\nparams.minimum_people = 20\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for own in ["inbox", "my/profiles"] {
        fs::create_dir_all(folder.path().join(own)).expect("a folder");
    }
    fs::write(folder.path().join("my/profiles/agency.toml"), PROFILE).expect("a profile");
    folder
}

fn started(folder: tempfile::TempDir, profile: &str) -> Daemon {
    let configuration = format!("rules = [\"shipped\", \"my\"]\nprofile = \"{profile}\"\n");
    Daemon::restart(folder, &configuration)
}

fn audit(daemon: &Daemon, more: &[&str]) -> String {
    let audit = daemon.command(&[&["audit"], more].concat());
    String::from_utf8_lossy(&audit.stdout).into_owned()
}

#[test]
fn what_a_profile_changes_is_told_and_found_under_the_rule_also_after_a_start() {
    let mut daemon = started(folder(), "agency");
    daemon.drop_report("one.md", PEOPLE);
    daemon.wait_for("checked ");
    let profile = daemon.path("my/profiles/agency.toml");
    let message = "= 30\nmessage.en = \"{number} {noun}: how many women?\"";
    let other = PROFILE.replace("= 20", message) + "\n[rule.\"gender/*\"]\nlevel = \"error\"\n";
    fs::write(&profile, &other).expect("a profile");
    let what = [
        "changed profile agency: gender/* level set to error",
        "changed profile agency: statistics/not-sex-disaggregated message.en set to “{number} {noun}: how many women?”",
        "changed profile agency: statistics/not-sex-disaggregated parameter minimum_people from 20 to 30",
    ];
    // The log names the first of many changes, and where all of them stand.
    daemon.wait_for(&format!("{} and 2 more: see rule-books.jsonl", what[0]));
    daemon.drop_report("two.md", &PEOPLE.replace("25", "26"));
    daemon.wait_for("checked ");
    for rule in ["statistics/not-sex-disaggregated", "gender/no-focal-point"] {
        let told = audit(&daemon, &["--rule", rule]);
        let lines = format!("\n    {}\n", what.join("\n    "));
        assert!(told.contains(&lines), "{rule}: {told}");
    }
    let folder = daemon.kill();

    let later = other.replace("\"error\"", "\"note\"");
    fs::write(folder.path().join("my/profiles/agency.toml"), later).expect("a profile");
    let mut daemon = started(folder, "agency");
    daemon.drop_report("three.md", &PEOPLE.replace("25", "27"));
    daemon.wait_for("three.md");
    let told = audit(&daemon, &["--rule", "gender/no-focal-point"]);
    let last =
        "\n    changed while no daemon ran\n    changed profile agency: gender/* level from error to note\n";
    assert!(told.contains(last), "{told}");
    // In the order in which the patterns count, those of the profile that it extends first.
    let profile =
        "\n    profile agency: extends sida; rules *; changes counter-trafficking/demand-side, gender/*, ";
    assert!(told.contains(profile), "{told}");
}

#[test]
fn a_start_with_another_profile_judges_again_only_what_the_configuration_asks_for() {
    let mut daemon = started(folder(), "agency");
    daemon.drop_report("one.md", PEOPLE);
    daemon.wait_for("checked ");
    let mut daemon = started(daemon.kill(), "lenient");
    daemon.drop_report("two.md", &PEOPLE.replace("25", "26"));
    daemon.wait_for("two.md");
    assert_eq!(daemon.findings("one.md")["rulebook"]["profile"], "agency");
    assert_eq!(daemon.findings("two.md")["rulebook"]["profile"], "lenient");
    let of_one = |line: &&String| line.contains("one.md");
    let told: Vec<&String> = daemon.heard.iter().filter(of_one).collect();
    let unchanged = told.iter().all(|line| line.contains("not judged again"));
    assert!(unchanged && !told.is_empty(), "{told:?}");
    let configuration = "rules = [\"shipped\", \"my\"]\nprofile = \"lenient\"\nrecheck = \"all\"\n";
    let mut daemon = Daemon::restart(daemon.kill(), configuration);
    daemon.wait_for("one.md");
    assert_eq!(daemon.findings("one.md")["rulebook"]["profile"], "lenient");
}

#[test]
fn a_default_by_which_an_example_fails_is_blamed_before_the_script() {
    let mut daemon = Daemon::start_with(&["inbox"], &["--gate"]);
    let manifest = daemon.path("rules/statistics/not-sex-disaggregated.toml");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    let (before, after) = text
        .split_once("[params.minimum_people]\ndefault = ")
        .expect("a default");
    let (was, after) = after.split_once('\n').expect("a line");
    fs::write(
        &manifest,
        format!("{before}[params.minimum_people]\ndefault = 9000\n{after}"),
    )
    .expect("a manifest");
    let remedy = daemon.wait_for("help: ");
    let was = was.split('#').next().unwrap_or_default().trim();
    assert!(
        remedy.contains(&format!(
            "take back what was changed (parameter minimum_people from {was} to 9000), or "
        )),
        "{remedy}"
    );
}

#[test]
fn patterns_and_ends_are_told_and_a_rule_that_never_was_is_no_answer() {
    let mut daemon = started(folder(), "agency");
    daemon.drop_report("zero.md", &PEOPLE.replace("25", "24"));
    daemon.wait_for("checked ");
    daemon.end();
    daemon.wait_for("stopped");
    let folder = daemon.kill();
    let profile = folder.path().join("my/profiles/agency.toml");
    let other = PROFILE.replace("\n\n[rule", "\nrules = [\"!finance/*\", \"gender/*\"]\n\n[rule");
    fs::write(&profile, other).expect("a profile");
    let mut daemon = started(folder, "agency");
    daemon.drop_report("one.md", PEOPLE);
    daemon.wait_for("checked ");
    let lines =
        "\n    changed profile agency: takes gender/*\n    changed profile agency: leaves out finance/*\n";
    let told = audit(&daemon, &["--rule", "finance/admin-share"]);
    assert!(told.contains(lines), "{told}");
    assert!(told.contains("  daemon stopped  "), "{told}");
    let told = audit(&daemon, &["--event", "rule"]);
    assert!(told.contains("  daemon stopped  "), "{told}");
    let told = audit(&daemon, &["--event", "waived"]);
    assert!(!told.contains("daemon"), "{told}");

    let unknown = daemon.command(&["audit", "--rule", "nosuch/"]);
    assert_eq!(unknown.status.code(), Some(2));
    let told = String::from_utf8_lossy(&unknown.stderr).into_owned();
    assert!(told.contains("no rule `nosuch/` was ever in force"), "{told}");

    let all = audit(&daemon, &[]);
    let last = all.lines().rfind(|line| line.starts_with('2')).expect("an entry");
    let at = last.split_whitespace().next().expect("a time");
    for since in [at, at.trim_end_matches('Z'), &at[..16]] {
        let told = audit(&daemon, &["--since", since]);
        assert!(told.contains(last), "{since}: {told}");
    }
}

#[test]
fn line_endings_of_another_system_are_told_as_such() {
    let text = "title = \"T\"\nlevel = \"note\"\n";
    let files = |end: &str| {
        [
            "p/r.toml",
            "p/r.rhai",
            "p/r.md",
            "lexicons/en/own.toml",
            "profiles/own.toml",
        ]
        .map(|path| (path, text.replace('\n', end)))
    };
    let changes = |now: [(&'static str, String); 5]| {
        RulesFolder::from_files(now)
            .changes_since(&RulesFolder::from_files(files("\n")))
            .lines()
    };
    assert_eq!(
        changes(files("\r\n")),
        [
            "changed lexicons/en/own.toml: only the line endings",
            "changed profile own: only the line endings",
            "changed p/r: only the line endings of r.md",
            "changed p/r: only the line endings of r.rhai",
            "changed p/r: only the line endings of r.toml",
        ]
    );
    let mut remarked = files("\n");
    remarked[0].1.push_str("# A remark.\n");
    assert_eq!(
        changes(remarked),
        ["changed p/r: only remarks or spaces in r.toml"]
    );
}

#[test]
fn a_deleted_file_is_told_as_gone_in_lines_without_the_names_of_parts_of_the_program() {
    let mut daemon = Daemon::start();
    for (kind, others) in [
        ("md", "no-source.toml and no-source.rhai"),
        ("rhai", "no-source.toml and no-source.md"),
        ("toml", "no-source.rhai and no-source.md"),
    ] {
        let path = daemon.path("rules/statistics/no-source").with_extension(kind);
        let text = fs::read_to_string(&path).expect("a file");
        fs::remove_file(&path).expect("deleted");
        daemon.wait_for(&format!(
            "no-source.{kind}: this file is gone: it was there before"
        ));
        let remedy = daemon.wait_for("help: put it back, or delete the other two");
        assert!(remedy.contains(others), "{remedy}");
        fs::write(&path, text).expect("a file");
        daemon.wait_for("the rules are whole again");
    }
    assert!(
        daemon.heard.iter().all(|line| !line.contains("tillsyn::")),
        "{:?}",
        daemon.heard
    );
}
