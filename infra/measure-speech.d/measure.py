"""Measures finished videos of a running instance; infra/measure-speech says how it is called."""

import json
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

import hearing

# Asked of every video: -14 LUFS +/- 0.5, true peak at most -1 dBTP, at most 2 % of words misheard; a word's caption starts within
# 50 ms (median) and 150 ms (worst) of its sound.
LOUDNESS, PEAK, MISHEARD, MEDIAN_MS, WORST_MS = (-14.5, -13.5), -1.0, 0.02, 50, 150


class Instance:
    def __init__(self, run_file):
        self.run = json.loads(Path(run_file).read_text())
        operator = self.run["operator"]
        login = self.call("/api/v1/auth/login", {"email": operator["email"], "password": operator["password"]})
        self.token = login["access_token"]

    def call(self, path, body=None, raw=False):
        headers = {"content-type": "application/json"}
        if hasattr(self, "token"):
            headers["authorization"] = f"Bearer {self.token}"
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(urllib.request.Request(self.run["gateway"] + path, data, headers)) as answer:
            return answer.read() if raw else json.load(answer)

    def published(self):
        cursor = ""
        while True:
            page = self.call(f"/api/v1/videos?status=published&limit=200{cursor}")
            yield from (video["video_id"] for video in page["items"])
            if not page["next_cursor"]:
                return
            cursor = f"&cursor={page['next_cursor']}"

    def outputs(self, video):
        stages = self.call(f"/api/v1/videos/{video}/stages")
        return {stage["stage"]: stage["output"] for stage in stages["items"] if stage["output"]}

    def file(self, video, name, folder):
        path = folder / name
        path.write_bytes(self.call(f"/api/v1/videos/{video}/artifacts/{name}", raw=True))
        return path


def loudness(video):
    """Integrated LUFS and true peak in dBTP, by ffmpeg's own meter."""
    meter = ["ffmpeg", "-hide_banner", "-nostats", "-i", video, "-af", "ebur128=peak=true", "-f", "null", "-"]
    said = subprocess.run(meter, capture_output=True, text=True, check=True).stderr.split("Summary:")[1]
    figure = lambda name: float(said.split(name)[1].split()[0])
    return figure("I:"), figure("Peak:")


def measure(instance, video, folder):
    outputs = instance.outputs(video)
    narration = outputs["voice"]
    words = narration["words"]
    sound = instance.file(video, narration["audio"]["name"], folder)
    finished = instance.file(video, outputs["render"]["video"]["name"], folder)
    lufs, peak = loudness(finished)
    missed = hearing.misheard(sound, [word["text"] for word in words])
    share = len(missed) / len(words)
    errors = hearing.caption_errors(sound, words, narration["sentences"])
    distances = [abs(error) for error, _ in errors]
    median, worst = statistics.median(distances), max(distances)
    print(f"{video}  {outputs['script']['title']}")
    print(f"  loudness {lufs:.1f} LUFS, true peak {peak:.1f} dBTP")
    print(f"  misheard {len(missed)} of {len(words)} words ({share:.1%}): {', '.join(missed) or 'none'}")
    late = sorted(errors, key=lambda error: -abs(error[0]))[:5]
    print(f"  captions against the sound, {len(errors)} words: median {median:.0f} ms, worst {worst:.0f} ms;"
          f" furthest {', '.join(f'{text} {error:+.0f}' for error, text in late)}")
    return (LOUDNESS[0] <= lufs <= LOUDNESS[1] and peak <= PEAK and share <= MISHEARD and median <= MEDIAN_MS
            and worst <= WORST_MS)


def main():
    instance = Instance(sys.argv[1])
    videos = sys.argv[2:] or list(instance.published())
    if not videos:
        sys.exit("measure-speech: no video is published yet")
    fine = True
    for video in videos:
        with tempfile.TemporaryDirectory() as folder:
            fine &= measure(instance, video, Path(folder))
    sys.exit(0 if fine else 4)


main()
