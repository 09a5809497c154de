//! A script that fell short is revised once: for every weak part the writer proposes changes, the judge looks at each, and
//! what makes that part and the whole better stays. So what goes on is never worse than what was written.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use ytempire_domain::{
    Failure,
    production::{Change, Quality, QualityPart, Revision, Script},
};
use ytempire_providers::local::writer::{Proposal, Reviser};

use crate::pools::Pool;

/// A change that lifts the whole score by less is not worth to be told.
const WORTH: f64 = 0.005;
/// Changes for one part: what is said three times goes twice.
const OF_A_PART: usize = 3;
/// Proposals that are judged for one script.
const MOST: u32 = 80;

/// Who proposes and who judges.
pub(super) trait Desk: Send {
    fn propose<'a>(
        &'a mut self,
        script: &'a Script,
        part: &'a QualityPart,
    ) -> BoxFuture<'a, Result<Vec<Proposal>, Failure>>;

    /// `Err`: why nobody can judge now.
    fn judge<'a>(&'a mut self, script: &'a Script) -> BoxFuture<'a, Result<Quality, String>>;

    /// How far it is, from 0 to 1.
    fn report(&mut self, fraction: f32);
}

/// The writer's proposals, made in a pool.
pub(super) struct Writing {
    pub reviser: Arc<Reviser>,
    pub pool: Pool,
    /// Processor seconds so far.
    pub used: f64,
}

impl Writing {
    pub async fn propose(&mut self, script: &Script, part: &QualityPart) -> Result<Vec<Proposal>, Failure> {
        let (reviser, script, part) = (Arc::clone(&self.reviser), script.clone(), part.clone());
        let (proposals, took) = self.pool.run(move || Ok(reviser.proposals(&script, &part))).await?;
        self.used += took.as_secs_f64();
        Ok(proposals)
    }
}

/// What became of a script, with the quality of the one that goes on. A judge who goes away midway ends the revision with
/// what was found until then.
pub(super) async fn revise(
    desk: &mut impl Desk,
    script: Script,
    quality: Quality,
) -> Result<(Revision, Quality), Failure> {
    let mut revision = Revision { first: quality.clone(), tried: 0, changes: vec![], script: None };
    let mut left = MOST;
    let mut now = (script, quality);
    let weak = weakest_first(&now.1);
    for (place, name) in weak.iter().enumerate() {
        desk.report(place as f32 / weak.len() as f32);
        for _ in 0..OF_A_PART {
            let Some(part) = now.1.part(name).filter(|part| part.score < 1.0).cloned() else { break };
            let best = better(desk, &now, &part, &mut left).await?;
            revision.tried += best.tried;
            let Some((proposal, judged)) = best.found else { break };
            revision.changes.push(Change {
                part: name.clone(),
                reasons: part.reasons,
                done: proposal.done,
                before: now.1.total,
                after: judged.total,
            });
            now = (proposal.script, judged);
        }
    }
    revision.script = (!revision.changes.is_empty()).then_some(now.0);
    Ok((revision, now.1))
}

/// Names of the parts that lack something, by how much of the whole they cost.
fn weakest_first(quality: &Quality) -> Vec<String> {
    let lost = |part: &QualityPart| part.weight * (1.0 - part.score);
    let mut weak: Vec<&QualityPart> = quality.parts.iter().filter(|part| lost(part) >= WORTH).collect();
    weak.sort_by(|a, b| lost(b).total_cmp(&lost(a)));
    weak.into_iter().map(|part| part.name.clone()).collect()
}

struct Best {
    found: Option<(Proposal, Quality)>,
    /// How many were judged.
    tried: u32,
}

/// The best of the proposals that lift both this part and the whole; the first of equals. `left`: how many may be judged yet.
async fn better(
    desk: &mut impl Desk,
    (script, quality): &(Script, Quality),
    part: &QualityPart,
    left: &mut u32,
) -> Result<Best, Failure> {
    let mut best = Best { found: None, tried: 0 };
    for proposal in desk.propose(script, part).await? {
        if *left == 0 {
            break;
        }
        let judged = match desk.judge(&proposal.script).await {
            Ok(judged) => judged,
            Err(because) => {
                tracing::warn!(because, "nobody judges the rest of a revision");
                *left = 0;
                break;
            }
        };
        *left -= 1;
        best.tried += 1;
        let lifts = judged.part(&part.name).is_some_and(|now| now.score > part.score);
        let is_best = match &best.found {
            Some((_, found)) => judged.total > found.total,
            None => judged.total >= quality.total + WORTH,
        };
        if lifts && is_best {
            best.found = Some((proposal, judged));
        }
    }
    Ok(best)
}

