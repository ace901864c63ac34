//! Why no rule looked at a passage: it is not in the report, or it was read as nothing that the rules look at.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Write;

use tillsyn::document::{Block, BlockKind, Cell, Document, Location, spaced};
use tillsyn::report::{Report, Role};
use tillsyn::rule::Rule;
use tillsyn::texts;
use tillsyn::write::{counted, place};

use super::asked::has;
use super::near;

/// Passages with the words that are told of.
const PASSAGES: usize = 3;
/// Letters of words that tell nothing of a passage: "of", "the".
const SMALL: usize = 3;
/// Rules that are told of one by one.
const RULES: usize = 5;

/// A stretch of the document as it stands there.
pub struct Stretch {
    pub text: String,
    pub location: Location,
    /// Where it is no running text: "a heading".
    form: &'static str,
}

const ROW: &str = "a row of a table";
const CELL: &str = "a cell of a table";
const HEADER: &str = "a cell in the header of a table: it says what the cells below it are, and is no sentence, result or number itself";
/// Words from which on those of a row are known again in another order.
const TELLING: usize = 2;

/// What to tell of words at which none of the rules looked.
pub fn why(document: &Document, report: &Report, rules: &[&Rule], words: &str) -> String {
    let all: Vec<Stretch> = document.blocks.iter().flat_map(stretches).collect();
    let mut found: Vec<&Stretch> = all.iter().filter(|own| has(&own.text, words)).collect();
    let rows: Vec<Stretch> = document.blocks.iter().flat_map(|own| rows(own, words)).collect();
    if found.is_empty() {
        found.extend(&rows);
    }
    if found.is_empty() {
        return not_there(&all, words);
    }
    let mut told = format!("None of the rules asked for looked at “{words}”.\n");
    for stretch in found.iter().take(PASSAGES) {
        let _ = writeln!(told, "\n  {}", quoted(stretch));
        for line in reasons(stretch, report, words) {
            let _ = writeln!(told, "    {line}");
        }
    }
    if found.len() > PASSAGES {
        let _ = writeln!(told, "\n  The words stand in {} passages in all.", found.len());
    }
    let _ = writeln!(told, "\n  {}", looked_at(rules));
    told
}

fn not_there(all: &[Stretch], words: &str) -> String {
    let mut told = format!("The words “{words}” do not stand in the report.");
    let _ = match nearest(all, words) {
        Some(stretch) => writeln!(
            told,
            " Nearest to them comes\n\n  {}\n    {}",
            quoted(stretch),
            near::lacking(&stretch.text, words)
        ),
        None => writeln!(told, " No passage has any of them."),
    };
    told
}

/// The passage with the most of the words, and of these the shortest.
fn nearest<'a>(all: &'a [Stretch], words: &str) -> Option<&'a Stretch> {
    let spaced_words = spaced(words);
    // "Of the" stands near everything.
    let all_words = || spaced_words.split_whitespace();
    let long: HashSet<&str> = all_words().filter(|word| word.chars().count() > SMALL).collect();
    let wanted = if long.is_empty() {
        all_words().collect()
    } else {
        long
    };
    let shared = |own: &Stretch| {
        let text = spaced(&own.text);
        let text: HashSet<&str> = text.split_whitespace().collect();
        wanted.intersection(&text).count()
    };
    let scored = all.iter().map(|own| (shared(own), own));
    scored
        .filter(|(shared, _)| *shared > 0)
        .max_by_key(|(shared, own)| (*shared, std::cmp::Reverse(own.text.len())))
        .map(|(_, own)| own)
}

/// The rows of tables that have the words, each with its place, where no one cell, sentence or heading has them all.
pub fn rows_alone(document: &Document, words: &str) -> Vec<(String, Location)> {
    let blocks = || document.blocks.iter();
    if blocks().flat_map(stretches).any(|own| has(&own.text, words)) {
        return Vec::new();
    }
    let rows = blocks().flat_map(|own| rows(own, words));
    rows.map(|own| (own.text, own.location)).collect()
}

/// The rows of a table that have all of the words, whatever stands between them and whether they are of the row or above it:
/// "Activity: training; Done: 25 teachers".
fn rows(block: &Block, words: &str) -> Vec<Stretch> {
    let BlockKind::Table(table) = &block.kind else {
        return Vec::new();
    };
    let asked = spaced(words);
    let asked: Vec<&str> = asked.split_whitespace().collect();
    if asked.len() < TELLING {
        return Vec::new();
    }
    let header = spaced(&table.row(0).text);
    let header: HashSet<&str> = header.split_whitespace().collect();
    let passages = (0..table.rows()).map(|row| table.row(row));
    let found = passages.filter(|row| {
        let own = spaced(&row.text);
        let own: HashSet<&str> = own.split_whitespace().collect();
        let all = asked
            .iter()
            .all(|word| own.contains(word) || header.contains(word));
        all && asked
            .iter()
            .any(|word| own.contains(word) && !header.contains(word))
    });
    found
        .map(|row| Stretch {
            text: row.text,
            location: row.location,
            form: ROW,
        })
        .collect()
}

pub fn stretches(block: &Block) -> Vec<Stretch> {
    let stretch = |text: &str, location: &Location, form| Stretch {
        text: text.to_string(),
        location: location.clone(),
        form,
    };
    let own = |text: &str, form| vec![stretch(text, &block.location, form)];
    match &block.kind {
        BlockKind::Heading { text, .. } => own(text, "a heading"),
        BlockKind::Footnote { text, .. } => own(text, "a footnote"),
        BlockKind::Paragraph { text } | BlockKind::ListItem { text, .. } => own(text, ""),
        BlockKind::Table(table) => {
            let caption = table.caption.iter();
            let caption = caption.map(|own| stretch(&own.text, &own.location, "the title of a table"));
            let cells = table.cells().iter();
            let form = |cell: &Cell| if cell.header { HEADER } else { CELL };
            let cells = cells.map(|cell| stretch(&cell.text, &cell.location, form(cell)));
            caption.chain(cells).collect()
        }
    }
}

