//! What a person who writes rules can rely on: mistakes are told where they are, and nothing is quietly false.

use std::fs;
use std::process::Command;

use tempfile::TempDir;
use tillsyn::check::Checker;
use tillsyn::finding::ReportResult;
use tillsyn::problem::Problem;
use tillsyn::rules_folder::RulesFolder;

/// Three figures of people, of 40, 120 and 300.
const REPORT: &str = "# Final report\n\n\
    In 2021 the clinic treated 40 patients.\n\n\
    The school enrolled 120 pupils.\n\n\
    The camp sheltered 300 refugees.\n";

const MANIFEST: &str = "title = \"T\"\nlevel = \"warning\"\nsource = \"S\"\nwhy = \"W\"\n\
    message.en = \"{number} {noun}\"\nask.en = \"A\"\n[params.share]\ndefault = 0.1\nabout = \"S\"\n";

/// Conditions as the page “How to write a rule” has them, with a statistic of the report for which each is so.
const OF_THE_PAGE: [(&str, &[&str]); 2] = [
    (
        "statistic.number * 100 / 120 >= 30",
        &["40 patients", "120 pupils", "300 refugees"],
    ),
    ("statistic.text.ends_with(\"pupils.\")", &["120 pupils"]),
];

/// A rules folder with one rule and one file of helpers. The word lists are the shipped ones.
struct Rules {
    folder: TempDir,
}

impl Rules {
    fn new(script: &str) -> Self {
        let rules = Rules {
            folder: tempfile::tempdir().expect("a temporary folder"),
        };
        for (path, text) in RulesFolder::embedded().files() {
            if path.starts_with("lexicons/") {
                rules.write(path, text);
            }
        }
        rules.write("mine/rule.toml", MANIFEST);
        rules.write("mine/rule.rhai", script);
        rules.write("mine/rule.md", "# T\n");
        rules.write("report.md", REPORT);
        rules
    }

