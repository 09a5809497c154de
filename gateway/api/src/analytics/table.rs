//! Rows as a file: RFC 4180, with the guard against text that a spreadsheet would run as a formula.

use super::Amount;

/// One field of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Not known.
    Empty,
    Text(String),
    Number(Amount),
    Flag(bool),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Cell::Flag(flag)
    }
}

impl From<i64> for Cell {
    fn from(whole: i64) -> Self {
        Cell::Number(Amount::Whole(whole))
    }
}

impl From<f64> for Cell {
    fn from(real: f64) -> Self {
        Amount::real(real).map_or(Cell::Empty, Cell::Number)
    }
}

impl From<Amount> for Cell {
    fn from(amount: Amount) -> Self {
        Cell::Number(amount)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Empty, Into::into)
    }
}

impl Cell {
    fn text(self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => harmless(text),
            Cell::Number(Amount::Whole(whole)) => whole.to_string(),
            Cell::Number(Amount::Real(real)) => real.to_string(),
            Cell::Flag(flag) => flag.to_string(),
        }
    }
}

/// An apostrophe before what would begin a formula; numbers of ours are no text and keep their sign.
fn harmless(text: String) -> String {
    let begins = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if begins { format!("'{text}") } else { text }
}

/// A header and rows, CRLF after each.
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    pub fn new(columns: &[&str]) -> Self {
        Table { columns: columns.iter().map(|name| (*name).to_owned()).collect(), rows: vec![] }
    }

    /// UTF-8.
    ///
    /// # Errors
    /// A row has more or fewer fields than the header: a defect.
    pub fn csv(self) -> Result<Vec<u8>, csv::Error> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(vec![]);
        writer.write_record(&self.columns)?;
        for row in self.rows {
            writer.write_record(row.into_iter().map(Cell::text))?;
        }
        writer.into_inner().map_err(|error| error.into_error().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(rows: Vec<Vec<Cell>>) -> String {
        let mut table = Table::new(&["name", "value"]);
        table.rows = rows;
        String::from_utf8(table.csv().expect("written")).expect("UTF-8")
    }

    #[test]
    fn quotes_commas_and_line_breaks_stay_within_their_field() {
        let text = csv(vec![vec!["Bees, \"dancing\"\nat noon".into(), 7_i64.into()], vec!["ü".into(), Cell::Empty]]);
        assert_eq!(text, "name,value\r\n\"Bees, \"\"dancing\"\"\nat noon\",7\r\nü,\r\n");
    }

    #[test]
    fn no_text_begins_a_formula_and_a_loss_keeps_its_sign() {
        for evil in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            let text = csv(vec![vec![evil.into(), Cell::from(-5_i64)]]);
            let row = text.strip_prefix("name,value\r\n").expect("a header").trim_start_matches('"');
            assert!(row.starts_with(&format!("'{evil}")) && row.ends_with(",-5\r\n"), "{text:?}");
        }
        assert_eq!(csv(vec![vec!["plain".into(), 0.25.into()]]), "name,value\r\nplain,0.25\r\n");
    }

    #[test]
    fn a_row_that_does_not_fit_is_refused() {
        let mut table = Table::new(&["one"]);
        table.rows = vec![vec![Cell::Empty, Cell::Empty]];
        assert!(table.csv().is_err());
    }
}
