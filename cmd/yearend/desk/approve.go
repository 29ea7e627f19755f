package desk

import (
	"fmt"

	"yearend/cmd/yearend/season"
	"yearend/letters/register"
)

// approveShown is a run to be approved: what the command shows before it asks.
type approveShown struct {
	register.Run
	Shown   []string
	Letters int
	Given   []register.Signatory
	Revoked []register.Revocation
	Needs   int
	Still   int                 // how many more must approve it
	Code    string              // for the minutes, once enough have
	Mine    *register.Signatory // given from this account: another person approves from their own
	Account string              // of the computer
	Several []season.RunStatus  // where no run is named: those that there are
}

// Heading is the title of its page.
func (a approveShown) Heading() string {
	if a.Name == "" {
		return "Approve"
	}
	return "Approve " + a.Name
}

func (d *Desk) approvePages() []page {
	return []page{
		{Path: "/approve", Title: "Approve", In: "Approve", View: "approve.html", Show: d.showToApprove},
		{Path: "/approve/{run}", Title: "Approve", In: "Approve", View: "approve.html", Show: d.showApproval},
	}
}

func (d *Desk) approveChanges() {
	d.change("/approve/{run}", d.approve)
	d.change("/revoke/{run}", d.revoke)
}

// showToApprove lists the newest runs that make letters, of each kind.
func (d *Desk) showToApprove(v *visit) (any, error) {
	s, err := season.StatusOn(v.Project, v.On())
	if err != nil {
		return nil, err
	}
	var shown approveShown
	for _, n := range s.Newest {
		if !n.Kind.OnPages {
			shown.Several = append(shown.Several, n.RunStatus)
		}
	}
	return shown, nil
}

func (d *Desk) showApproval(v *visit) (any, error) {
	run, err := season.OpenRun(v.Project, v.PathValue("run"))
	if err != nil {
		return nil, err
	}
	approval, err := run.Approval()
	if err != nil {
		return nil, err
	}
	shown := approveShown{Run: run, Letters: run.Record.Letters(), Given: approval.By, Revoked: approval.Revoked, Needs: run.Record.Needs(), Account: d.asked.Program.Here.Account}
	shown.Still = shown.Needs - len(approval.By)
	if shown.Still <= 0 {
		shown.Code = approval.Code()
		return shown, nil
	}
	shown.Mine = approval.Signed("", shown.Account)
	o, err := season.Overlook(v.Project, run)
	if err != nil {
		return nil, err
	}
	shown.Shown = d.asked.Program.Overview(run, o)
	return shown, nil
}

// approve binds a person's approval to the run that they were shown, as the command does.
func (d *Desk) approve(v *visit) (next string, err error) {
	run, err := d.asShown(v)
	if err != nil {
		return "", err
	}
	n, err := number(v, "letters", "letters")
	if err != nil {
		return "", err
	}
	place := "/approve/" + run.Name
	return v.start(job{Title: "Approve " + run.Name, Args: []string{"approve", run.Name, "--by", v.Field("by"), "--letters", n}, Then: func(code int) (string, string) {
		if code == Done {
			return "Send " + run.Name, "/send/" + run.Name
		}
		return "Back to " + run.Name, place
	}})
}

// asShown is the run that a form is about, which must be the one that the page showed.
func (d *Desk) asShown(v *visit) (register.Run, error) {
	run, err := season.OpenRun(v.Project, v.PathValue("run"))
	if err == nil && v.Field("digest") != run.Digest {
		err = fmt.Errorf("%s is no longer the run that was shown: begin again", run.Name)
	}
	return run, err
}

// revoke takes an approval back, as the command does.
func (d *Desk) revoke(v *visit) (next string, err error) {
	run, err := d.asShown(v)
	if err != nil {
		return "", err
	}
	return v.start(job{Title: "Take the approval of " + run.Name + " back", Args: []string{"revoke", run.Name, "--by", v.Field("by"), "--because", v.Field("because")},
		Then: func(int) (string, string) { return "Back to " + run.Name, "/approve/" + run.Name }})
}
