//! The one flow that `check` and the daemon share: file → reading → report → verdict.

mod coverage;
mod past;
mod trial;
mod words;

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use crate::agreement::{self, Beside};
use crate::document::Document;
use crate::extract::lexicon::Lexicons;
use crate::extract::{self, extract};
use crate::finding::{Finding, ReportResult, RuleBookStamp};
use crate::problem::Problem;
use crate::read::{ReadError, Reading, read};
use crate::reference::{Catalogue, Reference};
use crate::remembered::Remembered;
use crate::report::{Indicator, Report, Untold};
use crate::rule::{self, Explained, Health, Profiles, Rule, RuleBook, evaluate, explain};
use crate::rules_folder::RulesFolder;
pub use trial::{CameOut, Trial};
pub use words::Whereabouts;

use coverage::coverage;
pub use past::{Others, Past, Recalled, kept};
use past::{held_against, named};

/// An invented report in which every property has something to say.
const SAMPLE: &str = include_str!("check/sample-report.md");
const SAMPLE_EARLIER: &str = include_str!("check/sample-earlier.md");
const SAMPLE_FRAMEWORK: &str = include_str!("check/sample-framework.md");
const SAMPLE_AGREEMENT: &str = include_str!("check/sample-agreement.toml");
/// An invented activity, for what only data say.
const SAMPLE_ACTIVITY: &str = include_str!("check/sample-activity.xml");

/// Lexicons and rules of one rules folder: whatever judges a report is all of one state of that folder.
pub struct Checker {
    lexicons: Arc<Lexicons>,
    book: RuleBook,
    stamp: RuleBookStamp,
    health: Health,
}

impl Checker {
    /// All rules of a folder, or those of a profile as it has them.
    ///
    /// # Errors
    /// Every mistake in every lexicon, rule and profile.
    pub fn load(folder: &RulesFolder, profile: Option<&str>) -> Result<Self, Vec<Problem>> {
        Self::load_each(folder, &[profile], None).map(|mut checkers| checkers.remove(0))
    }

