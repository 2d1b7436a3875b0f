"""The site of the documentation: `python -m sphinx -W python/docs OUT` (see README.md beside it).

Every page in Markdown is run as a notebook as it is built: its ```python blocks are cells, and what
they print, return and draw stands below them. A block that fails, a link that leads nowhere or a
docstring that cannot be read ends the build.
"""

from __future__ import annotations

import importlib
import os
import re
import sys
from pathlib import Path
from typing import Any

from sphinx import locale

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parents[1]
try:
    import habitue
except ModuleNotFoundError:  # the checkout, with the library that HABITUE_LIBRARY names
    sys.path.append(str(ROOT / "python"))
    os.environ["PYTHONPATH"] = str(ROOT / "python")
    import habitue
os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"

project = "habitue"
version = release = habitue.__version__
html_title = f"habitue {version}"
copyright = "MIT or Apache-2.0"

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.napoleon",
]
exclude_patterns = ["README.md", "_build", "**/.ipynb_checkpoints"]
templates_path = ["_templates"]

# Notebooks, and pages run as notebooks.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120
nb_merge_streams = True
nb_execution_show_tb = True
myst_heading_anchors = 3

# Docstrings: sections as numpydoc has them; `name` is a link where the name is known.
default_role = "py:obj"
autosummary_generate = True
autodoc_member_order = "bysource"
autodoc_typehints = "none"
autodoc_default_options = {
    "members": True,
    "inherited-members": "object,BaseException,tuple,dict,list,BaseEstimator",
    "exclude-members": "with_traceback,add_note,args,count,index",
}
napoleon_custom_sections = [("Attributes", "params_style")]
napoleon_use_rtype = False
napoleon_preprocess_types = False
suppress_warnings = ["ref.python"]  # `fit` may be that of several classes

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["habitue.css"]
html_show_sourcelink = False
html_copy_source = False
html_show_sphinx = False
html_theme_options = {"navigation_with_keys": False}
pygments_style = "friendly"
pygments_dark_style = "github-dark"

_WHERE = """\
```{code-cell} python
:tags: [remove-cell]
import os, pathlib, tempfile
os.chdir(tempfile.mkdtemp())
pathlib.Path("examples").symlink_to(%r)
```
"""


def _as_notebook(app: Any, page: str, source: list[str]) -> None:
    """Blocks of Python become cells, run beside a folder `examples`."""
    text = source[0]
    if page.startswith("api/") or not re.search(r"^```python$", text, re.M):
        return
    head = "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n---\n"
    first = _WHERE % str(ROOT / "examples")
    title, rest = text.split("\n", 1)
    cells = re.sub(r"^```python$", "```{code-cell} python", rest, flags=re.M)
    source[0] = f"{head}{title}\n\n{first}{cells}"


_OF_THEME = {
    "Next": "下一页",
    "Previous": "上一页",
    "Home": "首页",
    "On this page": "本页内容",
    "Back to top": "返回顶部",
    "Search": "搜索",
    "View this page": "查看本页",
    "Edit this page": "编辑本页",
    "Made with": "生成工具：",
    "Copyright &#169; %(copyright)s": "版权所有 &#169; %(copyright)s",
}
"""What the theme says around a page and the catalogue of Sphinx does not have in Chinese."""


def _in_its_language(app: Any, page: str, template: str, context: dict[str, Any], tree: Any) -> None:
    """Chinese pages have what stands around them in Chinese, in the same site."""
    if not page.startswith("zh/"):
        return
    catalogue = locale.init([Path(locale.__file__).parent], "zh_CN")[0]

    def told(words: str) -> str:
        return _OF_THEME.get(words.strip()) or catalogue.gettext(words)

    context["language"], context["gettext"] = "zh-CN", told


def _as_text(app: Any, what: str, name: str, obj: Any, options: Any, lines: list[str]) -> None:
    """What a sentence says between backticks or bars is not markup of reStructuredText."""
    for at, line in enumerate(lines):
        if line.lstrip().startswith((">>>", "...")):
            continue
        parts = re.split(r"(``.+?``|`[^`]+`)", line)
        for place, part in enumerate(parts):
            if place % 2:
                follows = parts[place + 1][:1]
                parts[place] += "\\ " if follows.isalnum() or follows in tuple("([") else ""
            else:
                part = part.replace("|", r"\|")
                parts[place] = re.sub(r"(\w)_(?=\W|$)", r"\1\\_", part)
        lines[at] = "".join(parts)


_MODULES = re.findall(r"^   (habitue[\w.]*)$", (DOCS / "api" / "index.md").read_text(), re.M)
_HOME: dict[int, str] = {}
for _name in sorted(_MODULES):
    _module = importlib.import_module(_name)
    for _public in getattr(_module, "__all__", ()):
        _HOME.setdefault(id(getattr(_module, _public)), f"api/{_name}")


def _once(app: Any, what: str, name: str, obj: Any, skip: bool, options: Any) -> bool | None:
    """An object of two modules stands on the page of the first; what others inherit to us, nowhere."""
    if what == "module":
        page = app.env.docname
        return True if callable(obj) and _HOME.get(id(obj), page) != page else None
    owner = getattr(getattr(obj, "fget", obj), "__module__", None) or "habitue"
    return None if owner.startswith("habitue") else True


def setup(app: Any) -> None:
    app.connect("autodoc-process-docstring", _as_text)
    app.connect("autodoc-skip-member", _once)
    app.connect("source-read", _as_notebook)
    app.connect("html-page-context", _in_its_language)
