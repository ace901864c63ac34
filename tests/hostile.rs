//! Whatever a script does, it is stopped and told in plain words, and the thread, the book and the other rules go on.

mod scripts;

use scripts::{LONG, RECURSIVE, book, folder, on_statistic, report, running};
use tillsyn::rule::{RuleBook, Verdict, evaluate};

fn told(verdict: &Verdict) -> String {
    let errors = verdict.rule_errors.iter().map(|error| error.problem.to_string());
    errors.collect::<Vec<_>>().join("\n")
}

#[test]
fn hostile_scripts_are_stopped_and_told_and_the_other_rules_go_on() {
    let report = report(1);
    let mut failed = Vec::new();
    for (name, body, expected) in running() {
        let script = format!("{RECURSIVE}{}", on_statistic(&body));
        let book = match RuleBook::load(&folder(&script), None) {
            Ok(book) => book,
            Err(problems) => {
                failed.push(format!("{name}: not taken: {problems:?}"));
                continue;
            }
        };
        let verdict = evaluate(&book, &report);
        let message = told(&verdict);
        let ours: Vec<&str> = verdict.rule_errors.iter().map(|error| &*error.rule).collect();
        let rules: Vec<&str> = verdict.findings.iter().map(|finding| &*finding.rule).collect();
        let words = [
            "ErrorR",
            "Dynamic",
            "i64",
            "rhai:",
            "EvalAlt",
            "&str",
            "Terminated",
        ];
        let plain = words
            .iter()
            .all(|word| !message.replace(".rhai:", "").contains(word));
        let as_meant = ours == ["trial/tried"] && rules == ["trial/good"] && message.contains(expected);
        if !as_meant || !plain || message.len() > 2_000 {
            let message: String = message.chars().take(500).collect();
            failed.push(format!("{name}: {ours:?} {rules:?} {message}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// Name, whole script, what is told.
fn loading() -> Vec<(&'static str, String, &'static str)> {
    let body = |name, body: &str, expected| (name, on_statistic(body), expected);
    let whole = |name, script: &str, expected| (name, script.to_string(), expected);
    let nested = |open: &str, close: &str| format!("let x = {}1{}", open.repeat(3_000), close.repeat(3_000));
    vec![
        body("brackets", &nested("(", ")"), "nested too deeply"),
        body("lists", &nested("[", "]"), "nested too deeply"),
        body("maps", &nested("#{a: ", "}"), "nested too deeply"),
        body("calls", &nested("abs(", ")"), "nested too deeply"),
        body("blocks", &nested("{", "}"), "nested too deeply"),
        body("nots", &nested("!", ""), "nested too deeply"),
        body("texts", &nested("`${", "}`"), "nested too deeply"),
        body(
            "sums",
            &format!("let x = 1{}", " + 1".repeat(10_000)),
            "nested too deeply",
        ),
        body(
            "ands",
            &format!("let x = true{}", " && true".repeat(10_000)),
            "nested too deeply",
        ),
        body(
            "else ifs",
            &format!("if false {{ }}{}", " else if false { }".repeat(5_000)),
            "nested too deeply",
        ),
        body(
            "ifs",
            &format!("{}{}", "if true { ".repeat(3_000), "}".repeat(3_000)),
            "nested too deeply",
        ),
        body(
            "loops",
            &format!("{}{}", "for i in 0..9 { ".repeat(3_000), "}".repeat(3_000)),
            "nested too deeply",
        ),
        body(
            "items",
            &format!("let a = []; a{}", "[0]".repeat(5_000)),
            "nested too deeply",
        ),
        body(
            "properties",
            &format!("let a = s{}", ".report".repeat(5_000)),
            "nested too deeply",
        ),
        body("open text", "let t = \"never closed", "this text is never closed"),
        body(
            "open comment",
            "/* never closed",
            "the /* of line 2 is never closed",
        ),
        body("then", "let x = if s.number > 3 then 4", "without `then`"),
        body(
            "is",
            "if s.counted is not \"people\" { return; }",
            "!= for “is not”",
        ),
        body("unequal", "if s.number <> 3 { return; }", "!= for “is not”"),
        body("no semicolon", "let x = 1\nlet y = 2", "write ; at the end"),
        body(
            "curly quotation marks",
            "if s.noun == “victims” { }",
            "replace the curly quotation marks",
        ),
        body(
            "curly apostrophes",
            "if s.noun == ‘v’ { }",
            "replace the curly quotation marks",
        ),
        body("dash", "let x = 5 – 3", "write - instead of –"),
        body("long dash", "let x = 5 — 3", "write - instead of —"),
        body("less or equal", "if s.number ≤ 5 { }", "write <= instead of ≤"),
        body("ellipsis", "for i in 0…5 { }", "instead of …"),
        body("NUL", "let x = 1\0", "damaged"),
        body("unseen sign", "let x\u{200b} = 1", "cannot be seen"),
        body("no-break space", "let\u{a0}x = 1", "write an ordinary space"),
        body("eval", "eval(\"1\")", "`eval` cannot be used in rules"),
        body("print", "print(\"1\")", "`print` cannot be used in rules"),
        body("debug", "debug(\"1\")", "debug"),
        body("import", "import \"os\" as os", "import"),
        body("sleep", "sleep(10)", "not allowed"),
        body("clock", "timestamp()", "not allowed"),
        body("pointer", "Fn(\"sl\" + \"eep\").call(10)", "not allowed"),
        body(
            "pointer to a literal",
            "let f = Fn(\"sleep\"); f.call(10)",
            "not allowed",
        ),
        body("call", "let f = |x| x; f.call(1)", "not allowed"),
        body("curry", "let f = |x| x; loop { f = f.curry(1); }", "not allowed"),
        body("exit", "exit()", "not allowed"),
        body("blob", "let b = blob(1000000)", "not allowed"),
        body("json", "parse_json(\"{}\")", "not allowed"),
        body("this", "let x = this", "`this` is not allowed"),
        body(
            "switch",
            "switch s.number { 1 => 2, _ => 3 }",
            "`switch` is not allowed",
        ),
        body("parameter changed", "params.limit = 3", "cannot be changed"),
        body("thing changed", "s.number = 3", "cannot be changed"),
        whole(
            "finding defined anew",
            "fn finding(x) { 1 }\nfn check_statistic(s, params) { finding(s) }",
            "`finding` is there already",
        ),
        whole(
            "len defined anew",
            "fn len(x) { 1 }\nfn check_statistic(s, params) { finding(s) }",
            "`len` is there already",
        ),
        whole(
            "work outside",
            "loop { }\nfn check_statistic(s, params) { finding(s) }",
            "outside every function",
        ),
        whole(
            "constant outside",
            "const LIMIT = 5;\nfn check_statistic(s, params) { finding(s) }",
            "outside every function",
        ),
        whole(
            "export",
            "export let x = 1;\nfn check_statistic(s, params) { finding(s) }",
            "export",
        ),
        whole("nothing", "", "defines no function"),
        whole("no text at all", "\0\0\0\0", "damaged"),
        whole(
            "many functions",
            &(0..300).map(|n| format!("fn f{n}() {{ }}\n")).collect::<String>(),
            "too many functions",
        ),
        whole(
            "twice",
            "fn check_statistic(s, params) { }\nfn check_statistic(s, params) { }",
            "",
        ),
    ]
}

#[test]
fn broken_scripts_are_told_when_they_are_loaded() {
    let mut failed = Vec::new();
    for (name, script, expected) in loading() {
        let problems = RuleBook::load(&folder(&script), None).err().unwrap_or_default();
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let told: String = told.join("\n").chars().take(500).collect();
        let in_place = problems
            .iter()
            .all(|problem| problem.path.ends_with("tried.rhai"));
        if problems.is_empty() || !in_place || !told.contains(expected) {
            failed.push(format!("{name}: {told}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn scripts_of_other_systems_and_editors_are_read() {
    let script = on_statistic("let x = 1");
    for (name, script) in [
        ("Windows lines", script.replace('\n', "\r\n")),
        ("old Mac lines", script.replace('\n', "\r")),
        ("byte order mark", format!("\u{feff}{script}")),
        ("tabs", script.replace("let x", "\tlet\tx")),
        ("no last line end", script.trim_end().to_string()),
    ] {
        let verdict = evaluate(&book(&script), &report(1));
        assert!(verdict.rule_errors.is_empty(), "{name}: {}", told(&verdict));
        assert_eq!(verdict.findings.len(), 2, "{name}");
    }
}

#[test]
fn many_findings_on_one_thing_are_one() {
    let script = "fn check_statistic(s, params) { let a = []; a.pad(100, s); a.map(|x| finding(x)) }";
    let verdict = evaluate(&book(script), &report(1));
    assert!(verdict.rule_errors.is_empty(), "{}", told(&verdict));
    assert_eq!(verdict.findings.len(), 2, "the same thing is found once");
}

#[test]
fn a_rule_that_says_too_much_of_one_report_is_stopped() {
    let script =
        format!("fn check_statistic(s, params) {{ {LONG} finding(s).detail(\"why\", t + s.written) }}");
    let verdict = evaluate(&book(&script), &report(200));
    assert!(told(&verdict).contains("says too much"), "{}", told(&verdict));
}

/// Of all scripts these come nearest to the bound.
#[cfg(target_os = "linux")]
const GREEDY: [&str; 5] = [
    "long texts in many variables",
    "findings in many variables",
    "lists padded with lists",
    "text doubled in backticks",
    "details",
];

#[test]
#[cfg(target_os = "linux")]
fn the_greediest_scripts_take_no_more_than_64_mib() {
    stay_below(|name| GREEDY.contains(&name));
}

/// `cargo test --test hostile -- --ignored`
#[test]
#[ignore = "starts a process for each script"]
#[cfg(target_os = "linux")]
fn no_script_takes_more_than_64_mib() {
    stay_below(|_| true);
}

#[cfg(target_os = "linux")]
const SCRIPT: &str = "TILLSYN_HOSTILE_SCRIPT";

/// What one script takes at the most is measured in a process of its own, which runs this.
#[test]
#[ignore = "is started by the tests above with a script"]
#[cfg(target_os = "linux")]
fn one_script_alone() {
    let Ok(script) = std::env::var(SCRIPT) else {
        return;
    };
    let verdict = evaluate(&book(&script), &report(1));
    let status = std::fs::read_to_string("/proc/self/status").expect("the kernel tells");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.expect("a peak").trim().trim_end_matches(" kB");
    println!("peak {peak} {}", verdict.rule_errors.len());
}

#[cfg(target_os = "linux")]
fn stay_below(chosen: impl Fn(&str) -> bool) {
    let peak = |script: &str| -> u64 {
        let output = std::process::Command::new(std::env::current_exe().expect("this test"))
            .args(["--ignored", "--exact", "one_script_alone", "--nocapture"])
            .env(SCRIPT, script)
            .output()
            .expect("the test starts itself");
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let peak = told.split("peak ").nth(1).and_then(|rest| rest.split(' ').next());
        peak.and_then(|peak| peak.parse().ok())
            .unwrap_or_else(|| panic!("{script}\n{told}"))
    };
    let harmless = peak(&on_statistic("let x = 1"));
    let mut peaks: Vec<(u64, &str)> = running()
        .into_iter()
        .filter(|(name, ..)| chosen(name))
        .map(|(name, body, _)| (peak(&format!("{RECURSIVE}{}", on_statistic(&body))), name))
        .collect();
    peaks.sort_unstable();
    peaks.reverse();
    println!("a harmless script: {harmless} KiB");
    for (peak, name) in peaks.iter().take(8) {
        println!("{name}: {peak} KiB");
    }
    assert!(peaks.len() > 1 && peaks[0].0 < 64 << 10, "{:?}", peaks[0]);
}
