//! What a counter gained from one row of its series to the next.

use std::collections::HashMap;

/// The last row of every series.
#[derive(Debug, Default)]
pub struct Gains(HashMap<Vec<String>, Last>);

#[derive(Debug)]
struct Last {
    order: String,
    totals: Vec<Option<i64>>,
}

impl Gains {
    /// `totals` minus those of the row before; a gain whose either side is unknown is unknown. A row that does not come
    /// after the one before it changes nothing.
    pub fn step(
        &mut self,
        series: Vec<String>,
        order: &str,
        totals: &[Option<i64>],
    ) -> Result<Vec<Option<i64>>, String> {
        let Some(last) = self.0.get_mut(&series) else {
            self.0.insert(series, Last { order: order.to_owned(), totals: totals.to_vec() });
            return Ok(vec![None; totals.len()]);
        };
        if order <= last.order.as_str() {
            return Err(format!("{order} does not come after {} in its series", last.order));
        }
        let gain =
            |(total, before): (&Option<i64>, &Option<i64>)| total.zip(*before).map(|(now, then)| now.checked_sub(then));
        let gains: Option<Vec<_>> =
            totals.iter().zip(&last.totals).map(|pair| gain(pair).map_or(Some(None), |gain| gain.map(Some))).collect();
        let gains = gains.ok_or_else(|| "the gain is too large to count".to_owned())?;
        last.order = order.to_owned();
        // A counter that a row leaves out is gained from further back by the next one.
        last.totals = totals.iter().zip(&last.totals).map(|(total, before)| total.or(*before)).collect();
        Ok(gains)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(gains: &mut Gains, series: &str, order: &str, total: Option<i64>) -> Result<Option<i64>, String> {
        gains.step(vec![series.to_owned()], order, &[total]).map(|gains| gains[0])
    }

    #[test]
    fn the_gains_of_a_series_add_up_to_its_last_number_minus_its_first() {
        let mut gains = Gains::default();
        let rows = [("01", Some(10)), ("02", Some(15)), ("04", None), ("05", Some(30)), ("06", Some(29))];
        let found: Vec<_> =
            rows.iter().map(|(day, total)| step(&mut gains, "a", day, *total).expect("rises")).collect();
        assert_eq!(found, [None, Some(5), None, Some(15), Some(-1)]);
        assert_eq!(step(&mut gains, "b", "01", Some(7)), Ok(None), "another series begins anew");
    }

    #[test]
    fn a_row_that_does_not_follow_is_refused_and_changes_nothing() {
        let mut gains = Gains::default();
        step(&mut gains, "a", "02", Some(10)).expect("the first");
        for early in ["01", "02"] {
            assert!(step(&mut gains, "a", early, Some(99)).is_err());
        }
        assert_eq!(step(&mut gains, "a", "03", Some(11)), Ok(Some(1)));
        assert!(step(&mut gains, "b", "01", Some(i64::MIN)).is_ok());
        assert!(step(&mut gains, "b", "02", Some(1)).is_err());
    }
}
