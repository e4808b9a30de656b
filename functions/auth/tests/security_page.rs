//! `docs/security.md` says by which tests it is held to: each requirement that is held names one at least, and each
//! of them is there and runs.

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A file by its path, or a test of ours by its name alone.
fn file(name: &str) -> String {
    let place = if name.contains('/') { root().join(name) } else { root().join("functions/auth/tests").join(name) };
    std::fs::read_to_string(place).unwrap_or_else(|_| panic!("{name} is not there"))
}

/// What a row quotes: code between backticks, and titles of the browser's tests.
fn quoted(row: &str) -> impl Iterator<Item = &str> {
    row.split(['`', '«', '»']).skip(1).step_by(2)
}

fn is_file(word: &str) -> bool {
    let extension = Path::new(word).extension().and_then(|end| end.to_str());
    !word.contains(' ') && extension.is_some_and(|end| ["rs", "ts", "svelte"].contains(&end))
}

/// A function of this name with a word above it that makes it a test.
fn is_test(code: &str, name: &str) -> bool {
    let before = |declared: &str| code.find(declared).map(|at| code[..at].trim_end().ends_with("test]"));
    [format!("async fn {name}("), format!("fn {name}(")].iter().find_map(|declared| before(declared)).unwrap_or(false)
}

/// The tests that a row names, each looked for in the file named last before it.
fn tests_of(row: &str) -> usize {
    let (mut code, mut named) = (String::new(), 0);
    for word in quoted(row) {
        if is_file(word) {
            code = file(word);
        } else if word.matches('_').count() > 1 {
            assert!(is_test(&code, word), "{word} is no test there");
            named += 1;
        } else if code.contains("@playwright/test") {
            assert!(code.contains(&format!("test('{word}'")), "«{word}» is not there");
            named += 1;
        }
    }
    named
}

/// The requirements of ASVS: their numbers, what we say of them, and why.
fn requirements(page: &str) -> Vec<[&str; 3]> {
    let rows = page.lines().filter(|line| line.starts_with("| ") && line.contains(|sign: char| sign.is_ascii_digit()));
    let parts =
        rows.filter_map(|row| row.trim_matches(['|', ' ']).splitn(3, " | ").collect::<Vec<_>>().try_into().ok());
    parts.collect()
}

#[test]
fn every_requirement_that_is_held_names_a_test_and_every_test_that_is_named_is_there() {
    let page = file("docs/security.md");
    let mut held = 0;
    for [number, state, why] in requirements(&page) {
        let named = tests_of(why);
        // What is asked for is this page itself, or that nothing be done at all.
        let has_none = why.starts_with("this page") || why.ends_with("; no test");
        assert!(named > 0 || has_none || !state.starts_with("held"), "{number} names no test");
        held += usize::from(state.starts_with("held"));
    }
    assert!(held > 40, "{held}");
}

#[test]
fn a_name_that_merely_stands_in_the_code_is_no_test() {
    let code = "#[tokio::test]\nasync fn a_good_one() {}\n\nfn a_helper_of_it() {}\n// fn a_good_on(";
    assert!(is_test(code, "a_good_one"));
    assert!(!is_test(code, "a_helper_of_it") && !is_test(code, "a_good_on") && !is_test(code, "not_there_at_all"));
}
