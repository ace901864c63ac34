//! Parameters of a rule: what a policy officer may change without touching its script.

use std::cmp::Ordering;

use rhai::{Dynamic, Map};
use rust_decimal::Decimal;
use serde::Deserialize;

/// `[params.name]` of a manifest. The kind of value is that of the default.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Param {
    /// The value where no profile gives another.
    pub default: toml::Value,
    /// What the value does, in a sentence.
    pub about: String,
    /// "people", "percentage points"; absent for pure numbers and for texts.
    pub unit: Option<String>,
    /// The lowest and the highest value allowed.
    pub min: Option<toml::Value>,
    pub max: Option<toml::Value>,
}

impl Param {
    /// The kind of value in plain words.
    pub fn kind(&self) -> &'static str {
        kind(&self.default)
    }

    /// Whether it is the same setting in another rule.
    pub(super) fn means_as(&self, other: &Param) -> bool {
        self.default == other.default && self.unit == other.unit
    }

    /// A value of the manifest that stands between a lowest and a highest, or is one of these, and is no number; with the
    /// name of its line.
    pub(super) fn no_number(&self) -> Option<(&'static str, &toml::Value)> {
        let limits = [("min", self.min.as_ref()), ("max", self.max.as_ref())];
        if limits.iter().all(|(_, limit)| limit.is_none()) {
            return None;
        }
        let all = [("default", Some(&self.default))].into_iter().chain(limits);
        let mut given = all.filter_map(|(name, value)| Some((name, value?)));
        given.find(|(_, value)| !matches!(value, toml::Value::Integer(_) | toml::Value::Float(_)))
    }

    /// A lowest value that lies above the highest.
    pub(super) fn crossed(&self) -> Option<(Decimal, Decimal)> {
        let (min, max) = (decimal(self.min.as_ref()?)?, decimal(self.max.as_ref()?)?);
        (min > max).then(|| (min.normalize(), max.normalize()))
    }

    /// Why a value cannot be taken; nothing when it can.
    pub fn refusal(&self, value: &toml::Value) -> Option<String> {
        let (wanted, given) = (self.kind(), kind(value));
        let whole_for_decimal = wanted == NUMBER && given == WHOLE;
        if wanted != given && !whole_for_decimal {
            return Some(format!("must be {wanted}, and this is {given}"));
        }
        if !calculable(value) {
            return Some("is no number to calculate with".to_string());
        }
        let beyond = |limit: &Option<toml::Value>, order: Ordering| {
            let limit = decimal(limit.as_ref()?)?;
            (decimal(value)?.cmp(&limit) == order).then_some(limit)
        };
        let limit =
            |limit: &Option<toml::Value>| limit.as_ref().and_then(decimal).map(|limit| limit.normalize());
        let outside = beyond(&self.min, Ordering::Less).or_else(|| beyond(&self.max, Ordering::Greater))?;
        Some(match (limit(&self.min), limit(&self.max)) {
            (Some(min), Some(max)) => format!("must lie between {min} and {max}, and is {value}"),
            (Some(min), None) => format!("must be at least {min}, and is {value}"),
            _ => format!("must be at most {}, and is {value}", outside.normalize()),
        })
    }

    /// A value as scripts see it: figures of reports are exact decimals, and so is what they are compared with.
    pub(super) fn dynamic(&self, value: &toml::Value) -> Dynamic {
        match (self.kind(), decimal(value)) {
            (NUMBER, Some(number)) => Dynamic::from_decimal(number),
            _ => dynamic(value),
        }
    }
}

const WHOLE: &str = "a whole number";
const NUMBER: &str = "a number";

fn kind(value: &toml::Value) -> &'static str {
    match value {
        toml::Value::Integer(_) => WHOLE,
        toml::Value::Float(_) => NUMBER,
        toml::Value::String(_) => "a text",
        toml::Value::Boolean(_) => "true or false",
        toml::Value::Array(_) => "a list",
        toml::Value::Table(_) => "a table",
        toml::Value::Datetime(_) => "a date",
    }
}

fn decimal(value: &toml::Value) -> Option<Decimal> {
    match value {
        toml::Value::Integer(number) => Some(Decimal::from(*number)),
        toml::Value::Float(number) => Decimal::try_from(*number).ok(),
        _ => None,
    }
}

/// False for infinity and for numbers that exact decimals cannot hold.
fn calculable(value: &toml::Value) -> bool {
    match value {
        toml::Value::Float(number) => Decimal::try_from(*number).is_ok(),
        toml::Value::Array(items) => items.iter().all(calculable),
        toml::Value::Table(table) => table.values().all(calculable),
        _ => true,
    }
}

fn dynamic(value: &toml::Value) -> Dynamic {
    match value {
        toml::Value::Integer(number) => (*number).into(),
        toml::Value::Float(_) => decimal(value).map_or(Dynamic::UNIT, Dynamic::from_decimal),
        toml::Value::Boolean(truth) => (*truth).into(),
        toml::Value::Array(items) => items.iter().map(dynamic).collect::<Vec<_>>().into(),
        toml::Value::Table(table) => table
            .iter()
            .map(|(name, value)| (name.as_str().into(), dynamic(value)))
            .collect::<Map>()
            .into(),
        toml::Value::String(text) => text.clone().into(),
        toml::Value::Datetime(date) => date.to_string().into(),
    }
}
