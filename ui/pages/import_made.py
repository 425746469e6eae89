"""Columns made of others in a mapping: joined, split, or the same in every row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.fields import LineEdit
from ui.widgets.text import label
from workbench.language import _

Options = Sequence[tuple[str, str]]
BETWEEN = (" ", ", ", "-", "/", "T", ";", "|", "")


def made_labels(mapping: dict[str, Any]) -> set[str]:
    """The names under which the reader lists the columns that a mapping makes."""
    found = {" + ".join(one["columns"]) for one in mapping.get("combined", ())}
    for one in mapping.get("split", ()):
        found |= {f"{one['column']} ({n + 1})" for n in range(len(one["fields"]))}
    return found | {f"= {value}" for value in mapping.get("constants", {}).values()}


class MadeColumns(QWidget):
    """A line per made column, and links to add one; `changed` after each change."""

    changed = Signal()

    def __init__(self, columns: Options, fields: Options, mapping: dict[str, Any]) -> None:
        super().__init__()
        self._columns, self._fields = [("", _("pick a column")), *columns], list(fields)
        self._lines: list[_Line] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        for one in mapping.get("combined", ()):
            self._add(_Joined(self._columns, self._fields, one))
        for one in mapping.get("split", ()):
            self._add(_Split(self._columns, self._fields, one))
        for field, value in mapping.get("constants", {}).items():
            self._add(_Constant(self._fields, {"field": field, "value": value}))
        self._rows.addLayout(self._links())

    def _links(self) -> QHBoxLayout:
        links = QHBoxLayout()
        links.setSpacing(12)
        for words, make in (
            (_("Join two columns"), lambda: _Joined(self._columns, self._fields, {})),
            (_("Split a column"), lambda: _Split(self._columns, self._fields, {})),
            (_("Same in every row"), lambda: _Constant(self._fields, {})),
        ):
            link = LinkButton(words)
            link.clicked.connect(lambda _on=False, make=make: self._add(make(), focus=True))
            links.addWidget(link)
        links.addStretch(1)
        return links

    def _add(self, line: _Line, *, focus: bool = False) -> None:
        self._rows.insertWidget(len(self._lines), line)
        self._lines.append(line)
        line.changed.connect(self.changed)
        line.removed.connect(lambda: self._remove(line))
        if focus:
            line.first.setFocus()

    def _remove(self, line: _Line) -> None:
        self._lines.remove(line)
        line.hide()
        line.deleteLater()
        self.changed.emit()

    def parts(self) -> dict[str, Any]:
        """The made columns that are complete, as a mapping has them."""
        found: dict[str, Any] = {}
        for line in self._lines:
            line.write(found)
        return found

    def fed(self) -> set[str]:
        """The fields that made columns feed."""
        parts = self.parts()
        fed = {one["field"] for one in parts.get("combined", ())}
        fed |= {field for one in parts.get("split", ()) for field in one["fields"] if field}
        return fed | set(parts.get("constants", {}))


class _Line(QWidget):
    changed = Signal()
    removed = Signal()
    first: QWidget

    def __init__(self, words: str) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        caption = label(words, size="small", tone="muted")
        caption.setMinimumWidth(60)
        self.row.addWidget(caption)

    def pick(self, options: Options, held: str, name: str) -> ChoiceField:
        field = ChoiceField(options, held, name=name)
        field.picked.connect(lambda _key: self.changed.emit())
        self.row.addWidget(field, 1)
        return field

    def say(self, words: str) -> None:
        self.row.addWidget(label(words, size="small", tone="muted"))

    def end(self) -> None:
        away = IconButton("close", _("Remove"), side=26)
        away.clicked.connect(self.removed)
        self.row.addWidget(away)

    def write(self, found: dict[str, Any]) -> None:
        """Add this column to the parts of a mapping, if it is complete."""
        raise NotImplementedError


def _between(line: _Line, held: str, name: str) -> ChoiceField:
    words = {" ": _("space"), "": _("nothing"), "T": _("the letter T")}
    known = [*BETWEEN, *([] if held in BETWEEN else [held])]
    return line.pick([(sign, words.get(sign, sign)) for sign in known], held, name)


class _Joined(_Line):
    def __init__(self, columns: Options, fields: Options, held: dict[str, Any]) -> None:
        super().__init__(_("Join"))
        left, right = (*held.get("columns", ()), "", "")[:2]
        self._held = held
        self.first = self._left = self.pick(columns, left, _("First column to join"))
        self._right = self.pick(columns, right, _("Second column to join"))
        self.say(_("with"))
        self._with = _between(self, held.get("with", " "), _("What stands between"))
        self.say(_("as"))
        self._field = self.pick(fields, held.get("field", ""), _("Field of the joined columns"))
        self.end()

    def write(self, found: dict[str, Any]) -> None:
        columns = [str(pick.key()) for pick in (self._left, self._right)]
        columns += self._held.get("columns", [])[2:]  # a mapping file may join more than two
        if all(columns) and self._field.key():
            one = {"columns": columns, "with": self._with.key(), "field": self._field.key()}
            found.setdefault("combined", []).append(one)


class _Split(_Line):
    def __init__(self, columns: Options, fields: Options, held: dict[str, Any]) -> None:
        super().__init__(_("Split"))
        given = (*held.get("fields", ()), "", "")
        self._held = held
        self.first = self._column = self.pick(columns, held.get("column", ""), _("Column to split"))
        self.say(_("at"))
        self._with = _between(self, held.get("with", " "), _("Where to split"))
        self.say(_("into"))
        self._fields = [
            self.pick(fields, given[0], _("Field of the first part")),
            self.pick(fields, given[1], _("Field of the second part")),
        ]
        self.end()

    def write(self, found: dict[str, Any]) -> None:
        fields = [str(pick.key()) for pick in self._fields] + self._held.get("fields", [])[2:]
        if self._column.key() and any(fields):
            one = {"column": self._column.key(), "with": self._with.key(), "fields": fields}
            found.setdefault("split", []).append(one)


class _Constant(_Line):
    def __init__(self, fields: Options, held: dict[str, Any]) -> None:
        super().__init__(_("Always"))
        self.first = self._value = LineEdit(str(held.get("value", "")))
        self._value.setAccessibleName(_("Value of every row"))
        self._value.setPlaceholderText(_("the same value in every row"))
        self._value.editingFinished.connect(self._edited)
        self._said = self._value.text()
        self.row.addWidget(self._value, 2)
        self.say(_("as"))
        self._field = self.pick(fields, held.get("field", ""), _("Field of the value"))
        self.row.addStretch(1)
        self.end()

    def _edited(self) -> None:
        if self._value.text() != self._said:
            self._said = self._value.text()
            self.changed.emit()

    def write(self, found: dict[str, Any]) -> None:
        if self._value.text().strip() and self._field.key():
            value = self._value.text().strip()
            found.setdefault("constants", {})[str(self._field.key())] = value
