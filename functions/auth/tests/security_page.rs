//! `docs/security.md` says by which tests it is held to; each of them is there.

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A file by its path, or a test of ours by its name alone.
fn file(name: &str) -> String {
    let place = if name.contains('/') { root().join(name) } else { root().join("functions/auth/tests").join(name) };
    std::fs::read_to_string(place).unwrap_or_else(|_| panic!("{name} is not there"))
}

#[test]
fn every_test_that_the_page_names_is_there() {
    let page = file("docs/security.md");
    let mut named = 0;
    for row in page.lines().filter(|line| line.starts_with("| ")) {
        let mut code = String::new();
        for title in row.split("spec.ts`, «").skip(1).filter_map(|rest| rest.split('»').next()) {
            assert!(file("web/e2e/registration.spec.ts").contains(&format!("test('{title}'")), "{title} is not there");
        }
        for word in row.split('`').skip(1).step_by(2) {
            let ends = |with: &str| Path::new(word).extension().is_some_and(|end| end == with);
            if ends("rs") || ends("ts") || ends("svelte") {
                code = file(word);
            } else if word.matches('_').count() > 2 {
                named += 1;
                assert!(code.contains(&format!("fn {word}(")), "{word} is not there");
            }
        }
    }
    assert!(named > 20, "{named}");
}
