//! What the doctor says of a daemon that is well, and of everything that can be wrong with one.

mod asked;
mod daemon;
mod receivers;

use asked::{address, doctor, until};
use daemon::Daemon;
use receivers::{Authority, Local, Privacy, USER};

const PEOPLE: &str = "# Report\n\nIn May, 25 social workers were trained.\n";

#[test]
fn the_doctor_finds_a_good_daemon_well_and_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("inbox")).expect("an inbox");
    std::fs::write(folder.path().join("inbox/one.md"), PEOPLE).expect("a report");
    let (told, code) = doctor(folder.path(), "inbox = [\"inbox\"]\nout = \"out\"\n");
    insta::assert_snapshot!(told);
    assert_eq!(code, Some(0));
    let mut left: Vec<String> = std::fs::read_dir(folder.path())
        .expect("a folder")
        .flatten()
        .map(|own| own.file_name().to_string_lossy().into_owned())
        .collect();
    left.sort();
    assert_eq!(left, ["inbox", "tillsyn.toml"]);
}

#[test]
fn the_doctor_names_everything_that_is_wrong_with_its_remedy() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    std::fs::create_dir_all(path("rules/profiles")).expect("rules");
    std::fs::write(path("rules/profiles/own.toml"), "titel = \"A\"\n").expect("a profile");
    std::fs::create_dir(path("data")).expect("a folder");
    std::fs::write(path("data/tillsyn.db"), "no database").expect("a store");
    std::fs::write(path("out"), "no folder").expect("a file");
    let (told, code) = doctor(
        folder.path(),
        "inbox = [\"inbox\"]\nout = \"out\"\ndata = \"data\"\nrules = [\"shipped\", \"rules\"]\nlisten = \"127.0.0.1:1\"\n\
         [[webhook]]\nname = \"unsigned\"\nurl = \"http://127.0.0.1:1/\"\n\
         [[webhook]]\nname = \"registry\"\nurl = \"http://127.0.0.1:1/\"\nsecret_file = \"secret\"\n",
    );
    insta::assert_snapshot!(told);
    assert_eq!(code, Some(1));
    let (told, code) = doctor(folder.path(), "inbx = [\"inbox\"]\n");
    assert!(
        told.contains("tillsyn.toml:1:1: there is no key `inbx` here"),
        "{told}"
    );
    assert_eq!(code, Some(2));
}

#[test]
fn the_doctor_asks_a_running_daemon_how_it_is() {
    let mut daemon = Daemon::configured("listen = \"127.0.0.1:0\"\n");
    let address = address(&mut daemon);
    until(&address, "/health", "\"status\": \"ok\"");
    let ask = |daemon: &Daemon| {
        let other = daemon.path("doctor.toml");
        let text = format!("inbox = [\"inbox\"]\nout = \"out\"\ndata = \"data\"\nlisten = \"{address}\"\n");
        std::fs::write(&other, text).expect("a configuration");
        let other = other.display().to_string();
        let output = daemon.command(&["doctor", "--config", &other, "--format", "json"]);
        let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let of = |name: &str| {
            let mut checks = told["checks"].as_array().expect("checks").iter();
            checks.find(|own| own["check"] == name).cloned().expect("a check")
        };
        (of("daemon"), of("store"), output.status.code())
    };
    let (own, store, code) = ask(&daemon);
    assert_eq!((&own["state"], code), (&"ok".into(), Some(0)), "{own}");
    assert!(
        store["message"]
            .as_str()
            .is_some_and(|told| told.starts_with("is whole")),
        "{store}"
    );
    std::fs::write(daemon.path("tillsyn.toml"), "inbx = []\n").expect("a configuration");
    until(&address, "/health", "no key `inbx`");
    let (own, _, code) = ask(&daemon);
    assert_eq!((&own["state"], code), (&"error".into(), Some(1)), "{own}");
    assert!(
        own["message"]
            .as_str()
            .is_some_and(|told| told.contains("no key `inbx`")),
        "{own}"
    );
    daemon.drop_report("one.md", PEOPLE);
    daemon.wait_for("checked");
}

/// The lines of the doctor on one thing.
fn of<'a>(told: &'a str, check: &str) -> Vec<&'a str> {
    let named = |line: &&str| line.split_whitespace().nth(1) == Some(check);
    let begin = told.lines().position(|line| named(&line)).expect("the check");
    let rest = told.lines().skip(begin + 1);
    let helps = rest.take_while(|line| line.starts_with(' '));
    told.lines().skip(begin).take(1).chain(helps).collect()
}

