//! The words by which one knows that a sentence elsewhere speaks of an activity.

use foldhash::{HashMap, HashSet};

use super::{Paragraph, Told, kind};
use crate::extract::Reader;
use crate::extract::lexicon::List;
use crate::extract::words::Sentence;
use crate::report::{Activity, ActivityKind, Report};

/// Paragraphs in which a word may stand before it tells nothing of what is spoken of.
const COMMON: usize = 6;
/// Words between a training and what it was in.
const SUBJECT: usize = 4;
/// Words that two must share to be one.
pub const NAMED_ALIKE: usize = 2;

/// How one knows that a sentence speaks of an activity.
pub struct Marks {
    pub kind: ActivityKind,
    /// Who took part, as the report calls them.
    pub participants: HashSet<String>,
    /// Its own words, rare in the report.
    pub own: HashSet<String>,
    /// What it was in: "a course in procurement".
    pub subjects: HashSet<String>,
    /// Those of the sentence that names it.
    pub name: HashSet<String>,
}

/// Words by the number of paragraphs in which they stand.
pub fn common_words(paragraphs: &[Paragraph]) -> HashMap<String, usize> {
    let mut counts: HashMap<String, usize> = HashMap::default();
    for paragraph in paragraphs {
        let told = paragraph.sentences.iter();
        let words: HashSet<&str> = told
            .flat_map(|told: &Told| told.sentence.content_stems())
            .collect();
        for word in words {
            *counts.entry(word.to_string()).or_default() += 1;
        }
    }
    counts
}

pub fn marks(
    reader: &Reader,
    report: &Report,
    activity: &Activity,
    common: &HashMap<String, usize>,
) -> Marks {
    let mut participants = HashSet::default();
    let mut own = HashSet::default();
    let mut name = HashSet::default();
    let mut subjects = HashSet::default();
    for (at, index) in activity.statements.iter().enumerate() {
        let sentence = reader.sentence(&report.statements[*index].text);
        participants.extend(participants_in(&sentence));
        let of_kind = kind_words(&sentence);
        let rare = |word: &&str| common.get(*word).is_none_or(|count| *count <= COMMON);
        let words = sentence.content().into_iter().filter(rare);
        let words: Vec<String> = words
            .filter(|word| !of_kind.contains(word))
            .map(String::from)
            .collect();
        subjects.extend(subjects_in(&sentence));
        if at == 0 {
            name.extend(words.iter().cloned());
        }
        own.extend(words);
    }
    Marks {
        kind: activity.kind,
        participants,
        own,
        subjects,
        name,
    }
}

/// Nouns for people that tell who they are: not "participants" or "women".
pub fn participants_in(sentence: &Sentence) -> Vec<String> {
    let general = [List::AnyPeople, List::Female, List::Male, List::Age];
    sentence
        .all(List::People)
        .filter(|hit| !general.into_iter().any(|list| sentence.at(list, hit.start)))
        .map(|hit| sentence.tokens[hit.end - 1].stem.clone())
        .collect()
}

/// "A training of three days in hygiene and nutrition for cooks": hygiene, nutrition.
fn subjects_in(sentence: &Sentence) -> Vec<String> {
    let Some(training) = sentence.first(List::TrainingWords) else {
        return Vec::new();
    };
    let mark = sentence
        .all(List::SubjectMarks)
        .find(|mark| mark.start >= training.end && mark.start - training.end <= SUBJECT);
    let Some(mark) = mark else { return Vec::new() };
    let goes_on = |at: &usize| {
        let joins = sentence.starts(List::AndWords, *at) || sentence.starts(List::OfWords, *at);
        let token = &sentence.tokens[*at];
        joins || (token.is_word() && !token.capital && !sentence.starts(List::NounStops, *at))
    };
    let subject: Vec<usize> = (mark.end..sentence.tokens.len()).take_while(goes_on).collect();
    // "Six trainings in six regions", "in the last quarter": where and when.
    let other = |at: &usize| {
        [List::Places, List::Time, List::Events, List::NumberWords]
            .into_iter()
            .any(|list| sentence.at(list, *at))
    };
    if subject.iter().any(other) {
        return Vec::new();
    }
    let means = |at: &usize| !sentence.at(List::Function, *at);
    subject
        .into_iter()
        .filter(means)
        .map(|at| sentence.tokens[at].stem.clone())
        .collect()
}

fn kind_words(sentence: &Sentence) -> Vec<&str> {
    [List::TrainingWords, List::CampaignWords]
        .into_iter()
        .flat_map(|list| sentence.all(list))
        .flat_map(|hit| &sentence.tokens[hit.start..hit.end])
        .map(|token| token.stem.as_str())
        .collect()
}

impl Marks {
    /// A word for such an activity beside who took part, or beside several of its own: "the training of judges".
    pub fn are_in(&self, sentence: &Sentence) -> bool {
        if kind(sentence) != Some(self.kind) {
            return false;
        }
        let words: HashSet<&str> = sentence.content().into_iter().collect();
        let own = words.iter().filter(|word| self.own.contains(**word));
        own.count() >= NAMED_ALIKE || words.iter().any(|word| self.participants.contains(*word))
    }

    /// Those who took part are spoken of.
    pub fn take_part_in(&self, sentence: &Sentence) -> bool {
        participants_in(sentence)
            .iter()
            .any(|noun| self.participants.contains(noun))
    }

    /// An expected result for those who took part, or for such an activity.
    pub fn are_expected_in(&self, result: &Sentence) -> bool {
        let whom = participants_in(result);
        let theirs = whom.iter().filter(|noun| self.participants.contains(*noun));
        // A report has many trainings; of campaigns it has one or two.
        let campaign = self.kind == ActivityKind::Campaign && kind(result) == Some(ActivityKind::Campaign);
        campaign || theirs.count() >= NAMED_ALIKE || self.are_in(result)
    }
}
