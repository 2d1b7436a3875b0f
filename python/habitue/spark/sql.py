"""Questions to a model as functions of Spark SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from .. import _abi, _scalars
from .._library import enumerator
from ..errors import refuse
from ..expressions import Asked
from ..lifetime import PurchaseModel

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_ASKED = dict.fromkeys(get_args(Asked), 0)


def register(
    session: SparkSession, name: str, model: PurchaseModel, question: Asked, **settings: Any
) -> Any:
    """Makes a function of SQL of a question: ``name(frequency, recency, age)``.

    Parameters
    ----------
    session : SparkSession
        Where it is to be known.
    name : str
        What it is called in SQL.
    model : PurchaseModel
        The model that is asked, in the unit of the times; ``purchases`` of a `CustomerModel`.
    question : str
        A method of it: "p_alive", "expected_purchases" and so on.
    **settings
        Settings of the method, such as ``t``.

    Returns
    -------
    function
        The same for expressions of DataFrames.

    Raises
    ------
    ArgumentError
        For a question that there is not.

    Examples
    --------
    >>> spark.register(session, "p_alive", model.purchases, "p_alive")  # doctest: +SKIP
    >>> session.sql("SELECT p_alive(frequency, recency, age) FROM customers")  # doctest: +SKIP
    """
    import pandas
    from pyspark.sql.functions import pandas_udf

    if not hasattr(session, "udf"):
        reason = f"is {type(session).__name__}, no SparkSession"
        refuse(_abi.HABITUE_BAD_ARGUMENT, "session", reason)
    enumerator(_ASKED, question, "question")
    _scalars.string(name, "name")
    asked: Any = _scalars.instance(model, PurchaseModel, "model")
    getattr(asked, question)([], [], [], **settings)  # a bad setting is refused here

    def ask(frequency: pandas.Series, recency: pandas.Series, age: pandas.Series) -> pandas.Series:
        found = getattr(asked, question)(frequency, recency, age, threads=1, **settings)
        return pandas.Series(found)

    # Spark reads the types of a function by looking at them, not at their names.
    ask.__annotations__ = dict.fromkeys(("frequency", "recency", "age", "return"), pandas.Series)
    return session.udf.register(name, pandas_udf(ask, "double"))
