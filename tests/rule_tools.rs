//! What policy officers do with rules at the command line: begin one, try it, ask why.

#[path = "told/report.rs"]
mod report;
mod told;

use report::folder;
use told::{said, tillsyn};

#[test]
fn a_new_rule_fails_its_second_example_until_its_script_tells_the_two_apart() {
    let folder = folder();
    let made = tillsyn(
        folder.path(),
        &["rules", "new", "training/length", "--in", "mine"],
    );
    assert!(made.status.success(), "{}", said(&made));
    let test = [
        "rules",
        "test",
        "--rules",
        "shipped",
        "--rules",
        "mine",
        "training/",
    ];
    let failing = tillsyn(folder.path(), &test);
    assert_eq!(failing.status.code(), Some(1));
    assert!(
        said(&failing).contains("the rule must stay silent, and it fires: "),
        "{}",
        said(&failing)
    );
    assert!(
        said(&failing).contains("| ```report silent"),
        "{}",
        said(&failing)
    );

    let judged = tillsyn(
        folder.path(),
        &["check", "report.md", "--rules", "shipped", "--rules", "mine"],
    );
    assert_eq!(judged.status.code(), Some(2));
    assert!(
        said(&judged).contains("length.toml:4:1: the rule is not finished: lines 4, 5, 6 and 7 still say"),
        "{}",
        said(&judged)
    );

    let script = folder.path().join("mine/training/length.rhai");
    let text = std::fs::read_to_string(&script).expect("the script");
    let (found, wanted) = (
        "contains(word)",
        "contains(word) && !statement.text.contains(\"days\")",
    );
    assert!(text.contains(found), "{text}");
    std::fs::write(&script, text.replace(found, wanted)).expect("the script");
    let passing = tillsyn(folder.path(), &test);
    assert!(passing.status.success(), "{}", said(&passing));

    // Without the shipped word lists no rule can tell, and no page is right or wrong.
    let alone = tillsyn(
        folder.path(),
        &["rules", "test", "--rules", "mine", "training/", "--update"],
    );
    assert_eq!(alone.status.code(), Some(2), "{}", said(&alone));

    // The page says otherwise, and the rule is right.
    let page = folder.path().join("mine/training/length.md");
    let told = std::fs::read_to_string(&page).expect("the page");
    std::fs::write(&page, told.replace("report silent", "report fires")).expect("the page");
    let updated = tillsyn(folder.path(), &[&test[..], &["--update"]].concat());
    assert!(updated.status.success(), "{}", said(&updated));
    assert_eq!(std::fs::read_to_string(&page).expect("the page"), told);

    let again = tillsyn(
        folder.path(),
        &["rules", "new", "training/length", "--in", "mine"],
    );
    assert_eq!(again.status.code(), Some(2));
    let odd = tillsyn(
        folder.path(),
        &["rules", "new", "Training Length", "--in", "mine"],
    );
    assert!(said(&odd).contains("such as training/length"), "{}", said(&odd));
    assert!(!folder.path().join("mine/Training Length").exists());
}

