//! Aims or works that one sentence numbers: "The expected outcomes are: (1) …; (2) …; and (3) …".

use super::super::super::lexicon::List;
use super::super::super::words::Sentence;
use super::super::super::{Reader, Role};
use super::super::owed;
use super::lists::unheard;
use crate::document::BlockKind;
use crate::report::ResultStatement;

/// Numbers, letters and Roman numerals before the items of a list, in their order.
const NUMERALS: [[&str; 3]; 9] = [
    ["1", "a", "i"],
    ["2", "b", "ii"],
    ["3", "c", "iii"],
    ["4", "d", "iv"],
    ["5", "e", "v"],
    ["6", "f", "vi"],
    ["7", "g", "vii"],
    ["8", "h", "viii"],
    ["9", "i", "ix"],
];

/// The numbered items of such sentences that the account leaves out, where it takes up others or says not a word of them.
pub fn left_out(reader: &Reader) -> Vec<ResultStatement> {
    let apart = [Role::Future, Role::Finance, Role::Method, Role::Lessons];
    let mut found = Vec::new();
    for (index, block) in reader.document.blocks.iter().enumerate() {
        let role = reader.role(index);
        if apart.contains(&role) || !matches!(block.kind, BlockKind::Paragraph { .. }) {
            continue;
        }
        let sentences = reader.sentences(block.text().unwrap_or_default());
        for sentence in sentences.iter() {
            let items = items(reader, sentence, role == Role::Achieved);
            let listed: Vec<_> = items.iter().map(|text| (text.as_str(), block)).collect();
            found.extend(unheard(reader, &listed, &|found| {
                found.sentence.text == sentence.text
            }));
        }
    }
    found
}

/// The items, each with its number, by which a reader finds it.
fn items(reader: &Reader, sentence: &Sentence, account: bool) -> Vec<String> {
    let marks = marks(sentence);
    let lead = marks.first().filter(|(first, _)| *first > 0);
    let lead = lead.map(|(first, _)| reader.sentence(sentence.between(0, *first)));
    let led = |lead: &Sentence| names_plan(lead) || !account && sets_out(lead);
    if !lead.is_some_and(|lead| !owed::is_settled(&lead) && led(&lead)) {
        return Vec::new();
    }
    let ends = marks
        .iter()
        .skip(1)
        .map(|(start, _)| *start)
        .chain([sentence.tokens.len()]);
    let last = |from: usize, to: usize| {
        (from..to)
            .rev()
            .find(|at| sentence.tokens[*at].is_word() && !sentence.starts(List::AndWords, *at))
    };
    marks
        .iter()
        .zip(ends)
        .filter_map(|((start, from), to)| {
            let last = last(*from, to)?;
            Some(sentence.between(*start, last + 1).to_string())
        })
        .collect()
}

/// Where each number begins and where its item does: "(1)", "1)", "(a)", "ii)".
fn marks(sentence: &Sentence) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for at in 1..sentence.tokens.len() {
        let Some(next) = NUMERALS.get(found.len()) else {
            break;
        };
        let numeral = sentence.tokens[at - 1].lower.as_str();
        if sentence.tokens[at].lower == ")" && next.contains(&numeral) {
            let bracket = at > 1 && sentence.tokens[at - 2].lower == "(";
            found.push((at - 1 - usize::from(bracket), at + 1));
        }
    }
    found
}

/// "The work plan of the year contained four activities:", also amid the account.
fn names_plan(lead: &Sentence) -> bool {
    [List::WorkPlans, List::PlanDocuments]
        .into_iter()
        .any(|list| lead.has(list))
        && !lead.has(List::AchievedWords)
}

/// "The outcomes expected of the project are:", "Among the activities are:", but not "Results achieved include:" nor "The
/// activities included:", which may be the account.
fn sets_out(lead: &Sentence) -> bool {
    let aims = [
        List::PartsTogether,
        List::LevelOutcome,
        List::ResultLabels,
        List::HeadingExpected,
        List::ObjectiveWords,
        List::FocusWords,
        List::PastAims,
        List::PresentAims,
    ];
    let aim = aims.into_iter().any(|list| lead.has(list));
    let past = || lead.tokens.iter().any(|token| lead.is_past(&token.lower));
    let work = || lead.has(List::LevelActivity) && !past();
    !lead.has(List::AchievedWords) && (aim || work())
}
