//! One split of a figure into parts: by sex, by age, by place.

use rhai::EvalAltResult;

use super::{Api, Handle};
use crate::document::{Location, Passage};
use crate::report::{Breakdown, Dimension, Disaggregation, Indicator, Statistic};
use crate::rule::api::{Thing, quoted};

/// Statistic, breakdown.
#[derive(Clone)]
pub struct BreakdownRef(pub Handle, pub usize, pub usize);

pub fn register(api: &mut Api) {
    api.thing::<BreakdownRef>("One split of a number into parts: by sex, by age, by place.");
    api.word(
        "dimension",
        DIMENSIONS,
        "By what the number is split: `sex`, `age`, `disability`, `location` or `other`.",
        |it: &BreakdownRef| dimension_name(it.get().dimension),
    );
    api.property(
        "complete",
        "Whether the parts are meant to make up the whole, so that they must add up.",
        |it: &BreakdownRef| it.get().complete,
    );
    api.property(
        "sum",
        "The parts added up; a part without a number counts as nothing.",
        |it: &BreakdownRef| it.get().sum(),
    );
    api.property(
        "parts_text",
        "The parts in words for messages, at the most six of them: “86 women + 30 men”.",
        |it: &BreakdownRef| parts_text(it.get()),
    );
}

const DIMENSIONS: [&str; 5] = ["sex", "age", "disability", "location", "other"];

pub fn dimension_name(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Sex => "sex",
        Dimension::Age => "age",
        Dimension::Disability => "disability",
        Dimension::Location => "location",
        Dimension::Other => "other",
    }
}

/// A dimension by its name in scripts.
pub fn dimension(name: &str) -> Result<Dimension, Box<EvalAltResult>> {
    Ok(match name {
        "sex" => Dimension::Sex,
        "age" => Dimension::Age,
        "disability" => Dimension::Disability,
        "location" => Dimension::Location,
        "other" => Dimension::Other,
        _ => {
            return Err(format!(
                "there is no dimension `{name}`: use sex, age, disability, location or other"
            )
            .into());
        }
    })
}

impl BreakdownRef {
    fn get(&self) -> &Breakdown {
        &self.0.statistics[self.1].breakdowns[self.2]
    }
}

impl Thing for BreakdownRef {
    const NAME: &'static str = "Breakdown";
    const MANY: &'static str = "breakdowns";

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        told_in(self.get(), &self.0.statistics[self.1])
    }
    fn named(&self) -> String {
        let own = self.get();
        let counted = own.parts.iter().any(|part| part.number.is_some());
        let alone = if counted { "" } else { ", named without a number" };
        format!(
            "by {}: {}{alone}",
            dimension_name(own.dimension),
            quoted(&parts_text(own))
        )
    }
}

/// The parts, and where they stand: it may be in another sentence or row than the number itself.
pub fn told_in(breakdown: &Breakdown, statistic: &Statistic) -> Passage {
    let place = breakdown.parts.first().map(|part| &part.location);
    let place = place.filter(|place| **place != Location::default());
    let place = place.unwrap_or(&statistic.quote.location);
    Passage::new(parts_text(breakdown), place.clone())
}

/// Parts of a breakdown that messages name.
const MAX_PARTS: usize = 6;

/// "86 women + 30 men".
pub fn parts_text(breakdown: &Breakdown) -> String {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let shown = |part: &Disaggregation| match part.number {
        Some(number) if digits(&part.value).contains(&digits(&number.to_string())) => part.value.clone(),
        // A year would read as a number of its own.
        Some(number) if part.value.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("{number} ({})", part.value)
        }
        Some(number) => format!("{number} {}", part.value).trim().to_string(),
        None => part.value.clone(),
    };
    let mut texts: Vec<String> = breakdown.parts.iter().take(MAX_PARTS).map(shown).collect();
    if breakdown.parts.len() > MAX_PARTS {
        texts.push("…".to_string());
    }
    texts.join(" + ")
}

/// The words by which an indicator is split so.
pub fn split_of(indicator: &Indicator, dimension: Dimension) -> String {
    let parts = indicator.disaggregations.iter();
    let own: Vec<&str> = parts
        .filter(|part| part.dimension == dimension)
        .take(MAX_PARTS)
        .map(|part| part.value.as_str())
        .collect();
    match own.as_slice() {
        [] => "neither its figures nor its wording".to_string(),
        _ => quoted(&own.join(" + ")),
    }
}
