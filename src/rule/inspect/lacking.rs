//! A property that a thing does not have: what was meant, and who has it.

use rhai::Position;

use super::told::a;
use super::walk::Walker;
use crate::problem::nearest;
use crate::rule::mistakes::question;

/// What people call the place of something, which nothing has.
const PLACES: [&str; 8] = [
    "place", "places", "location", "country", "district", "region", "site", "where",
];
const NO_PLACES: &str = "no property tells where something was: look for the places that you name, as `tillsyn rules docs tables` shows";

impl Walker<'_> {
    pub(super) fn no_property(&mut self, thing: &str, name: &str, position: Position) {
        let meant = nearest(name, self.known.properties_of(thing));
        let owners = self.known.owners(name);
        if name == "is_known" {
            self.tell(
                &format!("{} has no `is_known`: a Figure has it", a(thing)),
                Some("ask `!= ()` of the thing itself, which is so where it is not missing"),
                position,
            );
        } else if self.known.is_function_of(name, thing) && self.known.has_function(name) {
            self.tell(
                &format!("`{name}` of {} is asked without its word", a(thing)),
                Some(&format!("write `.{name}(\"…\")`")),
                position,
            );
        } else if owners.is_empty() {
            let message = format!("unknown property `{name}` of {}", a(thing));
            let remedy = match meant {
                _ if PLACES.contains(&name) => NO_PLACES.to_string(),
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("{}it has {}", self.by_meaning(thing, name), self.list_of(thing)),
            };
            self.tell(&message, Some(&remedy), position);
        } else {
            let message = format!("{} has no `{name}`: {} has it", a(thing), a(&owners.join(" or ")));
            let way = owners
                .iter()
                .find_map(|owner| self.way(thing, (owner, name), position));
            let meant = meant.map(|meant| format!("did you mean `{meant}`?"));
            let remedy = match (way, meant) {
                (Some(way), Some(meant)) => format!("{way}; or {meant}"),
                (way, meant) => way
                    .or(meant)
                    .unwrap_or_else(|| format!("it has {}", self.list_of(thing))),
            };
            self.tell(&message, Some(&remedy), position);
        }
    }

    /// How a thing is asked for what another has that belongs to it: `.latest.target` of an indicator.
    fn way(&self, thing: &str, (owner, name): (&str, &str), position: Position) -> Option<String> {
        let single = self.known.leads_to(thing, owner, false);
        if let Some(own) = single {
            let asked = if self.known.may_be_missing(thing, own) {
                format!(", after {}", question(self.text, position, &format!("….{own}")))
            } else {
                String::new()
            };
            return Some(format!("write `.{own}.{name}`{asked}"));
        }
        let list = self.known.leads_to(thing, owner, true)?;
        Some(format!(
            "go through `{list}`: `for own in ….{list} {{ … own.{name} … }}`"
        ))
    }

    /// "did you mean `duration`? " for `lenght`, which the meaning of that property speaks of.
    fn by_meaning(&self, thing: &str, name: &str) -> String {
        // More are told of in passing.
        const MOST: usize = 2;
        let words = name.split('_').filter(|word| word.len() > 3);
        let mut meant: Vec<&str> = words.flat_map(|word| self.known.meant_by(thing, word)).collect();
        meant.truncate(MOST);
        if meant.is_empty() {
            return String::new();
        }
        format!("did you mean `{}`? ", meant.join("` or `"))
    }

    pub(super) fn list_of(&self, thing: &str) -> String {
        self.known.properties_of(thing).collect::<Vec<_>>().join(", ")
    }
}
