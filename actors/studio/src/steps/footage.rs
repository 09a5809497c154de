//! `footage`: which pictures stand for what is said; the owner's own first, where there is a folder of them.

use std::path::{Path, PathBuf};

use ytempire_domain::{ArtefactRef, Failure, Retry, Whose, production::Footage};
use ytempire_providers::local::visuals;

use super::{
    Halt, StepCall, input,
    local::{LocalSteps, pooled},
    money::paid,
};

/// Processor seconds.
const ESTIMATE: f64 = 5.0;

pub(crate) async fn choose(steps: &LocalSteps, call: &StepCall<'_>) -> Result<Footage, Halt> {
    let script = input::script(call.history)?.clone();
    let narration = input::narration(call.history)?.clone();
    let own = own_pictures(steps, call.job.settings.footage_folder.clone()).await?;
    let (job, illustrations) = (call.job.clone(), steps.illustrations());
    let work = pooled(&steps.pools.cpu, move || visuals::choose(&job, &script, &narration, &illustrations, &own));
    paid(&steps.journal, call, ESTIMATE, work).await
}

/// Stored first: the folder may change while the video is made.
async fn own_pictures(steps: &LocalSteps, folder: Option<String>) -> Result<Vec<ArtefactRef>, Failure> {
    let Some(folder) = folder.map(PathBuf::from) else { return Ok(Vec::new()) };
    let (paths, _) = steps.pools.io.run(move || visuals::own_pictures(&folder)).await?;
    let mut own = Vec::with_capacity(paths.len());
    for path in paths {
        let (name, media_type) = described(&path)?;
        own.push(steps.artefacts.put_file(&path, &name, media_type).await.map_err(|error| error.failure())?);
    }
    Ok(own)
}

fn described(path: &Path) -> Result<(String, &'static str), Failure> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    let media_type = match ending.as_str() {
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "webp" => "image/webp",
        _ => {
            let message = format!("{} is no picture that can be shown: use jpg, png or webp", path.display());
            return Err(Failure::new(Whose::Operator, Retry::Never, "own_picture_unknown", message));
        }
    };
    let name = path.file_name().map_or_else(|| format!("picture.{ending}"), |name| name.to_string_lossy().into_owned());
    Ok((name, media_type))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_ending() {
        assert_eq!(described(Path::new("/a/Bee.JPG")), Ok(("Bee.JPG".to_owned(), "image/jpeg")));
        assert_eq!(described(Path::new("/a/bee.txt")).expect_err("no picture").code, "own_picture_unknown");
        assert!(described(Path::new("/a/png")).is_err());
    }
}
