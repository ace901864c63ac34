//! A document as the extractors read it: with the words of its language, the roles of its sections, and its sentences, each
//! read once.

use std::sync::{Arc, OnceLock};

use foldhash::HashMap;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::activity_tables::{self, ActivityTable};
use super::answers::Answers;
use super::language::{Others, Own};
use super::lexicon::{Hit, Lexicon, Lexicons, List};
use super::words::{self, Sentence, Token, Vocabulary, tokens};
use super::{passages_of, period, results};
use crate::document::{BlockKind, Document, Location, Passage, Table};
use crate::report::{Kind, Period, Role};

/// A document with the lexicon it is read by.
pub struct Reader<'a> {
    pub(super) document: &'a Document,
    pub(super) language: String,
    pub(super) lexicon: &'a Lexicon,
    pub(super) lexicons: &'a Lexicons,
    pub(super) roles: Vec<Role>,
    pub(super) by_section: HashMap<Arc<[String]>, Role>,
    pub(super) title_heading: Option<String>,
    pub(super) kind: Kind,
    /// The end of the period that the report says it covers.
    pub(super) told_until: Option<Date>,
    pub(super) known: Answers<String, Sentence>,
    pub(super) split: Answers<String, Arc<[Sentence]>>,
    /// The rows of each table, by its block.
    pub(super) rows: Answers<usize, Arc<[Sentence]>>,
    /// How each table of the document is laid out, by its address: many ask for it.
    pub(super) layouts: Answers<usize, Option<Arc<results::Layout>>>,
    pub(super) names: Answers<String, Option<results::Name>>,
    pub(super) report_period: OnceLock<Period>,
    /// The sentences in which a report says what it is.
    pub(super) first_sentences: OnceLock<Vec<Sentence>>,
    pub(super) index: OnceLock<results::Index>,
    activity_tables: OnceLock<Vec<ActivityTable>>,
    pub(super) vocabulary: Vocabulary,
    pub(super) others: Others<'a>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        document: &'a Document,
        lexicons: &'a Lexicons,
        language: &str,
        vocabulary: Vocabulary,
    ) -> Self {
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
            known: Answers::default(),
            split: Answers::default(),
            rows: Answers::default(),
            layouts: Answers::default(),
            names: Answers::default(),
            report_period: OnceLock::new(),
            first_sentences: OnceLock::new(),
            index: OnceLock::new(),
            activity_tables: OnceLock::new(),
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

    pub(super) fn section_role(&self, section: &[String]) -> Role {
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

    pub(super) fn is_title(&self, heading: &str) -> bool {
        self.title_heading.as_deref() == Some(heading)
    }

    /// The headings of a section but for the report's title, "Country brief: achievements and challenges", which is over all
    /// that has headings of its own.
    pub(super) fn below_title<'s>(&self, section: &'s [String]) -> &'s [String] {
        match (section, &self.title_heading) {
            ([first, below @ ..], Some(title)) if first == title => below,
            _ => section,
        }
    }

    pub(super) fn heading_role(&self, heading: &str) -> Role {
        let sentence = self.sentence(heading);
        if is_headline(&sentence) {
            return Role::Other;
        }
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
    pub(super) fn role_of_plan(&self, heading: &Sentence) -> Role {
        let planned = heading.has(List::HeadingPlan) || heading.has(List::PlanWords);
        let meant = period::period_in(heading).end;
        let over = meant
            .zip(self.told_until)
            .is_some_and(|(meant, told)| meant <= told);
        if planned && over { Role::Plan } else { Role::Future }
    }

    /// "Planned changes 2025" lies ahead of a report on 2024.
    pub(super) fn role_by_year(&self, heading: &Sentence) -> Role {
        let meant = period::period_in(heading).start;
        let ahead = meant
            .zip(self.told_until)
            .is_some_and(|(meant, told)| meant > told);
        if ahead { Role::Future } else { Role::Plan }
    }

    pub(super) fn role(&self, block: usize) -> Role {
        self.roles[block]
    }

    pub(super) fn role_of(&self, location: &Location) -> Role {
        self.by_section
            .get(&location.section)
            .copied()
            .unwrap_or_default()
    }

    /// Under a heading that sums the report up.
    pub(super) fn is_in_summary(&self, location: &Location) -> bool {
        let heading = location.section.last();
        heading.is_some_and(|heading| self.sentence(heading).has(List::HeadingSummary))
    }

    /// Every passage of the running text and every row of the tables, with its block.
    pub(super) fn passages(&self) -> impl Iterator<Item = (usize, Passage)> {
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
    pub(super) fn sentence(&self, text: &str) -> Sentence {
        self.known.get(text, || {
            let own = Sentence::new(text, self.lexicon, &self.vocabulary);
            self.others.read_anew(&own, self.lexicon).unwrap_or(own)
        })
    }

    /// The rows of a table, each as one sentence; none where the block is no table.
    pub(super) fn rows(&self, block: usize) -> Arc<[Sentence]> {
        self.rows.get(&block, || match &self.document.blocks[block].kind {
            BlockKind::Table(table) => (0..table.rows())
                .map(|row| self.sentence(&table.row(row).text))
                .collect(),
            _ => Arc::default(),
        })
    }

    /// The tables whose rows are activities.
    pub(super) fn activity_tables(&self) -> &[ActivityTable] {
        self.activity_tables.get_or_init(|| activity_tables::tables(self))
    }

    /// What a table of the document says as a table of activities, where it is one.
    pub(super) fn activity_table(&self, table: &Table) -> Option<&ActivityTable> {
        let same = |own: &&ActivityTable| {
            let block = &self.document.blocks[own.block].kind;
            matches!(block, BlockKind::Table(other) if std::ptr::eq(other, table))
        };
        self.activity_tables().iter().find(same)
    }

    /// Where the words of the report stand.
    pub(super) fn index(&self) -> &results::Index {
        self.index.get_or_init(|| results::Index::of(self))
    }

    /// The first word, number or mark of a text, in each of the languages that it may be in: to read all of the text
    /// takes longer.
    pub(super) fn first_tokens<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Token> + 't {
        let own = tokens::first_token(text, self.lexicon, &self.vocabulary);
        own.into_iter().chain(self.others.first_tokens(text))
    }

    /// Whether a phrase of a list may stand at the beginning of a text, numbers and marks aside: to read all of the text
    /// takes longer.
    pub(super) fn may_begin(&self, text: &str, lists: &[List]) -> bool {
        tokens::up_to_first_word(text, self.lexicon, &self.vocabulary).any(|token| token.matches.begin(lists))
    }

    /// The sentences of a passage that the format states as data, which may be in another language than most.
    pub(super) fn declared_sentences(&self, text: &str) -> Arc<[Sentence]> {
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

    pub(super) fn own_language(&self) -> Own<'_> {
        Own {
            code: &self.language,
            lexicon: self.lexicon,
            vocabulary: &self.vocabulary,
        }
    }

    /// The sentences of a text; what was split once is not split again.
    pub(super) fn sentences(&self, text: &str) -> Arc<[Sentence]> {
        self.split.get(text, || {
            let sentences = words::sentences(text, self.lexicon).into_iter();
            sentences.map(|sentence| self.sentence(sentence)).collect()
        })
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

/// The only heading of the highest level, where it stands first and has others below it, or is the only one of all.
fn title_heading(document: &Document) -> Option<String> {
    let mut headings = document.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading { level, text } => Some((*level, text)),
        _ => None,
    });
    let (highest, title) = headings.next()?;
    let mut others = headings.peekable();
    let first = document.blocks.first().map(|block| &block.kind);
    let alone = highest == 1 && matches!(first, Some(BlockKind::Heading { .. }));
    let over_all = others.peek().map_or(alone, |_| true) && others.all(|(level, _)| level > highest);
    over_all.then(|| title.clone())
}

/// Words of a heading that tells what was done as a newspaper does.
const HEADLINE: usize = 6;

/// "105 facilitators and 164 committee members trained to deliver quality learning": what stands below it is told of that, and
/// is no chapter on learning.
pub(super) fn is_headline(heading: &Sentence) -> bool {
    let counts = heading.numbers.iter().any(|number| {
        !number.in_words
            && !heading.is_year(number)
            && !heading.is_money(number)
            && number.number.high >= Decimal::TEN
    });
    counts && heading.content().len() >= HEADLINE && super::statements::tells_act(heading)
}
