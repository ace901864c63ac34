//! E-mails, by SMTP.

use std::io::ErrorKind;
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{self, Certificate, CertificateStore, TlsParameters};
use lettre::{Message, SmtpTransport, Transport};

use super::templates::Letter;
use super::{PATIENCE, trust};
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
    sent.map(|_| ()).map_err(|error| told(smtp, PATIENCE, &error))
}

/// Whether the server lets us in, which nobody is told of.
///
/// # Errors
/// It cannot be reached, or does not.
pub fn greets(smtp: &Smtp, patience: Duration) -> Result<(), String> {
    match transport(smtp, patience)?.test_connection() {
        Ok(true) => Ok(()),
        Ok(false) => Err("it ends the connection".to_string()),
        Err(error) => Err(told(smtp, patience, &error)),
    }
}

fn transport(smtp: &Smtp, patience: Duration) -> Result<SmtpTransport, String> {
    let tls = match smtp.tls {
        Tls::Starttls => client::Tls::Required(parameters(smtp)?),
        Tls::Tls => client::Tls::Wrapper(parameters(smtp)?),
        Tls::None => client::Tls::None,
    };
    let builder = SmtpTransport::builder_dangerous(&smtp.server)
        .tls(tls)
        .port(smtp.port())
        .timeout(Some(patience));
    let password = smtp.password()?;
    Ok(match (&smtp.user, password) {
        (Some(user), Some(password)) => {
            builder.credentials(Credentials::new(user.clone(), password.reveal().to_string()))
        }
        _ => builder,
    }
    .build())
}

fn parameters(smtp: &Smtp) -> Result<TlsParameters, String> {
    let mut builder = TlsParameters::builder(smtp.server.clone());
    if let Some(file) = &smtp.ca_file {
        builder = builder.certificate_store(CertificateStore::None);
        for authority in trust::authorities(file)? {
            let authority = Certificate::from_der(authority.to_vec());
            builder = builder.add_root_certificate(authority.map_err(|error| told(smtp, PATIENCE, &error))?);
        }
    }
    builder.build().map_err(|error| told(smtp, PATIENCE, &error))
}

fn mailbox(address: &str) -> Result<Mailbox, String> {
    address
        .parse()
        .map_err(|error| format!("`{address}` is no e-mail address: {error}"))
}

/// In words that a person can act on, where the library's are none.
fn told(smtp: &Smtp, patience: Duration, error: &Error) -> String {
    if let Some(refused) = trust::refused(error, smtp.ca_file.as_deref()) {
        return refused;
    }
    let cause = std::error::Error::source(error);
    let late = |cause: &std::io::Error| matches!(cause.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock);
    if cause.and_then(|own| own.downcast_ref()).is_some_and(late) {
        let hint = match smtp.tls {
            Tls::Tls => "",
            Tls::Starttls | Tls::None => {
                "; a port that speaks TLS from the beginning (465) needs tls = \"tls\""
            }
        };
        return format!("it does not answer within {} s{hint}", patience.as_secs());
    }
    let cause = cause.map_or(String::new(), ToString::to_string);
    let user = smtp.user.as_deref().unwrap_or_default();
    match error.status().map(u16::from) {
        Some(530) if user.is_empty() => format!("it asks for a user and a password: {cause}"),
        Some(534 | 535) => format!("it refuses the user `{user}` with this password: {cause}"),
        // Said by the library itself, of what the server offers.
        None if error.is_client() => cause,
        _ if error.to_string().contains(&cause) => error.to_string(),
        _ => format!("{error}: {cause}"),
    }
}
