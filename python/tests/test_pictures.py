"""Pictures of columns: the bytes of the C function (which are those of Rust: tests/face), refusals."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from habitue import ArgumentError, DataError, NumericError, UnsupportedError, _abi, pictures
from habitue._library import LIBRARY
from habitue.economics import Sensitivity
from habitue.lifetime import BgNbd, ParetoNbd, RateDensity
from habitue.pictures import Figure

pd = pytest.importorskip("pandas")

NAMES = ['<first> & "one"', "第二", "third"]


def through_c(
    kind: str, columns: dict[str, Any], unit: int = -1, currency: bytes = b"", **settings: float
) -> str:
    """The picture of the C function, called as a program in C does."""
    held: list[Any] = []
    listed = (_abi.habitue_column * len(columns))()
    types = {"f": _abi.HABITUE_TYPE_F64, "u": _abi.HABITUE_TYPE_U64}
    for slot, (name, cells) in zip(listed, columns.items()):
        slot.name = name.encode()
        if isinstance(cells, list):
            ends = np.cumsum([0, *(len(one.encode()) for one in cells)], dtype=np.int64)
            text = np.frombuffer("".join(cells).encode(), np.uint8)
            slot.cells, slot.offsets, slot.bytes = text.ctypes.data, ends.ctypes.data, len(text)
            slot.type = _abi.HABITUE_TYPE_TEXT
            held += [text, ends]
        else:
            slot.cells, slot.type = cells.ctypes.data, types[cells.dtype.kind]
    given = (_abi.habitue_setting * len(settings))()
    for one, (name, value) in zip(given, settings.items()):
        one.name, one.value = name.encode(), value
    figures = _abi.habitue_evidence(ctypes.sizeof(_abi.habitue_evidence))
    figures.rows = len(next(iter(columns.values())))
    figures.columns, figures.column_count = listed, len(listed)
    figures.settings, figures.setting_count = given, len(given)
    options = _abi.habitue_picture_options(ctypes.sizeof(_abi.habitue_picture_options))
    options.language, options.unit = _abi.HABITUE_CHINESE, unit
    options.currency = _abi.habitue_text(currency, len(currency))
    number = getattr(_abi, f"HABITUE_PICTURE_{kind.upper()}")
    buffer, needed = np.empty(1 << 20, "S1"), ctypes.c_size_t()
    status = LIBRARY.habitue_picture(
        number,
        ctypes.byref(figures),
        ctypes.byref(options),
        buffer,
        len(buffer),
        needed,
        None,
    )
    assert status == 0 and held is not None
    return buffer.tobytes()[: needed.value].decode()


def floats(*values: float) -> Any:
    return np.array(values, np.float64)


def counts(*values: int) -> Any:
    return np.array(values, np.uint64)


KANO = {
    "must_be": floats(60, 5, 1),
    "one_dimensional": floats(10, 7, 1),
    "attractive": floats(5, 50, 1),
    "indifferent": floats(25, 30, 1),
    "reverse": floats(0, 4, 1),
    "questionable": floats(0, 4, 1),
}
RATES = {"rate": floats(0.1, 0.2, 0.4), "density": floats(3, 2, 0.5)}
MONTH = _abi.HABITUE_UNIT_MONTH


def both() -> list[tuple[Figure, str]]:
    """Each picture from Python and through the C function."""
    count, low, high = counts(900, 100, 60), floats(0, 20, 40), floats(20, 40, 90)
    waves = {"promoters": counts(120, 180, 200), "passives": counts(148, 140, 140)}
    waves |= {"detractors": counts(132, 80, 60)}
    names = [NAMES[0], NAMES[0], NAMES[1]]
    times, chance = floats(0, 4, 2), floats(0.3, 0.3, np.nan)
    zh: Any = {"language": "zh"}
    return [
        (
            pictures.funnel(NAMES, count.tolist(), **zh),
            through_c("funnel", {"name": NAMES, "count": count}),
        ),
        (
            pictures.kano(NAMES, **KANO, category_strength=0.9, **zh),
            through_c("kano", {"name": NAMES, **KANO}, category_strength=0.9),
        ),
        (
            pictures.promoter_trend(pd.Series(NAMES), **waves, **zh),
            through_c("promoter_trend", {"name": NAMES, **waves}),
        ),
        (
            pictures.tornado(NAMES, low, high, base=15.0, currency="CNY", **zh),
            through_c(
                "tornado", {"name": NAMES, "low": low, "high": high}, currency=b"CNY", base=15
            ),
        ),
        (
            pictures.spend_density(low, high, count, [9, 8, 7], currency="CNY", **zh),
            through_c(
                "spend_density",
                {"low": low, "high": high, "count": count, "expected": floats(9, 8, 7)},
                currency=b"CNY",
            ),
        ),
        (
            pictures.histories(
                names, times, end=9.0, split=5.0, chance=[0.3, 0.3, None], unit="month", **zh
            ),
            through_c(
                "histories",
                {"name": names, "time": times, "chance": chance},
                unit=MONTH,
                end=9.0,
                split=5.0,
            ),
        ),
        *(
            (
                pictures.heterogeneity(of, **RATES, mean=0.25, unit="month", **zh),  # type: ignore[arg-type]
                through_c(f"heterogeneity_{of}", RATES, unit=MONTH, mean=0.25),
            )
            for of in ("purchases", "dropout", "attrition")
        ),
        (
            pictures.expected_by_age([0, 1, 2], [0, 0.5, 0.9], unit="month", **zh),
            through_c(
                "expected_by_age",
                {"age": floats(0, 1, 2), "purchases": floats(0, 0.5, 0.9)},
                unit=MONTH,
            ),
        ),
    ]


def test_pictures_have_the_bytes_of_the_library() -> None:
    made = both()
    assert len({figure.name for figure, _ in made}) == len(made) == 10
    for figure, expected in made:
        assert figure.svg == expected, figure.name
        root = ElementTree.fromstring(figure.svg)
        assert figure.title == root.get("aria-label") and figure.title in repr(figure)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert figure._repr_svg_() == figure.svg


def test_a_figure_is_saved(tmp_path: Path) -> None:
    figure = pictures.funnel(["访问", "购买"], [10, 4])
    figure.save(tmp_path / "funnel.svg")
    assert (tmp_path / "funnel.svg").read_text("utf-8") == figure.svg
    figure.save(str(tmp_path / "again.svg"))
    assert (tmp_path / "again.svg").read_bytes() == figure.to_svg().encode()
    figure.save(tmp_path / "page.HTML")
    page = (tmp_path / "page.HTML").read_text("utf-8")
    assert page == figure.to_html() and page.startswith("<!doctype html>") and figure.svg in page
    with pytest.raises(ArgumentError, match=r"'.jpg' is no kind of file of pictures here"):
        figure.save(tmp_path / "funnel.jpg")
    assert not (tmp_path / "funnel.jpg").exists()


def test_a_figure_is_drawn_on_axes_of_matplotlib(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib").use("Agg")
    from matplotlib import pyplot
    from matplotlib.image import imread

    pyplot.close("all")  # those of other tests
    figure = pictures.funnel(["visited", "bought"], [1000, 120])
    figure.save(tmp_path / "funnel.png", dpi=72)
    figure.save(tmp_path / "funnel.pdf")
    assert (tmp_path / "funnel.pdf").read_bytes().startswith(b"%PDF")
    found = (imread(tmp_path / "funnel.png")[:, :, :3] * 255).round().astype(int)
    assert found.shape == (108, 360, 3)
    # Bars at the pixels of the SVG, in its colour of paper.
    assert found[34, 150].tolist() == found[92, 30].tolist() == [0x1B, 0x5F, 0xAE]
    assert found[92, 150].tolist() == [255, 255, 255]
    assert not pyplot.get_fignums()  # none is left open
    ax = pyplot.subplots()[1]
    assert figure.to_matplotlib(ax) is ax
    assert [text.get_text() for text in ax.texts][::2] == [
        "visited",
        "12% of the step before",
        "120",
    ]
    pyplot.close("all")


def test_without_matplotlib_a_picture_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    figure = pictures.funnel(["visited", "bought"], [1000, 120])
    with pytest.raises(UnsupportedError, match=r"pip install matplotlib; .svg and .html need"):
        figure.save(tmp_path / "funnel.png")


def test_the_columns_of_a_figure_are_a_frame() -> None:
    figure = pictures.histories(["Ann", "Ann", "Bob"], [0, 4, 2], end=39)
    frame = figure.to_frame(pd.DataFrame())
    assert frame["name"].tolist() == ["Ann", "Ann", "Bob"] and frame["time"].tolist() == [0, 4, 2]
    with pytest.raises(UnsupportedError, match="is of a study"):
        Figure("tracking", figure.svg).to_frame({})
    assert Figure(figure.name, figure.svg) == figure


def test_what_is_wrong_is_named() -> None:
    with pytest.raises(DataError, match=r"row 1, count.*0 to 10"):
        pictures.funnel(["visited", "bought"], [10, 40])
    with pytest.raises(ArgumentError, match="count: has 1 entries"):
        pictures.funnel(["visited", "bought"], [10])
    with pytest.raises(DataError, match="30 steps"):
        pictures.funnel([str(one) for one in range(31)], [1] * 31)
    with pytest.raises(ArgumentError, match="language"):
        pictures.funnel(["visited"], [10], language="fr")  # type: ignore[arg-type]
    with pytest.raises(DataError, match="2 to 24 waves"):
        pictures.promoter_trend(["spring"], [1], [1], [1])
    with pytest.raises(DataError, match="XXY"):
        pictures.tornado(["margin"], [1.0], [2.0], base=1.5, currency="XXY")
    with pytest.raises(DataError, match="base"):
        pictures.tornado(["margin"], [1.0], [2.0], base=float("nan"))
    with pytest.raises(DataError, match="row 1, chance"):
        pictures.histories(["Ann", "Ann"], [0, 1], end=2, chance=[0.1, 0.2])
    with pytest.raises(ArgumentError, match="'purchases', 'dropout', 'attrition'"):
        pictures.heterogeneity("churn", [0.1, 0.2], [1, 2], mean=0.1)  # type: ignore[arg-type]


def test_bars_of_a_sensitivity_are_a_tornado() -> None:
    bars = Sensitivity(margin=(30, 40, 50), retention=(0.7, 0.8, 0.9)).tornado(
        lambda margin, retention: np.multiply(margin, retention)
    )
    columns = zip(*((bar.input, bar.low, bar.high) for bar in bars))
    name, low, high = (list(column) for column in columns)
    figure = pictures.tornado(name, low, high, base=32.0, currency="USD")
    assert "The value hangs on margin most" in figure.svg


def test_the_density_of_a_rate_is_that_of_its_law() -> None:
    model = BgNbd(0.243, 4.414, 0.793, 2.426)
    differ = model.heterogeneity("dropout", [0.25, 0.5])
    assert isinstance(differ, RateDensity)
    # The density and the mean of Beta(0.793, 2.426), by math.lgamma.
    assert differ.density == pytest.approx([1.4744685002333209, 0.7164999335124149], rel=1e-12)
    assert differ.mean == pytest.approx(0.793 / 3.219, rel=1e-15) and differ.reach == 1.0
    bought = model.heterogeneity(points=99)
    assert len(bought.rate) == 99 and bought.mean == pytest.approx(0.243 / 4.414, rel=1e-15)
    assert bought.rate[-1] == pytest.approx(0.99 * bought.reach, rel=1e-12)
    svg = pictures.heterogeneity("purchases", bought.rate, bought.density, mean=bought.mean).svg
    assert "While active, a customer buys 0.055 times a week on average" in svg
    with pytest.raises(NumericError):
        model.heterogeneity("attrition")
    assert ParetoNbd(1.0, 2.0, 3.0, 4.0).heterogeneity("attrition", [0.5]).density[0] == (
        pytest.approx(8.0 * np.exp(-2.0), rel=1e-13)
    )
