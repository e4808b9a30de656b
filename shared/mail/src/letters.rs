//! The letters, one a file, each with a folder of templates: `subject.txt`, `text.txt`, `body.html`.

mod activation;
mod already_registered;
mod moment;

pub use activation::Activation;
pub use already_registered::AlreadyRegistered;
