//! An element of an IATI activity as published: for rules on the data themselves.

use std::fmt::Write as _;
use std::sync::Arc;

use jiff::civil::Date;
use rhai::EvalAltResult;

use super::{Api, Handle, List, ReportRef, short};
use crate::document::Passage;
use crate::report::{ATTRIBUTES, ELEMENTS, Element};
use crate::rule::api::{Detail, Thing, quotable};

#[derive(Clone)]
pub struct ElementRef(pub Handle, pub usize);

pub fn register(api: &mut Api) {
    quotable::<ElementRef>(
        api,
        "An element of an IATI activity as it was published, for rules on the data themselves: a policy marker, result, \
         indicator, reference, baseline, period, period start or end, target or actual value. Reports of other kinds have none.",
    );
    contents(api);
    attributes(api);
    place(api);
}

fn contents(api: &mut Api) {
    api.word(
        "name",
        ELEMENTS,
        "What element it is: `policy-marker`, `result`, `indicator`, `reference`, `baseline`, `period`, `period-start`, \
         `period-end`, `target` or `actual`.",
        |it: &ElementRef| it.get().name,
    );
    api.property(
        "text",
        "The title of a result or indicator, the comment of a value, or the narrative of a policy marker.",
        |it: &ElementRef| it.get().text.clone(),
    );
    api.property(
        "has_narrative",
        "Whether the element has a `narrative`, even an empty one.",
        |it: &ElementRef| it.get().narrated,
    );
}

fn attributes(api: &mut Api) {
    api.question(
        "attribute",
        "code",
        "What the attribute says, without spaces around it; `has_attribute` tells an empty one from none.",
        |it: &ElementRef, name| {
            let value = it.get().attribute(attribute(name)?);
            Ok(value.unwrap_or_default().to_string())
        },
    );
    api.question(
        "has_attribute",
        "value",
        "Whether the element has the attribute, even an empty one.",
        |it: &ElementRef, name| Ok(it.get().attribute(attribute(name)?).is_some()),
    );
    api.question(
        "gives_number",
        "value",
        "Whether the attribute is a number as XML writes them: digits with a point, and no comma, unit or exponent.",
        |it: &ElementRef, name| {
            let value = it.get().attribute(attribute(name)?);
            Ok(value.is_some_and(is_number))
        },
    );
    api.question(
        "day",
        "iso-date",
        "The day of the attribute as `2024-12-31`, so that days can be compared.",
        |it: &ElementRef, name| {
            let value = it.get().attribute(attribute(name)?);
            Ok(value.and_then(day).unwrap_or_default())
        },
    )
    .missing("an empty text, also where what is written is no day");
}

fn place(api: &mut Api) {
    api.property(
        "measure",
        "The `measure` of the indicator that it is or stands in: `1` unit, `2` percentage, `3` nominal, `4` ordinal, \
         `5` qualitative.",
        |it: &ElementRef| {
            let indicator = it.inside("indicator");
            let measure = indicator.and_then(|at| it.0.elements[at].attribute("measure"));
            measure.unwrap_or_default().to_string()
        },
    );
    api.question(
        "children",
        "target",
        "The elements of that name right in it, in the activity's order.",
        |it: &ElementRef, name| {
            let name = element(name)?;
            Ok(it.children(name).collect::<List<ElementRef>>())
        },
    );
    api.question(
        "inside",
        "indicator",
        "The nearest element of that name that it is or stands in.",
        |it: &ElementRef, name| {
            let found = it.inside(element(name)?);
            Ok(found.map(|at| ElementRef(Arc::clone(&it.0), at)))
        },
    );
    api.property(
        "report",
        "The activity in which the element stands, as a report.",
        |it: &ElementRef| ReportRef(Arc::clone(&it.0)),
    );
}

/// A name of those that are read.
///
/// # Errors
/// It is none of them.
pub fn attribute(name: &str) -> Result<&'static str, Box<EvalAltResult>> {
    known(name, &ATTRIBUTES, "attribute")
}

/// A name of those that are kept.
///
/// # Errors
/// It is none of them.
pub fn element(name: &str) -> Result<&'static str, Box<EvalAltResult>> {
    known(name, &ELEMENTS, "element")
}

