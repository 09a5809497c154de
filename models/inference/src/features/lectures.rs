//! What a transcript measures; not the upload date, which predicts well and says nothing about the lecture.

use super::log;
use crate::{Matrix, Table};

pub(super) fn features(table: &Table) -> Matrix {
    let mut m = Matrix::default();
    for name in [
        "title_word_count",
        "document_entropy",
        "easiness",
        "fraction_stopword_presence",
        "normalization_rate",
        "speaker_speed",
        "silent_period_rate",
    ] {
        m.push(name, table.number(name).iter().copied());
    }
    m.push("speaker_speed_log", table.number("speaker_speed").iter().map(|speed| log(*speed)));
    m
}
