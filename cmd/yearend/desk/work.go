package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"yearend/calc"
	"yearend/cmd/yearend/season"
	"yearend/letters/post"
	"yearend/letters/register"
)

// job is something that takes its time: a command of the program, as a rule.
type job struct {
	Title    string // what is being done: "Produce the year-end letters"
	Args     []string
	Also     [][]string                              // commands that follow, as long as each is done
	Then     func(code int) (words, place string)    // where to go on when it has ended; nil for nowhere
	Look     func(made string) (words, place string) // the same where it has made a run, or a pack, of that name
	Sending  bool                                    // stopping it finishes the message in hand
	Password string                                  // that a terminal would have asked for
	AsOf     calc.Date

	// Do is what is done where it is no command.
	Do func(ctx context.Context, said io.Writer, watch season.Watch) (code int)
}

// work is a job under way, or done. It belongs to the desk and to no page: a reload, or
// another tab, finds it as it is.
type work struct {
	ID int
	job
	Began     time.Time
	rehearsed bool // its day is not the clock's

	mu          sync.Mutex
	ended       time.Time
	code        int
	said        strings.Builder
	done, total int
	words       string // how far it is
	made        string // the run that it has made
	stopping    bool
	stop        context.CancelFunc
	moved       chan struct{} // closed when there is something new
}

// works are the desk's: one at a time.
type works struct {
	now func() time.Time

	mu   sync.Mutex
	all  []*work
	wait sync.WaitGroup
}

// mostWorks is how many are kept to be looked at again.
const mostWorks = 40

// busy is what is at work; nil for nothing.
func (w *works) busy() *work {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.all) == 0 {
		return nil
	}
	if last := w.all[len(w.all)-1]; !last.over() {
		return last
	}
	return nil
}

// find is a work by its number; nil where there is none.
func (w *works) find(id string) *work {
	n, err := strconv.Atoi(id)
	w.mu.Lock()
	defer w.mu.Unlock()
	i := slices.IndexFunc(w.all, func(one *work) bool { return one.ID == n })
	if err != nil || i < 0 {
		return nil
	}
	return w.all[i]
}

// start sets a job to work and gives the page that shows it, or says what is at work
// already. The job goes on whoever looks on.
func (v *visit) start(j job) (place string, err error) {
	d := v.desk
	if j.AsOf == 0 {
		j.AsOf = v.On()
	}
	ctx, stop := context.WithCancel(context.Background())
	one := &work{job: j, stop: stop, moved: make(chan struct{}), rehearsed: d.rehearses() != nil}
	switch same, err := d.works.add(one); {
	case err != nil:
		stop()
		return "", err
	case same != nil: // a double click, or another tab: it is done once, and both look on
		stop()
		return fmt.Sprintf("/work/%d", same.ID), nil
	}
	file := v.File
	d.works.wait.Go(func() {
		defer stop()
		d.waitForLooks()
		one.end(d.run(ctx, one, file), d.asked.Now())
	})
	return fmt.Sprintf("/work/%d", one.ID), nil
}

// waitForLooks waits until no page looks at a sending: it keeps the runs to itself meanwhile.
func (d *Desk) waitForLooks() {
	d.looks.Lock()
	defer d.looks.Unlock()
}

// add takes a work in hand, unless something is at work already: same is that, where it
// is the very same.
func (w *works) add(one *work) (same *work, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if n := len(w.all); n > 0 {
		if last := w.all[n-1]; !last.over() {
			if last.is(one.job) {
				return last, nil
			}
			return nil, register.WithHint(fmt.Errorf("one thing at a time: %q has been at work since %s", last.Title, last.Began.Format("15:04:05")), "wait until it has ended, or stop it")
		}
		one.ID = w.all[n-1].ID
	}
	one.ID++
	one.Began = w.now()
	if w.all = append(w.all, one); len(w.all) > mostWorks {
		w.all = w.all[1:]
	}
	return nil, nil
}

// is reports whether a job asks for the very same commands, on the same day.
func (j job) is(other job) bool {
	return len(j.Args) > 0 && j.AsOf == other.AsOf && slices.Equal(j.Args, other.Args) && slices.EqualFunc(j.Also, other.Also, slices.Equal)
}

// run does the job. A fault of the program ends the job, and not the desk.
func (d *Desk) run(ctx context.Context, one *work, project string) (code int) {
	defer func() {
		if fault := recover(); fault != nil {
			fmt.Fprintf(one, "yearend: error: the program failed: %v\n", fault)
			code = Failed
		}
	}()
	watch := season.Watch{Letters: one.letters, Sending: one.sending, Made: one.keeps}
	if one.Do != nil {
		return one.Do(ctx, one, watch)
	}
	typed := func(context.Context, string) (string, error) {
		if one.Password == "" {
			return "", errors.New("no password was given")
		}
		return one.Password, nil
	}
	for _, args := range append([][]string{one.Args}, one.Also...) {
		code = d.asked.Program.Command(ctx, Command{Args: append([]string{"--project", project}, args...), AsOf: one.AsOf, Out: one, Watch: watch, Typed: typed})
		if code != Done {
			return code
		}
	}
	return code
}

// Write takes what the job says.
func (w *work) Write(some []byte) (int, error) {
	w.tell(func() { w.said.Write(some) })
	return len(some), nil
}

// tell changes something, and wakes whoever looks on.
func (w *work) tell(change func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	change()
	close(w.moved)
	w.moved = make(chan struct{})
}

func (w *work) letters(now season.Progress) {
	if now.Over {
		return
	}
	w.tell(func() { w.done, w.total, w.words = now.Done, now.Total, "letters" })
}

func (w *work) keeps(run string) { w.tell(func() { w.made = run }) }

func (w *work) sending(now post.Progress) {
	w.tell(func() {
		sent := 0
		for _, n := range now.Count {
			sent += n
		}
		w.done, w.total, w.words = sent, sent+now.Left, "messages, ends at "+now.Ends.Local().Format("15:04")
	})
}

func (w *work) end(code int, at time.Time) {
	w.tell(func() { w.code, w.ended, w.Password = code, at, "" })
}

func (w *work) over() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return !w.ended.IsZero()
}

// halt has the job end where it may: a sending after the message in hand.
func (w *work) halt() {
	w.tell(func() { w.stopping = true })
	w.stop()
}
