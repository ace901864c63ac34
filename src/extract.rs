//! Understands a document: Document → Report.

mod activities;
mod amounts;
mod budgets;
mod calendar;
mod cases;
mod changed;
mod comparisons;
mod costs;
mod counterparts;
mod declared;
mod estimates;
mod extent;
mod gender;
mod grammar;
mod header;
mod identity;
mod kind;
mod language;
pub mod lexicon;
mod numbers;
mod paired;
mod period;
mod ratios;
mod results;
mod revisions;
mod series;
mod statements;
mod statistics;
mod title;
mod trafficking;
mod words;

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use foldhash::HashMap;
use jiff::civil::Date;

use crate::document::{Block, BlockKind, Document, Location, Passage};
pub(crate) use crate::report::Role;
use crate::report::{Certainty, Indicator, Kind, Observes, Period, Report, ResultStatement, Section};
pub use counterparts::compare;
use language::{Others, Own, Readable};
use lexicon::{Hit, Lexicon, Lexicons, List};
use words::{Sentence, Token, Vocabulary};

/// A document with the lexicon it is read by.
pub(crate) struct Reader<'a> {
    document: &'a Document,
    language: String,
    lexicon: &'a Lexicon,
    lexicons: &'a Lexicons,
    roles: Vec<Role>,
    by_section: HashMap<Arc<[String]>, Role>,
    title_heading: Option<String>,
    kind: Kind,
    /// The end of the period that the report says it covers.
    told_until: Option<Date>,
    known: RefCell<HashMap<String, Sentence>>,
    split: RefCell<HashMap<String, Rc<[Sentence]>>>,
    /// The rows of each table, by its block.
    rows: RefCell<HashMap<usize, Rc<[Sentence]>>>,
    names: RefCell<HashMap<String, Option<results::Name>>>,
    report_period: OnceCell<Period>,
    index: OnceCell<results::Index>,
    vocabulary: Vocabulary,
    others: Others<'a>,
}

impl<'a> Reader<'a> {
    fn new(document: &'a Document, lexicons: &'a Lexicons, language: &str, vocabulary: Vocabulary) -> Self {
        let lexicon = lexicons.language(language);
        let mut reader = Reader {
            document,
            language: language.to_string(),
            lexicon,
            lexicons,
            roles: Vec::new(),
            by_section: HashMap::default(),
            title_heading: title_heading(document),
            kind: Kind::Other,
            told_until: None,
            known: RefCell::default(),
            split: RefCell::default(),
            rows: RefCell::default(),
            names: RefCell::default(),
            report_period: OnceCell::new(),
            index: OnceCell::new(),
            vocabulary,
            others: Others::than(language, lexicons),
        };
        reader.told_until = period::stated_periods(&reader).1.end;
        for block in &document.blocks {
            let section = Arc::clone(&block.location.section);
            let role = match reader.by_section.get(&section) {
                Some(role) => *role,
                None => {
                    let role = reader.section_role(&section);
                    reader.by_section.insert(section, role);
                    role
                }
            };
            reader.roles.push(role);
        }
        reader
    }

    fn section_role(&self, section: &[String]) -> Role {
        let section = self.below_title(section);
        // "4 Results > 4.3 Specific objective 3 – Legal defence": the heading names what is told of, the one above
        // says what is told of it.
        let (named, others): (Vec<&String>, Vec<&String>) = section
            .iter()
            .partition(|heading| results::names_numbered(self, heading));
        let own = others
            .iter()
            .rev()
            .map(|heading| self.heading_role(heading))
            .find(|role| *role != Role::Other);
        let account = if named.is_empty() {
            Role::Other
        } else {
            Role::Achieved
        };
        own.unwrap_or(account)
    }

