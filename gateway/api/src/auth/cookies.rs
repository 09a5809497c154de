//! Two cookies that no script sees: one renews the session, one lets a player read files.

use warp::http::header;

use crate::{
    config::ApiConfig,
    http::{Call, Reply},
};

const REFRESH: &str = "ytempire_refresh";
const MEDIA: &str = "ytempire_media";
const REFRESH_PATH: &str = "/api/v1/auth";
const MEDIA_PATH: &str = "/api/v1/videos";

pub struct Cookies<'a>(&'a str);

impl<'a> Cookies<'a> {
    pub fn of(call: &'a Call) -> Self {
        Cookies(call.header(&header::COOKIE).unwrap_or_default())
    }

    pub fn refresh(&self) -> Option<String> {
        self.named(REFRESH)
    }

    pub fn media(&self) -> Option<String> {
        self.named(MEDIA)
    }

    fn named(&self, name: &str) -> Option<String> {
        let pairs = self.0.split(';').filter_map(|pair| pair.trim().split_once('='));
        pairs.filter(|(key, value)| *key == name && !value.is_empty()).map(|(_, value)| value.to_owned()).next()
    }

    /// Sets both.
    pub fn set(reply: Reply, config: &ApiConfig, refresh: &str, media: &str, media_seconds: i64) -> Reply {
        let seconds = i64::try_from(config.session_lifetime.as_secs()).unwrap_or(i64::MAX);
        let reply = add(reply, &cookie(config, REFRESH, refresh, REFRESH_PATH, seconds));
        add(reply, &cookie(config, MEDIA, media, MEDIA_PATH, media_seconds))
    }
}

/// Takes both away.
pub fn forget(reply: Reply, config: &ApiConfig) -> Reply {
    let reply = add(reply, &cookie(config, REFRESH, "", REFRESH_PATH, 0));
    add(reply, &cookie(config, MEDIA, "", MEDIA_PATH, 0))
}

fn cookie(config: &ApiConfig, name: &str, value: &str, path: &str, seconds: i64) -> String {
    let secure = if config.is_secure() { "; Secure" } else { "" };
    format!("{name}={value}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}")
}

fn add(mut reply: Reply, cookie: &str) -> Reply {
    if let Ok(value) = cookie.parse() {
        reply.headers.append(header::SET_COOKIE, value);
    }
    reply
}
