//! The daemon as its users meet it: files dropped, rules changed, rules broken, stopped.

mod daemon;

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use daemon::Daemon;

const PEOPLE: &str = "# Report\n\nIn May, 25 social workers were trained.\n";

fn change(path: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(path).expect("the file");
    assert!(text.contains(from));
    std::fs::write(path, text.replace(from, to)).expect("the file");
}

#[test]
fn a_dropped_report_is_judged_by_the_rules_as_they_stand_when_it_comes() {
    let mut daemon = Daemon::start();
    let rule = "statistics/not-sex-disaggregated";
    daemon.drop_report("one.md", PEOPLE);
    daemon.wait_for("one.md");
    assert!(daemon.rules_fired("one.md").contains(&rule.to_string()));
    assert!(daemon.path("out/one.md.findings.txt").is_file());

    let manifest = daemon.path("rules/statistics/not-sex-disaggregated.toml");
    change(&manifest, "default = 5", "default = 50");
    daemon.wait_for("is in force");
    daemon.drop_report("two.md", PEOPLE);
    daemon.wait_for("two.md");
    assert!(!daemon.rules_fired("two.md").contains(&rule.to_string()));

    let script = daemon.path("rules/statistics/not-sex-disaggregated.rhai");
    change(&script, "finding(statistic)", "finding(statistic");
    let line = daemon.wait_for("not-sex-disaggregated.rhai:");
    let open_bracket = std::fs::read_to_string(&script)
        .expect("the rule")
        .lines()
        .position(|line| line.contains("finding(statistic"))
        .expect("the call")
        + 1;
    assert!(
        line.contains(&format!("not-sex-disaggregated.rhai:{open_bracket}:")),
        "{line}"
    );
    daemon.wait_for("stays in force");
    daemon.drop_report("three.md", PEOPLE);
    daemon.wait_for("three.md");
    assert_eq!(
        daemon.findings("two.md")["rulebook"]["digest"],
        daemon.findings("three.md")["rulebook"]["digest"]
    );
}

#[test]
fn a_report_written_in_ten_pieces_is_checked_once_and_whole() {
    let mut daemon = Daemon::start();
    let path = daemon.path("inbox").join("slow.md");
    let mut file = std::fs::File::create(&path).expect("a file");
    for piece in 0..10 {
        writeln!(file, "In group {piece}, 25 social workers were trained.\n").expect("a piece");
        file.flush().expect("a piece");
        std::thread::sleep(Duration::from_millis(60));
    }
    drop(file);
    daemon.wait_for("slow.md");
    let quotes = daemon.findings("slow.md").to_string();
    assert!(quotes.contains("In group 9"), "the whole report was read");
    daemon.drop_report("after.md", PEOPLE);
    daemon.wait_for("after.md");
    assert_eq!(
        daemon
            .heard
            .iter()
            .filter(|line| line.contains("checked") && line.contains("slow.md"))
            .count(),
        1
    );
}

#[test]
fn lock_files_are_left_alone_unreadable_files_are_told_and_the_inbox_stays_as_it_was() {
    let mut daemon = Daemon::configured("retry_seconds = 0.1\n");
    daemon.drop_report("~$one.docx", "lock");
    daemon.drop_report("half.docx.part", "half");
    daemon.drop_report("Thumbs.db", "pictures");
    daemon.drop_report("broken.docx", "PK\u{3}\u{4} no zip");
    daemon.wait_for("it is tried again in 0.1 s (1 of 3)");
    daemon.wait_for("it is tried again in 1.6 s (3 of 3)");
    daemon.wait_for("unreadable: ");
    daemon.drop_report("fine.md", PEOPLE);
    daemon.wait_for("checked");
    let out: Vec<String> = std::fs::read_dir(daemon.path("out"))
        .expect("out")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    assert!(
        !out.iter()
            .any(|name| ["~$", "part", "Thumbs"].iter().any(|part| name.contains(part))),
        "{out:?}"
    );
    assert!(
        daemon.findings("broken.docx")["unreadable"][0]["reason"]
            .as_str()
            .is_some_and(|reason| reason.contains("damaged"))
    );
    assert_eq!(std::fs::read_dir(daemon.path("inbox")).expect("inbox").count(), 5);
}

