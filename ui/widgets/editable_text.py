"""A text that turns into a field where it stands."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedLayout, QWidget

from ui import theme
from ui.widgets.fields import LineEdit, TextEdit
from ui.widgets.focus import FocusRing
from ui.widgets.text import set_tone

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BEGIN = (Qt.Key.Key_F2, Qt.Key.Key_E, *_ENTER)
_LEAST_HEIGHT = 84
"""Of a field of several lines, in pixels."""

_LEAVES_OPEN = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class _Words(FocusRing, QLabel):
    """The text as it is read; a click or a key asks to edit it."""

    edit_requested = Signal()
    ring_radius = 5.0

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setIndent(0)
        self.setProperty("editable", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.edit_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() in _BEGIN:
            self.edit_requested.emit()
        else:
            super().keyPressEvent(event)


class EditableText(QWidget):
    """Click, F2, E or Enter edits; Enter or leaving saves; Escape leaves it as it was.

    A text of several lines is saved by Ctrl+Enter or by leaving. `saved` carries the new text and
    is sent only if it differs. With `required`, an empty text changes nothing.
    """

    saved = Signal(str)
    bleed = 6  # its words stand this far inside it

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        name: str = "",
        placeholder: str = "",
        size: str = "body",
        weight: int = theme.REGULAR,
        several_lines: bool = False,
        required: bool = False,
    ) -> None:
        super().__init__(parent)
        self._placeholder, self._required = placeholder, required
        self._text, self._open = "", False
        self._words = _Words(self)
        self._field = (TextEdit if several_lines else LineEdit)("", self, placeholder=placeholder)
        self._field.setProperty("inline", True)
        self._words.edit_requested.connect(self.edit)
        for part in (self._words, self._field):
            part.setFont(theme.current().font(size, weight))
        self.setFocusProxy(self._words)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._words)
        self._stack.addWidget(self._field)
        self._stack.currentChanged.connect(self._take_height_of)
        self._field.installEventFilter(self)
        self._take_height_of(0)
        self._name = name
        self.set_text(text)

    def _take_height_of(self, at: int) -> None:
        """Be as high as what shows, not as the higher of the two."""
        for i, part in enumerate((self._words, self._field)):
            policy = part.sizePolicy()
            shows, hidden = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored
            policy.setVerticalPolicy(shows if i == at else hidden)
            part.setSizePolicy(policy)

    def text(self) -> str:
        """Return the text as it was last saved or set."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text; what is being typed is left alone."""
        self._text = text
        self._words.setText(text or self._placeholder)
        set_tone(self._words, "text" if text else "faint")
        spoken = ": ".join(part for part in (self._name, text or self._placeholder) if part)
        self._words.setAccessibleName(spoken)
        self._field.setAccessibleName(self._name or self._placeholder)
        self.updateGeometry()

    def is_editing(self) -> bool:
        """Whether the field shows."""
        return self._open

    def edit(self) -> None:
        """Turn into a field with everything selected."""
        if self.is_editing():
            return
        if isinstance(self._field, LineEdit):
            self._field.setText(self._text)
        else:
            self._field.setPlainText(self._text)
            self._field.setFixedHeight(max(self.height(), _LEAST_HEIGHT))
        self._open = True
        self._stack.setCurrentWidget(self._field)
        self.setFocusProxy(self._field)
        self._field.selectAll()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def field(self) -> LineEdit | TextEdit:
        """Return the field, for a completer or a validator."""
        return self._field

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._field or not self.is_editing():
            return False
        kind = event.type()
        if kind is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._keep(event)
        if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        leaves = kind is QEvent.Type.FocusOut and isinstance(event, QFocusEvent)
        if leaves and event.reason() not in _LEAVES_OPEN:
            self._close(save=True, stay=False)
        return False

    def _keep(self, event: QKeyEvent) -> bool:
        """Escape and the key that saves belong to the field while it is open."""
        mine = _is_escape(event) or self._is_save(event)
        if mine:
            event.accept()
        return mine

    def _key(self, event: QKeyEvent) -> bool:
        if _is_escape(event):
            self._close(save=False, stay=True)
            return True
        if self._is_save(event):
            self._close(save=True, stay=True)
            return True
        return False

    def _is_save(self, event: QKeyEvent) -> bool:
        if event.key() not in _ENTER:
            return False
        with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return isinstance(self._field, LineEdit) or with_ctrl

    def _typed(self) -> str:
        field = self._field
        typed = field.text() if isinstance(field, LineEdit) else field.toPlainText()
        return typed.strip()

    def _close(self, *, save: bool, stay: bool) -> None:
        typed = self._typed()
        self._open = False  # first of all: hiding the field takes its focus, which would save
        if isinstance(self._field, TextEdit):
            self._field.setMinimumHeight(0)
        self._stack.setCurrentWidget(self._words)
        self.setFocusProxy(self._words)
        if stay:
            self._words.setFocus(Qt.FocusReason.OtherFocusReason)
        if save and typed != self._text and (typed or not self._required):
            self.set_text(typed)
            self.saved.emit(typed)


def _is_escape(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Escape
