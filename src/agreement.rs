//! The demands of an agreement: read from the file beside a report, and held against the report's headings.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::document::{Block, BlockKind, Document, Passage, spaced};
use crate::hex::hex;
use crate::problem::{Problem, read};
use crate::report::{Agreed, AgreedSection, Agreement};

/// Of all reports in the folder.
const OF_FOLDER: &str = "agreement.toml";
/// Of one report: "final-report.agreement.toml".
const OF_REPORT: &str = ".agreement.toml";
/// A line of more words is no heading.
const LINE_WORDS: usize = 8;
/// Where a report says what period it tells of.
const FIRST_BLOCKS: usize = 60;
const COMPARE: &str = "an agreement has max_pages, max_words, languages, sections, period, deadline, framework and earlier; see the README";

/// What the files beside a report say.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Beside {
    pub agreement: Agreement,
    /// SHA-256 of the files, in lower-case hexadecimal; none without a file.
    pub digest: Option<String>,
}

/// Whether a file is an agreement's, and no report.
pub fn is_agreement(path: &Path) -> bool {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    name == OF_FOLDER || name.ends_with(OF_REPORT)
}

/// The demands of the files beside a report: its own go before those of its folder.
///
/// # Errors
/// Every mistake in the files.
pub fn beside(report: &Path) -> Result<Beside, Vec<Problem>> {
    let (found, problems) = gather(report);
    if problems.is_empty() {
        Ok(found)
    } else {
        Err(problems)
    }
}

fn gather(report: &Path) -> (Beside, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut found = Beside::default();
    let mut digest = Sha256::new();
    for path in places(report) {
        if !path.is_file() {
            continue;
        }
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                problems.push(Problem::new(&path, format!("cannot be read: {error}")));
                continue;
            }
        };
        digest.update(&text);
        found.digest = Some(String::new());
        match parse(&path, &text) {
            Ok(mut agreement) => {
                problems.extend(find_named(&mut agreement, &path, &text, &mut digest));
                found.agreement = found.agreement.or(&agreement);
            }
            Err(own) => problems.extend(own),
        }
    }
    found.digest = found.digest.map(|_| hex(&digest.finalize()));
    (found, problems)
}

/// SHA-256 of the files beside a report, whether they have mistakes or not; none without a file.
pub fn digest(report: &Path) -> Option<String> {
    gather(report).0.digest
}

/// Whether the files beside a report name the earlier reports that it is held against.
pub fn names_earlier(report: &Path) -> bool {
    !gather(report).0.agreement.earlier.is_empty()
}

/// Files named in an agreement lie where it lies; what is in them is part of what the report is judged by.
fn find_named(agreement: &mut Agreement, path: &Path, text: &str, digest: &mut Sha256) -> Vec<Problem> {
    let mut problems = Vec::new();
    let framework = agreement.framework.iter_mut().map(|file| ("framework", file));
    let earlier = agreement.earlier.iter_mut().map(|file| ("earlier", file));
    for (key, file) in framework.chain(earlier) {
        *file = path.with_file_name("").join(&*file);
        match std::fs::read(&*file) {
            Ok(bytes) => digest.update(&bytes),
            Err(error) => problems.push(
                Problem::new(path, format!("{} cannot be read: {error}", file.display()))
                    .at_offset(text, text.find(key).unwrap_or(0))
                    .remedy("name it by its path from the folder of this agreement"),
            ),
        }
    }
    problems
}

/// Whether a file is one of the frameworks of its folder, so that it is no report.
pub fn is_among(frameworks: &[PathBuf], path: &Path) -> bool {
    let same = |named: &PathBuf| {
        let real = named.canonicalize();
        named == path || real.is_ok_and(|named| path.canonicalize().is_ok_and(|path| named == path))
    };
    frameworks.iter().any(same)
}

/// The frameworks that the agreements of a folder name: every file of the folder is looked at.
pub fn frameworks_in(folder: &Path) -> Vec<PathBuf> {
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let agreements = entries.map(|entry| entry.path()).filter(|own| is_agreement(own));
    let framework = |own: PathBuf| {
        let text = std::fs::read_to_string(&own).ok()?;
        let named = parse(&own, &text).ok()?.framework?;
        Some(own.with_file_name("").join(named))
    };
    agreements.filter_map(framework).collect()
}

/// Where an agreement is looked for, the nearest first. A report's name is taken with its ending or without.
fn places(report: &Path) -> [PathBuf; 3] {
    let named = |name: Option<&std::ffi::OsStr>| {
        let mut name = name.unwrap_or_default().to_os_string();
        name.push(OF_REPORT);
        report.with_file_name(name)
    };
    [
        named(report.file_stem()),
        named(report.file_name()),
        report.with_file_name(OF_FOLDER),
    ]
}

