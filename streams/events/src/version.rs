//! Which version of its topic's schema a record was written for.

use crate::{
    Refused,
    headers::{self, DATASCHEMA, Headers},
};

/// The version of every schema that this program knows; each topic may move on by itself one day.
pub(crate) const KNOWN: u32 = 1;

const PREFIX: &str = "urn:ytempire:schema:";

/// What `ce_dataschema` says for a topic and a version.
pub fn schema_name(topic: &str, version: u32) -> String {
    format!("{PREFIX}{topic}:{version}")
}

/// Whether unknown members may stand: only a version that is newer than ours may have them.
pub(crate) fn is_newer(topic: &str, headers: &Headers) -> Result<bool, Refused> {
    if !headers::has(headers, DATASCHEMA) {
        return Ok(false);
    }
    let declared = headers::text(headers, DATASCHEMA).and_then(|name| name.strip_prefix(PREFIX));
    let version = declared.and_then(|rest| rest.strip_prefix(topic)?.strip_prefix(':')?.parse::<u32>().ok());
    match version {
        Some(version) if version > 0 => Ok(version > KNOWN),
        _ => Err(Refused::new("unknown_schema", format!("{DATASCHEMA} is not {}", schema_name(topic, KNOWN)))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::VIDEO_REQUESTS;

    fn newer(value: &str) -> Result<bool, &'static str> {
        let headers = [(DATASCHEMA.to_owned(), value.into())];
        is_newer(VIDEO_REQUESTS, &headers).map_err(|refused| refused.code)
    }

    #[test]
    fn a_version_is_declared_or_it_is_one() {
        assert_eq!(is_newer(VIDEO_REQUESTS, &[]), Ok(false));
        assert_eq!(newer("urn:ytempire:schema:video-requests:1"), Ok(false));
        assert_eq!(newer("urn:ytempire:schema:video-requests:2"), Ok(true));
        for bad in [
            "",
            "1",
            "urn:ytempire:schema:video-requests:0",
            "urn:ytempire:schema:video-requests:-1",
            "urn:ytempire:schema:video-requests",
            "urn:ytempire:schema:video-events:1",
            "urn:ytempire:schema:video-requests:99999999999",
        ] {
            assert_eq!(newer(bad), Err("unknown_schema"), "{bad}");
        }
    }
}
