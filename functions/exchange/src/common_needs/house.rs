//! What is known of a house whose common needs are loaded.

use domain::common_needs::{Calculation, Premises, Terms, line_doubt};
use domain::house::{House, HouseCode};
use domain::line_text::LineText;
use domain::organization::NegativeOdn;
use domain::statement::{Statement, Warning};
use table::entities::account::AccountHead;
use table::entities::house::{AccountsOfHouse, HouseAccount};
use table::entities::statement::StatementItem;
use table::{Batch, TableError, keys};

use crate::fence::Fence;
use crate::month::Month;

/// Accounts of a house that a load looks at: enough to see a mistake in a calculation, without reading a tower block
/// for each of its services.
const SAMPLE: i32 = 100;

/// A house with accounts of it and their statements of the month.
pub struct HouseFacts {
    /// The house.
    pub house: House,
    accounts: Vec<(AccountHead, Option<Statement>)>,
    /// Accounts beyond the sample may have what those in it have not.
    more: bool,
    residents: Option<u64>,
}

impl HouseFacts {
    /// Reads it; statements only where the month holds any.
    pub async fn read(fence: &Fence<'_>, month: &Month, house: House) -> Result<Self, TableError> {
        let (members, more) = members(fence, month, &house.code).await?;
        let accounts = accounts(fence, month, &members).await?;
        let residents = (!more).then(|| accounts.iter().map(|(account, _)| u64::from(account.residents)).sum());
        Ok(Self { house, accounts, more, residents })
    }

    /// No account of the house has this service.
    pub fn lacks(&self, service: &LineText) -> bool {
        let has = || self.accounts.iter().any(|(account, _)| account.may_have(service));
        !self.accounts.is_empty() && !self.more && !has()
    }

    /// The terms of the company, with the people of the house where they are divided by.
    pub fn terms(&self, terms: Terms) -> Terms {
        Terms { residents: self.residents.filter(|_| terms.negative == NegativeOdn::PerResident), ..terms }
    }

    /// The first statement whose common needs are not what the calculation gives.
    pub fn differing_statement(&self, calculation: &Calculation) -> Option<Warning> {
        self.accounts.iter().find_map(|(account, statement)| {
            let premises = Premises { area: account.area, residents: account.residents };
            let mut lines = statement.as_ref()?.lines.iter().enumerate();
            let doubt = lines.find_map(|(index, line)| line_doubt(index, line, calculation, premises))?;
            let message = format!("Лицевой счёт № {}: {}", account.number, doubt.message);
            Some(Warning { field: "house_volume".to_owned(), message, ..doubt })
        })
    }
}

/// Accounts of the house; all of them where a negative volume is divided by the people of the house.
async fn members(fence: &Fence<'_>, month: &Month, house: &HouseCode) -> Result<(Vec<HouseAccount>, bool), TableError> {
    let pattern = AccountsOfHouse { organization: fence.caller.organization(), house };
    if month.terms().negative == NegativeOdn::PerResident {
        return Ok((fence.app.table.query_all(&pattern).await?, false));
    }
    let page = fence.app.table.query(&pattern, SAMPLE, None).await?;
    Ok((page.items, page.next.is_some()))
}

async fn accounts(
    fence: &Fence<'_>,
    month: &Month,
    members: &[HouseAccount],
) -> Result<Vec<(AccountHead, Option<Statement>)>, TableError> {
    let table = &fence.app.table;
    let keys_of = |members: &[HouseAccount]| members.iter().map(|one| keys::account(&one.account)).collect::<Vec<_>>();
    let mut heads = table.batch(Batch::new().only(AccountHead::ATTRIBUTES).with_all(keys_of(members))).await?;
    let statement = |one: &HouseAccount| keys::statement(&one.account, month.period);
    let wanted = members.iter().take(usize::try_from(SAMPLE).unwrap_or_default());
    let wanted = wanted.filter(|_| month.has_statements()).map(statement);
    let mut statements = table.batch(Batch::new().with_all(wanted)).await?;
    let mut accounts = Vec::with_capacity(members.len());
    for member in members {
        let item: Option<StatementItem> = statements.take(&statement(member))?;
        if let Some(head) = heads.take_part::<AccountHead>(&keys::account(&member.account))? {
            accounts.push((head, item.map(|item| item.statement()).transpose()?));
        }
    }
    Ok(accounts)
}
