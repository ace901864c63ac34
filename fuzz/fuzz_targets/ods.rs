#![no_main]

/// The sound parts of a report.
const SOUND: [(&str, &str); 2] = [
    (
        "mimetype",
        r#"application/vnd.oasis.opendocument.spreadsheet"#,
    ),
    (
        "META-INF/manifest.xml",
        r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"#,
    ),
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    tillsyn_fuzz::read("report.ods", &tillsyn_fuzz::package("content.xml", bytes, &SOUND));
});
