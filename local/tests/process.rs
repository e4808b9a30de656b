//! A running system.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// The binary, started on a free port; killed when dropped.
pub struct System {
    child: Child,
    /// Its address.
    pub url: String,
    /// The lines it printed when it was ready.
    pub lines: Vec<String>,
    _site: TempDir,
}

/// A frontend of one page and a piece of code: what stands in `web/` is not of these tests.
pub fn site() -> TempDir {
    let site = TempDir::new().unwrap();
    std::fs::create_dir_all(site.path().join("_app/immutable")).unwrap();
    std::fs::create_dir(site.path().join("payments")).unwrap();
    for document in ["index", "payments", "payments/pay", "no-page"] {
        std::fs::write(site.path().join(format!("{document}.html")), document).unwrap();
    }
    std::fs::write(site.path().join("_app/immutable/start.js"), "start()").unwrap();
    std::fs::write(site.path().join("_app/immutable/start.js.br"), "as the build compressed it").unwrap();
    site
}

fn command(site: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_local"));
    command.arg("--site").arg(site).args(arguments);
    command
}

/// Runs the system where it must refuse to start.
pub fn refused(arguments: &[&str]) -> String {
    let site = site();
    let Output { status, stderr, .. } = command(site.path(), arguments).output().unwrap();
    assert!(!status.success());
    String::from_utf8(stderr).unwrap()
}

/// A system that starts, and what it says; its site has to live as long.
pub fn starting(arguments: &[&str]) -> (Child, TempDir) {
    let site = site();
    let mut command = command(site.path(), arguments);
    let child = command.args(["--port", "0"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    (child, site)
}

impl System {
    /// Starts with these arguments and waits until it is ready.
    pub fn start(arguments: &[&str]) -> Self {
        let (mut child, site) = starting(arguments);
        let mut lines = Vec::new();
        for line in BufReader::new(child.stdout.take().unwrap()).lines() {
            lines.push(line.unwrap());
            if lines.last().is_some_and(|line| line.starts_with("mail url=")) {
                break;
            }
        }
        let ready = lines.iter().find_map(|line| line.strip_prefix("ready url="));
        let Some(url) = ready.map(str::to_owned) else {
            let mut said = String::new();
            child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
            panic!("the system did not start: {said}");
        };
        Self { child, url, lines, _site: site }
    }

    /// Takes the process away without a word, as a power cut does.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// What stands behind a name in the first line that begins like this.
    pub fn word(&self, line: &str, name: &str) -> String {
        let line = self.lines.iter().find(|known| known.starts_with(line)).unwrap();
        let word = line.split(' ').find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
        word.unwrap().to_owned()
    }

    /// The exchange key of the first company.
    pub fn key(&self) -> &str {
        let line = self.lines.iter().find(|line| line.starts_with("exchange ")).unwrap();
        line.split_once("key=").unwrap().1
    }

    /// What the demo resident signs in with.
    pub fn credentials(&self) -> Value {
        let line = self.lines.iter().find(|line| line.starts_with("resident ")).unwrap();
        let word = |name: &str| line.split(' ').find_map(|part| part.strip_prefix(name)).unwrap();
        json!({"login": word("login="), "password": word("password="), "remember": false})
    }

    /// An access token of the demo resident.
    pub fn token(&self) -> String {
        let (status, grant) = self.call("POST", "/api/auth/login", "", &self.credentials());
        assert_eq!(status, 200, "{grant}");
        grant["access_token"].as_str().unwrap().to_owned()
    }

    /// Calls and answers status and JSON.
    pub fn call(&self, method: &str, path: &str, bearer: &str, body: &Value) -> (u16, Value) {
        let (status, _, answer) = self.send(method, path, ("authorization", &format!("Bearer {bearer}")), body);
        (status, answer)
    }

    /// Posts as a browser with this cookie, and answers status, the cookie that it has then, and JSON.
    pub fn post(&self, path: &str, cookie: &str, body: &Value) -> (u16, String, Value) {
        self.send("POST", path, ("cookie", cookie), body)
    }

    /// The headers of an answer, by their names in small letters.
    pub fn headers(&self, path: &str) -> Vec<(String, String)> {
        self.headers_for(path, "identity")
    }

    /// The same, for who reads these encodings.
    pub fn headers_for(&self, path: &str, encodings: &str) -> Vec<(String, String)> {
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let get = agent.get(format!("{}{path}", self.url)).header("accept-encoding", encodings);
        let response = get.call().unwrap();
        let text = |value: &ureq::http::HeaderValue| value.to_str().unwrap().to_owned();
        response.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect()
    }

    /// A file that somebody who is signed in downloads.
    pub fn file(&self, path: &str, bearer: &str) -> Vec<u8> {
        let get = ureq::get(format!("{}{path}", self.url)).header("authorization", format!("Bearer {bearer}"));
        get.call().unwrap().body_mut().read_to_vec().unwrap()
    }

    /// What is served at a path of the site.
    pub fn page(&self, path: &str) -> String {
        ureq::get(format!("{}{path}", self.url)).call().unwrap().body_mut().read_to_string().unwrap()
    }

    /// Whether a path of the site is there.
    pub fn status(&self, path: &str) -> u16 {
        self.call("GET", path, "", &Value::Null).0
    }

    fn send(&self, method: &str, path: &str, (name, value): (&str, &str), body: &Value) -> (u16, String, Value) {
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.url))
            .header(name, value)
            .header("content-type", "application/json");
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let mut response = agent.run(request.body(body).unwrap()).unwrap();
        let set = response.headers().get("set-cookie").map(|value| value.to_str().unwrap().to_owned());
        let cookie = set.unwrap_or_default().split(';').next().unwrap_or_default().to_owned();
        let text = response.body_mut().read_to_string().unwrap_or_default();
        (response.status().as_u16(), cookie, serde_json::from_str(&text).unwrap_or_default())
    }
}

impl Drop for System {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
