//! What needs no worker; the others stand beside the real slot.

use super::*;
use crate::slots::Slots;

fn row(rank: u32) -> SignalRow {
    SignalRow { rank: Some(rank), value: Some(7.5), ..SignalRow::default() }
}

#[tokio::test]
async fn without_a_slot_every_row_gets_the_rule_in_its_order_and_the_board_says_so() {
    let (model, board) = (Model::new(), Arc::new(Board::new()));
    let answering = model.clone().answer(Slots::new(), Arc::clone(&board));
    let rows: Vec<SignalRow> = (1..=1_000).map(row).collect();
    let scored = tokio::select! {
        scored = model.score(rows.clone()) => scored,
        () = answering => unreachable!("it never ends"),
    };
    assert_eq!(scored.len(), 1_000);
    for (row, scored) in rows.iter().zip(&scored) {
        assert_eq!(*scored, Scored::by_rule(row, "the model's worker is away: there is no model slot"));
    }
    let shown = &board.read().models[0];
    assert_eq!((shown.task.as_str(), shown.source, shown.version.as_deref()), ("signals.y_rise", "rule", None));
    assert!(!board.model(shown.clone()), "the same again is no news");
}

#[tokio::test]
async fn no_rows_are_no_question() {
    assert!(Model::new().score(Vec::new()).await.is_empty(), "nobody answers here");
}

#[test]
fn a_row_goes_out_by_its_columns_and_without_what_is_not_known() {
    let fields = fields((3, &row(2)));
    assert_eq!((&fields["row_id"], &fields["rank"], &fields["value"]), (&"3".into(), &2.0.into(), &7.5.into()));
    assert!(!fields.contains_key("rank_l1") && fields.contains_key("weekday"));
}

#[test]
fn an_answer_that_is_no_probability_is_not_passed_on() {
    for odd in [1.5, -0.1, f64::NAN, f64::INFINITY] {
        let scored = Scored { probability: odd, source: ScoreSource::Model, ..Scored::by_rule(&row(1), "") };
        let checked = checked(&row(1), Ok(scored));
        assert_eq!(checked.source, ScoreSource::Rule);
        assert!(checked.because.contains("no probability") && (0.0..=1.0).contains(&checked.probability));
    }
    assert_eq!(checked(&row(1), Err("poison".to_owned())).because, "poison");
}
