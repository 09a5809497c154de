//! The listener and its connections: open from the first moment, ended with patience.

use std::{
    convert::Infallible,
    net::SocketAddr,
    sync::{Arc, OnceLock},
    time::Duration,
};

use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto::Builder, graceful::GracefulShutdown},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
    task::JoinHandle,
};
use warp::{Filter, filters::BoxedFilter, http::Method, reply::Response};

use crate::{
    app::App,
    config::{ApiConfig, ApiError},
    deps::{ApiDeps, House},
    http::Router,
    live,
    routes::table,
    serve::{self, Request},
};

/// What stands before the house does.
pub struct Door {
    pub config: Arc<ApiConfig>,
    pub router: Router,
    pub app: OnceLock<Arc<App>>,
    pub stopping: watch::Receiver<bool>,
}

#[derive(Debug)]
pub struct Gateway;

impl Gateway {
    /// Answers from now on: `/healthz` with 200, all else with 503 until [`GatewayHandle::open`]. Must be called within
    /// a tokio runtime.
    pub fn start(listener: TcpListener, config: ApiConfig) -> Result<GatewayHandle, ApiError> {
        config.check()?;
        let (stop, stopping) = watch::channel(false);
        let door = Arc::new(Door {
            config: Arc::new(config),
            router: Router::new(table::routes()),
            app: OnceLock::new(),
            stopping,
        });
        let accepting = spawn(accept(listener, door.clone()));
        Ok(GatewayHandle { door, stop, accepting })
    }
}

/// Owns the listener's task; dropped, it goes on until the runtime ends.
pub struct GatewayHandle {
    door: Arc<Door>,
    stop: watch::Sender<bool>,
    accepting: JoinHandle<GracefulShutdown>,
}

impl std::fmt::Debug for GatewayHandle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GatewayHandle").field("open", &self.door.app.get().is_some()).finish_non_exhaustive()
    }
}

impl GatewayHandle {
    /// The house stands: requests are served. Once; what is handed in later is dropped with a log line.
    pub fn open<S: House>(&self, deps: ApiDeps<S>) {
        let app = Arc::new(App::new(self.door.config.clone(), deps, self.door.stopping.clone()));
        if self.door.app.set(app.clone()).is_err() {
            tracing::error!("the gateway was opened twice");
            return;
        }
        for task in live::tasks(&app) {
            spawn(task);
        }
    }

    /// Takes no more connections, tells sockets to come back, and gives running requests their time.
    pub async fn stop(self, patience: Duration) {
        self.stop.send_replace(true);
        let connections = match self.accepting.await {
            Ok(connections) => connections,
            Err(error) => return tracing::error!(%error, "the listener's task ended badly"),
        };
        if tokio::time::timeout(patience, connections.shutdown()).await.is_err() {
            tracing::warn!("some connections did not end in time");
        }
    }
}

async fn accept(listener: TcpListener, door: Arc<Door>) -> GracefulShutdown {
    let connections = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(door.config.max_connections));
    let mut stopping = door.stopping.clone();
    loop {
        // The seat is taken first: where all are taken, new connections wait in the kernel's queue.
        let accepted = async {
            let seat = room.clone().acquire_owned().await.ok();
            (seat, listener.accept().await)
        };
        let (seat, accepted) = tokio::select! {
            accepted = accepted => accepted,
            _ = stopping.wait_for(|stop| *stop) => return connections,
        };
        match accepted {
            Ok((stream, peer)) => {
                let connection = connection(&door, stream, peer, &connections);
                spawn(async move {
                    connection.await;
                    drop(seat);
                });
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

/// One connection, HTTP/1.1: the head of each request arrives in time or it is cut.
fn connection(
    door: &Arc<Door>,
    stream: TcpStream,
    peer: SocketAddr,
    connections: &GracefulShutdown,
) -> impl Future<Output = ()> + Send + use<> {
    let mut http = Builder::new(TokioExecutor::new()).http1_only();
    let patience = door.config.read_patience;
    http.http1().timer(TokioTimer::new()).header_read_timeout(patience).max_buf_size(64 * 1024);
    let service = TowerToHyperService::new(warp::service(filter(door.clone(), peer)));
    let connection = http.serve_connection_with_upgrades(TokioIo::new(stream), service).into_owned();
    let connection = connections.watch(connection);
    async move {
        if let Err(error) = connection.await {
            tracing::debug!(error, "a connection ended badly");
        }
    }
}

/// The one filter: a request becomes a value, and so does its answer.
fn filter(door: Arc<Door>, peer: SocketAddr) -> BoxedFilter<(Response,)> {
    let query = warp::query::raw().or(warp::any().map(String::new)).unify();
    let socket = warp::ws().map(Some).or(warp::any().map(|| None)).unify();
    let parts = warp::method().and(warp::path::full()).and(query).and(warp::header::headers_cloned()).and(socket);
    let filter = parts.and(warp::body::stream()).then(
        move |method: Method, path: warp::path::FullPath, query, headers, socket: Option<warp::ws::Ws>, body| {
            let request = Request { method, path: path.as_str().to_owned(), query, headers, peer, socket };
            serve::answer(door.clone(), request, serve::pieces(body))
        },
    );
    filter.recover(|_| async { Ok::<_, Infallible>(serve::unreadable()) }).unify().boxed()
}

/// Tasks of the gateway: they end with their connection, or with the gateway's stop.
#[expect(clippy::disallowed_methods, reason = "the gateway owns its listener, its connections and its live tasks")]
fn spawn<F: Future<Output: Send> + Send + 'static>(task: F) -> JoinHandle<F::Output> {
    tokio::spawn(task)
}
