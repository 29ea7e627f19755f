package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// world is a small ICB as its files will say it, and how it is corrected.
type world struct {
	r         *rand.Rand
	practices []*worldPractice
	records   int
	role      int // of who signs
	corrected []string
}

type worldPractice struct {
	code, name, street string
	contracts          map[string][]*worldLine // by scheme
	dropped, badDate   map[string]bool         // schemes
}

type worldLine struct {
	service                string
	target, value, advance int // pence
	dropped                bool
	records                []worldRecord
}

type worldRecord struct {
	id, month, count int
	late             bool
}

var worldServices = map[string][]string{
	"ltc-les-2025-26":       {"domain-2"},
	"capitated-les-2025-26": {"ecg", "phlebotomy", "wound-care"},
}

var worldCodes = []string{"P81901", "P81902", "P81907", "P81909", "P81911", "P81915"}

func newWorld(seed uint64) *world {
	w := &world{r: rand.New(rand.NewPCG(seed, 5))}
	for i, code := range worldCodes {
		p := &worldPractice{code: code, name: "Quillbeck Surgery " + string(rune('A'+i)), street: "1 Pump Street",
			contracts: map[string][]*worldLine{}, dropped: map[string]bool{}, badDate: map[string]bool{}}
		for _, scheme := range sortedKeys(worldServices) {
			for _, service := range worldServices[scheme] {
				line := &worldLine{service: service, target: 60 + w.r.IntN(60), value: 500000 + w.r.IntN(500000)}
				line.advance = line.value * 8 / 10
				for month := range 12 {
					line.records = append(line.records, w.record(month, 3+w.r.IntN(7), false))
				}
				p.contracts[scheme] = append(p.contracts[scheme], line)
			}
		}
		w.practices = append(w.practices, p)
	}
	return w
}

func (w *world) record(month, count int, late bool) worldRecord {
	w.records++
	return worldRecord{w.records, month, count, late}
}

// correct makes one correction, as they come in, and notes it.
func (w *world) correct() {
	p := w.practices[w.r.IntN(len(w.practices))]
	scheme := sortedKeys(worldServices)[w.r.IntN(2)]
	line := p.contracts[scheme][w.r.IntN(len(p.contracts[scheme]))]
	what := ""
	switch some := w.r.IntN(len(line.records)); w.r.IntN(12) {
	case 0:
		what = "late coding added"
		line.records = append(line.records, w.record(w.r.IntN(12), 1+w.r.IntN(3), true))
	case 1:
		what = "activity added"
		line.records = append(line.records, w.record(w.r.IntN(12), 1+w.r.IntN(3), false))
	case 2:
		what = "activity removed"
		line.records = slices.Delete(line.records, some, some+1)
	case 3:
		what = "activity moved to another month"
		line.records[some].month = (line.records[some].month + 1) % 12
	case 4:
		what = "a record found to be coded late, or not"
		line.records[some].late = !line.records[some].late
	case 5:
		what = "target changed, or put back"
		line.target ^= 1
	case 6:
		what = "contract value changed, or put back"
		line.value ^= 1
	case 7:
		what = "advance changed, or put back"
		line.advance ^= 1
	case 8:
		what = "contract dropped, or put back"
		p.dropped[scheme] = !p.dropped[scheme]
	case 9:
		what = "a bad date, or mended"
		p.badDate[scheme] = !p.badDate[scheme]
	case 10:
		what = "service dropped, or put back"
		if line.service != "domain-2" && line.service != "ecg" { // a contract keeps one service
			line.dropped = !line.dropped
		}
	case 11:
		what = "another address, or name, or signatory"
		switch w.r.IntN(3) {
		case 0:
			p.street = fmt.Sprintf("%d Pump Street", 1+w.r.IntN(3))
		case 1:
			p.name = "Quillbeck Surgery " + string(rune('A'+w.r.IntN(3)))
		case 2:
			w.role = 1 - w.role
		}
	}
	w.corrected = append(w.corrected, fmt.Sprintf("%s %s %s: %s", p.code, scheme, line.service, what))
}

// facts is what the ledger is told of today.
func (w *world) facts() map[place]facts {
	all := map[place]facts{}
	for _, p := range w.practices {
		for scheme, lines := range p.contracts {
			f := facts{contracted: !p.dropped[scheme], held: p.badDate[scheme], words: fmt.Sprint(p.name, "; ", p.street, "; ", w.role)}
			for _, line := range lines {
				if !line.dropped {
					f.figures += fmt.Sprint(line.service, line.target, line.value, line.advance, line.byMonth())
				}
			}
			all[place{p.code, scheme}] = f
		}
	}
	return all
}

// byMonth is what was recorded in each month, and how much of it was coded late.
func (l *worldLine) byMonth() (counts [12][2]int) {
	for _, r := range l.records {
		counts[r.month][0] += r.count
		if r.late {
			counts[r.month][1] += r.count
		}
	}
	return counts
}

// files are the inputs as the corrections have left them.
func (w *world) files() map[string]string {
	practices := []string{"Practice code,Practice name,Address 1,Address 2,Address 3,Address 4,Address 5,Postcode,Email"}
	contracts := []string{"Practice code,Scheme,Service,Target,Contract value,Advance paid"}
	activity := []string{"Practice code,Service,Activity date,Coded date,Count,Record id"}
	for _, p := range w.practices {
		practices = append(practices, fmt.Sprintf("%s,%s,%s,Exampleton,,,,ZZ99 1AA,%s@example.org", p.code, p.name, p.street, strings.ToLower(p.code)))
		for _, scheme := range sortedKeys(p.contracts) {
			bad := p.badDate[scheme]
			for _, line := range p.contracts[scheme] {
				if !p.dropped[scheme] && !line.dropped {
					contracts = append(contracts, fmt.Sprintf("%s,%s,%s,%d,%s,%s", p.code, scheme, line.service, line.target, inPounds(line.value), inPounds(line.advance)))
				}
				for _, r := range line.records {
					activity = append(activity, r.row(p.code, line.service, bad))
					bad = false
				}
			}
		}
	}
	return map[string]string{"practices.csv": joined(practices), "contracts.csv": joined(contracts), "activity.csv": joined(activity)}
}

func (r worldRecord) row(code, service string, bad bool) string {
	on := fmt.Sprintf("%d-%02d-15", 2025+(r.month+3)/12, (r.month+3)%12+1)
	coded := on
	if r.late {
		coded = "2026-04-14"
	}
	if bad {
		on = "31/02/2026"
	}
	return fmt.Sprintf("%s,%s,%s,%s,%d,S%07d", code, service, on, coded, r.count, r.id)
}

func inPounds(pence int) string { return fmt.Sprintf("%d.%02d", pence/100, pence%100) }

func joined(rows []string) string { return strings.Join(rows, "\n") + "\n" }
