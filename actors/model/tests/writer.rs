//! What the local writer makes of ordinary briefs, held against the threshold that channels begin with: written or revised
//! once, decent scripts go on by themselves, and one that is spoiled does not.

use chrono::DateTime;
use ytempire_domain::{
    channel::{ChannelSettings, QUALITY_THRESHOLD},
    id::{VideoId, WorkspaceId},
    job::Job,
    production::{QualityPart, Script, Sentence, SentenceRole},
    request::{RawRequest, VideoRequest},
};
use ytempire_inference::quality::{Quality, Script as Judged, Strength, assess};
use ytempire_providers::local::writer;

const BRIEFS: [(&str, &str); 6] = [
    (
        "Why honey lasts",
        "Honey can last for 3,000 years. Archaeologists found pots of it in Egyptian tombs, and it was still good to eat. Its \
         secret is that it holds almost no water, so bacteria dry out before they can grow. Bees also add an enzyme that makes \
         a little hydrogen peroxide. Keep the lid closed, because honey draws water from the air.",
    ),
    (
        "How lighthouses work",
        "A lighthouse lens can throw light over 30 kilometres. In 1822 Augustin Fresnel cut a thick lens into rings and saved \
         most of the glass. Each ring bends light the same way a whole lens would. The lamp itself was no stronger than a car's \
         headlight today. Ships told lighthouses apart by counting the seconds between flashes.",
    ),
    (
        "Sleep and memory",
        "You remember more when you sleep after learning. During deep sleep the brain replays what it saw in the day. In one \
         study, students who slept 8 hours recalled 20 percent more words than those who stayed awake. Short naps of 20 minutes \
         help too. Coffee late in the afternoon takes that gain away, since it keeps deep sleep short.",
    ),
    (
        "Budget for a first bike trip",
        "A week on a bicycle costs less than most people expect. Plan 25 euros a day for food and 15 for a place to sleep. Used \
         panniers cost 60 euros and last for years. Carry two spare tubes, a pump and a small multitool. Start with 50 \
         kilometres a day, and rest on the fourth day.",
    ),
    (
        "The town library reopens",
        "The town library reopens on Monday after two years of work. The reading room now has 120 seats and windows on three \
         sides. Children get a floor of their own with a stage for puppets. The roof carries solar panels that cover half of \
         the building's power. Borrowing stays free for everyone who lives in the town.",
    ),
    (
        "Volcano lightning",
        "Volcanoes can make their own lightning. Ash particles rub against each other as they rise and become charged. When the \
         charge grows large enough, a bolt jumps through the cloud. In 2022 the eruption of Hunga Tonga made 200,000 flashes in \
         one day. Scientists use these flashes to see an eruption at night.",
    ),
];

fn written(topic: &str, brief: &str) -> Script {
    writer::write(&job(topic, brief), &[]).expect("a script")
}

fn job(topic: &str, brief: &str) -> Job {
    let raw = RawRequest {
        request_id: "r-1".into(),
        channel_id: "demo".into(),
        topic: topic.into(),
        brief: Some(brief.into()),
        ..RawRequest::default()
    };
    Job {
        video_id: VideoId::generate(),
        workspace_id: WorkspaceId::LOCAL,
        channel_id: "demo".parse().expect("a channel"),
        channel_seq: 1,
        request: VideoRequest::parse(raw).expect("a request"),
        settings: ChannelSettings::default(),
        admitted_at: DateTime::UNIX_EPOCH,
    }
}

/// As short as people try it with, and wished for in six seconds.
const SHORT: &str = "Honey can last for 3,000 years. Only 18 percent of it is water, so nothing can grow in it.";

/// In the paragraphs of its roles, as the studio has it judged.
fn judged(script: &Script, brief: &str, others: &[&str], edit: impl Fn(String) -> String) -> Quality {
    let of = |role| script.sentences.iter().filter(move |sentence| sentence.role == role);
    let paragraph = |role| of(role).map(|sentence| sentence.text.as_str()).collect::<Vec<_>>().join(" ");
    let text = [SentenceRole::Hook, SentenceRole::Point, SentenceRole::Close].map(paragraph).join("\n\n");
    assess(&Judged { title: &script.title, text: &edit(text), brief, others }, Strength::plain(&script.title))
}

/// The quality after changes that the writer proposes: of each part in turn, the costliest first, the best ones stay. A
/// studio's revision, without its limits.
fn revised(topic: &str, brief: &str, script: Script, others: &[&str]) -> Quality {
    let earlier = others.iter().map(|text| of(&[text, "Bye."])).collect();
    let reviser = writer::Reviser::new(job(topic, brief), &script, earlier);
    let judge = |script: &Script| judged(script, brief, others, |text| text);
    let mut now = (judge(&script), script);
    let mut parts = now.0.parts.clone();
    parts.sort_by(|a, b| (b.weight * (1.0 - b.score)).total_cmp(&(a.weight * (1.0 - a.score))));
    for weak in parts {
        while let Some(part) = now.0.parts.iter().find(|part| part.name == weak.name && part.score < 1.0) {
            let (score, total) = (part.score, now.0.total);
            let asked =
                QualityPart { name: part.name.into(), score, weight: part.weight, reasons: part.reasons.clone() };
            let proposed = reviser.proposals(&now.1, &asked).into_iter();
            let better = proposed.map(|proposal| (judge(&proposal.script), proposal.script)).filter(|(quality, _)| {
                quality.total > total && quality.parts.iter().any(|now| now.name == weak.name && now.score > score)
            });
            match better.max_by(|a, b| a.0.total.total_cmp(&b.0.total)) {
                Some(best) => now = best,
                None => break,
            }
        }
    }
    now.0
}

