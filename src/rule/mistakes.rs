//! Errors of scripts in plain words, with their place and remedy.

mod brackets;
mod leave;
mod nothing;
mod signs;
mod undefined;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rhai::{Dynamic, EvalAltResult, LexError, ParseError, ParseErrorType, Position};

use super::compare::MISSING;
use super::engine::Stop;
use super::inspect::Known;
use crate::problem::{Apart, Problem};
pub use leave::{question, written};
use signs::instead_of;

const NO_COMPARISON: &str = "`=` gives a name a value, and cannot stand here";

/// A script that does not compile. `names`: those that scripts can use, where they are registered already, and the
/// parameters of its manifest.
pub fn syntax_problem(
    path: PathBuf,
    text: &str,
    error: &ParseError,
    names: (Option<&Known>, &[&str]),
) -> Problem {
    let message = match error.err_type() {
        ParseErrorType::ExprTooDeep => "this is nested too deeply".to_string(),
        ParseErrorType::TooManyFunctions => "there are too many functions".to_string(),
        ParseErrorType::BadInput(LexError::UnterminatedString) => "this text is never closed".to_string(),
        ParseErrorType::BadInput(LexError::MalformedChar(_)) => {
            "a text stands between \" and \", and not between ' and '".to_string()
        }
        ParseErrorType::MissingToken(token, _) => format!("`{token}` is missing here or before"),
        other => match other.to_string() {
            message if message.contains("is disabled") => {
                format!(
                    "`{}` cannot be used in rules",
                    message.split('\'').nth(1).unwrap_or_default()
                )
            }
            message => plain(&message),
        },
    };
    let problem = place(Problem::new(path, thrown(&message)), text, error.position());
    let line = problem.snippet.clone().unwrap_or_default();
    let from = problem.column.unwrap_or(1).saturating_sub(1);
    if let Some(apart) = Apart::find(&line, Some(from)) {
        let (message, remedy) = apart.told();
        return Problem { message, ..problem }.remedy(remedy);
    }
    let here = line.chars().skip(from).chain(line.chars());
    let foreign = here
        .into_iter()
        .find_map(|c| instead_of(c).map(|remedy| (c, remedy)));
    match (foreign, error.err_type()) {
        (Some((c, remedy)), _) => problem.remedy(if c.is_control() || c.is_whitespace() || c == '\u{feff}' {
            remedy.to_string()
        } else {
            format!("{remedy} instead of {}", signs::named(c, &line))
        }),
        (None, ParseErrorType::ExprTooDeep) => {
            problem.remedy("give parts of it a name with `let`, or move them into a function of their own")
        }
        (None, ParseErrorType::VariableUndefined(name)) => {
            let line = error.position().line().unwrap_or(1);
            problem.remedy(undefined::remedy(text, line, name, names))
        }
        _ if word_at(&line, from).is_some_and(is_operator) => problem.remedy(undefined::OPERATORS),
        (None, ParseErrorType::BadInput(LexError::UnterminatedString)) => {
            problem.remedy("write \" at its end")
        }
        (None, ParseErrorType::BadInput(LexError::MalformedChar(written))) => {
            problem.remedy(if written.is_empty() {
                "write \"…\"".to_string()
            } else {
                format!("write \"{}\"", thrown(written))
            })
        }
        _ if message.ends_with("cannot be used in rules") => {
            problem.remedy("a rule only asks the report, and says what it finds")
        }
        _ if word_at(&line, from).is_some_and(|word| word == "then") || line.contains(" then ") => {
            problem.remedy("write { … } after the condition, without `then`")
        }
        _ if message.contains("typo of '=='") => Problem {
            message: NO_COMPARISON.to_string(),
            ..problem
        }
        .remedy("write == to ask whether two are equal"),
        (None, ParseErrorType::MissingToken(token, _)) if token == ";" && stands_alone(&line, from, '=') => {
            Problem {
                message: NO_COMPARISON.to_string(),
                ..problem
            }
            .remedy("write == to ask whether two are equal")
        }
        _ if let Some(remedy) = undefined::in_words(&line) => problem.remedy(remedy),
        (None, ParseErrorType::MissingToken(token, _)) if token == "in" => {
            problem.remedy("write `for … in … { … }`: a name for each, then the list")
        }
        (None, ParseErrorType::Reserved(word)) if word == "null" => Problem {
            message: "there is no `null` here".to_string(),
            ..problem
        }
        .remedy(undefined::MISSING),
        (None, ParseErrorType::Reserved(word)) if word == "#" => problem.remedy("a remark begins with //"),
        _ if line.trim_start().starts_with('#') => problem.remedy("a remark begins with //"),
        _ if let Some(open) = brackets::open_remark(text) => problem.remedy(format!(
            "the /* of line {open} is never closed: write */ at its end"
        )),
        _ if let Some(lone) = brackets::lone(text) => brackets::told(problem, text, &lone),
        (None, ParseErrorType::MissingToken(token, _)) if token == "{" => problem
            .remedy("write what is to be done between braces, even if it is one word: if … { return; }"),
        (None, ParseErrorType::MissingToken(token, _)) if token == ";" => {
            problem.remedy("write ; at the end of the statement, which may be on the line before")
        }
        _ => problem.remedy(undefined::otherwise(text, error.position().line(), names)),
    }
}

