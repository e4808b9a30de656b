//! A change of a company's shop: the item in the table, and the secrets that it names.

use anyhow::{Context as _, Result, bail};
use domain::OrganizationId;
use http::Clock;
use jiff::{SignedDuration, Timestamp};
use secrets::Codes;
use table::entities::organization::{FormerShop, OrganizationItem, Shop};
use table::{Entity as _, Table, Update, keys};

use crate::args::FormerArgs;

/// A company as it was read: it changes only if nobody has changed it since.
pub struct Company {
    table: Table,
    codes: Codes,
    item: OrganizationItem,
}

/// What came of a change.
pub struct Changed {
    /// Until when former shops are believed, where there are any.
    pub believed_until: Option<Timestamp>,
    /// Codes that nothing names any more and that are gone.
    pub deleted: usize,
    /// Names of secrets that should be gone and are not.
    pub left: Vec<String>,
}

impl Company {
    /// Reads it.
    pub async fn read(table: Table, codes: Codes, id: &OrganizationId) -> Result<Self> {
        match table.get::<OrganizationItem>(keys::organization(id), true).await? {
            Some(item) => Ok(Self { table, codes, item }),
            None => bail!("Организации {id} нет в таблице."),
        }
    }

    /// Keeps the code first: an item never names a code that is not there. A code that no item came to name is deleted.
    pub async fn take_shop(self, shop: Shop, code: &str, former: &FormerArgs) -> Result<Changed> {
        let id = shop.code_id.clone();
        let kept = self.codes.keep(&self.item.id, &id, code).await;
        kept.context("Код не записан в хранилище секретов. Магазин не изменён")?;
        let stored = match self.leaving(former) {
            Ok(former) => self.store(Some(shop), former).await,
            Err(error) => Err(error),
        };
        if let Err(error) = stored {
            self.take_back(&id, error).await?;
        }
        self.clean().await
    }

    /// Deletes a code that no item came to name. Where the item names it, only the answer to the change was lost.
    async fn take_back(&self, code_id: &str, error: anyhow::Error) -> Result<()> {
        let name = self.codes.name(&self.item.id, code_id);
        let present = self.present().await;
        if present
            .with_context(|| format!("Если магазин не подключён, удалите секрет {name}"))?
            .code_ids()
            .contains(code_id)
        {
            return Ok(());
        }
        let deleted = self.codes.delete(&self.item.id, code_id).await;
        deleted.with_context(|| format!("{error:#} Удалите секрет {name}: он не понадобился"))?;
        Err(error)
    }

    /// Nobody is sent to the shop any more.
    pub async fn leave_shop(self, former: &FormerArgs) -> Result<Changed> {
        let former = self.leaving(former)?;
        self.store(None, former).await?;
        self.clean().await
    }

    /// Former shops whose time is over are forgotten.
    pub async fn forget_former(self) -> Result<Changed> {
        let (shop, former) = (self.item.shop.clone(), self.item.former_shops_at(Clock::system().now()));
        self.store(shop, former).await?;
        self.clean().await
    }

    fn leaving(&self, args: &FormerArgs) -> Result<Vec<FormerShop>> {
        let now = Clock::system().now();
        let until = now.checked_add(SignedDuration::from_hours(args.former_hours.into()))?;
        Ok(self.item.leaving(now, until))
    }

    async fn store(&self, shop: Option<Shop>, former_shops: Vec<FormerShop>) -> Result<()> {
        let change = Update::at(self.item.key())
            .set("shop", shop)
            .set("former_shops", &former_shops)
            .set("revision", self.item.revision + 1)
            .equals("revision", self.item.revision);
        if !self.table.update(change).await? {
            bail!("Организация {} изменилась во время записи. Повторите команду.", self.item.id);
        }
        Ok(())
    }

    /// What the item says now, whatever the answer to the change said.
    async fn present(&self) -> Result<OrganizationItem> {
        let item = self.table.get(self.item.key(), true).await?;
        item.with_context(|| format!("Организации {} нет в таблице.", self.item.id))
    }

    /// Deletes the codes that the item named before and names no more. The change itself is done: what stays is told.
    async fn clean(&self) -> Result<Changed> {
        let present = self.present().await?;
        let (mut deleted, mut left) = (0, Vec::new());
        for id in self.item.code_ids().difference(&present.code_ids()) {
            match self.codes.delete(&self.item.id, id).await {
                Ok(()) => deleted += 1,
                Err(_) => left.push(self.codes.name(&self.item.id, id)),
            }
        }
        let believed_until = present.former_shops.iter().map(|former| former.until).max();
        Ok(Changed { believed_until, deleted, left })
    }
}
