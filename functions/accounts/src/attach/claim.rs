use domain::account::AccountNumber;
use domain::code::Refusal;
use domain::organization::AttachMethod;
use domain::unified_account::{ServiceId, UnifiedAccount};
use domain::{AccountId, OrganizationId};
use http::{ApiError, ApiResult};
use table::entities::account::{AccountsByAlias, Alias, AliasKind};
use table::{Table, TableError};

/// Accounts of the named company that are judged: more than any premises have.
const MOST_OF_NAMED: i32 = 20;
/// Accounts of each company that are judged where none is named.
const MOST_OF_EACH: usize = 5;
/// Accounts of one page of the search.
const PAGE: i32 = 100;
/// Pages of one search. The next one begins after a company of which there is enough, so one that loads an identifier
/// for hundreds of accounts takes up a page and hides nobody.
const MOST_PAGES: usize = 5;

/// Which account a person says is theirs.
#[derive(Debug)]
pub enum Claim {
    /// The account with this id, made of company and number.
    Number(AccountId),
    /// One of the accounts under an identifier of ГИС ЖКХ, of this company where it is named.
    Alias {
        /// What kind of identifier.
        kind: AliasKind,
        /// The identifier in its canonical form.
        identifier: String,
        /// The company.
        organization: Option<OrganizationId>,
    },
}

impl Claim {
    /// Reads the number by the rules of the method.
    pub fn parse(method: AttachMethod, organization: Option<OrganizationId>, number: &str) -> ApiResult<Self> {
        match method {
            AttachMethod::AccountNumber => {
                let organization = organization.ok_or_else(company_missing)?;
                let number = AccountNumber::parse(number).map_err(|error| field(&error))?;
                Ok(Self::Number(AccountId::of(&organization, &number)))
            }
            AttachMethod::UnifiedAccount => {
                let id = UnifiedAccount::parse(number).map_err(|error| field(&error))?;
                Ok(Self::alias(AliasKind::UnifiedAccount, id.as_str(), organization))
            }
            AttachMethod::ServiceId => {
                let id = ServiceId::parse(number).map_err(|error| field(&error))?;
                Ok(Self::alias(AliasKind::ServiceId, id.as_str(), organization))
            }
        }
    }

    fn alias(kind: AliasKind, identifier: &str, organization: Option<OrganizationId>) -> Self {
        Self::Alias { kind, identifier: identifier.to_owned(), organization }
    }

    /// What attempts are counted on aloud. It follows from what was typed alone: a counter that looked the account up
    /// would tell by its refusals which identifiers belong together. See `docs/adr/0010-one-account-three-numbers.md`.
    pub fn subject(&self) -> String {
        match self {
            Self::Number(account) => account.to_string(),
            Self::Alias { identifier, .. } => identifier.clone(),
        }
    }

    /// The accounts that may be meant, never none: an identifier that nobody has leads to an account that cannot be,
    /// and is then judged with the same work.
    pub async fn candidates(&self, table: &Table) -> Result<Vec<AccountId>, TableError> {
        let (kind, identifier, organization) = match self {
            Self::Number(account) => return Ok(vec![account.clone()]),
            Self::Alias { kind, identifier, organization } => (*kind, identifier, organization.as_ref()),
        };
        let known = AccountsByAlias { kind, identifier, organization };
        let accounts: Vec<AccountId> = if organization.is_some() {
            table.query(&known, MOST_OF_NAMED, None).await?.items.into_iter().map(|alias| alias.account).collect()
        } else {
            some_of_each(table, &known).await?
        };
        Ok(if accounts.is_empty() { nobody(identifier) } else { accounts })
    }
}

/// The first few accounts of each company.
async fn some_of_each(table: &Table, known: &AccountsByAlias<'_>) -> Result<Vec<AccountId>, TableError> {
    let mut accounts: Vec<AccountId> = Vec::new();
    let mut cursor = None;
    for _ in 0..MOST_PAGES {
        let page = table.query(known, PAGE, cursor.as_deref()).await?;
        for Alias { account, .. } in page.items {
            if !is_enough(&accounts, &account.organization()) {
                accounts.push(account);
            }
        }
        cursor = match (page.next, accounts.last().map(AccountId::organization)) {
            (Some(_), Some(company)) if is_enough(&accounts, &company) => Some(AccountsByAlias::after(&company)),
            (Some(next), _) => Some(next),
            (None, _) => break,
        };
    }
    Ok(accounts)
}

fn is_enough(accounts: &[AccountId], company: &OrganizationId) -> bool {
    accounts.iter().filter(|account| account.organization() == *company).count() >= MOST_OF_EACH
}

fn nobody(identifier: &str) -> Vec<AccountId> {
    let nowhere = OrganizationId::from_random([0; 8]);
    AccountNumber::parse(identifier).map(|number| AccountId::of(&nowhere, &number)).into_iter().collect()
}

fn field(error: &impl Refusal) -> ApiError {
    ApiError::field("number", error)
}

fn company_missing() -> ApiError {
    ApiError::new(http::Code::ValidationFailed).with_field(
        "organization_id",
        "required",
        "Выберите управляющую организацию.",
    )
}
