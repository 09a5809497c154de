//! Jobs, scripts and narrations for the tests and the example of the pictures.

use chrono::DateTime;
use ytempire_domain::{
    ArtefactRef, ContentHash, VideoId, WorkspaceId,
    channel::ChannelSettings,
    job::Job,
    production::{Narration, Script, Sentence, SentenceRole, SpokenSentence, SpokenWord, VoiceTier},
    request::VideoRequest,
};

pub fn job(topic: &str, brief: Option<&str>) -> Job {
    Job {
        video_id: VideoId::generate(),
        workspace_id: WorkspaceId::LOCAL,
        channel_id: "demo".parse().expect("a channel"),
        channel_seq: 1,
        request: VideoRequest {
            request_id: "r-1".into(),
            channel_id: "demo".parse().expect("a channel"),
            topic: topic.into(),
            brief: brief.map(Into::into),
            language: None,
            aspect: None,
            seconds: None,
            voice: None,
            style: None,
        },
        settings: ChannelSettings::default(),
        admitted_at: DateTime::UNIX_EPOCH,
    }
}

pub fn script(sentences: &[&str]) -> Script {
    let sentence = |text: &&str| Sentence { text: (*text).to_owned(), role: SentenceRole::Point };
    Script {
        title: "t".into(),
        description: String::new(),
        tags: vec![],
        language: "en".into(),
        sentences: sentences.iter().map(sentence).collect(),
        writer: "local-extractive".into(),
    }
}

/// Words of a third of a second, half a second of silence behind each sentence.
pub fn narration(script: &Script) -> Narration {
    let (mut at, mut words, mut sentences) = (120, vec![], vec![]);
    for (index, sentence) in script.sentences.iter().enumerate() {
        let start_ms = at;
        for text in sentence.text.split_whitespace() {
            words.push(SpokenWord { sentence: index as u32, text: text.to_owned(), start_ms: at, end_ms: at + 330 });
            at += 340;
        }
        sentences.push(SpokenSentence { start_ms, end_ms: at });
        at += 500;
    }
    let audio =
        ArtefactRef { hash: ContentHash::of(b"wav"), name: "n.wav".into(), media_type: "audio/wav".into(), bytes: 3 };
    Narration {
        audio,
        tier: VoiceTier::Natural,
        voice: "af_heart".into(),
        sample_rate: 24_000,
        duration_ms: at,
        sentences,
        words,
    }
}
