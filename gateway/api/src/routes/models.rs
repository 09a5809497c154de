//! Who answers which prediction, and the cards of the models.

use std::sync::Arc;

use super::views::{ModelsView, PredictionView};
use crate::{
    app::App,
    http::{Answer, Call, Reply},
    problem::ProblemView,
};

/// Every prediction with who answers it now, and the card of the model where one does.
#[utoipa::path(
    get,
    path = "/api/v1/system/models",
    operation_id = "models",
    tag = "system",
    responses(
        (status = 200, description = "the predictions, or why they cannot be told", body = ModelsView),
        (status = "default", description = "refused", body = ProblemView, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn models(app: Arc<App>, _call: Call) -> Answer {
    let view = match app.studio.cards().await {
        Ok(all) => ModelsView { items: all.into_iter().map(PredictionView::from).collect(), trouble: None },
        Err(because) => ModelsView { items: Vec::new(), trouble: Some(because) },
    };
    Ok(Reply::ok(&view))
}
