//! What the finding on the gender marker says of each of its five criteria.

use std::io::Write as _;

use tillsyn::check::Checker;
use tillsyn::finding::Finding;
use tillsyn::rules_folder::RulesFolder;

const RULE: &str = "gender/marker-not-substantiated";

fn findings(report: &str, language: &str) -> Vec<Finding> {
    let mut checker =
        Checker::load(&RulesFolder::embedded(), None).unwrap_or_else(|problems| panic!("{problems:?}"));
    checker.speak(language).expect("the rules speak it");
    let mut file = tempfile::Builder::new()
        .suffix(".md")
        .tempfile()
        .expect("a temporary file");
    file.write_all(report.as_bytes()).expect("a written file");
    let mut found = Vec::new();
    checker
        .check(file.path(), &mut |result| {
            found.extend(result.findings.into_iter().filter(|finding| finding.rule == RULE));
        })
        .expect("a report that can be read");
    found
}

#[test]
fn each_criterion_is_answered_with_what_shows_it_in_the_message_and_in_the_details() {
    let report = "# Final report\n\nThe project has the gender equality policy marker 1.\n\n\
        | Expected result | Indicator | Target | Achieved |\n|---|---|---|---|\n\
        | Women farmers earn more | Number of farmers with a contract | 300 | 310 |\n";
    let found = findings(report, "en");
    assert_eq!(found.len(), 1, "{found:?}");
    let message = &found[0].message;
    for told in [
        "Gender analysis: could not tell.",
        "Explicit objective: met [Women farmers earn more].",
        "Gender-specific indicator: not met [0/1].",
        "Data by sex: could not tell.",
        "Commitment to report: could not tell.",
    ] {
        assert!(message.contains(told), "{message}");
    }
    let detail = |name: &str| found[0].details[name].as_str().map(str::to_owned);
    assert_eq!(detail("objective").as_deref(), Some("met"));
    assert_eq!(detail("indicator").as_deref(), Some("not-met"));
    assert_eq!(detail("data").as_deref(), Some("could-not-tell"));
    assert!(
        found[0]
            .evidence
            .iter()
            .any(|evidence| evidence.quote == "Women farmers earn more")
    );
    let swedish = &findings(report, "sv")[0].message;
    assert!(
        swedish.contains("Uttryckligt mål: uppfyllt [Women farmers earn more]."),
        "{swedish}"
    );
}

#[test]
fn criteria_that_cannot_be_told_prove_nothing_against_the_marker() {
    let record = "<iati-activities version=\"2.03\"><iati-activity><title><narrative>Wells</narrative></title>\
        <policy-marker vocabulary=\"1\" code=\"1\" significance=\"2\"/><result type=\"1\"><title><narrative>Wells are \
        repaired</narrative></title><indicator measure=\"1\"><title><narrative>Number of wells repaired</narrative>\
        </title></indicator></result></iati-activity></iati-activities>";
    assert_eq!(findings(record, "en"), []);
}
