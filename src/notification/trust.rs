//! Whose certificates are trusted, and why one is refused, in words that a person can act on.

use std::error::Error;
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rustls::CertificateError;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, UnixTime};

/// The certificates of an own authority, as its administrators hand them out.
///
/// # Errors
/// The file cannot be read or holds none.
pub fn authorities(file: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let wrong = |what: &dyn std::fmt::Display| format!("ca_file {}: {what}", file.display());
    let text = std::fs::read(file).map_err(|error| wrong(&format!("cannot be read: {error}")))?;
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&text).collect();
    match found {
        Ok(found) if !found.is_empty() => Ok(found),
        Ok(_) => Err(wrong(
            &"holds no certificate: it must be PEM, with a line -----BEGIN CERTIFICATE-----",
        )),
        Err(error) => Err(wrong(&format!("is no whole PEM: {error}"))),
    }
}

/// What was wrong with the certificate or the privacy of a connection. None where it failed for another reason.
pub fn refused(error: &(dyn Error + 'static), own: Option<&Path>) -> Option<String> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref::<rustls::Error>() {
            return Some(told(found, own));
        }
        let held = error
            .downcast_ref::<std::io::Error>()
            .and_then(|own| own.get_ref());
        next = held
            .map(|own| own as &(dyn Error + 'static))
            .or_else(|| error.source());
    }
    None
}

fn told(error: &rustls::Error, own: Option<&Path>) -> String {
    let certificate = match error {
        rustls::Error::InvalidCertificate(certificate) => certificate,
        rustls::Error::InvalidMessage(_) => {
            return "it speaks no TLS at this port: name another port, or another tls".to_string();
        }
        other => return other.to_string(),
    };
    match certificate {
        // An authority that was made anew bears the same name.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => match own {
            Some(file) => format!("its certificate is signed by nobody in {}", file.display()),
            None => "its certificate is signed by nobody whom this machine trusts: name the certificate of your own authority with ca_file, or add it to those of the machine".to_string(),
        },
        CertificateError::ExpiredContext { not_after, .. } => {
            format!("its certificate expired on {}", day(*not_after))
        }
        CertificateError::NotValidYetContext { not_before, .. } => format!(
            "its certificate is valid from {} on: see the clock of this machine",
            day(*not_before)
        ),
        CertificateError::NotValidForNameContext { expected, presented } => format!(
            "its certificate is for {} and not for {}: name it as its certificate does",
            names(presented),
            expected.to_str()
        ),
        CertificateError::Other(other) if other.to_string().contains("CaUsedAsEndEntity") => {
            "its certificate is one of an authority (CA:TRUE), which no server may show as its own: sign one for the server with it".to_string()
        }
        other => format!("its certificate is refused: {other}"),
    }
}

fn day(time: UnixTime) -> String {
    let time = i64::try_from(time.as_secs())
        .ok()
        .and_then(|own| Timestamp::from_second(own).ok());
    time.map_or(String::new(), |own| {
        own.to_zoned_datetime(TimeZone::UTC).date().to_string()
    })
}

/// They come as `DnsName("mail.example.org")`.
fn names(presented: &[String]) -> String {
    let bare = |own: &String| own.split('"').nth(1).unwrap_or(own).to_string();
    let names: Vec<String> = presented.iter().map(bare).collect();
    if names.is_empty() {
        "no name".to_string()
    } else {
        names.join(", ")
    }
}
