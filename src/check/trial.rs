//! Trying the examples in the pages of the rules, and how they came out.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::{Checker, Others, scratch, write};
use crate::problem::Problem;
use crate::report::Report;
use crate::rule::{self, Example, Expectation, Rule, examples};
use crate::rules_folder::{Changes, RulesFolder};

/// Lines of an example that are shown when it fails.
const SHOWN: usize = 12;

/// How examples came out.
#[derive(Debug, Default)]
pub struct Trial {
    pub tried: usize,
    /// How many came out otherwise than their page says.
    pub otherwise: usize,
    /// The same as problems: first those of scripts that failed, each once for all examples, then those of pages.
    pub failed: Vec<Problem>,
    /// How these came out, where the rule gave an answer.
    pub came_out: Vec<CameOut>,
    /// Examples in pages of one's own that come out as written, and would whatever the script says.
    pub unproven: Vec<Problem>,
    /// How many rules have no example.
    pub untried: usize,
    /// What went wrong in scripts, with the examples on which it did.
    broken: Vec<(Problem, Vec<String>)>,
}

/// What a rule made of an example, whatever its page says.
#[derive(Debug)]
pub struct CameOut {
    pub page: PathBuf,
    /// Of the example's first line, from 1.
    pub line: usize,
    pub outcome: Expectation,
}

/// What a rule made of an example, and its words; the error is why it gave no answer.
type Answer = Result<Told, Unanswered>;

struct Told {
    outcome: Expectation,
    words: String,
    /// Nothing was read that the rule is called with: whatever its script says, it stays silent.
    uncalled: bool,
    /// The rule was not asked, since these folders have no word lists for the language of the example.
    wordless: bool,
}

impl Told {
    fn new(outcome: Expectation, words: String) -> Self {
        Told {
            outcome,
            words,
            uncalled: false,
            wordless: false,
        }
    }
}

/// Why a rule gave no answer on an example.
enum Unanswered {
    /// Its script failed.
    Failed(Problem),
    /// The example could not be tried.
    Untried(String),
}

impl From<String> for Unanswered {
    fn from(why: String) -> Self {
        Unanswered::Untried(why)
    }
}

impl fmt::Display for Unanswered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unanswered::Failed(problem) => problem.fmt(f),
            Unanswered::Untried(why) => f.write_str(why),
        }
    }
}

impl Trial {
    fn note(&mut self, folder: &RulesFolder, example: &Example, answer: Answer) {
        self.tried += 1;
        if let Ok(told) = &answer
            && told.outcome == example.expectation
        {
            if told.uncalled && !folder.is_as_shipped(&format!("{}.md", example.rule)) {
                self.unproven.push(unproven(folder, example, &told.words));
            }
            return;
        }
        let outcome = answer.as_ref().ok().map(|told| told.outcome);
        self.came_out.extend(outcome.map(|outcome| CameOut {
            page: folder.path(&format!("{}.md", example.rule)),
            line: example.line,
            outcome,
        }));
        self.otherwise += 1;
        match answer {
            Err(Unanswered::Failed(problem)) => self.broke(problem, folder, example),
            Err(Unanswered::Untried(why)) => self.failed.push(untried(folder, example, &why)),
            Ok(told) => self.failed.push(failed(folder, example, &told)),
        }
    }

    fn broke(&mut self, problem: Problem, folder: &RulesFolder, example: &Example) {
        let place = example_at(folder, example);
        match self.broken.iter_mut().find(|(own, _)| *own == problem) {
            Some((_, places)) => places.push(place),
            None => self.broken.push((problem, vec![place])),
        }
    }

    /// The scripts that failed, before what the examples say of the others.
    fn tell_broken(&mut self) {
        let told = self.broken.drain(..).map(|(mut problem, places)| {
            let more = match places.len() - 1 {
                0 => String::new(),
                1 => " and 1 more example".to_string(),
                more => format!(" and {more} more examples"),
            };
            problem.message = format!(
                "{}: so the rule fails on the example {}{more}",
                problem.message, places[0]
            );
            problem
        });
        self.failed.splice(0..0, told.collect::<Vec<_>>());
    }
}

/// "training/length.md:11".
fn example_at(folder: &RulesFolder, example: &Example) -> String {
    let page = folder.path(&format!("{}.md", example.rule));
    format!("{}:{}", page.display(), example.line)
}

