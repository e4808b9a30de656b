//! Which glibc a binary needs. Amazon Linux 2023, the system under `provided.al2023`, has 2.34.

use std::path::Path;

use anyhow::{Context, Result, ensure};

const NEWEST: Version = Version(2, 34);
const MARK: &[u8] = b"GLIBC_";

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Version(u32, u32);

/// Refuses a binary that Lambda's loader would refuse.
pub fn check(binary: &Path) -> Result<()> {
    let bytes = std::fs::read(binary).with_context(|| binary.display().to_string())?;
    if let Some(needed) = versions(&bytes).max() {
        let Version(major, minor) = needed;
        ensure!(needed <= NEWEST, "{} needs glibc {major}.{minor}", binary.display());
    }
    Ok(())
}

/// The versions named in a binary: its dynamic string table spells them `GLIBC_2.34`.
fn versions(bytes: &[u8]) -> impl Iterator<Item = Version> {
    let starts = bytes.windows(MARK.len()).enumerate().filter(|(_, window)| *window == MARK);
    starts.filter_map(|(start, _)| version(&bytes[start + MARK.len()..]))
}

fn version(text: &[u8]) -> Option<Version> {
    let end = text.iter().position(|byte| !matches!(byte, b'0'..=b'9' | b'.'))?;
    let mut numbers = std::str::from_utf8(&text[..end]).ok()?.split('.').map(str::parse);
    Some(Version(numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_newest_version_among_strings() {
        let table = b"\0libc.so.6\0GLIBC_2.2.5\0GLIBC_2.34\0GLIBC_PRIVATE\0GLIBC_2.9\0";
        assert_eq!(versions(table).max(), Some(Version(2, 34)));
    }

    #[test]
    fn compares_minor_versions_as_numbers() {
        assert!(Version(2, 9) < Version(2, 34));
        assert!(Version(2, 36) > NEWEST);
    }
}
