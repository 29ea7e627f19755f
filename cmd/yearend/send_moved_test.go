package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yearend/letters/post/capture"
)

// mailboxesFile names a file of mailboxes beside the register, of some rows.
func mailboxesFile(t *testing.T, project string, rows ...string) {
	t.Helper()
	edit(t, project, "yearend.yaml", "mailboxes: []", "mailboxes: [inputs/mailboxes.csv]")
	file := filepath.Join(filepath.Dir(project), "inputs", "mailboxes.csv")
	if err := os.WriteFile(file, []byte("Practice code,Email\n"+strings.Join(rows, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
}

// received are the mailboxes that got a letter of a practice.
func received(server *capture.Server, practice string) []string {
	var to []string
	for _, m := range server.Stored() {
		if strings.Contains(string(m.Data), practice+"/") {
			to = append(to, m.To)
		}
	}
	return to
}

// A letter whose mailbox was corrected after its run was made goes to neither, and neither
// does one whose mailbox is in doubt by now, or no more allowed; a new run that is approved
// says where it goes, and then it goes there, once. On paper it may go all the same.
func TestACorrectedMailboxKeepsTheLetterBack(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := sample(t, server.Port)
	on := func(want int, args ...string) string {
		t.Helper()
		return yearend(t, want, append(args, "--project", project)...)
	}
	edit(t, project, "inputs/practices.csv", "gp-p81999@example.org", "office-p81999@example.org", "gp-p81901@example.org", "",
		"gp-p81907@example.org", "gp-p81909@example.org", "gp-p81911@example.org", "GP-P81911@example.org")

	said := on(exitPerson, "send", "run-001")
	mustContain(t, said, "Changed since run-001 was made: inputs/practices.csv", "go to neither before a new run is approved: 8",
		"P81999/LTC/2025-26/1: the register names office-p81999@example.org by now, and the run sends it to gp-p81999@example.org: make a new run and approve it",
		"P81901/LTC/2025-26/1: by the register as it is now it goes to no mailbox (the register names no mailbox), and the run sends it to gp-p81901@example.org",
		"P81907/LTC/2025-26/1: by the register as it is now it goes to no mailbox (", "is the mailbox of P81907 and P81909", "14 letters to send")
	mustNotContain(t, said, "P81911/LTC/2025-26/1: ") // who opens it is the same
	mustContain(t, on(exitPerson, "send", "run-001", "--json"), "the register names office-p81999@example.org by now")
	mustContain(t, on(exitPerson, "status"), "8 letters of run-001 are kept back")
	mustContain(t, on(exitDone, "print", "run-001", "--only", "P81999"), "2 letters on")
	live := []string{"send", "run-001", "--live", "--accept-assumptions", "--limit", "99"}
	on(exitPerson, append(live, "--to", "me@example.org", "--messages", "14")...)
	on(exitPerson, append(live, "--messages", "14")...)
	for _, practice := range []string{"P81999", "P81901", "P81907", "P81909"} {
		if to := received(server, practice); len(to) > 0 {
			t.Errorf("letters of %s went to %v", practice, to)
		}
	}

	edit(t, project, "inputs/practices.csv", "ZZ99 2AB,,active", "ZZ99 2AB,gp-p81901@example.org,active")
	on(exitPerson, "produce", "--as-of", "2026-04-17")
	mustContain(t, on(exitPerson, "send", "run-001"), "the register names office-p81999@example.org by now") // nobody has approved it
	mustContain(t, on(exitDone, "approve", "run-002", "--by", "A. Manager", "--letters", "0"), "P81999: office-p81999@example.org, before gp-p81999@example.org")
	on(exitPerson, append(live, "--messages", "4")...)
	if to := received(server, "P81999"); len(to) != 2 || to[0] != "office-p81999@example.org" || to[1] != to[0] {
		t.Errorf("the letters went to %v", to)
	}
}

// What the files say is looked at again before each letter: the register, a file of
// mailboxes, and whether the project names one, each by itself. A file need not become
// longer or shorter by what is corrected in it.
func TestACorrectedMailboxIsHeardWhileLettersAreGoing(t *testing.T) {
	const was, now = "gp-p81999@example.org", "pm-p81999@example.org"
	for what, is := range map[string]struct {
		before, meanwhile func(t *testing.T, project string)
	}{
		"the register": {func(*testing.T, string) {}, func(t *testing.T, project string) {
			edit(t, project, "inputs/practices.csv", was, now)
		}},
		"a file of mailboxes": {func(t *testing.T, project string) {
			edit(t, project, "inputs/practices.csv", was, "")
			mailboxesFile(t, project, "P81999,"+was)
		}, func(t *testing.T, project string) {
			edit(t, project, "inputs/mailboxes.csv", was, now)
		}},
		"a file that is named anew": {func(*testing.T, string) {}, func(t *testing.T, project string) {
			edit(t, project, "inputs/practices.csv", was, "")
			mailboxesFile(t, project, "P81999,"+now)
		}},
	} {
		t.Run(what, func(t *testing.T) {
			said, to, went := changedWhileGoing(t, is.before, is.meanwhile)
			mustContain(t, said, "the register names "+now+" by now")
			if len(to) > 0 || went != 20 {
				t.Errorf("letters of P81999 went to %v, and %d messages went", to, went)
			}
		})
	}
}

// A practice that closes, or whose contract is taken out, while letters are going gets no more.
func TestAPracticeThatClosesWhileLettersAreGoingGetsNothing(t *testing.T) {
	for what, is := range map[string]struct {
		file, was, now, says string
		kept                 int
	}{
		"closed":      {"inputs/practices.csv", "gp-p81999@example.org,active", "gp-p81999@example.org,closed", "a new run would hold it: ", 2},
		"no contract": {"inputs/contracts.csv", "P81999,ltc-les-2025-26,domain-2,764,8317.43,6653.94\n", "", "P81999/LTC/2025-26/1: stopped: the contracts do not have the practice in this scheme by now", 1},
	} {
		t.Run(what, func(t *testing.T) {
			said, to, went := changedWhileGoing(t, func(*testing.T, string) {}, func(t *testing.T, project string) { edit(t, project, is.file, is.was, is.now) })
			mustContain(t, said, is.says)
			if len(to) != 2-is.kept || went != lettersOfSample-is.kept {
				t.Errorf("letters of P81999 went to %v, and %d messages went", to, went)
			}
		})
	}
}

// changedWhileGoing sends all letters of the sample, and has something changed before it
// begins, and more while the second goes. It gives what was said, the mailboxes that got a
// letter of P81999, whose turn comes last, and how many messages went.
func changedWhileGoing(t *testing.T, before, meanwhile func(t *testing.T, project string)) (said string, to []string, went int) {
	t.Helper()
	project := ""
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none", Script: func(turn capture.Turn) *capture.Fault {
		if turn.Point == capture.From && turn.Message == 2 {
			meanwhile(t, project)
		}
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project = sample(t, server.Port)
	before(t, project)
	said = yearend(t, exitPerson, "send", "run-001", "--live", "--accept-assumptions", "--limit", "99", "--messages", "22", "--project", project)
	return said, received(server, "P81999"), len(server.Stored())
}

// Where the register, the contracts or a file of mailboxes cannot be read, nobody knows whether
// a mailbox was corrected, and nothing is sent; nor is anything printed, for nobody knows
// whether its address was.
func TestNothingIsSentByARegisterThatCannotBeRead(t *testing.T) {
	project := sample(t, 1)
	mailboxesFile(t, project, "P81999,gp-p81999@example.org")
	yearend(t, exitDone, "send", "run-001", "--project", project)
	for _, name := range []string{"practices.csv", "contracts.csv", "mailboxes.csv"} {
		file := filepath.Join(filepath.Dir(project), "inputs", name)
		if err := os.Rename(file, file+".aside"); err != nil {
			t.Fatal(err)
		}
		said := yearend(t, exitPerson, "send", "run-001", "--project", project)
		mustContain(t, said, "Nothing can go: the register cannot be read", "Nothing can go before the files that are named above can be read.")
		if name != "mailboxes.csv" { // which the run was made without
			mustContain(t, said, "inputs/"+name+" (now missing)")
		}
		mustContain(t, yearend(t, exitFailed, "send", "run-001", "--live", "--accept-assumptions", "--messages", "3", "--project", project),
			"so that nobody knows whether letters go to another mailbox or address by now: inputs/"+name, "the run keeps a copy in its folder inputs")
		mustContain(t, yearend(t, exitFailed, "print", "run-001", "--all", "--project", project), "nobody knows whether letters go to another mailbox or address by now: inputs/"+name)
		if err := os.Rename(file+".aside", file); err != nil {
			t.Fatal(err)
		}
	}
}

// Whoever approves a run is told of mailboxes that were corrected since it was made.
func TestApprovalTellsOfCorrectedMailboxes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "trial")
	project := filepath.Join(dir, "yearend.yaml")
	made(t, exitDone, "init", dir)
	made(t, exitPerson, "produce", "--project", project, "--as-of", "2026-04-17")
	edit(t, project, "yearend.yaml", "allow: [example.org]", "allow: [practice.example.org]")
	mustContain(t, yearend(t, exitDone, "approve", "run-001", "--by", "A. Manager", "--letters", "22", "--project", project),
		"go to neither before a new run is approved: 22", "P81999/LTC/2025-26/1: by the register as it is now it goes to no mailbox (")
}

// An outcome letter goes where the year-end run on which it rests sends its practice's: once
// the mailbox is corrected it waits for a year-end run, and then an outcome run, that is
// approved; a hold keeps it back as it does any letter, and so does a practice that closes, or
// loses its contract.
func TestACorrectedMailboxKeepsOutcomeLettersBack(t *testing.T) {
	project := askingProject(t)
	root := filepath.Dir(project)
	on := func(want int, args ...string) string {
		t.Helper()
		return yearend(t, want, append(args, "--project", project)...)
	}
	pointAt(t, project, 1)
	on(exitDone, "panel", "--as-of", "2026-05-11")
	filled := filepath.Join(root, "filled.xlsx")
	fillIn(t, filepath.Join(root, "output", "panel-001", "decisions.xlsx"), filled, ruled{"LTC-2", "accepted", []int{3, 4}, deputised, "Kim Sample"},
		ruled{"LTC-3", "part", []int{12}, quorate, ""}, ruled{"LTC-4", "refused", []int{0}, quorate, ""})
	on(exitDone, "decide", filled, "--by", "Alex Sample", "--as-of", "2026-05-14", "--decisions", "3")
	on(exitPerson, "produce", "--outcome", "--as-of", "2026-05-22")
	on(exitDone, "approve", "outcome-001", "--by", "Alex Sample", "--letters", "3")

	edit(t, project, "inputs/practices.csv", "gp-p81911@example.org", "office-p81911@example.org")
	mustContain(t, on(exitPerson, "send", "outcome-001"), "2 letters to send",
		"P81911/LTC/2025-26/OUT/1: the register names office-p81911@example.org by now, and the run sends it to gp-p81911@example.org: make a new year-end run and approve it, and then an outcome run")
	on(exitPerson, "produce", "--as-of", "2026-04-17")
	on(exitDone, "approve", "run-002", "--by", "Alex Sample", "--letters", "0")
	on(exitPerson, "produce", "--outcome", "--as-of", "2026-05-22")
	on(exitDone, "approve", "outcome-002", "--by", "Alex Sample", "--letters", "0")
	said := on(exitDone, "send", "outcome-001")
	mustContain(t, said, "3 letters to send")
	mustNotContain(t, said, "by now")

	edit(t, project, "inputs/practices.csv", "office-p81911@example.org,active", "office-p81911@example.org,closed")
	const closed = "P81911/LTC/2025-26/OUT/1: by the register as it is now a new run would hold it: "
	mustContain(t, on(exitPerson, "send", "outcome-001"), "2 letters to send", closed)
	mustContain(t, on(exitPerson, "print", "outcome-001", "--all"), "not printed: "+closed)
	edit(t, project, "inputs/practices.csv", "office-p81911@example.org,closed", "office-p81911@example.org,active")

	const contract, gone = "P81911,ltc-les-2025-26,domain-2,", "P81911/LTC/2025-26/OUT/1: the contracts do not have the practice in this scheme by now"
	edit(t, project, "inputs/contracts.csv", contract, "P81911,capitated-les-2025-26,ecg,")
	mustContain(t, on(exitPerson, "send", "outcome-001"), "2 letters to send", gone)
	mustContain(t, on(exitPerson, "print", "outcome-001", "--all"), "not printed: "+gone)
	edit(t, project, "inputs/contracts.csv", "P81911,capitated-les-2025-26,ecg,", contract)

	decides(t, project, "P81911,LTC,hold,The practice has appealed,Sam Sample,2026-05-22")
	mustContain(t, on(exitPerson, "send", "outcome-001"), "2 letters to send", "P81911/LTC/2025-26/OUT/1: it is on hold: The practice has appealed")
}

// What another practice gets, since it answers for the one that a letter is about, waits as
// well where the mailbox or the address of that other one is corrected.
func TestACorrectedMailboxKeepsASuccessorsLettersBack(t *testing.T) {
	project := trial(t, 1)
	on := func(want int, args ...string) string {
		t.Helper()
		return yearend(t, want, append(args, "--project", project)...)
	}
	decides(t, project, "P81901,,successor,P81902,Sam Sample,2026-04-16")
	on(exitPerson, "produce", "--as-of", "2026-04-17")
	on(exitDone, "approve", "run-001", "--by", "A. Manager", "--letters", "22")
	mustContain(t, on(exitDone, "send", "run-001"), "22 letters to send")

	edit(t, project, "inputs/practices.csv", "gp-p81901@example.org", "office-p81901@example.org")
	mustContain(t, on(exitDone, "send", "run-001"), "22 letters to send") // nothing goes there
	edit(t, project, "inputs/practices.csv", "gp-p81902@example.org", "office-p81902@example.org", "47 Saltway", "74 New Road")
	const moved = ": the register names office-p81902@example.org by now, and the run sends it to gp-p81902@example.org"
	mustContain(t, on(exitPerson, "send", "run-001"), "P81901/LTC/2025-26/1"+moved, "P81902/LTC/2025-26/1"+moved, "18 letters to send")
	mustContain(t, on(exitPerson, "print", "run-001", "--only", "P81901"),
		"not printed: P81901/LTC/2025-26/1: the register has Practice Manager, Ochrecombe Family Practice, Orrisbeck Health Centre, 74 New Road,", "Nothing to print.")
}

// A practice that the register says is closed since its run was made, so that a new run would
// hold it, gets nothing by mail and nothing on paper; nor does one whose status nobody knows.
func TestAPracticeThatClosedSinceGetsNothing(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := sampleOf(t, server.Port, "gp-p81902@example.org", "")
	on := func(want int, args ...string) string {
		t.Helper()
		return yearend(t, want, append(args, "--project", project)...)
	}
	edit(t, project, "inputs/practices.csv", "gp-p81999@example.org,active", "gp-p81999@example.org,closed", "ZZ99 3AD,,active", "ZZ99 3AD,,closed",
		"gp-p81907@example.org,active", "gp-p81907@example.org,dormant")

	const held = "by the register as it is now a new run would hold it: "
	mustContain(t, on(exitPerson, "send", "run-001"), "P81999/LTC/2025-26/1: "+held, "P81902/LTC/2025-26/1: "+held, "is closed or merged in the register", "(E-closed)",
		"P81907/LTC/2025-26/1: "+held, "(E-status)", "16 letters to send")
	on(exitPerson, "send", "run-001", "--live", "--accept-assumptions", "--limit", "99", "--messages", "16")
	for _, practice := range []string{"P81999", "P81902", "P81907"} {
		if to := received(server, practice); len(to) > 0 {
			t.Errorf("letters of %s went to %v", practice, to)
		}
	}
	mustContain(t, on(exitPerson, "print", "run-001"), "not printed: P81902/LTC/2025-26/1: "+held, "Nothing to print.")
	on(exitPerson, "print", "run-001", "--only", "P81999")
	mustContain(t, on(exitPerson, "status"), "6 letters of run-001 are kept back, beginning with P81902/CAP/2025-26/1")
}

// A practice whose contract was taken out after its run was made gets nothing of that scheme.
func TestAPracticeWithoutAContractSinceGetsNothing(t *testing.T) {
	project := sample(t, 1)
	edit(t, project, "inputs/contracts.csv", `P81902,ltc-les-2025-26,domain-2,150,"£20,000.03","£16,000.08"`+"\n", "")
	gone := "P81902/LTC/2025-26/1: the contracts do not have the practice in this scheme by now"
	said := yearend(t, exitPerson, "send", "run-001", "--project", project)
	mustContain(t, said, gone, "21 letters to send")
	mustNotContain(t, said, "P81902/CAP/2025-26/1: the contracts")
	mustContain(t, yearend(t, exitPerson, "print", "run-001", "--all", "--project", project), "not printed: "+gone)
}

// A mailbox with another tag is another mailbox: what was approved for the one without does
// not go there, and a letter that came back from it goes again to the one with the tag.
func TestATagMakesAnotherMailbox(t *testing.T) {
	server, err := capture.Start(capture.Options{Security: "plain", Auth: "none"})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	project := sample(t, server.Port)
	on := func(want int, args ...string) string {
		t.Helper()
		return yearend(t, want, append(args, "--project", project)...)
	}
	live := []string{"send", "run-001", "--live", "--accept-assumptions", "--only", "P81999", "--messages"}
	on(exitDone, append(live, "2")...)
	on(exitDone, "send", "run-001", "--resolve", "P81999=bounced", "--scheme", "CAP,LTC", "--by", "A. Manager")
	edit(t, project, "inputs/practices.csv", "gp-p81999@example.org", "gp-p81999+les@example.org", "gp-p81901@example.org", "gp-p81901+les@example.org")

	mustContain(t, on(exitPerson, "send", "run-001"), "P81901/LTC/2025-26/1: the register names gp-p81901+les@example.org by now, and the run sends it to gp-p81901@example.org")
	on(exitPerson, "produce", "--as-of", "2026-04-17")
	mustContain(t, on(exitPerson, "status"), "run-002 names another mailbox for")
	on(exitDone, "approve", "run-002", "--by", "A. Manager", "--letters", "0")
	on(exitDone, append(live, "2")...)
	if to := received(server, "P81999"); len(to) != 4 || to[2] != "gp-p81999+les@example.org" || to[3] != to[2] {
		t.Errorf("the letters went to %v", to)
	}
}

// A practice's mailbox that is the team's own, whatever tag it has, gets no letter: nobody at
// the practice would. It is named when the run is made, and kept back where it became so since.
func TestNoLetterGoesToTheTeamsOwnMailbox(t *testing.T) {
	for own, as := range map[string]string{"primary.care+gp@example.org": "mail.from", "Finance@example.org": "issuer: contacts: finance"} {
		project := sampleOf(t, 1, "gp-p81999@example.org", own)
		on := func(want int, args ...string) string {
			t.Helper()
			return yearend(t, want, append(args, "--project", project)...)
		}
		mustContain(t, on(exitPerson, "check"), "W-mailbox-own", own, "the mailbox is the team's own ("+as+" in the project file)")
		mustContain(t, on(exitPerson, "send", "run-001"), "stays: P81999/LTC/2025-26/1: "+own+" is the team's own ("+as+")", "20 letters to send")
		edit(t, project, "yearend.yaml", "reply_to: primary.care@example.org", "reply_to: gp-p81901@example.org")
		mustContain(t, on(exitPerson, "send", "run-001"), "P81901/LTC/2025-26/1: by the register as it is now it goes to no mailbox (gp-p81901@example.org is the team's own (mail.reply_to))", "18 letters to send")
	}
}
