//! A section of the report: a heading, and what stands under it.

use std::sync::Arc;

use super::report::count;
use super::{Api, Handle, List, StatementRef};
use crate::document::Passage;
use crate::report::{Role, Section};
use crate::rule::api::{Thing, quotable};

#[derive(Clone)]
pub struct SectionRef(pub Handle, pub usize);

pub fn register(api: &mut Api) {
    quotable::<SectionRef>(api, "A heading of the report and the text under it.");
    api.property("heading", "The words of the heading.", |it: &SectionRef| {
        it.get().heading.clone()
    });
    api.word(
        "role",
        ROLES,
        "What the section is for by its headings: `expected`, `plan`, `achieved`, `context`, `method`, `lessons`, `future`, \
         `finance` or `other`.",
        |it: &SectionRef| role(it.get().role),
    );
    api.property(
        "names_gender",
        "Whether the heading names gender, or women and girls or men and boys.",
        |it: &SectionRef| it.get().names_gender,
    );
    api.property(
        "names_lessons",
        "Whether the heading names lessons, difficulties or recommendations, whatever else it names.",
        |it: &SectionRef| it.get().names_lessons,
    );
    api.property(
        "statements",
        "The sentences under the heading, its subsections and tables included.",
        |it: &SectionRef| -> List<StatementRef> {
            let here = |at: &usize| it.0.statements[*at].location.section.contains(&it.get().heading);
            let found = (0..it.0.statements.len()).filter(here);
            found.map(|at| StatementRef(Arc::clone(&it.0), at)).collect()
        },
    );
    api.property(
        "only_deliveries",
        "Whether the heading promises impact, outcomes or changes, and under it stand only counts of what was done or given.",
        |it: &SectionRef| it.get().only_deliveries,
    );
    api.property(
        "level",
        "How deep the heading stands: 1 for a chapter, 2 for a section of it, and so on.",
        |it: &SectionRef| i64::from(it.get().level),
    );
    api.property(
        "words",
        "How many words stand under the heading, its subsections included.",
        |it: &SectionRef| count(it.get().words),
    );
}

const ROLES: [&str; 9] = [
    "expected", "plan", "achieved", "context", "method", "lessons", "future", "finance", "other",
];

fn role(role: Role) -> &'static str {
    match role {
        Role::Expected => "expected",
        Role::Plan => "plan",
        Role::Achieved => "achieved",
        Role::Context => "context",
        Role::Method => "method",
        Role::Lessons => "lessons",
        Role::Future => "future",
        Role::Finance => "finance",
        Role::Other => "other",
    }
}

impl SectionRef {
    fn get(&self) -> &Section {
        &self.0.sections[self.1]
    }
}

impl Thing for SectionRef {
    const NAME: &'static str = "Section";
    const MANY: &'static str = "sections";

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        Passage::new(&self.get().heading, self.get().location.clone())
    }
}
