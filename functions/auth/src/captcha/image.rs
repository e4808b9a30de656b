//! Drawing a code so that people read it and programs have much to try: each letter in one of several shapes, turned,
//! stretched, slanted, high or low, near or far from the next; waves through everything; curves across; a patch in which
//! ink and paper change places.

use super::canvas::{Canvas, Segment};
use super::chance::Chance;
use super::glyphs::{Point, shapes};

/// The height that letters stand around.
const MIDDLE: f32 = 56.0;
/// The middle between left and right.
const MIDDLE_ACROSS: f32 = 160.0;

/// Draws the code as a grey PNG; `seed` decides about everything accidental.
pub fn draw(code: &str, seed: [u8; 32]) -> Result<Vec<u8>, png::EncodingError> {
    canvas(code, &mut Chance::new(seed)).png()
}

fn canvas(code: &str, chance: &mut Chance) -> Canvas {
    let mut ink = letters(code, chance);
    ink.extend(curve(chance));
    ink.extend(curve(chance));
    Canvas::with(&ink).inverted_in(&Canvas::with(&patch(chance)))
}

/// How a letter stands: its middle, its size, its turn and slant, its pen.
struct Pose {
    middle: Point,
    size: Point,
    turn: f32,
    slant: f32,
    pen: f32,
}

impl Pose {
    fn any(chance: &mut Chance) -> Self {
        Self {
            middle: (0.0, MIDDLE + chance.between(-6.0, 6.0)),
            size: (chance.between(8.2, 9.8), chance.between(8.6, 10.2)),
            turn: chance.between(-0.24, 0.24),
            slant: chance.between(-0.2, 0.2),
            pen: chance.between(3.0, 4.2),
        }
    }

    fn place(&self, (x, y): Point) -> Point {
        let (x, y) = ((x - 2.0) * self.size.0, (y - 3.0) * self.size.1);
        let x = x - self.slant * y;
        let (sin, cos) = self.turn.sin_cos();
        (self.middle.0 + x * cos - y * sin, self.middle.1 + x * sin + y * cos)
    }
}

/// The letters side by side, some nearly touching, some apart, the whole somewhere about the middle.
fn letters(code: &str, chance: &mut Chance) -> Vec<Segment> {
    let mut at = 0.0;
    let mut posed = Vec::new();
    for letter in code.chars() {
        let mut pose = Pose::any(chance);
        let half = 2.0 * pose.size.0;
        at += half;
        pose.middle.0 = at;
        at += half + chance.between(9.0, 18.0);
        posed.push((letter, pose));
    }
    let left = MIDDLE_ACROSS - at / 2.0 + 6.0 + chance.between(-5.0, 5.0);
    let (long, short) = (Wave::any(chance, 36.0, 3.4), Wave::any(chance, 14.0, 1.3));
    let bend = |point: Point| short.bend(long.bend((point.0 + left, point.1)));
    posed
        .iter()
        .flat_map(|(letter, pose)| strokes(*letter, pose, chance))
        .map(|(from, to, pen)| (bend(from), bend(to), pen))
        .collect()
}

/// A letter in one of its shapes, no point exactly where it belongs.
fn strokes(letter: char, pose: &Pose, chance: &mut Chance) -> Vec<Segment> {
    let shape = chance.pick(shapes(letter)).copied().unwrap_or_default();
    let mut segments = Vec::new();
    for stroke in shape {
        let mut shaken = |(x, y): Point| (x + chance.between(-0.14, 0.14), y + chance.between(-0.14, 0.14));
        let points: Vec<Point> = stroke.iter().map(|point| shaken(*point)).collect();
        segments.extend(pieces(&points).map(|(from, to)| (pose.place(from), pose.place(to), pose.pen)));
    }
    segments
}

