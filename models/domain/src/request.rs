//! A request for one video, parsed at the door into a value that cannot be wrong.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    artefact::ContentHash,
    id::{ChannelId, IdError},
    text::{self, TextError},
};

/// Longest topic in characters: it becomes the title, and YouTube's titles end at 100.
pub const MAX_TOPIC: usize = 300;
/// Longest brief in characters: about twenty minutes of speech.
pub const MAX_BRIEF: usize = 20_000;
/// Shortest and longest video that may be asked for, in seconds.
pub const SECONDS: std::ops::RangeInclusive<u32> = 5..=600;

/// Shape of the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Aspect {
    #[default]
    #[serde(rename = "9:16")]
    Portrait,
    #[serde(rename = "16:9")]
    Landscape,
    #[serde(rename = "1:1")]
    Square,
}

impl Aspect {
    /// Width and height in pixels.
    pub const fn pixels(self) -> (u32, u32) {
        match self {
            Aspect::Portrait => (1080, 1920),
            Aspect::Landscape => (1920, 1080),
            Aspect::Square => (1080, 1080),
        }
    }
}

impl FromStr for Aspect {
    type Err = RequestError;

    fn from_str(text: &str) -> Result<Self, RequestError> {
        match text {
            "9:16" => Ok(Aspect::Portrait),
            "16:9" => Ok(Aspect::Landscape),
            "1:1" => Ok(Aspect::Square),
            _ => Err(RequestError::Aspect),
        }
    }
}

impl fmt::Display for Aspect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Aspect::Portrait => "9:16",
            Aspect::Landscape => "16:9",
            Aspect::Square => "1:1",
        })
    }
}

/// Why a request was refused; the text goes to the sender and into `dead-letters`.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum RequestError {
    #[error(transparent)]
    Text(#[from] TextError),
    #[error("channel_id: {0}")]
    Channel(#[from] IdError),
    #[error("aspect is one of 9:16, 16:9 and 1:1")]
    Aspect,
    #[error("seconds is a whole number from {} to {}", SECONDS.start(), SECONDS.end())]
    Seconds,
    #[error("language is a BCP 47 tag such as en or en-GB")]
    Language,
    #[error("{0} has 1 to 64 characters of a-z, A-Z, 0-9, '-', '_' and '.'")]
    Name(&'static str),
}

impl RequestError {
    /// The member of the request at fault, as it is called on the wire.
    pub fn field(&self) -> &'static str {
        match self {
            RequestError::Text(
                TextError::Empty { field } | TextError::TooLong { field, .. } | TextError::Control { field },
            ) => field,
            RequestError::Channel(_) => "channel_id",
            RequestError::Aspect => "aspect",
            RequestError::Seconds => "seconds",
            RequestError::Language => "language",
            RequestError::Name(field) => field,
        }
    }
}

/// What a sender may leave out is an `Option` and falls back to the channel's settings when the job is planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VideoRequest {
    /// The sender's own name for it: 1 to 128 characters. Unique within a channel.
    pub request_id: String,
    pub channel_id: ChannelId,
    pub topic: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brief: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aspect: Option<Aspect>,
    /// Wished length of the video in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voice: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style: Option<String>,
}

/// The members of a request as they came, before [`VideoRequest::parse`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawRequest {
    pub request_id: String,
    pub channel_id: String,
    pub topic: String,
    pub brief: Option<String>,
    pub language: Option<String>,
    pub aspect: Option<String>,
    pub seconds: Option<i64>,
    pub voice: Option<String>,
    pub style: Option<String>,
}

