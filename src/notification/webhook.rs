//! A webhook is told as the Standard Webhooks specification has it: JSON, with an id, a time and a signature over both and
//! the body.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use serde_json::json;
use sha2::Sha256;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

use super::{PATIENCE, trust};
use crate::config::{Secret, Webhook};
use crate::store::{Delivery, News};

/// Secrets that begin so are written in base64.
const ENCODED: &str = "whsec_";

/// What is told of a finding set.
pub fn body(news: &News, delivery: &Delivery, link: &str) -> String {
    let findings: Vec<_> = news.findings.iter().map(|own| &own.finding).collect();
    json!({
        "type": "findings.changed",
        "timestamp": delivery.made,
        "data": {
            "report": news.report,
            "language": news.language,
            "findings": findings,
            "findings_file": link,
        },
    })
    .to_string()
}

/// # Errors
/// The receiver cannot be reached or does not take it.
pub fn send(webhook: &Webhook, id: &str, body: &str, now: Timestamp) -> Result<(), String> {
    let secret = webhook.secret()?;
    let time = now.as_second().to_string();
    let mut request = agent(webhook)?
        .post(&webhook.url)
        .content_type("application/json")
        .header("webhook-id", id)
        .header("webhook-timestamp", &time);
    if let Some(secret) = secret {
        request = request.header("webhook-signature", signature(&secret, id, &time, body)?);
    }
    let response = request.send(body).map_err(|error| told(webhook, &error))?;
    let status = response.status();
    if status.is_success() {
        Ok(())
    } else {
        Err(format!("it answers {status}"))
    }
}

fn agent(webhook: &Webhook) -> Result<ureq::Agent, String> {
    let trusted = match &webhook.ca_file {
        Some(file) => {
            let authorities = trust::authorities(file)?;
            let authorities = authorities
                .iter()
                .map(|own| Certificate::from_der(own).to_owned());
            RootCerts::from(authorities)
        }
        None => RootCerts::PlatformVerifier,
    };
    let tls = TlsConfig::builder().root_certs(trusted).build();
    let config = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        // A signed message goes where it was meant to go, and nowhere else.
        .max_redirects(0)
        .http_status_as_error(false)
        .user_agent(concat!("tillsyn/", env!("CARGO_PKG_VERSION")))
        .tls_config(tls)
        .build();
    Ok(config.into())
}

fn signature(secret: &Secret, id: &str, time: &str, body: &str) -> Result<String, String> {
    let secret = secret.reveal();
    let key = match secret.strip_prefix(ENCODED) {
        Some(encoded) => STANDARD
            .decode(encoded)
            .map_err(|_| format!("its secret begins with {ENCODED}, but the rest is no base64"))?,
        None => secret.as_bytes().to_vec(),
    };
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).map_err(|error| error.to_string())?;
    mac.update(format!("{id}.{time}.{body}").as_bytes());
    Ok(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
}

/// Addresses may hold secrets, and are left out.
fn told(webhook: &Webhook, error: &ureq::Error) -> String {
    let own = webhook.ca_file.as_deref();
    let refused = match error {
        ureq::Error::BadUri(_) => return "its url is no address".to_string(),
        ureq::Error::Io(error) => trust::refused(error, own),
        ureq::Error::Rustls(error) => trust::refused(error, own),
        _ => None,
    };
    refused.unwrap_or_else(|| error.to_string())
}
