//! The mailing of a closed period: how many of its subscribers have their receipts.

use std::collections::BTreeMap;

use domain::{OrganizationId, Period};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Entity, Key, Pattern, Update, keys};

/// A closing whose receipts are mailed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailingOf {
    /// The company.
    pub organization: OrganizationId,
    /// The period.
    pub period: Period,
    /// Which of its closings.
    pub version: u32,
}

/// The part that is counted by the look through the subscriptions.
const WALK: &str = "WALK";

/// What was counted in one place: by the look through the subscriptions, or in one shard of the outbox. Kept apart so
/// that receipts of different shards never wait for each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailingPart {
    /// The company.
    pub organization: OrganizationId,
    /// The period.
    pub period: Period,
    /// Which of its closings.
    pub version: u32,
    /// Which part.
    pub part: String,
    /// When the look through the subscriptions began.
    #[serde(default)]
    pub started_at: Option<Timestamp>,
    /// When it came to its end.
    #[serde(default)]
    pub walked_at: Option<Timestamp>,
    /// The period was found open, so the rest waits for its next closing.
    #[serde(default)]
    pub stopped_at: Option<Timestamp>,
    /// Subscriptions that were met.
    #[serde(default)]
    pub subscribers: u64,
    /// Receipts handed over to the provider.
    #[serde(default)]
    pub sent: u64,
    /// Receipts refused by the provider, or given up.
    #[serde(default)]
    pub failed: u64,
    /// Subscriptions to which there was nothing to send.
    #[serde(default)]
    pub skipped: u64,
    /// When it was counted last.
    #[serde(default)]
    pub last_at: Option<Timestamp>,
}

impl Entity for MailingPart {
    const TYPE: &'static str = "mailing_part";
    fn key(&self) -> Key {
        keys::mailing_part(&self.organization, self.period, self.version, &self.part)
    }
}

impl MailingOf {
    /// A change of what the look through the subscriptions counts.
    pub fn walk(&self, now: Timestamp) -> Update {
        self.part(WALK, now).set_if_absent("started_at", now)
    }

    /// A change of what is counted in a shard of the outbox.
    pub fn shard(&self, shard: u8, now: Timestamp) -> Update {
        self.part(&shard.to_string(), now)
    }

    fn part(&self, part: &str, now: Timestamp) -> Update {
        let Self { organization, period, version } = self;
        Update::at(keys::mailing_part(organization, *period, *version, part))
            .set("type", MailingPart::TYPE)
            .set("organization", organization)
            .set("period", period)
            .set("version", version)
            .set("part", part)
            .set("last_at", now)
    }
}

/// The parts of the mailing of a closing.
impl Pattern for MailingOf {
    type Output = MailingPart;
    fn partition(&self) -> String {
        keys::mailing_partition(&self.organization, self.period)
    }
    fn prefix(&self) -> String {
        keys::mailing_version(self.version)
    }
    fn consistent(&self) -> bool {
        true
    }
}

/// The parts of the mailings of all closings of a period.
#[derive(Debug, Clone, Copy)]
pub struct MailingsOf<'a> {
    /// The company.
    pub organization: &'a OrganizationId,
    /// The period.
    pub period: Period,
}

impl Pattern for MailingsOf<'_> {
    type Output = MailingPart;
    fn partition(&self) -> String {
        keys::mailing_partition(self.organization, self.period)
    }
    fn prefix(&self) -> String {
        keys::MAILING_VERSION.to_owned()
    }
    fn consistent(&self) -> bool {
        true
    }
}

/// How far the mailings of all closings of a period have come. A later closing mails the corrected receipts alone: the
/// others of an earlier one still wait for the provider's quota beside them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mailings(BTreeMap<u32, Progress>);

impl Mailings {
    /// Adds up the parts of each closing.
    pub fn of(parts: Vec<MailingPart>) -> Self {
        let mut closings: BTreeMap<u32, Vec<MailingPart>> = BTreeMap::new();
        for part in parts {
            closings.entry(part.version).or_default().push(part);
        }
        Self(closings.into_iter().map(|(version, parts)| (version, Progress::of(&parts))).collect())
    }

    /// That of a closing, which is not over while receipts of an earlier one wait.
    pub fn upto(&self, version: u32) -> Progress {
        let own = self.0.get(&version).cloned().unwrap_or_default();
        let before = || self.0.range(..version).map(|(_, earlier)| earlier);
        if before().any(|earlier| earlier.waiting() > 0) {
            return Progress { finished_at: None, ..own };
        }
        let last = before().filter_map(|earlier| earlier.last_at).max();
        Progress { finished_at: own.finished_at.max(own.finished_at.and(last)), ..own }
    }

    /// Earlier closings whose receipts wait, or could not be sent.
    pub fn unfinished_before(&self, version: u32) -> impl Iterator<Item = (u32, &Progress)> {
        let earlier = self.0.range(..version).map(|(version, progress)| (*version, progress));
        earlier.filter(|(_, progress)| progress.waiting() > 0 || progress.failed > 0)
    }
}

/// How far a mailing has come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// Subscriptions that were met so far.
    pub subscribers: u64,
    /// Receipts handed over to the provider.
    pub sent: u64,
    /// Receipts refused by the provider, or given up.
    pub failed: u64,
    /// Subscriptions to which there was nothing to send.
    pub skipped: u64,
    /// When it began.
    pub started_at: Option<Timestamp>,
    /// When it was counted last.
    pub last_at: Option<Timestamp>,
    /// When it ended or was stopped.
    pub finished_at: Option<Timestamp>,
    /// The period was reopened before the end.
    pub stopped: bool,
}

impl Progress {
    /// Adds the parts up.
    pub fn of(parts: &[MailingPart]) -> Self {
        let sum = |count: fn(&MailingPart) -> u64| parts.iter().map(count).sum();
        let mut progress = Self {
            subscribers: sum(|part| part.subscribers),
            sent: sum(|part| part.sent),
            failed: sum(|part| part.failed),
            skipped: sum(|part| part.skipped),
            started_at: parts.iter().filter_map(|part| part.started_at).min(),
            last_at: parts.iter().filter_map(|part| part.last_at).max(),
            finished_at: None,
            stopped: parts.iter().any(|part| part.stopped_at.is_some()),
        };
        let walked = parts.iter().any(|part| part.walked_at.is_some());
        let is_over = progress.stopped || (walked && progress.waiting() == 0);
        progress.finished_at = progress.last_at.filter(|_| is_over);
        progress
    }

    /// Subscriptions that were met, and whose receipts are neither sent nor given up.
    pub const fn waiting(&self) -> u64 {
        self.subscribers.saturating_sub(self.sent + self.failed + self.skipped)
    }

    /// Every subscriber of this closing has been looked at, and no receipt of it was left to the next one.
    pub fn covers(parts: &[MailingPart]) -> bool {
        parts.iter().any(|part| part.walked_at.is_some()) && parts.iter().all(|part| part.stopped_at.is_none())
    }
}
