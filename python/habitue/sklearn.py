"""Estimators of scikit-learn over this library; needs scikit-learn.

Rows are customers: `LifetimeRegressor` takes histories and predicts purchases, P(alive) or value;
`TransactionSummarizer` makes histories of transactions, as the first step of a pipeline.

>>> import numpy as np
>>> from habitue.sklearn import LifetimeRegressor
>>> X = np.array([[2, 30.43, 38.86], [0, 0.0, 38.86], [5, 29.0, 38.86], [1, 1.7, 38.86]])
>>> LifetimeRegressor("nbd", horizon=39.0).fit(X).predict(X).shape
(4,)
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, RegressorMixin, TransformerMixin
from sklearn.utils.validation import (
    check_array,
    check_consistent_length,
    check_is_fitted,
    validate_data,
)

from .base import CustomerBase
from .base._duration import continuous_rate
from .base.fitting import model_class
from .lifetime import GammaGamma
from .summary import Convention, Unit

__all__ = ["LifetimeRegressor", "TransactionSummarizer"]

Floats = NDArray[np.float64]
Target = Literal["purchases", "p_alive", "value"]
_COLUMNS = ("frequency", "recency", "age", "mean_spend")


class LifetimeRegressor(RegressorMixin, BaseEstimator):  # type: ignore[misc]
    """A model of purchases (and of spend) as a regressor.

    ``X`` are histories: frequency, recency, age and, for values, the mean of repeat purchases. The
    model is fitted to them alone; ``y``, the purchases of a holdout, say, is for scores.

    Parameters
    ----------
    model : str
        A name of `habitue.CustomerBase.fit`, such as "bg/nbd".
    target : {"purchases", "p_alive", "value"}
        What is predicted.
    horizon : float
        How far ahead, in units of recency and age.
    annual_discount : float
        Effective discount a year, for values.
    unit : str
        The unit of recency and age, which the discount needs.
    penalty : float
        As lifetimes' penalizer_coef.

    Attributes
    ----------
    model_ : PurchaseModel
        The fitted model of purchases.
    spend_ : GammaGamma or None
        That of spend.

    Raises
    ------
    ValueError
        By `fit`, for a setting that cannot be: the constructor takes all, as those of scikit-learn.

    Examples
    --------
    >>> import numpy as np
    >>> from habitue.sklearn import LifetimeRegressor
    >>> X = np.array([[2, 30.43, 38.86], [0, 0.0, 38.86], [5, 29.0, 38.86], [1, 1.7, 38.86]])
    >>> alive = LifetimeRegressor("nbd", target="p_alive").fit(X)
    >>> alive.predict(X).tolist()
    [1.0, 1.0, 1.0, 1.0]
    """

    def __init__(
        self,
        model: str = "bg/nbd",
        *,
        target: Target = "purchases",
        horizon: float = 52.0,
        annual_discount: float = 0.0,
        unit: Unit = "week",
        penalty: float = 0.0,
    ) -> None:
        self.model = model
        self.target = target
        self.horizon = horizon
        self.annual_discount = annual_discount
        self.unit = unit
        self.penalty = penalty

    def _histories(self, X: Any, reset: bool) -> tuple[Any, ...]:
        least = 2 if reset else 1  # of one customer no spread can be estimated
        read = validate_data(self, X, dtype=np.float64, reset=reset, ensure_min_samples=least)
        return self._of_columns(read)

    def _of_columns(self, read: Floats) -> tuple[Any, ...]:
        """Frequency, recency, age and mean spend, or None."""
        needed = 4 if self.target == "value" else 3
        if not needed <= read.shape[1] <= 4:
            names = ", ".join(_COLUMNS[:needed])
            raise ValueError(f"X has {read.shape[1]} feature(s); needed: {names}")
        columns = [np.ascontiguousarray(column) for column in read.T]
        return (*columns, None) if len(columns) == 3 else tuple(columns)

    def fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> LifetimeRegressor:
        """Fits the model to histories.

        Parameters
        ----------
        X : array of customers by 3 or 4 columns, or data frame
            frequency, recency, age and, for values, mean_spend.
        y : array, optional
            Nothing is fitted to it; as long as X.
        sample_weight : array, optional
            How many customers each row stands for.

        Returns
        -------
        LifetimeRegressor
            This estimator.

        Raises
        ------
        ValueError
            For histories that cannot be, another number of columns, a setting that there is not.
        NotConvergedError
            Where the likelihood has no peak that can be found.
        """
        if self.target not in ("purchases", "p_alive", "value"):
            raise ValueError(f"target: {self.target!r} is not 'purchases', 'p_alive' or 'value'")
        x, t_x, age, spend = self._histories(X, True)
        check_consistent_length(X, y)
        weights = _weights(sample_weight, len(x))
        options: dict[str, Any] = {"weights": weights}
        if self.penalty:
            options["penalizer_coef"] = self.penalty
        self.model_ = model_class(self.model).fit(x, t_x, age, threads=0, **options)
        self.spend_ = None
        if self.target == "value":
            rows = (x > 0) & (spend > 0)
            counts = None if weights is None else weights[rows]
            self.spend_ = GammaGamma.fit(x[rows], spend[rows], weights=counts)
        return self

    def predict(self, X: Any) -> Floats:
        """The target of each customer.

        Parameters
        ----------
        X : array
            As for `fit`.

        Returns
        -------
        array of float64
            A purchase count, a probability or a value a customer.

        Raises
        ------
        NotFittedError
            Before `fit`.
        ValueError
            For histories that cannot be, another number of columns.
        """
        check_is_fitted(self, "model_")
        x, t_x, age, spend = self._histories(X, False)
        found: Floats
        if self.target == "p_alive":
            found = self.model_.p_alive(x, t_x, age, threads=0)
        elif self.target == "purchases":
            found = self.model_.expected_purchases(x, t_x, age, t=self.horizon, threads=0)
        else:
            paid, model = spend > 0, self.spend_
            assert model is not None
            found = self.model_.lifetime_value(
                x, t_x, age, model, rate=continuous_rate(self.annual_discount, self.unit),
                horizon=self.horizon, mean_spend=np.where(paid, spend, 0.0),
                spend_frequency=np.where(paid, x, 0.0), threads=0,
            )  # fmt: skip
        return found

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.positive_only = True
        tags.target_tags.required = False  # the model is fitted to histories alone
        tags.regressor_tags.poor_score = True  # of any other target than purchases to come
        return tags


def _weights(given: Any, rows: int) -> Floats | None:
    if given is None:
        return None
    weights: Floats = np.asarray(given, np.float64)
    if weights.shape != (rows,):
        raise ValueError(f"sample_weight has shape {weights.shape}; needed: ({rows},)")
    if not weights.any():
        raise ValueError("sample_weight: every weight is zero")
    return weights


class TransactionSummarizer(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Transactions in, histories of customers out: the first step of a pipeline.

    Parameters
    ----------
    customer, date : str
        The columns of keys and dates.
    amount : str, optional
        That of amounts, for a fourth column of mean spend.
    end : day, optional
        The last day observed; that of the transactions by default.
    unit, convention : str
        As for `habitue.CustomerBase.from_transactions`.

    Raises
    ------
    ValueError
        By `fit`, for a setting that cannot be: the constructor takes all, as those of scikit-learn.

    Examples
    --------
    >>> from habitue.sklearn import TransactionSummarizer
    >>> sales = {"customer": [1, 1, 2], "date": ["2024-01-01", "2024-01-08", "2024-01-15"]}
    >>> made = TransactionSummarizer().fit(sales)
    >>> made.transform(sales).tolist(), made.get_feature_names_out().tolist()
    ([[1.0, 1.0, 2.0], [0.0, 0.0, 0.0]], ['frequency', 'recency', 'age'])
    """

    def __init__(
        self,
        *,
        customer: str = "customer",
        date: str = "date",
        amount: str | None = None,
        end: Any = None,
        unit: Unit = "week",
        convention: Convention = "btyd",
    ) -> None:
        self.customer = customer
        self.date = date
        self.amount = amount
        self.end = end
        self.unit = unit
        self.convention = convention

    def fit(self, X: Any, y: Any = None) -> TransactionSummarizer:
        """Looks at the transactions, from which nothing is learned.

        Parameters
        ----------
        X : frame
            One row a transaction.
        y : object, optional
            Not looked at.

        Returns
        -------
        TransactionSummarizer
            This transformer.

        Raises
        ------
        DataError
            For a column that there is not, a transaction that cannot be.
        ArgumentError
            For a unit or a convention that there is not.
        """
        self.n_customers_ = len(self._base(X))
        return self

    def _base(self, X: Any) -> CustomerBase[Any]:
        return CustomerBase.from_transactions(
            X, customer=self.customer, date=self.date, amount=self.amount, end=self.end,
            unit=self.unit, convention=self.convention,
        )  # fmt: skip

    def transform(self, X: Any) -> Any:
        """The histories, one row a customer in the order of the keys.

        Parameters
        ----------
        X : frame
            One row a transaction.

        Returns
        -------
        array, or DataFrame by key where X is one of pandas
            The columns of `get_feature_names_out`.

        Raises
        ------
        DataError
            For a column that there is not, a transaction that cannot be.
        ArgumentError
            For a unit or a convention that there is not.
        """
        base = self._base(X)
        frame = base.to_frame()
        names = list(self.get_feature_names_out())
        if hasattr(frame, "loc"):
            return frame[names]
        histories = base._histories
        columns = [*histories.columns, histories.mean_spend]
        return check_array(np.column_stack([one for one in columns if one is not None]))

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """The names of the columns that come out.

        Parameters
        ----------
        input_features : array of str, optional
            Not looked at.

        Returns
        -------
        array of str
            "frequency", "recency", "age" and, with amounts, "mean_spend".
        """
        del input_features
        return np.array(_COLUMNS[: 3 if self.amount is None else 4], object)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.no_validation = True
        tags.input_tags.two_d_array = False  # a frame of keys, dates and amounts
        return tags
