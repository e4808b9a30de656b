//! Names that only the staff may have.

use super::look::skeleton;

/// Names, in Russian and English.
const RESERVED: [&str; 44] = [
    "abuse",
    "admin",
    "administrator",
    "bot",
    "gis-zhkh",
    "gkh",
    "dispatcher",
    "help",
    "info",
    "kabinet",
    "mailer-daemon",
    "moderator",
    "no-reply",
    "noreply",
    "official",
    "operator",
    "podderzhka",
    "postmaster",
    "root",
    "security",
    "service",
    "staff",
    "support",
    "system",
    "tehpodderzhka",
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
    "поддержки",
    "служба",
    "техподдержка",
    "система",
    "управляющая",
    "официальный",
];

/// The name reads like a reserved one, also with hyphens or underscores put in or digits about it; or one of the words
/// that it is made of does, or several of them written together.
pub fn is_reserved(login: &str) -> bool {
    let whole = login.replace(SEPARATORS, "");
    login.split(SEPARATORS).chain([whole.as_str()]).any(|word| looks(word).iter().any(|look| is_made_of_reserved(look)))
}

const SEPARATORS: [char; 2] = ['-', '_'];

/// The look of a word with the digits about it, which may stand for letters, and without them.
fn looks(word: &str) -> [String; 4] {
    let digit = |letter: char| letter.is_ascii_digit();
    [word, word.trim_start_matches(digit), word.trim_end_matches(digit), word.trim_matches(digit)].map(skeleton)
}

/// One reserved name after another and nothing else.
fn is_made_of_reserved(look: &str) -> bool {
    RESERVED.iter().any(|reserved| {
        let rest = look.strip_prefix(&skeleton(&reserved.replace(SEPARATORS, "")));
        rest.is_some_and(|rest| rest.is_empty() || is_made_of_reserved(rest))
    })
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
    fn a_name_with_a_word_of_the_staff_in_it_is_reserved() {
        for text in [
            "support_kabinet",
            "supportkabinet",
            "admin-saratov",
            "saratov-admin",
            "saratov_2adm1n",
            "Поддержка-Саратов",
            "служба_поддержки",
            "sаratov-suррort7",
            "uk-0perator",
            "admin1-kabinet2",
        ] {
            assert_eq!(check(text), Err(LoginError::Reserved), "{text}");
        }
    }

    #[test]
    fn a_long_name_of_many_reserved_ones_is_judged_at_once() {
        assert_eq!(check(&"bot".repeat(10)), Err(LoginError::Reserved));
        assert_eq!(check(&format!("{}x", "bot".repeat(9))), Ok(()));
    }

    #[test]
    fn a_name_that_merely_holds_a_reserved_one_is_free() {
        for text in ["adminov", "Ботов", "иванов", "botanik", "systemov-7", "anna-botova", "infoman_1"] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }
}
