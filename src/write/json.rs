//! JSON as `schema/findings.schema.json` describes it.

use std::io::{self, Write};

use super::{Summary, Writer};
use crate::finding::{ReportResult, RuleBookStamp};

#[derive(Default)]
pub struct Json {
    started: bool,
}

impl Writer for Json {
    fn begin(&mut self, out: &mut dyn Write, stamp: &RuleBookStamp) -> io::Result<()> {
        write!(
            out,
            "{{\"tillsyn\":\"{}\",\"rulebook\":",
            env!("CARGO_PKG_VERSION")
        )?;
        serde_json::to_writer(&mut *out, stamp)?;
        write!(out, ",\n\"reports\":[")
    }

    fn report(&mut self, out: &mut dyn Write, result: &ReportResult) -> io::Result<()> {
        out.write_all(if self.started { b",\n" } else { b"\n" })?;
        self.started = true;
        serde_json::to_writer(out, result)?;
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        write!(out, "],\n\"unreadable\":")?;
        serde_json::to_writer(&mut *out, &summary.unreadable)?;
        writeln!(out, "}}")
    }
}
