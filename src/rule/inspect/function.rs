//! The functions of a script, and single statements of theirs.

use rhai::{AST, ASTNode, Expr, Stmt};

/// A function of a script.
pub struct Function {
    pub name: String,
    pub takes: Vec<String>,
    pub body: Vec<Stmt>,
}

/// The functions of a script. The engine shows their bodies to nobody but a walker of the whole script.
pub fn functions(ast: &AST) -> Vec<Function> {
    let all = ast.iter_fn_def();
    all.map(|function| {
        let mut alone = ast.clone_functions_only();
        alone.retain_functions(|_, _, name, takes| function.name == name && function.params.len() == takes);
        let mut body = Vec::new();
        alone.walk(&mut |nodes| {
            if let [ASTNode::Stmt(statement)] = nodes {
                body.push((*statement).clone());
            }
            true
        });
        Function {
            name: function.name.to_string(),
            takes: function.params.iter().map(ToString::to_string).collect(),
            body,
        }
    })
    .collect()
}

/// A function such as `|indicator| indicator.implied`.
pub fn is_nameless(function: &str) -> bool {
    function.starts_with("anon$")
}

/// `finding(…);` or `finding(…).detail(…);`
pub fn makes_finding(statement: &Stmt) -> bool {
    let name = match statement {
        Stmt::FnCall(call, _) => call.name.as_str(),
        Stmt::Expr(expression) => match &**expression {
            Expr::FnCall(call, _) => call.name.as_str(),
            Expr::Dot(pair, ..) => match &pair.lhs {
                Expr::FnCall(call, _) => call.name.as_str(),
                _ => return false,
            },
            _ => return false,
        },
        _ => return false,
    };
    name == "finding" || name == "could_not_tell"
}