    /// The headings of a section but for the report's title, "Country brief: achievements and challenges", which is over all
    /// that has headings of its own.
    fn below_title<'s>(&self, section: &'s [String]) -> &'s [String] {
        match (section, &self.title_heading) {
            ([first, below @ ..], Some(title)) if first == title => below,
            _ => section,
        }
    }

    fn heading_role(&self, heading: &str) -> Role {
        let sentence = self.sentence(heading);
        let planned = sentence.has(List::PlanWords) && sentence.has(List::LevelActivity);
        if (planned || results::names_agreed_works(&sentence)) && !sentence.has(List::ColumnActual) {
            return self.role_by_year(&sentence);
        }
        [
            (List::HeadingExpected, Role::Expected),
            (List::HeadingFuture, self.role_of_plan(&sentence)),
            (List::HeadingLessons, Role::Lessons),
            (List::HeadingContext, Role::Context),
            (List::HeadingMethod, Role::Method),
            (List::HeadingFinance, Role::Finance),
            (List::HeadingAchieved, Role::Achieved),
            (List::HeadingPlan, self.role_by_year(&sentence)),
        ]
        .into_iter()
        .find(|(list, role)| {
            says(&sentence, *list) && !(*role == Role::Expected && sentence.has(List::ColumnActual))
        })
        .map_or(Role::Other, |(_, role)| role)
    }

    /// "Plan for 2022" lies behind a report on 2022.
    fn role_of_plan(&self, heading: &Sentence) -> Role {
        let planned = heading.has(List::HeadingPlan) || heading.has(List::PlanWords);
        let meant = period::period_in(heading).end;
        let over = meant
            .zip(self.told_until)
            .is_some_and(|(meant, told)| meant <= told);
        if planned && over { Role::Plan } else { Role::Future }
    }

    /// "Planned changes 2025" lies ahead of a report on 2024.
    fn role_by_year(&self, heading: &Sentence) -> Role {
        let meant = period::period_in(heading).start;
        let ahead = meant
            .zip(self.told_until)
            .is_some_and(|(meant, told)| meant > told);
        if ahead { Role::Future } else { Role::Plan }
    }

    fn role(&self, block: usize) -> Role {
        self.roles[block]
    }

    fn role_of(&self, location: &Location) -> Role {
        self.by_section
            .get(&location.section)
            .copied()
            .unwrap_or_default()
    }

    /// Under a heading that sums the report up.
    fn is_in_summary(&self, location: &Location) -> bool {
        let heading = location.section.last();
        heading.is_some_and(|heading| self.sentence(heading).has(List::HeadingSummary))
    }

    /// Every passage of the running text and every row of the tables, with its block.
    fn passages(&self) -> impl Iterator<Item = (usize, Passage)> {
        let blocks = self.document.blocks.iter().enumerate();
        blocks
            .filter(|(_, block)| !matches!(block.kind, BlockKind::Heading { .. }))
            .flat_map(|(index, block)| {
                passages_of(block)
                    .into_iter()
                    .map(move |passage| (index, passage))
            })
    }

    /// A text as one sentence; what was read once is not read again.
    fn sentence(&self, text: &str) -> Sentence {
        if let Some(known) = self.known.borrow().get(text) {
            return known.clone();
        }
        let own = Sentence::new(text, self.lexicon, &self.vocabulary);
        let read = self.others.read_anew(&own, self.lexicon).unwrap_or(own);
        self.known.borrow_mut().insert(text.to_string(), read.clone());
        read
    }

    /// The rows of a table, each as one sentence; none where the block is no table.
    fn rows(&self, block: usize) -> Rc<[Sentence]> {
        if let Some(known) = self.rows.borrow().get(&block) {
            return Rc::clone(known);
        }
        let rows: Rc<[Sentence]> = match &self.document.blocks[block].kind {
            BlockKind::Table(table) => (0..table.rows())
                .map(|row| self.sentence(&table.row(row).text))
                .collect(),
            _ => Rc::default(),
        };
        self.rows.borrow_mut().insert(block, Rc::clone(&rows));
        rows
    }

    /// Where the words of the report stand.
    fn index(&self) -> &results::Index {
        self.index.get_or_init(|| results::Index::of(self))
    }

    /// The first word, number or mark of a text, in each of the languages that it may be in: to read all of the text
    /// takes longer.
    fn first_tokens(&self, text: &str) -> Vec<Token> {
        let own = words::first_token(text, self.lexicon, &self.vocabulary);
        own.into_iter().chain(self.others.first_tokens(text)).collect()
    }

    /// Whether a phrase of a list may stand at the beginning of a text, numbers and marks aside: to read all of the text
    /// takes longer.
    fn may_begin(&self, text: &str, lists: &[List]) -> bool {
        words::up_to_first_word(text, self.lexicon, &self.vocabulary).any(|token| token.matches.begin(lists))
    }

    /// The sentences of a passage that the format states as data, which may be in another language than most.
    fn declared_sentences(&self, text: &str) -> Rc<[Sentence]> {
        let other = self
            .own_language()
            .other_language(text)
            .filter(|language| self.lexicons.has(language));
        let Some(language) = other else {
            return self.sentences(text);
        };
        let lexicon = self.lexicons.language(language);
        let vocabulary = Vocabulary::default();
        words::sentences(text, lexicon)
            .into_iter()
            .map(|sentence| Sentence::new(sentence, lexicon, &vocabulary))
            .collect()
    }

    fn own_language(&self) -> Own<'_> {
        Own {
            code: &self.language,
            lexicon: self.lexicon,
            vocabulary: &self.vocabulary,
        }
    }

    /// The sentences of a text; what was split once is not split again.
    fn sentences(&self, text: &str) -> Rc<[Sentence]> {
        if let Some(known) = self.split.borrow().get(text) {
            return Rc::clone(known);
        }
        let sentences: Rc<[Sentence]> = words::sentences(text, self.lexicon)
            .into_iter()
            .map(|sentence| self.sentence(sentence))
            .collect();
        self.split
            .borrow_mut()
            .insert(text.to_string(), Rc::clone(&sentences));
        sentences
    }
}

