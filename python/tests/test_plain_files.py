"""A file that the library reads gives what its rows give: the same frames, audit and refusals."""

from __future__ import annotations

import pickle
import random
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from habitue import CustomerBase
from habitue.base import _plain_file

CDNOW = Path(__file__).resolve().parents[2] / "examples/data/cdnow_sample.csv"

KEYS = [
    "7",
    "12",
    "ann",
    "Bob 2",
    "é",
    "NULL",
    "nan",
    "",
    " ann",
    "a.b-c",
    '"q"',
    "x\ty",
    "07",
    "-",
]
DATES = [
    "2024-01-05", "2024-02-29", "2023-12-31", "05.01.2024", "2024-1-5", "20240105", "2024-02-30",
    "2024-01-05T08:00:00Z", "2024-01-05 09:30", "", " 2024-01-05", "13/01/2024", "01/02/2024",
]  # fmt: skip
AMOUNTS = [
    "10", "9.50", "0", "0.00", "-4.00", "5.005", ".5", "5.", "1e3", "+3", "€5", "5-", "(5)", "--5",
    "", "1,5", "1.2.3", "USD 5", " 5", "-", "1-2", "99999999999999999999", "12345678901234567.25",
    "NaN", "1'000", "٣",
]  # fmt: skip


def outcome(path: Path, options: dict[str, Any]) -> Any:
    """All that is told of a base, or how it was refused."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            base = CustomerBase.from_csv(path, **options)
        except Exception as error:  # noqa: BLE001  the same is refused the same way
            return type(error), str(error)
    line, audit = repr(base), base.audit
    days = sorted({str(day) for day in base.to_frame()["first_purchase"]})
    frames = [base.to_frame(), base.until(days[-1]).to_frame() if days else {}]
    if len(days) > 1:
        calibration, holdout = base.split(days[0])
        frames += [calibration.to_frame(), {"numbers": holdout.numbers}]
    frames += [pickle.loads(pickle.dumps(base)).to_frame(), base.cohorts().to_frame()]
    told = [{name: np.asarray(of).tolist() for name, of in frame.items()} for frame in frames]
    return line, audit, told, list(base), [str(one.message) for one in said]


def by_rows(monkeypatch: pytest.MonkeyPatch, path: Path, options: dict[str, Any]) -> Any:
    with monkeypatch.context() as patched:
        patched.setattr(_plain_file, "taken", lambda file, settings: None)
        return outcome(path, options)


@pytest.mark.parametrize("seed", range(40))
def test_files_are_read_alike_by_the_library_and_by_rows(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(seed)
    path = tmp_path / "sales.csv"
    for _ in range(10):
        mark = draw.choice(",,,;\t|")
        # Most cells are plain, so that some files are plain throughout.
        odd = draw.choice([0.0, 0.0, 0.02, 0.2])

        guests = draw.choice([0.0, 0.0, 0.3])

        def cell(cells: list[str], odd: float = odd) -> str:
            return draw.choice(cells if draw.random() < odd else cells[:3])

        names = draw.choice([["customer", "date", "amount"], ["x", "amount", "customer ", "date"]])
        of = {"customer": KEYS, "date": DATES, "amount": AMOUNTS, "x": ["note", "", "-", "1"]}
        rows = [[cell(of[name.strip()]) for name in names] for _ in range(draw.randint(0, 12))]
        for row in rows:
            if draw.random() < guests:
                row[[name.strip() for name in names].index("customer")] = ""
        if rows and draw.random() < 0.1:
            draw.choice(rows).append("more")
        ends = draw.choice(["\n", "\n", "\r\n", "\r"])
        text = ends.join(mark.join(line) for line in [names, *rows]) + draw.choice(
            ["", ends, ends * 2]
        )
        path.write_bytes(
            draw.choice([b"", b"", b"\xef\xbb\xbf"])
            + text.encode()
            + draw.choice([b"", b"", b"", b"\xff"])
        )
        options: dict[str, Any] = draw.choice(
            [{"amount": "amount"}, {"amount": "amount", "currency": "JPY"}, {}]
        )
        options |= draw.choice(
            [{}, {"refunds": "refuse"}, {"rounding": "refuse"}, {"decimal_mark": ","}]
        )
        options |= draw.choice(
            [{}, {"end": "2024-02-01"}, {"encoding": "utf-8"}, {"delimiter": mark}]
        )
        assert outcome(path, options) == by_rows(monkeypatch, path, options), (text, options)


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("customer,date,amount\nann,2024-01-05,9.50\nbob,2024-02-05,-1\nann,2024-03-01,2\n", {}),
        ("customer;date;amount\r\n7;31.12.2024;9,50\r\n7;15.01.2025;3,00", {"decimal_mark": ","}),
        ("customer,date,amount\nann,2024-01-05,5\nann,2024-01-05,-5\nbob,2024-01-06,1.005\n", {}),
        ("customer,date\nann,2024-01-05\nann,2024-01-07\n", {"amount": None}),
        ("amount,date,customer\r\n9.50,2024-01-05,\r\n0.005,,\r\n7,2024-01-05,ann\r\n", {}),
    ],
)
def test_plain_files_are_read_by_the_library(
    text: str, options: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sales.csv"
    path.write_text(text, encoding="utf-8", newline="")
    how = {"amount": "amount", **options}
    made = CustomerBase.from_csv(path, **how)
    assert isinstance(made._rows, _plain_file.Unread)
    path.unlink()  # what it held is kept
    assert made._transactions is not None and len(made.cohorts().to_frame()["rate"])
    path.write_text(text, encoding="utf-8", newline="")
    assert outcome(path, how) == by_rows(monkeypatch, path, how)


def test_a_real_file_is_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    head = CDNOW.read_text(encoding="utf-8").splitlines()[0].split(",")
    how = {"customer": head[0], "date": head[1], "amount": head[-1]}
    assert outcome(CDNOW, how) == by_rows(monkeypatch, CDNOW, how)
    made = CustomerBase.from_csv(CDNOW, **how)
    pages = [made.report(title="CDNOW").page]
    made._rows = made._transactions
    pages.append(made.report(title="CDNOW").page)
    assert isinstance(CustomerBase.from_csv(CDNOW, **how)._rows, _plain_file.Unread)
    assert pages[0] == pages[1]
