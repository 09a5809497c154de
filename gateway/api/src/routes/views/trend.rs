//! Ranked topics as ideas for videos.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use ytempire_domain::{
    VideoId,
    request::RawRequest,
    trend::{HORIZON_HOURS, Measure, RankedTopic, ScoreSource},
};
use ytempire_journal::{IdeaRow, IdeaState, NicheRow};

use super::names::{AspectName, IdeaStateName, MeasureName, ScoreSourceName};

/// What one feature adds to a score.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TrendReason {
    /// Name of the feature: `value_l1`.
    pub feature: String,
    /// For people.
    pub words: String,
    /// By how much it raises the score, or lowers it.
    pub effect: f64,
}

/// One hour of a sparkline.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TrendPoint {
    /// When the hour began.
    pub at: DateTime<Utc>,
    pub value: f64,
}

/// A topic of a niche with the chance that it goes on rising, who says so, and what people decided about it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TrendView {
    /// The same for the same niche and topic.
    #[schema(example = "idea_5f0c2f1f6c2e4b6c8a7d9e0f1a2b3c4d")]
    pub id: String,
    pub niche: String,
    pub topic: String,
    /// Other names of the same topic.
    pub also: Vec<String>,
    /// Which of the channels' niches the topic belongs to, by meaning; null where none is near or nobody can say.
    #[schema(required)]
    pub fits: Option<String>,
    /// Chance of a rise within the horizon, 0 to 1.
    pub score: f64,
    /// How often topics rose in what the model has learnt from; null where a rule made the score.
    #[schema(required)]
    pub base_rate: Option<f64>,
    /// How far the score looks ahead, from `observed_at`.
    pub horizon_hours: u32,
    /// Name of the model, or of the rule.
    #[schema(example = "pace rule")]
    pub model: String,
    /// Of the model; null for a rule.
    #[schema(required)]
    pub version: Option<String>,
    #[schema(value_type = ScoreSourceName)]
    pub source: ScoreSource,
    /// Why this source made the score and not the other one.
    pub because: String,
    /// The strongest first.
    pub reasons: Vec<TrendReason>,
    /// At most 48 hours, in the order of time; hours in which nothing was read are left out.
    pub sparkline: Vec<TrendPoint>,
    /// What the sparkline shows; of a rank less is better.
    #[schema(value_type = MeasureName)]
    pub measure: &'static str,
    /// Of a volume, where its source names one.
    #[schema(required)]
    pub unit: Option<String>,
    pub sources: Vec<String>,
    /// Two letters each; empty: everywhere.
    pub regions: Vec<String>,
    /// Best place in a source's own list when it was observed last.
    #[schema(required)]
    pub rank: Option<u32>,
    /// Place in the ranking of its niche, from 1; null: it has left the ranking since somebody decided.
    #[schema(required)]
    pub place: Option<u32>,
    /// Between its first observation and its last.
    pub age_hours: f64,
    /// Last.
    pub observed_at: DateTime<Utc>,
    /// When it was scored.
    pub made_at: DateTime<Utc>,
    #[schema(value_type = IdeaStateName)]
    pub state: IdeaState,
    #[schema(required)]
    pub snoozed_until: Option<DateTime<Utc>>,
    /// Of an accepted one.
    #[schema(value_type = Option<String>, required)]
    pub video_id: Option<VideoId>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TrendPage {
    pub items: Vec<TrendView>,
    #[schema(required)]
    pub next_cursor: Option<String>,
}

/// A niche of which signals came.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NicheView {
    pub niche: String,
    /// In its ranking.
    pub topics: i64,
    pub last_signal_at: DateTime<Utc>,
    /// Null until it is ranked.
    #[schema(required)]
    pub ranked_at: Option<DateTime<Utc>>,
    /// Who scored its best topic; null until it is ranked.
    #[schema(required)]
    pub model: Option<String>,
    #[schema(required)]
    pub version: Option<String>,
    #[schema(value_type = Option<ScoreSourceName>, required)]
    pub source: Option<ScoreSource>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NicheList {
    pub items: Vec<NicheView>,
}

/// What becomes of an idea: the members of a request that the idea itself does not hold.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptBody {
    #[schema(example = "demo")]
    pub channel_id: String,
    /// The idea's topic if left out.
    #[schema(min_length = 1, max_length = 300)]
    pub topic: Option<String>,
    #[schema(max_length = 20000)]
    pub brief: Option<String>,
    /// A BCP 47 tag.
    pub language: Option<String>,
    #[schema(value_type = Option<AspectName>)]
    pub aspect: Option<String>,
    #[schema(minimum = 5, maximum = 600)]
    pub seconds: Option<i64>,
    pub voice: Option<String>,
    pub style: Option<String>,
}

/// One of the two.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SnoozeBody {
    pub until: Option<DateTime<Utc>>,
    #[schema(minimum = 1, maximum = 8760)]
    pub hours: Option<i64>,
}

impl AcceptBody {
    /// Named by the idea: accepted twice, it is one request.
    pub fn raw(self, idea: &IdeaRow) -> RawRequest {
        RawRequest {
            request_id: idea.id.to_string(),
            channel_id: self.channel_id,
            topic: self.topic.unwrap_or_else(|| idea.ranked.topic.clone()),
            brief: self.brief,
            language: self.language,
            aspect: self.aspect,
            seconds: self.seconds,
            voice: self.voice,
            style: self.style,
        }
    }
}

impl From<IdeaRow> for TrendView {
    fn from(row: IdeaRow) -> Self {
        let RankedTopic { topic, also, fits, scored, sparkline, sources, regions, rank, age_h, observed_at, made_at } =
            row.ranked;
        let (measure, unit) = match sparkline.measure {
            Measure::Volume(unit) => ("volume", unit),
            Measure::Rank => ("rank", None),
        };
        let points = sparkline.points.into_iter();
        let reasons = scored.reasons.into_iter();
        TrendView {
            id: row.id.to_string(),
            niche: row.niche,
            topic,
            also,
            fits: fits.map(|fit| fit.niche),
            score: scored.probability,
            base_rate: scored.base_rate,
            horizon_hours: HORIZON_HOURS,
            model: scored.model,
            version: scored.version,
            source: scored.source,
            because: scored.because,
            reasons: reasons.map(|r| TrendReason { feature: r.feature, words: r.words, effect: r.effect }).collect(),
            sparkline: points.map(|point| TrendPoint { at: point.at, value: point.value }).collect(),
            measure,
            unit,
            sources,
            regions,
            rank,
            place: row.place,
            age_hours: age_h,
            observed_at,
            made_at,
            state: row.state,
            snoozed_until: row.snoozed_until,
            video_id: row.video_id,
        }
    }
}

impl From<NicheRow> for NicheView {
    fn from(row: NicheRow) -> Self {
        let scored = row.best.map(|best| best.scored);
        NicheView {
            niche: row.niche,
            topics: row.topics,
            last_signal_at: row.last_signal_at,
            ranked_at: row.ranked_at,
            source: scored.as_ref().map(|scored| scored.source),
            version: scored.as_ref().and_then(|scored| scored.version.clone()),
            model: scored.map(|scored| scored.model),
        }
    }
}
