//! Puts a mistake of a TOML file out of the way, so that the next one can be found.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue};

/// A value that nearly every required key of ours can have, in the place of one that is missing or wrong: a text, a level.
const STAND_IN: &str = "note";
/// Where what nobody wrote stands in the file.
pub const STANDS_NOWHERE: Range<usize> = 0..0;

/// How a mistake is put out of the way.
pub enum Mend {
    /// Something stands in for a key that is missing.
    StandIn,
    EmptyList,
    /// The key gets the name that was meant.
    Name(String),
    Aside,
}

/// Puts the mistake of an entry out of the way; the place becomes that of the name which was meant.
pub fn mend(table: &mut DeTable, place: &mut [String], by: &Mend) {
    let Some((first, rest)) = place.split_first_mut() else {
        return;
    };
    let own = key(first);
    if !rest.is_empty() {
        if let Some(value) = table.get_mut(&own) {
            below(value.get_mut(), rest, by);
        }
        return;
    }
    let stand_in = |value: DeValue<'static>| Spanned::new(STANDS_NOWHERE, value);
    match by {
        Mend::StandIn => drop(table.insert(own, stand_in(DeValue::String(STAND_IN.into())))),
        Mend::EmptyList => drop(table.insert(own, stand_in(DeValue::Array(DeArray::default())))),
        Mend::Aside => drop(table.remove(&own)),
        Mend::Name(meant) => {
            let value = table.remove(&own);
            if let Some(value) = value.filter(|_| !table.contains_key(&key(meant))) {
                table.insert(key(meant), value);
                first.clone_from(meant);
            }
        }
    }
}

fn below(value: &mut DeValue, place: &mut [String], by: &Mend) {
    match value {
        DeValue::Table(table) => mend(table, place, by),
        DeValue::Array(items) => {
            let Some((at, rest)) = place.split_first_mut() else {
                return;
            };
            let Ok(at) = at.parse::<usize>() else { return };
            if !rest.is_empty() {
                if let Some(item) = items.get_mut(at) {
                    below(item.get_mut(), rest, by);
                }
                return;
            }
            let own = std::mem::replace(items, DeArray::new()).into_iter().enumerate();
            *items = own.filter(|(own, _)| *own != at).map(|(_, item)| item).collect();
        }
        _ => {}
    }
}

fn key(name: &str) -> Spanned<DeString<'static>> {
    Spanned::new(STANDS_NOWHERE, DeString::from(name.to_string()))
}
