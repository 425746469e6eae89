"""The look of the window: palette, style sheet, fonts and icons from one theme file."""

import os
import sys
from typing import Literal

from PySide6.QtCore import QDir, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from ui import icons, tokens
from workbench import resources

Choice = Literal["system", "light", "dark"]
CHOICES: tuple[Choice, ...] = ("system", "light", "dark")

SIZES = {"caps": 11.0, "small": 12.0, "body": 13.5, "title": 17.0, "takeaway": 21.0, "figure": 26.0}
"""Text sizes in pixels at 100 % scaling."""

REGULAR, SEMIBOLD = 400, 600
BOLD = 660
"""Meant as 650; the ten more let a family that has only 600 and 700 take its bold."""

LONGEST_MOTION_MS = 120


class Theme(QObject):
    """The look in force; `changed` tells painters, charts and pages to take the new colours."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: Choice = "system") -> None:
        super().__init__(app)
        self._app = app
        self._tokens = tokens.load("light")
        self._family = interface_family(self._tokens.families)
        self._choice: Choice = choice
        for known in tokens.NAMES:
            QDir.setSearchPaths(known, [str(resources.path(f"themes/{known}"))])
        if os.environ.get("QT_STYLE_OVERRIDE") != "Fusion":
            app.setStyle("Fusion")  # answers a style, whose enums take a while to be made
        app.setFont(self.font("body"))
        QToolTip.setFont(self.font("small"))
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._ask_of_system()
        self._apply()

    @property
    def choice(self) -> Choice:
        """What the user asked for."""
        return self._choice

    @property
    def name(self) -> str:
        """The theme that shows: "light" or "dark"."""
        return self._tokens.name

    @property
    def dark(self) -> bool:
        """Whether a dark theme shows."""
        return self._tokens.dark

    def choose(self, choice: Choice) -> None:
        """Show light, dark, or whatever the system shows."""
        self._choice = choice
        self._ask_of_system()
        self._follow_system()

    def colour(self, role: str) -> QColor:
        """Return the colour of a role such as "accent". Raises KeyError for an unknown role."""
        return QColor(self._tokens.colours[role])

    def theme_colour(self, theme: str) -> QColor:
        """Return the mark of a roadmap theme; one that the user invented gets the muted colour."""
        return QColor(self._tokens.themes.get(theme.lower(), self._tokens.colours["muted"]))

    def font(self, size: str = "body", weight: int = REGULAR, *, tabular: bool = False) -> QFont:
        """Return the interface font in one of SIZES; tabular gives all digits one width."""
        font = QFont(self._family)
        font.setPointSizeF(SIZES[size] * points_per_pixel())
        font.setWeight(QFont.Weight(weight))
        if size == "caps":
            font.setCapitalization(QFont.Capitalization.AllUppercase)
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.4)
        elif SIZES[size] > SIZES["title"]:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98.5)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def motion_ms(self, wanted: int = LONGEST_MOTION_MS) -> int:
        """Return how long something may move; 0 when the system asks for no motion."""
        from PySide6.QtWidgets import QStyle  # its many enums are not for the start

        allowed = self._app.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
        return min(wanted, LONGEST_MOTION_MS, allowed)

    def _ask_of_system(self) -> None:
        """Let the frames and dialogs that the system draws take the chosen scheme too."""
        scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        hints = self._app.styleHints()
        hints.setColorScheme(scheme.get(self._choice, Qt.ColorScheme.Unknown))

    def _follow_system(self) -> None:
        before = self._tokens
        self._apply()
        if self._tokens is not before:
            self.changed.emit()

    def _apply(self) -> None:
        shown = self._choice
        if shown == "system":
            scheme = self._app.styleHints().colorScheme()
            shown = "dark" if scheme is Qt.ColorScheme.Dark else "light"
        self._tokens = tokens.load(shown)
        self._app.setPalette(palette(self._tokens))
        sheet = tokens.style_sheet(shown)
        if self._app.styleSheet() != sheet:
            self._app.setStyleSheet(sheet)


def interface_family(preferred: tuple[str, ...]) -> str:
    """Return the system's interface font; on Linux the first preferred one that is installed."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    if sys.platform in ("win32", "darwin"):
        return system
    return next((f for f in preferred if QFontDatabase.hasFamily(f)), system)


def points_per_pixel() -> float:
    """Return points in a pixel at 100 %: macOS counts 72 to the inch, the others 96.

    Sizes are given to Qt in points because it rounds pixel sizes, and because a desktop that
    enlarges text does so by its points.
    """
    return 1.0 if sys.platform == "darwin" else 0.75


def palette(look: tokens.Tokens) -> QPalette:
    """Return the palette for what the style sheet leaves to Qt."""
    role, made = QPalette.ColorRole, QPalette()
    colours = {
        role.Window: "ground", role.WindowText: "text", role.Base: "panel",
        role.AlternateBase: "ground", role.Text: "text", role.PlaceholderText: "faint",
        role.Button: "panel", role.ButtonText: "text", role.BrightText: "bad",
        role.Highlight: "accent", role.HighlightedText: "on_accent", role.Accent: "accent",
        role.Link: "accent", role.LinkVisited: "accent", role.ToolTipBase: "toast",
        role.ToolTipText: "toast_text", role.Light: "panel", role.Midlight: "hover",
        role.Mid: "border", role.Dark: "border_strong", role.Shadow: "faint",
    }  # fmt: skip
    for which, name in colours.items():
        made.setColor(which, QColor(look.colours[name]))
    for which in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(look.colours["disabled"]))
    return made


_current: Theme | None = None


def install(app: QApplication, choice: Choice = "system") -> Theme:
    """Give the application its look; a second call only changes the choice."""
    global _current
    if _current is None:
        _current = Theme(app, choice)
    elif _current.choice != choice:
        _current.choose(choice)
    return _current


def current() -> Theme:
    """Return the look in force, installing the system's if there is none yet."""
    if _current is not None:
        return _current
    app = QApplication.instance()
    assert isinstance(app, QApplication), "an application must exist before its look"
    return install(app)


def icon(name: str, role: str = "muted") -> QIcon:
    """Return an icon that takes its role's colour from the theme in force whenever it is drawn."""
    return icons.make(name, role, _tint)


def draw_icon(painter: QPainter, rect: QRectF, name: str, role: str = "muted") -> None:
    """Draw an icon into a square in a role's colour."""
    icons.paint(painter, rect, name, _tint(role))


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again at a widget whose properties have changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def _tint(role: str) -> QColor:
    return current().colour(role)
