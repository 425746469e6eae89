"""What a screen reader finds: every widget that takes the focus has a role and a name."""

import pytest
from PySide6.QtGui import QAccessible

from ui.theme import Theme
from ui.widgets.buttons import IconButton, LinkButton, PrimaryButton
from ui.widgets.chip import Chip, ThemeMark
from ui.widgets.search_field import SearchField
from ui.widgets.segmented import Segmented
from ui.widgets.sidebar import Entry, Sidebar
from ui.widgets.tile import Tile
from ui.widgets.topbar import CommandButton

Role = QAccessible.Role


def segment():
    switch = Segmented([("d", "Day"), ("w", "Week")])
    return switch, switch.segment("d")


def page():
    sidebar = Sidebar([Entry("kpis", "KPIs", "chart")])
    return sidebar, sidebar.button("kpis")


@pytest.mark.parametrize(
    ("make", "role", "name"),
    [
        (lambda: PrimaryButton("A & B"), Role.Button, "A & B"),
        (lambda: LinkButton("Look"), Role.Button, "Look"),
        (lambda: IconButton("more", "More"), Role.Button, "More"),
        (lambda: Tile("Net sales"), Role.Button, "Net sales, being worked out"),
        (lambda: CommandButton(), Role.Button, "Search or do anything"),
        (lambda: SearchField("Find"), Role.EditableText, "Find"),
        (lambda: Chip("Signal"), Role.StaticText, "Signal"),
        (lambda: ThemeMark("retention", "retention"), Role.StaticText, "retention"),
        (segment, Role.RadioButton, "Day"),
        (page, Role.RadioButton, "KPIs"),
    ],
)
def test_role_and_name(theme: Theme, qtbot, make, role, name) -> None:
    made = make()
    holder, widget = made if isinstance(made, tuple) else (made, made)
    qtbot.addWidget(holder)
    found = QAccessible.queryAccessibleInterface(widget)
    assert found.role() is role
    assert found.text(QAccessible.Text.Name) == name
