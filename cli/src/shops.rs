//! `kabinet shops`: where a company's residents pay online; directly on the table and the secrets, for operators.

mod change;

use std::io::read_to_string;

use anyhow::{Result, anyhow, bail};
use http::Random;
use table::entities::organization::{Fiscal, Shop};

use crate::args::{ClearShop, SetShop, Shops, TidyShops};
use crate::operator::{codes, open};
use change::{Changed, Company};

/// Runs the command.
pub fn run(command: Shops) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        match command {
            Shops::Set(args) => set(&args).await,
            Shops::Clear(args) => clear(&args).await,
            Shops::Tidy(args) => tidy(&args).await,
        }
    })
}

async fn set(args: &SetShop) -> Result<()> {
    let code = read_to_string(std::io::stdin())?;
    let code = code.trim();
    if code.is_empty() {
        bail!("Передайте код проверки целостности в стандартный ввод.");
    }
    let shop = Shop {
        provider: domain::moneta::NAME.to_owned(),
        id: args.mnt_id.to_string(),
        code_id: Random::System.id().map_err(|_| anyhow!("Нет случайных чисел."))?,
        test_mode: args.test_mode,
        fiscal: args.sno.map(|sno| Fiscal { sno, vat_tag: args.vat_tag }),
    };
    let company = Company::read(open(&args.table).await, codes(&args.codes).await, &args.organization).await?;
    let changed = company.take_shop(shop, code, &args.former).await?;
    println!("Онлайн-оплата организации {} подключена: магазин {}.", args.organization, args.mnt_id);
    tell_of_former(&changed);
    Ok(())
}

async fn clear(args: &ClearShop) -> Result<()> {
    let company = Company::read(open(&args.table).await, codes(&args.codes).await, &args.organization).await?;
    let changed = company.leave_shop(&args.former).await?;
    println!("Онлайн-оплата организации {} отключена.", args.organization);
    tell_of_former(&changed);
    Ok(())
}

async fn tidy(args: &TidyShops) -> Result<()> {
    let company = Company::read(open(&args.table).await, codes(&args.codes).await, &args.organization).await?;
    let changed = company.forget_former().await?;
    println!("Прежние коды организации {}: удалено {}.", args.organization, changed.deleted);
    tell_of_former(&changed);
    Ok(())
}

fn tell_of_former(changed: &Changed) {
    if let Some(until) = changed.believed_until {
        println!("Сообщениям об оплатах, начатых в прежнем магазине, верим до {until}.");
    }
    for name in &changed.left {
        println!("Код, который больше не нужен, не удалён. Удалите секрет {name}.");
    }
}
