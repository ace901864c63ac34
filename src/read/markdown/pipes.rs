//! Tables whose rows stand between strokes and have no line of dashes under the header, as converters of web pages leave
//! them: Markdown takes them for a paragraph.

/// Lines of the shortest such table.
const LINES: usize = 3;
/// Strokes of a row: two parted cells and an end.
const STROKES: usize = 2;

/// The text with such tables written as HTML, each row on its own line as before.
pub fn tables(text: &str) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut written = String::with_capacity(text.len());
    let mut fenced = false;
    let mut at = 0;
    while at < lines.len() {
        fenced ^= is_fence(lines[at]);
        let rows = lines[at..].iter().take_while(|line| is_row(line)).count();
        let run = &lines[at..at + rows];
        let alone = at == 0 || lines[at - 1].trim().is_empty();
        if fenced || !alone || rows < LINES || run.iter().any(|line| is_rule(line)) {
            let end = at + rows.max(1);
            written.extend(lines[at..end].iter().copied());
            at = end;
            continue;
        }
        for (index, row) in run.iter().enumerate() {
            written.push_str(if index == 0 { "<table><tr>" } else { "<tr>" });
            for cell in cells(row) {
                written.push_str(&format!("<td>{}</td>", cell.replace("**", "")));
            }
            written.push_str(if index + 1 == rows {
                "</tr></table>\n"
            } else {
                "</tr>\n"
            });
        }
        at += rows;
    }
    written
}

fn is_fence(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("```") || line.starts_with("~~~")
}

fn is_row(line: &str) -> bool {
    line.matches('|').count() >= STROKES
}

/// "|---|:--:|".
fn is_rule(line: &str) -> bool {
    line.contains("--") && line.trim().chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// The cells of a row up to the last that holds something.
fn cells(row: &str) -> Vec<&str> {
    let row = row.trim();
    let mut cells: Vec<&str> = row
        .strip_prefix('|')
        .unwrap_or(row)
        .split('|')
        .map(str::trim)
        .collect();
    let filled = cells
        .iter()
        .rposition(|cell| !cell.is_empty())
        .map_or(0, |last| last + 1);
    cells.truncate(filled);
    cells
}
