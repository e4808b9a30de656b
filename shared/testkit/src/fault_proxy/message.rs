//! Requests and replies as they go over the wire.

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

const END_OF_HEAD: &str = "\r\n\r\n";

/// A request or a reply: a head and as many bytes as it announces.
pub struct Http {
    /// All of it.
    pub bytes: Vec<u8>,
    head: String,
}

impl Http {
    /// The next one of a connection; `None` where it has ended.
    pub async fn read(from: &mut TcpStream) -> std::io::Result<Option<Self>> {
        let mut bytes = Vec::new();
        loop {
            if let Some(end) = end_of_head(&bytes) {
                let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
                let length = header(&head, "content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
                if bytes.len() >= end + END_OF_HEAD.len() + length {
                    return Ok(Some(Self { bytes, head }));
                }
            }
            if from.read_buf(&mut bytes).await? == 0 {
                return Ok(None);
            }
        }
    }

    /// Hands it on; the reply.
    pub async fn ask(&self, engine: &mut TcpStream) -> std::io::Result<Self> {
        engine.write_all(&self.bytes).await?;
        Self::read(engine).await?.ok_or_else(|| std::io::ErrorKind::UnexpectedEof.into())
    }

    /// Asks for all keys of a batch but the last ones of each table; the reply says that the store did not get to those.
    pub async fn ask_but(&self, keys: usize, engine: &mut TcpStream) -> std::io::Result<Self> {
        let (mut asked, mut left) = (self.json(), json!({}));
        for (table, wanted) in asked["RequestItems"].as_object_mut().into_iter().flatten() {
            left[table] = wanted.clone();
            let all = wanted["Keys"].as_array_mut().map(std::mem::take).unwrap_or_default();
            let (first, last) = all.split_at(all.len().saturating_sub(keys).max(1));
            wanted["Keys"] = json!(first);
            left[table]["Keys"] = json!(last);
        }
        let answer = self.saying(&asked).ask(engine).await?;
        let mut body = answer.json();
        left.as_object_mut().into_iter().for_each(|left| left.retain(|_, wanted| wanted["Keys"] != json!([])));
        body["UnprocessedKeys"] = left;
        Ok(Self { bytes: reply("HTTP/1.1 200 OK", &body), head: answer.head })
    }

    /// Its body.
    pub fn json(&self) -> Value {
        serde_json::from_slice(self.parts().1).unwrap_or_default()
    }

    /// The same with another body. The engine looks at no signature.
    fn saying(&self, body: &Value) -> Self {
        let (body, head) = (body.to_string(), String::from_utf8_lossy(self.parts().0));
        let kept = head.lines().filter(|line| !line.to_ascii_lowercase().starts_with("content-length:"));
        let length = format!("content-length: {}", body.len());
        let head = kept.chain([length.as_str()]).collect::<Vec<_>>().join("\r\n");
        let bytes = format!("{head}{END_OF_HEAD}{body}").into_bytes();
        Self { bytes, head: self.head.clone() }
    }

    fn parts(&self) -> (&[u8], &[u8]) {
        let end = end_of_head(&self.bytes).unwrap_or(self.bytes.len());
        let body = (end + END_OF_HEAD.len()).min(self.bytes.len());
        (&self.bytes[..end], &self.bytes[body..])
    }

    /// The operation of the store that is asked for.
    pub fn asks_for(&self, operation: &str) -> bool {
        header(&self.head, "x-amz-target").is_some_and(|target| target.ends_with(&operation.to_ascii_lowercase()))
    }
}

fn end_of_head(bytes: &[u8]) -> Option<usize> {
    bytes.windows(END_OF_HEAD.len()).position(|four| four == END_OF_HEAD.as_bytes())
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim)
}

/// A reply with this body.
pub fn reply(status: &str, body: &Value) -> Vec<u8> {
    let body = body.to_string();
    let head = format!("{status}\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: {}", body.len());
    format!("{head}{END_OF_HEAD}{body}").into_bytes()
}
