//! What is said of a command that does not read: in Russian, since accountants read it.

use std::error::Error as _;
use std::str::FromStr;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use domain::code::Refusal;
use jiff::civil::Date;

use crate::files::day_of;

/// Reads a value of the domain; why it does not read is said in the domain's sentence.
pub fn value<T: FromStr<Err: Refusal>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|error: T::Err| error.message())
}

/// Reads a day, in either of the forms that files may have it in.
pub fn day(text: &str) -> Result<Date, String> {
    let day = day_of(text).parse();
    day.map_err(|_| "Укажите день, например 20.11.2026 или 2026-11-20.".to_owned())
}

/// Reads how many of something there are.
pub fn count(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| "Укажите целое число.".to_owned())
}

/// The sentence for what was called wrongly; `None` for help, the version, and what is left to the parser's own words.
pub fn sentence(error: &clap::Error) -> Option<String> {
    let arg = || context(error, ContextKind::InvalidArg);
    let value = || context(error, ContextKind::InvalidValue);
    Some(match error.kind() {
        ErrorKind::MissingRequiredArgument => format!("Не хватает: {}.", arg()),
        ErrorKind::UnknownArgument => format!("Неизвестный аргумент: {}.", arg()),
        ErrorKind::InvalidSubcommand => {
            format!("Неизвестная команда: {}.", context(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value().is_empty() => format!("Не указано значение: {}.", arg()),
        ErrorKind::InvalidValue => {
            let known = context(error, ContextKind::ValidValue);
            format!("{}: «{}» не подходит. Возможные значения: {known}.", arg(), value())
        }
        ErrorKind::ValueValidation => {
            let why = error.source().map(ToString::to_string).unwrap_or_default();
            format!("{}: «{}» не читается. {why}", arg(), value())
        }
        _ => return None,
    })
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    }
}
