//! Word lists per language, from `rules/lexicons/<lang>/*.toml`, and finding their words in text whatever their inflection.

mod endings;
mod files;
mod hits;
mod matches;
mod phrases;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use crate::problem::Problem;
use crate::rules_folder::RulesFolder;
pub use endings::THINGS;
pub use files::{lists, of_lexicons};
pub use hits::{ByList, Hit};
pub use matches::{Glance, Matches};
pub use phrases::Lexicon;

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
    Places => "places", Months => "months", References => "references", NamedTimes => "named_times", NumberWords => "number_words",
    Scales => "scales", Fractions => "fractions", Percent => "percent", PercentageWords => "percentage_words",
    RangeWords => "range_words", OfWords => "of_words", Articles => "articles", AndWords => "and_words", HalfMore => "half_more",
    BothWords => "both_words", AgentWords => "agent_words", Exceedable => "exceedable",
    Detection => "detection", MayBeMinors => "may_be_minors", SourceWords => "source_words", AnsweringWords => "answering_words", NoSource => "no_source",
    FurtherWords => "further_words", BesidesWords => "besides_words", PerWords => "per_words", RateBases => "rate_bases", NounStops => "noun_stops",
    OrdinalMarks => "ordinal_marks", Ordinals => "ordinals", YearWords => "year_words", Auxiliaries => "auxiliaries",
    Counting => "counting", Future => "future", Attribution => "attribution",
    InfinitiveMarks => "infinitive_marks", FromWords => "from_words", WholeWords => "whole_words",
    EarlierWords => "earlier_words", Shares => "shares", TableWords => "table_words", ColumnGroup =>
    "column_group", MeasureWords => "measure_words", Scores => "scores", NoSex => "no_sex", Relatives => "relatives", AnyPeople =>
    "any_people", BetweenWords => "between_words", AtMost => "at_most", WaitingWords => "waiting_words", CaseFilings => "case_filings", FilingNouns => "filing_nouns", BehalfWords => "behalf_words", WhenWords => "when_words", ManyWords => "many_words", WhileWords => "while_words", ProgressWords => "progress_words", Young => "young", Manners => "manners", Comparatives => "comparatives", StateVerbs => "state_verbs", ThanWords => "than_words", Improvements => "improvements", SeenWords => "seen_words", AgainstWords => "against_words", PurposeWords => "purpose_words", HelpWords => "help_words", OutOf => "out_of", ShareLinks => "share_links", EveryNth => "every_nth", ThatIs =>
    "that_is", RateWords => "rate_words", AnalysisWords => "analysis_words", AchievedWords =>
    "achieved_words", Approximate => "approximate", Total => "total", Context => "context",
    Female => "female", Male => "male", Age => "age", SexSplit => "sex_split", SexPronouns => "sex_pronouns",
    ActivityVerbs => "activity_verbs", WorkOpenings => "work_openings", OutputVerbs => "output_verbs", OutcomeVerbs => "outcome_verbs",
    ChangeVerbs => "change_verbs", ChangeNouns => "change_nouns", ImpactWords => "impact_words",
    PlanWords => "plan_words", RevisionWords => "revision_words", CorrectionWords => "correction_words", ReasonWords => "reason_words", PastForms => "past_forms", LessonWords => "lesson_words", LessonNouns => "lesson_nouns", LessonMarks => "lesson_marks", JudgementWords => "judgement_words",
    ShortfallWords => "shortfall_words", Denials => "denials", SparedWords => "spared_words", CompletionWords => "completion_words", DefiningWords => "defining_words", OtherPlaces => "other_places", EstimateWords => "estimate_words", Negations => "negations",
    IntentionWords => "intention_words", GuessWords => "guess_words", ExpectedWords => "expected_words",
    LessWords => "less_words", OnlyWords => "only_words", HinderWords => "hinder_words", CauseWords => "cause_words", WorkedOnWords => "worked_on_words", AtFirst => "at_first",
    CauseLinks => "cause_links", ExplainingWords => "explaining_words", EffectWords => "effect_words",
    ComparisonWords => "comparison_words", TodayWords => "today_words", LaterWords => "later_words",
    SpanWords => "span_words", YearUnits => "year_units", BetterWords => "better_words", ThirdParties => "third_parties",
    NoAccountWords => "no_account_words", AsExpectedWords => "as_expected_words",
    PeopleActions => "people_actions", Actors => "actors", LawEnforcement => "law_enforcement",
    OwnAccord => "own_accord", ProjectProgress => "project_progress", OwnAgents => "own_agents", OtherAgents => "other_agents", PublicBodies => "public_bodies", UptakeVerbs => "uptake_verbs", OwnPlans => "own_plans", FollowingVerbs => "following_verbs", InclusionWords => "inclusion_words", AdviceWords => "advice_words", BringingAbout => "bringing_about", UptakeNouns => "uptake_nouns", Instruments => "instruments", SingularPronouns => "singular_pronouns",
    HelpNouns => "help_nouns", TakingPart => "taking_part", Engaging => "engaging", Initiatives => "initiatives", ActingVerbs => "acting_verbs", Participles => "participles", BeWords => "be_words", WeakChange => "weak_change", Facilities => "facilities", BareTopics => "bare_topics", PeopleAmong => "people_among",
    DeliveryWords => "delivery_words", ChangeWords => "change_words", ChangeUse => "change_use", Averages => "averages", WithinWords => "within_words", AfterWords => "after_words", BeforeWords => "before_words", SummingWords => "summing_words", PhysicalUnits => "physical_units", PossibleWords => "possible_words", ConsequenceWords => "consequence_words", SayingWords => "saying_words", StartingVerbs => "starting_verbs",
    EffectVerbs => "effect_verbs", NoEffects => "no_effects", Subordinators => "subordinators", ThisWords => "this_words", ServedWords => "served_words", ServiceNouns => "service_nouns", CrowdWords => "crowd_words", WorkWords => "work_words", RecurringWords => "recurring_words", ControlGroups => "control_groups", DoublingWords => "doubling_words", MeansWords => "means_words", PurposeOpenings => "purpose_openings", ColumnWork => "column_work", PreparingWords => "preparing_words", BegunWords => "begun_words", CompletedWords => "completed_words", NoTraining => "no_training", DescribingVerbs => "describing_verbs",
    Gender => "gender", GenderFocalPoint => "gender_focal_point", GenderAnalysis => "gender_analysis", ObjectiveWords => "objective_words",
    LowerIsBetter => "lower_is_better", ColumnResult => "column_result", ColumnIndicator => "column_indicator", ColumnBaseline => "column_baseline",
    ColumnTarget => "column_target", ColumnActual => "column_actual", ColumnComment => "column_comment", ColumnSource => "column_source", ValueWords => "value_words",
    ChannelWords => "channel_words",
    ColumnProblem => "column_problem", ColumnStudy => "column_study", ColumnAim => "column_aim", ColumnSign => "column_sign",
    ColumnStart => "column_start", ColumnTime => "column_time", ColumnEnd => "column_end", ColumnNow => "column_now", ColumnLevel => "column_level", ColumnCode => "column_code", ColumnUnit => "column_unit", ColumnTraining => "column_training", ColumnTopic => "column_topic", ColumnAudience => "column_audience", ColumnLength => "column_length", ColumnAttended => "column_attended",
    DittoWords => "ditto_words", ContinuedWords => "continued_words",
    LevelImpact => "level_impact", LevelOutcome => "level_outcome", LevelOutput => "level_output",
    LevelActivity => "level_activity", ResultLabels => "result_labels", PartLabels => "part_labels", PartsTogether => "parts_together",
    HeadingPlan => "heading_plan", HeadingAgreed => "heading_agreed", HeadingWorks => "heading_works", HeadingExpected => "heading_expected", HeadingAchieved => "heading_achieved",
    HeadingContext => "heading_context", HeadingLessons => "heading_lessons", HeadingChanges => "heading_changes", HeadingFuture => "heading_future",
    HeadingFinance => "heading_finance", HeadingAnnex => "heading_annex", HeadingLearning => "heading_learning", TotalRows => "total_rows", AdminCosts => "admin_costs", HeadingSources => "heading_sources", HeadingMethod => "heading_method",
    DataCollection => "data_collection", FrontMatter => "front_matter", Blank => "blank", Placeholders => "placeholders",
    Increase => "increase", Falling => "falling", KindFinal => "kind_final", KindInterim => "kind_interim", KindAnnual => "kind_annual",
    KindEvaluation => "kind_evaluation", KindProposal => "kind_proposal", KindNotice => "kind_notice", ReportedSpeech => "reported_speech", ProjectEnds => "project_ends", OwnVoice => "own_voice", ActsForOthers => "acts_for_others", HelpsNow => "helps_now", CanWords => "can_words", AwaitingRegistration => "awaiting_registration", BeingHelped => "being_helped", OnHand => "on_hand", Period => "period",
    AbstractWords => "abstract_words",
    CaseProcess => "case_process", CaseTransfer => "case_transfer", CaseBodies => "case_bodies", IndicatorNames => "indicator_names", IndicatorOpenings => "indicator_openings", CaseOpenings => "case_openings", CaseClaims => "case_claims",
    AnyCases => "any_cases", Illnesses => "illnesses", CutOff => "cut_off", SubjectPronouns => "subject_pronouns", ObjectPronouns => "object_pronouns", Ongoing => "ongoing", PeriodUnits => "period_units", SinceWords => "since_words", Harms => "harms", FewWords => "few_words", SampleWords => "sample_words", OrdinalNumbers => "ordinal_numbers", SeeWords => "see_words", RunningTotals => "running_totals", PromiseWords => "promise_words", PromiseSources => "promise_sources", PromiseClauses => "promise_clauses", PromiseVerbs => "promise_verbs", PromiseImpersonals => "promise_impersonals", PlanDocuments => "plan_documents", ExistentialWords => "existential_words", Announcements => "announcements", InsteadWords => "instead_words", ThatWords => "that_words", Obligations => "obligations", CoveringVerbs => "covering_verbs", Indefinites => "indefinites", ListingVerbs => "listing_verbs", ProjectStaff => "project_staff", WorkPlans => "work_plans", ToWords => "to_words", HeadingSummary => "heading_summary", PercentagePoints => "percentage_points", CaseEnd => "case_end", PeriodLabels => "period_labels",
    TrainingWords => "training_words", CampaignWords => "campaign_words", ContentWords => "content_words", SubjectMarks => "subject_marks", EveryWords => "every_words", ReactionWords => "reaction_words", SameWords => "same_words", ObservedWords => "observed_words", GenderSubjects => "gender_subjects",
    TaughtThings => "taught_things", TeachingVerbs => "teaching_verbs", HowWords => "how_words", TechnicalMatters => "technical_matters", PeopleMatters => "people_matters",
    GenderActions => "gender_actions", Everybody => "everybody", GenderMarkerWords => "gender_marker", MarkerScores => "marker_scores",
    ReferenceLabels => "reference_labels", ReferenceLabelsAlone => "reference_labels_alone", OrganisationLabels => "organisation_labels",
    ProjectPeriod => "project_period", ReportingPeriod => "reporting_period",
    Purpose => "purpose", Deliverables => "deliverables", Populations => "populations", Norms => "norms", OrWords => "or_words", Having => "having", Topics => "topics", PairedLetters => "paired_letters",
    EveryYear => "every_year", FirstPeriods => "first_periods", NextPeriods => "next_periods", EventWords => "event_words", NoInstitution => "no_institution", Abbreviations => "abbreviations", Function => "function",
    PersonEndings => "person_endings", NoPerson => "no_person", OneSexForms => "one_sex_forms", FeminineNouns => "feminine_nouns", MaleBeside => "male_beside",
    OneSexEndings => "one_sex_endings", AnyAge => "any_age", Collectives => "collectives", WholeGroups => "whole_groups", Gatherings => "gatherings", AdjectiveEndings => "adjective_endings",
    ConsistingOf => "consisting_of", InNumber => "in_number", Numbering => "numbering",
    HumanRelatives => "human_relatives", PersonSubjects => "person_subjects",
    PersonObjects => "person_objects", AmongWords => "among_words", ThingVerbs => "thing_verbs", CostVerbs => "cost_verbs",
    ForEach => "for_each", FocusWords => "focus_words", CountryWords => "country_words", SizeWords => "size_words", AtLeast => "at_least", DutyWords => "duty_words", SameInPlural => "same_in_plural", BothSexes => "both_sexes",
    Services => "services", SpendingWords => "spending_words", UnitCostWords => "unit_cost_words",
    Trafficking => "trafficking", Victims => "victims", PreventionWords => "prevention_words", ProtectionWords =>
    "protection_words", ProsecutionWords => "prosecution_words", ConvictionWords => "conviction_words", DemandWords => "demand_words",
    ApartWords => "apart_words", Conditions => "conditions", AreaWords => "area_words", FigureWords => "figure_words", NoteWords => "note_words", EachWords => "each_words", ComparedWith => "compared_with", Inhabitants => "inhabitants",
    TimesWords => "times_words", Multiples => "multiples",
    Remainders => "remainders", CalendarYear => "calendar_year", Dealers => "dealers",
    Channels => "channels", Followers => "followers",
    MensRoles => "mens_roles", OfOne => "of_one", Headcounts => "headcounts", BareActs => "bare_acts", BeforePeople => "before_people", NoneOfThem => "none_of_them", CountedPersons => "counted_persons", PlainAdjectives => "plain_adjectives", EvenSplits => "even_splits", Houses => "houses", Lodgers => "lodgers", Electors => "electors", ThereAre => "there_are", PersonAdjectives => "person_adjectives", Hardship => "hardship", Motherhood => "motherhood", FirstPersons => "first_persons", GlobalGoals => "global_goals", OwnDeeds => "own_deeds", NoOwnDeeds => "no_own_deeds", AbleTo => "able_to", Evaluations => "evaluations", HeadingFollowUp => "heading_follow_up", Needing => "needing", UpperBounds => "upper_bounds", SpeechWords => "speech_words",
    Hypothetical => "hypothetical", HeadingNames => "heading_names", YearTargets => "year_targets", Joiners => "joiners", ThoseReached => "those_reached", PartWords => "part_words", LivingConditions => "living_conditions", AgeBeginnings => "age_beginnings", WomensGroups => "womens_groups", Funds => "funds", OwnStaff => "own_staff", OwnProject => "own_project", AbilityWords => "ability_words", OverWords => "over_words", Employing => "employing", OwnBodies => "own_bodies", Teams => "teams", OurWords => "our_words", Providers => "providers", Givers => "givers", Ballots => "ballots", Kin => "kin", Rearing => "rearing", OneCarer => "one_carer", Apiece => "apiece", FundingActs => "funding_acts", Aiming => "aiming", Settlements => "settlements", Pointing => "pointing", Misentries => "misentries", AdultMatters => "adult_matters",
    PastAims => "past_aims", PresentAims => "present_aims", AimCircumstances => "aim_circumstances", GeneralMatters => "general_matters", HeadingOffers => "heading_offers", HeadingDone => "heading_done",
    CaseTreatment => "case_treatment", CaseCare => "case_care", TreatmentEnds => "treatment_ends", ByHowMuch => "by_how_much", PeriodicUpdates => "periodic_updates",
    AimWords => "aim_words", Pledges => "pledges", Attainments => "attainments", Measurables => "measurables", Deaths => "deaths", Struck => "struck", DwellingVerbs => "dwelling_verbs", Audiences => "audiences", Broadcasts => "broadcasts", WaterWorks => "water_works", WholeAreas => "whole_areas", ServingVerbs => "serving_verbs", IndirectReach => "indirect_reach", LodgingVerbs => "lodging_verbs", LongAgo => "long_ago", PerTime => "per_time", InWords => "in_words", DuringWords => "during_words", OutsideCauses => "outside_causes", UntilWords => "until_words", Attending => "attending", EmployedAt => "employed_at", RatioWords => "ratio_words", AmongThem => "among_them", Adults => "adults", GrownWomen => "grown_women", AdultPlaces => "adult_places", Offices => "offices", BeforeWork => "before_work",
    LengthMinutes => "length_minutes", LengthHours => "length_hours", LengthHalfDays => "length_half_days", LengthPartsOfDay => "length_parts_of_day", LengthDays => "length_days",
    LengthWeeks => "length_weeks", LengthWeekends => "length_weekends", Weekdays => "weekdays", LengthMonths => "length_months", LengthYears => "length_years",
    TimeMarksBefore => "time_marks_before", TimeMarksAfter => "time_marks_after", DayRangeWords => "day_range_words", AccountGoesOn => "account_goes_on",
    ClockWords => "clock_words", ClockMarks => "clock_marks", ClockFrom => "clock_from", HalvesOfDay => "halves_of_day", LengthAttributes => "length_attributes", LastingWords => "lasting_words", OtherLengths => "other_lengths", ElapsedMarks => "elapsed_marks",
    CancelledWords => "cancelled_words", NoCampaign => "no_campaign", NoneWords => "none_words", IncludingWords => "including_words", NearlyWords => "nearly_words", EntireWords => "entire_words", BringingTo => "bringing_to", MoreMarks => "more_marks", RecentWords => "recent_words", DirectReach => "direct_reach", CostAt => "cost_at", PeakWords => "peak_words",
    ContrastWords => "contrast_words", FormerWords => "former_words", MovingVerbs => "moving_verbs", CeasingWords => "ceasing_words", Ills => "ills", DeedVerbs => "deed_verbs", NoDeeds => "no_deeds", UnlikeBefore => "unlike_before", FollowUpWords => "follow_up_words", PerfectWords => "perfect_words", DegreeWords => "degree_words", LessOf => "less_of",
    PublicBuildings => "public_buildings", BuildingVerbs => "building_verbs", OwnWorks => "own_works", ComposingWords => "composing_words", ImpartingWords => "imparting_words", OutreachWords => "outreach_words", TimesOver => "times_over", StandingWords => "standing_words", BenefitMarks => "benefit_marks",
    SplittingWords => "splitting_words", LastParts => "last_parts", ConclusionAdverbs => "conclusion_adverbs", ShareNouns => "share_nouns", GrowthNouns => "growth_nouns", RatioNouns => "ratio_nouns",
}

