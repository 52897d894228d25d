//! Network shares, on which no database may lie.

use std::path::Path;

use super::error::{Result, StoreError};

/// Refuses a network share, where the write-ahead log of several writers would damage the file (TECH §1).
pub(super) fn refuse_network_share(path: &Path) -> Result<()> {
    let Ok(mounts) = std::fs::read_to_string("/proc/self/mounts") else { return Ok(()) };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = std::fs::canonicalize(folder.unwrap_or(Path::new("."))).unwrap_or_default();
    if lies_on_share(&mounts, &folder) {
        return Err(StoreError::NetworkShare(path.to_owned()));
    }
    Ok(())
}

/// Kinds of file systems that other machines hold.
const SHARES: &[&str] = &[
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "fuse.sshfs",
    "afs",
    "9p",
    "davfs",
    "fuse.davfs2",
    "fuse.rclone",
    "ncpfs",
    "vboxsf",
];

/// True when the innermost mount that a folder lies in is a network share.
fn lies_on_share(mounts: &str, folder: &Path) -> bool {
    let inner = mounts
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ').skip(1);
            let (point, kind) = (words.next()?.replace("\\040", " "), words.next()?);
            folder.starts_with(&point).then_some((point.len(), kind))
        })
        .max_by_key(|(length, _)| *length);
    inner.is_some_and(|(_, kind)| SHARES.contains(&kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_share_is_told_from_the_disk_around_it() {
        let mounts = "/dev/sda1 / ext4 rw 0 0\n\
                      server:/office /srv/office nfs4 rw 0 0\n\
                      //pc/share /srv/our\\040share cifs rw 0 0\n\
                      /dev/sdb1 /srv/office/local ext4 rw 0 0\n";
        let on_share = |folder: &str| lies_on_share(mounts, Path::new(folder));
        assert!(on_share("/srv/office") && on_share("/srv/office/data"));
        assert!(on_share("/srv/our share/data"));
        assert!(
            !on_share("/srv") && !on_share("/srv/officers") && !on_share("/srv/office/local/db")
        );
    }
}
