//! What may be done with a missing value, `()`: it can be asked for by name, and all else with it is an error.

use std::sync::{Arc, Mutex, PoisonError};

use foldhash::{HashMap, HashSet};
use rhai::{Array, Dynamic, Engine, EvalAltResult, ImmutableString, NativeCallContext, Position};

use super::compare::kind;
use super::engine;

/// Where scripts write `== ()` or `!= ()`, by script: there, and only there, a missing value is compared on purpose.
type Places = HashMap<String, HashSet<Position>>;

/// Such places, while the scripts are read.
#[derive(Default)]
pub struct Asked(Mutex<Places>);

impl Asked {
    pub fn add(&self, source: &str, position: Position) {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        places.entry(source.to_string()).or_default().insert(position);
    }

    /// Tells the engine of them. Rules that run at the same time look here at every comparison with `()`, and would wait
    /// for each other at a lock.
    pub fn tell(self, engine: &mut Engine) {
        let places = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        engine.set_default_tag(Dynamic::from(Arc::new(places)));
    }
}

type Outcome<T> = Result<T, Box<EvalAltResult>>;

pub fn register(engine: &mut Engine) {
    equality(engine);
    texts(engine);
    engine.register_fn("contains", |_: &mut Array, _: ()| sought().map(|()| false));
    engine.register_fn("index_of", |_: &mut Array, _: ()| sought().map(|()| -1_i64));
}

fn sought() -> Outcome<()> {
    Err("a missing value is looked for in a list: ask first whether it is `()`".into())
}

fn equality(engine: &mut Engine) {
    for (name, equal) in [("==", true), ("!=", false)] {
        engine.register_fn(
            name,
            move |context: NativeCallContext, _: (), _: ()| -> Outcome<bool> {
                asked(&context, &Dynamic::UNIT).map(|()| equal)
            },
        );
        engine.register_fn(
            name,
            move |context: NativeCallContext, left: &mut Dynamic, _: ()| -> Outcome<bool> {
                asked(&context, left).map(|()| !equal)
            },
        );
        engine.register_fn(
            name,
            move |context: NativeCallContext, _: (), right: Dynamic| -> Outcome<bool> {
                asked(&context, &right).map(|()| !equal)
            },
        );
    }
}

fn asked(context: &NativeCallContext, other: &Dynamic) -> Outcome<()> {
    let source = context.call_source().unwrap_or_default();
    let places = context.engine().default_tag().read_lock::<Arc<Places>>();
    let own = places.as_ref().and_then(|places| places.get(source));
    if own.is_some_and(|own| own.contains(&context.call_position())) {
        return Ok(());
    }
    let other = kind(context, other);
    Err(format!("a missing value is compared with {other}: ask first whether it is `()`").into())
}

/// The engine's own would write nothing in its place.
fn texts(engine: &mut Engine) {
    engine.register_fn("+", |_: ImmutableString, _: ()| joined());
    engine.register_fn("+", |_: (), _: ImmutableString| joined());
    engine.register_fn("+=", |_: &mut ImmutableString, _: ()| joined().map(drop));
    engine.register_fn("append", |_: &mut ImmutableString, _: ()| joined().map(drop));
    // Between the backticks of a text with `${…}` the engine swallows errors: there the script is stopped.
    engine.register_fn("to_string", |context: NativeCallContext, _: ()| {
        engine::stop_for_missing(context.call_source().unwrap_or_default(), context.call_position());
        joined()
    });
}

fn joined() -> Outcome<ImmutableString> {
    Err("a missing value is put into a text: ask first whether it is `()`".into())
}
