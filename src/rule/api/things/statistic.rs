//! A figure in the text, and its breakdowns by sex, age, place, …

mod noun;

use std::sync::Arc;

use super::breakdown::{self, BreakdownRef, dimension, split_of, told_in};
use super::past::aside;
use super::{Api, Handle, List, Meant, ReportRef, Why, headings, result_text};
use crate::document::Passage;
use crate::report::{Certainty, Counted, Dimension, Indicator, Statistic};
use crate::rule::api::{Detail, Thing, number_value, quotable, quoted};

#[derive(Clone)]
pub struct StatisticRef(pub Handle, pub usize);
pub fn register(api: &mut Api) {
    quotable::<StatisticRef>(
        api,
        "A number in a sentence or table together with what it counts: “25 social workers”.",
    );
    number(api);
    earlier(api);
    counted(api);
    context(api);
    read(api);
}

fn number(api: &mut Api) {
    api.property(
        "number",
        "The number counted, in units of `noun`; of a range, the lower end.",
        |it: &StatisticRef| it.get().number.low,
    );
    api.property(
        "number_high",
        "The upper end where the report gives a range (“40–50 women”), else the number itself.",
        |it: &StatisticRef| it.get().number.high,
    );
    api.property(
        "approximate",
        "Whether the report says “about”, “over”, “nearly” or the like of the number.",
        |it: &StatisticRef| it.get().number.approximate,
    );
    api.property(
        "written",
        "The number as the report writes it.",
        |it: &StatisticRef| it.get().written.clone(),
    );
    api.property(
        "text",
        "The sentence in which the number stands; in a table the whole row, its cells with “|” between them.",
        |it: &StatisticRef| it.get().quote.text.clone(),
    );
    api.property(
        "in_table",
        "Whether the number stands in a table.",
        |it: &StatisticRef| it.get().quote.location.table.is_some(),
    );
    headings::<StatisticRef>(api);
}

/// What earlier reports say of it.
fn earlier(api: &mut Api) {
    api.property(
        "earlier",
        "The number that earlier reports give for the same quantity in the same period, the oldest first.",
        |it: &StatisticRef| -> List<StatisticRef> {
            let earlier = it.0.earlier.iter();
            let same = earlier.flat_map(|compared| {
                let pairs = compared.statistics.iter().filter(|(_, own)| *own == it.1);
                pairs.map(|(other, _)| StatisticRef(aside(compared), *other))
            });
            same.collect()
        },
    );
}

/// What is counted.
fn counted(api: &mut Api) {
    api.property(
        "noun",
        "The word for what is counted, as written: “victims”, “brochures”.",
        |it: &StatisticRef| it.get().noun.clone(),
    );
    api.property(
        "subject",
        "The words around the number that say who or what is counted and what happened to them.",
        |it: &StatisticRef| it.get().subject.clone(),
    );
    api.word(
        "counted",
        COUNTED,
        "The kind of thing counted: `people`, `cases`, `events`, `products`, `contacts` (calls, visits), \
         `organisations`, `households`, `share` (a percentage) or `other`. Sums of money are in `report.amounts`.",
        |it: &StatisticRef| counted_name(it.get().counted),
    )
    .missing("`other`");
    let by_noun = |it: &StatisticRef| match it.get().noun.as_str() {
        "" => String::new(),
        noun => format!("by its noun, {}", quoted(noun)),
    };
    api.reasoned(
        "counts_people",
        "Whether it counts people.",
        |it: &StatisticRef| it.get().counted == Counted::People,
        by_noun,
    );
    api.reasoned(
        "may_be_minors",
        "Whether children may be among the people counted: pupils, victims, beneficiaries.",
        |it: &StatisticRef| it.get().may_be_minors,
        by_noun,
    );
    api.reasoned(
        "tells_age",
        "Whether the noun itself tells adults or children: judges, pupils, women.",
        |it: &StatisticRef| it.get().tells_age,
        by_noun,
    );
    api.property(
        "mixes_ages",
        "Whether the words for those who are counted name adults and minors together: “women and girls”.",
        |it: &StatisticRef| it.get().mixes_ages,
    );
    api.property(
        "breakdowns",
        "The splits of this number that the report gives, one for each way of splitting.",
        |it: &StatisticRef| -> List<BreakdownRef> {
            let breakdowns = 0..it.get().breakdowns.len();
            breakdowns
                .map(|index| BreakdownRef(Arc::clone(&it.0), it.1, index))
                .collect()
        },
    );
    api.reasoned_question(
        "disaggregated_by",
        "sex",
        "Whether the number is split by `sex`, `age`, `disability`, `location` or `other`, by itself or as the figure \
         of an indicator that is.",
        |it: &StatisticRef, name: &str| Ok(it.disaggregated_by(dimension(name)?)),
        |it, name| Ok(it.split(dimension(name)?)),
    );
}

