//! What the analytics say. Money is whole micros of `currency`; null means that it is not known, never zero.

mod basis;
mod breakdown;
mod channels;
mod forecast;
mod heatmap;
mod overview;
mod params;
mod retention;
mod series;
mod videos;

pub use basis::{Basis, Source, StoreName};
pub use breakdown::{BreakdownItem, BreakdownView};
pub use channels::{ChannelFigures, ChannelFiguresPage};
pub use forecast::{ForecastPast, ForecastPoint, ForecastView, MakerView, PastPoint};
pub use heatmap::{HeatCell, HeatmapView};
pub use overview::{Kpi, OverviewView, PreviousPeriod};
pub use params::{MetricQuery, RangeQuery};
pub use retention::{RetentionPoint, RetentionView, SceneView};
pub use series::{Point, SeriesView, TimeseriesView};
pub use videos::{AgeFrom, AtAge, VideoFigures, VideoFiguresPage};
