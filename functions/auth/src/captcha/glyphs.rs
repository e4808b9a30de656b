//! The letters of a captcha as strokes.

/// A point of the cell of a letter: 0 to 4 to the right, 0 to 6 down.
pub type Point = (f32, f32);

/// Letters and digits that nobody takes for each other, each as strokes of straight pieces.
#[rustfmt::skip]
const GLYPHS: [(char, &[&[Point]]); 16] = [
    ('A', &[&[(0.0, 6.0), (2.0, 0.0), (4.0, 6.0)], &[(0.8, 4.0), (3.2, 4.0)]]),
    ('C', &[&[(4.0, 1.2), (3.2, 0.3), (2.0, 0.0), (0.8, 0.5), (0.1, 1.8), (0.0, 3.0), (0.1, 4.2), (0.8, 5.5), (2.0, 6.0), (3.2, 5.7), (4.0, 4.8)]]),
    ('E', &[&[(4.0, 0.0), (0.0, 0.0), (0.0, 6.0), (4.0, 6.0)], &[(0.0, 3.0), (3.2, 3.0)]]),
    ('F', &[&[(4.0, 0.0), (0.0, 0.0), (0.0, 6.0)], &[(0.0, 3.0), (3.2, 3.0)]]),
    ('H', &[&[(0.0, 0.0), (0.0, 6.0)], &[(4.0, 0.0), (4.0, 6.0)], &[(0.0, 3.0), (4.0, 3.0)]]),
    ('K', &[&[(0.0, 0.0), (0.0, 6.0)], &[(4.0, 0.0), (0.0, 3.6)], &[(1.3, 2.5), (4.0, 6.0)]]),
    ('M', &[&[(0.0, 6.0), (0.0, 0.0), (2.0, 3.6), (4.0, 0.0), (4.0, 6.0)]]),
    ('N', &[&[(0.0, 6.0), (0.0, 0.0), (4.0, 6.0), (4.0, 0.0)]]),
    ('P', &[&[(0.0, 6.0), (0.0, 0.0), (2.6, 0.0), (3.6, 0.5), (4.0, 1.6), (3.6, 2.7), (2.6, 3.2), (0.0, 3.2)]]),
    ('R', &[&[(0.0, 6.0), (0.0, 0.0), (2.6, 0.0), (3.6, 0.5), (4.0, 1.6), (3.6, 2.7), (2.6, 3.2), (0.0, 3.2)], &[(1.8, 3.2), (4.0, 6.0)]]),
    ('T', &[&[(0.0, 0.0), (4.0, 0.0)], &[(2.0, 0.0), (2.0, 6.0)]]),
    ('W', &[&[(0.0, 0.0), (0.9, 6.0), (2.0, 2.0), (3.1, 6.0), (4.0, 0.0)]]),
    ('X', &[&[(0.0, 0.0), (4.0, 6.0)], &[(4.0, 0.0), (0.0, 6.0)]]),
    ('3', &[&[(0.2, 0.8), (1.0, 0.1), (2.2, 0.0), (3.4, 0.5), (3.7, 1.5), (3.3, 2.5), (2.0, 2.9), (3.5, 3.3), (4.0, 4.4), (3.5, 5.5), (2.2, 6.0), (0.9, 5.8), (0.0, 5.0)]]),
    ('4', &[&[(3.2, 6.0), (3.2, 0.0), (0.0, 4.2), (4.2, 4.2)]]),
    ('7', &[&[(0.0, 0.0), (4.0, 0.0), (1.4, 6.0)]]),
];

/// The letter that a random byte stands for.
pub fn letter(random: u8) -> char {
    GLYPHS[usize::from(random) % GLYPHS.len()].0
}

/// The strokes of a letter.
pub fn strokes(letter: char) -> &'static [&'static [Point]] {
    GLYPHS.iter().find(|(known, _)| *known == letter).map_or(&[], |(_, strokes)| strokes)
}

/// The Latin letter that a capital Russian one looks like.
pub fn latin(letter: char) -> char {
    match letter {
        'А' => 'A',
        'С' => 'C',
        'Е' | 'Ё' => 'E',
        'Н' => 'H',
        'К' => 'K',
        'М' => 'M',
        'Р' => 'P',
        'Т' => 'T',
        'Х' => 'X',
        'З' => '3',
        'Ч' => '4',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_random_byte_is_a_letter_with_strokes() {
        assert!((0..=u8::MAX).all(|random| !strokes(letter(random)).is_empty()));
    }

    #[test]
    fn no_letter_stands_twice_and_none_is_taken_for_another() {
        let letters: Vec<char> = GLYPHS.iter().map(|(letter, _)| *letter).collect();
        assert!(letters.iter().all(|letter| letters.iter().filter(|other| *other == letter).count() == 1));
        assert!(!letters.iter().any(|letter| "0O1IL5S2Z8B6GUVQDYJ9".contains(*letter)));
    }
}
