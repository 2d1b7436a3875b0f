"""Customers on Spark: the same figures as on one machine, bit for bit, however data are partitioned.

Spark moves the rows of a customer to one partition; the library works there, on one thread a task.

- `summarise`: transactions to one row a customer, and an audit of every row.
- `fit`: a model, from the distinct histories, on the driver.
- `score`: what a model, or the one artefact of the night, says of each customer.
- `assign`, `tier_cuts`, `segments`: tiers and RFM segments, by cuts of the whole base.
- `survey`: answers to moments and counts, of which every figure of a survey is made.
- `register`: questions to a model as functions of SQL.
- `follow`: customers of a stream, each with the answers of a model after every purchase.

Needs pyspark 3.5 or 4 and pyarrow, on the driver and on the workers: ``pip install 'habitue[spark]'``
there, or a packed environment handed over with ``--archives``.

>>> from habitue import spark
>>> sorted(spark.__all__)
['Summarised', 'assign', 'fit', 'follow', 'register', 'score', 'segments', 'summarise', 'survey', 'tier_cuts']
"""

from __future__ import annotations

from .cutting import assign, segments, tier_cuts
from .fitting import fit
from .scoring import score
from .sql import register
from .streaming import follow
from .summarising import Summarised, summarise
from .surveying import survey

__all__ = [
    "Summarised",
    "assign",
    "fit",
    "follow",
    "register",
    "score",
    "segments",
    "summarise",
    "survey",
    "tier_cuts",
]
