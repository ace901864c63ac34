//! Who is told of new findings: the `[[webhook]]`, `[smtp]` and `[[mail]]` parts of `tillsyn.toml`.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

use jiff::civil::Time;
use lettre::message::Mailbox;
use serde::de::Error;
use serde::{Deserialize, Deserializer};

use super::mistake::Mistake;
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
    #[serde(default, deserialize_with = "time")]
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

    /// What cannot be meant.
    pub fn mistakes(&self) -> Vec<Mistake> {
        let mut found = self.names();
        for (at, own) in self.webhooks.iter().enumerate() {
            let begins = ["http://", "https://"];
            let is_http = begins.iter().any(|begin| own.url.starts_with(begin));
            if !is_http || own.url.parse::<ureq::http::Uri>().is_err() {
                found.push(Mistake {
                    entry: format!("webhook.{at}.url"),
                    at: own.url.clone(),
                    message: format!("`{}` is no address that begins with https:// or http://", own.url),
                    remedy: format!(
                        "write the address of the webhook `{}`: url = \"https://…\"",
                        own.name
                    ),
                });
            }
        }
        let nobody = self.mails.iter().enumerate().filter(|(_, own)| own.to.is_empty());
        found.extend(nobody.map(|(at, own)| Mistake {
            entry: format!("mail.{at}.to"),
            at: own.name.clone(),
            message: format!("mail `{}` goes to nobody", own.name),
            remedy: "name addresses: to = [\"desk@example.org\"]".to_string(),
        }));
        found.extend(self.addresses());
        if !self.mails.is_empty() && self.smtp.is_none() {
            found.push(Mistake {
                entry: "smtp".to_string(),
                at: "[[mail]]".to_string(),
                message: "mails need a server that takes them".to_string(),
                remedy: "add [smtp] with server and from".to_string(),
            });
        }
        found
    }

    fn addresses(&self) -> impl Iterator<Item = Mistake> {
        let from = self.smtp.iter().map(|own| ("smtp.from".to_string(), &own.from));
        let to = self.mails.iter().enumerate().flat_map(|(at, own)| {
            let each = own.to.iter().enumerate();
            each.map(move |(place, to)| (format!("mail.{at}.to.{place}"), to))
        });
        let wrong = from.chain(to).filter(|(_, own)| own.parse::<Mailbox>().is_err());
        wrong.map(|(entry, own)| Mistake {
            entry,
            at: own.clone(),
            message: format!("`{own}` is no e-mail address"),
            remedy: "write desk@example.org, or with a name: Desk <desk@example.org>".to_string(),
        })
    }

    /// The store remembers by the name who was told.
    fn names(&self) -> Vec<Mistake> {
        let webhooks = self.webhooks.iter().map(|own| ("webhook", &own.name)).enumerate();
        let mails = self.mails.iter().map(|own| ("mail", &own.name)).enumerate();
        let mut names = BTreeSet::new();
        let wrong = webhooks
            .chain(mails)
            .filter(|(_, (_, name))| name.trim().is_empty() || !names.insert(*name));
        wrong
            .map(|(at, (kind, name))| Mistake {
                entry: format!("{kind}.{at}.name"),
                at: format!("\"{name}\""),
                message: format!("each webhook and mail needs a name of its own, and `{name}` is none"),
                remedy: "write another name: it is remembered by it who was told".to_string(),
            })
            .collect()
    }
}

/// A message of the parser would tell of digits.
fn time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Time>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let time = text
        .parse()
        .map_err(|_| D::Error::custom(format!("`{text}` is no time of the day; write it as 07:00")));
    time.map(Some)
}
