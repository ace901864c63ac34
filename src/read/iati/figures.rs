//! Baselines, targets and actual values: numbers as people write them, and the parts that dimensions give.

use std::str::FromStr;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::document::{Location, Passage};
use crate::report::{Dimension, Disaggregation, Figure, Number, SeenIn};

use super::tree::{Id, Tree};
use super::{activity, sexes, words};

/// What the `target`, `actual` or `baseline` elements of one place say together.
#[derive(Debug, Default)]
pub struct Figures {
    pub total: Option<Figure>,
    pub parts: Vec<Disaggregation>,
    pub comments: Vec<Passage>,
}

/// Reads all elements of a name under a period or indicator: the one without dimensions is the total.
pub fn read(tree: &Tree, parent: Id, name: &str, percent: bool, section: &Arc<[String]>) -> Figures {
    let mut figures = Figures::default();
    let elements: Vec<Id> = tree.children(parent, name).collect();
    let alone = elements.len() == 1;
    let mut split: Vec<Figure> = Vec::new();
    for element in elements {
        let figure = figure(tree, element, name, percent, section);
        figures.comments.extend(comment(tree, element, section));
        let parts = parts(tree, element, figure.as_ref(), alone, section);
        let whole = alone || !is_part(tree, element);
        figures.parts.extend(parts);
        match figure {
            Some(figure) if whole && figures.total.is_none() => figures.total = Some(figure),
            Some(figure) if !whole => split.push(figure),
            _ => {}
        }
    }
    if figures.total.is_none() && !split.is_empty() {
        figures.total = Some(joined(&figures.parts, split));
    }
    figures
}

/// Parts without a total: women and men of one kind add up; of anything else it cannot be told whether they do.
fn joined(parts: &[Disaggregation], split: Vec<Figure>) -> Figure {
    let text: Vec<&str> = split.iter().map(|figure| figure.text.as_str()).collect();
    let mut whole = Figure {
        cumulative: false,
        text: text.join("; "),
        percent: split.iter().any(|figure| figure.percent),
        location: split[0].location.clone(),
        number: None,
    };
    let sexes_only = parts.len() == split.len() && split.len() == 2;
    let both = |sex| {
        let of_sex = |part: &&Disaggregation| {
            part.dimension == Dimension::Sex
                && sexes::tokens(&part.value).any(|word| sexes::sex_of(word) == Some(sex))
        };
        parts.iter().filter(of_sex).count() == 1
    };
    if sexes_only && !whole.percent && both(sexes::Sex::Female) && both(sexes::Sex::Male) {
        let numbers = split.iter().map(|figure| figure.number.map(|number| number.low));
        let sum = numbers.reduce(|sum, next| sum?.checked_add(next?));
        whole.number = sum.flatten().map(Number::exact);
    }
    whole
}

/// Whether the element gives a part of a figure. A name with a number for value (`name="Boys" value="1450"`) lists
/// the parts of a total inside that total's own element.
fn is_part(tree: &Tree, element: Id) -> bool {
    let categories = tree.children(element, "dimension").any(|dimension| {
        let name = tree.attribute(dimension, "name");
        let value = tree.attribute(dimension, "value");
        match (name, value) {
            (None, None) => false,
            (Some(name), Some(value)) => !is_counted_category(name, value),
            _ => true,
        }
    });
    let placed = tree.children(element, "location");
    categories
        || placed
            .filter(|place| tree.attribute(*place, "ref").is_some())
            .count()
            > 0
}

fn is_counted_category(name: &str, value: &str) -> bool {
    number(value).is_some() && !sexes::is_dimension_name(name)
}