/// Whether a heading says what stands below it by a word of a list: "Plan International" and "Situation report" are names.
fn says(heading: &Sentence, list: List) -> bool {
    let names = [
        List::HeadingNames,
        List::KindInterim,
        List::KindFinal,
        List::KindAnnual,
    ];
    let named = |hit: &Hit| {
        let mut others = names.into_iter().flat_map(|list| heading.all(list));
        others.any(|name| name.start <= hit.start && hit.end <= name.end && name.end - name.start > 1)
    };
    heading.all(list).any(|hit| !named(hit))
}

/// The only heading of the highest level, where it stands first and has others below it.
fn title_heading(document: &Document) -> Option<String> {
    let mut headings = document.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading { level, text } => Some((*level, text)),
        _ => None,
    });
    let (highest, title) = headings.next()?;
    let mut others = headings.peekable();
    (others.peek().is_some() && others.all(|(level, _)| level > highest)).then(|| title.clone())
}

/// Completes what the format declared with what the text and the tables say.
pub fn extract(document: &Document, declared: Report, lexicons: &Lexicons) -> Report {
    let language = language::recognise(document, &declared, lexicons);
    extract_in(language, document, declared, lexicons)
}

/// What a passage says by itself, without the report around it.
pub fn passage(text: &str, language: &str, lexicons: &Lexicons) -> Report {
    let block = Block {
        kind: BlockKind::Paragraph {
            text: text.to_string(),
        },
        location: Location::default(),
    };
    let document = Document {
        blocks: vec![block],
        ..Document::default()
    };
    extract_in(language.to_string(), &document, Report::default(), lexicons)
}

fn extract_in(language: String, document: &Document, declared: Report, lexicons: &Lexicons) -> Report {
    let vocabulary = Vocabulary::default();
    let main = Own {
        code: &language,
        lexicon: lexicons.language(&language),
        vocabulary: &vocabulary,
    };
    let mut readable = if lexicons.has(&language) {
        Readable::of(document, &main, lexicons)
    } else {
        Readable::whole(document)
    };
    if let Some(parted) = paired::part(&readable.document, &main) {
        readable.document = Cow::Owned(parted);
    }
    let mut reader = Reader::new(&readable.document, lexicons, &language, vocabulary);
    let mut report = declared;
    report.doubts.extend(document.doubts.iter().cloned());
    report.doubts.extend(readable.doubts.iter().cloned());
    report.title = report.title.or_else(|| title::title(&reader));
    report.reference = report.reference.or_else(|| identity::reference(&reader));
    report.organisation = report.organisation.or_else(|| identity::organisation(&reader));
    report.words = kind::words_in(&document.blocks);
    report.extent = extent::extent(&reader, document);
    report.sections = sections(&reader, document);
    if !lexicons.has(&language) {
        report.doubts.push(format!("the text is in a language without word lists ({language}): only checks that need no words were made"));
        report.language_unsupported = true;
    }
    report.language = Some(language);
    (report.project_period, report.reporting_period) = period::stated_periods(&reader);
    if report.kind == Kind::Other {
        report.kind = kind::kind(&reader, report.title.as_ref());
    }
    // The annual report on a project's last year is its final one: all targets are due.
    let over = report.reporting_period.end.zip(report.project_period.end);
    if report.kind == Kind::Interim && over.is_some_and(|(told, end)| told >= end) {
        report.kind = Kind::Final;
    }
    reader.kind = report.kind;
    if !report.period.is_known() {
        report.period = period::report_period(&reader);
    }
    if let Some(year) = period::year_of_targets(&reader, &report.period)
        && !report.project_period.is_known()
        && matches!(report.kind, Kind::Other | Kind::Interim)
    {
        report.kind = Kind::Interim;
        reader.kind = report.kind;
        report.project_period = year;
        report.reporting_period = report.period;
    }
    let declared_results = report.results.len();
    report
        .results
        .iter_mut()
        .for_each(|result| declared_result(&reader, result));
    report.results.extend(results::results(&reader));
    // The description of a data record says what is meant to be done.
    let record = report.kind == Kind::Activity;
    report.statistics = statistics::statistics(&reader, &report.results, declared_results, record);
    report.ratios = ratios::ratios(&reader, &report.statistics);
    report.comparisons = comparisons::comparisons(&reader);
    report.amounts = amounts::amounts(&reader);
    report.budget_sums = budgets::sums(&reader);
    (report.costs, report.unit_costs) = costs::costs(&reader, &report.statistics);
    report.calendar_years = calendar::calendar_years(&reader, &report);
    estimates::estimates(&reader, &mut report);
    report.statements = statements::statements(&reader, &mut report.results);
    for result in &mut report.results {
        result.unmentioned_actors = statements::unmentioned_actors(&reader, result, &report.statements);
    }
    if report.results.is_empty() && report.statistics.is_empty() && kind::is_blank_form(document) {
        let blank = "most rows of its tables are empty: it seems to be a form that nobody has filled in";
        report.doubts.push(blank.to_string());
    }
    // A framework without a column for what was reached, and no text beside it, is a plan.
    let plan = !report.results.is_empty()
        && report.results.iter().all(|result| result.plan_only)
        && report.sections.iter().map(|section| section.words).sum::<usize>() < PLAN_WORDS;
    if report.kind == Kind::Other && plan {
        report.kind = Kind::Proposal;
    }
    if readable.mixed {
        report.results.iter_mut().for_each(doubt_silence);
    }
    revisions::revisions(&reader, &mut report);
    report.activities = activities::activities(&reader, &report);
    changed::changes(&reader, &mut report);
    report.series = series::series(&reader, &report.statements, &report.results);
    report.processes = cases::processes(&reader, &report.statements);
    report.gender = gender::gender(&reader, &report.statements, &report.results);
    report.gender_marker = report.gender_marker.or_else(|| gender::stated_marker(&reader));
    report.trafficking = trafficking::trafficking(&reader, &report);
    report
}

