//! Connections that nobody else reads: with a server that one's own authority vouches for, and with no other.

use super::*;
use crate::notification::local::{Authority, Privacy};
use crate::notification::{greets, webhook as hook};

const HERE: &str = "127.0.0.1";
const OWN: &str = "ca_file = \"own.pem\"\n";

fn both(authority: &Authority) -> [Privacy; 2] {
    let config = authority.vouches_for(HERE);
    [Privacy::Tls(config.clone()), Privacy::Starttls(config)]
}

/// Whether the mail server lets us in.
fn asked(office: &Office) -> String {
    let config = office.config();
    let answer = greets(&config.receivers.smtp.expect("a server"), PATIENCE);
    answer.map_or_else(|refused| refused, |()| "well".to_string())
}

#[test]
fn e_mails_go_privately_to_a_server_for_which_an_own_authority_vouches() {
    let authority = Authority::new();
    for privacy in both(&authority) {
        let mail = Local::smtp_by(privacy);
        let office = Office::new(&[&mail.mail_server(), &user(), OWN, &people("")]);
        office.write("own.pem", &authority.pem());
        office.write("password", USER.1);
        office.judge("r.md", "a", "1", &["x"]);
        office.desk().turn(now());
        let message = mail.next();
        assert!(message.head.contains("AUTH PLAIN"), "{}", message.head);
        office.write("password", "another");
        let told = asked(&office);
        assert!(
            told.starts_with("it refuses the user `u` with this password"),
            "{told}"
        );
    }
}

#[test]
fn a_server_that_is_not_who_it_should_be_is_told_nothing_and_why_is_said_in_words() {
    let (authority, stranger) = (Authority::new(), Authority::new());
    for (privacy, why) in [
        (
            Privacy::Tls(stranger.vouches_for(HERE)),
            "its certificate is signed by nobody in ",
        ),
        (
            Privacy::Starttls(stranger.vouches_for(HERE)),
            "its certificate is signed by nobody in ",
        ),
        (
            Privacy::Tls(authority.vouches_for("mail.example.org")),
            "its certificate is for mail.example.org and not for 127.0.0.1",
        ),
        (
            Privacy::Starttls(authority.vouched_for(HERE)),
            "its certificate expired on 2020-01-02",
        ),
    ] {
        let mail = Local::smtp_by(privacy.clone());
        let office = Office::new(&[&mail.mail_server(), OWN, &people("")]);
        office.write("own.pem", &authority.pem());
        let told = asked(&office);
        assert!(told.starts_with(why), "{told}");
        office.judge("r.md", "a", "1", &["x"]);
        office.desk().turn(now());
        assert!(mail.taken().is_none());
        assert_eq!(office.states(), [("desk".to_string(), "waiting".to_string(), 1)]);
    }
}

#[test]
fn a_mail_server_that_keeps_nothing_private_is_told_nothing() {
    let mail = Local::smtp();
    for (tls, why) in [
        ("starttls", "STARTTLS is not supported on this server"),
        ("tls", "it speaks no TLS at this port"),
    ] {
        let server = mail.mail_server().replace("\"none\"", &format!("\"{tls}\""));
        let office = Office::new(&[&server, OWN, &people("")]);
        office.write("own.pem", &Authority::new().pem());
        let told = asked(&office);
        assert!(told.starts_with(why), "{told}");
    }
}

#[test]
fn a_webhook_goes_by_https_to_whom_an_own_authority_vouches_for() {
    let authority = Authority::new();
    let http = Local::http_by(Privacy::Tls(authority.vouches_for(HERE)));
    let office = Office::new(&[&http.webhook("hook"), OWN]);
    office.write("own.pem", "no certificate");
    let told = || {
        let config = office.config();
        hook::send(&config.receivers.webhooks[0], "id", "{}", now())
    };
    let refused = told().expect_err("no certificate");
    assert!(refused.contains("own.pem: holds no certificate"), "{refused}");
    office.write("own.pem", &Authority::new().pem());
    let refused = told().expect_err("a stranger");
    assert!(
        refused.starts_with("its certificate is signed by nobody in "),
        "{refused}"
    );
    office.write("own.pem", &authority.pem());
    assert_eq!(told(), Ok(()));
    assert_eq!(http.next().body, "{}");
}
