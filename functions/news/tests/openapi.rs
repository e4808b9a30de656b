#[test]
fn the_routes_are_documented() {
    let document = serde_json::to_value(news::openapi()).unwrap();
    for (path, method) in
        [("/api/accounts/{id}/news", "get"), ("/api/rating", "put"), ("/api/rating", "get"), ("/api/typos", "post")]
    {
        assert!(document["paths"][path][method].is_object(), "{method} {path}");
    }
    let grades = &document["components"]["schemas"]["GradeName"]["enum"];
    assert_eq!(*grades, serde_json::json!(["excellent", "good", "satisfactory", "poor"]));
}
