//! The payment provider that tells a running system with demo data that money was taken.

use anyhow::{Context as _, Result, ensure};
use domain::moneta::{Signed, notice_signature};
use serde::Serialize;
use serde_json::{Value, json};
use ureq::Agent;

use crate::stopwatch::timed;
use crate::walk::text;

/// Where to, who pays, and the shop of the company that is paid.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Address of the system.
    #[arg(long)]
    url: String,
    /// Login of a resident with an account in the company.
    #[arg(long)]
    login: String,
    /// The password.
    #[arg(long)]
    password: String,
    /// The shop's number.
    #[arg(long)]
    mnt_id: String,
    /// The shop's integrity code.
    #[arg(long)]
    integrity_code: String,
    /// `0` or `1`, as the shop has it.
    #[arg(long)]
    test_mode: String,
}

/// Payments that are told of; an account has no room for many more that no statement has reported.
const PAYMENTS: u32 = 30;

/// Milliseconds of every call.
#[derive(Debug, Serialize)]
pub struct Figures {
    orders: Vec<f64>,
    notifications: Vec<f64>,
    repeats: Vec<f64>,
}

/// Orders payments, tells of each, and tells of each once more.
pub fn measure(args: &Args) -> Result<Figures> {
    let provider = Provider { agent: Agent::new_with_defaults(), args };
    let token = provider.sign_in()?;
    let account = provider.account(&token)?;
    let mut figures = Figures { orders: vec![], notifications: vec![], repeats: vec![] };
    for number in 0..PAYMENTS {
        let (payment, seconds) = timed(|| provider.order(&token, &account, number));
        figures.orders.push(seconds * 1e3);
        let form = provider.notice(&payment?, number);
        for times in [&mut figures.notifications, &mut figures.repeats] {
            let (answer, seconds) = timed(|| provider.tell(&form));
            ensure!(answer?.contains(">200<"), "a notification was not believed");
            times.push(seconds * 1e3);
        }
    }
    Ok(figures)
}

struct Provider<'a> {
    agent: Agent,
    args: &'a Args,
}

impl Provider<'_> {
    fn sign_in(&self) -> Result<String> {
        let body = json!({"login": self.args.login, "password": self.args.password, "remember": false});
        let request = self.request("POST", "/api/auth/login");
        Ok(text(&self.json(request, &body.to_string())?, "access_token")?.to_owned())
    }

    /// The account that is paid into this shop.
    fn account(&self, token: &str) -> Result<String> {
        let request = self.request("GET", "/api/accounts").header("authorization", format!("Bearer {token}"));
        let accounts = self.json(request, "")?;
        let ids = accounts["items"].as_array().into_iter().flatten().filter_map(|item| item["id"].as_str());
        for id in ids {
            if self.redirect(token, id)?.contains(&format!("MNT_ID={}&", self.args.mnt_id)) {
                return Ok(id.to_owned());
            }
        }
        anyhow::bail!("nobody pays into the shop {}", self.args.mnt_id)
    }

    fn redirect(&self, token: &str, account: &str) -> Result<String> {
        let started = self.start(token, account, "which-shop")?;
        Ok(text(&started, "redirect_url")?.to_owned())
    }

    fn order(&self, token: &str, account: &str, number: u32) -> Result<String> {
        Ok(text(&self.start(token, account, &format!("bench-{number}"))?, "id")?.to_owned())
    }

    fn start(&self, token: &str, account: &str, key: &str) -> Result<Value> {
        let path = format!("/api/accounts/{account}/payments");
        let request = self.request("POST", &path).header("authorization", format!("Bearer {token}"));
        self.json(request.header("idempotency-key", key), &json!({"amount": 100}).to_string())
    }

    fn notice(&self, payment: &str, number: u32) -> String {
        let operation = format!("9{number:08}");
        let fields = Signed {
            command: "",
            shop: &self.args.mnt_id,
            transaction: payment,
            operation: &operation,
            amount: "1.00",
            currency: "RUB",
            subscriber: "",
            test_mode: &self.args.test_mode,
        };
        format!(
            "MNT_ID={}&MNT_TRANSACTION_ID={payment}&MNT_OPERATION_ID={operation}&MNT_AMOUNT=1.00&MNT_CURRENCY_CODE=RUB\
             &MNT_TEST_MODE={}&MNT_SIGNATURE={}",
            self.args.mnt_id,
            self.args.test_mode,
            notice_signature(&fields, &self.args.integrity_code)
        )
    }

    fn tell(&self, form: &str) -> Result<String> {
        let request = self.request("POST", "/api/payments/moneta/notify");
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(form)?;
        Ok(self.agent.run(request)?.body_mut().read_to_string()?)
    }

    fn request(&self, method: &str, path: &str) -> ureq::http::request::Builder {
        ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.args.url))
    }

    fn json(&self, request: ureq::http::request::Builder, body: &str) -> Result<Value> {
        let request = request.header("content-type", "application/json").body(body)?;
        let mut answer = self.agent.run(request).context("the system did not answer")?;
        Ok(answer.body_mut().read_json()?)
    }
}