/// A sign at a column that is no part of a longer one, as of `==`.
fn stands_alone(line: &str, from: usize, sign: char) -> bool {
    let mut here = line.chars().skip(from);
    here.next() == Some(sign) && here.next() != Some(sign)
}

/// The word at or right before a column.
fn word_at(line: &str, from: usize) -> Option<&str> {
    let end = line.char_indices().nth(from).map_or(line.len(), |(at, _)| at);
    let rest = line[end..].split_whitespace().next();
    rest.filter(|word| is_operator(word))
        .or_else(|| line[..end].split_whitespace().last())
}

fn is_operator(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "or" | "and" | "not")
}

/// A script that failed while it ran, shown where it failed: in the rule, or in the helper that it called.
pub fn runtime_problem(
    helpers: &BTreeMap<PathBuf, String>,
    script: &Path,
    text: &str,
    error: &EvalAltResult,
) -> Problem {
    let (inner, source, position) = innermost(error);
    let (path, text) = helpers
        .get_key_value(Path::new(source))
        .map_or((script, text), |(path, text)| (path.as_path(), text.as_str()));
    let (message, remedy) = told(inner);
    let asked = nothing::asked(&message, text, position);
    let message = match asked {
        Some(name) if !nothing::of_property(&message) => format!("{message}: `{name}` is missing"),
        _ => message,
    };
    let problem = place(Problem::new(path, message), text, position);
    match remedy {
        Some(ASK) if asked.is_some() => problem.remedy(format!(
            "{ASK}: {}",
            question(text, position, asked.unwrap_or_default())
        )),
        Some(remedy) => problem.remedy(remedy),
        None => problem,
    }
}

const ASK: &str = "ask first whether it is `()`";

const FIND_WORD: &str = "write find_word(text, words): first one text, such as `statistic.text`, then a list of words in [ ]; of several sentences ask one after the other, `for sentence in activity.statements { … find_word(sentence.text, params.words) … }`";

/// Longer messages of `throw` are cut.
const MAX_THROWN: usize = 300;

fn told(error: &EvalAltResult) -> (String, Option<&'static str>) {
    match error {
        EvalAltResult::ErrorTooManyOperations(_) => (
            "the script does too much work, perhaps in an endless loop".to_string(),
            Some("look for a loop that never ends"),
        ),
        EvalAltResult::ErrorTerminated(why, _) => stopped(why),
        EvalAltResult::ErrorStackOverflow(_) => (
            "functions call each other without end".to_string(),
            Some("look for a function that calls itself"),
        ),
        EvalAltResult::ErrorTooManyVariables(_) => (
            "there are too many variables at once".to_string(),
            Some("keep like values in one list"),
        ),
        EvalAltResult::ErrorDataTooLarge(what, _) => too_large(what),
        EvalAltResult::ErrorFunctionNotFound(what, _) => not_found(what),
        EvalAltResult::ErrorDotExpr(what, _) => no_property(what),
        EvalAltResult::ErrorPropertyNotFound(what, _) => (format!("there is no `{what}` here"), None),
        EvalAltResult::ErrorVariableNotFound(what, _) => (format!("`{what}` is not defined"), None),
        EvalAltResult::ErrorMismatchDataType(wanted, found, _) => mismatch(wanted, found),
        EvalAltResult::ErrorFor(_) => (
            "`for` goes through lists, and this is none".to_string(),
            Some("ask first whether it is `()`, or give a list"),
        ),
        EvalAltResult::ErrorIndexingType(..) => (
            "the square brackets stand after something that has no items".to_string(),
            Some("use them after a list or a text"),
        ),
        EvalAltResult::ErrorArrayBounds(items, index, _) => (
            format!("item {index} is asked of a list with {items} items; the first is 0"),
            Some("ask first for its `.len`"),
        ),
        EvalAltResult::ErrorStringBounds(..) => (
            "a letter is asked of a text that is shorter".to_string(),
            Some("ask first for its `.len`"),
        ),
        EvalAltResult::ErrorArithmetic(what, _) => {
            let by_zero = what.contains("zero");
            (
                arithmetic(what),
                by_zero.then_some("ask first whether what you divide by is 0: `if … == 0 { return; }`"),
            )
        }
        EvalAltResult::ErrorRuntime(message, _) => nothing::of_thrown(&thrown(&message.to_string())),
        other => (thrown(&plain(&other.to_string())), None),
    }
}

fn stopped(why: &Dynamic) -> (String, Option<&'static str>) {
    let (message, remedy) = match why.clone().try_cast::<Stop>() {
        Some(Stop::Memory) => (
            "the script took too much memory and was stopped",
            "look for lists or texts that grow in a loop, or are copied in one",
        ),
        Some(Stop::Missing) => ("a missing value is put into a text", ASK),
        _ => (
            "the script ran too long and was stopped",
            "look for a loop that never ends, or for very long texts built in a loop",
        ),
    };
    (message.to_string(), Some(remedy))
}

