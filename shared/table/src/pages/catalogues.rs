//! Catalogues of paid services as they were a moment ago.

use std::sync::Arc;

use domain::OrganizationId;
use domain::paid_service::PaidService;
use jiff::{SignedDuration, Timestamp};

use super::recent::Recent;
use crate::entities::paid_service::PaidServicesOf;
use crate::{Table, TableError};

/// How old what is shown may be. An order is held to the service as it is, and to the price that was shown.
const FRESH: SignedDuration = SignedDuration::from_secs(30);
/// The most catalogues that are kept: a usual one has some kilobytes, the longest four megabytes.
const MOST: usize = 20;

/// Catalogues in the memory of a process. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Catalogues(Recent<OrganizationId, Arc<[PaidService]>>);

impl Default for Catalogues {
    fn default() -> Self {
        Self(Recent::new(FRESH, MOST))
    }
}

impl Catalogues {
    /// What a company offers, by group and name; `anew` where a moment ago is not good enough.
    pub async fn of(
        &self,
        table: &Table,
        organization: &OrganizationId,
        now: Timestamp,
        anew: bool,
    ) -> Result<Arc<[PaidService]>, TableError> {
        let (name, reading) = (organization.clone(), Box::pin(offered(table, organization)));
        if anew { self.0.read_anew(name, now, reading).await } else { self.0.read(name, now, reading).await }
    }
}

async fn offered(table: &Table, organization: &OrganizationId) -> Result<Arc<[PaidService]>, TableError> {
    let catalogue = table.query_all(&PaidServicesOf { organization }).await?;
    let mut offered: Vec<PaidService> =
        catalogue.into_iter().map(|item| item.service).filter(|service| service.active).collect();
    offered.sort_by(|one, other| (&one.group, &one.name).cmp(&(&other.group, &other.name)));
    Ok(offered.into())
}
