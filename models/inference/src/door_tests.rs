use super::*;

const HEADER: &str = "id,title_word_count,document_entropy,freshness,easiness,fraction_stopword_presence,\
                      normalization_rate,speaker_speed,silent_period_rate,engagement";
const ROW: &str = "1,9,7.75,16310,75.5,0.55,0.03,2.99,0,1";

fn lectures(text: &str, purpose: Purpose) -> Result<Table> {
    read_from(text.as_bytes(), Path::new("x.csv"), Task::Lecture, purpose)
}

fn refused(text: &str) -> String {
    lectures(text, Purpose::Learn).unwrap_err().to_string()
}

#[test]
fn a_good_file_is_read_column_by_column() {
    let table =
        lectures(&format!("{HEADER}\n{ROW}\n2,6,8.3,15410,86.8,0.58,0.01,2.63,0.1,0\n"), Purpose::Learn).unwrap();
    assert_eq!(table.ids(), ["1", "2"]);
    assert_eq!(table.number("document_entropy"), [7.75, 8.3]);
    assert_eq!(table.labels(), Some(vec![1.0, 0.0]));
}

#[test]
fn every_bad_cell_is_named_with_its_line_and_column() {
    let bad = |from: &str, to: &str| format!("{HEADER}\n{ROW}\n{}\n", ROW.replacen('1', "2", 1).replace(from, to));
    for (from, to, column, reason) in [
        ("7.75", "", "document_entropy", "is empty"),
        ("7.75", "NaN", "document_entropy", "is not a finite number"),
        ("7.75", "inf", "document_entropy", "is not a finite number"),
        ("7.75", "high", "document_entropy", "is not a number"),
        ("7.75", "31", "document_entropy", "lies outside 0 to 30"),
        ("0.55", "1.01", "fraction_stopword_presence", "lies outside 0 to 1"),
        (",9,", ",9.5,", "title_word_count", "is not a whole number"),
        (",0,1", ",0,2", "engagement", "lies outside 0 to 1"),
    ] {
        let said = refused(&bad(from, to));
        assert!(said.contains("x.csv line 3") && said.contains(column) && said.contains(reason), "{to}: {said}");
    }
}

#[test]
fn lines_are_counted_alike_whatever_ends_them() {
    let text = format!("{HEADER}\n{ROW}\n{}\n", ROW.replacen('1', "2", 1).replace("7.75", "high"));
    for end in ["\n", "\r\n"] {
        let said = refused(&text.replace('\n', end));
        assert!(said.contains("line 3"), "{end:?}: {said}");
    }
}

#[test]
fn unknown_missing_repeated_columns_and_ragged_rows_are_refused() {
    for (text, reason) in [
        (format!("{HEADER},mood\n{ROW},5\n"), "line 1: the column \"mood\" is unknown"),
        (format!("{}\n{ROW}\n", HEADER.replace("easiness,", "")), "line 1: the column \"easiness\" is missing"),
        (format!("{HEADER},easiness\n{ROW},5\n"), "line 1: the column \"easiness\" comes twice"),
        (format!("{HEADER}\n{ROW}\n{ROW},7\n"), "line 3: has 11 cells, the header has 10"),
        (format!("{HEADER}\n{ROW}\n{ROW}\n"), "line 3: the id \"1\" comes twice"),
        (format!("{HEADER}\n"), "there are no rows"),
    ] {
        let said = refused(&text);
        assert!(said.contains(reason), "{said}");
    }
}

#[test]
fn labels_may_be_absent_to_predict_and_are_not_looked_at() {
    let without = format!("{}\n1,9,7.75,16310,75.5,0.55,0.03,2.99,0\n", HEADER.replace(",engagement", ""));
    assert!(refused(&without).contains("\"engagement\" is missing"));
    assert!(lectures(&without, Purpose::Predict).unwrap().labels().is_none());
    let odd = format!("{HEADER}\n{}\n", ROW.replace(",0,1", ",0,seven"));
    assert!(lectures(&odd, Purpose::Predict).unwrap().labels().is_none());
}

#[test]
fn dates_and_times_become_days_and_seconds() {
    assert_eq!(number(Kind::Date, "1970-01-11"), Ok(10.0));
    assert_eq!(number(Kind::Time, "1970-01-01T01:00:00Z"), Ok(3600.0));
    for (kind, text) in [(Kind::Date, "2026-13-01"), (Kind::Time, "2026-01-01 10:00"), (Kind::Date, "")] {
        assert!(number(kind, text).is_err(), "{text}");
    }
}

#[test]
fn a_file_that_is_not_there_or_not_packed_is_named() {
    let missing = read(Path::new("/no/such.csv.gz"), Task::Lecture, Purpose::Learn).unwrap_err();
    assert!(missing.to_string().contains("/no/such.csv.gz"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plain.csv.gz");
    std::fs::write(&path, HEADER).unwrap();
    assert!(read(&path, Task::Lecture, Purpose::Learn).unwrap_err().to_string().contains("plain.csv.gz"));
}
