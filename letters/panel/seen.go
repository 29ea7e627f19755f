package panel

import (
	"cmp"
	"maps"
	"slices"

	"yearend/calc"
)

// RequestsFile is the log of every version of every row of the forms' exports that
// was ever seen. What was asked for cannot be changed behind it.
const RequestsFile = "requests.jsonl"

// Seen is a line of it.
type Seen struct {
	At    calc.Moment  `json:"at"` // by the clock in England, when it was seen so for the first time
	Gone  bool         `json:"gone,omitempty"`
	Clock calc.Clock   `json:"clock"` // by which the export was read
	File  string       `json:"file"`
	Row   calc.FormRow `json:"row"` // the last that was seen, where it is gone
}

// rowKey names a row of a form for ever.
type rowKey struct {
	scheme string
	id     int
}

// History is all that was ever seen of a row.
type History struct {
	Versions []Version // in the order in which they were seen
	Gone     bool      // it stands in the export no more
	InExport bool
}

// Version is a row as it stood for a time.
type Version struct {
	calc.FormRow
	At calc.Moment // when it was first seen
}

// Newest is the last version that was seen.
func (h History) Newest() Version { return h.Versions[len(h.Versions)-1] }

// Look lays the exports beside the log: the history of every row that was ever seen,
// and the lines that the log lacks. Nothing is written.
func Look(log []Seen, rows []calc.FormRow, now calc.Moment) (histories []History, fresh []Seen) {
	all := map[rowKey]*History{}
	take := func(s Seen) {
		key := rowKey{s.Row.Scheme, s.Row.ID}
		if all[key] == nil {
			all[key] = &History{}
		}
		h := all[key]
		if h.Gone = s.Gone; !s.Gone && (len(h.Versions) == 0 || !h.Newest().Says(s.Row)) {
			s.Row.Clock, s.Row.Place.File = s.Clock, s.File
			h.Versions = append(h.Versions, Version{s.Row, s.At})
		}
	}
	for _, s := range log {
		take(s)
	}
	for _, row := range rows {
		h := all[rowKey{row.Scheme, row.ID}]
		s := Seen{At: now, Clock: row.Clock, File: row.Place.File, Row: row}
		if h == nil || h.Gone || !h.Newest().Says(row) {
			fresh = append(fresh, s)
		}
		take(s)
		h = all[rowKey{row.Scheme, row.ID}]
		h.InExport = true
		h.Versions[len(h.Versions)-1].FormRow = row // with its place, its clock and what cannot be read in it
	}
	for _, key := range slices.SortedFunc(maps.Keys(all), rowKey.compare) {
		h := all[key]
		if !h.InExport && !h.Gone {
			last := h.Newest()
			fresh = append(fresh, Seen{At: now, Gone: true, Clock: last.Clock, File: last.Place.File, Row: last.FormRow})
			h.Gone = true
		}
		histories = append(histories, *h)
	}
	return histories, fresh
}

func (k rowKey) compare(o rowKey) int {
	return cmp.Or(cmp.Compare(k.scheme, o.scheme), cmp.Compare(k.id, o.id))
}

// EditedLate is the first version that came about after the form had closed, from 0;
// below zero where there is none. Of one that says when it was changed, that decides;
// of another, when it was first seen: an edit is never taken for one in time.
func (h History) EditedLate(m *calc.Mitigation) int {
	for i, v := range h.Versions {
		switch changed := v.ModifiedAt(); {
		case changed != (calc.Moment{}) && changed != v.CompletedAt():
			if m.Late(changed) {
				return i
			}
		case i > 0 && m.Late(v.At):
			return i
		}
	}
	return -1
}

// differs are the answers in which two versions differ, by the questions' titles.
func differs(a, b calc.FormRow, s *calc.Scheme) []string {
	var titles []string
	for _, q := range s.Mitigation.Questions {
		if key := s.AnswerKey(q); a.Answers[key] != b.Answers[key] {
			titles = append(titles, q.Title)
		}
	}
	for _, of := range []struct {
		what   string
		differ bool
	}{{"Completion time", a.Completed != b.Completed}, {"Email", a.Email != b.Email}, {"Name", a.Name != b.Name}} {
		if of.differ {
			titles = append(titles, of.what)
		}
	}
	return titles
}
