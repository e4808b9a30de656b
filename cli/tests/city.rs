//! The city that `cargo xtask city` makes is one that `kabinet load` takes.

use std::path::{Path, PathBuf};

use clap::Parser;
use xtask::city;

use crate::service::{Service, file};

const ADDRESSES: &str = "address,built\n\"г. Саратов, ул. Мира, д. 1\",1961\n\"г. Саратов, ул. Мира, д. 2\",1962\n\
    \"г. Саратов, ул. Лесная, д. 3, корп. «А»\",1988\n";

/// Its files in the order of their loading, and what is new in each: two houses of two accounts with two meters.
const FILES: [(&str, &str, usize); 5] = [
    ("organization", "organization.json", 1),
    ("houses", "houses.csv", 2),
    ("accounts", "accounts.csv", 4),
    ("meters", "meters.csv", 8),
    ("statements", "statements.csv", 4),
];

#[derive(Parser)]
struct Chore {
    #[command(flatten)]
    args: city::Args,
}

/// The folder of a new city.
fn city(seed: &str) -> PathBuf {
    let houses = file("addresses.csv", ADDRESSES.as_bytes());
    let out = houses.with_file_name("city");
    let (of_houses, to) = (houses.to_str().unwrap(), out.to_str().unwrap());
    let size = ["--take", "2", "--accounts", "2", "--period", "2026-10"];
    let arguments = [&["city", "--houses", of_houses, "--out", to, "--seed", seed][..], &size].concat();
    city::run(&Chore::parse_from(arguments).args).unwrap();
    out
}

fn bytes(folder: &Path) -> Vec<Vec<u8>> {
    FILES.map(|(_, name, _)| std::fs::read(folder.join(name)).unwrap()).to_vec()
}

#[test]
fn the_same_arguments_give_the_same_files() {
    let (one, again, other) = (city("1"), city("1"), city("2"));
    let names = std::fs::read_dir(&one).unwrap().count();
    assert_eq!(names, FILES.len(), "a file that nothing here compares and loads");
    assert!(bytes(&one) == bytes(&again));
    assert!(bytes(&one) != bytes(&other));
}

#[tokio::test]
async fn a_city_is_loaded_without_a_complaint_and_its_period_closed() {
    let service = Service::start().await;
    let city = city("1");
    for (kind, name, new) in FILES {
        let loaded = service.load(kind, &city.join(name)).await;
        let counted = format!("Загружено: новых {new}, изменённых 0, без изменений 0, отклонённых 0.\n");
        let said = if kind == "organization" { loaded.out.clone() } else { counted };
        assert_eq!((loaded.code, &loaded.out, loaded.err.as_str()), (0, &said, ""), "{kind}");
    }
    let closing = service.kabinet(&["close", "2026-10", "--expected-statements", "4"]).await;
    assert_eq!(closing.code, 0, "{closing:?}");
    assert_eq!(std::fs::read_dir(&city).unwrap().count(), FILES.len(), "errors or warnings were written down");
}
