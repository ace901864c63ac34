//! What was probably meant by a name that a script gives no value.

use super::brackets::code;
use crate::problem::nearest;
use crate::rule::inspect::{CHECKED, Known};

const NAMELESS: &str =
    "what follows `|…|` sees only what stands between the bars: go through the list with `for … in … { }`";

/// Words of other languages, and what is written here in their place.
const FOREIGN: [(&[&str], &str); 4] = [
    (&["or", "and", "not", "OR", "AND", "NOT"], OPERATORS),
    (
        &["None", "nil", "undefined", "missing", "empty", "NULL", "Null"],
        MISSING,
    ),
    (&["elif", "elsif", "elseif"], "write `else if`"),
    (
        &["end", "endif", "done", "fi"],
        "} ends what { began: delete the word",
    ),
];
pub const OPERATORS: &str =
    "write || for or, && for and, ! for not: `!(… in …)` asks whether it is none of them";
pub const MISSING: &str = "a missing value is written (): ask `== ()` or `!= ()`";

const EQUALS: &str = "write == for “is”, != for “is not”, and == () for “is missing”";

/// A condition as it is spoken, or as other programs write it: `activity.kind is not "training"`, `people <> 3`.
pub fn in_words(line: &str) -> Option<&'static str> {
    let asks = line.trim_start().starts_with("if ") || line.contains(" if ");
    let outside: String = line.split('"').step_by(2).collect();
    let spoken = outside
        .split_whitespace()
        .any(|word| matches!(word, "is" | "equals"));
    (asks && (spoken || outside.contains("<>"))).then_some(EQUALS)
}

const PARAMS: &str = "take the parameters in: write `params` as the last in the brackets after the name of the function, `fn check_statistic(statistic, params)`; who calls a function of your own gives it `params` too";

/// What to do about a name without a value on a line, counted from 1.
pub fn remedy(text: &str, line: usize, name: &str, (known, parameters): (Option<&Known>, &[&str])) -> String {
    if let Some(meant) = with_hyphen(text, line, Some(name), (known, parameters)) {
        return meant;
    }
    if let Some((_, remedy)) = FOREIGN.iter().find(|(words, _)| words.contains(&name)) {
        return (*remedy).to_string();
    }
    let code = code(text);
    let above: Vec<&str> = code.lines().take(line).collect();
    if above.last().is_some_and(|own| gets_value(own, name)) {
        return format!("write `let {name} = …` where it gets its first value");
    }
    let own = own_function(&above);
    if name == "params" {
        return PARAMS.to_string();
    }
    if own.iter().any(|line| line.contains("(|")) && has_value(own, name) {
        return NAMELESS.to_string();
    }
    if let Some(owner) = owner(&above, name, known) {
        return format!("did you mean `{owner}.{name}`?");
    }
    if parameters.contains(&name) {
        return format!("did you mean `params.{name}`?");
    }
    let names = code
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty() && *word != name);
    match (nearest(name, names), nearest(name, parameters.iter().copied())) {
        (Some(meant), None) => format!("did you mean `{meant}`?"),
        (_, Some(meant)) => format!("did you mean `params.{meant}`?"),
        (None, None) => {
            "give it a value first with `let`, or write it in quotation marks if it is a text".to_string()
        }
    }
}

/// What to do about a line of which nothing better is known.
pub fn otherwise(text: &str, line: Option<usize>, names: (Option<&Known>, &[&str])) -> String {
    let hyphen = line.and_then(|line| with_hyphen(text, line, None, names));
    hyphen.unwrap_or_else(|| {
        "compare the line with a shipped rule: a bracket, comma or semicolon may be missing at or before it"
            .to_string()
    })
}

/// `could-not-tell(…)` is three names and two signs of minus for the engine, which knows the first as little as the last.
/// With a name only words that have it as a part.
fn with_hyphen(
    text: &str,
    line: usize,
    name: Option<&str>,
    (known, parameters): (Option<&Known>, &[&str]),
) -> Option<String> {
    let code = code(text);
    let line = code.lines().nth(line.saturating_sub(1))?;
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let mut words = line
        .split(|c: char| !is_part(c))
        .filter(|word| word.contains('-'));
    words.find_map(|word| {
        let written = word.replace('-', "_");
        if name.is_some_and(|name| word.split('-').all(|part| part != name)) {
            return None;
        }
        if parameters.contains(&word) {
            return Some(format!(
                "no name in a script has a hyphen: call the parameter {written} in the .toml file too, and write `params.{written}`"
            ));
        }
        let is_known = known.is_some_and(|known| known.has_function(&written) || known.has_property(&written))
            || parameters.contains(&written.as_str())
            || CHECKED.iter().any(|(own, _)| *own == written)
            || has_word(&code, &written);
        is_known.then(|| format!("did you mean `{written}`? a hyphen is a minus here"))
    })
}

fn has_word(code: &str, word: &str) -> bool {
    code.split(|c: char| !c.is_alphanumeric() && c != '_')
        .any(|own| own == word)
}

fn gets_value(line: &str, name: &str) -> bool {
    let statements = line.split([';', '{', '}']);
    let mut after = statements.filter_map(|own| own.trim_start().strip_prefix(name));
    after.any(|rest| {
        let rest = rest.trim_start().trim_start_matches(['+', '-', '*', '/']);
        rest.starts_with('=') && !rest.starts_with("==")
    })
}

/// The lines from the last head of a function on.
fn own_function<'a, 'b>(above: &'b [&'a str]) -> &'b [&'a str] {
    let head = above
        .iter()
        .rposition(|line| line.trim_start().starts_with("fn "));
    &above[head.unwrap_or(0)..]
}

/// The function is called with it, or gives it a value.
fn has_value(lines: &[&str], name: &str) -> bool {
    let Some((head, body)) = lines.split_first() else {
        return false;
    };
    let things = head.split_once('(').map_or("", |(_, things)| things);
    let things = things.split(')').next().unwrap_or_default();
    let given = |line: &&str| {
        ["let", "for"]
            .iter()
            .any(|word| line.contains(&format!("{word} {name} ")))
    };
    things.split(',').any(|thing| thing.trim() == name) || body.iter().any(given)
}

/// What the check function is called with, where that has a property of this name.
fn owner<'a>(above: &[&'a str], name: &str, known: Option<&Known>) -> Option<&'a str> {
    let head = above
        .iter()
        .rev()
        .find_map(|line| line.trim_start().strip_prefix("fn "))?;
    let (function, things) = head.split_once('(')?;
    let (_, kind) = CHECKED.iter().find(|(own, _)| *own == function.trim())?;
    let owner = things.split([',', ')']).next()?.trim();
    known?.has_property_of(name, kind).then_some(owner)
}
