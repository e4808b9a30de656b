//! `kabinet close` and `kabinet reopen`.

use anyhow::Result;
use serde_json::{Value, json};

use crate::args::{Close, Reopen};
use crate::client::Client;

/// Closes a period; repeating it does no harm.
pub fn close(args: &Close) -> Result<()> {
    let body = match args.expected_statements {
        Some(expected) => json!({ "expected_statements": expected }),
        None => json!({}),
    };
    let answer = Client::new(&args.exchange).post(&format!("periods/{}/close", args.period), &body)?;
    println!("Период {} закрыт. {}", args.period, counted(&answer));
    Ok(())
}

/// Reopens a period; repeating it does no harm.
pub fn reopen(args: &Reopen) -> Result<()> {
    let answer = Client::new(&args.exchange).post(&format!("periods/{}/reopen", args.period), &json!({}))?;
    println!("Период {} открыт для исправлений. {}", args.period, counted(&answer));
    Ok(())
}

fn counted(answer: &Value) -> String {
    format!("Версия {}, начислений: {}.", answer["version"], answer["statements"])
}
