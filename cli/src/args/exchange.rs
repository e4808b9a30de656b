//! What companies do over the exchange.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use domain::Period;
use jiff::civil::Date;

use crate::usage;

/// How the exchange is reached.
#[derive(Args)]
pub struct Exchange {
    /// Адрес личного кабинета, например <https://lk.example.ru>
    #[arg(long, env = "KABINET_URL")]
    pub url: String,
    /// Ключ обмена; лучше задать переменной, чтобы он не остался в истории команд
    #[arg(long, env = "KABINET_KEY", hide_env_values = true)]
    pub key: String,
}

#[derive(Args)]
pub struct Load {
    #[command(flatten)]
    pub exchange: Exchange,
    /// Что загружается
    #[arg(value_enum)]
    pub kind: Kind,
    /// Файл: CSV, а для organization — JSON
    pub file: PathBuf,
    /// Период, за который начисления или расчёт ОДН, например 2026-10
    #[arg(long, required_if_eq_any([("kind", "statements"), ("kind", "odn")]), value_parser = usage::value::<Period>)]
    pub period: Option<Period>,
    /// Всё проверить и ничего не записать
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// реквизиты организации (JSON)
    Organization,
    /// дома
    Houses,
    /// лицевые счета с услугами
    Accounts,
    /// приборы учёта
    Meters,
    /// показания приборов учёта
    Readings,
    /// платные услуги
    PaidServices,
    /// новости
    News,
    /// ответы на обращения
    Replies,
    /// состояния заявок
    OrderStatuses,
    /// начисления за период
    Statements,
    /// расчёт ОДН домов за период
    Odn,
}

#[derive(Args)]
pub struct Close {
    #[command(flatten)]
    pub exchange: Exchange,
    /// Период, например 2026-10
    #[arg(value_parser = usage::value::<Period>)]
    pub period: Period,
    /// Не закрывать, если начислений загружено меньше
    #[arg(long, value_parser = usage::count)]
    pub expected_statements: Option<u64>,
    /// Последний день оплаты, например 20.11.2026; без него — прежний, а при первом закрытии день организации или 15-е число
    /// следующего месяца
    #[arg(long, value_parser = usage::day)]
    pub due_date: Option<Date>,
}

#[derive(Args)]
pub struct Reopen {
    #[command(flatten)]
    pub exchange: Exchange,
    /// Период, например 2026-10
    #[arg(value_parser = usage::value::<Period>)]
    pub period: Period,
}

#[derive(Subcommand)]
pub enum Payments {
    /// Проведены больше 45 дней назад, и ни одно начисление о них не сообщило
    Unreported(ListPayments),
    /// Платёжный сервис взял деньги, а кабинет их не провёл
    Unposted(ListPayments),
}

#[derive(Args)]
pub struct ListPayments {
    #[command(flatten)]
    pub exchange: Exchange,
}
