//! `GET /api/auth/sessions`

use axum::Json;
use axum::extract::State;
use http::{ApiResult, App, List, Problem, Resident, Whereabouts};
use jiff::Timestamp;
use serde::Serialize;
use table::entities::session::Session;
use utoipa::ToSchema;

use crate::asking::Asking;
use crate::session::shown_id;

/// A signed-in browser.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionEntry {
    /// Opaque id.
    pub id: String,
    /// The one that asks.
    pub current: bool,
    /// With which program, in words: «Chrome, Android».
    pub device: String,
    /// From which network it was last used, in words: of other sessions than the asking one, whether it is the network that
    /// the call comes from.
    pub place: String,
    /// It lives 30 days instead of until the browser closes.
    pub remembered: bool,
    /// When the person signed in.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// When the browser last asked for an access token.
    #[schema(value_type = String, format = DateTime)]
    pub last_used_at: Timestamp,
    /// When it ends by itself.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
}

/// The caller's sessions, those used last first: fifty at most, since one more ends the one that was used longest ago.
#[utoipa::path(
    get, path = "/api/auth/sessions", tag = "auth",
    responses((status = 200, body = List<SessionEntry>), (status = 401, body = Problem))
)]
pub async fn list_sessions(
    State(app): State<App>,
    resident: Resident,
    from: Whereabouts,
) -> ApiResult<Json<List<SessionEntry>>> {
    let (_, mut sessions) = Asking::with_all(&app, &resident).await?;
    sessions.sort_by_key(|session| std::cmp::Reverse(session.rotated_at));
    Ok(Json(List::whole(sessions.into_iter().map(|session| entry(session, &resident, &from)).collect())))
}

fn entry(session: Session, resident: &Resident, from: &Whereabouts) -> SessionEntry {
    let current = session.id == resident.session;
    SessionEntry {
        current,
        id: shown_id(&session),
        device: session.device,
        place: if current { session.place } else { from.beside(&session.place) },
        remembered: session.remember,
        created_at: session.created_at,
        last_used_at: session.rotated_at,
        expires_at: session.valid_until,
    }
}
