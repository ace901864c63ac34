//! Profiles, or parts of them, that do nothing: nobody would see it before a report is judged otherwise than was meant.

use std::iter::successors;

use glob::Pattern;
use toml::Table;

use super::mistakes::Mistakes;
use super::{FOLDER, Profiles};
use crate::problem::Problem;
use crate::rule::load::Rule;
use crate::rules_folder::RulesFolder;

/// Keys of which a profile has one, and a manifest or a pack none.
const OF_PROFILES: [&str; 3] = ["rules", "extends", "rule"];

impl Profiles {
    /// What profiles change in rules that they leave out.
    pub(in crate::rule) fn idle(&self, folder: &RulesFolder, rules: &[Rule]) -> Vec<Problem> {
        let profiles = self.0.iter();
        let all = profiles.flat_map(|(name, profile)| {
            let idle = profile
                .changed
                .iter()
                .filter(|own| self.is_idle(name, own, rules));
            idle.map(move |own| left_out(folder, name, own))
        });
        all.collect()
    }

    /// Neither the profile nor any that begins with it takes a rule that fits the pattern.
    fn is_idle(&self, name: &str, pattern: &str, rules: &[Rule]) -> bool {
        let Ok(fits) = Pattern::new(pattern) else {
            return false;
        };
        let mut concerned = rules.iter().filter(|rule| fits.matches(&rule.id)).peekable();
        let heirs: Vec<_> = self
            .0
            .iter()
            .filter(|(other, _)| self.begins_with(other, name))
            .collect();
        concerned.peek().is_some()
            && concerned.all(|rule| heirs.iter().all(|(_, heir)| !heir.takes(&rule.id)))
    }

    fn begins_with(&self, profile: &str, other: &str) -> bool {
        let mut chain = successors(Some(profile), |own| self.0.get(*own)?.extends.as_deref());
        chain.any(|own| own == other)
    }
}

fn left_out(folder: &RulesFolder, name: &str, pattern: &str) -> Problem {
    let path = format!("{FOLDER}{name}.toml");
    let place = Mistakes {
        folder,
        path: &path,
        text: folder.text(&path).unwrap_or_default(),
    };
    let told =
        format!("the profile `{name}` changes `{pattern}` and leaves it out: what it changes has no effect");
    let remedy = format!(
        "write \"{pattern}\" last in `rules = […]`, so that it judges, or take [rule.\"{pattern}\"] out"
    );
    place.at(pattern, told).remedy(remedy)
}

/// Files that are written as profiles and lie where none is looked for: `rules/mine.toml`.
pub fn outside(folder: &RulesFolder) -> Vec<Problem> {
    let strays = folder.files().filter(|(path, text)| {
        let apart = !path.contains('/') || path.starts_with(FOLDER) && path[FOLDER.len()..].contains('/');
        path.ends_with(".toml") && apart && is_profile(text)
    });
    let told = strays.map(|(path, _)| {
        let file = path.rsplit('/').next().unwrap_or(path);
        let name = file.trim_end_matches(".toml");
        Problem::new(
            folder.path(path),
            "this profile lies outside the folder `profiles/`, and is not read",
        )
        .remedy(format!(
            "move it to {FOLDER}{file}: then --profile {name} finds it"
        ))
    });
    told.collect()
}

fn is_profile(text: &str) -> bool {
    let keys = text.parse::<Table>().unwrap_or_default();
    OF_PROFILES.iter().any(|key| keys.contains_key(*key))
}
