//! Of a report on trafficking in persons: prevention, protection and prosecution, the gaps between estimated, assisted
//! and convicted, and the demand side.

use super::estimates::{names_source, tells_deed};
use super::lexicon::List;
use super::words::Sentence;
use super::{Reader, Role};
use crate::document::{BlockKind, Passage};
use crate::report::{Claim, Report, ResultStatement, Statement, Statistic, Trafficking};

/// In so many sentences at the least, and in one of so many, a report that is about trafficking names it.
const MIN_NAMED: usize = 4;
const ONE_IN: usize = 10;

/// The results that a claim of having done or reached something can be about.
const DONE: [Claim; 5] = [
    Claim::Activity,
    Claim::Output,
    Claim::Outcome,
    Claim::Impact,
    Claim::Assertion,
];

/// Nothing where the report is about something else, though it may name trafficking.
pub fn trafficking(reader: &Reader, report: &Report) -> Option<Trafficking> {
    if !is_about_it(reader, report) {
        return None;
    }
    let mut found = Trafficking::default();
    for statement in &report.statements {
        said(reader, statement, &mut found);
    }
    for result in &report.results {
        expected(reader, result, &mut found);
    }
    figures(reader, &report.statistics, &mut found);
    Some(found)
}

/// By its title, or because many of its sentences name it.
fn is_about_it(reader: &Reader, report: &Report) -> bool {
    let title = report.title.as_ref().map(|title| title.text.as_str());
    let goals = || {
        let named = |result: &&ResultStatement| reader.sentence(&result.text).has(List::Trafficking);
        let named = report.results.iter().filter(named).count();
        named > 1 && named * 2 > report.results.len()
    };
    let often = || {
        let sentences = &report.statements;
        let named = |statement: &&Statement| reader.sentence(&statement.text).has(List::Trafficking);
        let named = sentences.iter().filter(named).count();
        named >= MIN_NAMED && named * ONE_IN >= sentences.len()
    };
    title.is_some_and(|title| reader.sentence(title).has(List::Trafficking)) || goals() || often()
}

fn said(reader: &Reader, statement: &Statement, found: &mut Trafficking) {
    let sentence = reader.sentence(&statement.text);
    let role = reader.role_of(&statement.location);
    let place = || Passage::new(&statement.text, statement.location.clone());
    let denied = statement.negated && sentence.numbers.is_empty();
    // "Labour Inspection: Annual Survey, 2019" is a source.
    if sentence.has(List::DemandWords) && !names_source(&sentence) {
        // "Demand from men drives recruitment" names a cause; work on it is planned or done.
        let mut work = [Claim::Plan, Claim::Lesson].into_iter().chain(DONE);
        let works =
            work.any(|claim| statement.claims(claim)) && !matches!(role, Role::Context | Role::Method);
        let described = denied || !works;
        if described {
            found.demand_named.push(place());
        } else {
            found.demand.push(place());
        }
    }
    // "They decide whether they want to file a case, and 6 cases have been filed": what is counted was done.
    let counted = counts_cases(&sentence);
    let told = counted || DONE.into_iter().any(|claim| statement.claims(claim));
    let ahead = (statement.claims(Claim::Plan) && !counted)
        || matches!(role, Role::Expected | Role::Plan | Role::Future | Role::Context);
    if ahead || denied {
        return;
    }
    if !told {
        three_ps(
            &sentence,
            &place(),
            [
                &mut found.names_prevention,
                &mut found.names_protection,
                &mut found.names_prosecution,
            ],
        );
        return;
    }
    three_ps(
        &sentence,
        &place(),
        [
            &mut found.prevention,
            &mut found.protection,
            &mut found.prosecution,
        ],
    );
}

fn counts_cases(sentence: &Sentence) -> bool {
    let cases = [List::Cases, List::CaseFilings, List::ConvictionWords];
    let mut numbers = sentence.numbers.iter().filter(|number| !number.percent);
    numbers.any(|number| cases.into_iter().any(|list| sentence.starts(list, number.end)))
}

/// A result that names one of the three expects it; where the report gives an account of it, it has a result.
fn expected(reader: &Reader, result: &ResultStatement, found: &mut Trafficking) {
    let place = Passage::new(&result.text, result.location.clone());
    let text = reader.sentence(&result.text);
    three_ps(
        &text,
        &place,
        [
            &mut found.expects_prevention,
            &mut found.expects_protection,
            &mut found.expects_prosecution,
        ],
    );
    let counted = result
        .indicators
        .iter()
        .filter(|indicator| indicator.has_actual());
    for indicator in counted {
        three_ps(
            &reader.sentence(&indicator.text),
            &place,
            [
                &mut found.prevention,
                &mut found.protection,
                &mut found.prosecution,
            ],
        );
    }
    if result.has_account() {
        three_ps(
            &text,
            &place,
            [
                &mut found.prevention,
                &mut found.protection,
                &mut found.prosecution,
            ],
        );
    }
    if text.has(List::DemandWords) {
        found.demand.push(place);
    }
}

fn three_ps(sentence: &Sentence, place: &Passage, lists: [&mut Vec<Passage>; 3]) {
    let words = [
        List::PreventionWords,
        List::ProtectionWords,
        List::ProsecutionWords,
    ];
    for (words, list) in words.into_iter().zip(lists) {
        if sentence.has(words) {
            list.push(place.clone());
        }
    }
}

/// What the two gaps are measured from.
fn figures(reader: &Reader, statistics: &[Statistic], found: &mut Trafficking) {
    for statistic in statistics.iter().filter(|statistic| !statistic.planned) {
        let sentence = reader.sentence(&statistic.quote.text);
        let noun = reader.sentence(&statistic.noun);
        // "25 social workers were trained in assistance to victims" counts no victims.
        let victims = [
            List::Victims,
            List::AnyPeople,
            List::Female,
            List::Male,
            List::MayBeMinors,
        ]
        .into_iter()
        .any(|list| noun.has(list));
        if victims && !statistic.context && sentence.has(List::ProtectionWords) {
            found.assisted.push(statistic.quote.clone());
        }
    }
    for (block, passage) in reader.passages() {
        let table = matches!(reader.document.blocks[block].kind, BlockKind::Table(_));
        let planned = matches!(reader.role(block), Role::Expected | Role::Plan | Role::Future);
        for sentence in reader.sentences(&passage.text).iter() {
            let counts = sentence
                .numbers
                .iter()
                .any(|number| !number.percent && !sentence.is_year(number));
            let place = || Passage::new(&sentence.text, passage.location.clone());
            let of_victims = sentence.has(List::Victims) || sentence.has(List::Trafficking);
            // "Between five and seven thousand girls are trafficked every year" is a guess without the word.
            let yearly = sentence.has(List::EveryYear) && !tells_deed(sentence);
            let guessed = yearly || sentence.has(List::EstimateWords) || sentence.has(List::GuessWords);
            if counts && of_victims && guessed {
                found.estimated.push(place());
            }
            let tells = counts || sentence.has(List::Negations);
            if tells && sentence.has(List::ConvictionWords) && (table || !planned) {
                found.convicted.push(place());
            }
        }
    }
}
