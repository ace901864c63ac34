//! What the program says to a policy officer who is stuck: which correction is meant, what a word can be, where rules lie.

mod told;

use tempfile::TempDir;
use told::{said, tillsyn};

const LAID: [&str; 4] = ["--rules", "shipped", "--rules", "mine"];

/// A folder with a rule of one's own, `training/length`, in `mine`.
fn with_rule(on: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let made = tillsyn(
        folder.path(),
        &["rules", "new", "training/length", "--on", on, "--in", "mine"],
    );
    assert!(made.status.success(), "{}", said(&made));
    folder
}

fn write(folder: &TempDir, kind: &str, text: &str) {
    std::fs::write(
        folder.path().join("mine/training/length").with_extension(kind),
        text,
    )
    .expect("a file");
}

fn script(folder: &TempDir, body: &str) {
    write(
        folder,
        "rhai",
        &format!("fn check_activity(activity, params) {{\n    {body}\n}}\n"),
    );
}

fn test(folder: &TempDir) -> String {
    said(&tillsyn(
        folder.path(),
        &[&["rules", "test", "training/"], &LAID[..]].concat(),
    ))
}

#[test]
fn every_new_rule_fires_on_its_first_example_and_too_much_on_its_second() {
    for on in [
        "statement",
        "activity",
        "statistic",
        "indicator",
        "result",
        "section",
        "report",
    ] {
        let told = test(&with_rule(on));
        assert!(
            told.contains("the rule must stay silent, and it fires"),
            "{on}: {told}"
        );
        assert!(
            told.contains("1 of 2 examples comes out otherwise than its page says"),
            "{on}: {told}"
        );
    }
}

#[test]
fn a_new_rule_on_campaigns_begins_with_examples_of_one() {
    let folder = tempfile::tempdir().expect("a folder");
    for on in ["activity", "statement"] {
        let id = format!("own/campaign-reach-{on}");
        let made = tillsyn(folder.path(), &["rules", "new", &id, "--on", on, "--in", "mine"]);
        assert!(made.status.success(), "{}", said(&made));
    }
    let told = said(&tillsyn(
        folder.path(),
        &[&["rules", "test", "own/"], &LAID[..]].concat(),
    ));
    assert_eq!(
        told.matches("campaign was held for 2,500 parents").count(),
        4,
        "{told}"
    );
    assert!(told.contains("2 of 4 examples come out otherwise"), "{told}");
}

#[test]
fn the_rule_on_lengths_of_trainings_is_written_in_two_lines() {
    let folder = with_rule("activity");
    script(
        &folder,
        "if activity.kind != \"training\" || activity.duration != () { return; }\n    finding(activity)",
    );
    assert!(
        test(&folder).contains("2 examples come out as their pages say"),
        "{}",
        test(&folder)
    );
}

#[test]
fn a_failing_example_says_what_the_rule_must_do_what_it_did_and_what_to_change() {
    let folder = with_rule("activity");
    let training = "# Final report\n\nA training for teachers was held in May.";
    let none = "# Final report\n\nThe weather was fine.";
    for (body, expected, report, told) in [
        (
            "finding(activity)",
            "silent",
            training,
            [
                "the rule must stay silent, and it fires: ",
                "change the script so that it returns nothing here; only if the rule rightly fires, write `report fires`",
            ],
        ),
        (
            "if activity.people >= 0 { return; }\n    finding(activity)",
            "fires",
            training,
            [
                "the rule must fire, and it stays silent: `check_activity` was called once and returned nothing",
                "change the script so that it returns finding(…) here; only if the rule rightly is silent, write `report silent`",
            ],
        ),
        (
            "finding(activity)",
            "fires",
            none,
            [
                "nothing was read here that `check_activity` is called with",
                "help: no change of the script can help",
            ],
        ),
        (
            "could_not_tell(activity, \"the words are dark\")",
            "fires",
            training,
            [
                "the rule must fire, and it could not tell: the words are dark",
                "only if the rule rightly cannot tell, write `report could-not-tell`",
            ],
        ),
        (
            "finding(activity)",
            "could-not-tell",
            training,
            [
                "the rule must say that it could not tell, and it fires",
                "returns could_not_tell(…) here",
            ],
        ),
    ] {
        script(&folder, body);
        write(
            &folder,
            "md",
            &format!("# L\n\n```report {expected}\n{report}\n```\n"),
        );
        let answer = test(&folder);
        for words in told {
            assert!(answer.contains(words), "{body}\n{answer}");
        }
        // The example stands as it is in the page, without signs of what to change in it.
        assert!(answer.contains(&format!("| ```report {expected}")), "{answer}");
        assert!(
            answer.contains("the one example comes out otherwise than its page says"),
            "{answer}"
        );
    }
}

