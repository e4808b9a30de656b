//! What the demo companies have to tell: one thing stands before the others, one is for a house alone.

use anyhow::Result;
use http::App;
use serde_json::{Value, json};

use super::companies::Company;
use super::moment;

/// A news item of the demo.
struct Told {
    code: &'static str,
    /// Hours ago.
    hours: i64,
    title: &'static str,
    body: &'static str,
    kind: Kind,
}

/// For whom it is, and where it stands.
#[derive(PartialEq, Eq)]
enum Kind {
    Pinned,
    Usual,
    OfTheFirstHouse,
}

const NEWS: [Told; 4] = [
    Told {
        code: "pokazaniya",
        hours: 24 * 20,
        title: "Показания счётчиков принимаем с 15-го по 25-е",
        body: "Передайте показания в разделе **«Показания приборов учёта»** или по телефону приёмной.\n\n\
               Если показаний нет три месяца подряд, начисляем по нормативу (ПП РФ № 354).",
        kind: Kind::Pinned,
    },
    Told {
        code: "zadvizhka",
        hours: 30,
        title: "Отключение горячей воды в вашем доме",
        body: "Меняем задвижку в подвале. Горячей воды не будет **один день, с 9:00 до 17:00**.\n\n\
               - Закройте краны, уходя из дома.\n- После включения слейте первую воду.\n\nПриносим извинения за неудобства.",
        kind: Kind::OfTheFirstHouse,
    },
    Told {
        code: "subbotnik",
        hours: 24 * 4,
        title: "Убираем двор вместе в субботу",
        body: "Сбор в 10:00 у первого подъезда. Инструмент и перчатки выдаём, будет чай.",
        kind: Kind::Usual,
    },
    Told {
        code: "kabinet",
        hours: 24 * 40,
        title: "Открыт личный кабинет",
        body: "Теперь начисления, квитанции, показания и обращения — в одном месте, с телефона и компьютера.",
        kind: Kind::Usual,
    },
];

/// Publishes them.
pub async fn publish(app: &App, company: &Company) -> Result<()> {
    let rows = NEWS.iter().map(|told| row(app, company, told)).collect::<Result<Vec<_>>>()?;
    moment::system(app, company, app.clock.now()).load("/api/exchange/v1/news", &rows).await
}

fn row(app: &App, company: &Company, told: &Told) -> Result<Value> {
    let houses: Vec<&str> = match told.kind {
        Kind::OfTheFirstHouse => company.houses.iter().take(1).map(|house| house.code).collect(),
        Kind::Pinned | Kind::Usual => Vec::new(),
    };
    Ok(json!({
        "code": told.code, "title": told.title, "body": told.body, "houses": houses,
        "pinned": told.kind == Kind::Pinned, "published_at": moment::hours_ago(app, told.hours)?,
        "status": "published"
    }))
}
