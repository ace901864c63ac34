//! The daemon tells real receivers of what it found, once, and does not wait for those that are dead.

mod daemon;
mod receivers;

use daemon::Daemon;
use receivers::{Local, people, webhook};

const REPORT: &str = "# Final report\n\nIn May, 25 social workers were trained.\n";

#[test]
fn new_findings_are_told_once_and_a_dead_receiver_keeps_nothing_waiting() {
    let (http, mail) = (Local::http(), Local::smtp());
    let configuration = [
        http.webhook("registry"),
        webhook("dead", "http://127.0.0.1:1/"),
        mail.mail_server(),
        people(""),
    ]
    .concat();
    let mut daemon = Daemon::configured(&configuration);
    daemon.drop_report("final.md", REPORT);
    daemon.wait_for("checked");
    let told: serde_json::Value = serde_json::from_str(&http.next().body).expect("JSON");
    assert_eq!(
        told["data"]["findings"],
        daemon.findings("final.md")["reports"][0]["findings"]
    );
    let letter = mail.next().body;
    assert!(
        letter.contains("line 3") && letter.contains("Give the number of women"),
        "{letter}"
    );
    daemon.wait_for("`dead` cannot be notified");
    daemon.wait_for("`desk` was told of");

    let mut daemon = Daemon::restart(daemon.kill(), &configuration);
    std::fs::write(daemon.path("inbox/copy.md"), REPORT).expect("a copy");
    daemon.wait_for("is a duplicate");
    daemon.drop_report(
        "final.md",
        &format!("{REPORT}\nIn June, 30 teachers were trained.\n"),
    );
    daemon.wait_for("checked");
    let told: serde_json::Value = serde_json::from_str(&http.next().body).expect("JSON");
    let findings = told["data"]["findings"].as_array().expect("findings");
    assert!(findings.iter().any(|own| own["change"] == "new"));
    let letter = mail.next().body;
    assert!(letter.contains("30 teachers"), "{letter}");
    assert!(http.taken().is_none() && mail.taken().is_none());
}
