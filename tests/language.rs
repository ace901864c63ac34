//! A passage in another language is read with the words of its own, or named; never with those of the report's.

use tillsyn::check::Checker;
use tillsyn::report::{Counted, Report};
use tillsyn::rules_folder::RulesFolder;

fn understand(text: &str) -> Report {
    let checker = Checker::load(&RulesFolder::embedded(), None).expect("the rules are sound");
    let file = tempfile::Builder::new().suffix(".md").tempfile().expect("a file");
    std::fs::write(file.path(), text).expect("a file");
    let mut found = None;
    checker
        .understand(file.path(), &mut |_, report| found = Some(report))
        .expect("it is read");
    found.expect("one report")
}

const ENGLISH: &str = "# Final report\n\nThe project trained teachers in all districts of the region and supplied their schools with books. The schools were visited twice a year by the advisers of the ministry, who found that children attend more often than they did before the project began.\n\nIn all, 250 teachers were trained during the two years of the project.\n";
const FRENCH: &str = "Pendant la période couverte par ce rapport, les animateurs ont formé 120 participants dans les villages de la région, et les associations locales ont distribué des manuels aux familles qui en avaient fait la demande auprès de la commune. Chaque animateur a fait rapport tous les mois.\n";

const DUTCH: &str = "Tijdens de looptijd werden 120 deelnemers opgeleid in de dorpen van de streek, en de plaatselijke verenigingen verdeelden handboeken onder de gezinnen die daar bij de gemeente om hadden gevraagd. Elke begeleider schreef iedere maand een verslag.\n";

const MORE: &str = "The ministry has taken over the salaries of the advisers, and the districts will keep the books in order after the end of the project. Parents told the evaluators that they now meet the teachers of their children more often, because the schools are open to them in the evenings. What is left to do is to bring electricity to the remote schools, for which the province has set money aside.";

fn tells(report: &Report, words: &str) -> bool {
    let mut statements = report.statements.iter();
    statements.any(|statement| statement.text.contains(words))
}

fn counts(report: &Report, noun: &str) -> bool {
    let mut statistics = report.statistics.iter();
    statistics.any(|statistic| statistic.counted == Counted::People && statistic.noun == noun)
}

#[test]
fn a_dutch_section_of_an_english_report_is_left_out_and_named() {
    let report = understand(&format!(
        "{ENGLISH}\n{MORE}\n\n## Resultaten in Bamako\n\n{DUTCH}\n30 deelnemers kwamen.\n\n## Budget\n\nThe budget was spent as planned.\n"
    ));
    assert_eq!(report.language.as_deref(), Some("en"));
    assert!(!report.language_unsupported);
    assert_eq!(
        report.doubts,
        [
            "a passage of the section “Resultaten in Bamako” is in Dutch: checks that need words were not made there"
        ]
    );
    assert!(tells(&report, "250 teachers") && tells(&report, "budget was spent"));
    assert!(!tells(&report, "deelnemers"));
    let mut sections = report.sections.iter();
    assert!(sections.any(|section| section.heading == "Resultaten in Bamako" && section.words > 30));
}

#[test]
fn french_prose_in_an_english_report_is_read_with_french_words() {
    for report in [
        format!("{ENGLISH}\n{FRENCH}\nThe teachers were glad of it.\n"),
        format!("{ENGLISH}\n## Résultats à Bamako\n\n{FRENCH}\n## End\n\nThe teachers were glad of it.\n"),
    ] {
        let report = understand(&report);
        assert!(report.doubts.is_empty(), "{:?}", report.doubts);
        assert!(tells(&report, "glad") && tells(&report, "animateurs"));
        assert!(counts(&report, "participants"), "{:?}", report.statistics);
    }
}

#[test]
fn a_french_table_in_an_english_report_is_left_out_and_named() {
    let row = "| Les animateurs ont formé les participants dans les villages de la région | 120 | 80 |\n";
    let report = understand(&format!(
        "{ENGLISH}\n## Annex\n\n| Indicateur | Cible | Atteint |\n|---|---|---|\n{}",
        row.repeat(4)
    ));
    assert_eq!(report.doubts.len(), 1, "{:?}", report.doubts);
    assert!(report.results.is_empty());
}

