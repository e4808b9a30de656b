//! Makes a large PDF smaller. The typesetter writes every object as plain text, and a tagged document has one for each cell of
//! its tables; packed into compressed streams (PDF 1.5) they take a tenth.

use lopdf::{Document, ObjectStreamConfig, SaveOptions};

use crate::Error;

/// A receipt shall have less than 100 kB, and reading a document anew takes a third of the time of making it: what is
/// small enough stays as it is.
const LARGEST_PLAIN: usize = 96_000;

/// All objects of a receipt go into one stream: the library lists no second one in the index of the file, so that readers
/// would not find it (lopdf 0.38, `create_xref_steam`). More than the format allows in a stream no receipt has.
const OBJECTS: usize = 65_535;
/// The best of zlib's levels costs a long receipt less than a millisecond more than the usual one.
const LEVEL: u32 = 9;

/// The same document, in fewer bytes if it has many.
pub fn packed(pdf: Vec<u8>) -> Result<Vec<u8>, Error> {
    if pdf.len() <= LARGEST_PLAIN { Ok(pdf) } else { repacked(&pdf) }
}

fn repacked(pdf: &[u8]) -> Result<Vec<u8>, Error> {
    let broken = |error: &dyn std::fmt::Display| Error::Pdf(error.to_string());
    let mut document = Document::load_mem(pdf).map_err(|error| broken(&error))?;
    let options = SaveOptions {
        use_object_streams: true,
        use_xref_streams: true,
        object_stream_config: ObjectStreamConfig { max_objects_per_stream: OBJECTS, compression_level: LEVEL },
        ..SaveOptions::default()
    };
    let mut bytes = Vec::with_capacity(pdf.len());
    document.save_with_options(&mut bytes, options).map_err(|error| broken(&error))?;
    Ok(bytes)
}
