//! Quotation marks as the languages that are read write them: “English”, ”svenska”, « français », „кавычки“.

/// Marks that begin a quotation wherever they stand.
pub const OPENING: [char; 4] = ['“', '«', '„', '"'];

/// Whether a sentence begins as a quotation: at its beginning ” and ‘ open one as well.
pub fn begins_quoted(text: &str) -> bool {
    text.starts_with(OPENING) || text.starts_with(['”', '‘'])
}

/// Whether a token ends a quotation.
pub fn closes(lower: &str) -> bool {
    matches!(lower, "»" | "”" | "\"")
}
