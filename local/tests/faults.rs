//! What stands in the way is told in a sentence.

use std::path::Path;

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

/// What a start says that finds a data folder which a system has left and somebody has then changed.
fn said_after(change: impl FnOnce(&Path)) -> String {
    let data = TempDir::new().unwrap();
    let arguments = ["--no-demo", "--data-dir", data.path().to_str().unwrap()];
    System::start(&arguments).kill();
    change(data.path());
    let said = refused(&[&arguments[..], &["--port", "0"]].concat());
    assert!(!said.contains("panicked") && said.contains(data.path().to_str().unwrap()), "{said}");
    said
}

#[test]
fn a_damaged_store_is_told_with_what_to_do() {
    let text = "no database, but text that fills a page".repeat(200);
    let said = said_after(|data| {
        for side in ["store.db-wal", "store.db-shm"] {
            let _ = std::fs::remove_file(data.join(side));
        }
        std::fs::write(data.join("store.db"), text).unwrap();
    });
    assert!(said.contains("The store of the data folder") && said.contains("cannot be opened"), "{said}");
    assert!(said.contains("delete the folder") && said.contains("--data-dir"), "{said}");
}

#[test]
fn a_file_without_the_other_that_belongs_to_it_is_told_with_what_to_do() {
    for (lost, said_of_it) in
        [("system.json", "has store.db and no system.json"), ("store.db", "has system.json and no store.db")]
    {
        let said = said_after(|data| std::fs::remove_file(data.join(lost)).unwrap());
        assert!(said.contains(said_of_it) && said.contains("put that file back"), "{said}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_told_with_what_to_do() {
    for file in ["system.json", "store.db", "secrets.json", "moneta.json"] {
        let said = said_after(|data| {
            let _ = std::fs::remove_file(data.join(file));
            std::fs::create_dir(data.join(file)).unwrap();
        });
        assert!(said.contains("--data-dir"), "{file}: {said}");
    }
}

#[test]
fn a_folder_that_cannot_be_read_is_told_with_what_to_do() {
    for folder in ["mail", "files"] {
        let said = said_after(|data| {
            std::fs::remove_dir_all(data.join(folder)).unwrap();
            std::fs::write(data.join(folder), "").unwrap();
        });
        assert!(said.contains("--data-dir"), "{folder}: {said}");
    }
}
