//! What is read from IATI files, and what is said of files that are not readable as such.

use std::io::Write as _;

use proptest::prelude::*;
use tillsyn::read::iati::{read, recognise};
use tillsyn::read::{ReadError, Reading};
use tillsyn::report::{Dimension, Disaggregation, Indicator, ResultLevel, SeenIn, Source};

fn read_bytes(bytes: &[u8]) -> (Vec<Reading>, Result<(), ReadError>) {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(bytes).expect("a written file");
    let mut readings = Vec::new();
    let end = read(file.path(), Source::default(), &mut |reading| {
        readings.push(reading);
    });
    (readings, end)
}

fn activity(inner: &str) -> String {
    format!(
        "<?xml version='1.0'?>\n<iati-activities version=\"2.03\">\n<iati-activity>\n<iati-identifier>XX-1</iati-identifier>\n\
         <title><narrative>Water</narrative></title>{inner}</iati-activity></iati-activities>"
    )
}

fn only(inner: &str) -> Reading {
    let (mut readings, end) = read_bytes(activity(inner).as_bytes());
    assert_eq!(end, Ok(()));
    assert_eq!(readings.len(), 1);
    readings.remove(0)
}

fn indicators(inner: &str) -> Vec<Indicator> {
    let result = format!(
        "<result type=\"2\"><title><narrative>1.2 Girls stay in school</narrative></title>{inner}</result>"
    );
    only(&result).declared.results.remove(0).indicators
}

fn indicator(inner: &str) -> Indicator {
    let title = "<title><narrative>Number of people reached</narrative></title>";
    indicators(&format!("<indicator measure=\"1\">{title}{inner}</indicator>")).remove(0)
}

fn reason(bytes: &[u8]) -> String {
    let error = read_bytes(bytes).1.expect_err("an error");
    assert!(error.remedy.is_some());
    error.reason
}

fn parts(indicator: &Indicator) -> Vec<(Dimension, &str, Option<String>)> {
    let part = |part: &Disaggregation| part.number.map(|number| number.to_string());
    let parts = indicator.disaggregations.iter();
    parts
        .map(|found| (found.dimension, found.value.as_str(), part(found)))
        .collect()
}

#[test]
fn baseline_target_and_actual_are_exact_numbers_with_their_place() {
    let read = indicator(
        "<baseline value='12' year='2019'/><period><period-start iso-date='2020-01-01'/><period-end iso-date='2020-12-31'/>\
         <target value='1,234'/><actual value=' 45% '><comment><narrative>Floods in May.</narrative></comment></actual></period>",
    );
    let period = &read.periods[0];
    let number = |figure: &Option<tillsyn::report::Figure>| {
        figure
            .as_ref()
            .and_then(|figure| figure.number)
            .map(|number| number.low.to_string())
    };
    assert_eq!(number(&read.baseline).as_deref(), Some("12"));
    assert_eq!(number(&period.target).as_deref(), Some("1234"));
    assert_eq!(number(&period.actual).as_deref(), Some("45"));
    assert!(period.actual.as_ref().is_some_and(|figure| figure.percent));
    assert_eq!(period.comments[0].text, "Floods in May.");
    let location = &period.actual.as_ref().expect("an actual").location;
    assert_eq!(
        location.path.as_deref(),
        Some("/iati-activities/iati-activity[1]/result[1]/indicator[1]/period[1]/actual[1]")
    );
    assert_eq!(location.line, Some(5));
    assert_eq!(
        location.section[..],
        ["Water", "1.2 Girls stay in school", "Number of people reached"]
    );
}

#[test]
fn a_comment_stands_in_for_a_missing_value() {
    let read = indicator(
        "<period><target value='N/A'><comment><narrative>Ten wells</narrative></comment></target><actual value='Existing'/></period>",
    );
    let text = |figure: &Option<tillsyn::report::Figure>| figure.as_ref().map(|figure| figure.text.clone());
    assert_eq!(text(&read.periods[0].target).as_deref(), Some("Ten wells"));
    assert_eq!(text(&read.periods[0].actual).as_deref(), Some("Existing"));
    let read = indicator(
        "<period><target value='4'/><actual value='Not Available'><comment><narrative>We help banks.</narrative></comment></actual></period>",
    );
    assert_eq!(text(&read.periods[0].actual), None);
}

