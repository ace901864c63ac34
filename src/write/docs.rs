//! The documentation of a rules folder as pages: Markdown, and the same as a site of plain HTML.

mod api;
mod html;
mod profiles;
mod rules;
mod words;

pub use html::alone;

use crate::reference::{Catalogue, Reference};

const HOW_TO: &str = include_str!("docs/how-to.md");
const TABLES: &str = include_str!("docs/tables.md");
const DAEMON: &str = include_str!("docs/daemon.md");
const CONFIGURATION: &str = include_str!("../../tillsyn.example.toml");
const PROFILES: &str = include_str!("docs/profiles.md");
/// The rule that the how-to makes, as it stands there.
pub const WORKED_EXAMPLE: [(&str, &str); 4] = [
    ("training/pack.toml", include_str!("docs/example/pack.toml")),
    (
        "training/crowded-training.toml",
        include_str!("docs/example/crowded-training.toml"),
    ),
    (
        "training/crowded-training.rhai",
        include_str!("docs/example/crowded-training.rhai"),
    ),
    (
        "training/crowded-training.md",
        include_str!("docs/example/crowded-training.md"),
    ),
];
/// The rule on an activity, as it stands in the how-to.
pub const ACTIVITY_EXAMPLE: [(&str, &str); 3] = [
    (
        "training/no-length.toml",
        include_str!("docs/example/no-length.toml"),
    ),
    (
        "training/no-length.rhai",
        include_str!("docs/example/no-length.rhai"),
    ),
    ("training/no-length.md", include_str!("docs/example/no-length.md")),
];

/// The rule on places, as it stands in the page on tables.
pub const TABLE_EXAMPLE: [(&str, &str); 4] = [
    (
        "places/pack.toml",
        "name = \"Places\"\ndescription = \"Is it told where\"\n",
    ),
    ("places/no-place.toml", include_str!("docs/example/no-place.toml")),
    ("places/no-place.rhai", include_str!("docs/example/no-place.rhai")),
    ("places/no-place.md", include_str!("docs/example/no-place.md")),
];

/// One page. Links between pages are relative and end in `.md`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Path in the site, without the end: "index", "statistics/no-source".
    pub path: String,
    pub title: String,
    pub markdown: String,
}

pub fn pages(reference: &Reference, catalogue: &Catalogue) -> Vec<Page> {
    let page = |path: &str, title: &str, markdown: String| Page {
        path: path.to_string(),
        title: title.to_string(),
        markdown,
    };
    let mut pages = vec![
        page("index", "Catalogue of rules", rules::index(catalogue)),
        page("how-to", "How to write a rule", how_to()),
        page(
            "profiles",
            "Profiles and folders",
            profiles::overview(PROFILES, catalogue),
        ),
        page("tables", "Tables and places", tables()),
        page("words", "Word lists", words::page(reference)),
        page("daemon", "The daemon and its configuration", daemon()),
        page("api", "What scripts can ask", api::page(reference)),
        page("sample", "Sample report", sample(reference)),
    ];
    for own in &catalogue.profiles {
        pages.push(page(
            &format!("profiles/{}", own.name),
            &format!("Profile {}", own.name),
            profiles::page(own, catalogue),
        ));
    }
    for pack in &catalogue.packs {
        let own = pack.rules.iter();
        pages.extend(own.map(|rule| page(&rule.id, &rule.title, rules::page(rule, &pack.name))));
    }
    pages
}

/// Path and text of every file: each page in Markdown and in HTML.
pub fn site(reference: &Reference, catalogue: &Catalogue) -> Vec<(String, String)> {
    let pages = pages(reference, catalogue);
    let files = pages.into_iter().flat_map(|page| {
        [
            (format!("{}.html", page.path), html::page(&page)),
            (format!("{}.md", page.path), page.markdown),
        ]
    });
    files.collect()
}

fn daemon() -> String {
    format!("{DAEMON}```toml\n{}\n```\n", CONFIGURATION.trim_end())
}

fn how_to() -> String {
    with_files(HOW_TO, WORKED_EXAMPLE.into_iter().chain(ACTIVITY_EXAMPLE))
}

fn tables() -> String {
    with_files(TABLES, TABLE_EXAMPLE.into_iter())
}

/// A page with the files of its examples in it.
fn with_files<'a>(page: &str, files: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut text = page.to_string();
    for (path, file) in files {
        let name = path.rsplit('/').next().unwrap_or(path);
        text = text.replace(&format!("{{{name}}}"), file.trim_end());
    }
    text
}

fn sample(reference: &Reference) -> String {
    let samples: Vec<String> = reference.samples.iter().map(|text| fenced(text)).collect();
    format!(
        "# Sample report\n\nThis report and the IATI activity after it are invented. The examples on [What scripts can \
         ask](api.md) are what a script gets when it asks them.\n\n{}",
        samples.join("\n")
    )
}

/// A piece of a report, which may hold fences of its own, or of IATI data.
fn fenced(report: &str) -> String {
    let kind = if report.starts_with('<') {
        "xml"
    } else {
        "markdown"
    };
    format!("````{kind}\n{}\n````\n", report.trim_end())
}

/// Plain text for a cell of a table. What Markdown would take for a sign of its own is marked, but not where it is none: in
/// code, and a low line within a word.
fn cell(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut cell = String::new();
    let mut code = false;
    let mut signs = words.chars().peekable();
    let mut within = false;
    while let Some(sign) = signs.next() {
        code ^= sign == '`';
        let joins = sign == '_' && within && signs.peek().is_some_and(|next| next.is_alphanumeric());
        // Even in code a bar would end the cell.
        if sign == '|' || (!code && !joins && matches!(sign, '*' | '_' | '<' | '[')) {
            cell.push('\\');
        }
        within = sign.is_alphanumeric();
        cell.push(sign);
    }
    cell
}

/// Markdown for a cell of a table, whose emphasis and links are meant.
fn markdown_cell(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.replace('|', "\\|")
}

fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

fn head(titles: &[&str]) -> String {
    format!("| {} |\n|{}\n", titles.join(" | "), "---|".repeat(titles.len()))
}
