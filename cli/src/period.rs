//! `kabinet close` and `kabinet reopen`.

use anyhow::Result;
use serde_json::{Value, json};

use crate::args::{Close, Reopen};
use crate::client::Client;

/// Closes a period; repeating it does no harm.
pub fn close(args: &Close) -> Result<()> {
    let body = json!({ "expected_statements": args.expected_statements, "due_date": args.due_date });
    let answer = Client::new(&args.exchange)?.post(&format!("periods/{}/close", args.period), &body)?;
    let due = answer["due_date"].as_str().and_then(|day| day.parse().ok()).map(domain::day::in_russian);
    let due = due.map(|day| format!(" Оплатить до {day} включительно.")).unwrap_or_default();
    println!("Период {} закрыт. {}{due}", args.period, counted(&answer));
    Ok(())
}

/// Reopens a period; repeating it does no harm.
pub fn reopen(args: &Reopen) -> Result<()> {
    let answer = Client::new(&args.exchange)?.post(&format!("periods/{}/reopen", args.period), &json!({}))?;
    println!("Период {} открыт для исправлений. {}", args.period, counted(&answer));
    Ok(())
}

fn counted(answer: &Value) -> String {
    format!("Версия {}, начислений: {}.", answer["version"], answer["statements"])
}
