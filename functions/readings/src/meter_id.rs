//! The id of a meter in a path.

use std::str::FromStr;

/// Letters and digits; anything else is no meter's.
#[derive(Debug)]
pub struct MeterId(pub String);

impl FromStr for MeterId {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let plain = !text.is_empty() && text.len() <= 40 && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        plain.then(|| Self(text.to_owned())).ok_or(())
    }
}
