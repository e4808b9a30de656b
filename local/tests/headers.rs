//! What keeps a browser out of trouble is the same here and on AWS.

use std::collections::BTreeMap;

use crate::process::System;

const HOSTING: &str = include_str!("../../infra/hosting.yaml");

/// The lines of a block of the template, under this heading.
fn block(heading: &str) -> impl Iterator<Item = &'static str> {
    let depth = |line: &str| line.len() - line.trim_start().len();
    let mut lines = HOSTING.lines().skip_while(move |line| line.trim() != heading);
    let indent = depth(lines.next().unwrap());
    lines.take_while(move |line| depth(line) > indent).map(str::trim).filter(|line| !line.starts_with('#'))
}

/// A value within the braces of a line.
fn value(line: &str, name: &str) -> String {
    let (_, rest) = line.split_once(&format!(" {name}: ")).unwrap();
    let value = rest.strip_prefix('"').map_or_else(|| rest.split(',').next(), |quoted| quoted.split('"').next());
    value.unwrap().to_owned()
}

/// The headers that CloudFront adds, but the one that asks for TLS.
fn hosted() -> BTreeMap<String, String> {
    let security = block("SecurityHeadersConfig:").filter_map(|line| {
        let (kind, rest) = line.split_once(':').unwrap();
        match kind {
            "StrictTransportSecurity" => None,
            "ContentTypeOptions" => Some(("x-content-type-options".to_owned(), "nosniff".to_owned())),
            "FrameOptions" => Some(("x-frame-options".to_owned(), value(rest, "FrameOption"))),
            "ReferrerPolicy" => Some(("referrer-policy".to_owned(), value(rest, "ReferrerPolicy"))),
            "ContentSecurityPolicy" => {
                Some(("content-security-policy".to_owned(), value(rest, "ContentSecurityPolicy")))
            }
            other => panic!("a header that this test does not know: {other}"),
        }
    });
    let custom = block("CustomHeadersConfig:").filter(|line| line.starts_with("- {"));
    security.chain(custom.map(|line| (value(line, "Header").to_lowercase(), value(line, "Value")))).collect()
}

#[test]
fn pages_and_answers_have_the_headers_that_cloudfront_adds() {
    let system = System::start(&["--memory", "--no-demo"]);
    let hosted = hosted();
    assert_eq!(hosted.len(), 7, "{hosted:?}");
    for path in ["/", "/accounts", "/robots.txt", "/api/organizations", "/api/profile", "/api/nowhere"] {
        let got = system.headers(path);
        let here: BTreeMap<_, _> = got.into_iter().filter(|(name, _)| hosted.contains_key(name)).collect();
        assert_eq!(here, hosted, "{path}");
    }
}

#[test]
fn an_unknown_path_is_the_application_and_code_that_is_not_there_is_missing() {
    let system = System::start(&["--memory", "--no-demo"]);
    let caching = |path: &str| system.headers(path).into_iter().find(|(name, _)| name == "cache-control").unwrap().1;
    for path in ["/index.php", "/news.html", "/payments/pay", "/.env"] {
        assert_eq!((system.status(path), caching(path)), (200, "no-cache".to_owned()), "{path}");
    }
    let there = "/_app/immutable/start.js";
    assert_eq!((system.status(there), caching(there).contains("immutable")), (200, true));
    for missing in ["/_app/immutable/gone.js", "/_app/gone.json"] {
        assert_eq!((system.status(missing), caching(missing)), (404, "no-cache".to_owned()), "{missing}");
    }
}

#[test]
fn a_page_has_its_own_document_and_what_is_no_page_that_of_no_page() {
    let system = System::start(&["--memory", "--no-demo"]);
    let served = |path: &str| system.page(path);
    assert_eq!(
        ["/", "/?account=1", "/payments", "/payments/pay?x=/"].map(served),
        ["index", "index", "payments", "payments/pay"]
    );
    for path in
        ["/news", "/payments/", "/payments/pay/", "//payments.html/x", "/payments%00", "/%2e%2e/payments", "/.env"]
    {
        assert_eq!(served(path), "no-page", "{path}");
    }
}

#[test]
fn code_comes_as_the_build_compressed_it_to_who_can_read_that() {
    let system = System::start(&["--memory", "--no-demo"]);
    let path = "/_app/immutable/start.js";
    let value = |encodings: &str, name: &str| {
        let headers = system.headers_for(path, encodings);
        headers.into_iter().find(|(header, _)| header == name).map(|(_, value)| value)
    };
    assert_eq!(value("br, gzip", "content-encoding").as_deref(), Some("br"));
    assert_eq!(value("identity", "content-encoding"), None);
    for encodings in ["br", "identity"] {
        assert_eq!(value(encodings, "content-type").as_deref(), Some("text/javascript"), "{encodings}");
        assert!(value(encodings, "cache-control").unwrap().contains("immutable"), "{encodings}");
        assert_eq!(value(encodings, "vary").as_deref(), Some("accept-encoding"), "{encodings}");
    }
}
