//! What is true of all routes and would be said at each of them: who may call, and how an error is sent.

use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{ComponentsBuilder, OpenApi, PathItem, RefOr, Response};

/// Routes for everybody, and those of the payment provider, whose credential is the signature. All others want a
/// credential of the caller.
pub const PUBLIC: [&str; 17] = [
    "/api/auth/captcha",
    "/api/auth/agreement",
    "/api/operator",
    "/api/auth/register",
    "/api/auth/activation",
    "/api/auth/activation/resend",
    "/api/auth/login",
    "/api/auth/refresh",
    "/api/auth/logout",
    "/api/auth/password/forgot",
    "/api/auth/password/reset",
    "/api/organizations",
    "/api/organizations/{id}",
    "/api/payments/{provider}/check",
    "/api/payments/{provider}/notify",
    "/api/unsubscribe",
    "/api/typos",
];

/// Operations for everybody at a path that is not: the link to a new address is opened anywhere, the results of the rating
/// are seen by all.
pub const PUBLIC_OPERATIONS: [&str; 2] = ["confirm_email", "get_rating"];

const RESIDENT: &str = "access_token";
const EXCHANGE: &str = "exchange_key";
const PROBLEM: &str = "#/components/schemas/Problem";

/// Completes the merged document.
pub fn finish(document: &mut OpenApi) {
    let bearer = |description: &str| {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(description));
        SecurityScheme::Http(scheme.build())
    };
    let components = document.components.take().unwrap_or_default();
    document.components = Some(
        ComponentsBuilder::from(components)
            .security_scheme(RESIDENT, bearer("A resident's access token, ten minutes long."))
            .security_scheme(EXCHANGE, bearer("An accounting system's key; begins with kab_."))
            .build(),
    );
    for (path, item) in &mut document.paths.paths {
        for operation in operations(item) {
            let public = operation.operation_id.as_deref().is_some_and(|id| PUBLIC_OPERATIONS.contains(&id));
            operation.security = Some(vec![if public { SecurityRequirement::default() } else { requirement(path) }]);
            operation.responses.responses.values_mut().for_each(send_problems);
        }
    }
}

fn requirement(path: &str) -> SecurityRequirement {
    let nothing: [&str; 0] = [];
    match path {
        path if PUBLIC.contains(&path) => SecurityRequirement::default(),
        path if path.starts_with("/api/exchange/") => SecurityRequirement::new(EXCHANGE, nothing),
        _ => SecurityRequirement::new(RESIDENT, nothing),
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.put, &mut item.post, &mut item.patch, &mut item.delete].into_iter().flatten()
}

/// An error is `application/problem+json`, whatever its route said.
fn send_problems(response: &mut RefOr<Response>) {
    let RefOr::T(response) = response else { return };
    let content = std::mem::take(&mut response.content);
    response.content = content
        .into_iter()
        .map(|(kind, content)| {
            let is_problem = serde_json::to_value(&content).is_ok_and(|content| content["schema"]["$ref"] == PROBLEM);
            (if is_problem { "application/problem+json".to_owned() } else { kind }, content)
        })
        .collect();
}
