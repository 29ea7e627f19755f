package main

import (
	"fmt"
	"io"
	"runtime/debug"
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
	return commit
}

func setting(info *debug.BuildInfo, key string) string {
	for _, s := range info.Settings {
		if s.Key == key {
			return s.Value
		}
	}
	return "not known"
}
