//! Which files of a rules folder are taken, by their names.

use std::path::{Path, PathBuf};

use super::{NOT_PACKS, rule_of};
use crate::problem::Problem;

/// How the files end that are taken.
const KINDS: [&str; 3] = ["toml", "rhai", "md"];

/// Files that editors keep for themselves while they save.
const OF_EDITORS: [&str; 7] = ["swp", "swo", "swx", "swn", "tmp", "temp", "part"];

/// Editors leave swap and backup files beside the rules; only the three kinds of rule files count.
pub(super) fn is_rule_file(path: &Path) -> bool {
    let kind = path.extension().and_then(|extension| extension.to_str());
    !is_hidden(path) && kind.is_some_and(|kind| KINDS.contains(&kind))
}

fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_none_or(|name| name.starts_with(['.', '~', '#']))
}

/// Windows does not show the end of a name, and its editor adds one: "length.toml.txt" looks right to whoever saved it.
pub(super) fn not_taken(root: &Path, path: &Path) -> Option<(PathBuf, Problem)> {
    let inside = path.strip_prefix(root).ok()?;
    let of_program = |part: &std::ffi::OsStr| part.to_string_lossy().starts_with('.');
    if inside.components().count() < 2 || is_hidden(path) || inside.iter().any(of_program) {
        return None;
    }
    let name = path.file_name()?.to_str()?;
    let parts: Vec<String> = name.split('.').map(str::to_lowercase).collect();
    let at = parts
        .iter()
        .skip(1)
        .position(|part| KINDS.contains(&part.as_str()))?
        + 1;
    if OF_EDITORS.contains(&parts.last()?.as_str()) || name.ends_with(['~', '#']) {
        return None;
    }
    let begin = name.split('.').take(at).collect::<Vec<_>>().join(".");
    let meant = format!("{begin}.{}", parts[at]);
    let remedy = if path.with_file_name(&meant).exists() {
        format!("{meant} is beside it and is taken: delete this one, or move it out of the rules folder")
    } else {
        format!("rename it to {meant}")
    };
    let problem = Problem::new(path, "this file is not taken because of the end of its name");
    Some((path.with_file_name(meant), problem.remedy(remedy)))
}

/// A rule lies in the folder of its pack, not beside it and not below.
pub(super) fn misplaced(path: &Path, inside: &str) -> Option<Problem> {
    let parts: Vec<&str> = inside.split('/').collect();
    let kind = path.extension()?.to_str()?;
    let deep = parts.len() > 2 && !NOT_PACKS.contains(&parts[0]) && kind != "md";
    // What `tillsyn rules definitions` wrote is for editors, and may lie there.
    let beside = parts.len() == 1 && kind == "rhai" && !inside.ends_with(".d.rhai");
    let of_program = parts.iter().any(|part| part.starts_with('.'));
    let pack = if deep { parts[0] } else { "my-pack" };
    let name = parts.last()?;
    ((deep || beside) && !of_program).then(|| {
        Problem::new(
            path,
            "this file is not taken: rules lie in the folder of their pack, and nowhere else",
        )
        .remedy(format!(
            "move it to {pack}/{name}, with the two other files of the rule"
        ))
    })
}

/// "length - Copy.toml" would be a second rule that says everything twice.
pub(super) fn odd_name(path: &Path, inside: &str) -> Option<Problem> {
    let (rule, _) = rule_of(inside).filter(|(_, end)| *end == "toml")?;
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_/".contains(c);
    (!rule.chars().all(fits)).then(|| {
        Problem::new(
            path,
            "this is no name of a rule: small letters, digits and hyphens make one",
        )
        .remedy("rename the file, or delete it if it is a copy")
    })
}
