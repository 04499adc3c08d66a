"""The program: `attune`, and `python -m attune_cli`. Cares for start-up and end, nothing else."""

import gc
import os
import sys
from errno import EINVAL
from io import TextIOWrapper

INTERRUPTED = 130  # as shells report Ctrl-C

# Start-up makes many objects and no garbage: looking for it costs a twentieth of the run.
gc.set_threshold(100_000)


def run() -> None:
    """Run attune, flush, and leave without tearing the interpreter down, which costs 5 ms."""
    try:
        _open_what_is_closed()
        _let_streams_take_any_text()
        from attune_cli.app import main  # noqa: PLC0415 after the threshold is set

        code = _flush(main())
    except KeyboardInterrupt:  # from the first import on
        code = INTERRUPTED
    os._exit(code)


def _open_what_is_closed() -> None:
    """Give a closed stream, as by `>&-`, to the null device: no file may get its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 for good


def _let_streams_take_any_text() -> None:
    """See that no sign ends the run where a stream has another code than UTF-8, as on Windows."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and not stream.encoding.casefold().startswith("utf"):
            stream.reconfigure(errors="replace")


def _flush(code: int) -> int:
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:  # `attune week | head -1`: the verb is done, whoever reads of it
        return code
    except OSError as fault:
        if os.name == "nt" and fault.errno == EINVAL:  # so Windows says it
            return code
        from contextlib import suppress  # noqa: PLC0415 loaded by now

        with suppress(OSError):  # where it was stderr itself
            os.write(2, f"The output could not be written: {fault.strerror}.\n".encode())
        return code or 1
    return code


if __name__ == "__main__":
    run()
