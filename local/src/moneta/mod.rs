//! The payment provider's stand-in: MONETA.Assistant's page, its questions and its notifications.
//!
//! It plays the other side of the protocol, so it shares no code with the adapter in `functions/payments`.

mod answer;
mod book;
mod calls;
mod delivery;
mod form;
mod operation;
mod operations;
mod outcome;
mod page;
mod pay;
mod shops;
mod signature;

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use axum::Router;
use axum::routing::{get, post};
use http::Clock;
use tokio::sync::Mutex;

use crate::state::DataDir;
use book::Book;
pub use delivery::deliver_for_ever;
use form::PaymentForm;
use shops::Shops;

/// Where the payment page stands.
pub const PAGE: &str = "/_local/moneta/assistant.htm";

/// The stand-in. Clones are one provider.
#[derive(Debug, Clone)]
pub struct Moneta {
    data: DataDir,
    book: Book,
    clock: Clock,
    /// Where the shop's Check and Pay URL stand: `http://127.0.0.1:8080`.
    origin: String,
    /// One payment is made at a time.
    till: Arc<Mutex<()>>,
    /// One round of notifications is under way at a time.
    post: Arc<Mutex<()>>,
}

impl Moneta {
    /// Opens the provider's book in the data folder, or an empty one in memory.
    pub fn open(data: &DataDir, file: Option<PathBuf>, clock: Clock, origin: String) -> Result<Self> {
        Ok(Self {
            data: data.clone(),
            book: Book::open(file)?,
            clock,
            origin,
            till: Arc::default(),
            post: Arc::default(),
        })
    }

    /// The companies; the first start adds them one by one.
    fn shops(&self) -> Shops {
        Shops::new(self.data.state().moneta)
    }

    /// The integrity code of the shop that a form names. A form is read only for a shop that exists.
    fn code(&self, form: &PaymentForm) -> String {
        self.shops().find(&form.mnt_id).map(|shop| shop.integrity_code.clone()).unwrap_or_default()
    }
}

/// The page for people and the routes for programs.
pub fn router(moneta: Moneta) -> Router {
    Router::new()
        .route(PAGE, get(page::show).post(page::show))
        .route("/_local/moneta/pay", post(page::pay))
        .route("/_local/moneta/operations", get(operations::list).post(operations::make))
        .route("/_local/moneta/operations/{id}/notify", post(operations::notify))
        .with_state(moneta)
}
