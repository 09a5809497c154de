//! A record on its way out.

use std::fmt;

use crate::headers::JSON;

#[derive(Clone, PartialEq, Eq)]
pub struct OutRecord {
    pub topic: String,
    pub key: Option<Vec<u8>>,
    pub value: Vec<u8>,
    pub headers: Vec<(String, Vec<u8>)>,
}

impl OutRecord {
    /// With headers that are text, the media type among them.
    pub(crate) fn json(topic: &str, key: &str, value: Vec<u8>, headers: &[(&str, &str)]) -> Self {
        let headers =
            headers.iter().chain(&[JSON]).map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
        OutRecord { topic: topic.to_owned(), key: Some(key.into()), value, headers }
    }
}

impl fmt::Debug for OutRecord {
    /// Sizes, never contents.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OutRecord")
            .field("topic", &self.topic)
            .field("key_bytes", &self.key.as_ref().map(Vec::len))
            .field("value_bytes", &self.value.len())
            .field("num_headers", &self.headers.len())
            .finish()
    }
}