#[cfg(test)]
mod tests {
    use ytempire_domain::production::{Sentence, SentenceRole};

    use super::*;

    fn script(text: &str) -> Script {
        let sentences = vec![Sentence { text: text.to_owned(), role: SentenceRole::Hook }];
        let (description, tags) = (String::new(), vec![]);
        Script { title: "T".into(), description, tags, language: "en".into(), sentences, writer: "test".into() }
    }

    /// The script's text is its scores by part: `hook 0.2 title 0.9`. The writer adds to, or takes from, the part that it is
    /// asked about.
    struct Table {
        judges: u32,
        proposals: Vec<&'static str>,
    }

    fn quality(text: &str) -> Quality {
        let words: Vec<&str> = text.split(' ').collect();
        let part = |two: &[&str]| {
            let score: f64 = two[1].parse().expect("a number");
            QualityPart { name: two[0].to_owned(), score, weight: 0.5, reasons: vec![format!("{} is weak", two[0])] }
        };
        let parts: Vec<QualityPart> = words.chunks(2).map(part).collect();
        Quality { total: parts.iter().map(|part| part.weight * part.score).sum(), parts, by: "test".into() }
    }

    impl Desk for Table {
        fn propose<'a>(
            &'a mut self,
            _: &'a Script,
            part: &'a QualityPart,
        ) -> BoxFuture<'a, Result<Vec<Proposal>, Failure>> {
            let whole = |text: &&str| {
                let rest = text.split_once(": ").expect("part: text").1;
                Proposal { script: script(rest), done: (*text).to_owned() }
            };
            let own = self.proposals.iter().filter(|text| text.split(':').next() == Some(part.name.as_str()));
            let proposals = own.map(whole).collect();
            Box::pin(async move { Ok(proposals) })
        }

        fn judge<'a>(&'a mut self, script: &'a Script) -> BoxFuture<'a, Result<Quality, String>> {
            let judged = self.judges.checked_sub(1).ok_or_else(|| "away".to_owned());
            self.judges = self.judges.saturating_sub(1);
            Box::pin(async move { judged.map(|_| quality(&script.sentences[0].text)) })
        }

        fn report(&mut self, _: f32) {}
    }

    async fn revised(judges: u32, proposals: &[&'static str]) -> (Revision, Quality) {
        let first = "hook 0.2 title 0.6";
        let mut table = Table { judges, proposals: proposals.to_vec() };
        revise(&mut table, script(first), quality(first)).await.expect("no failure")
    }

    #[tokio::test]
    async fn of_all_changes_the_best_stays_and_the_next_part_goes_on_from_it() {
        let proposals = ["hook: hook 0.5 title 0.6", "hook: hook 0.8 title 0.6", "title: hook 0.8 title 0.9"];
        let (revision, now) = revised(100, &proposals).await;
        let done: Vec<&str> = revision.changes.iter().map(|change| change.done.as_str()).collect();
        assert_eq!(done, [proposals[1], proposals[2]]);
        assert_eq!(revision.script, Some(script("hook 0.8 title 0.9")));
        assert_eq!(
            (revision.first.total, now.total),
            (quality("hook 0.2 title 0.6").total, quality("hook 0.8 title 0.9").total)
        );
        assert_eq!(revision.changes[0].reasons, ["hook is weak"]);
        assert!(revision.changes.windows(2).all(|two| two[0].after == two[1].before), "{revision:?}");
    }

    #[tokio::test]
    async fn what_makes_the_whole_worse_another_part_better_or_next_to_nothing_is_left() {
        let proposals = ["hook: hook 0.7 title 0.0", "title: hook 0.9 title 0.6", "title: hook 0.2 title 0.605"];
        let (revision, now) = revised(100, &proposals).await;
        assert_eq!((revision.tried, revision.changes.len(), revision.script, now.total), (3, 0, None, 0.4));
    }

    #[tokio::test]
    async fn a_judge_who_goes_away_leaves_what_was_found_and_one_who_never_came_the_script() {
        let proposals = ["hook: hook 0.5 title 0.6", "title: hook 0.5 title 0.9"];
        let (revision, now) = revised(1, &proposals).await;
        assert_eq!((revision.changes.len(), now.total), (1, 0.55));
        let (revision, now) = revised(0, &proposals).await;
        assert_eq!((revision.tried, revision.script, now.total), (0, None, 0.4));
    }
}
