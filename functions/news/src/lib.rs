//! News of a company to its residents; what all of them think of the cabinet; mistakes that anybody sees in its texts.

mod get_news;
mod get_rating;
mod item;
mod list_news;
mod openapi;
mod pictures;
mod put_rating;
mod rating;
mod read_news;
mod reader;
mod report_typo;

use axum::routing::{get, post};
use axum::{Extension, Router};
use http::App;
use table::pages::Boards;

pub use openapi::openapi;

/// All routes of this function.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/api/accounts/{id}/news", get(list_news::list_news))
        .route("/api/accounts/{id}/news/{news}", get(get_news::get_news))
        .route("/api/accounts/{id}/news/{news}/read", post(read_news::read_news))
        .route("/api/rating", get(get_rating::get_rating).put(put_rating::put_rating))
        .route("/api/typos", post(report_typo::report_typo))
        .layer(Extension(Boards::default()))
        .with_state(app)
}
