//! The title on the first page, by size of type: what a program wrote into the file's properties is often no title.

use super::blocks::{Piece, PieceKind};
use super::lists::numbering_depth;

/// Words of a title, and of its first line where that names only the kind of document ("Evaluation brief").
const MAX_TITLE: usize = 30;
const KIND_ONLY: usize = 3;
/// Type on the first page that is larger than the smallest there by this factor may be a title's.
const LARGER: f64 = 1.3;

/// The largest type of the first page that has text; a line that says little takes its neighbour with it.
pub fn title(pieces: &[Piece]) -> Option<String> {
    let page: Vec<(&str, f64)> = first_page(pieces).filter(|(text, _)| words(text) > 0).collect();
    let size = |index: &usize| page[*index].1;
    let largest =
        (0..page.len()).max_by(|one, other| size(one).total_cmp(&size(other)).then(other.cmp(one)))?;
    let smallest = (0..page.len()).map(|index| size(&index)).min_by(f64::total_cmp)?;
    if size(&largest) < smallest * LARGER {
        return None;
    }
    let lines = run(&page, largest);
    let mut title = joined(&page, lines.clone());
    if words(&title) <= KIND_ONLY {
        let below = (lines.end..page.len()).find(|index| words(page[*index].0) > 1);
        let above = lines.start.checked_sub(1);
        let told = below.map(|index| format!("{title}: {}", joined(&page, run(&page, index))));
        title = told
            .filter(|told| words(told) <= MAX_TITLE)
            .or_else(|| above.map(|index| format!("{}: {title}", page[index].0)))
            .unwrap_or(title);
    }
    let count = words(&title);
    (count > 1 && count <= MAX_TITLE && numbering_depth(&title).is_none()).then_some(title)
}

/// Lines of one size from this one on.
fn run(page: &[(&str, f64)], first: usize) -> std::ops::Range<usize> {
    let alike = |other: &(&str, f64)| (other.1 - page[first].1).abs() < 0.5;
    first..first + page[first..].iter().take_while(|line| alike(line)).count()
}

fn joined(page: &[(&str, f64)], lines: std::ops::Range<usize>) -> String {
    let texts: Vec<&str> = page[lines].iter().map(|(text, _)| *text).collect();
    texts.join(" ")
}

/// Whether most words of a title that the file's properties give stand on the first page.
pub fn confirms(pieces: &[Piece], title: &str) -> bool {
    let written: Vec<String> = first_page(pieces).map(|(text, _)| text.to_lowercase()).collect();
    let lower = title.to_lowercase();
    let own: Vec<&str> = lower
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let found = own
        .iter()
        .filter(|word| written.iter().any(|text| text.contains(**word)))
        .count();
    found * 5 >= own.len() * 4
}

/// Texts of the first page that has some, with the size of their type.
fn first_page(pieces: &[Piece]) -> impl Iterator<Item = (&str, f64)> {
    let first = pieces.iter().map(|piece| piece.page).min();
    pieces
        .iter()
        .filter(move |piece| Some(piece.page) == first)
        .filter_map(|piece| match &piece.kind {
            PieceKind::Heading { text, .. } | PieceKind::Title(text) | PieceKind::Paragraph(text) => {
                Some((text.trim(), piece.look.size))
            }
            _ => None,
        })
}

/// Words with letters: "2024" is none.
fn words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphabetic))
        .count()
}

#[cfg(test)]
mod tests {
    use super::super::blocks::Look;
    use super::*;

    fn pieces(lines: &[(&str, f64)]) -> Vec<Piece> {
        lines
            .iter()
            .map(|(text, size)| Piece {
                page: 0,
                look: Look {
                    size: *size,
                    ..Look::default()
                },
                kind: PieceKind::Paragraph((*text).to_string()),
                marks: Vec::new(),
            })
            .collect()
    }

    #[test]
    fn the_largest_type_of_the_cover_is_the_title() {
        let cover = pieces(&[
            ("CENTRALIZED", 16.0),
            ("Evaluation of accountability", 20.0),
            ("to affected people", 20.0),
            ("December 2024", 14.0),
        ]);
        assert_eq!(
            title(&cover).as_deref(),
            Some("Evaluation of accountability to affected people")
        );
        let brief = pieces(&[
            ("EVALUATION BRIEF", 26.0),
            ("Schools in the north", 16.0),
            ("June 2025", 10.0),
        ]);
        assert_eq!(
            title(&brief).as_deref(),
            Some("EVALUATION BRIEF: Schools in the north")
        );
        let country = pieces(&[("Country programme evaluation", 24.0), ("LIBERIA", 55.0)]);
        assert_eq!(
            title(&country).as_deref(),
            Some("Country programme evaluation: LIBERIA")
        );
        assert_eq!(
            title(&pieces(&[
                ("1 Introduction", 14.0),
                ("This report describes", 10.0)
            ])),
            None
        );
        assert!(!confirms(&country, "World Bank Document"));
        assert!(confirms(&country, "Country programme evaluation Liberia"));
    }
}
