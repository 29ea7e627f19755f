// Command yearend makes a primary care team's year-end letters: it reads the
// year-end extract, works out each practice's recorded achievement and
// indicative reconciliation, and writes a letter for every practice and scheme.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"slices"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"yearend/calc"
	"yearend/cmd/yearend/desk"
	"yearend/cmd/yearend/season"
	"yearend/letters"
	"yearend/letters/register"
)

// Exit codes, as `yearend help` states them.
const (
	exitDone   = 0
	exitFailed = 1 // nothing changed
	exitUsage  = 2
	exitPerson = 3 // done, but something needs a person
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	endWhenTold()
	season.CollectLess()
	code := run(ctx, begun(os.Args[1:], desk.OwnConsole()), os.Stdout, os.Stderr)
	waitToBeRead(code)
	os.Exit(code)
}

// begun is what the program was begun for: by a double-click, which names nothing and
// opens a window for it alone, the desk.
func begun(args []string, ownConsole bool) []string {
	cobra.MousetrapHelpText = "" // which would refuse a double-click
	if len(args) == 0 && ownConsole {
		return []string{"desk"}
	}
	return args
}

// grace is how long a program that was told to end may take over what it has in hand.
const grace = 10 * time.Second

// endWhenTold ends the program some seconds after the system has told it to,
// whatever it waits for; told twice, at once. A letter that is cut off is unknown.
func endWhenTold() {
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGTERM)
	go func() {
		<-told
		select {
		case <-told:
		case <-time.After(grace):
		}
		os.Exit(exitFailed)
	}()
}

// run is the whole program but for the exit. It alone reads the clock: for the
// default of --as-of, and for the moment of what people do (locks, approvals).
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	return runAt(ctx, season.ThisComputer(), args, stdout, stderr)
}

// runAt is the same for somebody, somewhere.
func runAt(ctx context.Context, here season.Here, args []string, stdout, stderr io.Writer) int {
	opts := options{asOf: calc.DateOf(time.Now()).String(), now: time.Now, here: here}
	return opts.run(ctx, args, linesTo(stdout), linesTo(stderr), stdout)
}

// run is one command: whole is where goes what a program reads, as it stands.
func (o options) run(ctx context.Context, args []string, told, warned *lines, whole io.Writer) int {
	root := rootCommand(&o)
	root.SetArgs(args)
	root.SetOut(told)
	root.SetErr(warned)
	if len(args) > 0 && args[0] == cobra.ShellCompRequestCmd { // for a shell to read, as it stands
		root.SetOut(whole)
	}
	root.SetIn(o.stdin)
	root.PersistentPreRun = func(*cobra.Command, []string) {
		o.project = register.Typed(o.project)
		if o.json { // for a program to read, as it stands
			root.SetOut(whole)
		}
	}
	err := root.ExecuteContext(ctx)
	told.flush()
	warned.flush()
	return exitCode(err, warned)
}

// exitCode says what went wrong, and is the code for it.
func exitCode(err error, stderr io.Writer) int {
	var coded exitError
	var usage season.Usage
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, context.Canceled):
		sayError(stderr, errors.New("interrupted: nothing was written"))
		return exitFailed
	case errors.As(err, &coded):
		sayError(stderr, coded.err)
		return coded.code
	case errors.As(err, &usage):
		sayError(stderr, err)
		return exitUsage
	}
	sayError(stderr, err)
	return exitFailed
}

// exitError is an error with an exit code of its own; with no error inside it
// says nothing more than has been said.
type exitError struct {
	code int
	err  error
}

func (e exitError) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

func usageError(err error) error { return season.Usage{Err: err} }

// oneRun asks for the one run that a command is about.
func oneRun(c *cobra.Command, args []string) error {
	return one(args, "run", fmt.Sprintf("name it, as in `yearend %s run-001`, or say `latest`, the newest year-end run", c.Name()))
}

// onePractice asks for the one practice that a command is about.
func onePractice(c *cobra.Command, args []string) error {
	return one(args, "practice", fmt.Sprintf("name it by its code, as in `yearend %s P81999`", c.Name()))
}

