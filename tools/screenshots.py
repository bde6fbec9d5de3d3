"""Make the pictures in docs/screenshots/ anew, from a demonstration of its own: `python3 tools/screenshots.py`.

Run by the environment's Python; needs Chromium.
"""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "screenshots"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
COLOURS = 64  # text, paper and a few colours: more cannot be told apart
LARGEST = 150_000  # bytes
PERSONA = "iris.silverax@example.org"
DRAFT = "/jonkoping/plan/2026-2028/2"
DECIDED = "/jonkoping/plan/2026-2028/1"

# name, width, height, path, and how far down to begin: a selector to scroll to, or nothing
SHOTS = (
    ("oversikt", 1280, 800, "/jonkoping/", ""),
    ("utvecklingsomraden", 1280, 900, f"{DECIDED}/areas/", ""),
    ("arshjul", 1280, 900, f"{DECIDED}/year/2026/", ".figure"),
    ("budget", 1280, 900, f"{DRAFT}/budget/2026/", ""),
    ("budgetar", 1280, 1000, "/jonkoping/budget/2026/", "#h-lines"),
    ("kontroller", 1280, 800, f"{DRAFT}/findings/", ""),
    ("omrade", 390, 844, f"{DRAFT}/areas/U3/", ""),
    ("uppfoljning", 390, 844, f"{DECIDED}/follow-up/", ""),
)
PUBLIC = (("offentlig", 1280, 800, "/jonkoping/public/2026-2028/", ""),)


@contextmanager
def demonstration() -> Iterator[str]:
    """Serve an empty demonstration of its own while the block runs; give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("SAMSYN_")}
        server = subprocess.Popen(
            [sys.executable, "-m", "samsyn.config.cli", "serve", "--port", str(port), "--workers", "1"],
            env=clean | {"SAMSYN_DATA": folder, "SAMSYN_DEMO": "1", "PYTHONPATH": str(ROOT / "src")},
            stdout=subprocess.DEVNULL,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/about/", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(30)


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    for _attempt in range(600):
        try:
            urllib.request.urlopen(url, timeout=10).close()  # noqa: S310 - our own address
            return
        except (urllib.error.URLError, ConnectionError):
            if server.poll() is not None:
                break
            time.sleep(0.1)
    sys.exit("The demonstration did not start: see above.")


def open_window(browser: Browser, address: str, width: int, height: int) -> BrowserContext:
    return browser.new_context(
        base_url=address, locale="sv-SE", viewport={"width": width, "height": height}, reduced_motion="reduce"
    )


def log_in(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/accounts/login/")
    page.click(f"button[value='{PERSONA}']")
    page.wait_for_url("**/jonkoping/")
    page.close()


def shoot(context: BrowserContext, name: str, path: str, start: str) -> None:
    """Take one picture and write it with few colours. Exits when the page is not there or the picture too large."""
    page = context.new_page()
    answer = page.goto(path)
    if answer is None or not answer.ok:
        sys.exit(f"{path} answers {answer.status if answer else 'nothing'}.")
    page.evaluate("document.fonts.ready")
    if start:
        page.locator(start).first.evaluate("element => element.scrollIntoView()")
    picture = (
        Image.open(io.BytesIO(page.screenshot()))
        .convert("RGB")
        .quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    )
    width = page.viewport_size["width"] if page.viewport_size else 0
    page.close()
    file = TARGET / f"{name}-{width}.png"
    picture.save(file, optimize=True)
    size = file.stat().st_size
    print(f"{file.relative_to(ROOT)}: {size // 1000} kB")
    if size > LARGEST:
        sys.exit(f"{file.name} is larger than {LARGEST // 1000} kB.")


def main() -> None:
    if CHROMIUM is None:
        sys.exit("There is no Chromium on this machine (looked for chromium, chromium-browser, google-chrome).")
    TARGET.mkdir(exist_ok=True)
    with demonstration() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for known, shots in ((True, SHOTS), (False, PUBLIC)):
            for name, width, height, path, start in shots:
                context = open_window(browser, address, width, height)
                if known:
                    log_in(context)
                shoot(context, name, path, start)
                context.close()
        browser.close()


if __name__ == "__main__":
    main()
