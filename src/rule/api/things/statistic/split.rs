//! Into what numbers are split, in words for people.

use super::{StatisticRef, dimension_name};
use crate::report::{Breakdown, Dimension, Disaggregation, Indicator};
use crate::rule::api::quoted;

/// Parts of a breakdown that messages name.
const MAX_PARTS: usize = 6;

/// "86 women + 30 men".
pub fn parts_text(breakdown: &Breakdown) -> String {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let shown = |part: &Disaggregation| match part.number {
        Some(number) if digits(&part.value).contains(&digits(&number.to_string())) => part.value.clone(),
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

impl StatisticRef {
    /// Into what it is split; where it is not, by what else.
    pub(super) fn split(&self, dimension: Dimension) -> String {
        let breakdowns = &self.get().breakdowns;
        if let Some(own) = breakdowns.iter().find(|own| own.dimension == dimension) {
            return quoted(&parts_text(own));
        }
        if let Some(own) = self.indicator().filter(|own| own.disaggregated_by(dimension)) {
            return format!("as the figure of an indicator with {}", split_of(own, dimension));
        }
        let mut others: Vec<&str> = breakdowns
            .iter()
            .map(|own| dimension_name(own.dimension))
            .collect();
        others.dedup();
        match others.as_slice() {
            [] => "no split of it was seen".to_string(),
            _ => format!("it is split by {} alone", others.join(" and ")),
        }
    }
}
