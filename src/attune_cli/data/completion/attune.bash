# Completion of attune in bash, 4.4 or newer: attune says what may stand at the cursor.
_attune_completion() {
    local answer
    answer=$(
        _ATTUNE_COMPLETE=complete_bash _ATTUNE_LINE="${COMP_LINE:0:COMP_POINT}" \
            _ATTUNE_PART="$2" _ATTUNE_TYPE="$COMP_TYPE" COLUMNS="${COLUMNS:-80}" "$1" 2>/dev/null
    )
    case $? in
        0) [[ -n $answer ]] && mapfile -t COMPREPLY <<<"$answer" ;;
        3) compopt -o default ;; # a path, which bash completes itself
    esac
}
complete -o nosort -F _attune_completion attune attune-cli