#[test]
fn scripts_of_ordinary_briefs_go_on_by_themselves_and_spoiled_ones_wait_for_a_person() {
    let threshold = f64::from(QUALITY_THRESHOLD) / 100.0;
    for (topic, brief) in BRIEFS {
        let script = written(topic, brief);
        let quality = revised(topic, brief, script.clone(), &[]);
        assert!(quality.total >= threshold, "{topic}: {quality:#?}");
        let spoiled = judged(&script, brief, &[], |_| {
            "Hello and welcome. In this video we talk about 17 Martians. In this video we talk about 17 Martians."
                .to_owned()
        });
        assert!(spoiled.total < threshold, "{topic}: {spoiled:#?}");
    }
}

#[test]
fn a_short_brief_goes_on_too_even_when_it_is_sent_again() {
    let script = written("Why honey lasts", SHORT);
    let quality = revised("Why honey lasts", SHORT, script, &[SHORT]);
    assert!(quality.total >= f64::from(QUALITY_THRESHOLD) / 100.0, "{quality:#?}");
}

/// A script of these sentences.
fn of(texts: &[&str]) -> Script {
    let last = texts.len() - 1;
    let role = |at| match at {
        0 => SentenceRole::Hook,
        at if at == last => SentenceRole::Close,
        _ => SentenceRole::Point,
    };
    let sentences = texts.iter().enumerate();
    Script {
        title: "Bread".into(),
        description: String::new(),
        tags: vec![],
        language: "en".into(),
        sentences: sentences.map(|(at, text)| Sentence { text: (*text).to_owned(), role: role(at) }).collect(),
        writer: writer::EXTRACTIVE.into(),
    }
}

#[test]
fn for_each_part_that_lacks_something_the_writer_proposes_what_lifts_it() {
    const BREAD: &str = "Hello and welcome to the bakery. Why does bread rise? Yeast eats sugar and breathes out gas. The gas lifts \
        the dough. Notwithstanding considerations regarding fermentation temperature, and because steam keeps the crust \
        soft, the loaf can grow in the heat, and bakers therefore recommend comprehensive humidification. Salt slows the \
        yeast down. In short, bread needs time. Bread needs time and yeast eats sugar and breathes out gas.";
    let (yeast, gas, salt) =
        ("Yeast eats sugar and breathes out gas.", "The gas lifts the dough.", "Salt slows the yeast down.");
    let long = "Notwithstanding considerations regarding fermentation temperature, and because steam keeps the crust soft, the loaf \
        can grow in the heat, and bakers therefore recommend comprehensive humidification.";
    let cases: [(&str, &[&str], &[&str]); 7] = [
        ("hook", &["Hello and welcome to the bakery.", yeast, gas, salt], &[]),
        ("structure", &[yeast, salt], &[]),
        ("readability", &[gas, long, salt], &[]),
        ("repetition", &[yeast, gas, "Bread needs time and yeast eats sugar and breathes out gas."], &[]),
        ("claims", &[gas, "It was found by Peter Smith.", salt], &[]),
        ("sameness", &[yeast, gas, salt], &["Yeast eats sugar and breathes out gas. The gas lifts the dough."]),
        ("title", &[yeast, gas, salt], &[]),
    ];
    let topic = "How bread rises";
    for (name, texts, others) in cases {
        let script = of(texts);
        let quality = judged(&script, BREAD, others, |text| text);
        let part = quality.parts.iter().find(|part| part.name == name).expect("a part");
        assert!(part.score < 1.0, "{name}: {part:?}");
        let earlier = others.iter().map(|text| of(&[text, "Bye."])).collect();
        let reviser = writer::Reviser::new(job(topic, BREAD), &script, earlier);
        let asked =
            QualityPart { name: name.into(), score: part.score, weight: part.weight, reasons: part.reasons.clone() };
        let proposals = reviser.proposals(&script, &asked);
        let score = |script: &Script| {
            let quality = judged(script, BREAD, others, |text| text);
            (quality.parts.iter().find(|part| part.name == name).expect("a part").score, quality.total)
        };
        let best = proposals.iter().map(|proposal| score(&proposal.script)).filter(|(now, _)| *now > part.score);
        let best = best.map(|(_, total)| total).fold(0.0, f64::max);
        assert!(best > quality.total, "{name}: {} is not bettered by {proposals:#?}", quality.total);
    }
}