fn parse(path: &Path, text: &str) -> Result<Agreement, Vec<Problem>> {
    let found = read::<Agreement>(path, text, COMPARE);
    let mut problems = found.problems;
    let Some(agreement) = found.value else {
        return Err(problems);
    };
    let asked = agreement.mistakes().into_iter();
    // What was put aside is told already.
    let asked = asked.filter(|(key, _)| !found.mended.contains(*key));
    problems.extend(asked.map(|own| mistake(own, path, text)));
    problems.sort_by_key(|own| (own.line, own.column));
    if problems.is_empty() {
        Ok(agreement)
    } else {
        Err(problems)
    }
}

/// A demand that cannot be meant.
fn mistake((key, what): (&str, String), path: &Path, text: &str) -> Problem {
    Problem::new(path, what)
        .at_offset(text, text.find(key).unwrap_or(0))
        .remedy(format!("change `{key}`, or delete it"))
}

/// The demands with where the document answers them; nothing where nothing is asked.
pub fn held(demands: Agreement, document: &Document, digest: Option<String>) -> Option<Agreed> {
    if demands == Agreement::default() && digest.is_none() {
        return None;
    }
    let sections = demands
        .sections
        .iter()
        .map(|names| section(names.all(), document));
    Some(Agreed {
        sections: sections.collect(),
        names_years: document.blocks.iter().take(FIRST_BLOCKS).any(names_year),
        demands,
        digest,
    })
}

/// A heading before a line that stands for one; one with something under it before an empty one.
fn section(names: &[String], document: &Document) -> AgreedSection {
    let blocks = &document.blocks;
    let mut found = AgreedSection {
        names: names.to_vec(),
        ..AgreedSection::default()
    };
    let headings = blocks
        .iter()
        .enumerate()
        .filter_map(|(index, block)| match &block.kind {
            BlockKind::Heading { level, text } if has_name(text, names) => Some((index, *level, text)),
            _ => None,
        });
    for (index, level, text) in headings {
        let filled = has_contents(&blocks[index + 1..], level);
        if found.at.is_none() || filled {
            found.at = Some(Passage::new(text, blocks[index].location.clone()));
            found.filled = filled;
        }
        if filled {
            return found;
        }
    }
    if found.at.is_none() {
        found.at = blocks.iter().find_map(|block| line(block, names));
        found.filled = found.at.is_some();
    }
    found
}

/// Something stands under a heading before the next of its level or above.
fn has_contents(below: &[Block], level: u8) -> bool {
    let under = below
        .iter()
        .take_while(|block| !matches!(block.kind, BlockKind::Heading { level: other, .. } if other <= level));
    under
        .filter(|block| !matches!(block.kind, BlockKind::Heading { .. }))
        .any(|block| block.text().is_none_or(|text| !text.trim().is_empty()))
}

/// A line or a cell that is called so: forms have their headings in cells.
fn line(block: &Block, names: &[String]) -> Option<Passage> {
    let is_label = |text: &str| {
        let first = text.lines().next().unwrap_or_default();
        let label = first.split_once(':').map_or(first, |(label, _)| label);
        label.split_whitespace().count() <= LINE_WORDS && has_name(label, names)
    };
    match &block.kind {
        BlockKind::Heading { .. } => None,
        BlockKind::Table(table) => {
            let mut cells = table.cells().iter();
            let cell = cells.find(|cell| is_label(&cell.text))?;
            Some(Passage::new(&cell.text, cell.location.clone()))
        }
        _ => {
            let text = block.text().filter(|text| is_label(text))?;
            Some(Passage::new(text, block.location.clone()))
        }
    }
}

fn names_year(block: &Block) -> bool {
    let in_text = |text: &str| {
        text.split(|c: char| !c.is_ascii_digit())
            .filter(|digits| digits.len() == 4)
            .any(|digits| digits.starts_with("19") || digits.starts_with("20"))
    };
    match &block.kind {
        BlockKind::Table(table) => table.cells().iter().any(|cell| in_text(&cell.text)),
        _ => block.text().is_some_and(in_text),
    }
}

/// The words of one of the names stand together in the text, whatever their capitals.
fn has_name(text: &str, names: &[String]) -> bool {
    let text = spaced(text);
    names
        .iter()
        .map(|name| spaced(name))
        .any(|name| !name.trim().is_empty() && text.contains(&name))
}
