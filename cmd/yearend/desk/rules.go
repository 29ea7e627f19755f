package desk

import (
	"fmt"

	"yearend/calc"
	"yearend/cmd/yearend/season/edit"
)

// rulesShown is every rule of a scheme: what is assumed, with whom to ask, and what
// the guidance says.
type rulesShown struct {
	*calc.Scheme
	File        string // the scheme file that it stands in, or its shipped name
	Shipped     bool
	Seen        string // the digest of that
	Assumptions []assumptionShown
	Sourced     []calc.Rule
	Open        int // assumptions that nobody has confirmed
}

type assumptionShown struct {
	calc.Rule
	State string // in the words of the terminal
}

func (d *Desk) rulePages() []page {
	return []page{{Path: "/rules", Title: "Rules", In: "Rules", View: "rules.html", Show: d.showRules}}
}

func (d *Desk) ruleChanges() {
	d.change("/rules/confirm", func(v *visit) (string, error) {
		done, err := d.confirm(v, func() (edit.Confirmed, error) {
			return edit.Confirm(v.Project, v.Field("scheme"), v.Field("key"), v.Field("by"), v.Field("on"), v.Field("seen"))
		})
		return done, err
	})
	d.change("/rules/unconfirm", func(v *visit) (string, error) {
		return d.confirm(v, func() (edit.Confirmed, error) {
			return edit.Unconfirm(v.Project, v.Field("scheme"), v.Field("key"), v.Field("seen"))
		})
	})
}

// confirm writes a word on an assumption, and says where it stands.
func (d *Desk) confirm(v *visit, write func() (edit.Confirmed, error)) (string, error) {
	if err := v.free(); err != nil {
		return "", err
	}
	done, err := write()
	if err != nil {
		return "", err
	}
	words := fmt.Sprintf("That stands in %s now.", done.File)
	if done.Copied {
		words = fmt.Sprintf("That stands in %s now: a copy of the scheme that ships with the program, which the project names from now on. Its rules are the same.", done.File)
	}
	return v.said("/rules#"+v.Field("scheme")+"-"+v.Field("key"), "%s", words), nil
}

func (d *Desk) showRules(v *visit) (any, error) {
	schemes, err := v.Project.ReadSchemes()
	if err != nil {
		return nil, err
	}
	var all []rulesShown
	for _, s := range schemes {
		name, text, shipped, err := edit.SchemeText(v.Project, s.Code)
		if err != nil {
			return nil, err
		}
		one := rulesShown{Scheme: s, File: name, Shipped: shipped, Seen: edit.Digest(text), Open: len(s.Unconfirmed())}
		for _, r := range s.Rules {
			if r.Assumption == nil {
				one.Sourced = append(one.Sourced, r)
				continue
			}
			one.Assumptions = append(one.Assumptions, assumptionShown{r, d.asked.Program.Confirmed(r.Assumption)})
		}
		all = append(all, one)
	}
	return all, nil
}
