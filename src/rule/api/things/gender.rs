//! Where and how the report treats gender.

use super::{Api, Handle, passages, statements};
use crate::document::Passage;
use crate::report::Gender;
use crate::rule::api::Thing;

#[derive(Clone)]
pub struct GenderRef(pub Handle);

pub fn register(api: &mut Api) {
    api.thing::<GenderRef>("Where and how the report treats gender, as lists of sentences and passages.");
    sentences(api);
    quotations(api);
}

fn sentences(api: &mut Api) {
    type Indices = fn(&Gender) -> &[usize];
    let parts: [(&str, &str, Indices); 8] = [
        (
            "mentions",
            "Sentences with a word for gender, women or girls.",
            |gender| &gender.mentions,
        ),
        (
            "themes",
            "Sentences that name gender, equality, women's rights or violence against women, and not only women.",
            |gender| &gender.themes,
        ),
        (
            "analysis",
            "Sentences that present a gender analysis of the problem, refer to one, or give one in substance.",
            |gender| &gender.analysis,
        ),
        (
            "objectives",
            "Sentences that state an objective, an expected result or a commitment on gender.",
            |gender| &gender.objectives,
        ),
        (
            "follow_up",
            "Sentences that tell what became of a gender objective.",
            |gender| &gender.follow_up,
        ),
        (
            "effects",
            "Where the report has no indicators: sentences after an objective on gender that assert a change, in a passage \
             that speaks of women, of men or of gender.",
            |gender| &gender.effects,
        ),
        (
            "men",
            "Sentences that speak of men or boys, not merely of their number.",
            |gender| &gender.men,
        ),
        (
            "treated",
            "Sentences that treat gender, or women or girls, and do not merely count them.",
            |gender| &gender.treated,
        ),
    ];
    api.property(
        "for_women",
        "Whether the work is for women or girls alone: the title names them, or several groups of people are \
         counted and all are women's or girls'.",
        |it: &GenderRef| it.0.gender.for_women,
    );
    for (name, meaning, indices) in parts {
        api.property(name, meaning, move |it: &GenderRef| {
            statements(&it.0, indices(&it.0.gender))
        });
    }
}

fn quotations(api: &mut Api) {
    type Passages = fn(&Gender) -> &[Passage];
    let quoted: [(&str, &str, Passages); 5] = [
        (
            "unanswered",
            "Expected results and objectives for women or on gender of which the report tells nothing.",
            |gender| &gender.unanswered,
        ),
        (
            "focal_points",
            "Passages that name who is responsible for gender.",
            |gender| &gender.focal_points,
        ),
        (
            "nobody_responsible",
            "Passages that say that nobody is responsible for gender, or that everybody is.",
            |gender| &gender.nobody_responsible,
        ),
        (
            "gendered_actions",
            "Passages that report trainings, campaigns and services with gender content.",
            |gender| &gender.gendered_actions,
        ),
        (
            "other_actions",
            "Passages that report trainings, campaigns and services without any gender content.",
            |gender| &gender.other_actions,
        ),
    ];
    for (name, meaning, part) in quoted {
        api.property(name, meaning, move |it: &GenderRef| {
            passages(&it.0, part(&it.0.gender))
        });
    }
}

impl Thing for GenderRef {
    const NAME: &'static str = "Gender";
    const MANY: &'static str = "genders";

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        Passage::default()
    }
    fn one() -> String {
        "what it says of gender".to_string()
    }
    fn shown(&self) -> String {
        let gender = &self.0.gender;
        format!("{} mentions", gender.mentions.len())
    }
}
