//! The payment providers that companies may have a shop at.

use axum::http::request::Parts;

use crate::moneta::Moneta;
use crate::provider::PaymentProvider;

/// Known providers.
#[derive(Clone, Copy)]
pub struct Providers(&'static [&'static dyn PaymentProvider]);

impl Providers {
    /// All that the cabinet has: one a line.
    pub const ALL: Self = Self(&[
        &Moneta, //
    ]);

    /// These.
    pub const fn of(providers: &'static [&'static dyn PaymentProvider]) -> Self {
        Self(providers)
    }

    /// Those of the router that a request came to; none where it has none.
    pub(crate) fn of_request(parts: &Parts) -> Self {
        parts.extensions.get().copied().unwrap_or(Self(&[]))
    }

    /// The provider of this name.
    pub fn named(self, name: &str) -> Option<&'static dyn PaymentProvider> {
        self.0.iter().copied().find(|provider| provider.name() == name)
    }
}
