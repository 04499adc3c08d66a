# Completion of attune in fish, 3.1 or newer: attune says what may stand at the cursor.
function __attune_offers
    set -l program (commandline -opc)[1]
    type -q -- $program; or set program attune
    set -l answer (
        env _ATTUNE_COMPLETE=complete_fish _TYPER_COMPLETE_FISH_ACTION=get-args \
            _TYPER_COMPLETE_ARGS=(commandline -cp | string collect) $program 2>/dev/null
    )
    if test $status -eq 3 # a path, which fish completes itself
        set -l token (commandline -ct)
        set -l lead (string match -r '^--[^=]+=' -- $token)
        for path in (__fish_complete_path (string replace -r '^--[^=]+=' '' -- $token))
            printf '%s%s\n' $lead $path
        end
    else
        string join \n -- $answer
    end
end
complete --command attune --command attune-cli --no-files --keep-order --arguments '(__attune_offers)'
