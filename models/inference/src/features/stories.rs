//! Stories on the Hacker News front page: place, points and comments of the last hours, the time of day, and what the
//! title gives away.

use super::{clock, each, lags, log};
use crate::{Matrix, Table};

const LAGS: usize = 6;

pub(super) fn features(table: &Table) -> Matrix {
    let mut m = Matrix::default();
    let (rank, points) = (lags(table, "rank", LAGS), lags(table, "points", LAGS));
    let comments = lags(table, "comments", LAGS);
    let hours = table.number("hours_on_page");
    m.push("rank", rank[0].iter().copied());
    m.push("hours_on_page", hours.iter().copied());
    m.push("points_log", points[0].iter().map(|p| log(*p)));
    m.push("comments_log", comments[0].iter().map(|c| log(*c)));
    m.push("comments_per_point", each(comments[0], points[0], |c, p| c / (p + 1.0)));
    m.push("points_per_hour", each(points[0], hours, |p, h| log(p / (h + 1.0))));
    for lag in 1..=LAGS {
        m.push(format!("rank_l{lag}"), rank[lag].iter().copied());
        m.push(format!("points_gain_{lag}"), each(points[0], points[lag], |now, then| log(now) - log(then)));
    }
    for lag in 1..=3 {
        m.push(format!("rank_move_{lag}"), each(rank[0], rank[lag], |now, then| then - now));
        m.push(format!("points_added_{lag}"), each(points[lag - 1], points[lag], |now, then| log(now - then)));
        m.push(format!("comments_added_{lag}"), each(comments[lag - 1], comments[lag], |now, then| log(now - then)));
    }
    // Three more hours like the last one, against the quarter that is asked for.
    m.push("pace_share", each(points[0], points[1], |now, then| (3.0 * (now - then) / now.max(1.0)).min(5.0)));
    m.push("pace_two", each(points[0], points[2], |now, then| (1.5 * (now - then) / now.max(1.0)).min(5.0)));
    m.push("pace_three", each(points[0], points[3], |now, then| ((now - then) / now.max(1.0)).min(5.0)));
    let known = |at: usize| rank.iter().filter(|lag| lag[at].is_finite()).count() as f64;
    m.push("hours_known", (0..table.len()).map(known));
    clock::push(&mut m, table.number("ts"));
    titles(&mut m, table.text("title"));
    m
}

fn titles(m: &mut Matrix, titles: &[String]) {
    let mut flag = |name: &str, of: &dyn Fn(&str) -> bool| {
        m.push(name, titles.iter().map(|title| f64::from(u8::from(of(title)))));
    };
    flag("show", &|title| title.starts_with("Show HN"));
    flag("ask", &|title| title.starts_with("Ask HN") || title.starts_with("Tell HN"));
    flag("question", &|title| title.ends_with('?'));
    flag("old_year", &|title| title.ends_with(')') && title.contains(" (19") || title.contains(" (20"));
    flag("document", &|title| title.ends_with("[pdf]") || title.ends_with("[video]"));
    m.push("title_length", titles.iter().map(|title| title.chars().count() as f64));
}
