//! Word lists per language, from `rules/lexicons/<lang>/*.toml`, and finding their words in text whatever their inflection.

mod endings;
mod files;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use super::grammar::Grammar;
use crate::problem::Problem;
use crate::rules_folder::RulesFolder;
pub use endings::THINGS;
pub use files::lists;

/// What a list's words mean to extraction. A lexicon file that names another list is refused.
macro_rules! lists {
    ($($name:ident => $text:literal),+ $(,)?) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum List { $($name),+ }
        impl List {
            const ALL: &'static [(&'static str, List)] = &[$(($text, List::$name)),+];
        }
    };
}

lists! {
    People => "people", Cases => "cases", Events => "events", Products => "products", Contacts => "contacts",
    Organisations => "organisations", Households => "households", Currency => "currency", Time => "time",
    Places => "places", Months => "months", References => "references", NumberWords => "number_words",
    Scales => "scales", Fractions => "fractions", Percent => "percent", PercentageWords => "percentage_words",
    RangeWords => "range_words", OfWords => "of_words", Articles => "articles", AndWords => "and_words",
    BothWords => "both_words", AgentWords => "agent_words", Exceedable => "exceedable",
    Detection => "detection", MayBeMinors => "may_be_minors", SourceWords => "source_words",
    FurtherWords => "further_words", PerWords => "per_words", NounStops => "noun_stops",
    OrdinalMarks => "ordinal_marks", YearWords => "year_words", Auxiliaries => "auxiliaries",
    Counting => "counting", Future => "future", Attribution => "attribution",
    InfinitiveMarks => "infinitive_marks", FromWords => "from_words", WholeWords => "whole_words",
    EarlierWords => "earlier_words", Shares => "shares", TableWords => "table_words", ColumnGroup =>
    "column_group", MeasureWords => "measure_words", NoSex => "no_sex", Relatives => "relatives", AnyPeople =>
    "any_people", BetweenWords => "between_words", AtMost => "at_most", OutOf => "out_of", ThatIs =>
    "that_is", RateWords => "rate_words", AnalysisWords => "analysis_words", AchievedWords =>
    "achieved_words", Approximate => "approximate", Total => "total", Context => "context",
    Female => "female", Male => "male", Age => "age", SexSplit => "sex_split", SexPronouns => "sex_pronouns",
    ActivityVerbs => "activity_verbs", OutputVerbs => "output_verbs", OutcomeVerbs => "outcome_verbs",
    ChangeVerbs => "change_verbs", ChangeNouns => "change_nouns", ImpactWords => "impact_words",
    PlanWords => "plan_words", ReasonWords => "reason_words", LessonWords => "lesson_words",
    ShortfallWords => "shortfall_words", EstimateWords => "estimate_words", Negations => "negations",
    IntentionWords => "intention_words", GuessWords => "guess_words", ExpectedWords => "expected_words",
    LessWords => "less_words", OnlyWords => "only_words", HinderWords => "hinder_words", CauseWords => "cause_words",
    CauseLinks => "cause_links", ExplainingWords => "explaining_words", EffectWords => "effect_words",
    ComparisonWords => "comparison_words", TodayWords => "today_words", LaterWords => "later_words",
    SpanWords => "span_words", YearUnits => "year_units", BetterWords => "better_words", ThirdParties => "third_parties",
    NoAccountWords => "no_account_words", AsExpectedWords => "as_expected_words",
    PeopleActions => "people_actions", Actors => "actors", LawEnforcement => "law_enforcement",
    DeliveryWords => "delivery_words", ChangeWords => "change_words", ChangeUse => "change_use",
    Gender => "gender", GenderFocalPoint => "gender_focal_point", GenderAnalysis => "gender_analysis", ObjectiveWords => "objective_words",
    ColumnResult => "column_result", ColumnIndicator => "column_indicator", ColumnBaseline => "column_baseline",
    ColumnTarget => "column_target", ColumnActual => "column_actual", ColumnComment => "column_comment",
    ColumnLevel => "column_level", ColumnCode => "column_code",
    LevelImpact => "level_impact", LevelOutcome => "level_outcome", LevelOutput => "level_output",
    LevelActivity => "level_activity", ResultLabels => "result_labels",
    HeadingPlan => "heading_plan", HeadingExpected => "heading_expected", HeadingAchieved => "heading_achieved",
    HeadingContext => "heading_context", HeadingLessons => "heading_lessons", HeadingFuture => "heading_future",
    HeadingFinance => "heading_finance", HeadingSources => "heading_sources", HeadingMethod => "heading_method",
    DataCollection => "data_collection", FrontMatter => "front_matter", Blank => "blank", Placeholders => "placeholders",
    Increase => "increase", Falling => "falling", KindFinal => "kind_final", KindInterim => "kind_interim",
    KindEvaluation => "kind_evaluation", KindProposal => "kind_proposal", Period => "period",
    AbstractWords => "abstract_words",
    CaseProcess => "case_process", CaseTransfer => "case_transfer", CaseBodies => "case_bodies",
    AnyCases => "any_cases", PromiseWords => "promise_words", PromiseSources => "promise_sources", ToWords => "to_words", HeadingSummary => "heading_summary", PercentagePoints => "percentage_points", CaseEnd => "case_end", PeriodLabels => "period_labels",
    GenderActions => "gender_actions", Everybody => "everybody", GenderMarkerWords => "gender_marker", MarkerScores => "marker_scores",
    ProjectPeriod => "project_period", ReportingPeriod => "reporting_period",
    Purpose => "purpose", Deliverables => "deliverables", Populations => "populations", Norms => "norms", OrWords => "or_words", Having => "having", Topics => "topics", PairedLetters => "paired_letters",
    EveryYear => "every_year", NoInstitution => "no_institution", Abbreviations => "abbreviations", Function => "function",
    PersonEndings => "person_endings", NoPerson => "no_person", OneSexForms => "one_sex_forms",
    OneSexEndings => "one_sex_endings", AnyAge => "any_age", Collectives => "collectives", Gatherings => "gatherings", AdjectiveEndings => "adjective_endings",
    ConsistingOf => "consisting_of", InNumber => "in_number", Numbering => "numbering",
    HumanRelatives => "human_relatives", PersonSubjects => "person_subjects",
    PersonObjects => "person_objects", AmongWords => "among_words", ThingVerbs => "thing_verbs", CostVerbs => "cost_verbs",
    ForEach => "for_each", CountryWords => "country_words", SizeWords => "size_words", DutyWords => "duty_words", SameInPlural => "same_in_plural", BothSexes => "both_sexes",
}

