package desk

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/cmd/yearend/season/edit"
	"yearend/letters/post"
	"yearend/letters/register"
)

// sendShown is a run as it is sent: what would go now, what waits for a person, and
// what has gone.
type sendShown struct {
	register.Run
	Several  []season.RunStatus // where no run is named: those that there are
	Approved bool
	Code     string // of the approval
	After    season.Since
	Again    []bit     // how a new run is made
	Plan     planShown // what would go now
	Money    []assumed // assumptions that nobody has confirmed, on which sums rest
	Clock    calc.Date // the day on which it really goes
	Messages int       // of this round: the number that is typed
	Goes     []post.Staying
	Changed  []season.MailboxChange // since the run approved before
	Since    string
	Doubts   []string
	Newer    []string // runs that keep letters back, since they have other figures
	Schemes  []*calc.Scheme
	Waiting  []waitingShown
	Files    []string // what was written of sending
	Password bool     // it is asked for
	Asked    sendAsked
}

// assumed is an assumption on which sums rest, and where it is confirmed.
type assumed struct {
	register.Assumption
	Place string
}

// sendAsked is what a person asks of a sending.
type sendAsked struct {
	To, Only, Limit, Although string
	Schemes                   []string
}

// waitingShown is a letter that gets no further by itself, and what can be said of it.
type waitingShown struct {
	post.Waiting
	Line string
	Can  []string
}

// Heading is the title of its page.
func (s sendShown) Heading() string {
	if s.Name == "" {
		return "Send"
	}
	return "Send " + s.Name
}

func (d *Desk) sendPages() []page {
	return []page{
		{Path: "/send", Title: "Send", In: "Send", View: "send.html", Show: d.showToSend},
		{Path: "/send/{run}", Title: "Send", In: "Send", View: "send.html", Show: d.showSending},
	}
}

func (d *Desk) sendChanges() {
	d.change("/send/{run}/live", d.sendLive)
	d.change("/send/{run}/rehearse", d.sending("Rehearse sending %s", "--rehearse"))
	d.change("/send/{run}/plan", d.sending("Write the messages of %s as files, and send nothing"))
	d.change("/send/{run}/print", d.print)
	d.change("/send/{run}/resolve", d.resolve)
	d.change("/send/{run}/word", d.giveWord)
	d.change("/probe", func(v *visit) (string, error) {
		back := ours(v.Field("back"))
		return v.start(job{Title: "Try the mail server", Args: []string{"send", "--probe"}, Password: v.PostFormValue("password"),
			Then: func(int) (string, string) { return "Back", back }})
	})
}

// showToSend lists the runs that make letters, the newest first.
func (d *Desk) showToSend(v *visit) (any, error) {
	s, err := season.StatusOn(v.Project, v.On())
	if err != nil {
		return nil, err
	}
	var shown sendShown
	for _, r := range slices.Backward(s.Runs) {
		if r.Pages == 0 {
			shown.Several = append(shown.Several, r)
		}
	}
	return shown, nil
}

// askedOf is what the address, or a form, asks of a sending.
func askedOf(values url.Values) sendAsked {
	field := func(name string) string { return strings.TrimSpace(values.Get(name)) }
	return sendAsked{To: field("to"), Only: field("only"), Limit: field("limit"), Although: field("although"), Schemes: values["scheme"]}
}

// choice is which letters are asked for, as the command takes them.
func (a sendAsked) choice() (season.Choice, error) {
	c := season.Choice{Practices: edit.Parted(a.Only, ","), Schemes: a.Schemes}
	if a.Limit == "" {
		return c, nil
	}
	n, err := strconv.Atoi(a.Limit)
	if err != nil || n < 1 {
		return c, fmt.Errorf("%q is no number of letters above 0", a.Limit)
	}
	c.Limit = n
	return c, nil
}

// args are those of the command that asks for the same.
func (a sendAsked) args(run string) []string {
	args := []string{"send", run}
	for _, flag := range []struct{ name, value string }{{"--to", a.To}, {"--only", strings.Join(edit.Parted(a.Only, ","), ",")}, {"--limit", a.Limit}, {"--although", a.Although},
		{"--scheme", strings.Join(a.Schemes, ",")}} {
		if flag.value != "" {
			args = append(args, flag.name, flag.value)
		}
	}
	return args
}

