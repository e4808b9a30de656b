//! Buckets of tests, one server a process, and the browser that sends files to them.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Mutex, OnceLock, PoisonError};

use aws_credential_types::Credentials;
use axum::Router;
use axum::extract::Request;
use axum::response::Response;
use bucket::{Bucket, REGION};
use http::Clock;
use serde_json::Value;
use storage::{Place, Storage};
use tower::ServiceExt as _;

static ADDRESS: OnceLock<SocketAddr> = OnceLock::new();
static BUCKETS: Mutex<Option<HashMap<String, Router>>> = Mutex::new(None);

const BOUNDARY: &str = "kabinet-form-boundary";

/// A new bucket of this name that goes by this clock.
pub fn storage(name: &str, clock: Clock) -> Storage {
    let endpoint = format!("http://{}", ADDRESS.get_or_init(start));
    let credentials = Credentials::new("test", "secret", None, None, "test");
    let bucket = Bucket::new(name, None, credentials.clone(), move || clock.now()).unwrap();
    let mut buckets = BUCKETS.lock().unwrap_or_else(PoisonError::into_inner);
    buckets.get_or_insert_default().insert(name.to_owned(), bucket::router(bucket));
    let (bucket, region) = (name.to_owned(), REGION.to_owned());
    Storage::new(Place { bucket, region, endpoint: Some(endpoint), origin: None }, credentials)
}

/// A bucket that takes calls and never answers them.
pub fn silent_storage() -> Storage {
    static SILENT: OnceLock<std::net::TcpListener> = OnceLock::new();
    let listener = SILENT.get_or_init(|| std::net::TcpListener::bind("127.0.0.1:0").unwrap());
    let endpoint = Some(format!("http://{}", listener.local_addr().unwrap()));
    let place = Place { bucket: "silent".to_owned(), region: REGION.to_owned(), endpoint, origin: None };
    Storage::new(place, Credentials::new("test", "secret", None, None, "test"))
}

/// Fills a form in as a browser does and sends it; the status and the words of the store.
pub async fn send_form(form: &Value, file: &[u8]) -> (u16, String) {
    let mut body = Vec::new();
    for (name, value) in form["fields"].as_object().unwrap() {
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
        body.extend([head.as_bytes(), value.as_str().unwrap().as_bytes(), b"\r\n"].concat());
    }
    let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n");
    body.extend([head.as_bytes(), file, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat());
    let url = form["url"].as_str().unwrap().to_owned();
    let sent = tokio::task::spawn_blocking(move || {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let mut answer = agent().post(&url).header("content-type", kind).send(&body[..]).unwrap();
        (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap())
    });
    sent.await.unwrap()
}

/// Follows a link as a browser does: status, `Content-Disposition`, `Content-Type`, bytes.
pub async fn fetch(link: &str) -> (u16, String, String, Vec<u8>) {
    let link = link.to_owned();
    let fetched = tokio::task::spawn_blocking(move || {
        let mut answer = agent().get(&link).call().unwrap();
        let header =
            |name: &str| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
        let (disposition, kind) = (header("content-disposition"), header("content-type"));
        (answer.status().as_u16(), disposition, kind, answer.body_mut().read_to_vec().unwrap())
    });
    fetched.await.unwrap()
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).build().into()
}

fn start() -> SocketAddr {
    serve(Router::new().fallback(to_its_bucket))
}

/// The server has a runtime of its own, because each test's ends with the test.
pub fn serve(router: Router) -> SocketAddr {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async move {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            sender.send(listener.local_addr().unwrap()).unwrap();
            axum::serve(listener, router).await.unwrap();
        });
    });
    receiver.recv().unwrap()
}

async fn to_its_bucket(request: Request) -> Response {
    let name = request.uri().path().split('/').nth(1).unwrap_or_default().to_owned();
    let bucket =
        BUCKETS.lock().unwrap_or_else(PoisonError::into_inner).as_ref().and_then(|all| all.get(&name).cloned());
    bucket.unwrap().oneshot(request).await.unwrap()
}