#[test]
fn dimensions_are_understood_even_when_misused() {
    let misused = indicator(
        "<period><actual value='3400'><dimension name='Boys' value='1450'/><dimension name='Girls' value='1950'/>\
         <dimension name='' value=''/><dimension/></actual></period>",
    );
    assert_eq!(
        parts(&misused),
        [
            (Dimension::Sex, "Boys: 1450", Some("1450".into())),
            (Dimension::Sex, "Girls: 1950", Some("1950".into()))
        ]
    );
    let proper = indicator(
        "<period><actual value='7'><dimension name='sex' value='female'/></actual><actual value='10'/>\
         <actual value='3'><dimension name='Gender - genre' value='Male'/></actual></period>",
    );
    let total = proper.periods[0].actual.as_ref().and_then(|figure| figure.number);
    assert_eq!(total.map(|number| number.low.to_string()).as_deref(), Some("10"));
    assert_eq!(
        parts(&proper),
        [
            (Dimension::Sex, "sex: female", Some("7".into())),
            (Dimension::Sex, "Gender - genre: Male", Some("3".into()))
        ]
    );
}

#[test]
fn women_and_men_without_a_total_add_up() {
    let read = indicator(
        "<period><actual value='7'><dimension name='sex' value='female'/></actual>\
         <actual value='3'><dimension name='sex' value='male'/></actual></period>",
    );
    let total = read.periods[0].actual.as_ref().and_then(|figure| figure.number);
    assert_eq!(total.map(|number| number.low.to_string()).as_deref(), Some("10"));
}

#[test]
fn sibling_indicators_are_parts_of_one_figure() {
    let sibling = |title: &str, value: u32| {
        format!(
            "<indicator><title><narrative>{title}</narrative></title><period><actual value='{value}'/></period></indicator>"
        )
    };
    let read = indicators(
        &[
            sibling("Teachers trained - Female", 8),
            sibling("Teachers trained - Male", 5),
            sibling("Schools", 2),
        ]
        .concat(),
    );
    let expected = [
        (Dimension::Sex, "Female", Some("8".to_owned())),
        (Dimension::Sex, "Male", Some("5".to_owned())),
    ];
    assert_eq!(parts(&read[0]), expected);
    assert_eq!(parts(&read[1]), expected);
    assert_eq!(read[0].disaggregations[0].seen_in, SeenIn::SiblingIndicator);
    assert!(read[2].disaggregations.is_empty());
}

#[test]
fn results_whose_title_is_a_filler_are_read_from_their_description() {
    let reading = only(
        "<result type='1'><title><narrative>Output 2</narrative></title><description><narrative>All actors have full information</narrative></description>\
         <indicator measure='5'><title><narrative>Not applicable</narrative></title></indicator></result>\
         <result type='2'><title><narrative xml:lang='SV'>Ingen resultattitel tillgänglig</narrative><narrative xml:lang='EN'>Objectives</narrative></title>\
         <description><narrative>240 judges were trained.</narrative></description></result>",
    );
    let results = &reading.declared.results;
    assert_eq!(results[0].text, "All actors have full information");
    assert_eq!(results[0].level, ResultLevel::Output);
    assert!(results[0].indicators[0].placeholder);
    assert_eq!(results[1].text, "Objectives: 240 judges were trained.");
    assert_eq!(results[1].progress[0].text, "240 judges were trained.");
}

#[test]
fn header_marker_and_dates_are_read() {
    let reading = only(
        "<reporting-org ref='X'><narrative>Sida &amp; friends</narrative></reporting-org>\
         <activity-date type='1' iso-date='2018-01-01'/><activity-date type='2' iso-date='2018-03-01'/>\
         <activity-date type='3' iso-date='9999-12-31'/><policy-marker vocabulary='1' code='1' significance='2'/>\
         <description type='2'><narrative>Clean water.</narrative></description>",
    );
    let report = &reading.declared;
    assert_eq!(report.organisation.as_deref(), Some("Sida & friends"));
    assert_eq!(report.reference.as_deref(), Some("XX-1"));
    assert_eq!(
        report.period.start.map(|date| date.to_string()).as_deref(),
        Some("2018-03-01")
    );
    assert_eq!(report.period.end, None);
    assert!(report.doubts[0].contains("9999"));
    let marker = report.gender_marker.as_ref().expect("a marker");
    assert_eq!(marker.significance, 2);
    assert_eq!(
        marker.quote.text,
        "<policy-marker code=\"1\" significance=\"2\"/>"
    );
    assert!(
        marker
            .quote
            .location
            .path
            .as_deref()
            .is_some_and(|path| path.ends_with("/policy-marker[1]"))
    );
    assert_eq!(reading.document.blocks[0].text(), Some("Objectives"));
    assert_eq!(reading.document.blocks[1].text(), Some("Clean water."));
}

