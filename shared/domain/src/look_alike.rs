//! Capitals that look alike in both alphabets: who copies them from paper cannot know which was meant.

/// Latin and Cyrillic.
const PAIRS: [(char, char); 12] = [
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'У'),
];

/// The Cyrillic capital that looks like this one; any other character as it is.
pub fn cyrillic(capital: char) -> char {
    PAIRS.iter().find(|(latin, _)| *latin == capital).map_or(capital, |(_, cyrillic)| *cyrillic)
}

/// The Latin capital that looks like this one; any other character as it is.
pub fn latin(capital: char) -> char {
    PAIRS.iter().find(|(_, cyrillic)| *cyrillic == capital).map_or(capital, |(latin, _)| *latin)
}

/// What programs make of a hyphen.
pub const fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_goes_to_the_other_and_back() {
        for (one, other) in PAIRS {
            assert!(one.is_ascii_uppercase() && !other.is_ascii() && cyrillic(one) == other && latin(other) == one);
        }
    }

    #[test]
    fn what_looks_like_nothing_else_stays() {
        for letter in ['D', 'Ж', 'Ё', '7', '-'] {
            assert_eq!((latin(letter), cyrillic(letter)), (letter, letter));
        }
    }
}
