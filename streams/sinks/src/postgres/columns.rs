//! SQL that says the same of every metric.

use crate::Metric;

/// `f` of the name of every metric, with commas between.
pub(super) fn each(f: impl Fn(&str) -> String) -> String {
    Metric::ALL.map(|metric| f(metric.name())).join(", ")
}

/// Every metric's name behind a prefix.
pub(super) fn names(prefix: &str) -> String {
    each(|name| format!("{prefix}{name}"))
}

/// A parameter for every metric, the first of them `$first`.
pub(super) fn parameters(first: usize, kind: &str) -> String {
    let parameters: Vec<_> = (first..).take(Metric::ALL.len()).map(|place| format!("${place}::{kind}")).collect();
    parameters.join(", ")
}

/// Of a table with sums and `known_` counts: each metric by its name, unknown where nothing was ever reported.
pub(super) fn known(table: &str) -> String {
    each(|name| format!("case when {table}.known_{name} > 0 then {table}.{name} end as {name}"))
}