/// What names an expected result: "Result 1", "Outcome 2".
pub const RESULT_NAMES: [List; 4] = [
    List::ResultLabels,
    List::LevelOutcome,
    List::LevelImpact,
    List::LevelOutput,
];

/// Bytes of the first and of the last part of a compound.
const MIN_COMPOUND: usize = 3;
const MIN_HEAD: usize = 4;
/// Letters at the end of a noun that inflection may change, and letters that always stay.
const MAX_ENDING: usize = 2;
const MIN_BEGINNING: usize = 3;

/// The lists of all languages.
#[derive(Debug, Clone, Default)]
pub struct Lexicons {
    languages: BTreeMap<String, Lexicon>,
    incomplete: Vec<String>,
}

/// The lists of one language.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    pub grammar: Grammar,
    /// By the first word: as written, by its stem, as a noun.
    exact: HashMap<String, Vec<Phrase>>,
    stems: HashMap<String, Vec<Phrase>>,
    nouns: HashMap<String, Vec<Phrase>>,
    /// Asked for at every full stop, in lower case.
    abbreviations: HashSet<String>,
    /// Ends of words that tell what a word names.
    endings: Vec<(String, List)>,
}

#[derive(Debug, Clone)]
struct Phrase {
    words: Vec<Pattern>,
    list: List,
    value: Option<i64>,
}

/// How a word of a phrase is recognised.
#[derive(Debug, Clone)]
enum Pattern {
    /// As written.
    Exact(String),
    Stem(String),
    /// In singular and plural: same stem, and the same beginning, so that "ledare" is not "leds".
    Noun {
        stem: String,
        beginning: String,
    },
}

impl Pattern {
    fn noun(word: &str, grammar: &Grammar) -> Self {
        let kept = word.chars().count().saturating_sub(MAX_ENDING).max(MIN_BEGINNING);
        Pattern::Noun {
            stem: grammar.singular(word),
            beginning: word.chars().take(kept).collect(),
        }
    }

