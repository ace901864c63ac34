//! Tells folders on another machine's disk: their changes made elsewhere give no events here.

use std::path::Path;

/// Magic numbers of `statfs(2)`: NFS, SMB, CIFS, SMB2, FUSE (sshfs and the like), 9P, AFS, Ceph, Coda, Lustre, GFS2, OCFS2,
/// VirtualBox's and VMware's shared folders.
#[cfg(target_os = "linux")]
const NETWORK: [u32; 14] = [
    0x6969,
    0x517b,
    0xff53_4d42,
    0xfe53_4d42,
    0x6573_5546,
    0x0102_1997,
    0x5346_414f,
    0x00c3_6400,
    0x7375_7245,
    0x0bd0_0bd0,
    0x0116_1970,
    0x7461_636f,
    0x786f_4256,
    0xbacb_acbc,
];

#[cfg(target_os = "linux")]
pub fn is_network(folder: &Path) -> bool {
    // One that is not made yet will lie where its parent does.
    let there = folder.ancestors().find(|own| own.exists()).unwrap_or(folder);
    rustix::fs::statfs(there).is_ok_and(|found| {
        // The field is as wide as the machine's words, the numbers are not.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let kind = found.f_type as u32;
        NETWORK.contains(&kind)
    })
}

#[cfg(not(target_os = "linux"))]
pub fn is_network(_: &Path) -> bool {
    false
}

/// Tells a folder from another that took its place.
#[cfg(unix)]
pub fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
pub fn identity(path: &Path) -> Option<(u64, u64)> {
    path.exists().then_some((0, 0))
}
