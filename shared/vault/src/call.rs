//! The three calls.

use aws_sigv4::http_request::SigningSettings;
use axum::body::Bytes;
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, Method, header};
use axum::response::{IntoResponse, Response};
use bucket::{Call, Signatory};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::Vault;
use crate::answer::Refusal;
use crate::store::Secret;

/// Secrets Manager in signatures and in the names of its calls.
const SERVICE: &str = "secretsmanager";

/// What a call names.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Asked {
    #[serde(alias = "SecretId")]
    name: String,
    secret_string: Option<String>,
    /// Tells a repetition from another secret of the same name.
    client_request_token: Option<String>,
}

/// `CreateSecret`, `GetSecretValue`, `DeleteSecret` without a recovery window.
pub async fn answer(
    State(vault): State<Vault>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    let call = Call { method: &Method::POST, uri: &uri, headers: &headers };
    let signatory = Signatory { credentials: &vault.0.credentials, service: SERVICE };
    let signed = signatory.check_headers(&call, &body, SigningSettings::default(), (vault.0.now)());
    signed.map_err(|_| Refusal::AccessDenied)?;
    let asked: Asked = serde_json::from_slice(&body).map_err(|_| Refusal::InvalidParameter)?;
    let named = call.header("x-amz-target").strip_prefix(SERVICE).and_then(|rest| rest.strip_prefix('.'));
    let answer = match named {
        Some("CreateSecret") => create(&vault, asked)?,
        Some("GetSecretValue") => {
            let secret = vault.0.store.get(&asked.name).ok_or(Refusal::NotFound)?;
            json!({"ARN": asked.name, "Name": asked.name, "SecretString": secret.text})
        }
        Some("DeleteSecret") => {
            vault.0.store.delete(&asked.name)?;
            json!({"ARN": asked.name, "Name": asked.name})
        }
        _ => return Err(Refusal::InvalidParameter),
    };
    Ok(([(header::CONTENT_TYPE, "application/x-amz-json-1.1")], answer.to_string()).into_response())
}

fn create(vault: &Vault, asked: Asked) -> Result<Value, Refusal> {
    let text = asked.secret_string.ok_or(Refusal::InvalidParameter)?;
    vault.0.store.add(&asked.name, Secret { text, token: asked.client_request_token })?;
    Ok(json!({"ARN": asked.name, "Name": asked.name}))
}