#[test]
fn the_doctor_asks_the_mail_server_and_says_what_it_refuses() {
    let authority = Authority::new();
    let mail = Local::smtp_by(Privacy::Starttls(authority.vouches_for("127.0.0.1")));
    let stranger = Local::smtp_by(Privacy::Tls(Authority::new().vouches_for("127.0.0.1")));
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("inbox")).expect("an inbox");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        #[cfg(unix)]
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).expect("rights");
    };
    write("ca.pem", &authority.pem());
    write("right", USER.1);
    write("wrong", "guessed");
    write("none.pem", "");
    let ask = |server: &Local, keys: &str| {
        let configuration = format!(
            "inbox = [\"inbox\"]\nout = \"out\"\n{}{keys}",
            server.mail_server()
        );
        let (told, code) = doctor(folder.path(), &configuration);
        (of(&told, "smtp").join("\n"), code)
    };
    let own = format!("ca_file = \"ca.pem\"\nuser = \"{}\"\n", USER.0);
    let (told, code) = ask(&mail, &format!("{own}password_file = \"right\"\n"));
    assert!(
        told.starts_with("ok ") && told.ends_with(": lets us in"),
        "{told}"
    );
    assert_eq!(code, Some(0));
    for (server, keys, state, why) in [
        (
            &mail,
            format!("{own}password_file = \"wrong\"\n"),
            "warning",
            "it refuses the user `u` with this password",
        ),
        (
            &mail,
            format!("{own}password_file = \"nowhere\"\n"),
            "error",
            "nowhere: cannot be read: ",
        ),
        (
            &mail,
            "ca_file = \"none.pem\"\n".to_string(),
            "error",
            "none.pem: holds no certificate",
        ),
        (
            &stranger,
            "ca_file = \"ca.pem\"\n".to_string(),
            "warning",
            "its certificate is signed by nobody in ",
        ),
    ] {
        let (told, code) = ask(server, &keys);
        assert!(
            told.starts_with(state) && told.contains(why) && told.contains("help: "),
            "{told}"
        );
        assert_eq!(code, Some(i32::from(state == "error")), "{told}");
    }
    assert!(mail.taken().is_none() && stranger.taken().is_none());
}

#[test]
fn the_doctor_says_that_the_clock_stands_before_what_is_recorded() {
    let mut daemon = Daemon::configured("");
    daemon.drop_report("one.md", PEOPLE);
    daemon.wait_for("checked");
    let ask = |folder: &std::path::Path| {
        let config = folder.join("tillsyn.toml").display().to_string();
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_tillsyn"))
            .args(["doctor", "--config", &config])
            .env("TZ", "Europe/Stockholm")
            .output();
        String::from_utf8_lossy(&output.expect("runs").stdout).into_owned()
    };
    let told = ask(daemon.folder.path());
    assert!(
        of(&told, "clock")[0].ends_with("is not behind what is recorded"),
        "{told}"
    );
    daemon.change_store(
        "INSERT INTO audit SELECT MAX(seq) + 1, '2999-01-01T00:00:00.000Z', 'tillsyn', 'e', 's', 'd' FROM audit",
    );
    let told = ask(daemon.folder.path());
    let clock = of(&told, "clock");
    assert!(
        clock[0].starts_with("error")
            && clock[0].contains("before the last record of the store (2999-01-01 01:00"),
        "{told}"
    );
    assert!(clock[1].contains("timedatectl set-ntp true"), "{told}");
}

const MISTAKES: &str = "# poll_seconds = 3
inbox = [\"inbox\", { foldr = \"iom\", mode = \"guess\" }, 3]
outt = \"findings\"
poll_seconds = 0

[[webhook]]
nam = \"registry\"
url = \"ftp://example.org\"

[[mail]]
name = \"registry\"
digest = \"7 o'clock\"
";

#[test]
fn all_mistakes_of_a_configuration_are_told_at_once_each_with_its_line_and_what_to_write() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("tillsyn.toml"), MISTAKES).expect("a configuration");
    let told = |command: &str| {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_tillsyn"));
        let output = program.arg(command).current_dir(folder.path()).output();
        let output = output.expect("the program runs");
        assert_eq!(output.status.code(), Some(2));
        let text = [output.stdout, output.stderr].concat();
        String::from_utf8_lossy(&text).into_owned()
    };
    for (place, what, remedy) in [
        ("2:21", "there is no key `foldr` here", "did you mean `folder`?"),
        ("2:43", "`guess` is none of events, poll, auto", "write one of"),
        ("2:54", "the number 3 stands here", "write a text"),
        ("3:1", "there is no key `outt` here", "did you mean `out`?"),
        (
            "4:1",
            "poll_seconds must lie between 0.1 and 3600",
            "or delete the line",
        ),
        ("7:1", "there is no key `nam` here", "did you mean `name`?"),
        ("8:8", "`ftp://example.org` is no address", "url = \"https://…\""),
        ("10:1", "there is no `to`", "add a line: to = …"),
        ("10:1", "mails need a server", "add [smtp]"),
        (
            "11:8",
            "each webhook and mail needs a name of its own, and `registry` is none",
            "write another name",
        ),
        ("12:10", "`7 o'clock` is no time of the day", "explains every key"),
    ] {
        for command in ["doctor", "watch"] {
            let told = told(command);
            let at = told.find(&format!("tillsyn.toml:{place}: {what}"));
            let own = &told[at.unwrap_or_else(|| panic!("{place}: {what} in {told}"))..];
            let help = own.lines().find(|line| line.contains("help: "));
            assert!(help.is_some_and(|line| line.contains(remedy)), "{what}: {told}");
        }
    }
}
