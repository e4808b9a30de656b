//! Where poppler sees the words of a document.

use crate::independent::pdftotext;

/// Points that the margins are narrow by: 12 mm of a page of A4 at the sides.
const SIDE: f64 = 34.0;
const WIDTH: f64 = 595.3;
const HEIGHT: f64 = 841.9;
/// Ascenders reach into the line above, and a letter has no sharp edge.
const TOLERANCE: f64 = 0.5;

/// A word and what it covers, in points from the upper left corner of its page.
#[derive(Debug)]
pub struct Place {
    pub word: String,
    page: usize,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Place {
    pub fn is_within_margins(&self) -> bool {
        let is_beside = self.left >= SIDE - TOLERANCE && self.right <= WIDTH - SIDE + TOLERANCE;
        is_beside && self.top >= 0.0 && self.bottom <= HEIGHT
    }

    /// Both stand in one line, and one over the other.
    pub fn covers(&self, other: &Self) -> bool {
        let middle = |one: &Self| f64::midpoint(one.top, one.bottom);
        let in_line = middle(self) > other.top && middle(self) < other.bottom;
        let over = self.left < other.right - TOLERANCE && other.left < self.right - TOLERANCE;
        self.page == other.page && in_line && over
    }

    /// The whole of it stands higher than the other begins.
    pub fn is_above(&self, other: &Self) -> bool {
        (self.page, self.bottom) < (other.page, other.top + TOLERANCE)
    }
}

/// All words, page by page.
pub fn places(pdf: &[u8]) -> Vec<Place> {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("receipt.pdf");
    std::fs::write(&file, pdf).unwrap();
    let words = pdftotext(&["-bbox"], &file);
    let pages = words.split("<page ").skip(1).enumerate();
    pages.flat_map(|(page, words)| words.lines().filter_map(move |line| word(page, line))).collect()
}

/// `<word xMin="34.0" yMin="29.5" xMax="104.9" yMax="51.2">Платёжный</word>`
fn word(page: usize, line: &str) -> Option<Place> {
    let (place, word) = line.trim().strip_prefix("<word ")?.strip_suffix("</word>")?.split_once('>')?;
    let edge = |name: &str| place.split(name).nth(1)?.split('"').nth(1)?.parse().ok();
    let (left, top, right, bottom) = (edge("xMin")?, edge("yMin")?, edge("xMax")?, edge("yMax")?);
    Some(Place { word: word.to_owned(), page, left, right, top, bottom })
}
