//! Failed sign-ins, counted in the table by the rules of [`domain::login::throttle`].
//!
//! A try is counted as a failure before it is looked at, so that however many come at once, no more are looked at than
//! the rules allow; a success takes back what it counted.

use std::collections::BTreeSet;

use domain::login::throttle::{CAPTCHA_FROM, Demand, Failed, Failures, MEMORY, is_recent};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Changed, Entity, Key, Table, TableError, Update, keys};

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

impl Suspect {
    fn parts(&self) -> (&'static str, &str) {
        match self {
            Self::Name(hash) => ("sign_in_name", hash),
            Self::Address(hash) => ("sign_in_address", hash),
            Self::Pair(hash) => ("sign_in_pair", hash),
        }
    }

    /// Where its failures stand.
    pub fn key(&self) -> Key {
        let (kind, subject) = self.parts();
        keys::failures(kind, subject)
    }

    /// What the next try of this suspect has to bring.
    pub fn demand(&self, failures: Option<&SignInFailures>, now: Timestamp) -> Demand {
        let demand = failures.map_or(Demand::Nothing, |failures| failures.state().demand(now.as_second()));
        if matches!(self, Self::Name(_)) { demand.min(Demand::Captcha) } else { demand }
    }
}

/// The failures of a suspect. Times are seconds of the epoch, because conditions compare them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SignInFailures {
    /// What kind of suspect.
    pub kind: String,
    /// Who, hashed.
    pub subject: String,
    /// The last few tries, each by its second and what makes it unique.
    #[serde(default, with = "serde_dynamo::string_set", skip_serializing_if = "BTreeSet::is_empty")]
    pub tries: BTreeSet<String>,
    /// All failures, once captchas are asked for.
    #[serde(default)]
    pub count: u32,
    /// Until when they are.
    #[serde(default)]
    pub suspected_until: i64,
    /// The last failure.
    #[serde(default)]
    pub last_at: i64,
    /// Changes with every write that does not merely note a try.
    #[serde(default)]
    pub version: u64,
}

impl Entity for SignInFailures {
    const TYPE: &'static str = "sign_in_failures";
    fn key(&self) -> Key {
        keys::failures(&self.kind, &self.subject)
    }
}

impl SignInFailures {
    fn state(&self) -> Failures {
        let times = self.tries.iter().filter_map(|one| second(one)).collect();
        Failures { times, count: self.count, suspected_until: self.suspected_until, last_at: self.last_at }
    }
}

fn second(one: &str) -> Option<i64> {
    one.split('-').next()?.parse().ok()
}

/// A try that was counted, and how.
#[derive(Debug, Clone)]
pub struct Counted {
    /// The failures with this one among them.
    pub failures: SignInFailures,
    how: Failed,
    /// Until when captchas had been asked for, and when the last failure had been.
    before: (i64, i64),
}

/// What became of a try.
#[derive(Debug, Clone)]
pub enum Try {
    /// It may be looked at.
    Admitted(Counted),
    /// It has to bring this first; nothing is counted.
    Refused(Demand),
    /// Others were quicker each time; nothing is counted.
    Overtaken,
}

impl Counted {
    /// There had been as many failures before that captchas are asked for.
    pub fn is_suspicious(&self) -> bool {
        self.how == Failed::Counted
    }
}

impl Try {
    /// The count, where there is one.
    pub fn counted(self) -> Option<Counted> {
        match self {
            Self::Admitted(counted) => Some(counted),
            Self::Refused(_) | Self::Overtaken => None,
        }
    }
}

/// How often counting a try is begun. Each that met another one means that the other one was counted; two of them lead from
/// a calm name to one under suspicion, where nothing is counted that shows no captcha.
const MEETINGS: u32 = 3;

impl Suspect {
    fn begin(&self, now: i64) -> Update {
        let (kind, subject) = self.parts();
        let update = Update::at(self.key()).set("type", SignInFailures::TYPE).set("kind", kind).set("subject", subject);
        update.set("expires_at", now + MEMORY)
    }

