"""Refusals of the library that reads the command line, said as attune says its own."""

from typing import Any

import typer

from attune_cli.errors.usage import NotInRange, missing_argument

WHOLE_NUMBER = "int range"  # as Typer names that type


def kinder(wrong: typer.BadParameter) -> Exception:
    """Return a refusal of attune in the place of one of Typer; that one where there is none.

    Args:
        wrong: an argument or an option that is missing, or can't be read.
    """
    param: Any = wrong.param
    if wrong.ctx is None or param is None:
        return wrong
    if param.param_type_name == "argument":
        return missing_argument(wrong.ctx.command_path.partition(" ")[2]) or wrong
    if param.type.name == WHOLE_NUMBER:
        return NotInRange(param.opts[0], param.type.min, param.type.max)
    return wrong
