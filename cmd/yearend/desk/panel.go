package desk

import (
	"errors"
	"mime/multipart"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters"
)

// panelShown is what comes after the letters: what practices ask for, the pack for the
// panel, what it decided, and the sums for Finance.
type panelShown struct {
	Stops    []season.Stop // of the calendar, with the days left
	Requests *season.RequestsStatus
	Asked    []stateCount
	Packs    []packShown // the newest first
	Outcome  string      // the newest outcome run; empty before there is one
	Sums     season.Sums // that Finance was last asked for
	Lacks    []season.Lack
	Today    calc.Date
}

type stateCount struct {
	State calc.RequestState
	Count int
	Means string
}

// requestWords say what each state of a request means.
var requestWords = map[calc.RequestState]string{
	calc.RequestHeld: "it cannot be known who asks for what; a correction says so", calc.RequestReady: "can go to the panel, in the next pack", calc.RequestInPack: "lies before the panel",
	calc.RequestDecided: "the panel has decided; the practice is told by its outcome letter", calc.RequestTold: "the practice has its outcome letter",
	calc.RequestWithdrawn: "the practice took it back", calc.RequestReplaced: "another of the practice stands in its place",
	calc.RequestProof: "a row of the team’s own that shows by which clock the form was read; no request",
}

type packShown struct {
	season.PackStatus
	Files []runFile
}

func (d *Desk) panelPages() []page {
	return []page{
		{Path: "/panel", Title: "Requests and panel", In: "Panel", View: "panel.html", Show: d.showPanel},
		{Path: "/panel/decided/{sheet}", Title: "What the panel decided", In: "Panel", View: "decided.html", Show: d.showDecided},
	}
}

func (d *Desk) panelChanges() {
	back := func(int) (string, string) { return "Back to the panel", "/panel" }
	d.change("/panel/forms", func(v *visit) (string, error) {
		return v.start(job{Title: "Write out what the forms ask", Args: []string{"init", "--form"}, Then: back})
	})
	d.change("/panel/pack", func(v *visit) (string, error) {
		return v.start(job{Title: "Make the pack for the panel", Args: withDay(v, []string{"panel"}), Then: back})
	})
	d.upload("/panel/sheet", d.takeSheet)
	d.change("/panel/decided/{sheet}", d.decide)
}

// panelFiles are those of a pack.
var panelFiles = []runFile{{"pack.pdf", "what lies before the panel, to print or to share"}, {"pack.xlsx", "the same with its figures"},
	{"decisions.xlsx", "the sheet that the panel fills in"}, {"requests.csv", "a row a request"}}

func (d *Desk) showPanel(v *visit) (any, error) {
	s, err := season.StatusOn(v.Project, v.On())
	if err != nil {
		return nil, err
	}
	calendar, err := season.Calendar(v.Project, s)
	if err != nil {
		return nil, err
	}
	shown := panelShown{Requests: s.Requests, Today: v.On()}
	for _, stop := range calendar {
		if slices.Contains([]season.StopKey{season.Asks, season.Decides, season.Answered, season.Paid}, stop.Key) {
			shown.Stops = append(shown.Stops, stop)
		}
	}
	if s.Requests != nil {
		for _, state := range calc.RequestStates() {
			if n := s.Requests.States[state]; n > 0 {
				shown.Asked = append(shown.Asked, stateCount{state, n, requestWords[state]})
			}
		}
	}
	for _, pack := range slices.Backward(s.Packs) {
		shown.Packs = append(shown.Packs, packShown{pack, panelFiles})
	}
	for _, n := range s.Newest {
		if n.Kind.Final {
			shown.Outcome = n.Run
		}
	}
	shown.Sums, shown.Lacks = s.Sums, s.Lacks
	return shown, nil
}

// takeSheet keeps a sheet that the panel has filled in, and shows what it comes to.
func (d *Desk) takeSheet(v *visit, files *multipart.Reader) (next string, err error) {
	part, err := files.NextPart()
	if err != nil || part.FormName() != "sheet" || part.FileName() == "" {
		return "", errors.New("no sheet was chosen")
	}
	file, err := season.KeepSheet(v.Project, part.FileName(), part)
	if err != nil {
		return "", err
	}
	return "/panel/decided/" + url.PathEscape(filepath.Base(file)), nil
}

// decidedShown is what a filled-in sheet comes to, before it is recorded.
type decidedShown struct {
	Sheet    string
	Pack     string
	Problems []calc.Problem
	Words    string // in the words of the terminal
	Count    int    // of its decisions
	Stops    bool
	Correct  string
	Because  string
}

func (d *Desk) showDecided(v *visit) (any, error) {
	asked := v.URL.Query()
	shown := decidedShown{Sheet: v.PathValue("sheet"), Correct: strings.TrimSpace(asked.Get("correct")), Because: strings.TrimSpace(asked.Get("because"))}
	open, err := season.OpenDecisions(v.Project, season.DecideAsked{File: season.KeptSheet(v.Project, shown.Sheet), By: d.asked.Program.Here.Account,
		Correct: shown.Correct, Because: shown.Because, Today: v.On(), Now: d.asked.Now})
	if err != nil {
		return nil, err
	}
	shown.Pack, shown.Problems, shown.Count, shown.Stops = open.Pack.Name, open.Judged.Problems, len(open.Judged.Decisions), open.Judged.Stops()
	if !shown.Stops && shown.Count > 0 {
		var words strings.Builder
		d.asked.Program.Decisions(&words, open)
		shown.Words = words.String()
	}
	return shown, nil
}

// decide records what the panel decided, as the command does.
func (d *Desk) decide(v *visit) (next string, err error) {
	n, err := number(v, "decisions", "decisions")
	if err != nil {
		return "", err
	}
	args := []string{"decide", season.KeptSheet(v.Project, v.PathValue("sheet")), "--by", v.Field("by"), "--decisions", n}
	if request := v.Field("correct"); request != "" {
		args = append(args, "--correct", request, "--because", v.Field("because"))
	}
	return v.start(job{Title: "Record what the panel decided", Args: args, Then: func(int) (string, string) { return "Back to the panel", "/panel" }})
}

// Left says how many days there are until a stop.
func (panelShown) Left(s season.Stop) string {
	switch {
	case s.Month != "":
		return s.Month
	case s.Left > 0:
		return letters.LongDate(s.On) + ", in " + letters.Many(s.Left, "day")
	case s.Left == 0:
		return letters.LongDate(s.On) + ", today"
	}
	return letters.LongDate(s.On) + ", " + strconv.Itoa(-s.Left) + " days ago"
}
