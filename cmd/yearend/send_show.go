package main

import (
	"fmt"
	"os"
	"path/filepath"

	"yearend/letters/post"
)

// outboxDir is where a run's messages are written as files.
const outboxDir = "outbox"

// plan is what would go now.
func (s send) plan(p *posting) (post.Plan, error) {
	schemes, err := p.schemeCodes(s.schemes)
	if err != nil {
		return post.Plan{}, err
	}
	if err := p.knows(s.only); err != nil {
		return post.Plan{}, err
	}
	choice := post.Choice{Practices: s.only, Schemes: schemes, Limit: s.limit}
	return post.MakePlan(p.bag, p.standing, choice, p.project.Mail.pace(), s.now()), nil
}

// show writes the messages as files, exactly as they would go, with a plan.
func (s send) show(p *posting) error {
	if faults := p.project.Mail.mailFaults(); len(faults) > 0 {
		return joinFaults(p.project.file, faults)
	}
	plan, err := s.plan(p)
	if err != nil {
		return err
	}
	dir := p.run.Path(outboxDir)
	if err := s.writeOutbox(p, plan, dir); err != nil {
		return err
	}
	if p.sentEver {
		if err := p.writeSent(); err != nil {
			return withHint(err, "close it in the program that shows it")
		}
	}
	if s.json {
		err = sayJSON(s.stdout, planJSON(p, plan))
	} else {
		s.sayPlan(p, plan)
		fmt.Fprintf(s.stdout, "\nNothing was sent. %s holds the messages as they would go, and plan.csv.\n%s\n", filepath.ToSlash(dir), p.nextStep())
	}
	if err != nil {
		return err
	}
	return needsPerson(plan.NeedsPerson())
}

// nextStep is what comes after the plan.
func (p *posting) nextStep() string {
	if !p.approved {
		return fmt.Sprintf("When they are right: yearend approve %s --by NAME", p.run.Name)
	}
	return "To send them: the same command with --live"
}

// writeOutbox writes the messages and the plan beside the outbox, and then puts
// them in its place, so that no message of an earlier plan is left in it.
func (s send) writeOutbox(p *posting, plan post.Plan, dir string) error {
	part := filepath.Join(p.project.path(p.project.Output), ".unfinished-outbox") // whoever comes after a crash clears it away
	if err := os.RemoveAll(part); err != nil {
		return fmt.Errorf("write the messages: %w", err)
	}
	if err := os.MkdirAll(part, 0o777); err != nil {
		return fmt.Errorf("write the messages: %w", err)
	}
	if err := p.bag.Outbox(part, plan.Owed, plan.Begins); err != nil {
		return err
	}
	table, err := post.PlanCSV(p.bag, plan, p.project.Mail.pace())
	if err != nil {
		return fmt.Errorf("write the plan: %w", err)
	}
	if err := os.WriteFile(filepath.Join(part, "plan.csv"), table, 0o666); err != nil {
		return fmt.Errorf("write the plan: %w", err)
	}
	if err := os.RemoveAll(dir); err != nil {
		return withHint(fmt.Errorf("clear the outbox: %w", err), "close the messages that are open in another program, then run the command again")
	}
	return os.Rename(part, dir)
}

// needsPerson is the exit code that says so.
func needsPerson(yes bool) error {
	if yes {
		return exitError{code: exitPerson}
	}
	return nil
}
