"""Functions of `habitue.classification` over what the library has.

Generated from src/capi/rows and functions.toml by python/tools/generate_abi.py; do not edit.
"""

from __future__ import annotations

from . import _evidence
from ._choices import VOCABULARIES, Language, Vocabulary
from ._library import enumerator

__all__ = ["class_names", "scheme_name", "vocabulary"]


def class_names(scheme: int, language: Language = "en") -> list[str]:
    """The names of the classes of a scheme by code, "unknown" first.

    Parameters
    ----------
    scheme : int
        One of ``HABITUE_SCHEME_...``, as `Classification.scheme` has it.
    language : {"en", "zh"}, default "en"
        English or Chinese.

    Returns
    -------
    list of str
        The name of each class, at its code.

    Raises
    ------
    ArgumentError
        For a scheme or a language that there is not. For a word that is none of those named, a
        value of another type.

    Examples
    --------
    >>> from habitue import classification
    >>> classification.class_names(14)
    ['unknown', 'ordinary', 'important', 'VIP']
    """
    return _evidence.class_names(scheme, language)


def scheme_name(scheme: int, language: Language = "en") -> str:
    """The name of a scheme.

    Parameters
    ----------
    scheme : int
        One of ``HABITUE_SCHEME_...``, as `Classification.scheme` has it.
    language : {"en", "zh"}, default "en"
        English or Chinese.

    Returns
    -------
    str
        Its name.

    Raises
    ------
    ArgumentError
        For a scheme or a language that there is not. For a word that is none of those named, a
        value of another type.

    Examples
    --------
    >>> from habitue import classification
    >>> classification.scheme_name(14)
    'importance'
    """
    return _evidence.scheme_name(scheme, language)


def vocabulary(name: Vocabulary, language: Language = "en") -> dict[int, str]:
    """The names, by code, of a fixed list of things that are no classes.

    Parameters
    ----------
    name : str
        The list. One of persona tag, grouping, status event, customer number, margin, ladder rule,
        phase order, repurchase, cause group, leak, five factors, ladder of the texts, international
        ladder, role, strategy, strategy reason, strategy group, added sale, step state, record
        field, record section, duplicate key.
    language : {"en", "zh"}, default "en"
        English or Chinese.

    Returns
    -------
    dict from int to str
        The name of each thing by its code.

    Raises
    ------
    ArgumentError
        For a list or a language that there is not; the message names those there are. For a word
        that is none of those named, a value of another type.

    Examples
    --------
    >>> from habitue import classification
    >>> [classification.vocabulary("cause group", language)[3] for language in ("en", "zh")]
    ['competition', '竞争性因素']
    """
    return _evidence.vocabulary(enumerator(VOCABULARIES, name, "name"), language)


for _name in __all__:
    globals()[_name].__module__ = "habitue.classification"