fn parts(
    tree: &Tree,
    element: Id,
    figure: Option<&Figure>,
    alone: bool,
    section: &Arc<[String]>,
) -> Vec<Disaggregation> {
    let own = figure.and_then(|figure| figure.number).map(|number| number.low);
    let dimensions: Vec<Id> = tree
        .children(element, "dimension")
        .filter(|id| {
            tree.attribute(*id, "name")
                .or(tree.attribute(*id, "value"))
                .is_some()
        })
        .collect();
    let single = dimensions.len() == 1;
    let mut parts: Vec<Disaggregation> = dimensions
        .iter()
        .map(|id| part(tree, *id, own, single, tree.location(*id, section)))
        .collect();
    if !alone {
        // A lone figure's place says where it was counted; it is no split.
        parts.extend(tree.children(element, "location").filter_map(|id| {
            let place = tree.attribute(id, "ref")?;
            Some(Disaggregation {
                dimension: Dimension::Location,
                value: format!("location: {place}"),
                number: own,
                seen_in: SeenIn::Element,
                location: tree.location(id, section),
            })
        }));
    }
    parts
}

fn part(tree: &Tree, id: Id, own: Option<Decimal>, single: bool, location: Location) -> Disaggregation {
    let name = tree.attribute(id, "name").unwrap_or_default();
    let value = tree.attribute(id, "value").unwrap_or_default();
    let counted = is_counted_category(name, value);
    let dimension = match sexes::dimension_of(name) {
        Dimension::Other if sexes::names_sex(value) => Dimension::Sex,
        dimension => dimension,
    };
    let number = if counted {
        number(value).map(|number| number.low)
    } else if value.is_empty() && !single {
        // Several categories without values cannot each be the whole figure.
        None
    } else {
        own
    };
    let value = match (name.is_empty(), value.is_empty()) {
        (false, false) => format!("{name}: {value}"),
        (false, true) => name.to_owned(),
        _ => value.to_owned(),
    };
    Disaggregation {
        dimension,
        value,
        number,
        seen_in: SeenIn::Element,
        location,
    }
}

fn comment(tree: &Tree, element: Id, section: &Arc<[String]>) -> Option<Passage> {
    let comment = tree.child(element, "comment")?;
    let text = words::paragraphs(activity::narrative(tree, comment)?).join("\n");
    (!text.is_empty() && !words::is_unstated(&text))
        .then(|| Passage::new(text, tree.location(comment, section)))
}

fn figure(tree: &Tree, element: Id, name: &str, percent: bool, section: &Arc<[String]>) -> Option<Figure> {
    // What a comment on "N/A" says may be the target in words; of an actual it is a remark.
    let words_count = name != "actual";
    let value = tree.attribute(element, "value").unwrap_or_default();
    let location = tree.location(element, section);
    let comment = comment(tree, element, section);
    let glued = comment.as_ref().is_some_and(|told| is_glued(value, &told.text));
    let number = number(value).filter(|_| !glued);
    let unknown = said_unknown(tree, element).filter(|_| name == "baseline");
    let text = match (number, comment) {
        (None, Some(comment)) if glued => comment.text,
        (None, Some(comment)) if is_filler(value) && (words_count || !words::is_unstated(value)) => {
            comment.text
        }
        // A baseline that is said not to be known is an answer; a value or target of that kind is none.
        (None, _) if unknown.is_some() => unknown.unwrap_or_default(),
        (None, _) if words::is_unstated(value) => return None,
        _ => value.to_owned(),
    };
    if text.is_empty() {
        return categories(tree, element, location);
    }
    Some(Figure {
        cumulative: false,
        number,
        percent: value.contains('%') || (percent && number.is_some()),
        text,
        location,
    })
}

/// A value that an export made of the digits of its comment, strewn among words: "511" of "indicators 5 and 11".
fn is_glued(value: &str, comment: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let digits: String = comment.chars().filter(char::is_ascii_digit).collect();
    let Some((first, last)) = comment.find(is_digit).zip(comment.rfind(is_digit)) else {
        return false;
    };
    digits == value.trim() && comment[first..last].contains(char::is_alphabetic)
}

/// The value, or the comment in its stead, that says that there is none to give: "Not available", "N/A".
fn said_unknown(tree: &Tree, element: Id) -> Option<String> {
    let value = tree.attribute(element, "value").unwrap_or_default();
    let comment = tree.child(element, "comment");
    let comment = comment
        .and_then(|id| activity::narrative(tree, id))
        .unwrap_or_default();
    let said = if value.is_empty() { comment } else { value };
    words::is_unknown(said).then(|| said.to_owned())
}

