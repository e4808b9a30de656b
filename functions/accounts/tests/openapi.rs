#[test]
fn every_route_is_documented() {
    let document = serde_json::to_value(accounts::openapi()).unwrap();
    let documented = |path: &str, method: &str| document["paths"][path][method].is_object();
    for (path, methods) in [
        ("/api/organizations", &["get"][..]),
        ("/api/organizations/{id}", &["get"]),
        ("/api/accounts", &["get", "post"]),
        ("/api/accounts/{id}", &["get", "patch", "delete"]),
    ] {
        for method in methods {
            assert!(documented(path, method), "{method} {path}");
        }
    }
}

#[test]
fn the_document_spells_enumerations_as_the_answers_do() {
    let document = serde_json::to_value(accounts::openapi()).unwrap();
    let schemas = &document["components"]["schemas"];
    let kinds = &schemas["Balance"]["properties"]["kind"]["enum"];
    assert_eq!(*kinds, serde_json::json!(["debt", "overpayment", "zero"]));
    let methods = &schemas["OrganizationItem"]["properties"]["attach_methods"]["items"]["enum"];
    assert_eq!(*methods, serde_json::json!(["account_number", "unified_account", "service_id"]));
}
