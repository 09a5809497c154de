//! The OpenAPI document, from the handlers' own attributes.

use utoipa::{
    Modify, OpenApi,
    openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
};

use crate::routes;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "YTEMPIRE",
        description = "Portfolios of channels: requests in, finished videos out. Errors are problem documents (RFC 9457). \
                       Money is whole millionths of a currency, times are RFC 3339 in UTC, unknown members are refused. \
                       Live events come over the WebSocket at /ws."
    ),
    paths(
        routes::auth::register,
        routes::auth::login,
        routes::auth::refresh,
        routes::auth::logout,
        routes::auth::ws_ticket,
        routes::auth::me,
        routes::channels::list,
        routes::channels::create,
        routes::channels::read,
        routes::channels::replace,
        routes::channels::archive,
        routes::channels::pause,
        routes::channels::resume,
        routes::videos::list,
        routes::videos::read,
        routes::videos::status,
        routes::videos::stages,
        routes::videos::costs,
        routes::videos::events,
        routes::generate::generate,
        routes::generate::estimate,
        routes::actions::cancel,
        routes::actions::pause,
        routes::actions::resume,
        routes::actions::approve,
        routes::actions::reject,
        routes::actions::retry,
        routes::artifacts::list,
        routes::artifacts::read,
        routes::system::queue,
        routes::system::system,
        routes::models::models,
        routes::dead_letters::list,
        routes::dead_letters::read,
        routes::dead_letters::replay,
        routes::analytics::overview::overview,
        routes::analytics::timeseries::timeseries,
        routes::analytics::breakdown::breakdown,
        routes::analytics::channels::channels,
        routes::analytics::videos::videos,
        routes::analytics::heatmap::heatmap,
        routes::analytics::forecast::forecast,
        routes::analytics::retention::retention,
        routes::trends::list,
        routes::trends::niches,
        routes::trends::accept,
        routes::trends::snooze,
        routes::trends::dismiss,
        routes::trends::restore,
        routes::api_keys::create,
        routes::api_keys::list,
        routes::api_keys::revoke,
        routes::health::healthz,
        routes::health::readyz,
    ),
    modifiers(&Bearer),
)]
struct Document;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("bearer", SecurityScheme::Http(scheme));
        let key = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("yte_<id>_<secret>");
        let key =
            key.description(Some("A program's key: it opens what its scopes name, at the pace that RateLimit-* tell."));
        components.add_security_scheme("api_key", SecurityScheme::Http(key.build()));
    }
}

/// The public contract of the REST interface.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}

/// The document as it is committed and served: pretty JSON with a line break at its end.
pub fn openapi_json() -> String {
    let mut text = openapi().to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}
