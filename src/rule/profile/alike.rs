//! Parameters that several rules of a pack have alike: each rule has its own value, and to change it for one of them alone
//! is seldom meant.

use std::collections::BTreeMap;

use super::super::load::Rule;
use super::super::params::Param;
use super::Profile;

/// Rules that have a parameter of the same name, unit and default.
pub struct Alike<'a> {
    pub name: &'a str,
    pub param: &'a Param,
    pub rules: Vec<&'a str>,
}

/// The parameters that more than one rule of a pack has.
pub fn alike(rules: &[Rule]) -> Vec<Alike<'_>> {
    let mut found: BTreeMap<(&str, &str), Vec<Alike>> = BTreeMap::new();
    for rule in rules {
        let pack = rule.id.split('/').next().unwrap_or_default();
        for (name, param) in &rule.manifest.params {
            let groups = found.entry((pack, name)).or_default();
            match groups.iter_mut().find(|group| group.param.means_as(param)) {
                Some(group) => group.rules.push(&rule.id),
                None => groups.push(Alike {
                    name,
                    param,
                    rules: vec![&rule.id],
                }),
            }
        }
    }
    let several = found.into_values().flatten();
    several.filter(|group| group.rules.len() > 1).collect()
}

/// What a profile sets for some of these rules only: the parameter, whose it is set, and whose not.
pub fn set_apart<'a>(profile: &Profile, rules: &'a [Rule]) -> Vec<(Alike<'a>, Vec<&'a str>)> {
    let parted = alike(rules).into_iter().filter_map(|mut group| {
        let (set, left): (Vec<&str>, Vec<&str>) = std::mem::take(&mut group.rules)
            .into_iter()
            .partition(|rule| profile.sets(rule, group.name));
        group.rules = set;
        (!group.rules.is_empty() && !left.is_empty()).then_some((group, left))
    });
    parted.collect()
}