/// Each straight piece in sixths, so that waves can bend it.
fn pieces(stroke: &[Point]) -> impl Iterator<Item = (Point, Point)> {
    stroke.windows(2).flat_map(|ends| {
        let (from, to) = (ends[0], ends[1]);
        let at = move |share: u8| {
            let share = f32::from(share) / 6.0;
            (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
        };
        (0..6).map(move |share| (at(share), at(share + 1)))
    })
}

struct Wave {
    length: f32,
    phases: (f32, f32),
    height: f32,
}

impl Wave {
    fn any(chance: &mut Chance, length: f32, height: f32) -> Self {
        let length = length * chance.between(0.8, 1.3);
        let phases = (chance.between(0.0, 6.3), chance.between(0.0, 6.3));
        Self { length, phases, height: height * chance.between(0.5, 1.0) }
    }

    fn bend(&self, (x, y): Point) -> Point {
        let across = (x / self.length + self.phases.0).sin() * self.height;
        let along = (y / self.length * 1.7 + self.phases.1).sin() * self.height;
        (x + along, y + across)
    }
}

/// A curve from edge to edge, here thinner, there thicker.
fn curve(chance: &mut Chance) -> Vec<Segment> {
    let (middle, height) = (MIDDLE + chance.between(-26.0, 26.0), chance.between(8.0, 24.0));
    let (length, phase) = (chance.between(26.0, 60.0), chance.between(0.0, 6.3));
    let (swell, pen) = (chance.between(0.0, 6.3), chance.between(0.9, 1.2));
    let point = |step: u8| {
        let x = f32::from(step) * 5.0;
        (x, middle + height * (x / length + phase).sin())
    };
    let thickness = |step: u8| pen + 0.4 * (f32::from(step) / 9.0 + swell).sin();
    (0..64).map(|step| (point(step), point(step + 1), thickness(step))).collect()
}

/// A thick bent line, from edge to edge, under which everything is inverted.
fn patch(chance: &mut Chance) -> Vec<Segment> {
    let (x, lean) = (chance.between(40.0, 280.0), chance.between(-50.0, 50.0));
    let (bow, half) = (chance.between(-40.0, 40.0), chance.between(16.0, 44.0));
    let point = |step: u8| {
        let share = f32::from(step) / 8.0;
        (x + lean * (share - 0.5) + bow * (share * 3.15).sin(), -30.0 + share * 172.0)
    };
    (0..8).map(|step| (point(step), point(step + 1), half)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::canvas::{HEIGHT, WIDTH};
    use super::*;

    fn pixels(code: &str, seed: u8) -> Vec<u8> {
        canvas(code, &mut Chance::new([seed; 32])).pixels()
    }

    /// What a program gets that looks for the letters by their ink alone.
    #[test]
    #[expect(clippy::cast_precision_loss, reason = "pixels are few")]
    fn letters_stand_out_from_their_ground_on_both_sides_of_the_patch() {
        for seed in 0..=u8::MAX {
            let chance = &mut Chance::new([seed; 32]);
            let letters = Canvas::with(&letters("ACEH7", chance)).pixels();
            let share = letters.iter().filter(|grey| **grey < 80).count() as f32 / letters.len() as f32;
            assert!((0.08..0.3).contains(&share), "{share} of {seed}");
        }
    }

    #[test]
    #[expect(clippy::cast_precision_loss, reason = "pixels are few")]
    fn every_letter_stays_inside_whatever_chance_does() {
        for seed in 0..=u8::MAX {
            for code in ["WMWMW", "AKRXN", "34734", "HHHHH"] {
                let all = letters(code, &mut Chance::new([seed; 32]));
                let inside = |(x, y): Point, pen: f32| {
                    (pen..WIDTH as f32 - pen).contains(&x) && (pen..HEIGHT as f32 - pen).contains(&y)
                };
                assert!(all.iter().all(|(from, to, pen)| inside(*from, *pen) && inside(*to, *pen)), "{code} {seed}");
            }
        }
    }

    #[test]
    fn the_same_code_is_never_drawn_twice_alike() {
        let all: std::collections::BTreeSet<Vec<u8>> = (0..100).map(|seed| pixels("ACEH7", seed)).collect();
        assert_eq!(all.len(), 100);
    }

    #[test]
    fn a_letter_is_drawn_in_all_its_shapes() {
        let chance = &mut Chance::new([1; 32]);
        let drawn: std::collections::BTreeSet<_> =
            (0..100).filter_map(|_| chance.pick(shapes('A'))).map(|shape| format!("{shape:?}")).collect();
        assert_eq!(drawn.len(), shapes('A').len());
    }
}
