//! What the agreement asks of the report's form, and how the report answers.

use jiff::civil::Date;

use super::{Api, Handle, List, PassageRef, days_between};
use crate::document::{Location, Passage};
use crate::report::{Agreed, AgreedSection, Kind, Period};
use crate::rule::api::{Thing, quotable};

#[derive(Clone)]
pub struct AgreementRef(pub Handle, pub Agreed);
#[derive(Clone)]
pub struct AgreedSectionRef(AgreedSection);

pub fn register(api: &mut Api) {
    api.thing::<AgreementRef>("What the agreement asks of the report's form, and how the report answers.");
    length(api);
    asked(api);
    time(api);
    section(api);
}

fn length(api: &mut Api) {
    api.property(
        "max_pages",
        "The most pages that the report may have, annexes left out.",
        |it: &AgreementRef| it.1.demands.max_pages.map(i64::from),
    );
    api.property(
        "max_words",
        "The most words that the report may have where its format has no pages, annexes left out.",
        |it: &AgreementRef| it.1.demands.max_words.map(count),
    );
    api.property(
        "pages",
        "How many pages the report has, annexes left out; only a PDF has pages.",
        |it: &AgreementRef| it.0.extent.pages.map(i64::from),
    );
    api.property(
        "words",
        "How many words the report has with its tables, annexes left out.",
        |it: &AgreementRef| count(it.0.extent.words),
    );
}

fn asked(api: &mut Api) {
    api.property(
        "languages",
        "The languages that the report may be in, each by its code of two letters.",
        |it: &AgreementRef| List(it.1.demands.languages.clone()),
    );
    api.property(
        "sections",
        "The sections that the report must have, in the agreement's order.",
        |it: &AgreementRef| -> List<AgreedSectionRef> {
            it.1.sections.iter().cloned().map(AgreedSectionRef).collect()
        },
    );
}

fn time(api: &mut Api) {
    api.property(
        "has_period",
        "Whether the agreement says which period the report must tell of.",
        |it: &AgreementRef| it.1.demands.period.is_some(),
    );
    api.property(
        "period",
        "The period that the report must tell of, from its first day to its last.",
        |it: &AgreementRef| it.agreed().map(|period| told(&period)).unwrap_or_default(),
    );
    api.property(
        "deadline",
        "The day by which the report is due, as 2006-09-15.",
        |it: &AgreementRef| it.1.demands.deadline.map(|day| day.to_string()),
    );
    api.property(
        "stated_period",
        "The period that the report says it covers; where it names its own and the project's, that of the two which is \
         nearer to the agreed one.",
        |it: &AgreementRef| it.stated().map(|period| told(&period)).unwrap_or_default(),
    );
    api.property(
        "is_own_period",
        "Whether the stated period is surely the report's own: it says so, or it is a final report, whose period is the \
         project's.",
        |it: &AgreementRef| it.0.kind == Kind::Final || whole(&it.0.reporting_period),
    );
    api.property(
        "names_years",
        "Whether the first lines of the report name any year.",
        |it: &AgreementRef| it.1.names_years,
    );
    api.property(
        "days_off",
        "By how many days the first or the last day of the stated period differs from the agreed one, whichever is more.",
        |it: &AgreementRef| days_off(&it.agreed()?, &it.stated()?),
    );
}

fn section(api: &mut Api) {
    quotable::<AgreedSectionRef>(api, "A section that the agreement demands of the report.");
    api.property(
        "name",
        "What the agreement calls the section.",
        |it: &AgreedSectionRef| it.name(),
    );
    api.property(
        "is_there",
        "Whether a heading of the report is called so, or a line or cell that stands for a heading.",
        |it: &AgreedSectionRef| it.0.at.is_some(),
    );
    api.property(
        "is_filled",
        "Whether the section is there and something stands under its heading.",
        |it: &AgreedSectionRef| it.0.filled,
    );
    api.property(
        "at",
        "The heading of the section in the report; for evidence.",
        |it: &AgreedSectionRef| PassageRef(it.0.at.clone().unwrap_or_default(), None),
    )
    .missing("a passage without words, which adds no evidence");
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn told(period: &Period) -> String {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    format!("{} – {}", day(period.start), day(period.end))
}

fn whole(period: &Period) -> bool {
    period.start.is_some() && period.end.is_some()
}

fn days_off(agreed: &Period, stated: &Period) -> Option<i64> {
    let start = days_between(agreed.start?, stated.start?)?;
    let end = days_between(agreed.end?, stated.end?)?;
    Some(start.abs().max(end.abs()))
}

impl AgreementRef {
    fn agreed(&self) -> Option<Period> {
        self.1.demands.period.map(|period| period.period())
    }

    /// A whole period that the report states.
    fn stated(&self) -> Option<Period> {
        let report = &self.0;
        let stated = [&report.reporting_period, &report.period, &report.project_period];
        let agreed = self.agreed().unwrap_or_default();
        let nearest = stated
            .into_iter()
            .filter(|period| whole(period))
            .min_by_key(|period| days_off(&agreed, period).unwrap_or(i64::MAX));
        nearest.copied()
    }
}

impl AgreedSectionRef {
    fn name(&self) -> String {
        self.0.names.first().cloned().unwrap_or_default()
    }
}

impl Thing for AgreementRef {
    const NAME: &'static str = "Agreement";
    const MANY: &'static str = "agreements";
    const MISSING: &'static str = "`()`, the missing value";
    const QUOTED: bool = false;

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        Passage::new("agreement", Location::default())
    }
}

impl Thing for AgreedSectionRef {
    const NAME: &'static str = "AgreedSection";
    const MANY: &'static str = "agreed sections";
    const QUOTED: bool = false;

    fn one() -> String {
        "agreed section".to_string()
    }
    fn report(&self) -> Option<&Handle> {
        None
    }
    fn passage(&self) -> Passage {
        Passage::new(self.name(), Location::default())
    }
}
