"""The public interface of the package lifetimes 0.11, over this library.

``from habitue.compat import lifetimes`` in place of ``import lifetimes`` is all that a program
needs: fitters with their arguments and attributes, `utils`, `plotting`, `datasets` and
`generate_data`. It is not `habitue.lifetime`, the models themselves. Needs pandas; pictures need
matplotlib.

What differs, because lifetimes is wrong there or does not say it, is listed in
``python/docs/lifetimes.md``.

>>> from habitue.compat import lifetimes
>>> fitter = lifetimes.BetaGeoFitter().fit([2, 0, 5, 1], [30.4, 0.0, 29.1, 1.7], [38.9] * 4)
>>> fitter
<lifetimes.BetaGeoFitter: fitted with 4 subjects, ...>
"""

from . import datasets, generate_data, utils
from .fitters import BaseFitter
from .fitters.beta_geo_beta_binom_fitter import BetaGeoBetaBinomFitter
from .fitters.beta_geo_fitter import BetaGeoFitter
from .fitters.gamma_gamma_fitter import GammaGammaFitter
from .fitters.modified_beta_geo_fitter import ModifiedBetaGeoFitter
from .fitters.pareto_nbd_fitter import ParetoNBDFitter

__version__ = "0.11.3"
"""The version of lifetimes whose interface this is."""

__all__ = [
    "BaseFitter",
    "BetaGeoBetaBinomFitter",
    "BetaGeoFitter",
    "GammaGammaFitter",
    "ModifiedBetaGeoFitter",
    "ParetoNBDFitter",
    "__version__",
    "datasets",
    "generate_data",
    "utils",
]
