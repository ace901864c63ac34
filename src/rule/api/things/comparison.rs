//! Figures set side by side, and estimates with their origin.

use std::sync::Arc;

use super::{Api, Handle, List, PassageRef, short};
use crate::document::Passage;
use crate::report::{Comparison, Estimate, Origin};
use crate::rule::api::{Detail, Thing, quotable, quoted};

#[derive(Clone)]
pub struct ComparisonRef(pub Handle, pub usize);
#[derive(Clone)]
pub struct EstimateRef(pub Handle, pub usize);

pub fn register(api: &mut Api) {
    quotable::<ComparisonRef>(
        api,
        "Figures that the report sets side by side as values of one thing: a row of a table, a column with its sum, \
         or a sentence that gives figures by year.",
    );
    api.property(
        "units",
        "What the values count, each kind once, in words: `people`, `cases`, `events`, `products`, `contacts`, \
         `organisations`, `households`, `share` or `other`. More than one means that unlike things are compared.",
        ComparisonRef::units,
    );
    api.property(
        "values",
        "The places of the values, one by one, to be shown as evidence.",
        |it: &ComparisonRef| -> List<PassageRef> {
            let values = it.get().values.iter();
            values
                .map(|value| PassageRef(value.quote.clone(), Some(Arc::clone(&it.0))))
                .collect()
        },
    );
    api.property(
        "values_text",
        "The values as written, with commas between them, for messages.",
        ComparisonRef::values_text,
    );
    quotable::<EstimateRef>(
        api,
        "An estimated figure, or a figure on a country or a whole population, which should have a source.",
    );
    api.property(
        "written",
        "The figure as the report writes it.",
        |it: &EstimateRef| it.get().written.clone(),
    );
    api.reasoned(
        "sourced",
        "Whether a study, an institution, a note or a year of publication is named with the figure.",
        |it: &EstimateRef| it.get().source.is_some(),
        EstimateRef::why_sourced,
    );
    api.property(
        "report",
        "The report in which the estimate stands.",
        |it: &EstimateRef| super::ReportRef(Arc::clone(&it.0)),
    );
}

impl ComparisonRef {
    fn get(&self) -> &Comparison {
        &self.0.comparisons[self.1]
    }

    /// What its values count, each kind once: "people", "cases", …
    fn units(&self) -> List<String> {
        let mut kinds: Vec<String> = Vec::new();
        for value in &self.get().values {
            let kind = format!("{:?}", value.counted).to_lowercase();
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        List(kinds)
    }

    fn values_text(&self) -> String {
        let values: Vec<&str> = self
            .get()
            .values
            .iter()
            .map(|value| value.written.as_str())
            .collect();
        values.join(", ")
    }
}

impl EstimateRef {
    fn get(&self) -> &Estimate {
        &self.0.estimates[self.1]
    }

    /// What was taken for the source.
    fn why_sourced(&self) -> String {
        match &self.get().source {
            Some(Origin::Words(words)) => format!("by “{words}” in its sentence"),
            Some(Origin::Beside(sentence)) => {
                format!("the sentence beside it names one: {}", quoted(sentence))
            }
            Some(Origin::Note(note)) => format!("a line beside it is taken for its note: {}", quoted(note)),
            Some(Origin::Elsewhere(sentence)) => {
                format!(
                    "the same figure stands elsewhere with its origin: {}",
                    quoted(sentence)
                )
            }
            None => "no study, institution, note or year of publication was seen with it".to_string(),
        }
    }
}

impl Thing for ComparisonRef {
    const NAME: &'static str = "Comparison";
    const MANY: &'static str = "comparisons";
    const DETAILS: &'static [Detail<Self>] = &[
        (
            "series",
            "the sentence or row, cut to at most its first 14 words",
            |it| short(&it.get().quote.text),
        ),
        (
            "values",
            "the values side by side, as the report writes them",
            |it| it.values_text().into(),
        ),
    ];

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        self.get().quote.clone()
    }
    fn about(&self) -> String {
        format!("{} {}", self.get().quote.text, self.values_text())
    }
}

impl Thing for EstimateRef {
    const NAME: &'static str = "Estimate";
    const MANY: &'static str = "estimates";
    const DETAILS: &'static [Detail<Self>] = &[("written", "the estimate as the report writes it", |it| {
        it.get().written.clone().into()
    })];

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        self.get().quote.clone()
    }
}
