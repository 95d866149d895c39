"""Golden pictures: what a state of the page looks like, kept small and compared with tolerance.

Fonts and their hinting differ between machines, lines and colours do not. So both pictures are
halved and blurred: letters become an even grey that hardly depends on their shapes. Lightness,
in which letters are, may then differ a little; colour, in which lines are, hardly at all. What
this does not see is one grey dotted line more or less: that is what the other tests are for.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Page

GOLDEN = Path(__file__).parent / "golden"
RENEW = "make pictures"
BLUR_PX = 2.5
# For lightness and for the two axes of colour (YCbCr): from what difference on, of 255, after the
# blur, a pixel counts, and which share of all pixels may do so.
LIGHTNESS = (22, 0.0025)
COLOUR = (8, 0.0002)


class Unlike(AssertionError):
    """A page does not look like its golden picture."""


def looks_like(page: Page, name: str) -> None:
    """Compare the page with the golden picture ``name``; raise Unlike where it differs.

    With RENEW_PICTURES set in the environment the picture is written instead.
    """
    found = picture(page)
    golden = GOLDEN / f"{name}.webp"
    if os.environ.get("RENEW_PICTURES"):
        save(found, golden)
        return
    if not golden.is_file():
        raise Unlike(f"no golden picture {golden.name}; look at the page and run `{RENEW}`")
    compare(found, Image.open(golden).convert("RGB"), name)


def picture(page: Page) -> Image.Image:
    """What is on the screen, at half its size."""
    shot = Image.open(io.BytesIO(page.screenshot(caret="initial"))).convert("RGB")
    return shot.resize((shot.width // 2, shot.height // 2), Image.Resampling.BOX)


def save(found: Image.Image, golden: Path) -> None:
    """Write a picture small. What WebP loses at this quality is far below the tolerance."""
    golden.parent.mkdir(exist_ok=True)
    found.save(golden, quality=80, method=6, use_sharp_yuv=True)


def compare(found: Image.Image, golden: Image.Image, name: str) -> None:
    """Raise Unlike with where to look; the picture that was found is written beside pytest's."""
    if found.size != golden.size:
        raise Unlike(f"{name} is {found.size} and its golden picture {golden.size}")
    for band, (share, box) in difference(found, golden).items():
        if share <= (LIGHTNESS if band == "lightness" else COLOUR)[1]:
            continue
        folder = Path(os.environ.get("PICTURES", "build/pictures"))
        folder.mkdir(parents=True, exist_ok=True)
        found.save(folder / f"{name}.webp")
        raise Unlike(
            f"{name} differs from its golden picture in the {band} of {share:.2%} of its pixels,"
            f" within {box} (left, top, right, bottom; at half size). Look at"
            f" {folder / name}.webp; if it is as it should be, run `{RENEW}`"
        )


def difference(
    a: Image.Image, b: Image.Image
) -> dict[str, tuple[float, tuple[int, int, int, int] | None]]:
    """For lightness and colour: the share of pixels that differ, and the box that holds them."""
    blur = ImageFilter.GaussianBlur(BLUR_PX)
    away = ImageChops.difference(a.filter(blur).convert("YCbCr"), b.filter(blur).convert("YCbCr"))
    light, blue, red = away.split()
    bands = {
        "lightness": (light, LIGHTNESS[0]),
        "colour": (ImageChops.lighter(blue, red), COLOUR[0]),
    }
    found = {}
    for name, (band, least) in bands.items():
        differs = band.point([0] * least + [255] * (256 - least))
        found[name] = (differs.histogram()[255] / (a.width * a.height), differs.getbbox())
    return found