#[test]
fn a_comparison_with_what_can_never_be_is_told_when_the_rule_is_loaded() {
    let folder = with_rule("activity");
    for (condition, told, remedy) in [
        (
            "activity.kind != \"trainning\"",
            "`kind` is never \"trainning\"",
            "did you mean `training`?",
        ),
        (
            "\"Campaign\" == activity.kind",
            "`kind` is never \"Campaign\"",
            "did you mean `campaign`?",
        ),
        (
            "activity.kind in [\"training\", \"seminar\"]",
            "`kind` is never \"seminar\"",
            "it is one of training, campaign",
        ),
        (
            "activity.results[0].level == \"outcomes\"",
            "`level` is never \"outcomes\"",
            "did you mean `outcome`?",
        ),
        (
            "activity.report.is_activity_record == \"yes\"",
            "`is_activity_record` is yes or no",
            "let it stand alone",
        ),
        (
            "activity.duration == \"\"",
            "`duration` is a Duration, and never a text",
            "number, number_high, unit, written",
        ),
        (
            "activity.results == 0",
            "`results` is a list, and never a number",
            "ask `.len()`",
        ),
        (
            "activity.report.is_activity_record == 1",
            "`is_activity_record` is yes or no, and never a number",
            "let it stand alone",
        ),
        (
            "activity.results == ()",
            "`results` is a list, and never missing",
            "ask `.is_empty()`",
        ),
        (
            "activity.report.language != ()",
            "`language` is a text, and never missing",
            "ask `== \"\"`",
        ),
        (
            "activity.people == ()",
            "`people` is a number, and never missing",
            "ask `== 0`",
        ),
        (
            "activity.duration == 0",
            "`duration` is a Duration, and never a number",
            "ask `== ()` for whether it is missing",
        ),
    ] {
        script(
            &folder,
            &format!("if {condition} {{ return; }}\n    finding(activity)"),
        );
        let answer = test(&folder);
        assert!(
            answer.contains(told) && answer.contains(remedy),
            "{condition}\n{answer}"
        );
        assert!(answer.contains("length.rhai:2:"), "{answer}");
    }
    // A variable that gets other values, and words that it can be.
    script(
        &folder,
        "let kind = activity.kind;\n    for one in activity.results { if kind == \"none\" { return; } kind = \"none\"; }\n    \
         if activity.kind in [\"training\", \"campaign\"] { return finding(activity); }",
    );
    let answer = test(&folder);
    assert!(!answer.contains("is never \""), "{answer}");
}

#[test]
fn a_parameter_without_params_is_told_with_them() {
    let folder = with_rule("activity");
    for name in ["words", "wrods"] {
        script(
            &folder,
            &format!("if activity.people > {name} {{ return; }}\n    finding(activity)"),
        );
        let answer = test(&folder);
        assert!(answer.contains("did you mean `params.words`?"), "{answer}");
    }
}

#[test]
fn a_function_that_does_not_take_the_parameters_in_is_told_how() {
    let folder = with_rule("activity");
    script(
        &folder,
        "if is_large(activity) { return; }\n    finding(activity)\n}\n\nfn is_large(activity) {\n    activity.people > params.words",
    );
    let answer = test(&folder);
    assert!(
        answer.contains("take the parameters in: write `params` as the last in the brackets"),
        "{answer}"
    );
}

#[test]
fn it_is_explained_which_word_was_found_and_where() {
    let folder = with_rule("activity");
    script(
        &folder,
        "let found = find_word(activity.statements[0].text, [\"hour\", \"hours\", \"days\"]);\n    \
         if activity.statements[0].text.contains(\"nurses\") { return; }\n    \
         if found == \"\" { return finding(activity); }",
    );
    std::fs::write(
        folder.path().join("report.md"),
        "# Final report\n\nA training of three Days for the teachers of the district was held in May.\n\n\
         A training for 14 judges was held in June.\n",
    )
    .expect("a report");
    let told = said(&tillsyn(
        folder.path(),
        &[&["rules", "explain", "report.md", "training/length"], &LAID[..]].concat(),
    ));
    assert!(
        told.contains(
            "[\"hour\", \"hours\", \"days\"]) is “days”, in “A training of three Days for the teachers of the …”"
        ),
        "{told}"
    );
    assert!(told.contains("is an empty text: it has none of them"), "{told}");
    assert!(told.contains(".contains(\"nurses\") is no"), "{told}");
}

