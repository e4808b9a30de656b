//! What is known of a house whose common needs are loaded.

use domain::common_needs::{Calculation, Terms, statement_doubt};
use domain::house::House;
use domain::line_text::LineText;
use domain::organization::NegativeOdn;
use domain::statement::{Line, Warning};
use futures::try_join;
use table::entities::account::{AccountFacts, AccountHead};
use table::entities::house::{AccountsOfHouse, HouseAccount};
use table::entities::statement::StatementItem;
use table::{Batch, TableError, keys};

use crate::fence::Fence;
use crate::month::Month;

/// Accounts that are read at once with their statements; of these, only what is compared is kept.
const AT_ONCE: usize = 100;

/// A house with its accounts and what they were charged in the month.
pub struct HouseFacts {
    /// The house.
    pub house: House,
    accounts: Vec<Charged>,
}

/// An account with its statement, if it has one.
struct Charged {
    account: AccountHead,
    statement: Option<Compared>,
}

/// What of a statement is compared.
struct Compared {
    lines: Vec<Line>,
    /// The account as it was charged; that of today where the statement did not keep it.
    facts: AccountFacts,
    /// Residents see it.
    is_published: bool,
}

impl Charged {
    /// The account has no reason against the service, or was charged for it.
    fn may_have(&self, service: &LineText) -> bool {
        let mut lines = self.statement.iter().flat_map(|statement| &statement.lines);
        self.account.may_have(service) || lines.any(|line| line.service == *service)
    }

    /// What the statement has against a calculation that takes the place of `standing`. Nothing where the account was charged
    /// in another house. That a published statement has no line of the service was told beside `standing`, if the account
    /// listed the service then: a service that came later does not speak against it.
    fn doubt(&self, house: &House, new: &Calculation, standing: Option<&Calculation>) -> Option<Warning> {
        let Compared { lines, facts, is_published } =
            self.statement.as_ref().filter(|it| it.facts.house == house.code)?;
        let missing = |one: &Calculation| statement_doubt(lines, one, facts.premises(), true).is_some();
        let is_told = *is_published && standing.is_some_and(missing);
        let has_service = self.account.has(&new.service) && !is_told;
        statement_doubt(lines, new, facts.premises(), has_service)
    }
}

impl HouseFacts {
    /// Reads it with the lines of these services; statements only where the month holds any.
    pub async fn read(
        fence: &Fence<'_>,
        month: &Month,
        house: House,
        services: &[&LineText],
    ) -> Result<Self, TableError> {
        let pattern = AccountsOfHouse { organization: fence.caller.organization(), house: &house.code };
        let members = fence.app.table.query_all(&pattern).await?;
        let mut accounts = Vec::with_capacity(members.len());
        for members in members.chunks(AT_ONCE) {
            accounts.extend(charged(fence, month, members, services).await?);
        }
        Ok(Self { house, accounts })
    }

    /// No account of the house has this service or was charged for it.
    pub fn lacks(&self, service: &LineText) -> bool {
        !self.accounts.is_empty() && !self.accounts.iter().any(|one| one.may_have(service))
    }

    /// The terms of the company, with what they are reckoned by: the common property of the house, and its people where a
    /// volume is divided by them.
    pub fn terms(&self, terms: Terms) -> Terms {
        let residents = || self.accounts.iter().map(|one| u64::from(one.account.facts.residents)).sum();
        let common_area = Some(self.house.common_area).filter(|area| !area.is_zero());
        Terms { residents: (terms.negative == NegativeOdn::PerResident).then(residents), common_area, ..terms }
    }

    /// The first statement whose common needs are not what the calculation gives.
    pub fn differing_statement(&self, new: &Calculation, standing: Option<&Calculation>) -> Option<Warning> {
        self.accounts.iter().find_map(|one| {
            let doubt = one.doubt(&self.house, new, standing)?;
            let message = format!("Лицевой счёт № {}: {}", one.account.number, doubt.message);
            Some(Warning { field: "house_volume".to_owned(), message, ..doubt })
        })
    }
}

async fn charged(
    fence: &Fence<'_>,
    month: &Month,
    members: &[HouseAccount],
    services: &[&LineText],
) -> Result<Vec<Charged>, TableError> {
    let account = |one: &HouseAccount| keys::account(&one.account);
    let statement = |one: &HouseAccount| keys::statement(&one.account, month.period);
    let heads = Batch::consistent().only(AccountHead::ATTRIBUTES).with_all(members.iter().map(account));
    let statements = Batch::consistent().with_all(members.iter().filter(|_| month.has_statements()).map(statement));
    let (mut heads, mut statements) = try_join!(fence.app.table.batch(heads), fence.app.table.batch(statements))?;
    let mut charged = Vec::with_capacity(members.len());
    for member in members {
        let item: Option<StatementItem> = statements.take(&statement(member))?;
        if let Some(account) = heads.take_part(&account(member))? {
            let compared = item.map(|item| compared(&item, &account, month, services)).transpose()?;
            charged.push(Charged { account, statement: compared });
        }
    }
    Ok(charged)
}

fn compared(
    item: &StatementItem,
    account: &AccountHead,
    month: &Month,
    services: &[&LineText],
) -> Result<Compared, TableError> {
    let facts = item.facts()?.unwrap_or_else(|| account.facts.clone());
    Ok(Compared { lines: lines(item, services)?, facts, is_published: item.version <= month.version() })
}

/// The lines of these services, in as little memory as a tower block of them needs.
fn lines(item: &StatementItem, services: &[&LineText]) -> Result<Vec<Line>, TableError> {
    let compared = item.statement()?.lines.into_iter().filter(|line| services.contains(&&line.service));
    Ok(compared.map(|line| Line { recalculations: Vec::new(), ..line }).collect())
}
