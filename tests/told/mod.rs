//! Runs the program in a folder, and what it says there.

use std::path::Path;
use std::process::{Command, Output};

pub fn tillsyn(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tillsyn"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("the program runs")
}

pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &*String::from_utf8_lossy(&output.stderr)
}
