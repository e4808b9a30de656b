//! What a name looks like.

use unicode_security::confusable_detection::skeleton as unicode_skeleton;

/// The skeleton of UTS #39 over small letters, with those letters joined whose capitals look alike, because names
/// that differ in case count as one: «ВОВ» in capitals reads like BOB, «вов» does not.
pub fn skeleton(name: &str) -> String {
    let small = name.to_lowercase();
    unicode_skeleton(&small).fold(String::new(), |mut skeleton, letter| {
        match letter {
            'ʙ' | 'ƅ' => skeleton.push('b'),
            'ɜ' => skeleton.push('3'),
            'ĸ' => skeleton.push('k'),
            // UTS #39 takes a Latin m for rn.
            'ʍ' => skeleton.push_str("rn"),
            'ʜ' => skeleton.push('h'),
            'ю' => skeleton.push_str("lo"),
            'ᴛ' => skeleton.push('t'),
            'i' => skeleton.push('l'),
            'O' => skeleton.push('o'),
            // «ё» is written «е» as often as not.
            '\u{308}' => {}
            other => skeleton.push(other),
        }
        skeleton
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::iter;

    use super::{skeleton, unicode_skeleton};

    fn alike(one: &str, other: &str) -> bool {
        skeleton(one) == skeleton(other)
    }

    #[test]
    fn case_makes_no_other_name() {
        for name in ["иван", "ivan", "ёлка", "mimoza", "вова-3", "цыган", "эюя", "юля"] {
            assert!(alike(name, &name.to_uppercase()), "{name}");
        }
    }

    #[test]
    fn letters_of_two_alphabets_that_look_alike_are_one() {
        for (russian, latin) in
            [("сахар", "caxap"), ("ВОВ", "BOB"), ("КОМЕТА", "KOMETA"), ("НЕТ", "HET"), ("Зоя", "3оя"), ("Юля", "IOля")]
        {
            assert!(alike(russian, latin), "{russian}");
        }
    }

    /// What UTS #39 takes for one is one here, in capitals and small letters, alone and in twos, which is as long as what it
    /// takes for a letter of ours.
    #[test]
    fn what_unicode_takes_for_one_is_one() {
        let small = ('a'..='z').chain('а'..='я').chain(['ё']);
        let letters = small.flat_map(|letter| iter::once(letter).chain(letter.to_uppercase()));
        let all: Vec<char> = letters.chain('0'..='9').chain(['-', '_']).collect();
        let twos = all.iter().flat_map(|one| all.iter().map(move |other| format!("{one}{other}")));
        let mut looks = BTreeMap::new();
        for text in all.iter().map(char::to_string).chain(twos) {
            let look = skeleton(&text);
            let first =
                looks.entry(unicode_skeleton(&text).collect::<String>()).or_insert((look.clone(), text.clone()));
            assert_eq!(first.0, look, "{} {text}", first.1);
        }
    }

    #[test]
    fn digits_that_look_like_letters_are_one_with_them() {
        assert!(alike("ol1ver", "oIlver") && alike("a0", "ao"));
    }

    #[test]
    fn a_dotted_e_is_an_e() {
        assert!(alike("алёна", "алена"));
    }

    #[test]
    fn names_that_read_differently_stay_apart() {
        for (one, other) in [("иван", "ivan"), ("сидоров", "сидорова"), ("и", "й"), ("a-b", "ab"), ("a_b", "a-b")]
        {
            assert!(!alike(one, other), "{one} {other}");
        }
    }

    /// Skeletons are keys of stored claims. If another edition of the tables changes one, names that are taken would be
    /// free again, and their owners could not sign in: whoever updates has to move the claims first.
    #[test]
    fn the_skeleton_of_every_letter_of_a_name_is_the_one_that_is_stored() {
        let latin = ('a'..='z').chain('0'..='9').chain(['-', '_']);
        let words = |letters: &mut dyn Iterator<Item = char>| {
            letters.map(|letter| skeleton(&letter.to_string())).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            words(&mut latin.into_iter()),
            "a b c d e f g h l j k l rn n o p q r s t u v w x y z o l 2 3 4 5 6 7 8 9 - _"
        );
        assert_eq!(
            words(&mut ('а'..='я').chain(['ё'])),
            "a 6 b r д e ж 3 ᴎ ᴎ\u{306} k л rn h o π p c t y ɸ x ц ч w щ ˉb bl b э lo ᴙ e"
        );
        assert_eq!(skeleton("Мария_Петровна-1985"), "rnapᴎᴙ_πetpobha-l985");
    }
}
