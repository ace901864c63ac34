//! Whether reports can be read where they arrive, and findings be written.

use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;

use super::Check;
use crate::config::Mode;
use crate::inbox::{Inbox, Options, is_network, is_report};
use crate::write::counted;

/// Of an inbox, so many entries are looked at: the first tell enough.
const ENTRIES: usize = 1000;
/// With less, the next flood of reports may fill the disk.
const LITTLE: u64 = 1 << 30;

pub fn examine(options: &Options) -> Vec<Check> {
    let mut checks: Vec<Check> = options.inboxes.iter().map(|own| inbox(own, options)).collect();
    if let Err(nested) = options.refuse_nested() {
        checks.push(Check::error(
            "folders",
            "tillsyn.toml",
            nested,
            "a folder that is written to must lie outside of every inbox",
        ));
    }
    checks.push(written("out", &options.out));
    checks.push(written("data", &options.data));
    for own in &options.inboxes {
        let moves = [("move_done", &own.move_done), ("move_failed", &own.move_failed)];
        for (name, to) in moves {
            let Some(to) = to else { continue };
            checks.push(written(name, to));
            if let Err(error) = can_write(&own.folder) {
                checks.push(Check::error(
                    name,
                    own.folder.display(),
                    format!("files cannot be moved away from here: {error}"),
                    format!("give the user of the daemon the right to write to it, or leave {name} out"),
                ));
            }
        }
    }
    checks
}

fn inbox(own: &Inbox, options: &Options) -> Check {
    const NAME: &str = "inbox";
    const OPEN: &str = "give the user of the daemon the right to read it";
    let place = own.folder.display();
    if let Err(error) = std::fs::read_dir(&own.folder) {
        return match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Check::error(
                NAME,
                place,
                "there is no such folder",
                "mount its disk or make it, or name another `inbox` in tillsyn.toml",
            ),
            _ => Check::error(
                NAME,
                place,
                format!("cannot be looked through: {error}"),
                "give the user of the daemon the right to read and to enter it",
            ),
        };
    }
    let mut reports = 0;
    let mut entries = 0;
    for entry in walkdir::WalkDir::new(&own.folder).into_iter().take(ENTRIES) {
        entries += 1;
        let (path, error) = match entry {
            Ok(entry) if !entry.file_type().is_file() || !is_report(entry.path()) => continue,
            Ok(entry) => match File::open(entry.path()) {
                Ok(_) => {
                    reports += 1;
                    continue;
                }
                Err(error) => (entry.into_path(), error.to_string()),
            },
            Err(error) => {
                let path = error.path().unwrap_or(&own.folder).to_path_buf();
                (path, error.io_error().map_or(String::new(), ToString::to_string))
            }
        };
        return Check::warning(NAME, path.display(), format!("cannot be read: {error}"), OPEN);
    }
    let network = is_network(&own.folder);
    if network && own.mode == Mode::Events {
        return Check::warning(
            NAME,
            place,
            "lies on a network disk, which tells of no changes made elsewhere: reports are found only every rescan_seconds",
            "write mode = \"auto\" or \"poll\" for this inbox",
        );
    }
    let how = if own.mode == Mode::Poll {
        format!("is looked through every {} s", options.poll.as_secs_f64())
    } else if network {
        format!(
            "lies on a network disk, and is looked through every {} s",
            options.poll.as_secs_f64()
        )
    } else {
        "the system tells of what comes".to_string()
    };
    let more = if entries == ENTRIES { "more than " } else { "" };
    Check::ok(
        NAME,
        place,
        format!("{how}; {more}{} in it can be read", counted(reports, "file")),
    )
}

fn written(name: &'static str, folder: &Path) -> Check {
    let place = folder.display();
    let there = folder.ancestors().find(|own| own.exists()).unwrap_or(folder);
    let remedy = "give the user of the daemon the right to write to it, or name another in tillsyn.toml";
    if !there.is_dir() {
        return Check::error(name, place, format!("{} is no folder", there.display()), remedy);
    }
    if let Err(error) = can_write(there) {
        return Check::error(name, place, format!("cannot be written to: {error}"), remedy);
    }
    let state = if there == folder {
        "can be written to"
    } else {
        "is made when the daemon starts"
    };
    match free(there) {
        Some(free) if free < LITTLE => Check::warning(
            name,
            place,
            format!("{state}, but only {} are free on its disk", bytes(free)),
            "make room, or name a folder on another disk",
        ),
        Some(free) => Check::ok(name, place, format!("{state}; {} free", bytes(free))),
        None => Check::ok(name, place, state),
    }
}

#[cfg(unix)]
fn can_write(folder: &Path) -> std::io::Result<()> {
    use rustix::fs::{Access, access};
    Ok(access(folder, Access::WRITE_OK | Access::EXEC_OK)?)
}

#[cfg(not(unix))]
fn can_write(folder: &Path) -> std::io::Result<()> {
    if std::fs::metadata(folder)?.permissions().readonly() {
        return Err(ErrorKind::PermissionDenied.into());
    }
    Ok(())
}

#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}

/// "1.5 GiB".
pub fn bytes(count: u64) -> String {
    let units = [("GiB", 30), ("MiB", 20), ("KiB", 10)];
    let unit = units.into_iter().find(|(_, power)| count >= 1 << power);
    unit.map_or_else(
        || format!("{count} bytes"),
        |(name, power)| {
            let tenths = u128::from(count) * 10 / (1 << power);
            format!("{}.{} {name}", tenths / 10, tenths % 10)
        },
    )
}
