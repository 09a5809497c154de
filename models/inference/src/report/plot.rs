//! A plot as SVG text: axes with round steps, lines, a title.

use std::fmt::Write as _;

/// How a line is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Curve,
    Dotted,
    Guide,
}

/// Points joined in order.
pub(super) struct Line {
    points: Vec<(f64, f64)>,
    look: Look,
}

impl Line {
    pub fn curve(points: Vec<(f64, f64)>) -> Self {
        Line { points, look: Look::Curve }
    }

    /// With a dot on each point.
    pub fn dotted(points: Vec<(f64, f64)>) -> Self {
        Line { points, look: Look::Dotted }
    }

    /// Thin and dashed, to compare with.
    pub fn guide(points: Vec<(f64, f64)>) -> Self {
        Line { points, look: Look::Guide }
    }
}

pub(super) struct Plot {
    title: String,
    names: (&'static str, &'static str),
    x: (f64, f64),
    y: (f64, f64),
    /// The distance of two marks on the level axis is no less.
    step: f64,
    lines: Vec<Line>,
}

const WIDE: f64 = 340.0;
const HIGH: f64 = 300.0;
/// Room for the axes: left, right, top, bottom.
const ROOM: (f64, f64, f64, f64) = (52.0, 14.0, 28.0, 44.0);

impl Plot {
    /// Both axes from 0 to 1.
    pub fn square(title: String, x: &'static str, y: &'static str) -> Self {
        Plot { title, names: (x, y), x: (0.0, 1.0), y: (0.0, 1.0), step: 0.0, lines: Vec::new() }
    }

    /// Axes that hold the points, and 0 on the upright one.
    pub fn fitted(title: String, x: &'static str, y_name: &'static str, points: &[(f64, f64)]) -> Self {
        let range = |of: &dyn Fn(&(f64, f64)) -> f64, start: (f64, f64)| {
            points.iter().map(of).filter(|v| v.is_finite()).fold(start, |(low, high), v| (low.min(v), high.max(v)))
        };
        let wide = range(&|point| point.0, (f64::INFINITY, f64::NEG_INFINITY));
        let high = range(&|point| point.1, (0.0, 0.0));
        let some = |(low, high): (f64, f64)| if high > low { (low, high) } else { (0.0, 1.0) };
        let (low, top) = some(high);
        let y = (low, top + (top - low) * 0.05);
        Plot { title, names: (x, y_name), x: some(wide), y, step: 0.0, lines: Vec::new() }
    }

    /// What the level axis counts has no halves.
    #[must_use]
    pub fn whole(self) -> Self {
        Plot { step: 1.0, ..self }
    }

    #[must_use]
    pub fn line(mut self, line: Line) -> Self {
        self.lines.push(line);
        self
    }

    fn place(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let share = |value: f64, (low, high): (f64, f64)| ((value - low) / (high - low)).clamp(0.0, 1.0);
        (
            ROOM.0 + share(x, self.x) * (WIDE - ROOM.0 - ROOM.1),
            HIGH - ROOM.3 - share(y, self.y) * (HIGH - ROOM.2 - ROOM.3),
        )
    }

    pub fn svg(&self) -> String {
        let mut out = format!("<svg viewBox=\"0 0 {WIDE} {HIGH}\" role=\"img\" aria-label=\"{}\">", self.title);
        let mut put = |text: String| out.push_str(&text);
        put(format!("<text class=\"t\" x=\"{}\" y=\"17\">{}</text>", ROOM.0, self.title));
        for value in ticks(self.x, self.step) {
            let (x, y) = self.place((value, self.y.0));
            put(format!("<path class=\"g\" d=\"M{x:.1} {y:.1}V{}\"/>", ROOM.2));
            put(format!("<text class=\"m\" x=\"{x:.1}\" y=\"{:.1}\">{}</text>", y + 15.0, plain(value)));
        }
        for value in ticks(self.y, 0.0) {
            let (x, y) = self.place((self.x.0, value));
            put(format!("<path class=\"g\" d=\"M{x:.1} {y:.1}H{}\"/>", WIDE - ROOM.1));
            put(format!("<text class=\"e\" x=\"{:.1}\" y=\"{:.1}\">{}</text>", x - 6.0, y + 4.0, plain(value)));
        }
        let middle = (ROOM.0 + WIDE - ROOM.1) / 2.0;
        put(format!("<text class=\"m\" x=\"{middle}\" y=\"{}\">{}</text>", HIGH - 8.0, self.names.0));
        let upright = (ROOM.2 + HIGH - ROOM.3) / 2.0;
        put(format!("<text class=\"m\" transform=\"translate(13 {upright})rotate(-90)\">{}</text>", self.names.1));
        for line in &self.lines {
            put(self.path(line));
        }
        out.push_str("</svg>");
        out
    }

    fn path(&self, line: &Line) -> String {
        let (mut d, mut dots) = (String::new(), String::new());
        for point in line.points.iter().filter(|point| point.0.is_finite() && point.1.is_finite()) {
            let (x, y) = self.place(*point);
            let start = if d.is_empty() { 'M' } else { 'L' };
            // Writing to a String cannot fail.
            write!(d, "{start}{x:.1} {y:.1}").unwrap_or_default();
            if line.look == Look::Dotted {
                write!(dots, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\"/>").unwrap_or_default();
            }
        }
        let class = if line.look == Look::Guide { "d" } else { "c" };
        format!("<path class=\"{class}\" d=\"{d}\"/>{dots}")
    }
}

/// Round values inside a range, five or so, no nearer than `least`.
fn ticks((low, high): (f64, f64), least: f64) -> Vec<f64> {
    let rough = ((high - low) / 5.0).max(least);
    let power = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|times| times * power).find(|step| *step >= rough * 0.999);
    let step = step.unwrap_or(power);
    let first = (low / step).ceil() as i64;
    let last = (high / step + 1e-9).floor() as i64;
    (first..=last).map(|times| times as f64 * step).collect()
}

fn plain(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_have_round_steps() {
        let texts = |range, least| ticks(range, least).into_iter().map(plain).collect::<Vec<_>>();
        assert_eq!(texts((0.0, 1.0), 0.0), ["0", "0.2", "0.4", "0.6", "0.8", "1"]);
        assert_eq!(texts((1.0, 48.0), 1.0), ["10", "20", "30", "40"]);
        assert_eq!(texts((-1.2, 1.3), 0.0), ["-1", "-0.5", "0", "0.5", "1"]);
        assert_eq!(texts((0.0, 2.0), 1.0), ["0", "1", "2"]);
    }

    #[test]
    fn points_that_are_no_numbers_are_left_out() {
        let plot = Plot::square("t".to_owned(), "x", "y").line(Line::dotted(vec![(0.5, 0.5), (f64::NAN, 1.0)]));
        let svg = plot.svg();
        assert!(!svg.contains("NaN") && svg.matches("<circle").count() == 1, "{svg}");
    }
}
