//! `kabinet shops`: where a company's residents pay online; directly on the table, for operators.

use std::io::read_to_string;

use anyhow::{Context as _, Result, anyhow, bail};
use domain::OrganizationId;
use http::{Random, SealingKey};
use table::entities::organization::{Fiscal, OrganizationItem, Shop};
use table::{Entity as _, Table, Update, keys};

use crate::args::{SetShop, Shops};
use crate::operator::open;

/// Runs the command.
pub fn run(command: Shops) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        match command {
            Shops::Set(args) => set(&args).await,
            Shops::Clear(args) => {
                replace(&open(&args.table).await, &args.organization, None).await?;
                println!("Онлайн-оплата организации {} отключена.", args.organization);
                Ok(())
            }
        }
    })
}

async fn set(args: &SetShop) -> Result<()> {
    let key = SealingKey::parse(&args.sealing_key).context("KABINET_SEALING_KEY не подходит")?;
    let code = read_to_string(std::io::stdin())?;
    let code = code.trim();
    if code.is_empty() {
        bail!("Передайте код проверки целостности в стандартный ввод.");
    }
    let sealed_code = key.seal(code, args.organization.as_str(), &Random::System);
    let shop = Shop {
        id: args.mnt_id.to_string(),
        sealed_code: sealed_code.map_err(|_| anyhow!("Нет случайных чисел."))?,
        test_mode: args.test_mode,
        fiscal: args.sno.map(|sno| Fiscal { sno, vat_tag: args.vat_tag }),
    };
    replace(&open(&args.table).await, &args.organization, Some(shop)).await?;
    println!("Онлайн-оплата организации {} подключена: магазин {}.", args.organization, args.mnt_id);
    Ok(())
}

/// The company as it was read is the one that changes.
async fn replace(table: &Table, id: &OrganizationId, shop: Option<Shop>) -> Result<()> {
    let Some(company) = table.get::<OrganizationItem>(keys::organization(id), true).await? else {
        bail!("Организации {id} нет в таблице.");
    };
    let change = Update::at(company.key())
        .set("shop", shop)
        .set("revision", company.revision + 1)
        .equals("revision", company.revision);
    if !table.update(change).await? {
        bail!("Организация {id} изменилась во время записи. Повторите команду.");
    }
    Ok(())
}
