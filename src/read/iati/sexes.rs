//! Words for women and men in names of dimensions and titles of indicators.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::report::{Dimension, Disaggregation, Indicator, SeenIn};

use super::codes;

const FEMALE: &[&str] = &[
    "female",
    "females",
    "woman",
    "women",
    "girl",
    "girls",
    "femme",
    "femmes",
    "fille",
    "filles",
    "féminin",
    "feminin",
    "féminine",
    "mujer",
    "mujeres",
    "niña",
    "niñas",
    "femenino",
    "kvinna",
    "kvinnor",
    "flicka",
    "flickor",
    "vrouw",
    "vrouwen",
    "meisjes",
    "frauen",
    "mädchen",
    "mulher",
    "mulheres",
    "meninas",
    "feminino",
];
const MALE: &[&str] = &[
    "male",
    "males",
    "man",
    "men",
    "boy",
    "boys",
    "homme",
    "hommes",
    "garçon",
    "garçons",
    "masculin",
    "masculine",
    "hombre",
    "hombres",
    "niño",
    "niños",
    "masculino",
    "män",
    "pojke",
    "pojkar",
    "mannen",
    "jongens",
    "männer",
    "jungen",
    "homem",
    "homens",
    "meninos",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    Female,
    Male,
}

/// Which sex a word names. Single letters count only as capitals: "F", "M".
pub fn sex_of(word: &str) -> Option<Sex> {
    match word {
        "F" => return Some(Sex::Female),
        "M" => return Some(Sex::Male),
        _ => {}
    }
    let word = word.to_lowercase();
    if FEMALE.contains(&word.as_str()) {
        Some(Sex::Female)
    } else if MALE.contains(&word.as_str()) {
        Some(Sex::Male)
    } else {
        None
    }
}

/// Whether any word of a text names a sex.
pub fn names_sex(text: &str) -> bool {
    tokens(text).any(|word| sex_of(word).is_some())
}

pub fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// What a dimension's name says it splits by; a category ("Boys") stands for its dimension.
pub fn dimension_of(name: &str) -> Dimension {
    let lower = name.to_lowercase();
    let has = |stems: &[&str]| tokens(&lower).any(|word| stems.iter().any(|stem| word.starts_with(stem)));
    if has(&[
        "sex",
        "gender",
        "genre",
        "género",
        "kön",
        "geslacht",
        "geschlecht",
    ]) || names_sex(name)
    {
        Dimension::Sex
    } else if has(&["disab", "handicap", "incapac", "discap", "funktions"]) {
        Dimension::Disability
    } else if has(&[
        "location", "region", "district", "province", "country", "county", "lieu", "pays", "land",
    ]) {
        Dimension::Location
    } else if tokens(&lower)
        .any(|word| ["age", "ages", "aged", "âge", "edad", "ålder", "leeftijd", "alter"].contains(&word))
    {
        Dimension::Age
    } else {
        Dimension::Other
    }
}

/// Whether a name is that of a dimension ("sex") rather than of one of its categories ("Boys").
pub fn is_dimension_name(name: &str) -> bool {
    dimension_of(name) != Dimension::Other && !tokens(name).all(|word| sex_of(word).is_some())
}

/// Indicators of one result whose titles differ only in the sex that they name are parts of one figure; each gets
/// the parts, its own among them. So are two of the same title, if the comments on one speak of women and on the other
/// of men.
pub fn mark_siblings(indicators: &mut [Indicator]) {
    /// Enough to hold women, girls, men and boys.
    const MOST_PARTS: usize = 8;
    let mut groups: HashMap<String, Vec<(usize, Sex, String)>> = HashMap::new();
    for (at, indicator) in indicators.iter().enumerate() {
        let named = stem(&indicator.text).or_else(|| {
            let twins = indicators.iter().filter(|other| other.text == indicator.text);
            let (sex, value) = told_in_comments(indicator).filter(|_| twins.count() == 2)?;
            Some((indicator.text.clone(), sex, value))
        });
        if let Some((stem, sex, value)) = named {
            groups.entry(stem).or_default().push((at, sex, value));
        }
    }
    for group in groups.values() {
        let has = |sex| group.iter().any(|(_, of, _)| *of == sex);
        if !has(Sex::Female) || !has(Sex::Male) {
            continue;
        }
        let parts: Vec<Disaggregation> = group
            .iter()
            .take(MOST_PARTS)
            .map(|(at, _, value)| part(&indicators[*at], value))
            .collect();
        for (at, _, _) in group {
            indicators[*at].disaggregations.extend(parts.iter().cloned());
        }
    }
}

/// The one sex that the comments on an indicator's values speak of; a comment that compares both tells nothing.
fn told_in_comments(indicator: &Indicator) -> Option<(Sex, String)> {
    let comments = indicator.periods.iter().flat_map(|period| &period.comments);
    let mut told: Option<(Sex, String)> = None;
    for comment in comments {
        let mut named = tokens(&comment.text).filter_map(|word| Some((sex_of(word)?, word)));
        let Some((sex, word)) = named.next() else { continue };
        if named.any(|(other, _)| other != sex) {
            continue;
        }
        match &told {
            Some((before, _)) if *before != sex => return None,
            Some(_) => {}
            None => told = Some((sex, word.to_owned())),
        }
    }
    told
}

fn part(indicator: &Indicator, value: &str) -> Disaggregation {
    Disaggregation {
        dimension: Dimension::Sex,
        value: value.to_owned(),
        number: latest(indicator),
        seen_in: SeenIn::SiblingIndicator,
        location: indicator.location.clone(),
    }
}

fn latest(indicator: &Indicator) -> Option<Decimal> {
    let actuals = indicator
        .periods
        .iter()
        .rev()
        .filter_map(|period| period.actual.as_ref());
    let mut numbers = actuals.filter_map(|figure| figure.number);
    numbers.next().map(|number| number.low)
}

/// A title without its code and its sex words, the one sex that it names, and the word for it as written.
fn stem(title: &str) -> Option<(String, Sex, String)> {
    let code = codes::leading_code(title);
    let rest = code.as_ref().and_then(|code| title.split_once(code.as_str()));
    let title = rest.map_or(title, |(_, rest)| rest);
    let (mut sex, mut named) = (None, Vec::new());
    let mut stem = String::new();
    for word in tokens(title) {
        match (sex_of(word), sex) {
            (None, _) => {
                stem.push_str(&word.to_lowercase());
                stem.push(' ');
            }
            (Some(found), None) => {
                sex = Some(found);
                named.push(word);
            }
            (Some(found), Some(before)) if found == before => named.push(word),
            // "Women and men" is the whole, not a part.
            _ => return None,
        }
    }
    Some((stem, sex?, named.join(" ")))
}
