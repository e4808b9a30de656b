//! A letter that somebody asks for who is not signed in: it is counted for the network that asks and for the name or
//! address it goes to, in the transaction that puts it into the outbox.

use http::{ApiResult, App, ClientAddress};
use table::{Batch, Found, Transaction};

use crate::mail_pace::{MailPace, PACE_STEP};
use crate::network_quota::{Asked, NetworkQuota};

/// A letter that is asked for.
pub struct AskedLetter {
    network: NetworkQuota,
    pace: MailPace,
}

impl AskedLetter {
    /// What is asked for by this caller, at this pace.
    pub fn of(app: &App, asked: Asked, address: ClientAddress, pace: MailPace) -> Self {
        Self { network: asked.of(app, address), pace }
    }

    /// Asks for what was counted so far.
    pub fn ask(&self, batch: Batch) -> Batch {
        self.network.ask(batch.with(self.pace.key()))
    }

    /// Adds the steps that count it; 429 where there were too many.
    pub fn count(&self, app: &App, begun: Transaction, found: &mut Found) -> ApiResult<Transaction> {
        let begun = self.count_for_network(begun, found)?;
        Ok(begun.update(PACE_STEP, self.pace.step(app, found)?))
    }

    /// Adds the step that counts it for the network alone, where no letter can follow.
    pub fn count_for_network(&self, begun: Transaction, found: &mut Found) -> ApiResult<Transaction> {
        self.network.count(begun, found)
    }
}
