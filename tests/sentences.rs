//! Single sentences of many wordings, each as a report of its own: how many of those that must be asked about are, and how many
//! others are.
//!
//! The sentences are invented by people who did not know the program. Every second one was read while word lists and grammar
//! were mended; the bounds hold for both halves together.

use std::collections::HashMap;
use std::path::Path;

use tillsyn::check::Checker;
use tillsyn::rules_folder::RulesFolder;

/// What a set asks about: the end of its rule's name, the labels that must be asked about, and of all sets of the kind the least
/// share of these that is, and the greatest share of the others.
struct Kind {
    name: &'static str,
    rules: &'static [&'static str],
    asked: &'static [&'static str],
    least: f64,
    most: f64,
}

const KINDS: [Kind; 4] = [
    Kind {
        name: "counts",
        rules: &["statistics/not-sex-disaggregated"],
        asked: &["ask"],
        least: 0.86,
        most: 0.05,
    },
    Kind {
        name: "deeds",
        rules: &["indicators/missing-outcome-indicator"],
        asked: &["training", "campaign", "service"],
        least: 0.74,
        most: 0.05,
    },
    Kind {
        name: "changes",
        rules: &["indicators/missing-outcome-indicator"],
        asked: &["none"],
        least: 0.66,
        most: 0.15,
    },
    Kind {
        name: "figures",
        rules: &[
            "statistics/conflicting-figures",
            "statistics/impossible-percentage",
            "statistics/parts-do-not-add-up",
            "statistics/percentage-mismatch",
        ],
        asked: &[
            "conflicting-figures",
            "impossible-percentage",
            "parts-do-not-add-up",
            "percentage-mismatch",
        ],
        least: 0.50,
        most: 0.01,
    },
];

const LANGUAGES: [(&str, &str); 5] = [
    ("en", "Annual report"),
    ("es", "Informe anual"),
    ("fr", "Rapport annuel"),
    ("ru", "Годовой отчёт"),
    ("sv", "Årsrapport"),
];

/// How many sentences were asked about, and how many there are, by label.
fn asked(checker: &Checker, kind: &Kind) -> HashMap<String, (usize, usize)> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.md");
    let mut told: HashMap<String, (usize, usize)> = HashMap::new();
    for (language, title) in LANGUAGES {
        let set = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join(format!("fixtures/sentences/{}-{language}.tsv", kind.name));
        let Ok(text) = std::fs::read_to_string(set) else {
            continue;
        };
        for (label, sentence) in text.lines().filter_map(|line| line.split_once('\t')) {
            std::fs::write(&path, format!("# {title}\n\n{sentence}\n")).expect("a report");
            let mut fired = false;
            let mut look = |result: tillsyn::finding::ReportResult| {
                fired |= result
                    .findings
                    .iter()
                    .any(|found| kind.rules.contains(&found.rule.as_str()));
            };
            checker.check(&path, &mut look).expect("the sentence is read");
            let own = told.entry(label.to_string()).or_default();
            own.0 += usize::from(fired);
            own.1 += 1;
        }
    }
    told
}

#[test]
fn sentences_of_many_wordings_are_asked_about_or_left_alone_as_their_labels_say() {
    let checker = Checker::load(&RulesFolder::embedded(), None).expect("the rules load");
    for kind in &KINDS {
        let told = asked(&checker, kind);
        let share = |must: bool| {
            let own = told
                .iter()
                .filter(|(label, _)| kind.asked.contains(&label.as_str()) == must);
            let (fired, all) = own.fold((0, 0), |sum, (_, one)| (sum.0 + one.0, sum.1 + one.1));
            assert!(all > 0, "{}: no sentences", kind.name);
            fired as f64 / all as f64
        };
        let (right, wrong) = (share(true), share(false));
        println!(
            "{}: {right:.3} of those to be asked about, {wrong:.3} of the others",
            kind.name
        );
        assert!(
            right >= kind.least,
            "{}: only {right:.3} are asked about: {told:?}",
            kind.name
        );
        assert!(
            wrong <= kind.most,
            "{}: {wrong:.3} are asked about wrongly: {told:?}",
            kind.name
        );
    }
}
