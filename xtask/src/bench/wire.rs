//! Just enough of HTTP/1.1 to stand between programs of ours: messages of known length on kept connections.

use std::io::{BufRead, Read, Write};

use anyhow::{Context, Result, ensure};

/// A request or a response as it came.
pub struct Message {
    /// First line and headers, with the empty line.
    pub head: String,
    /// Body.
    pub body: Vec<u8>,
}

impl Message {
    /// Reads the next message; `None` where the peer has closed.
    pub fn read(from: &mut impl BufRead) -> Result<Option<Self>> {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if from.read_line(&mut head)? == 0 {
                ensure!(head.is_empty(), "the connection ended within a message");
                return Ok(None);
            }
        }
        let mut body = Vec::new();
        match header(&head, "content-length") {
            Some(length) => {
                body.resize(length.parse().context("content-length")?, 0);
                from.read_exact(&mut body)?;
            }
            None if header(&head, "transfer-encoding").is_some() => return Self::read_chunks(&head, from).map(Some),
            None => {}
        }
        Ok(Some(Self { head, body }))
    }

    /// A body of chunks becomes one of known length.
    fn read_chunks(head: &str, from: &mut impl BufRead) -> Result<Self> {
        let mut body = Vec::new();
        loop {
            let mut size = String::new();
            from.read_line(&mut size)?;
            let size = u64::from_str_radix(size.trim(), 16).context("size of a chunk")?;
            from.take(size).read_to_end(&mut body)?;
            from.read_line(&mut String::new())?;
            if size == 0 {
                break;
            }
        }
        let kept =
            head.lines().filter(|line| !line.to_lowercase().starts_with("transfer-encoding:") && !line.is_empty());
        let length = format!("content-length: {}\r\n\r\n", body.len());
        let head = kept.chain([&*length]).collect::<Vec<_>>().join("\r\n");
        Ok(Self { head, body })
    }

    /// Sends it at once.
    pub fn write(&self, to: &mut impl Write) -> Result<()> {
        let mut bytes = self.head.clone().into_bytes();
        bytes.extend_from_slice(&self.body);
        Ok(to.write_all(&bytes)?)
    }

    /// A JSON response.
    pub fn response(status: &str, headers: &[(&str, &str)], body: &str) -> Self {
        let mut head = format!("HTTP/1.1 {status}\r\ncontent-type: application/json\r\n");
        for (name, value) in headers {
            head.extend([name, ": ", value, "\r\n"]);
        }
        head.extend(["content-length: ", &body.len().to_string(), "\r\n\r\n"]);
        Self { head, body: body.as_bytes().to_vec() }
    }

    /// Method and path of a request, version and status of a response.
    pub fn first_words(&self) -> (&str, &str) {
        let mut words = self.head.split_whitespace();
        (words.next().unwrap_or_default(), words.next().unwrap_or_default())
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let mut pairs = head.lines().skip(1).filter_map(|line| line.split_once(':'));
    pairs.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Message {
        Message::read(&mut text.as_bytes()).unwrap().unwrap()
    }

    #[test]
    fn a_message_ends_where_its_length_says() {
        let mut stream = "POST /a HTTP/1.1\r\nContent-Length: 2\r\n\r\nokGET /b HTTP/1.1\r\n\r\n".as_bytes();
        let first = Message::read(&mut stream).unwrap().unwrap();
        let second = Message::read(&mut stream).unwrap().unwrap();
        assert_eq!((first.first_words(), &*first.body), (("POST", "/a"), &b"ok"[..]));
        assert_eq!((second.first_words(), second.body.len()), (("GET", "/b"), 0));
        assert!(Message::read(&mut stream).unwrap().is_none());
    }

    #[test]
    fn chunks_become_one_body() {
        let message = read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
        assert_eq!(message.body, b"abcde");
        assert_eq!(header(&message.head, "content-length"), Some("5"));
        assert_eq!(header(&message.head, "transfer-encoding"), None);
    }
}
