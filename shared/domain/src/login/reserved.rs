//! Names that only the staff may have.

use super::look::skeleton;

/// Names, in Russian and English.
const RESERVED: [&str; 38] = [
    "abuse",
    "admin",
    "administrator",
    "bot",
    "gis-zhkh",
    "gkh",
    "help",
    "info",
    "kabinet",
    "mailer-daemon",
    "moderator",
    "no-reply",
    "noreply",
    "operator",
    "postmaster",
    "root",
    "security",
    "service",
    "staff",
    "support",
    "system",
    "webmaster",
    "админ",
    "администратор",
    "администрация",
    "бот",
    "бухгалтерия",
    "диспетчер",
    "жкх",
    "кабинет",
    "модератор",
    "оператор",
    "поддержка",
    "помощь",
    "служба",
    "техподдержка",
    "система",
    "управляющая",
];

/// The name reads like a reserved one, also with hyphens or underscores put in or digits after it.
pub fn is_reserved(login: &str) -> bool {
    let name = bare(login);
    RESERVED.iter().any(|reserved| bare(reserved) == name)
}

/// The look of a name without what people decorate names with.
fn bare(name: &str) -> String {
    let name = name.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '-' || letter == '_');
    skeleton(&name.replace(['-', '_'], ""))
}

#[cfg(test)]
mod tests {
    use crate::login::{Login, LoginError};

    fn check(text: &str) -> Result<(), LoginError> {
        Login::parse(text).unwrap().check_free()
    }

    #[test]
    fn names_of_the_staff_are_reserved_however_they_are_written() {
        for text in
            ["admin", "ADMIN", "аdmin", "Admin7", "admin_1", "ad-min", "adm1n", "Поддержка", "пoддержка", "no_reply"]
        {
            assert_eq!(check(text), Err(LoginError::Reserved), "{text}");
        }
    }

    #[test]
    fn names_of_the_company_and_its_offices_are_reserved() {
        for text in ["Администрация", "бухгалтерия", "Бухгалтерия_1", "ЖКХ", "жкх24", "управляющая"]
        {
            assert_eq!(check(text), Err(LoginError::Reserved), "{text}");
        }
    }

    #[test]
    fn a_name_that_merely_holds_a_reserved_one_is_free() {
        for text in ["adminov", "Ботов", "иванов"] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }
}
