//! Objects as files: the bytes, and beside them what is known of them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

use crate::answer::Refusal;

/// Where objects lie.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    /// Deleted with the store, where nobody named a folder.
    _own: Option<TempDir>,
}

/// What is known of an object.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct About {
    /// Its media type.
    pub content_type: Option<String>,
    /// What a browser does with it.
    pub content_disposition: Option<String>,
    /// Tells it from what was there before.
    pub etag: String,
}

/// The name of what is known of an object ends with this; no object's name has a point.
const ABOUT: &str = "json";

impl Store {
    /// Opens or makes the folder.
    pub fn open(folder: Option<PathBuf>) -> std::io::Result<Self> {
        let own = if folder.is_none() { Some(TempDir::new()?) } else { None };
        let folder = folder.or_else(|| own.as_ref().map(|own| own.path().to_owned())).unwrap_or_default();
        std::fs::create_dir_all(&folder)?;
        // A folder that is there and does not open is told now, and not to whoever sends the first file.
        std::fs::read_dir(&folder)?;
        Ok(Self { folder, _own: own })
    }

    /// Puts an object; its mark follows from its bytes.
    pub async fn put(&self, name: &str, bytes: &[u8], about: About) -> Result<About, Refusal> {
        let path = self.path(name)?;
        let about = About { etag: format!("\"{}\"", digest(bytes)), ..about };
        tokio::fs::create_dir_all(path.parent().unwrap_or(&self.folder)).await?;
        tokio::fs::write(&path, bytes).await?;
        let text = serde_json::to_vec(&about).map_err(|_| Refusal::Disk)?;
        tokio::fs::write(path.with_extension(ABOUT), text).await?;
        Ok(about)
    }

    /// An object and what is known of it.
    pub async fn get(&self, name: &str) -> Result<(Vec<u8>, About), Refusal> {
        let path = self.path(name)?;
        let about = tokio::fs::read(path.with_extension(ABOUT)).await?;
        Ok((tokio::fs::read(path).await?, serde_json::from_slice(&about).map_err(|_| Refusal::Disk)?))
    }

    /// Deletes an object, there or not.
    pub async fn delete(&self, name: &str) -> Result<(), Refusal> {
        let path = self.path(name)?;
        for path in [path.with_extension(ABOUT), path] {
            match tokio::fs::remove_file(path).await {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
        Ok(())
    }

    /// Names that begin like this, in order.
    pub fn names(&self, prefix: &str) -> Result<Vec<String>, Refusal> {
        let mut names = Vec::new();
        collect(&self.folder, "", &mut names)?;
        names.retain(|name| name.starts_with(prefix));
        names.sort();
        Ok(names)
    }

    /// A name of letters, digits, hyphens and slashes stays within the folder; others are nobody's.
    fn path(&self, name: &str) -> Result<PathBuf, Refusal> {
        let plain =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if name.split('/').all(plain) { Ok(self.folder.join(name)) } else { Err(Refusal::NoSuchKey) }
    }
}

fn collect(folder: &Path, above: &str, names: &mut Vec<String>) -> Result<(), Refusal> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{above}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), names)?;
        } else if entry.path().extension().is_none() {
            names.push(name);
        }
    }
    Ok(())
}

fn digest(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().take(16).fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
