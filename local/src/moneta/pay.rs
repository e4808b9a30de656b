//! A customer pays: the shop is asked, the operation is written down, the shop is told.

use anyhow::Result;

use super::form::PaymentForm;
use super::operation::Operation;
use super::outcome::Outcome;
use super::{Moneta, answer, calls};

/// What the customer, or the program in his place, has chosen.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// How it ends.
    pub outcome: Outcome,
    /// After how long the shop hears of it, where it hears later.
    pub delay_seconds: i64,
    /// Pays without asking the shop, and again what was paid already: a fault of the provider, to be tried out.
    pub unasked: bool,
}

/// What became of it.
#[derive(Debug)]
pub enum Paying {
    /// There is an operation, made now or by an earlier press of the button.
    Made(Box<Operation>),
    /// The shop has the payment as paid already.
    PaidBefore,
    /// The shop does not want this payment: what it answered.
    NotWanted(String),
}

/// Results of the shop's answer to a question (`MNT_RESULT_CODE`).
const PAID: &str = "200";
const READY: &str = "402";

/// Pays what a form asks for. One press of the button after another, so that two of them make one operation.
pub async fn pay(moneta: &Moneta, form: PaymentForm, choice: Choice) -> Result<Paying> {
    let _turn = moneta.till.lock().await;
    let code = moneta.code(&form);
    let id = moneta.book.next_id(moneta.clock.now());
    if !choice.unasked {
        if let Some(earlier) = moneta.book.paid(&form) {
            return Ok(Paying::Made(Box::new(earlier)));
        }
        let asked = calls::check(&moneta.origin, &form, &id, &code).await?;
        match answer::xml_result(&asked.body, &form, &code).as_deref() {
            Some(READY) => {}
            Some(PAID) => return Ok(Paying::PaidBefore),
            Some(other) => return Ok(Paying::NotWanted(format!("MNT_RESULT_CODE {other}"))),
            None => return Ok(Paying::NotWanted(format!("HTTP {}", asked.status))),
        }
    }
    let now = moneta.clock.now();
    let notifications = choice.outcome.notifications(now, choice.delay_seconds);
    let operation = Operation { id, form, outcome: choice.outcome, made_at: now, notifications };
    moneta.book.add(operation.clone())?;
    moneta.deliver_due().await;
    Ok(Paying::Made(Box::new(moneta.book.find(&operation.id).unwrap_or(operation))))
}
