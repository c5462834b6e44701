"""`make gallery`: pictures of every window and of the demonstration's page, for `docs/`.

Each picture is taken by day and by night; `docs/gallery.md` shows the one that its reader's screen
asks for. Needs Chromium.
"""

import asyncio
import io
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from app.demo import Demonstration, demonstration
from app.story import panel_beside
from app.tale import Story, Tale, read_story
from app.tour import play
from tests.page.conftest import QUIET
from tests.preview import all_cases, page

DOCS = Path(__file__).parents[1] / "docs"
GALLERY = DOCS / "gallery"
HEAVIEST = 200_000
"""Bytes of a picture at most."""
UNSEEN = ("papers/", "cli/", "answers/")
"""What no chat shows as it is."""

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
DESKTOP: ViewportSize = {"width": 1600, "height": 900}
POCKET: ViewportSize = {"width": 390, "height": 844}
PAGES = {
    Tale.PROCURATORATE: {"page": DESKTOP, "page-on-a-phone": POCKET},
    Tale.COURT: {"page-of-the-court": DESKTOP, "court-on-a-phone": POCKET},
}
WALL: ViewportSize = {"width": 1500, "height": 900}
READERS = {Tale.PROCURATORATE: "周正", Tale.COURT: "程立"}
"""Who reads a record when the page is taken."""
SETTLED_MS = 1500
"""Milliseconds until everything that moves on the page has come to rest."""

_HEAD = """# Gallery

Every window, card, message and refusal, as a phone shows it, made from the same cases that the
tests hold. `make gallery` takes all pictures anew; `make preview` shows all on one page, the
words of papers and commands too.
"""


async def main() -> None:
    shutil.rmtree(GALLERY, ignore_errors=True)
    GALLERY.mkdir(parents=True)
    async with _browser() as browser:
        windows = await _take_windows(browser)
        for tale in Tale:
            await _take_phones(browser, tale)
    (DOCS / "gallery.md").write_text(_index(windows), "utf-8")


@asynccontextmanager
async def _browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=QUIET
        )
        yield browser
        await browser.close()


async def _take_windows(browser: Browser) -> dict[str, str]:
    """Take each section of the preview; return their headings by their names."""
    html = page([case for case in await all_cases() if not case.template.startswith(UNSEEN)])
    headings = {}
    for scheme in SCHEMES:
        shown = await browser.new_page(viewport=WALL, color_scheme=scheme)
        await shown.set_content(html)
        for section in await shown.locator("section").all():
            name = str(await section.get_attribute("id"))
            headings[name] = await section.locator("h2").inner_text()
            _keep(await section.screenshot(), _file(name, scheme))
        await shown.close()
    return headings


async def _take_phones(browser: Browser, tale: Tale) -> None:
    """Play a story until the office reads a record, then take the page as it shows that house."""
    story = read_story(tale)
    with tempfile.TemporaryDirectory() as folder:
        papers = Path(folder)
        async with demonstration(papers) as demo, panel_beside(demo, papers):
            await _play(demo, story, READERS[tale], papers)
            for scheme in SCHEMES:
                for name, viewport in PAGES[tale].items():
                    shown = await _opened(browser, demo, viewport, scheme, story.house)
                    _keep(await shown.screenshot(), _file(name, scheme))


async def _play(demo: Demonstration, story: Story, reader: str, papers: Path) -> None:
    async for played in play(demo, story, papers):
        if not played.ok:
            raise SystemExit(f"step {played.number} does not hold: {played.trouble}")
        if played.step.who == reader and played.step.protected:
            return


async def _opened(
    browser: Browser, demo: Demonstration, viewport: ViewportSize, scheme: Scheme, house: str
) -> Page:
    opened = await browser.new_page(viewport=viewport, color_scheme=scheme, locale="zh-CN")
    await opened.goto(demo.url)
    await opened.get_by_role("button", name=house).click()
    await opened.wait_for_timeout(SETTLED_MS)
    return opened


def _file(name: str, scheme: Scheme) -> Path:
    return GALLERY / (f"{name}.png" if scheme == "light" else f"{name}-dark.png")


def _keep(picture: bytes, file: Path) -> None:
    """Write a picture with as many colours as its weight allows; grounds keep theirs exactly."""
    whole = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in (256, 128, 64, 32):
        slim = io.BytesIO()
        fewer = whole.quantize(
            colours, Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE
        )
        fewer.save(slim, "PNG", optimize=True)
        if slim.tell() < HEAVIEST:
            break
    file.write_bytes(slim.getvalue())


def _index(windows: dict[str, str]) -> str:
    shown = {
        "page": "手机演示台 The page",
        "page-on-a-phone": "On one phone",
        "page-of-the-court": "法院的手机 The court's phones",
        "court-on-a-phone": "The court on one phone",
        **windows,
    }
    return _HEAD + "".join(_picture(name, heading) for name, heading in shown.items())


def _picture(name: str, heading: str) -> str:
    return f"""
## {heading}

<picture>
  <source media="(prefers-color-scheme: dark)" srcset="gallery/{name}-dark.png">
  <img src="gallery/{name}.png" alt="{heading}">
</picture>
"""


if __name__ == "__main__":
    asyncio.run(main())
    sys.stdout.write(f"{DOCS / 'gallery.md'}\n")
