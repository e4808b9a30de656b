//! Forms on the wire (RFC 7578).

/// A part of a form.
#[derive(Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// The parts of a body of this `Content-Type`; `None` for what is no form.
pub fn parts<'a>(content_type: &str, body: &'a [u8]) -> Option<Vec<Part<'a>>> {
    let boundary = content_type.strip_prefix("multipart/form-data")?.split("boundary=").nth(1)?;
    let mark = format!("--{}", boundary.split(';').next()?.trim_matches('"'));
    let mut rest = body.get(find(body, mark.as_bytes())? + mark.len()..)?;
    let (mut parts, next) = (Vec::new(), format!("\r\n{mark}"));
    while let Some(after) = rest.strip_prefix(b"\r\n") {
        let end = find(after, next.as_bytes())?;
        parts.push(part(&after[..end])?);
        rest = &after[end + next.len()..];
    }
    rest.starts_with(b"--").then_some(parts)
}

fn part(bytes: &[u8]) -> Option<Part<'_>> {
    const BLANK: &[u8] = b"\r\n\r\n";
    let head = find(bytes, BLANK)?;
    let text = std::str::from_utf8(&bytes[..head]).ok()?;
    let name = text.split(" name=\"").nth(1)?.split('"').next()?;
    Some(Part { name, bytes: &bytes[head + BLANK.len()..] })
}

fn find(bytes: &[u8], sought: &[u8]) -> Option<usize> {
    bytes.windows(sought.len()).position(|window| window == sought)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPE: &str = "multipart/form-data; boundary=x1";

    #[test]
    fn a_form_comes_apart_and_its_bytes_stay_what_they_are() {
        let body = b"--x1\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\na/b\r\n--x1\r\n\
                     Content-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n\
                     \xff\xd8\r\n--x\r\n--x1--\r\n";
        let key = Part { name: "key", bytes: b"a/b" };
        assert_eq!(parts(TYPE, body), Some(vec![key, Part { name: "file", bytes: b"\xff\xd8\r\n--x" }]));
    }

    #[test]
    fn what_ends_early_or_is_something_else_is_no_form() {
        let cut = b"--x1\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\na";
        for (kind, body) in [(TYPE, &cut[..]), (TYPE, b""), (TYPE, b"--x1"), ("application/json", b"{}")] {
            assert_eq!(parts(kind, body), None);
        }
    }
}
