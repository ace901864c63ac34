//! Scripts that are broken or hostile end with a message in plain words, and the other rules go on.

mod trial;

use tillsyn::rule::{RuleBook, Verdict, evaluate};
use tillsyn::rules_folder::RulesFolder;
use trial::{GOOD, MANIFEST, folder, report};

/// A script that says what to do with one statistic, `s`.
fn on_statistic(body: &str) -> String {
    format!("fn check_statistic(s, params) {{\n    {body}\n}}\n")
}

/// The only way in which such a script failed.
fn failure(body: &str) -> String {
    let errors = judge(&on_statistic(body)).rule_errors;
    assert_eq!(errors.len(), 1, "{body}: {errors:?}");
    errors[0].problem.to_string()
}

/// What is wrong with such a script before any report is read.
fn refused(body: &str) -> String {
    let problems = RuleBook::load(&folder(&on_statistic(body)), None).err();
    let problems = problems.unwrap_or_else(|| panic!("{body} was taken"));
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    told.join("\n")
}

fn judge(script: &str) -> Verdict {
    let book = RuleBook::load(&folder(script), None).unwrap_or_else(|problems| panic!("{problems:?}"));
    evaluate(&book, &report(1, 1))
}

#[test]
fn hostile_and_failing_scripts_are_told_in_plain_words_and_the_good_rule_still_judges() {
    for (script, message) in [
        (
            "fn check_statistic(s, params) { loop { } finding(s) }",
            "never ends",
        ),
        (
            "fn again(x) { again(x + 1) } fn check_statistic(s, params) { again(1); finding(s) }",
            "without end",
        ),
        (
            "fn check_statistic(s, params) { let t = \"aaaaaaaa\"; loop { t += t; } finding(s) }",
            "too l",
        ),
        (
            "fn check_statistic(s, params) { let a = []; loop { a.push(1); } finding(s) }",
            "too l",
        ),
        (
            "fn check_statistic(s, params) { if s.part { finding(s) } else { 42 } }",
            "returned a number",
        ),
        (
            "fn check_statistic(s, params) { s.number / 0; finding(s) }",
            "zero",
        ),
        (
            "fn check_statistic(s, params) { let name = \"none\"; finding(s).variant(name) }",
            "no [variant.none]",
        ),
        (
            "fn check_statistic(s, params) { throw \"broken on purpose\"; finding(s) }",
            "broken on purpose",
        ),
    ] {
        let verdict = judge(script);
        assert_eq!(verdict.rule_errors.len(), 1, "{script}");
        let error = &verdict.rule_errors[0];
        assert_eq!(error.rule, "trial/tried");
        assert!(
            error.problem.to_string().to_lowercase().contains(message),
            "{script}: {}",
            error.problem
        );
        assert_eq!(verdict.findings.len(), 1, "the good rule judged beside: {script}");
    }
}

#[test]
fn mistakes_are_found_at_load_all_at_once_with_their_place_and_remedy() {
    let files = folder("fn check_statistic(s, params) { if s.numbr > params.limt { findng(s) } }");
    let problems = RuleBook::load(&files, None).err().expect("problems");
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let all = told.join("\n");
    for expected in [
        "unknown property `numbr`",
        "did you mean `number`",
        "unknown parameter `limt`",
        "did you mean `limit`",
        "unknown function `findng`",
        "did you mean `finding`",
    ] {
        assert!(all.contains(expected), "{expected}\n{all}");
    }
    assert!(
        told.iter().all(|problem| problem.contains("tried.rhai:1:")),
        "{all}"
    );
    for (script, expected) in [
        ("fn check_statistic(s, params) { finding(s }", "tried.rhai:1:"),
        (
            "fn check_statistic(s, params) { s.noun == “victims” }",
            "curly quotation marks",
        ),
        (
            "fn check_statistic(s, params) {\n    if s.number > 1 {\n        let x = 1;\n    finding(s)\n}\n",
            "the { of line 2 is never closed",
        ),
        (
            "fn check_statistic(s, params) { if s.number = 5 { finding(s) } }",
            "write == to ask whether two are equal",
        ),
        ("fn check_statistics(s, params) { }", "not called by anything"),
        ("fn check_statistic(s) { }", "must take two things"),
        ("import \"os\" as os; fn check_statistic(s, params) { }", "import"),
        ("fn check_statistic(s, params) { eval(\"1\") }", "eval"),
    ] {
        let problems = RuleBook::load(&folder(script), None)
            .err()
            .unwrap_or_else(|| panic!("{script} was taken"));
        let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(all.join("\n").contains(expected), "{script}: {all:?}");
    }
}

