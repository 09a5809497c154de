//! Rows for people: columns under their names, as wide as they need.

/// Longest cell that is shown whole.
const WIDEST: usize = 60;

/// Lines without an end; every row has as many cells as `names`.
pub fn table(names: &[&str], rows: &[Vec<String>]) -> String {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| plain(cell)).collect()).collect();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
        cells.chain([names[column].chars().count()]).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..names.len()).map(width).collect();
    let head: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let lines = std::iter::once(&head).chain(&rows).map(|row| line(row, &widths));
    lines.collect::<Vec<_>>().join("\n")
}

fn line(row: &[String], widths: &[usize]) -> String {
    let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}"));
    cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}

/// On one line, without what a terminal would act on.
fn plain(cell: &str) -> String {
    let clean: String = cell.chars().map(|letter| if letter.is_control() { '·' } else { letter }).collect();
    if clean.chars().count() <= WIDEST {
        return clean;
    }
    clean.chars().take(WIDEST - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_their_names_and_nothing_leaves_its_line() {
        let rows = [vec!["1".to_owned(), "a\u{1b}[2J\nb".to_owned()], vec!["1234".to_owned(), "x".repeat(99)]];
        let shown = table(&["id", "value"], &rows);
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(&lines[..2], ["id    value", "1     a·[2J·b"]);
        assert_eq!(lines[2].chars().count(), 6 + WIDEST);
        assert!(lines[2].ends_with("x…"));
    }
}
