//! Small real servers of this machine that take what is sent to them: HTTP and SMTP, in the open or by TLS.

#![allow(dead_code, unused_imports, reason = "each test program uses a part of it")]

mod authority;
mod http;
mod smtp;

use std::io::{BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

pub use authority::Authority;

/// Long enough for any machine; nothing waits for it to pass.
const PATIENCE: Duration = Duration::from_secs(300);
/// The one user whom the SMTP server knows.
pub const USER: (&str, &str) = ("u", "p");

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

/// How a connection is kept private.
#[derive(Clone)]
pub enum Privacy {
    None,
    /// From the beginning.
    Tls(Arc<ServerConfig>),
    /// When the client asks for it, and nothing is taken before.
    Starttls(Arc<ServerConfig>),
}

trait Stream: Read + Write + Send {}
impl<T: Read + Write + Send> Stream for T {}
type Client = BufReader<Box<dyn Stream>>;

fn private(stream: impl Stream + 'static, config: &Arc<ServerConfig>) -> Client {
    let connection = ServerConnection::new(Arc::clone(config)).expect("a connection");
    BufReader::new(Box::new(StreamOwned::new(connection, stream)))
}

/// The side of the server.
struct Desk {
    privacy: Privacy,
    came: Sender<Message>,
    answers: Arc<Mutex<Vec<&'static str>>>,
}

impl Desk {
    fn client(&self, stream: TcpStream) -> Client {
        match &self.privacy {
            Privacy::Tls(config) => private(stream, config),
            _ => BufReader::new(Box::new(stream)),
        }
    }

    /// Takes a message; what it answers.
    fn take(&self, message: Message, well: &'static str) -> &'static str {
        let answer = self.answers.lock().expect("answers").pop().unwrap_or(well);
        let _ = self.came.send(message);
        answer
    }
}

pub struct Local {
    pub address: SocketAddr,
    privacy: Privacy,
    came: Receiver<Message>,
    /// What it answers to a message; success where there is nothing more.
    answers: Arc<Mutex<Vec<&'static str>>>,
}

impl Local {
    pub fn http() -> Self {
        Self::http_by(Privacy::None)
    }

    pub fn http_by(privacy: Privacy) -> Self {
        Self::start(http::serve, privacy)
    }

    pub fn smtp() -> Self {
        Self::smtp_by(Privacy::None)
    }

    pub fn smtp_by(privacy: Privacy) -> Self {
        Self::start(smtp::serve, privacy)
    }

    fn start(serve: fn(Client, &Desk) -> std::io::Result<()>, privacy: Privacy) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let (sender, came) = channel();
        let answers = Arc::new(Mutex::new(Vec::new()));
        let desk = Desk {
            privacy: privacy.clone(),
            came: sender,
            answers: Arc::clone(&answers),
        };
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let _ = serve(desk.client(stream), &desk);
            }
        });
        Local {
            address,
            privacy,
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

    /// What `tillsyn.toml` says of it, as a program that is told.
    pub fn webhook(&self, name: &str) -> String {
        let scheme = if matches!(self.privacy, Privacy::None) {
            "http"
        } else {
            "https"
        };
        webhook(name, &format!("{scheme}://{}/in", self.address))
    }

    /// What `tillsyn.toml` says of it, as the server that takes e-mails.
    pub fn mail_server(&self) -> String {
        let tls = match self.privacy {
            Privacy::None => "none",
            Privacy::Tls(_) => "tls",
            Privacy::Starttls(_) => "starttls",
        };
        format!(
            "[smtp]\nserver = \"127.0.0.1\"\nport = {}\ntls = \"{tls}\"\nfrom = \"tillsyn <t@example.org>\"\n",
            self.address.port()
        )
    }
}

pub fn webhook(name: &str, url: &str) -> String {
    format!("[[webhook]]\nname = \"{name}\"\nurl = \"{url}\"\n")
}

/// People with the name `desk`, with more keys.
pub fn people(more: &str) -> String {
    format!("[[mail]]\nname = \"desk\"\nto = [\"desk@example.org\"]\n{more}\n")
}
