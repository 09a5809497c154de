//! Soft edges: three passes of a running mean come close to a Gaussian.

/// Softens one channel in place; `radius` in pixels.
pub fn soften(plane: &mut [u8], width: usize, height: usize, radius: usize) {
    let mut line = vec![0_u8; width.max(height)];
    for _ in 0..3 {
        for row in plane.chunks_exact_mut(width) {
            line[..width].copy_from_slice(row);
            mean(&line[..width], radius.div_ceil(2), |i, value| row[i] = value);
        }
        for x in 0..width {
            for (y, slot) in line[..height].iter_mut().enumerate() {
                *slot = plane[y * width + x];
            }
            mean(&line[..height], radius.div_ceil(2), |y, value| plane[y * width + x] = value);
        }
    }
}

fn mean(line: &[u8], radius: usize, mut put: impl FnMut(usize, u8)) {
    let span = 2 * radius as u32 + 1;
    let at = |i: usize| line.get(i).copied().map_or(0, u32::from);
    let mut sum: u32 = (0..=radius).map(at).sum();
    for i in 0..line.len() {
        put(i, (sum / span) as u8);
        sum += at(i + radius + 1);
        if i >= radius {
            sum -= at(i - radius);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_spreads_evenly_and_keeps_its_place() {
        let mut plane = vec![0; 31 * 31];
        plane[15 * 31 + 15] = 255;
        (14..17).for_each(|y| (14..17).for_each(|x| plane[y * 31 + x] = 255));
        soften(&mut plane, 31, 31, 3);
        assert_eq!(plane.iter().max(), Some(&plane[15 * 31 + 15]));
        assert_eq!(plane[15 * 31 + 10], plane[15 * 31 + 20]);
        assert_eq!(plane[10 * 31 + 15], plane[20 * 31 + 15]);
        assert_eq!(plane[0], 0);
    }
}
