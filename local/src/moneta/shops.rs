//! The shops that the stand-in serves: the companies of this system.

use crate::state::Shop;

/// All shops.
#[derive(Debug, Clone)]
pub struct Shops(Vec<Shop>);

impl Shops {
    /// These shops.
    pub const fn new(shops: Vec<Shop>) -> Self {
        Self(shops)
    }

    /// The shop of this number.
    pub fn find(&self, mnt_id: &str) -> Option<&Shop> {
        self.0.iter().find(|shop| shop.mnt_id == mnt_id)
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// The shop of the published vectors.
    pub fn shops() -> Shops {
        Shops::new(vec![Shop {
            organization: "УК «Волга»".to_owned(),
            mnt_id: "54600817".to_owned(),
            integrity_code: "QWERTY".to_owned(),
            test_mode: false,
        }])
    }
}
