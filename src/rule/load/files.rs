//! The files of a rules folder: each rule's three, each pack's one, and the helpers of all.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use rhai::{AST, Engine, Module, Scope, Shared};

use super::super::manifest::Manifest;
use super::super::{engine, inspect, template, trial};
use super::{PackManifest, Rule};
use crate::problem::{Problem, Whole, read};
use crate::rules_folder::{NOT_PACKS, RulesFolder};
use crate::texts;

pub fn parse<T: serde::de::DeserializeOwned>(folder: &RulesFolder, path: &str, text: &str) -> Whole<T> {
    read(
        &folder.path(path),
        text,
        "compare with the page How to write a rule, which `tillsyn rules docs --out rules-docs` writes",
    )
}

/// What tells of a pack, in its folder.
const PACK: &str = "pack.toml";

/// Keys of a manifest that a script does not depend on.
const APART: [&str; 7] = [
    "title",
    "level",
    "source",
    "why",
    "needs_words",
    "group_above",
    "group_in_table_above",
];

/// A script in `lib`, whose functions every rule can call.
pub struct Helper {
    pub path: PathBuf,
    pub text: String,
    pub ast: AST,
}

pub fn load_helpers(folder: &RulesFolder, engine: &mut Engine, problems: &mut Vec<Problem>) -> Vec<Helper> {
    let mut helpers = Vec::new();
    for (inside, text) in folder
        .files()
        .filter(|(path, _)| path.starts_with("lib/") && path.ends_with(".rhai"))
    {
        let path = folder.path(inside);
        let Some(ast) = compile(engine, None, &[], path.clone(), text, problems) else {
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
fn compile(
    engine: &Engine,
    known: Option<&inspect::Known>,
    parameters: &[&str],
    path: PathBuf,
    text: &str,
    problems: &mut Vec<Problem>,
) -> Option<AST> {
    // Some editors begin a file with a byte order mark.
    match engine.compile(text.trim_start_matches('\u{feff}')) {
        Ok(mut ast) => {
            ast.set_source(path.to_string_lossy().as_ref());
            Some(ast)
        }
        Err(error) => {
            problems.push(engine::syntax_problem(path, text, &error, (known, parameters)));
            None
        }
    }
}

/// Mistakes in helpers. Any rule may hand its parameters to them.
pub fn helper_problems(helpers: &[Helper], known: &inspect::Known, rules: &[Rule]) -> Vec<Problem> {
    let parameters: BTreeSet<&str> = rules
        .iter()
        .flat_map(|rule| rule.manifest.params.keys().map(String::as_str))
        .collect();
    helpers
        .iter()
        .flat_map(|helper| inspect::problems(&helper.ast, known, &parameters, &helper.path, &helper.text))
        .collect()
}

/// The pack and the file of a path in a pack's folder.
fn in_pack(path: &str) -> Option<(&str, &str)> {
    path.split_once('/')
        .filter(|(pack, file)| !NOT_PACKS.contains(pack) && !file.contains('/'))
}

/// What a rule's manifest says; nothing for any other file.
pub fn read_manifest(folder: &RulesFolder, path: &str, text: &str) -> Option<Whole<Manifest>> {
    let (_, file) = in_pack(path)?;
    (file.ends_with(".toml") && file != PACK).then(|| parse(folder, path, text))
}

/// Where rules are taken from, and what their scripts can use.
pub struct Shelf<'a> {
    pub folder: &'a RulesFolder,
    pub engine: &'a Engine,
    pub known: &'a inspect::Known,
}

/// What came of one file.
#[derive(Default)]
pub struct Loaded {
    pub rule: Option<Rule>,
    pub pack: Option<(String, PackManifest)>,
    pub problems: Vec<Problem>,
    pub remarks: Vec<Problem>,
    pub unfinished: Option<Problem>,
}

impl Shelf<'_> {
    /// `manifest`: what a rule's manifest says, where the file is one.
    pub fn load(&self, path: &str, text: &str, manifest: Option<Whole<Manifest>>) -> Loaded {
        let mut loaded = Loaded::default();
        let Some((pack, file)) = in_pack(path) else {
            return loaded;
        };
        if file == PACK {
            self.pack(pack, path, text, &mut loaded);
        } else if let (Some(name), Some(manifest)) = (file.strip_suffix(".toml"), manifest) {
            loaded.rule = self.rule(pack, name, text, manifest, &mut loaded);
        } else if let Some(name) = file
            .strip_suffix(".rhai")
            .filter(|name| self.folder.text(&format!("{pack}/{name}.toml")).is_none())
        {
            let missing = format!("{pack}/{name}.toml");
            let told = format!("there is no {name}.toml beside {file}");
            let remedy = match self
                .folder
                .nearly(&missing)
                .and_then(|path| path.strip_suffix(".toml"))
            {
                // The name of the manifest is the rule's.
                Some(rule) => format!("rename {file} to {}.rhai", &rule[pack.len() + 1..]),
                None => self.folder.remedy_for_missing(
                    &missing,
                    "write it, with title, level, source, why, message and ask",
                ),
            };
            let problem = Problem::new(self.folder.path(&missing), told);
            loaded.problems.push(problem.remedy(remedy));
        }
        loaded
    }

    fn pack(&self, pack: &str, path: &str, text: &str, loaded: &mut Loaded) {
        let shipped = RulesFolder::in_binary(path);
        let undescribed = template::undescribed(&self.folder.path(path), text, shipped.is_some());
        // What somebody wrote of the pack goes before what nobody did.
        let text = shipped.filter(|_| undescribed.is_some()).unwrap_or(text);
        let read = parse(self.folder, path, text);
        loaded.pack = read.value.map(|manifest| (pack.to_string(), manifest));
        loaded.problems.extend(read.problems);
        loaded.remarks.extend(undescribed);
    }

    fn rule(
        &self,
        pack: &str,
        name: &str,
        text: &str,
        manifest: Whole<Manifest>,
        loaded: &mut Loaded,
    ) -> Option<Rule> {
        let path = |kind: &str| format!("{pack}/{name}.{kind}");
        let Whole {
            value: manifest,
            problems,
            mended,
            ..
        } = manifest;
        loaded.problems.extend(problems);
        // Where more is put aside, what follows from that would be told as mistakes of their own.
        let sound = mended.iter().all(|key| APART.contains(&key.as_str()));
        if let Some(manifest) = &manifest {
            let manifest_path = self.folder.path(&path("toml"));
            loaded
                .problems
                .extend(manifest.param_problems(&manifest_path, text));
            if sound {
                loaded
                    .problems
                    .extend(manifest.text_problems(&manifest_path, text));
            }
        }
        if self.folder.text(&path("md")).is_none() {
            loaded.problems.push(
                Problem::new(self.folder.path(&path("md")), "the rule has no page").remedy(
                    self.folder.remedy_for_missing(
                        &path("md"),
                        "write what it checks, why, and examples that fire and that stay silent",
                    ),
                ),
            );
        }
        let Some(script) = self.folder.text(&path("rhai")) else {
            loaded.problems.push(
                Problem::new(self.folder.path(&path("rhai")), "the rule has no script").remedy(
                    self.folder.remedy_for_missing(
                        &path("rhai"),
                        &format!("write it, or delete {name}.toml and {name}.md"),
                    ),
                ),
            );
            return None;
        };
        let script_path = self.folder.path(&path("rhai"));
        let parameters: Vec<&str> = manifest
            .iter()
            .flat_map(|manifest| manifest.params.keys().map(String::as_str))
            .collect();
        let ast = compile(
            self.engine,
            Some(self.known),
            &parameters,
            script_path.clone(),
            script,
            &mut loaded.problems,
        )?;
        let manifest = manifest.filter(|_| sound)?;
        let before = loaded.problems.len();
        let inspected = inspect::rule_problems(
            &ast,
            self.known,
            &manifest,
            (&script_path, script),
            (&self.folder.path(&path("toml")), text),
        );
        loaded.problems.extend(inspected.mistakes);
        loaded.remarks.extend(inspected.notes);
        loaded.remarks.extend(self.lacking_examples(&path("md"), script));
        loaded.unfinished = template::unfinished(&self.folder.path(&path("toml")), text);
        let checks = inspect::checks(&ast);
        (loaded.problems.len() == before).then(|| Rule {
            id: format!("{pack}/{name}"),
            params: manifest
                .params
                .iter()
                .map(|(name, param)| (name.as_str().into(), param.dynamic(&param.default)))
                .collect(),
            language: texts::DEFAULT.to_string(),
            details: inspected.details,
            of_history: inspected.earlier_reports,
            unasked: inspected.unasked,
            manifest,
            shipped: self.folder.shipped(&path("rhai")).is_some(),
            script: script_path,
            text: script.to_string(),
            silence: Arc::default(),
            ast,
            checks,
        })
    }
    /// The examples of the shipped rules are ours to keep whole.
    fn lacking_examples(&self, page: &str, script: &str) -> Option<Problem> {
        let text = self.folder.text(page)?;
        let own = !self.folder.is_as_shipped(page);
        own.then(|| trial::lacking(&self.folder.path(page), text, script))
            .flatten()
    }
}
