use std::thread;

use ytempire_domain::{
    ContentHash,
    production::{Sentence, SentenceRole, VoiceTier},
};

use super::*;

struct Bench {
    folder: tempfile::TempDir,
    channel_id: ChannelId,
    script: Script,
    video_id: VideoId,
    files: Vec<(ArtefactRef, PathBuf)>,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let sentence = Sentence { text: "Honey never spoils.".into(), role: SentenceRole::Hook };
        let script = Script {
            title: "Why honey never spoils".into(),
            description: "Honey never spoils.".into(),
            tags: vec!["honey".into()],
            language: "en".into(),
            sentences: vec![sentence],
            writer: "local-extractive".into(),
        };
        let mut bench = Bench {
            folder,
            channel_id: "demo".parse().expect("a channel"),
            script,
            video_id: VideoId::generate(),
            files: vec![],
        };
        for (name, content) in [("cut.mp4", "moving"), ("thumb.jpg", "still"), ("words.srt", "1\n")] {
            bench.put(name, content);
        }
        bench
    }

    fn put(&mut self, name: &str, content: &str) -> usize {
        let path = self.folder.path().join(format!("{}-{name}", self.files.len()));
        fs::write(&path, content).expect("written");
        let artefact = ArtefactRef {
            hash: ContentHash::of(content.as_bytes()),
            name: name.into(),
            media_type: "application/octet-stream".into(),
            bytes: content.len() as u64,
        };
        self.files.push((artefact, path));
        self.files.len() - 1
    }

    fn file(&self, index: usize) -> WorkFile<'_> {
        WorkFile { artefact: &self.files[index].0, path: &self.files[index].1 }
    }

    fn work(&self) -> Work<'_> {
        Work {
            video_id: self.video_id,
            channel_id: &self.channel_id,
            channel_seq: 7,
            request_id: "r-1",
            script: &self.script,
            duration_ms: 45_000,
            video: self.file(0),
            thumbnail: self.file(1),
            captions: self.file(2),
            credits: local_credits(VoiceTier::Natural, false, true),
            now: at(1),
        }
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("deep/library")
    }

    /// Names in the channel's folder, hidden ones included.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.root().join("demo")).expect("the channel's folder");
        let mut names: Vec<_> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

fn at(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000 + second, 0).expect("a time")
}

#[test]
fn a_published_folder_holds_the_files_and_what_they_are() {
    let bench = Bench::new();
    let publication = publish(&bench.root(), &bench.work()).expect("published");
    let location = format!("demo/000007-why-honey-never-spoils-{}", bench.video_id);
    assert_eq!((publication.destination.as_str(), &publication.location), ("library", &location));
    assert_eq!(publication.files.len(), 3);
    let folder = bench.root().join(location);
    assert_eq!(fs::read_to_string(folder.join("video.mp4")).expect("the video"), "moving");
    assert_eq!(fs::read_to_string(folder.join("thumbnail.jpg")).expect("the thumbnail"), "still");
    assert_eq!(fs::read_to_string(folder.join("captions.srt")).expect("the captions"), "1\n");
    let metadata = Metadata::read(&folder).expect("metadata");
    assert_eq!((metadata.title.as_str(), metadata.request_id.as_str()), ("Why honey never spoils", "r-1"));
    assert!(metadata.synthetic_media && metadata.made_by.starts_with("ytempire ") && metadata.credits.len() == 3);
}

#[test]
fn the_same_work_again_finds_itself_with_its_first_time() {
    let bench = Bench::new();
    assert_eq!(find(&bench.root(), &bench.work()), Ok(None));
    let first = publish(&bench.root(), &bench.work()).expect("published");
    let later = Work { now: at(99), ..bench.work() };
    assert_eq!(publish(&bench.root(), &later).as_ref(), Ok(&first));
    assert_eq!(find(&bench.root(), &later), Ok(Some(first)));
    assert_eq!(bench.names().len(), 1);
}

#[test]
fn another_title_does_not_hide_what_is_published() {
    let bench = Bench::new();
    let first = publish(&bench.root(), &bench.work()).expect("published");
    let script = Script { title: "Honey".into(), ..bench.script.clone() };
    assert_eq!(publish(&bench.root(), &Work { script: &script, ..bench.work() }), Ok(first));
}

