//! Online payments of the demo resident, one in each state; they go through the routes of people and of the provider.

use anyhow::{Context as _, Result};
use domain::OrganizationId;
use domain::moneta::{Signed, notice_signature};
use http::App;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::accounts;
use super::client::Client;
use super::companies::{self, Company};
use super::load::Year;
use super::moment;
use super::resident::{Ivanov, PLACE};
use crate::state::{DataDir, Shop};

/// A demo payment.
struct Demo {
    /// Kopecks.
    amount: i64,
    /// Days ago.
    days: i64,
    end: End,
}

/// How it ends.
#[derive(PartialEq, Eq)]
enum End {
    /// Nobody came to pay it: after a day it has expired.
    Waits,
    /// The provider refused.
    Fails,
    Paid,
    /// Paid, and given back whole.
    Refunded,
}

/// A payment that the accounting reports.
pub struct Online {
    /// The company.
    pub company: OrganizationId,
    /// Number of the account in it.
    pub number: String,
    /// As a statement tells of it.
    pub receipt: Value,
    /// Kopecks.
    pub amount: i64,
}

/// The resident pays what the second company had asked for, in the month that its accountant is about to close.
pub async fn bill(app: &App, data: &DataDir, ivanov: &Ivanov, years: &[Year<'_>]) -> Result<Online> {
    let ([_, company], shops) = (companies::all(), data.state().moneta);
    let (year, shop) = years.last().zip(shops.get(1)).context("no second company")?;
    let account = ivanov.accounts.last().context("no account")?;
    let amount = year.balance(PLACE).context("no account")?.kopecks().max(100_000);
    let last = year.last();
    let day = jiff::civil::date(last.year(), last.month(), 12);
    let then = day.at(10, 30, 0, 0).to_zoned(TimeZone::get("Europe/Saratov")?)?.timestamp();
    let till = Till { app, token: &ivanov.token, company: &company, shop, account, number: 0 };
    let id = till.play(&demo(amount, 0, End::Paid), then).await?;
    let receipt = json!({"id": id, "date": day.to_string(), "amount": amount, "channel": "online"});
    let number = accounts::of(&company).get(PLACE).context("no account")?.number.clone();
    Ok(Online { company: company.id(), number, receipt, amount })
}

const fn demo(amount: i64, days: i64, end: End) -> Demo {
    Demo { amount, days, end }
}

/// In the first company nothing of it stays in the balance, so that it is the receipt's; in the second it does.
const PAYMENTS: [&[Demo]; 2] = [
    &[
        demo(250_000, 9, End::Refunded),
        demo(250_000, 6, End::Waits),
        demo(180_000, 4, End::Fails),
        demo(180_000, 0, End::Waits),
    ],
    &[demo(100_000, 5, End::Fails), demo(100_000, 5, End::Paid)],
];

/// Orders and pays them for the resident with this session; `accounts` are one in each company.
pub async fn make(app: &App, data: &DataDir, token: &str, accounts: &[String]) -> Result<()> {
    let shops = data.state().moneta;
    for ((company, shop), (account, payments)) in companies::all().iter().zip(&shops).zip(accounts.iter().zip(PAYMENTS))
    {
        for (number, payment) in (1_u32..).zip(payments) {
            let till = Till { app, token, company, shop, account, number };
            till.walk(payment).await?;
        }
    }
    Ok(())
}

/// Where a payment is made.
struct Till<'a> {
    app: &'a App,
    token: &'a str,
    company: &'a Company,
    shop: &'a Shop,
    account: &'a str,
    number: u32,
}

impl Till<'_> {
    async fn walk(&self, payment: &Demo) -> Result<()> {
        self.play(payment, moment::hours_ago(self.app, 24 * payment.days)?).await.map(|_| ())
    }

    /// The whole of it, begun at a moment; the id of the payment.
    async fn play(&self, payment: &Demo, then: Timestamp) -> Result<String> {
        let resident = moment::resident(self.app, self.token, then)?;
        let path = format!("/api/accounts/{}/payments", self.account);
        let key = format!("demo-{}", self.number);
        let order = json!({"amount": payment.amount});
        let ordered = resident.call_with("POST", &path, &order, &[("idempotency-key", &key)]).await?;
        let id = ordered["id"].as_str().context("a payment without an id")?;
        match payment.end {
            End::Waits => {}
            End::Fails => drop(resident.call("POST", &format!("{path}/{id}/failure"), &Value::Null).await?),
            End::Paid => self.pay(id, payment, then).await?,
            End::Refunded => {
                self.pay(id, payment, then).await?;
                self.refund(id, payment, then).await?;
            }
        }
        Ok(id.to_owned())
    }

    /// The provider tells of the money three minutes later.
    async fn pay(&self, payment: &str, demo: &Demo, then: Timestamp) -> Result<()> {
        let at = then.checked_add(SignedDuration::from_mins(3))?.min(self.app.clock.now());
        let (amount, operation) = (domain::Money::from_kopecks(demo.amount).to_string(), self.operation());
        let told = Signed {
            shop: &self.shop.mnt_id,
            transaction: payment,
            operation: &operation,
            amount: &amount,
            currency: "RUB",
            test_mode: if self.shop.test_mode { "1" } else { "0" },
            ..Signed::default()
        };
        let Signed { shop, transaction, test_mode, .. } = told;
        let query = format!(
            "MNT_ID={shop}&MNT_TRANSACTION_ID={transaction}&MNT_OPERATION_ID={operation}&MNT_AMOUNT={amount}\
             &MNT_CURRENCY_CODE=RUB&MNT_TEST_MODE={test_mode}&MNT_SIGNATURE={}",
            notice_signature(&told, &self.shop.integrity_code)
        );
        let path = format!("/api/payments/moneta/notify?{query}");
        Client::new(payments::router(moment::app_at(self.app, at)), None)
            .call("GET", &path, &Value::Null)
            .await
            .map(|_| ())
    }

    /// The company gives it back two days later.
    async fn refund(&self, payment: &str, demo: &Demo, then: Timestamp) -> Result<()> {
        let at = then.checked_add(SignedDuration::from_hours(48))?.min(self.app.clock.now());
        let refund =
            json!({"refund_id": format!("ВД-{}", self.number), "amount": demo.amount, "reason": "Платёж по ошибке"});
        let path = format!("/api/exchange/v1/payments/{payment}/refund");
        moment::system(self.app, self.company, at).call("POST", &path, &refund).await.map(|_| ())
    }

    fn operation(&self) -> String {
        (self.company.id().as_str().bytes().map(u64::from).sum::<u64>() * 1_000_000 + u64::from(self.number))
            .to_string()
    }
}
