//! Mistakes in the files that a person lays over the shipped rules: told at their place, with what was probably meant.

use std::path::Path;
use std::process::Command;

use tillsyn::rules_folder::RulesFolder;

/// What `rules list` says where one shipped file is changed, or one is added.
fn told(file: &str, text: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(file);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    let rule = Path::new(file).with_extension("");
    for (shipped, own) in RulesFolder::embedded().files() {
        if Path::new(shipped).with_extension("") == rule {
            std::fs::write(folder.path().join(shipped), own).expect("a file");
        }
    }
    std::fs::write(&path, text).expect("a file");
    let output = Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .args(["rules", "list", "--rules", "shipped", "--rules"])
        .arg(folder.path())
        .output()
        .expect("runs");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn with(file: &str, from: &str, to: &str) -> String {
    let shipped = RulesFolder::embedded();
    let text = shipped.text(file).expect("a shipped file");
    assert!(text.contains(from), "{file} has no {from}");
    told(file, &text.replace(from, to))
}

#[test]
fn a_misspelt_word_list_is_told_at_its_line_with_the_name_that_was_meant() {
    for (text, place, remedy) in [
        (
            "[peopel]\nwords = [\"x\"]\n",
            "own.toml:1:2",
            "did you mean `people`?",
        ),
        (
            "# people\n\n[ peopel ]\nwords = [\"x\"]\n",
            "own.toml:3:3",
            "did you mean `people`?",
        ),
        (
            "peopel.words = [\"x\"]\n",
            "own.toml:1:1",
            "did you mean `people`?",
        ),
        (
            "[people]\nword = [\"x\"]\n",
            "own.toml:2:1",
            "did you mean `words`?",
        ),
        (
            "[words.people]\nwords = [\"x\"]\n",
            "own.toml:1:2",
            "write [people] in the place of [words.people]",
        ),
        (
            "[words]\npeopel = [\"x\"]\n",
            "own.toml:1:2",
            "write [people] in the place of [words.peopel]",
        ),
        (
            "[people]\nwords = [\"x\" \"y\"]\n",
            "own.toml:2:14",
            "write a comma between two entries",
        ),
    ] {
        let told = told("lexicons/en/own.toml", text);
        assert!(told.contains(place) && told.contains(remedy), "{text}\n{told}");
        assert!(told.contains("nothing was checked"), "{told}");
    }
}

#[test]
fn words_for_a_detail_or_a_value_that_there_is_not_are_told_with_the_one_that_was_meant() {
    const RULE: &str = "counter-trafficking/three-ps.toml";
    let detail = with(RULE, "[words.part]", "[words.prat]");
    assert!(
        detail.contains("three-ps.toml:20:1") && detail.contains("no message has `{prat}`"),
        "{detail}"
    );
    assert!(detail.contains("did you mean [words.part]?"), "{detail}");
    let value = with(RULE, "prevention.", "preventoin.");
    assert!(value.contains("the script never gives `preventoin`"), "{value}");
    assert!(value.contains("did you mean `prevention`?"), "{value}");
}

#[test]
fn the_words_of_the_shipped_rules_are_all_given_by_their_scripts() {
    let told = told("lexicons/en/own.toml", "[people]\nwords = [\"beekeepers\"]\n");
    assert_eq!(told, "");
}

#[test]
fn a_function_between_bars_that_asks_for_more_than_it_is_called_with_is_told_what_to_write_instead() {
    for script in [
        "fn above(amounts, limit) { amounts.filter(|own| own.number > limit) }\n",
        "fn above(amounts) {\n    let limit = 5;\n    amounts.filter(|own| own.number > limit)\n}\n",
    ] {
        let told = told("lib/own.rhai", script);
        assert!(told.contains("for … in … { }"), "{told}");
    }
}

#[test]
fn slips_in_a_manifest_are_told_with_what_to_write_instead() {
    const RULE: &str = "statistics/no-source.toml";
    for (from, to, remedy) in [
        ("level = \"", "level = warning # \"", "write a text as \"…\""),
        (
            "level = ",
            "params.x = 5\nlevel = ",
            "write [params.NAME] on a line of its own",
        ),
        ("message.sv = ", "message.se = ", "write message.sv"),
        ("ask.fr = ", "ask.de = ", "no message.de"),
    ] {
        let told = with(RULE, from, to);
        assert!(told.contains(remedy), "{to}\n{told}");
    }
}

#[test]
fn all_mistakes_of_a_manifest_are_told_at_once_each_at_its_line() {
    let shipped = RulesFolder::embedded();
    let text = shipped.text("statistics/no-source.toml").expect("a rule");
    let text = text
        .replace("level = ", "level = \"eror\" # ")
        .replace("why.en = ", "wyh.en = ")
        .replace("why = ", "wyh = ")
        + "\n[params.most]\ndefault = 25\nmin = 30\nmax = 20\nabout = \"A\"\n";
    let told = told("statistics/no-source.toml", &text);
    for part in [
        "`eror` is none of note, warning, error",
        "there is no key `wyh` here",
        "did you mean `why`?",
        "of the parameter `most` min is 30, and max 20: no value lies between",
        "let min be the smaller of the two: min = 20, max = 30",
    ] {
        assert_eq!(told.matches(part).count(), 1, "{part}\n{told}");
    }
    // What was misspelt is not told to be missing as well.
    assert!(
        !told.contains("there is no `why`") && told.contains("3 problems"),
        "{told}"
    );
}

#[test]
fn all_that_a_manifest_lacks_is_told_at_once_and_nothing_that_it_has() {
    let found = told(
        "statistics/no-source.toml",
        "[params.limit]\ndefault = 1\nabout = \"L\"\n",
    );
    for key in ["title", "level", "source", "why", "message", "ask"] {
        let lacks = format!("there is no `{key}`");
        assert_eq!(found.matches(&lacks).count(), 1, "{key}: {found}");
    }
    // As the pages and a new rule have them.
    for line in ["title = …", "message.en = …", "ask.en = …"] {
        assert!(found.contains(&format!("add a line: {line}")), "{found}");
    }
    assert!(!found.contains("a list stands here"), "{found}");
}

#[test]
fn all_mistakes_of_a_profile_are_told_at_once_and_those_who_extend_it_do_not_miss_it() {
    let own = "title = \"Own\"\nabuot = \"Mine\"\nextends = \"sida\"\nlanguage = 3\n\n\
        [rule.\"statistics/*\"]\nlevel = \"eror\"\n\n\
        [rule.\"statistics/no-source\"]\nlevl = \"note\"\nparams.x = 3\n";
    let folder = tempfile::tempdir().expect("a folder");
    let profiles = folder.path().join("profiles");
    std::fs::create_dir(&profiles).expect("a folder");
    std::fs::write(profiles.join("own.toml"), own).expect("a profile");
    std::fs::write(
        profiles.join("more.toml"),
        "title = \"More\"\nabout = \"M\"\nextends = \"own\"\n",
    )
    .expect("a profile");
    let output = Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .args(["rules", "list", "--rules", "shipped", "--rules"])
        .arg(folder.path())
        .output()
        .expect("runs");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    for part in [
        "own.toml:2:1: there is no key `abuot` here",
        "own.toml:4:12: the number 3 stands here, and a text is expected",
        "own.toml:7:9: `eror` is none of note, warning, error",
        "own.toml:10:1: there is no key `levl` here",
        "statistics/no-source has no parameter `x`",
        "5 problems",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
}

#[test]
fn the_mistakes_of_a_profile_stand_in_the_order_of_its_lines_each_at_its_own_name() {
    let own = "title = \"Own\"\nabout = \"Mine\"\nextends = \"sida\"\nrules = [\"!gendr/*\"]\n\
        [rule.\"statistics/not-sex-disaggregated\"]\nlevel = \"warn\"\nparams.minimum_people = \"20\"\n\
        params.minimum = 3\n";
    let told = told("profiles/own.toml", own);
    let parts = [
        "own.toml:4:11: no rule is called `gendr/*`",
        "own.toml:6:9: `warn` is none of note, warning, error",
        "help: did you mean `warning`?",
        "own.toml:7:8: `minimum_people` of statistics/not-sex-disaggregated must be a whole number",
        "help: write minimum_people = 20, without quotation marks",
        "own.toml:8:8: statistics/not-sex-disaggregated has no parameter `minimum`",
    ];
    let places = parts.map(|part| told.find(part).unwrap_or_else(|| panic!("{part}\n{told}")));
    assert!(places.is_sorted(), "{told}");
}

/// A whole rule of one script, on a statistic.
fn of_script(script: &str) -> String {
    told("statistics/no-source.rhai", script)
}

#[test]
fn who_asks_where_something_was_is_told_how_to_look_for_places() {
    let told = of_script(
        "fn check_activity(activity, params) { if activity.place == \"\" { return finding(activity); } }\n",
    );
    assert!(told.contains("`tillsyn rules docs tables`"), "{told}");
}

#[test]
fn a_curly_mark_at_the_end_of_a_text_is_shown_where_it_stands() {
    let file = "statistics/no-source.toml";
    let shipped = RulesFolder::embedded();
    let text = shipped.text(file).expect("a shipped file");
    let level = text
        .lines()
        .find(|line| line.starts_with("level"))
        .expect("a level");
    for (line, column) in [
        ("level = \"warning”   # The gravest that a “figure” can get", 17),
        ("level = “warning\"   # The gravest that a “figure” can get", 9),
        ("level = ‘warning’", 9),
    ] {
        let at = text.lines().position(|own| own == level).expect("a line") + 1;
        let told = told(file, &text.replace(level, line));
        let place = format!("no-source.toml:{at}:{column}: these are curly quotation marks");
        assert!(told.contains(&place), "{place}\n{told}");
    }
}

#[test]
fn a_number_with_its_unit_is_told_to_stand_without_it() {
    let file = "statistics/not-sex-disaggregated.toml";
    for (line, remedy) in [
        (
            "default = 5 people",
            "help: write default = 5; the unit has a line of its own: unit = \"people\"",
        ),
        (
            "min = 0 kr",
            "help: write min = 0; the unit has a line of its own: unit = \"kr\"",
        ),
        (
            "max = 10%",
            "help: write max = 10; the unit has a line of its own: unit = \"%\"",
        ),
    ] {
        let told = with(
            file,
            "[params.minimum_people]\n",
            &format!("[params.minimum_people]\n{line}\n"),
        );
        assert!(told.contains(remedy), "{line}\n{told}");
        assert!(told.contains("a number stands without its unit"), "{told}");
    }
}

#[test]
fn a_name_that_is_written_with_hyphens_is_told_with_its_underscores() {
    for (body, meant) in [
        ("could-not-tell(activity, \"x\")", "could_not_tell"),
        (
            "if activity.possible-effects.is_empty() { finding(activity) }",
            "possible_effects",
        ),
        (
            "if activity.statements[0].in-table { finding(activity) }",
            "in_table",
        ),
        (
            "if find-word(\"a\", [\"b\"]) == \"\" { finding(activity) }",
            "find_word",
        ),
    ] {
        let told = of_script(&format!("fn check_activity(activity, params) {{ {body} }}\n"));
        assert!(
            told.contains(&format!("did you mean `{meant}`?")),
            "{body}\n{told}"
        );
    }
    let told = of_script("fn check-activity(activity, params) { finding(activity) }\n");
    assert!(told.contains("did you mean `check_activity`?"), "{told}");
}

#[test]
fn a_property_that_is_called_otherwise_is_found_by_what_its_meaning_speaks_of() {
    for (asked, meant) in [
        ("lenght", "duration"),
        ("length", "duration"),
        ("participants", "people"),
    ] {
        let told = of_script(&format!(
            "fn check_activity(activity, params) {{ if activity.{asked} == () {{ finding(activity) }} }}\n"
        ));
        assert!(
            told.contains(&format!("help: did you mean `{meant}`?")),
            "{asked}\n{told}"
        );
    }
}
