package main

import (
	"fmt"
	"slices"
	"strings"

	"yearend/calc"
	"yearend/letters"
	"yearend/letters/register"
)

// writeEmails writes the body of every message that will carry a letter of the
// run, and the envelopes. They are outputs like the letters: what is approved is
// also who gets what.
func (y *yearEnd) writeEmails(put put, composed []composed, made []written) error {
	users := y.mailboxUsers()
	var envelopes []register.Envelope
	for i, p := range y.settled.Positions {
		issue := made[i].issue
		switch {
		case issue.Letter != "":
			if err := writeEmail(put, p, composed[i].email); err != nil {
				return err
			}
			envelopes = append(envelopes, y.envelope(p, issue, composed[i].email.Subject, users))
		case issue.State == letters.Unchanged:
			envelopes = append(envelopes, y.envelopeAgain(p, users))
		}
	}
	data, err := register.EnvelopesCSV(envelopes)
	if err != nil {
		return fmt.Errorf("write the envelopes: %w", err)
	}
	_, err = put(register.EnvelopesFile, data)
	return err
}

func writeEmail(put put, p calc.Position, e letters.Email) error {
	name := letters.EmailPath(p.Scheme.Code, string(p.Practice.Code))
	if _, err := put(name+".txt", []byte(letters.EmailText(e))); err != nil {
		return err
	}
	_, err := put(name+".html", []byte(letters.EmailHTML(e)))
	return err
}

func (y *yearEnd) envelope(p calc.Position, issue letters.Issue, subject string, users map[string][]string) register.Envelope {
	e := register.Envelope{
		Practice: string(p.Practice.Code), Name: p.Practice.Name, Scheme: p.Scheme.Code,
		Issue: issue.Number, Reference: letters.YearEnd().Reference(p, issue.Number), Replaces: issue.Replaces,
		Subject: subject, Letter: issue.Letter, SHA256: issue.SHA256,
	}
	e.To, e.Reason = y.mailbox(p.Practice, users)
	return e
}

// envelopeAgain is that of a letter which stands unchanged: should it not have
// gone yet, it goes to the mailbox that the register names now.
func (y *yearEnd) envelopeAgain(p calc.Position, users map[string][]string) register.Envelope {
	stands, _ := y.stands(p)
	e := register.Envelope{
		Practice: string(p.Practice.Code), Name: p.Practice.Name, Scheme: p.Scheme.Code,
		Issue: stands.Number, Reference: stands.Reference, Letter: stands.Letter, SHA256: stands.SHA256, Run: stands.Run,
	}
	e.To, e.Reason = y.mailbox(p.Practice, users)
	return e
}

// mailbox is the one to which a practice's letters go: the first that the
// register names. Where there is any doubt it is nobody's, and a person posts
// the letter or corrects the register.
func (y *yearEnd) mailbox(p calc.Practice, users map[string][]string) (to, reason string) {
	if p.Doubt != "" {
		return "", p.Doubt
	}
	if len(p.Emails) == 0 {
		return "", "the register names no mailbox"
	}
	to = p.Emails[0]
	if others := users[register.Inbox(to)]; len(others) > 1 {
		return "", fmt.Sprintf("%s is the mailbox of %s", to, strings.Join(others, " and "))
	}
	if len(y.project.Mail.Allow) == 0 {
		return "", "mail.allow names no domain to which letters may go"
	}
	if err := register.CheckAddress(to, y.project.Mail.Allow); err != nil {
		return "", err.Error()
	}
	return to, ""
}

// mailboxUsers says which practices of the register use a mailbox, also those
// that get no letter.
func (y *yearEnd) mailboxUsers() map[string][]string {
	users := map[string][]string{}
	for _, p := range y.extract.Practices {
		for _, address := range p.Emails {
			key, code := register.Inbox(address), string(p.Code)
			if !slices.Contains(users[key], code) {
				users[key] = append(users[key], code)
			}
		}
	}
	return users
}
