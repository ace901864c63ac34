//! Hands the fuzzer's bytes to a reader as a user's file would reach it.

use std::io::Write;

use zip::write::{SimpleFileOptions, ZipWriter};

/// Reads the bytes as a file of a name; whatever they are, that must end without a panic.
pub fn read(name: &str, bytes: &[u8]) {
    let folder = tempfile::tempdir_in("/dev/shm").expect("a folder in memory");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("a file in memory");
    let _ = tillsyn::read::read(&path, &mut |_| {});
}

/// A package in which the bytes are one part; the others are sound. Bytes mutated as a whole package would seldom get
/// past its check sums.
pub fn package(fuzzed: &str, bytes: &[u8], sound: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let others = sound.iter().filter(|(name, _)| *name != fuzzed);
    for (name, content) in others.map(|(name, text)| (*name, text.as_bytes())).chain([(fuzzed, bytes)]) {
        zip.start_file(name, stored).expect("a part in memory");
        zip.write_all(content).expect("a part in memory");
    }
    zip.finish().expect("a package in memory").into_inner()
}