#[test]
fn another_cut_of_the_video_takes_its_place() {
    let mut bench = Bench::new();
    publish(&bench.root(), &bench.work()).expect("published");
    let cut = bench.put("cut.mp4", "moving better");
    let second = Work { video: bench.file(cut), now: at(5), ..bench.work() };
    assert_eq!(find(&bench.root(), &second), Ok(None));
    let publication = publish(&bench.root(), &second).expect("published");
    assert_eq!(publication.published_at, at(5));
    assert_eq!(bench.names().len(), 1);
    let video = bench.root().join(publication.location).join("video.mp4");
    assert_eq!(fs::read_to_string(video).expect("the video"), "moving better");
}

#[test]
fn death_after_any_stage_leaves_nothing_for_the_next_publication() {
    type Stage = fn(&Path, &Work<'_>);
    let stages: [(&str, Stage); 4] = [
        ("half a file", |channel, work| {
            let staged = channel.join(format!(".staging-{}", work.video_id));
            fs::create_dir(&staged).expect("a folder");
            fs::write(staged.join("video.mp4"), "mov").expect("half a file");
        }),
        ("all files, no rename", |channel, work| {
            stage::write(channel, work).expect("staged");
        }),
        ("the former cut set aside", |channel, work| {
            let former = channel.join(format!("000007-old-{}", work.video_id));
            fs::create_dir(&former).expect("a former cut");
            stage::write(channel, work).expect("staged");
            stage::set_aside(channel, &former).expect("set aside");
        }),
        ("published, not answered", |channel, work| {
            let staged = stage::write(channel, work).expect("staged");
            stage::commit(&staged, &channel.join(work.folder_name())).expect("published");
        }),
    ];
    for (name, stage) in stages {
        let bench = Bench::new();
        let channel = bench.root().join("demo");
        stage::create_folders(&channel).expect("folders");
        stage(&channel, &bench.work());
        let publication = publish(&bench.root(), &Work { now: at(9), ..bench.work() }).expect(name);
        assert_eq!(bench.names(), [bench.work().folder_name()], "{name}");
        let first = if name == "published, not answered" { at(1) } else { at(9) };
        assert_eq!(publication.published_at, first, "{name}");
    }
}

#[test]
fn publishers_at_the_same_time_make_one_folder_and_one_answer() {
    let bench = Bench::new();
    let root = bench.root();
    let answers: Vec<_> = thread::scope(|scope| {
        let publish = |n| publish(&root, &Work { now: at(n), ..bench.work() }).expect("published");
        let threads: Vec<_> = (0..4).map(|n| scope.spawn(move || publish(n))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
    });
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert_eq!(bench.names().len(), 1);
}

#[test]
fn a_file_that_is_missing_or_cut_short_is_never_published() {
    let mut bench = Bench::new();
    let short = bench.put("cut.mp4", "whole");
    fs::write(&bench.files[short].1, "who").expect("written");
    let error = publish(&bench.root(), &Work { video: bench.file(short), ..bench.work() }).expect_err("refused");
    assert_eq!((error.whose, error.code.as_str()), (Whose::Ours, "artefact_unusable"));
    fs::remove_file(&bench.files[2].1).expect("removed");
    let error = publish(&bench.root(), &bench.work()).expect_err("refused");
    assert!(error.message.contains("captions.srt"), "{error}");
    assert!(!bench.root().exists());
}

#[test]
fn a_folder_without_its_metadata_is_published_again() {
    let bench = Bench::new();
    let first = publish(&bench.root(), &bench.work()).expect("published");
    fs::remove_file(bench.root().join(&first.location).join("metadata.json")).expect("removed");
    assert_eq!(publish(&bench.root(), &Work { now: at(4), ..bench.work() }).map(|p| p.published_at), Ok(at(4)));
    assert_eq!(bench.names().len(), 1);
}

#[test]
fn a_library_that_cannot_be_written_is_the_operators_to_mend() {
    let bench = Bench::new();
    fs::write(bench.folder.path().join("deep"), "a file in the way").expect("written");
    let error = publish(&bench.root(), &bench.work()).expect_err("refused");
    assert_eq!((error.whose, error.retry, error.code.as_str()), (Whose::Operator, Retry::Backoff, "library_unusable"));
    // Numbers of Linux: no space left, permission denied, read-only file system.
    for (number, code) in [(28, "disk_full"), (13, "library_forbidden"), (30, "library_forbidden")] {
        assert_eq!(failure(Path::new("/l"), &io::Error::from_raw_os_error(number)).code, code);
    }
}
