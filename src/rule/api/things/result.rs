//! An expected result.

use std::sync::Arc;

use rhai::EvalAltResult;

use super::statement::claim;
use super::{
    ActivityRef, Api, Handle, IndicatorRef, List, ReportRef, claimed, code_and_text, passage_of, passages,
    sentence, short, statements,
};
use crate::document::Passage;
use crate::report::{Certainty, Indicator, ResultLevel, ResultStatement};
use crate::rule::api::{Detail, Thing, quotable};

#[derive(Clone)]
pub struct ResultRef(pub Handle, pub usize);

pub fn register(api: &mut Api) {
    quotable::<ResultRef>(
        api,
        "An expected result of the project, with its indicators and everything that the report says came of it.",
    );
    wording(api);
    place(api);
    account(api);
    told(api);
}

fn wording(api: &mut Api) {
    api.word(
        "level",
        LEVELS,
        "Its place in the results chain, by the report's own label: `impact`, `outcome`, `output` or `activity`.",
        |it: &ResultRef| level(it.get().level),
    )
    .missing("`unspecified`");
    api.property(
        "code",
        "The result's number or code as the report writes it: “1.2”, “SO 1”.",
        |it: &ResultRef| it.get().code.clone().unwrap_or_default(),
    );
    api.property(
        "text",
        "The expected result in the report's words.",
        |it: &ResultRef| it.get().text.clone(),
    );
    api.property(
        "names_gender",
        "Whether the wording names gender, women and girls, or men and boys.",
        |it: &ResultRef| it.get().names_gender,
    );
    api.property(
        "is_certain",
        "Whether the table or text was read beyond doubt; where not, better say `could_not_tell`.",
        |it: &ResultRef| it.get().certainty == Certainty::Sure,
    );
}

/// Where it stands, and among what.
fn place(api: &mut Api) {
    api.property(
        "report",
        "The report in which the result stands.",
        |it: &ResultRef| ReportRef(Arc::clone(&it.0)),
    );
    api.property(
        "indicators",
        "Its indicators, implied ones included, in the report's order.",
        |it: &ResultRef| -> List<IndicatorRef> {
            let indicators = 0..it.get().indicators.len();
            indicators
                .map(|index| IndicatorRef(Arc::clone(&it.0), it.1, index))
                .collect()
        },
    );
    api.property(
        "above",
        "The results that it is meant to lead to, by their codes and places: the outcome of an output.",
        |it: &ResultRef| -> List<ResultRef> {
            let results = &it.0.results;
            (0..results.len())
                .filter(|at| results[*at].is_above(it.get()))
                .map(|at| ResultRef(Arc::clone(&it.0), at))
                .collect()
        },
    );
    api.property(
        "below",
        "The results that are meant to lead to it, by their codes and places: the outputs of an outcome.",
        |it: &ResultRef| -> List<ResultRef> {
            let results = &it.0.results;
            (0..results.len())
                .filter(|at| it.get().is_above(&results[*at]))
                .map(|at| ResultRef(Arc::clone(&it.0), at))
                .collect()
        },
    );
    api.property(
        "listed_beside",
        "Itself and the other results of its section that stand in running text with neither code nor indicator: a list of \
         what was expected, told in words.",
        |it: &ResultRef| -> List<ResultRef> {
            let own = it.get();
            let results = &it.0.results;
            (0..results.len())
                .filter(|at| own.is_listed_beside(&results[*at]))
                .map(|at| ResultRef(Arc::clone(&it.0), at))
                .collect()
        },
    );
    api.property(
        "framed",
        "Whether it is one of several that a results framework, or the data record, sets out with indicators.",
        |it: &ResultRef| it.get().framed,
    );
    api.property(
        "expected",
        "Whether the report itself calls it an expected result, by a label or a table header.",
        |it: &ResultRef| it.get().expected,
    );
    api.property(
        "indicator_only",
        "Whether only an indicator stands in its place: the table states no result above it.",
        |it: &ResultRef| it.get().indicator_only,
    );
    api.property(
        "plan_only",
        "Whether it stands in a table that has no place for what was reached: a plan, not a report.",
        |it: &ResultRef| it.get().plan_only,
    );
}