func (d *Desk) showSending(v *visit) (_ any, err error) {
	if one := d.works.busy(); one != nil && one.Sending {
		return nil, goTo(fmt.Sprintf("/work/%d", one.ID))
	}
	if err := d.others(); err != nil {
		return nil, err
	}
	d.looks.RLock()
	defer d.looks.RUnlock()
	if err := d.others(); err != nil { // begun while this page waited
		return nil, err
	}
	shown := sendShown{Asked: askedOf(v.URL.Query())}
	choice, err := shown.Asked.choice()
	if err != nil {
		return nil, err
	}
	s, err := season.OpenSending(v.Project, v.PathValue("run"), post.Asked{Redirect: shown.Asked.To, Although: shown.Asked.Although}, d.asked.Now, season.Watch{})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	shown.Run, shown.Approved, shown.Schemes, shown.After, shown.Clock = s.Run, s.Approved, s.Schemes, s.Since, calc.DateOf(d.asked.Now())
	shown.Again = onPage("`" + d.asked.Program.Again(s.Run.Record) + "`")
	if s.Approved {
		shown.Code = s.Approval.Code()
	}
	if err := shown.plan(d, s, choice); err != nil {
		return nil, err
	}
	return shown, shown.overlook(v, s)
}

// others refuses to look at a sending while a command has the runs to itself, or is about
// to.
func (d *Desk) others() error {
	if one := d.works.busy(); one != nil && one.Do == nil {
		return register.WithHint(fmt.Errorf("%q is at work", one.Title), "wait until it has ended, and load this page again")
	}
	return nil
}

// plan says what would go now.
func (shown *sendShown) plan(d *Desk, s *season.Sending, choice season.Choice) error {
	if s.Approved {
		choice.Limit = s.RoundLimit(choice.Limit)
	}
	plan, err := s.Plan(choice)
	if err != nil {
		return err
	}
	shown.Messages, shown.Plan = plan.Messages(), d.planShown(s, plan)
	for _, e := range plan.Owed {
		shown.Goes = append(shown.Goes, post.Staying{Envelope: e, Standing: s.Standings[e.Reference]})
	}
	for _, doubt := range s.Doubts {
		shown.Doubts = append(shown.Doubts, plainly(doubt.Words))
	}
	for _, newer := range s.Superseded {
		if !slices.Contains(shown.Newer, newer) {
			shown.Newer = append(shown.Newer, newer)
		}
	}
	slices.Sort(shown.Newer)
	for _, w := range s.Waiting() {
		one := waitingShown{Waiting: w, Line: plainly(d.asked.Program.Waiting(w))}
		for _, as := range resolveWords {
			if post.CanSay(as.As, w.Standing) {
				one.Can = append(one.Can, as.As)
			}
		}
		shown.Waiting = append(shown.Waiting, one)
	}
	return nil
}

// overlook adds what a person should have looked at.
func (shown *sendShown) overlook(v *visit, s *season.Sending) error {
	o, err := season.Overlook(v.Project, s.Run)
	if err != nil {
		return err
	}
	shown.Changed, shown.Since = o.Mailboxes, o.Since
	for _, a := range s.Run.Record.Unconfirmed {
		if a.MovesMoney {
			shown.Money = append(shown.Money, assumed{a, "/rules#" + a.Scheme})
		}
	}
	mail := v.Project.Mail
	shown.Password = mail.Auth != string(post.NoAuth) && mail.Secret.Env == "" && mail.Secret.File == "" && len(mail.Secret.Command) == 0
	for _, name := range []string{post.SentFile, "outbox/plan.csv", "print/letters.pdf", "print/posting.csv"} {
		if file, err := season.RunFile(s.Run, name); err == nil {
			file.Close()
			shown.Files = append(shown.Files, name)
		}
	}
	return nil
}

// resolveWords are what can be said of a letter, each with what it means.
var resolveWords = []struct{ As, Means string }{
	{post.AsSent, "the practice has it"},
	{post.AsAgain, "it does not have it: send it again"},
	{post.AsPosted, "it has gone by post"},
	{post.AsBounced, "it came back, or went astray"},
}

// Resolutions are all that can be said.
func (s sendShown) Resolutions() any { return resolveWords }

