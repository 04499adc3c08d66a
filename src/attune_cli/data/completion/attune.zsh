#compdef attune attune-cli
# Completion of attune in zsh: attune says what may stand at the cursor, quoted for eval.
compdef _attune attune attune-cli
_attune() {
  eval "$(_TYPER_COMPLETE_ARGS="${words[1,CURRENT-1]} ${QIPREFIX}${PREFIX}" \
    _ATTUNE_COMPLETE=complete_zsh ${~${(Q)words[1]}} 2>/dev/null)"
}
# The first time, zsh has just read this file in order to complete something.
if [[ $funcstack[1] == _attune ]]; then
  _attune "$@"
fi
