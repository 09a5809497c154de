//! The one table of routes: it finds, answers 404 and 405, and names the template for metrics and logs.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use warp::http::{HeaderValue, Method, StatusCode, header};

use super::{Call, Reply};
use crate::{app::App, problem::Problem, routes::views::Scope};

pub type Answer = Result<Reply, Problem>;
pub type Handler = fn(Arc<App>, Call) -> BoxFuture<'static, Answer>;

/// Who may come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Open,
    /// A person with a live session.
    Person,
    /// The same, or a player that shows its cookie.
    Watcher,
    /// A person, or a program whose key has this scope.
    Program(Scope),
}

pub struct Route {
    pub method: Method,
    /// Path with `{name}` for its parameters.
    pub template: &'static str,
    pub access: Access,
    pub run: Handler,
}

pub struct Router {
    routes: Vec<Route>,
}

pub enum Found<'a> {
    Route(&'a Route, Vec<(&'static str, String)>),
    /// The path is known, the method is not: what may be asked instead.
    WrongMethod(Problem),
    Nothing,
}

impl Router {
    pub const fn new(routes: Vec<Route>) -> Self {
        Router { routes }
    }

    pub fn find(&self, method: &Method, path: &str) -> Found<'_> {
        // HEAD is GET without the body, which the server leaves out by itself.
        let method = if method == Method::HEAD { &Method::GET } else { method };
        let mut allowed: Vec<&str> = vec![];
        for route in &self.routes {
            let Some(params) = matches(route.template, path) else { continue };
            if route.method == *method {
                return Found::Route(route, params);
            }
            allowed.push(route.method.as_str());
        }
        if allowed.is_empty() { Found::Nothing } else { Found::WrongMethod(wrong_method(&allowed)) }
    }
}

fn wrong_method(allowed: &[&str]) -> Problem {
    let allowed = allowed.join(", ");
    let problem = Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "This path knows other methods");
    let problem = problem.detail(format!("it answers to {allowed}"));
    match HeaderValue::from_str(&allowed) {
        Ok(allowed) => problem.header(header::ALLOW, allowed),
        Err(_) => problem,
    }
}

/// The parameters of `path` if it fits `template`.
fn matches(template: &'static str, path: &str) -> Option<Vec<(&'static str, String)>> {
    let mut params = vec![];
    let (mut ours, mut theirs) = (template.split('/'), path.split('/'));
    loop {
        match (ours.next(), theirs.next()) {
            (None, None) => return Some(params),
            (Some(part), Some(segment)) => match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
                Some(name) if !segment.is_empty() => params.push((name, decode(segment)?)),
                None if part == segment => {}
                _ => return None,
            },
            _ => return None,
        }
    }
}

/// Percent-decodes one segment; `None` if it is no UTF-8 or no escape.
fn decode(segment: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(segment.len());
    let mut rest = segment.bytes();
    while let Some(byte) = rest.next() {
        let plain = if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
            u8::try_from(digit(rest.next())? * 16 + digit(rest.next())?).ok()?
        } else {
            byte
        };
        bytes.push(plain);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_take_whole_segments() {
        let id = |path| matches("/a/{id}/b", path).map(|params| params[0].1.clone());
        assert_eq!(id("/a/x%20y/b"), Some("x y".to_owned()));
        assert_eq!(id("/a/ü%C3%BC/b"), Some("üü".to_owned()));
        for strange in ["/a//b", "/a/x/b/", "/a/x", "/a/%zz/b", "/a/%ff/b", "a/x/b"] {
            assert_eq!(id(strange), None, "{strange}");
        }
    }
}
