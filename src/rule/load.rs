//! Builds a rule book from a rules folder, collecting every mistake in it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use rayon::prelude::*;
use rhai::{AST, Engine, Map, Module, Scope, Shared};
use serde::Deserialize;

use super::params::Param;
use super::profile::Profiles;
use super::{engine, inspect};
use crate::finding::Level;
use crate::problem::Problem;
use crate::rules_folder::{NOT_PACKS, RulesFolder};

/// What a rule's manifest says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    pub title: String,
    pub level: Level,
    pub source: String,
    /// Why the rule matters, for the person who reads the finding.
    pub why: String,
    /// Text per language, with `{placeholders}` filled from the finding's details.
    pub message: BTreeMap<String, String>,
    pub ask: BTreeMap<String, String>,
    /// One message for many findings alike; `{count}` is their number.
    #[serde(default)]
    pub grouped: BTreeMap<String, String>,
    /// More findings alike than this in one report become one.
    #[serde(default = "default_group_above")]
    pub group_above: usize,
    /// False: the rule judges figures alone, in any language.
    #[serde(default = "needs_words")]
    pub needs_words: bool,
    #[serde(default)]
    pub params: BTreeMap<String, Param>,
    #[serde(default)]
    pub variant: BTreeMap<String, Variant>,
}

fn needs_words() -> bool {
    true
}

fn default_group_above() -> usize {
    5
}

/// What a script may choose instead of the manifest's level and texts.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    pub level: Option<Level>,
    #[serde(default)]
    pub message: BTreeMap<String, String>,
    #[serde(default)]
    pub ask: BTreeMap<String, String>,
    #[serde(default)]
    pub grouped: BTreeMap<String, String>,
}

/// What a pack's `pack.toml` says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackManifest {
    pub(super) name: String,
    pub(super) description: String,
}

/// One rule, ready to run.
pub struct Rule {
    /// "pack/rule-name".
    pub id: String,
    pub manifest: Manifest,
    /// Path of the script, for messages.
    pub script: PathBuf,
    pub(super) text: String,
    pub(super) ast: AST,
    pub(super) params: Map,
    /// Names of the functions that the script defines for things to check.
    pub(super) checks: Vec<&'static str>,
    /// ISO 639-1 code of the language of messages.
    pub(super) language: String,
}

/// A whole, valid set of rules with the engine that runs them. Never changed once built.
pub struct RuleBook {
    pub(super) engine: Engine,
    /// Path and text of the scripts in `lib`, for messages.
    pub(super) helpers: BTreeMap<PathBuf, String>,
    pub rules: Vec<Rule>,
    /// By folder.
    pub(super) packs: BTreeMap<String, PackManifest>,
    pub profiles: Profiles,
    /// What is no mistake, and probably not meant.
    pub warnings: Vec<Problem>,
}

impl RuleBook {
    /// All rules, or those of a profile as it has them.
    ///
    /// # Errors
    /// Every mistake in every rule file and profile.
    pub fn load(folder: &RulesFolder, profile: Option<&str>) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut warnings = Vec::new();
        let (mut engine, reference) = engine::sandbox();
        let helpers = load_helpers(folder, &mut engine, &mut problems);
        let known = inspect::Known::of(&engine, &reference);
        let mut rules = Vec::new();
        let mut packs = BTreeMap::new();
        let shelf = Shelf {
            folder,
            engine: &engine,
            known: &known,
        };
        let files: Vec<(&str, &str)> = folder.files().collect();
        // In the order of the files, whichever is done first.
        let loaded: Vec<Loaded> = files
            .par_iter()
            .map(|(path, text)| shelf.load(path, text))
            .collect();
        for one in loaded {
            rules.extend(one.rule);
            packs.extend(one.pack);
            problems.extend(one.problems);
            warnings.extend(one.warnings);
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
            return Err(problems);
        }
        let helpers = helpers
            .into_iter()
            .map(|helper| (helper.path, helper.text))
            .collect();
        warnings.extend(profiles.unused(&rules).into_iter().map(no_profile));
        let book = RuleBook {
            engine,
            helpers,
            rules,
            packs,
            profiles,
            warnings,
        };
        match profile {
            Some(name) => book.of_profile(folder, name),
            None => Ok(book),
        }
    }

    fn of_profile(mut self, folder: &RulesFolder, name: &str) -> Result<Self, Vec<Problem>> {
        let Some(profile) = self.profiles.get(name) else {
            let names: Vec<&str> = self.profiles.iter().map(|(name, _)| name).collect();
            let problem = Problem::new(
                folder.path(&format!("profiles/{name}.toml")),
                format!("there is no profile `{name}`"),
            );
            let problem = if name.contains(['/', '\\', '.']) {
                Problem::new(&problem.path, format!("`{name}` is no name of a profile"))
            } else {
                problem
            };
            return Err(vec![if names.is_empty() {
                problem.remedy("this rules folder has no profiles: add `--rules shipped` before your own, or write profiles/<name>.toml in it")
            } else {
                problem.remedy(format!("give a name, not a file: there are {}", names.join(", ")))
            }]);
        };
        self.rules.retain(|rule| profile.takes(&rule.id));
        self.rules.iter_mut().for_each(|rule| profile.change(rule));
        Ok(self)
    }
}

