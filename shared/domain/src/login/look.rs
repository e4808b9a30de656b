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
    use super::skeleton;

    fn alike(one: &str, other: &str) -> bool {
        skeleton(one) == skeleton(other)
    }

    #[test]
    fn case_makes_no_other_name() {
        for name in ["иван", "ivan", "ёлка", "mimoza", "вова-3", "цыган", "эюя"] {
            assert!(alike(name, &name.to_uppercase()), "{name}");
        }
    }

    #[test]
    fn letters_of_two_alphabets_that_look_alike_are_one() {
        for (russian, latin) in
            [("сахар", "caxap"), ("ВОВ", "BOB"), ("КОМЕТА", "KOMETA"), ("НЕТ", "HET"), ("Зоя", "3оя")]
        {
            assert!(alike(russian, latin), "{russian}");
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
}
