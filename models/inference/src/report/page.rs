//! The page around table and plots.

use crate::{Card, Ranked, Standing, Task};

const STYLE: &str = "
body{font:15px/1.5 system-ui,sans-serif;max-width:1100px;margin:2em auto;padding:0 1em;color:#1d2433;background:#fff}
h1{font-size:1.5em;margin:0 0 .2em}p{margin:.3em 0}table{border-collapse:collapse;margin:1.2em 0;font-variant-numeric:tabular-nums}
th,td{padding:.3em .9em;text-align:right;border-bottom:1px solid #e3e6ee}th:first-child,td:first-child{text-align:left}
tr.ours{font-weight:600;background:#eef4ff}.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(320px,1fr));gap:1.5em}
small,.note{color:#5b6477}svg{width:100%;height:auto}svg text{font-size:11px;fill:#5b6477}svg .t{font-size:14px;font-weight:600;fill:#1d2433}
svg .m{text-anchor:middle}svg .e{text-anchor:end}svg .g{stroke:#eceff5}svg .c{fill:none;stroke:#2458d3;stroke-width:2}
svg .d{fill:none;stroke:#8a93a6;stroke-dasharray:4 3}svg circle{fill:#2458d3}";

/// The whole page.
pub(super) fn html(card: &Card, table: &str, plots: &[String]) -> String {
    let licence = card.licence.as_deref().unwrap_or("none stated: the weights stay on this machine");
    let plots: Vec<String> = plots.iter().map(|plot| format!("<figure>{plot}</figure>")).collect();
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
<title>{task}</title><style>{STYLE}figure{{margin:0}}</style>\
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
        format!(
            "<tr{class}><td>{}</td><td>{:.4}</td><td>{:.4} <small>{:.3} to {:.3}</small></td><td>{:.4} \
<small>{:.3} to {:.3}</small></td><td>{:.3}</td><td>{:.3}</td><td>{:.3}</td><td>{:.1}</td></tr>",
            escaped(&s.name),
            s.mean_auc(),
            m.auc,
            m.auc_interval.0,
            m.auc_interval.1,
            m.accuracy,
            m.accuracy_interval.0,
            m.accuracy_interval.1,
            m.average_precision,
            m.top_tenth,
            m.ece,
            s.weight,
        )
    };
    let base = table.first().map_or((0.0, 0.0), |s| (s.metrics.base_rate, s.metrics.majority));
    format!(
        "<p class=\"note\">Base rate {:.3}; always naming the more frequent answer is right in {:.3}.</p>\
<table><tr><th>model</th><th>AUC, mean of cuts</th><th>AUC, all rows</th><th>accuracy</th><th>AP</th>\
<th>top tenth</th><th>ECE</th><th>weight</th></tr>{}</table>",
        base.0,
        base.1,
        table.iter().map(row).collect::<String>()
    )
}

/// The table of forecasts; the overall average of M4 is one of hourly series.
pub(super) fn ranked(task: Task, table: &[Ranked]) -> String {
    let hourly = task == Task::Hourly;
    let owa = |row: &Ranked| if hourly { format!("<td>{:.4}</td>", row.errors.owa()) } else { String::new() };
    let row = |row: &Ranked| {
        format!(
            "<tr><td>{}</td><td>{:.3}</td><td>{:.3}</td>{}</tr>",
            row.name,
            row.errors.mase,
            row.errors.smape,
            owa(row)
        )
    };
    let rows: String = table.iter().map(row).collect();
    let head = if hourly { "<th>OWA (M4 hourly)</th>" } else { "" };
    format!("<table><tr><th>method</th><th>MASE</th><th>sMAPE</th>{head}</tr>{rows}</table>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