#[test]
fn it_is_explained_why_a_rule_fired_here_and_not_there() {
    let folder = folder();
    let rule = "statistics/not-sex-disaggregated";
    let all = said(&tillsyn(folder.path(), &["rules", "explain", "report.md", rule]));
    assert!(all.contains("fired on 1, silent on 1"), "{all}");
    assert!(
        all.contains("are shipped in the program: `tillsyn rules export DIR`"),
        "{all}"
    );
    let three = tillsyn(
        folder.path(),
        &["rules", "explain", "report.md", rule, "--at", "3 judges"],
    );
    let three = said(&three);
    // Both numbers stand in the passage; the line on which the script ended tells them apart.
    assert!(
        three.contains("statistic.number_high is 3  ← this decided\n"),
        "{three}"
    );
    let ended = three.lines().filter(|line| line.contains("the script ended at"));
    let lines: Vec<&str> = ended.collect();
    assert!(
        lines.iter().any(|line| line.contains("params.minimum_people")),
        "{three}"
    );
    // A rule that goes through the report as a whole is explained by what it read there.
    let age = "statistics/not-age-disaggregated";
    let part = said(&tillsyn(
        folder.path(),
        &["rules", "explain", "report.md", age, "--at", "3 judges"],
    ));
    assert!(part.contains("It goes through the report as a whole"), "{part}");
    assert!(part.contains("is taken to claim: activity"), "{part}");
    let decided = part
        .lines()
        .find(|line| line.contains("statistic.may_be_minors is no (by its noun, “judges”)  (line "));
    assert!(
        decided.is_some_and(|line| line.ends_with("← this decided")),
        "{part}"
    );
    let nowhere = tillsyn(
        folder.path(),
        &["rules", "explain", "report.md", rule, "--at", "unicorns"],
    );
    let nowhere = said(&nowhere);
    assert!(
        nowhere.contains("The words “unicorns” do not stand in the report."),
        "{nowhere}"
    );
    assert!(nowhere.contains("tillsyn read report.md"), "{nowhere}");
    for named in ["not-sex-disaggregated", "not-sex-disagregated"] {
        for command in [
            &["rules", "explain", "report.md", named][..],
            &["rules", "docs", named],
        ] {
            let told = said(&tillsyn(folder.path(), command));
            assert!(
                told.contains("did you mean `statistics/not-sex-disaggregated`?"),
                "{told}"
            );
        }
    }
    let unknown = tillsyn(folder.path(), &["rules", "explain", "report.md", "nothing/there"]);
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn it_is_explained_why_nothing_looked_at_a_passage() {
    let folder = folder();
    let text = "# Final report\n\n## Background\n\nThe district has 40,000 inhabitants.\n\n## Two-day training for judges\n\n\
                In May, 25 judges were trained.\n";
    std::fs::write(folder.path().join("report.md"), text).expect("a report");
    let explained = |rule: &str, words: &str| {
        let arguments = ["rules", "explain", "report.md", rule, "--at", words];
        said(&tillsyn(folder.path(), &arguments))
    };
    let heading = explained("statistics/", "two-day training");
    assert!(
        heading.contains("“Two-day training for judges” — line 7"),
        "{heading}"
    );
    assert!(heading.contains("It is a heading."), "{heading}");

    let other = explained("results/unmet-target", "40,000 inhabitants");
    assert!(
        other.contains(
            "“Background”, and what stands there is taken to tell of the situation around the project"
        ),
        "{other}"
    );
    assert!(
        other.contains("the number “40,000 inhabitants”, which tells of the situation"),
        "{other}"
    );
    assert!(other.contains("results/unmet-target looks only at "), "{other}");

    let near = explained("statistics/", "25 judges were dismissed");
    assert!(
        near.contains("do not stand in the report. Nearest to them comes"),
        "{near}"
    );
    assert!(
        near.contains("“In May, 25 judges were trained.” — line 9"),
        "{near}"
    );

    // What a value means is said in plain words, and the one that decided is marked.
    let background = explained("statistics/not-sex-disaggregated", "40,000 inhabitants");
    assert!(
        background.contains(
            "statistic.context is yes (it tells of the situation, not of what the project did)  ← this decided"
        ),
        "{background}"
    );
}

#[test]
fn a_long_list_of_words_is_shown_by_its_first_ones() {
    let folder = folder();
    let made = tillsyn(folder.path(), &["rules", "new", "own/words", "--in", "mine"]);
    assert!(made.status.success(), "{}", said(&made));
    let manifest = folder.path().join("mine/own/words.toml");
    let text = std::fs::read_to_string(&manifest).expect("the manifest");
    let words = r#"["a", "b", "c", "d", "e", "f", "g", "h"]"#;
    std::fs::write(&manifest, text.replace("[\"training\"]", words)).expect("the manifest");
    let explain = ["rules", "explain", "report.md", "own/words"];
    let told = said(&tillsyn(
        folder.path(),
        &[&explain[..], &["--rules", "shipped", "--rules", "mine"]].concat(),
    ));
    assert!(
        told.contains("params.words is [“a”, “b”, “c”, “d”, “e” and 3 more]"),
        "{told}"
    );
}

#[test]
fn an_example_in_which_nothing_is_read_that_the_rule_looks_at_is_told_as_such() {
    let folder = folder();
    let new = tillsyn(
        folder.path(),
        &["rules", "new", "training/length", "--in", "mine"],
    );
    assert!(new.status.success(), "{}", said(&new));
    let write = |name: &str, text: &str| {
        std::fs::write(folder.path().join("mine/training").join(name), text).expect("a file");
    };
    write(
        "length.rhai",
        "fn check_activity(activity, params) {\n    finding(activity)\n}\n",
    );
    let test = |expected: &str| {
        let page = format!("# Length\n\n```report {expected}\n# R\n\nThe weather was fine.\n```\n");
        write("length.md", &page);
        let laid = ["--rules", "shipped", "--rules", "mine", "training/length"];
        tillsyn(folder.path(), &[&["rules", "test"], &laid[..]].concat())
    };
    let fires = test("fires");
    assert_eq!(fires.status.code(), Some(1));
    let told = said(&fires);
    assert!(told.contains("no change of the script can help"), "{told}");
    assert!(told.contains("`tillsyn read`"), "{told}");
    let silent = test("silent");
    assert!(silent.status.success(), "{}", said(&silent));
    let told = said(&silent);
    assert!(told.contains("this example proves nothing of the rule"), "{told}");
}

#[test]
fn what_was_meant_as_an_example_and_is_none_is_told_where_it_stands() {
    let folder = folder();
    let new = tillsyn(
        folder.path(),
        &["rules", "new", "training/length", "--in", "mine"],
    );
    assert!(new.status.success(), "{}", said(&new));
    let page = folder.path().join("mine/training/length.md");
    let test = |text: &str| {
        std::fs::write(&page, format!("# Length\n\n{text}\n")).expect("the page");
        let laid = ["--rules", "shipped", "--rules", "mine", "training/"];
        tillsyn(folder.path(), &[&["rules", "test"], &laid[..]].concat())
    };
    let good = "```report fires\n# R\n\nA training was held.\n```\n";
    assert!(test(good).status.success());
    // Whose heading announces it, that is commented out, or that shows something else, is no mistake.
    let besides = "## Fires\n\n<!--\n```report silent\n-->\n\n```text\nreport fires\n```\n\n";
    let right = test(&format!("{besides}{good}"));
    assert!(right.status.success(), "{}", said(&right));

    for (text, line, told) in [
        ("''' report fires\n# R\n'''\n", 3, "stands in no block"),
        ("    report fires\n\n    # R\n", 3, "stands in no block"),
        ("```reprot fires\n# R\n```\n", 3, "`reprot fires` begins no block"),
        ("```markdown fires\n# R\n```\n", 3, "begins no block"),
        ("```Report fire\n# R\n```\n", 3, "`report fires`"),
        ("```report fire\n# R\n```\n", 3, "unknown expectation `fire`"),
        ("```\n# R\n```\n", 3, "does not say what it is"),
        (
            "```agreement toml\nmax_pages = 2\n```\n",
            3,
            "write `agreement` and nothing else",
        ),
        (
            "```report silent\n```\n\n# R\n",
            3,
            "there is no report in this example",
        ),
        (
            "```report fires\n# R\n\n```report silent\n# R\n```\n",
            3,
            "it is not closed",
        ),
        ("Words.\n\n## Silent\n", 5, "no example follows this heading"),
        (
            "## Could not tell\n\n```report silent\n# R\n```\n",
            3,
            "no example follows",
        ),
    ] {
        let output = test(&format!("{text}\n{good}"));
        assert_eq!(output.status.code(), Some(2), "{text}");
        let told_of = said(&output);
        assert!(
            told_of.contains(&format!("length.md:{line}:1: ")),
            "{text}\n{told_of}"
        );
        assert!(told_of.contains(told), "{text}\n{told_of}");
        assert!(told_of.contains("1 problem:"), "{text}\n{told_of}");
    }

    let none = said(&test("It looks at trainings."));
    assert!(none.contains("length.md: this page has no example"), "{none}");
}

#[test]
fn a_file_that_is_not_taken_for_its_name_is_told_and_those_of_editors_are_not() {
    let folder = folder();
    let new = tillsyn(
        folder.path(),
        &["rules", "new", "training/length", "--in", "mine"],
    );
    assert!(new.status.success(), "{}", said(&new));
    let pack = folder.path().join("mine/training");
    for name in [
        ".length.rhai.swp",
        "length.rhai~",
        "#length.md#",
        "length.md.tmp",
        "notes.txt",
    ] {
        std::fs::write(pack.join(name), "").expect("a file");
    }
    let list = ["rules", "list", "--rules", "shipped", "--rules", "mine"];
    let silent = said(&tillsyn(folder.path(), &list));
    assert!(!silent.contains("is not taken"), "{silent}");
    for (name, remedy) in [
        ("short.toml.txt", "rename it to short.toml"),
        ("Short.RHAI", "rename it to Short.rhai"),
        ("length.rhai.bak", "length.rhai is beside it"),
    ] {
        std::fs::write(pack.join(name), "").expect("a file");
        let told = said(&tillsyn(folder.path(), &list));
        assert!(told.contains(name) && told.contains(remedy), "{told}");
    }
    for kind in ["toml", "rhai", "md"] {
        let from = pack.join(format!("length.{kind}"));
        std::fs::rename(&from, pack.join(format!("length.{kind}.txt"))).expect("another name");
    }
    std::fs::remove_file(pack.join("pack.toml")).expect("deleted");
    let nothing = said(&tillsyn(folder.path(), &list));
    assert!(nothing.contains("has no rules in it"), "{nothing}");
    assert!(nothing.contains("rename it to length.toml"), "{nothing}");
}

#[test]
fn without_word_lists_a_test_and_a_backtest_say_that_they_prove_nothing() {
    let folder = folder();
    let new = tillsyn(
        folder.path(),
        &["rules", "new", "training/length", "--in", "mine"],
    );
    assert!(new.status.success(), "{}", said(&new));
    for command in [
        &["rules", "test"][..],
        &["rules", "backtest", "--against", "report.md"],
    ] {
        let alone = tillsyn(folder.path(), &[command, &["--rules", "mine"]].concat());
        assert_eq!(alone.status.code(), Some(2), "{command:?}");
        let text = said(&alone);
        assert!(
            text.trim_end().ends_with("--rules shipped --rules <your folder>"),
            "{text}"
        );
        assert!(text.contains("NOTHING: there are no whole word lists"), "{text}");
    }
}

#[test]
fn words_are_told_with_their_lists() {
    let folder = folder();
    let lists = folder.path().join("mine/lexicons/en");
    std::fs::create_dir_all(&lists).expect("a folder");
    let own = "[people]\nwords = [\"krill keeper\"]\nwithout = [\"ranger\"]\n";
    std::fs::write(lists.join("ours.toml"), own).expect("a word list");
    let words = [
        "rules",
        "words",
        "krill keepers and rangers",
        "--rules",
        "shipped",
        "--rules",
        "mine",
    ];
    let told = said(&tillsyn(folder.path(), &words));
    let line = |word: &str| {
        let mut lines = told.lines();
        let own = lines.find(|line| line.starts_with(word) && line.contains(" people  "));
        own.unwrap_or_else(|| panic!("{told}")).to_string()
    };
    assert!(line("krill keepers").ends_with("people               mine/lexicons/en/ours.toml"));
    assert!(
        line("rangers")
            .contains("NOT in force: mine/lexicons/en/ours.toml takes it out of rules/lexicons/en/")
    );
    assert!(line("rangers").contains("(shipped)"));
    let known = tillsyn(folder.path(), &["rules", "words", "forty rangers"]);
    let text = said(&known);
    assert!(text.contains("rangers") && text.contains("people"), "{text}");
    let unknown = tillsyn(folder.path(), &["rules", "words", "--lexicon", "xx", "rangers"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(
        said(&unknown).contains("en, es, fr, ru, sv"),
        "{}",
        said(&unknown)
    );
}

#[test]
fn words_of_two_sentences_are_not_said_to_be_unread_and_small_words_are_near_to_nothing() {
    let folder = folder();
    let at = |words: &str| {
        let explain = [
            "rules",
            "explain",
            "report.md",
            "statistics/not-sex",
            "--at",
            words,
        ];
        said(&tillsyn(folder.path(), &explain))
    };
    let across = at("were trained. In June");
    assert!(
        across.contains("2 sentences, and none of them has all of these words"),
        "{across}"
    );
    let small = at("in the of penguins");
    assert!(small.contains("No passage has any of them"), "{small}");
}

#[test]
fn a_new_rule_begins_with_examples_of_what_it_looks_at() {
    let folder = folder();
    let new = |id: &str, on: &str| {
        let made = tillsyn(folder.path(), &["rules", "new", id, "--on", on, "--in", "mine"]);
        assert!(made.status.success(), "{}", said(&made));
        // Nobody is to wonder why the others do not judge either.
        assert!(
            said(&made).contains("`tillsyn check` judges no report with a folder that has it"),
            "{}",
            said(&made)
        );
        let read = |kind: &str| {
            let path = folder.path().join(format!("mine/{id}.{kind}"));
            std::fs::read_to_string(path).expect("a file")
        };
        read("md") + &read("toml")
    };
    for on in ["report", "section"] {
        let told = new(&format!("lessons/none-{on}"), on);
        assert!(!told.contains("training") && !told.contains("days"), "{told}");
    }
    let told = new("training/no-test", "activity");
    assert!(told.contains("training") && !told.contains("days"), "{told}");
    let told = new("training/length", "activity");
    assert!(told.contains("A training of three days"), "{told}");
}
