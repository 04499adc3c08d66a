"""The program: `attune`, and `python -m attune_cli`. Cares for start-up and end, nothing else."""

import gc
import os
import sys
from typing import NoReturn

# Start-up makes many objects and no garbage: looking for it costs a twentieth of the run.
gc.set_threshold(100_000)


def run() -> NoReturn:
    """Run attune, flush, and leave without tearing the interpreter down, which costs 5 ms."""
    from attune_cli.app import main  # noqa: PLC0415 after the threshold is set

    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:  # `attune week | head`
        code = code or 1
    except OSError as fault:
        code = code or 1
        os.write(2, f"The output could not be written: {fault.strerror}.\n".encode())
    os._exit(code)


if __name__ == "__main__":
    run()