/// What the figure is said of.
fn context(api: &mut Api) {
    api.property(
        "part",
        "Whether the number is itself a part of another one's split, or of one sex by its noun: “86 women”.",
        |it: &StatisticRef| it.get().part,
    );
    api.property(
        "of_whole",
        "Whether it is a share of a group that is named with it: the 100 of “100 of the 127 people”.",
        |it: &StatisticRef| it.get().of_whole,
    );
    api.property(
        "context",
        "Whether the number tells of the situation around the project and not of its own work: how many people live in a \
         district, an estimate, a national figure, or any number under a heading such as “Background”.",
        |it: &StatisticRef| Meant {
            is: it.get().context,
            yes: "it tells of the situation, not of what the project did",
            no: "it is not background",
        },
    );
    api.reasoned(
        "told_before",
        "Whether the same number of the same people is told before, in another place of the report; or, of the total below the \
         rows of a table of trainings, row by row.",
        |it: &StatisticRef| it.get().told_before.is_some(),
        |it| {
            let before = it.get().told_before.and_then(|at| it.0.statistics.get(at));
            before.map_or_else(
                || Why::from("no place before it has it of the same people"),
                |before| Some(before.quote.clone()).into(),
            )
        },
    );
    api.property(
        "most_in_table",
        "Of a row of a table that lists trainings or activities: the most people that one of its rows counts.",
        |it: &StatisticRef| it.get().most_in_table.unwrap_or_default(),
    )
    .missing("0");
    api.property(
        "told_again",
        "The other places in which the same number of the same people is told.",
        |it: &StatisticRef| -> List<StatisticRef> {
            let statistics = it.0.statistics.iter().enumerate();
            let again = statistics.filter(|(_, own)| own.told_before == Some(it.1));
            again
                .map(|(index, _)| StatisticRef(Arc::clone(&it.0), index))
                .collect()
        },
    );
    api.property(
        "planned",
        "Whether the number tells of what was meant to be, such as a target, an expected number or the next year's plan, and \
         not of what was counted.",
        |it: &StatisticRef| Meant {
            is: it.get().planned,
            yes: "it tells of a plan or a target, not of what was counted",
            no: "it tells of no plan",
        },
    );
}

/// Where it belongs, and how surely it was read.
fn read(api: &mut Api) {
    api.property(
        "report",
        "The report in which the number stands.",
        |it: &StatisticRef| ReportRef(Arc::clone(&it.0)),
    );
    api.reasoned(
        "is_indicator",
        "Whether the number is the actual value of an indicator.",
        |it: &StatisticRef| it.get().indicator.is_some(),
        |it| {
            let own = it.indicator();
            own.map(|own| Passage::new(&own.text, own.location.clone()))
        },
    );
    api.reasoned(
        "result_known",
        "Whether it is known to which expected result the number belongs.",
        |it: &StatisticRef| it.get().result.is_some(),
        |it| result_text(&it.0, it.get().result),
    );
    api.property(
        "period_known",
        "Whether the report gives a first or last day of the time in which it was counted.",
        |it: &StatisticRef| it.get().period.is_known(),
    );
    api.property(
        "over_years",
        "Whether its words tell it for a stretch of more than one calendar year: “from 2020 to 2024”, “in five years”, “so far”.",
        |it: &StatisticRef| it.get().over_years,
    );
    api.property(
        "is_certain",
        "Whether the number was read beyond doubt; where not, better say `could_not_tell`.",
        |it: &StatisticRef| it.get().certainty == Certainty::Sure,
    );
}

