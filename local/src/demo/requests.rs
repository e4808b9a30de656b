//! What the demo resident has asked of the first company: one appeal answered and one new, one order on its way and one new.

use anyhow::{Context as _, Result};
use http::App;
use jiff::ToSpan as _;
use serde_json::{Value, json};

use super::catalogue::MORNING;
use super::companies::Company;
use super::moment;

const TEL: &str = "+79170001122";

/// Writes and orders for the resident with this session.
pub async fn make(app: &App, token: &str, company: &Company, account: &str) -> Result<()> {
    let people = People { app, token, company, account };
    people.appeals().await?;
    people.orders().await
}

/// Both sides.
struct People<'a> {
    app: &'a App,
    token: &'a str,
    company: &'a Company,
    account: &'a str,
}

impl People<'_> {
    async fn appeals(&self) -> Result<()> {
        let leak = self
            .ask("appeals", 24 * 5, &json!({
                "topic": "Протечка или авария", "contact": {"phone": TEL},
                "text": "На лестничной площадке третьего этажа капает с потолка, под ногами лужа.\nПосмотрите, пожалуйста."
            }))
            .await?;
        let reply = json!({"reply_id": "ОТВ-1", "text": "Здравствуйте! Подтянули соединение стояка на четвёртом этаже, \
            течи больше нет. Потолок высохнет за неделю, закрасим до конца месяца."});
        self.answer(&format!("appeals/{leak}/reply"), 24 * 4, &reply).await?;
        let doubt = json!({
            "topic": "Начисления и квитанция", "contact": {"phone": TEL},
            "text": "Почему в этом месяце отопление дороже, чем в прошлом году в это же время?"
        });
        self.ask("appeals", 3, &doubt).await.map(|_| ())
    }

    async fn orders(&self) -> Result<()> {
        let tap = json!({
            "service_id": "tap", "wish_slot": MORNING, "comment": "Смеситель купили, лежит дома.",
            "contact": {"phone": TEL}
        });
        let tap = self.ask("orders", 24 * 3, &tap).await?;
        let status = format!("orders/{tap}/status");
        self.answer(&status, 24 * 2, &json!({"status": "accepted"})).await?;
        let visit =
            self.app.clock.now().to_zoned(jiff::tz::TimeZone::get("Europe/Saratov")?).date().saturating_add(3.days());
        let arranged = json!({
            "status": "scheduled", "visit_date": visit, "visit_slot": MORNING, "comment": "Мастер — Сергей, позвонит за час."
        });
        self.answer(&status, 20, &arranged).await?;
        self.ask("orders", 2, &json!({"service_id": "meter-check", "contact": {"phone": TEL}})).await.map(|_| ())
    }

    /// The resident sends something; its id.
    async fn ask(&self, what: &str, hours_ago: i64, form: &Value) -> Result<String> {
        let client = moment::resident(self.app, self.token, moment::hours_ago(self.app, hours_ago)?)?;
        let path = format!("/api/accounts/{}/{what}", self.account);
        let key = format!("demo-{what}-{hours_ago}");
        let made = client.call_with("POST", &path, form, &[("idempotency-key", &key)]).await?;
        Ok(made["id"].as_str().context("something without an id")?.to_owned())
    }

    /// The company says something to it.
    async fn answer(&self, what: &str, hours_ago: i64, body: &Value) -> Result<()> {
        let system = moment::system(self.app, self.company, moment::hours_ago(self.app, hours_ago)?);
        system.call("POST", &format!("/api/exchange/v1/{what}"), body).await.map(|_| ())
    }
}
