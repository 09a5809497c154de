//! A gateway in front of a database, a folder and a studio that the test plays.

use std::{sync::Arc, time::Duration};

use futures_util::future::BoxFuture;
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{net::TcpListener, sync::broadcast};
use ytempire_api::{ApiConfig, ApiDeps, Gateway, GatewayHandle, House};
use ytempire_artefacts::Artefacts;
use ytempire_domain::{
    card::Prediction,
    forecast::{Forecast, SeriesToForecast},
};
use ytempire_journal::testing::TestDatabase;
use ytempire_sinks::{Analytics, PostgresSink};
use ytempire_studio::{PartStatus, Progress, SinkStatus, StudioStatus};

pub const EMAIL: &str = "owner@example.org";
pub const PASSWORD: &str = "a long password";

/// Says what the test tells it to say.
#[derive(Clone)]
pub struct FakeHouse {
    pub progress: broadcast::Sender<Progress>,
    pub relay: Arc<std::sync::Mutex<PartStatus>>,
    /// Of the last forecast that was asked for.
    pub asked: Arc<std::sync::Mutex<Option<SeriesToForecast>>>,
    /// Answers the next forecasts; the rule does where there is none.
    pub forecast: Arc<std::sync::Mutex<Option<Forecast>>>,
    pub cards: Arc<std::sync::Mutex<Result<Vec<Prediction>, String>>>,
}

impl FakeHouse {
    pub fn new() -> Self {
        let relay = Arc::new(std::sync::Mutex::new(PartStatus { ok: true, detail: String::new() }));
        let cards = Arc::new(std::sync::Mutex::new(Err("the model's worker is away: it is a test".to_owned())));
        let (asked, forecast) = (Arc::default(), Arc::default());
        FakeHouse { progress: broadcast::channel(64).0, relay, asked, forecast, cards }
    }
}

impl House for FakeHouse {
    fn status(&self) -> BoxFuture<'_, StudioStatus> {
        let fine = || PartStatus { ok: true, detail: String::new() };
        let relay = self.relay.lock().expect("not poisoned").clone();
        let sink = SinkStatus {
            name: "postgres".to_owned(),
            state: "ok".to_owned(),
            detail: String::new(),
            cursor_age_ms: Some(0),
            rows_total: 7,
        };
        let status = StudioStatus {
            intake: fine(),
            relay,
            dispatcher: fine(),
            slots: vec![],
            running: vec![],
            voice_tier: None,
            partitions: vec![],
            sinks: vec![sink],
            models: vec![],
        };
        Box::pin(std::future::ready(status))
    }

    fn wake(&self) {}

    fn progress(&self) -> broadcast::Receiver<Progress> {
        self.progress.subscribe()
    }

    fn forecast(&self, asked: SeriesToForecast) -> BoxFuture<'_, Forecast> {
        let told = self.forecast.lock().expect("not poisoned").clone();
        let forecast = told.unwrap_or_else(|| Forecast::by_rule(&asked, "the model's worker is away: it is a test"));
        *self.asked.lock().expect("not poisoned") = Some(asked);
        Box::pin(std::future::ready(forecast))
    }

    fn cards(&self) -> BoxFuture<'_, Result<Vec<Prediction>, String>> {
        Box::pin(std::future::ready(self.cards.lock().expect("not poisoned").clone()))
    }
}

pub struct Door {
    pub url: String,
    pub handle: GatewayHandle,
    pub http: Client,
}

/// Each call names a corner of its own in the Redis that the tests share, so that no test meets another's limits.
pub fn config() -> ApiConfig {
    let redis_prefix = format!("test:{}", uuid::Uuid::new_v4());
    ApiConfig { jwt_key: "k".repeat(40).into(), redis_prefix, ..ApiConfig::default() }
}

/// A gateway that nobody opened yet.
pub async fn door(config: ApiConfig) -> Door {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let handle = Gateway::start(listener, config).expect("it starts");
    Door { url, handle, http: Client::new() }
}

