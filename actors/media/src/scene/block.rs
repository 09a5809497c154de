//! A few words set as large as their box allows: wrapped, balanced, shortened where even the smallest size is too large.

use super::{
    layout::{Align, Area},
    typeface::{Style, Typeface, clean, right_to_left},
};

/// Distance of baselines and width of a space, in ems.
const LEADING: f32 = 1.1;
const SPACE: f32 = 0.25;
/// Top of a line to its baseline, in ems.
const ASCENT: f32 = 0.86;

/// How a block may be set.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    pub area: Area,
    pub align: Align,
    pub largest: f32,
    pub smallest: f32,
    pub lines: usize,
    pub weight: u16,
}

/// One word in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    pub text: String,
    /// Which word of the text it is.
    pub index: usize,
    /// Left edge of the ink, and the baseline.
    pub x: f32,
    pub baseline: f32,
    pub width: f32,
}

#[derive(Clone, Debug, Default)]
pub struct Block {
    pub size: f32,
    pub words: Vec<Placed>,
    /// Height from the top of the first line to the foot of the last.
    pub height: f32,
}

pub fn set(typeface: &Typeface, text: &str, setting: Setting) -> Block {
    let text = clean(text);
    // Widths grow with the size: each word is measured once.
    let style = Style { weight: setting.weight, ..Style::bold(100.0) };
    let measure = |text: String| {
        let width = typeface.width(&text, style) / 100.0;
        (text, width)
    };
    let mut words: Vec<(String, f32)> = text.split(' ').map(|w| measure(w.to_owned())).filter(|w| w.1 > 0.0).collect();
    while !words.is_empty() {
        if let Some((size, lines)) = fit(&words, setting) {
            return place(&words, &lines, size, right_to_left(&text), setting);
        }
        // Too much for the smallest size: one word less, or the only word shorter.
        let last = words.pop().map_or_else(String::new, |(last, _)| last);
        let cut = match words.pop() {
            Some((before, _)) => before.trim_end_matches([',', ';', ':', '.']).to_owned(),
            None => {
                last.trim_end_matches('…').char_indices().last().map_or_else(String::new, |(i, _)| last[..i].to_owned())
            }
        };
        if cut.is_empty() {
            break;
        }
        words.push(measure(format!("{cut}…")));
    }
    Block::default()
}

/// The largest size at which the words fit, and the first word of each line.
fn fit(words: &[(String, f32)], setting: Setting) -> Option<(f32, Vec<usize>)> {
    let mut size = setting.largest;
    loop {
        let lines = wrap(words, setting.area.width / size);
        if let Some(lines) = lines.filter(|l| l.len() <= setting.lines && height(l.len(), size) <= setting.area.height)
        {
            return Some((size, balance(words, lines, setting.area.width / size)));
        }
        if size <= setting.smallest {
            return None;
        }
        size = (size * 0.95).max(setting.smallest);
    }
}

fn height(num_lines: usize, size: f32) -> f32 {
    ((num_lines as f32 - 1.0) * LEADING + 1.06) * size
}

/// Greedy; `width` in ems. Nothing where a single word is too wide.
fn wrap(words: &[(String, f32)], width: f32) -> Option<Vec<usize>> {
    let (mut lines, mut used) = (vec![0], 0.0);
    for (i, (_, word)) in words.iter().enumerate() {
        if *word > width {
            return None;
        }
        let with = if used == 0.0 { *word } else { used + SPACE + word };
        if with > width {
            lines.push(i);
            used = *word;
        } else {
            used = with;
        }
    }
    Some(lines)
}

/// The narrowest wrap with the same number of lines: no last line with one short word.
fn balance(words: &[(String, f32)], mut lines: Vec<usize>, mut width: f32) -> Vec<usize> {
    while let Some(narrower) = wrap(words, width * 0.96).filter(|l| l.len() == lines.len()) {
        lines = narrower;
        width *= 0.96;
    }
    lines
}

fn place(words: &[(String, f32)], lines: &[usize], size: f32, mirrored: bool, setting: Setting) -> Block {
    let area = setting.area;
    let height = height(lines.len(), size);
    let mut block = Block { size, words: vec![], height };
    for (number, &first) in lines.iter().enumerate() {
        let end = lines.get(number + 1).copied().unwrap_or(words.len());
        let width = words[first..end].iter().map(|w| w.1 + SPACE).sum::<f32>() - SPACE;
        let mut x = match setting.align {
            Align::Left => area.x,
            Align::Middle => area.x + (area.width - width * size) / 2.0,
        };
        let baseline = area.y + (number as f32 * LEADING + ASCENT) * size;
        let mut put = |index: usize| {
            let (text, width) = &words[index];
            block.words.push(Placed { text: text.clone(), index, x, baseline, width: width * size });
            x += (width + SPACE) * size;
        };
        if mirrored { (first..end).rev().for_each(&mut put) } else { (first..end).for_each(&mut put) }
    }
    block.words.sort_by_key(|word| word.index);
    block
}
