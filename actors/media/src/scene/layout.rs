//! Where things stand, for each shape of the picture. Everything stays clear of the captions' band (9:16: 0.60 to 0.75 of the
//! height, else from 0.78 on) and, in 9:16, of what the player itself lays over a Short: the top ninth and the right eighth.

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

impl Area {
    pub fn middle(&self) -> (f32, f32) {
        (self.x + self.width / 2.0, self.y + self.height / 2.0)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Middle,
}

/// Areas in pixels.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    pub width: f32,
    pub height: f32,
    /// The em of ordinary large text: everything scales with it.
    pub unit: f32,
    pub align: Align,
    pub kicker: Area,
    pub headline: Area,
    /// The main drawing.
    pub drawing: Area,
    /// Headline, number and drawing of a scene that counts.
    pub count_headline: Area,
    pub count: Area,
    pub count_drawing: Area,
    /// A number without a drawing.
    pub count_alone: Area,
    pub bars: Area,
    /// Words alone.
    pub words: Area,
    /// The owner's picture.
    pub card: Area,
}

impl Layout {
    pub fn of(width: u32, height: u32) -> Self {
        let (w, h) = (width as f32, height as f32);
        let area = |x: f32, y: f32, right: f32, foot: f32| Area {
            x: x * w,
            y: y * h,
            width: (right - x) * w,
            height: (foot - y) * h,
        };
        if h > w * 1.2 {
            return Layout {
                width: w,
                height: h,
                unit: w / 1080.0,
                align: Align::Middle,
                kicker: area(0.13, 0.126, 0.87, 0.15),
                headline: area(0.13, 0.165, 0.87, 0.302),
                drawing: area(0.18, 0.300, 0.82, 0.597),
                count_headline: area(0.13, 0.165, 0.87, 0.25),
                count: area(0.13, 0.258, 0.87, 0.395),
                count_drawing: area(0.30, 0.40, 0.70, 0.597),
                count_alone: area(0.13, 0.30, 0.87, 0.55),
                bars: area(0.13, 0.325, 0.87, 0.59),
                words: area(0.13, 0.19, 0.87, 0.57),
                card: area(0.13, 0.31, 0.87, 0.585),
            };
        }
        if w > h * 1.2 {
            return Layout {
                width: w,
                height: h,
                unit: h / 1080.0,
                align: Align::Left,
                kicker: area(0.07, 0.165, 0.50, 0.205),
                headline: area(0.07, 0.235, 0.53, 0.70),
                drawing: area(0.57, 0.115, 0.93, 0.735),
                count_headline: area(0.07, 0.235, 0.53, 0.42),
                count: area(0.07, 0.44, 0.55, 0.70),
                count_drawing: area(0.60, 0.16, 0.92, 0.72),
                count_alone: area(0.57, 0.18, 0.95, 0.70),
                bars: area(0.55, 0.16, 0.93, 0.72),
                words: area(0.10, 0.20, 0.90, 0.72),
                card: area(0.56, 0.12, 0.94, 0.73),
            };
        }
        Layout {
            width: w,
            height: h,
            unit: h / 1080.0,
            align: Align::Middle,
            kicker: area(0.08, 0.05, 0.92, 0.09),
            headline: area(0.08, 0.112, 0.92, 0.32),
            drawing: area(0.26, 0.315, 0.74, 0.765),
            count_headline: area(0.08, 0.112, 0.92, 0.235),
            count: area(0.08, 0.235, 0.92, 0.465),
            count_drawing: area(0.35, 0.465, 0.65, 0.755),
            count_alone: area(0.08, 0.30, 0.92, 0.70),
            bars: area(0.09, 0.345, 0.91, 0.755),
            words: area(0.08, 0.14, 0.92, 0.74),
            card: area(0.10, 0.325, 0.90, 0.75),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_alone_stands_clear_of_its_headline() {
        for (width, height) in [(1080, 1920), (1920, 1080), (1080, 1080)] {
            let Layout { count_headline: words, count_alone: number, unit, .. } = Layout::of(width, height);
            let (aside, below) = (number.x - words.x - words.width, number.y - words.y - words.height);
            assert!(aside >= 40.0 * unit || below >= 40.0 * unit, "{width}x{height}: {aside} aside, {below} below");
        }
    }

    #[test]
    fn no_area_reaches_into_the_captions_or_under_the_players_own_buttons() {
        for ((width, height), band, top, side) in
            [((1080, 1920), 0.60, 0.12, 0.13), ((1920, 1080), 0.78, 0.0, 0.04), ((1080, 1080), 0.78, 0.0, 0.04)]
        {
            let l = Layout::of(width, height);
            for area in [
                l.kicker,
                l.headline,
                l.drawing,
                l.count_headline,
                l.count,
                l.count_drawing,
                l.count_alone,
                l.bars,
                l.words,
                l.card,
            ] {
                let (right, foot) = ((area.x + area.width) / l.width, (area.y + area.height) / l.height);
                assert!(area.y / l.height >= top && foot < band, "{width}x{height} {area:?}");
                assert!(area.x / l.width >= side - 1e-3 && right <= 1.0 - side + 1e-3, "{width}x{height} {area:?}");
            }
        }
    }
}
