//! Reads the payment code off the page: the squares that are drawn in the PDF, not the data they were drawn from.

use std::collections::BTreeSet;

use domain::payment_qr::PaymentCode;
use pdf_extract::{ColorSpace, Document, MediaBox, OutputDev, OutputError, Path, PathOp, Transform, output_doc};

/// The one code of the document, `None` where none is drawn.
pub fn on_page(pdf: &[u8]) -> Option<PaymentCode> {
    let mut codes = all_on_page(pdf);
    assert!(codes.len() <= 1, "one code on a receipt");
    codes.pop()
}

/// The codes of the document, from the first to the last.
pub fn all_on_page(pdf: &[u8]) -> Vec<PaymentCode> {
    let mut drawn = Drawn::default();
    output_doc(&Document::load_mem(pdf).unwrap(), &mut drawn).unwrap();
    drawn.0.iter().map(read).collect()
}

fn read(squares: &Squares) -> PaymentCode {
    let (size, dark) = squares.grid().unwrap();
    let grid = rqrr::Grid::new(rqrr::SimpleGrid::from_func(size, |column, row| dark.contains(&(column, row))));
    let (meta, text) = grid.decode().unwrap();
    assert_eq!(meta.ecc_level, 0, "error correction M");
    PaymentCode::parse(text.as_bytes()).unwrap()
}

/// Left, top, right and bottom of every black rectangle of a code.
struct Squares(Vec<[f64; 4]>);

/// The filled paths that are codes: of many rectangles.
#[derive(Default)]
struct Drawn(Vec<Squares>);

impl Squares {
    /// Width of the code in squares, and its dark squares by column and row.
    fn grid(&self) -> Option<(usize, BTreeSet<(usize, usize)>)> {
        let edge = |pick: fn(f64, f64) -> f64, side: usize| self.0.iter().map(|run| run[side]).reduce(pick);
        let (left, top) = (edge(f64::min, 0)?, edge(f64::min, 1)?);
        let square = self.0.first().map(|run| run[3] - run[1])?;
        let size = index(edge(f64::max, 2)? - left, square);
        let mut dark = BTreeSet::new();
        for run in &self.0 {
            let row = index(run[1] - top, square);
            dark.extend((index(run[0] - left, square)..index(run[2] - left, square)).map(|column| (column, row)));
        }
        Some((size, dark))
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count of squares")]
fn index(distance: f64, square: f64) -> usize {
    (distance / square).round() as usize
}

fn rectangles(path: &Path) -> Vec<[f64; 4]> {
    let corner = |op: &PathOp| match op {
        PathOp::MoveTo(x, y) | PathOp::LineTo(x, y) => Some((*x, *y)),
        _ => None,
    };
    let outline = |ops: &[PathOp]| {
        let corners: Vec<_> = ops.iter().filter_map(corner).collect();
        let fold = |pick: fn(f64, f64) -> f64, start: f64| {
            corners.iter().fold((start, start), |(x, y), corner| (pick(x, corner.0), pick(y, corner.1)))
        };
        let ((left, top), (right, bottom)) = (fold(f64::min, f64::MAX), fold(f64::max, f64::MIN));
        [left, top, right, bottom]
    };
    path.ops.split(|op| matches!(op, PathOp::Close)).filter(|ops| ops.len() >= 4).map(outline).collect()
}

impl OutputDev for Drawn {
    fn fill(&mut self, _: &Transform, _: &ColorSpace, _: &[f64], path: &Path) -> Result<(), OutputError> {
        let found = rectangles(path);
        if found.len() > 100 {
            self.0.push(Squares(found));
        }
        Ok(())
    }

    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(&mut self, _: &Transform, _: f64, _: f64, _: f64, _: &str) -> Result<(), OutputError> {
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
