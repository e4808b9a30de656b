//! Passwords that guessers try first.

use passwords::analyzer::is_common_password;

/// The commonest words of passwords, Russian ones and those of housing among them: refused also with digits or marks
/// after them. One a line, in small letters, sorted.
const LIST: &str = include_str!("common.txt");

/// Rows of keys, and sequences, that fingers run along.
const ROWS: [&str; 10] = [
    "01234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "йцукенгшщзхъ",
    "фывапролджэ",
    "ячсмитьбю",
    "1q2w3e4r5t6y7u8i9o0p",
];

/// The password is one of a hundred thousand known ones, or one of the commonest words with digits or marks after it, or a run of keys, or one key repeated.
pub fn is_common(given: &str) -> bool {
    let password = given.to_lowercase();
    let word = password.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter.is_ascii_punctuation());
    is_common_password(given)
        || is_common_password(&password)
        || is_listed(&password)
        || is_listed(word)
        || is_run(&password)
        || (is_run(word) && !word.is_empty())
        || repeats(&password)
}

fn is_listed(word: &str) -> bool {
    LIST.lines().any(|line| line == word)
}

/// Along one row, there or back.
fn is_run(password: &str) -> bool {
    let backwards: String = password.chars().rev().collect();
    password.chars().count() >= 4 && ROWS.iter().any(|row| row.contains(password) || row.contains(&backwards))
}

/// A short piece over and over: `111111`, `абабаб`, `123123`.
fn repeats(password: &str) -> bool {
    let letters: Vec<char> = password.chars().collect();
    (1..=3).any(|length| letters.len() >= 2 * length && letters.chunks(length).all(|piece| letters.starts_with(piece)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_words_are_common_also_with_digits_after_them() {
        for text in ["password", "Пароль", "qwerty2026", "привет!", "Саратов64"] {
            assert!(is_common(text), "{text}");
        }
    }

    #[test]
    fn the_corpus_knows_what_others_chose() {
        for text in ["gfhjkm", "samsung", "!QAZ2wsx", "liverpool1", "александр", "ghbdtn"] {
            assert!(is_common(text), "{text}");
        }
    }

    #[test]
    fn runs_of_keys_are_common() {
        for text in ["123456", "7654321", "asdfgh", "йцукенгш", "1q2w3e4r", "abcdef"] {
            assert!(is_common(text), "{text}");
        }
    }

    #[test]
    fn one_piece_repeated_is_common() {
        for text in ["111111", "абабаб", "123123", "абвабв"] {
            assert!(is_common(text), "{text}");
        }
    }

    #[test]
    fn a_password_of_ones_own_is_not() {
        for text in ["дом-357", "zelenyi-chai", "k7#mQ2", "котик-на-окне"] {
            assert!(!is_common(text), "{text}");
        }
    }

    #[test]
    fn the_list_is_sorted_and_names_nothing_twice() {
        let lines: Vec<&str> = LIST.lines().collect();
        assert!(lines.is_sorted_by(|one, other| one < other));
        assert!(lines.iter().all(|line| *line == line.to_lowercase()));
    }
}