/// What names an expected result: "Result 1", "Outcome 2", "Component A".
pub const RESULT_NAMES: [List; 5] = [
    List::PartLabels,
    List::ResultLabels,
    List::LevelOutcome,
    List::LevelImpact,
    List::LevelOutput,
];

/// The lists of all languages.
#[derive(Debug, Clone, Default)]
pub struct Lexicons {
    languages: BTreeMap<String, Language>,
    incomplete: Vec<String>,
}

/// The files of one language, and what they come to when a report asks for it: most runs need one language of all.
#[derive(Debug, Clone)]
struct Language {
    name: String,
    /// Path and text.
    files: Vec<(String, Cow<'static, str>)>,
    lexicon: OnceLock<Lexicon>,
}

impl Language {
    fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| {
            Lexicon::of(
                &self.name,
                files::words(self.files.iter().map(|(_, text)| &**text)),
            )
        })
    }
}

impl Lexicons {
    /// Files that are not from the binary are looked through at once.
    ///
    /// # Errors
    /// Every mistake in every such lexicon file.
    pub fn load(folder: &RulesFolder) -> Result<Self, Vec<Problem>> {
        let mut languages: BTreeMap<String, Language> = BTreeMap::new();
        for (language, path, text) in files::of_lexicons(folder) {
            let text = folder
                .shipped(path)
                .map_or_else(|| Cow::Owned(text.to_string()), Cow::Borrowed);
            languages
                .entry(language.to_string())
                .or_insert_with(|| Language {
                    name: language.to_string(),
                    files: Vec::new(),
                    lexicon: OnceLock::new(),
                })
                .files
                .push((path.to_string(), text));
        }
        let looked = files::look_through(folder);
        if looked.mistakes.is_empty() {
            Ok(Lexicons {
                languages,
                incomplete: looked.incomplete,
            })
        } else {
            Err(looked.mistakes)
        }
    }

