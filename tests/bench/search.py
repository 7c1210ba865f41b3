"""Search over 11,000 places and 500 indicators: the server's answer, and last key to list shown in the browser."""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from cockpit.model.catalogue import Catalogue
from cockpit.model.indicator import Indicator
from cockpit.model.region import Region
from tests.bench import synthetic
from tests.bench.pages import FLAGS, _free_port, _wait

PLACES = 11_000
INDICATORS = 500
BUDGET_SERVER, BUDGET_BROWSER = 30, 100
ROUNDS = 3
WORKERS_WARMED = 20
TYPED = ("lip", "lippe", "Lipe", "Göttigen", "muenchen", "Beschäftigungsqote", "beschäftigte wohnort", "Xylophon", "e",
         "neu", "Landkreis Göttigen", "05766", "quote der beschäftigung", "a b c d e f g h", "gross geru")  # fmt: skip
FIRST = ("Alt", "Neu", "Ober", "Unter", "Groß", "Klein", "Hohen", "Nieder", "Wald", "Stein", "Bach", "Linden", "Eichen")
MIDDLE = ("", "", "er", "hof", "berg", "lind", "mühl", "heid", "born", "brück", "rod", "wies", "kirch")
LAST = ("hausen", "dorf", "stadt", "heim", "ingen", "tal", "feld", "burg", "au", "bach", "leben", "itz", "ow", "beck")
CLOCK = """() => {
  window.shown = null;
  let pressed = 0;
  document.addEventListener("keydown", () => { pressed = performance.now(); window.shown = null; }, true);
  new MutationObserver(() => requestAnimationFrame(() => {
    if (window.shown === null && document.querySelector(".proposals [role=option]")) {
      window.shown = performance.now() - pressed;
    }
  })).observe(document.body, { subtree: true, childList: true });
}"""


def compare() -> None:
    """Print milliseconds over all typed words; each must stay below its budget."""
    with tempfile.TemporaryDirectory() as folder, _server(Path(folder)) as address:
        first = _asked(address, "lippe")
        for _ in range(WORKERS_WARMED):
            _asked(address, "lippe")
        spent = [_asked(address, words) for _ in range(ROUNDS) for words in TYPED]
        print(f"{PLACES:,} places, {INDICATORS} indicators; first answer after the start {first:.0f} ms")
        _line("server answers", spent, BUDGET_SERVER)
        if shutil.which("chromium") is None:
            print("chromium is missing: last key to list not measured")
            return
        _line("browser, last key to list shown", _typed(address), BUDGET_BROWSER)


def _line(name: str, spent: list[float], budget: int) -> None:
    said = f"median {statistics.median(spent):6.1f} ms  slowest {max(spent):6.1f} ms"
    print(f"  {name:34} {said}  ({len(spent)} times, budget {budget} ms)")


def _asked(address: str, words: str) -> float:
    started = time.perf_counter()
    with urllib.request.urlopen(f"{address}/suche.json?q={urllib.parse.quote(words)}", timeout=20) as answer:
        answer.read()
    return (time.perf_counter() - started) * 1000


def _typed(address: str) -> list[float]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(locale="de-DE")
        page.goto(f"{address}/suche")
        page.wait_for_selector("html[data-live]", state="attached")
        page.evaluate(CLOCK)
        words = [one for one in TYPED if one not in ("Xylophon", "e", "a b c d e f g h")]
        found = [_key_to_list(page, one) for _ in range(ROUNDS) for one in words]
        browser.close()
    return found


def _key_to_list(page: Page, words: str) -> float:
    """Letters 120 ms apart; only the time after the last one counts, with the older list gone or not."""
    entry = page.locator("#suche-eingabe")
    entry.fill("")
    page.wait_for_selector(".proposals", state="detached")
    entry.press_sequentially(words[:-1], delay=5)
    page.wait_for_timeout(300)
    page.evaluate("() => document.querySelectorAll('.proposals').forEach((list) => list.replaceChildren())")
    entry.press(words[-1])
    page.wait_for_function("() => window.shown !== null", timeout=5000)
    return float(page.evaluate("() => window.shown"))


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    file = folder / "bench.sqlite"
    synthetic.empty_store(file, declared()).close()
    environment = {**os.environ, "COCKPIT_DATABASE_URL": f"sqlite:///{file}"}
    port = _free_port()
    run = [sys.executable, "-m", "cockpit.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(run, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}/readyz")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def declared() -> Catalogue:
    """The synthetic catalogue with as many made-up Gemeinden as are missing, each in one of the Kreise."""
    plain = synthetic.catalogue(INDICATORS)
    kreise = sorted(key for key, one in plain.regions.items() if one.level == "kreis" and one.is_current)
    chance = random.Random(7)  # noqa: S311 - names, no secrets
    made = (_gemeinde(kreise[n % len(kreise)], n, chance) for n in range(PLACES - len(kreise)))
    regions = {**plain.regions, **{one.key: one for one in made}}
    named = {name: _named(item, chance) for name, item in plain.indicators.items()}
    return replace(plain, regions=regions, indicators=named)


def _named(item: Indicator, chance: random.Random) -> Indicator:
    """A title and a text of its own, as long as shipped ones."""
    words = [chance.choice(FIRST) + chance.choice(MIDDLE) + chance.choice(LAST) for _ in range(40)]
    return replace(item, title=f"{item.title} {words[0]}", definition=f"{item.definition} {' '.join(words)}")


def _gemeinde(kreis: str, number: int, chance: random.Random) -> Region:
    name = chance.choice(FIRST) + chance.choice(MIDDLE) + chance.choice(LAST)
    if chance.random() < 0.2:
        name = f"{name} am {chance.choice(FIRST)}{chance.choice(LAST)}"
    return Region(f"{kreis}{number // 400:03d}", "gemeinde", name, name, "", land=kreis[:2])