    /// For a script that says what to do with one statistic, `s`.
    fn on_statistics(body: &str) -> Self {
        Rules::new(&format!("fn check_statistic(s, params) {{\n    {body}\n}}\n"))
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn checker(&self) -> Result<Checker, Vec<Problem>> {
        Checker::load(
            &RulesFolder::open(self.folder.path()).expect("readable rules"),
            None,
        )
    }

    fn judge(&self) -> ReportResult {
        let checker = self
            .checker()
            .unwrap_or_else(|problems| panic!("{}", told(&problems)));
        let mut judged = None;
        checker
            .check(&self.folder.path().join("report.md"), &mut |result| {
                judged = Some(result);
            })
            .expect("a readable report");
        judged.expect("one report")
    }

    /// What is wrong with the rules before any report is read.
    fn problems(&self) -> String {
        told(&self.checker().err().expect("the rules were taken"))
    }

    /// The only way in which the rule failed on the report.
    fn error(&self) -> String {
        let result = self.judge();
        assert_eq!(result.rule_errors.len(), 1, "{:?}", result.rule_errors);
        result.rule_errors[0].problem.to_string()
    }

    /// The messages of all findings.
    fn messages(&self) -> Vec<String> {
        let result = self.judge();
        assert!(result.rule_errors.is_empty(), "{:?}", result.rule_errors);
        result
            .findings
            .into_iter()
            .map(|finding| finding.message)
            .collect()
    }
}

fn told(problems: &[Problem]) -> String {
    problems
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn waiting_and_the_clock_are_refused_when_the_rule_is_loaded() {
    for call in ["sleep(10)", "sleep(10.0)", "timestamp()", "let x = timestamp()"] {
        let problems = Rules::on_statistics(&format!("{call};")).problems();
        assert!(problems.contains("not allowed in rules"), "{call}: {problems}");
        assert!(problems.contains("rule.rhai:2:"), "{call}: {problems}");
    }
}

#[test]
fn a_function_whose_name_is_made_at_run_time_is_refused_when_the_rule_is_loaded() {
    for call in [
        "Fn(\"sleep\").call(10)",
        "Fn(\"sleep\").call(10.0)",
        "Fn(\"sl\" + \"eep\").call(0.5)",
    ] {
        let problems = Rules::on_statistics(&format!("{call};")).problems();
        assert!(
            problems.contains("`call` is not allowed in rules"),
            "{call}: {problems}"
        );
    }
}

#[test]
fn numbers_with_a_point_compare_and_calculate_with_the_report_s_figures() {
    for condition in [
        "s.number > 39.5 && s.number < 40.5",
        "40.0 == s.number",
        "s.number * 0.5 == 20",
        "0.1 + 0.2 == 0.3 && s.number == 40",
        "s.number * params.share == 4",
        "s.number - s.number * params.share == 36.0",
        "s.number / 3 > 13.3 && s.number / 3 < 13.4",
        "-s.number < -39.5 && -s.number > -40.5",
        "[40.0].contains(s.number)",
        "s.number in [40]",
        "max(s.number, 40.5) == 40.5",
    ] {
        let rules = Rules::on_statistics(&format!("if {condition} {{ finding(s) }}"));
        assert_eq!(rules.messages(), ["40 patients"], "{condition}");
    }
}

#[test]
fn a_detail_can_be_a_number_with_a_point() {
    let rules = Rules::on_statistics("if s.number == 40 { finding(s).detail(\"number\", s.number / 16) }");
    assert_eq!(rules.messages(), ["2.5 patients"]);
}

#[test]
fn a_detail_can_be_yes_or_no_in_words_and_a_year_as_a_text() {
    let told = |value: &str| {
        let body = format!("if s.number == 40 {{ finding(s).detail(\"number\", {value}) }}");
        Rules::on_statistics(&body).messages()
    };
    assert_eq!(told("true"), ["yes patients"]);
    assert_eq!(told("s.number > 50"), ["no patients"]);
    assert_eq!(told("2024.to_string()"), ["2024 patients"]);
    assert_eq!(told("2024"), ["2,024 patients"]);

    let rules = Rules::on_statistics("if s.number == 40 { finding(s).detail(\"number\", false) }");
    let swedish = MANIFEST.replace("message.en", "message.sv = \"{number} patienter\"\nmessage.en");
    assert!(swedish != MANIFEST);
    rules.write("mine/rule.toml", &swedish);
    let mut checker = rules.checker().expect("rules");
    checker.speak("sv").expect("Swedish");
    let mut told = Vec::new();
    let each = &mut |result: ReportResult| told.extend(result.findings.into_iter().map(|own| own.message));
    checker
        .check(&rules.folder.path().join("report.md"), each)
        .expect("a report");
    assert_eq!(told, ["nej patienter"]);
}

#[test]
fn a_parameter_that_is_no_ordinary_number_is_refused() {
    let rules = Rules::on_statistics("finding(s)");
    rules.write("mine/rule.toml", &MANIFEST.replace("0.1", "inf"));
    assert!(
        rules
            .problems()
            .contains("`share` is no number to calculate with")
    );
}

#[test]
fn a_finding_can_be_completed_line_by_line() {
    let rules = Rules::on_statistics(
        "if s.number != 40 { return; }\n    let f = finding(s);\n    f.detail(\"noun\", \"sick people\");\n    f.about(\"clinic\");\n    f",
    );
    assert_eq!(rules.messages(), ["40 sick people"]);
    let chained = Rules::on_statistics(
        "if s.number != 40 { return; }\n    let f = finding(s).detail(\"noun\", \"sick people\");\n    f = f.detail(\"number\", 41);\n    f",
    );
    assert_eq!(chained.messages(), ["41 sick people"]);
}

#[test]
fn a_fault_in_a_helper_is_shown_in_the_helper_s_file() {
    let helper = "// Helpers.\nfn outer(s) {\n    inner(s)\n}\nfn inner(s) {\n    s.noun.number\n}\n";
    let rules = Rules::on_statistics("outer(s);");
    rules.write("lib/mine.rhai", "// Nothing here.\n");
    rules.write("lib/people.rhai", helper);
    let error = rules.error();
    assert!(error.contains("lib/people.rhai:6:"), "{error}");
    assert!(error.contains("s.noun.number"), "{error}");
    assert!(error.contains("has no `number`"), "{error}");
}

#[test]
fn helpers_of_two_files_can_call_each_other_and_each_is_shown_in_its_own() {
    let rules = Rules::on_statistics("first(s)");
    rules.write("lib/a.rhai", "fn first(s) {\n    second(s)\n}\n");
    rules.write(
        "lib/b.rhai",
        "\n\nfn second(s) { throw \"broken on purpose\"; }\n",
    );
    let error = rules.error();
    assert!(
        error.contains("lib/b.rhai:3:") && error.contains("broken on purpose"),
        "{error}"
    );
}

#[test]
fn a_mistake_in_a_helper_is_found_at_load() {
    let rules = Rules::on_statistics("let n = people(s, params);");
    rules.write(
        "lib/people.rhai",
        "fn people(s, params) {\n    s.numbr * params.share\n}\n",
    );
    let problems = rules.problems();
    assert!(problems.contains("lib/people.rhai:2:"), "{problems}");
    assert!(
        problems.contains("unknown property `numbr`") && problems.contains("did you mean `number`?"),
        "{problems}"
    );
    assert!(!problems.contains("unknown parameter"), "{problems}");
}

#[test]
fn a_rule_that_fails_on_one_thing_still_judges_the_others() {
    let rules = Rules::on_statistics("if s.number == 120 { throw \"not this one\"; }\n    finding(s)");
    let result = rules.judge();
    let messages: Vec<&str> = result.findings.iter().map(|finding| &*finding.message).collect();
    assert_eq!(messages, ["40 patients", "300 refugees"]);
    assert_eq!(result.rule_errors.len(), 1);
    let error = &result.rule_errors[0];
    assert_eq!((error.items, error.problem.line), (1, Some(2)));
}

#[test]
fn the_same_fault_on_many_things_is_told_once_and_counted() {
    let rules = Rules::on_statistics("throw `cannot judge ${s.number}`;\n    finding(s)");
    let errors = rules.judge().rule_errors;
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0].items, 3);
    assert!(errors[0].problem.message.contains("40"), "the first is shown");
}

