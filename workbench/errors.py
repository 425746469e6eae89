"""Errors a person reads: one clear sentence each."""


class WorkbenchError(Exception):
    """Something went wrong that the user can understand; its text is one sentence."""


class CannotOpen(WorkbenchError):
    """A workspace file is missing, foreign, damaged, newer or held by another program."""


class ReadOnly(WorkbenchError):
    """A change was asked of a workspace that is open read-only."""


class NotWritten(WorkbenchError):
    """The disk is full or the file cannot be written; what was confirmed before is still there."""


class NothingToUndo(WorkbenchError):
    """The undo (or redo) stack is empty."""


class NotFound(WorkbenchError):
    """The named thing is not in this workspace (any more)."""


class BadInput(WorkbenchError):
    """A value that the user gave cannot be used as it stands."""


class ImportFailed(WorkbenchError):
    """A file could not be read or merged; nothing was written."""


class ExportFailed(WorkbenchError):
    """A file could not be written; the old one, if there was one, is as it was."""


class Cancelled(WorkbenchError):
    """The user stopped it; nothing was written."""