    /// One checker for each profile, of one state of the folder. `before`: a checker whose word lists are taken over where
    /// their files are the same to the letter.
    ///
    /// # Errors
    /// Every mistake in every lexicon, rule and profile.
    pub fn load_each(
        folder: &RulesFolder,
        profiles: &[Option<&str>],
        before: Option<&Checker>,
    ) -> Result<Vec<Self>, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut add = |found: Vec<Problem>| {
            for problem in found {
                if !problems.contains(&problem) {
                    problems.push(problem);
                }
            }
        };
        let lexicons = match before.filter(|own| own.lexicons.are_of(folder)) {
            Some(before) => Arc::clone(&before.lexicons),
            None => Arc::new(Lexicons::load(folder).map_err(&mut add).unwrap_or_default()),
        };
        let no_words = no_word_lists(folder, &lexicons);
        // Adding up the files takes as long as reading the rules.
        let (digest, books) = std::thread::scope(|scope| {
            let digest = scope.spawn(|| folder.digest());
            let books = RuleBook::load_each(folder, profiles).map_err(&mut add);
            (digest.join(), books.unwrap_or_default())
        });
        let digest = digest.unwrap_or_else(|_| folder.digest());
        let mut checkers = Vec::new();
        for (profile, book) in profiles.iter().zip(books) {
            checkers.push(Checker {
                lexicons: Arc::clone(&lexicons),
                stamp: RuleBookStamp {
                    digest: digest.clone(),
                    profile: profile.map(String::from),
                    language: book.language().to_string(),
                    problems: no_words.iter().cloned().collect(),
                    waiting: None,
                },
                book,
                health: Health::default(),
            });
        }
        if problems.is_empty() {
            Ok(checkers)
        } else {
            Err(problems)
        }
    }

    /// Tells everything in that language from now on, or in English where a rule does not speak it.
    ///
    /// # Errors
    /// No rule speaks it.
    pub fn speak(&mut self, language: &str) -> Result<(), Problem> {
        self.book.speak(language)?;
        self.stamp.language = language.to_string();
        Ok(())
    }

    pub fn stamp(&self) -> &RuleBookStamp {
        &self.stamp
    }

    /// What is no mistake in the rules and their profiles, and probably not meant: for those who look after them.
    pub fn remarks(&self) -> &[Problem] {
        &self.book.remarks
    }

    /// Rules that are only begun: they can be tried, and nobody is to be judged by them.
    pub fn unfinished(&self) -> &[Problem] {
        &self.book.unfinished
    }

    /// What the wording of an indicator says by itself; nothing where there are no word lists for its language.
    pub fn wording(&self, text: &str) -> Option<Indicator> {
        extract::wording(text, &self.lexicons)
    }

    /// What a passage says by itself, in a language given by its ISO 639-1 code.
    pub fn passage(&self, text: &str, language: &str) -> Report {
        extract::passage(text, language, &self.lexicons)
    }

    /// The sentences of a report that name a training or a campaign and tell of none, and why.
    pub fn untold(&self, document: &Document, report: &Report) -> Vec<Untold> {
        extract::untold(document, report, &self.lexicons)
    }

    /// The profiles of the rules folder.
    pub fn profiles(&self) -> &Profiles {
        &self.book.profiles
    }

    /// The rules in force, in order of their ids.
    pub fn rules(&self) -> &[Rule] {
        &self.book.rules
    }

    /// Reads and understands every report in a file, without judging it.
    ///
    /// # Errors
    /// See [`read`].
    pub fn understand(&self, path: &Path, each: &mut dyn FnMut(&Document, Report)) -> Result<(), ReadError> {
        self.understand_after(path, &|_| Past::default(), each)
    }

    /// What the document says, with the demands on it: those of the files beside it go before the profile's.
    fn report(
        &self,
        document: &Document,
        declared: Report,
        beside: &Beside,
        past: &dyn Fn(&Report) -> Past,
    ) -> Report {
        let mut report = extract(document, declared, &self.lexicons);
        self.agree(&mut report, document, beside);
        let past = past(&report);
        self.hold_against(&mut report, document, &past);
        report
    }

    fn agree(&self, report: &mut Report, document: &Document, beside: &Beside) {
        let demands = beside.agreement.clone().or(&self.book.agreement);
        report.agreement = agreement::held(demands, document, beside.digest.clone());
    }

    /// Checks every report in a file.
    ///
    /// # Errors
    /// See [`read`].
    pub fn check(&self, path: &Path, each: &mut dyn FnMut(ReportResult)) -> Result<(), ReadError> {
        self.check_after(path, &|_| Past::default(), each)
    }

    /// Judges every report in a file by another checker and by this one. With the same word lists both understand it
    /// alike, and it is understood once.
    ///
    /// # Errors
    /// See [`read`].
    pub fn judge_twice(
        &self,
        other: &Checker,
        same_words: bool,
        path: &Path,
        remembered: &Remembered,
        each: &mut dyn FnMut(ReportResult, ReportResult),
    ) -> Result<(), ReadError> {
        let beside = beside(path)?;
        let past_by = |checker: &Checker| -> Result<_, ReadError> {
            let named = checker.past(&named(&beside))?;
            let recalled = checker.recall_all(remembered);
            Ok(move |report: &Report| recalled.of(report).and(&named))
        };
        let past = past_by(self)?;
        // Earlier reports are understood by the words of whoever judges.
        let other_past = if same_words { None } else { Some(past_by(other)?) };
        read(path, &mut |Reading { document, declared }| {
            let (earlier, later) = if let Some(other_past) = &other_past {
                let earlier = other.report(&document, declared.clone(), &beside, other_past);
                (earlier, self.report(&document, declared, &beside, &past))
            } else {
                let later = self.report(&document, declared, &beside, &past);
                let mut earlier = later.clone();
                other.agree(&mut earlier, &document, &beside);
                (earlier, later)
            };
            each(other.judge(&Arc::new(earlier)), self.judge(&Arc::new(later)));
        })
    }

    /// Makes the rules note on which line they are, for [`Checker::explain`].
    pub fn follow_lines(&mut self) {
        self.book.follow_lines();
    }

    /// What one rule made of everything that it looks at in a report.
    pub fn explain(&self, rule: &Rule, report: &Arc<Report>) -> Vec<Explained> {
        explain(&self.book, rule, report)
    }

    /// The findings on a report that is understood already, as a check tells them.
    pub fn findings(&self, report: &Arc<Report>) -> Vec<Finding> {
        evaluate(&self.book, report).findings
    }

    /// Everything that scripts can name, with values of a sample report as examples.
    ///
    /// # Errors
    /// The sample cannot be written to a temporary file or read back.
    pub fn reference(&self, folder: &RulesFolder) -> Result<Reference, String> {
        let sample_folder = scratch()?;
        write(&sample_folder.path().join("agreement.toml"), SAMPLE_AGREEMENT)?;
        let others = Others {
            earlier: vec![sample_folder.path().join("annual-report-2023.md")],
            framework: Some(sample_folder.path().join("framework.md")),
        };
        write(&others.earlier[0], SAMPLE_EARLIER)?;
        write(&sample_folder.path().join("framework.md"), SAMPLE_FRAMEWORK)?;
        let past = self.past(&others).map_err(|error| error.to_string())?;
        let mut samples = Vec::new();
        for (name, text) in [("report.md", SAMPLE), ("activity.xml", SAMPLE_ACTIVITY)] {
            let file = sample_folder.path().join(name);
            write(&file, text)?;
            let mut keep = |_: &Document, report| samples.push((text, Arc::new(report)));
            self.understand_after(&file, &|_| past.clone(), &mut keep)
                .map_err(|error| error.to_string())?;
        }
        let mut reference = rule::reference(&self.book, folder, &samples);
        reference.word_lists = self.word_lists(folder, "en");
        Ok(reference)
    }

    /// The languages that have word lists, by ISO 639-1 code.
    pub fn languages(&self) -> Vec<&str> {
        self.lexicons.languages().collect()
    }

    /// Whether rules that need words have no language whose lists are whole: what they do not find is no good sign.
    pub fn lacks_words(&self) -> bool {
        let incomplete = self.lexicons.incomplete();
        let mut languages = self.lexicons.languages();
        self.book.rules.iter().any(|rule| rule.manifest.needs_words)
            && languages.all(|language| incomplete.iter().any(|own| own == language))
    }

    /// All there is to know of the rules in force; the folder is the one that they were loaded from.
    pub fn catalogue(&self, folder: &RulesFolder) -> Catalogue {
        let mut catalogue = rule::catalogue(&self.book, folder);
        if self.stamp().profile.is_some() {
            // They would be held against rules that a profile has changed already.
            catalogue.profiles.clear();
        }
        catalogue
    }

    fn judge(&self, report: &Arc<Report>) -> ReportResult {
        let result = self.judged(report);
        let judged = self
            .book
            .rules
            .iter()
            .filter(|rule| !(report.language_unsupported && rule.manifest.needs_words));
        self.health
            .note(judged.map(|rule| rule.id.as_str()), &result.rule_errors);
        result
    }

    fn judged(&self, report: &Arc<Report>) -> ReportResult {
        let start = Instant::now();
        let verdict = evaluate(&self.book, report);
        log::debug!("{}: judged in {:?}", report.source.file, start.elapsed());
        ReportResult {
            file: report.source.file.clone(),
            sha256: report.source.sha256.clone(),
            format: report.source.format.clone(),
            title: report.title.as_ref().map(|title| title.text.clone()),
            reference: report.reference.clone(),
            kind: report.kind,
            language: report.language.clone(),
            period: report.period,
            agreement: report.agreement.as_ref().and_then(|own| own.digest.clone()),
            earlier: report.earlier.iter().map(held_against).collect(),
            framework: report.framework.as_ref().map(held_against),
            coverage: coverage(report),
            doubts: report.doubts.clone(),
            findings: verdict.findings,
            could_not_tell: verdict.could_not_tell,
            rule_errors: verdict.rule_errors,
        }
    }
}

