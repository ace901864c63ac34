//! Small real servers of this machine that take what is sent to them: HTTP and SMTP.

#![allow(dead_code, reason = "each test program uses a part of it")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Long enough for any machine; nothing waits for it to pass.
const PATIENCE: Duration = Duration::from_secs(60);

/// What came in: for HTTP the head and the body, for SMTP the envelope and the message.
#[derive(Debug)]
pub struct Message {
    pub head: String,
    pub body: String,
}

impl Message {
    /// The value of a header, in the head or at the beginning of the message.
    pub fn header(&self, name: &str) -> Option<String> {
        let begin = format!("{}:", name.to_lowercase());
        let mut lines = self.head.lines().chain(self.body.lines());
        let line = lines.find(|line| line.to_lowercase().starts_with(&begin))?;
        Some(line[begin.len()..].trim().to_string())
    }
}

pub struct Local {
    pub address: SocketAddr,
    came: Receiver<Message>,
    /// What it answers to a message; success where there is nothing more.
    answers: Arc<Mutex<Vec<&'static str>>>,
}

type Serve = fn(TcpStream, &Sender<Message>, &Mutex<Vec<&'static str>>) -> std::io::Result<()>;

impl Local {
    pub fn http() -> Self {
        Self::start(http)
    }

    pub fn smtp() -> Self {
        Self::start(smtp)
    }

    fn start(serve: Serve) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let (sender, came) = channel();
        let answers = Arc::new(Mutex::new(Vec::new()));
        let own = Arc::clone(&answers);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let _ = serve(stream, &sender, &own);
            }
        });
        Local {
            address,
            came,
            answers,
        }
    }

    /// The next message is answered so.
    pub fn answer(&self, answer: &'static str) {
        self.answers.lock().expect("answers").push(answer);
    }

    pub fn next(&self) -> Message {
        self.came.recv_timeout(PATIENCE).expect("a message")
    }

    /// A message that is here already.
    pub fn taken(&self) -> Option<Message> {
        self.came.try_recv().ok()
    }
}

fn http(
    mut stream: TcpStream,
    came: &Sender<Message>,
    answers: &Mutex<Vec<&'static str>>,
) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head)? == 0 {
            return Ok(());
        }
    }
    let mut message = Message {
        head,
        body: String::new(),
    };
    let length = message.header("content-length").and_then(|own| own.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body)?;
    message.body = String::from_utf8_lossy(&body).into_owned();
    let answer = answers.lock().expect("answers").pop().unwrap_or("204 No Content");
    let _ = came.send(message);
    write!(
        stream,
        "HTTP/1.1 {answer}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    )
}

fn smtp(
    mut stream: TcpStream,
    came: &Sender<Message>,
    answers: &Mutex<Vec<&'static str>>,
) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut head = String::new();
    write!(stream, "220 localhost ESMTP\r\n")?;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let verb = line.split_whitespace().next().unwrap_or_default().to_uppercase();
        match verb.as_str() {
            "EHLO" => write!(stream, "250-localhost\r\n250-8BITMIME\r\n250 AUTH PLAIN\r\n")?,
            "AUTH" => {
                head.push_str(&line);
                write!(stream, "235 welcome\r\n")?;
            }
            "DATA" => {
                write!(stream, "354 go on\r\n")?;
                let mut body = String::new();
                loop {
                    let mut line = String::new();
                    reader.read_line(&mut line)?;
                    if line == ".\r\n" {
                        break;
                    }
                    body.push_str(line.strip_prefix('.').unwrap_or(&line));
                }
                let answer = answers.lock().expect("answers").pop().unwrap_or("250 taken");
                let _ = came.send(Message {
                    head: std::mem::take(&mut head),
                    body,
                });
                write!(stream, "{answer}\r\n")?;
            }
            "QUIT" => {
                write!(stream, "221 bye\r\n")?;
                return Ok(());
            }
            _ => {
                head.push_str(&line);
                write!(stream, "250 well\r\n")?;
            }
        }
    }
}
