//! Pages of rows that were sorted here: a cursor fits the question that it was given out for, and no other.

use super::query::{Format, Query, text, wrong};
use crate::{
    analytics::order::{Direction, Place, page},
    app::App,
    http::Call,
    problem::Problem,
    routes::page as pages,
};

/// Rows of a file, which is one page as far as possible.
const MOST_IN_FILE: u32 = 1000;

pub struct Paging {
    /// The question, as its cursors name it.
    list: String,
    direction: Direction,
    after: Option<Place>,
    limit: usize,
}

impl Paging {
    /// `sort` is what the rows are sorted by, as part of the question.
    pub fn of(app: &App, call: &Call, query: &Query, sort: &str, direction: Direction) -> Result<Paging, Problem> {
        // What does not change which rows follow is no part of the question.
        let mut question: Vec<(String, String)> =
            call.queries().filter(|(name, _)| !["cursor", "limit", "format"].contains(&name.as_str())).collect();
        question.sort();
        let list = format!("{} {} {} {sort} {question:?}", call.path, query.days.from, query.days.to);
        let place = |cursor: String| {
            let place = app.tokens.unseal(&list, &cursor).and_then(|place| serde_json::from_str(&place).ok());
            place.ok_or_else(|| Problem::bad_request("cursor: not one of this list"))
        };
        let after = text(call, "cursor").map(place).transpose()?;
        let limit = match query.format {
            Format::Json => pages::limit(call, 50, 200)?,
            Format::Csv => pages::limit(call, MOST_IN_FILE, MOST_IN_FILE)?,
        };
        Ok(Paging { list, direction, after, limit: limit as usize })
    }

    /// One page, and the cursor of the next.
    pub fn cut<T>(
        &self,
        app: &App,
        rows: Vec<T>,
        place: impl Fn(&T) -> Place,
    ) -> Result<(Vec<T>, Option<String>), Problem> {
        let (rows, next) = page(rows, place, self.direction, self.after.as_ref(), self.limit);
        let seal = |place: Place| {
            let text = serde_json::to_string(&place).map_err(|_| Problem::broken())?;
            app.tokens.seal(&self.list, &text).ok_or_else(Problem::broken)
        };
        Ok((rows, next.map(seal).transpose()?))
    }
}

/// `-revenue`: the name, and which way; one of `names`.
pub fn sort(call: &Call, usual: &str, names: &[&'static str]) -> Result<(&'static str, Direction), Problem> {
    let text = text(call, "sort").unwrap_or_else(|| usual.to_owned());
    let (name, direction) = match text.strip_prefix('-') {
        Some(name) => (name, Direction::Falling),
        None => (text.as_str(), Direction::Rising),
    };
    let found = names.iter().find(|known| **known == name);
    let found =
        found.ok_or_else(|| wrong("sort", &format!("one of {}, with - before it to fall", names.join(", "))))?;
    Ok((found, direction))
}
