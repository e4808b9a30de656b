//! The receipt as its readers see it: the text of the PDF by another program's eyes, the code as a phone reads it.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up shall fail")]

mod code;
mod contents;
mod hostile;
mod independent;
mod payment;
mod positions;
mod recipients;
mod samples;

/// The PDF of a receipt that cannot fail.
fn pdf(receipt: &document::Receipt) -> Vec<u8> {
    document::receipt_pdf(receipt).unwrap()
}

/// The text of the pages, every run of spaces one space.
fn text(pdf: &[u8]) -> String {
    let text = pdf_extract::extract_text_from_mem(pdf).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many times the pages say the words. Spaces do not count: the reader guesses them from distances.
fn times(pdf: &[u8], words: &str) -> usize {
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    bare(&text(pdf)).matches(&bare(words)).count()
}

/// Whether the pages say the words.
fn says(pdf: &[u8], words: &str) -> bool {
    times(pdf, words) > 0
}
