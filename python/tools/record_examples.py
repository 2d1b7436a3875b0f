"""Examples of results that no function of functions.toml gives, by module and class; read by
`records.py`. (Those of a class that a module by hand extends stand there.)"""

from __future__ import annotations

EXAMPLES: dict[str, str] = {}
"""As doctest has them."""
