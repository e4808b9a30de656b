//! What statements report of the money that came through the cabinet.

use domain::account::AccountNumber;
use domain::payment::{self, OnlineEntry};
use domain::{AccountId, Money};

use crate::entities::account::AccountMoney;
use crate::entities::operation::UnreportedPayment;
use crate::{Entity as _, Transaction};

/// The money of an account before and after statements of it were looked at.
#[derive(Debug)]
pub struct Reported {
    account: AccountId,
    number: AccountNumber,
    old: Vec<OnlineEntry>,
    new: Vec<OnlineEntry>,
}

impl Reported {
    /// The change from `old` to `new`.
    pub const fn between(
        account: AccountId,
        number: AccountNumber,
        old: Vec<OnlineEntry>,
        new: Vec<OnlineEntry>,
    ) -> Self {
        Self { account, number, old, new }
    }

    /// How many steps it takes.
    pub fn steps(&self) -> usize {
        1 + self.turned(true).count() + self.turned(false).count()
    }

    /// Adds them: the account's list, unless money was posted meanwhile, and the company's list of what is unreported.
    #[must_use]
    pub fn write(&self, transaction: Transaction) -> Transaction {
        let change = AccountMoney::replace(&self.account, &self.old, &self.new);
        let transaction = transaction.update("money", change);
        let transaction =
            self.turned(true).fold(transaction, |steps, entry| steps.delete("reported", self.listed(entry).key()));
        self.turned(false).fold(transaction, |steps, entry| steps.put("unreported", &self.listed(entry)))
    }

    /// Payments that became reported or given back whole, so that nobody waits for their report, or that no longer are.
    fn turned(&self, settled: bool) -> impl Iterator<Item = &OnlineEntry> {
        let payments = self.new.iter().filter(|entry| entry.is_payment());
        let turn =
            move |entry: &&OnlineEntry| awaits(&self.new, entry) != settled && awaits(&self.old, entry) == settled;
        payments.filter(turn)
    }

    fn listed(&self, entry: &OnlineEntry) -> UnreportedPayment {
        UnreportedPayment {
            organization: self.account.organization(),
            payment: entry.payment.clone(),
            number: self.number.clone(),
            amount: entry.amount,
            at: entry.at,
        }
    }
}

/// Whether a payment is among the entries, unreported, and not given back whole.
fn awaits(entries: &[OnlineEntry], payment: &OnlineEntry) -> bool {
    let open = |entry: &&OnlineEntry| entry.payment == payment.payment && entry.reported.is_none();
    let is_open = entries.iter().filter(open).any(OnlineEntry::is_payment);
    is_open && payment::sum(entries.iter().filter(open)) != Some(Money::ZERO)
}