fn known(name: &str, names: &[&'static str], what: &str) -> Result<&'static str, Box<EvalAltResult>> {
    let own = names.iter().copied().find(|own| *own == name);
    own.ok_or_else(|| format!("there is no {what} `{name}` here; there are {}", names.join(", ")).into())
}

/// As XPath's `number()` takes it, by which the Standard's rules are written.
fn is_number(value: &str) -> bool {
    let digits = value.strip_prefix('-').unwrap_or(value);
    digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && digits.matches('.').count() <= 1
        && digits.contains(|c: char| c.is_ascii_digit())
}

fn day(value: &str) -> Option<String> {
    let date: Date = value.get(..10)?.parse().ok()?;
    Some(date.to_string())
}

impl ElementRef {
    fn get(&self) -> &Element {
        &self.0.elements[self.1]
    }

    fn inside(&self, name: &str) -> Option<usize> {
        let elements = &self.0.elements;
        let mut around = std::iter::successors(Some(self.1), |at| elements[*at].parent);
        around.find(|at| elements[*at].name == name)
    }

    fn children(&self, name: &str) -> impl Iterator<Item = ElementRef> {
        let after = self.0.elements.iter().enumerate().skip(self.1 + 1);
        after
            .take_while(|(_, other)| other.parent >= Some(self.1))
            .filter(move |(_, other)| other.parent == Some(self.1) && other.name == name)
            .map(|(at, _)| ElementRef(Arc::clone(&self.0), at))
    }

    fn text_of(&self, name: &str) -> &str {
        self.inside(name).map_or("", |at| &self.0.elements[at].text)
    }

    /// Its first day and its last, when it is or stands in a period.
    fn period(&self) -> Vec<String> {
        let Some(at) = self.inside("period") else {
            return Vec::new();
        };
        let period = ElementRef(Arc::clone(&self.0), at);
        let ends = ["period-start", "period-end"];
        let ends = ends.into_iter().filter_map(|name| period.children(name).next());
        ends.filter_map(|end| end.get().attribute("iso-date").map(str::to_string))
            .collect()
    }

    /// As it stands in the file: `<target value="40"/>`, a period with its days.
    fn written(&self) -> String {
        let own = self.get();
        let tag = |element: &Element| {
            element
                .attributes
                .iter()
                .fold(format!("<{}", element.name), |mut tag, (name, value)| {
                    // Writing to a String cannot fail.
                    let _ = write!(tag, " {name}=\"{value}\"");
                    tag
                })
        };
        match own.name {
            "period" => {
                let days = ["period-start", "period-end"].into_iter();
                let days = days.flat_map(|name| self.children(name));
                days.map(|end| format!("{}/>", tag(end.get())))
                    .collect::<Vec<_>>()
                    .join(" ")
            }
            _ if own.text.is_empty() => format!("{}/>", tag(own)),
            _ => format!("{}> {}", tag(own), own.text),
        }
    }
}

impl Thing for ElementRef {
    const NAME: &'static str = "Element";
    const MANY: &'static str = "elements";
    const DETAILS: &'static [Detail<Self>] = &[
        (
            "indicator",
            "the title of the indicator that it is, or stands in, cut to at most its first 14 words",
            |it| short(it.text_of("indicator")),
        ),
        (
            "result",
            "the title of the result that it is, or stands in, cut to at most its first 14 words",
            |it| short(it.text_of("result")),
        ),
        ("value", "the attribute `value`; empty without one", |it| {
            it.get().attribute("value").unwrap_or_default().into()
        }),
        ("code", "the attribute `code`; empty without one", |it| {
            it.get().attribute("code").unwrap_or_default().into()
        }),
    ];

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        Passage::new(self.written(), self.get().location.clone())
    }

    fn about(&self) -> String {
        let own = self.get();
        let named = ["vocabulary", "code"].map(|name| own.attribute(name).unwrap_or_default());
        [
            own.name,
            &named.join(" "),
            self.text_of("result"),
            self.text_of("indicator"),
            &self.period().join(" "),
        ]
        .join(" ")
    }
}
