"""The question before something goes: asked in a terminal, and refused where nobody can answer."""

from attune_cli import errors
from attune_cli.commands.options import can_ask


def confirm(question: str, done: str, *, as_json: bool) -> None:
    """Ask whether to go on; Enter is no.

    Args:
        question: what is asked.
        done: what is done after a yes, such as "deleted".
        as_json: whether JSON is asked for, so that nobody can be asked.

    Raises:
        NotAgreed: the answer is no, or nobody can be asked.
        KeyboardInterrupt: Ctrl-C, or the end of the input.
    """
    if not can_ask(as_json=as_json):
        raise errors.usage.NotAgreed(done, asked=False)
    from attune_cli.commands.prompts import agree  # noqa: PLC0415 prompt_toolkit takes 60 ms

    try:
        agrees = agree(question, default=False)
    except EOFError:
        raise KeyboardInterrupt from None
    if not agrees:
        raise errors.usage.NotAgreed(done, asked=True)
