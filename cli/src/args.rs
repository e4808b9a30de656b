//! What the program is told. Help and messages are in Russian: accountants read them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::{OrganizationId, Period};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::usage;

#[derive(Parser)]
#[command(
    name = "kabinet",
    version,
    about = "Личный кабинет потребителя: ключи обмена, сеансы, загрузка CSV, закрытие периода"
)]
pub struct Kabinet {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Ключи обмена: создать, показать, отозвать (для администратора, прямо в таблице)
    #[command(subcommand)]
    Keys(Keys),
    /// Магазины организаций в платёжном сервисе (для администратора, прямо в таблице)
    #[command(subcommand)]
    Shops(Shops),
    /// Сеансы жителей (для администратора, прямо в таблице)
    #[command(subcommand)]
    Sessions(Sessions),
    /// Ошибки, которые жители заметили в текстах кабинета (для администратора, прямо в таблице)
    #[command(subcommand)]
    Typos(Typos),
    /// Загрузить файл; повторять можно сколько угодно раз
    Load(Load),
    /// Закрыть период: жители увидят начисления
    Close(Close),
    /// Открыть закрытый период для исправлений
    Reopen(Reopen),
    /// Оплаты, на которые нужно посмотреть бухгалтеру: таблица CSV
    #[command(subcommand)]
    Payments(Payments),
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
    /// Период, за который начисления, например 2026-10
    #[arg(long, required_if_eq("kind", "statements"), value_parser = usage::value::<Period>)]
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
    #[arg(long)]
    pub expected_statements: Option<u64>,
    /// Последний день оплаты, например 2026-11-20; без него — прежний, а при первом закрытии день организации или 15-е число
    /// следующего месяца
    #[arg(long)]
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
