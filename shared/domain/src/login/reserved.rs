//! Names that only the staff may have.

use std::sync::LazyLock;

use super::look::skeleton;

/// Names, in Russian and English: one a line, in small letters, sorted. None is an ordinary surname or first name.
const LIST: &str = include_str!("reserved.txt");

/// What they look like.
static LOOKS: LazyLock<Vec<String>> =
    LazyLock::new(|| LIST.lines().map(|name| skeleton(&name.replace(SEPARATORS, ""))).collect());

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
    LOOKS.iter().any(|reserved| {
        let rest = look.strip_prefix(reserved.as_str());
        rest.is_some_and(|rest| rest.is_empty() || is_made_of_reserved(rest))
    })
}

#[cfg(test)]
mod tests {
    use super::LIST;
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
        for text in [
            "Администрация",
            "бухгалтерия",
            "Бухгалтерия_1",
            "ЖКХ",
            "жкх24",
            "управляющая",
            "Бухгалтер",
            "buhgalter-saratov",
            "accountant",
            "Диспетчерская",
            "dispetcher",
            "dispatcher7",
            "Директор_ТСЖ",
            "тсж-1",
            "administration",
            "sysadmin",
            "manager",
            "Управляющий",
            "главный-инженер",
            "паспортист",
            "кассир",
            "Контролёр",
            "председатель_правления",
        ] {
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
        for text in ["adminov", "Ботов", "иванов", "botanik", "systemov-7", "anna-botova", "infoman_1", "buhgalterov"]
        {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn surnames_made_of_what_staff_is_called_are_free() {
        for text in [
            "Бухгалтеров",
            "Директоренко",
            "диспетчеров_1985",
            "Инженеров",
            "Кассиров-Иван",
            "Касаткина",
            "Контролева",
            "Менеджеров",
            "Председателев",
            "Управителев",
            "zhek",
            "Kassir",
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn the_list_is_sorted_and_names_nothing_twice() {
        let names: Vec<&str> = LIST.lines().collect();
        assert!(names.is_sorted_by(|one, other| one < other));
        assert!(names.iter().all(|name| *name == name.to_lowercase()));
    }
}
