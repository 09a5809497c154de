//! One mp4 in the making: canvases go in, captions are laid over them, and sound is woven in between.

use std::path::Path;

use ff::{Dictionary, Packet, Rational, encoder, filter, format, frame};
use ffmpeg_next as ff;

use super::{aac::Coded, h264::Shape};
use crate::{av, error::MediaError, sound::RATE};

pub struct Film {
    output: format::context::Output,
    graph: filter::Graph,
    video: encoder::Video,
    sound: std::iter::Peekable<std::vec::IntoIter<Packet>>,
    /// Time bases of the picture's and the sound's stream, as the muxer set them.
    bases: [Rational; 2],
    shape: Shape,
    next: i64,
    filtered: frame::Video,
}

impl Film {
    /// `captions`: a script for libass, where there are any.
    pub fn open(
        path: &Path,
        video: encoder::Video,
        shape: Shape,
        sound: Coded,
        captions: Option<&Path>,
    ) -> Result<Self, MediaError> {
        let graph = graph(shape, captions)?;
        // `file:`, so that no path is taken for the address of something else.
        let address = format!("file:{}", utf8(path)?);
        let mut output = format::output_as(&address, "mp4").map_err(MediaError::av("open the output"))?;
        let mut stream =
            output.add_stream(encoder::find(ff::codec::Id::H264)).map_err(MediaError::av("add the picture"))?;
        stream.set_parameters(&video);
        stream.set_time_base((1, shape.fps as i32));
        stream.set_avg_frame_rate((shape.fps as i32, 1));
        let mut stream =
            output.add_stream(encoder::find(ff::codec::Id::AAC)).map_err(MediaError::av("add the sound"))?;
        stream.set_parameters(&sound.encoder);
        stream.set_time_base((1, RATE as i32));
        let mut options = Dictionary::new();
        options.set("movflags", "+faststart");
        output.write_header_with(options).map_err(MediaError::av("write the header"))?;
        let base = |i: usize| output.stream(i).map_or(Rational(1, RATE as i32), |stream| stream.time_base());
        let bases = [base(0), base(1)];
        let sound = sound.packets.into_iter().peekable();
        Ok(Film { output, graph, video, sound, bases, shape, next: 0, filtered: frame::Video::empty() })
    }

    /// The next frame: R, G, B, 255 for each pixel.
    pub fn add(&mut self, canvas: &[u8]) -> Result<(), MediaError> {
        let mut frame = frame::Video::new(format::Pixel::RGBA, self.shape.width, self.shape.height);
        let (stride, row) = (frame.stride(0), self.shape.width as usize * 4);
        for (to, from) in frame.data_mut(0).chunks_mut(stride).zip(canvas.chunks_exact(row)) {
            to[..row].copy_from_slice(from);
        }
        frame.set_pts(Some(self.next));
        self.next += 1;
        let mut source = self.graph.get("canvas").ok_or(MediaError::Missing("filter buffer"))?;
        source.source().add(&frame).map_err(MediaError::av("filter a frame"))?;
        self.encode_filtered()
    }

    /// Writes what is still under way and the index.
    pub fn finish(mut self) -> Result<(), MediaError> {
        let mut source = self.graph.get("canvas").ok_or(MediaError::Missing("filter buffer"))?;
        source.source().flush().map_err(MediaError::av("filter the last frame"))?;
        self.encode_filtered()?;
        self.video.send_eof().map_err(MediaError::av("encode the last frame"))?;
        self.write_encoded()?;
        self.write_sound(i64::MAX)?;
        self.output.write_trailer().map_err(MediaError::av("write the index"))
    }

    fn encode_filtered(&mut self) -> Result<(), MediaError> {
        loop {
            let mut sink = self.graph.get("film").ok_or(MediaError::Missing("filter buffersink"))?;
            match sink.sink().frame(&mut self.filtered) {
                Ok(()) => {}
                Err(ff::Error::Eof) => return Ok(()),
                Err(error) if av::is_again(error) => return Ok(()),
                Err(error) => return Err(MediaError::av("filter a frame")(error)),
            }
            // The encoder, not the frame, says which are key frames.
            self.filtered.set_kind(ff::picture::Type::None);
            self.video.send_frame(&self.filtered).map_err(MediaError::av("encode a frame"))?;
            self.write_encoded()?;
        }
    }

    fn write_encoded(&mut self) -> Result<(), MediaError> {
        loop {
            let mut packet = Packet::empty();
            match self.video.receive_packet(&mut packet) {
                Ok(()) => {}
                Err(ff::Error::Eof) => return Ok(()),
                Err(error) if av::is_again(error) => return Ok(()),
                Err(error) => return Err(MediaError::av("encode a frame")(error)),
            }
            let frame = packet.dts().unwrap_or(0);
            packet.set_stream(0);
            packet.set_duration(1);
            packet.rescale_ts((1, self.shape.fps as i32), self.bases[0]);
            packet.write_interleaved(&mut self.output).map_err(MediaError::av("write a frame"))?;
            self.write_sound((frame + 1) * i64::from(RATE) / i64::from(self.shape.fps))?;
        }
    }

    /// The sound up to a time in samples: neither stream waits long for the other.
    fn write_sound(&mut self, until: i64) -> Result<(), MediaError> {
        while let Some(mut packet) = self.sound.next_if(|packet| packet.pts().unwrap_or(0) < until) {
            packet.set_stream(1);
            packet.rescale_ts((1, RATE as i32), self.bases[1]);
            packet.write_interleaved(&mut self.output).map_err(MediaError::av("write sound"))?;
        }
        Ok(())
    }
}

/// Canvas in; captions drawn in its own colours; one conversion to BT.709; frames out.
fn graph(shape: Shape, captions: Option<&Path>) -> Result<filter::Graph, MediaError> {
    let Shape { width, height, fps, .. } = shape;
    let ends = [("buffer", "canvas"), ("buffersink", "film")];
    let source =
        format!("video_size={width}x{height}:pix_fmt=rgba:time_base=1/{fps}:frame_rate={fps}/1:pixel_aspect=1/1");
    let mut graph = filter::Graph::new();
    for (kind, name) in ends {
        let filter = filter::find(kind).ok_or(MediaError::Missing("filter buffer"))?;
        let options = if kind == "buffer" { source.as_str() } else { "" };
        graph.add(&filter, name, options).map_err(MediaError::av("make a filter graph"))?;
    }
    let words = match captions {
        Some(path) => {
            filter::find("ass").ok_or(MediaError::Missing("filter ass (libass)"))?;
            format!("ass=filename={},", av::filter_value(utf8(path)?))
        }
        None => String::new(),
    };
    let spec = format!(
        "[canvas]{words}scale=w={width}:h={height}:flags=fast_bilinear:out_color_matrix=bt709:out_range=tv,format=yuv420p[film]"
    );
    let parsed =
        graph.output("canvas", 0).and_then(|graph| graph.input("film", 0)).and_then(|graph| graph.parse(&spec));
    parsed.map_err(MediaError::av("read the filter graph"))?;
    graph.validate().map_err(MediaError::av("start the filter graph"))?;
    Ok(graph)
}

fn utf8(path: &Path) -> Result<&str, MediaError> {
    path.to_str().filter(|path| !path.contains('\0')).ok_or_else(|| MediaError::format(path, "a path that is no text"))
}
