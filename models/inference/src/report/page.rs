//! The page around table and plots.

use crate::{Card, Ranked, Standing, Task};

/// Light or dark as the reader's machine has it; both hold a contrast of 4.5 for text.
const STYLE: &str = "
:root{color-scheme:light dark;--page:#fff;--ink:#1d2433;--soft:#5b6477;--rule:#dfe3ec;--grid:#eceff5;--ours:#eef4ff;--curve:#2458d3;--guide:#7d879b}
@media(prefers-color-scheme:dark){:root{--page:#12151c;--ink:#e6e9f0;--soft:#a3acbd;--rule:#313847;--grid:#232936;--ours:#1b2a4a;--curve:#7aa2ff;\
--guide:#8b95a9}}
body{font:15px/1.5 system-ui,sans-serif;max-width:1100px;margin:2em auto;padding:0 1em;color:var(--ink);background:var(--page)}
h1{font-size:1.5em;margin:0 0 .2em}p{margin:.3em 0}figure{margin:0}
.table{overflow-x:auto;margin:1.2em 0}table{border-collapse:collapse;font-variant-numeric:tabular-nums;width:100%}
th,td{padding:.35em .7em;text-align:right;vertical-align:top;border-bottom:1px solid var(--rule);white-space:nowrap}
th{vertical-align:bottom;white-space:normal}th:first-child,td:first-child{text-align:left}td small{display:block}
tr.ours{font-weight:600;background:var(--ours)}.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(400px,100%),1fr));gap:1.5em}
small,.note{color:var(--soft);font-weight:400}.note{overflow-wrap:anywhere}
svg{width:100%;max-width:440px;height:auto}svg text{font-size:11px;fill:var(--soft)}svg .t{font-size:14px;font-weight:600;fill:var(--ink)}
svg .m{text-anchor:middle}svg .e{text-anchor:end}svg .g{stroke:var(--grid)}svg .c{fill:none;stroke:var(--curve);stroke-width:2}
svg .d{fill:none;stroke:var(--guide);stroke-dasharray:4 3}svg circle{fill:var(--curve)}";

/// The whole page.
pub(super) fn html(card: &Card, table: &str, plots: &[String]) -> String {
    let licence = card.licence.as_deref().unwrap_or("none stated: the weights stay on this machine");
    let plots: Vec<String> = plots.iter().map(|plot| format!("<figure>{plot}</figure>")).collect();
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
<title>{task}</title><style>{STYLE}</style>\
<h1>{task}: {summary}</h1><p>Judged on rows it did not learn from: {split}</p>{table}\
<div class=\"plots\">{plots}</div>\
<p class=\"note\">Data {data}, {rows} rows, SHA-256 {hash}. Licence: {licence}. Seed {seed}, code {code}. \
Without this model the rule answers: {rule}.</p></html>\n",
        task = card.task,
        summary = escaped(&card.summary),
        split = escaped(&card.split),
        plots = plots.concat(),
        data = escaped(&card.data),
        rows = card.data_rows,
        hash = &card.data_hash[..card.data_hash.len().min(16)],
        licence = escaped(licence),
        seed = card.seed,
        code = card.code,
        rule = card.rule,
    )
}

/// The table of models.
pub(super) fn standings(table: &[Standing]) -> String {
    let row = |s: &Standing| {
        let m = &s.metrics;
        let class = if s.name == "ours" { " class=\"ours\"" } else { "" };
        let figures = [
            (m.auc, m.auc_interval),
            (m.accuracy, m.accuracy_interval),
            (m.average_precision, m.average_precision_interval),
            (m.top_tenth, m.top_tenth_interval),
            (m.brier, m.brier_interval),
            (m.log_loss, m.log_loss_interval),
            (m.ece, m.ece_interval),
        ];
        let cells: String = figures.map(|(figure, interval)| cell(figure, interval)).concat();
        let (name, mean, weight) = (escaped(&s.name), s.mean_auc(), s.weight);
        format!("<tr{class}><td>{name}</td><td>{mean:.3}</td>{cells}<td>{weight:.1}</td></tr>")
    };
    let base = table.first().map_or((0.0, 0.0), |s| (s.metrics.base_rate, s.metrics.majority));
    format!(
        "<p class=\"note\">Base rate {:.3}; always naming the more frequent answer is right in {:.3}. Small: where 95 % of \
the figures of drawn days (channels, tests) lie.</p>\
<div class=\"table\"><table><tr><th>model</th><th>AUC, mean of cuts</th><th>AUC, all rows</th><th>accuracy</th>\
<th>average precision</th><th>top tenth</th><th>Brier</th><th>log loss</th><th>ECE</th><th>weight</th></tr>{}</table></div>",
        base.0,
        base.1,
        table.iter().map(row).collect::<String>()
    )
}

/// A figure and its interval, where there is one.
fn cell(figure: f64, (low, high): (f64, f64)) -> String {
    match low.is_finite() && high.is_finite() {
        true => format!("<td>{figure:.3} <small>{low:.3} to {high:.3}</small></td>"),
        false => format!("<td>{figure:.3}</td>"),
    }
}

/// The table of forecasts; the overall average of M4 is one of hourly series.
pub(super) fn ranked(task: Task, table: &[Ranked], chosen: &str) -> String {
    let hourly = task == Task::Hourly;
    let row = |row: &Ranked| {
        let class = if row.name == chosen { " class=\"ours\"" } else { "" };
        let errors = [(row.errors.mase, row.mase_interval), (row.errors.smape, row.smape_interval)];
        let mut cells: String = errors.map(|(figure, interval)| cell(figure, interval)).concat();
        if hourly {
            cells += &cell(row.errors.owa(), row.owa_interval);
        }
        format!("<tr{class}><td>{}</td>{cells}</tr>", row.name)
    };
    let rows: String = table.iter().map(row).collect();
    let head = if hourly { "<th>OWA (M4 hourly)</th>" } else { "" };
    format!("<div class=\"table\"><table><tr><th>method</th><th>MASE</th><th>sMAPE</th>{head}</tr>{rows}</table></div>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_without_an_interval_stands_alone() {
        assert_eq!(cell(0.5, (f64::NAN, f64::NAN)), "<td>0.500</td>");
        assert_eq!(cell(0.5, (0.41, 0.62)), "<td>0.500 <small>0.410 to 0.620</small></td>");
    }
}
