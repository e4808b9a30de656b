//! The store that the functions are measured on, filled and served by the measuring program.

use std::process::Command;

use anyhow::Result;
use serde::Deserialize;
use serde_json::{Value, json};

use super::process::Process;
use super::programs::Programs;
use crate::shell;

/// What the measuring program tells of its store.
#[derive(Deserialize)]
pub struct World {
    /// URL of the engine.
    pub endpoint: String,
    table: String,
    signing_key: String,
    public_keys: String,
    exchange_key: String,
    token: String,
    account: String,
    period: String,
    house: Value,
    /// Logins of people who all have one password.
    pub neighbours: Vec<String>,
    /// That password.
    pub password: String,
    /// Captchas with their answers, each good once.
    pub captchas: Vec<Value>,
    /// The version of the agreement in force.
    pub agreement: Value,
}

/// What a function is asked.
struct Request<'a> {
    method: &'a str,
    path: &'a str,
    credential: &'a str,
    body: Value,
    address: &'a str,
}

/// A call that stands for its function, with a mark for the typesetting one.
pub struct Sample {
    pub function: &'static str,
    method: &'static str,
    path: &'static str,
    /// It typesets: the promises to the others are none of its.
    pub typesets: bool,
}

const fn get(function: &'static str, path: &'static str) -> Sample {
    Sample { function, method: "GET", path, typesets: false }
}

/// One call of every HTTP function.
pub const SAMPLES: [Sample; 9] = [
    get("auth", "/api/profile"),
    get("accounts", "/api/accounts/{account}"),
    get("billing", "/api/accounts/{account}/charges/{period}"),
    get("readings", "/api/accounts/{account}/meters"),
    get("payments", "/api/accounts/{account}/movements"),
    get("news", "/api/accounts/{account}/news"),
    get("requests", "/api/accounts/{account}/appeals"),
    Sample { function: "exchange", method: "PUT", path: "/api/exchange/v1/houses", typesets: false },
    Sample { function: "receipts", method: "GET", path: "/api/accounts/{account}/receipts/{period}", typesets: true },
];

impl Sample {
    /// Method and pattern.
    pub fn route(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

impl World {
    /// Fills the store; it is served as long as the process lives.
    pub fn make(programs: &Programs) -> Result<(Process, Self)> {
        let mut command = shell::command(programs.measure_path()?);
        let heard = Process::start_and_hear(command.arg("serve"), |line| Some(serde_json::from_str(line)));
        let (process, world) = heard?;
        Ok((process, world?))
    }

    /// Gives a function the environment that Lambda and the template give it, and this engine.
    pub fn surround<'a>(&self, command: &'a mut Command, runtime: &str, engine: &str) -> &'a mut Command {
        command.env_clear().envs([
            ("AWS_LAMBDA_RUNTIME_API", runtime),
            ("AWS_LAMBDA_FUNCTION_NAME", "bench"),
            ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
            ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
            ("AWS_LAMBDA_LOG_GROUP_NAME", "bench"),
            ("AWS_LAMBDA_LOG_STREAM_NAME", "bench"),
            ("AWS_REGION", "eu-central-1"),
            ("AWS_ACCESS_KEY_ID", "bench"),
            ("AWS_SECRET_ACCESS_KEY", "bench"),
            ("AWS_ENDPOINT_URL_DYNAMODB", engine),
            ("MALLOC_MMAP_THRESHOLD_", "1048576"),
            ("KABINET_TABLE", &self.table),
            ("KABINET_PUBLIC_KEYS", &self.public_keys),
            ("KABINET_SIGNING_KEY", &self.signing_key),
            ("KABINET_BASE_URL", "https://lk.example.ru"),
        ])
    }

    /// The sample's event.
    pub fn event(&self, sample: &Sample) -> Value {
        let path = sample.path.replace("{account}", &self.account).replace("{period}", &self.period);
        let (credential, body) = match sample.method {
            "GET" => (&self.token, Value::Null),
            _ => (&self.exchange_key, self.house.to_string().into()),
        };
        Request { method: sample.method, path: &path, credential, body, address: "192.0.2.1" }.event()
    }

    /// The event of a stranger's call from this address.
    pub fn post(path: &str, body: &Value, address: &str) -> Value {
        Request { method: "POST", path, credential: "", body: body.to_string().into(), address }.event()
    }
}

impl Request<'_> {
    /// As the HTTP API of API Gateway makes it, payload 2.0.
    fn event(self) -> Value {
        let Self { method, path, credential, body, address } = self;
        json!({
            "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": "",
            "headers": {
                "authorization": format!("Bearer {credential}"), "content-type": "application/json",
                "host": "lk.example.ru"
            },
            "requestContext": {
                "accountId": "000000000000", "apiId": "bench", "domainName": "lk.example.ru", "domainPrefix": "lk",
                "http": {
                    "method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": address, "userAgent": "bench"
                },
                "requestId": "bench", "routeKey": "$default", "stage": "$default",
                "time": "20/Oct/2026:12:00:00 +0000", "timeEpoch": 1_792_497_600_000_u64
            },
            "body": body, "isBase64Encoded": false
        })
    }
}
