//! Whose age the words of a table tell.

mod told;

use told::{said, tillsyn};

/// The figures that are read in a report with one table.
fn figures(table: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let text = format!("# Final report\n\n## Results\n\n{table}");
    std::fs::write(folder.path().join("report.md"), text).expect("a report");
    let read = said(&tillsyn(folder.path(), &["read", "report.md"]));
    let (_, figures) = read.split_once("\nFigures\n").expect("figures");
    figures.to_string()
}

fn line<'a>(figures: &'a str, begin: &str) -> &'a str {
    let own = figures.lines().find(|line| line.trim().starts_with(begin));
    own.unwrap_or_else(|| panic!("{begin}: {figures}"))
}

#[test]
fn an_age_in_the_label_of_a_row_is_of_that_row() {
    let figures = figures(
        "| Group | Participants |\n|---|---|\n| Girls aged 12–17 | 40 |\n| Teachers | 25 |\n| Victims sheltered | 31 |\n",
    );
    assert!(line(&figures, "40 ").contains("by age"), "{figures}");
    assert!(!line(&figures, "25 ").contains("by age"), "{figures}");
    assert!(!line(&figures, "31 ").contains("by age"), "{figures}");
}

#[test]
fn a_column_of_ages_is_of_the_rows_that_fill_it() {
    let figures = figures(
        "| Activity | Number of participants | Age |\n|---|---|---|\n| Youth club | 40 | 15–24 |\n| Training | 25 | |\n",
    );
    assert!(line(&figures, "40 ").contains("by age"), "{figures}");
    assert!(!line(&figures, "25 ").contains("by age"), "{figures}");
}

#[test]
fn the_ages_of_its_parts_are_those_of_a_whole() {
    for table in [
        "| Group | Participants |\n|---|---|\n| Children | 40 |\n| Adults | 25 |\n| Total | 65 |\n",
        "| Group | Participants |\n|---|---|\n| Beneficiaries | 65 |\n| of whom under 18 | 40 |\n",
        "| Group | Participants |\n|---|---|\n| Beneficiaries | 65 |\n| Girls | 22 |\n| Boys | 18 |\n| Parents | 25 |\n",
    ] {
        let figures = figures(table);
        let mut whole = figures.lines().filter(|line| line.trim().starts_with("65 "));
        assert!(whole.any(|line| line.contains("by age")), "{figures}");
    }
}
