//! Takes e-mails; with [`Privacy::Starttls`] nothing before the connection is private.

use std::io::{BufRead, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{Client, Desk, Message, Privacy, USER, private};

pub fn serve(mut client: Client, desk: &Desk) -> std::io::Result<()> {
    let mut head = String::new();
    let mut open = match &desk.privacy {
        Privacy::Starttls(config) => Some(config),
        _ => None,
    };
    say(&mut client, "220 localhost ESMTP")?;
    loop {
        let mut line = String::new();
        if client.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let verb = line.split_whitespace().next().unwrap_or_default().to_uppercase();
        match (verb.as_str(), open) {
            ("EHLO", Some(_)) => say(&mut client, "250-localhost\r\n250 STARTTLS")?,
            ("EHLO", None) => say(&mut client, "250-localhost\r\n250-8BITMIME\r\n250 AUTH PLAIN")?,
            ("STARTTLS", Some(config)) => {
                say(&mut client, "220 go on")?;
                client = private(client.into_inner(), config);
                open = None;
            }
            ("QUIT", _) => return say(&mut client, "221 bye"),
            (_, Some(_)) => say(&mut client, "530 Must issue a STARTTLS command first")?,
            ("AUTH", None) => {
                let right = STANDARD.encode(format!("\0{}\0{}", USER.0, USER.1));
                let answer = if line.trim_end().ends_with(&right) {
                    head.push_str(&line);
                    "235 welcome"
                } else {
                    "535 5.7.8 credentials invalid"
                };
                say(&mut client, answer)?;
            }
            ("DATA", None) => {
                say(&mut client, "354 go on")?;
                let message = Message {
                    head: std::mem::take(&mut head),
                    body: text(&mut client)?,
                };
                say(&mut client, desk.take(message, "250 taken"))?;
            }
            (_, None) => {
                head.push_str(&line);
                say(&mut client, "250 well")?;
            }
        }
    }
}

fn text(client: &mut Client) -> std::io::Result<String> {
    let mut text = String::new();
    loop {
        let mut line = String::new();
        if client.read_line(&mut line)? == 0 || line == ".\r\n" {
            return Ok(text);
        }
        text.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}

fn say(client: &mut Client, answer: &str) -> std::io::Result<()> {
    let stream = client.get_mut();
    write!(stream, "{answer}\r\n")?;
    stream.flush()
}