fn no_profile(rule: &Rule) -> Problem {
    Problem::new(rule.script.with_extension("toml"), "no profile takes this rule").remedy(format!(
        "add \"{}\" to the rules of a profile, or delete it",
        rule.id
    ))
}

pub(super) fn parse<T: serde::de::DeserializeOwned>(
    folder: &RulesFolder,
    path: &str,
    text: &str,
) -> Result<T, Problem> {
    toml::from_str(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        let remedy = did_you_mean(error.message()).unwrap_or_else(|| toml_remedy(text, offset).to_string());
        Problem::new(folder.path(path), error.message().replace('\n', " "))
            .at_offset(text, offset)
            .remedy(remedy)
    })
}

/// "unknown field `mesage`, expected one of `title`, `message`": the name that was probably meant.
fn did_you_mean(message: &str) -> Option<String> {
    let mut names = message.split('`').skip(1).step_by(2);
    let unknown = names.next().filter(|_| message.starts_with("unknown"))?;
    inspect::nearest(unknown, names).map(|nearest| format!("did you mean `{nearest}`?"))
}

fn toml_remedy(text: &str, offset: usize) -> &'static str {
    let line = text
        .get(..offset)
        .map_or(0, |before| before.matches('\n').count());
    match text.lines().nth(line) {
        Some(line) if line.contains(['“', '”', '„']) => {
            "replace the curly quotation marks by straight ones (\")"
        }
        _ => "compare with a shipped rule's manifest, or with the README of the rules folder",
    }
}

/// A script in `lib`, whose functions every rule can call.
struct Helper {
    path: PathBuf,
    text: String,
    ast: AST,
}

fn load_helpers(folder: &RulesFolder, engine: &mut Engine, problems: &mut Vec<Problem>) -> Vec<Helper> {
    let mut helpers = Vec::new();
    for (inside, text) in folder
        .files()
        .filter(|(path, _)| path.starts_with("lib/") && path.ends_with(".rhai"))
    {
        let path = folder.path(inside);
        let Some(ast) = compile(engine, path.clone(), text, problems) else {
            continue;
        };
        match Module::eval_ast_as_new(Scope::new(), &ast, engine) {
            Ok(module) => {
                engine.register_global_module(Shared::new(module));
                helpers.push(Helper {
                    path,
                    text: text.to_string(),
                    ast,
                });
            }
            Err(error) => problems.push(engine::runtime_problem(&BTreeMap::new(), &path, text, &error)),
        }
    }
    helpers
}

/// The script, which knows its own path so that a fault in it can be shown there.
fn compile(engine: &Engine, path: PathBuf, text: &str, problems: &mut Vec<Problem>) -> Option<AST> {
    // Some editors begin a file with a byte order mark.
    match engine.compile(text.trim_start_matches('\u{feff}')) {
        Ok(mut ast) => {
            ast.set_source(path.to_string_lossy().as_ref());
            Some(ast)
        }
        Err(error) => {
            problems.push(engine::syntax_problem(path, text, &error));
            None
        }
    }
}

/// Mistakes in helpers. Any rule may hand its parameters to them.
fn helper_problems(helpers: &[Helper], known: &inspect::Known, rules: &[Rule]) -> Vec<Problem> {
    let parameters: BTreeSet<&str> = rules
        .iter()
        .flat_map(|rule| rule.manifest.params.keys().map(String::as_str))
        .collect();
    helpers
        .iter()
        .flat_map(|helper| inspect::problems(&helper.ast, known, &parameters, &helper.path, &helper.text))
        .collect()
}