#[test]
fn without_the_gate_a_change_is_taken_and_the_examples_that_fail_are_told() {
    let mut daemon = Daemon::start();
    // Nothing changed that is in force, and somebody waits for it.
    std::fs::write(daemon.path("rules/statistics/mine.toml.txt"), "").expect("a file");
    daemon.wait_for("mine.toml.txt: this file is not taken");
    let page = daemon.path("rules/statistics/no-source.md");
    let wrong = "\n```report fires\n# Report\n\nNothing was counted.\n```\n";
    let text = std::fs::read_to_string(&page).expect("the page");
    std::fs::write(&page, format!("{text}{wrong}")).expect("the page");
    daemon.wait_for("is in force");
    let told = daemon.wait_for("not all of their examples come out as the pages say");
    assert!(told.contains("no-source.md:"), "{told}");
}

#[test]
fn a_rule_whose_page_has_no_example_is_taken_with_the_gate_and_told() {
    let mut daemon = Daemon::start_with(&["inbox"], &["--gate"]);
    std::fs::create_dir(daemon.path("rules/own")).expect("a pack");
    let own = |kind: &str| daemon.path("rules/own/untried").with_extension(kind);
    let manifest =
        "title = \"T\"\nlevel = \"note\"\nsource = \"S\"\nwhy = \"W\"\nmessage.en = \"M\"\nask.en = \"A\"\n";
    std::fs::write(own("md"), "# T\n").expect("a page");
    std::fs::write(own("toml"), manifest).expect("a manifest");
    std::fs::write(
        own("rhai"),
        "fn check_activity(activity, params) { finding(activity) }\n",
    )
    .expect("a script");
    daemon.wait_for("added own/untried");
    daemon.wait_for("own/untried.md: this page has no example: nothing tries the rule");
}

#[test]
fn reports_of_one_name_in_two_inboxes_keep_their_findings_apart() {
    let mut daemon = Daemon::start_with(&["north/inbox", "south/inbox"], &[]);
    std::fs::write(daemon.path("north/inbox/final.md"), PEOPLE).expect("a report");
    daemon.wait_for("checked");
    std::fs::write(
        daemon.path("south/inbox/final.md"),
        "# Report\n\nNothing was counted.\n",
    )
    .expect("a report");
    daemon.wait_for("checked");
    let count = |name: &str| daemon.findings(name)["reports"][0]["coverage"]["people_statistics"].clone();
    assert_eq!(
        (count("inbox/final.md"), count("inbox-2/final.md")),
        (1.into(), 0.into())
    );
}

#[cfg(unix)]
#[test]
fn a_termination_signal_ends_it_cleanly() {
    let mut daemon = Daemon::start();
    let id = daemon.child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .expect("kill")
            .success()
    );
    daemon.wait_for("stopped");
    assert_eq!(daemon.child.wait().expect("an end").code(), Some(0));
}

#[cfg(unix)]
#[test]
fn a_termination_signal_is_heeded_while_the_gate_tries_the_examples() {
    let mut daemon = Daemon::start_with(&["inbox"], &["--gate"]);
    // A word can change what any rule says.
    append(&daemon.path("rules/lexicons/en/lengths.toml"), "\n# More.\n");
    daemon.wait_for("trying the examples of");
    let id = daemon.child.id().to_string();
    let sent = Command::new("kill").args(["-TERM", &id]).status();
    assert!(sent.expect("kill").success());
    daemon.wait_for("stopped");
    assert_eq!(daemon.child.wait().expect("an end").code(), Some(0));
    let taken = daemon.heard.iter().any(|line| line.contains("the rules changed"));
    assert!(!taken, "not all examples were tried: {:?}", daemon.heard);
}

fn append(path: &std::path::Path, more: &str) {
    let text = std::fs::read_to_string(path).expect("a file");
    std::fs::write(path, text + more).expect("a file");
}