/// What the report says came of the result.
fn account(api: &mut Api) {
    api.property(
        "progress",
        "What the report says was achieved, in the row of the table or under the result's own heading.",
        |it: &ResultRef| passages(&it.0, &it.get().progress),
    );
    api.property(
        "measures_named",
        "Passages of the account that say by which indicators the result is followed: a caption, an introduction.",
        |it: &ResultRef| passages(&it.0, &it.get().measures_named),
    );
    api.reasoned(
        "has_progress",
        "Whether anything at all tells of it: progress in its place, sentences on it, or a value that was reached.",
        |it: &ResultRef| it.get().has_account(),
        ResultRef::first_account,
    );
    api.property(
        "due_later",
        "Whether its row in a framework names a year after the one that is told of: “By 2028” beside “Progress Q3 2023”.",
        |it: &ResultRef| it.get().due_later,
    );
    api.property(
        "progress_left_blank",
        "Whether there is a place for progress (a column, a heading, an “Achieved:” line) and it is left empty.",
        |it: &ResultRef| it.get().progress_left_blank,
    );
    api.property(
        "has_values",
        "Whether any of its indicators has an actual value.",
        |it: &ResultRef| it.get().indicators.iter().any(Indicator::has_actual),
    );
    api.property(
        "unmentioned_actors",
        "Groups of actors that the result names (police, teachers, NGOs) and of which the account of results never \
         speaks. Empty where it speaks of none of them: it may use other words.",
        |it: &ResultRef| List(it.get().unmentioned_actors.clone()),
    );
}

/// The sentences that speak of its achievement.
fn told(api: &mut Api) {
    api.property(
        "statements",
        "The sentences of the report that speak of what came of this result.",
        |it: &ResultRef| statements(&it.0, &it.get().statements),
    );
    api.property(
        "changes",
        "Sentences that may say what changed for it: its own, or, where its place has no account, those of passages that \
         speak of it. Two values side by side, a share of those reached, what somebody does today: more than what `claims` \
         calls an outcome.",
        |it: &ResultRef| statements(&it.0, &it.get().changes),
    );
    api.property(
        "activities",
        "The trainings and campaigns of which its account tells, or the running text where it names this result.",
        |it: &ResultRef| -> List<ActivityRef> {
            let own = |at: &usize| it.0.activities[*at].results.contains(&it.1);
            let activities = (0..it.0.activities.len()).filter(own);
            activities.map(|at| ActivityRef(Arc::clone(&it.0), at)).collect()
        },
    );
    api.question(
        "statements_claiming",
        "outcome",
        "Those of its sentences that make one kind of claim; the words for claims are those of a statement's `claims`.",
        |it: &ResultRef, name: &str| Ok(statements(&it.0, &it.claiming(name)?)),
    );
    api.reasoned_question(
        "claims",
        "outcome",
        "Whether any of its sentences makes this kind of claim; the words for claims are those of a statement's `claims`.",
        |it: &ResultRef, name: &str| Ok(!it.claiming(name)?.is_empty()),
        |it, name| Ok(claimed(&it.0, &it.get().statements, claim(name)?)),
    );
}

const LEVELS: [&str; 5] = ["impact", "outcome", "output", "activity", "unspecified"];

pub fn level(level: ResultLevel) -> &'static str {
    match level {
        ResultLevel::Impact => "impact",
        ResultLevel::Outcome => "outcome",
        ResultLevel::Output => "output",
        ResultLevel::Activity => "activity",
        ResultLevel::Unspecified => "unspecified",
    }
}

impl ResultRef {
    fn get(&self) -> &ResultStatement {
        &self.0.results[self.1]
    }

    /// What tells of it first.
    fn first_account(&self) -> Option<Passage> {
        let own = self.get();
        let told = || sentence(&self.0, *own.statements.first()?);
        let reached = || {
            let mut periods = own.indicators.iter().flat_map(|indicator| &indicator.periods);
            periods.find_map(|period| period.actual.as_ref().map(passage_of))
        };
        own.progress.first().cloned().or_else(told).or_else(reached)
    }

    /// Its statements that make a claim of that name.
    fn claiming(&self, name: &str) -> Result<Vec<usize>, Box<EvalAltResult>> {
        let claim = claim(name)?;
        let mut indices = self.get().statements.clone();
        indices.retain(|index| self.0.statements[*index].claims(claim));
        Ok(indices)
    }
}

impl Thing for ResultRef {
    const NAME: &'static str = "Result";
    const MANY: &'static str = "results";
    const DETAILS: &'static [Detail<Self>] = &[(
        "result",
        "the wording of the result, cut to at most its first 14 words",
        |it| short(&it.get().text),
    )];

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        Passage::new(&self.get().text, self.get().location.clone())
    }
    fn about(&self) -> String {
        code_and_text(self.get().code.as_deref(), &self.get().text)
    }
}