impl Checker {
    /// Runs an example of a rule's page: whether the rule fired, and whether it could not tell.
    ///
    /// # Errors
    /// The example cannot be written to a temporary file or read back, or the rule failed on it.
    pub fn try_example(&self, example: &Example) -> Result<Expectation, String> {
        let answer = self.answer_to(example);
        answer.map(|told| told.outcome).map_err(|why| why.to_string())
    }

    /// What the rule said: of a finding its message and first quotation, and why when it could not tell.
    fn answer_to(&self, example: &Example) -> Answer {
        let folder = scratch()?;
        let file = folder.path().join("report.md");
        write(&file, &example.text)?;
        if let Some(agreement) = &example.agreement {
            write(&folder.path().join("agreement.toml"), agreement)?;
        }
        let mut others = Others::default();
        for (at, text) in example.earlier.iter().enumerate() {
            others
                .earlier
                .push(folder.path().join(format!("earlier-{}.md", at + 1)));
            write(&others.earlier[at], text)?;
        }
        if let Some(text) = &example.framework {
            others.framework = Some(folder.path().join("framework.md"));
            write(&folder.path().join("framework.md"), text)?;
        }
        let past = self.past(&others).map_err(|error| error.to_string())?;
        let mut answer = Err("the example was read as no report".to_string().into());
        // Of no account for the rule's health: an example is no report.
        self.understand_after(&file, &|_| past.clone(), &mut |_, report| {
            let report = Arc::new(report);
            let rule = self.rules().iter().find(|own| own.id == example.rule);
            let verdict = rule.map(|rule| rule::evaluate_one(&self.book, rule, &report));
            let verdict = verdict.unwrap_or_default();
            answer = if let Some(error) = verdict.rule_errors.first() {
                Err(Unanswered::Failed(error.problem.clone()))
            } else if let Some(own) = verdict.findings.first() {
                let quote = own.evidence.first();
                let quote = quote.map_or_else(String::new, |own| format!(" (“{}”)", own.quote));
                Ok(Told::new(Expectation::Fires, format!("{}{quote}", own.message)))
            } else if let Some(own) = verdict.could_not_tell.into_iter().next() {
                let wordless =
                    report.language_unsupported && rule.is_some_and(|rule| rule.manifest.needs_words);
                Ok(Told {
                    wordless,
                    ..Told::new(Expectation::CouldNotTell, own.why)
                })
            } else {
                Ok(self.silent(rule, &report))
            };
        })
        .map_err(|error| error.to_string())?;
        answer
    }

    /// How often a silent rule was called: where nothing of its kind was read, its script is not to blame.
    fn silent(&self, rule: Option<&Rule>, report: &Arc<Report>) -> Told {
        let calls = rule
            .map(|rule| rule::calls(&self.book, rule, report))
            .unwrap_or_default();
        let told = calls.iter().map(|(check, count)| match count {
            0 => format!("nothing was read here that `{check}` is called with"),
            1 => format!("`{check}` was called once and returned nothing"),
            _ => format!("`{check}` was called {count} times and returned nothing"),
        });
        Told {
            outcome: Expectation::Silent,
            words: told.collect::<Vec<_>>().join("; "),
            uncalled: !calls.is_empty() && calls.iter().all(|(_, count)| *count == 0),
            wordless: false,
        }
    }

    /// Ids of the rules in force whose examples may come out otherwise after such changes.
    pub fn concerned(&self, changes: &Changes) -> BTreeSet<&str> {
        let concerns =
            |rule: &&Rule| changes.concern(&rule.id) || (rule.judges_findings() && changes.any_rule());
        let rules = self.rules().iter().filter(concerns);
        rules.map(|rule| rule.id.as_str()).collect()
    }

    /// Tries the examples in the folder's pages of those rules in force that are wanted, several at the same time; not the
    /// rest of them once it is to stop.
    ///
    /// # Errors
    /// What was meant as an example in a page and is none.
    pub fn try_examples(
        &self,
        folder: &RulesFolder,
        wanted: &dyn Fn(&str) -> bool,
        stopping: &AtomicBool,
    ) -> Result<Trial, Vec<Problem>> {
        // A profile leaves rules out, and their examples with them.
        let chosen = self.rules().iter().filter(|rule| wanted(&rule.id));
        let mut untried: BTreeSet<&str> = chosen.map(|rule| &*rule.id).collect();
        let mut own = examples(folder)?;
        own.retain(|example| untried.contains(&*example.rule));
        let go_on = || !stopping.load(Ordering::Relaxed);
        let answers: Vec<_> = own
            .par_iter()
            .map(|example| go_on().then(|| self.answer_to(example)))
            .collect();
        let mut trial = Trial::default();
        for (example, answer) in own.iter().zip(answers) {
            untried.remove(&*example.rule);
            if let Some(answer) = answer {
                trial.note(folder, example, answer);
            }
        }
        trial.tell_broken();
        trial.untried = untried.len();
        Ok(trial)
    }
}

