//! E-mails, by SMTP.

use std::time::Duration;

use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{Message, SmtpTransport, Transport};

use super::PATIENCE;
use super::templates::Letter;
use crate::config::{Mail, Smtp, Tls};

/// # Errors
/// The server cannot be reached or does not take it.
pub fn send(mail: &Mail, smtp: &Smtp, id: &str, letter: &Letter) -> Result<(), String> {
    let from = mailbox(&smtp.from)?;
    let message_id = format!("<{id}@{}>", from.email.domain());
    let mut builder = Message::builder()
        .from(from)
        .message_id(Some(message_id))
        .subject(&letter.subject)
        .header(ContentType::TEXT_PLAIN);
    for to in &mail.to {
        builder = builder.to(mailbox(to)?);
    }
    let mut message = builder
        .body(letter.text.clone())
        .map_err(|error| format!("the e-mail cannot be made: {error}"))?;
    // Nobody who is on leave need say so.
    let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
    message
        .headers_mut()
        .insert_raw(HeaderValue::new(automatic, "auto-generated".to_string()));
    let sent = transport(smtp, PATIENCE)?.send(&message);
    sent.map(|_| ()).map_err(|error| told(&error))
}

/// Whether the server lets us in, which nobody is told of.
///
/// # Errors
/// It cannot be reached, or does not.
pub fn greets(smtp: &Smtp, patience: Duration) -> Result<(), String> {
    match transport(smtp, patience)?.test_connection() {
        Ok(true) => Ok(()),
        Ok(false) => Err("it ends the connection".to_string()),
        Err(error) => Err(told(&error)),
    }
}

fn transport(smtp: &Smtp, patience: Duration) -> Result<SmtpTransport, String> {
    let builder = match smtp.tls {
        Tls::Starttls => SmtpTransport::starttls_relay(&smtp.server).map_err(|error| told(&error))?,
        Tls::Tls => SmtpTransport::relay(&smtp.server).map_err(|error| told(&error))?,
        Tls::None => SmtpTransport::builder_dangerous(&smtp.server),
    };
    let builder = builder.port(smtp.port()).timeout(Some(patience));
    let password = smtp.password()?;
    Ok(match (&smtp.user, password) {
        (Some(user), Some(password)) => {
            builder.credentials(Credentials::new(user.clone(), password.reveal().to_string()))
        }
        _ => builder,
    }
    .build())
}

fn mailbox(address: &str) -> Result<Mailbox, String> {
    address
        .parse()
        .map_err(|error| format!("`{address}` is no e-mail address: {error}"))
}

/// With the cause: the outer error says only that something failed.
fn told(error: &lettre::transport::smtp::Error) -> String {
    let cause = std::error::Error::source(error).map_or(String::new(), |cause| format!(": {cause}"));
    let told = error.to_string();
    if told.contains(cause.trim_start_matches(": ")) {
        told
    } else {
        told + cause.as_str()
    }
}
