//! What the fonts of the document know of letters: whether they have them, and how wide they are.

use typst::layout::{Abs, Em};
use typst::text::{Font, FontInstance, FontVariations};

/// Latin and Cyrillic, of which nearly every text is: looked up once, since a font is asked in a microsecond and a
/// document has thousands of letters.
const COMMON: u32 = 0x500;

/// The letters of some fonts.
pub struct Letters {
    fonts: Vec<Font>,
    faces: Vec<FontInstance>,
    common: Vec<Option<f64>>,
}

impl Letters {
    /// Of these fonts, the first of which is that of the text.
    pub fn of(fonts: &[Font]) -> Self {
        let mut letters = Self { fonts: fonts.to_vec(), faces: fonts.iter().map(face).collect(), common: vec![] };
        letters.common = (0..COMMON).map(|code| letters.look_up(char::from_u32(code)?)).collect();
        letters
    }

    /// Whether every font has the letter.
    pub fn has(&self, letter: char) -> bool {
        self.get(letter).is_some()
    }

    /// The width of a letter of the text, in ems; one em where it is none of theirs.
    pub fn width(&self, letter: char) -> f64 {
        self.get(letter).unwrap_or(1.0)
    }

    fn get(&self, letter: char) -> Option<f64> {
        let common = usize::try_from(u32::from(letter)).ok().and_then(|code| self.common.get(code));
        common.copied().unwrap_or_else(|| self.look_up(letter))
    }

    /// The width, where every font has the letter.
    fn look_up(&self, letter: char) -> Option<f64> {
        let is_known = self.fonts.iter().all(|font| font.info().coverage.contains(letter.into()));
        let face = self.faces.first().filter(|_| is_known)?;
        Some(face.x_advance(face.ttf().glyph_index(letter)?.0).map_or(1.0, Em::get))
    }
}

/// The font as it is, for its widths.
fn face(font: &Font) -> FontInstance {
    font.clone().instantiate(font.info().variant, Abs::zero(), &FontVariations::default())
}
