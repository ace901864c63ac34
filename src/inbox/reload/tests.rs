//! Whatever happens to the rules folders, the book in force is whole and valid.

use std::collections::BTreeSet;
use std::fs;

use proptest::prelude::*;

use super::*;
use crate::inbox::Audience;

/// What happens to rules folders: people, editors, copies over the network, administrators.
#[derive(Debug, Clone)]
enum Event {
    Save(u8),
    SaveByRename(u8),
    Break,
    HalfWrite,
    DeleteScript,
    DeletePage,
    RenameFolderAway,
    SwapFolder(u8),
    #[cfg(unix)]
    SwapSymlink(u8),
    AddRule(u8),
    LeaveBackup,
    Reload,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        (1..200u8).prop_map(Event::Save),
        (1..200u8).prop_map(Event::SaveByRename),
        Just(Event::Break),
        Just(Event::HalfWrite),
        Just(Event::DeleteScript),
        Just(Event::DeletePage),
        Just(Event::RenameFolderAway),
        (1..200u8).prop_map(Event::SwapFolder),
        #[cfg(unix)]
        (1..200u8).prop_map(Event::SwapSymlink),
        (1..200u8).prop_map(Event::AddRule),
        Just(Event::LeaveBackup),
        Just(Event::Reload),
    ]
}

fn manifest(limit: u8) -> String {
    format!(
        "title = \"T\"\nlevel = \"note\"\nsource = \"S\"\nwhy = \"W\"\nmessage.en = \"M\"\nask.en = \"A\"\n\
         [params.limit]\ndefault = {limit}\nabout = \"L\"\n"
    )
}

const SCRIPT: &str = "fn check_statistic(s, params) { if s.number > params.limit { finding(s) } }";

fn write_rule(folder: &Path, name: &str, limit: u8) {
    fs::create_dir_all(folder.join("own")).expect("a folder");
    let file = |kind: &str| folder.join("own").join(format!("{name}.{kind}"));
    fs::write(file("toml"), manifest(limit)).expect("a manifest");
    fs::write(file("rhai"), SCRIPT).expect("a script");
    fs::write(file("md"), "# T\n").expect("a page");
}

/// Files and folders that are not there cannot be changed: such an event does nothing.
fn happen(event: &Event, root: &Path) {
    let rules = root.join("rules");
    let toml = rules.join("own/rule.toml");
    match event {
        Event::Save(limit) => drop(fs::write(toml, manifest(*limit))),
        Event::SaveByRename(limit) => {
            let new = root.join("new.toml");
            fs::write(&new, manifest(*limit)).expect("a file");
            let _ = fs::rename(new, toml);
        }
        Event::Break => drop(fs::write(
            rules.join("own/rule.rhai"),
            "fn check_statistic(s, params { }",
        )),
        Event::HalfWrite => drop(fs::write(toml, &manifest(7)[..40])),
        Event::DeleteScript => drop(fs::remove_file(rules.join("own/rule.rhai"))),
        Event::DeletePage => drop(fs::remove_file(rules.join("own/rule.md"))),
        Event::RenameFolderAway => replace(&rules, root, |_| {}),
        Event::SwapFolder(limit) => replace(&rules, root, |rules| write_rule(rules, "rule", *limit)),
        #[cfg(unix)]
        Event::SwapSymlink(limit) => replace(&rules, root, |rules| {
            let target = root.join(format!("target-{limit}"));
            write_rule(&target, "rule", *limit);
            std::os::unix::fs::symlink(target, rules).expect("a symbolic link");
        }),
        Event::AddRule(limit) if rules.is_dir() => write_rule(&rules, "second", *limit),
        Event::LeaveBackup if rules.is_dir() => drop(fs::write(rules.join("own/.rule.toml.swp"), "x")),
        Event::AddRule(_) | Event::LeaveBackup | Event::Reload => {}
    }
}

fn replace(rules: &Path, root: &Path, make: impl Fn(&Path)) {
    let away = tempfile::tempdir_in(root).expect("a folder").keep();
    let _ = fs::rename(rules, away.join("rules"));
    make(rules);
}

