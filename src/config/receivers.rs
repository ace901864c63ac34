//! Who is told of new findings: the `[[webhook]]`, `[smtp]` and `[[mail]]` parts of `tillsyn.toml`.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

use jiff::civil::Time;
use lettre::message::Mailbox;
use serde::Deserialize;

use crate::finding::Level;

/// Everybody who is told of new findings, and how.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Receivers {
    pub webhooks: Vec<Webhook>,
    pub smtp: Option<Smtp>,
    pub mails: Vec<Mail>,
    /// Where others reach the folder for findings: an address or a path.
    pub link: Option<String>,
    /// Folder of templates that go before the shipped ones.
    pub templates: Option<PathBuf>,
}

/// A program that is told by an HTTP POST.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Webhook {
    pub name: String,
    pub url: String,
    /// Variable of the environment, or file, with the secret that signs.
    pub secret_env: Option<String>,
    pub secret_file: Option<PathBuf>,
    /// Certificates of the authorities that may vouch for it, instead of those that this machine trusts.
    pub ca_file: Option<PathBuf>,
    /// Only reports judged by one of these; all where none is named.
    #[serde(default)]
    pub profiles: Vec<String>,
    /// Only where something of this level or above is new or gone.
    #[serde(default = "note")]
    pub level: Level,
}

/// People who are told by e-mail.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    pub name: String,
    pub to: Vec<String>,
    /// ISO 639-1 code; that of the findings where there is none.
    pub language: Option<String>,
    /// Time of the day at which everything is told in one message.
    pub digest: Option<Time>,
    /// Only reports judged by one of these; all where none is named.
    #[serde(default)]
    pub profiles: Vec<String>,
    /// Only where something of this level or above is new or gone.
    #[serde(default = "note")]
    pub level: Level,
}

fn note() -> Level {
    Level::Note
}

/// The server that takes the e-mails.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    pub server: String,
    pub port: Option<u16>,
    #[serde(default)]
    pub tls: Tls,
    pub user: Option<String>,
    /// Variable of the environment, or file, with the password.
    pub password_env: Option<String>,
    pub password_file: Option<PathBuf>,
    /// Certificates of the authorities that may vouch for it, instead of those that this machine trusts.
    pub ca_file: Option<PathBuf>,
    pub from: String,
}

/// How the connection to the mail server is kept private.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tls {
    #[default]
    Starttls,
    Tls,
    None,
}

impl Smtp {
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(match self.tls {
            Tls::Starttls => 587,
            Tls::Tls => 465,
            Tls::None => 25,
        })
    }

    /// None where the server asks for none.
    ///
    /// # Errors
    /// It is named, and not there.
    pub fn password(&self) -> Result<Option<Secret>, String> {
        secret(self.password_env.as_deref(), self.password_file.as_deref())
    }
}

impl Webhook {
    /// None where the messages are not signed.
    ///
    /// # Errors
    /// It is named, and not there.
    pub fn secret(&self) -> Result<Option<Secret>, String> {
        secret(self.secret_env.as_deref(), self.secret_file.as_deref())
    }
}

/// What must not be printed.
pub struct Secret(String);

impl Secret {
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

fn secret(variable: Option<&str>, file: Option<&Path>) -> Result<Option<Secret>, String> {
    let found = match (variable, file) {
        (Some(name), _) => std::env::var(name)
            .map_err(|_| format!("the variable {name} of the environment is not set, or is no text"))?,
        (None, Some(file)) => std::fs::read_to_string(file)
            .map_err(|error| format!("{}: cannot be read: {error}", file.display()))?,
        (None, None) => return Ok(None),
    };
    let found = found.trim();
    if found.is_empty() {
        return Err("the secret is empty".to_string());
    }
    Ok(Some(Secret(found.to_string())))
}

impl Receivers {
    pub fn paths_mut(&mut self) -> impl Iterator<Item = &mut PathBuf> {
        let webhooks = self.webhooks.iter_mut();
        let webhooks = webhooks.flat_map(|own| [&mut own.secret_file, &mut own.ca_file]);
        let smtp = self.smtp.iter_mut();
        let smtp = smtp.flat_map(|own| [&mut own.password_file, &mut own.ca_file]);
        webhooks.chain(smtp).chain([&mut self.templates]).flatten()
    }

    /// Something that cannot be meant.
    pub fn mistake(&self) -> Option<String> {
        let mut names = BTreeSet::new();
        let all = self.webhooks.iter().map(|own| &own.name);
        for name in all.chain(self.mails.iter().map(|own| &own.name)) {
            if name.trim().is_empty() || !names.insert(name) {
                return Some(format!(
                    "each webhook and mail needs a name of its own, and `{name}` is none: the store remembers by it who was told"
                ));
            }
        }
        for own in &self.webhooks {
            let is_http = ["http://", "https://"]
                .iter()
                .any(|begin| own.url.starts_with(begin));
            if !is_http || own.url.parse::<ureq::http::Uri>().is_err() {
                return Some(format!(
                    "the url of webhook `{}` is no address that begins with https:// or http://",
                    own.name
                ));
            }
        }
        if let Some(own) = self.mails.iter().find(|own| own.to.is_empty()) {
            return Some(format!(
                "mail `{}` goes to nobody: name addresses with `to`",
                own.name
            ));
        }
        let from = self.smtp.iter().map(|own| &own.from);
        let mut addresses = from.chain(self.mails.iter().flat_map(|own| &own.to));
        if let Some(wrong) = addresses.find(|own| own.parse::<Mailbox>().is_err()) {
            return Some(format!("`{wrong}` is no e-mail address"));
        }
        if self.mails.is_empty() || self.smtp.is_some() {
            return None;
        }
        Some("mails need a server that takes them: add [smtp] with server and from".to_string())
    }
}
