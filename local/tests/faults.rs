//! What stands in the way is told in a sentence.

use tempfile::TempDir;

use crate::process::{System, refused};

#[test]
fn a_port_in_use_is_told_with_what_to_do() {
    let system = System::start(&["--memory", "--no-demo"]);
    let port = system.url.rsplit(':').next().unwrap();
    let said = refused(&["--memory", "--no-demo", "--port", port]);
    assert!(said.contains(&format!("Port {port} cannot be used")) && said.contains("--port"), "{said}");
}

#[test]
fn a_data_folder_in_use_is_told_with_what_to_do() {
    let data = TempDir::new().unwrap();
    let folder = data.path().to_str().unwrap();
    let _system = System::start(&["--no-demo", "--data-dir", folder]);
    let said = refused(&["--no-demo", "--port", "0", "--data-dir", folder]);
    assert!(said.contains("already uses the data folder"), "{said}");
}

#[test]
fn a_data_folder_that_cannot_be_is_told_with_what_to_do() {
    let data = TempDir::new().unwrap();
    let file = data.path().join("file");
    std::fs::write(&file, "").unwrap();
    let said = refused(&["--no-demo", "--port", "0", "--data-dir", file.join("below").to_str().unwrap()]);
    assert!(said.contains("cannot be written to") && said.contains("--data-dir"), "{said}");
}

#[test]
fn a_damaged_memory_of_the_system_is_told_with_what_to_do() {
    let data = TempDir::new().unwrap();
    std::fs::write(data.path().join("system.json"), "{").unwrap();
    let said = refused(&["--no-demo", "--port", "0", "--data-dir", data.path().to_str().unwrap()]);
    assert!(said.contains("does not read"), "{said}");
}

#[test]
fn a_damaged_store_is_told_with_what_to_do() {
    let data = TempDir::new().unwrap();
    std::fs::write(data.path().join("store.db"), "no database, but text that fills a page".repeat(200)).unwrap();
    let folder = data.path().to_str().unwrap();
    let said = refused(&["--no-demo", "--port", "0", "--data-dir", folder]);
    assert!(said.contains(&format!("The store of the data folder {folder} cannot be opened")), "{said}");
    assert!(said.contains("delete the folder") && said.contains("--data-dir"), "{said}");
}
