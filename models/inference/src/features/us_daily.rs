//! Videos on a trending list, day by day. The page has two sections, each with ranks of its own, so ranks are given
//! as they are and as moves; a video's age against its days on the list tells how it got there.

use super::{each, lags, log, wording};
use crate::{Matrix, Table};

const LAGS: usize = 6;

pub(super) fn features(table: &Table) -> Matrix {
    let mut m = Matrix::default();
    let (rank, age, days) = (table.number("rank"), table.number("age_h"), table.number("days_on_list"));
    for name in ["rank", "n_list", "days_on_list", "is_short", "verified", "age_h"] {
        m.push(name, table.number(name).iter().copied());
    }
    m.push("rank_share", each(rank, table.number("n_list"), |rank, all| rank / all));
    m.push("from_end", each(rank, table.number("n_list"), |rank, all| all - rank));
    m.push("age_log", age.iter().map(|age| log(*age)));
    m.push("age_before_list_h", each(age, days, |age, days| age - 24.0 * (days - 1.0)));
    m.push("chan_past_log", table.number("chan_past").iter().map(|past| log(*past)));
    m.push("duration_log", table.number("duration_s").iter().map(|s| if *s < 0.0 { f64::NAN } else { log(*s) }));
    ranks(&mut m, table);
    views(&mut m, table);
    let weekday = table.number("date").iter().map(|day| super::clock::weekday(*day));
    m.push("weekday", weekday);
    let titles: Vec<Vec<(&str, f64)>> = table.text("title").iter().map(|title| wording::shape(title)).collect();
    for at in 0..titles.first().map_or(0, Vec::len) {
        m.push(titles[0][at].0, titles.iter().map(|shape| shape[at].1));
    }
    m
}

fn ranks(m: &mut Matrix, table: &Table) {
    let ranks = lags(table, "rank", LAGS);
    for (lag, ranks) in ranks.iter().enumerate().skip(1) {
        m.push(format!("rank_l{lag}"), ranks.iter().copied());
    }
    for lag in 1..=3 {
        m.push(format!("rank_move_{lag}"), each(ranks[lag - 1], ranks[lag], |now, then| then - now));
    }
    let row = |row: usize| ranks.iter().map(move |lag| lag[row]).filter(|rank| rank.is_finite());
    let all = || 0..table.len();
    m.push("rank_best", all().map(|at| row(at).fold(f64::INFINITY, f64::min)));
    m.push("rank_worst", all().map(|at| row(at).fold(f64::NEG_INFINITY, f64::max)));
    m.push("lags_known", all().map(|at| row(at).count() as f64));
}

fn views(m: &mut Matrix, table: &Table) {
    let views = lags(table, "views", LAGS);
    m.push("views_log", views[0].iter().map(|v| log(*v)));
    m.push("views_per_hour_log", each(views[0], table.number("age_h"), |v, age| log(v / age.max(1.0))));
    for lag in 1..=3 {
        m.push(format!("views_gain_{lag}"), each(views[lag - 1], views[lag], |now, then| log(now) - log(then)));
        m.push(format!("views_gain_log_{lag}"), each(views[lag - 1], views[lag], |now, then| log(now - then)));
    }
    let slower = each(views[0], views[1], |now, then| log(now) - log(then)).collect::<Vec<_>>();
    let before = each(views[1], views[2], |now, then| log(now) - log(then)).collect::<Vec<_>>();
    m.push("views_gain_change", each(&slower, &before, |now, then| now - then));
}
