//! `kabinet shops`: where a company's residents pay online; directly on the table, for operators.

use std::io::read_to_string;

use anyhow::{Context as _, Result, anyhow, bail};
use domain::OrganizationId;
use http::{Clock, Random, SealingKey};
use jiff::{SignedDuration, Timestamp};
use table::entities::organization::{Fiscal, OrganizationItem, Shop};
use table::{Entity as _, Table, Update, keys};

use crate::args::{FormerArgs, SetShop, Shops};
use crate::operator::open;

/// Runs the command.
pub fn run(command: Shops) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        match command {
            Shops::Set(args) => set(&args).await,
            Shops::Clear(args) => {
                let until = replace(&open(&args.table).await, &args.organization, None, &args.former).await?;
                println!("Онлайн-оплата организации {} отключена.", args.organization);
                tell_of_former(until);
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
        provider: domain::moneta::NAME.to_owned(),
        id: args.mnt_id.to_string(),
        sealed_code: sealed_code.map_err(|_| anyhow!("Нет случайных чисел."))?,
        test_mode: args.test_mode,
        fiscal: args.sno.map(|sno| Fiscal { sno, vat_tag: args.vat_tag }),
    };
    let until = replace(&open(&args.table).await, &args.organization, Some(shop), &args.former).await?;
    println!("Онлайн-оплата организации {} подключена: магазин {}.", args.organization, args.mnt_id);
    tell_of_former(until);
    Ok(())
}

fn tell_of_former(until: Option<Timestamp>) {
    if let Some(until) = until {
        println!("Сообщениям об оплатах, начатых в прежнем магазине, верим до {until}.");
    }
}

/// The company as it was read is the one that changes. Until when its former shops are believed comes back.
async fn replace(
    table: &Table,
    id: &OrganizationId,
    shop: Option<Shop>,
    former: &FormerArgs,
) -> Result<Option<Timestamp>> {
    let Some(company) = table.get::<OrganizationItem>(keys::organization(id), true).await? else {
        bail!("Организации {id} нет в таблице.");
    };
    let now = Clock::system().now();
    let until = now.checked_add(SignedDuration::from_hours(former.former_hours.into()))?;
    let former_shops = company.leaving(now, until);
    let change = Update::at(company.key())
        .set("shop", shop)
        .set("former_shops", &former_shops)
        .set("revision", company.revision + 1)
        .equals("revision", company.revision);
    if !table.update(change).await? {
        bail!("Организация {id} изменилась во время записи. Повторите команду.");
    }
    Ok(former_shops.iter().map(|former| former.until).max())
}
