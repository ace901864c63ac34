//! Who is told what and when, by real servers of this machine.

mod private;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};

use super::desk::Desk;
use super::local::{Local, Message, USER, people, webhook};
use super::*;
use crate::config::Config;
use crate::store::tests::{file, judged, key, run};
use crate::store::{Missing, Store};

/// A data folder, and a configuration with an own folder.
struct Office {
    folder: tempfile::TempDir,
    configuration: String,
}

impl Office {
    fn new(configuration: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Store::open(folder.path(), Missing::Make).expect("a store");
        Office {
            folder,
            configuration: configuration.concat(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    fn config(&self) -> Config {
        self.write("tillsyn.toml", &self.configuration);
        Config::open(&self.path("tillsyn.toml")).expect("a configuration")
    }

    fn desk(&self) -> Desk {
        let settings = Settings {
            receivers: self.config().receivers,
            out: PathBuf::from("/out"),
            findings_of: Box::new(|path| {
                Path::new("in box").join(format!(
                    "{}.findings.txt",
                    path.file_name().expect("a name").display()
                ))
            }),
        };
        Desk::new(
            self.folder.path(),
            settings,
            Arc::new(AtomicBool::new(false)),
            Arc::default(),
        )
    }

    /// A file is judged and has these findings.
    fn judge(&self, name: &str, content: &str, book: &str, findings: &[&str]) {
        let mut store = Store::open(self.folder.path(), Missing::Refuse).expect("a store");
        run(
            &mut store,
            &file(name, content),
            &key(content, book),
            judged(content, None, findings),
        );
    }

    fn states(&self) -> Vec<(String, String, usize)> {
        let mut store = Store::open(self.folder.path(), Missing::Refuse).expect("a store");
        let all = store.deliveries().expect("deliveries");
        all.into_iter()
            .map(|own| (own.receiver, own.state, own.count))
            .collect()
    }
}

/// Keys of `[smtp]`.
fn user() -> String {
    format!("user = \"{}\"\npassword_file = \"password\"\n", USER.0)
}

fn now() -> Timestamp {
    Timestamp::now()
}

fn later(minutes: i64) -> Timestamp {
    now() + SignedDuration::from_mins(minutes)
}

fn json(message: &Message) -> serde_json::Value {
    serde_json::from_str(&message.body).expect("JSON")
}

#[test]
fn a_finding_set_is_told_once_whatever_book_finds_it_again_and_whoever_starts_anew() {
    let http = Local::http();
    let office = Office::new(&[&http.webhook("hook")]);
    let mut desk = office.desk();
    office.judge("r.md", "a", "1", &["x"]);
    desk.turn(now());
    assert_eq!(json(&http.next())["data"]["findings"][0]["fingerprint"], "x");
    office.judge("r.md", "a", "2", &["x"]);
    desk.turn(now());
    let mut desk = office.desk();
    desk.turn(now());
    assert!(
        http.taken().is_none(),
        "the same findings by another book are no news"
    );
    office.judge("r.md", "b", "2", &["y"]);
    desk.turn(now());
    let second = json(&http.next());
    let changes: Vec<&str> = second["data"]["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|own| own["change"].as_str().expect("a change"))
        .collect();
    assert_eq!(changes, ["new", "gone"]);
    office.judge("r.md", "c", "2", &[]);
    desk.turn(now());
    http.next();
    office.judge("clean.md", "d", "2", &[]);
    desk.turn(now());
    assert!(http.taken().is_none(), "nothing was found and nothing is gone");
}

#[test]
fn a_webhook_is_signed_by_a_secret_that_is_read_from_a_file() {
    let http = Local::http();
    let office = Office::new(&[&http.webhook("hook"), "secret_file = \"secret\"\n"]);
    let mut desk = office.desk();
    office.judge("r.md", "a", "1", &["x"]);
    desk.turn(now());
    assert!(
        http.taken().is_none(),
        "nothing goes out unsigned when the secret is not there"
    );
    office.write("secret", "whsec_c2VjcmV0\n");
    desk.turn(later(1));
    let message = http.next();
    let part = |name| message.header(name).expect("a header");
    let signed = format!(
        "{}.{}.{}",
        part("webhook-id"),
        part("webhook-timestamp"),
        message.body
    );
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(b"secret").expect("a key");
    mac.update(signed.as_bytes());
    let expected = STANDARD.encode(mac.finalize().into_bytes());
    assert_eq!(part("webhook-signature"), format!("v1,{expected}"));
}

/// A webhook that refuses what it is told first: the findings on one report.
fn refused_once() -> (Local, Office) {
    let http = Local::http();
    let office = Office::new(&[&http.webhook("hook")]);
    office.judge("r.md", "a", "1", &["x"]);
    http.answer("500 Internal Server Error");
    (http, office)
}

#[test]
fn a_receiver_that_fails_is_tried_again_with_the_same_id_after_a_restart_and_given_up_in_the_end() {
    let (http, office) = refused_once();
    let mut desk = office.desk();
    desk.turn(now());
    let first = http.next();
    desk.turn(now());
    assert!(http.taken().is_none(), "it is not tried again at once");
    assert_eq!(office.states(), [("hook".to_string(), "waiting".to_string(), 1)]);
    let mut desk = office.desk();
    desk.turn(later(1));
    assert_eq!(http.next().header("webhook-id"), first.header("webhook-id"));
    assert_eq!(
        office.states(),
        [("hook".to_string(), "delivered".to_string(), 1)]
    );

    office.judge("r.md", "b", "1", &["y"]);
    http.answer("410 Gone");
    desk.turn(later(73 * 60));
    http.next();
    assert!(
        office
            .states()
            .contains(&("hook".to_string(), "failed".to_string(), 1))
    );
}

#[test]
fn a_dead_receiver_keeps_no_other_from_being_told() {
    let dead = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = dead.local_addr().expect("an address");
    drop(dead);
    let (http, mail) = (Local::http(), Local::smtp());
    let dead = webhook("hook", &format!("http://{address}/"));
    let office = Office::new(&[&dead, &http.webhook("alive"), &mail.mail_server(), &people("")]);
    office.judge("r.md", "a", "1", &["x"]);
    office.desk().turn(now());
    http.next();
    mail.next();
    assert!(
        office
            .states()
            .contains(&("hook".to_string(), "waiting".to_string(), 1))
    );
}

#[test]
fn an_e_mail_tells_what_to_ask_for_in_the_language_of_its_receiver() {
    let mail = Local::smtp();
    let office = Office::new(&[
        "link = \"https://files.example.org/findings/\"\n",
        &mail.mail_server(),
        &user(),
        &people("language = \"sv\""),
    ]);
    office.write("password", USER.1);
    office.judge("r.md", "a", "1", &["x"]);
    office.desk().turn(now());
    let message = mail.next();
    assert!(message.head.contains(&format!(
        "AUTH PLAIN {}",
        STANDARD.encode(format!("\0{}\0{}", USER.0, USER.1))
    )));
    assert!(message.head.contains("RCPT TO:<desk@example.org>"));
    assert_eq!(
        message.header("auto-submitted").as_deref(),
        Some("auto-generated")
    );
    let text = quoted_printable::decode(&message.body, quoted_printable::ParseMode::Robust).expect("a text");
    let text = String::from_utf8_lossy(&text);
    for part in [
        "Öppna: 1 fel, 0 varningar",
        "- fel: M",
        "  A",
        "https://files.example.org/findings/in%20box/r.md.findings.txt",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn a_digest_gathers_a_day_and_a_flood_becomes_one_e_mail() {
    let mail = Local::smtp();
    let office = Office::new(&[&mail.mail_server(), &people("digest = \"07:00\"")]);
    let mut desk = office.desk();
    for name in ["a", "b"] {
        office.judge(&format!("{name}.md"), name, "1", &["x"]);
    }
    desk.turn(now());
    assert!(mail.taken().is_none(), "a digest waits for its time");
    desk.turn(later(24 * 60));
    let message = mail.next();
    assert!(
        message.body.contains("New findings in 2 reports"),
        "{}",
        message.body
    );

    let office = Office::new(&[&mail.mail_server(), &people("")]);
    for number in 0..8 {
        let name = number.to_string();
        office.judge(&format!("{name}.md"), &name, "1", &["x"]);
    }
    office.desk().turn(now());
    assert!(mail.next().body.contains("New findings in 8 reports"));
    assert!(mail.taken().is_none());
}

#[test]
fn what_is_told_late_names_its_file_although_another_book_judged_it_since() {
    let (http, office) = refused_once();
    let mut desk = office.desk();
    desk.turn(now());
    http.next();
    office.judge("r.md", "a", "2", &["x"]);
    desk.turn(later(1));
    let told = json(&http.next());
    assert_eq!(told["data"]["findings_file"], "/out/in box/r.md.findings.txt");
}

#[test]
fn a_clock_that_is_set_back_holds_nothing_up() {
    let (http, office) = refused_once();
    let mut desk = office.desk();
    desk.turn(later(48 * 60));
    http.next();
    desk.turn(later(60));
    http.next();
    assert_eq!(
        office.states(),
        [("hook".to_string(), "delivered".to_string(), 1)]
    );
}

#[test]
fn own_templates_go_before_the_shipped_and_only_wanted_reports_are_told() {
    let mail = Local::smtp();
    let office = Office::new(&[
        "templates = \"templates\"\n",
        &mail.mail_server(),
        &people("profiles = [\"sida\"]"),
    ]);
    office.write("templates/sida.txt", "For Sida\n\n{{ reports[0].name }}\n");
    let mut desk = office.desk();
    office.judge("other.md", "a", "1", &["x"]);
    let mut store = Store::open(office.folder.path(), Missing::Refuse).expect("a store");
    let mut own = key("b", "1");
    own.profile = "sida".to_string();
    run(&mut store, &file("own.md", "b"), &own, judged("b", None, &["x"]));
    desk.turn(now());
    let message = mail.next();
    assert_eq!(message.header("subject").as_deref(), Some("For Sida"));
    assert!(message.body.contains("own.md"));
    assert!(mail.taken().is_none());

    office.write("templates/sida.txt", "S\n\n{{ reports[0].nam }}\n");
    let mistake = Templates::load(Some(&office.path("templates"))).expect_err("a mistake");
    assert!(
        mistake.contains("sida.txt") && mistake.contains(":3"),
        "{mistake}"
    );
}

#[test]
fn the_shipped_templates_can_be_filled() {
    for name in ["en", "es", "fr", "sv"] {
        let folder = tempfile::tempdir().expect("a folder");
        let own = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("src/texts/mail")
            .join(format!("{name}.txt"));
        std::fs::copy(own, folder.path().join("own.txt")).expect("a copy");
        Templates::load(Some(folder.path())).expect("a whole template");
    }
}
