//! Recognises a file by its content and reads it.

mod archive;
mod delimited;
mod docx;
mod encoding;
mod headline;
mod html;
pub mod iati;
pub mod isolated;
mod labels;
mod markdown;
mod odt;
mod outline;
mod package;
mod pdf;
mod sheet;
mod text;
mod tree;
mod xml;

pub use archive::is_of_system;
use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::document::Document;
use crate::hex::hex;
use crate::report::{Report, Source};

pub use labels::is_labels;

/// What a reader hands on for each report in a file: its text, and what its format states as data (an IATI activity's
/// results, dates and markers; for other formats only the source is filled).
#[derive(Debug, Clone, Default)]
pub struct Reading {
    pub document: Document,
    pub declared: Report,
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    pub path: PathBuf,
    /// Lower case, no final stop.
    pub reason: String,
    /// What the user can do: lower case, no final stop.
    pub remedy: Option<String>,
}

impl ReadError {
    pub fn new(path: &Path, reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        ReadError {
            path: path.to_path_buf(),
            reason: reason.into(),
            remedy: Some(remedy.into()),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.reason)?;
        if let Some(remedy) = &self.remedy {
            write!(f, "\n  help: {remedy}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ReadError {}

type Each<'a> = &'a mut dyn FnMut(Reading);

/// A format: how its first bytes look, and how it is read. The first row that recognises a file reads it.
pub struct Format {
    pub name: &'static str,
    recognise: fn(&[u8], &Path) -> bool,
    read: fn(&Path, Source, Each) -> Result<(), ReadError>,
    /// Read in a process of its own: its libraries cannot be bounded from inside.
    isolated: bool,
}

/// Every format that is read.
pub static FORMATS: &[Format] = &[
    Format {
        name: "pdf",
        recognise: |head, _| head.windows(5).take(1024).any(|window| window == b"%PDF-"),
        read: pdf::read,
        isolated: true,
    },
    Format {
        name: "xlsx",
        recognise: sheet::xlsx::recognise,
        read: sheet::xlsx::read,
        isolated: true,
    },
    Format {
        name: "xlsb",
        recognise: sheet::xlsb::recognise,
        read: sheet::xlsb::read,
        isolated: true,
    },
    Format {
        name: "ods",
        recognise: sheet::ods::recognise,
        read: sheet::ods::read,
        isolated: true,
    },
    Format {
        name: "xls",
        recognise: sheet::xls::recognise,
        read: sheet::xls::read,
        isolated: true,
    },
    Format {
        name: "odt",
        recognise: odt::recognise,
        read: odt::read,
        isolated: true,
    },
    Format {
        name: "zip",
        recognise: archive::recognise,
        read: archive::read,
        isolated: false,
    },
    Format {
        name: "docx",
        recognise: |head, _| head.starts_with(b"PK"),
        read: docx::read,
        isolated: true,
    },
    Format {
        name: "html",
        recognise: html::recognise,
        read: html::read,
        isolated: true,
    },
    Format {
        name: "iati",
        recognise: |head, _| iati::recognise(head) || looks_like_xml(head),
        read: iati::read,
        isolated: false,
    },
    Format {
        name: "csv",
        recognise: delimited::recognise,
        read: delimited::read,
        isolated: false,
    },
    Format {
        name: "markdown",
        recognise: |head, path| encoding::is_text(head) && has_extension(path, &["md", "markdown"]),
        read: markdown::read,
        isolated: false,
    },
    Format {
        name: "text",
        recognise: |head, _| encoding::is_text(head),
        read: text::read,
        isolated: false,
    },
];

/// Bytes of a file that decide on its format.
const HEAD: u64 = 8 * 1024;
/// Formats that are read as a whole are refused above this size.
const MAX_WHOLE_FILE: u64 = 256 << 20;

/// Reads every report in a file, one after the other.
///
/// # Errors
/// The file is missing, empty, damaged, too large, or of a kind that is not read. Reports handed on before the damage stand.
pub fn read(path: &Path, each: Each) -> Result<(), ReadError> {
    let metadata = std::fs::metadata(path).map_err(|error| cannot_open(path, &error))?;
    if metadata.is_dir() {
        std::fs::read_dir(path).map_err(|error| cannot_open(path, &error))?;
        return Err(ReadError::new(
            path,
            "is a folder",
            "name a file, or the folder on the command line of `tillsyn check`",
        ));
    }
    if metadata.len() == 0 {
        return Err(ReadError::new(
            path,
            "is empty (0 bytes)",
            "ask for the file again: it was not saved or not sent whole",
        ));
    }
    let mut head = Vec::new();
    let mut file = File::open(path).map_err(|error| cannot_open(path, &error))?;
    (&mut file)
        .take(HEAD)
        .read_to_end(&mut head)
        .map_err(|error| cannot_open(path, &error))?;
    refuse_known(path, &head)?;
    let Some(format) = FORMATS.iter().find(|format| (format.recognise)(&head, path)) else {
        return Err(ReadError::new(
            path,
            "is no report: its content is neither text nor a document, spreadsheet or web page",
            "open it in the program that it was made with and save it as DOCX",
        ));
    };
    let source = Source {
        beside: false,
        file: path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy()
            .into_owned(),
        format: format.name.to_string(),
        sha256: sha256(path).map_err(|error| cannot_open(path, &error))?,
        size: metadata.len(),
    };
    let mut blank = false;
    let mut unless_blank = |reading: Reading| {
        if reading.document.blocks.is_empty() && format.name != "iati" {
            blank = true;
        } else {
            each(reading);
        }
    };
    match isolated::program().filter(|_| format.isolated) {
        Some(program) => isolated::read(program, format, path, &source, &mut unless_blank),
        None => (format.read)(path, source, &mut unless_blank),
    }?;
    if blank {
        return Err(ReadError::new(
            path,
            "has no text: there is nothing in it to check",
            "ask for the file again, or open it and see what it holds",
        ));
    }
    Ok(())
}

/// Why a file cannot be opened, for people.
pub fn cannot_open(path: &Path, error: &std::io::Error) -> ReadError {
    match error.kind() {
        std::io::ErrorKind::NotFound => {
            ReadError::new(path, "there is no such file", "check the name and the folder")
        }
        std::io::ErrorKind::PermissionDenied => ReadError::new(
            path,
            "may not be opened: permission denied",
            "ask for the right to read it, or copy it to a folder of your own",
        ),
        _ => ReadError::new(
            path,
            format!("cannot be read: {error}"),
            "check that the disk or network folder is there",
        ),
    }
}

/// How pictures begin: PNG, JPEG, GIF, TIFF.
const PICTURES: [&[u8]; 5] = [b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"];
/// How compressed files begin: gzip, 7z, RAR, bzip2, xz.
const COMPRESSED: [&[u8]; 5] = [b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ"];

/// Formats that are known and not read get an answer of their own.
fn refuse_known(path: &Path, head: &[u8]) -> Result<(), ReadError> {
    let refused = |reason: &str, remedy: &str| Err(ReadError::new(path, reason, remedy));
    if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) && !sheet::xls::recognise(head, path) {
        let wide: Vec<u8> = "EncryptedPackage"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let whole = std::fs::read(path).unwrap_or_default();
        if whole.windows(wide.len()).any(|window| window == wide) {
            refused(
                "is protected by a password",
                "open it in Word or Excel with the password and save it without one",
            )
        } else {
            refused(
                "is in the format of Word 97–2003 (.doc)",
                "open it in Word and save it as DOCX",
            )
        }
    } else if PICTURES.iter().any(|start| head.starts_with(start)) {
        refused(
            "is a picture, in which no text can be read",
            "ask for the report as a document, or run text recognition (OCR) on it",
        )
    } else if COMPRESSED.iter().any(|start| head.starts_with(start)) {
        refused(
            "is a compressed file of a kind that is not opened",
            "unpack it, or ask for a zip file",
        )
    } else if looks_like_json(head) {
        refused(
            "is JSON data, which is not read",
            "ask for the report as a document, or for the data as IATI XML",
        )
    } else if head.starts_with(b"{\\rtf") {
        refused(
            "is rich text (RTF), which is not read",
            "open it in Word and save it as DOCX",
        )
    } else if looks_like_xml(head) && trimmed(head).contains("urn:schemas-microsoft-com:office:spreadsheet") {
        refused(
            "is a workbook in the XML format of Excel 2003, which is not read",
            "open it in Excel and save it as XLSX",
        )
    } else if is_web_archive(head) {
        refused(
            "is a web archive (MHTML), which is not read",
            "open it in a browser or in Word and save it as HTML or DOCX",
        )
    } else {
        Ok(())
    }
}

fn trimmed(head: &[u8]) -> String {
    let text = String::from_utf8_lossy(head);
    text.trim_start_matches('\u{feff}').trim_start().to_lowercase()
}

fn is_web_archive(head: &[u8]) -> bool {
    let text = trimmed(head);
    (text.starts_with("mime-version:") || text.starts_with("from:")) && text.contains("multipart/related")
}

fn looks_like_json(head: &[u8]) -> bool {
    let text = trimmed(head);
    let inner = text.strip_prefix(['{', '[']).map(str::trim_start);
    inner.is_some_and(|inner| inner.starts_with(['"', '{']) && text.contains("\":"))
}

fn looks_like_xml(head: &[u8]) -> bool {
    let wide = matches!(head, [0xff, 0xfe, b'<', 0, ..] | [0xfe, 0xff, 0, b'<', ..]);
    let text = trimmed(head);
    wide || text.starts_with("<?xml") || text.starts_with("<iati") || text.starts_with("<!--")
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let own = path.extension().and_then(|own| own.to_str()).unwrap_or_default();
    extensions
        .iter()
        .any(|extension| own.eq_ignore_ascii_case(extension))
}

/// SHA-256 of a file, in lower-case hexadecimal.
///
/// # Errors
/// The file cannot be read.
pub fn sha256(path: &Path) -> std::io::Result<String> {
    let mut hasher = Sha256::new();
    let mut file = File::open(path)?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hasher.update(&buffer[..read]);
    }
    Ok(hex(&hasher.finalize()))
}

/// Reads a format that is text: decodes the file and hands on what a parser makes of it.
fn read_text(path: &Path, source: Source, parse: fn(&str) -> Document, each: Each) -> Result<(), ReadError> {
    let (text, doubt) = whole_text(path)?;
    let mut document = parse(&text);
    document.doubts.extend(doubt);
    each(Reading {
        document,
        declared: Report {
            source,
            ..Report::default()
        },
    });
    Ok(())
}

/// A whole file as text, and the doubt where its encoding was guessed.
fn whole_text(path: &Path) -> Result<(String, Option<String>), ReadError> {
    Ok(encoding::decode(whole_bytes(path)?, None))
}

fn whole_bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    let size = std::fs::metadata(path).map_or(0, |metadata| metadata.len());
    if size > MAX_WHOLE_FILE {
        return Err(ReadError::new(
            path,
            format!("is larger than {} MiB", MAX_WHOLE_FILE >> 20),
            "send the report in parts",
        ));
    }
    std::fs::read(path).map_err(|error| cannot_open(path, &error))
}
