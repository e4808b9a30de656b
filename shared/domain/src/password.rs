//! Passwords: what makes a good one. Hashing is not done here.

mod common;

use unicode_normalization::UnicodeNormalization;

use crate::login::Login;

crate::refusals! {
    /// Why a text is not a password under a policy.
    pub enum PasswordError {
        Empty = "required", "Придумайте пароль.";
        HistoricLength = "password_length", "Пароль — от 6 до 16 знаков.";
        HistoricAlphabet = "password_characters", "В пароле могут быть буквы, цифры и знаки ! @ # $ % ^ _ . - * & ;";
        ModernLength = "password_length", "Пароль — от 8 до 128 знаков.";
        Common = "password_common", "Этот пароль слишком известен. Придумайте другой.";
        IsLogin = "password_is_login", "Пароль не должен совпадать с именем пользователя.";
    }
}

/// Which rule passwords follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Policy {
    /// The user guide's: 6 to 16 characters of a small alphabet.
    #[default]
    Historic,
    /// 8 to 128 of any characters.
    Modern,
}

/// The most characters that a password under any policy has, once composed; more is never worth hashing.
const MOST: usize = 128;
/// The most bytes that a keyboard makes one such character of: a letter with three marks, or three parts of a Korean one.
const LONGEST: usize = 12;

/// A password that its policy allows, composed (NFC) so that keyboards do not matter; never cut off.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// Checks a password that somebody chose for a login; `None` where the login itself was no good.
    pub fn choose(text: &str, policy: Policy, login: Option<&Login>) -> Result<Self, PasswordError> {
        let password = compose(text);
        let length = password.chars().count();
        match policy {
            _ if length == 0 => return Err(PasswordError::Empty),
            Policy::Historic if !(6..=16).contains(&length) => return Err(PasswordError::HistoricLength),
            Policy::Historic if !password.chars().all(is_historic) => return Err(PasswordError::HistoricAlphabet),
            Policy::Modern if !(8..=MOST).contains(&length) => return Err(PasswordError::ModernLength),
            Policy::Historic | Policy::Modern => {}
        }
        if login.is_some_and(|login| login.as_str().to_lowercase() == password.to_lowercase()) {
            return Err(PasswordError::IsLogin);
        }
        if common::is_common(&password) {
            return Err(PasswordError::Common);
        }
        Ok(Self(password))
    }

    /// Reads a password that somebody tries; `None` for what can be nobody's, because it is too long. The policy may
    /// have changed since the password was chosen, so it is not asked.
    pub fn attempt(text: &str) -> Option<Self> {
        let composed = (text.len() <= MOST * LONGEST).then(|| compose(text))?;
        (composed.chars().count() <= MOST).then_some(Self(composed))
    }

    /// The password, for hashing.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// A secret never shows in a log.
impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

fn compose(text: &str) -> String {
    text.nfc().collect()
}

/// The guide's alphabet.
fn is_historic(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || matches!(letter, 'А'..='Я' | 'а'..='я' | 'Ё' | 'ё')
        || "!@#$%^_.-*&;".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(text: &str, policy: Policy) -> Result<Password, PasswordError> {
        Password::choose(text, policy, Login::parse("Petrova").ok().as_ref())
    }

    #[test]
    fn a_historic_password_has_six_to_sixteen_characters() {
        assert!(choose("дом-35", Policy::Historic).is_ok());
        assert!(choose("abcdfghijk-35-mn", Policy::Historic).is_ok());
        for text in ["дом-3", "abcdfghijk-35-mno"] {
            assert_eq!(choose(text, Policy::Historic), Err(PasswordError::HistoricLength), "{text}");
        }
    }

    #[test]
    fn a_historic_password_is_of_letters_digits_and_twelve_marks() {
        assert!(choose("Ёж7!@#$%^_.-*&;", Policy::Historic).is_ok());
        for text in ["дом 35-7", "dom(35)7", "дом\"35-7", "дом٣٥٧-к", "дом\u{200d}-357", "dom-357\0"] {
            assert_eq!(choose(text, Policy::Historic), Err(PasswordError::HistoricAlphabet), "{text:?}");
        }
    }

    #[test]
    fn a_modern_password_has_8_to_128_of_any_characters() {
        assert!(choose("три слова🙂", Policy::Modern).is_ok());
        assert!(choose(&"дом-35-7".repeat(16), Policy::Modern).is_ok());
        assert_eq!(choose("дом-357", Policy::Modern), Err(PasswordError::ModernLength));
        assert_eq!(choose(&format!("{}!", "дом-35-7".repeat(16)), Policy::Modern), Err(PasswordError::ModernLength));
    }

    #[test]
    fn the_login_is_no_password() {
        assert_eq!(choose("pETROVA", Policy::Historic), Err(PasswordError::IsLogin));
    }

    #[test]
    fn a_password_that_everybody_tries_first_is_refused_under_both_policies() {
        assert_eq!(choose("Qwerty123", Policy::Historic), Err(PasswordError::Common));
        assert_eq!(choose("пароль123", Policy::Modern), Err(PasswordError::Common));
    }

    #[test]
    fn composition_makes_no_other_password() {
        assert_eq!(choose("и\u{306}од-357", Policy::Historic), choose("йод-357", Policy::Historic));
    }

    /// A Mac types «й» as two characters, a Vietnamese keyboard «ệ» as three, and a Korean one a syllable as three.
    #[test]
    fn the_longest_password_is_counted_composed_both_when_chosen_and_when_tried() {
        for (typed, letter) in [("и\u{306}", "й"), ("e\u{323}\u{302}", "ệ"), ("\u{1112}\u{1161}\u{11ab}", "한")] {
            let whole = |letter: &str, count: usize| format!("{}дом-35-7", letter.repeat(count - 8));
            let chosen = choose(&whole(typed, 128), Policy::Modern).unwrap();
            assert_eq!(chosen.expose(), whole(letter, 128));
            assert_eq!(Password::attempt(&whole(typed, 128)), Some(chosen), "{letter}");
            assert_eq!(choose(&whole(typed, 129), Policy::Modern), Err(PasswordError::ModernLength));
            assert_eq!(Password::attempt(&whole(typed, 129)), None);
        }
    }

    #[test]
    fn an_endless_password_is_not_tried() {
        assert!(Password::attempt(&"a".repeat(10_000)).is_none());
        assert!(Password::attempt("").is_some());
    }

    #[test]
    fn a_password_does_not_show_in_a_log() {
        assert!(!format!("{:?}", choose("дом-357", Policy::Historic)).contains("357"));
    }
}