#[cfg(unix)]
#[test]
fn the_gate_tries_the_rules_that_changed_and_the_audit_names_them() {
    let mut daemon = Daemon::start_with(&["inbox"], &["--gate"]);
    append(&daemon.path("rules/statistics/no-source.md"), "\nMore.\n");
    daemon.wait_for(
        "trying the examples of statistics/no-source, and of history/repeated-finding, which judges what other rules find …",
    );
    daemon.wait_for("the rules changed (changed statistics/no-source: page); ");
    let manifest = daemon.path("rules/statistics/conflicting-figures.toml");
    let text = std::fs::read_to_string(&manifest).expect("a manifest");
    let level = "level = \"";
    let (before, after) = text.split_once(level).expect("a level");
    let (was, after) = after.split_once('"').expect("a level");
    let other = format!("{before}{level}note\"{after}\n[params.own]\ndefault = 5\nabout = \"A\"\n");
    std::fs::write(&manifest, other).expect("a manifest");
    let rule = "changed statistics/conflicting-figures";
    let changed = format!("{rule}: level from {was} to note; {rule}: parameter own added");
    daemon.wait_for(&changed);
    for kind in ["toml", "rhai", "md"] {
        let rule = |name: &str| daemon.path(&format!("rules/statistics/{name}.{kind}"));
        std::fs::copy(rule("no-source"), rule("another")).expect("a rule");
    }
    daemon.wait_for("is in force");
    for kind in ["toml", "rhai", "md"] {
        std::fs::remove_file(daemon.path(&format!("rules/statistics/another.{kind}"))).expect("a rule");
    }
    daemon.wait_for("is in force");
    let id = daemon.child.id().to_string();
    let sent = Command::new("kill").args(["-TERM", &id]).status();
    assert!(sent.expect("kill").success());
    daemon.wait_for("stopped");
    let audit = std::fs::read_to_string(daemon.path("out/rule-books.jsonl")).expect("an audit");
    let lines: Vec<serde_json::Value> = audit
        .lines()
        .map(|line| serde_json::from_str(line).expect("valid JSON"))
        .filter(|line: &serde_json::Value| line["event"] == "in force")
        .collect();
    let folder = lines[0]["folders"][0].as_str().expect("a folder");
    assert!(folder.ends_with("rules"), "{folder}");
    assert_eq!(lines[1]["changed"], serde_json::json!(["statistics/no-source"]));
    let told = |key: &str| {
        let all = lines.iter().filter_map(|line| line[key].as_array());
        all.flatten().cloned().collect::<Vec<_>>()
    };
    assert_eq!(told("added"), ["statistics/another"]);
    assert_eq!(told("removed"), ["statistics/another"]);
    let audit = daemon.command(&["audit"]);
    let audit = String::from_utf8_lossy(&audit.stdout).into_owned();
    for part in [
        "\n    changed statistics/no-source: page\n",
        &format!("\n    {}\n", changed.replace("; ", "\n    ")),
        "\n    own and changed rules: none; shipped rules: ",
        "  tillsyn  daemon started  ",
        "  tillsyn  daemon stopped  ",
        "\n    added statistics/another\n",
        "\n    removed statistics/another\n",
        &format!("; rules from {folder}; no profile"),
    ] {
        assert!(audit.contains(part), "{audit}");
    }
    let filtered = |more: &[&str]| {
        let audit = daemon.command(&[&["audit"], more].concat());
        String::from_utf8_lossy(&audit.stdout).into_owned()
    };
    let of_rule = filtered(&["--rule", "statistics/another", "--since", "2026"]);
    let entries: Vec<&str> = of_rule.lines().filter(|line| !line.starts_with(' ')).collect();
    let [added, removed, stopped] = entries[..] else {
        panic!("{of_rule}")
    };
    assert!(
        added.contains("rule book in force") && removed.contains("rule book in force"),
        "{of_rule}"
    );
    assert!(stopped.contains("daemon stopped"), "{of_rule}");
    // A shipped rule came into force with the others at the start.
    let of_shipped = filtered(&["--rule", "statistics/no-source"]);
    let first: Vec<&str> = of_shipped.lines().take(2).collect();
    assert!(
        first[0].contains("rule book in force") && first[1].contains("shipped rules: "),
        "{of_shipped}"
    );
    assert_eq!(
        filtered(&["--event", "rule", "--since", "2999-12"]),
        "there is no such entry\n"
    );
}