#[test]
fn a_finding_without_its_words_does_not_take_the_others_with_it() {
    let rules = Rules::on_statistics(
        "let name = \"none\";\n    if s.number == 40 { finding(s).variant(name) } else { finding(s) }",
    );
    let result = rules.judge();
    assert_eq!(result.findings.len(), 2);
    assert!(
        result.rule_errors[0]
            .problem
            .message
            .contains("no [variant.none]")
    );
}

#[test]
fn a_rule_that_never_ends_is_stopped_once_and_not_once_for_each_thing() {
    let rules = Rules::on_statistics("loop { }\n    finding(s)");
    let errors = rules.judge().rule_errors;
    assert_eq!((errors.len(), errors[0].items), (1, 1));
    assert!(
        errors[0]
            .problem
            .message
            .contains("the rest of the report was not judged")
    );
}

#[test]
fn what_cannot_be_compared_is_an_error_and_never_quietly_false() {
    for (condition, expected) in [
        ("s.noun + \"\" < 5", "cannot compare text with a number"),
        ("5 >= s.noun + \"\"", "cannot compare a number with text"),
        ("\"text\" < 5", "cannot compare text with a number"),
        ("() < 5", "cannot compare a missing value with a number"),
        ("s.number > ()", "ask first whether it is `()`"),
        ("() <= ()", "cannot compare a missing value"),
        ("s.breakdowns + [] > 5", "cannot compare a list with a number"),
        ("[s, 1][0] < 5", "cannot compare a Statistic with a number"),
        ("s.noun + \"\" == 5", "text and a number are never equal"),
        ("s.number + 0 != \"40\"", "text and a number are never equal"),
        ("().number == 5", "`number` is asked of a missing value"),
    ] {
        let error = Rules::on_statistics(&format!("if {condition} {{ finding(s) }}")).error();
        assert!(error.contains(expected), "{condition}: {error}");
        assert!(error.contains("rule.rhai:2:"), "{condition}: {error}");
    }
}

#[test]
fn what_can_be_compared_still_is() {
    for condition in [
        "s.noun >= \"pa\" && s.noun < \"pb\"",
        "s.noun == \"patients\" && s.noun != \"\"",
        "s.noun in [\"patients\", \"clients\"]",
        "s.noun.len == 8 && s.number == 40",
        "() == () && s.number == 40",
        "!s.planned && s.number <= 40",
    ] {
        let rules = Rules::on_statistics(&format!("if {condition} {{ finding(s) }}"));
        assert_eq!(rules.messages(), ["40 patients"], "{condition}");
    }
}

