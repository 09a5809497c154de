//! Who answers each prediction now, with the cards of the models: what a screen shows.

use ytempire_domain::card::{Maker, ModelCard, Prediction};

use crate::{Card, FORESEE_VERSION, Registry, Task, error::chain, rule};

/// Every prediction, those that the running service asks first. A version whose files are not those that were written is named with
/// what is wrong; the others are told all the same.
pub fn in_use(registry: &Registry) -> Vec<Prediction> {
    let mut all: Vec<Prediction> = Task::ALL.into_iter().map(|task| of(registry, task)).collect();
    all.push(forecasts());
    all.sort_by_key(|prediction| prediction.asked_by.is_none());
    all
}

fn of(registry: &Registry, task: Task) -> Prediction {
    let mut prediction = Prediction {
        task: task.name().to_owned(),
        question: task.question().to_owned(),
        asked_by: task.asked_by().map(ToOwned::to_owned),
        maker: Maker::Rule,
        version: None,
        rule: rule::words(task).to_owned(),
        card: None,
        trouble: None,
    };
    let version = match registry.in_use(task) {
        Ok(version) => version,
        Err(error) => {
            prediction.trouble = Some(chain(&error));
            return prediction;
        }
    };
    match version.as_deref().map(|version| registry.checked_card(task, version)) {
        None => {}
        Some(Ok(card)) => (prediction.maker, prediction.card) = (Maker::Model, Some(shown(card))),
        Some(Err(error)) => prediction.trouble = Some(chain(&error)),
    }
    prediction.version = version;
    prediction
}

/// Of channels: no task of the registry, for nothing is trained.
fn forecasts() -> Prediction {
    Prediction {
        task: "forecast".to_owned(),
        question: "What are the next days of a channel's views and revenue?".to_owned(),
        asked_by: Some("channels".to_owned()),
        maker: Maker::Methods,
        version: Some(FORESEE_VERSION.to_owned()),
        rule: format!("{}, or {}", ytempire_domain::forecast::LAST_SEASON, ytempire_domain::forecast::SAME_STEP),
        card: None,
        trouble: None,
    }
}

fn shown(card: Card) -> ModelCard {
    ModelCard {
        summary: card.summary,
        data: card.data,
        data_rows: card.data_rows,
        data_hash: card.data_hash,
        licence: card.licence,
        split: card.split,
        seed: card.seed,
        code: card.code,
        trained_at: card.trained_at,
        figures: card.figures,
        model_hash: card.model_hash,
        weights_hash: card.weights_hash,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Stored;

    fn found<'a>(all: &'a [Prediction], task: &str) -> &'a Prediction {
        all.iter().find(|prediction| prediction.task == task).unwrap()
    }

    #[test]
    fn the_shipped_model_a_promoted_one_the_methods_and_rules_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let registry = Registry::at(folder.path());
        let data = tempfile::NamedTempFile::new().unwrap();
        let mut card = Card::of(Task::Lecture, data.path(), 3, 7).unwrap();
        card.figures = vec![("auc".to_owned(), 0.9)];
        let version = registry.save(&Stored::rule(Task::Lecture), card, &[]).unwrap();
        registry.promote(Task::Lecture, &version).unwrap();
        let all = in_use(&registry);
        assert_eq!(all.len(), Task::ALL.len() + 1);
        let shipped = found(&all, "signals.y_rise");
        assert_eq!((shipped.maker, shipped.version.as_deref()), (Maker::Model, Some("shipped")));
        assert_eq!(shipped.card.as_ref().unwrap().licence.as_deref(), Some("ISC"));
        assert!(all[0].asked_by.is_some() && all.last().unwrap().asked_by.is_none());
        let promoted = found(&all, "t4c");
        assert_eq!((promoted.maker, promoted.version.as_deref()), (Maker::Model, Some("v0001")));
        let card = promoted.card.as_ref().unwrap();
        assert_eq!((card.data_rows, &card.figures), (3, &vec![("auc".to_owned(), 0.9)]));
        assert_eq!(found(&all, "forecast").maker, Maker::Methods);
        let rule = found(&all, "t4b");
        assert!(rule.maker == Maker::Rule && rule.version.is_none() && rule.trouble.is_none() && rule.card.is_none());
    }

    #[test]
    fn a_version_without_its_files_or_its_card_is_named_with_what_is_wrong() {
        let folder = tempfile::tempdir().unwrap();
        let registry = Registry::at(folder.path());
        let data = tempfile::NamedTempFile::new().unwrap();
        for _ in 0..2 {
            let card = Card::of(Task::Lecture, data.path(), 3, 7).unwrap();
            let version = registry.save(&Stored::rule(Task::Lecture), card, &[]).unwrap();
            registry.promote(Task::Lecture, &version).unwrap();
        }
        let second = registry.folder(Task::Lecture, "v0002").unwrap();
        for (file, content, words) in
            [("model.json", "{}", "hash"), ("card.json", "{", "damaged"), ("card.json", "", "")]
        {
            std::fs::write(second.join(file), content).unwrap();
            if words.is_empty() {
                std::fs::remove_dir_all(&second).unwrap();
            }
            let all = in_use(&registry);
            let broken = found(&all, "t4c");
            assert_eq!((broken.maker, broken.version.as_deref()), (Maker::Rule, Some("v0002")));
            assert!(broken.card.is_none() && broken.trouble.as_ref().unwrap().contains(words), "{broken:?}");
        }
    }
}
