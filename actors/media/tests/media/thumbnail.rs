use std::collections::BTreeMap;

use ytempire_domain::{production::Picture, request::Aspect};
use ytempire_media::{ThumbnailJob, thumbnail};

use crate::fixtures::{illustration, illustrations, names, pictures, scene};

#[test]
fn a_thumbnail_has_the_size_of_its_shape_and_can_be_uploaded() {
    let titles = ["Bees!", "<b>{\\b1}</b> 'quoted' & \u{1f41d} \u{5e9}\u{5dc}\u{5d5}\u{5dd} 100%", ""];
    let scenes = [illustration("honeybee"), Picture::Typography { emphasis: vec![] }];
    for (aspect, size) in
        [(Aspect::Landscape, (1280, 720)), (Aspect::Portrait, (1080, 1920)), (Aspect::Square, (1080, 1080))]
    {
        for (title, picture) in titles.iter().zip(scenes.iter().cycle()) {
            let folder = tempfile::tempdir().unwrap();
            let job = ThumbnailJob {
                scene: scene(0, 1_000, 0, "All about bees", picture.clone()),
                title: (*title).to_owned(),
                aspect,
                files: BTreeMap::new(),
                illustrations: illustrations(),
                out: folder.path().join("thumbnail.jpg"),
            };
            let told = thumbnail(&job).unwrap();
            assert_eq!((told.width, told.height), size);
            let bytes = std::fs::read(&job.out).unwrap();
            assert!(bytes.starts_with(&[0xff, 0xd8, 0xff]) && bytes.len() < 2_000_000, "{} bytes", bytes.len());
            let seen = pictures(&job.out);
            assert_eq!(seen[0].len() as u32, size.0 * size.1);
            let bright = seen[0].iter().filter(|v| **v > 200).count();
            assert!(title.is_empty() || bright > 1_000, "no title is seen in {title:?}");
            assert_eq!(names(folder.path()), ["thumbnail.jpg"]);
        }
    }
}
