use std::{
    collections::HashSet,
    fs, io,
    path::{Path, PathBuf},
};

use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::{TryStreamExt as _, future::join_all};
use tempfile::TempDir;
use ytempire_domain::{ArtefactRef, ContentHash, Retry, Whose};

use crate::{ArtefactError, Artefacts};

fn store() -> (TempDir, Artefacts) {
    let folder = TempDir::new().expect("a folder");
    let artefacts = Artefacts::open(&folder.path().join("deep/artefacts")).expect("opened");
    (folder, artefacts)
}

fn source(folder: &TempDir, content: &[u8]) -> PathBuf {
    let path = folder.path().join("source");
    fs::write(&path, content).expect("written");
    path
}

/// Every file below the store, half-written ones included.
fn files(artefacts: &Artefacts) -> Vec<PathBuf> {
    let entries = |folder: &Path| fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path());
    entries(&artefacts.root).flat_map(|folder| entries(&folder).collect::<Vec<_>>()).collect()
}

async fn read(artefacts: &Artefacts, artefact: &ArtefactRef, range: std::ops::Range<u64>) -> Vec<u8> {
    let stream = artefacts.range(artefact, range).await.expect("a stream");
    stream.try_collect::<Vec<_>>().await.expect("read").concat()
}

fn put_at(artefacts: &Artefacts, artefact: &ArtefactRef) -> DateTime<Utc> {
    let path = artefacts.local_path(artefact).expect("stored");
    fs::metadata(path).and_then(|metadata| metadata.modified()).expect("a time").into()
}

#[tokio::test]
async fn a_file_and_the_same_bytes_are_one_artefact() {
    let (folder, artefacts) = store();
    let from_file = artefacts.put_file(&source(&folder, b"abc"), "a.txt", "text/plain").await.expect("stored");
    let from_bytes = artefacts.put_bytes(Bytes::from_static(b"abc"), "a.txt", "text/plain").await.expect("stored");
    assert_eq!(from_file, from_bytes);
    assert_eq!((from_file.hash, from_file.bytes), (ContentHash::of(b"abc"), 3));
    let path = artefacts.local_path(&from_file).expect("on this machine");
    assert!(path.ends_with(format!("ba/{}", from_file.hash)), "{}", path.display());
    assert_eq!(files(&artefacts), [path]);
    assert_eq!(artefacts.get(&from_file).await.expect("read"), "abc");
}

#[tokio::test]
async fn a_file_of_many_parts_comes_back_whole_and_by_ranges() {
    let (folder, artefacts) = store();
    let content: Vec<u8> = (0..9_500_000_u32).map(|n| (n % 251) as u8).collect();
    let artefact = artefacts.put_file(&source(&folder, &content), "v.mp4", "video/mp4").await.expect("stored");
    assert_eq!(artefact.hash, ContentHash::of(&content));
    assert_eq!(read(&artefacts, &artefact, 0..artefact.bytes).await, content);
    assert_eq!(read(&artefacts, &artefact, 4_194_300..4_194_310).await, content[4_194_300..4_194_310]);
    assert_eq!(read(&artefacts, &artefact, 9_499_999..9_500_000).await, content[9_499_999..]);
    assert!(read(&artefacts, &artefact, 7..7).await.is_empty());
}

#[tokio::test]
async fn a_range_comes_in_pieces() {
    let (folder, artefacts) = store();
    let artefact = artefacts.put_file(&source(&folder, &[7; 3 << 20]), "v", "video/mp4").await.expect("stored");
    let mut stream = artefacts.range(&artefact, 0..artefact.bytes).await.expect("a stream");
    let piece = stream.try_next().await.expect("read").expect("a piece");
    assert!(piece.len() <= 1 << 20, "{} bytes at once", piece.len());
}

