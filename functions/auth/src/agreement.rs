//! The agreement that a person accepts when registering, in all its versions.

/// A version of the agreement. Its text never changes: another text is another version, and a person's consent names
/// the one that was shown.
#[derive(Debug)]
pub struct Edition {
    /// The day it was written.
    pub version: &'static str,
    /// Its text.
    pub html: &'static str,
}

/// The version in force.
pub const VERSION: &str = EDITIONS[0].version;

/// All versions, the one in force first.
pub const EDITIONS: [Edition; 3] = [
    Edition { version: "2026-11-28", html: include_str!("agreement/2026-11-28.html") },
    Edition { version: "2026-11-26", html: include_str!("agreement/2026-11-26.html") },
    Edition { version: "2026-10-01", html: include_str!("agreement/2026-10-01.html") },
];

/// The version in force, where a person has accepted only an older one.
pub fn due(accepted: &str) -> Option<&'static str> {
    (accepted != VERSION).then_some(VERSION)
}

/// A version by its name.
pub fn edition(version: &str) -> Option<&'static Edition> {
    EDITIONS.iter().find(|edition| edition.version == version)
}

#[cfg(test)]
mod tests {
    use http::hash::sha256;

    use super::*;

    #[test]
    fn a_text_that_was_shown_never_changes() {
        let shown: Vec<(&str, String)> =
            EDITIONS.iter().map(|edition| (edition.version, sha256(edition.html))).collect();
        let known = [
            ("2026-11-28", "26e1b756182d6bd6dc392e728edd264605839abe88b31bf0e26e9833b0584101".to_owned()),
            ("2026-11-26", "4d554a6f4c96697f4bd1a555432d54acdde19887a9ec9bdb4917fa18caed4d8c".to_owned()),
            ("2026-10-01", "694e87b9392432df342dc1e141a232f3d6eb387861f1940304ed6af5af6ca2f1".to_owned()),
        ];
        assert_eq!(shown, known);
    }
}
