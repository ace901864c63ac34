//! Takes one request for each connection.

use std::io::{BufRead, Read, Write};

use super::{Client, Desk, Message};

pub fn serve(mut client: Client, desk: &Desk) -> std::io::Result<()> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if client.read_line(&mut head)? == 0 {
            return Ok(());
        }
    }
    let mut message = Message {
        head,
        body: String::new(),
    };
    let length = message.header("content-length").and_then(|own| own.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    client.read_exact(&mut body)?;
    message.body = String::from_utf8_lossy(&body).into_owned();
    let answer = desk.take(message, "204 No Content");
    let stream = client.get_mut();
    write!(
        stream,
        "HTTP/1.1 {answer}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    )?;
    stream.flush()
}