#[test]
fn every_sentence_of_a_note_in_two_languages_is_read() {
    let swedish = "Under maj utbildades 25 lärare i Uppsala kommun.";
    let english = "In May, 40 social workers were trained in child protection.";
    let more = "Vi har även besökt skolorna och de är nöjda med kursen.";
    for text in [
        format!("# Anteckning\n\n{swedish} {english}\n"),
        format!("# Anteckning\n\n{swedish} {more}\n\n{english}\n"),
        format!("# Note\n\n{english}\n\n{swedish}\n"),
    ] {
        let report = understand(&text);
        assert!(
            counts(&report, "lärare") && counts(&report, "social workers"),
            "{text}\n{:?}",
            report.statistics
        );
    }
}

#[test]
fn reports_in_one_language_leave_no_doubt_of_it() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/reports");
    let checker = Checker::load(&RulesFolder::embedded(), None).expect("the rules are sound");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).expect("the folder").flatten() {
        if entry.path().extension().is_some_and(|end| end == "docx") {
            seen += 1;
            checker
                .understand(&entry.path(), &mut |_, report| {
                    assert!(report.doubts.is_empty(), "{:?}", report.doubts);
                })
                .expect("it is read");
        }
    }
    assert!(seen >= 5);
}

#[test]
fn a_result_that_a_french_section_may_tell_of_is_not_called_unreported() {
    let results = "## Expected results\n\n- Result 1: Water points in ten villages are repaired and guarded by committees\n- Result 2: The radio station broadcasts in three languages\n";
    let told = |passage: &str| {
        let checker = Checker::load(&RulesFolder::embedded(), None).expect("the rules are sound");
        let file = tempfile::Builder::new().suffix(".md").tempfile().expect("a file");
        std::fs::write(
            file.path(),
            format!("{ENGLISH}\n{results}\n## Results\n\n{passage}\n"),
        )
        .expect("a file");
        let mut counts = (0, 0);
        let rule = "results/not-reported";
        checker
            .check(file.path(), &mut |result| {
                counts.0 += result
                    .findings
                    .iter()
                    .filter(|finding| finding.rule == rule)
                    .count();
                counts.1 += result
                    .could_not_tell
                    .iter()
                    .filter(|unsure| unsure.rule == rule)
                    .map(|unsure| unsure.evidence.len())
                    .sum::<usize>();
            })
            .expect("it is read");
        counts
    };
    assert_eq!(told("The teachers were glad."), (2, 0));
    assert_eq!(told(FRENCH), (0, 2));
}

#[test]
fn a_note_of_one_line_is_read_in_its_language() {
    for (text, language) in [
        (
            "# Lägesrapport\n\nVi har utbildat 40 lärare och de är nöjda med kursen.\n",
            "sv",
        ),
        (
            "# Note\n\nNous avons formé 40 enseignants et ils sont satisfaits de la formation.\n",
            "fr",
        ),
        (
            "# Nota\n\nSe capacitó a 40 docentes en el uso de los libros.\n",
            "es",
        ),
        (
            "# Записка\n\nМы обучили 40 учителей, и они довольны курсом.\n",
            "ru",
        ),
        (
            "# Note\n\nWe trained 40 teachers and they are content with the course.\n",
            "en",
        ),
        ("# Note\n\n40 teachers trained.\n", "en"),
    ] {
        assert_eq!(understand(text).language.as_deref(), Some(language), "{text}");
    }
    let danish = "# Note\n\nVi har uddannet 40 lærere, og de er tilfredse med kurset og bøgerne.\n";
    assert_ne!(understand(danish).language.as_deref(), Some("sv"));
}

#[test]
fn labels_without_small_words_are_in_no_other_language() {
    let report = understand(&format!(
        "{ENGLISH}\n## Shared responsibility\n\n| Indicator | Baseline | Endline | Change |\n|---|---|---|---|\n| Support chores (Yes) | 86.9% | 92.7% | +5.8pp |\n| \"Always\" does chores | 17.7% | 42.2% | +24.5pp |\n| Discuss chores weekly | 76.2% | 90.2% | +14.0pp |\n| Encourage wife personal time | 94.1% | 99.0% | +4.9pp |\n"
    ));
    assert!(report.doubts.is_empty(), "{:?}", report.doubts);
}
