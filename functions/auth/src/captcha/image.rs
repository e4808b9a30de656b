//! Drawing a code: bent and tilted letters, a wave through everything, curves across.

use super::glyphs::{Point, strokes};

/// Size of the image in pixels; sharp on screens of double density at 160 × 56.
const WIDTH: usize = 320;
const HEIGHT: usize = 112;
/// Half the thickness of a stroke.
const PEN: f32 = 3.6;
/// Half the thickness of a curve across: thin enough not to cover what it crosses.
const THIN: f32 = 1.1;

/// A piece of a stroke with half its thickness.
type Segment = (Point, Point, f32);

/// Draws the code as a grey PNG; `seed` decides about everything accidental.
pub fn draw(code: &str, seed: [u8; 32]) -> Result<Vec<u8>, png::EncodingError> {
    let mut chance = Chance { seed, at: 0 };
    let mut segments = letters(code, &mut chance);
    segments.extend(curve(&mut chance));
    segments.extend(curve(&mut chance));
    encode(&raster(&segments))
}

/// Numbers from -1 to 1 that follow from a seed.
struct Chance {
    seed: [u8; 32],
    at: usize,
}

impl Chance {
    fn next(&mut self) -> f32 {
        let byte = self.seed[self.at % 32].wrapping_add(u8::try_from(self.at / 32 * 37 % 256).unwrap_or(0));
        self.at += 1;
        f32::from(byte) / 127.5 - 1.0
    }
}

#[expect(clippy::cast_precision_loss, reason = "pixels and letters are few")]
fn letters(code: &str, chance: &mut Chance) -> Vec<Segment> {
    let wave = Wave { phase: chance.next() * 3.0, height: 4.0 + 2.0 * chance.next() };
    let mut segments = Vec::new();
    for (place, letter) in code.chars().enumerate() {
        let left = 26.0 + 57.0 * place as f32 + 4.0 * chance.next();
        let top = 26.0 + 7.0 * chance.next();
        let (tilt, size) = (0.16 * chance.next(), 9.8 + 0.8 * chance.next());
        let place =
            |(x, y): Point| wave.bend((left + size * (x - tilt * (y - 3.0)), top + size * (y + tilt * (x - 2.0))));
        for stroke in strokes(letter) {
            segments.extend(pieces(stroke).map(|(from, to)| (place(from), place(to), PEN)));
        }
    }
    segments
}

/// Each straight piece in quarters, so that the wave can bend it.
fn pieces(stroke: &'static [Point]) -> impl Iterator<Item = (Point, Point)> {
    stroke.windows(2).flat_map(|ends| {
        let (from, to) = (ends[0], ends[1]);
        let at = move |share: f32| (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
        [0.0, 0.25, 0.5, 0.75].into_iter().map(move |share| (at(share), at(share + 0.25)))
    })
}

struct Wave {
    phase: f32,
    height: f32,
}

impl Wave {
    fn bend(&self, (x, y): Point) -> Point {
        let across = (x / 38.0 + self.phase).sin() * self.height;
        let along = (y / 21.0 + self.phase).sin() * self.height * 0.6;
        (x + along, y + across)
    }
}

/// A thin curve from edge to edge.
#[expect(clippy::cast_precision_loss, reason = "pixels are few")]
fn curve(chance: &mut Chance) -> Vec<Segment> {
    let (middle, height, phase) = (56.0 + 16.0 * chance.next(), 16.0 + 6.0 * chance.next(), 3.0 * chance.next());
    let point = |step: usize| {
        let x = step as f32 * 8.0;
        (x, middle + height * (x / 47.0 + phase).sin())
    };
    (0..WIDTH / 8).map(|step| (point(step), point(step + 1), THIN)).collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "30 to 255")]
fn raster(segments: &[Segment]) -> Vec<u8> {
    let mut ink = vec![0.0_f32; WIDTH * HEIGHT];
    for segment in segments {
        stamp(&mut ink, segment);
    }
    ink.into_iter().map(|ink| (255.0 - 225.0 * ink.clamp(0.0, 1.0)) as u8).collect()
}

/// Darkens the pixels around a segment, softly at its edge.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
fn stamp(ink: &mut [f32], &(from, to, pen): &Segment) {
    let span = |a: f32, b: f32, most: usize| {
        let low = (a.min(b) - pen - 1.0).max(0.0) as usize;
        let high = (a.max(b) + pen + 2.0).clamp(0.0, most as f32) as usize;
        low..high
    };
    for y in span(from.1, to.1, HEIGHT) {
        for x in span(from.0, to.0, WIDTH) {
            let covered = pen + 0.5 - distance((x as f32, y as f32), from, to);
            let pixel = &mut ink[y * WIDTH + x];
            *pixel = pixel.max(covered.clamp(0.0, 1.0));
        }
    }
}

/// From a point to the nearest point of a segment.
fn distance(point: Point, from: Point, to: Point) -> f32 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = (dx * dx + dy * dy).max(f32::EPSILON);
    let share = (((point.0 - from.0) * dx + (point.1 - from.1) * dy) / length).clamp(0.0, 1.0);
    (point.0 - from.0 - share * dx).hypot(point.1 - from.1 - share * dy)
}

#[expect(clippy::cast_possible_truncation, reason = "the size is a constant of three digits")]
fn encode(pixels: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, WIDTH as u32, HEIGHT as u32);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pixels(code: &str, seed: u8) -> Vec<u8> {
        let png = draw(code, [seed; 32]).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
        let mut pixels = vec![0; WIDTH * HEIGHT];
        reader.next_frame(&mut pixels).unwrap();
        pixels
    }

    #[test]
    fn the_letters_are_dark_on_light() {
        let pixels = pixels("ACEH7", 3);
        let dark = pixels.iter().filter(|grey| **grey < 80).count();
        assert!((1_500..9_000).contains(&dark), "{dark} dark pixels");
        assert!(pixels.iter().filter(|grey| **grey > 200).count() > WIDTH * HEIGHT / 2);
    }

    #[test]
    #[expect(clippy::cast_precision_loss, reason = "pixels are few")]
    fn every_letter_stays_inside_whatever_chance_does() {
        for seed in 0..=u8::MAX {
            let all = letters("WMWMW", &mut Chance { seed: [seed; 32], at: 0 });
            let inside =
                |(x, y): Point| (PEN..WIDTH as f32 - PEN).contains(&x) && (PEN..HEIGHT as f32 - PEN).contains(&y);
            assert!(all.iter().all(|(from, to, _)| inside(*from) && inside(*to)), "{seed}");
        }
    }

    #[test]
    fn the_same_code_is_never_drawn_twice_alike() {
        assert_ne!(pixels("ACEH7", 3), pixels("ACEH7", 4));
    }
}
