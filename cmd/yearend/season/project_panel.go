package season

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"

	"yearend/calc"
	"yearend/calc/extract"
)

// asking are the files of what practices ask for, or copies of them in their place.
func (p Project) asking(asOf calc.Date, copies map[string]string) extract.Asking {
	in := extract.Asking{Root: filepath.Dir(p.file), Columns: p.Columns, AsOf: asOf, Copies: copies,
		Corrections: extractFiles(p.Inputs.Corrections), Plans: extractFiles(p.Inputs.Plans)}
	for _, f := range p.Inputs.Requests {
		in.Requests = append(in.Requests, extract.File{Path: f.File, Sheet: f.Sheet, Scheme: f.Scheme, Columns: f.Columns, Times: f.Times,
			Proof: extract.Proof(f.Proof)})
	}
	return in
}

// Members are those of the panel; check has seen that they can be read.
func (p Project) Members() []calc.Member {
	members, _ := p.Panel.members()
	return members
}

func (p Panel) members() (members []calc.Member, faults []string) {
	seen := map[string]bool{}
	for i, m := range p.Members {
		at := fmt.Sprintf("panel.members[%d]", i+1)
		switch {
		case m.Name == "":
			faults = append(faults, at+".name is missing")
		case seen[m.Name]:
			faults = append(faults, fmt.Sprintf("%s: %q stands twice, and decisions are known by the name: tell them apart", at, m.Name))
		case !slices.Contains(calc.Seats(), calc.Seat(m.Seat)):
			faults = append(faults, fmt.Sprintf("%s.seat: %q is no seat: write %s", at, m.Seat, calc.Or(seatNames())))
		}
		seen[m.Name] = true
		member := calc.Member{Name: m.Name, Seat: calc.Seat(m.Seat), DeputyFor: m.DeputyFor}
		for _, text := range m.Interests {
			code, err := calc.ParsePracticeCode(text)
			if err != nil {
				faults = append(faults, fmt.Sprintf("%s.interests: %v", at, err))
			}
			member.Interests = append(member.Interests, code)
		}
		members = append(members, member)
	}
	for i, m := range members {
		if m.DeputyFor == "" {
			continue
		}
		of := slices.IndexFunc(members, func(o calc.Member) bool { return o.Name == m.DeputyFor && o.DeputyFor == "" && o.Name != m.Name })
		switch {
		case of < 0:
			faults = append(faults, fmt.Sprintf("panel.members[%d].deputy_for: %q is no member of the panel: write the name as it stands there", i+1, m.DeputyFor))
		case members[of].Seat != m.Seat:
			faults = append(faults, fmt.Sprintf("panel.members[%d]: %s sits for %s, and %s whom they stand in for sits for %s", i+1, m.Name, m.Seat, m.DeputyFor, members[of].Seat))
		}
	}
	return members, faults
}

func seatNames() []string {
	var names []string
	for _, s := range calc.Seats() {
		names = append(names, string(s))
	}
	return names
}

// formColumns are the columns of all the forms.
func formColumns(schemes []*calc.Scheme) []string {
	var names []string
	for _, s := range schemes {
		names = append(names, extract.FormColumns(s)...)
	}
	return names
}

// formColumnFaults finds other names for columns that a scheme's form has not.
func (in Inputs) formColumnFaults(schemes []*calc.Scheme) []string {
	var faults []string
	for _, f := range in.Requests {
		var known []string
		for _, s := range schemes {
			if s.Code == f.Scheme {
				known = extract.FormColumns(s)
			}
		}
		for _, name := range slices.Sorted(maps.Keys(f.Columns)) {
			if len(known) > 0 && !slices.ContainsFunc(known, func(k string) bool { return extract.Key(k) == extract.Key(name) }) {
				faults = append(faults, fmt.Sprintf("inputs: columns: of %s: the form has no question %q: write one of %s", f.File, name, calc.Or(known)))
			}
		}
	}
	return faults
}
