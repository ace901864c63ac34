#![no_main]

/// The sound parts of a report.
const SOUND: [(&str, &str); 2] = [
    (
        "mimetype",
        r#"application/vnd.oasis.opendocument.text"#,
    ),
    (
        "styles.xml",
        r#"<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>"#,
    ),
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    tillsyn_fuzz::read("report.odt", &tillsyn_fuzz::package("content.xml", bytes, &SOUND));
});
