//! The parameters of the provider's calls: of the query or of a form, or of both.

use std::borrow::Cow;

use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{Method, header};
use http::{ApiError, ApiResult, Code};
use percent_encoding::percent_decode_str;

/// Names and values in their order, repeated ones too.
#[derive(Debug)]
pub struct Parameters(pub Vec<(String, String)>);

/// Ten times what the provider sends.
const LIMIT: usize = 64 * 1024;
const FORM: &str = "application/x-www-form-urlencoded";

impl<S: Send + Sync> FromRequest<S> for Parameters {
    type Rejection = ApiError;
    async fn from_request(request: Request, _: &S) -> ApiResult<Self> {
        let mut pairs = read(request.uri().query().unwrap_or_default());
        let is_form = request
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(FORM.as_bytes()));
        if request.method() == Method::POST && is_form {
            let body = to_bytes(request.into_body(), LIMIT).await.map_err(|_| ApiError::new(Code::BodyTooLarge))?;
            pairs.append(&mut read(&String::from_utf8_lossy(&body)));
        }
        Ok(Self(pairs))
    }
}

/// What does not decode to text becomes a value that no grammar takes.
fn read(text: &str) -> Vec<(String, String)> {
    let decoded = |part: &str| {
        let spaced = part.replace('+', " ");
        percent_decode_str(&spaced).decode_utf8().map_or_else(|_| "\u{fffd}".to_owned(), Cow::into_owned)
    };
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::read;

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn every_parameter_is_kept_however_often_it_stands() {
        assert_eq!(read("a=1&b=%D1%8E+x&a=2&c"), [pair("a", "1"), pair("b", "ю x"), pair("a", "2"), pair("c", "")]);
        assert!(read("").is_empty() && read("&&").is_empty());
    }

    #[test]
    fn what_is_no_text_reads_as_nothing_good() {
        assert_eq!(read("a=%ff"), [pair("a", "\u{fffd}")]);
    }
}
