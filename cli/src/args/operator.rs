//! What operators do, on the table itself.

use clap::{Args, Subcommand, ValueEnum};
use domain::OrganizationId;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::usage;

#[derive(Subcommand)]
pub enum Keys {
    /// Создать ключ; он показывается один раз
    Create(CreateKey),
    /// Показать ключи организации
    List(ListKeys),
    /// Отозвать ключ; он перестаёт работать сразу
    Revoke(RevokeKey),
}

#[derive(Subcommand)]
pub enum Shops {
    /// Подключить магазин MONETA.Assistant; код проверки целостности берётся из стандартного ввода
    Set(SetShop),
    /// Отключить онлайн-оплату организации
    Clear(ClearShop),
    /// Удалить коды прежних магазинов, сообщениям которых уже не верим
    Tidy(TidyShops),
}

#[derive(Subcommand)]
pub enum Sessions {
    /// Завершить все сеансы жителя: войти заново нужно будет на каждом устройстве
    End(EndSessions),
}

#[derive(Subcommand)]
pub enum Typos {
    /// Показать сообщения об ошибках, начиная с самых старых
    List(ListTypos),
}

#[derive(Args)]
pub struct ListTypos {
    #[command(flatten)]
    pub table: TableArgs,
    /// За сколько последних дней; старше 90 дней сообщения не хранятся
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=90))]
    pub days: u16,
    /// Только с этого дня или момента по UTC, например 2026-10-20 или 2026-10-20T12:00:00Z; в конце вывода стоит, с какого
    /// момента продолжать в следующий раз
    #[arg(long, conflicts_with = "days", value_parser = moment)]
    pub since: Option<Timestamp>,
}

/// A moment, or a day from its beginning.
fn moment(text: &str) -> Result<Timestamp, String> {
    let day = || text.parse::<Date>().ok()?.to_zoned(TimeZone::UTC).ok().map(|day| day.timestamp());
    let read = text.parse().ok().or_else(day);
    read.ok_or_else(|| "Укажите день, например 2026-10-20, или момент, например 2026-10-20T12:00:00Z.".to_owned())
}

#[derive(Args)]
pub struct EndSessions {
    #[command(flatten)]
    pub table: TableArgs,
    /// Имя пользователя или адрес электронной почты
    pub name: String,
}

#[derive(Args)]
pub struct SetShop {
    #[command(flatten)]
    pub table: TableArgs,
    /// Идентификатор организации
    #[arg(long, value_parser = usage::value::<OrganizationId>)]
    pub organization: OrganizationId,
    /// Номер счёта магазина, `MNT_ID`
    #[arg(long)]
    pub mnt_id: u64,
    /// Тестовый режим: деньги не переводятся
    #[arg(long)]
    pub test_mode: bool,
    /// Система налогообложения для чеков (тег 1055); без неё платёжный сервис чеков не пробивает
    #[arg(long)]
    pub sno: Option<u8>,
    /// Ставка НДС для чеков в нумерации платёжного сервиса: 1105 — без НДС
    #[arg(long, default_value_t = 1105)]
    pub vat_tag: u16,
    #[command(flatten)]
    pub former: FormerArgs,
    #[command(flatten)]
    pub codes: CodesArgs,
}

#[derive(Args)]
pub struct ClearShop {
    #[command(flatten)]
    pub table: TableArgs,
    /// Идентификатор организации
    #[arg(long, value_parser = usage::value::<OrganizationId>)]
    pub organization: OrganizationId,
    #[command(flatten)]
    pub former: FormerArgs,
    #[command(flatten)]
    pub codes: CodesArgs,
}

#[derive(Args)]
pub struct TidyShops {
    #[command(flatten)]
    pub table: TableArgs,
    /// Идентификатор организации
    #[arg(long, value_parser = usage::value::<OrganizationId>)]
    pub organization: OrganizationId,
    #[command(flatten)]
    pub codes: CodesArgs,
}

/// Where integrity codes are. Region, credentials and endpoint come from the usual variables of AWS.
#[derive(Args)]
pub struct CodesArgs {
    /// Чем начинаются имена секретов с кодами: выход `CodesPrefix` развёртывания
    #[arg(long, env = "KABINET_CODES_PREFIX")]
    pub codes_prefix: String,
}

/// What becomes of the shop that the company had until now.
#[derive(Args)]
pub struct FormerArgs {
    /// Сколько часов ещё верить прежнему магазину и коду; 0 — нисколько, если код стал известен чужим
    #[arg(long, default_value_t = 72)]
    pub former_hours: u16,
}

/// Where the table is. Region, credentials and endpoint come from the usual variables of AWS.
#[derive(Args)]
pub struct TableArgs {
    /// Имя таблицы
    #[arg(long, env = "KABINET_TABLE")]
    pub table: String,
    /// Адрес хранилища на этой машине, без TLS и учётных данных
    #[arg(long)]
    pub endpoint: Option<String>,
}

#[derive(Args)]
pub struct CreateKey {
    #[command(flatten)]
    pub table: TableArgs,
    /// Идентификатор организации; без него заводится новая организация
    #[arg(long, value_parser = usage::value::<OrganizationId>)]
    pub organization: Option<OrganizationId>,
    /// Для чего ключ, своими словами
    #[arg(long)]
    pub label: String,
    /// Что ключу можно
    #[arg(long, value_enum, value_delimiter = ',', default_values = ["load", "close", "feeds"])]
    pub scopes: Vec<ScopeName>,
    /// Сколько дней ключ действует; без этого — бессрочно
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=3660))]
    pub days: Option<u16>,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum ScopeName {
    /// загружать данные
    Load,
    /// закрывать и открывать периоды
    Close,
    /// забирать показания, платежи, обращения
    Feeds,
}

#[derive(Args)]
pub struct ListKeys {
    #[command(flatten)]
    pub table: TableArgs,
    /// Идентификатор организации
    #[arg(long, value_parser = usage::value::<OrganizationId>)]
    pub organization: OrganizationId,
}

#[derive(Args)]
pub struct RevokeKey {
    #[command(flatten)]
    pub table: TableArgs,
    /// Идентификатор организации
    #[arg(long, value_parser = usage::value::<OrganizationId>)]
    pub organization: OrganizationId,
    /// Видимая часть ключа: то, что между kab_ и вторым подчёркиванием
    pub prefix: String,
}