    /// `inside`: the token may be a compound that ends with the noun.
    fn is(&self, token: &super::words::Token, inside: bool) -> bool {
        match self {
            Pattern::Exact(word) => *word == token.lower,
            Pattern::Stem(stem) => *stem == token.stem,
            Pattern::Noun { stem, beginning } => {
                let whole = *stem == token.singular;
                let head = inside && token.singular.ends_with(stem.as_str());
                let at = token.singular.len().saturating_sub(stem.len());
                let start = if whole {
                    Some(token.lower.as_str())
                } else {
                    token.lower.get(at..)
                };
                (whole || head) && start.is_some_and(|start| start.starts_with(beginning.as_str()))
            }
        }
    }
}

impl Lexicons {
    /// # Errors
    /// Every mistake in every lexicon file, and the absence of a language that reports can be read in.
    pub fn load(folder: &RulesFolder) -> Result<Self, Vec<Problem>> {
        let mut languages: BTreeMap<String, Lexicon> = BTreeMap::new();
        let mut lists: BTreeMap<&str, HashSet<List>> = BTreeMap::new();
        for word in files::words(folder)? {
            lists.entry(word.language).or_default().insert(word.list);
            let lexicon = languages
                .entry(word.language.to_string())
                .or_insert_with(|| Lexicon {
                    grammar: Grammar::of(word.language),
                    ..Lexicon::default()
                });
            lexicon.add(&word.text, word.list, word.value);
        }
        lists.retain(|_, lists| lists.len() < List::ALL.len() / 2);
        let incomplete = lists.into_keys().map(String::from).collect();
        Ok(Lexicons {
            languages,
            incomplete,
        })
    }

    /// Languages that lack most of the lists.
    pub fn incomplete(&self) -> &[String] {
        &self.incomplete
    }

    /// The lexicon of a language; an empty one where there is none.
    pub fn language(&self, language: &str) -> &Lexicon {
        static EMPTY: LazyLock<Lexicon> = LazyLock::new(Lexicon::default);
        self.languages.get(language).unwrap_or(&EMPTY)
    }

    /// The languages that have word lists.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.keys().map(String::as_str)
    }

    pub fn has(&self, language: &str) -> bool {
        self.languages.contains_key(language)
    }
}

impl List {
    /// As it is called in the files.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, list)| *list == self)
            .map_or("", |(name, _)| name)
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, list)| *list)
    }

    fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().map(|(name, _)| *name)
    }

    /// Lists of things that can be counted match in singular and plural only.
    fn holds_nouns(self) -> bool {
        use List::*;
        matches!(
            self,
            People
                | Cases
                | Events
                | Products
                | Contacts
                | Organisations
                | Households
                | Currency
                | Time
                | Places
                | Actors
                | LawEnforcement
                | MayBeMinors
                | Deliverables
                | Norms
                | AnyAge
                | NoPerson
        )
    }
}

/// A word of a list found in a text: token indices, the end excluded.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub list: List,
    pub start: usize,
    pub end: usize,
    /// The number that the word stands for.
    pub value: Option<i64>,
}

impl Lexicon {
    fn add(&mut self, text: &str, list: List, value: Option<i64>) {
        if list == List::Abbreviations {
            self.abbreviations.insert(text.to_string());
            return;
        }
        if list.holds_endings() {
            self.endings.push((text.to_string(), list));
            return;
        }
        let words: Vec<Pattern> = text
            .split(|c: char| c.is_whitespace() || c == '-')
            .filter(|word| !word.is_empty())
            .map(|word| match word.strip_prefix('=') {
                Some(exact) => Pattern::Exact(exact.to_lowercase()),
                None if list.holds_nouns() => Pattern::noun(&word.to_lowercase(), &self.grammar),
                None => Pattern::Stem(self.grammar.stem(&word.to_lowercase())),
            })
            .collect();
        if let Some(first) = words.first() {
            let (phrases, key) = match first {
                Pattern::Exact(word) => (&mut self.exact, word),
                Pattern::Stem(stem) => (&mut self.stems, stem),
                Pattern::Noun { stem, .. } => (&mut self.nouns, stem),
            };
            phrases
                .entry(key.clone())
                .or_default()
                .push(Phrase { words, list, value });
        }
    }

