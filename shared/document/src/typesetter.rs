//! Runs the typesetter on the template, the fonts and the data of one document, and on nothing else: it sees no
//! files, no network and no clock.

use std::sync::OnceLock;

use jiff::civil::Date;
use serde_json::Value;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, comemo};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::Error;
use crate::letters::Letters;

/// The template, and what it imports.
const TEMPLATES: [(&str, &str); 3] = [
    ("receipt.typ", include_str!("../templates/receipt.typ")),
    ("fitting.typ", include_str!("../templates/fitting.typ")),
    ("tables.typ", include_str!("../templates/tables.typ")),
];
/// Where the template finds what to say, and the codes: `code-1.grey` and so on, as many as there can be recipients.
const TEXTS_PATH: &str = "receipt.json";
/// Among the texts: whether the document has one page.
const ONE_PAGE: &str = "one_page";
const MOST_PICTURES: usize = 20;
const FONTS: [&[u8]; 2] = [
    include_bytes!(concat!(env!("OUT_DIR"), "/LibertinusSerif-Regular.otf")),
    include_bytes!(concat!(env!("OUT_DIR"), "/LibertinusSerif-Bold.otf")),
];
/// The typesetter remembers intermediate results: those that this many documents in a row did not use are dropped,
/// so that memory does not grow with the number of documents.
const REMEMBERED_DOCUMENTS: usize = 2;

/// What all documents share, loaded once in a process.
pub struct Assets {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    letters: Letters,
    /// The first one is the document, the others are imported.
    templates: Vec<Source>,
    texts: FileId,
    pictures: Vec<FileId>,
    standards: PdfStandards,
}

impl Assets {
    /// The loaded assets.
    pub fn get() -> Result<&'static Self, Error> {
        static ASSETS: OnceLock<Result<Assets, String>> = OnceLock::new();
        ASSETS.get_or_init(Self::load).as_ref().map_err(|error| Error::Assets(error.clone()))
    }

    fn load() -> Result<Self, String> {
        let fonts: Vec<Font> = FONTS.into_iter().flat_map(|font| Font::iter(Bytes::new(font))).collect();
        if fonts.len() != FONTS.len() {
            return Err("a font cannot be read".to_owned());
        }
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            letters: Letters::of(&fonts),
            fonts,
            templates: TEMPLATES
                .into_iter()
                .map(|(path, text)| Ok(Source::new(file_id(path)?, text.to_owned())))
                .collect::<Result<_, String>>()?,
            texts: file_id(TEXTS_PATH)?,
            pictures: (1..=MOST_PICTURES)
                .map(|number| file_id(&format!("code-{number}.grey")))
                .collect::<Result<_, _>>()?,
            standards: PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| error.message().to_string())?,
        })
    }

    /// What the fonts know of letters.
    pub fn letters(&self) -> &Letters {
        &self.letters
    }

    /// Typesets the template with the files. The identity tells the document from others and is not readable in it;
    /// the day becomes its time of creation.
    pub fn pdf(&'static self, files: Files, identity: &str, day: Date) -> Result<Vec<u8>, Error> {
        let options = PdfOptions {
            ident: Smart::Custom(identity.to_owned()),
            creator: Smart::Custom(None),
            timestamp: timestamp(day),
            standards: self.standards.clone(),
            ..PdfOptions::default()
        };
        let pages = self.pages(files);
        let pdf =
            pages.and_then(|pages| typst_pdf::pdf(&pages, &options).map_err(|errors| Error::Pdf(listed(&errors))));
        comemo::evict(REMEMBERED_DOCUMENTS);
        pdf
    }

    /// Laid out as the one page that nearly all receipts are, and anew with counted pages if that is not enough.
    fn pages(&'static self, mut files: Files) -> Result<PagedDocument, Error> {
        files.texts[ONE_PAGE] = true.into();
        let mut document = Document::of(self, &files.texts, files.pictures)?;
        let pages = document.pages()?;
        if pages.pages().len() == 1 {
            return Ok(pages);
        }
        files.texts[ONE_PAGE] = false.into();
        document.texts = Bytes::from_string(serde_json::to_string(&files.texts)?);
        document.pages()
    }
}

/// What one document consists of besides the template.
pub struct Files {
    /// An object with what the template says.
    pub texts: Value,
    /// A byte a dot, one a recipient, empty where the texts name no picture.
    pub pictures: Vec<Vec<u8>>,
}

/// One document: the shared assets and its own files.
struct Document {
    assets: &'static Assets,
    texts: Bytes,
    pictures: Vec<Bytes>,
}

impl Document {
    fn of(assets: &'static Assets, texts: &Value, pictures: Vec<Vec<u8>>) -> Result<Self, Error> {
        let texts = Bytes::from_string(serde_json::to_string(texts)?);
        Ok(Self { assets, texts, pictures: pictures.into_iter().map(Bytes::new).collect() })
    }

    fn pages(&self) -> Result<PagedDocument, Error> {
        typst::compile(self).output.map_err(|errors| Error::Template(listed(&errors)))
    }
}

impl World for Document {
    fn library(&self) -> &LazyHash<Library> {
        &self.assets.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.assets.book
    }

    fn main(&self) -> FileId {
        self.assets.templates[0].id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.assets.templates.iter().find(|source| source.id() == id).cloned().ok_or_else(|| absent(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.assets.texts {
            return Ok(self.texts.clone());
        }
        let number = self.assets.pictures.iter().position(|picture| *picture == id);
        number.and_then(|number| self.pictures.get(number)).cloned().ok_or_else(|| absent(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.assets.fonts.get(index).cloned()
    }

    /// A document has the dates of its data and no other.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn file_id(path: &str) -> Result<FileId, String> {
    let path = VirtualPath::new(path).map_err(|_| format!("{path} is no path"))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn absent(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}

fn timestamp(day: Date) -> Option<Timestamp> {
    let month = u8::try_from(day.month()).ok()?;
    let day_of_month = u8::try_from(day.day()).ok()?;
    Datetime::from_ymd_hms(day.year().into(), month, day_of_month, 0, 0, 0).map(Timestamp::new_utc)
}

/// The messages only: what a person wrote stays out of errors, and so out of logs.
fn listed(errors: &[SourceDiagnostic]) -> String {
    errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("; ")
}