#[test]
fn who_forgets_to_name_the_folder_is_told_where_rules_lie() {
    let folder = with_rule("activity");
    let test = ["rules", "test", "learning/"];
    let told = said(&tillsyn(folder.path(), &test));
    assert!(
        told.contains("there are rules in mine: tillsyn rules test --rules shipped --rules mine learning/"),
        "{told}"
    );
    let inside = said(&tillsyn(&folder.path().join("mine"), &test));
    assert!(inside.contains("there are rules in .: "), "{inside}");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let told = said(&tillsyn(elsewhere.path(), &test));
    assert!(!told.contains("there are rules in"), "{told}");
    let named = said(&tillsyn(folder.path(), &[&test[..], &LAID[..]].concat()));
    assert!(!named.contains("there are rules in"), "{named}");
}

#[test]
fn the_pages_are_named_where_none_is_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let named = said(&tillsyn(folder.path(), &["rules", "docs"]));
    for page in ["how-to", "profiles", "words", "api", "statistics/no-source"] {
        assert!(
            named.lines().any(|line| line.trim_start().starts_with(page)),
            "{named}"
        );
    }
    assert!(named.lines().count() < 120, "{named}");
    let misspelt = said(&tillsyn(folder.path(), &["rules", "docs", "profile"]));
    assert!(misspelt.contains("did you mean `profiles`?"), "{misspelt}");
}

#[test]
fn who_writes_as_in_another_language_is_told_what_is_written_here() {
    let folder = with_rule("activity");
    for (body, told) in [
        (
            "let short = activity.kind = \"training\";",
            "write == to ask whether two are equal",
        ),
        (
            "if activity.duration == null { return; }",
            "a missing value is written ()",
        ),
        (
            "if activity.duration == None { return; }",
            "a missing value is written ()",
        ),
        (
            "if !activity.duration.is_known { return; }",
            "ask `!= ()` of the thing itself",
        ),
        (
            "# a remark\n    if activity.people > 3 { return; }",
            "a remark begins with //",
        ),
        (
            "if activity.people > 3 return;",
            "write what is to be done between braces",
        ),
        (
            "for result of activity.results { return; }",
            "write `for … in … { … }`",
        ),
        (
            "if activity.people > 3 AND activity.people < 5 { return; }",
            "&& for and",
        ),
        (
            "if activity.people > 3 { return; } elif activity.people < 2 { return; }",
            "write `else if`",
        ),
    ] {
        script(&folder, &format!("{body}\n    finding(activity)"));
        let answer = test(&folder);
        assert!(answer.contains(told), "{body}\n{answer}");
        assert!(answer.contains("length.rhai:2:"), "{body}\n{answer}");
    }
}

#[test]
fn a_check_function_of_a_name_that_nothing_calls_is_told_at_its_line() {
    let folder = with_rule("activity");
    write(
        &folder,
        "rhai",
        "// A remark.\nfn Check_activity(activity, params) {\n    finding(activity)\n}\n",
    );
    let answer = test(&folder);
    assert!(
        answer.contains("length.rhai:2: `Check_activity` is not called by anything"),
        "{answer}"
    );
    assert!(answer.contains("did you mean `check_activity`?"), "{answer}");
    for (name, meant) in [
        ("check_activities", "check_activity"),
        ("check_indicators", "check_indicator"),
        ("chek_activity", "check_activity"),
        ("check_sentences", "check_statement"),
        ("check_trainings", "check_activity"),
    ] {
        write(
            &folder,
            "rhai",
            &format!("fn {name}(own, params) {{\n    finding(own)\n}}\n"),
        );
        let answer = test(&folder);
        assert!(
            answer.contains(&format!("help: did you mean `{meant}`?\n")),
            "{name}\n{answer}"
        );
    }
}

