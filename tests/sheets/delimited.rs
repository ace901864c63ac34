//! What a user sees of CSV and its kin.

use tillsyn::document::Document;

use super::{cell, row, saved, tables};

fn csv(text: &str) -> Document {
    saved(".csv", text.as_bytes()).expect("it is read").1
}

#[test]
fn csv_is_read_with_any_delimiter_and_keeps_its_lines() {
    for (delimiter, ending) in [(',', ".csv"), (';', ".txt"), ('\t', ".tsv"), ('|', ".dat")] {
        let text = "\u{feff}Indicator,Target,Actual,Note\r\n\"Wells\r\nand pumps\",10,9,\"a \"\"b\"\"\"\r\nToilets,5,4,x\r\n"
            .replace(',', &delimiter.to_string());
        let (format, document) = saved(ending, text.as_bytes()).expect("it is read");
        assert_eq!(format, "csv", "{delimiter:?}");
        let tables = tables(&document);
        assert_eq!(
            row(tables[0], 1),
            ["Wells\nand pumps", "10", "9", "a \"b\""],
            "{delimiter:?}"
        );
        let place = &cell(&document, "C3").location;
        assert_eq!(
            (place.line, place.row, place.column),
            (Some(4), Some(3), Some(3)),
            "{delimiter:?}"
        );
    }
}

#[test]
fn blank_lines_of_a_csv_set_tables_apart_and_short_rows_are_filled() {
    let document =
        csv("Project logframe\n\nIndicator,Target,Actual\nWells,10,9\n,,\nDistrict,Women\nNorth,5,,7\n");
    let tables = tables(&document);
    assert_eq!(tables.len(), 2);
    assert_eq!(
        tables[0].caption.as_ref().map(|caption| caption.text.as_str()),
        Some("Project logframe")
    );
    assert_eq!(row(tables[1], 0), ["District", "Women", "", ""]);
    assert_eq!(cell(&document, "D7").location.line, Some(7));
}

#[test]
fn running_text_with_commas_is_no_table() {
    let text = "First, the wells, the pumps, and taps.\nSecond, the schools.\nThird, roads, bridges.\n";
    assert_eq!(saved(".txt", text.as_bytes()).expect("it is read").0, "text");
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_said() {
    let document = csv("a,b,c\n1,\"2,3\n4,5,6\n7,8,9\n");
    assert!(
        document.doubts.iter().any(|doubt| doubt.contains("line 2")),
        "{:?}",
        document.doubts
    );
}

#[test]
fn groups_of_a_table_set_apart_by_blank_rows_stay_one_table() {
    let document = csv(
        "Indicator,Baseline,Target\nWells,1,10\n\nOutput 2: sanitation,,\nToilets,2,20\n\nDistrict,Women,Men\nNorth,3,4\n",
    );
    let tables = tables(&document);
    assert_eq!(tables.len(), 2);
    assert_eq!(row(tables[0], 4), ["Toilets", "2", "20"]);
    assert_eq!(row(tables[1], 0), ["District", "Women", "Men"]);
}

#[test]
fn line_ends_that_were_written_twice_set_no_rows_apart() {
    let document = csv("Indicator,Baseline,Target\r\r\nWells,1,10\r\r\nToilets,2,20\r\r\n");
    assert_eq!(tables(&document)[0].rows(), 3);
}
