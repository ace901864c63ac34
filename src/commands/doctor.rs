//! `tillsyn doctor`: examines what the daemon needs.

use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use clap::Args;
use serde_json::json;
use tillsyn::config::Config;
use tillsyn::doctor::{self, Check, State};
use tillsyn::write::counted;

use super::{BROKEN, watch};
use crate::Format;

#[derive(Args)]
#[group(skip)]
pub struct Arguments {
    #[command(flatten)]
    watch: watch::Arguments,
    /// For people, or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub fn run(arguments: &Arguments) -> ExitCode {
    let file = arguments.watch.data.config_file();
    let place = file
        .as_ref()
        .map_or("command line".to_string(), |own| own.display().to_string());
    let opened = file.map_or(Ok(()), |own| Config::open(&own).map(|_| ()));
    let (checks, code) = match opened.map(|()| watch::options(&arguments.watch)) {
        Ok(Ok(options)) => {
            let mut checks = vec![Check::ok(CONFIGURATION, place, "is understood")];
            checks.extend(doctor::examine(&options));
            let failed = count(&checks, State::Error) > 0;
            (checks, u8::from(failed))
        }
        Ok(Err(mistake)) => {
            let remedy = "`tillsyn rules docs daemon` explains every key";
            (vec![Check::error(CONFIGURATION, place, mistake, remedy)], BROKEN)
        }
        Err(problems) => {
            let checks = problems
                .iter()
                .map(|own| Check::of_problem(CONFIGURATION, State::Error, own));
            (checks.collect(), BROKEN)
        }
    };
    match arguments.format {
        Format::Text => tell(&checks),
        Format::Json => anstream::println!("{}", in_json(&checks)),
    }
    ExitCode::from(code)
}

const CONFIGURATION: &str = "configuration";

fn count(checks: &[Check], state: State) -> usize {
    checks.iter().filter(|check| check.state == state).count()
}

fn tell(checks: &[Check]) {
    for check in checks {
        let (style, name) = (style(check.state), check.state.name());
        anstream::println!(
            "{style}{name:<8}{style:#} {:<14} {}: {}",
            check.check,
            check.place,
            check.message
        );
        if let Some(remedy) = &check.remedy {
            anstream::println!("{:>24}help: {remedy}", "");
        }
    }
    anstream::println!(
        "{}: {}, {}",
        counted(checks.len(), "check"),
        counted(count(checks, State::Error), "error"),
        counted(count(checks, State::Warning), "warning")
    );
}

fn style(state: State) -> Style {
    let colour = match state {
        State::Ok => AnsiColor::Green,
        State::Warning => AnsiColor::Yellow,
        State::Error => AnsiColor::Red,
    };
    colour.on_default().bold()
}

fn in_json(checks: &[Check]) -> String {
    json!({
        "tillsyn": env!("CARGO_PKG_VERSION"),
        "errors": count(checks, State::Error),
        "warnings": count(checks, State::Warning),
        "checks": checks,
    })
    .to_string()
}
