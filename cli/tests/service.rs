//! The exchange on a port of this machine, and the program that calls it.

use std::path::{Path, PathBuf};
use std::process::Output;

use testkit::TestApp;
use tokio::process::Command;

/// A served exchange.
pub struct Service {
    pub app: TestApp,
    pub key: String,
    pub url: String,
}

impl Service {
    /// A company of which nothing is known.
    pub async fn start() -> Self {
        let app = TestApp::start(exchange::router).await;
        let key = app.exchange_key(1).await;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = http::edge(exchange::router(app.app.clone()));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { app, key, url }
    }

    /// Runs the program with the company's key.
    pub async fn kabinet(&self, arguments: &[&str]) -> Outcome {
        let mut program = Command::new(env!("CARGO_BIN_EXE_kabinet"));
        program.args(arguments).env("KABINET_URL", &self.url).env("KABINET_KEY", &self.key);
        Outcome::of(program.output().await.unwrap())
    }

    /// Runs a command of the operator's, which works on the table itself.
    pub async fn on_the_table(&self, noun: &str, arguments: &[&str]) -> Outcome {
        let endpoint = testkit::endpoint();
        let table = ["--table", &self.app.settings.table, "--endpoint", &endpoint];
        self.kabinet(&[&[noun, arguments[0]], &table[..], &arguments[1..]].concat()).await
    }

    /// Loads a file of the examples.
    pub async fn load_example(&self, kind: &str, name: &str) -> Outcome {
        let copy = file(name, &std::fs::read(Path::new("examples").join(name)).unwrap());
        self.load(kind, &copy).await
    }

    /// Loads a file.
    pub async fn load(&self, kind: &str, file: &Path) -> Outcome {
        self.kabinet(&["load", kind, file.to_str().unwrap(), "--period", "2026-10"]).await
    }
}

/// The company of the examples, with its accounts.
pub async fn with_examples() -> Service {
    let service = Service::start().await;
    for (kind, name) in [("organization", "organization.json"), ("houses", "houses.csv"), ("accounts", "accounts.csv")]
    {
        let outcome = service.load_example(kind, name).await;
        assert_eq!(outcome.code, 0, "{outcome:?}");
    }
    service
}

/// What the program did.
#[derive(Debug)]
pub struct Outcome {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Outcome {
    pub fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// A file of its own for each test: the errors are written beside it.
pub fn file(name: &str, contents: &[u8]) -> PathBuf {
    use std::sync::atomic::{AtomicU32, Ordering};
    static FOLDERS: AtomicU32 = AtomicU32::new(0);
    let folder = format!("kabinet-{}-{}", std::process::id(), FOLDERS.fetch_add(1, Ordering::SeqCst));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, contents).unwrap();
    path
}

/// The rows of the file of errors: row, column, key, code.
pub fn errors(loaded: &Path) -> Vec<Vec<String>> {
    written_down(loaded, "errors")
}

/// The rows of a file beside the loaded one, as [`errors`].
pub fn written_down(loaded: &Path, kind: &str) -> Vec<Vec<String>> {
    let name = format!("{}.{kind}.csv", loaded.file_stem().unwrap().to_str().unwrap());
    let text = std::fs::read_to_string(loaded.with_file_name(name)).unwrap();
    let lines = text.trim_start_matches('\u{feff}').lines().skip(1);
    lines.map(|line| line.split(';').take(4).map(str::to_owned).collect()).collect()
}
