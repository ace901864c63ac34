#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tillsyn_fuzz::read("report.csv", bytes));