#[test]
fn while_a_changed_rule_is_broken_each_report_says_which_file_and_since_when_the_old_rules_judge() {
    let mut daemon = Daemon::start();
    let script = daemon.path("rules/statistics/not-sex-disaggregated.rhai");
    change(&script, "finding(statistic)", "finding(statistc)");
    daemon.wait_for("stays in force");
    daemon.drop_report("one.md", PEOPLE);
    let checked = daemon.wait_for("checked ");
    let waits = "not in force, because of a mistake in ";
    assert!(checked.contains(waits), "{checked}");
    let text = std::fs::read_to_string(daemon.path("out/one.md.findings.txt")).expect("findings");
    let first = text.lines().next().unwrap_or_default();
    assert!(
        first.starts_with("Mind: these findings are by the rules as they were before 2"),
        "{first}"
    );
    let mistake = format!("{waits}{}:", script.display());
    assert!(first.contains(&mistake) && first.contains("statistc"), "{first}");
    let waiting = &daemon.findings("one.md")["rulebook"]["waiting"];
    assert_eq!(
        waiting["problems"][0]["path"],
        script.display().to_string(),
        "{waiting}"
    );
    let audit = daemon.command(&["audit"]);
    let audit = String::from_utf8_lossy(&audit.stdout).into_owned();
    let refused = format!("rule change refused  {}:", script.display());
    assert!(audit.contains(&refused), "{audit}");

    change(&script, "finding(statistc)", "finding(statistic)");
    daemon.wait_for("whole again");
    daemon.drop_report("two.md", &PEOPLE.replace("25", "26"));
    daemon.wait_for("checked ");
    let audit = daemon.command(&["audit", "--event", "rules whole again"]);
    assert_eq!(String::from_utf8_lossy(&audit.stdout).lines().count(), 1);
    let audit = daemon.command(&["audit", "--rule", "statistics/"]);
    let audit = String::from_utf8_lossy(&audit.stdout).into_owned();
    let last = audit.lines().last().unwrap_or_default();
    assert!(last.contains("rules whole again"), "{audit}");
    let misspelt = daemon.command(&["audit", "--rule", "statistics/nosource"]);
    let told = String::from_utf8_lossy(&misspelt.stderr).into_owned();
    assert!(told.contains("did you mean `statistics/no-source`?"), "{told}");
    assert!(daemon.findings("two.md")["rulebook"]["waiting"].is_null());
}

#[cfg(unix)]
#[test]
fn a_hang_up_signal_reads_the_rules_again_and_the_audit_tells_which_book_was_in_force() {
    let mut daemon = Daemon::start_with(&["inbox"], &["--profile", "lenient"]);
    let id = daemon.child.id().to_string();
    let signal = |name: &str| {
        assert!(
            Command::new("kill")
                .args([name, &id])
                .status()
                .expect("kill")
                .success()
        );
    };
    signal("-HUP");
    daemon.wait_for("read again, as asked for");
    change(
        &daemon.path("rules/profiles/lenient.toml"),
        "params.minimum_people = 20",
        "params.minimum_people = 0",
    );
    daemon.wait_for("must lie between 1 and 10000");
    daemon.wait_for("stays in force");
    daemon.drop_report("one.md", PEOPLE);
    daemon.wait_for("one.md");
    assert_eq!(daemon.findings("one.md")["rulebook"]["profile"], "lenient");
    signal("-TERM");
    daemon.wait_for("stopped");
    assert!(daemon.child.wait().expect("an end").success());
    let audit = std::fs::read_to_string(daemon.path("out/rule-books.jsonl")).expect("an audit");
    let events: Vec<serde_json::Value> = audit
        .lines()
        .map(|line| serde_json::from_str(line).expect("valid JSON"))
        .collect();
    let names: Vec<&str> = events
        .iter()
        .filter_map(|event| event["event"].as_str())
        .collect();
    assert_eq!(names, ["in force", "refused", "stopped"]);
    assert_eq!(events[0]["profiles"], serde_json::json!(["lenient"]));
    assert!(events[0]["run_by"].is_string(), "{}", events[0]);
    let audit = daemon.command(&["audit", "--rule", "profiles/lenient"]);
    let audit = String::from_utf8_lossy(&audit.stdout).into_owned();
    assert!(audit.contains("rule change refused"), "{audit}");
    let audit = daemon.command(&["audit", "--event", "in force"]);
    let audit = String::from_utf8_lossy(&audit.stdout).into_owned();
    assert!(
        audit.contains("; profile lenient; daemon run by ") || cfg!(not(target_os = "linux")),
        "{audit}"
    );
    assert_eq!(
        events[0]["rulebook"],
        daemon.findings("one.md")["rulebook"]["digest"]
    );
}