#[test]
fn a_number_that_a_script_made_by_dividing_is_rounded_in_the_message() {
    let folder = with_rule("activity");
    script(&folder, "finding(activity).detail(\"rate\", activity.people / 7)");
    write(
        &folder,
        "toml",
        "title = \"T\"\nlevel = \"note\"\nsource = \"S\"\nwhy = \"W\"\nmessage.en = \"It is {rate} a day.\"\nask.en = \"A\"\n",
    );
    write(
        &folder,
        "md",
        "# T\n\n```report silent\n# Report\n\nA training was held for 25 teachers in May.\n```\n",
    );
    let answer = test(&folder);
    assert!(answer.contains("It is 3.57 a day."), "{answer}");
}

#[test]
fn a_rule_that_is_named_without_its_pack_is_told_with_it() {
    let folder = with_rule("activity");
    for named in ["length", "training/lenght"] {
        let told = said(&tillsyn(
            folder.path(),
            &[&["rules", "test", named], &LAID[..]].concat(),
        ));
        assert!(
            told.contains("did you mean `training/length`?"),
            "{named}: {told}"
        );
    }
}

#[test]
fn a_script_that_fails_is_told_once_at_its_line_before_the_examples_that_come_out_otherwise() {
    let folder = with_rule("activity");
    script(
        &folder,
        "if activity.kind == \"campaign\" { return; }\n    if activity.duration.number > 3 { return; }\n    finding(activity)",
    );
    let example = |outcome: &str, text: &str| format!("```report {outcome}\n# Report\n\n{text}\n```\n\n");
    let training = "A training was held for 25 teachers.";
    let page = [
        example("fires", "An information campaign reached 2,500 parents."),
        example("fires", training),
        example("silent", training),
        example("fires", "A training was held for 30 judges."),
    ];
    write(&folder, "md", &format!("# L\n\n{}", page.concat()));
    let told = test(&folder);
    assert_eq!(told.matches("is asked of a missing value").count(), 1, "{told}");
    let failed = "length.rhai:3:26: `number` is asked of a missing value: so the rule fails on the example mine/training/length.md:9 and 2 more examples";
    let otherwise = "length.md:3: on this example the rule must fire, and it stays silent";
    let at = |words: &str| told.find(words).unwrap_or_else(|| panic!("{words}\n{told}"));
    assert!(at(failed) < at(otherwise), "{told}");
    assert!(told.contains("4 of 4 examples come out otherwise"), "{told}");
}

#[test]
fn a_value_that_may_be_missing_and_is_used_without_a_question_is_told_where_no_example_stops_the_rule() {
    let folder = with_rule("activity");
    write(
        &folder,
        "md",
        "# L\n\n```report fires\n# Report\n\nA training of two days was held for 25 teachers.\n```\n",
    );
    for (body, minds) in [
        ("if activity.duration.number > 3 { return; }", true),
        (
            "let own = activity.duration;\n    if own.number > 3 { return; }",
            true,
        ),
        (
            "let own = activity.duration;\n    if own == () || own.number > 3 { return; }",
            false,
        ),
        (
            "if activity.duration != () && activity.duration.number > 3 { return; }",
            false,
        ),
    ] {
        script(&folder, &format!("{body}\n    finding(activity)"));
        let told = test(&folder);
        assert!(told.contains("comes out as its page says"), "{body}\n{told}");
        let mind = "may be missing, and the script uses it without asking";
        assert_eq!(told.contains(mind), minds, "{body}\n{told}");
    }
}

#[test]
fn a_new_rule_of_a_shipped_pack_leaves_the_name_of_the_pack_alone() {
    let folder = with_rule("activity");
    let made = tillsyn(folder.path(), &["rules", "new", "statistics/own", "--in", "mine"]);
    assert!(made.status.success(), "{}", said(&made));
    assert!(!folder.path().join("mine/statistics/pack.toml").exists());
    let index = || {
        said(&tillsyn(
            folder.path(),
            &[&["rules", "docs", "index"], &LAID[..]].concat(),
        ))
    };
    assert!(index().contains("\n## Statistics\n"), "{}", index());
    // A pack of one's own is to be described, and one that an earlier program wrote takes no name away.
    let undescribed = "pack.toml:2:16: the pack is not described";
    assert_eq!(index().matches(undescribed).count(), 1, "{}", index());
    let own = folder.path().join("mine/training/pack.toml");
    std::fs::copy(own, folder.path().join("mine/statistics/pack.toml")).expect("a pack");
    let index = index();
    assert_eq!(index.matches(undescribed).count(), 2, "{index}");
    assert!(
        index.contains("\n## Statistics\n") && index.contains("help: delete this file: the shipped pack"),
        "{index}"
    );
}

