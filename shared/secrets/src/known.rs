//! What was fetched once and is not fetched again.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// More codes than a deployment has companies; beyond them all are fetched anew.
const MOST: usize = 1_000;

/// Codes by the names of their secrets. A name never gets another code, so none of them grows old.
#[derive(Default)]
pub struct Known(Mutex<HashMap<String, Arc<str>>>);

/// A secret never shows in a log.
impl std::fmt::Debug for Known {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Known({})", self.codes().len())
    }
}

impl Known {
    /// The code of this secret, if it was fetched before.
    pub fn get(&self, name: &str) -> Option<Arc<str>> {
        self.codes().get(name).cloned()
    }

    /// Remembers a code.
    pub fn add(&self, name: String, code: &Arc<str>) {
        let mut codes = self.codes();
        if codes.len() >= MOST {
            codes.clear();
        }
        codes.insert(name, Arc::clone(code));
    }

    fn codes(&self) -> MutexGuard<'_, HashMap<String, Arc<str>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_remembers_so_many_codes_and_shows_none() {
        let known = Known::default();
        for number in 0..=MOST {
            known.add(number.to_string(), &Arc::from("QWERTY"));
            assert_eq!(known.get(&number.to_string()).as_deref(), Some("QWERTY"));
        }
        assert_eq!((known.get("0"), format!("{known:?}")), (None, "Known(1)".to_owned()));
    }
}
