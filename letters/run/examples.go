package run

import (
	"yearend/calc"
	"yearend/letters"
)

// ExampleCode marks a setting that letters carry, and that is still an example.
const ExampleCode = "W-example"

// Example is a setting that letters carry and that leads their readers nowhere: its key
// in the project file, and what stands there.
type Example struct{ Key, Value string }

// examples reports the settings that are still examples, unless all is one: the sample,
// whose sender and mailboxes are examples as well.
func (o Order) examples(practices []calc.Practice) []calc.Problem {
	if !o.Real && !Real(practices) {
		return nil
	}
	var problems []calc.Problem
	for _, e := range o.Examples {
		problems = append(problems, calc.Problem{
			Code: ExampleCode, Severity: calc.Look, File: o.Project.Name, Column: e.Key, Found: e.Value,
			Remedy: "this is an example, which leads nobody anywhere, and letters or their e-mails carry it: write your own into the project file (on the desk: Settings) before the letters are made; none that carries an example is printed, or sent to a real mailbox",
		})
	}
	return problems
}

// Real reports whether a register is no trial's: a file names a mailbox that is no
// example, or none names any, as that of the sample does.
func Real(practices []calc.Practice) bool {
	named := false
	for _, p := range practices {
		for _, address := range p.Named {
			if !letters.IsExampleMailbox(address) {
				return true
			}
			named = true
		}
	}
	return !named
}