#[test]
fn calculating_with_what_is_no_number_is_told_in_plain_words() {
    for (body, expected) in [
        ("s.noun - 5.5", "`-` cannot be used between text and a number"),
        (
            "s.number * ()",
            "`*` cannot be used between a number and a missing value",
        ),
    ] {
        let error = Rules::on_statistics(&format!("{body};\n    finding(s)")).error();
        assert!(error.contains(expected), "{body}: {error}");
    }
}

#[test]
fn a_missing_value_can_be_asked_for() {
    for condition in [
        "m == ()",
        "() == m",
        "!(m != ())",
        "m ?? true",
        "m?.noun == ()",
        "s != ()",
        "type_of(m) == \"()\"",
    ] {
        let rules = Rules::on_statistics(&format!(
            "let m = ();\n    if s.number == 40 && ({condition}) {{ finding(s) }}"
        ));
        assert_eq!(rules.messages(), ["40 patients"], "{condition}");
    }
    let rules = Rules::on_statistics("if is_there((), s) { finding(s) }");
    rules.write(
        "lib/a.rhai",
        "fn is_there(m, s) {\n    m == () && s.number == 40\n}\n",
    );
    assert_eq!(rules.messages(), ["40 patients"], "in a helper");
}

#[test]
fn what_the_manifest_has_and_the_script_never_uses_is_noted() {
    let rules = Rules::on_statistics("finding(s)");
    rules.write(
        "mine/rule.toml",
        &format!("{MANIFEST}\n[variant.grave]\nmessage.en = \"{{number}}\"\n"),
    );
    let checker = rules
        .checker()
        .unwrap_or_else(|problems| panic!("{}", told(&problems)));
    let notes = told(checker.remarks());
    assert!(
        notes.contains("rule.toml:7:1: the script never uses the parameter `share`"),
        "{notes}"
    );
    assert!(
        notes.contains("the script never chooses [variant.grave]"),
        "{notes}"
    );
}

#[test]
fn a_script_larger_than_a_person_writes_is_refused() {
    let rules = Rules::on_statistics("finding(s)");
    rules.write("mine/rule.rhai", &"// more\n".repeat(40_000));
    let problems = RulesFolder::open(rules.folder.path()).expect_err("refused");
    assert!(
        told(&problems).contains("is larger than 256 KiB"),
        "{}",
        told(&problems)
    );
}

#[test]
fn a_finding_that_a_loop_throws_away_is_told_at_load() {
    for body in [
        "finding(s);",
        "if s.part { finding(s).detail(\"a\", 1); }",
        "could_not_tell(s, \"why\")",
    ] {
        let script =
            format!("fn check_report(report, params) {{\n    for s in report.statistics {{ {body} }}\n}}\n");
        let problems = Rules::new(&script).problems();
        assert!(
            problems.contains("rule.rhai:2:") && problems.contains("this finding is lost"),
            "{body}: {problems}"
        );
    }
}

#[test]
fn findings_that_a_loop_collects_or_returns_are_kept() {
    for (body, count) in [
        ("for s in report.statistics { found.push(finding(s)); }", 3),
        (
            "for s in report.statistics { let f = if s.part { finding(report) } else { finding(s) }; found.push(f); }",
            3,
        ),
        ("for s in report.statistics { return finding(s); }", 1),
    ] {
        let script =
            format!("fn check_report(report, params) {{\n    let found = [];\n    {body}\n    found\n}}\n");
        assert_eq!(Rules::new(&script).messages().len(), count, "{body}");
    }
}

#[test]
fn a_sentence_knows_those_beside_it_in_its_paragraph() {
    let rules = Rules::new(
        "fn check_statement(s, params) {\n    if s.next == () || s.in_table { return; }\n    \
         if s.next.text.contains(\"two days\") && s.next.next == () && s.next.previous.text == s.text {\n        \
         finding(s).detail(\"number\", 1).detail(\"noun\", s.text)\n    }\n}\n",
    );
    rules.write(
        "report.md",
        "# Report\n\nA training was held. It lasted two days.\n\nAnother was held.\n",
    );
    assert_eq!(rules.messages(), ["1 A training was held."]);
}

