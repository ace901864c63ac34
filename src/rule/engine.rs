//! The sandbox in which scripts run, and its errors in plain words.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rhai::{Dynamic, Engine, EvalAltResult, OptimizationLevel, ParseError, Position};

use super::{api, compare};
use crate::problem::Problem;
use crate::reference::Reference;

/// One call of one script may take this long.
const DEADLINE: Duration = Duration::from_millis(250);

/// Functions that no rule may call: the same report must always get the same answer, and at once.
pub const REFUSED: [&str; 2] = ["sleep", "timestamp"];

thread_local! {
    static ENDS: Cell<Option<Instant>> = const { Cell::new(None) };
}

/// An engine without files, network, clock, output or modules, and with a limit on everything a script can grow.
pub fn sandbox() -> Engine {
    documented().0
}

/// The engine, and what the names mean that scripts can use.
pub fn documented() -> (Engine, Reference) {
    let mut engine = Engine::new();
    engine
        .set_max_operations(1_000_000)
        .set_max_call_levels(16)
        .set_max_expr_depths(64, 32)
        .set_max_string_size(1 << 20)
        .set_max_array_size(10_000)
        .set_max_map_size(1_000)
        .set_max_modules(0)
        .set_strict_variables(true)
        .set_fail_on_invalid_map_property(true)
        .set_allow_shadowing(true)
        // Mistakes are looked for in the script as it was written.
        .set_optimization_level(OptimizationLevel::None);
    for symbol in ["eval", "import", "export", "print", "debug"] {
        engine.disable_symbol(symbol);
    }
    // Operation limits do not see the inside of built-in functions, and counting time at each operation is dear.
    engine.on_progress(|operations| {
        let late = operations % 64 == 0 && ENDS.get().is_some_and(|end| Instant::now() > end);
        late.then(|| Dynamic::from("the script ran too long"))
    });
    // Under its exact type, or the engine's own is found first; a function can also be called by a name made at run time.
    engine.register_fn("sleep", |_: i64| refused_call("sleep"));
    engine.register_fn("sleep", |_: Dynamic| refused_call("sleep"));
    compare::register(&mut engine);
    let reference = api::register(&mut engine);
    (engine, reference)
}

fn refused_call(name: &str) -> Result<(), Box<EvalAltResult>> {
    Err(refusal(name).into())
}

pub fn refusal(name: &str) -> String {
    format!("`{name}` is not allowed in rules: the same report must always get the same answer")
}

/// Runs a piece of script work under the deadline.
pub fn timed<T>(work: impl FnOnce() -> T) -> T {
    ENDS.set(Some(Instant::now() + DEADLINE));
    let done = work();
    ENDS.set(None);
    done
}

/// A script that does not compile.
pub fn syntax_problem(path: PathBuf, text: &str, error: &ParseError) -> Problem {
    let message = plain(&error.err_type().to_string());
    let problem = place(Problem::new(path, message), text, error.position());
    let curly = problem
        .snippet
        .as_deref()
        .is_some_and(|line| line.contains(['“', '”', '„', '‘', '’']));
    if curly {
        problem.remedy("replace the curly quotation marks by straight ones (\")")
    } else {
        problem.remedy("compare the line with a shipped rule: a bracket, comma or semicolon may be missing at or before it")
    }
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
    let (message, remedy) = match inner {
        EvalAltResult::ErrorTooManyOperations(_) => (
            "the script does too much work, perhaps in an endless loop".to_string(),
            Some("look for a loop that never ends"),
        ),
        EvalAltResult::ErrorTerminated(..) => (
            "the script ran too long and was stopped".to_string(),
            Some("look for a loop that never ends, or for very long texts built in a loop"),
        ),
        EvalAltResult::ErrorStackOverflow(_) => (
            "functions call each other without end".to_string(),
            Some("look for a function that calls itself"),
        ),
        EvalAltResult::ErrorDataTooLarge(what, _) => (
            format!("{} grew too large", what.to_lowercase()),
            Some("look for a loop that adds to it without end"),
        ),
        EvalAltResult::ErrorFunctionNotFound(what, _) => not_found(what),
        EvalAltResult::ErrorDotExpr(what, _) => no_property(what),
        EvalAltResult::ErrorPropertyNotFound(what, _) => (format!("there is no `{what}` here"), None),
        EvalAltResult::ErrorVariableNotFound(what, _) => (format!("`{what}` is not defined"), None),
        EvalAltResult::ErrorRuntime(message, _) => (message.to_string(), None),
        other => (plain(&other.to_string()), None),
    };
    let problem = place(Problem::new(path, message), text, position);
    match remedy {
        Some(remedy) => problem.remedy(remedy),
        None => problem,
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
        (Some(name), Some("()")) => (
            format!("`{name}` is asked of a missing value"),
            Some("ask first whether it is `()`"),
        ),
        (Some(name), Some(kind)) => (format!("a {kind} has no `{name}`"), None),
        _ => (plain(what), None),
    }
}

fn not_found(what: &str) -> (String, Option<&'static str>) {
    let (name, arguments) = what.split_once(" (").unwrap_or((what, ""));
    let arguments = arguments
        .strip_suffix(')')
        .unwrap_or(arguments)
        .replace("&str | ImmutableString | String", "text");
    match name {
        "+" | "-" | "*" | "/" | "%" | "**" => {
            let between = arguments
                .replace(", ", " and ")
                .replace("i64", "number")
                .replace("decimal", "number")
                .replace("()", "a missing value");
            let remedy = between
                .contains("Figure")
                .then_some("ask `.is_number`, then calculate with its `.value`");
            (format!("`{name}` cannot be used between {between}"), remedy)
        }
        _ => (format!("there is no function `{name}` for ({arguments})"), None),
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
