//! Whether the store can be used.

use super::Check;
use super::folders::bytes;
use crate::inbox::{Options, is_network};
use crate::store::{examine as look, latest_version, size};

const NAME: &str = "store";

pub fn examine(options: &Options) -> Vec<Check> {
    let place = options.data.display();
    if is_network(&options.data) {
        return vec![Check::error(
            NAME,
            place,
            "lies on a network disk, on which the database does not work",
            "name a folder on a disk of this machine with `data` in tillsyn.toml",
        )];
    }
    let examined = match look(&options.data) {
        Ok(Some(examined)) => examined,
        Ok(None) => return vec![Check::ok(NAME, place, "is made when the daemon starts")],
        Err(error) => {
            return vec![Check::error(
                NAME,
                error.path.display(),
                error.reason,
                "give the user of the daemon the right to read and write it; where the file is damaged, put a copy in its place that `tillsyn backup` made",
            )];
        }
    };
    if let Some(damage) = examined.damage {
        return vec![Check::error(
            NAME,
            place,
            format!("is damaged: {damage}"),
            "stop the daemon, keep the damaged file, and put a copy in its place that `tillsyn backup` made",
        )];
    }
    let latest = latest_version();
    let version = examined.version;
    if version > latest {
        return vec![Check::error(
            NAME,
            place,
            format!(
                "a newer version of tillsyn wrote it (tables of version {version}, and this program knows {latest})"
            ),
            "use that version",
        )];
    }
    let tables = if version < latest {
        format!("tables of version {version} become {latest} at the next start")
    } else {
        format!("tables of version {version}")
    };
    let size = bytes(size(&options.data));
    vec![Check::ok(NAME, place, format!("is whole; {tables}; {size}"))]
}
