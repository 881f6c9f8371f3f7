namespace Heketi.Cli.Completion;

/// <summary>The scripts that make shells ask this program for candidates.</summary>
internal static class CompletionScripts
{
    public const string Bash = """
        # bash completion for heketi-cli: source <(heketi-cli completion bash)
        _heketi_cli() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(heketi-cli __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f1)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _heketi_cli heketi-cli

        """;

    public const string Fish = """
        # fish completion for heketi-cli: heketi-cli completion fish | source
        complete -c heketi-cli -a '(heketi-cli __complete (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'

        """;

    public const string PowerShell = """
        # PowerShell completion for heketi-cli: heketi-cli completion powershell | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName heketi-cli -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
            if ($wordToComplete -eq '') { $words += '' }
            heketi-cli __complete @words 2>$null | ForEach-Object {
                $name, $text = $_ -split "`t", 2
                [System.Management.Automation.CompletionResult]::new($name, $name, 'ParameterValue', $(if ($text) { $text } else { $name }))
            }
        }

        """;

    public const string Zsh = """
        #compdef heketi-cli
        # zsh completion for heketi-cli: source <(heketi-cli completion zsh)
        _heketi_cli() {
            local -a lines names texts
            lines=("${(@f)$(heketi-cli __complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
            lines=("${(@)lines:#}")
            (( ${#lines} )) || { _files; return }
            names=("${(@)lines%%$'\t'*}")
            texts=("${(@)lines/$'\t'/  -- }")
            compadd -l -d texts -a names
        }
        if [[ "$funcstack[1]" == _heketi_cli ]]; then _heketi_cli "$@"; else compdef _heketi_cli heketi-cli; fi

        """;
}
