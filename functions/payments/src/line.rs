//! A provider on the line.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use domain::payment::Question;
use http::{ApiError, ApiResult, App, ClientAddress, Code, Segment};

use crate::incoming::Incoming;
use crate::provider::{PaymentProvider, Request};
use crate::providers::Providers;
use crate::refused::Refused;

/// Which provider calls, from where.
pub struct Line {
    /// The application.
    pub app: App,
    /// The provider that the path names; unknown ones are answered with 404.
    pub provider: &'static dyn PaymentProvider,
    /// Where the call comes from.
    pub address: ClientAddress,
}

impl FromRequestParts<App> for Line {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> ApiResult<Self> {
        let Segment((name,)) = Segment::<(String,)>::from_request_parts(parts, app).await?;
        let Ok(address) = ClientAddress::from_request_parts(parts, app).await;
        let provider = Providers::of_request(parts).named(&name).ok_or_else(|| ApiError::new(Code::NotFound))?;
        Ok(Self { app: app.clone(), provider, address })
    }
}

impl Line {
    /// Reads what is called with. A call that is too large to be read leaves its trace at once.
    pub async fn hear(&self, question: Question, incoming: ApiResult<Incoming>) -> ApiResult<Result<Request, Refused>> {
        match incoming {
            Ok(incoming) => Ok(self.provider.read(question, &incoming).map_err(Refused::unread)),
            Err(error) => {
                Refused::unheard(&error).record(self).await?;
                Err(error)
            }
        }
    }

    /// Says what came of a call; one that was refused leaves its trace first.
    pub async fn say(&self, answered: Result<Response, Refused>) -> ApiResult<Response> {
        match answered {
            Ok(answer) => Ok(answer),
            Err(refused) => {
                refused.record(self).await?;
                Ok(self.provider.refusal())
            }
        }
    }
}
