"""What a customer is to the firm: relation, lifecycle, bond, usage, contact.

Each classification takes facts as columns, all optional and of one length, and
returns a `habitue.classification.Classification`. A value that is missing
(``None``, NaN, NA) or a column that is not given is a fact that is not known.

>>> from habitue import customer
>>> found = customer.lifecycle(purchases=[0, 3, 3], days_since_last=[None, 20, 400],
...                            need=[True, None, None])
>>> found.names().tolist()
['potential customer', 'actual customer', 'lost for now']
"""

from __future__ import annotations

from . import _customer
from ._customer import *  # noqa: F403

__all__ = [*_customer.__all__]
