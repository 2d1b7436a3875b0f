"""The data that examples of lifetimes are about: CDNOW and the donations.

They are made of what this package has: the CDNOW sample (Fader and Hardie 2001) and the donations
of Fader, Hardie and Shang (2010). `load_transaction_data` draws transactions of its own. Files of
lifetimes itself are read from `FOLDER`, where one is set.
"""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pandas

__all__ = [
    "load_cdnow_summary",
    "load_cdnow_summary_data_with_monetary_value",
    "load_dataset",
    "load_donations",
    "load_transaction_data",
]

FOLDER: Path | None = None
"""A folder with lifetimes' own files, such as ``lifetimes/datasets`` of a checkout."""

_HERE = Path(__file__).resolve().parent
_CHECKOUT = Path(__file__).resolve().parents[5]
_OURS = (_HERE, _CHECKOUT / "examples" / "data", _CHECKOUT / "tests" / "data")
"""Where this package's own files are: beside it, or in the checkout that it runs from."""
_WEEKS = 7.0
_END = "1997-09-30"


def load_dataset(filename: str, **kwargs: Any) -> Any:
    """A file of `FOLDER`, or of this package, as a DataFrame.

    Parameters
    ----------
    filename : str
        Its name, such as "cdnow_sample.csv".
    **kwargs
        As for `pandas.read_csv`.

    Returns
    -------
    DataFrame
        Its rows.

    Raises
    ------
    FileNotFoundError
        Where there is no such file.

    Examples
    --------
    >>> from habitue.compat.lifetimes.datasets import load_dataset
    >>> list(load_dataset("donations.csv"))
    ['frequency', 'recency', 'periods', 'weights']
    """
    for folder in (FOLDER, *_OURS):
        if folder is not None and (folder / filename).is_file():
            return pandas.read_csv(folder / filename, **kwargs)
    have = "cdnow_sample.csv and donations.csv"
    raise FileNotFoundError(f"{filename}: there are {have}; FOLDER names another folder")


def load_donations(**kwargs: Any) -> Any:
    """Donations by history (Fader, Hardie and Shang 2010).

    Parameters
    ----------
    **kwargs
        As for `pandas.read_csv`.

    Returns
    -------
    DataFrame
        frequency, recency, periods, weights: 22 histories of 11,104 donors.

    Raises
    ------
    FileNotFoundError
        Where there is no such file.

    Examples
    --------
    >>> from habitue.compat.lifetimes.datasets import load_donations
    >>> int(load_donations()["weights"].sum())
    11104
    """
    return load_dataset("donations.csv", **kwargs)


def _cdnow() -> Any:
    from ..utils import summary_data_from_transaction_data

    sample = load_dataset("cdnow_sample.csv", usecols=["customer", "date", "amount"])
    found = summary_data_from_transaction_data(
        sample, "customer", "date", "amount", observation_period_end=_END
    )
    # In weeks of two decimals, as the table of the paper has them.
    found[["recency", "T"]] = (found[["recency", "T"]] / _WEEKS).round(2)
    found["monetary_value"] = found["monetary_value"].round(2)
    return found.reset_index()


def _reread(found: Any, kwargs: dict[str, Any]) -> Any:
    """The table as `pandas.read_csv` gives it with these arguments."""
    return pandas.read_csv(StringIO(found.to_csv(index=False)), **kwargs) if kwargs else found


def load_cdnow_summary(**kwargs: Any) -> Any:
    """CDNOW's 2,357 customers in weeks up to 1997-09-30.

    Parameters
    ----------
    **kwargs
        As for `pandas.read_csv`.

    Returns
    -------
    DataFrame
        ID, frequency, recency, T; a row a customer.

    Raises
    ------
    FileNotFoundError
        Where there is no such file.

    Examples
    --------
    >>> from habitue.compat.lifetimes.datasets import load_cdnow_summary
    >>> load_cdnow_summary().iloc[0].tolist()
    [1.0, 2.0, 30.43, 38.86]
    """
    if FOLDER is not None:
        return load_dataset("cdnow_customers_summary.csv", **kwargs)
    found = _cdnow()
    found.insert(0, "ID", np.arange(1, len(found) + 1))
    return _reread(found[["ID", "frequency", "recency", "T"]], kwargs)


def load_cdnow_summary_data_with_monetary_value(**kwargs: Any) -> Any:
    """CDNOW's 2,357 customers in weeks, with what their purchases were worth.

    Parameters
    ----------
    **kwargs
        As for `pandas.read_csv`.

    Returns
    -------
    DataFrame
        By customer_id: frequency, recency, T, monetary_value.

    Raises
    ------
    FileNotFoundError
        Where there is no such file.

    Examples
    --------
    >>> from habitue.compat.lifetimes.datasets import load_cdnow_summary_data_with_monetary_value
    >>> load_cdnow_summary_data_with_monetary_value().iloc[0].tolist()
    [2.0, 30.43, 38.86, 22.34]
    """
    if FOLDER is not None:
        found = load_dataset("cdnow_customers_summary_with_transactions.csv", **kwargs)
        found.columns = ["customer_id", "frequency", "recency", "T", "monetary_value"]
        return found.set_index("customer_id")
    found = _cdnow()
    found["customer"] = np.arange(1, len(found) + 1)
    found = _reread(found.rename(columns={"customer": "customer_id"}), kwargs)
    return found.set_index("customer_id")


def load_transaction_data(**kwargs: Any) -> Any:
    """Transactions of 5,000 customers who came in 2014, drawn from a BG/NBD.

    Parameters
    ----------
    **kwargs
        As for `pandas.read_csv`.

    Returns
    -------
    DataFrame
        date, id; a row a transaction.

    Raises
    ------
    FileNotFoundError
        Where there is no such file.

    Examples
    --------
    >>> from habitue.compat.lifetimes.datasets import load_transaction_data
    >>> load_transaction_data()["id"].nunique()
    5000
    """
    if FOLDER is not None:
        return load_dataset("example_transactions.csv", **kwargs)
    from ..generate_data import beta_geometric_nbd_model_transactional_data

    state = np.random.get_state()
    try:
        np.random.seed(2014)
        ages = np.random.randint(1, 365, size=5000)
        found = beta_geometric_nbd_model_transactional_data(
            ages, 0.16, 1.86, 1.85, 3.18, observation_period_end="2014-12-31", size=5000
        )
    finally:
        np.random.set_state(state)
    dates = found["date"].dt.floor("D")
    return _reread(pandas.DataFrame({"date": dates, "id": found["customer_id"]}), kwargs)
