//! The OpenAPI document is the routes, and the written copy is the document.

use std::path::Path;

use local::openapi::{PUBLIC, PUBLIC_OPERATIONS, document};
use serde_json::Value;

use crate::process::System;

fn written() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/openapi.json")
}

#[test]
#[expect(clippy::disallowed_methods, reason = "whether to write it anew is asked of whoever runs the test")]
fn the_written_document_is_the_code() {
    let mut rendered = document().to_pretty_json().unwrap();
    rendered.push('\n');
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(written(), &rendered).unwrap();
    }
    let text = std::fs::read_to_string(written()).unwrap_or_default();
    assert!(text == rendered, "docs/openapi.json is behind the code: run BLESS=1 cargo test -p local");
}

/// A path of the document is a route; a method that the document does not know is refused.
#[test]
fn every_documented_route_is_served_and_no_other_method() {
    let system = System::start(&["--memory", "--no-demo"]);
    let document: Value = serde_json::to_value(document()).unwrap();
    for (path, operations) in document["paths"].as_object().unwrap() {
        let url = ["{id}", "{meter}", "{payment}", "{order}", "{news}", "{appeal}", "{file}"]
            .iter()
            .fold(path.replace("{period}", "2026-10"), |path, part| path.replace(part, "x"));
        for method in ["get", "put", "post", "patch", "delete"] {
            let (status, problem) = system.call(&method.to_uppercase(), &url, "", &Value::Null);
            let documented = operations.get(method).is_some();
            assert_eq!(documented, status != 405, "{method} {path} answered {status} {problem}");
        }
    }
}

/// A route that a function serves stands in the document.
#[test]
fn every_served_route_is_documented() {
    let document: Value = serde_json::to_value(document()).unwrap();
    let functions = Path::new(env!("CARGO_MANIFEST_DIR")).join("../functions");
    let mut served = Vec::new();
    for function in std::fs::read_dir(functions).unwrap() {
        let source = std::fs::read_to_string(function.unwrap().path().join("src/lib.rs")).unwrap();
        served.extend(source.split(".route(").skip(1).map(|rest| rest.split('"').nth(1).unwrap().to_owned()));
    }
    assert!(served.len() > 20, "{served:?}");
    for path in &served {
        assert!(document["paths"].get(path).is_some(), "{path} is served, but not documented");
    }
}

/// Who does not say who he is gets nothing but what is meant for everybody. The list may only shrink.
#[test]
fn a_stranger_reaches_only_what_is_public() {
    let system = System::start(&["--memory", "--no-demo"]);
    let document: Value = serde_json::to_value(document()).unwrap();
    for (path, operations) in document["paths"].as_object().unwrap() {
        if PUBLIC.contains(&path.as_str()) {
            continue;
        }
        let url = ["{id}", "{meter}", "{payment}", "{order}", "{news}", "{appeal}", "{file}"]
            .iter()
            .fold(path.replace("{period}", "2026-10"), |path, part| path.replace(part, "x"));
        for (method, operation) in operations.as_object().unwrap() {
            if PUBLIC_OPERATIONS.contains(&operation["operationId"].as_str().unwrap()) {
                continue;
            }
            let (status, _) = system.call(&method.to_uppercase(), &url, "nobody", &Value::Null);
            assert_eq!(status, 401, "{method} {path}");
        }
    }
}
