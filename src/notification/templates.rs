//! What e-mails say: a template for each language, and others of one's own for a profile or a language.

use std::path::Path;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;

use crate::config::Mail;
use crate::document::Location;
use crate::finding::Level;
use crate::store::{FindingRow, News};
use crate::texts::{self, OWN};
use crate::write::{Summary, place};

const SHIPPED: [(&str, &str); 4] = [
    ("en", include_str!("../texts/mail/en.txt")),
    ("es", include_str!("../texts/mail/es.txt")),
    ("fr", include_str!("../texts/mail/fr.txt")),
    ("sv", include_str!("../texts/mail/sv.txt")),
];
/// Findings of one report that an e-mail tells one by one.
const MOST: usize = 20;

/// An e-mail that is ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub subject: String,
    pub text: String,
}

#[derive(Debug)]
pub struct Templates(Environment<'static>);

/// What a template can tell of a report.
#[derive(Serialize, Default)]
struct Told {
    title: String,
    name: String,
    reference: String,
    organisation: String,
    period_start: String,
    period_end: String,
    profile: String,
    link: String,
    new: Vec<Item>,
    /// New findings that are not told one by one.
    more: usize,
    gone: Vec<Item>,
    /// All that is open in the report, new or not.
    open: String,
}

#[derive(Serialize)]
struct All<'a> {
    reports: &'a [Told],
}

#[derive(Serialize, Default)]
struct Item {
    rule: String,
    level: String,
    message: String,
    ask: String,
    place: String,
    quote: String,
}

impl Default for Templates {
    fn default() -> Self {
        let mut environment = Environment::new();
        let syntax = SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build();
        environment.set_syntax(syntax.unwrap_or_default());
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        for (name, text) in SHIPPED {
            let added = environment.add_template(name, text);
            debug_assert!(added.is_ok(), "{added:?}");
        }
        Templates(environment)
    }
}

impl Templates {
    /// The shipped ones, and those of a folder before them: "sv.txt", "sida.txt" or "sida.sv.txt".
    ///
    /// # Errors
    /// The first mistake in a file, with its line.
    pub fn load(folder: Option<&Path>) -> Result<Self, String> {
        let mut own = Templates::default();
        let Some(folder) = folder else { return Ok(own) };
        let failed = |path: &Path, error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let entries = std::fs::read_dir(folder)
            .map_err(|error| failed(folder, &format!("the templates cannot be read: {error}")))?;
        for path in entries.flatten().map(|entry| entry.path()) {
            let stem = path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if path.extension().is_none_or(|end| end != "txt") {
                continue;
            }
            let text = std::fs::read_to_string(&path).map_err(|error| failed(&path, &error))?;
            own.0
                .add_template_owned(stem.clone(), text)
                .map_err(|error| failed(&path, &error))?;
            // A misspelt name shows only when something is told.
            let sample = Told {
                new: vec![Item::default()],
                gone: vec![Item::default()],
                ..Told::default()
            };
            own.write(&stem, &[sample])
                .map_err(|error| failed(&path, &error))?;
        }
        Ok(own)
    }

    /// # Errors
    /// The template cannot be filled.
    pub fn letter(&self, mail: &Mail, news: &[News], links: &[String]) -> Result<Letter, String> {
        let first = news.first();
        let spoken = first.map_or(texts::DEFAULT, |own| own.language.as_str());
        let language = mail.language.as_deref().unwrap_or(spoken);
        let profile = first.and_then(|own| own.report.profile.as_deref());
        // A message on reports of several profiles speaks for none of them.
        let profile = profile.filter(|own| {
            news.iter()
                .all(|news| news.report.profile.as_deref() == Some(*own))
        });
        let own = profile.map_or(Vec::new(), |own| {
            vec![format!("{own}.{language}"), own.to_string()]
        });
        let general = [language.to_string(), texts::DEFAULT.to_string()];
        let name = own
            .into_iter()
            .chain(general)
            .find(|name| self.0.get_template(name).is_ok())
            .unwrap_or_default();
        let told: Vec<Told> = news
            .iter()
            .zip(links)
            .map(|(news, link)| tell(news, link, mail.level, language))
            .collect();
        self.write(&name, &told)
            .map_err(|error| format!("its template `{name}` cannot be filled: {error}"))
    }

    fn write(&self, name: &str, reports: &[Told]) -> Result<Letter, minijinja::Error> {
        let text = self.0.get_template(name)?.render(Serde(All { reports }))?;
        let (subject, text) = text.trim().split_once('\n').unwrap_or((text.trim(), ""));
        Ok(Letter {
            subject: subject.trim().to_string(),
            text: format!("{}\n", text.trim()),
        })
    }
}

fn tell(news: &News, link: &str, level: Level, language: &str) -> Told {
    let report = &news.report;
    let count = |level: Level| {
        let all = news.findings.iter();
        let open = all.filter(|own| own.text("change") != "gone" && own.waiver().is_none());
        open.filter(|own| own.text("level") == level.as_str()).count()
    };
    let open = Summary {
        reports: 1,
        errors: count(Level::Error),
        warnings: count(Level::Warning),
        notes: count(Level::Note),
        ..Summary::default()
    };
    let items = |change: &str| -> Vec<Item> {
        let all = news.findings.iter();
        let wanted = all.filter(|own| {
            let grave = serde_json::from_value(own.finding["level"].clone()).unwrap_or(Level::Error);
            own.text("change") == change && own.waiver().is_none() && grave >= level
        });
        wanted.map(|own| item(own, language)).collect()
    };
    let mut new = items("new");
    let more = new.len().saturating_sub(MOST);
    new.truncate(MOST);
    let title = if report.title.is_empty() {
        &report.name
    } else {
        &report.title
    };
    Told {
        title: one_line(title),
        name: report.name.clone(),
        reference: one_line(&report.reference),
        organisation: one_line(&report.organisation),
        period_start: report.period_start.clone(),
        period_end: report.period_end.clone(),
        profile: report.profile.clone().unwrap_or_default(),
        link: link.to_string(),
        new,
        more,
        gone: items("gone"),
        open: open.sentence(language),
    }
}

fn item(own: &FindingRow, language: &str) -> Item {
    let evidence = &own.finding["evidence"][0];
    let location: Option<Location> = serde_json::from_value(evidence.clone()).ok();
    let levels = &OWN.levels;
    let level = match own.text("level") {
        "error" => &levels.error,
        "warning" => &levels.warning,
        _ => &levels.note,
    };
    Item {
        rule: own.text("rule").to_string(),
        level: level.of(language).to_string(),
        message: one_line(own.text("message")),
        ask: one_line(own.text("ask")),
        place: location.map_or(String::new(), |own| place(&own, language)),
        quote: one_line(evidence["quote"].as_str().unwrap_or_default()),
    }
}

/// What a report says cannot end the subject of an e-mail.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
