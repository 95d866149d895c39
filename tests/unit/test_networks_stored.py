"""The files of networks: what goes in comes out, and what is broken is refused."""

from __future__ import annotations

import zlib
from dataclasses import replace

import numpy as np
import pytest

from routes.errors import ArtefactError
from routes.networks.stored import Stored, Vertices, decode, encode

ARRAYS = ("x", "y", "area", "start", "end", "length", "town_node", "town_people")


def ints(*values: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.array(values, np.int32)


def sample() -> Stored:
    """Four nodes in two areas; one edge over the antimeridian, one with three vertices."""
    vertices = Vertices(
        np.array([0, 0, 3, 4, 4]), ints(100, 1500, 900, 180_500), ints(-5, 0, 700, 61_000)
    )
    return Stored(
        areas=("FI", "RU"),
        x=ints(0, 1000, 179_000, -179_000),
        y=ints(60_000, 60_500, 61_000, 61_000),
        area=np.array([0, 0, 1, -1], np.int16),
        start=ints(0, 0, 2, 1),
        end=ints(1, 2, 3, 3),
        length=ints(7_890, 1_000_000, 11_000, 2),
        vertices=lambda: vertices,
        special={1: "stitch", 3: "a-link"},
        crossing={1: "a-crossing"},
        passage={2: "bering"},
        towns=("Tornio", "Салехард"),
        town_node=ints(0, 2),
        town_people=ints(21_900, 1),
    )


def random_stored(seed: int) -> Stored:
    rng = np.random.default_rng(seed)
    n, m = 60, 150
    pairs = np.unique(rng.integers(0, n, (m, 2)), axis=0)
    pairs = pairs[pairs[:, 0] < pairs[:, 1]]
    pairs = pairs[np.lexsort((pairs[:, 0], pairs[:, 1]))].astype(np.int32)
    first = np.concatenate([[0], np.cumsum(rng.integers(0, 6, len(pairs)))])
    vertices = Vertices(
        first,
        rng.integers(-540_000, 540_000, first[-1], dtype=np.int32),
        rng.integers(-90_000, 90_000, first[-1], dtype=np.int32),
    )
    return Stored(
        areas=tuple("abc"),
        x=rng.integers(-180_000, 180_001, n, dtype=np.int32),
        y=rng.integers(-90_000, 90_001, n, dtype=np.int32),
        area=rng.integers(-1, 3, n).astype(np.int16),
        start=pairs[:, 0],
        end=pairs[:, 1],
        length=rng.integers(1, 2_000_000, len(pairs), dtype=np.int32),
        vertices=lambda: vertices,
    )


def assert_same(one: Stored, other: Stored) -> None:
    for name in ARRAYS:
        assert np.array_equal(getattr(one, name), getattr(other, name)), name
        assert getattr(one, name).dtype == getattr(other, name).dtype, name
    for name in ("areas", "special", "crossing", "passage", "towns"):
        assert getattr(one, name) == getattr(other, name), name
    for name in ("first", "x", "y"):
        assert np.array_equal(getattr(one.vertices(), name), getattr(other.vertices(), name)), name


def test_what_goes_in_comes_out() -> None:
    assert_same(decode(encode(sample()), "a file"), sample())


@pytest.mark.parametrize("seed", range(20))
def test_any_network_comes_out_as_it_went_in(seed: int) -> None:
    assert_same(decode(encode(random_stored(seed)), "a file"), random_stored(seed))


def test_a_network_of_nothing() -> None:
    nothing = ints()
    empty = Stored(
        areas=(),
        x=nothing,
        y=nothing,
        area=np.zeros(0, np.int16),
        start=nothing,
        end=nothing,
        length=nothing,
        vertices=lambda: Vertices(np.zeros(1, np.int64), nothing, nothing),
    )
    assert_same(decode(encode(empty), "a file"), empty)


def test_same_network_same_bytes() -> None:
    assert encode(sample()) == encode(sample())
    turned = replace(sample(), special={3: "a-link", 1: "stitch"})
    assert encode(turned) == encode(sample())


def test_vertices_can_be_asked_for_twice() -> None:
    stored = decode(encode(sample()), "a file")
    assert np.array_equal(stored.vertices().x, stored.vertices().x)


@pytest.mark.parametrize("length", [0, 3, 8, 9, 100, -1])
def test_a_file_that_is_cut_off_is_refused(length: int) -> None:
    with pytest.raises(ArtefactError, match=r"network-x\.bin: .*cut off"):
        decode(encode(sample())[:length], "network-x.bin")


def test_any_changed_byte_is_found() -> None:
    content = encode(sample())
    for at in range(len(content)):
        broken = bytearray(content)
        broken[at] ^= 0x10
        with pytest.raises(ArtefactError):
            decode(bytes(broken), "a file")


def test_another_version_says_which() -> None:
    content = bytearray(encode(sample()))
    content[4] += 1
    with pytest.raises(ArtefactError, match="version 2, and this program reads 1"):
        decode(bytes(content), "a file")


def test_another_kind_of_file_is_refused() -> None:
    with pytest.raises(ArtefactError, match="it is not a network"):
        decode(zlib.compress(b"x" * 1000) * 10, "a file")