#[test]
fn single_quotation_marks_of_any_kind_are_told_to_be_double_ones() {
    let folder = with_rule("activity");
    for body in [
        "if activity.kind == ‘training’ { return; }\n    finding(activity)",
        "if activity.kind == 'training' { return; }\n    finding(activity)",
    ] {
        script(&folder, body);
        let told = test(&folder);
        assert!(
            told.contains("help: ") && told.contains("write \""),
            "{body}\n{told}"
        );
        assert!(!told.contains("comma"), "{body}\n{told}");
    }
}

#[test]
fn what_another_thing_has_is_told_with_the_way_to_it() {
    let folder = with_rule("indicator");
    write(
        &folder,
        "rhai",
        "fn check_indicator(indicator, params) {\n    if indicator.target.is_number { return; }\n    finding(indicator)\n}\n",
    );
    let told = test(&folder);
    assert!(
        told.contains(
            "help: write `.latest.target`, after `if ….latest == () { return; }`; or did you mean `targets`?"
        ),
        "{told}"
    );
}

#[test]
fn what_is_missing_in_a_loop_is_passed_over_and_what_was_collected_is_returned() {
    let folder = with_rule("report");
    for (script, remedy) in [
        (
            "let found = [];\n    for cost in report.costs {\n        if cost.volume > 10 { found.push(finding(cost)); }\n    }\n    found",
            "`if cost.volume == () { continue; }`",
        ),
        (
            "let found = [];\n    for cost in report.costs { let own = cost.volume; if own > 10 { found.push(finding(cost)); } }\n    found",
            "`if own == () { continue; }`",
        ),
        (
            "let found = [];\n    for sum in report.budget_sums { if sum.computed > 10 { found.push(finding(sum)); } }\n    found",
            "`if sum.computed == () { continue; }`",
        ),
        (
            "let found = [];\n    for cost in report.costs { found.push(finding(cost)); }\n    let own = report.statements[0];\n    if own.next.text == \"\" { found.push(finding(own)); }\n    found",
            "`if own.next == () { return found; }`",
        ),
        (
            "let large = report.costs.filter(|cost| cost.volume > 10);\n    if !large.is_empty() { finding(large[0]) }",
            "`cost.volume != () && …`",
        ),
        (
            "for cost in report.costs { }\n    let own = report.statements[0];\n    if own.next.text == \"\" { finding(own) }",
            "`if own.next == () { return; }`",
        ),
    ] {
        write(
            &folder,
            "rhai",
            &format!("fn check_report(report, params) {{\n    {script}\n}}\n"),
        );
        let told = test(&folder);
        assert!(told.contains(remedy), "{script}\n{told}");
    }
}

#[test]
fn a_number_that_is_compared_with_a_text_is_told_before_any_report_is_read_and_with_a_remedy() {
    let folder = with_rule("statistic");
    for (condition, told, remedy) in [
        (
            "statistic.number > \"1000\"",
            "`number` is a number, and never a text",
            "help: write 1000 without quotation marks",
        ),
        (
            "statistic.number == \"many\"",
            "`number` is a number, and never a text",
            "help: compare it with a number",
        ),
        (
            "statistic.text > 10",
            "`text` is a text, and never a number",
            "ask `.len()`",
        ),
        // What only a run shows.
        (
            "params.words[0] > statistic.number",
            "cannot compare text with a number",
            "help: write numbers without quotation marks",
        ),
    ] {
        write(
            &folder,
            "rhai",
            &format!(
                "fn check_statistic(statistic, params) {{\n    if {condition} {{ return finding(statistic); }}\n}}\n"
            ),
        );
        let answer = test(&folder);
        assert!(
            answer.contains(told) && answer.contains(remedy),
            "{condition}\n{answer}"
        );
    }
}

