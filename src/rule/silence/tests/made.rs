//! Scripts and indicators made at random: what is known of beforehand, and much that is near it.

use proptest::prelude::*;

use super::{OWN, figure};
use crate::report::{Figure, Indicator, IndicatorPeriod, Measure, Observes};

/// Now and then something that does not fit.
fn mostly(
    fitting: impl Strategy<Value = String> + 'static,
    other: BoxedStrategy<String>,
) -> BoxedStrategy<String> {
    prop_oneof![9 => fitting, 1 => other].boxed()
}

fn leaf(words: &'static [&'static str]) -> BoxedStrategy<String> {
    prop::sample::select(words).prop_map(String::from).boxed()
}

fn anything() -> BoxedStrategy<String> {
    leaf(&[
        "()",
        "it",
        "a",
        "b",
        "c",
        "params",
        "params.words",
        "params.nothing",
        "it.nothing",
        "it.latest",
        "it.baseline",
        "it.latest.target",
        "it.periods",
        "it.result",
        "it.result.report",
        "it.statements",
        "[]",
        "[1, 2.5]",
        "'x'",
        "true",
        "\"\"",
        "0",
        "0.5",
        "it.latest.days_over",
        "it.claims(\"odd\")",
        "|x| x",
        "0..3",
        "[[\"deep\"]]",
        "#{ x: 1 }",
        "it?.text",
        "it.periods[0]",
        "`of ${a}`",
    ])
}

fn number(depth: u32) -> BoxedStrategy<String> {
    let plain = leaf(&[
        "0",
        "1",
        "2",
        "100",
        "-5",
        "9223372036854775807",
        "0.1",
        "2.50",
        "100.00",
        "79228162514264337593543950335.0",
        "a",
        "b",
        "params.limit",
        "params.share",
        "it.baseline.value",
        "it.latest.target.high",
        "it.latest.actual.low",
        "it.text.len()",
        "it.periods.len()",
    ]);
    if depth == 0 {
        return mostly(plain, anything());
    }
    let operator = prop::sample::select(&["+", "-", "*", "+", "-", "*", "/", "%"][..]);
    let reckoned = (number(depth - 1), operator, number(depth - 1))
        .prop_map(|(left, operator, right)| format!("({left} {operator} {right})"));
    let chosen = (truth(depth - 1), number(depth - 1), number(depth - 1))
        .prop_map(|(condition, yes, no)| format!("(if {condition} {{ {yes} }} else {{ {no} }})"));
    mostly(prop_oneof![4 => plain, 3 => reckoned, 1 => chosen], anything())
}

fn text(depth: u32) -> BoxedStrategy<String> {
    let plain = leaf(&[
        "\"\"",
        "\"change\"",
        "\"Change\"",
        "\"people\"",
        "\"İ\"",
        "c",
        "params.name",
        "it.text",
        "it.measure",
        "it.observes",
        "it.baseline.text",
        "it.latest.target.text",
        "it.result.text",
        "it.result.report.kind",
        "it.result.level",
    ]);
    if depth == 0 {
        return mostly(plain, anything());
    }
    let lower = text(depth - 1).prop_map(|of| format!("{of}.to_lower()"));
    let joined = (text(0), text(0)).prop_map(|(left, right)| format!("({left} + {right})"));
    let either = (text(0), text(depth - 1)).prop_map(|(one, other)| format!("either({one}, {other})"));
    mostly(
        prop_oneof![4 => plain, 1 => lower, 1 => joined, 1 => either],
        anything(),
    )
}

fn list() -> BoxedStrategy<String> {
    let plain = leaf(&[
        "[]",
        "[\"change\", \"people\"]",
        "params.words",
        "it.periods",
        "it.statements",
        "it.result.indicators",
        "it.text.split(\" \")",
        "c.split(b)",
        "c",
    ]);
    mostly(plain, anything())
}

