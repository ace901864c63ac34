//! A training, a campaign or a service.

mod counted;

use std::sync::Arc;

use rust_decimal::Decimal;

use super::{
    Api, Handle, IndicatorRef, List, ReportRef, ResultRef, StatementRef, headings, short, statements,
};
use crate::document::Passage;
use crate::report::{Activity, ActivityKind, Duration, Statement, TimeUnit};
use crate::rule::api::{Detail, Thing, quotable, quoted};

#[derive(Clone)]
pub struct ActivityRef(pub Handle, pub usize);

type OfSex = fn(&Activity) -> Option<Decimal>;

const SEXES: [(&str, &str, OfSex); 2] = [
    (
        "women",
        "How many of those `people` were women or girls, by a column of the table or by the split of its sentence. Ask \
         `split_by_sex` whether it is told.",
        |own| own.women,
    ),
    (
        "men",
        "How many of those `people` were men or boys, by a column of the table or by the split of its sentence. Ask \
         `split_by_sex` whether it is told.",
        |own| own.men,
    ),
];

/// How long an activity lasted, where that is told.
#[derive(Clone)]
pub struct DurationRef(pub Handle, pub Duration);

pub fn register(api: &mut Api) {
    quotable::<ActivityRef>(
        api,
        "A training, a campaign or a service that the text says was carried out, with all that the report says of it: one \
         for each, however many sentences tell it. What was not held, or was called off, is none.",
    );
    api.property(
        "activities",
        "The trainings, campaigns and services of which the text tells.",
        |it: &ReportRef| -> List<ActivityRef> {
            let activities = 0..it.0.activities.len();
            activities.map(|at| ActivityRef(Arc::clone(&it.0), at)).collect()
        },
    );
    api.reasoned_word(
        "kind",
        ["training", "campaign", "service"],
        "Whether it is a `training`, a `campaign` (leaflets, broadcasts, awareness sessions) or a `service` (people were \
         reached, assisted or given something, or something was built, made or held). One word decides it, of the lists \
         training_words and campaign_words of the [word lists](words.md): `rules explain` tells which. A season of the fields, \
         an election or a vaccination is no campaign (no_campaign).",
        |it: &ActivityRef| it.get().kind.name(),
        ActivityRef::named_by,
    );
    headings::<ActivityRef>(api);
    api.property("report", "The report that tells of it.", |it: &ActivityRef| {
        ReportRef(Arc::clone(&it.0))
    });
    api.sourced(
        "people",
        "The most people (participants) that any of its sentences counts.",
        |it: &ActivityRef| it.get().people.unwrap_or(Decimal::ZERO),
        |it| it.counted_in(it.get().people),
    )
    .missing("0");
    for (name, meaning, of) in SEXES {
        api.sourced(
            name,
            meaning,
            move |it: &ActivityRef| of(it.get()).unwrap_or(Decimal::ZERO),
            move |it| of(it.get()).map_or_else(Vec::new, |number| it.split_in(number)),
        )
        .missing("0");
    }
    api.sourced(
        "split_by_sex",
        "Whether it is told how many of those `people` were women or men.",
        |it: &ActivityRef| it.get().women.is_some() || it.get().men.is_some(),
        |it| {
            let told = it.get().women.or(it.get().men);
            told.map_or_else(Vec::new, |number| it.split_in(number))
        },
    );
    api.sourced(
        "volume",
        "The most sessions, broadcasts or copies that any of its sentences counts.",
        |it: &ActivityRef| it.get().volume.unwrap_or(Decimal::ZERO),
        |it| it.counted_in(it.get().volume),
    )
    .missing("0");
    api.property(
        "repeated",
        "Whether it was held several times or for all of a group, and nobody counted how often: “multiple rallies and \
         campaigns”. Of a service it is not asked.",
        |it: &ActivityRef| it.get().repeated,
    );
    api.sourced(
        "works",
        "Of a service in which nobody is counted: the most works, products or events that it tells of: “177 latrines were \
         built”. What is done every week or month counts as 10.",
        |it: &ActivityRef| it.get().works.unwrap_or(Decimal::ZERO),
        |it| it.counted_in(it.get().works),
    )
    .missing("0");
    api.property(
        "builds",
        "Of a service: it tells that a school, a clinic, a bridge or another work that many use \
         was built or made fit for use.",
        |it: &ActivityRef| it.get().builds,
    );
    api.property(
        "duration",
        "How long it lasted, as its `statements` tell it: “three days”, “a 40-hour course”, from day to day of a month, \
         “12–14 May” (three days), from hour to hour, “9 am to 4 pm” (seven hours; a time alone, “at 9 am”, is no length), or by parts of the day, “two afternoons” (half a day each). The length of something else is none: “who had worked for three years”, “a three-month \
         follow-up”, “over the two years of the project”. Where they tell several lengths, it is the one that stands nearest to the name of the \
         training. `if activity.duration == ()` asks whether none is told.",
        |it: &ActivityRef| {
            let told = it.get().duration.clone();
            told.map(|told| DurationRef(Arc::clone(&it.0), told))
        },
    );
    api.property(
        "results",
        "The expected results in whose account it is told.",
        |it: &ActivityRef| -> List<ResultRef> {
            let results = it.get().results.iter();
            results.map(|at| ResultRef(Arc::clone(&it.0), *at)).collect()
        },
    );
    api.property(
        "dates",
        "The first and the last day on which its row says that it was held, “2023-05-12 – 2023-05-14”; of one in running text \
         those of the month or year that its first sentence with a date names. Empty where no date is told.",
        |it: &ActivityRef| match (it.get().held.start, it.get().held.end) {
            (Some(start), Some(end)) => format!("{start} – {end}"),
            (day, None) | (None, day) => day.map_or_else(String::new, |day| day.to_string()),
        },
    );
    in_table(api);
    told(api);
    duration(api);
}

