//! The sandbox in which scripts run: what they can call, and the bounds on their time, memory and nesting.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use alloc_metrics::{MetricAlloc, thread_metrics};
use mimalloc::MiMalloc;
use rhai::packages::{
    ArithmeticPackage, BasicArrayPackage, BasicFnPackage, BasicIteratorPackage, BasicMapPackage,
    BasicMathPackage, BasicStringPackage, LanguageCorePackage, LogicPackage, MoreStringPackage, Package,
};
use rhai::{Dynamic, Engine, EvalAltResult, EvalContext, OptimizationLevel, Position};

use super::api::Readers;
use super::call::FIRST_LEVEL;
use super::deadline::Deadline;
use super::{api, builtins, compare, missing};
use crate::reference::Reference;

pub use super::mistakes::{runtime_problem, syntax_problem};

/// Memory is counted for each thread, so that a script can be stopped before it takes the others' share.
#[global_allocator]
static MEMORY: MetricAlloc<MiMalloc> = MetricAlloc::new(MiMalloc);

/// One call of one script may have this much of the processor.
const MOST_TIME: Duration = Duration::from_millis(250);

/// One call of one script may hold this much. The shipped rules hold less than a tenth of it on the largest reports;
/// a single step that is under way when the bound is reached can add the largest list and the longest text.
pub const MEMORY_BOUND: isize = 24 << 20;

/// Time and memory are looked at every so many operations: a built-in function may take a millisecond on the longest list.
const LOOK_EVERY: u32 = 16;

/// Texts, and all texts of a list together.
pub const MAX_TEXT: usize = 1 << 20;

/// Items of a list, and of all lists in it: more than a report of a thousand pages has sentences.
pub const MAX_ITEMS: usize = 10_000;

/// Functions that call functions: each takes its part of the stack.
const MAX_CALLS: usize = 16;

/// Lists within lists. The engine walks them by recursion, and ten thousand deep would end the whole program.
const MAX_NESTING: usize = 16;

/// Why a script was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    Time,
    Memory,
    /// A missing value in a text.
    Missing,
}

thread_local! {
    static ENDS: Cell<Option<Deadline>> = const { Cell::new(None) };
    static HELD_BEFORE: Cell<isize> = const { Cell::new(0) };
    static STOPPED: Cell<Option<Stop>> = const { Cell::new(None) };
    /// Operations until the next look. The engine's own count begins anew at each call of a function value, such as those
    /// that `map` calls ten thousand times.
    static LOOK_IN: Cell<u32> = const { Cell::new(0) };
    /// Where the script put a missing value into a text.
    static MISSING_AT: RefCell<(String, Position)> = const { RefCell::new((String::new(), Position::NONE)) };
}

/// An engine without files, network, clock, output or modules, and with a limit on everything a script can grow; what
/// the names mean that scripts can use, and what things can be asked without the engine.
pub fn sandbox() -> (Engine, Reference, Readers) {
    let mut engine = Engine::new_raw();
    packages(&mut engine);
    engine
        .set_max_operations(1_000_000)
        .set_max_call_levels(FIRST_LEVEL + MAX_CALLS)
        .set_max_expr_depths(64, 32)
        .set_max_string_size(MAX_TEXT)
        .set_max_array_size(MAX_ITEMS)
        .set_max_map_size(1_000)
        .set_max_variables(200)
        .set_max_functions(200)
        .set_max_modules(0)
        .set_strict_variables(true)
        .set_fail_on_invalid_map_property(true)
        .set_allow_shadowing(true)
        // Mistakes are looked for in the script as it was written.
        .set_optimization_level(OptimizationLevel::None);
    for symbol in ["eval", "import", "export", "print", "debug"] {
        engine.disable_symbol(symbol);
    }
    engine.on_progress(|_| stop().map(Dynamic::from));
    #[expect(deprecated, reason = "the engine calls this hook unstable, not unfit")]
    engine.on_var(|name, index, context| nesting(name, index, &context).map(|()| None));
    builtins::register(&mut engine);
    compare::register(&mut engine);
    missing::register(&mut engine);
    let (reference, readers) = api::register(&mut engine);
    (engine, reference, readers)
}