func one(args []string, what, hint string) error {
	switch len(args) {
	case 0:
		return register.WithHint(fmt.Errorf("which %s?", what), hint)
	case 1:
		return nil
	}
	return register.WithHint(fmt.Errorf("one %s at a time, and %d were named", what, len(args)), hint)
}

// needsPerson is the exit code that says so.
func needsPerson(yes bool) error {
	if yes {
		return exitError{code: exitPerson}
	}
	return nil
}

// options are the flags that several commands share.
type options struct {
	project string
	asOf    string
	json    bool
	now     func() time.Time
	here    season.Here

	told   season.Watch     // who is told how far it is, besides the terminal; nobody, where it is empty
	stdin  io.Reader        // nil for the terminal's own
	secret season.AskSecret // who gives the password; nil for whoever sits at the terminal
}

// readProject reads the project, to be worked on by whoever is here.
func (o options) readProject() (season.Project, error) {
	p, err := season.ReadProject(o.project)
	return p.At(o.here), err
}

func rootCommand(o *options) *cobra.Command {
	root := &cobra.Command{
		Use:   "yearend",
		Short: "Make a primary care team's year-end letters",
		Long: `yearend reads the year-end extract, works out each practice's recorded
achievement and indicative reconciliation, and writes a letter for every
practice and scheme.

  yearend desk                the whole season on a page of the browser
  yearend init mytrial        a starter project with a small synthetic sample
  cd mytrial
  yearend check               read and judge every input, write nothing
  yearend preview P81999      one practice's letters, to see what the words look like
  yearend produce             letters, tables and workbook in output/run-001
  yearend approve run-001 --by NAME
  yearend send run-001        what would go to whom; with --live, each letter once
  yearend print run-001       the letters that go by post, as one PDF
  yearend panel               the pack for the panel that decides on mitigation
  yearend decide FILE --by NAME
                              what it decided, recorded once
  yearend status              where the year end stands, and what to do next

Exit codes: 0 done; 1 failed, nothing changed; 2 wrong usage; 3 done, but
something needs a person.`,
		Version:       season.Version,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError(err) })
	root.PersistentFlags().StringVar(&o.project, "project", "yearend.yaml", "the project `file`")
	root.AddCommand(initCommand(o), checkCommand(o), produceCommand(o), previewCommand(o), explainCommand(o), rulesCommand(o),
		changesCommand(o), approveCommand(o), revokeCommand(o), verifyCommand(o), panelCommand(o), decideCommand(o), sendCommand(o), printCommand(o), statusCommand(o), deskCommand(o), versionCommand(), completionCommand(), faultsTopic())
	for _, c := range append(root.Commands(), root) {
		c.Args = asUsage(c.Args)
		c.Long = pathInHelp.ReplaceAllStringFunc(c.Long, filepath.FromSlash)
		if slices.Contains([]string{"approve", "changes", "print", "revoke", "send", "verify"}, c.Name()) {
			c.ValidArgsFunction = completesRuns(o)
		}
	}
	return root
}

// pathInHelp is a path in the folder of runs, which the help has as the system writes it.
var pathInHelp = regexp.MustCompile(`output/\S*`)

// asUsage makes a wrong number of arguments a fault of usage.
func asUsage(check cobra.PositionalArgs) cobra.PositionalArgs {
	if check == nil {
		return nil
	}
	return func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return usageError(err)
		}
		return nil
	}
}

func asOfFlag(c *cobra.Command, o *options) {
	c.Flags().StringVar(&o.asOf, "as-of", o.asOf, "the `date` of issue, as 2026-04-17")
}

func jsonFlag(c *cobra.Command, o *options) {
	c.Flags().BoolVar(&o.json, "json", false, "print JSON instead of a table")
}

// date is --as-of as a date.
func (o options) date() (calc.Date, error) {
	d, err := calc.ParseDate(o.asOf)
	if err != nil {
		return 0, usageError(err)
	}
	return d, nil
}

// open reads the project, for a command that is asked for a run of a kind.
func (o options) open(kind letters.Kind, stderr io.Writer) (p season.Project, ask season.Request, err error) {
	ask = season.Request{Kind: kind, Now: o.now, Watch: o.watchOn(stderr)}
	if ask.AsOf, err = o.date(); err != nil {
		return p, ask, err
	}
	p, err = o.readProject()
	return p, ask, err
}