/// A report would be called clean because hardly a word of it is known.
fn no_word_lists(folder: &RulesFolder, lexicons: &Lexicons) -> Option<Problem> {
    let incomplete = lexicons.incomplete();
    let message = if lexicons.languages().next().is_none() {
        "there are no word lists: only rules that need no words can judge".to_string()
    } else if incomplete.is_empty() {
        return None;
    } else {
        format!(
            "most word lists of {} are missing: hardly anything will be found",
            incomplete.join(", ")
        )
    };
    Some(
        Problem::new(folder.path("lexicons"), message)
            .remedy("lay your folder over the shipped rules: --rules shipped --rules <your folder>"),
    )
}

/// The demands of the files beside a report. One that is judged by half of them would pass for clean.
fn beside(report: &Path) -> Result<Beside, ReadError> {
    agreement::beside(report).map_err(|problems| {
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        ReadError {
            path: report.to_path_buf(),
            reason: format!("the agreement beside it has a mistake\n{}", told.join("\n")),
            remedy: None,
        }
    })
}

/// A folder for what is read only to be thrown away.
fn scratch() -> Result<tempfile::TempDir, String> {
    tempfile::tempdir().map_err(|error| Problem::no_scratch(&error).to_string())
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|error| Problem::no_scratch(&error).to_string())
}
