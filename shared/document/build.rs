//! Takes the fonts of the template out of the typesetter's assets, so that a function carries 0.6 MB of them and
//! not 9 MB.

use std::path::PathBuf;
use std::{env, fs, io};

const FONTS: [&str; 2] = ["LibertinusSerif-Regular", "LibertinusSerif-Bold"];

#[expect(clippy::disallowed_methods, reason = "cargo tells by it where to build")]
fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let target = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for name in FONTS {
        let font = typst_assets::fonts()
            .find(|font| is_named(font, name))
            .ok_or_else(|| io::Error::other(format!("typst-assets has no font {name}")))?;
        fs::write(target.join(format!("{name}.otf")), font)?;
    }
    Ok(())
}

/// A font file holds its PostScript name as plain text, followed by something that is no letter.
fn is_named(font: &[u8], name: &str) -> bool {
    font.windows(name.len() + 1).any(|window| match window.split_last() {
        Some((next, text)) => text == name.as_bytes() && !next.is_ascii_alphanumeric(),
        None => false,
    })
}
