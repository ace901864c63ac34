//! Where `/health` and `/metrics` are told: `listen`, an address of this machine.

use std::net::SocketAddr;
use std::path::Path;

use toml::Spanned;

use crate::problem::Problem;

const REMEDY: &str = "write listen = \"127.0.0.1:9464\"";

/// # Errors
/// It is no address with a port, or others can reach it.
pub fn address(path: &Path, text: &str, own: &Spanned<String>) -> Result<SocketAddr, Problem> {
    let told = own.get_ref();
    let wrong = |message: String, remedy: String| {
        Err(Problem::new(path, message)
            .at_offset(text, own.span().start)
            .remedy(remedy))
    };
    match told.parse::<SocketAddr>() {
        Ok(address) if address.ip().is_loopback() => Ok(address),
        Ok(_) => wrong(
            format!(
                "`{told}` can be reached from other machines, and what is told there is only for this one"
            ),
            format!("{REMEDY}; where others may see it, let a proxy of this machine ask whom it serves"),
        ),
        Err(_) => wrong(format!("`{told}` is no address with a port"), REMEDY.to_string()),
    }
}
