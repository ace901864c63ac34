//! The bytes of an XML file as UTF-8, with their lines counted and the length of one piece of markup limited.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};

const CHUNK: usize = 128 * 1024;

/// Opens a file and decodes it as its byte order mark or XML declaration says.
pub fn open(path: &Path) -> io::Result<Counted> {
    let mut file = BufReader::with_capacity(CHUNK, File::open(path)?);
    let encoding = encoding_of(file.fill_buf()?);
    let inner: Box<dyn BufRead> = if encoding == UTF_8 {
        Box::new(file)
    } else {
        Box::new(Transcoder {
            inner: file,
            decoder: encoding.new_decoder_with_bom_removal(),
            text: String::with_capacity(CHUNK),
            taken: 0,
            ended: false,
        })
    };
    Ok(Counted {
        inner,
        line: 1,
        taken: 0,
        over_limit: false,
    })
}

/// The encoding that the start of an XML file declares, UTF-8 if it declares none.
pub fn encoding_of(head: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return encoding;
    }
    let head = &head[..head.len().min(256)];
    let end = head.iter().position(|byte| *byte == b'>');
    let declaration = String::from_utf8_lossy(&head[..end.unwrap_or(0)]);
    if !declaration.trim_start().starts_with("<?xml") {
        return UTF_8;
    }
    declaration
        .split_once("encoding")
        .and_then(|(_, rest)| rest.split(['"', '\'']).nth(1))
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        // A file whose declaration could be read byte by byte is not UTF-16, whatever it says.
        .map_or(UTF_8, Encoding::output_encoding)
}

/// Counts lines as they are taken, and refuses to go on when one event takes more than [`Counted::LIMIT`] bytes.
pub struct Counted {
    inner: Box<dyn BufRead>,
    line: u32,
    taken: usize,
    over_limit: bool,
}

impl Counted {
    /// Bytes of one tag, text or comment.
    pub const LIMIT: usize = 64 * 1024 * 1024;

    /// Number of the line that the next byte stands on.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// Says that a new event begins.
    pub fn begin_event(&mut self) {
        self.taken = 0;
    }

    pub fn over_limit(&self) -> bool {
        self.over_limit
    }
}

impl Read for Counted {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(out.len());
        out[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Counted {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.taken > Self::LIMIT {
            self.over_limit = true;
            return Err(io::Error::other("too long"));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        // What is about to be consumed is still buffered, so this reads nothing.
        if let Ok(available) = self.inner.fill_buf() {
            let taken = &available[..count.min(available.len())];
            let lines = taken.iter().filter(|byte| **byte == b'\n').count();
            self.line = self.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        }
        self.taken = self.taken.saturating_add(count);
        self.inner.consume(count);
    }
}

/// Turns bytes of another encoding into UTF-8, a chunk at a time.
struct Transcoder {
    inner: BufReader<File>,
    decoder: Decoder,
    text: String,
    taken: usize,
    ended: bool,
}

impl Read for Transcoder {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(out.len());
        out[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Transcoder {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.taken >= self.text.len() && !self.ended {
            self.text.clear();
            self.taken = 0;
            let bytes = self.inner.fill_buf()?;
            let last = bytes.is_empty();
            let (result, read, _) = self.decoder.decode_to_string(bytes, &mut self.text, last);
            self.inner.consume(read);
            self.ended = last && result == CoderResult::InputEmpty;
        }
        Ok(&self.text.as_bytes()[self.taken..])
    }

    fn consume(&mut self, count: usize) {
        self.taken = (self.taken + count).min(self.text.len());
    }
}
