//! The payment page, in the likeness of the provider's own.
//!
//! The fields of the card have no names: a browser never sends them, so there is nothing to keep or to log.

use askama::Template;
use axum::extract::{Form, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use http::ApiError;

use super::Moneta;
use super::form::{FormError, PaymentForm};
use super::outcome::Outcome;
use super::pay::{self, Choice, Paying};

type Parameters = Form<Vec<(String, String)>>;

/// Nothing from elsewhere, no script.
const POLICY: HeaderValue =
    HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'");

#[derive(Template)]
#[template(path = "moneta.html")]
struct Page {
    amount: String,
    form: PaymentForm,
    hidden: Vec<(&'static str, String)>,
    outcomes: [(Outcome, &'static str, &'static str); 7],
}

#[derive(Template)]
#[template(path = "moneta_notice.html")]
struct Notice<'text> {
    title: &'text str,
    detail: &'text str,
    href: &'text str,
}

/// `GET` or `POST`: the page of a payment, or why there is none.
pub async fn show(State(moneta): State<Moneta>, Form(parameters): Parameters) -> Response {
    match PaymentForm::read(&parameters, &moneta.shops()) {
        Ok(form) => {
            let hidden = form.parameters(&moneta.code(&form));
            render(StatusCode::OK, &Page { amount: roubles(&form.amount), hidden, form, outcomes: Outcome::ALL })
        }
        Err(error) => refuse(error),
    }
}

/// The button «Оплатить»: pays and sends the customer back to the shop.
pub async fn pay(State(moneta): State<Moneta>, Form(parameters): Parameters) -> Response {
    let (chosen, parameters): (Vec<_>, Vec<_>) =
        parameters.into_iter().partition(|(name, _)| matches!(name.as_str(), "outcome" | "delay_seconds"));
    let form = match PaymentForm::read(&parameters, &moneta.shops()) {
        Ok(form) => form,
        Err(error) => return refuse(error),
    };
    let shop_page = form.clone();
    match pay::pay(&moneta, form, choice(&chosen)).await {
        Ok(Paying::Made(operation)) => leave(operation.return_url(), &operation.id),
        Ok(Paying::PaidBefore) => leave(Some(shop_page.success_url.as_str()), ""),
        Ok(Paying::NotWanted(answer)) => {
            let detail = format!("Магазин не подтвердил, что ждёт этот платёж: {answer}. Деньги не списаны.");
            let href = &shop_page.fail_url;
            render(StatusCode::CONFLICT, &Notice { title: "Платёж не проведён", detail: &detail, href })
        }
        Err(error) => ApiError::internal(&format!("{error:#}")).into_response(),
    }
}

fn choice(chosen: &[(String, String)]) -> Choice {
    let value = |wanted: &str| chosen.iter().find(|(name, _)| name == wanted).map_or("", |(_, value)| value);
    Choice {
        outcome: Outcome::parse(value("outcome")).unwrap_or(Outcome::Success),
        delay_seconds: value("delay_seconds").parse().unwrap_or(0),
        unasked: false,
    }
}

fn leave(address: Option<&str>, operation: &str) -> Response {
    if let Some(address) = address.filter(|address| !address.is_empty()) {
        return Redirect::to(address).into_response();
    }
    let detail = format!("Операция {operation}. Магазин не указал, куда вернуться.");
    render(StatusCode::OK, &Notice { title: "Готово", detail: &detail, href: "" })
}

fn refuse(error: FormError) -> Response {
    let notice = Notice { title: "Форма оплаты не принята", detail: error.message, href: "" };
    render(StatusCode::BAD_REQUEST, &notice)
}

fn render(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => (status, [(header::CONTENT_SECURITY_POLICY, POLICY)], Html(html)).into_response(),
        Err(error) => ApiError::internal(&error).into_response(),
    }
}

/// `12345.60` as «12 345,60».
fn roubles(amount: &str) -> String {
    let (whole, kopecks) = amount.split_once('.').unwrap_or((amount, "00"));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    format!("{grouped},{kopecks}")
}

#[cfg(test)]
mod tests {
    use super::roubles;

    #[test]
    fn an_amount_is_shown_as_people_write_it() {
        assert_eq!(roubles("417.99"), "417,99");
        assert_eq!(roubles("1234567.05"), "1\u{a0}234\u{a0}567,05");
    }
}