    /// One more failure as the rules want it. Those that only add something need no unchanged item: many come at once
    /// from one address.
    fn count(&self, known: &SignInFailures, mark: &str, now: i64) -> (Failed, Update) {
        let how = known.state().failed(now);
        let unchanged = |update: Update| update.absent_or("version", "=", known.version).add("version", 1);
        let recent = || known.tries.iter().filter(|one| second(one).is_some_and(|at| is_recent(at, now)));
        let with_this = || recent().cloned().chain([mark.to_owned()]).collect::<Vec<_>>();
        let room = known.tries.len() < CAPTCHA_FROM as usize - 1;
        let update = match how {
            Failed::Noted if room => {
                let calm = self.begin(now).insert("tries", mark).fewer("tries", CAPTCHA_FROM - 1);
                calm.absent_or("suspected_until", "=", known.suspected_until).absent_or("count", "<=", known.count)
            }
            Failed::Noted => unchanged(self.begin(now).set_texts("tries", with_this())),
            Failed::Suspected => unchanged(
                self.begin(now)
                    .set_texts("tries", with_this())
                    .set("count", CAPTCHA_FROM)
                    .set("suspected_until", now + MEMORY)
                    .set("last_at", now),
            ),
            // Its owner gets through however many strangers try meanwhile.
            Failed::Counted if matches!(self, Self::Name(_)) => {
                Update::at(self.key()).add("count", 1).equals("suspected_until", known.suspected_until)
            }
            Failed::Counted => unchanged(
                self.begin(now)
                    .set("count", known.count.saturating_add(1))
                    .set("suspected_until", now + MEMORY)
                    .set("last_at", now),
            ),
        };
        (how, update)
    }
}

impl Table {
    /// Counts a try as a failure before it is looked at, unless more is demanded of it than a captcha where one was
    /// shown, or than nothing. `known` is what was read; `mark` is unique to the try.
    pub async fn begin_sign_in(
        &self,
        suspect: &Suspect,
        known: Option<&SignInFailures>,
        captcha_shown: bool,
        mark: &str,
        now: Timestamp,
    ) -> Result<Try, TableError> {
        let mut known = known.cloned().unwrap_or_default();
        let mark = format!("{}-{mark}", now.as_second());
        for _ in 0..MEETINGS {
            match suspect.demand(Some(&known), now) {
                Demand::Captcha if captcha_shown => {}
                Demand::Nothing => {}
                demand => return Ok(Try::Refused(demand)),
            }
            let (how, update) = suspect.count(&known, &mark, now.as_second());
            match self.change::<SignInFailures>(update).await? {
                Changed::Done(failures) => {
                    let before = (known.suspected_until, known.last_at);
                    return Ok(Try::Admitted(Counted { failures, how, before }));
                }
                Changed::Refused(other) => known = other.unwrap_or_default(),
            }
        }
        Ok(Try::Overtaken)
    }

    /// Takes back what [`Table::begin_sign_in`] counted for a try that was not looked at after all.
    pub async fn abandon_sign_in(&self, counted: &Counted, mark: &str, now: Timestamp) -> Result<(), TableError> {
        let mark = format!("{}-{mark}", now.as_second());
        self.forgive(counted, &[mark], 1).await
    }

    /// A success forgives the name all its failures, and the address those that it had with this name: not those
    /// with other names, or else one account of his own would clear a guesser's address.
    pub async fn succeed_sign_in(&self, name: &Counted, address: &Counted, pair: &Counted) -> Result<(), TableError> {
        let own: Vec<String> = pair.failures.tries.iter().cloned().collect();
        let failures = match pair.how {
            Failed::Noted => u32::try_from(own.len()).unwrap_or(1),
            Failed::Suspected | Failed::Counted => pair.failures.count,
        };
        let (name, pair) = (self.delete(name.failures.key()), self.delete(pair.failures.key()));
        futures::try_join!(name, pair, self.forgive(address, &own, failures)).map(|_| ())
    }

    async fn forgive(&self, of: &Counted, tries: &[String], failures: u32) -> Result<(), TableError> {
        let key = of.failures.key();
        let less = || Update::at(key.clone()).withdraw("tries", tries).add("version", 1);
        if of.how == Failed::Noted {
            return self.update(less().exists()).await.map(|_| ());
        }
        let fewer = || less().add("count", -i64::from(failures)).compare("count", ">=", failures);
        // A try that was no failure makes nobody wait, and prolongs nothing.
        let (suspected_until, last_at) = of.before;
        let undone = fewer().set("suspected_until", suspected_until).set("last_at", last_at);
        if !self.update(undone.equals("version", of.failures.version)).await? {
            // Where fewer are left than there were, others have cleared them meanwhile.
            self.update(fewer()).await?;
        }
        Ok(())
    }
}
