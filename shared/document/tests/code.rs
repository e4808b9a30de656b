//! Reads the payment code off the page: the picture that is in the PDF, not the data it was drawn from.

use domain::payment_qr::PaymentCode;
use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};

/// The one code of the document, `None` where none is drawn.
pub fn on_page(pdf: &[u8]) -> Option<PaymentCode> {
    let mut codes = all_on_page(pdf);
    assert!(codes.len() <= 1, "one code on a receipt");
    codes.pop()
}

/// The codes of the document, from the first to the last.
pub fn all_on_page(pdf: &[u8]) -> Vec<PaymentCode> {
    let document = Document::load_mem(pdf).unwrap();
    let drawn = document.page_iter().flat_map(|page| pictures_of(&document, page));
    drawn.map(|picture| read(&picture)).collect()
}

/// The pictures in the order in which the page draws them.
fn pictures_of(document: &Document, page: ObjectId) -> Vec<Stream> {
    let resources = document.get_dictionary(page).unwrap().get(b"Resources").unwrap();
    let resources = resolved(document, resources).as_dict().unwrap();
    let Ok(named) = resources.get(b"XObject") else { return Vec::new() };
    let named: &Dictionary = resolved(document, named).as_dict().unwrap();
    let content = document.get_and_decode_page_content(page).unwrap();
    let draws = content.operations.iter().filter(|operation| operation.operator == "Do");
    let pictures = draws.map(|draw| named.get(draw.operands[0].as_name().unwrap()).unwrap());
    let streams = pictures.map(|object| resolved(document, object).as_stream().unwrap());
    streams.filter(|stream| stream.dict.get(b"Subtype").unwrap().as_name().unwrap() == b"Image").cloned().collect()
}

fn resolved<'a>(document: &'a Document, object: &'a Object) -> &'a Object {
    document.dereference(object).unwrap().1
}

/// A phone would find the corners of the code; here every dot of the picture is known.
fn read(picture: &Stream) -> PaymentCode {
    let dots = picture.decompressed_content().unwrap();
    let side = usize::try_from(picture.dict.get(b"Width").unwrap().as_i64().unwrap()).unwrap();
    assert_eq!(dots.len(), side * side, "a grey picture");
    let mut page = rqrr::PreparedImage::prepare_from_greyscale(side, side, |column, row| dots[row * side + column]);
    let grids = page.detect_grids();
    assert_eq!(grids.len(), 1);
    let (meta, text) = grids[0].decode().unwrap();
    assert_eq!(meta.ecc_level, 0, "error correction M");
    PaymentCode::parse(text.as_bytes()).unwrap()
}
