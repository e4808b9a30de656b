//! In which form the caller wants the movements.

use axum::extract::FromRequestParts;
use axum::http::header::ACCEPT;
use axum::http::request::Parts;
use http::{ApiError, ApiResult, Code};

/// The forms there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `application/json`, also for those who do not say.
    Json,
    /// `text/csv`.
    Csv,
}

impl<S: Send + Sync> FromRequestParts<S> for Format {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> ApiResult<Self> {
        let values = parts.headers.get_all(ACCEPT).iter().map(|value| value.to_str().unwrap_or_default());
        let accepted = values.collect::<Vec<_>>().join(",");
        choose(&accepted).ok_or_else(|| ApiError::new(Code::NotAcceptable))
    }
}

/// The form of the greatest weight, the first of equals (RFC 9110, 12.5.1).
fn choose(accepted: &str) -> Option<Format> {
    if accepted.trim().is_empty() {
        return Some(Format::Json);
    }
    let mut forms: Vec<(u16, Format)> =
        accepted.split(',').filter_map(weighed).filter(|(weight, _)| *weight > 0).collect();
    forms.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    forms.first().map(|(_, form)| *form)
}

/// A media range with its weight in thousandths, if it covers one of our forms.
fn weighed(range: &str) -> Option<(u16, Format)> {
    let mut parts = range.split(';').map(str::trim);
    let form = match parts.next()?.to_ascii_lowercase().as_str() {
        "*/*" | "application/*" | "application/json" => Format::Json,
        "text/*" | "text/csv" => Format::Csv,
        _ => return None,
    };
    let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    let weight = weight.map_or(Some(1000), thousandths)?;
    Some((weight, form))
}

/// `0.5` as 500; `None` for what is no weight.
fn thousandths(weight: &str) -> Option<u16> {
    let (whole, fraction) = weight.split_once('.').unwrap_or((weight, ""));
    let digits = fraction.len() <= 3 && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let thousandths: u16 = format!("{whole}{fraction:0<3}").parse().ok()?;
    (digits && whole.len() == 1 && thousandths <= 1000).then_some(thousandths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_does_not_say_gets_json() {
        for accepted in ["", "*/*", "application/*", "text/html,application/xml;q=0.9,*/*;q=0.8", "Application/JSON"] {
            assert_eq!(choose(accepted), Some(Format::Json), "{accepted}");
        }
    }

    #[test]
    fn the_greater_weight_wins() {
        assert_eq!(choose("text/csv"), Some(Format::Csv));
        assert_eq!(choose("text/csv; charset=utf-8"), Some(Format::Csv));
        assert_eq!(choose("application/json;q=0.5, text/csv;q=0.9"), Some(Format::Csv));
        assert_eq!(choose("text/csv;q=0, */*;q=0.1"), Some(Format::Json));
    }

    #[test]
    fn other_forms_do_not_exist() {
        for accepted in ["application/pdf", "text/html", "text/csv;q=0", "text/csv;q=2", "text/csv;q=x", "csv"] {
            assert_eq!(choose(accepted), None, "{accepted}");
        }
    }
}
