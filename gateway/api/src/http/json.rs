//! JSON bodies: what is wrong with one is said member by member.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use warp::http::StatusCode;

use crate::problem::Problem;

/// Parses a body that is one JSON object.
pub fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    let value: Value = serde_json::from_slice(body).map_err(|error| {
        Problem::new(StatusCode::BAD_REQUEST, "malformed_json", "The body is no JSON").detail(format!(
            "line {}, column {}",
            error.line(),
            error.column()
        ))
    })?;
    let Value::Object(members) = value else {
        return Err(Problem::unprocessable("", "the body is a JSON object"));
    };
    serde_json::from_value(Value::Object(members.clone())).map_err(|error| explain::<T>(members, &error.to_string()))
}

/// Finds the members at fault by trying each alone: one that is right alone fails only for what is missing beside it.
fn explain<T: DeserializeOwned>(members: Map<String, Value>, first: &str) -> Problem {
    let mut wrong = vec![];
    for (name, value) in members {
        let alone = Value::Object(Map::from_iter([(name.clone(), value)]));
        if let Err(error) = serde_json::from_value::<T>(alone) {
            let text = error.to_string();
            if !text.starts_with("missing field") {
                wrong.push((format!("/{}", escape(&name)), text));
            }
        }
    }
    if let Some(missing) = missing(first) {
        wrong.push((format!("/{missing}"), "this member is missing".to_owned()));
    }
    if wrong.is_empty() {
        wrong.push((String::new(), first.to_owned()));
    }
    body_error(wrong)
}

/// A refusal that names several members: (pointer, what is wrong).
pub fn body_error(wrong: Vec<(String, String)>) -> Problem {
    let problem = Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "invalid_request",
        "The request cannot be carried out as it stands",
    );
    wrong.into_iter().fold(problem, |problem, (pointer, detail)| problem.at(&pointer, detail))
}

fn missing(text: &str) -> Option<&str> {
    text.strip_prefix("missing field `")?.split('`').next()
}

/// A member's name within a JSON pointer (RFC 6901).
fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Body {
        #[allow(dead_code, reason = "only parsed")]
        topic: String,
        #[allow(dead_code, reason = "only parsed")]
        seconds: Option<u32>,
    }

    fn pointers(body: &str) -> Vec<String> {
        let problem = parse::<Body>(body.as_bytes()).expect_err("refused");
        let reply = problem.reply("/x", "r");
        let view: Value = serde_json::from_slice(reply.bytes().expect("whole")).expect("JSON");
        let errors = view["errors"].as_array().cloned().unwrap_or_default();
        errors.iter().map(|error| error["pointer"].as_str().unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn every_member_at_fault_is_named() {
        assert_eq!(pointers(r#"{"seconds":"ten","topc":"x"}"#), ["#/seconds", "#/topc"]);
        assert_eq!(pointers(r#"{"seconds":10}"#), ["#/topic"]);
        assert_eq!(pointers("[]"), ["#"]);
        assert_eq!(pointers("{nonsense"), Vec::<String>::new());
        assert_eq!(pointers(r#"{"topic":"t","a/b":1}"#), ["#/a~1b"]);
    }
}
