"""Start here: the window, or a subcommand for people who script."""


def main() -> int:
    """Hand the command line over to the window, the tour or the subcommands."""
    import sys

    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()
    arguments = sys.argv[1:]
    if arguments[:1] == ["--read-file"]:
        from workbench.importing.child import main as read_file

        return read_file()
    if arguments[:1] == ["tour"]:
        from ui.tour import main as tour

        return tour(arguments[1:])
    if arguments and _is_word(arguments[0]):
        from workbench.cli import main as command

        return command(arguments)
    from ui.app import main as window

    return window(arguments)


def _is_word(argument: str) -> bool:
    """Whether an argument names a subcommand: neither an option of the window nor a file."""
    if argument in ("-h", "--help", "--version"):
        return True
    return not argument.startswith("-") and not any(mark in argument for mark in "./\\")


if __name__ == "__main__":
    raise SystemExit(main())
