//! Ink on paper: strokes of a pen, and the PNG of it.

use super::glyphs::Point;

/// Size of the image in pixels; sharp on screens of double density at 160 × 56.
pub const WIDTH: usize = 320;
/// Its height.
pub const HEIGHT: usize = 112;

/// A straight piece of a stroke with half its thickness.
pub type Segment = (Point, Point, f32);

/// How much ink lies on each pixel, 0 to 1.
pub struct Canvas(Vec<f32>);

impl Canvas {
    /// With these strokes on it.
    pub fn with(segments: &[Segment]) -> Self {
        let mut canvas = Self(vec![0.0; WIDTH * HEIGHT]);
        for segment in segments {
            canvas.stamp(segment);
        }
        canvas
    }

    /// Ink and paper change places where the other has ink.
    #[must_use]
    pub fn inverted_in(self, other: &Self) -> Self {
        Self(self.0.into_iter().zip(&other.0).map(|(ink, patch)| ink + patch - 2.0 * ink * patch).collect())
    }

    /// Darkens the pixels around a segment, softly at its edge.
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    fn stamp(&mut self, &(from, to, pen): &Segment) {
        let span = |a: f32, b: f32, most: usize| {
            let low = (a.min(b) - pen - 1.0).max(0.0) as usize;
            let high = (a.max(b) + pen + 2.0).clamp(0.0, most as f32) as usize;
            low..high
        };
        for y in span(from.1, to.1, HEIGHT) {
            for x in span(from.0, to.0, WIDTH) {
                let covered = pen + 0.5 - distance((x as f32, y as f32), from, to);
                let pixel = &mut self.0[y * WIDTH + x];
                *pixel = pixel.max(covered.clamp(0.0, 1.0));
            }
        }
    }

    /// Dark ink on light paper, in greys.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "30 to 255")]
    pub fn pixels(&self) -> Vec<u8> {
        self.0.iter().map(|ink| (255.0 - 225.0 * ink.clamp(0.0, 1.0)) as u8).collect()
    }

    /// As a PNG.
    #[expect(clippy::cast_possible_truncation, reason = "the size is a constant of three digits")]
    pub fn png(&self) -> Result<Vec<u8>, png::EncodingError> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, WIDTH as u32, HEIGHT as u32);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.pixels())?;
        writer.finish()?;
        Ok(bytes)
    }
}

/// From a point to the nearest point of a segment.
fn distance(point: Point, from: Point, to: Point) -> f32 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = (dx * dx + dy * dy).max(f32::EPSILON);
    let share = (((point.0 - from.0) * dx + (point.1 - from.1) * dy) / length).clamp(0.0, 1.0);
    (point.0 - from.0 - share * dx).hypot(point.1 - from.1 - share * dy)
}
