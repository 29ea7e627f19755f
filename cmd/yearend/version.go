package main

import (
	"fmt"
	"io"
	"maps"
	"runtime/debug"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"yearend/cmd/yearend/season"
)

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Version, commit, Go, and the libraries inside", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			info, ok := debug.ReadBuildInfo()
			if !ok {
				info = &debug.BuildInfo{}
			}
			sayVersion(c.OutOrStdout(), info)
			return nil
		},
	}
}

// sayVersion says which program this is, for whoever asks why two differ.
func sayVersion(w io.Writer, info *debug.BuildInfo) {
	fmt.Fprintln(w, season.Program())
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "commit\t%s\n", commitOf(info))
	fmt.Fprintf(t, "Go\t%s, for %s/%s\n", strings.TrimPrefix(info.GoVersion, "go"), setting(info, "GOOS"), setting(info, "GOARCH"))
	t.Flush()
	fmt.Fprintln(w, "\nLibraries inside")
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		fmt.Fprintf(t, "  %s\t%s\n", m.Path, m.Version)
	}
	t.Flush()
}

// commitOf is the commit that the program was built from, and whether anything
// was changed since; not known where it was built from files without a history.
func commitOf(info *debug.BuildInfo) string {
	commit := setting(info, "vcs.revision")
	if setting(info, "vcs.modified") == "true" {
		commit += ", with changes since"
	}
	if tag := info.Main.Version; tag == "v"+season.Version {
		commit += ", released as " + tag
	}
	return commit
}

// completionCommand prints what a shell runs to complete words; not broken at the
// window's width, as other lines are.
func completionCommand() *cobra.Command {
	shells := map[string]func(root *cobra.Command, to io.Writer) error{
		"bash":       func(root *cobra.Command, to io.Writer) error { return root.GenBashCompletionV2(to, true) },
		"zsh":        func(root *cobra.Command, to io.Writer) error { return root.GenZshCompletion(to) },
		"fish":       func(root *cobra.Command, to io.Writer) error { return root.GenFishCompletion(to, true) },
		"powershell": func(root *cobra.Command, to io.Writer) error { return root.GenPowerShellCompletionWithDesc(to) },
	}
	names := slices.Sorted(maps.Keys(shells))
	return &cobra.Command{
		Use: "completion SHELL", Short: "What makes a shell complete yearend's commands: bash, fish, powershell, zsh",
		Long: `completion prints what makes a shell complete the names of commands, flags and
runs when the Tab key is pressed.

  bash        source <(yearend completion bash)                 in ~/.bashrc
  zsh         source <(yearend completion zsh)                  in ~/.zshrc, after compinit
  fish        yearend completion fish | source                  in ~/.config/fish/config.fish
  PowerShell  yearend completion powershell | Out-String | Invoke-Expression
                                                                in the file that $PROFILE names`,
		ValidArgs: names,
		Args: func(_ *cobra.Command, args []string) error {
			if err := one(args, "shell", "name one of "+strings.Join(names, ", ")); err != nil {
				return err
			}
			if shells[args[0]] == nil {
				return fmt.Errorf("%q is no shell that is known here: name one of %s", args[0], strings.Join(names, ", "))
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			return shells[args[0]](c.Root(), shownOn(c.OutOrStdout()))
		},
	}
}

// completesRuns has the names of the runs that there are completed; nothing where the
// project cannot be read.
func completesRuns(o *options) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		p, err := o.readProject()
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return p.RunNames(), cobra.ShellCompDirectiveNoFileComp
	}
}

func setting(info *debug.BuildInfo, key string) string {
	for _, s := range info.Settings {
		if s.Key == key {
			return s.Value
		}
	}
	return "not known"
}
