//! How a script goes on where what it needs is missing.

use rhai::Position;

use super::brackets::code;

const LOOPS: [&str; 4] = ["for", "while", "loop", "do"];
const PUSH: &str = ".push(";

/// The question to write before a place that uses what may be missing: "`if cost.volume == () { continue; }`". In a loop it
/// goes on to the next, and after findings were collected it returns these; in a function without a name it is a part of the
/// condition.
pub fn question(text: &str, position: Position, name: &str) -> String {
    let before = before(text, position);
    let line = before.lines().last().unwrap_or_default();
    let root = name.split('.').next().unwrap_or_default();
    let taken = format!("|{root}|");
    if line.split_whitespace().collect::<String>().contains(&taken) {
        return format!("`{name} != () && …`");
    }
    let around = around(&before);
    let way = if around.in_loop {
        "continue".to_string()
    } else {
        let collected = before[around.begins..].rsplit_once(PUSH).map(|(own, _)| {
            own.rsplit(|sign: char| !(sign.is_alphanumeric() || sign == '_'))
                .next()
                .unwrap_or_default()
        });
        match collected {
            Some(list) if !list.is_empty() => format!("return {list}"),
            _ => "return".to_string(),
        }
    };
    format!("`if {name} == () {{ {way}; }}`")
}

/// A property with what stands before its point in a line: "cost.volume"; "….volume" where that is more than a name.
pub fn written(line: &str, property: &str) -> String {
    let of_name = |sign: char| sign.is_alphanumeric() || sign == '_';
    let named = line
        .split(|sign: char| !of_name(sign) && sign != '.')
        .find_map(|chain| {
            let (root, rest) = chain.split_once(&format!(".{property}"))?;
            let whole = root.starts_with(|sign: char| sign.is_alphabetic()) && !rest.starts_with(of_name);
            whole.then(|| format!("{root}.{property}"))
        });
    named.unwrap_or_else(|| format!("….{property}"))
}

/// The script up to a place, without its texts and remarks.
fn before(text: &str, position: Position) -> String {
    let lines = position.line().unwrap_or(1) - 1;
    let code = code(text);
    let mut before: String = code.split_inclusive('\n').take(lines).collect();
    let line = code.lines().nth(lines).unwrap_or_default();
    before.extend(line.chars().take(position.position().unwrap_or(1)));
    before
}

/// What is open at the end of a piece of a script.
#[derive(Clone, Copy)]
struct Around {
    in_loop: bool,
    /// Where the function begins.
    begins: usize,
}

fn around(code: &str) -> Around {
    let mut open = vec![Around {
        in_loop: false,
        begins: 0,
    }];
    let mut head = 0;
    for (at, sign) in code.char_indices() {
        match sign {
            '{' => {
                let own = code[head..at].trim();
                let last = open.last().copied();
                let function = own.starts_with("fn ") || own.starts_with("private ") || own.ends_with('|');
                let word = own.split(|sign: char| !sign.is_alphabetic()).next();
                let in_loop = word.is_some_and(|word| LOOPS.contains(&word));
                open.push(if function {
                    Around {
                        in_loop: false,
                        begins: at,
                    }
                } else {
                    Around {
                        in_loop: in_loop || last.is_some_and(|last| last.in_loop),
                        begins: last.map_or(0, |last| last.begins),
                    }
                });
            }
            '}' if open.len() > 1 => drop(open.pop()),
            _ => {}
        }
        if matches!(sign, '{' | '}' | ';') {
            head = at + 1;
        }
    }
    open.pop().unwrap_or(Around {
        in_loop: false,
        begins: 0,
    })
}