#[test]
fn manifests_with_unknown_keys_or_without_english_are_refused() {
    for (manifest, expected) in [
        (MANIFEST.replace("why", "wyh"), "wyh"),
        (MANIFEST.replace("ask.en", "ask.sv"), "no ask.en"),
        (MANIFEST.replace("\"error\"", "\"fatal\""), "fatal"),
    ] {
        let files = RulesFolder::from_files([
            ("p/r.toml", manifest.as_str()),
            ("p/r.rhai", GOOD),
            ("p/r.md", "# T\n"),
        ]);
        let problems = RuleBook::load(&files, None).err().expect("a problem");
        assert!(
            problems
                .iter()
                .any(|problem| problem.to_string().contains(expected) && problem.path.ends_with("p/r.toml")),
            "{problems:?}"
        );
    }
}

#[test]
fn texts_of_every_language_variant_and_group_are_held_against_the_script_at_load() {
    let manifest = format!(
        "{MANIFEST}[variant.many]\nmessage.sv = \"{{antal}}\"\ngrouped.sv = \"{{number}}\"\n\
         [could_not_tell]\nvague.en = \"it is vague\"\nvague.sv = \"det är vagt\"\nother.sv = \"annat\"\n\
         [words.level]\noutcome = \"outcome\"\n"
    );
    let script = "fn check_statistic(s, params) {\n    if s.part { return could_not_tell(s, \"vage\"); }\n    \
        if s.number > params.limit { finding(s).variant(\"many\") }\n}\n";
    let told = |script: &str| {
        let files = RulesFolder::from_files([
            ("p/r.toml", manifest.as_str()),
            ("p/r.rhai", script),
            ("p/r.md", "# T\n"),
        ]);
        let problems = RuleBook::load(&files, None).err().expect("problems");
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        told.join("\n")
    };
    let misspelt = told(script);
    for expected in [
        "r.rhai:2:",
        "no could_not_tell.vage",
        "did you mean `vague`?",
        "there is no could_not_tell.other.en",
        "no message has `{level}`",
    ] {
        assert!(misspelt.contains(expected), "{expected}\n{misspelt}");
    }
    // A reason in words is one of the script's own.
    let mended = told(&script.replace("\"vage\"", "\"nobody can know\""));
    for expected in [
        "the message needs `{antal}`",
        "a grouped message can only say `{count}`",
    ] {
        assert!(mended.contains(expected), "{expected}\n{mended}");
    }
}

#[test]
fn reasons_and_words_by_name_are_told_in_the_language_and_plain_texts_as_they_are() {
    let manifest = MANIFEST.replace(
        "message.en = \"{number} {noun}\"",
        "message.en = \"{number} as {level}\"\nmessage.sv = \"{number} som {level}\"",
    ) + "[could_not_tell]\nvague.en = \"it is vague\"\nvague.sv = \"det är vagt\"\n\
         [words.level]\noutcome.en = \"outcome\"\noutcome.sv = \"utfall\"\n";
    let script = "fn check_statistic(s, params) {\n    if s.number < params.limit { return; }\n    \
        [could_not_tell(s, \"vague\"), could_not_tell(s, \"as it is\"), finding(s).detail(\"level\", \"outcome\")]\n}\n";
    let files = RulesFolder::from_files([
        ("p/r.toml", manifest.as_str()),
        ("p/r.rhai", script),
        ("p/r.md", "# T\n"),
    ]);
    let mut book = RuleBook::load(&files, None).unwrap_or_else(|problems| panic!("{problems:?}"));
    for (language, expected) in [
        ("en", ["it is vague", "as it is", "1,000 as outcome"]),
        ("sv", ["det är vagt", "as it is", "1\u{a0}000 som utfall"]),
    ] {
        book.speak(language).expect("the rule speaks it");
        let verdict = evaluate(&book, &report(1, 1));
        let reasons: Vec<&str> = verdict.could_not_tell.iter().map(|own| &*own.why).collect();
        assert_eq!(reasons, expected[..2]);
        assert_eq!(verdict.findings[0].message, expected[2]);
        assert_eq!(verdict.findings[0].details["level"], "outcome");
        assert_eq!(verdict.findings[0].ask, "A");
    }
}