#[test]
fn a_misspelt_placeholder_is_told_together_with_the_mistakes_of_the_script() {
    let folder = with_rule("statistic");
    write(
        &folder,
        "rhai",
        "fn check_statistic(statistic, params) {\n    if statistic.nmber > 1 { return finding(statistic).detail(\"written\", 1); }\n}\n",
    );
    let toml = folder.path().join("mine/training/length.toml");
    let manifest = std::fs::read_to_string(&toml).expect("a manifest");
    write(
        &folder,
        "toml",
        &manifest.replace("What is wrong, in a sentence.", "There are {writen}."),
    );
    let told = test(&folder);
    assert!(told.contains("unknown property `nmber`"), "{told}");
    assert!(told.contains("did you mean `{written}`?"), "{told}");
}

#[test]
fn both_curly_marks_of_a_text_are_named() {
    let folder = with_rule("activity");
    script(&folder, "if activity.kind == “training” { finding(activity) }");
    let told = test(&folder);
    assert!(told.contains("write \" instead of “ and ”"), "{told}");
}

#[test]
fn several_packs_are_tried_at_once_and_one_that_is_not_there_is_told() {
    let folder = with_rule("activity");
    script(&folder, "finding(activity)");
    let tried = |named: &[&str]| tillsyn(folder.path(), &[&["rules", "test"], named, &LAID[..]].concat());
    let told = said(&tried(&["finance/admin-share", "training/"]));
    assert!(told.contains("training/length.md"), "{told}");
    assert!(!told.contains("1 of 2 examples"), "{told}");
    let both = tried(&["training/", "trainning/"]);
    assert_eq!(both.status.code(), Some(2));
    assert!(
        said(&both).contains("there is no such rule: `trainning/`"),
        "{}",
        said(&both)
    );
}

#[test]
fn without_the_shipped_word_lists_the_remedy_of_each_example_is_to_lay_the_folder_over_them() {
    let folder = with_rule("activity");
    script(&folder, "finding(activity)");
    let told = said(&tillsyn(folder.path(), &["rules", "test", "--rules", "mine"]));
    assert!(!told.contains("change the script so"), "{told}");
    let each = told.matches("`--rules shipped --rules <your folder>`").count();
    assert_eq!(each, 2, "{told}");
}

#[test]
fn a_page_whose_examples_leave_a_side_of_the_rule_untried_is_told() {
    let folder = with_rule("activity");
    script(&folder, "if activity.duration == () { finding(activity) }");
    let fires = "```report fires\n# Report\n\nA training was held for 25 teachers.\n```\n";
    let silent = "```report silent\n# Report\n\nA training of two days was held for 25 teachers.\n```\n";
    for (page, minds) in [
        (
            "",
            "mind: mine/training/length.md: this page has no example: nothing tries the rule",
        ),
        (fires, "mind: mine/training/length.md: no example stays silent"),
        (silent, "mind: mine/training/length.md: no example fires"),
        (&format!("{fires}\n{silent}"), ""),
    ] {
        write(&folder, "md", &format!("# L\n\n{page}"));
        let told = test(&folder);
        assert_eq!(
            told.matches("length.md: ").count(),
            usize::from(!minds.is_empty()),
            "{told}"
        );
        assert!(told.contains(minds), "{page}\n{told}");
    }
}

#[test]
fn a_text_where_the_script_takes_a_list_is_told_at_its_default_with_the_brackets() {
    let folder = with_rule("activity");
    let manifest =
        std::fs::read_to_string(folder.path().join("mine/training/length.toml")).expect("a manifest");
    let line = manifest
        .lines()
        .position(|line| line.starts_with("default"))
        .expect("a default")
        + 1;
    let listed = "default = [\"training\"]";
    for body in [
        "if find_word(activity.statements[0].text, params.words) == \"\" { return finding(activity); }",
        "for word in params.words { return finding(activity); }",
        "let words = params.words;\n    for word in words { return finding(activity); }",
        "if \"day\" in params.words { return finding(activity); }",
    ] {
        script(&folder, body);
        write(
            &folder,
            "toml",
            &manifest.replace(listed, "default = \"day, hour\""),
        );
        let told = test(&folder);
        let place = format!(
            "length.toml:{line}:1: the parameter `words` is a text in length.toml, and length.rhai takes it as a list in line"
        );
        assert!(told.contains(&place), "{body}\n{told}");
        assert!(told.contains("default = [\"day\", \"hour\"]"), "{body}\n{told}");
    }
    // A text may be looked through for letters.
    script(
        &folder,
        "if \"day\" in params.words { return finding(activity); }",
    );
    write(
        &folder,
        "toml",
        &manifest.replace(listed, "default = \"day of training\""),
    );
    assert!(!test(&folder).contains("takes it as a list"));
}

