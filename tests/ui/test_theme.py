"""The look: contrast, icons, style sheet, and changing it while the window is open."""

import re
import tomllib

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontInfo, QFontMetricsF, QIcon, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QPushButton

from ui import icons, tokens
from ui import theme as look
from workbench import resources

ICONS = sorted(path.stem for path in resources.path("icons").glob("*.svg"))

WANTED = {
    "home", "chart", "board", "flask", "import", "present", "search", "plus", "undo", "redo",
    "close", "more", "settings", "filter", "arrow-left", "arrow-right", "arrow-up", "arrow-down",
    "check", "warning", "trash", "edit", "copy", "file", "folder", "table", "sun", "moon", "play",
    "people", "calendar", "link", "download", "drag",
}  # fmt: skip

GROUNDS = ("ground", "panel", "sidebar", "hover", "raised", "sidebar_hover")

PAIRS = [
    *((text, ground) for text in ("text", "muted") for ground in (*GROUNDS, "pressed")),
    *(("faint", ground) for ground in ("ground", "panel", "sidebar")),
    *(
        (text, ground)
        for text in ("accent", "bad", "warning")
        for ground in ("ground", "panel", "sidebar", "hover", f"{text}_soft")
    ),
    *(("text", ground) for ground in ("accent_soft", "bad_soft", "warning_soft")),
    *(("on_accent", ground) for ground in ("accent", "accent_hover", "accent_pressed")),
    ("toast_text", "toast"),
    ("toast_accent", "toast"),
]


def test_contrast_is_measured_as_wcag_does() -> None:
    assert tokens.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    # The grey that WCAG's own tools give as the lightest to pass on white.
    assert tokens.contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("name", tokens.NAMES)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read(name: str, text: str, ground: str) -> None:
    colours = tokens.load(name).colours
    assert tokens.contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("name", tokens.NAMES)
def test_what_shows_where_the_keyboard_is_stands_out(name: str) -> None:
    """WCAG 2.2 asks 3:1 of a focus indicator against what it lies on."""
    colours = tokens.load(name).colours
    for ground in ("ground", "panel", "sidebar", "accent_soft"):
        assert tokens.contrast(colours["accent"], colours[ground]) >= 3


def test_both_themes_have_the_same_roles() -> None:
    light, dark = (tokens.load(name) for name in tokens.NAMES)
    assert light.colours.keys() == dark.colours.keys()
    assert light.themes.keys() == dark.themes.keys()
    assert (light.dark, dark.dark) == (False, True)


@pytest.mark.parametrize("name", tokens.NAMES)
def test_the_style_sheet_is_filled_and_its_drawings_are_there(name: str) -> None:
    sheet = tokens.style_sheet(name)
    assert "@" not in sheet
    drawings = re.findall(r"url\((\w+):([\w-]+\.svg)\)", sheet)
    assert drawings
    for folder, file in drawings:
        assert folder == name
        assert resources.path(f"themes/{folder}/{file}").is_file()


def test_a_token_without_a_colour_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "load", lambda _name: tokens.Tokens("x", {}, {}, ()))
    with pytest.raises(KeyError):
        tokens.style_sheet.__wrapped__("light")


@pytest.mark.parametrize("name", tokens.NAMES)
def test_small_drawings_use_the_themes_own_colours(name: str) -> None:
    known = {colour.lower() for colour in tokens.load(name).colours.values()}
    for file in resources.path(f"themes/{name}").glob("*.svg"):
        used = re.findall(r"#[0-9A-Fa-f]{6}", file.read_text())
        assert used
        assert {colour.lower() for colour in used} <= known, file.name


def test_no_icon_is_missing() -> None:
    assert set(ICONS) >= WANTED
    with pytest.raises(FileNotFoundError):
        icons.make("no-such-icon", "text", lambda _role: look.current().colour("text"))