#[test]
fn each_inbox_is_answered_in_its_own_language() {
    let folder = tempfile::tempdir().expect("a folder");
    for inbox in ["inbox", "svenska"] {
        std::fs::create_dir(folder.path().join(inbox)).expect("an inbox");
    }
    let config = folder.path().join("tillsyn.toml");
    std::fs::write(
        &config,
        "inbox = [\"inbox\", { folder = \"svenska\", language = \"sv\" }]\nout = \"out\"\ndata = \"data\"\nstable_seconds = 0.3\n",
    )
    .expect("a configuration");
    let config = config.display().to_string();
    let mut daemon = Daemon::watch(folder, &["--config", &config]);
    let report = "# Final report\n\nIn May 2021, 25 social workers were trained.\n";
    daemon.drop_report("english.md", report);
    daemon.wait_for("checked");
    std::fs::write(daemon.path("svenska").join("swedish.md"), report).expect("a file in the inbox");
    daemon.wait_for("checked");
    let told = |name: &str| {
        std::fs::read_to_string(daemon.path("out").join(format!("{name}.findings.txt"))).expect("findings")
    };
    assert!(
        told("inbox/english.md").contains("Ask: Give the number of women"),
        "{}",
        told("inbox/english.md")
    );
    assert!(
        told("svenska/swedish.md").contains("Fråga: Ange antalet kvinnor"),
        "{}",
        told("svenska/swedish.md")
    );
    assert_eq!(
        daemon.findings("svenska/swedish.md")["rulebook"]["language"],
        "sv"
    );
}

#[test]
fn a_report_is_judged_again_when_the_agreement_beside_it_comes_and_alike_to_check() {
    let mut daemon = Daemon::start();
    daemon.drop_report("one.md", PEOPLE);
    daemon.wait_for("one.md");
    let formal = |daemon: &Daemon| -> Vec<String> {
        let fired = daemon.rules_fired("one.md");
        fired
            .into_iter()
            .filter(|rule| rule.starts_with("formal/"))
            .collect()
    };
    assert!(formal(&daemon).is_empty());
    daemon.drop_report("agreement.toml", "sections = [\"Budget\"]\nmax_words = 3\n");
    daemon.wait_for("checked");
    assert_eq!(formal(&daemon), ["formal/too-long"]);
    let checked = Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .arg("check")
        .arg(daemon.path("inbox/one.md"))
        .arg("--rules")
        .arg(daemon.path("rules"))
        .args(["--format", "json"])
        .output()
        .expect("runs");
    let checked: serde_json::Value = serde_json::from_slice(&checked.stdout).expect("valid JSON");
    assert_eq!(
        without_changes(daemon.findings("one.md"))["reports"],
        without_changes(checked)["reports"]
    );
    assert!(!daemon.path("out/agreement.toml.findings.json").exists());
}

/// `check` knows no earlier run, and calls everything new.
fn without_changes(mut json: serde_json::Value) -> serde_json::Value {
    for report in json["reports"].as_array_mut().expect("reports") {
        for finding in report["findings"].as_array_mut().expect("findings") {
            finding["change"] = serde_json::Value::Null;
        }
    }
    json
}

