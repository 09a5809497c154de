//! A strict reader of Prometheus' text format 0.0.4: what it does not know is an error.

use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Default)]
pub struct Family {
    kind: String,
    pub samples: Vec<Sample>,
}

#[derive(Debug)]
pub struct Sample {
    name: String,
    pub labels: Vec<(String, String)>,
    pub value: f64,
}

/// Every family by its name.
pub fn parse(text: &str) -> Result<BTreeMap<String, Family>, String> {
    if !text.ends_with('\n') {
        return Err("the last line has no end".to_owned());
    }
    let (mut families, mut open, mut seen) = (BTreeMap::<String, Family>::new(), None::<String>, BTreeSet::new());
    for line in text.lines().filter(|line| !line.is_empty()) {
        let fail = |why: &str| format!("{why}: {line}");
        if let Some(comment) = line.strip_prefix("# ") {
            let mut words = comment.splitn(3, ' ');
            match (words.next(), words.next(), words.next()) {
                (Some("HELP"), Some(name), _) if is_name(name, true) => {}
                (Some("TYPE"), Some(name), Some(kind)) if is_name(name, true) => {
                    let known = ["counter", "gauge", "histogram", "summary", "untyped"].contains(&kind);
                    let family = Family { kind: kind.to_owned(), samples: Vec::new() };
                    if !known || families.insert(name.to_owned(), family).is_some() {
                        return Err(fail("an unknown type, or a second one"));
                    }
                    open = Some(name.to_owned());
                }
                _ => return Err(fail("a comment that is neither HELP nor TYPE")),
            }
            continue;
        }
        let sample = sample(line).ok_or_else(|| fail("no sample"))?;
        let family = open
            .as_ref()
            .and_then(|name| families.get_mut(name).filter(|family| belongs(name, &family.kind, &sample.name)));
        let family = family.ok_or_else(|| fail("a sample outside its family"))?;
        let mut labels = sample.labels.clone();
        labels.sort();
        if !seen.insert((sample.name.clone(), labels)) {
            return Err(fail("the same series twice"));
        }
        family.samples.push(sample);
    }
    families.iter().try_for_each(|(name, family)| consistent(name, family))?;
    Ok(families)
}

fn belongs(family: &str, kind: &str, sample: &str) -> bool {
    let Some(suffix) = sample.strip_prefix(family) else { return false };
    match kind {
        "histogram" => ["_bucket", "_sum", "_count"].contains(&suffix),
        "summary" => ["", "_sum", "_count"].contains(&suffix),
        _ => suffix.is_empty(),
    }
}

/// One histogram: (upper bound, how many) of each bucket, and how many in all.
type Histogram = (Vec<(f64, f64)>, Option<f64>);

/// Counters do not fall below nought; buckets rise, and the last one holds all.
fn consistent(name: &str, family: &Family) -> Result<(), String> {
    if family.kind == "counter" && family.samples.iter().any(|sample| sample.value.is_nan() || sample.value < 0.0) {
        return Err(format!("the counter {name} is negative"));
    }
    if family.kind != "histogram" {
        return Ok(());
    }
    let mut series: BTreeMap<Vec<(String, String)>, Histogram> = BTreeMap::new();
    for sample in &family.samples {
        let mut labels = sample.labels.clone();
        let bound = labels.iter().position(|(key, _)| key == "le").map(|place| labels.remove(place).1);
        labels.sort();
        let entry = series.entry(labels).or_default();
        match bound.as_deref().map(number) {
            Some(bound) => entry.0.push((bound.ok_or("an odd bucket")?, sample.value)),
            None if sample.name.ends_with("_count") => entry.1 = Some(sample.value),
            None => {}
        }
    }
    for (buckets, count) in series.values() {
        let rising = buckets.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 <= pair[1].1);
        if !rising
            || buckets.last().map(|(bound, _)| *bound) != Some(f64::INFINITY)
            || buckets.last().map(|(_, all)| *all) != *count
        {
            return Err(format!("the buckets of {name} contradict themselves"));
        }
    }
    Ok(())
}

fn sample(line: &str) -> Option<Sample> {
    let end = line.find(['{', ' '])?;
    let (name, mut rest) = line.split_at(end);
    let mut labels = Vec::new();
    if let Some(inside) = rest.strip_prefix('{') {
        rest = inside;
        while !rest.starts_with('}') {
            let (label, after) = rest.split_once("=\"")?;
            let (value, after) = quoted(after)?;
            if !is_name(label, false) || labels.iter().any(|(key, _)| key == label) {
                return None;
            }
            labels.push((label.to_owned(), value));
            rest = after.strip_prefix(',').or_else(|| after.starts_with('}').then_some(after))?;
        }
        rest = &rest[1..];
    }
    let value = number(rest.strip_prefix(' ')?)?;
    is_name(name, true).then(|| Sample { name: name.to_owned(), labels, value })
}

/// The text up to the closing quote, without its escapes, and what follows.
fn quoted(text: &str) -> Option<(String, &str)> {
    let (mut value, mut letters) = (String::new(), text.char_indices());
    while let Some((place, letter)) = letters.next() {
        match letter {
            '"' => return Some((value, &text[place + 1..])),
            '\\' => value.push(match letters.next()?.1 {
                'n' => '\n',
                same @ ('\\' | '"') => same,
                _ => return None,
            }),
            other => value.push(other),
        }
    }
    None
}

fn number(text: &str) -> Option<f64> {
    match text {
        "+Inf" => Some(f64::INFINITY),
        "-Inf" => Some(f64::NEG_INFINITY),
        "NaN" => Some(f64::NAN),
        text if text.starts_with(|first: char| first.is_ascii_digit() || first == '-') => text.parse().ok(),
        _ => None,
    }
}

fn is_name(text: &str, metric: bool) -> bool {
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || (metric && letter == ':');
    text.chars().all(allowed) && text.starts_with(|first: char| !first.is_ascii_digit())
}

#[test]
fn the_reader_of_metrics_refuses_what_prometheus_refuses() {
    let good = "# HELP a_total some \\n help\n# TYPE a_total counter\na_total{x=\"1\",y=\"a\\\"b\"} 3\na_total 1e3\n\n# TYPE h histogram\n\
                h_bucket{le=\"0.1\"} 1\nh_bucket{le=\"+Inf\"} 2\nh_sum 0.3\nh_count 2\n";
    let families = parse(good).expect("good");
    assert_eq!(families["a_total"].samples[0].labels[1].1, "a\"b");
    for bad in [
        "a 1\n",
        "# TYPE a gauge\na 1",
        "# TYPE a gauge\na one\n",
        "# TYPE a gauge\na 1\na 2\n",
        "# TYPE a gauge\na{x=1} 1\n",
        "# TYPE a gauge\na{x=\"1} 1\n",
        "# TYPE a gauge\na{x=\"\\q\"} 1\n",
        "# TYPE a gauge\nb 1\n",
        "# TYPE a-b gauge\n",
        "# TYPE a gauge\n# TYPE a gauge\n",
        "# TYPE a counter\na -1\n",
        "# TYPE h histogram\nh_bucket{le=\"0.1\"} 3\nh_bucket{le=\"+Inf\"} 2\nh_sum 1\nh_count 2\n",
        "# TYPE h histogram\nh_bucket{le=\"+Inf\"} 2\nh_sum 1\nh_count 3\n",
        "# note\n",
    ] {
        assert!(parse(bad).is_err(), "{bad}");
    }
}
