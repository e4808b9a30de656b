//! What every handler has at hand.

use std::ops::Deref;
use std::sync::Arc;

use storage::Storage;
use table::Table;

use crate::{ApiError, ApiResult, Clock, Random, Settings, Verifier};

/// The application: cheap to clone, shared by all handlers of a process.
#[derive(Debug, Clone)]
pub struct App(Arc<Parts>);

/// What an [`App`] consists of.
#[derive(Debug)]
pub struct Parts {
    /// The table.
    pub table: Table,
    /// The time.
    pub clock: Clock,
    /// Randomness.
    pub random: Random,
    /// Verifies access tokens.
    pub tokens: Verifier,
    /// Configuration.
    pub settings: Settings,
}

impl App {
    /// Puts an application together.
    pub fn new(table: Table, clock: Clock, random: Random, settings: Settings) -> Self {
        let tokens = Verifier::new(settings.keys.clone());
        Self(Arc::new(Parts { table, clock, random, tokens, settings }))
    }

    /// Files of people.
    pub fn storage(&self) -> ApiResult<&Storage> {
        self.settings.storage.as_ref().ok_or_else(|| ApiError::internal(&"this function has no bucket"))
    }
}

impl Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}
