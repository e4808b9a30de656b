//! The payment document («платёжный документ», receipt) of one account for one period, as a PDF.
//!
//! Form of the order of Минстрой № 43/пр of 26.01.2018, all its sections as far as there are data for them; payment QR of ГОСТ Р 56042-2014.
//! What a receipt looks like is written in `templates/receipt.typ`, a Typst template, with the tables of `tables.typ` and the
//! breaking of words of `fitting.typ`; what it says is prepared here: numbers and dates arrive in the template as ready texts,
//! and as data only. Nothing that a person or an accounting system wrote is ever read as template code.
//!
//! The same receipt gives the same bytes: there is no clock, no randomness and no font of the machine in it.

#![warn(missing_docs)]

mod format;
mod letters;
mod packing;
mod payees;
mod printable;
mod qr;
mod receipt;
mod typesetter;
mod view;
mod words;

pub use format::money;
pub use receipt::{MeterReading, Receipt};

/// Why a receipt could not be typeset. None of these is caused by what a receipt says.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The fonts or the template do not load: the program is built wrongly.
    #[error("assets of the document: {0}")]
    Assets(String),
    /// The prepared texts cannot be passed to the template.
    #[error("data of the document: {0}")]
    Data(#[from] serde_json::Error),
    /// The template does not compile with them.
    #[error("template of the document: {0}")]
    Template(String),
    /// The laid out pages cannot be written as an accessible PDF.
    #[error("PDF of the document: {0}")]
    Pdf(String),
}

/// Typesets a receipt: PDF/UA-1, A4, for black and white print.
///
/// Takes some twenty milliseconds (docs/benchmarks.md), the first call in a process twice that; meant for a blocking thread.
pub fn receipt_pdf(receipt: &Receipt) -> Result<Vec<u8>, Error> {
    let payees = payees::payees(receipt);
    let pictures: Vec<_> = payees.iter().map(|payee| qr::picture(receipt, payee)).collect();
    let view = view::View::of(receipt, &payees, &pictures);
    let assets = typesetter::Assets::get()?;
    let mut texts = serde_json::to_value(view)?;
    printable::make_printable(&mut texts, |letter| assets.letters().has(letter));
    texts["known"] = serde_json::to_value(words::Widths::of(&texts, |letter| assets.letters().width(letter)))?;
    let pictures = pictures.into_iter().map(|picture| picture.map(|it| it.grey).unwrap_or_default()).collect();
    let files = typesetter::Files { texts, pictures };
    packing::packed(assets.pdf(files, &receipt.identity(), receipt.issued_on())?)
}

/// Loads fonts and template, so that the first receipt does not wait for them.
pub fn warm_up() -> Result<(), Error> {
    typesetter::Assets::get().map(|_| ())
}
