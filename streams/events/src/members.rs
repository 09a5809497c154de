//! The members of a JSON object, taken one by one. Every parser reads through this: it is the door.

use std::{collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, MapAccess, Visitor},
};
use serde_json::value::RawValue;

use crate::{
    MAX_VALUE, Refused,
    headers::{self, CONTENT_TYPE, Headers},
    version,
};

pub(crate) struct Members(BTreeMap<String, Box<RawValue>>);

/// What a record's object may hold.
pub(crate) struct Shape<'a> {
    pub known: &'a [&'a str],
    /// The record declares a version that is newer than ours.
    pub newer: bool,
}

impl Members {
    /// The object that is a record's value; nothing in it is unknown, unless the record declares a newer version.
    pub fn of_record(
        topic: &str,
        value: Option<&[u8]>,
        headers: &Headers,
        known: &[&str],
    ) -> Result<(Self, bool), Refused> {
        let newer = version::is_newer(topic, headers)?;
        let object: Object = read(value, headers)?;
        Ok((Members::of(object, &Shape { known, newer })?, newer))
    }

    fn of(object: Object, shape: &Shape<'_>) -> Result<Self, Refused> {
        if let Some(name) = object.twice {
            return Err(Refused::new("duplicate_field", format!("{} stands there twice", Quoted(&name))));
        }
        let unknown = object.members.keys().find(|name| !shape.known.contains(&name.as_str()));
        match unknown {
            Some(name) if !shape.newer => {
                let known = shape.known.join(", ");
                Err(Refused::new("unknown_field", format!("{} is not one of {known}", Quoted(name))))
            }
            _ => Ok(Members(object.members)),
        }
    }

    /// `None`: left out, or null.
    pub fn get<T: DeserializeOwned>(&mut self, name: &'static str, expected: &str) -> Result<Option<T>, Refused> {
        let Some(raw) = self.0.remove(name) else {
            return Ok(None);
        };
        serde_json::from_str(raw.get()).map_err(|error| match error.is_data() {
            true => Refused::new("wrong_type", format!("{name} is not {expected}")),
            false => Refused::new("bad_json", format!("{name}: {error}")),
        })
    }

    pub fn text(&mut self, name: &'static str) -> Result<String, Refused> {
        self.opt_text(name)?.ok_or_else(|| missing(name))
    }

    pub fn opt_text(&mut self, name: &'static str) -> Result<Option<String>, Refused> {
        self.get(name, "a string")
    }

    pub fn number(&mut self, name: &'static str) -> Result<f64, Refused> {
        self.opt_number(name)?.ok_or_else(|| missing(name))
    }

    pub fn opt_number(&mut self, name: &'static str) -> Result<Option<f64>, Refused> {
        self.get(name, "a number")
    }

    pub fn whole(&mut self, name: &'static str) -> Result<i64, Refused> {
        self.opt_whole(name)?.ok_or_else(|| missing(name))
    }

    /// `30.0` is a whole number too, as it is for a JSON Schema; one outside an `i64` becomes the nearest that is inside.
    pub fn opt_whole(&mut self, name: &'static str) -> Result<Option<i64>, Refused> {
        let Some(number) = self.get::<serde_json::Number>(name, "a whole number")? else {
            return Ok(None);
        };
        let rounded = || number.as_f64().filter(|float| float.fract() == 0.0).map(|float| float as i64);
        let whole = number.as_i64().or_else(rounded);
        whole.map(Some).ok_or_else(|| Refused::new("wrong_type", format!("{name} is not a whole number")))
    }

    pub fn object(&mut self, name: &'static str, shape: &Shape<'_>) -> Result<Self, Refused> {
        let object = self.get::<Object>(name, "an object")?.ok_or_else(|| missing(name))?;
        Members::of(object, shape)
    }

    pub fn opt_object(&mut self, name: &'static str, shape: &Shape<'_>) -> Result<Option<Self>, Refused> {
        self.get::<Object>(name, "an object")?.map(|object| Members::of(object, shape)).transpose()
    }

    pub fn objects(&mut self, name: &'static str, shape: &Shape<'_>) -> Result<Vec<Self>, Refused> {
        self.opt_objects(name, shape)?.ok_or_else(|| missing(name))
    }

    pub fn opt_objects(&mut self, name: &'static str, shape: &Shape<'_>) -> Result<Option<Vec<Self>>, Refused> {
        let objects = self.get::<Vec<Object>>(name, "a list of objects")?;
        let of = |objects: Vec<Object>| objects.into_iter().map(|object| Members::of(object, shape)).collect();
        objects.map(of).transpose()
    }

    /// `expected`: as [`Members::get`].
    pub fn list<T: DeserializeOwned>(&mut self, name: &'static str, expected: &str) -> Result<Vec<T>, Refused> {
        self.get(name, expected)?.ok_or_else(|| missing(name))
    }
}

/// A record's value as JSON of some shape; everything that is refused before its members are looked at.
pub(crate) fn read<T: DeserializeOwned>(value: Option<&[u8]>, headers: &Headers) -> Result<T, Refused> {
    if is_structured(headers) {
        return Err(Refused::new("structured_mode", "send CloudEvents in binary mode: the value is the data alone"));
    }
    let value = value.filter(|value| !value.is_empty());
    let value = value.ok_or_else(|| Refused::new("empty_value", "the record has no value"))?;
    if value.len() > MAX_VALUE {
        let detail = format!("the value has {} bytes; at most {MAX_VALUE} are taken", value.len());
        return Err(Refused::new("too_large", detail));
    }
    serde_json::from_slice(value).map_err(|error| unreadable(&error))
}

/// A CloudEvents envelope, with the data inside it.
pub(crate) fn is_structured(headers: &Headers) -> bool {
    headers::text(headers, CONTENT_TYPE).is_some_and(|media| media.starts_with("application/cloudevents"))
}

fn missing(name: &str) -> Refused {
    Refused::new("missing_field", format!("{name} is missing"))
}

/// The parser's own words name places and expectations, never the sender's text.
fn unreadable(error: &serde_json::Error) -> Refused {
    let code = if error.is_data() { "not_an_object" } else { "bad_json" };
    Refused::new(code, error.to_string())
}

/// An object whose members are checked as JSON and not looked into yet.
struct Object {
    members: BTreeMap<String, Box<RawValue>>,
    twice: Option<String>,
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;

        impl<'de> Visitor<'de> for Collect {
            type Value = Object;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
                let mut object = Object { members: BTreeMap::new(), twice: None };
                while let Some((name, value)) = map.next_entry::<String, Box<RawValue>>()? {
                    if object.members.insert(name.clone(), value).is_some() {
                        object.twice = Some(name);
                    }
                }
                Ok(object)
            }
        }

        deserializer.deserialize_map(Collect)
    }
}

/// A name from outside, short and on one line.
pub(crate) struct Quoted<'a>(pub &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short: String = self.0.chars().take(40).collect();
        let more = if short.len() < self.0.len() { "…" } else { "" };
        write!(f, "{short:?}{more}")
    }
}