/// What a table of activities lists, row by row.
fn in_table(api: &mut Api) {
    api.property(
        "is_row",
        "Whether it is a row of a table that lists what was held, one to a row: “Training | Place | Days”. Rows \
         of totals, of what was cancelled and of what lies ahead are none; nor are those of a framework, a budget, a plan or a \
         list of persons. `activity.statements[0].text` is the whole row.",
        |it: &ActivityRef| it.get().row_name.is_some(),
    );
    api.property(
        "summed_up",
        "Of a row of such a table: whether running text tells all its rows as one, by the people in all or by the number of \
         trainings.",
        |it: &ActivityRef| it.get().summed_up,
    );
}

fn duration(api: &mut Api) {
    quotable::<DurationRef>(
        api,
        "How long a training or a campaign lasted, with the sentence that tells it.",
    );
    api.property(
        "number",
        "The number that goes with the unit; of a range, “two to three days”, the lower one.",
        |it: &DurationRef| it.1.number.low,
    );
    api.property(
        "number_high",
        "The higher number of a range; the same as `number` where there is none.",
        |it: &DurationRef| it.1.number.high,
    );
    api.word(
        "unit",
        TimeUnit::ALL.map(TimeUnit::name),
        "What the number counts, as the report tells it: `minute`, `hour`, `day`, `week`, `month` or `year`. Nothing is \
         converted: a week is not made five days.",
        |it: &DurationRef| it.1.unit.name(),
    );
    api.property(
        "written",
        "As the report writes it: “three days”.",
        |it: &DurationRef| it.1.written.clone(),
    );
}

/// What the report says of it.
fn told(api: &mut Api) {
    api.property(
        "statements",
        "The sentences that tell it, in the report's order: those of its paragraph or list item, from the first that names it \
         to the last, or to the one that tells the next activity; those of the paragraph right below under the same heading \
         where that goes on about it (“The course lasted …”, “It was attended by …”); and those of other paragraphs that tell \
         the same activity again. What became of it is in `changes`, wherever that stands.",
        |it: &ActivityRef| it.sentences(&it.get().statements),
    );
    api.property(
        "changes",
        "Sentences, here or elsewhere in the report, that say what became of it: use, change, a test.",
        |it: &ActivityRef| it.sentences(&it.get().changes),
    );
    api.property(
        "effects",
        "Where the report has no indicators: sentences of the same paragraph, or on as many people, that assert a change, \
         measured or not.",
        |it: &ActivityRef| it.sentences(&it.get().effects),
    );
    api.property(
        "possible_effects",
        "Where the report has no indicators: sentences elsewhere that assert a change and name no other work or group, so \
         that they may be on this activity.",
        |it: &ActivityRef| it.sentences(&it.get().possible_effects),
    );
    api.property(
        "indicators",
        "Indicators with an actual value that observe a change in those whom it reached.",
        |it: &ActivityRef| -> List<IndicatorRef> {
            let indicators = it.get().indicators.iter();
            indicators
                .map(|(result, at)| IndicatorRef(Arc::clone(&it.0), *result, *at))
                .collect()
        },
    );
}

impl ActivityRef {
    fn get(&self) -> &Activity {
        &self.0.activities[self.1]
    }

    /// The word that decided the kind, for a person.
    fn named_by(&self) -> String {
        match (self.get().kind, self.get().name.as_str()) {
            (ActivityKind::Service, "") => {
                "no word for a training or a campaign; it tells what was given or done".to_string()
            }
            (ActivityKind::Service, name) => format!(
                "its word {} does not say here that a training or a campaign was held; it tells what was given or done",
                quoted(name)
            ),
            (_, "") => String::new(),
            (_, name) => format!("by its word {}", quoted(name)),
        }
    }

    fn sentences(&self, indices: &[usize]) -> List<StatementRef> {
        statements(&self.0, indices)
    }

    fn first(&self) -> Option<&Statement> {
        self.0.statements.get(*self.get().statements.first()?)
    }
}

impl ActivityRef {
    /// What tells it from a sentence.
    pub fn told_apart(&self) -> String {
        format!("a {}", self.get().kind.name())
    }
}

impl Thing for ActivityRef {
    const NAME: &'static str = "Activity";
    const MANY: &'static str = "activities";
    const DETAILS: &'static [Detail<Self>] = &[(
        "activity",
        "the first sentence that tells it, or what its row of a table calls it, cut to at most its first 14 words: “A training for \
         25 teachers was held in May.”",
        |it| short(it.get().row_name.as_ref().unwrap_or(&it.passage().text)),
    )];

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        let first = self.first();
        first.map_or_else(Passage::default, |first| {
            Passage::new(&first.text, first.location.clone())
        })
    }
}

impl Thing for DurationRef {
    const NAME: &'static str = "Duration";
    const MANY: &'static str = "durations";
    const DETAILS: &'static [Detail<Self>] = &[("duration", "the length as the report writes it", |it| {
        it.1.written.clone().into()
    })];

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        let told = &self.0.statements[self.1.statement];
        Passage::new(&told.text, told.location.clone())
    }
    fn shown(&self) -> String {
        quoted(&self.1.written)
    }
}
