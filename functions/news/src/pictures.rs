//! Pictures in texts of news: each reader is told anew where they are fetched.

use std::time::Duration;

use domain::OrganizationId;
use domain::appeal::UploadId;
use http::{ApiError, ApiResult, App};
use jiff::Timestamp;
use table::keys;

/// How a stored text names a picture; a text cannot say it, since it has no `<` that is not written out.
const MARK: &str = "<img data-picture=\"";
/// Links of one stretch are the same, so that an answer that has not changed has the same `ETag`.
const STRETCH: i64 = 600;
/// A link that was made at the very end of its stretch works as long as the page is kept, and much longer.
const LIFETIME: Duration = Duration::from_mins(20);

/// The text with addresses of its pictures.
pub fn addressed(app: &App, organization: &OrganizationId, html: String) -> ApiResult<String> {
    let Some((before, rest)) = html.split_once(MARK) else { return Ok(html) };
    let mut whole = before.to_owned();
    for picture in rest.split(MARK) {
        let (id, after) = picture.split_once('"').unwrap_or((picture, ""));
        let address = address(app, organization, id)?.replace('&', "&amp;");
        whole.extend(["<img src=\"", &address, "\"", after]);
    }
    Ok(whole)
}

fn address(app: &App, organization: &OrganizationId, id: &str) -> ApiResult<String> {
    let id = UploadId::parse(id).map_err(|error| ApiError::internal(&error))?;
    let now = app.clock.now().as_second();
    let stretch = Timestamp::from_second(now - now.rem_euclid(STRETCH)).map_err(|error| ApiError::internal(&error))?;
    Ok(app.storage()?.link(&keys::news_picture(organization, &id), "inline", stretch, LIFETIME)?)
}
