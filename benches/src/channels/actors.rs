//! The way not taken: one actor for each channel, awake or not.

use ractor::{Actor, ActorProcessingErr, ActorRef};
use ytempire_sinks::Rolling;

use crate::cpu;

struct Channel;

impl Actor for Channel {
    type Msg = ();
    type State = Rolling;
    type Arguments = Rolling;

    async fn pre_start(&self, _: ActorRef<()>, rolling: Rolling) -> Result<Rolling, ActorProcessingErr> {
        Ok(rolling)
    }

    async fn handle(&self, _: ActorRef<()>, (): (), _: &mut Rolling) -> Result<(), ActorProcessingErr> {
        Ok(())
    }
}

/// Bytes of this process for each of so many idle actors with a channel's state.
pub async fn bytes_each(number: u64) -> anyhow::Result<f64> {
    let mut actors = Vec::with_capacity(usize::try_from(number)?);
    let before = cpu::resident()?;
    for _ in 0..number {
        let (actor, _) = Actor::spawn(None, Channel, Rolling::default()).await?;
        actors.push(actor);
    }
    let each = cpu::resident()?.saturating_sub(before) as f64 / number as f64;
    actors.iter().for_each(|actor| actor.stop(None));
    Ok(each)
}