@pytest.mark.parametrize("name", ICONS)
def test_icon_is_drawn_in_its_colour_and_within_its_square(theme: look.Theme, name: str) -> None:
    side = 36  # two device pixels for each of the drawing's
    image = look.icon(name, "accent").pixmap(QSize(side, side)).toImage()
    inked = {
        (x, y) for x in range(side) for y in range(side) if image.pixelColor(x, y).alpha() == 255
    }
    assert len(inked) > 15
    assert {image.pixelColor(x, y).name() for x, y in inked} == {theme.colour("accent").name()}
    edge = [image.pixelColor(x, y).alpha() for x in range(side) for y in (0, side - 1)]
    edge += [image.pixelColor(x, y).alpha() for y in range(side) for x in (0, side - 1)]
    assert not any(edge), "the drawing is cut off"


@pytest.mark.parametrize("name", ICONS)
def test_icon_belongs_to_the_family(name: str) -> None:
    drawing = icons.source(name)
    assert 'viewBox="0 0 18 18"' in drawing
    assert 'stroke-width="1.5"' in drawing
    assert not re.search(r"#[0-9A-Fa-f]{3,6}", drawing)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_icon_is_drawn_anew_for_each_scaling(theme: look.Theme, ratio: float) -> None:
    pixels = look.icon("home").pixmap(QSize(18, 18), ratio)
    assert pixels.devicePixelRatio() == ratio
    assert pixels.width() == pytest.approx(18 * ratio, abs=1)


def test_icons_survive_the_python_object_that_made_them(theme: look.Theme, qtbot) -> None:
    button = QPushButton(look.icon("plus", "accent"), "Add")
    qtbot.addWidget(button)
    copy = QIcon(button.icon())
    assert not copy.pixmap(18, 18).toImage().isNull()
    assert ink(copy.pixmap(18, 18)) == theme.colour("accent").name()


def test_icon_and_colours_follow_a_change_of_theme(theme: look.Theme, qtbot) -> None:
    icon = look.icon("stop", "text")
    light = ink(icon.pixmap(72, 72))
    with qtbot.waitSignal(theme.changed):
        theme.choose("dark")
    assert ink(icon.pixmap(72, 72)) == theme.colour("text").name() != light
    assert theme.dark
    assert theme.name == "dark"


def test_the_same_choice_changes_nothing(theme: look.Theme, qtbot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.choose("light")


def test_following_the_system_and_overriding_it(
    theme: look.Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = {"scheme": look.Qt.ColorScheme.Dark}

    class Hints:
        def colorScheme(self) -> look.Qt.ColorScheme:
            return shown["scheme"]

        def setColorScheme(self, scheme: look.Qt.ColorScheme) -> None:
            shown["asked"] = scheme

    monkeypatch.setattr(theme._app, "styleHints", Hints, raising=False)
    theme.choose("system")
    assert theme.name == "dark"
    assert shown["asked"] is look.Qt.ColorScheme.Unknown  # the system decides again
    theme.choose("light")
    assert theme.name == "light"
    assert shown["asked"] is look.Qt.ColorScheme.Light


def test_digits_share_one_width_in_columns(theme: look.Theme) -> None:
    columns = QFontMetricsF(theme.font("body", tabular=True))
    widths = {round(columns.horizontalAdvance(digit * 20), 3) for digit in "0123456789"}
    assert len(widths) == 1


@pytest.mark.parametrize(("size", "pixels"), look.SIZES.items())
def test_text_has_its_size(theme: look.Theme, size: str, pixels: float) -> None:
    assert QFontInfo(theme.font(size)).pixelSize() == pytest.approx(pixels, abs=0.5)


def test_charts_and_screen_read_one_file() -> None:
    for name in tokens.NAMES:
        said = tomllib.loads(resources.path(f"themes/{name}.toml").read_text("utf-8"))
        assert set(said) == {"colours", "themes", "controls", "type"}
        assert not said["colours"].keys() & said["controls"].keys()


def test_an_invented_theme_gets_a_colour(theme: look.Theme) -> None:
    assert theme.theme_colour("Retention").name() == "#cc79a7"
    assert theme.theme_colour("wholesale") == theme.colour("muted")


def test_nothing_moves_longer_than_it_may(theme: look.Theme) -> None:
    assert theme.motion_ms(400) <= look.LONGEST_MOTION_MS


def ink(pixels: QPixmap) -> str:
    """Return the colour of the fully inked pixels."""
    image: QImage = pixels.toImage()
    found = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert len(found) == 1
    return found.pop()
