//! Builds a rule book from a rules folder, collecting every mistake in it.

mod files;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rhai::{AST, Dynamic, Engine, Map};
use serde::Deserialize;

use super::manifest::Manifest;
use super::profile::{self, Profiles};
use super::silence::{self, Silence};
use super::{engine, inspect};
use crate::problem::Problem;
use crate::report::Agreement;
use crate::rules_folder::RulesFolder;
use crate::texts;
pub(super) use files::parse;
use files::{Loaded, Shelf, helper_problems, load_helpers, read_manifest};

/// What a pack's `pack.toml` says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackManifest {
    pub(super) name: String,
    pub(super) description: String,
}

/// One rule, ready to run.
#[derive(Clone)]
pub struct Rule {
    /// "pack/rule-name".
    pub id: String,
    pub manifest: Manifest,
    /// Path of the script, for messages.
    pub script: PathBuf,
    pub(super) text: String,
    pub(super) ast: AST,
    /// Learnt when it is first asked: to load the rules waits for none of it.
    pub(super) silence: Arc<OnceLock<Silence>>,
    pub(super) params: Map,
    /// Names of the functions that the script defines for things to check.
    pub(super) checks: Vec<&'static str>,
    /// ISO 639-1 code of the language of its texts.
    pub language: String,
    /// It is in the program: there is no such file on disk.
    pub shipped: bool,
    /// What its messages can name, where the script alone says so.
    pub(super) details: Option<BTreeSet<String>>,
    /// Without earlier reports it has nothing to say.
    pub of_history: bool,
    /// Where its script uses what may be missing without asking whether it is.
    pub unasked: Vec<Problem>,
}

impl Rule {
    /// The parameters with the values in force, as a person writes them; of a list the first few.
    pub fn settings(&self) -> Vec<(&str, String)> {
        let all = self.params.iter();
        all.map(|(name, value)| (name.as_str(), setting(value))).collect()
    }

    /// A reason that the script gives, by name or in words.
    pub(super) fn reason(&self, given: String) -> String {
        match self.manifest.could_not_tell.get(&given) {
            Some(texts) => texts.of(&self.language).to_string(),
            None => given,
        }
    }
}

/// Items of a list that are shown: a list of words would bury what stands below it.
const MAX_ITEMS: usize = 5;

fn setting(value: &Dynamic) -> String {
    if let Ok(items) = value.as_array_ref() {
        let shown: Vec<String> = items.iter().take(MAX_ITEMS).map(setting).collect();
        let more = match items.len().saturating_sub(MAX_ITEMS) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        return format!("[{}{more}]", shown.join(", "));
    }
    match value.clone().into_string() {
        Ok(text) => format!("“{text}”"),
        Err(_) => value.to_string(),
    }
}

/// A whole, valid set of rules with the engine that runs them. Never changed once built.
#[derive(Clone)]
pub struct RuleBook {
    /// Books of several profiles have it in common.
    pub(super) engine: Arc<Engine>,
    /// Path and text of the scripts in `lib`, for messages.
    pub(super) helpers: BTreeMap<PathBuf, String>,
    pub(super) readers: Arc<silence::Helpers>,
    pub rules: Vec<Rule>,
    /// By folder.
    pub(super) packs: BTreeMap<String, PackManifest>,
    pub profiles: Profiles,
    /// What the profile asks of every report's form.
    pub agreement: Agreement,
    /// What is no mistake, and probably not meant.
    pub remarks: Vec<Problem>,
    /// Rules that are only begun: they can be tried, and nobody is to be judged by them.
    pub unfinished: Vec<Problem>,
}

impl RuleBook {
    /// All rules, or those of a profile as it has them.
    ///
    /// # Errors
    /// Every mistake in every rule file and profile.
    pub fn load(folder: &RulesFolder, profile: Option<&str>) -> Result<Self, Vec<Problem>> {
        Self::load_each(folder, &[profile]).map(|mut books| books.remove(0))
    }

    /// One book for each profile. The files are read once for all of them: a book takes a hundred times as long to read as to
    /// copy.
    ///
    /// # Errors
    /// Every mistake in every rule file and profile.
    pub fn load_each(folder: &RulesFolder, profiles: &[Option<&str>]) -> Result<Vec<Self>, Vec<Problem>> {
        let books = std::iter::repeat_n(Self::whole(folder)?, profiles.len());
        let each = profiles.iter().zip(books).map(|(profile, book)| match profile {
            Some(name) => book.of_profile(folder, name),
            None => Ok(book),
        });
        let mut problems = Vec::new();
        let books = each.filter_map(|book| book.map_err(|found| problems.extend(found)).ok());
        let books = books.collect();
        if problems.is_empty() {
            Ok(books)
        } else {
            Err(problems)
        }
    }