#[test]
fn a_message_that_needs_a_detail_nobody_gives_is_told_at_load_or_where_it_is_known_only_then_at_run_time() {
    let manifest = MANIFEST.replace("{noun}", "{surprise}");
    let load = |script: &str| {
        let files = RulesFolder::from_files([
            ("p/r.toml", manifest.as_str()),
            ("p/r.rhai", script),
            ("p/r.md", "# T\n"),
        ]);
        RuleBook::load(&files, None)
    };
    let problems = load(GOOD).err().expect("a problem");
    let told = problems[0].to_string();
    assert!(
        told.contains(".detail(\"surprise\"") && told.contains("p/r.toml:5:24"),
        "{told}"
    );
    let now_and_then = "fn check_statistic(s, params) {\n    let found = finding(s);\n    \
        if s.part { found.detail(\"surprise\", 1) } else { found }\n}\n";
    let book = load(now_and_then).unwrap_or_else(|problems| panic!("{problems:?}"));
    let verdict = evaluate(&book, &report(1, 1));
    assert!(
        verdict.rule_errors[0]
            .problem
            .to_string()
            .contains(".detail(\"surprise\"")
    );
}

#[test]
fn many_findings_alike_become_one_and_fingerprints_survive_a_move() {
    let book = RuleBook::load(&folder(GOOD), None).unwrap_or_else(|problems| panic!("{problems:?}"));
    let many = evaluate(&book, &report(9, 1));
    assert!(
        many.findings
            .iter()
            .all(|finding| finding.details["count"] == 9 && finding.evidence.len() == 9)
    );
    let before = evaluate(&book, &report(1, 1)).findings;
    let after = evaluate(&book, &report(1, 77)).findings;
    assert_eq!(before[0].fingerprint, after[0].fingerprint);
    assert_ne!(before[0].evidence[0].location, after[0].evidence[0].location);
    assert_eq!(before[0].message, "1,000 victims");
}

#[test]
fn a_missing_value_is_an_error_wherever_it_is_not_asked_for() {
    for (condition, expected) in [
        ("m == 5", "a missing value is compared with a number"),
        ("5 != m", "a missing value is compared with a number"),
        ("m == \"x\"", "a missing value is compared with text"),
        ("s == m", "a missing value is compared with a Statistic"),
        ("m == true", "a missing value is compared with true or false"),
        ("m == m", "a missing value is compared with a missing value"),
        ("m == []", "a missing value is compared with a list"),
        ("m < 5", "cannot compare a missing value with a number"),
        ("m in [1, 2]", "looked for in a list"),
        ("m in []", "looked for in a list"),
        ("[1, 2].contains(m)", "looked for in a list"),
        ("[1, 2].index_of(m) == 0", "looked for in a list"),
        ("m in \"text\"", "a missing value"),
        ("5 in [m]", "a missing value is compared with a number"),
        (
            "m && true",
            "yes or no is needed here, and this is a missing value",
        ),
        (
            "true && m",
            "yes or no is needed here, and this is a missing value",
        ),
        (
            "false || m",
            "yes or no is needed here, and this is a missing value",
        ),
        ("!m", "this is a missing value"),
        ("m", "yes or no is needed here, and this is a missing value"),
        (
            "m + 1 > 0",
            "`+` cannot be used between a missing value and a number",
        ),
        (
            "1 - m > 0",
            "`-` cannot be used between a number and a missing value",
        ),
        ("-m > 0", "`-` cannot be used before a missing value"),
        ("s.number / m > 0", "cannot divide by a missing value"),
        (
            "max(1, m) > 0",
            "`max` cannot be asked of a number with a missing value",
        ),
        ("m.abs() > 0", "`abs` cannot be asked of a missing value"),
        ("\"text\" + m == \"text\"", "a missing value is put into a text"),
        ("m + \"text\" == \"text\"", "a missing value is put into a text"),
        ("`a ${m} b` == \"a  b\"", "a missing value is put into a text"),
        ("m.to_string() == \"\"", "a missing value is put into a text"),
        ("m.len == 0", "`len` is asked of a missing value"),
        ("m[0] == 0", "square brackets"),
        ("[1, 2][m] == 0", ""),
        (
            "[3, 1].sort(|x, y| x < ()) == ()",
            "cannot compare a number with a missing value",
        ),
    ] {
        let error = failure(&format!("let m = ();\n    if {condition} {{ finding(s) }}"));
        assert!(error.contains(expected), "{condition}: {error}");
        assert!(error.contains("tried.rhai:3:"), "{condition}: {error}");
    }
    let assigned = failure("let m = ();\n    let n = 1;\n    n += m;\n    finding(s)");
    assert!(
        assigned.contains("between a number and a missing value"),
        "{assigned}"
    );
    let joined = failure("let m = ();\n    let t = \"x\";\n    t += m;\n    finding(s)");
    assert!(joined.contains("put into a text"), "{joined}");
    let walked = failure("let m = ();\n    for x in m { }\n    finding(s)");
    assert!(walked.contains("`for` goes through lists"), "{walked}");
}