#[tokio::test]
async fn a_range_outside_the_file_is_refused() {
    let (_folder, artefacts) = store();
    let artefact = artefacts.put_bytes(Bytes::from_static(b"abc"), "a", "text/plain").await.expect("stored");
    let backwards = std::ops::Range { start: 2, end: 1 };
    for range in [0..4, 4..5, backwards] {
        let error = artefacts.range(&artefact, range).await.err().expect("refused");
        assert!(matches!(error, ArtefactError::Range { bytes: 3, .. }), "{error}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_content_put_at_the_same_time_is_stored_once() {
    let (folder, artefacts) = store();
    let content = vec![9; 5 << 20];
    let path = source(&folder, &content);
    let files_put = (0..8).map(|_| artefacts.put_file(&path, "a", "text/plain"));
    let bytes_put = (0..8).map(|_| artefacts.put_bytes(content.clone().into(), "a", "text/plain"));
    let (from_files, from_bytes) = tokio::join!(join_all(files_put), join_all(bytes_put));
    let stored: Vec<_> = from_files.into_iter().chain(from_bytes).map(|put| put.expect("stored")).collect();
    assert!(stored.iter().all(|artefact| *artefact == stored[0]));
    assert_eq!(files(&artefacts).len(), 1);
    assert_eq!(artefacts.get(&stored[0]).await.expect("whole"), content);
}

#[tokio::test]
async fn an_unfinished_upload_is_not_seen_and_leaves_by_the_sweep() {
    use object_store::ObjectStoreExt as _;
    let (_folder, artefacts) = store();
    let hash = ContentHash::of(b"half");
    let mut upload = artefacts.store.put_multipart(&crate::key(&hash)).await.expect("begun");
    upload.put_part("ha".into()).await.expect("a part");
    // A process that is killed runs no destructor.
    std::mem::forget(upload);
    let artefact = ArtefactRef { hash, name: "h".into(), media_type: "text/plain".into(), bytes: 4 };
    assert_eq!(artefacts.local_path(&artefact), None);
    assert!(matches!(artefacts.get(&artefact).await, Err(ArtefactError::Missing { .. })));
    assert_eq!(files(&artefacts).len(), 1);
    let modified: DateTime<Utc> =
        fs::metadata(&files(&artefacts)[0]).and_then(|m| m.modified()).expect("a time").into();
    artefacts.sweep(&HashSet::new(), modified).await.expect("swept");
    assert_eq!(files(&artefacts).len(), 1, "it may still be written");
    artefacts.sweep(&HashSet::new(), modified + TimeDelta::seconds(1)).await.expect("swept");
    assert!(files(&artefacts).is_empty());
}

#[tokio::test]
async fn the_sweep_takes_only_what_is_old_and_not_referred_to() {
    let (_folder, artefacts) = store();
    let put = |text: &'static str| artefacts.put_bytes(text.into(), text, "text/plain");
    let kept = put("kept").await.expect("stored");
    let stray = put("stray").await.expect("stored");
    fs::write(artefacts.root.join("README"), "not ours").expect("written");
    let keep = HashSet::from([kept.hash]);
    assert_eq!(artefacts.sweep(&keep, put_at(&artefacts, &stray)).await.ok(), Some(0), "too young");
    let later = put_at(&artefacts, &stray) + TimeDelta::seconds(1);
    assert_eq!(artefacts.sweep(&keep, later).await.ok(), Some(1));
    assert_eq!(artefacts.local_path(&stray), None);
    assert!(artefacts.local_path(&kept).is_some() && artefacts.root.join("README").is_file());
    assert_eq!(artefacts.sweep(&keep, later).await.ok(), Some(0));
}

#[tokio::test]
async fn content_that_is_put_again_is_young_again() {
    let (_folder, artefacts) = store();
    let artefact = artefacts.put_bytes("again".into(), "a", "text/plain").await.expect("stored");
    let path = artefacts.local_path(&artefact).expect("stored");
    let long_ago = DateTime::from_timestamp(1_000_000_000, 0).expect("a time");
    let file = fs::File::options().write(true).open(path).expect("opened");
    file.set_modified(long_ago.into()).expect("aged");
    artefacts.put_bytes("again".into(), "a", "text/plain").await.expect("stored");
    assert!(put_at(&artefacts, &artefact) > long_ago);
}

#[tokio::test]
async fn a_damaged_file_is_never_handed_out_as_whole() {
    let (_folder, artefacts) = store();
    let artefact = artefacts.put_bytes("whole".into(), "a", "text/plain").await.expect("stored");
    let path = artefacts.local_path(&artefact).expect("stored");
    fs::write(&path, "wh0le").expect("damaged");
    let error = artefacts.get(&artefact).await.expect_err("refused");
    assert_eq!(error.failure().code, "artefact_damaged");
    fs::write(&path, "wh").expect("cut short");
    assert_eq!(artefacts.local_path(&artefact), None);
    artefacts.put_bytes("whole".into(), "a", "text/plain").await.expect("mended");
    assert_eq!(artefacts.get(&artefact).await.expect("whole"), "whole");
}

#[tokio::test]
async fn what_is_not_there_says_its_name() {
    let (folder, artefacts) = store();
    let error = artefacts.put_file(&folder.path().join("none"), "a", "text/plain").await.expect_err("refused");
    let failure = error.failure();
    assert_eq!((failure.whose, failure.retry), (Whose::Operator, Retry::Backoff));
    assert!(failure.message.contains("none") && files(&artefacts).is_empty(), "{failure}");
}

#[tokio::test]
async fn a_disk_that_cannot_be_written_is_the_operators_and_worth_another_try() {
    let (_folder, artefacts) = store();
    fs::remove_dir_all(&artefacts.root).expect("removed");
    fs::write(&artefacts.root, "a file in the way").expect("written");
    let error = artefacts.put_bytes("x".into(), "x", "text/plain").await.expect_err("refused");
    let failure = error.failure();
    assert_eq!(
        (failure.whose, failure.retry, failure.code.as_str()),
        (Whose::Operator, Retry::Backoff, "artefacts_unusable")
    );
}

#[test]
fn a_full_disk_is_called_so_however_deep_it_lies() {
    // ENOSPC and EDQUOT of Linux.
    for number in [28, 122] {
        let full = || io::Error::from_raw_os_error(number);
        let nested =
            object_store::Error::Generic { store: "LocalFileSystem", source: Box::new(io::Error::other(full())) };
        let file = ArtefactError::File { path: "v.mp4".into(), source: full() };
        for error in [ArtefactError::Store(nested), file] {
            let failure = error.failure();
            assert_eq!(
                (failure.whose, failure.retry, failure.code.as_str()),
                (Whose::Operator, Retry::Backoff, "disk_full")
            );
        }
    }
}