    /// All rules as they are written.
    fn whole(folder: &RulesFolder) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut remarks = Vec::new();
        let mut unfinished = Vec::new();
        let files: Vec<(&str, &str)> = folder.files().collect();
        // Manifests need no engine. They are read while it is made, which one core alone does: an eighth of the whole time.
        let ((mut engine, helpers, known, of_helpers), manifests) = rayon::join(
            || {
                let (mut engine, reference, readers) = engine::sandbox();
                let helpers = load_helpers(folder, &mut engine, &mut problems);
                let known = inspect::Known::of(&engine, &reference);
                let of_helpers = silence::Helpers::new(readers, helpers.iter().map(|helper| &helper.ast));
                (engine, helpers, known, of_helpers)
            },
            || -> Vec<_> {
                let read = |(path, text): &(&str, &str)| read_manifest(folder, path, text);
                files.par_iter().map(read).collect()
            },
        );
        let mut rules = Vec::new();
        let mut packs = BTreeMap::new();
        let shelf = Shelf {
            folder,
            engine: &engine,
            known: &known,
        };
        // In the order of the files, whichever is done first.
        let loaded: Vec<Loaded> = files
            .par_iter()
            .zip(manifests)
            .map(|((path, text), manifest)| shelf.load(path, text, manifest))
            .collect();
        for one in loaded {
            rules.extend(one.rule);
            packs.extend(one.pack);
            problems.extend(one.problems);
            remarks.extend(one.remarks);
            unfinished.extend(one.unfinished);
        }
        if rules.is_empty() && problems.is_empty() {
            problems.push(
                Problem::new(folder.path(""), "there is no rule in this folder")
                    .remedy("a rule is <pack>/<name>.toml with <name>.rhai and <name>.md beside it"),
            );
        }
        problems.extend(helper_problems(&helpers, &known, &rules));
        let profiles = Profiles::load(folder, &rules).unwrap_or_else(|found| {
            problems.extend(found);
            Profiles::default()
        });
        if !problems.is_empty() {
            return Err(line_by_line(problems));
        }
        known.asked.tell(&mut engine);
        let helpers = helpers
            .into_iter()
            .map(|helper| (helper.path, helper.text))
            .collect();
        remarks.extend(profiles.unused(&rules).into_iter().map(no_profile));
        remarks.extend(profiles.idle(folder, &rules));
        remarks.extend(profile::outside(folder));
        Ok(RuleBook {
            engine: Arc::new(engine),
            helpers,
            readers: Arc::new(of_helpers),
            rules,
            packs,
            profiles,
            agreement: Agreement::default(),
            remarks,
            unfinished,
        })
    }

    fn of_profile(mut self, folder: &RulesFolder, name: &str) -> Result<Self, Vec<Problem>> {
        let Some(profile) = self.profiles.get(name) else {
            let names = self.profiles.iter().map(|(name, _)| name);
            return Err(vec![profile::none(name, names, folder)]);
        };
        self.rules.retain(|rule| profile.takes(&rule.id));
        self.rules.iter_mut().for_each(|rule| profile.change(rule));
        self.remarks.extend(profile.doubtful(name, folder, &self.rules));
        self.agreement = profile.agreement.clone();
        Ok(self)
    }

    /// ISO 639-1 code of the language of the texts.
    pub fn language(&self) -> &str {
        self.rules.first().map_or(texts::DEFAULT, |rule| &rule.language)
    }

    /// Tells everything in that language from now on, or in English where a rule does not speak it.
    ///
    /// # Errors
    /// No rule speaks it.
    pub fn speak(&mut self, language: &str) -> Result<(), Problem> {
        let spoken = spoken(&self.rules);
        if !spoken.contains(language) {
            let problem = Problem::new("language", format!("no rule speaks `{language}`"));
            return Err(problem.remedy(the_rules_speak(&spoken)));
        }
        for rule in &mut self.rules {
            rule.language = language.to_string();
        }
        Ok(())
    }
}

/// The mistakes of each file in the order of its lines; the files as they come.
fn line_by_line(mut problems: Vec<Problem>) -> Vec<Problem> {
    let mut files: Vec<PathBuf> = Vec::new();
    for problem in &problems {
        if !files.contains(&problem.path) {
            files.push(problem.path.clone());
        }
    }
    problems.sort_by_key(|own| {
        let file = files.iter().position(|file| *file == own.path);
        // What is of no line may follow from a slip in one.
        (file, own.line.is_none(), own.line, own.column)
    });
    problems
}

/// Every language in which some rule has a message.
pub(super) fn spoken(rules: &[Rule]) -> BTreeSet<&str> {
    rules
        .iter()
        .flat_map(|rule| rule.manifest.message.iter())
        .map(|(language, _)| language)
        .collect()
}

pub(super) fn the_rules_speak(spoken: &BTreeSet<&str>) -> String {
    let spoken: Vec<&str> = spoken.iter().copied().collect();
    format!("the rules speak {}", spoken.join(", "))
}

fn no_profile(rule: &Rule) -> Problem {
    Problem::new(rule.script.with_extension("toml"), "no profile takes this rule").remedy(format!(
        "add \"{}\" to the rules of a profile, or delete it",
        rule.id
    ))
}