// number is a number as it is shown, 1,380, as a command takes it; nothing else is given
// to a command, which would then ask at a terminal.
func number(v *visit, field, word string) (string, error) {
	n := strings.ReplaceAll(v.Field(field), ",", "")
	if _, err := strconv.ParseUint(n, 10, 32); err != nil {
		return "", register.WithHint(fmt.Errorf("no number was given, but %q: nothing was done", v.Field(field)), "type the number of "+word+" that is shown")
	}
	return n, nil
}

// sendLive really sends, as the command does.
func (d *Desk) sendLive(v *visit) (next string, err error) {
	run, err := d.asShown(v)
	if err != nil {
		return "", err
	}
	n, err := number(v, "messages", "messages")
	if err != nil {
		return "", err
	}
	asked := askedOf(v.PostForm)
	args := append(asked.args(run.Name), "--live", "--messages", n)
	if v.Field("accept-assumptions") != "" {
		args = append(args, "--accept-assumptions")
	}
	title := "Send " + run.Name
	if asked.To != "" {
		title += " to " + asked.To + ", as a test"
	}
	return v.start(job{Title: title, Args: args, Sending: true, Password: v.PostFormValue("password"), Then: backTo("/send/", run.Name)})
}

func backTo(place, run string) func(int) (string, string) {
	return func(int) (string, string) { return "Back to " + run, place + run }
}

// sending is a kind of sending that sends nothing to anybody.
func (d *Desk) sending(title string, flags ...string) func(v *visit) (string, error) {
	return func(v *visit) (string, error) {
		run, err := season.OpenRun(v.Project, v.PathValue("run"))
		if err != nil {
			return "", err
		}
		asked := askedOf(v.PostForm)
		return v.start(job{Title: fmt.Sprintf(title, run.Name), Args: append(asked.args(run.Name), flags...), Then: backTo("/send/", run.Name)})
	}
}

// print joins the letters that go by post.
func (d *Desk) print(v *visit) (next string, err error) {
	run, err := season.OpenRun(v.Project, v.PathValue("run"))
	if err != nil {
		return "", err
	}
	return v.start(job{Title: "Print the letters of " + run.Name + " that go by post", Args: []string{"print", run.Name}, Then: backTo("/send/", run.Name)})
}

// resolve notes a person's word on letters, scheme by scheme: a word on a practice and on
// two schemes would be on its letters of both.
func (d *Desk) resolve(v *visit) (next string, err error) {
	run, err := season.OpenRun(v.Project, v.PathValue("run"))
	if err != nil {
		return "", err
	}
	as := v.Field("as")
	codes := map[string][]string{}
	for _, letter := range v.PostForm["letter"] { // CODE of a SCHEME
		code, scheme, ok := strings.Cut(letter, " ")
		if ok {
			codes[scheme] = append(codes[scheme], code)
		}
	}
	if more := edit.Parted(v.Field("codes"), ","); len(more) > 0 {
		codes[v.Field("codes-scheme")] = append(codes[v.Field("codes-scheme")], more...)
	}
	if len(codes) == 0 || as == "" {
		return "", errors.New("tick the letters, and say what became of them")
	}
	var commands [][]string
	for _, scheme := range slices.Sorted(maps.Keys(codes)) {
		args := []string{"send", run.Name, "--resolve", strings.Join(codes[scheme], ",") + "=" + as, "--by", v.Field("by")}
		if scheme != "" {
			args = append(args, "--scheme", scheme)
		}
		if on := v.Field("on"); on != "" && as == post.AsPosted {
			args = append(args, "--on", on)
		}
		commands = append(commands, args)
	}
	return v.start(job{Title: "Note what became of letters of " + run.Name, Args: commands[0], Also: commands[1:], Then: backTo("/send/", run.Name)})
}

// giveWord notes a person's word on what is at odds about a run.
func (d *Desk) giveWord(v *visit) (next string, err error) {
	run, err := season.OpenRun(v.Project, v.PathValue("run"))
	if err != nil {
		return "", err
	}
	return v.start(job{Title: "Note what is true of " + run.Name, Args: []string{"send", run.Name, "--resolve", run.Name + "=" + cmp.Or(v.Field("as"), "?"), "--by", v.Field("by"), "--because", v.Field("because")},
		Then: backTo("/send/", run.Name)})
}
