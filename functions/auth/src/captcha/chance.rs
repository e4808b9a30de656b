//! Everything accidental about an image.

use sha2::{Digest as _, Sha256};

/// Numbers that follow from a seed, and not from each other.
pub struct Chance {
    seed: [u8; 32],
    drawn: u32,
}

impl Chance {
    /// Those of a seed.
    pub const fn new(seed: [u8; 32]) -> Self {
        Self { seed, drawn: 0 }
    }

    fn byte(&mut self) -> u8 {
        let mut hash = Sha256::new();
        hash.update(self.seed);
        hash.update(self.drawn.to_be_bytes());
        self.drawn += 1;
        hash.finalize()[0]
    }

    /// A number from one to the other.
    pub fn between(&mut self, least: f32, most: f32) -> f32 {
        least + (most - least) * f32::from(self.byte()) / 255.0
    }

    /// One of them.
    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        choices.get(usize::from(self.byte()) % choices.len().max(1))
    }
}