/// An example that came out otherwise than its page says. The rule is mended for the most part, and the example stands as
/// the page has it.
fn failed(folder: &RulesFolder, example: &Example, told: &Told) -> Problem {
    let expected = example.expectation;
    let Told { outcome, words, .. } = told;
    let colon = if words.is_empty() { "" } else { ": " };
    let message = format!(
        "on this example the rule must {}, and it {}{colon}{words}",
        expected.demanded(),
        outcome.told()
    );
    let problem = of_page(folder, example, message);
    if told.uncalled {
        return problem.remedy(format!("no change of the script can help: {READ}"));
    }
    if told.wordless {
        return problem.remedy(WORDLESS);
    }
    problem.remedy(remedy(expected, *outcome, &by_default(folder, &example.rule)))
}

/// What to do where nothing was read that a rule is called with.
const READ: &str = "save the example as a file, see with `tillsyn read` what is read in it, and with `tillsyn rules words` which words are known; then word the example as a report would";

/// What to do where the rule was not even asked.
const WORDLESS: &str = "no change of the script can help: these folders have no word lists for the language of this example; lay yours over the shipped rules, `--rules shipped --rules <your folder>`, and write the example in a language that `tillsyn rules words` names";

/// An example that would come out so whatever the script says.
fn unproven(folder: &RulesFolder, example: &Example, words: &str) -> Problem {
    of_page(
        folder,
        example,
        format!("this example proves nothing of the rule: {words}"),
    )
    .remedy(format!("if it is to prove that the script stays silent: {READ}"))
}

fn untried(folder: &RulesFolder, example: &Example, why: &str) -> Problem {
    of_page(folder, example, format!("this example cannot be tried: {why}"))
}

fn of_page(folder: &RulesFolder, example: &Example, message: String) -> Problem {
    let page = format!("{}.md", example.rule);
    let text = folder.text(&page).unwrap_or_default();
    let mut problem = Problem::new(folder.path(&page), message).at(text, example.line, None);
    problem.snippet = Some(shown(example));
    problem
}

/// First what is to be done to the rule, then what if it is right as it is.
fn remedy(expected: Expectation, outcome: Expectation, or_default: &str) -> String {
    let change = match expected {
        Expectation::Fires => "it returns finding(…) here",
        Expectation::Silent => "it returns nothing here",
        Expectation::CouldNotTell => "it returns could_not_tell(…) here",
    };
    let rightly = match outcome {
        Expectation::Fires => "fires",
        Expectation::Silent => "is silent",
        Expectation::CouldNotTell => "cannot tell",
    };
    format!(
        "change the script{or_default} so that {change}; only if the rule rightly {rightly}, write `report {}` in the page",
        outcome.word()
    )
}

/// The defaults that a script asks for, where it does.
fn by_default(folder: &RulesFolder, rule: &str) -> String {
    let manifest = folder.text(&format!("{rule}.toml")).unwrap_or_default();
    let manifest = manifest.parse::<toml::Table>().unwrap_or_default();
    let params = manifest.get("params").and_then(toml::Value::as_table);
    let script = folder.text(&format!("{rule}.rhai")).unwrap_or_default();
    let asked = params.into_iter().flat_map(|own| own.keys());
    let asked = asked.filter(|name| script.contains(&format!("params.{name}")));
    let names: Vec<String> = asked.map(|name| format!("`{name}`")).collect();
    let file = rule.rsplit('/').next().unwrap_or(rule);
    match names.as_slice() {
        [] => String::new(),
        names => format!(", or the default of {} in {file}.toml,", names.join(" or ")),
    }
}

/// The example as it stands in the page.
fn shown(example: &Example) -> String {
    let missing = if example.value_missing {
        " missing-value"
    } else {
        ""
    };
    let mut lines = vec![format!("```report {}{missing}", example.expectation.word())];
    let text = example.text.trim_end();
    lines.extend(text.lines().take(SHOWN).map(String::from));
    let more = text.lines().nth(SHOWN).is_some();
    lines.push(if more { "…" } else { "```" }.to_string());
    lines.join("\n")
}