    /// Whether these are the lists of a folder, file by file: then they need not be made anew, which takes as long as to read
    /// a report.
    pub fn are_of(&self, folder: &RulesFolder) -> bool {
        let own = self.languages.values().flat_map(|language| {
            let files = language.files.iter();
            files.map(|(path, text)| (language.name.as_str(), path.as_str(), &**text))
        });
        own.eq(files::of_lexicons(folder))
    }

    /// The lists of one file alone, and the words that it takes out of the lists of others, as lists.
    pub fn of_file(language: &str, text: &str) -> [Self; 2] {
        [files::has(text), files::takes_out(text)].map(|words| {
            let own = Language {
                name: language.to_string(),
                files: Vec::new(),
                lexicon: Lexicon::of(language, words).into(),
            };
            Lexicons {
                languages: BTreeMap::from([(language.to_string(), own)]),
                incomplete: Vec::new(),
            }
        })
    }

    /// Languages that lack most of the lists.
    pub fn incomplete(&self) -> &[String] {
        &self.incomplete
    }

    /// The lexicon of a language; an empty one where there is none.
    pub fn language(&self, language: &str) -> &Lexicon {
        static EMPTY: LazyLock<Lexicon> = LazyLock::new(Lexicon::default);
        self.languages.get(language).map_or(&EMPTY, Language::lexicon)
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

    fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().map(|(name, _)| *name)
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, list)| *list)
    }

    /// Lists of things that can be counted match in singular and plural only.
    fn holds_nouns(self) -> bool {
        use List::*;
        matches!(
            self,
            People
                | Cases
                | CaseBodies
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
                | TrainingWords
                | CampaignWords
                | TaughtThings
        )
    }
}