const COUNTED: [&str; 9] = [
    "people",
    "cases",
    "events",
    "products",
    "contacts",
    "organisations",
    "households",
    "share",
    "other",
];

fn counted_name(counted: Counted) -> &'static str {
    match counted {
        Counted::People => "people",
        Counted::Cases => "cases",
        Counted::Events => "events",
        Counted::Products => "products",
        Counted::Contacts => "contacts",
        Counted::Organisations => "organisations",
        Counted::Households => "households",
        Counted::Share => "share",
        Counted::Other => "other",
    }
}

impl StatisticRef {
    fn get(&self) -> &Statistic {
        &self.0.statistics[self.1]
    }

    /// The indicator whose actual value it is.
    fn indicator(&self) -> Option<&Indicator> {
        let (result, index) = self.get().indicator?;
        self.0.results.get(result)?.indicators.get(index)
    }

    /// By itself, or as the figure of an indicator that is.
    fn disaggregated_by(&self, dimension: Dimension) -> bool {
        let breakdowns = &self.get().breakdowns;
        let indicator = self.indicator();
        breakdowns.iter().any(|own| own.dimension == dimension)
            || indicator.is_some_and(|indicator| indicator.disaggregated_by(dimension))
    }

    /// Into what it is split; where it is not, by what else.
    fn split(&self, dimension: Dimension) -> Why {
        let breakdowns = &self.get().breakdowns;
        if let Some(own) = breakdowns.iter().find(|own| own.dimension == dimension) {
            return Some(told_in(own, self.get())).into();
        }
        if let Some(own) = self.indicator().filter(|own| own.disaggregated_by(dimension)) {
            let words = split_of(own, dimension);
            return format!("as the figure of an indicator with {words}").into();
        }
        let mut others: Vec<&str> = breakdowns
            .iter()
            .map(|own| breakdown::dimension_name(own.dimension))
            .collect();
        others.dedup();
        match others.as_slice() {
            [] => "no split of it was seen".into(),
            _ => format!("it is split by {} alone", others.join(" and ")).into(),
        }
    }
}

impl StatisticRef {
    /// What tells it from another number in its passage.
    pub fn told_apart(&self) -> String {
        let own = self.get();
        format!("the number {} {}", own.written, own.noun)
            .trim_end()
            .to_string()
    }
}

impl Thing for StatisticRef {
    const NAME: &'static str = "Statistic";
    const MANY: &'static str = "statistics";
    const DETAILS: &'static [Detail<Self>] = &[
        ("number", "the number; a range with both ends: 12–25", |it| {
            let number = it.get().number;
            let ends = [number.low, number.high].map(number_value);
            if number.low == number.high {
                ends[0].clone()
            } else {
                ends.to_vec().into()
            }
        }),
        (
            "noun",
            "the word for what is counted, as the report has it",
            |it| noun::within_a_sentence(&it.0, it.get()).into(),
        ),
    ];

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    /// The figure of an indicator is told with what stands in its cell.
    fn passage(&self) -> Passage {
        let own = self.get();
        let periods = own
            .indicator
            .and_then(|(result, index)| self.0.results.get(result)?.indicators.get(index))
            .map(|indicator| &indicator.periods);
        let actual = periods.and_then(|periods| {
            let actuals = periods.iter().filter_map(|period| period.actual.as_ref());
            actuals
                .rev()
                .find(|actual| actual.location == own.quote.location && actual.location.table.is_some())
        });
        actual.map_or_else(
            || own.quote.clone(),
            |actual| {
                let text = format!("{} | {}", own.quote.text, actual.text.trim());
                Passage::new(text, own.quote.location.clone())
            },
        )
    }
    fn about(&self) -> String {
        format!("{} {}", self.get().noun, self.get().subject)
    }
}