impl VideoRequest {
    pub fn parse(raw: RawRequest) -> Result<Self, RequestError> {
        let seconds = |n: i64| u32::try_from(n).ok().filter(|n| SECONDS.contains(n)).ok_or(RequestError::Seconds);
        Ok(VideoRequest {
            request_id: text::line("request_id", &raw.request_id, 128)?,
            channel_id: raw.channel_id.parse()?,
            topic: text::line("topic", &raw.topic, MAX_TOPIC)?,
            brief: raw.brief.map(|brief| text::prose("brief", &brief, MAX_BRIEF)).transpose()?,
            language: raw.language.map(|tag| language(&tag)).transpose()?,
            aspect: raw.aspect.map(|aspect| aspect.parse()).transpose()?,
            seconds: raw.seconds.map(seconds).transpose()?,
            voice: raw.voice.map(|voice| name("voice", voice)).transpose()?,
            style: raw.style.map(|style| name("style", style)).transpose()?,
        })
    }

    /// Hash of everything but the two ids: the same request sent again has the same one, an edited one has not.
    pub fn body_hash(&self) -> ContentHash {
        let body = serde_json::json!([
            self.topic,
            self.brief,
            self.language,
            self.aspect,
            self.seconds,
            self.voice,
            self.style
        ]);
        ContentHash::of(body.to_string().as_bytes())
    }
}

/// A BCP 47 tag in its usual case (`en`, `en-GB`): a language of two or three letters and at most a region.
fn language(tag: &str) -> Result<String, RequestError> {
    let letters = |part: &str| part.chars().all(|c| c.is_ascii_alphabetic());
    let (language, region) = tag.split_once('-').map_or((tag, None), |(l, r)| (l, Some(r)));
    let fits =
        (2..=3).contains(&language.len()) && letters(language) && region.is_none_or(|r| r.len() == 2 && letters(r));
    if !fits {
        return Err(RequestError::Language);
    }
    let language = language.to_ascii_lowercase();
    Ok(region.map_or(language.clone(), |region| format!("{language}-{}", region.to_ascii_uppercase())))
}

fn name(field: &'static str, text: String) -> Result<String, RequestError> {
    let fits = (1..=64).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    if fits { Ok(text) } else { Err(RequestError::Name(field)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw() -> RawRequest {
        RawRequest {
            request_id: "r-1".into(),
            channel_id: "demo".into(),
            topic: "honey".into(),
            ..RawRequest::default()
        }
    }

    #[test]
    fn the_least_request_is_three_members() {
        let request = VideoRequest::parse(raw()).expect("a valid request");
        assert_eq!((request.topic.as_str(), request.aspect, request.seconds), ("honey", None, None));
    }

    #[test]
    fn each_member_is_refused_by_name() {
        type Edit = fn(&mut RawRequest);
        let table: [(Edit, &str); 9] = [
            (|r| r.request_id = "x".repeat(129), "request_id"),
            (|r| r.channel_id = "../etc".into(), "channel_id"),
            (|r| r.topic = " ".into(), "topic"),
            (|r| r.brief = Some("b".repeat(MAX_BRIEF + 1)), "brief"),
            (|r| r.language = Some("english".into()), "language"),
            (|r| r.aspect = Some("4:3".into()), "aspect"),
            (|r| r.seconds = Some(-1), "seconds"),
            (|r| r.voice = Some("a/b".into()), "voice"),
            (|r| r.style = Some(String::new()), "style"),
        ];
        for (edit, field) in table {
            let mut raw = raw();
            edit(&mut raw);
            let error = VideoRequest::parse(raw).expect_err(field);
            assert_eq!(error.field(), field, "{error}");
        }
    }

    #[test]
    fn the_body_hash_leaves_the_ids_out_and_nothing_else() {
        let one = VideoRequest::parse(raw()).expect("valid");
        let renamed = VideoRequest { request_id: "r-2".into(), ..one.clone() };
        let edited = VideoRequest { seconds: Some(30), ..one.clone() };
        assert_eq!(one.body_hash(), renamed.body_hash());
        assert_ne!(one.body_hash(), edited.body_hash());
    }

    #[test]
    fn languages_take_their_usual_case() {
        assert_eq!(language("EN-gb"), Ok("en-GB".to_owned()));
        assert_eq!(language("de"), Ok("de".to_owned()));
        assert_eq!(language("e"), Err(RequestError::Language));
        assert_eq!(language("en_US"), Err(RequestError::Language));
    }
}
