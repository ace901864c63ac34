//! Data flows one way: a module imports only those below it, and only `rule` knows the script engine.

use std::collections::BTreeMap;
use std::path::Path;

/// What each module may import of ours.
fn allowed() -> BTreeMap<&'static str, Vec<&'static str>> {
    let base = [
        "hex",
        "problem",
        "document",
        "report",
        "finding",
        "reference",
        "rules_folder",
        "texts",
    ];
    BTreeMap::from([
        ("hex", vec![]),
        ("logging", vec![]),
        ("user", vec![]),
        ("remembered", vec!["hex"]),
        ("problem", vec![]),
        ("texts", vec![]),
        ("document", vec![]),
        ("report", vec!["document"]),
        ("agreement", vec!["document", "hex", "report", "problem"]),
        ("finding", vec!["problem", "document", "report", "texts"]),
        ("reference", vec!["finding", "texts"]),
        ("rules_folder", vec!["hex", "problem"]),
        ("config", vec!["finding", "problem", "rules_folder"]),
        ("read", vec!["document", "hex", "report", "problem"]),
        (
            "extract",
            vec!["document", "report", "problem", "reference", "rules_folder"],
        ),
        ("rule", base.to_vec()),
        (
            "write",
            vec![
                "document",
                "report",
                "finding",
                "problem",
                "reference",
                "read",
                "texts",
            ],
        ),
        (
            "check",
            [&base[..], &["agreement", "read", "extract", "remembered", "rule"]].concat(),
        ),
        ("score", [&base[..], &["check"]].concat()),
        (
            "backtest",
            vec!["check", "finding", "remembered", "rules_folder", "texts", "write"],
        ),
        (
            "inbox",
            [
                &base[..],
                &[
                    "agreement",
                    "check",
                    "config",
                    "notification",
                    "operations",
                    "remembered",
                    "read",
                    "store",
                    "user",
                    "write",
                ],
            ]
            .concat(),
        ),
        (
            "notification",
            vec![
                "config",
                "document",
                "finding",
                "hex",
                "operations",
                "store",
                "texts",
                "write",
            ],
        ),
        ("operations", vec!["finding"]),
        (
            "doctor",
            vec![
                "config",
                "finding",
                "inbox",
                "notification",
                "operations",
                "problem",
                "store",
                "write",
            ],
        ),
        (
            "store",
            vec!["document", "hex", "report", "finding", "problem", "remembered"],
        ),
    ])
}

#[test]
fn modules_import_only_what_lies_below_them() {
    let allowed = allowed();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut seen = 0;
    for entry in walkdir::WalkDir::new(&root)
        .into_iter()
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "rs"))
    {
        let inside = entry.path().strip_prefix(&root).expect("inside src");
        let module = inside
            .components()
            .next()
            .expect("a name")
            .as_os_str()
            .to_string_lossy()
            .trim_end_matches(".rs")
            .to_string();
        let text = std::fs::read_to_string(entry.path()).expect("a source file");
        if module != "rule" {
            assert!(
                !text.contains("rhai::"),
                "{} knows the script engine",
                inside.display()
            );
        }
        let Some(allowed) = allowed.get(module.as_str()) else {
            assert!(
                matches!(module.as_str(), "lib" | "main" | "commands"),
                "{module} has no place in the layers"
            );
            continue;
        };
        seen += 1;
        for import in text.split("crate::").skip(1) {
            let name: String = import
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            assert!(
                name == module || name.is_empty() || allowed.contains(&name.as_str()),
                "{} imports {name}",
                inside.display()
            );
        }
    }
    assert!(seen > 20, "the source files were found");
}