fn source(root: &Path) -> Source {
    Source {
        folders: vec![root.join("rules")],
        audiences: vec![Audience::default()],
        gate: false,
        config: None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever happens to the folder, the book in force is one that was whole and valid on disk, and the last such
    /// state is in force when it has been looked at.
    #[test]
    fn the_book_in_force_was_always_whole_and_valid(events in prop::collection::vec(event(), 1..20)) {
        let root = tempfile::tempdir().expect("a folder");
        write_rule(&root.path().join("rules"), "rule", 5);
        let source = source(root.path());
        let mut rules = Rules::open(source.clone(), Audit::in_folder(root.path())).expect("valid rules");
        let mut valid = BTreeSet::from([rules.current().digest().to_string()]);
        for event in &events {
            happen(event, root.path());
            let on_disk = source.open().and_then(|folder| source.load(&folder, &RulesFolder::embedded(), &AtomicBool::new(false), None)).ok().map(|books| books.digest().to_string());
            valid.extend(on_disk.clone());
            if matches!(event, Event::Reload) {
                rules.reload();
                if let Some(digest) = on_disk {
                    let current = rules.current();
                    prop_assert_eq!(current.digest(), digest);
                }
            }
            prop_assert!(valid.contains(rules.current().digest()));
        }
        happen(&Event::SwapFolder(9), root.path());
        // The change is seen without any event of the system.
        prop_assert!(rules.source.signature() != rules.seen);
        rules.reload();
        let last = source.open().and_then(|folder| source.load(&folder, &RulesFolder::embedded(), &AtomicBool::new(false), None)).expect("valid rules");
        let current = rules.current();
        prop_assert_eq!(current.digest(), last.digest());
        drop(rules);
        let audit = fs::read_to_string(root.path().join("rule-books.jsonl")).expect("an audit");
        let in_force: Vec<&str> = audit.lines().filter(|line| line.contains("\"in force\"")).collect();
        prop_assert!(in_force.last().is_some_and(|line| line.contains(last.digest())));
        prop_assert!(audit.lines().last().is_some_and(|line| line.contains("stopped")));
    }
}

/// Two files are saved one after the other, again and again, while the folder is read with all that lies between them.
#[test]
fn a_book_that_is_read_while_files_are_saved_is_no_mixture_of_two_states() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join("rules");
    for name in ["first", "last"] {
        write_rule(&folder, name, 1);
    }
    for between in 0..60 {
        write_rule(&folder, &format!("g{between}"), 1);
    }
    let mut rules = Rules::open(source(root.path()), Audit::in_folder(root.path())).expect("valid rules");
    let limits = |rules: &Rules| {
        let books = rules.current();
        let checker = books.of(&Audience::default()).expect("a book");
        ["own/first", "own/last"].map(|id| {
            let mut all = checker.rules().iter();
            let rule = all.find(|rule| rule.id == id).expect("the rule");
            rule.manifest.params["limit"]
                .default
                .as_integer()
                .expect("a number")
        })
    };
    let save = |name: &str, limit: u8| {
        let new = root.path().join("new.toml");
        fs::write(&new, manifest(limit)).expect("a file");
        fs::rename(new, folder.join("own").join(format!("{name}.toml"))).expect("a saved file");
    };
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for limit in 2..=u8::MAX {
                save("first", limit);
                save("last", limit);
            }
        });
        while !writer.is_finished() {
            rules.reload();
            let [first, last] = limits(&rules);
            assert!(first == last || first == last + 1, "{first} {last}");
        }
    });
    rules.reload();
    assert_eq!(limits(&rules), [i64::from(u8::MAX); 2]);
}

#[test]
fn with_the_gate_rules_whose_examples_fail_are_not_taken() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join("rules");
    write_rule(&folder, "rule", 5);
    // There are no word lists in this folder.
    let page = "# T\n\n```report could-not-tell\n# Report\n\nWe held 3 meetings.\n```\n";
    fs::write(folder.join("own/rule.md"), page).expect("a page");
    let gated = Source {
        gate: true,
        ..source(root.path())
    };
    let mut rules = Rules::open(gated, Audit::in_folder(root.path())).expect("valid rules");
    let before = rules.current().digest().to_string();
    fs::write(
        folder.join("own/rule.md"),
        page.replace("could-not-tell", "fires"),
    )
    .expect("a page");
    rules.reload();
    assert_eq!(rules.current().digest(), before);
    assert_eq!((rules.reloads, rules.failures), (0, 1));
    let problem = rules.told[0].to_string();
    assert!(
        problem.contains("rule.md:3")
            && problem.contains("the rule must fire, and it could not tell")
            && problem.contains("| ```report fires")
            && problem.contains("We held 3 meetings."),
        "{problem}"
    );
}