#[test]
fn a_saved_configuration_is_taken_and_a_mistake_in_it_is_told_at_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("inbox")).expect("an inbox");
    let config = folder.path().join("tillsyn.toml");
    let text = "inbox = [\"inbox\"]\nout = \"out\"\nstable_seconds = 0.3\nprofile = \"sida\"\n";
    std::fs::write(&config, text).expect("a configuration");
    let name = config.display().to_string();
    let mut daemon = Daemon::watch(folder, &["--config", &name]);
    let profile = |daemon: &mut Daemon, report: &str| {
        daemon.drop_report(report, PEOPLE);
        daemon.wait_for(report);
        daemon.findings(report)["rulebook"]["profile"].clone()
    };

    change(&config, "\"sida\"", "\"lenientt\"");
    assert!(
        daemon
            .wait_for("no profile `lenientt`")
            .contains("tillsyn.toml:4:12")
    );
    daemon.wait_for("did you mean `lenient`?");
    daemon.wait_for("stays in force");
    assert_eq!(profile(&mut daemon, "one.md"), "sida");

    change(&config, "\"lenientt\"", "\"lenient\"");
    daemon.wait_for("the rules are the same for another configuration");
    daemon.wait_for("the configuration changed (profile): ");
    assert!(!daemon.heard.iter().any(|line| line.contains("the rules changed")));
    assert_eq!(profile(&mut daemon, "two.md"), "lenient");

    change(&config, "stable_seconds", "stable_second");
    daemon.wait_for("there is no key `stable_second` here");
    daemon.wait_for("did you mean `stable_seconds`?");
    daemon.wait_for("the one before stays in force");

    change(&config, "stable_second ", "stable_seconds ");
    daemon.wait_for("the configuration is whole again");
    change(&config, "\"out\"", "\"other\"");
    daemon.wait_for("another `out` is used only after the daemon is started anew");
    daemon.wait_for("the configuration changed (nothing that is used before the next start)");
    assert_eq!(profile(&mut daemon, "three.md"), "lenient");
    std::fs::create_dir(daemon.path("second")).expect("an inbox");
    change(
        &config,
        "[\"inbox\"]",
        "[\"inbox\", { folder = \"second\", profile = \"sida\", mode = \"poll\" }]\nworkers = 5\nretries = 0",
    );
    daemon.wait_for("another `workers` is used only after the daemon is started anew");
    daemon.wait_for("the configuration changed (inbox, retries)");
    std::fs::write(daemon.path("second/four.md"), PEOPLE).expect("a report");
    daemon.wait_for("four.md");
    let four = std::fs::read_to_string(daemon.path("out/second/four.md.findings.json")).expect("findings");
    assert!(four.contains("\"profile\":\"sida\""), "{four}");
}

#[test]
fn a_report_is_judged_again_when_its_framework_changes_which_is_no_report_itself() {
    let frame = |last: &str| {
        format!(
            "| Expected result | Indicator | Target |\n|---|---|---|\n\
             | Wells are repaired | Number of wells repaired | 12 |\n\
             | Pumps are kept in order | Share of pumps in use | 90 % |\n{last}"
        )
    };
    let report = "# Final report\n\n| Expected result | Indicator | Target | Achieved |\n|---|---|---|---|\n\
        | Wells are repaired | Number of wells repaired | 12 | 12 |\n\
        | Pumps are kept in order | Share of pumps in use | 90 % | 93 % |\n";
    let mut daemon = Daemon::start();
    daemon.drop_report("agreement.toml", "framework = \"frame.md\"\n");
    daemon.drop_report("frame.md", &frame(""));
    daemon.drop_report("one.md", report);
    daemon.wait_for("one.md");
    let silent = |daemon: &Daemon| {
        let fired = daemon.rules_fired("one.md");
        fired
            .iter()
            .filter(|rule| *rule == "results/not-reported")
            .count()
    };
    assert_eq!(silent(&daemon), 0);
    daemon.drop_report(
        "frame.md",
        &frame("| Girls finish school | Girls in grade 6 | 40 |\n"),
    );
    daemon.wait_for("checked");
    assert_eq!(silent(&daemon), 1);
    assert!(!daemon.path("out/frame.md.findings.json").exists());
}
