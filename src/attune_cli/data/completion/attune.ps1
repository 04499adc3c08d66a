# Completion of attune in PowerShell: attune says what may stand at the cursor.
Register-ArgumentCompleter -Native -CommandName attune, attune-cli -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $line = $commandAst.ToString()
    $length = $cursorPosition - $commandAst.Extent.StartOffset
    $line = if ($length -gt $line.Length) { $line.PadRight($length) } else { $line.Substring(0, $length) }
    $Env:_ATTUNE_COMPLETE = "complete_powershell"
    $Env:_TYPER_COMPLETE_ARGS = $line
    $program = $commandAst.CommandElements[0].ToString().Trim("'", '"')
    try {
        $answer = @(& $program 2>$null)
    } finally {
        Remove-Item Env:_ATTUNE_COMPLETE, Env:_TYPER_COMPLETE_ARGS -ErrorAction SilentlyContinue
    }
    if ($LASTEXITCODE -eq 3) { return } # a path, which PowerShell completes itself
    $offers = @($answer | Where-Object { $_ -match ":::" })
    if ($offers.Count -eq 0) { return "" } # so that it offers no files
    $offers | ForEach-Object {
        $value, $help = $_ -split ":::", 2
        [System.Management.Automation.CompletionResult]::new($value, $value, "ParameterValue", $help)
    }
}