#[test]
fn who_compares_what_may_be_missing_is_told_what_it_is_and_the_line_to_write() {
    for (condition, name) in [
        ("m > 5", "m"),
        ("5 < m", "m"),
        ("s.number * 2 >= m", "m"),
        ("m == 5", "m"),
        ("5 == m", "m"),
        ("m + 1 > 2", "m"),
        ("s.number / m > 2", "m"),
    ] {
        let script = format!("let m = ();\n    if {condition} {{ finding(s) }}");
        let rules = Rules::on_statistics(&script);
        let error = rules.error();
        let line = format!("help: ask first whether it is `()`: `if {name} == () {{ return; }}`");
        assert!(error.contains(&line), "{condition}: {error}");
    }
}

#[test]
fn who_checks_a_report_is_told_on_what_a_rule_failed() {
    let result = Rules::on_statistics("let m = ();\n    if m > 5 { finding(s) }").judge();
    let words = result.rule_errors[0].on.clone().unwrap_or_default();
    assert!(words.starts_with('“') && words.len() > 10, "{words}");
}

#[test]
fn a_comma_between_thousands_is_told_as_such() {
    for condition in ["s.number > 10,000", "10,000 < s.number"] {
        let rules = Rules::on_statistics(&format!("if {condition} {{ finding(s) }}"));
        let problems = rules.checker().err().unwrap_or_default();
        let error = told(&problems);
        assert!(error.contains("help: write 10000 without a comma"), "{error}");
    }
}

#[test]
fn a_missing_period_is_told_in_plain_words() {
    let rules = Rules::new(
        "fn check_report(report, params) {\n    let p = ();\n    if p.target.is_known { finding(report.statistics[0]) }\n}\n",
    );
    let error = rules.error();
    assert!(error.contains("`target` is asked of a missing value"), "{error}");
    assert!(error.contains("`if p == () { return; }`"), "{error}");
    assert!(error.contains("help: ask first whether it is `()`"), "{error}");
}

#[test]
fn who_asks_for_the_number_of_a_figure_that_is_missing_is_told_to_ask_for_a_number() {
    let rules = Rules::new(
        "fn check_indicator(i, params) {\n    let p = i.latest;\n    if p == () || p.actual.value > 3 { return; }\n    finding(i).detail(\"number\", 1).detail(\"noun\", \"n\")\n}\n",
    );
    rules.write(
        "report.md",
        "# Report\n\n| Indicator | Target | Actual |\n|---|---|---|\n| Number of wells built | 12 | |\n",
    );
    let error = rules.error();
    assert!(
        error.contains("the actual is missing: ask `.is_number` first"),
        "{error}"
    );
}

#[test]
fn unknown_properties_are_told_at_load_even_where_the_script_never_comes() {
    let problems = Rules::on_statistics("if false { s.brekdowns }\n    params.shar").problems();
    for expected in [
        "unknown property `brekdowns`",
        "did you mean `breakdowns`?",
        "unknown parameter `shar`",
        "did you mean `share`?",
    ] {
        assert!(problems.contains(expected), "{problems}");
    }
    assert_eq!(problems.matches("unknown").count(), 2, "{problems}");
}

#[test]
fn a_failing_rule_makes_the_check_end_with_2_and_is_named() {
    let failing = Rules::on_statistics("if s.noun + \"\" < 5 { finding(s) }");
    let output = Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .arg("check")
        .arg(failing.folder.path().join("report.md"))
        .arg("--rules")
        .arg(failing.folder.path())
        .output()
        .expect("the program runs");
    let shown = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(2), "{shown}");
    for expected in [
        "rule mine/rule failed on 3 things here",
        "cannot compare text with a number",
        "1 rule failed: mine/rule",
    ] {
        assert!(shown.contains(expected), "{expected}\n{shown}");
    }
}

#[test]
fn what_the_page_says_of_reckoning_and_of_the_ends_of_texts_is_so() {
    let page = include_str!("../src/write/docs/how-to.md");
    for (condition, found) in OF_THE_PAGE {
        assert!(page.contains(&format!("`{condition}`")), "{condition}");
        let rules = Rules::new(&format!(
            "fn check_statistic(statistic, params) {{\n    if {condition} {{ return finding(statistic); }}\n}}\n"
        ));
        let messages = rules.judge().findings.into_iter().map(|own| own.message);
        assert_eq!(messages.collect::<Vec<_>>(), found, "{condition}");
    }
}
