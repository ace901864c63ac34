//! Where and how a report treats gender, and the gender marker that it claims.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::document::Passage;

/// Where and how the report treats gender: indices into [`super::Report::statements`].
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Gender {
    /// Any sentence with a gender term.
    pub mentions: Vec<usize>,
    /// Names gender, equality, women's rights or violence against women: more than that women took part.
    pub themes: Vec<usize>,
    /// Presents or refers to a gender analysis, or gives one in substance.
    pub analysis: Vec<usize>,
    /// States an objective, expected result or commitment on gender.
    pub objectives: Vec<usize>,
    /// Expected results for women or equality of which nothing is told.
    pub unanswered: Vec<Passage>,
    /// Tells what became of a gender objective.
    pub follow_up: Vec<usize>,
    /// Asserts an effect where women, men or gender are spoken of, after an objective, in a report that has no indicators.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<usize>,
    /// The work is for women or girls alone.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub for_women: bool,
    /// Men or boys as rights-holders, victims or agents: not merely counted.
    pub men: Vec<usize>,
    /// Gender, or women or girls as such, not merely counted.
    pub treated: Vec<usize>,
    /// Names who is responsible for gender.
    pub focal_points: Vec<Passage>,
    /// Says that nobody is responsible for gender, or everybody.
    pub nobody_responsible: Vec<Passage>,
    /// Trainings, campaigns and services reported with gender content.
    pub gendered_actions: Vec<Passage>,
    /// Trainings, campaigns and services reported without any.
    pub other_actions: Vec<Passage>,
    /// Trainings, leaflets, broadcasts and services whose contents are told.
    pub contents: Vec<Contents>,
}

/// What a training, a leaflet, a broadcast, a service is told to have been about.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Contents {
    /// Where it is named.
    pub activity: Passage,
    /// The sentences that say what it was about.
    pub told: Vec<Passage>,
    /// Women and men in the contents, or in what is said of the same thing elsewhere, beyond how many came.
    pub gendered: Vec<Passage>,
    /// Of machines, and of nothing that touches people.
    pub technical: bool,
    /// The most people that its passage counts.
    pub people: Option<Decimal>,
}

/// IATI `policy-marker` 1 of vocabulary 1, or the marker as stated in prose.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GenderMarker {
    /// 0 not targeted, 1 significant objective, 2 principal objective.
    pub significance: u8,
    /// Where it is claimed; a data record claims it by an element and not in words.
    pub quote: Passage,
}