/// A figure that only its categories give (`name="Girls" value="16"`): what they make together is not told.
fn categories(tree: &Tree, element: Id, location: Location) -> Option<Figure> {
    let texts: Vec<String> = tree
        .children(element, "dimension")
        .filter_map(|id| {
            let name = tree.attribute(id, "name")?;
            let value = tree.attribute(id, "value")?;
            is_counted_category(name, value).then(|| format!("{name}: {value}"))
        })
        .collect();
    (!texts.is_empty()).then(|| Figure {
        text: texts.join("; "),
        location,
        ..Figure::default()
    })
}

fn is_filler(value: &str) -> bool {
    !value.chars().any(char::is_alphanumeric) || words::is_placeholder(value)
}

/// The number that a value is, if it is one: "1,234", "45%", " 12 ", "2017:35", "740 000", "1584728 (158%)", "10-20".
pub fn number(value: &str) -> Option<Number> {
    let value = without_year(value.trim());
    let value = value.split_once('(').map_or(value, |(before, _)| before).trim();
    let approximate = value.starts_with(['<', '>', '~', '≈', '≥', '≤']);
    let value = value.trim_start_matches(['<', '>', '~', '≈', '≥', '≤', '=', ' ']);
    let value = value.trim_end_matches(['%', ' ', '\u{a0}']);
    if value.is_empty() || value.len() > 60 {
        return None;
    }
    if let Some(exact) = decimal(value) {
        return Some(Number {
            approximate,
            ..Number::exact(exact)
        });
    }
    let (low, high) = value.split_once(['-', '–'])?;
    let (low, high) = (
        decimal(low.trim())?,
        decimal(high.trim().trim_start_matches('%'))?,
    );
    let years = is_year(low) && is_year(high);
    (low < high && !years).then_some(Number {
        low,
        high,
        approximate,
    })
}

fn is_year(value: Decimal) -> bool {
    value >= Decimal::from(1950) && value <= Decimal::from(2100) && value.is_integer()
}

/// Some publishers write the year of the value in front: "2015:100%".
fn without_year(value: &str) -> &str {
    match value.split_once(':') {
        Some((year, rest)) if year.len() == 4 && Decimal::from_str(year).is_ok_and(is_year) => rest.trim(),
        _ => value,
    }
}

/// Exactly one decimal number, thousands marked or not.
fn decimal(text: &str) -> Option<Decimal> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let spaces = |c: char| c == ' ' || c == '\u{a0}' || c == '\u{202f}' || c == '\'';
    if !unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    if unsigned.contains(['e', 'E']) {
        return Decimal::from_scientific(text).ok();
    }
    if !unsigned
        .chars()
        .all(|c| c.is_ascii_digit() || c == ',' || c == '.' || spaces(c))
    {
        return None;
    }
    let grouped = |mark: &dyn Fn(char) -> bool, whole: &str| {
        let mut groups = whole.split(mark);
        let first = groups.next().unwrap_or_default().len();
        (1..=3).contains(&first) && groups.all(|group| group.len() == 3)
    };
    let last = |mark: char| unsigned.rfind(mark);
    // The mark that comes last is the decimal one, unless it repeats or, as a comma, groups in threes.
    let point = match (last('.'), last(',')) {
        (Some(dot), Some(comma)) => Some(dot.max(comma)),
        (Some(dot), None) if unsigned.matches('.').count() == 1 => Some(dot),
        (None, Some(comma)) if !grouped(&|c| c == ',', unsigned) => Some(comma),
        _ => None,
    };
    let (whole, fraction) = match point {
        Some(at) => (&unsigned[..at], &unsigned[at + 1..]),
        None => (unsigned, ""),
    };
    let mark = |c: char| c == ',' || c == '.' || spaces(c);
    if whole.contains(mark) && !grouped(&mark, whole) || fraction.contains(mark) {
        return None;
    }
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let sign = if text.starts_with('-') { "-" } else { "" };
    let digits = if fraction.is_empty() {
        format!("{sign}{digits}")
    } else {
        format!("{sign}{digits}.{fraction}")
    };
    Decimal::from_str_exact(&digits).ok()
}
