//! Scripts that are broken or hostile, and what is told of each.

#[path = "../trial/mod.rs"]
mod trial;

use std::sync::Arc;

use tillsyn::report::Report;
use tillsyn::rule::RuleBook;

pub use trial::folder;

pub fn report(count: i64) -> Arc<Report> {
    trial::report(count, 1)
}

pub fn book(script: &str) -> RuleBook {
    RuleBook::load(&folder(script), None).unwrap_or_else(|problems| panic!("{script}\n{problems:?}"))
}

/// A script that says what to do with one statistic, `s`.
pub fn on_statistic(body: &str) -> String {
    // A finding at the end, which a script that was stopped must never come to.
    format!("fn check_statistic(s, params) {{\n{body};\nfinding(s)\n}}\n")
}

/// Many variables, each with what the expression gives.
fn many(count: usize, expression: &str) -> String {
    (0..count)
        .map(|index| format!("let v{index} = {expression};\n"))
        .collect()
}

pub const LONG: &str = "let t = \"x\"; for doubled in 0..19 { t += t; }\n";

/// Name, body, what is told.
pub fn running() -> Vec<(&'static str, String, &'static str)> {
    let case = |name, body: &str, expected| (name, body.to_string(), expected);
    let endless = "a loop that never ends";
    vec![
        case("loop", "loop { }", endless),
        case("while", "while true { let x = 1; }", endless),
        case("do", "do { } while true", endless),
        case("do until", "do { } until false", endless),
        case("range", "for i in 0..9223372036854775807 { }", endless),
        case(
            "range by steps",
            "for i in range(0, 9223372036854775807, 1) { }",
            endless,
        ),
        case("continue", "loop { continue; }", endless),
        case(
            "nested loops",
            "for i in 0..100000 { for j in 0..100000 { } }",
            endless,
        ),
        case(
            "letters",
            &format!("{LONG} for c in t.chars() {{ for d in t.chars() {{ }} }}"),
            endless,
        ),
        case("loop in a closure", "[1, 2].map(|x| { loop { } })", endless),
        case("loop in a filter", "[1, 2].filter(|x| { loop { } })", endless),
        case("loop in a sort", "[3, 1, 2].sort(|x, y| { loop { } })", endless),
        case(
            "loop in a reduce",
            "[1, 2].reduce(|sum, x| { loop { } })",
            endless,
        ),
        case("caught loop", "try { loop { } } catch { }", endless),
        case(
            "caught again and again",
            "loop { try { loop { } } catch { } }",
            endless,
        ),
        case("caught error", "try { loop { } } catch (e) { return; }", endless),
        case(
            "sort of many",
            "let a = []; a.pad(10000, 1); for i in 0..10000 { a[i] = i * 7919 % 10000; }\
             loop { a.sort(|x, y| { let z = x - y; -z }); }",
            endless,
        ),
        case(
            "replace in a loop",
            &format!("{LONG} loop {{ t.replace('x', 'y'); t.replace('y', 'x'); }}"),
            endless,
        ),
        case(
            "search",
            &format!("{LONG} let u = t + \"y\"; loop {{ t.contains(u); u.index_of(\"xxxxxxxxxxxxy\"); }}"),
            endless,
        ),
        case(
            "search with the worst needle",
            &format!("{LONG} let n = \"\"; n.pad(500000, 'x'); n += \"y\"; loop {{ t.index_of(n); }}"),
            endless,
        ),
        case(
            "capitals",
            &format!("{LONG} loop {{ let u = t.to_upper(); }}"),
            endless,
        ),
        case(
            "lists compared",
            "let a = []; a.pad(10000, 1); let b = a; loop { a == b; }",
            endless,
        ),
        case(
            "list searched",
            "let a = []; a.pad(10000, 1); loop { a.contains(2); }",
            endless,
        ),
        case(
            "long texts compared",
            &format!("{LONG} let u = t + \"\"; loop {{ t < u; }}"),
            endless,
        ),
        case(
            "pieces",
            &format!("{LONG} loop {{ let a = t.split(\"y\"); }}"),
            endless,
        ),
        case("finding upon finding", "loop { let f = finding(s); }", endless),
        ("recursion", "again(1)".into(), "call each other without end"),
        (
            "mutual recursion",
            "ping(1)".into(),
            "call each other without end",
        ),
        case(
            "text doubled",
            "let t = \"aaaaaaaa\"; loop { t += t; }",
            "grew too large",
        ),
        case(
            "text doubled in backticks",
            "let t = \"aaaaaaaa\"; loop { t = `${t}${t}`; }",
            "grew too large",
        ),
        case(
            "list pushed",
            "let a = []; loop { a.push(1); }",
            "look for a loop",
        ),
        case("list doubled", "let a = [1]; loop { a += a; }", "grew too large"),
        case("list in list doubled", "let a = [1]; loop { a = [a, a]; }", "too"),
        case(
            "map grown",
            "let m = #{}; let i = 0; loop { m[`k${i}`] = i; i += 1; }",
            "look for a loop",
        ),
        case("lists in lists", "let a = []; loop { a = [a]; }", "too deeply"),
        case(
            "lists pushed into themselves",
            "let a = []; loop { let b = []; b.push(a); a = b; }",
            "too",
        ),
        case("maps in maps", "let m = #{}; loop { m = #{m: m}; }", "too deeply"),
        case(
            "lists in maps in lists",
            "let m = []; loop { m = [#{m: m}]; }",
            "too deeply",
        ),
        case(
            "lists reduced into lists",
            "let a = []; a.pad(9000, 1); a = a.reduce(|sum, x| [sum], [])",
            "too deeply",
        ),
        case(
            "text padded",
            "let t = \"\"; t.pad(1000000000000, 'x')",
            "grew too large",
        ),
        case(
            "text padded with text",
            "let t = \"\"; t.pad(1000000000000, \"xy\")",
            "grew too large",
        ),
        case(
            "list padded",
            "let a = []; a.pad(1000000000000, 1)",
            "grew too large",
        ),
        case(
            "lists padded with lists",
            "let a = []; a.pad(9000, 1); let b = []; b.pad(9000, a)",
            "grew too large",
        ),
        case(
            "replace",
            &format!("{LONG} t.replace(\"x\", t + \"\")"),
            "grew too large",
        ),
        case(
            "replace of nothing",
            &format!("{LONG} t.replace(\"\", \"yyyy\")"),
            "grew too large",
        ),
        case(
            "split into letters",
            &format!("{LONG} t.split(\"\")"),
            "grew too large",
        ),
        case(
            "split in lines",
            &format!("{LONG} t.replace(\"x\", \"\\n\"); t.split('\\n')"),
            "grew too large",
        ),
        (
            "long texts in many variables",
            format!("{LONG}{}", many(100, "t + \"x\"")),
            "too much memory",
        ),
        (
            "findings in many variables",
            format!(
                "let a = []; a.pad(9999, s);\n{}",
                many(150, "a.map(|x| finding(x))")
            ),
            "stopped",
        ),
        (
            "things in many variables",
            format!("let a = []; a.pad(9999, s);\n{}", many(150, "a + [s]")),
            "stopped",
        ),
        (
            "small lists in many variables",
            format!("let a = []; a.pad(4000, [1]);\n{}", many(150, "a + [[s]]")),
            "stopped",
        ),
        case(
            "details",
            &format!(
                "{LONG} let f = finding(s); let i = 0; loop {{ f.detail(`d${{i}}`, t + i.to_string()); i += 1; }}"
            ),
            "stopped",
        ),
        case("200 variables", &many(201, "1"), "too many variables"),
        case(
            "curried",
            "let f = |x| x; let g = f; loop { g = [g]; }",
            "too deeply",
        ),
        case(
            "integers",
            "let n = 9223372036854775807; n += 1",
            "too large to calculate",
        ),
        case(
            "the least integer",
            "let n = -9223372036854775807 - 1; n / -1",
            "too large to calculate",
        ),
        case(
            "decimals",
            "let n = 79228162514264337593543950335.0; n * 10",
            "too large to calculate",
        ),
        case("power", "let n = 2; n ** 100", "too large to calculate"),
        case(
            "decimal power",
            "let n = 2.5; n ** 1000000",
            "too large to calculate",
        ),
        case("division", "s.number / 0", "cannot divide by zero"),
        case("remainder", "s.number % 0", "cannot divide by zero"),
        case(
            "item",
            "let a = [1]; a[5]",
            "item 5 is asked of a list with 1 items",
        ),
        case("number returned", "return 42", "returned"),
        case("map returned", "return #{a: 1}", "returned"),
        case("text returned", "return \"a finding\"", "returned"),
        case("number among findings", "return [42, finding(s)]", "returned"),
        case(
            "lists in lists returned",
            "let a = []; for i in 0..1000 { a = [a]; } return a",
            "too deeply",
        ),
        case("text thrown", "throw \"broken on purpose\"", "broken on purpose"),
        case("map thrown", "throw #{why: \"broken\"}", "broken"),
        case("nothing thrown", "throw ()", "without saying why"),
        case("NUL thrown", "throw \"a\\x00b\\x1b[31m\"", "a b [31m"),
        case("long text thrown", &format!("{LONG} throw t"), "…"),
        case("a closure thrown", "throw |x| x", "anon"),
    ]
}

pub const RECURSIVE: &str = "fn again(x) { again(x + 1) }\nfn ping(x) { pong(x) }\nfn pong(x) { ping(x) }\n";
