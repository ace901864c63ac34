//! Who runs the program, as the system knows it.

/// The name of the user who is logged in, or as whom a service runs. None where the system does not tell.
pub fn name() -> Option<String> {
    let told = ["USER", "LOGNAME", "USERNAME"].into_iter();
    let mut told = told.filter_map(|key| std::env::var(key).ok());
    told.find(|name| !name.trim().is_empty()).or_else(number)
}

/// The name that the system's list of users has; where that has none, as in a container: “user 1000”.
#[cfg(target_os = "linux")]
fn number() -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let own = std::fs::metadata("/proc/self").ok()?;
    let number = own.uid().to_string();
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let mut users = users.lines().map(|line| line.split(':').collect::<Vec<_>>());
    let named = users.find(|user| user.get(2).is_some_and(|own| *own == number));
    let name = named.and_then(|user| user.first().map(|name| (*name).to_string()));
    Some(name.unwrap_or_else(|| format!("user {number}")))
}

#[cfg(not(target_os = "linux"))]
fn number() -> Option<String> {
    None
}
