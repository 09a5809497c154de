//! Whose work is inside a video, and under which licence.

use serde::{Deserialize, Serialize};
use ytempire_domain::production::VoiceTier;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    /// What of the video it is: `voice`, `pictures`, `music`.
    pub part: String,
    pub name: String,
    /// SPDX, or a few words where none fits.
    pub licence: String,
    /// Who made it, or where it comes from.
    pub source: String,
}

/// What the local providers put into a video.
pub fn local_credits(tier: VoiceTier, own_pictures: bool, music: bool) -> Vec<Credit> {
    let credit = |part: &str, name: &str, licence: &str, source: &str| Credit {
        part: part.to_owned(),
        name: name.to_owned(),
        licence: licence.to_owned(),
        source: source.to_owned(),
    };
    let mut credits = vec![match tier {
        VoiceTier::Natural => credit("voice", "Kokoro-82M", "Apache-2.0", "hexgrad; int8 export by thewh1teagle (MIT)"),
        VoiceTier::Flite => credit("voice", "Flite", "Flite licence (BSD-like)", "Carnegie Mellon University"),
    }];
    credits.push(credit("pictures", "Fluent Emoji", "MIT", "Microsoft Corporation"));
    if own_pictures {
        credits.push(credit("pictures", "the channel's own pictures", "the owner's", "the channel's footage folder"));
    }
    if music {
        credits.push(credit("music", "synthesised for this video", "CC0-1.0", "YTEMPIRE"));
    }
    credits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_name_what_was_used_and_nothing_else() {
        let parts = |credits: Vec<Credit>| credits.into_iter().map(|c| (c.part, c.name)).collect::<Vec<_>>();
        let least = parts(local_credits(VoiceTier::Flite, false, false));
        assert_eq!(least, [("voice".into(), "Flite".into()), ("pictures".into(), "Fluent Emoji".into())]);
        assert_eq!(parts(local_credits(VoiceTier::Natural, true, true)).len(), 4);
    }
}
