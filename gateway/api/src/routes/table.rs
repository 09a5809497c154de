//! Every path that is answered, with who may come in.

use std::sync::{Arc, OnceLock};

use warp::http::{HeaderMap, HeaderValue, Method, StatusCode, header};

use super::{
    actions, analytics, api_keys, artifacts, auth, channels, dead_letters, generate, health, models, system, trends,
    videos, views::Scope,
};
use crate::{
    app::App,
    http::{Access, Answer, Call, Reply, Route},
    openapi_json,
};

macro_rules! routes {
    ($($method:ident $template:literal $access:ident $(($scope:ident))? $handler:path;)*) => {
        vec![$(Route {
            method: Method::$method,
            template: $template,
            access: Access::$access $((Scope::$scope))?,
            run: |app, call| Box::pin($handler(app, call)),
        }),*]
    };
}

/// A path without parameters stands before one that would take its last segment for a parameter.
pub fn routes() -> Vec<Route> {
    routes! {
        GET "/healthz" Open health::healthz;
        GET "/readyz" Open health::readyz;
        GET "/api/v1/openapi.json" Open document;
        POST "/api/v1/auth/register" Open auth::register;
        POST "/api/v1/auth/login" Open auth::login;
        POST "/api/v1/auth/refresh" Open auth::refresh;
        POST "/api/v1/auth/logout" Open auth::logout;
        POST "/api/v1/auth/ws-ticket" Person auth::ws_ticket;
        GET "/api/v1/me" Person auth::me;
        GET "/api/v1/channels" Person channels::list;
        POST "/api/v1/channels" Person channels::create;
        GET "/api/v1/channels/{id}" Person channels::read;
        PUT "/api/v1/channels/{id}" Person channels::replace;
        DELETE "/api/v1/channels/{id}" Person channels::archive;
        POST "/api/v1/channels/{id}/pause" Person channels::pause;
        POST "/api/v1/channels/{id}/resume" Person channels::resume;
        POST "/api/v1/videos/generate" Person generate::generate;
        POST "/api/v1/videos/estimate" Person generate::estimate;
        GET "/api/v1/videos" Person videos::list;
        GET "/api/v1/videos/{id}" Person videos::read;
        GET "/api/v1/videos/{id}/status" Person videos::status;
        GET "/api/v1/videos/{id}/stages" Person videos::stages;
        GET "/api/v1/videos/{id}/costs" Person videos::costs;
        GET "/api/v1/videos/{id}/events" Person videos::events;
        POST "/api/v1/videos/{id}/cancel" Person actions::cancel;
        POST "/api/v1/videos/{id}/pause" Person actions::pause;
        POST "/api/v1/videos/{id}/resume" Person actions::resume;
        POST "/api/v1/videos/{id}/approve" Person actions::approve;
        POST "/api/v1/videos/{id}/reject" Person actions::reject;
        POST "/api/v1/videos/{id}/retry" Person actions::retry;
        GET "/api/v1/videos/{id}/artifacts" Person artifacts::list;
        GET "/api/v1/videos/{id}/artifacts/{name}" Watcher artifacts::read;
        GET "/api/v1/queue" Person system::queue;
        GET "/api/v1/system" Person system::system;
        GET "/api/v1/system/models" Person models::models;
        GET "/api/v1/dead-letters" Person dead_letters::list;
        GET "/api/v1/dead-letters/{id}" Person dead_letters::read;
        POST "/api/v1/dead-letters/{id}/replay" Person dead_letters::replay;
        GET "/api/v1/analytics/overview" Program(AnalyticsRead) analytics::overview::overview;
        GET "/api/v1/analytics/timeseries" Program(AnalyticsRead) analytics::timeseries::timeseries;
        GET "/api/v1/analytics/breakdown" Program(AnalyticsRead) analytics::breakdown::breakdown;
        GET "/api/v1/analytics/channels" Program(AnalyticsRead) analytics::channels::channels;
        GET "/api/v1/analytics/videos" Program(AnalyticsRead) analytics::videos::videos;
        GET "/api/v1/analytics/heatmap" Program(AnalyticsRead) analytics::heatmap::heatmap;
        GET "/api/v1/analytics/forecast" Program(AnalyticsRead) analytics::forecast::forecast;
        GET "/api/v1/analytics/videos/{video_id}/retention" Program(AnalyticsRead) analytics::retention::retention;
        GET "/api/v1/trends" Person trends::list;
        GET "/api/v1/trends/niches" Person trends::niches;
        POST "/api/v1/trends/{id}/accept" Person trends::accept;
        POST "/api/v1/trends/{id}/snooze" Person trends::snooze;
        POST "/api/v1/trends/{id}/dismiss" Person trends::dismiss;
        POST "/api/v1/trends/{id}/restore" Person trends::restore;
        POST "/api/v1/api-keys" Person api_keys::create;
        GET "/api/v1/api-keys" Person api_keys::list;
        DELETE "/api/v1/api-keys/{id}" Person api_keys::revoke;
    }
}

/// The OpenAPI document, generated once.
async fn document(_app: Arc<App>, call: Call) -> Answer {
    static DOCUMENT: OnceLock<String> = OnceLock::new();
    let text = DOCUMENT.get_or_init(openapi_json);
    let reply = Reply::whole(StatusCode::OK, HeaderMap::new(), text.as_str());
    let reply = reply.with(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(reply.with(header::CACHE_CONTROL, HeaderValue::from_static("no-cache")).tagged_by_content().unless_held(&call))
}
