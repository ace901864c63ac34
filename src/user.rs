//! Who runs the program, as the system knows it.

/// The name of the user who is logged in, or as whom a service runs. None where the system does not tell.
pub fn name() -> Option<String> {
    let told = ["USER", "LOGNAME", "USERNAME"].into_iter();
    let mut told = told.filter_map(|key| std::env::var(key).ok());
    told.find(|name| !name.trim().is_empty()).or_else(number)
}

/// A container has no names: “user 1000”.
#[cfg(target_os = "linux")]
fn number() -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let own = std::fs::metadata("/proc/self").ok()?;
    Some(format!("user {}", own.uid()))
}

#[cfg(not(target_os = "linux"))]
fn number() -> Option<String> {
    None
}
