# ruff: noqa: PLC0415  each library only where it is asked for
"""Pages of very many routes, as other libraries write them: ``many_peers.py WHO ROUTES.npy OUT``.

Run with the Python of an environment that has them (the extra ``bench``). Each in the way that is
fastest for it and that its documentation shows: Leaflet on a canvas, WebGL where there is one. None
has a tile or another request: what they would fetch is put in where the package has it, and left
out where it is not needed to draw lines. Prints the seconds from the routes to the written file.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

COLOUR = "#ff00aa"


def with_folium(lines: Any, out: Path) -> None:
    import folium

    drawn = folium.Map(tiles=None, prefer_canvas=True)
    drawn.fit_bounds([[20, -10], [62, 140]])
    for line in lines:
        folium.PolyLine(line[:, ::-1].tolist(), color=COLOUR, weight=1).add_to(drawn)
    out.write_text(_offline(drawn.get_root().render()), "utf-8")


def with_geopandas(lines: Any, out: Path) -> None:
    import geopandas
    import shapely

    frame = geopandas.GeoDataFrame(geometry=shapely.linestrings(lines), crs=4326)
    drawn = frame.explore(tiles=None, tooltip=False, color=COLOUR, prefer_canvas=True)
    out.write_text(_offline(drawn.get_root().render()), "utf-8")


def with_plotly(lines: Any, out: Path) -> None:
    import plotly.graph_objects as go

    gap = np.full((len(lines), 1, 2), np.nan)
    rows = np.concatenate([lines, gap], axis=1).reshape(-1, 2)
    line = {"color": COLOUR, "width": 1}
    figure = go.Figure(go.Scattergl(x=rows[:, 0], y=rows[:, 1], mode="lines", line=line))
    figure.update_layout(dragmode="pan", margin={"l": 0, "r": 0, "t": 0, "b": 0})
    figure.write_html(out, include_plotlyjs=True, config={"scrollZoom": True})


def with_bokeh(lines: Any, out: Path) -> None:
    from bokeh.embed import file_html
    from bokeh.plotting import figure
    from bokeh.resources import INLINE

    drawn = figure(
        sizing_mode="stretch_both", output_backend="webgl", tools="pan,wheel_zoom",
        active_scroll="wheel_zoom",
    )  # fmt: skip
    drawn.multi_line(list(lines[..., 0]), list(lines[..., 1]), line_color=COLOUR)
    out.write_text(file_html(drawn, INLINE), "utf-8")


def with_pydeck(lines: Any, out: Path) -> None:
    import pydeck

    layer = pydeck.Layer(
        "PathLayer", [{"path": line.tolist()} for line in lines], get_path="path",
        get_color=[255, 0, 170], width_min_pixels=1,
    )  # fmt: skip
    view = pydeck.ViewState(longitude=65, latitude=42, zoom=2.5)
    deck = pydeck.Deck([layer], initial_view_state=view, map_provider=None)
    deck.to_html(str(out), offline=True, open_browser=False, notebook_display=False)


def _offline(html: str) -> str:
    """Leaflet from its package in place of every script and stylesheet of a network."""
    html = re.sub(r"<script src=.*?></script>|<link rel=\"stylesheet\".*?/>", "", html)
    folder = resources.files("js_lib_leaflet") / "static" / "js_lib_leaflet"
    script = (folder / "leaflet.js").read_text("utf-8")
    style = (folder / "leaflet.css").read_text("utf-8")
    return html.replace("<head>", f"<head><style>{style}</style><script>{script}</script>", 1)


WRITERS: dict[str, Callable[[Any, Path], None]] = {
    "folium": with_folium,
    "geopandas": with_geopandas,
    "plotly": with_plotly,
    "bokeh": with_bokeh,
    "pydeck": with_pydeck,
}

if __name__ == "__main__":
    _, who, source, target = sys.argv
    routes = np.load(source)
    WRITERS[who](routes[:2], Path(target))  # imports and first-time work are not counted
    began = time.perf_counter()
    WRITERS[who](routes, Path(target))
    print(time.perf_counter() - began)
