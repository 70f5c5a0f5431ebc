"""Other people's readers take the files, and without a warning."""

import base64
import html
import json
import re
import shutil
import subprocess
import warnings
from pathlib import Path

import pysubs2
import pytest
import srt

from stages.schema import Transcript
from stages.write_srt.options import Options
from stages.write_srt.write import write

ENDINGS = [".en.srt", ".zh-Hans.srt", ".srt"]
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""

PAGE = """<!doctype html><meta charset=utf-8><video><track id=t default srclang=en
src="data:text/vtt;base64,{}"></video><pre id=o>nothing</pre><script>
const t = document.getElementById("t"), o = document.getElementById("o");
t.track.mode = "hidden";
t.onload = () => {{ o.textContent = JSON.stringify([...t.track.cues].map(c =>
  [c.id, c.startTime, c.endTime, c.getCueAsHTML().textContent,
   [...c.getCueAsHTML().querySelectorAll("[title]")].map(e => e.title),
   c.text.match(/<lang [^>]*>/g)])) }};
t.onerror = () => {{ o.textContent = "error" }};
</script>"""


@pytest.fixture
def files(transcript: Transcript, tmp_path: Path) -> Path:
    """A folder with all files of the transcript, named talk."""
    for ending, data in write(transcript, Options(formats=("srt", "vtt", "json"))).files.items():
        (tmp_path / f"talk{ending}").write_bytes(data)
    return tmp_path


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_libraries_srt_and_pysubs2_read_the_same_cues(files, ending):
    path = files / f"talk{ending}"
    ours = list(srt.parse(path.read_text("utf-8"), ignore_errors=False))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        theirs = pysubs2.load(str(path), keep_html_tags=True)
    assert [cue.index for cue in ours] == list(range(1, len(ours) + 1))
    assert [(round(cue.start.total_seconds() * 1000), cue.content.split("\n")) for cue in ours] == [
        (event.start, event.text.split(r"\N")) for event in theirs
    ]


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
@pytest.mark.parametrize("ending", [*ENDINGS, ".vtt"])
def test_ffmpeg_reads_every_cue_without_a_warning(files, ending):
    path = files / f"talk{ending}"
    command = ["ffmpeg", "-hide_banner", "-v", "warning", "-i", str(path), "-f", "srt", "-"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count(" --> ") == path.read_text("utf-8").count(" --> ")


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed")
def test_a_browser_reads_the_track_with_its_speakers_and_languages(files):
    page = files / "page.html"
    data = base64.b64encode((files / "talk.vtt").read_bytes()).decode()
    page.write_text(PAGE.format(data), "utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=5000"]
    command = [CHROMIUM, *flags, f"--user-data-dir={files}", "--dump-dom", page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    found = re.search(r'<pre id="o">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found
    cues = json.loads(html.unescape(found[1]))
    assert len(cues) == 6
    assert cues[0] == [
        "s0001-1",
        0,
        6.916,
        "欢迎回到“潮汐表”。\nWelcome back to the tide table.",
        ["Mira Stone"],
        ["<lang zh-Hans>", "<lang en>"],
    ]
    assert cues[-1][3].endswith("Rubber boots < shoes & socks.")