#[test]
fn an_example_between_accents_is_told_with_all_that_its_line_says() {
    let folder = with_rule("activity");
    script(&folder, "finding(activity)");
    write(
        &folder,
        "md",
        "# L\n\n´´´report silent missing-value\n# Report\n\nNothing was held.\n´´´\n",
    );
    let told = test(&folder);
    assert!(told.contains("length.md:3:"), "{told}");
    assert!(
        told.contains("begin it with a line ```report silent missing-value (three backticks"),
        "{told}"
    );
}

#[test]
fn findings_of_a_draft_alone_say_how_to_lay_it_over_the_shipped_rules() {
    let folder = with_rule("activity");
    script(&folder, "finding(activity)");
    write(
        &folder,
        "toml",
        "title = \"T\"\nlevel = \"note\"\nsource = \"S\"\nwhy = \"W\"\nmessage.en = \"M\"\nask.en = \"A\"\n",
    );
    let report = "# Final report\n\nA training of two days was held for 25 teachers in May.\n";
    std::fs::write(folder.path().join("report.md"), report).expect("a report");
    let answer = tillsyn(folder.path(), &["check", "report.md", "--rules", "mine"]);
    let told = String::from_utf8_lossy(&answer.stdout).into_owned();
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        told.contains("lay your folder over the shipped rules, --rules shipped --rules <your folder>"),
        "{told}"
    );
}

/// The new rule with one of its files changed, and what is told then.
fn told_with(change: impl FnOnce(&std::path::Path)) -> String {
    let folder = with_rule("statement");
    change(&folder.path().join("mine/training"));
    test(&folder)
}

fn renamed(from: &str, to: &str) -> String {
    told_with(|pack| std::fs::rename(pack.join(from), pack.join(to)).expect("a file"))
}

#[test]
fn a_file_under_nearly_the_name_of_its_rule_is_told_to_be_renamed() {
    for (from, to, remedy) in [
        ("length.md", "length (1).md", "rename length (1).md to length.md"),
        ("length.rhai", "Length.rhai", "rename Length.rhai to length.rhai"),
        ("length.rhai", "lenght.rhai", "rename lenght.rhai to length.rhai"),
    ] {
        let told = renamed(from, to);
        assert!(told.contains(remedy), "{told}");
        assert!(!told.contains("write it"), "{told}");
    }
}

#[test]
fn a_file_that_does_not_lie_in_the_folder_of_its_pack_is_told() {
    let told = told_with(|pack| {
        std::fs::create_dir(pack.join("sub")).expect("a folder");
        std::fs::copy(pack.join("length.rhai"), pack.join("sub/length.rhai")).expect("a file");
        std::fs::copy(pack.join("length.rhai"), pack.with_file_name("length.rhai")).expect("a file");
    });
    for part in [
        "sub/length.rhai: this file is not taken",
        "help: move it to training/length.rhai",
        "mine/length.rhai: this file is not taken",
        "help: move it to my-pack/length.rhai",
    ] {
        assert!(told.contains(part), "“{part}” is missing in:\n{told}");
    }
}

#[test]
fn a_text_under_what_is_no_language_and_a_brace_that_stands_alone_are_told() {
    let changed = |from: &str, to: &str| {
        told_with(|pack| {
            let file = pack.join("length.toml");
            let text = std::fs::read_to_string(&file).expect("a file");
            assert!(text.contains(from), "{text}");
            std::fs::write(file, text.replace(from, to)).expect("a file");
        })
    };
    for (from, to, part) in [
        (
            "message.en",
            "message.english",
            "write message.en in the place of message.english",
        ),
        (
            "message.en",
            "message.EN",
            "write message.en in the place of message.EN",
        ),
        ("message.en", "message.sv", "write message.en beside message.sv"),
        (
            "What is wrong,",
            "{statement is wrong,",
            "a { or a } stands alone in message.en",
        ),
        (
            "What is wrong,",
            "statement} is wrong,",
            "a { or a } stands alone in message.en",
        ),
    ] {
        let told = changed(from, to);
        assert!(told.contains(part), "“{part}” is missing in:\n{told}");
    }
}