#[test]
fn other_encodings_and_prefixes_are_read() {
    let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a:iati-activity xmlns:a='x'><a:title><a:narrative>F\xf6rskola</a:narrative></a:title></a:iati-activity>";
    let (readings, end) = read_bytes(latin);
    assert_eq!(end, Ok(()));
    let title = readings[0]
        .declared
        .title
        .as_ref()
        .map(|title| title.text.as_str());
    assert_eq!(title, Some("Förskola"));
    assert!(recognise(latin));
}

#[test]
fn wrong_kinds_of_file_get_a_clear_answer() {
    assert!(reason(b"<iati-organisations version='2.03'/>").contains("organisation file"));
    assert!(reason(b"<html><body/></html>").contains("not IATI"));
    assert!(reason(b"<iati-activities version='2.03'/>").contains("no activities"));
    assert!(
        reason(b"<iati-activities version='1.03'><iati-activity/></iati-activities>").contains("version 1.x")
    );
    let bare = b"<iati-activities><iati-activity><title>Water</title></iati-activity></iati-activities>";
    assert!(reason(bare).contains("version 1.x"));
    assert!(reason(b"").contains("no XML"));
    assert!(recognise(
        b"\xef\xbb\xbf<?xml version='1.0'?><!-- x --><iati-organisations>"
    ));
    assert!(recognise(b"<result><ok>True</ok><iati-activities>"));
    assert!(!recognise(b"<html><body>"));
    assert!(!recognise(b"Final report on <iati-activities>"));
}

#[test]
fn damage_is_placed_and_what_stands_before_it_is_handed_on() {
    let whole = activity("").replace("</iati-activities>", "");
    let (readings, end) = read_bytes(format!("{whole}\n<iati-activity>\n<title>").as_bytes());
    assert_eq!(readings.len(), 1);
    let cut = end.expect_err("a cut file").reason;
    assert!(
        cut.contains("cut off inside activity 2") && cut.contains("line 6"),
        "{cut}"
    );
    let (readings, end) = read_bytes(format!("{whole}\n<iati-activity></title>").as_bytes());
    assert_eq!(readings.len(), 1);
    let malformed = end.expect_err("a malformed file").reason;
    assert!(
        malformed.contains("line 6") && malformed.contains("malformed"),
        "{malformed}"
    );
    let deep = format!("<iati-activities>{}", "<a>".repeat(300));
    assert!(reason(deep.as_bytes()).contains("deep"));
}

#[test]
fn entities_are_never_expanded() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><iati-activities version='2.03'><iati-activity>\
                <title><narrative>Water &b;&#38; soil</narrative></title></iati-activity></iati-activities>";
    let (readings, end) = read_bytes(bomb.as_bytes());
    assert_eq!(end, Ok(()));
    let report = &readings[0].declared;
    assert_eq!(
        report.title.as_ref().map(|title| title.text.as_str()),
        Some("Water & soil")
    );
    assert!(report.doubts[0].contains("&b;"));
}

proptest! {
    #[test]
    fn mutations_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), cut in any::<prop::sample::Index>()) {
        let mut bytes = activity(
            "<result type='1'><title><narrative>1.2 A</narrative></title><indicator><title><narrative>Women &amp; é</narrative></title>\
             <baseline value='1,2.3'/><period><period-start iso-date='2020-01-01'/><actual value='10-20%'><dimension name='sex' value='f'/>\
             <comment><narrative>x</narrative></comment></actual></period></indicator></result>",
        ).into_bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(cut.index(bytes.len() * 4).max(1));
        recognise(&bytes);
        let _ = read_bytes(&bytes);
    }

    #[test]
    fn odd_values_never_panic(value in "\\PC{0,20}") {
        let value = value.replace(['<', '&', '\''], "");
        indicator(&format!("<baseline value='{value}'/><period><period-start iso-date='{value}'/><actual value='{value}'><dimension name='{value}' value='{value}'/></actual></period>"));
    }
}
