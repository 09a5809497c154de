//! `ytempire serve`: starts everything in the order of its dependence, runs until a signal, stops in reverse.

use std::{io::IsTerminal as _, time::Duration};

use anyhow::Context as _;
use secrecy::ExposeSecret as _;
use tokio::net::TcpListener;
use ytempire_api::{ApiConfig, ApiDeps, Gateway, GatewayHandle};
use ytempire_artefacts::Artefacts;
use ytempire_sinks::Analytics;
use ytempire_studio::{Studio, StudioConfig, StudioHandle};

use crate::{
    cli::ServeArgs,
    config::{Config, SecretSource},
    exit::Stop,
    first_start::{self, DEMO_CHANNEL},
    local::{DataFolder, DiskWatch, Operator, Port, Ports, Secrets, bind, reserve},
    run_file::{self, Login, RunFile, http},
    servers::{Log, Stores},
    sinks,
    stop_signal::StopSignal,
    telemetry,
};

const GATEWAY: Port = Port { what: "gateway", flag: "--gateway" };
const METRICS: Port = Port { what: "metrics", flag: "--metrics" };

pub async fn run(config: Config, args: ServeArgs) -> anyhow::Result<()> {
    let data = DataFolder::open(&config.data)?;
    run_file::remove(data.path())?;
    let secrets = Secrets::open(data.path())?;
    let mut ports = Ports::load(data.path())?;
    let door = Door::open(&config, &secrets, &mut ports)?;

    let mut stop = StopSignal::listen()?;
    let house = tokio::select! {
        house = House::start(&config, &data, &secrets, &mut ports) => house?,
        () = stop.wait() => anyhow::bail!("stopped while starting"),
    };
    ports.save(data.path())?;
    let operator = first_start::operator(&house.stores.journal, &secrets).await?;
    first_start::channel(&house.stores.journal).await?;
    door.gateway.open(house.deps());
    house.run_file(&config, &door, &operator)?.write(data.path())?;
    announce(&door, &data, &operator);
    if !args.no_demo {
        first_start::video(&house.stores.journal).await?;
    }

    stop.wait().await;
    tracing::info!("stopping; a second Ctrl-C ends at once");
    tokio::select! {
        () = stop.wait() => anyhow::bail!("ended at once; running steps start again at the next start"),
        ended = house.stop(door, &data) => ended,
    }
}

/// The gateway's listener: open from the first moment, answering 503 until the house stands.
struct Door {
    gateway: GatewayHandle,
    address: std::net::SocketAddr,
    metrics: std::net::SocketAddr,
}

impl Door {
    fn open(config: &Config, secrets: &Secrets, ports: &mut Ports) -> anyhow::Result<Self> {
        let listener = bind(config.gateway.bind, ports.gateway, GATEWAY)?;
        let address = listener.local_addr()?;
        let metrics = reserve(config.metrics.bind, ports.metrics, METRICS)?;
        telemetry::metrics(metrics)?;
        (ports.gateway, ports.metrics) = (Some(address.port()), Some(metrics.port()));
        listener.set_nonblocking(true)?;
        let listener = TcpListener::from_std(listener).context("listening")?;
        let api = ApiConfig {
            public_origin: config.gateway.public_origin.clone(),
            jwt_key: match &config.gateway.jwt_key_file {
                Some(file) => SecretSource::resolve(None, Some(file), "gateway.jwt_key")?,
                None => secrets.get("jwt_key")?,
            },
            redis_prefix: config.redis.prefix.clone(),
            ..ApiConfig::default()
        };
        let gateway = Gateway::start(listener, api).map_err(|error| Stop::Config(format!("gateway: {error}")))?;
        Ok(Door { gateway, address, metrics })
    }
}

/// Everything behind the door.
struct House {
    stores: Stores,
    log: Log,
    artefacts: Artefacts,
    analytics: Analytics,
    studio: StudioHandle,
    _disk: DiskWatch,
}

impl House {
    async fn start(config: &Config, data: &DataFolder, secrets: &Secrets, ports: &mut Ports) -> anyhow::Result<Self> {
        let copy = sinks::copy(&config.scylla)?;
        let stores = Stores::start(config, data, secrets, ports).await?;
        stores.journal.free_leases(data.instance).await.context("freeing the leases of the last run")?;
        let disk = DiskWatch::start(data.path(), config.disk.hold_below_mib, stores.journal.clone())?;
        let log = Log::start(config, &stores, ports).await?;
        let artefacts = Artefacts::open(&data.below("artefacts")?)?;
        let analytics = sinks::analytics(&stores.journal, copy.clone());
        let studio = StudioConfig { copy, keep: sinks::keep(config), ..studio_config(config, data)? };
        let studio = Studio::start(studio, stores.journal.clone(), artefacts.clone(), Some(log.config.clone())).await?;
        Ok(House { stores, log, artefacts, analytics, studio, _disk: disk })
    }

    fn deps(&self) -> ApiDeps {
        ApiDeps {
            journal: self.stores.journal.clone(),
            artefacts: self.artefacts.clone(),
            analytics: self.analytics.clone(),
            studio: self.studio.clone(),
            redis_url: self.stores.redis_url.clone(),
        }
    }

    fn run_file(&self, config: &Config, door: &Door, operator: &Operator) -> anyhow::Result<RunFile> {
        let mut pids: std::collections::BTreeMap<_, _> =
            self.stores.pids().into_iter().map(|(name, pid)| (name, i64::from(pid))).collect();
        pids.insert("ytempire", i64::from(std::process::id()));
        Ok(RunFile {
            gateway: http(door.address),
            kafka: self.log.config.brokers.clone(),
            metrics: format!("{}/metrics", http(door.metrics)),
            library: crate::config::absolute(&config.library())?,
            channel: DEMO_CHANNEL.to_owned(),
            operator: Login { email: operator.email.clone(), password: operator.password.expose_secret().to_owned() },
            pids,
        })
    }

    /// In reverse: no new work, running steps end or are given back, then the servers.
    async fn stop(self, door: Door, data: &DataFolder) -> anyhow::Result<()> {
        run_file::remove(data.path())?;
        self.studio.drain().await;
        door.gateway.stop(Duration::from_secs(5)).await;
        self.log.stop().await;
        self.stores.stop().await;
        tracing::info!("stopped");
        Ok(())
    }
}

/// The studio's settings for this configuration and data folder.
pub fn studio_config(config: &Config, data: &DataFolder) -> anyhow::Result<StudioConfig> {
    Ok(StudioConfig {
        max_videos: config.studio.max_videos,
        voice_slots: config.studio.voice_slots,
        render_slots: config.studio.render_slots,
        model: Some(super::models::worker(config, data.path())?),
        drain: Duration::from_secs(config.studio.drain_seconds),
        ..StudioConfig::new(
            data.instance,
            data.below("scratch")?,
            crate::config::absolute(&config.library())?,
            config.assets(),
        )
    })
}

/// Where it is and how to stop it, on standard output; the password to a terminal only.
fn announce(door: &Door, data: &DataFolder, operator: &Operator) {
    println!("YTEMPIRE is up: {}", http(door.address));
    println!("  sign in as  {}", operator.email);
    if operator.new && std::io::stdout().is_terminal() {
        println!("  password    {}", operator.password.expose_secret());
    } else {
        println!("  password    in {}", data.path().join("secrets/operator_password").display());
    }
    println!("  programs    read {}", data.path().join("run.json").display());
    println!("  stop        Ctrl-C");
}
