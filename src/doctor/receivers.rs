//! Whether receivers can be told. Nothing is sent to them.

use std::net::{IpAddr, TcpStream, ToSocketAddrs};
use std::path::Path;

use super::{Check, PATIENCE, Pending};
use crate::config::{Receivers, Secret, Smtp, Tls, Webhook};
use crate::notification;

const WEBHOOK: &str = "webhook";
const SMTP: &str = "smtp";

pub fn ask(receivers: &Receivers) -> Vec<Pending> {
    let webhooks = receivers.webhooks.iter().cloned().map(|own| {
        let silence = unreachable(&own, "it does not answer");
        Pending::ask(silence, move || webhook(&own))
    });
    let smtp = receivers.smtp.iter().cloned().map(|own| {
        let silence = no_greeting(&own, "it does not answer");
        Pending::ask(silence, move || smtp(&own))
    });
    webhooks.chain(smtp).collect()
}

fn webhook(own: &Webhook) -> Check {
    if let Some(wrong) = wrong_secret(WEBHOOK, &own.name, own.secret(), own.secret_file.as_deref()) {
        return wrong;
    }
    if let Some(wrong) = wrong_authorities(WEBHOOK, &own.name, own.ca_file.as_deref()) {
        return wrong;
    }
    match connect(&own.url) {
        Ok(()) => Check::ok(WEBHOOK, &own.name, "takes connections"),
        Err(error) => unreachable(own, &error),
    }
}

fn unreachable(own: &Webhook, error: &str) -> Check {
    Check::warning(
        WEBHOOK,
        &own.name,
        format!("cannot be reached: {error}"),
        "start the receiver or mend its url in tillsyn.toml; what is to be told waits three days",
    )
}

fn connect(url: &str) -> Result<(), String> {
    let url: ureq::http::Uri = url.parse().map_err(|_| "its url is no address".to_string())?;
    let host = url.host().unwrap_or_default().trim_matches(['[', ']']);
    let port = url.port_u16().unwrap_or(if url.scheme_str() == Some("https") {
        443
    } else {
        80
    });
    let addresses = (host, port)
        .to_socket_addrs()
        .map_err(|error| format!("{host} is not known: {error}"))?;
    let mut last = format!("{host} has no address");
    for address in addresses {
        match TcpStream::connect_timeout(&address, PATIENCE) {
            Ok(_) => return Ok(()),
            Err(error) => last = format!("{address}: {error}"),
        }
    }
    Err(last)
}

fn smtp(own: &Smtp) -> Check {
    let place = place(own);
    if let Some(wrong) = wrong_secret(SMTP, &place, own.password(), own.password_file.as_deref()) {
        return wrong;
    }
    if let Some(wrong) = wrong_authorities(SMTP, &place, own.ca_file.as_deref()) {
        return wrong;
    }
    match notification::greets(own, PATIENCE) {
        Ok(()) if own.user.is_some() && own.tls == Tls::None && !is_here(&own.server) => Check::warning(
            SMTP,
            place,
            "lets us in, but the password goes over the network for everybody to read",
            "write tls = \"starttls\" or \"tls\" in [smtp], if the server speaks it",
        ),
        Ok(()) if own.user.is_some() => Check::ok(SMTP, place, "lets us in"),
        Ok(()) => Check::ok(SMTP, place, "greets"),
        Err(error) => no_greeting(own, &error),
    }
}

fn no_greeting(own: &Smtp, error: &str) -> Check {
    Check::warning(
        SMTP,
        place(own),
        format!("does not let us in: {error}"),
        "start the server, or mend server, port, tls, ca_file, user or password of [smtp] in tillsyn.toml; e-mails wait three days",
    )
}

fn place(own: &Smtp) -> String {
    format!("{}:{}", own.server, own.port())
}

/// On this machine.
fn is_here(server: &str) -> bool {
    let name = server.trim_matches(['[', ']']);
    name == "localhost" || name.parse::<IpAddr>().is_ok_and(|own| own.is_loopback())
}

fn wrong_authorities(check: &'static str, place: &str, file: Option<&Path>) -> Option<Check> {
    let error = notification::authorities(file?).err()?;
    let remedy = "put the certificate of your own authority there, or leave ca_file out: then those count that this machine trusts";
    Some(Check::error(check, place, error, remedy))
}

fn wrong_secret(
    check: &'static str,
    place: &str,
    secret: Result<Option<Secret>, String>,
    file: Option<&Path>,
) -> Option<Check> {
    if let Err(error) = secret {
        let remedy = "write the secret there; a service gets its environment from Environment= or LoadCredential= in its unit";
        return Some(Check::error(check, place, error, remedy));
    }
    let file = file.filter(|own| everybody_reads(own))?;
    Some(Check::warning(
        check,
        place,
        format!(
            "{}: everybody on this machine can read the secret",
            file.display()
        ),
        format!("chmod o= {}", file.display()),
    ))
}

#[cfg(unix)]
fn everybody_reads(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(file).is_ok_and(|own| own.permissions().mode() & 0o004 != 0)
}

#[cfg(not(unix))]
fn everybody_reads(_: &Path) -> bool {
    false
}