fn truth(depth: u32) -> BoxedStrategy<String> {
    let plain = leaf(&[
        "true",
        "false",
        "it.implied",
        "it.has_target",
        "it.has_actual",
        "it.baseline.is_known",
        "it.baseline.is_number",
        "it.latest.target.is_number",
        "it.latest == ()",
        "() != it.latest",
        "a == ()",
        "c != ()",
        "() == ()",
        "it.baseline == ()",
        "it.periods == ()",
        "it == ()",
        "it.claims(\"reason\")",
        "it.disaggregated_by(\"sex\")",
        "it.is_descending",
    ]);
    if depth == 0 {
        return mostly(plain, anything());
    }
    let order = prop::sample::select(&["<", "<=", ">", ">=", "==", "!="][..]);
    let numbers = (number(depth - 1), order.clone(), number(depth - 1))
        .prop_map(|(left, order, right)| format!("({left} {order} {right})"));
    let texts = (text(depth - 1), order.clone(), text(depth - 1))
        .prop_map(|(left, order, right)| format!("({left} {order} {right})"));
    let mixed =
        (anything(), order, anything()).prop_map(|(left, order, right)| format!("({left} {order} {right})"));
    let joined = (
        truth(depth - 1),
        prop::sample::select(&["&&", "||"][..]),
        truth(depth - 1),
    )
        .prop_map(|(left, both, right)| format!("({left} {both} {right})"));
    let not = truth(depth - 1).prop_map(|own| format!("!{own}"));
    let within = (text(0), prop::sample::select(&["in", "!in"][..]), list())
        .prop_map(|(word, within, list)| format!("({word} {within} {list})"));
    let named = prop::sample::select(&["contains", "starts_with", "ends_with"][..]);
    let asked = (text(0), named, text(depth - 1)).prop_map(|(of, name, with)| format!("{of}.{name}({with})"));
    let empty = prop_oneof![text(0), list()].prop_map(|of| format!("{of}.is_empty()"));
    let own = prop_oneof![
        number(0).prop_map(|of| format!("is_much({of}, params)")),
        (text(0), list()).prop_map(|(of, list)| format!("is_said({of}, {list})")),
    ];
    mostly(
        prop_oneof![2 => plain, 2 => numbers, 2 => texts, 1 => mixed, 2 => joined, 1 => not, 1 => within, 1 => asked, 1 => empty, 1 => own],
        anything(),
    )
}

fn value() -> BoxedStrategy<String> {
    prop_oneof![number(1), text(1), truth(1), list(), anything()].boxed()
}

fn statement(depth: u32) -> BoxedStrategy<String> {
    let variable = || prop::sample::select(&["a", "b", "c"][..]);
    let plain = prop_oneof![
        4 => (variable(), value()).prop_map(|(name, value)| format!("let {name} = {value};")),
        2 => (variable(), value()).prop_map(|(name, value)| format!("{name} = {value};")),
        2 => (variable(), prop::sample::select(&["+=", "-=", "*=", "/="][..]), number(1))
            .prop_map(|(name, operator, value)| format!("{name} {operator} {value};")),
        2 => leaf(&["return;", "return;", "return [];", "break;", "continue;", "finding(it);", "throw 1;", "c.reverse();",
            "return finding(it);", "const a = 1;", "let c;", "again(it);", "it.text = a;", "params = 5;", "let params = a;",
            "let it = it.latest;", "loop { break; }", "switch a { 0 => return, _ => finding(it) }", ";"]),
        1 => value().prop_map(|value| format!("{value};")),
        1 => value().prop_map(|value| format!("return {value};")),
    ];
    if depth == 0 {
        return plain.boxed();
    }
    let branch =
        (truth(2), block(depth - 1)).prop_map(|(condition, yes)| format!("if {condition} {{ {yes} }}"));
    let branches = (truth(2), block(depth - 1), block(depth - 1))
        .prop_map(|(condition, yes, no)| format!("if {condition} {{ {yes} }} else {{ {no} }}"));
    let each = (variable(), list(), block(depth - 1))
        .prop_map(|(name, list, body)| format!("for {name} in {list} {{ {body} }}"));
    let inner = block(depth - 1).prop_map(|body| format!("{{ {body} }}"));
    prop_oneof![4 => plain, 3 => branch, 2 => branches, 1 => each, 1 => inner].boxed()
}

fn block(depth: u32) -> BoxedStrategy<String> {
    prop::collection::vec(statement(depth), 0..4)
        .prop_map(|statements| statements.join(" "))
        .boxed()
}

pub fn script() -> impl Strategy<Value = String> {
    let begin = (number(0), number(0), text(0));
    (begin, block(2), prop_oneof![Just(String::new()), value()]).prop_map(|((a, b, c), body, end)| {
        format!(
            "fn check_indicator(it, params) {{ let a = {a}; let b = {b}; let c = {c}; {body} {end} }} {OWN}"
        )
    })
}

fn a_figure() -> impl Strategy<Value = Option<Figure>> {
    let number = prop::option::of(prop::sample::select(&[0, 1, 100, -3][..]));
    prop::option::of(
        (prop::sample::select(&["100", "", "change"][..]), number)
            .prop_map(|(text, number)| figure(text, number)),
    )
}

pub fn indicator() -> impl Strategy<Value = Indicator> {
    let period = (a_figure(), a_figure()).prop_map(|(target, actual)| IndicatorPeriod {
        target,
        actual,
        ..IndicatorPeriod::default()
    });
    let periods = prop::collection::vec(period, 0..3);
    let words = prop::sample::select(&["", "Change in schools", "people trained"][..]);
    (words, any::<bool>(), a_figure(), periods).prop_map(|(words, other, baseline, periods)| Indicator {
        text: words.to_string(),
        implied: other,
        measure: if other { Measure::People } else { Measure::Unknown },
        observes: if other {
            Observes::Change
        } else {
            Observes::Delivery
        },
        baseline,
        periods,
        ..Indicator::default()
    })
}
