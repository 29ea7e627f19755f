package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"yearend/calc"
	"yearend/cmd/yearend/desk"
	"yearend/cmd/yearend/season"
	"yearend/letters"
	"yearend/letters/register"
)

func deskCommand(o *options) *cobra.Command {
	c := &cobra.Command{
		Use:   "desk [FOLDER]",
		Short: "The whole season on a page of the browser, on this computer alone",
		Long: `desk opens the season in your browser: files in, problems, letters, sums,
approval, sending, and what is next. It is the same as a double-click on
yearend.exe. FOLDER holds a project, or several, or none yet; one that is not
there yet is made with its first project. Without it the folder that you are in
is meant; --project opens one project of several.

Everything stays on this computer: the page can be opened by nobody else, and
takes nothing from elsewhere. What you do on it is done by the commands of this
program, and each step shows which. A desk and a terminal can be used side by
side, one at a time.

It ends with its own button, with Ctrl-C, or when nobody has used it for an
hour. A sending that is under way ends with the message in hand.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			folder := "."
			if len(args) > 0 {
				folder = args[0]
			}
			if program, err := os.Executable(); err == nil && len(args) == 0 && desk.OwnConsole() && liesIn(os.TempDir(), program) {
				return register.WithHint(errors.New("the program was started inside its zip, where nothing that is made would be kept"),
					"close this window, right-click the zip, choose Extract All, and start yearend.exe in the folder that this makes")
			}
			project := ""
			if c.Flags().Changed("project") {
				if len(args) > 0 {
					return usageError(errors.New("name the folder, or the project with --project, and not both"))
				}
				folder, project = filepath.Dir(o.project), o.project
			}
			return openDesk(c.Context(), *o, folder, project, c.OutOrStdout(), desk.Browse)
		},
	}
	c.Flags().StringVar(&o.asOf, "as-of", o.asOf, "the `date` that it takes for today, to rehearse")
	return c
}

// openDesk serves the desk of a folder until it ends. It opens with a project, if one is
// named, or with the only one that is there.
func openDesk(ctx context.Context, o options, folder, project string, window io.Writer, browse func(address string) (shut func(), err error)) error {
	if facts, err := os.Stat(folder); err == nil && !facts.IsDir() {
		return usageError(fmt.Errorf("%q is a file, and no folder: name the folder of a project, or one to be made", folder))
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("open the folder of the desk: %w", err)
	} // one that is not there yet is made with the first project, as the page says
	given, err := o.date()
	if err != nil {
		return err
	}
	today, begun := given, calc.DateOf(o.now())
	on := func() calc.Date { // the day goes on where the desk is open over midnight
		if today == begun {
			return calc.DateOf(o.now())
		}
		return today
	}
	if project != "" {
		if _, err := os.Stat(project); err != nil {
			return fmt.Errorf("open the project of the desk: %w", err)
		}
	} else if found, err := season.FindProjects(folder); err == nil && len(found) == 1 {
		project = found[0]
	}
	ask := desk.Asked{Folder: folder, Project: project, AsOf: on, Now: o.now, Window: window, Browse: browse, Program: o.program()}
	d, err := desk.Open(ask)
	if err != nil {
		return err
	}
	return d.Serve(ctx)
}

// liesIn reports whether a file lies in a folder or below it. A program that is started
// while a zip is only looked into was unpacked to the temporary folder, for as long as
// it is looked at.
func liesIn(folder, file string) bool {
	if whole, err := filepath.EvalSymlinks(folder); err == nil { // also from C:\Users\ALEXSA~1
		folder = whole
	}
	if whole, err := filepath.EvalSymlinks(file); err == nil {
		file = whole
	}
	within, err := filepath.Rel(folder, file)
	return err == nil && filepath.IsLocal(within)
}

// program is what the desk takes of this program.
func (o options) program() desk.Program {
	return desk.Program{
		Here: o.here,
		Command: func(ctx context.Context, c desk.Command) int {
			asked := options{asOf: c.AsOf.String(), now: o.now, here: o.here, told: c.Watch, secret: c.Typed, stdin: strings.NewReader("")}
			return asked.run(ctx, c.Args, &lines{to: c.Out, width: asWritten}, &lines{to: c.Out, width: asWritten}, c.Out)
		},
		Next: nextSteps, Again: produceLike, Problem: problemLine, Severity: severityWords, Waiting: waitingLine, Position: letters.StatementWords, Decisions: sayDecisions,
		Check: func(w io.Writer, of calc.Settlement, asked *season.Asked) {
			sayCheck(w, of, "")
			sayRequests(w, asked)
		},
		Working: sayWorking, Confirmed: confirmedWords,
		Pace: paceLine, Copies: copiesWords,
	}
}

// asWritten is a width that no line has: a page breaks its lines itself.
const asWritten = 1 << 20

// waitToBeRead keeps a window open that would close before it is read what went wrong.
func waitToBeRead(code int) {
	if code == exitDone || !desk.OwnConsole() {
		return
	}
	fmt.Print("\nPress Enter to close this window.")
	bufio.NewReader(os.Stdin).ReadString('\n')
}