    /// Every occurrence of every list's words; of one list the longest at each position.
    pub fn hits(&self, tokens: &[super::words::Token]) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        for start in 0..tokens.len() {
            let token = &tokens[start];
            let head = self.head_of_compound(&token.singular);
            let candidates = [
                self.stems.get(&token.stem),
                self.exact.get(&token.lower),
                self.nouns.get(&token.singular),
                head.and_then(|head| self.nouns.get(head)),
            ];
            for phrase in candidates.into_iter().flatten().flatten() {
                let Some(end) = end_of_match(&phrase.words, tokens, start) else {
                    continue;
                };
                match hits
                    .iter_mut()
                    .find(|hit| hit.list == phrase.list && hit.start == start)
                {
                    Some(hit) if hit.end < end => {
                        hit.end = end;
                        hit.value = phrase.value;
                    }
                    Some(_) => {}
                    None => hits.push(Hit {
                        list: phrase.list,
                        start,
                        end,
                        value: phrase.value,
                    }),
                }
            }
        }
        without_named(&mut hits);
        without_unpaired(&mut hits, tokens);
        without_no_person(&mut hits);
        self.add_by_ending(tokens, &mut hits);
        hits
    }

    /// "byinvånare" → "invånare": where words are written together the last names what is meant.
    fn head_of_compound<'a>(&self, noun: &'a str) -> Option<&'a str> {
        if !self.grammar.compounds || self.nouns.contains_key(noun) {
            return None;
        }
        noun.char_indices()
            .map(|(at, _)| at)
            .filter(|at| *at >= MIN_COMPOUND && noun.len() - at >= MIN_HEAD)
            .map(|at| &noun[at..])
            .find(|head| self.nouns.contains_key(*head))
    }

    pub fn is_abbreviation(&self, lower: &str) -> bool {
        self.abbreviations.contains(lower)
    }
}

/// "G 2,540, B 2,690" are girls and boys, "annex B" is neither.
fn without_unpaired(hits: &mut Vec<Hit>, tokens: &[super::words::Token]) {
    let letters: Vec<usize> = hits
        .iter()
        .filter(|hit| hit.list == List::PairedLetters)
        .map(|hit| hit.start)
        .collect();
    let paired = letters
        .iter()
        .any(|at| tokens[*at].lower != tokens[letters[0]].lower);
    let sexed = |hit: &Hit| matches!(hit.list, List::Female | List::Male);
    hits.retain(|hit| paired || !sexed(hit) || !letters.contains(&hit.start));
}

/// "role players" are no "players" where the list of those who are no persons has them.
fn without_no_person(hits: &mut Vec<Hit>) {
    let things: Vec<(usize, usize)> = hits
        .iter()
        .filter(|hit| hit.list == List::NoPerson)
        .map(|hit| (hit.start, hit.end))
        .collect();
    hits.retain(|hit| {
        hit.list != List::People
            || !things
                .iter()
                .any(|(start, end)| *start <= hit.start && hit.end <= *end)
    });
}

/// "UN Women" names no women, "gender-sensitive" no split by sex.
fn without_named(hits: &mut Vec<Hit>) {
    let names: Vec<(usize, usize)> = hits
        .iter()
        .filter(|hit| hit.list == List::NoSex)
        .map(|hit| (hit.start, hit.end))
        .collect();
    hits.retain(|hit| {
        let sexed = matches!(
            hit.list,
            List::Female | List::Male | List::SexSplit | List::People
        );
        !sexed
            || !names
                .iter()
                .any(|(start, end)| *start <= hit.start && hit.end <= *end)
    });
}

/// Where a phrase that starts at a token ends; hyphens between its words do not count ("re-opened", "law-enforcement").
fn end_of_match(words: &[Pattern], tokens: &[super::words::Token], start: usize) -> Option<usize> {
    let mut at = start;
    for (index, word) in words.iter().enumerate() {
        while index > 0
            && tokens
                .get(at)
                .is_some_and(|token| matches!(token.lower.as_str(), "-" | "‑" | "/"))
        {
            at += 1;
        }
        let token = tokens.get(at)?;
        let same = word.is(token, index == 0);
        if !same {
            return None;
        }
        at += 1;
    }
    Some(at)
}
