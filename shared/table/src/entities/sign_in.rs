//! Failed sign-ins, counted in the table by the rules of [`domain::login::throttle`].

use domain::login::throttle::{CAPTCHA_FROM, Demand, Failures};
use jiff::Timestamp;

use crate::entities::counter::Counter;
use crate::{Changed, Entity as _, Key, Table, TableError, Update, keys};

/// Whose failures are counted. Names and addresses are personal, so they come hashed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Suspect {
    /// A name, whether it is anybody's or not. Strangers can fail with it, so it never has to wait.
    Name(String),
    /// A network address.
    Address(String),
    /// A name at a network address.
    Pair(String),
}

/// How often a try that met another one is taken up again; each meeting means that another one was counted.
const MEETINGS: u32 = 6;

impl Suspect {
    fn parts(&self) -> (&'static str, &str) {
        match self {
            Self::Name(hash) => ("sign_in_name", hash),
            Self::Address(hash) => ("sign_in_address", hash),
            Self::Pair(hash) => ("sign_in_pair", hash),
        }
    }

    fn key(&self) -> Key {
        let (kind, subject) = self.parts();
        keys::counter(kind, subject)
    }

    /// One more failure where nothing but the count changes: many can do this at once. For a name that is all once
    /// captchas are shown: its owner gets through however many strangers try meanwhile.
    fn count(&self, captcha_shown: bool, now: Timestamp) -> Update {
        let relation = if captcha_shown && matches!(self, Self::Name(_)) { "<>" } else { "<" };
        let update = Update::at(self.key()).add("count", 1).compare("ends_at", ">", now.as_second());
        update.compare("count", relation, CAPTCHA_FROM - 1)
    }

    /// One more failure that changes what is demanded, provided that nobody changed it meanwhile.
    fn step(&self, old: Option<&Counter>, new: Failures) -> Update {
        let (kind, subject) = self.parts();
        let update = Update::at(self.key())
            .set("type", Counter::TYPE)
            .set("kind", kind)
            .set("subject", subject)
            .set("count", new.count)
            .set("ends_at", new.ends_at)
            .set("expires_at", new.ends_at)
            .set("blocked_until", new.blocked_until);
        match old {
            Some(old) => update.equals("count", old.count).equals("ends_at", old.ends_at),
            None => update.absent("pk"),
        }
    }
}

fn failures(counter: &Counter) -> Failures {
    Failures { count: counter.count, ends_at: counter.ends_at, blocked_until: counter.blocked_until }
}

impl Table {
    /// Counts a try as a failure before it is looked at, unless more is demanded of it than was shown: then nothing
    /// is counted and the demand comes back.
    pub async fn begin_sign_in(
        &self,
        suspect: &Suspect,
        captcha_shown: bool,
        now: Timestamp,
    ) -> Result<Option<Demand>, TableError> {
        for _ in 0..MEETINGS {
            let old = match self.change::<Counter>(suspect.count(captcha_shown, now)).await? {
                Changed::Done(_) => return Ok(None),
                Changed::Refused(old) => old,
            };
            let state = old.as_ref().map(failures).unwrap_or_default();
            match state.demand(now.as_second()) {
                Demand::Nothing => {}
                Demand::Captcha if captcha_shown => {}
                demand => return Ok(Some(demand)),
            }
            if self.update(suspect.step(old.as_ref(), state.failed(now.as_second()))).await? {
                return Ok(None);
            }
        }
        Ok(Some(Demand::Wait(1)))
    }

    /// Takes back what [`Table::begin_sign_in`] counted for a try that was not looked at after all.
    pub async fn abandon_sign_in(&self, suspect: &Suspect) -> Result<(), TableError> {
        self.forgive(suspect, 1).await
    }

    /// A success forgives the name all its failures, and the address those that it had with this name: not those
    /// with other names, or else one account of his own would clear a guesser's address.
    pub async fn succeed_sign_in(&self, name: &Suspect, address: &Suspect, pair: &Suspect) -> Result<(), TableError> {
        let ((), pair) = futures::try_join!(self.delete(name.key()), self.take::<Counter>(pair.key()))?;
        self.forgive(address, pair.map_or(1, |counter| counter.count)).await
    }

    async fn forgive(&self, suspect: &Suspect, failures: u32) -> Result<(), TableError> {
        let less = Update::at(suspect.key()).add("count", -i64::from(failures)).compare("count", ">=", failures);
        if !self.update(less).await? {
            self.delete(suspect.key()).await?;
        }
        Ok(())
    }
}