/// All but bytes, bits and time.
fn packages(engine: &mut Engine) {
    LanguageCorePackage::new().register_into_engine(engine);
    ArithmeticPackage::new().register_into_engine(engine);
    LogicPackage::new().register_into_engine(engine);
    BasicFnPackage::new().register_into_engine(engine);
    BasicIteratorPackage::new().register_into_engine(engine);
    BasicStringPackage::new().register_into_engine(engine);
    MoreStringPackage::new().register_into_engine(engine);
    BasicArrayPackage::new().register_into_engine(engine);
    BasicMapPackage::new().register_into_engine(engine);
    BasicMathPackage::new().register_into_engine(engine);
}

fn stop() -> Option<Stop> {
    match LOOK_IN.get() {
        0 => look(),
        left => {
            LOOK_IN.set(left - 1);
            None
        }
    }
}

/// Once stopped, always stopped: functions that call back into the script may have swallowed the first word of it.
// Out of line: what it needs of the processor's registers would be saved and restored at every operation.
#[cold]
fn look() -> Option<Stop> {
    if let Some(stopped) = STOPPED.get() {
        return Some(stopped);
    }
    let mut end = ENDS.get()?;
    let passed = end.has_passed();
    ENDS.set(Some(end));
    let why = if held() - HELD_BEFORE.get() > MEMORY_BOUND {
        Stop::Memory
    } else if passed {
        Stop::Time
    } else {
        LOOK_IN.set(LOOK_EVERY - 1);
        return None;
    };
    STOPPED.set(Some(why));
    Some(why)
}

/// Lets the script that is running go no further: it puts a missing value into a text.
pub fn stop_for_missing(source: &str, position: Position) {
    if STOPPED.get().is_none() {
        STOPPED.set(Some(Stop::Missing));
        LOOK_IN.set(0);
        MISSING_AT.set((source.to_string(), position));
    }
}

/// Runs a script under the bounds. What it says after it was stopped does not count.
pub fn bounded<T>(script: impl FnOnce() -> Result<T, Box<EvalAltResult>>) -> Result<T, Box<EvalAltResult>> {
    STOPPED.set(None);
    LOOK_IN.set(LOOK_EVERY - 1);
    HELD_BEFORE.set(held());
    ENDS.set(Some(Deadline::within(MOST_TIME)));
    let outcome = catch_unwind(AssertUnwindSafe(script));
    ENDS.set(None);
    LOOK_IN.set(0);
    let outcome = outcome.unwrap_or_else(|_| Err("the script engine itself failed here".into()));
    let stopped = |why, position| Box::new(EvalAltResult::ErrorTerminated(Dynamic::from(why), position));
    match STOPPED.take() {
        Some(Stop::Missing) => {
            let (source, position) = MISSING_AT.take();
            let error = stopped(Stop::Missing, position);
            Err(EvalAltResult::ErrorInFunctionCall(String::new(), source, error, Position::NONE).into())
        }
        Some(why) if outcome.is_ok() => Err(stopped(why, Position::NONE)),
        _ => outcome,
    }
}

/// Memory that this thread holds, in bytes.
pub fn held() -> isize {
    thread_metrics().allocated_bytes
}

/// A list can only be put into another by naming it.
fn nesting(name: &str, index: usize, context: &EvalContext) -> Result<(), Box<EvalAltResult>> {
    let scope = context.scope();
    let value = match index.checked_sub(1) {
        Some(from_last) => scope.iter_raw().nth(from_last).map(|(_, _, value)| value),
        None => scope.get(name),
    };
    match value {
        // Every variable that a script names comes by here, and few are lists.
        Some(value) if (value.is_array() || value.is_map()) && too_deep(value, MAX_NESTING) => {
            Err("lists lie in lists too deeply: keep to one list of things".into())
        }
        _ => Ok(()),
    }
}

fn too_deep(value: &Dynamic, left: usize) -> bool {
    let deeper = |inner: &Dynamic| left == 0 || too_deep(inner, left - 1);
    if let Ok(items) = value.as_array_ref() {
        items.iter().any(deeper)
    } else if let Ok(entries) = value.as_map_ref() {
        entries.values().any(deeper)
    } else {
        false
    }
}

/// A script that was stopped over a missing value may do better with the next thing.
pub fn is_only_missing(error: &EvalAltResult) -> bool {
    matches!(error.unwrap_inner(), EvalAltResult::ErrorTerminated(why, _)
        if why.clone().try_cast::<Stop>() == Some(Stop::Missing))
}
