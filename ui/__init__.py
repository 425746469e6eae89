"""The window: pages, widgets and the session they share."""

import sys

import PySide6

_feature = sys.modules.get("shibokensupport.feature")
if PySide6 and hasattr(_feature, "_mod_uses_pyside"):
    # PySide reads the source of every module that is imported after it, to see whether it asks
    # for snake_case names. Nothing here does, and reading 200 files is felt at the start.
    _feature._mod_uses_pyside = lambda _module: False
