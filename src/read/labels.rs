//! Labels made by hand, with which the rules are measured: they lie beside reports and among them, and are none.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// The labels of `report.docx` are in `report.gold.tsv`.
const BESIDE: &str = ".gold.tsv";

/// No header is longer.
const HEADER: u64 = 200;

/// Whether a file holds labels of a report, by its name, or of single texts, by its header.
pub fn is_labels(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.to_lowercase();
    name.ends_with(BESIDE) || (name.ends_with(".tsv") && header(path).is_some_and(|own| labels_texts(&own)))
}

fn header(path: &Path) -> Option<String> {
    let mut line = String::new();
    let head = File::open(path).ok()?.take(HEADER);
    BufReader::new(head).read_line(&mut line).ok()?;
    Some(line)
}

/// "id … half … text": the half says which texts may be looked at.
fn labels_texts(header: &str) -> bool {
    let columns: Vec<&str> = header.trim_end().split('\t').collect();
    columns.first() == Some(&"id") && columns.contains(&"half") && columns.last() == Some(&"text")
}
