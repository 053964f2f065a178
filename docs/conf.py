"""How the site is built: `make docs`."""  # noqa: INP001 - Sphinx runs this file, nobody imports it

import sys
from importlib.metadata import version as version_of
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]  # the extension beside this file, and the sandbox company

project = "Mystery Shopper"
author = "Mystery Shopper contributors"
project_copyright = author
release = version_of("mystery-shopper")
version = release

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_click", "extension"]
exclude_patterns = ["_build", "extension", "decisions/README.md"]
source_suffix = {".md": "markdown"}
root_doc = "index"
language = "en"
myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3
autodoc_typehints = "signature"
autodoc_member_order = "bysource"

html_theme = "furo"
html_title = f"Mystery Shopper {release}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_theme_options = {
    "navigation_with_keys": True,
    "light_css_variables": {"color-brand-primary": "#7a3b00", "color-brand-content": "#7a3b00"},
    "dark_css_variables": {"color-brand-primary": "#ffb35c", "color-brand-content": "#ffb35c"},
}
