//! What a new data folder gets: an operator to sign in as, a channel, and one video to look at.

use anyhow::Context as _;
use ytempire_domain::{
    WorkspaceId,
    channel::ChannelSettings,
    request::{RawRequest, VideoRequest},
};
use ytempire_journal::{Journal, NewUser, Role};

use crate::local::{Operator, Secrets};

pub const DEMO_CHANNEL: &str = "demo";
/// Ships with the project, so that a newcomer sees the main job without any key or input.
const DEMO_BRIEF: &str = include_str!("../demo/brief.txt");

/// The operator whose password is in the secrets folder; created where nobody can sign in yet.
pub async fn operator(journal: &Journal, secrets: &Secrets) -> anyhow::Result<Operator> {
    let operator = secrets.operator()?;
    if journal.count_users(WorkspaceId::LOCAL).await? == 0 {
        let password_hash =
            ytempire_api::password::hash(&operator.password).await.context("hashing the operator's password")?;
        let user =
            NewUser { email: operator.email.clone(), name: "Operator".to_owned(), role: Role::Owner, password_hash };
        journal.create_user(WorkspaceId::LOCAL, &user).await.context("creating the operator")?;
    } else if operator.new {
        tracing::warn!("people have accounts already: the operator's password of this data folder is not theirs");
    }
    Ok(operator)
}

/// The channel that a newcomer finds; a data folder that has, or had, one is left as it is.
pub async fn channel(journal: &Journal) -> anyhow::Result<()> {
    let settings =
        ChannelSettings { name: "Demo".to_owned(), niche: "everyday science".to_owned(), ..ChannelSettings::default() };
    journal.create_channel(WorkspaceId::LOCAL, Some(DEMO_CHANNEL.parse()?), settings).await?;
    Ok(())
}

/// Asks for the demo video; by its request id a second start finds the first one's job.
pub async fn video(journal: &Journal) -> anyhow::Result<()> {
    let request = VideoRequest::parse(RawRequest {
        request_id: "demo-1".to_owned(),
        channel_id: DEMO_CHANNEL.to_owned(),
        topic: "Why honey never spoils".to_owned(),
        brief: Some(DEMO_BRIEF.to_owned()),
        ..RawRequest::default()
    })?;
    journal.admit(WorkspaceId::LOCAL, &request).await?;
    Ok(())
}
