//! What a video will probably cost: measured work of the channel's last finished videos at today's prices.

use std::collections::HashMap;

use ytempire_domain::{Currency, Micros, job::JobStatus, request::Aspect};
use ytempire_journal::{Channel, LedgerEntry, LedgerState, PageRequest, VideoFilter, VideoRow};

use crate::{app::App, problem::Problem, routes::views::EstimateView};

/// Finished videos that are looked at.
const SAMPLE: u32 = 10;

type Prices = HashMap<(String, String), i64>;

/// Cost per wished second, the mean over the sample; of videos of that shape where there are any.
pub async fn of(
    app: &App,
    channel: &Channel,
    aspect: Option<Aspect>,
    seconds: Option<u32>,
) -> Result<EstimateView, Problem> {
    let aspect = aspect.unwrap_or(channel.settings.aspect);
    let seconds = seconds.unwrap_or(channel.settings.seconds);
    let filter = VideoFilter { channel: Some(channel.id.clone()), status: vec![JobStatus::Published], q: None };
    let page = app.journal.videos(app.workspace, filter, PageRequest { limit: 50, after: None }).await?;
    let (alike, others): (Vec<VideoRow>, Vec<VideoRow>) =
        page.items.into_iter().partition(|row| row.job.aspect() == aspect);
    let sample = if alike.is_empty() { others } else { alike };
    let prices = app.journal.prices().await?;
    let prices: Prices =
        prices.into_iter().map(|price| ((price.provider, price.unit), price.micros_per_unit)).collect();
    let mut per_second = vec![];
    for row in sample.into_iter().take(SAMPLE as usize) {
        let ledger = app.journal.costs(row.job.video_id).await?;
        per_second.push(today(&ledger, &prices) / f64::from(row.job.seconds().max(1)));
    }
    Ok(EstimateView {
        cost_micros: mean(&per_second).map(|each| Micros((each * f64::from(seconds)).ceil() as i64)),
        cap_micros: channel.settings.cap_micros,
        currency: Currency::USD,
        seconds,
        videos: per_second.len(),
    })
}

/// The measured work at today's prices; what has no price any more counts at the price it was made at.
fn today(ledger: &[LedgerEntry], prices: &Prices) -> f64 {
    let settled = ledger.iter().filter(|entry| entry.state == LedgerState::Settled);
    settled
        .map(|entry| {
            let price = prices.get(&(entry.provider.clone(), entry.unit.clone())).copied();
            entry.measured.unwrap_or(entry.quantity) * price.unwrap_or(entry.micros_per_unit) as f64
        })
        .sum()
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use ytempire_domain::Step;

    use super::*;

    #[test]
    fn work_counts_at_todays_price_and_released_calls_do_not() {
        let entry = |unit: &str, measured, state| LedgerEntry {
            call_key: "k".to_owned(),
            step: Step::Voice,
            provider: "local".to_owned(),
            unit: unit.to_owned(),
            micros_per_unit: 10,
            quantity: 100.0,
            measured,
            state,
            reserved: Micros(0),
            settled: Micros(0),
            overrun: Micros(0),
            reserved_at: DateTime::UNIX_EPOCH,
            ended_at: None,
        };
        let ledger = [
            entry("cpu_second", Some(2.0), LedgerState::Settled),
            entry("gone", Some(3.0), LedgerState::Settled),
            entry("cpu_second", Some(50.0), LedgerState::Released),
        ];
        let prices = Prices::from([(("local".to_owned(), "cpu_second".to_owned()), 14)]);
        assert_eq!(today(&ledger, &prices), 2.0 * 14.0 + 3.0 * 10.0);
        assert_eq!(mean(&[]), None);
        assert_eq!(mean(&[1.0, 3.0]), Some(2.0));
    }
}
