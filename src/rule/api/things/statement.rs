//! A sentence, and what it claims.

use std::sync::Arc;

use rhai::EvalAltResult;

use super::report::ReportRef;
use super::result::level;
use super::{Api, Handle, headings, result_text};
use crate::document::Passage;
use crate::report::{Asserts, Claim, Start, Statement};
use crate::rule::api::{Thing, quotable, quoted};

#[derive(Clone)]
pub struct StatementRef(pub Handle, pub usize);

pub fn register(api: &mut Api) {
    quotable::<StatementRef>(
        api,
        "A sentence of the report, and what it claims in terms of the DAC results chain.",
    );
    api.property(
        "text",
        "The sentence as it stands in the report.",
        |it: &StatementRef| it.get().text.clone(),
    );
    headings::<StatementRef>(api);
    api.property(
        "report",
        "The report that it is a sentence of.",
        |it: &StatementRef| ReportRef(Arc::clone(&it.0)),
    );
    api.property(
        "next",
        "The sentence right after it in the same paragraph or cell, in which it may be said what is missing in this one.",
        |it: &StatementRef| it.beside(it.1.checked_add(1)),
    )
    .missing("`()` at the end of a paragraph: ask `== ()`");
    api.property(
        "previous",
        "The sentence right before it in the same paragraph or cell.",
        |it: &StatementRef| it.beside(it.1.checked_sub(1)),
    )
    .missing("`()` at the beginning of a paragraph: ask `== ()`");
    api.property(
        "in_table",
        "Whether the sentence stands in a cell of a table, where labels and headings are sentences too.",
        |it: &StatementRef| it.get().location.table.is_some(),
    );
    api.property(
        "negated",
        "Whether there is any negation in the sentence: “no training was held”, and also “trained without their superiors”.",
        |it: &StatementRef| it.get().negated,
    );
    api.property(
        "shown_by_delivery",
        "Whether an outcome or a goal is said to be reached, and only what was held or handed out is told to show it.",
        |it: &StatementRef| it.get().shown_by_delivery,
    );
    api.property(
        "names_vague_indicator",
        "Whether the running text names an indicator of a change that cannot be seen as such: “the indicator is increased \
         awareness”.",
        |it: &StatementRef| it.get().names_vague_indicator,
    );
    api.property(
        "shown_by_work",
        "Whether it says that something has improved, and names only the work that was to bring it: “nutrition was improved \
         through support to a plan”.",
        |it: &StatementRef| it.get().shown_by_work,
    );
    api.reasoned(
        "lacks_start",
        "Whether it tells a share or a rise of something and not the level from which it came: “60% now earn enough”, “yields \
         rose by a third”.",
        |it: &StatementRef| it.get().lacks_start,
        |it| told_of_start(&it.get().start),
    );
    api.property(
        "tells_both_ends",
        "Whether it tells what something came from and what it came to, in one measure: “fell from 57% to 23%”.",
        |it: &StatementRef| it.get().tells_both_ends,
    );
    api.reasoned(
        "asserts_change",
        "Whether it says that something has changed for the better, and neither it nor the sentences beside it tell how much \
         or how that was seen: “incomes rose considerably”.",
        |it: &StatementRef| it.get().asserts_change,
        |it| told_of_assertion(&it.get().asserts),
    );
    claimed(api);
    api.reasoned(
        "result_known",
        "Whether it is known of which expected result the sentence speaks.",
        |it: &StatementRef| it.get().result.is_some(),
        |it| result_text(&it.0, it.get().result),
    );
    api.reasoned_question(
        "claims",
        "activity",
        "Whether the sentence makes this kind of claim: `activity` (something was done), `output` (something was \
         delivered), `outcome` (use or change was observed), `impact` (long-term change), `assertion` (change without \
         any observation), `plan`, `reason` (why something deviated), `lesson`, `shortfall` (something expected did not \
         happen, or late) or `estimate`.",
        |it: &StatementRef, name: &str| Ok(it.get().claims(claim(name)?)),
        |it, name| Ok(claimed_by(it.get(), claim(name)?)),
    );
}

