//! The name that a person signs in with.

mod look;
mod reserved;
pub mod throttle;

use unicode_normalization::UnicodeNormalization;

use crate::email::Email;
use crate::line_text::is_letter;

crate::refusals! {
    /// Why a text is not a login.
    pub enum LoginError {
        Empty = "required", "Придумайте имя пользователя.";
        TooLong = "login_too_long", "Имя пользователя — не более 30 знаков.";
        NoLetterFirst = "login_first_letter", "Имя пользователя начинается с буквы.";
        Malformed = "login_malformed", "В имени пользователя могут быть русские и латинские буквы, цифры, дефис и подчёркивание.";
        Reserved = "login_reserved", "Это имя оставлено для службы поддержки. Придумайте другое.";
    }
}

/// The longest login, in characters.
const LONGEST: usize = 30;

/// A login in the form the person gave it, composed (NFC).
#[derive(Clone, PartialEq, Eq)]
pub struct Login(String);

impl Login {
    /// Parses a login; names like those of the staff are good ones here, see [`Login::check_free`].
    pub fn parse(text: &str) -> Result<Self, LoginError> {
        let login: String = text.trim().nfc().take(LONGEST + 1).collect();
        let Some(first) = login.chars().next() else { return Err(LoginError::Empty) };
        if !login.chars().all(is_allowed) {
            return Err(LoginError::Malformed);
        }
        if login.chars().count() > LONGEST {
            return Err(LoginError::TooLong);
        }
        if !is_letter(first) {
            return Err(LoginError::NoLetterFirst);
        }
        Ok(Self(login))
    }

    /// Refuses a name that reads like one of the staff's.
    pub fn check_free(&self) -> Result<(), LoginError> {
        if reserved::is_reserved(&self.0) { Err(LoginError::Reserved) } else { Ok(()) }
    }

    /// What the name looks like: equal for names that people take for each other.
    pub fn skeleton(&self) -> String {
        look::skeleton(&self.0)
    }

    /// The login.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
crate::text_newtype!(Login, LoginError);

/// A person's name never shows in a log.
impl std::fmt::Debug for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Login(…)")
    }
}

fn is_allowed(letter: char) -> bool {
    is_letter(letter) || letter.is_ascii_digit() || letter == '-' || letter == '_'
}

/// What a person signs in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignInName {
    /// A login.
    Login(Login),
    /// An address.
    Email(Email),
}

impl SignInName {
    /// Reads a name; `None` for what can be nobody's.
    pub fn parse(text: &str) -> Option<Self> {
        if text.contains('@') {
            Email::parse(text).ok().map(Self::Email)
        } else {
            Login::parse(text).ok().map(Self::Login)
        }
    }

    /// Equal for all ways of writing the same name.
    pub fn key(&self) -> String {
        match self {
            Self::Login(login) => login.skeleton(),
            Self::Email(email) => email.key(),
        }
    }

    /// The name is this person's. Reading alike is not enough: the letters must be the same, up to their case.
    pub fn is_of(&self, login: &Login, email: &Email) -> bool {
        match self {
            Self::Login(name) => name.0.to_lowercase() == login.0.to_lowercase(),
            Self::Email(name) => name.key() == email.key(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn russian_and_latin_letters_digits_hyphen_and_underscore_make_a_login() {
        for text in ["ivanov", "Иван-Ёлкин_7", "я", &"a".repeat(30)] {
            assert_eq!(Login::parse(text).unwrap().as_str(), text);
        }
    }

    #[test]
    fn a_login_begins_with_a_letter() {
        for text in ["7ivan", "-ivan", "_ivan"] {
            assert_eq!(Login::parse(text), Err(LoginError::NoLetterFirst), "{text}");
        }
    }

    #[test]
    fn a_login_has_at_most_thirty_characters() {
        assert_eq!(Login::parse(&"я".repeat(31)), Err(LoginError::TooLong));
        assert_eq!(Login::parse(&"я".repeat(10_000)), Err(LoginError::TooLong));
    }

    #[test]
    fn other_scripts_invisible_and_separating_characters_are_no_part_of_a_login() {
        let hostile = [
            "a b",
            "a#b",
            "a|b",
            "a@b",
            "a\0b",
            "a\u{202e}b",
            "a\u{200d}b",
            "ｉｖａｎ",
            "a١",
            "ivаnі",
            "ß",
            "{{7*7}}",
            "<b>",
            "../a",
        ];
        for text in hostile {
            assert_eq!(Login::parse(text), Err(LoginError::Malformed), "{text:?}");
        }
    }

    #[test]
    fn nothing_is_no_login() {
        assert_eq!(Login::parse("  "), Err(LoginError::Empty));
    }

    #[test]
    fn composition_makes_no_other_login() {
        assert_eq!(Login::parse("и\u{306}од"), Login::parse("йод"));
    }

    #[test]
    fn a_login_does_not_show_in_a_log() {
        assert!(!format!("{:?}", Login::parse("ivanov").unwrap()).contains("ivanov"));
    }

    #[test]
    fn a_name_that_only_reads_alike_is_not_the_persons() {
        let (login, email) = (Login::parse("Иван").unwrap(), Email::parse("a@example.ru").unwrap());
        let is_of = |name: &str| SignInName::parse(name).unwrap().is_of(&login, &email);
        assert!(is_of("иван") && is_of("ИВАН") && is_of("A@Example.RU"));
        assert!(!is_of("Ивaн"), "with a Latin a");
    }
}