/// The engine says "Length of string", "Size of array/BLOB" or "Size of object map".
fn too_large(what: &str) -> (String, Option<&'static str>) {
    let what = if what.contains("string") {
        "a text, or the texts of a list together,"
    } else if what.contains("array") {
        "a list"
    } else {
        "a map"
    };
    (
        format!("{what} grew too large"),
        Some("look for a loop that adds to it without end"),
    )
}

fn mismatch(wanted: &str, found: &str) -> (String, Option<&'static str>) {
    let found = named(found);
    let message = match wanted {
        "bool" => format!("yes or no is needed here, and this is {found}"),
        _ => format!("{} is needed here, and this is {found}", named(wanted)),
    };
    let remedy = (found == MISSING).then_some(ASK);
    (message, remedy)
}

/// The engine says "Division by zero: 1 / 0", "Addition overflow: …" and the like.
fn arithmetic(what: &str) -> String {
    if what.contains("zero") {
        "cannot divide by zero".to_string()
    } else if what.contains("overflow") || what.contains("underflow") {
        "the number grew too large to calculate with".to_string()
    } else {
        plain(what)
    }
}

/// What a script throws is shown as far as it is short and readable.
fn thrown(message: &str) -> String {
    let mut shown: String = message
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(MAX_THROWN + 1)
        .collect();
    if shown.chars().count() > MAX_THROWN {
        shown.pop();
        shown.push('…');
    }
    if shown.trim().is_empty() {
        "the script gave up without saying why".to_string()
    } else {
        shown
    }
}

/// What the engine's names of types are called here.
pub fn named(kind: &str) -> &str {
    match kind {
        "()" => MISSING,
        "bool" => "yes or no",
        "i64" | "decimal" => "a number",
        "string" | "char" | "&str | ImmutableString | String" => "text",
        "array" => "a list",
        "map" => "a map",
        "Fn" => "a function",
        other => other,
    }
}

/// The error itself, and the script and the place where it came up: the call of a function is in the script of its
/// caller.
fn innermost(error: &EvalAltResult) -> (&EvalAltResult, &str, Position) {
    let mut inner = error;
    let mut place = ("", Position::NONE);
    let mut source = "";
    while let EvalAltResult::ErrorInFunctionCall(_, own, cause, position) = inner {
        if !position.is_none() {
            place = (source, *position);
        }
        source = own;
        inner = cause;
    }
    if !inner.position().is_none() {
        place = (source, inner.position());
    }
    (inner, place.0, place.1)
}

/// The engine says: "Unknown property 'x' - a getter is not registered for type 'T'".
fn no_property(what: &str) -> (String, Option<&'static str>) {
    let mut quoted = what.split('\'').skip(1).step_by(2);
    match (quoted.next(), quoted.next()) {
        (Some(name), Some("()")) => (format!("`{name}` is asked of a missing value"), Some(ASK)),
        (Some(name), Some(kind)) => (format!("{} has no `{name}`", a(named(kind))), None),
        _ => (plain(what), None),
    }
}

fn not_found(what: &str) -> (String, Option<&'static str>) {
    let (name, arguments) = what.split_once(" (").unwrap_or((what, ""));
    let arguments: Vec<&str> = arguments
        .strip_suffix(')')
        .unwrap_or(arguments)
        .split(", ")
        .filter(|argument| !argument.is_empty())
        .map(named)
        .collect();
    let ask = arguments.contains(&MISSING).then_some(ASK);
    let operator = !name.starts_with(|c: char| c.is_alphabetic() || c == '_');
    match (name, arguments.as_slice()) {
        ("/" | "/=" | "%" | "%=", [_, MISSING]) => ("cannot divide by a missing value".to_string(), ask),
        ("!", [other]) => (format!("`!` stands before yes or no, and this is {other}"), ask),
        (_, [only]) if operator => (format!("`{name}` cannot be used before {only}"), ask),
        (_, [left, right]) if operator => {
            let figure = [left, right].iter().any(|side| side.contains("Figure"));
            let remedy = figure.then_some("ask `.is_number`, then calculate with its `.value`");
            (
                format!("`{name}` cannot be used between {left} and {right}"),
                remedy.or(ask),
            )
        }
        _ => {
            let (first, rest) = arguments.split_first().unwrap_or((&"nothing", &[]));
            let with = if rest.is_empty() {
                String::new()
            } else {
                format!(" with {}", rest.join(" and "))
            };
            let told = format!("`{name}` cannot be asked of {first}{with}");
            let remedy = (name == "find_word").then_some(FIND_WORD);
            (told, ask.or(remedy))
        }
    }
}

/// "a Statistic"; what has its article keeps it.
fn a(kind: &str) -> String {
    if kind.starts_with(char::is_uppercase) {
        format!("a {kind}")
    } else {
        kind.to_string()
    }
}

fn place(problem: Problem, text: &str, position: Position) -> Problem {
    match position.line() {
        Some(line) => problem.at(text, line, position.position()),
        None => problem,
    }
}

/// Lower case, no final stop.
fn plain(message: &str) -> String {
    let message = message.trim().trim_end_matches('.');
    let mut chars = message.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