/// What stands in a table as the outcome or impact of a programme.
fn claimed(api: &mut Api) {
    let of = |it: &StatementRef| it.get().claimed.unwrap_or_default();
    api.reasoned_text(
        "claimed_as",
        "`outcome` or `impact` where it stands in a column of that name, as what came of the programme of its row; empty \
         elsewhere.",
        |it: &StatementRef| it.get().claimed.map_or("", |own| level(own.level)).to_string(),
        |it| match (it.get().claimed, it.get().location.table) {
            (Some(_), _) => "by the heading of its column",
            (None, None) => "it stands in no table",
            (None, Some(_)) => {
                "it stands in no column headed “Outcome” or “Impact” of a table that names the work in its first column and has no \
                 columns for indicators, baselines or targets"
            }
        },
    );
    api.property(
        "claims_number",
        "Whether what came of the programme of its row is told with a number.",
        move |it: &StatementRef| of(it).counted,
    );
    api.property(
        "claims_delivery",
        "Whether what stands there as come of the programme was made or handed over: “self-help groups formed”.",
        move |it: &StatementRef| of(it).delivery,
    );
    api.property(
        "claims_change",
        "Whether what stands there is a change in words alone: “increased awareness”.",
        move |it: &StatementRef| of(it).change,
    );
}

/// By which words a sentence makes a claim; where it does not, what it claims instead.
fn claimed_by(statement: &Statement, claim: Claim) -> String {
    let own = statement.claims.iter().find(|(kind, _)| *kind == claim);
    let others: Vec<&str> = statement.claims.iter().map(|(kind, _)| kind.name()).collect();
    match own {
        Some((_, words)) if words.is_empty() => "by where it stands".to_string(),
        Some((_, words)) => format!("by the words {}", quoted(words)),
        None if others.is_empty() => "it was taken to claim nothing".to_string(),
        None => format!("it was taken to claim {}", others.join(", ")),
    }
}

/// Why a level before a share or a rise was taken to be there, to be lacking, or not to be asked for.
fn told_of_start(start: &Start) -> String {
    match start {
        Start::NothingTold => "no share, rise or score of what came about was seen in it".to_string(),
        Start::Otherwise(kind) => format!("it was taken for a {kind}, not for what came about"),
        Start::Reach => "it tells how many more were reached".to_string(),
        Start::Told(words) => format!("the level before is told: {}", quoted(words)),
        Start::Beside(words) => format!("another sentence tells the level before: {}", quoted(words)),
        Start::Lacking(words) => format!("no level before stands with {}", quoted(words)),
    }
}

/// Why a change was or was not taken to be only asserted.
fn told_of_assertion(asserts: &Asserts) -> String {
    match asserts {
        Asserts::NoChange => "no word for a change for the better was seen in it".to_string(),
        Asserts::Otherwise(kind) => format!("it was taken for a {kind}"),
        Asserts::NotMeant(word, why) => format!("{} {why}", quoted(word)),
        Asserts::Figure(words) => format!("it tells how much: {}", quoted(words)),
        Asserts::Besides(word) => format!(
            "by {} it was taken for something else than a change that came about",
            quoted(word)
        ),
        Asserts::Beside(words) => format!("the sentence beside it tells how much: {}", quoted(words)),
        Asserts::Words(words) => format!("by the words {}", quoted(words)),
    }
}

/// A claim by its name in scripts.
pub fn claim(name: &str) -> Result<Claim, Box<EvalAltResult>> {
    let known = Claim::NAMES.iter().find(|(own, _)| *own == name);
    known.map(|(_, claim)| *claim).ok_or_else(|| {
        let names = Claim::NAMES.map(|(name, _)| name).join(", ");
        format!("there is no claim `{name}`: use one of {names}").into()
    })
}

impl StatementRef {
    fn get(&self) -> &Statement {
        &self.0.statements[self.1]
    }

    fn beside(&self, index: Option<usize>) -> Option<StatementRef> {
        let index = index?;
        let other = self.0.statements.get(index)?;
        (other.location == self.get().location).then(|| StatementRef(self.0.clone(), index))
    }
}

impl Thing for StatementRef {
    const NAME: &'static str = "Statement";
    const MANY: &'static str = "statements";

    fn report(&self) -> Option<&Handle> {
        Some(&self.0)
    }
    fn passage(&self) -> Passage {
        Passage::new(&self.get().text, self.get().location.clone())
    }
}
