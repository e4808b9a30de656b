//! Node.js, which builds the frontend: there, and new enough for its tools.

use anyhow::{Result, bail};
use tokio::process::Command;

/// What `engines` of `web/package.json` asks for.
const WANTED: &str = "Node.js 20.19, 22.13, 24 or newer (not 21 or 23)";

/// Refuses, with what to do, a Node.js that is missing or too old. `program` is the name or path of `node`.
pub async fn check(program: &str) -> Result<()> {
    let found = Command::new(program).arg("--version").output().await;
    let version = found.ok().filter(|output| output.status.success()).map(|output| output.stdout);
    match version.map(|text| String::from_utf8_lossy(&text).trim().to_owned()) {
        Some(version) if suits(&version) => Ok(()),
        Some(version) => bail!("Node.js {version} does not build the frontend: install {WANTED}, then run this again."),
        None => bail!("Node.js is missing: install {WANTED}, then run this again."),
    }
}

/// Whether a version, as `node --version` tells it, lies in `^20.19 || ^22.13 || >=24`.
fn suits(version: &str) -> bool {
    let mut numbers = version.trim_start_matches('v').split('.').map(str::parse::<u32>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(20)), Some(Ok(minor))) => minor >= 19,
        (Some(Ok(22)), Some(Ok(minor))) => minor >= 13,
        (Some(Ok(major)), Some(Ok(_))) => major >= 24,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{check, suits};

    #[test]
    fn the_range_is_that_of_the_locked_tools() {
        let package: serde_json::Value = serde_json::from_str(include_str!("../../web/package.json")).unwrap();
        assert_eq!(package["engines"]["node"], "^20.19 || ^22.13 || >=24");
        for version in ["v20.19.0", "v20.20.2", "v22.13.1", "v24.0.0", "v25.1.0-nightly"] {
            assert!(suits(version), "{version}");
        }
        for version in ["v18.20.4", "v20.18.3", "v21.7.0", "v22.12.0", "v23.11.0", "", "node"] {
            assert!(!suits(version), "{version}");
        }
    }

    #[tokio::test]
    async fn a_missing_node_is_told_with_what_to_do() {
        let said = check("/nowhere/node").await.unwrap_err().to_string();
        assert!(said.starts_with("Node.js is missing: install Node.js 20.19"), "{said}");
    }

    #[tokio::test]
    async fn an_unfit_node_is_told_with_its_version() {
        // `echo --version` answers as a program of another kind would.
        let said = check("echo").await.unwrap_err().to_string();
        assert!(said.contains("does not build the frontend: install Node.js 20.19"), "{said}");
    }
}
