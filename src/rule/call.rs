//! Calls of the functions of one script, thing after thing.

use rhai::{AST, Caches, Dynamic, Engine, EvalAltResult, EvalContext, GlobalRuntimeState, Scope};

use super::engine;

/// The engine counts a call from outside as this many calls within calls.
pub const FIRST_LEVEL: usize = 2;

/// Calls the functions of one script. What the engine learns of the functions that the script uses is kept from call to
/// call: to look for each of them anew takes longer than all else.
pub struct Caller<'a> {
    engine: &'a Engine,
    ast: &'a AST,
    state: GlobalRuntimeState,
    caches: Caches,
    scope: Scope<'static>,
}

impl<'a> Caller<'a> {
    pub fn new(engine: &'a Engine, ast: &'a AST) -> Self {
        let mut state = engine.new_global_runtime_state();
        state.source = ast.source().map(Into::into);
        state.lib.push(ast.shared_lib().clone());
        Caller {
            engine,
            ast,
            state,
            caches: Caches::new(),
            scope: Scope::new(),
        }
    }

    /// Every call has bounds of its own.
    pub fn call(
        &mut self,
        function: &str,
        mut arguments: [Dynamic; 2],
    ) -> Result<Dynamic, Box<EvalAltResult>> {
        self.state.num_operations = Default::default();
        let (engine, state, caches, scope) =
            (self.engine, &mut self.state, &mut self.caches, &mut self.scope);
        let outcome = engine::bounded(|| {
            let [thing, params] = &mut arguments;
            EvalContext::new(engine, state, caches, scope, None).call_fn_raw(
                function,
                false,
                false,
                &mut [thing, params],
            )
        });
        outcome.map_err(|error| {
            // Where a script was stopped, what it left behind may be anything.
            *self = Caller::new(self.engine, self.ast);
            match *error {
                EvalAltResult::ErrorInFunctionCall(name, _, inner, _) if name == function => inner,
                _ => error,
            }
        })
    }
}