pub fn quoted(stretch: &Stretch) -> String {
    let text = stretch.text.split_whitespace().collect::<Vec<_>>().join(" ");
    match place(&stretch.location, texts::DEFAULT) {
        place if place.is_empty() => format!("“{text}”"),
        place => format!("“{text}” — {place}"),
    }
}

fn reasons(stretch: &Stretch, report: &Report, words: &str) -> Vec<String> {
    let mut told = Vec::new();
    if !stretch.form.is_empty() {
        told.push(format!("It is {}.", stretch.form));
    }
    if stretch.form == "a heading" {
        told.push(
            "Rules look at what stands below it; the heading itself is no sentence to them.".to_string(),
        );
    }
    told.extend(under(&stretch.location, report));
    let read = read_as(stretch, report, words);
    let sentences = report.statements.iter();
    let sentences = sentences.filter(|own| own.location == stretch.location).count();
    told.push(match read.as_slice() {
        [] if sentences > 0 => format!(
            "It was read as {}, and none of them has all of these words: ask for fewer of them.",
            counted(sentences, "sentence")
        ),
        [] => "Nothing was read in it that a rule could be called with.".to_string(),
        _ => format!("It was read as {}.", read.join(", ")),
    });
    told.extend(uncounted(stretch, report).map(String::from));
    told
}

/// Why the numbers of a cell are no statistics.
fn uncounted(stretch: &Stretch, report: &Report) -> Option<&'static str> {
    let number = stretch.text.contains(|sign: char| sign.is_ascii_digit());
    let words = stretch.text.split_whitespace().count();
    let read = report
        .statistics
        .iter()
        .any(|own| own.quote.location == stretch.location);
    (stretch.form == CELL && number && words >= TELLING && !read).then_some(
        "No number in it was taken to count people or things. In a framework of results they are counted in the sentences of its cells; in any other table where a cell holds the number alone and its column or row names what is counted, and a sentence in a cell is read for what it claims.",
    )
}

/// What the headings over a passage say that it is for.
fn under(location: &Location, report: &Report) -> Option<String> {
    let headings = location.section.iter().rev();
    let (heading, meaning) = headings
        .filter_map(|heading| Some((heading, role_of(heading, report)?)))
        .next()?;
    Some(format!(
        "It stands under “{heading}”, and what stands there is taken to tell of {meaning}."
    ))
}

/// What a heading says that the text below it tells of.
pub fn role_of(heading: &str, report: &Report) -> Option<&'static str> {
    let own = report.sections.iter().find(|own| own.heading == heading)?;
    Some(match own.role {
        Role::Expected => "the expected results",
        Role::Plan => "what was planned",
        Role::Achieved => "what was done and reached",
        Role::Context => "the situation around the project, not what the project did",
        Role::Method => "how the report or the evaluation was made",
        Role::Lessons => "lessons and difficulties",
        Role::Future => "what is to come",
        Role::Finance => "money",
        Role::Other => return None,
    })
}

/// What was read with these words: "1 sentence", "the number “40,000 inhabitants”, which tells of the situation".
fn read_as(stretch: &Stretch, report: &Report, words: &str) -> Vec<String> {
    let in_row = |location: &Location| stretch.form == ROW && stretch.location.is_in_row_of(location);
    let is = |text: &str, location: &Location| {
        in_row(location) || *location == stretch.location && has(text, words)
    };
    let mut told = Vec::new();
    let mut count = |number: usize, name: &str| {
        if number > 0 {
            told.push(counted(number, name));
        }
    };
    let statements = report.statements.iter();
    count(
        statements.filter(|own| is(&own.text, &own.location)).count(),
        "sentence",
    );
    let results = report.results.iter();
    count(
        results.clone().filter(|own| is(&own.text, &own.location)).count(),
        "expected result",
    );
    let indicators = results.flat_map(|result| &result.indicators);
    count(
        indicators.filter(|own| is(&own.text, &own.location)).count(),
        "indicator",
    );
    let numbers = report.statistics.iter();
    let numbers = numbers.filter(|own| is(&own.quote.text, &own.quote.location));
    told.extend(numbers.map(|own| {
        let nature = match (own.context, own.planned) {
            (true, _) => ", which tells of the situation and not of what the project did",
            (_, true) => ", which tells of a plan or a target",
            _ => "",
        };
        format!("the number “{} {}”{nature}", own.written, own.noun)
    }));
    told
}

/// What the rules that were asked for look at.
fn looked_at(rules: &[&Rule]) -> String {
    let told = |rule: &&Rule| match rule.looks_at().as_slice() {
        ["the report as a whole"] => format!(
            "{} goes through the report as a whole, and asked nothing of this passage; without --at all that it read is shown.",
            rule.id
        ),
        kinds => format!("{} looks only at {}.", rule.id, kinds.join(" and ")),
    };
    if rules.len() <= RULES {
        return rules.iter().map(told).collect::<Vec<_>>().join("\n  ");
    }
    let kinds: BTreeSet<&str> = rules.iter().flat_map(|rule| rule.looks_at()).collect();
    let kinds: Vec<&str> = kinds.into_iter().collect();
    format!("The {} rules look only at {}.", rules.len(), kinds.join(", "))
}
