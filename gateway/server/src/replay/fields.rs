//! The fields of a topic's records and their kinds, as its JSON Schema has them.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value};

/// What a cell's text becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Whole,
    Number,
    Truth,
    /// A list, written as JSON.
    List,
}

/// Every field by its name, one inside another with a dot: `metrics.views`.
pub fn of(topic: &str) -> BTreeMap<String, Kind> {
    let schema = ytempire_events::schemas::SCHEMAS.iter().find(|(name, _)| *name == topic);
    let schema: Option<Value> = schema.and_then(|(_, text)| serde_json::from_str(text).ok());
    let mut fields = BTreeMap::new();
    if let Some(schema) = schema {
        collect(&schema, "", &mut fields);
    }
    fields
}

fn collect(schema: &Value, prefix: &str, fields: &mut BTreeMap<String, Kind>) {
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        let name = format!("{prefix}{name}");
        match kind(&property["type"]) {
            None => collect(property, &format!("{name}."), fields),
            Some(kind) => {
                fields.insert(name, kind);
            }
        }
    }
}

/// `None`: an object. `["integer", "null"]` is a whole number that may be left out.
fn kind(types: &Value) -> Option<Kind> {
    let named = |name: &str| types == name || types.as_array().is_some_and(|all| all.iter().any(|one| one == name));
    match () {
        () if named("object") => None,
        () if named("integer") => Some(Kind::Whole),
        () if named("number") => Some(Kind::Number),
        () if named("boolean") => Some(Kind::Truth),
        () if named("array") => Some(Kind::List),
        () => Some(Kind::Text),
    }
}

impl Kind {
    /// A text that is nothing of the kind stays a text: the topic's parser says then what is wrong with it.
    pub fn value(self, text: &str) -> Value {
        let read = match self {
            Kind::Text => None,
            Kind::Whole | Kind::Number => text.trim().parse::<Number>().ok().map(Value::Number),
            Kind::Truth => text.trim().parse::<bool>().ok().map(Value::Bool),
            Kind::List => serde_json::from_str(text).ok(),
        };
        read.unwrap_or_else(|| Value::String(text.to_owned()))
    }
}

/// Puts a value where its dotted name says.
pub fn put(object: &mut Map<String, Value>, name: &str, value: Value) {
    match name.split_once('.') {
        None => {
            object.insert(name.to_owned(), value);
        }
        Some((outer, inner)) => {
            if let Value::Object(nested) = object.entry(outer.to_owned()).or_insert_with(|| Value::Object(Map::new())) {
                put(nested, inner, value);
            }
        }
    }
}

/// Whether there is a value of that dotted name.
pub fn has(object: &Map<String, Value>, name: &str) -> bool {
    match name.split_once('.') {
        None => object.contains_key(name),
        Some((outer, inner)) => object.get(outer).and_then(Value::as_object).is_some_and(|nested| has(nested, inner)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use ytempire_events::{TREND_SIGNALS, YOUTUBE_ANALYTICS};

    #[test]
    fn the_schema_says_what_a_cell_is() {
        let fields = of(YOUTUBE_ANALYTICS);
        assert_eq!(fields["metrics.views"].value("12"), json!(12));
        assert_eq!(fields["metrics.average_view_seconds"].value("1.5"), json!(1.5));
        assert_eq!(fields["video_id"].value("12345678901"), json!("12345678901"));
        assert_eq!(fields["metrics.views"].value("twelve"), json!("twelve"));
        assert_eq!(fields["complete"].value("true"), json!(true));
        assert!(!fields.contains_key("metrics"));
        assert_eq!(of(TREND_SIGNALS)["rank"], Kind::Whole);
    }

    #[test]
    fn a_dot_means_inside() {
        let mut object = Map::new();
        put(&mut object, "day", json!("2026-01-01"));
        put(&mut object, "metrics.views", json!(1));
        put(&mut object, "metrics.likes", json!(2));
        assert!(has(&object, "metrics.views") && !has(&object, "metrics.comments") && !has(&object, "day.views"));
        assert_eq!(Value::Object(object), json!({ "day": "2026-01-01", "metrics": { "views": 1, "likes": 2 } }));
    }
}