/// Where rules are taken from, and what their scripts can use.
struct Shelf<'a> {
    folder: &'a RulesFolder,
    engine: &'a Engine,
    known: &'a inspect::Known,
}

/// What came of one file.
#[derive(Default)]
struct Loaded {
    rule: Option<Rule>,
    pack: Option<(String, PackManifest)>,
    problems: Vec<Problem>,
    warnings: Vec<Problem>,
}

impl Shelf<'_> {
    fn load(&self, path: &str, text: &str) -> Loaded {
        let mut loaded = Loaded::default();
        let in_pack = path
            .split_once('/')
            .filter(|(pack, file)| !NOT_PACKS.contains(pack) && !file.contains('/'));
        let Some((pack, file)) = in_pack else {
            return loaded;
        };
        if file == "pack.toml" {
            match parse(self.folder, path, text) {
                Ok(manifest) => loaded.pack = Some((pack.to_string(), manifest)),
                Err(problem) => loaded.problems.push(problem),
            }
        } else if let Some(name) = file.strip_suffix(".toml") {
            loaded.rule = self.rule(pack, name, text, &mut loaded);
        } else if let Some(name) = file
            .strip_suffix(".rhai")
            .filter(|name| self.folder.text(&format!("{pack}/{name}.toml")).is_none())
        {
            loaded.problems.push(
                Problem::new(self.folder.path(path), "this script has no manifest").remedy(format!(
                    "add {name}.toml beside it, with title, level, source, why, message and ask"
                )),
            );
        }
        loaded
    }

    fn rule(&self, pack: &str, name: &str, text: &str, loaded: &mut Loaded) -> Option<Rule> {
        let path = |kind: &str| format!("{pack}/{name}.{kind}");
        let manifest = parse::<Manifest>(self.folder, &path("toml"), text)
            .map_err(|problem| loaded.problems.push(problem))
            .ok();
        if let Some(manifest) = &manifest {
            loaded
                .problems
                .extend(manifest_problems(self.folder, &path("toml"), text, manifest));
        }
        if self.folder.text(&path("md")).is_none() {
            loaded.problems.push(
                Problem::new(self.folder.path(&path("md")), "the rule has no page")
                    .remedy("write what it checks, why, and examples that fire and that stay silent"),
            );
        }
        let Some(script) = self.folder.text(&path("rhai")) else {
            loaded.problems.push(
                Problem::new(self.folder.path(&path("rhai")), "the rule has no script")
                    .remedy("write the script, or delete the manifest"),
            );
            return None;
        };
        let script_path = self.folder.path(&path("rhai"));
        let ast = compile(self.engine, script_path.clone(), script, &mut loaded.problems)?;
        let manifest = manifest?;
        let before = loaded.problems.len();
        let (mistakes, notes) = inspect::rule_problems(
            &ast,
            self.known,
            &manifest,
            (&script_path, script),
            (&self.folder.path(&path("toml")), text),
        );
        loaded.problems.extend(mistakes);
        loaded.warnings.extend(notes);
        let checks = inspect::checks(&ast);
        (loaded.problems.len() == before).then(|| Rule {
            id: format!("{pack}/{name}"),
            params: manifest
                .params
                .iter()
                .map(|(name, param)| (name.as_str().into(), param.dynamic(&param.default)))
                .collect(),
            language: "en".to_string(),
            manifest,
            script: script_path,
            text: script.to_string(),
            ast,
            checks,
        })
    }
}

fn manifest_problems(folder: &RulesFolder, path: &str, text: &str, manifest: &Manifest) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (name, param) in &manifest.params {
        if let Some(why) = param.refusal(&param.default) {
            let offset = text.find(&format!("[params.{name}]")).unwrap_or(0);
            problems.push(
                Problem::new(folder.path(path), format!("the parameter `{name}` {why}"))
                    .at_offset(text, offset)
                    .remedy("change its default"),
            );
        }
    }
    for (name, texts) in [("message", &manifest.message), ("ask", &manifest.ask)] {
        if !texts.contains_key("en") {
            problems.push(
                Problem::new(folder.path(path), format!("there is no {name}.en"))
                    .at(text, 1, None)
                    .remedy("every rule speaks at least English"),
            );
        }
    }
    problems
}