/// The words of a text that are in lists, each with the list's name.
pub fn known_words(text: &str, language: &str, lexicons: &Lexicons) -> Vec<(String, &'static str)> {
    let document = Document::default();
    let sentence = Reader::new(&document, lexicons, language, Vocabulary::default()).sentence(text);
    let known = sentence
        .hits
        .iter()
        .map(|hit| (sentence.written(hit).to_string(), hit.list.name()));
    known.collect()
}

/// What the wording of an indicator says by itself, without the report around it; nothing where there are no word lists
/// for its language.
pub fn wording(text: &str, lexicons: &Lexicons) -> Option<Indicator> {
    let document = Document::default();
    let language = language::of_wording(text, lexicons);
    if !lexicons.has(&language) {
        return None;
    }
    let reader = Reader::new(&document, lexicons, &language, Vocabulary::default());
    let mut indicator = Indicator {
        text: text.to_string(),
        ..Indicator::default()
    };
    results::understand(&reader, &mut indicator);
    Some(indicator)
}

/// A block's text, or its rows when it is a table.
fn passages_of(block: &Block) -> Vec<Passage> {
    match &block.kind {
        BlockKind::Table(table) => (0..table.rows()).map(|row| table.row(row)).collect(),
        _ => block
            .text()
            .map(|text| Passage::new(text, block.location.clone()))
            .into_iter()
            .collect(),
    }
}

fn declared_result(reader: &Reader, result: &mut ResultStatement) {
    declared::join(&mut result.indicators);
    result.framed = true;
    result.names_gender = gender::named_in(&reader.sentence(&result.text));
    for indicator in &mut result.indicators {
        let rises = indicator.ascending == Some(true);
        results::understand(reader, indicator);
        // More of a delivery is never worse, whatever a misplaced baseline says.
        if rises && indicator.observes == Observes::Delivery {
            indicator.ascending = Some(true);
        }
    }
}

/// What the report does not say of a result, it may say in a passage that could not be read.
fn doubt_silence(result: &mut ResultStatement) {
    result.unmentioned_actors.clear();
    if result.progress.is_empty() && result.statements.is_empty() {
        result.certainty = Certainty::Doubtful;
    }
}

fn names_lessons(heading: &Sentence) -> bool {
    [List::HeadingLessons, List::HeadingLearning]
        .into_iter()
        .any(|list| heading.has(list))
}

fn sections(reader: &Reader, document: &Document) -> Vec<Section> {
    let mut found: Vec<Section> = Vec::new();
    for block in &document.blocks {
        if let BlockKind::Heading { level, text } = &block.kind {
            found.push(Section {
                heading: text.clone(),
                level: *level,
                location: block.location.clone(),
                words: 0,
                role: reader.heading_role(text),
                names_gender: gender::named_in(&reader.sentence(text)),
                names_lessons: names_lessons(&reader.sentence(text)),
            });
            continue;
        }
        let words = block.text().map_or(0, |text| text.split_whitespace().count());
        let mut below = u8::MAX;
        for section in found.iter_mut().rev().take_while(|_| words > 0) {
            if section.level < below {
                section.words += words;
                below = section.level;
            }
        }
    }
    found
}

/// A plan has fewer words of running text than this.
const PLAN_WORDS: usize = 300;
