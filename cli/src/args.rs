//! What the program is told. Help and messages are in Russian: accountants read them.

mod exchange;
mod operator;

use clap::{Parser, Subcommand};

pub use exchange::*;
pub use operator::*;

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
