//! The smallest files that are what they are, for tests.

/// A picture of a screen.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\x02\0\0\0sum!\0\0\0\x02IDAT\x78\x9csum!\0\0\0\0IEND\xaeB\x60\x82");
    bytes
}

/// A photograph.
pub fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xe0\0\x04JF\xff\xc0\0\x0b\x08".to_vec();
    bytes.extend(height.to_be_bytes());
    bytes.extend(width.to_be_bytes());
    bytes.extend(b"\x01\x01\x11\0\xff\xda\0\x02\xff\xd9");
    bytes
}

/// What newer phones make, with this first chunk.
pub fn webp(chunk: &[u8], width: u32, height: u32) -> Vec<u8> {
    let last = |value: u32| value.to_le_bytes();
    let content: Vec<u8> = match chunk {
        b"VP8X" => [&[0; 4][..], &last(width - 1)[..3], &last(height - 1)[..3]].concat(),
        b"VP8L" => [&[0x2f][..], &last((width - 1) | ((height - 1) << 14))].concat(),
        _ => [&[0, 0, 0, 0x9d, 0x01, 0x2a][..], &last(width)[..2], &last(height)[..2]].concat(),
    };
    let length = |bytes: usize| u32::try_from(bytes).unwrap_or_default().to_le_bytes();
    let inner = [b"WEBP", chunk, &length(content.len()), &content].concat();
    [&b"RIFF"[..], &length(inner.len()), &inner].concat()
}

/// A document.
pub fn pdf() -> Vec<u8> {
    b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n".to_vec()
}