pub fn redis_url() -> String {
    std::env::var("YTEMPIRE_TEST_REDIS_URL").expect("YTEMPIRE_TEST_REDIS_URL names a Redis (redis://host:port/)")
}

/// PostgreSQL alone.
pub fn analytics(database: &TestDatabase) -> Analytics {
    Analytics::new(Arc::new(PostgresSink::new(&database.journal)), None)
}

pub struct World {
    pub door: Door,
    pub database: TestDatabase,
    pub house: FakeHouse,
    pub artefacts: Artefacts,
    pub token: String,
    /// The refresh cookie of the first sign-in, and the media cookie.
    pub cookies: Vec<String>,
    _folder: TempDir,
}

impl World {
    /// With an owner who is signed in.
    pub async fn new() -> World {
        World::with(config(), redis_url()).await
    }

    pub async fn with(config: ApiConfig, redis: String) -> World {
        let (database, folder, door) =
            (TestDatabase::create().await, tempfile::tempdir().expect("a folder"), door(config).await);
        let artefacts = Artefacts::open(folder.path()).expect("a store");
        let house = FakeHouse::new();
        let journal = database.journal.clone();
        door.handle.open(ApiDeps {
            journal,
            artefacts: artefacts.clone(),
            analytics: analytics(&database),
            studio: house.clone(),
            redis_url: redis.into(),
        });
        let mut world =
            World { door, database, house, artefacts, token: String::new(), cookies: vec![], _folder: folder };
        let owner = json!({ "email": EMAIL, "password": PASSWORD });
        let made = world.send(Method::POST, "/api/v1/auth/register", Some(&owner), &[]).await;
        assert_eq!(made.status(), StatusCode::CREATED);
        world.sign_in().await;
        world
    }

    async fn sign_in(&mut self) {
        let login = json!({ "email": EMAIL, "password": PASSWORD });
        let answer = self.send(Method::POST, "/api/v1/auth/login", Some(&login), &[]).await;
        assert_eq!(answer.status(), StatusCode::OK);
        self.cookies = cookies(&answer);
        let body: Value = answer.json().await.expect("JSON");
        self.token = body["access_token"].as_str().expect("a token").to_owned();
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.door.url)
    }

    pub async fn send(&self, method: Method, path: &str, body: Option<&Value>, headers: &[(&str, &str)]) -> Response {
        let mut request = self.door.http.request(method, self.url(path)).timeout(Duration::from_secs(30));
        if !self.token.is_empty() && !headers.iter().any(|(name, _)| *name == "authorization") {
            request = request.bearer_auth(&self.token);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        request.send().await.expect("an answer")
    }

    pub async fn get(&self, path: &str) -> Response {
        self.send(Method::GET, path, None, &[]).await
    }

    pub async fn json(&self, path: &str) -> Value {
        let answer = self.get(path).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.json().await.expect("JSON")
    }

    pub async fn post(&self, path: &str, body: &Value) -> Response {
        self.send(Method::POST, path, Some(body), &[]).await
    }

    pub async fn channel(&self, id: &str) -> Value {
        let answer = self.post("/api/v1/channels", &json!({ "id": id, "name": id })).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        answer.json().await.expect("JSON")
    }

    /// The view of a video that was asked for.
    pub async fn video(&self, channel: &str, request: &str) -> Value {
        let body = json!({ "request_id": request, "channel_id": channel, "topic": "Honey" });
        let answer = self.post("/api/v1/videos/generate", &body).await;
        assert_eq!(answer.status(), StatusCode::ACCEPTED);
        answer.json().await.expect("JSON")
    }
}

/// `name=value` of every cookie that an answer sets.
pub fn cookies(answer: &Response) -> Vec<String> {
    let set = answer.headers().get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    set.filter_map(|cookie| cookie.split(';').next()).map(str::to_owned).collect()
}

/// The problem's code of a refusal.
pub async fn code(answer: Response) -> String {
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    let problem: Value = answer.json().await.expect("JSON");
    problem["code"].as_str().expect("a code").to_owned()
}
