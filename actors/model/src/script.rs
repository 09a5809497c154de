//! A script's quality, with the title judged by the promoted models where there are any.

use ytempire_domain::production::{Quality, QualityPart};
use ytempire_inference::{
    Scorer,
    quality::{Script, Strength, assess},
};
use ytempire_worker::ScriptToJudge;

pub fn judge(scorer: &mut Scorer, asked: &ScriptToJudge) -> Quality {
    let others: Vec<&str> = asked.others.iter().map(String::as_str).collect();
    let rivals: Vec<&str> = asked.rivals.iter().map(String::as_str).collect();
    let title = Strength::asked(scorer, &asked.title, &rivals);
    let mut by = vec!["house rules".to_owned()];
    by.extend(title.by.iter().cloned());
    let script = Script { title: &asked.title, text: &asked.text, brief: &asked.brief, others: &others };
    let quality = assess(&script, title);
    let part = |part: ytempire_inference::quality::Part| QualityPart {
        name: part.name.to_owned(),
        score: part.score,
        weight: part.weight,
        reasons: part.reasons,
    };
    Quality { total: quality.total, parts: quality.parts.into_iter().map(part).collect(), by: by.join(", ") }
}