#[test]
fn what_a_thing_does_not_have_is_told_at_load_with_what_was_meant() {
    for (body, expected) in [
        ("s.numbr", "unknown property `numbr` of a Statistic"),
        ("s.target", "a Statistic has no `target`: a Period has it"),
        ("s.report.statistcs", "did you mean `statistics`?"),
        (
            "s.report.results[0].indicators[0].latest.target.numbr",
            "unknown property `numbr` of a Figure",
        ),
        (
            "for i in s.report.indicators { i.basline.is_known; }",
            "did you mean `baseline`?",
        ),
        (
            "for i in s.report.indicators { for p in i.periods { p.actul; } }",
            "did you mean `actual`?",
        ),
        (
            "s.report.indicators.filter(|i| i.noun == \"x\")",
            "an Indicator has no `noun`",
        ),
        (
            "let i = s.report.indicators[0]; i.number",
            "an Indicator has no `number`",
        ),
        ("s.breakdowns.complete", "a list has no `complete`"),
        ("s.claims(\"reason\")", "a Statistic has no `claims(…)`"),
        ("s.disaggregated_by", "write `.disaggregated_by(\"…\")`"),
        (
            "s.disaggregated_by(\"gender\")",
            "there is no dimension `gender`: use sex",
        ),
        (
            "s.report.elements[0].has_attribute(\"vaule\")",
            "there is no attribute `vaule` here; there are value, year",
        ),
        (
            "s.report.elements[0].children(\"goal\")",
            "there is no element `goal` here; there are policy-marker",
        ),
        (
            "s.report.results[0].claims(\"success\")",
            "there is no claim `success`",
        ),
        (
            "s.disaggregated_by()",
            "`disaggregated_by` takes one thing in its brackets, not 0",
        ),
        (
            "could_not_tell(s)",
            "`could_not_tell` takes 2 things in its brackets, not 1",
        ),
        ("helped(s, s)", "`helped` takes one thing in its brackets, not 2"),
        ("s.noun()", "write `.noun` without brackets"),
        (
            "return finding(s).variant(\"grave\")",
            "tried.toml has no [variant.grave]",
        ),
        ("finding(s); return", "this finding is lost"),
        ("if s.part { finding(s) }", "this finding is lost"),
    ] {
        let problems = refused(&format!("{body};\n    finding(s)"));
        assert!(problems.contains(expected), "{body}: {problems}");
        assert!(problems.contains("tried.rhai:2:"), "{body}: {problems}");
    }
    let silent = refused("if s.number > 5 { return; }");
    assert!(silent.contains("can never find anything"), "{silent}");
}
