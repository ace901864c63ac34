//! What a running daemon says of itself.

use std::net::SocketAddr;

use super::{Check, PATIENCE, Pending};
use crate::operations::Health;
use crate::write::counted;

const NAME: &str = "daemon";

pub fn ask(listen: Option<SocketAddr>) -> Option<Pending> {
    let address = listen?;
    let url = format!("http://{address}/health");
    let silence = none(&url, "it does not answer");
    Some(Pending::ask(silence, move || daemon(&url)))
}

fn daemon(url: &str) -> Check {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .http_status_as_error(false)
        .max_redirects(0)
        .proxy(None)
        .build()
        .into();
    let mut response = match agent.get(url).call() {
        Ok(response) => response,
        Err(error) => return none(url, &error.to_string()),
    };
    let text = response.body_mut().read_to_string().unwrap_or_default();
    let Ok(health) = serde_json::from_str::<Health>(&text) else {
        return Check::error(
            NAME,
            url,
            "another program answers there",
            "name another port with `listen` in tillsyn.toml",
        );
    };
    match health.troubles.first() {
        None => Check::ok(
            NAME,
            url,
            format!(
                "tillsyn {} is well; {} to be checked",
                health.tillsyn,
                counted(health.waiting, "file")
            ),
        ),
        Some(first) => {
            let others = health.troubles.len() - 1 + health.more;
            let more = if others > 0 {
                format!(" (and {others} more)")
            } else {
                String::new()
            };
            Check::error(
                NAME,
                url,
                format!("{}{more}", first.message),
                first.remedy.clone(),
            )
        }
    }
}

fn none(url: &str, error: &str) -> Check {
    Check::warning(
        NAME,
        url,
        format!("no daemon tells how it is: {error}"),
        "start it (systemctl start tillsyn, or tillsyn watch), or see its log",
    )
}
